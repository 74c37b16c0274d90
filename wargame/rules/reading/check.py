"""A deck's faults beyond its shape, and advice to its author.

Faults come from building the program. Lints are advice, and the deck still loads: printed
numbers that do not act and acting numbers that are not printed, conditions that are always or
never true, numbers nobody reads or writes, references to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from wargame.content import model
from wargame.content.faults.causes import of_variant
from wargame.content.model.base import Sourced
from wargame.content.paths import SINGULAR, field_types, nouns_in
from wargame.errors import DeckPath, Fault, Faults, nearest
from wargame.rules import ir
from wargame.rules.reading.build import read
from wargame.rules.reading.examples import slips
from wargame.rules.reading.known import NOTHING, Known, Test
from wargame.rules.reading.numbers import acting, printed
from wargame.rules.reading.uses import Uses
from wargame.rules.reading.wording import Wording

N = TypeVar("N")

INVENTED = "invented"


def find_faults(*decks: model.LoadedDeck) -> list[Fault]:
    """Every fault of a deck's rules, and if there are none, every lint.

    Args:
        decks: The plain deck, and after it any variants of it: their faults and lints follow, as
            far as the plain deck does not have them.
    """
    found: list[Fault] = []
    plain, uses, is_sound = NOTHING, Uses(), True
    for loaded in decks:
        faults = Faults()
        program, known = read(loaded, faults, plain)
        checker = _Checker(loaded, program, faults, plain, uses, known.tests)
        is_sound = is_sound and not (loaded is decks[0] and faults.fatal)
        if is_sound and not faults.fatal:
            checker.lints()
        told = faults.fatal or faults.found
        found += of_variant(loaded.variant, told) if loaded.variant else told
        if loaded is decks[0]:
            plain = known
    return found


@dataclass(slots=True)
class _Checker:
    loaded: model.LoadedDeck
    program: ir.Program
    faults: Faults
    plain: Known
    uses: Uses
    tests: tuple[Test, ...]
    told: dict[tuple[str, str], bool] = field(default_factory=dict)

    def lint(self, item: str, path: DeckPath, what: str, remedy: str = "") -> None:
        self.faults.add(what, remedy, self.loaded.mark(path), item, lint=True)

    def new(self, nouns: Sequence[N]) -> Iterator[tuple[int, N]]:
        """The elements of a list that the plain deck does not have, with their places."""
        return ((n, noun) for n, noun in enumerate(nouns) if not self.plain.has(noun))

    def lints(self) -> None:
        """All the advice there is."""
        self.printed_numbers()
        self.wording()
        self.conditions()
        self.idle_tracks()
        self.idle_numbers()
        self.references()
        self.cited()
        self.examples()
        self.hands()
        self.bands()
        self.labels()
        self.one_sided_deals()
        self.short_titles()

    def printed_numbers(self) -> None:
        """Each number printed acts, and each number that acts is printed."""
        for number, card in self.new(self.loaded.written.cards):
            rows = [row for row in self.program.cards if row.id == card.id]
            self.compare(f"card {card.id}", ("cards", number, "text"), card.text, rows)
        for number, action in self.new(self.loaded.written.actions):
            deeds = [row for row in self.program.actions if row.id == action.id]
            if action.text:
                self.compare(f"action {action.id}", ("actions", number, "text"), action.text, deeds)
        for number, agenda in self.new(self.loaded.written.agendas):
            scores = [row.score for row in self.program.agendas if row.id == agenda.id]
            self.compare(f"agenda {agenda.id}", ("agendas", number, "text"), agenda.text, scores)

    def wording(self) -> None:
        """What texts say is done, and what is done is said."""
        words = Wording(self.loaded.written, self.program, self.loaded.fill)
        for number, card in self.new(self.loaded.written.cards):
            rows = [r for r in self.program.cards if r.id == card.id and not r.is_foreign]
            for said in dict.fromkeys(words.card(card.text, rows[0]) if rows else ()):
                self.lint(f"card {card.id}", ("cards", number, "text"), said)
        for ask in self.program.asks:
            for option in () if ask.targets else ask.options:
                item = f"{ask.item}, option {option.id}"
                for said in words.option(option.title, option.body, option.needs):
                    if (item, said) not in self.told:
                        self.told[item, said] = True
                        self.lint(item, self.place_of(ask.item), said)

    def place_of(self, item: str) -> DeckPath:
        """Where an item such as `card mediation` stands."""
        kind, _, name = item.rpartition(" ")
        noun = next((plural for plural, one in SINGULAR.items() if one == kind), "")
        listed = getattr(self.loaded.written, noun, [])
        return next(((noun, n) for n, one in enumerate(listed) if one.id == name), ())

    def compare(
        self,
        item: str,
        path: DeckPath,
        text: str,
        parts: Iterable[ir.CardIR | ir.ActionIR | ir.Expr],
    ) -> None:
        """One text against what it prints."""
        must, may = acting(parts, self.loaded.effective)
        shown, has_one = printed(self.loaded.fill(text))
        for value in shown:
            if value not in must and value not in may and not (value == 1 and has_one):
                self.lint(item, path, f"{value} is printed, and nothing does it")
        for value in must:
            if value not in shown and not (value == 1 and has_one):
                self.lint(item, path, f"{value} acts, and is not printed")

    def conditions(self) -> None:
        """Conditions that luck and play cannot change, however often they were read."""
        found: dict[DeckPath, list[tuple[str, bool | None]]] = {}
        for item, path, cond in self.tests:
            found.setdefault(path, []).append((item, decided(cond)))
        for path, readings in found.items():
            [*values] = dict.fromkeys(value for _, value in readings)
            if len(values) == 1 and values[0] is not None:
                self.lint(
                    readings[0][0], path, f"this is {'always' if values[0] else 'never'} true"
                )

    def idle_tracks(self) -> None:
        """Tracks that nothing reads, or nothing writes."""
        read, written, paid = self.uses.of(self.loaded.written)
        moved = [item.track for item in _items(self.loaded.written)]
        moved += [front.into.text.rpartition(".")[2] for front in self.program.fronts]
        for number, track in enumerate(self.loaded.written.tracks):
            path: DeckPath = ("tracks", number, "id")
            name, is_paid = track.id, track.id in paid
            if name not in read and not is_paid:
                self.lint(f"track {name}", path, "nothing reads it")
            is_moved = name in written or name in moved or is_paid
            if track.value is None and not is_moved:
                self.lint(f"track {name}", path, "nothing changes it")

    def idle_numbers(self) -> None:
        """Numbers that nothing computes with, and dials that scale nothing, in the plain deck."""
        deck = self.loaded.written
        if self.loaded.variant:
            return
        read, _, _ = self.uses.of(deck)
        for place, number in enumerate(deck.numbers):
            if number.id not in read:
                self.lint(f"number {number.id}", ("numbers", place, "id"), "nothing reads it")
        for place, dial in enumerate(deck.dials):
            if dial.id not in read and not dial.scales:
                self.lint(f"dial {dial.id}", ("dials", place, "id"), "it scales nothing")

    def references(self) -> None:
        """Sources and claims that are named must be there, if the deck lists any."""
        deck = self.loaded.written
        sources = [source.id for source in deck.sources]
        claims = [claim.id for claim in deck.claims]
        for noun, number, item in _sourced(deck):
            label = f"{noun.removesuffix('s')} {item.id}"
            path: DeckPath = (noun, number)
            cited = item.source
            is_id = cited is not None and re.fullmatch(r"[a-z][a-z0-9_]*", cited) is not None
            if sources and is_id and cited not in (*sources, INVENTED):
                self.lint(
                    label, (*path, "source"), f"unknown source '{cited}'", nearest(cited, sources)
                )
            for place, claim in enumerate(item.claims):
                if claim not in claims:
                    self.lint(label, (*path, "claims", place), f"there is no claim {claim}")

    def cited(self) -> None:
        """Each card says where it is from, and in a deck that lists sources the rest does too."""
        bare: dict[str, list[tuple[int, str]]] = {}
        for noun, number, item in _sourced(self.loaded.written):
            is_asked = noun == "cards" or (self.loaded.written.sources and noun not in UNCITED)
            if is_asked and not item.source and not self.plain.has(item):
                bare.setdefault(noun, []).append((number, item.id))
        for noun, found in bare.items():
            names = ", ".join(name for _, name in found[:6]) + (" …" if len(found) > 6 else "")
            remedy = f"Write the id of a source, a citation, or '{INVENTED}': {names}."
            self.lint(noun, (noun, found[0][0]), f"{len(found)} without a source", remedy)

    def examples(self) -> None:
        """What worked examples name is there."""
        if not self.loaded.variant:
            for item, path, what, remedy in slips(self.loaded.written, self.program):
                self.lint(item, path, what, remedy)

    def hands(self) -> None:
        """A seat with fewer cards than its hand holds."""
        for number, seat in enumerate(self.program.seats):
            cards = sum(card.seat in (seat.id, "any") for card in self.loaded.written.cards)
            if 0 < cards < seat.hand:
                self.lint(
                    f"seat {seat.id}",
                    ("seats", number),
                    f"{cards} card{'' if cards == 1 else 's'} for a hand of {seat.hand}",
                )

    def bands(self) -> None:
        """Bands climb, and lie inside the track."""
        for number, track in enumerate(self.loaded.written.tracks):
            starts = [band.at for band in track.bands]
            if starts != sorted(starts) or any(not track.min <= s <= track.max for s in starts):
                self.lint(
                    f"track {track.id}",
                    ("tracks", number, "bands"),
                    f"bands must climb and lie within {track.min}..{track.max}",
                )

    def labels(self) -> None:
        """A name for each round, or for none."""
        labels, rounds = self.loaded.written.rounds.labels, self.loaded.written.rounds.max
        if labels and len(labels) < rounds:
            self.lint("rounds", ("rounds", "labels"), f"{len(labels)} labels for {rounds} rounds")

    def one_sided_deals(self) -> None:
        """Deals that need both sides, and items of one only."""
        deals = self.program.deals
        if deals and deals.both_sides and len(dict.fromkeys(i.seat for i in deals.items)) < 2:
            self.lint(
                "deals", ("deals",), "only one side has anything to give: no deal can be made"
            )

    def short_titles(self) -> None:
        """A short title that is longer than the title helps nobody."""
        for noun in ("tracks", "parties", "measures", "projects"):
            for number, item in enumerate(getattr(self.loaded.written, noun)):
                if item.short and len(item.short) > len(item.title):
                    self.lint(
                        f"{SINGULAR[noun]} {item.id}",
                        (noun, number, "short"),
                        f"the short title is longer than the title '{item.title}'",
                        "Leave it out.",
                    )


# --- conditions ----------------------------------------------------------------------------


def decided(cond: ir.Cond) -> bool | None:
    """Whether intervals alone settle a condition; None if they do not."""
    match cond:
        case ir.Compare(ops, args):
            found = [_compare(op, a, b) for op, a, b in zip(ops, args, args[1:], strict=False)]
            if False in found:
                return False
            return True if all(found) else None
        case ir.Logic(op, args):
            values = [decided(arg) for arg in args]
            stop = op == "or"
            if stop in values:
                return stop
            return None if None in values else not stop
        case ir.Not(arg):
            inner = decided(arg)
            return None if inner is None else not inner


def _compare(op: str, a: ir.Expr, b: ir.Expr) -> bool | None:
    if op in (">", ">="):
        return _compare({">": "<", ">=": "<="}[op], b, a)
    if op == "<":
        return True if a.hi < b.lo else False if a.lo >= b.hi else None
    if op == "<=":
        return True if a.hi <= b.lo else False if a.lo > b.hi else None
    apart = a.hi < b.lo or b.hi < a.lo
    same = a.lo == a.hi == b.lo == b.hi
    if not apart and not same:
        return None
    return same if op == "==" else apart


def _items(deck: model.Deck) -> list[model.DealItem]:
    return deck.deals.items if deck.deals else []


UNCITED = ("tracks", "numbers")
"""Nouns that need no source: they are about the game itself."""


def _sourced(deck: model.Deck) -> Iterator[tuple[str, int, Any]]:
    """Everything that may have a source, with its noun and its number."""
    for noun, annotation in field_types(model.Deck).items():
        listed = getattr(deck, noun)
        if isinstance(listed, list) and any(issubclass(n, Sourced) for n in nouns_in(annotation)):
            for number, item in enumerate(listed):
                yield noun, number, item
