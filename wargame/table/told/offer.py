"""A package put together on a form: which plain actions it takes, and what signing would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wargame.errors import IllegalAction
from wargame.rules.asking.explain import why_not
from wargame.rules.asking.preview import Preview
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.rules.refusal import Refused
from wargame.rules.verbs import ADD, COUNTER, DROP, OFFER, SEND, TABLE, TERM, split
from wargame.rules.view import SeatState
from wargame.table.words.refusals import titled
from wargame.table.words.titles import Titles


@dataclass(frozen=True, slots=True)
class Package:
    """What is on the form: deal items by id, and the term in rounds."""

    items: frozenset[str]
    term: int

    def toggled(self, item: str) -> Package:
        """The same with an item put in or taken out."""
        return replace(self, items=self.items ^ {item})


def first_package(view: SeatState) -> Package:
    """What the form begins with: the offer on the table, or nothing for the shortest term."""
    deals = view.deck.deals
    terms = deals.terms if deals else [1]
    draft = view.draft
    if draft is None:
        return Package(frozenset(), terms[0])
    return Package(frozenset(draft.items), draft.term or terms[0])


def package_of(view: SeatState, steps: Iterable[str]) -> Package:
    """The package that some plain actions put on the table."""
    first = first_package(view)
    items, term = set(first.items), first.term
    for step in steps:
        verb, arg = split(step)
        if verb.edit == "put":
            items.add(arg)
        elif verb.edit == "take":
            items.discard(arg)
        elif verb.edit == "term":
            term = int(arg)
    return Package(frozenset(items), term)


def is_counter(view: SeatState) -> bool:
    """Whether the form answers an offer."""
    return any(action.verb.package == "counter" for action in view.legal)


def steps(view: SeatState, package: Package) -> list[str]:
    """The plain actions that put a package on the table, in an order that the rules take."""
    deals = view.deck.deals
    order = [item.id for item in deals.items] if deals else []
    draft = view.draft
    there = frozenset(draft.items) if draft else frozenset[str]()
    if not is_counter(view):
        return [
            *(f"{OFFER} {item}" for item in order if item in package.items - there),
            f"{TABLE} {package.term}",
        ]
    start = [COUNTER.word] if any(action.verb == COUNTER for action in view.legal) else []
    edits = [f"{DROP} {item}" for item in order if item in there - package.items]
    edits += [f"{ADD} {item}" for item in order if item in package.items - there]
    if draft is not None and draft.term != package.term:
        edits.append(f"{TERM} {package.term}")
    return [*start, *edits, SEND.word]


def foresee(view: SeatState, package: Package, titles: Titles) -> Preview:
    """What signing the package would do, as far as the seat can know.

    Raises:
        IllegalAction: The rules do not take it; the message says which part and why.
    """
    game = Game(view.rules)
    missing = what_is_missing(view, package)
    if missing:
        raise IllegalAction(missing)
    state = game.resample(view, Stream(view.ply))
    *first, last = steps(view, package)
    for step in first:
        try:
            state = game.apply(state, step).state
        except IllegalAction as error:
            raise IllegalAction(_refused(step, error, titles)) from None
    try:
        return game.preview(game.redact(state, view.seat), last)
    except IllegalAction as error:
        raise IllegalAction(_refused(last, error, titles)) from None


def _refused(step: str, error: IllegalAction, titles: Titles) -> str:
    """Which step is not taken, and why."""
    why = f"{titled(error.refusal.why, titles)}." if isinstance(error, Refused) else str(error)
    return f"The rules do not take '{step}': {why}"


def why_not_item(view: SeatState, item: str, titles: Titles) -> str:
    """Why an item cannot be put in at all, or ""."""
    if is_counter(view) or any(action.text == f"{OFFER} {item}" for action in view.legal):
        return ""
    if not any(action.verb == OFFER for action in view.legal):
        return ""
    refusal = why_not(view, f"{OFFER} {item}")
    if refusal is None or refusal.kind == "cannot_follow":
        return ""  # it may come behind another item
    return titled(refusal.why, titles)


def what_is_missing(view: SeatState, package: Package) -> str:
    """What keeps a form from being a package at all, or ""."""
    deals = view.deck.deals
    if deals is None:
        return "This deck has no deals."
    if not package.items:
        return "Tick what each side gives."
    for seat, given in sides(view, package.items).items():
        title = next(one.title for one in view.deck.seats if one.id == seat)
        if deals.both_sides and not given:
            return f"{title} has to give something too."
        if len(given) > deals.max_items:
            return f"{title} gives {len(given)} things; {deals.max_items} are allowed."
    return ""


def sides(view: SeatState, items: Iterable[str]) -> dict[str, list[str]]:
    """Items by the seat that gives them."""
    deals = view.deck.deals
    wanted = set(items)
    found: dict[str, list[str]] = {seat: [] for seat in view.rules.seats}
    for item in deals.items if deals else []:
        if item.id in wanted:
            found[item.seat].append(item.id)
    return found
