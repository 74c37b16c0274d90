"""What does an act do? Many trials of one deck, and the difference between their arms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from wargame.content.library import DeckRef
from wargame.content.model import Trial
from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.arms.effects import TrialResult, result
from wargame.lab.arms.finding import PairFound, find_pair
from wargame.lab.arms.plan import TrialPlan
from wargame.lab.runs.game_study import GameTask
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.kept import Key
from wargame.lab.runs.population import population
from wargame.lab.runs.study import Find, Study
from wargame.lab.runs.terms import USUAL, Terms
from wargame.play.player import is_program


@dataclass(frozen=True, slots=True)
class TrialTask:
    """A pair to be played; can travel to another process."""

    game: GameTask
    trial: Trial
    to_end: bool

    @property
    def key(self) -> Key:
        """That of its game."""
        return self.game.key


class TrialStudy(Study[TrialTask, PairFound, TrialResult]):
    """Pairs of games that part at one act.

    Args:
        pairs: How many, those that are dropped included; pair n is the same in a longer run.
        names: Players to draw from; without any, the deck's personas.
        to_end: Play the arms on when the window has closed.

    Raises:
        DeckError: The deck cannot be used.
        PlayerError: A player has no such name.
        UsageError: The trial speaks of what the deck does not have, a program plays, or there is
            nobody for a seat.
    """

    kind = "trial"
    finding = PairFound

    def __init__(
        self,
        deck: DeckRef,
        trial: Trial,
        pairs: int,
        seed: int,
        names: Sequence[str] = (),
        *,
        to_end: bool = True,
        terms: Terms = USUAL,
    ) -> None:
        for name in filter(is_program, names):
            raise UsageError(f"{name} cannot play in a trial: a program cannot sit in two arms.")
        self.deck, self.trial, self.total, self.seed = deck, trial, pairs, seed
        self.people, self.to_end, self.terms = population(self.game, names), to_end, terms
        self.plan = TrialPlan(self.game, trial)

    @property
    def asked(self) -> Mapping[str, object]:
        """Who plays, what is tried, and how far."""
        tried = self.trial.model_dump(mode="json")
        return {"players": self.people.by_seat, "trial": tried, "to_end": self.to_end}

    @staticmethod
    def work(task: TrialTask) -> PairFound:
        """Play a pair."""
        plan = _plan(task.game.deck, task.trial.model_dump_json())
        return find_pair(task.game.match(), plan, to_end=task.to_end)

    def is_sound(self, task: TrialTask, found: PairFound) -> bool:
        """Whether it has all that a pair of this trial has."""
        if found.round == 0:
            return not found.arms and not found.acts
        if len(found.acts) != len(self.plan.classes):
            return False
        seats, measures = len(self.game.seats), len(self.trial.measures)
        endings = {ending.id for ending in self.game.deck.endings} if task.to_end else {""}
        return len(found.arms) == len(self.plan.arms) and all(
            len(arm.measures) == measures
            and len(arm.standing) == seats
            and (arm.returns is not None) == task.to_end
            and len(arm.returns or arm.standing) == seats
            and arm.ending in endings
            for arm in found.arms
        )

    def answer(self, find: Find[TrialTask, PairFound]) -> TrialResult:
        """Play all pairs, and compare the arms."""
        sieve = self.new_sieve(self.people.names)
        pairs = list(find(self._tasks()))
        for task in self._tasks():
            sieve.lets_pass(task.game.players, ())
        return result(self.game, self.plan, self.people, self.seed, pairs)

    def _tasks(self) -> Iterator[TrialTask]:
        for index in range(self.total):
            game = GameTask(self.deck, self.people, self.seed, index, terms=self.terms)
            yield TrialTask(game, self.trial, self.to_end)


@lru_cache(maxsize=16)
def _plan(deck: DeckRef, trial: str) -> TrialPlan:
    """The plan of a trial, made once in each process."""
    return TrialPlan(shared_game(deck), Trial.model_validate_json(trial))
