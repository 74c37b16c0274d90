"""Reading one text of a deck at a time, its faults noted with their places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from functools import partial
from typing import Protocol, TypeVar, get_args

from wargame.content import model
from wargame.content.faults.causes import at_places
from wargame.content.fields import empty_group
from wargame.content.loaded import LoadedDeck
from wargame.dataclass import dataclass
from wargame.errors import DeckPath, Faults, Unknown, nearest, with_article
from wargame.rules import ir
from wargame.rules.amounts import listed
from wargame.rules.asking import evaluate
from wargame.rules.kernel import rival
from wargame.rules.reading.known import NOTHING, Formula, Known, Test
from wargame.rules.reading.leaves import Key
from wargame.rules.reading.leaves import key as key_of
from wargame.rules.reading.names import Names, Scope
from wargame.rules.reading.parse import Effort, Parser
from wargame.rules.reading.syntax import TextFault
from wargame.rules.reading.unknown_name import NOBODY_ACTS, meant_seat

ZERO: ir.Expr = ir.Const(0)

N = TypeVar("N")
T = TypeVar("T")


class Identified(Protocol):
    """Anything that has an id."""

    @property
    def id(self) -> str: ...


MAX_EFFECTS = 6_000
"""Most effects a deck may come to, so that the kernel can number its segments."""

MAX_NUMBERS = 40_000
"""Most numbers that all texts of a deck may come to read, each counted as often as it is read."""


CONDITIONS = get_args(ir.Cond)


@dataclass(frozen=True, slots=True)
class Item:
    """What is being read: the noun and id, its title, whose it is, where it stands."""

    noun: ir.Noun
    id: str
    title: str
    scope: Scope
    path: DeckPath

    @property
    def label(self) -> str:
        """The noun and id, such as `card mediation`."""
        return f"{self.noun} {self.id}".rstrip()

    def at(self, *path: str | int) -> DeckPath:
        return (*self.path, *path)

    def within(self, scope: Scope) -> Item:
        """The same, as read for a seat or a party."""
        return replace(self, scope=scope)


SEVERAL_SEATS = ("measure", "project", "action")
"""Nouns that belong to one seat, and may be repeated."""


@dataclass(slots=True)
class Reader:
    """Reads texts of one deck, resolves references, and gathers faults."""

    loaded: LoadedDeck
    names: Names
    faults: Faults
    sites: list[ir.Site] = field(default_factory=list)
    lucks: list[ir.Luck] = field(default_factory=list)
    asks: list[ir.Ask] = field(default_factory=list)
    guards: list[str] = field(default_factory=list)
    called: dict[str, bool] = field(default_factory=dict)
    effect_count: int = 0
    effort: Effort = field(default_factory=Effort)
    known: Known = NOTHING
    scored: list[tuple[str, ir.Expr]] = field(default_factory=list)
    said: dict[tuple[DeckPath, int, str, str], bool] = field(default_factory=dict)
    words: dict[Unknown, DeckPath] = field(default_factory=dict)
    tests: list[Test] = field(default_factory=list)
    heard: dict[Key, dict[str, bool]] = field(default_factory=dict)
    behind: dict[str, dict[str, bool]] = field(default_factory=dict)
    formulas: dict[str, Formula] = field(default_factory=dict)
    late_dates: dict[DeckPath, tuple[Item, int]] = field(default_factory=dict)

    @property
    def deck(self) -> model.Deck:
        return self.loaded.written

    def each(self, nouns: Sequence[N]) -> Iterator[tuple[int, N]]:
        """The elements of a list with their places, those that were read before left out."""
        for number, noun in enumerate(nouns):
            if not self.known.has(noun):
                with self.hearing(noun):
                    yield number, noun

    @contextmanager
    def hearing(self, *nouns: object) -> Iterator[None]:
        """Note the names that the reading of some nouns asks after as theirs."""
        before, self.names.heard = self.names.heard, {}
        try:
            yield
        finally:
            for noun in nouns:
                self.heard.setdefault(key_of(noun), {}).update(self.names.heard)
            self.names.heard = before

    def is_known(self, nouns: Sequence[object]) -> bool:
        """Whether all elements of a list, which are read together, were read before."""
        return bool(self.known.elements) and all(map(self.known.has, nouns))

    def fault(
        self,
        item: Item,
        path: DeckPath,
        what: str,
        remedy: str | Callable[[], str] = "",
        at: int = 0,
        unknown: Unknown | None = None,
    ) -> None:
        """Note a fault at a place, once."""
        key = (path, at, what, item.label)
        if key in self.said:
            return
        self.said[key] = True
        again = unknown is not None and self.words.setdefault(unknown, path) != path
        hint = "" if again else remedy if isinstance(remedy, str) else remedy()
        self.faults.add(what, hint, self.loaded.mark(path, at), item.label, unknown=unknown)

    def no_word(self, item: Item, words: Collection[str]) -> None:
        """Note an id that is a word of the language where such a thing is named."""
        if item.id in words:
            of = with_article(item.noun)
            what = f"'{item.id}' is a word of the language, and no name for {of}"
            self.fault(item, item.at("id"), what, "Choose another id.")

    def no_number(self, item: Item, path: DeckPath, name: str) -> None:
        """Note the name of a number that there is not."""
        missing = self.names.missing(name, Scope())
        remedy = nearest(name, self.names.alike(name))
        what = f"there is no number '{name}'"
        self.fault(item, path, what, remedy, unknown=missing and missing[1])

    def late(self, item: Item, path: DeckPath, number: int) -> None:
        """Note a round that no game reaches."""
        self.late_dates.setdefault(path, (item, number))

    def tell_late(self) -> None:
        """Note all such rounds as one fault: it is the last round that they have in common."""
        if not self.late_dates:
            return
        (path, (item, number)), *others = self.late_dates.items()
        mend = f"'rounds.max' is {self.deck.rounds.max}."
        if self.loaded.variant:
            mend = self._let_set()
        elif others:
            marks = [str(self.loaded.mark(at) or one.label) for at, (one, _) in others]
            mend += f" Also {at_places(marks)}."
        self.fault(item, path, f"round {number} is after the last", mend)

    def _let_set(self) -> str:
        """What to do about dates that a shorter variant leaves behind: it has to set them too."""
        fields: dict[str, bool] = {}
        for path, (item, _) in self.late_dates.items():
            noun, inside = str(item.path[0]), path[len(item.path) :]
            named = "deals.items" if noun == "deals" else noun
            whole = f"{named}.{item.id}" if item.id and len(item.path) > 1 else named
            fields[f"'{whole}.{inside[0]}'"] = True
        return f"It plays {self.deck.rounds.max} rounds: let it set {listed([*fields])} too."

    def advise(self, item: Item, path: DeckPath, what: str) -> None:
        """Note a piece of advice: the deck still loads."""
        self.faults.add(what, "", self.loaded.mark(path), item.label, lint=True)

    def whole_deck(self, what: str, remedy: str) -> None:
        """Note a fault that no single place has."""
        self.fault(Item("deck", "", self.deck.title, Scope(), ()), (), what, remedy)

    def too_many(self, more: int) -> bool:
        """Count effects; whether the deck has come to too many of them."""
        self.effect_count += more
        if self.effect_count <= MAX_EFFECTS:
            return False
        self.whole_deck(
            f"more than {MAX_EFFECTS} effects",
            "Each 'each' counts once for every party, each review once for every round.",
        )
        return True

    def is_too_much(self) -> bool:
        """Whether the deck has come to more than one may have."""
        return self.effect_count > MAX_EFFECTS or self.effort.numbers > MAX_NUMBERS

    def parser(self, item: Item) -> Parser:
        return Parser(self.names, item.scope, self.effort)

    def read(self, item: Item, path: DeckPath, parse: Callable[[], T], default: T) -> T:
        """Parse something; a fault is noted and gives the default."""
        if self.effort.numbers > MAX_NUMBERS:
            self.whole_deck(
                f"its texts read more than {MAX_NUMBERS} numbers",
                "An 'each', a derived track of parties and total() count once for every party.",
            )
            return default
        try:
            found = parse()
        except TextFault as error:
            hint = partial(_remedy, error, item)
            self.fault(item, path, error.what, hint, error.offset, error.unknown)
            return default
        if isinstance(found, CONDITIONS):
            self.tests.append((item.label, path, found))
        return found

    def expr(
        self, item: Item, text: str | int, *path: str | int, lo: int = -ir.LIMIT, hi: int = ir.LIMIT
    ) -> ir.Expr:
        """An expression whose value must provably lie in lo..hi."""
        where = item.at(*path)
        found: ir.Expr = self.read(item, where, lambda: self.parser(item).expression(text), ZERO)
        if found is ZERO:
            return found
        if found.lo < lo or found.hi > hi:
            bound = f"{lo} or more" if hi == ir.LIMIT else f"{lo} to {hi}"
            what = f"'{text}' can be {found.lo} to {found.hi}, and must be {bound}"
            remedy = f"Write max(…, {lo})." if hi == ir.LIMIT else f"Write clamp(…, {lo}, {hi})."
            if isinstance(found, ir.Const):
                what, remedy = f"'{text}' is outside {bound}", f"Write a number of {bound}."
            self.fault(item, where, what, remedy)
        return found

    def whose(self, item: Item, text: str, *path: str | int) -> ir.Expr:
        """A seat: its number counted from 1, or 0 for nobody."""
        return self.read(item, item.at(*path), lambda: self.parser(item).seat(text), ZERO)

    def cond(self, item: Item, text: str | None, *path: str | int) -> ir.Cond | None:
        """A condition, or None for none."""
        if text is None:
            return None
        found: ir.Cond | None = self.read(
            item, item.at(*path), lambda: self.parser(item).condition(text), None
        )
        return found

    def clauses(self, item: Item, text: str | None, *path: str | int) -> tuple[ir.Clause, ...]:
        """A condition cut at its top-level `and`, so that a refusal can name the clause."""
        found = self.cond(item, text, *path)
        if found is None:
            return ()
        assert text is not None
        if isinstance(found, ir.Logic) and found.op == "and":
            parts = _split_and(text)
            if len(parts) == len(found.args):
                return tuple(map(ir.Clause, found.args, parts))
        return (ir.Clause(found, text),)

    def site(
        self,
        item: Item,
        text: str,
        path: DeckPath = (),
        reads: Iterable[str] = (),
        value: ir.Expr | None = None,
        sort: ir.Sort = "effect",
    ) -> ir.Site:
        """A new entry in the table of places that write."""
        guards = tuple(dict.fromkeys(self.guards))
        seen = tuple(dict.fromkeys((*reads, *guards)))
        if isinstance(item.scope.roll, int):
            text = f"{text} (rolled {item.scope.roll})"
        number = len(self.sites)
        found = ir.Site(
            number,
            item.noun,
            item.id,
            item.title,
            path,
            text,
            sort,
            seen,
            value,
            guards,
            item.scope.my,
        )
        self.sites.append(found)
        return found

    def price(self, item: Item, cost: Mapping[str, int | str], *path: str | int) -> ir.Price:
        """What is paid, each part from a number of the payer's own."""
        found: list[tuple[ir.Name, ir.Expr, ir.Site]] = []
        for key, amount in cost.items():
            name = self.own_number(item, key, *path, key)
            if name is None:
                continue
            value = self.expr(item, amount, *path, key, lo=0)
            if value.lo > name.hi:
                what = f"this can never be paid: '{key}' is at most {name.hi}"
                self.advise(item, item.at(*path, key), what)
            site = self.site(item, f"cost: {key} {amount}", item.at(*path, key), (), value, "cost")
            found.append((name, value, site))
        for _, _, site in evaluate.in_turn(tuple(found), {})[1][:1]:
            what = "parts of this cost are worked out from one another"
            self.fault(item, site.path, what, "Let one of them read none that is paid with.")
        return tuple(found)

    def own_number(self, item: Item, key: str, *path: str | int) -> ir.Name | None:
        """A number of the payer's own that things are paid with; None, and a fault, for others."""
        name = self.names.find(f"my.{key}", item.scope)
        if name is None or not name.writable or name.is_seat:
            mine = [n for n in self.names.known(item.scope) if n.startswith("my.")]
            table, canonical = self.names.table, self.names.canonical
            own = [n[3:] for n in mine if table[canonical(n, item.scope)].writable]
            what = f"unknown cost '{key}'"
            if f"shared.{key}" in self.names:
                remedy = (
                    "A price is paid with a number of the seat's own. For one of the table write "
                    f"'needs: shared.{key} >= …', and 'shared.{key} -= …' under 'do'."
                )
                self.fault(item, item.at(*path), what, remedy)
            else:
                self.unknown(item, item.at(*path), "track", key, own, what)
            return None
        return name

    def index(
        self, item: Item, nouns: Sequence[Identified], noun: str, wanted: str, *path: str | int
    ) -> int | None:
        """The place of a noun in its list; unknown ids are faults."""
        known = [other.id for other in nouns]
        if wanted in known:
            return known.index(wanted)
        self.unknown(item, item.at(*path), noun, wanted, known)
        return None

    def unknown(
        self,
        item: Item,
        path: DeckPath,
        noun: str,
        word: str,
        known: Sequence[str],
        what: str = "",
        remedy: str = "",
    ) -> None:
        """Note a word that names nothing."""
        said = what or f"unknown {noun} '{word}'"
        missing = Unknown(word, noun, tuple(known), remedy)
        meant = meant_seat(word, known) if noun == "seat" else word
        self.fault(item, path, said, lambda: remedy or nearest(meant, known), unknown=missing)

    def empty(self, item: Item, path: DeckPath, group: str) -> None:
        """Note a group that has no members."""
        what, remedy = empty_group(group)
        missing = Unknown(group, "group")
        self.fault(item, path, what, remedy, unknown=missing)

    def seat(self, item: Item, wanted: str, *path: str | int) -> int:
        """The number of a seat written as `me`, `rival` or its id."""
        if wanted in ("me", "rival"):
            if item.scope.my >= 0:
                return item.scope.my if wanted == "me" else rival(item.scope.my)
            self.fault(
                item,
                item.at(*path),
                f"nobody acts here, so '{wanted}' means no seat",
                f"Write {' or '.join(self.names.seats)}.",
            )
            return 0
        return self.index(item, self.deck.seats, "seat", wanted, *path) or 0

    def owner(self, item: Item, wanted: str, *special: str) -> tuple[int, ...]:
        """The seats that an item belongs to; `special` words mean both."""
        if wanted in special:
            return (0, 1)
        found = [seat.id for seat in self.deck.seats]
        if wanted in found:
            return (found.index(wanted),)
        if wanted in ("any", "both", "seats", "all", "each") and item.noun in SEVERAL_SEATS:
            what, remedy = (
                f"unknown seat '{wanted}'",
                "'for: seats' at its head makes one for each.",
            )
            missing = Unknown(wanted, "seat", tuple(found))
            self.fault(item, item.at("seat"), what, remedy, unknown=missing)
            return ()
        self.unknown(item, item.at("seat"), "seat", wanted, [*found, *special])
        return ()

    def unique(self, item: Item, ids: Sequence[str], noun: str, *path: str | int) -> None:
        for number, name in enumerate(ids):
            if name in ids[:number]:
                self.fault(item, item.at(*path, number), f"{noun} '{name}' is there twice")


def _remedy(error: TextFault, item: Item) -> str:
    """What to do about a text of an item."""
    if error.remedy == NOBODY_ACTS and item.noun in ("rule", "review"):
        return f"{NOBODY_ACTS[:-1]}, or give the {item.noun} a 'seat'."
    return error.remedy


def _split_and(text: str) -> list[str]:
    """Cut a condition at the `and`s outside brackets."""
    parts, depth, current = [], 0, ""
    for word in text.replace("(", " ( ").replace(")", " ) ").split():
        depth += (word == "(") - (word == ")")
        if word == "and" and depth == 0:
            parts.append(current)
            current = ""
        else:
            current = f"{current} {word}".strip()
    return [_tidy(part) for part in (*parts, current)]


def _tidy(text: str) -> str:
    return text.replace("( ", "(").replace(" )", ")").replace(" (", "(").replace(" , ", ", ")
