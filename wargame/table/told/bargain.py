"""Deals in words: what may change hands, what is on the table, and what stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from string import ascii_lowercase
from typing import TYPE_CHECKING

from wargame.rules.amounts import counted, times
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.nouns import asked_of_giver, describe_deal_item
from wargame.rules.verbs import ADD, COUNTER, DROP, SEND, TABLE, TERM
from wargame.rules.view import Deal, SeatState
from wargame.table.told.blocks import Block, Heading, Passage, Point, Points, Text, Under
from wargame.table.told.lapse import deal_at, extension, item_row, left, running
from wargame.table.told.lookup import find_titled
from wargame.table.told.offer import ready_packages, why_not_item
from wargame.table.told.ruled import ruled
from wargame.table.told.scene import Scene
from wargame.table.words.clauses import own_terms
from wargame.table.words.rows import ALERT, DIM, Target

if TYPE_CHECKING:
    from wargame.content.model import DealItem, Deck
    from wargame.play.log import Entry


AGAIN = "sent back, it only asks them again"


def letters(deck: Deck) -> dict[str, str]:
    """The deal items of a deck by letter: a to z, then aa, ab and so on."""
    items = [item.id for item in deck.deal_items]
    names = ["".join(pair) for pair in product(["", *ascii_lowercase], ascii_lowercase)]
    return dict(zip(names, items, strict=False))


def items(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """What may change hands in a deal, by letter."""
    deals = scene.deck.deals
    if not deals:
        yield Text("This deck has no deals.", DIM)
        return
    yield Heading("In a deal may change hands")
    known = {item.id: item for item in deals.items}
    yield Points(
        [
            Point(_with_terms(scene, known[name]), letter, known[name].seat, typed=name)
            for letter, name in letters(scene.deck).items()
        ]
    )
    terms = ", ".join(str(term) for term in deals.terms)
    last = "round" if deals.terms == [1] else "rounds"
    most = counted(deals.max_items, "item")
    yield Text(f"Terms: {terms} {last}. At most {most} a side.", DIM)


def item(scene: Scene, asked: str) -> Iterator[Block]:
    """One thing that may change hands, and why it cannot be put in a package now.

    Args:
        asked: Its id or title, or its letter.

    Raises:
        UsageError: There is none.
    """
    found = find_titled("item", scene.deck.deal_items, letters(scene.deck).get(asked, asked))
    yield Heading(found.title, seat=found.seat)
    if found.text:
        yield Text(found.text)
    words = Describer(scene.view.rules.program)
    yield Under(ruled(scene, describe_deal_item(words, item_row(scene.view, found.id))))
    refused = why_not_item(scene.view, found.id, scene.titles)
    if refused:
        yield Text(f"Not now: {refused}.", ALERT)


def _with_terms(scene: Scene, item: DealItem) -> str:
    """An item with what it has of its own: an amount, a time, a duty."""
    words = Describer(scene.view.rules.program, item.seat)
    asked = scene.titles.on_board(asked_of_giver(words, item_row(scene.view, item.id)))
    return f"{item.title}{own_terms(item, scene.deck.tracks, asked)}"


def given(scene: Scene, items: Sequence[str]) -> list[Point]:
    """Who gives what, seat by seat."""
    known = {item.id: item for item in scene.deck.deal_items}
    return [
        Point(_with_terms(scene, known[item]), seat=seat, role=scene.role(seat))
        for seat in scene.signs
        for item in items
        if known[item].seat == seat
    ]


def traded(scene: Scene, items: Sequence[str]) -> str:
    """What one side gives for what the other does, by titles."""
    titles = scene.titles
    sides = [[titles.items[one] for one in items if titles.givers[one] == s] for s in titles.seats]
    return " for ".join(", ".join(side) for side in sides if side)


def ready(scene: Scene, asked: str) -> Iterator[Block]:
    """A ready package: what each side gives, for how long, and what it is for.

    Args:
        asked: Its id or title.

    Raises:
        UsageError: There is none.
    """
    found = find_titled("ready package", scene.deck.ready_packages, asked)
    yield Heading(found.title)
    if found.text:
        yield Text(found.text, DIM)
    yield Points(given(scene, found.items))
    yield Text(running(scene.view, found.term, scene.last_begun, begins=True))


def tabled(scene: Scene) -> Iterator[Block]:
    """The package on the table, if there is one."""
    view = scene.view
    if view.extending:
        deal = deal_at(view, view.extending)
        named = scene.titles.dated(deal)
        said = f"On the table: to extend deal {named} {extension(view, deal, scene.last_begun)}."
        yield Text(said, ALERT)
    if view.draft is not None:
        term = f" {running(view, view.draft.term, scene.last_begun)}" if view.draft.term else ""
        yield Text(f"{whose(scene, view.draft)}{term}:", ALERT)
        yield Points(given(scene, view.draft.items))
        yield from (Text(said, ALERT) for said in filter(None, [comes_back(scene)]))


def comes_back(scene: Scene) -> str:
    """What to tell whoever is about to send a package back as it came; "" where it is another."""
    view = scene.view
    if view.draft is None or all(action.verb != SEND for action in view.legal):
        return ""
    acts = [one.entry for one in scene.seen]
    start = max((n for n, one in enumerate(acts) if one.verb == COUNTER), default=-1)
    toggled = [one.arg for one in acts[start:] if one.verb in (ADD, DROP)]
    is_same = all(toggled.count(item) % 2 == 0 for item in toggled)
    if start < 0 or not is_same or view.draft.term != _term_of(scene, acts[:start]):
        return ""
    instead = "take your changes back, and accept it instead"
    return f"This is their package unchanged: {instead if scene.can_undo else AGAIN}."


def _term_of(scene: Scene, acts: Sequence[Entry]) -> int:
    """The term of the last package that was tabled; 0 if none was."""
    for one in reversed(acts):
        if one.verb in (TERM, TABLE):
            return int(one.arg)
        if one.verb.thing == "package":
            return ready_packages(scene.view)[one.arg].term
    return 0


def is_countered(view: SeatState) -> bool:
    """Whether a counter-offer lies on the table: whoever made the first offer has to answer."""
    return view.draft is not None and not view.drafting and view.draft.by == view.to_move


def drafted(view: SeatState) -> str:
    """What is being put together, "" if nothing is."""
    if view.draft is None or not view.drafting:
        return ""
    return "offer" if view.drafting == view.draft.by else "counter-offer"


def whose(scene: Scene, draft: Deal) -> str:
    """Whose package it is, as far as it has come; the record names who offered the first one."""
    view, seats = scene.view, scene.titles.seats
    if what := drafted(view):
        who = "Your" if view.drafting == view.seat else f"{seats[view.drafting]}'s"
        return f"{who} {what} so far"
    if is_countered(view):
        other = next(seat for seat in seats if seat != draft.by)
        return f"On the table, a counter-offer by {seats[other]}"
    return f"On the table, by {seats[draft.by]}"


def deals(scene: Scene, _asked: str = "") -> Iterator[Block]:
    """The package on the table, and the deals in force with the rounds they still run."""
    if scene.deck.deals is None:
        yield Text("This deck has no deals.", DIM)
        return
    yield from tabled(scene)
    yield from (_in_force(scene, one) for one in scene.view.deals)
    if not (scene.view.deals or scene.view.draft or scene.view.extending):
        yield Text("No deal is in force.", DIM)


def _in_force(scene: Scene, deal: Deal) -> Passage:
    more = f", extended {times(deal.extensions)}" if deal.extensions else ""
    return Passage(
        f"{scene.titles.deal(deal)}, {left(scene.view, deal, scene.last_begun)}{more}",
        [Points(given(scene, deal.items))],
        Target("deal", str(deal.slot)),
    )
