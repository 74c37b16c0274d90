"""Is a deck a matter of choices?

A card that is played whenever it can be is no choice, and one that nobody wants is no card. What
counts is take-up: of the rounds in which a seat could do a thing, in how many it did. It speaks
of the players who played, so they are named with it; players who look ahead tell the most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from wargame.content.library import DeckRef
from wargame.lab.estimate import Mean, estimate
from wargame.lab.game_study import GameStudy, GameTask
from wargame.lab.games import shared_game
from wargame.lab.population import population
from wargame.lab.question import Question
from wargame.lab.stand_ins import Lapses, lapses_of
from wargame.lab.study import Find
from wargame.lab.terms import USUAL, Terms
from wargame.objects import rounded
from wargame.play.match import Match
from wargame.rules.game import CHANCE_SEAT, Action, Game
from wargame.rules.verbs import VERBS, Verb

COUNTED: Final = ("card", "measure", "project")
"""What a play or a headline may be about if it is counted."""

FEW: Final = 20
"""Rounds below which nothing is said of a use."""

Use = tuple[str, str, str]
"""A kind of thing, which, and what it is put to: ("card", "mediation", "policy")."""


@dataclass(frozen=True, slots=True)
class TakeUp:
    """How often a thing could be put to a use, and how often it was.

    Attributes:
        kind: `card`, `measure` or `project`.
        id: Which.
        use: What it is put to: a card's `policy`, or a verb.
        open: Rounds in which it could be.
        taken: Rounds in which it was.
        share: Taken of open, 0 to 1.
        verdict: `always` from nine times in ten, `never` for none at all, `few` if there are too
            few rounds to tell, else "".
    """

    kind: str
    id: str
    use: str
    open: int
    taken: int
    share: float = field(metadata=rounded(3))
    verdict: Literal["always", "never", "few", ""]


@dataclass(frozen=True, slots=True)
class Balance(Question):
    """What each seat got, and what was taken of what was open.

    Attributes:
        games: How many were played.
        players: Who was drawn from, by seat.
        returns: By seat, points less its par; empty if no game counts.
        choices: What could be chosen, in deck order.
    """

    games: int
    players: Mapping[str, Sequence[str]]
    returns: Mapping[str, Mean]
    choices: tuple[TakeUp, ...]


@dataclass(frozen=True, slots=True)
class UsesInGame:
    """What was open and what was taken in one game, in rounds by use, and what each seat got.

    Attributes:
        lapses: What programs did wrong.
    """

    open: Mapping[str, int]
    taken: Mapping[str, int]
    returns: tuple[int, ...]
    lapses: Lapses = ()


class BalanceStudy(GameStudy[UsesInGame, Balance]):
    """What each seat gets, and what is taken of what is open.

    Args:
        games: How many, 1 or more.
        seed: Settles every game; game number n is the same in a longer run.
        players: Names to draw from for each seat; without any, the deck's personas.
        terms: On what terms programs play.

    Raises:
        DeckError: The deck cannot be used.
        PlayerError: A player has no such name.
        UsageError: A seat is left without anybody.
    """

    kind = "balance"
    finding = UsesInGame

    def __init__(
        self,
        deck: DeckRef,
        games: int,
        seed: int,
        players: Sequence[str] = (),
        *,
        terms: Terms = USUAL,
    ) -> None:
        super().__init__(deck, games, seed, population(shared_game(deck), players), terms)

    @staticmethod
    def work(task: GameTask) -> UsesInGame:
        """Play a game and count."""
        return count_uses(task.match())

    def is_sound(self, task: GameTask, found: UsesInGame) -> bool:
        """Whether it has a score for every seat."""
        return len(found.returns) == len(self.game.seats)

    def answer(self, find: Find[GameTask, UsesInGame]) -> Balance:
        """Add the games up."""
        game = self.game
        open_: Counter[str] = Counter()
        taken: Counter[str] = Counter()
        returns: list[tuple[int, ...]] = []
        for one in self.counted(find):
            open_.update(one.open)
            taken.update(one.taken)
            returns.append(one.returns)
        rows = [take_up(use, open_[_key(use)], taken[_key(use)]) for use in _uses(game)]
        return Balance(
            game.deck.id,
            self.deck.variant,
            game.deck_hash,
            self.seed,
            self.games,
            self.people.by_seat,
            {
                seat: _mean([row[n] for row in returns])
                for n, seat in enumerate(game.seats if returns else ())
            },
            tuple(rows),
            programs=self.sieve.rows,
            left_out=self.sieve.told,
            secret=self.terms.secret or None,
        )


def take_up(use: Use, open_: int, taken: int) -> TakeUp:
    """What is said of a use that was open and taken in so many rounds."""
    share = taken / open_ if open_ else 0.0
    if open_ < FEW:
        return TakeUp(*use, open_, taken, share, "few")
    often: Literal["always", ""] = "always" if 10 * taken >= 9 * open_ else ""
    return TakeUp(*use, open_, taken, share, often if taken else "never")


def _mean(values: Sequence[int]) -> Mean:
    found = estimate([(value, 1) for value in values], 1)
    assert found is not None, "a run has games"
    return Mean(found.value, found.low, found.high)


def _uses(game: Game) -> list[Use]:
    """Every use that a seat can put a thing to, in deck order."""
    deck = game.deck
    ids: dict[str, list[str]] = {
        "card": [card.id for card in deck.cards],
        "measure": [measure.id for measure in deck.measures],
        "project": [project.id for project in deck.projects],
    }
    uses = dict.fromkeys((verb.thing, _use(verb)) for verb in VERBS if _is_counted(verb))
    return [(kind, name, use) for kind, use in uses for name in ids[kind]]


def count_uses(match: Match) -> UsesInGame:
    """Play a match to its end and count, by round, what was open and what was taken."""
    game = match.game
    open_in: set[tuple[int, str, str]] = set()
    taken_in: set[tuple[int, str, str]] = set()
    while not match.is_over:
        state = match.state
        seat, round_ = game.current_seat(state), state.round
        if seat != CHANCE_SEAT:
            legal = [_use_of(action) for action in game.legal_actions(state)]
            open_in.update((round_, seat, _key(use)) for use in legal if use)
        if use := _use_of(match.step()):
            taken_in.add((round_, seat, _key(use)))
    returns = game.returns(match.state)
    return UsesInGame(
        Counter(use for *_, use in open_in),
        Counter(use for *_, use in taken_in),
        tuple([returns[seat] for seat in game.seats]),
        lapses_of(match),
    )


def _use_of(action: Action) -> Use | None:
    verb = action.verb
    return (verb.thing, action.arg, _use(verb)) if _is_counted(verb) else None


def _is_counted(verb: Verb) -> bool:
    return (verb.is_play or verb.is_headline) and verb.thing in COUNTED


def _use(verb: Verb) -> str:
    """The use that a thing is put to: a card's policy, its capital, a measure's verb."""
    return "policy" if verb.enacts else verb.word


def _key(use: Use) -> str:
    """A use as one word, for a file."""
    return " ".join(use)
