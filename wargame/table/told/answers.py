"""Answers to a question that are shut now, and why: of the deck, or which front is named next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wargame.rules.asking.describe import Describer
from wargame.rules.asking.explain import failed_clause, why_not
from wargame.rules.ir import Clause
from wargame.rules.refusal import Reason
from wargame.rules.view import SeatState

if TYPE_CHECKING:
    from wargame.rules.ir import Answer, Ask


def shut_answers(view: SeatState) -> list[tuple[str, str, Reason]]:
    """What a seat may not answer to what it is asked now: the action, what it is called, why not.

    An answer that hangs on what the seat cannot know is left out, and so is a member of a group
    that was chosen as often as it may.
    """
    asked = next(_asked(view), None)
    if asked is None:
        return list(_fronts(view))
    verb = next(action.verb for action in view.legal)
    given = {action.arg for action in view.legal}
    shut = [(one, _why(view, one)) for one in asked.members if one.id not in given]
    return [(f"{verb} {one.id}", one.title, why) for one, why in shut if why is not None]


def _fronts(view: SeatState) -> Iterator[tuple[str, str, Reason]]:
    """The front that may not be named now, among those that may."""
    named = [one.verb for one in view.legal if one.verb.thing == "front"]
    for front in view.deck.fronts if named else ():
        refusal = why_not(view, f"{named[0]} {front.id}")
        if refusal is not None:
            yield refusal.action, named[0].menu.format(front.title), refusal.why


def _asked(view: SeatState) -> Iterator[Ask]:
    """The questions of the deck that read as the one which the seat is asked now."""
    given = {(one.arg, view.title_of(one)) for one in view.legal if one.verb.thing == "option"}
    for ask in view.rules.program.asks if given else ():
        is_same = ask.seat == view.number and view.about.startswith(ask.title)
        if is_same and given <= {(one.id, one.title) for one in ask.options}:
            yield ask


def _why(view: SeatState, answer: Answer) -> Reason | None:
    """What it needs that does not hold, as far as the seat can know."""
    if answer.needs is None:
        return None
    words = Describer(view.rules.program, view.seat)
    return failed_clause([Clause(answer.needs, words.cond(answer.needs))], view.read, words)
