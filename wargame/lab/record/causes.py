"""Why a number moved: from one write of a traced step to a cause that gauges can ask for."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.dataclass import dataclass
from wargame.lab.record.timeline import CauseKind
from wargame.rules.game import CHANCE_SEAT, Write
from wargame.rules.verbs import ACCEPT, ANSWER, BREACH, CHOOSE, FUND, HEADLINE, PLAY, SECRETLY, Verb

ANSWERS = (CHOOSE, SECRETLY)
"""How a question is answered."""

FROM_CARD = (PLAY, HEADLINE, ANSWER)
"""How the policy of a card comes about."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A move that was taken, as causes ask for it."""

    seat: str
    verb: Verb
    arg: str
    round: int

    @property
    def is_luck(self) -> bool:
        """Whether nobody chose it."""
        return self.seat == CHANCE_SEAT


Why = tuple[CauseKind, str, str]
"""A cause, whose act it was or "", and what in the deck did it."""


def why_of(write: Write, moves: Mapping[int, Taken]) -> Why:
    """Why a write came about.

    Args:
        moves: Every move so far, by the ply that it led to; what control does is not among them.
    """
    cause, by = _cause(write, moves)
    return cause, by, write.site.item


def _cause(write: Write, moves: Mapping[int, Taken]) -> tuple[CauseKind, str]:
    site, now = write.site, moves.get(write.ply)
    if site.noun == "ruling" or now is None:
        return "control", ""
    origin = moves.get(write.origin, now)
    match _fork(site.path):
        case "chance":
            return "chance", ""
        case "choose":
            return ("act", now.seat) if now.verb in ANSWERS else ("expiry", "")
        case _:
            return _of_noun(write, now, origin)


def _of_noun(write: Write, now: Taken, origin: Taken) -> tuple[CauseKind, str]:
    match write.site.noun:
        case "deal item" | "deals":
            return _of_deal(write, now)
        case "measure":
            return _of_measure(write, now, origin)
        case "card" | "action":
            return _of_act(write, origin)
        case "project":
            return _of_project(write, now, origin)
        case "inject":
            return "event", ""
        case _:
            return "rule", ""


def _fork(path: tuple[str | int, ...]) -> str:
    """Whether a line stands in an outcome of luck or in an option of a dilemma, the nearest."""
    return next((str(key) for key in reversed(path) if key in ("chance", "choose")), "")


def _of_deal(write: Write, now: Taken) -> tuple[CauseKind, str]:
    comes_back = write.name.startswith("measure.") and write.new > write.old
    if write.round == now.round and now.verb == ACCEPT and not comes_back:
        return "deal", ""
    if write.round == now.round and now.verb == BREACH:
        return "breach", now.seat
    return "expiry", ""


def _of_measure(write: Write, now: Taken, origin: Taken) -> tuple[CauseKind, str]:
    """A verb on a measure, what follows from it, or a pause: by an effect, or at its end."""
    if write.site.sort != "level":
        return _of_act(write, origin)
    if now.verb.thing == "measure" and now.arg == write.site.id and write.round == now.round:
        return "act", now.seat
    if write.new > write.old:
        return "expiry", ""
    return _of_act(write, now if now.verb in ANSWERS else origin)


def _of_act(write: Write, origin: Taken) -> tuple[CauseKind, str]:
    """What a seat set off, at once or dated; or luck, if nobody did."""
    if write.round > origin.round:
        return "expiry", ""
    if origin.is_luck:
        return ("event", "") if origin.verb.enacts else ("chance", "")
    return "act", origin.seat


def _of_project(write: Write, now: Taken, origin: Taken) -> tuple[CauseKind, str]:
    """A stage that is done at once, or given by a card; else work that luck or time has ended."""
    if write.round == origin.round and origin.verb in (FUND, *FROM_CARD):
        return _of_act(write, origin)
    return ("chance", "") if now.verb.thing == "project" and now.is_luck else ("rule", "")
