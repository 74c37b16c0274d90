"""The menu of a turn in linear text: what may be done now, numbered, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.errors import sentence_case
from wargame.rules.amounts import counted
from wargame.rules.game import Action
from wargame.rules.verbs import CAPITAL, HEADLINE, KEEP, PASS, PLAY
from wargame.rules.view import SeatState
from wargame.table.told.answers import shut_answers
from wargame.table.told.fronts import due_now
from wargame.table.told.lapse import nothing
from wargame.table.told.prices import terms
from wargame.table.told.question import asked_about, no_choice, untold
from wargame.table.words.gate import as_compared, stopped, width
from wargame.table.words.refusals import titled
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import last_begun
from wargame.table.words.wrap import columns, wrapped

if TYPE_CHECKING:
    from wargame.content.model import Deck

MAY = "You may"


def menu_lines(
    view: SeatState, titles: Titles, *, can_ask: bool = True, closes_after: int = 0
) -> list[str]:
    """What may be done now, numbered, with its price; and the cards that cannot be played.

    Args:
        closes_after: The last round of a class that ends the game before the deck does; 0 for none.
        can_ask: Say what to ask of these.
    """
    lines = [line for asked in _asked(view) for line in wrapped(asked)]
    last = last_begun(view.deck, closes_after)
    for number, action in enumerate(view.legal, start=1):
        lines += _menu_line(view, titles, number, action, last)
        if action.verb == KEEP:
            lines += _agenda_text(view.deck, action.arg)
    for _, title, why in shut_answers(view):
        said = titled(why, titles)
        lines += wrapped(f"Not open now: {stopped(title)} {sentence_case(said)}.", " " * 5)
    return [*lines, *_shut_lines(view, titles, can_ask)]


def _menu_line(
    view: SeatState, titles: Titles, number: int, action: Action, last: int
) -> list[str]:
    words, behind = _offered(view, titles, action, last), terms(view, action, last)
    if action.verb == CAPITAL:
        words, behind = f"{words.removesuffix('capital')}{behind}", ""
    first, *more = wrapped(f"{words}{f': {behind}' if behind else ''}", " " * 5)
    lines = [f"{number:>3}{first[3:]}", *more]
    typed = f"[{action.text}]" if action.arg else ""
    if width(lines[-1]) + 1 + width(typed) > columns():
        return [*lines, f"     {typed}"]
    return [*lines[:-1], f"{lines[-1]} {typed}".rstrip()]


def _offered(view: SeatState, titles: Titles, action: Action, last: int) -> str:
    """How the menu offers an action."""
    is_silence = action.verb == PASS and view.phase == "talks"
    return nothing(view, last) if is_silence else titles.offer(view, action)


def words_of(view: SeatState, titles: Titles, action: Action, last: int) -> str:
    """The same in small letters, to be compared with what somebody typed."""
    return as_compared(_offered(view, titles, action, last))


def _asked(view: SeatState) -> list[str]:
    """What the menu is for, and why there is nothing to choose from it."""
    why = no_choice(view)
    may = f"{untold(view, why)} {MAY}" if why else MAY
    if view.about:
        return [f"{stopped(asked_about(view))} {may}"]
    if view.to_discard:
        count = view.to_discard
        return [f"You have to discard {'a card' if count == 1 else f'{count} cards, one by one'}:"]
    if any(action.verb.thing == "front" for action in view.legal):
        return [f"A front for the next round, at a stake of {view.docket_stake}. {MAY}"]
    if view.plays_left:
        plays = counted(view.plays_left, "play")
        soon = due_now(view) if view.plays_left == 1 else ""
        left = f"{view.value('my.capital')} capital, {plays} left this round."
        return [f"{left} {soon}." if soon else left, may]
    return [may]


def _shut_lines(view: SeatState, titles: Titles, can_ask: bool) -> list[str]:
    """Cards of the hand whose policy is not open now, where others' would be."""
    if not view.plays_left and view.phase != "headline":
        return []
    open_now = {action.arg for action in view.legal if action.verb in (PLAY, HEADLINE)}
    shut = [card for card in view.hand if view.stand_in(card) not in open_now]
    if not view.legal or not shut:
        return []
    listed = ", ".join(f"{titles.cards[card]} [{card}]" for card in shut)
    more = f" Ask: why not {shut[0]}" if can_ask else ""
    return wrapped(f"Not open now: {listed}.{more}", " " * 5)


def _agenda_text(deck: Deck, agenda: str) -> list[str]:
    found = next(one for one in deck.agendas if one.id == agenda)
    return wrapped(found.text, " " * 7)
