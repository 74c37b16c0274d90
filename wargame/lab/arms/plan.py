"""A trial read against a deck: which acts it speaks of, and what binds the seat in each arm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wargame.content.model import Trial
from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.play.seeds import derive
from wargame.rules.acts import Meant, meant, split_level
from wargame.rules.game import Action, Game, Position
from wargame.rules.orders import Ban, Must, Orders
from wargame.rules.verbs import ACCEPT, COUNTER, DECLINE, INSTEAD, PASS, VERBS, Verb

TREATED: Final = "treated"
UNTREATED: Final = "untreated"

OTHER_OFFERS: Final = (COUNTER.word, INSTEAD.word)
"""Answers to an offer that neither take nor refuse it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One act of a class; with a level it goes on in its round until a measure stands there."""

    text: str
    what: Meant
    level: int

    @property
    def name(self) -> str:
        """The number that has to come to the level."""
        return f"measure.{self.text.partition(' ')[2]}"


@dataclass(frozen=True, slots=True)
class ForcedAct:
    """An act that a treated seat has to take, so many times if it goes on to a level."""

    action: Action
    level: int
    times: int = 1

    def __str__(self) -> str:
        return f"{self.action} to {self.level}" if self.level else str(self.action)


class TrialPlan:
    """A trial of a deck.

    Attributes:
        arms: What the two arms are called.
        first, last: The rounds among which the trigger round is drawn: the last one leaves the
            whole window.

    Raises:
        UsageError: It speaks of what the deck does not have, or leaves no round.
    """

    def __init__(self, game: Game, trial: Trial) -> None:
        self.game, self.trial = game, trial
        seat = game.rules.seat_number(trial.seat)
        program = game.rules.program
        self.classes = [
            [_wanted(game, seat, act) for act in acts]
            for acts in (trial.acts, trial.against)
            if acts
        ]
        self.arms = ("first", "second") if trial.against else (TREATED, UNTREATED)
        meant(program, seat, trial.barred)
        for text in trial.measures:
            game.value(game.new(), str(text))
        self.first, self.last = trial.from_round, program.max_rounds - trial.window + 1
        if self.last < 1:
            raise UsageError(
                f"{game.deck.id} ends after round {program.max_rounds}: a window of {trial.window}"
                " rounds has no room in it."
            )
        if self.last < max(self.first, trial.to_round or 0):
            raise UsageError(
                f"{game.deck.id} ends after round {program.max_rounds}: a window of {trial.window}"
                f" rounds can begin in round {self.last} at the latest."
            )
        self.last = trial.to_round or self.last
        if self.last < self.first:
            raise UsageError(f"No round lies between {self.first} and {self.last}.")

    def drawn_round(self, seed: int) -> int:
        """The round from which the trigger is looked for, by the seed of the game."""
        return self.first + derive(seed, "trigger") % (self.last - self.first + 1)

    def spoils(self, action: Action) -> bool:
        """Whether an act before the trigger belongs to what is on trial, so its round is lost."""
        mine = action.seat == self.trial.seat
        return mine and any(one.what.has(action.code) for some in self.classes for one in some)

    def chosen(self, position: Position, seed: int) -> tuple[ForcedAct, ...] | None:
        """What each treated arm has to do at a decision of the seat; None if one could do nothing.

        Of several open acts one is drawn by the seed of the game.
        """
        legal = [one for one in self.game.legal_actions(position) if is_trigger(one.verb)]
        found = []
        for number, wanted in enumerate(self.classes):
            could = _open(self.game, position, legal, wanted)
            if not could:
                return None
            found.append(could[derive(seed, "act", number) % len(could)])
        return tuple(found)

    def orders(self, round_: int, ply: int, chosen: Sequence[ForcedAct]) -> list[Orders]:
        """What binds the seat from the trigger on, arm by arm."""
        trial, end = self.trial, round_ + self.trial.window - 1
        bans = (Ban(trial.seat, tuple(trial.barred), round_, end),) if trial.barred else ()
        found = [self._asked_for(one, bans, round_, ply) for one in chosen]
        if not trial.against:
            texts = tuple(one.text for one in self.classes[0])
            texts += OTHER_OFFERS if ACCEPT.word in texts else ()
            free_after = round_ + trial.untreated_for - 1
            found.append(Orders((Ban(trial.seat, texts, round_, free_after),)))
        return found

    def _asked_for(self, one: ForcedAct, bans: tuple[Ban, ...], round_: int, ply: int) -> Orders:
        """What has a seat act: an offer is taken where nothing else is left to answer it with."""
        seat = self.trial.seat
        if one.action.verb == ACCEPT:
            return Orders((*bans, Ban(seat, (DECLINE.word, *OTHER_OFFERS), round_, round_)))
        return Orders(bans, (Must(seat, one.action.text, round_, ply, one.level),))


def is_trigger(verb: Verb) -> bool:
    """Whether a trial may ask for it: a play of a turn, or taking an offer."""
    return verb.is_play or verb == ACCEPT


def _wanted(game: Game, seat: int, act: str) -> Wanted:
    """An act that can be a trigger.

    Raises:
        UsageError: It is no play of the seat's, or goes on to no level.
    """
    text, level = split_level(act)
    what = meant(game.rules.program, seat, (text,))
    if not any(is_trigger(VERBS[verb]) for verb in what.speaks_of):
        raise UsageError(
            f"'{text}' is no play of a turn, and so no trigger of a trial; nor does it take an"
            " offer, as 'accept' does."
        )
    if level and not text.startswith("tighten "):
        raise UsageError(f"'{act}': only 'tighten' goes on to a level.")
    wanted = Wanted(text, what, level)
    most = {f"measure.{one.id}": one.max for one in game.deck.measures}.get(wanted.name, level)
    if level > most:
        raise UsageError(f"'{act}': its highest level is {most}.")
    return wanted


def _open(
    game: Game, position: Position, legal: Sequence[Action], wanted: Sequence[Wanted]
) -> list[ForcedAct]:
    """The acts of a class that could be done now, each once, in the order of their words."""
    found = {}
    for one in wanted:
        for action in legal:
            if one.what.has(action.code) and _can_reach(game, position, action, one):
                times = one.level - position[one.name] if one.level else 1
                found[action.text, one.level] = ForcedAct(action, one.level, times)
    return [found[key] for key in sorted(found)]


def _can_reach(game: Game, position: Position, action: Action, wanted: Wanted) -> bool:
    """Whether the seat could get a measure to its level in this round if its rival passed."""
    if not wanted.level:
        return True
    start = position.round
    is_raise = position[wanted.name] < wanted.level
    while is_raise and position[wanted.name] < wanted.level:
        if position.is_over or position.round != start:
            return False
        following = _next(game, position, action)
        if following is None:
            return False
        position = game.apply(position, following).state
    return is_raise


def _next(game: Game, position: Position, action: Action) -> Action | None:
    """The act again if it is the seat's turn to play, None if it is shut then; else as little."""
    legal = game.legal_actions(position)
    passing = next((one for one in legal if one.verb == PASS), None)
    if position.seat == action.seat and any(one.verb.is_play for one in legal):
        return action if action in legal else None
    return passing or legal[0]
