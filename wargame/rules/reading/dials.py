"""Numbers, dials and removable rules: what is wrong with them beyond their shape.

A dial scales consequences. What it touches itself is seen in the text: a price, a need, the gate
of talks, points. What computed tracks carry it to is followed through them, and must be listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from wargame.content import model
from wargame.content.model import Reach, quotes_in
from wargame.content.paths import SINGULAR
from wargame.errors import DeckPath, Unknown, nearest
from wargame.rules import ir
from wargame.rules.asking import evaluate
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Identified, Item, Reader
from wargame.rules.reading.scales import PLURAL

SCALED = ("rules", "cards", "measures", "projects", "injects", "reviews", "tracks", "numbers")
"""Nouns that a dial may scale as a whole."""

NAMES = ("seats", "parties", "tracks", "measures", "projects")
"""Nouns whose titles are names of numbers."""

SAID: dict[Reach, str] = {
    "prices": "a price",
    "needs": "what is legal",
    "talks": "whether talks are open",
    "scores": "points",
}

Dials = dict[str, bool]
"""Ids of dials, as an ordered set."""

Place = tuple[Reach, str, ir.Expr | ir.Cond]
"""What must not be scaled: its kind, the item it stands in, and its text."""


class DialReader:
    """Finds the faults of a deck's numbers and dials, and what each dial comes to touch."""

    def __init__(self, reader: Reader, program: ir.Program) -> None:
        self.reader, self.program = reader, program
        self.behind = reader.behind

    def faults(self) -> None:
        """Note every fault."""
        self.numbers()
        self.ids()
        self.removed()
        self.quotes()
        if self.deck.dials:
            self.scales()
            self.touched()

    @property
    def deck(self) -> model.Deck:
        return self.reader.deck

    def fault(
        self,
        noun: ir.Noun,
        number: int,
        field: str,
        what: str,
        remedy: str = "",
        unknown: Unknown | None = None,
    ) -> None:
        """Note a fault of a field of one element."""
        one = getattr(self.deck, PLURAL[noun])[number]
        item = Item(noun, one.id, one.title or one.id, Scope(), (PLURAL[noun], number))
        path = item.at(field) if field else item.path
        self.reader.fault(item, path, what, remedy, unknown=unknown)

    # --- each by itself --------------------------------------------------------------------

    def numbers(self) -> None:
        """A number lies in its range."""
        for place, number in enumerate(self.deck.numbers):
            low, high = number.range
            if low > high:
                self.fault("number", place, "min", f"min {low} is over max {high}")
            elif not low <= number.value <= high:
                what = f"value {number.value} is outside {low}..{high}"
                self.fault("number", place, "value", what)

    def ids(self) -> None:
        """Whatever can be set by name has a name of its own."""
        rules: list[tuple[int, Identified]] = [
            (n, rule) for n, rule in enumerate(self.deck.rules) if rule.removable
        ]
        taken: dict[str, str] = {}
        nouns: tuple[tuple[ir.Noun, list[tuple[int, Identified]]], ...] = (
            ("number", list(enumerate(self.deck.numbers))),
            ("dial", list(enumerate(self.deck.dials))),
            ("rule", rules),
        )
        for noun, found in nouns:
            for place, one in found:
                if one.id in taken:
                    what = f"'{one.id}' is a {taken[one.id]} already, and both are set by name"
                    self.fault(noun, place, "id", what, "Rename one of them.")
                taken.setdefault(one.id, noun)

    def removed(self) -> None:
        """Only what may be left out is left out."""
        for place, rule in enumerate(self.deck.rules):
            if rule.removed and not rule.removable:
                remedy = "Add 'removable: true', or take the rule away."
                self.fault("rule", place, "removed", "it is left out, and may not be", remedy)

    def quotes(self) -> None:
        """Texts quote numbers that there are."""
        known = [number.id for number in self.deck.numbers]
        for field, place in self.reader.loaded.quotes:
            path: DeckPath = (field,) if place < 0 else (field, place)
            part = getattr(self.deck, field) if place < 0 else getattr(self.deck, field)[place]
            noun = cast("ir.Noun", SINGULAR.get(field, field))
            item = Item(noun, str(getattr(part, "id", "")), self.deck.title, Scope(), path)
            if self.reader.known.has(part):
                continue
            for inside, name in quotes_in(part):
                if field in NAMES and inside in (("title",), ("short",)):
                    what = "a title that numbers are called by quotes none"
                    self.reader.fault(item, item.at(*inside), what, "Quote it in the text.")
                if name not in known:
                    what = f"there is no number '{name}' to quote"
                    told = self.no_quote(name)
                    self.reader.unknown(item, item.at(*inside), "number", name, known, what, told)

    def no_quote(self, name: str) -> str:
        """What to do about a quote of what is no named number, and is something else."""
        nouns = ("tracks", "measures", "parties", "projects", "cards", "seats")
        kinds = [one for one in nouns if any(it.id == name for it in getattr(self.deck, one))]
        if not kinds:
            return ""
        kind = SINGULAR[kinds[0]]
        return f"'{name}' is a {kind}: only what stands in numbers.yaml can be quoted."

    def scales(self) -> None:
        """What a dial scales as a whole is there, and scaled by it alone."""
        taken: dict[str, str] = {}
        for place, dial in enumerate(self.deck.dials):
            for path in dial.scales:
                wrong, remedy = self.path_fault(path)
                unknown = self.gone(path) if wrong else None
                if path in taken:
                    wrong, remedy = f"'{path}' is scaled by '{taken[path]}' already", ""
                if wrong:
                    self.fault("dial", place, "scales", wrong, remedy, unknown)
                taken[path] = dial.id

    def gone(self, path: str) -> Unknown | None:
        """The noun that a path to scale names, if it is not there."""
        noun, _, name = path.partition(".")
        known = [one.id for one in getattr(self.deck, noun)] if noun in SCALED else []
        name = name.partition(".")[0]
        is_gone = noun in SCALED and name not in known
        return Unknown(name, SINGULAR[noun], tuple(known)) if is_gone else None

    def path_fault(self, path: str) -> tuple[str, str]:
        """What is wrong with a path to scale, and what to do; nothing if it leads somewhere."""
        noun, _, name = path.partition(".")
        name, _, rest = name.partition(".")
        if noun not in SCALED:
            return f"a dial cannot scale '{path[:60]}'", nearest(noun, SCALED)
        found = [one.id for one in getattr(self.deck, noun)]
        if name not in found and self.reader.loaded.variant:
            return "", ""  # the variant took it away
        if name not in found:
            return f"there is no '{path[:60]}' to scale", nearest(name, found)
        if rest and path != f"projects.{name}.rounds":
            return f"there is no '{path[:60]}' to scale", f"Write '{noun}.{name}'."
        if noun == "tracks" and self.deck.tracks[found.index(name)].value is None:
            return f"'{path}' is not computed", "Scale what changes it."
        return "", ""

    # --- what is touched -------------------------------------------------------------------

    def touched(self) -> None:
        """No dial scales what it may not, and what tracks carry it to is listed."""
        for derived in self.program.derived:
            self.behind[derived.name.text] = self.dials_in(derived.value, True)
        carried: dict[str, dict[Reach, str]] = {dial.id: {} for dial in self.deck.dials}
        for kind, item, part in self.places():
            for name in self.dials_in(part, False):
                what = f"it scales {SAID[kind]}: {item}"
                self.fault("dial", self.place(name), "", what, "A dial scales consequences alone.")
            for name in self.dials_in(part, True):
                carried[name].setdefault(kind, item)
        for place, dial in enumerate(self.deck.dials):
            for kind, item in carried[dial.id].items():
                if kind not in dial.reaches:
                    what = f"computed tracks carry it to {SAID[kind]}: {item}"
                    remedy = f"Scale further on, or list '{kind}' under 'reaches'."
                    self.fault("dial", place, "reaches", what, remedy)

    def place(self, name: str) -> int:
        return [dial.id for dial in self.deck.dials].index(name)

    def dials_in(self, part: ir.Expr | ir.Cond, through: bool) -> Dials:
        """The dials that scale something in a text; or that tracks it reads carry there too."""
        found = dict.fromkeys(_dials(part), True)
        for name in evaluate.names_in(part):
            noun, _, number = name.text.partition(".")
            scaling = self.reader.names.scales.get(f"numbers.{number}")
            if noun == "number" and scaling:
                found[scaling] = True
            if through:
                found |= self.behind.get(name.text, {})
        return found

    def places(self) -> Iterator[Place]:
        """Everything that must not be scaled."""
        program = self.program
        for item, act in program.acts:
            yield from _act(act, item)
        if program.deals:
            yield from _talks(program.deals)
        for ask in program.asks:
            for cond in ask.needs:
                yield "needs", ask.item, cond
        yield from self.points()

    def points(self) -> Iterator[Place]:
        """Whatever gives points."""
        for seat in self.program.seats:
            yield "scores", f"seat {seat.id}", seat.score
        leads = {one.name.text: one.value for one in self.program.derived}
        for front in self.program.fronts:
            yield "scores", f"front {front.id}", leads.get(front.value.text, ir.Const(0))
            for _, stake in front.calendar:
                yield "scores", f"front {front.id}", stake
        for agenda in self.program.agendas:
            yield "scores", f"agenda {agenda.id}", agenda.score
        for item, value in self.reader.scored:
            yield "scores", item, value
        if self.program.contest is not None:
            yield "scores", "contest", self.program.contest.lead


def _act(act: ir.Ability, item: str) -> Iterator[Place]:
    for clause in act.needs:
        yield "needs", item, clause.cond
    for _, amount, _ in act.price:
        yield "prices", item, amount


def _talks(deals: ir.DealsIR) -> Iterator[Place]:
    for act in (*deals.table, *deals.extend):
        for _, _, part in _act(act, "deals"):
            yield "talks", "deals", part
    for item in deals.items:
        for clause in item.needs:
            yield "talks", f"deal item {item.id}", clause.cond
        for clause in item.performs.needs if item.performs else ():
            yield "talks", f"deal item {item.id}", clause.cond
    for package in deals.packages:
        for clause in (clause for needs in package.needs for clause in needs):
            yield "talks", f"ready package {package.id}", clause.cond


def _dials(part: ir.Expr | ir.Cond) -> Iterator[str]:
    """The dials that scale something in a text."""
    for one in ir.within(part):
        if isinstance(one, ir.Scaled):
            yield one.dial.text.partition(".")[2]
