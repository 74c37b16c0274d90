"""Which events from outside come, and when: `inject`."""

from __future__ import annotations

from wargame.content.typed import whole_number
from wargame.errors import UsageError, nearest
from wargame.play.control import release
from wargame.rules.amounts import counted
from wargame.seminar.inject_plan import injects_left
from wargame.seminar.reading import why_no_condition
from wargame.seminar.session import Session
from wargame.seminar.white_cell import acts, looking
from wargame.seminar.white_cell.follow_up import Answer, Then

USAGE = "inject ID, or inject ID in ROUND, at MINUTE, when A >= B, never"


def to_inject(session: Session, text: str) -> Then:
    """Let an inject come now, or plan when it comes.

    Raises:
        UsageError: There is none of that name, it has come, or nobody can tell when.
        IllegalAction: It cannot come now.
    """
    name, _, rest = text.lower().partition(" ")
    how, _, what = rest.strip().partition(" ")
    _check_name(session, name)
    match how:
        case "":
            acts.check_ruling(session.match)
            return lambda why: _release(session, name, why)
        case "in" | "at":
            number = whole_number(what, 1, 600)
            if number is None:
                raise UsageError(f"inject {name} {how} NUMBER")
            check = {"in": _check_round, "at": _check_minute}[how]
            check(session, number)
            how = {"in": "round", "at": "minute"}[how]
        case "when":
            if trouble := why_no_condition(session.sitting.game, what):
                raise UsageError(f"{trouble}. Type it as: shared.tension >= 60")
        case "never":
            what = ""
        case _:
            raise UsageError(USAGE)
    return lambda why: _schedule(session, name, how, what, why)


def _check_name(session: Session, name: str) -> None:
    """Refuse what names no inject that can come."""
    if not name:
        raise UsageError(f"{USAGE}. injects lists them.")
    open_ones, titles = list(injects_left(session.match)), session.sitting.titles.injects
    if name in titles and name not in open_ones:
        raise UsageError(f"{titles[name]} has come already.")
    if name not in open_ones:
        raise UsageError(f"'{name[:40]}' cannot come. {nearest(name, open_ones, limit=40)}")


def _check_round(session: Session, number: int) -> None:
    """Refuse a round that is over, or that no game reaches."""
    most, now = session.sitting.game.deck.rounds.max, session.match.state.round
    last = session.plan.last_round or most
    if number > most:
        raise UsageError(f"The game has {counted(most, 'round')}.")
    if number > last:
        raise UsageError(f"The plan ends the game after round {last}.")
    if number < now:
        raise UsageError(f"Round {number} is over: this is round {now}.")


def _check_minute(session: Session, number: int) -> None:
    """Refuse a minute of the session that is over."""
    if number < (now := session.clock.minute):
        raise UsageError(
            f"Minute {number} is over: this is minute {now}. Without a minute it comes now."
        )


def _release(session: Session, name: str, why: str) -> Answer:
    release(session.match, name, why)
    session.match.settle()
    session.sitting.draw_luck()
    return [f"{session.sitting.titles.injects[name]} has come."]


def _schedule(session: Session, name: str, how: str, what: str, why: str) -> Answer:
    session.injects.schedule(name, how, what, why)
    return looking.planned(session)
