"""A deck's faults beyond its shape, and advice to its author.

Faults come from building the program. Lints are advice, and the deck still loads: printed
numbers that do not act and acting numbers that are not printed, conditions that are always or
never true, numbers nobody reads or writes, references to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any, TypeVar

from wargame.content import model
from wargame.content.faults.causes import of_variant
from wargame.content.loaded import LoadedDeck
from wargame.content.model.base import Sourced
from wargame.content.paths import SINGULAR, field_types, nouns_in
from wargame.content.variants import removed_by
from wargame.dataclass import dataclass
from wargame.errors import DeckPath, Fault, Faults, first_few, nearest
from wargame.rules import ir
from wargame.rules.amounts import counted
from wargame.rules.lint.about import said_of_game
from wargame.rules.lint.briefs import long_briefs
from wargame.rules.lint.examples import slips
from wargame.rules.lint.in_vain import in_vain
from wargame.rules.lint.limits import limits_at, limits_of, narrowed
from wargame.rules.lint.long_titles import long_titles
from wargame.rules.lint.never import never
from wargame.rules.lint.remedies import remedy
from wargame.rules.lint.settled import decided, why
from wargame.rules.lint.texts import Texts
from wargame.rules.lint.turned import turned
from wargame.rules.lint.unmoved import unmoved
from wargame.rules.lint.uses import Uses
from wargame.rules.reading.build import read
from wargame.rules.reading.known import NOTHING, Known, Test
from wargame.rules.reading.leaves import key

N = TypeVar("N")

INVENTED = "invented"


def find_faults(*decks: LoadedDeck) -> list[Fault]:
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
        found += of_variant(loaded.variant, told, removed_by(loaded)) if loaded.variant else told
        if loaded is decks[0]:
            plain = known
    return found


@dataclass(slots=True)
class _Checker:
    loaded: LoadedDeck
    program: ir.Program
    faults: Faults
    plain: Known
    uses: Uses
    tests: tuple[Test, ...]
    sources: dict[str, bool] = field(init=False)

    def __post_init__(self) -> None:
        self.sources = {source.id: True for source in self.loaded.written.sources}

    def lint(self, item: str, path: DeckPath, what: str, remedy: str = "") -> None:
        self.faults.add(what, remedy, self.loaded.mark(path), item, lint=True)

    def lints(self) -> None:
        """All the advice there is."""
        self.texts()
        self.conditions()
        self.idle_tracks()
        self.idle_numbers()
        self.references()
        self.cited()
        self.examples()
        self.hands()
        self.bands()
        self.labels()
        self.rule_names()
        self.one_sided_deals()
        self.silent_items()
        self.short_titles()
        found = (*never(self.loaded, self.program), *unmoved(self.loaded, self.program))
        found += (*in_vain(self.loaded), *long_briefs(self.loaded), *said_of_game(self.loaded))
        found += (*turned(self.loaded, self.program),)
        found += (*long_titles(self.loaded),)
        for item, path, what, advice in found:
            self.lint(item, path, what, advice)

    def texts(self) -> None:
        """Texts and what they are about agree, in numbers and in words."""
        if not self.loaded.written.is_english:
            if not self.loaded.variant:
                what = "its texts are not in English, so that no word of them is held against rules"
                self.lint(
                    "deck", ("about",), what, "Hold them against 'wargame deck show' yourself."
                )
            return
        for item, path, said in Texts(self.loaded, self.program, self.plain).faults():
            self.lint(item, path, said, remedy(said))

    def conditions(self) -> None:
        """Conditions that luck and play cannot change, however often they were read."""
        found: dict[DeckPath, list[tuple[str, ir.Cond]]] = {}
        for item, path, cond in self.tests:
            found.setdefault(path, []).append((item, cond))
        limits = limits_of(self.loaded.written)
        at_times = {} if self.loaded.variant else limits_at(self.loaded.written)
        for path, readings in found.items():
            known = limits
            values = [*dict.fromkeys(decided(cond, known) for _, cond in readings)]
            if values == [None] and path in at_times:
                known = narrowed(limits, at_times[path])
                is_never = all(decided(cond, known) is False for _, cond in readings)
                values = [False] if is_never else values
            if len(values) == 1 and values[0] is not None:
                told = dict.fromkeys(filter(None, (why(cond, known) for _, cond in readings)))
                what = f"this is {'always' if values[0] else 'never'} true"
                self.lint(readings[0][0], path, what, " ".join([*told][:1]))

    def idle_tracks(self) -> None:
        """Tracks that nothing reads, or nothing writes."""
        read, written, paid = self.uses.of(self.loaded.written)
        moved = [item.track for item in self.loaded.written.deal_items]
        moved += [front.into.text.rpartition(".")[2] for front in self.program.fronts]
        bury = self.loaded.written.cards_rule and self.loaded.written.cards_rule.bury
        moved += [bury.into] if bury and bury.into else []
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
            if f"number.{number.id}" not in read:
                self.lint(f"number {number.id}", ("numbers", place, "id"), "nothing reads it")
        for place, dial in enumerate(deck.dials):
            if f"dial.{dial.id}" not in read and not any(map(self.is_scaled, dial.scales)):
                self.lint(f"dial {dial.id}", ("dials", place, "id"), "it scales nothing")

    def is_scaled(self, scaled: str) -> bool:
        """Whether what a dial scales is there to be scaled: work that takes rounds, all else."""
        works = {f"projects.{one.id}.rounds": one.stages for one in self.loaded.written.projects}
        return any(stage.rounds for stage in works[scaled]) if scaled in works else True

    def references(self) -> None:
        """Sources and claims that are named must be there, if the deck lists any."""
        deck = self.loaded.written
        claims = {claim.id: True for claim in deck.claims}
        for noun, number, item in _sourced(deck):
            label = f"{noun.removesuffix('s')} {item.id}"
            path: DeckPath = (noun, number)
            self.known_source(label, (*path, "source"), item.source)
            line = item.flavour if isinstance(item, model.Card) else None
            if line is not None:
                self.known_source(label, (*path, "flavour", "source"), line.source)
                if (line.source or item.source or INVENTED) == INVENTED:
                    self.lint(label, (*path, "flavour"), "flavour without a source")
            for place, claim in enumerate(item.claims):
                if claim not in claims:
                    self.lint(label, (*path, "claims", place), f"there is no claim {claim}")
        for number, assumed in enumerate(deck.assumptions):
            if not self.loaded.variant:
                where: DeckPath = ("assumptions", number, "source")
                self.known_source(f"assumption {assumed.id}", where, assumed.source)

    def known_source(self, label: str, path: DeckPath, cited: str | None) -> None:
        """A source that reads like an id is one of the deck's, if the deck lists any."""
        if cited is None or cited == INVENTED or cited in self.sources or not self.sources:
            return
        if re.fullmatch(r"[a-z][a-z0-9_]*", cited):
            self.lint(label, path, f"unknown source '{cited}'", nearest(cited, [*self.sources]))

    def cited(self) -> None:
        """Each card says where it is from, and in a deck that lists sources the rest does too."""
        bare: dict[str, list[tuple[int, str]]] = {}
        for noun, number, item in _sourced(self.loaded.written):
            is_asked = noun == "cards" or (self.loaded.written.sources and noun not in UNCITED)
            if is_asked and not item.source and not self.was_bare(item):
                bare.setdefault(noun, []).append((number, item.id))
        for noun, found in bare.items():
            names = first_few([name for _, name in found], 6)
            said = f"Write 'source:' and its id, a citation, or '{INVENTED}'"
            remedy = f"{said}, in {names}."
            self.lint(noun, (noun, found[0][0]), f"{len(found)} without a source", remedy)

    def was_bare(self, item: Sourced) -> bool:
        """Whether the plain deck has an item without a source as well, and is told so."""
        before = self.plain.elements.get(key(item))
        return isinstance(before, Sourced) and not before.source

    def examples(self) -> None:
        """What worked examples name is there."""
        if not self.loaded.variant:
            for item, path, what, remedy in slips(self.loaded.written, self.program):
                self.lint(item, path, what, remedy)

    def hands(self) -> None:
        """A seat with fewer cards than its hand holds."""
        for number, seat in enumerate(self.program.seats):
            cards = len(self.loaded.written.cards_for(seat.id))
            if 0 < cards < seat.hand:
                self.lint(
                    f"seat {seat.id}",
                    ("seats", number),
                    f"{counted(cards, 'card')} for a hand of {seat.hand}",
                )

    def bands(self) -> None:
        """Bands climb, and lie inside the track."""
        for number, track in enumerate(self.loaded.written.tracks):
            before = track.min
            for place, band in enumerate(track.bands):
                if not before <= band.at <= track.max:
                    where: DeckPath = ("tracks", number, "bands", place, "at")
                    what = f"bands must climb and lie within {track.min}..{track.max}"
                    self.lint(f"track {track.id}", where, what)
                    break
                before = band.at

    def labels(self) -> None:
        """A name for each round, or for none."""
        labels, rounds = self.loaded.written.rounds.labels, self.loaded.written.rounds.max
        if labels and len(labels) < rounds:
            self.lint("rounds", ("rounds", "labels"), f"{len(labels)} labels for {rounds} rounds")

    def rule_names(self) -> None:
        """A rule that is called for one seat as another rule is: what is told of the one may be
        what the other does."""
        rules = self.loaded.written.rules
        known = [rule.id for rule in rules]
        for number, rule in enumerate(rules):
            whose = rule.seat or ("seats" if rule.answers else "")
            for seat in self.program.seats:
                name = f"{rule.id}_{seat.id}"
                if whose in ("seats", seat.id) and name in known:
                    what = f"for one seat '{rule.id}' is called '{name}', as another rule is"
                    self.lint(f"rule {rule.id}", ("rules", number, "id"), what, "Rename one.")

    def one_sided_deals(self) -> None:
        """Deals that need both sides, and items of one only."""
        deals = self.program.deals
        if deals and deals.both_sides and len(dict.fromkeys(i.seat for i in deals.items)) < 2:
            self.lint(
                "deals", ("deals",), "only one side has anything to give: no deal can be made"
            )

    def silent_items(self) -> None:
        """What a deal item does beyond its kind stands in its text."""
        for number, item in enumerate(self.loaded.written.deal_items):
            if (item.do or item.each_round) and not item.text and not self.loaded.variant:
                path: DeckPath = ("deals", "items", number, "do" if item.do else "each_round")
                what = "more happens than its kind says, and it has no text"
                self.lint(f"deal item {item.id}", path, what, "Write it in 'text'.")

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


UNCITED = ("tracks", "numbers")
"""Nouns that need no source: they are about the game itself."""


def _sourced(deck: model.Deck) -> Iterator[tuple[str, int, Any]]:
    """Everything that may have a source, with its noun and its number."""
    for noun, annotation in field_types(model.Deck).items():
        listed = getattr(deck, noun)
        if isinstance(listed, list) and any(issubclass(n, Sourced) for n in nouns_in(annotation)):
            for number, item in enumerate(listed):
                yield noun, number, item
