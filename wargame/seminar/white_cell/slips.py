"""What people wrote on paper: the facilitator types it, and it is kept as theirs."""

from __future__ import annotations

import re

from wargame.errors import UsageError, visible
from wargame.rules.game import Game
from wargame.seminar.plan import SeminarPlan
from wargame.seminar.session import Session
from wargame.table.host.thinking import THOUGHTS, how_to_write, think
from wargame.table.words.gate import as_compared
from wargame.table.words.titles import Titles

TOPICS = tuple(one.topic for one in THOUGHTS)
_TOPIC = re.compile(rf"(?<=\S)\s+({'|'.join(TOPICS)})\s+(?=\S)")
_ANY_CASE = re.compile(_TOPIC.pattern, re.IGNORECASE)


def seat_named(game: Game, titles: Titles, text: str) -> str:
    """A seat by its id or its title, however it is written; "" if there is none."""
    wanted = as_compared(" ".join(text.split()))
    known = ((seat, map(as_compared, (seat, titles.seats[seat]))) for seat in game.seats)
    return next((seat for seat, names in known if wanted in names), "")


def unwritten(session: Session) -> list[str]:
    """Of whom nothing has been kept that this phase asks for, as `slip` takes them."""
    people, missing = session.sitting.people, session.questions.missing
    return [f"{seat}/{role}" if role else seat for seat in people for _, role in missing(seat)]


def keep_slip(session: Session, text: str) -> list[str]:
    """Keep what somebody wrote on paper: `SEAT/WHO TOPIC TEXT`.

    Raises:
        UsageError: No seat, nobody of it, nothing that is asked for, or no such ending.
    """
    sitting, game = session.sitting, session.sitting.game
    found = _TOPIC.search(text) or _ANY_CASE.search(text)  # somebody may be called Reason
    if found is None:
        raise UsageError(
            f"slip SEAT/WHO TOPIC TEXT, such as: slip {game.seats[0]} memo What we want. "
            f"Topics: {', '.join(how_to_write(sitting))}."
        )
    named, _, who = text[: found.start()].partition("/")
    seat = seat_named(game, sitting.titles, named)
    if not seat:
        raise UsageError(
            f"There is no seat '{visible(named[:40])}'. Known: {', '.join(game.seats)}."
        )
    role = person_of(session.plan, seat, who.strip())
    said = think(sitting, seat, found[1].casefold(), text[found.end() :], role)
    return [said, *not_yet(session)]


def not_yet(session: Session) -> list[str]:
    """What this phase asks for and who is still to write it, in a line; none if nobody is."""
    left = unwritten(session)
    topic = session.clock.phase.kind
    return [f"No {topic} is kept yet of {'; '.join(map(visible, left))}."] if left else []


def person_of(plan: SeminarPlan, seat: str, who: str) -> str:
    """One of the people who share a seat in the plan, by their name or a part that no other has.

    Raises:
        UsageError: Nobody of them.
    """
    people = [name for one in plan.seats if one.seat == seat for name in one.people]
    wanted = as_compared(who)
    same = [name for name in people if as_compared(name) == wanted]
    part = same or [name for name in people if wanted in as_compared(name)]
    if not who or not people:
        return who
    if len(part) > 1:
        named = "; ".join(map(visible, part))
        raise UsageError(f"'{visible(who[:40])}' may be {named}: type more of the name.")
    if not part:
        known = "; ".join(map(visible, people))
        raise UsageError(
            f"Nobody is '{visible(who[:40])}' there. Known: {known}. A part of a name is enough; "
            "`people` in the plan says who shares a seat."
        )
    return part[0]
