"""Which injects are planned at a table of a class and have not come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy

from wargame.content.model import DueInject
from wargame.content.typed import whole_number
from wargame.dataclass import dataclass
from wargame.play.control import note
from wargame.play.event import CONTROL, Chance, Ruling
from wargame.play.match import Match
from wargame.play.proceedings import PLANNED, control_wrote
from wargame.rules.actions import NO_INJECT
from wargame.rules.game import Action, Position
from wargame.rules.verbs import INJECT
from wargame.seminar.plan import SeminarPlan

QUIET_END = "The plan ends the game before this round is played."
LATER = "What was drawn is planned for later."
ELSEWHERE = "What was drawn is the test of another table."
_SCHEDULED = re.compile(
    r"(?P<id>[a-z][a-z0-9_]*) (?P<how>round|minute|when|never) ?(?P<what>[^\n]*)", re.ASCII
)


def happened(match: Match) -> frozenset[str]:
    """The injects that have come: by luck, by control or by their date."""
    drawn = {
        move.action.partition(" ")[2]
        for move in match.course.moves
        if isinstance(move, Chance) and move.action.startswith(INJECT.word)
    }
    ruled = {
        one for move in match.course.moves if isinstance(move, Ruling) for one in move.released
    }
    return frozenset(drawn | ruled).union(match.state.dated_injects)


def injects_left(match: Match) -> Iterator[str]:
    """The injects of the deck that have not come."""
    come = happened(match)
    yield from (one.id for one in match.game.deck.injects if one.id not in come)


@dataclass(frozen=True, slots=True)
class InjectPlan:
    """The injects of one table that are planned: by its plan, and by what control wrote down since.

    Args:
        table: Its number: some injects of a plan are of one table alone.
    """

    match: Match
    plan: SeminarPlan
    table: int

    @property
    def due(self) -> list[DueInject]:
        """The injects that are planned and have not come."""
        planned = {
            (one.inject, n): one
            for n, one in enumerate(self.plan.injects)
            if one.table in (None, self.table)
        }
        for number, event in enumerate(self.match.record.events):
            if control_wrote(event, PLANNED):
                self._take_in(event.text, number, planned)
        come = happened(self.match)
        return [one for one in planned.values() if one.inject not in come]

    def _take_in(self, text: str, number: int, planned: dict[tuple[str, int], DueInject]) -> None:
        """Take in what control has written down of an inject."""
        line, _, why = text.partition("\n")
        found = _SCHEDULED.fullmatch(line)
        if found is None:
            return
        name, how, what = found["id"], found["how"], found["what"]
        for key in [key for key in planned if key[0] == name]:
            del planned[key]
        if how == "never" or name not in [one.id for one in self.match.game.deck.injects]:
            return
        planned[name, len(self.plan.injects) + number] = DueInject.model_construct(
            inject=name,
            round=_whole(what) if how == "round" else None,
            minute=_whole(what) if how == "minute" else None,
            when=what if how == "when" else None,
            why=why or "Control planned it.",
        )

    def schedule(self, name: str, how: str, what: str, why: str) -> None:
        """Plan an inject, or no longer: `how` is round, minute, when or never."""
        text = f"{name} {how} {what}".strip() + f"\n{why}"
        note(self.match, CONTROL, PLANNED, text, CONTROL)

    def choice(self, position: Position) -> tuple[str, str] | None:
        """The inject that is planned for the round in which one is drawn; another one, or none, in
        the place of one that is planned for later, and none once the plan ends the game."""
        due, game = self.due, self.match.game
        is_last_over = self.plan.ends_before(position.round)
        here = {one.inject for one in due}
        others = {one.inject for one in self.plan.injects if one.table not in (None, self.table)}
        others -= here
        legal = game.legal_actions(position) if due or others or is_last_over else ()
        if not legal or legal[0].verb != INJECT:
            return None
        if is_last_over:
            return (quiet, QUIET_END) if (quiet := _quiet(legal)) else None
        for one in due:
            if one.round == position.round and one.inject in [action.arg for action in legal]:
                return f"{INJECT.word} {one.inject}", one.reason
        drawn, kept = deepcopy(self.match.dealer).choose(game, position).arg, here | others
        if drawn not in kept:
            return None
        free = sorted((one for one in legal if one.arg not in kept), key=_noisy)
        return (free[0].text, LATER if drawn in here else ELSEWHERE) if free else None


def _quiet(legal: Sequence[Action]) -> str:
    """The outcome by which nothing comes from outside, or ""."""
    return next((one.text for one in legal if one.arg == NO_INJECT), "")


def _noisy(action: Action) -> bool:
    """Whether an inject happens; a quiet round comes first."""
    return action.arg != NO_INJECT


def _whole(text: str) -> int:
    return whole_number(text, 0, 99_999) or 0
