"""A package put together on a form: which plain actions it takes, and what signing would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from wargame.content import model
from wargame.dataclass import dataclass
from wargame.errors import IllegalAction
from wargame.rules.asking.explain import why_not
from wargame.rules.asking.preview import Preview
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.rules.refusal import Kind, Refused
from wargame.rules.verbs import ADD, AMEND, COUNTER, DROP, OFFER, SEND, TABLE, TERM, Verb, split
from wargame.rules.view import Deal, SeatState
from wargame.table.words.gate import stopped
from wargame.table.words.refusals import titled
from wargame.table.words.titles import Titles
from wargame.table.words.wrap import this_and

OWN = "one of your own"
OFFERED = "the offer on the table"
NONE_YET = "none yet"
CHANGED_TOO_OFTEN = "none: changed too often"
MOST_CHANGES = 2
"""Changes that a package may be sent with."""


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
        if verb.thing == "package":
            ready = ready_packages(view)[arg]
            items, term = set(ready.items), ready.term
        elif verb.edit == "put":
            items.add(arg)
        elif verb.edit == "take":
            items.discard(arg)
        elif verb.edit == "term":
            term = int(arg)
    return Package(frozenset(items), term)


def is_counter(view: SeatState) -> bool:
    """Whether the form answers an offer."""
    return view.draft is not None and view.draft.by != view.seat


def ready_packages(view: SeatState) -> dict[str, Package]:
    """The packages that the deck has ready, by id."""
    ready = view.deck.ready_packages
    return {one.id: Package(frozenset(one.items), one.term) for one in ready}


def is_open(view: SeatState, ready: str) -> bool:
    """Whether a ready package may be put on the table now, as it is or with changes."""
    return any(action.verb.thing == "package" and action.arg == ready for action in view.legal)


def ready_title(view: SeatState, draft: Deal) -> str:
    """What the deck calls a package that it has ready; "" for any other."""
    for one in view.deck.ready_packages:
        if set(one.items) == set(draft.items) and one.term == draft.term:
            return one.title
    return ""


def as_ready(view: SeatState, package: Package) -> str:
    """The plain action that puts a package on the table as it is ready, or ""."""
    ready = ready_packages(view)
    for action in view.legal:
        is_ready = action.verb.thing == "package" and action.verb != AMEND
        if is_ready and ready[action.arg] == package:
            return action.text
    return ""


def steps(view: SeatState, package: Package) -> list[str]:
    """The plain actions that put a package on the table, in an order that the rules take."""
    ready = as_ready(view, package)
    if ready:
        return [ready]
    now = first_package(view)
    verbs = {action.verb for action in view.legal}
    if AMEND in verbs:
        base = nearest_ready(view, package)
        return [f"{AMEND} {base}", *_edits(view, ready_packages(view)[base], package), SEND.word]
    if COUNTER in verbs:
        return [COUNTER.word, *_edits(view, now, package), SEND.word]
    if verbs & {DROP, ADD, TERM, SEND}:
        return [*_edits(view, now, package), SEND.word]
    return [*_each(view, OFFER, package.items - now.items), f"{TABLE} {package.term}"]


def nearest_ready(view: SeatState, package: Package) -> str:
    """The ready package that comes to another one by the fewest changes."""
    ready = ready_packages(view)
    open_now = [action.arg for action in view.legal if action.verb == AMEND]
    return min(open_now, key=lambda name: len(_edits(view, ready[name], package)))


def own_title(view: SeatState, package: Package, titles: Mapping[str, str]) -> str:
    """What a package that is not ready is called: the offer on the table or the ready one that it
    is a change of, where one change or two make it; what stands for a package of one's own only
    where that may be sent."""
    ready = ready_packages(view)
    if is_counter(view):
        if package == first_package(view):
            return OFFERED
        if view.drafting:
            return OWN
        return _changed(OFFERED, len(_edits(view, first_package(view), package)))
    if all(action.verb != AMEND for action in view.legal):
        return OWN
    if not package.items:
        return NONE_YET
    base = nearest_ready(view, package)
    return _changed(titles[base], len(_edits(view, ready[base], package)))


def _changed(base: str, edits: int) -> str:
    """What a package is called that comes from another one by so many changes."""
    if not 0 < edits <= MOST_CHANGES:
        return CHANGED_TOO_OFTEN
    return f"{base}, {'changed once' if edits == 1 else 'changed twice'}"


def _each(view: SeatState, verb: Verb, items: frozenset[str]) -> list[str]:
    """A verb for each of some items, in deck order."""
    return [f"{verb} {item.id}" for item in view.deck.deal_items if item.id in items]


def _edits(view: SeatState, old: Package, new: Package) -> list[str]:
    """The changes that make one package another."""
    term = [f"{TERM} {new.term}"] if old.term != new.term else []
    out, put = old.items - new.items, new.items - old.items
    return [*_each(view, DROP, out), *_each(view, ADD, put), *term]


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


UNSAID: tuple[Kind, ...] = ("cannot_follow", "not_open_now", "nothing_to", "not_in_deck")
"""Kinds that say nothing of the item itself."""


def why_not_item(view: SeatState, item: str, titles: Titles) -> str:
    """Why an item cannot be put in at all, or ""."""
    verbs = [action.verb for action in view.legal]
    if not any(verb in verbs for verb in (OFFER, AMEND, COUNTER, ADD)):
        return ""
    refusal = why_not(view, f"{OFFER if OFFER in verbs else ADD} {item}")
    if refusal is None or refusal.kind in UNSAID:
        return ""  # it may come behind another item, or as a change
    return titled(refusal.why, titles)


def what_is_missing(view: SeatState, package: Package) -> str:
    """What keeps a form from being a package at all, or ""."""
    deals = view.deck.deals
    if deals is None:
        return "This deck has no deals."
    if not package.items:
        is_changed_ready = any(action.verb == AMEND for action in view.legal)
        ready = " Only a ready package may be offered, as it is or with one or two changes."
        return f"Tick what each side gives.{ready if is_changed_ready else ''}"
    if package == first_package(view) and is_counter(view) and not view.drafting:
        return (
            "This is what was offered: accept it instead, or send it back with one or two changes."
        )
    for seat, given in sides(view, package.items).items():
        title = next(one.title for one in view.deck.seats if one.id == seat)
        if deals.both_sides and not given:
            return f"{title} has to give something too."
        if len(given) > deals.max_items:
            return f"{title} gives {len(given)} things; {deals.max_items} are allowed."
    return _too_far(view, deals, package)


def _too_far(view: SeatState, deals: model.Deals, package: Package) -> str:
    """Why a package is none that may be sent for its many changes, with what would make it one;
    or ""."""
    verbs = [action.verb for action in view.legal]
    if as_ready(view, package):
        return ""
    if AMEND in verbs:
        ready = nearest_ready(view, package)
        title = next(one.title for one in deals.packages if one.id == ready)
        told = "A ready package may be offered with one or two changes; these are more. "
        told += f"To make it the nearest, {title}"
        return _apart(view, deals, package, ready_packages(view)[ready], told)
    if COUNTER in verbs:
        told = "An offer may be sent back with one or two changes; these are more. "
        told += "To make it what was offered"
        return _apart(view, deals, package, first_package(view), told)
    return ""


def _apart(view: SeatState, deals: model.Deals, package: Package, base: Package, told: str) -> str:
    """What is told of a package that is more than a change or two from another, and what would
    make it that one, with how many of these may do: not any, since both sides may have to give
    something; "" where it is not."""
    enough = len(_edits(view, base, package)) - MOST_CHANGES
    if enough <= 0:
        return ""
    out, put = package.items - base.items, base.items - package.items
    apart = [f"take out {one.title}" for one in deals.items if one.id in out]
    apart += [f"put in {one.title}" for one in deals.items if one.id in put]
    apart += [f"let it run {this_and(base.term)}"] if base.term != package.term else []
    return stopped(f"{told} ({enough} of these may be enough): {'; '.join(apart)}")


def sides(view: SeatState, items: Iterable[str]) -> dict[str, list[str]]:
    """Items by the seat that gives them."""
    wanted = set(items)
    found: dict[str, list[str]] = {seat: [] for seat in view.rules.seats}
    for item in view.deck.deal_items:
        if item.id in wanted:
            found[item.seat].append(item.id)
    return found
