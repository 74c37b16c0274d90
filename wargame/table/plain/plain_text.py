"""The table as linear text: lines of at most 80 columns, read from top to bottom.

No box drawing and no colour, so that pipes and screen readers get the same as everyone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wargame.content.model import Card, Deck
from wargame.rules.game import Action
from wargame.rules.verbs import CAPITAL, HEADLINE, KEEP, PLAY
from wargame.rules.view import SeatState
from wargame.table.plain.packages import letters
from wargame.table.told.prices import terms
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import (
    Build,
    Marker,
    Policy,
    builds,
    cost_words,
    hand,
    markers,
    policies,
    round_label,
)
from wargame.table.words.wrap import WIDTH, heading, rounds, wrapped

TITLE_WIDTH = 34

LONG_BOARD = 40
"""Numbers of a board above which only those that moved are shown again each round."""


def head_line(view: SeatState, titles: Titles) -> str:
    """Where the game is, and for whom this is."""
    label = round_label(view.deck, view.round)
    return heading(f"{label}, {view.phase}: {titles.seats[view.seat]}")


def table_lines(
    view: SeatState, titles: Titles, before: Mapping[str, int] | None = None, workings: bool = False
) -> list[str]:
    """Everything that lies open: numbers, policies, projects, deals.

    Args:
        before: The numbers as they were shown last, to say what has changed. Of a long board
            only that is shown then, and the policies and projects that are under way.
        workings: Whether to show the numbers too that the deck puts aside.
    """
    known = markers(view.deck, view)
    rows = [row for row in known if workings or not row.is_aside]
    if before is None or len(rows) <= LONG_BOARD:
        return [
            *board_lines(view, titles, rows, before),
            *_aside_lines(len(known) - len(rows)),
            *policy_lines(view, titles),
            *build_lines(view, titles),
            *deal_lines(view, titles),
        ]
    moved = [row for row in rows if row.is_purse or before.get(row.name, row.value) != row.value]
    return [
        "What has moved since (board shows the rest)",
        *board_lines(view, titles, moved, before),
        *policy_lines(view, titles, idle=False),
        *build_lines(view, titles, idle=False),
        *deal_lines(view, titles),
    ]


def _aside_lines(count: int) -> list[str]:
    if not count:
        return []
    words = (
        "1 working is left out (board all shows it)"
        if count == 1
        else (f"{count} workings are left out (board all shows them)")
    )
    return [f"{words}."]


def board_lines(
    view: SeatState, titles: Titles, rows: Sequence[Marker], before: Mapping[str, int] | None = None
) -> list[str]:
    """Numbers of the board, with what each was when it was last shown."""
    lines = _marker_lines("Shared", [row for row in rows if not row.owner], before)
    rival = next(seat for seat in titles.seats if seat != view.seat)
    for seat in (view.seat, rival):
        whose = f"{titles.seats[seat]} ({'you' if seat == view.seat else 'your rival'})"
        lines += _marker_lines(whose, [row for row in rows if row.owner == seat], before)
    for party in view.deck.parties:
        lines += _marker_lines(party.title, [row for row in rows if row.owner == party.id], before)
    return lines


def _marker_lines(label: str, rows: list[Marker], before: Mapping[str, int] | None) -> list[str]:
    if not rows:
        return []
    return [*wrapped(label), *(line for row in rows for line in _marker_line(row, before))]


def _marker_line(row: Marker, before: Mapping[str, int] | None) -> list[str]:
    value = f"{row.value} {row.unit}".strip()
    extras = [row.band] if row.band else []
    if before is not None and before.get(row.name, row.value) != row.value:
        extras.append(f"was {before[row.name]}")
    more = ", ".join(extras)
    tail = f"  {value:<11} {more}".rstrip()
    lines = [f"  {row.title:<{TITLE_WIDTH}}{tail}"]
    if len(row.title) > TITLE_WIDTH:
        lines = [*wrapped(row.title, "  "), f"  {'':<{TITLE_WIDTH}}{tail}"]
    if len(lines[-1]) <= WIDTH:
        return lines
    return [*wrapped(row.title, "  "), *wrapped(f"{value}, {more}".removesuffix(", "), "      ")]


def policy_lines(view: SeatState, titles: Titles, idle: bool = True) -> list[str]:
    """The standing policies, and what of them is suspended; `idle` ones at level 0 too."""
    rows = [row for row in policies(view.deck, view) if idle or row.level]
    lines = ["Standing policies"] if rows else []
    for row in rows:
        lines += wrapped(_policy_words(row, titles), "  ", "    ")
    return lines


def _policy_words(row: Policy, titles: Titles) -> str:
    words = f"{row.title} ({titles.seats[row.seat]}): level {row.level} of {row.most}"
    if row.in_force != row.level:
        words += f", {row.in_force} in force and the rest suspended"
    return f"{words}: {row.level_name}" if row.level_name else words


def build_lines(view: SeatState, titles: Titles, idle: bool = True) -> list[str]:
    """The projects, and how far they are; `idle` ones that nobody has begun too."""
    rows = [row for row in builds(view.deck, view) if idle or row.stage or row.working]
    lines = ["Projects"] if rows else []
    for row in rows:
        lines += wrapped(_build_words(row, titles), "  ", "    ")
    return lines


def _build_words(row: Build, titles: Titles) -> str:
    words = f"{row.title} ({titles.seats[row.seat]}): {row.reached}, {row.stage} of {row.stages}"
    if row.working:
        return f"{words}; at work on '{row.following}', {rounds(row.working)} left"
    return words


def deal_lines(view: SeatState, titles: Titles) -> list[str]:
    """The deals in force."""
    if not view.deck.deals:
        return []
    lines = ["Deals in force" if view.deals else "No deal is in force."]
    for deal in view.deals:
        left = f"Deal {deal.slot}, {_how_long(deal.left)}"
        lines += wrapped(f"{left}: {items_words(view, titles, deal.items)}", "  ", "    ")
    return lines


def _how_long(left: int) -> str:
    return f"this round and {rounds(left - 1)} more" if left > 1 else "in its last round"


def package_lines(view: SeatState, titles: Titles) -> list[str]:
    """What is on the table in talks, if anything is."""
    if view.extending:
        return wrapped(f"On the table: to extend deal {view.extending}.")
    draft = view.draft
    if draft is None:
        return []
    term = f" for {rounds(draft.term)}" if draft.term else ""
    by = f"On the table, by {titles.seats[draft.by]}{term}"
    return wrapped(f"{by}: {items_words(view, titles, draft.items)}", "", "  ")


def item_lines(view: SeatState, titles: Titles) -> list[str]:
    """What may change hands in a deal, by letter."""
    deals = view.deck.deals
    if not deals:
        return ["This deck has no deals."]
    lines = ["In a deal may change hands (deal a d for 2 tables items a and d for 2 rounds)"]
    items = {item.id: item for item in deals.items}
    for letter, name in letters(view.deck).items():
        words = f"{titles.seats[items[name].seat]}: {items[name].title} [{name}]"
        lines += wrapped(words, f"{letter:>3}  ", "     ")
    terms = ", ".join(str(term) for term in deals.terms)
    return [*lines, f"Terms: {terms} rounds. At most {deals.max_items} items a side."]


def items_words(view: SeatState, titles: Titles, items: Sequence[str]) -> str:
    """Who gives what, seat by seat."""
    deals = view.deck.deals
    givers = {item.id: item.seat for item in deals.items} if deals else {}
    gives = []
    for seat, title in titles.seats.items():
        given = [titles.items[item] for item in items if givers[item] == seat]
        gives.append(f"{title} gives {', '.join(given) or 'nothing'}")
    return "; ".join(gives) + "."


def hand_lines(view: SeatState, titles: Titles) -> list[str]:
    """Your cards as they are printed."""
    deck = view.deck
    cards = hand(deck, view)
    lines = ["Your hand" if cards else "Your hand is empty."]
    for card in cards:
        lines += card_lines(deck, card)
    lines += _agenda_lines(view)
    rival = next(seat for seat in titles.seats if seat != view.seat)
    held = view.hand_size(rival)
    cards_held = f"{titles.seats[rival]} holds {held} {'card' if held == 1 else 'cards'}."
    return [*lines, *wrapped(cards_held)]


def _agenda_lines(view: SeatState) -> list[str]:
    kept = next((one for one in view.deck.agendas if one.id == view.agenda), None)
    return wrapped(f"Your agenda, {kept.title}: {kept.text}", "", "  ") if kept else []


def card_lines(deck: Deck, card: Card) -> list[str]:
    """One card as it is printed."""
    tracks = {track.id: track.title.lower() for track in deck.tracks}
    cost = cost_words(card.cost, tracks)
    price = f"costs {cost}" if cost else "free"
    once = ", once in a game" if card.once else ""
    title = f"{card.title} [{card.id}]: {price}, {card.worth} capital if discarded{once}."
    return [*wrapped(title, "  ", "    "), *wrapped(card.text, "    ")]


def menu_lines(view: SeatState, titles: Titles) -> list[str]:
    """What may be done now, numbered, with its price; and the cards that cannot be played."""
    lines = [line for asked in _asked(view) for line in wrapped(asked)]
    for number, action in enumerate(view.legal, start=1):
        lines += _menu_line(view, titles, number, action)
        if action.verb == KEEP:
            lines += _agenda_text(view.deck, action.arg)
    return [*lines, *_shut_lines(view, titles)]


def _menu_line(view: SeatState, titles: Titles, number: int, action: Action) -> list[str]:
    words, behind = titles.offer(view, action), terms(view, action)
    if action.verb == CAPITAL:
        words, behind = f"{words.removesuffix('capital')}{behind}", ""
    first, *more = wrapped(f"{words}{f': {behind}' if behind else ''}", " " * 5)
    lines = [f"{number:>3}{first[3:]}", *more]
    typed = f"[{action.text}]" if action.arg else ""
    if len(lines[-1]) + 1 + len(typed) > WIDTH:
        return [*lines, f"     {typed}"]
    return [*lines[:-1], f"{lines[-1]} {typed}".rstrip()]


def _asked(view: SeatState) -> list[str]:
    """What the menu is for."""
    if view.about:
        return [f"You may: {view.about}"]
    if view.to_discard:
        count = view.to_discard
        return [f"You have to discard {'a card' if count == 1 else f'{count} cards, one by one'}:"]
    if view.plays_left:
        plays = "1 play" if view.plays_left == 1 else f"{view.plays_left} plays"
        return [f"{view.value('my.capital')} capital, {plays} left this round.", "You may"]
    return ["You may"]


def _shut_lines(view: SeatState, titles: Titles) -> list[str]:
    """Cards of the hand whose policy is not open now, where others' would be."""
    if not view.plays_left and view.phase != "headline":
        return []
    open_now = {action.arg for action in view.legal if action.verb in (PLAY, HEADLINE)}
    shut = [card for card in view.hand if card not in open_now]
    if not view.legal or not shut:
        return []
    listed = ", ".join(f"{titles.cards[card]} [{card}]" for card in shut)
    return wrapped(f"Not open now: {listed}. Ask: why not {shut[0]}", " " * 5)


def _agenda_text(deck: Deck, agenda: str) -> list[str]:
    found = next(one for one in deck.agendas if one.id == agenda)
    return wrapped(found.text, " " * 7)
