"""Tracks: ranges, owners, starts, and those that are computed from others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from wargame.content import model
from wargame.errors import DeckPath, Unknown
from wargame.rules import ir
from wargame.rules.reading.deck_names import is_private, owners
from wargame.rules.reading.fronts import FrontReader
from wargame.rules.reading.names import GROUP_WORDS, Scope
from wargame.rules.reading.reader import ZERO, Item, Reader
from wargame.rules.reading.scales import ScaleReader

RESERVED = ("capital", "score", "hand_size")
"""What every seat has a number of by that name."""

MAX_WAYS = 2_000
"""Most ways in which the private numbers of a seat may stand: all are kept in mind."""

MAX_READS = 1_000
"""Most numbers that a derived track may come to read, those behind other derived ones included."""


class TrackReader:
    """Checks the tracks of a deck, and puts derived ones into order."""

    def __init__(self, reader: Reader, fronts: FrontReader) -> None:
        self.reader, self.fronts, self.scales = reader, fronts, ScaleReader(reader)
        self.names, self.deck = reader.names, reader.deck

    def tracks(self) -> None:
        """Tracks: ranges, owners and starts."""
        self.groups()
        for number, track in self.reader.each(self.deck.tracks):
            item = Item("track", track.id, track.title, Scope(), ("tracks", number))
            prefixes = owners(track, self.names)
            if not prefixes and track.of == "parties":
                self.reader.empty(item, item.at("of"), track.of)
            elif not prefixes:
                known = ["shared", "seats", *self.names.seats, *self.names.groups]
                what = f"nobody is called '{track.of}'"
                self.reader.unknown(item, item.at("of"), "seat", track.of, known, what)
            if track.id in RESERVED or self.is_counted(track.id):
                self.reader.fault(
                    item,
                    item.at("id"),
                    f"'{track.id}' is a number every seat has",
                    "Choose another id.",
                )
            if prefixes:
                self.seen_by(item, track)
            owned = [owner for _, owner in prefixes]
            if track.kind == "seat":
                self.holding(item, track, owned)
                continue
            if track.min > track.max:
                self.reader.fault(item, item.at("min"), f"min {track.min} is over max {track.max}")
                continue
            self.track_starts(item, track, owned)

    def is_counted(self, name: str) -> bool:
        """Whether the rules count something of each seat by a name, as this deck has it."""
        rule = self.deck.cards_rule
        counted = {"passed": self.deck.turn.passing, "buried": rule and rule.bury}
        return counted.get(name) is not None

    def groups(self) -> None:
        """Groups of parties: none is called as those are who own tracks already."""
        for number, party in self.reader.each(self.deck.parties):
            if party.group in (*GROUP_WORDS, *self.names.seats):
                item = Item("party", party.id, party.title, Scope(), ("parties", number))
                what = f"'{party.group}' stands for somebody already, and is no name for a group"
                remedy = "Choose another one; every party is among 'parties' without a group."
                self.reader.fault(item, item.at("group"), what, remedy)

    def holding(self, item: Item, track: model.Track, owned: list[str]) -> None:
        """A track of seats: it has no range, and begins with a seat or nobody."""
        for name in ("min", "max", "unit", "better", "bands"):
            if getattr(track, name) != type(track).model_fields[name].default:
                what = f"a track of seats has no '{name}'"
                self.reader.fault(item, item.at(name), what, "Leave it out.")
        known = list(self.names.holders())
        for where, start in self.starts_of(item, track, owned):
            if start not in known and start != 0:
                what = f"it starts with '{start}', which is no seat"
                self.reader.unknown(item, where, "seat", str(start), known, what)

    def starts_of(
        self, item: Item, track: model.Track, owned: list[str]
    ) -> list[tuple[DeckPath, int | str]]:
        """Where a track starts, and where that is written; owners it does not have are faults."""
        if not isinstance(track.start, dict):
            return [(item.at("start"), track.start)]
        for key in track.start:
            if key not in owned:
                self.no_owner(item, item.at("start", key), track, key, owned)
        return [(item.at("start", key), start) for key, start in track.start.items()]

    def seen_by(self, item: Item, track: model.Track) -> None:
        """A number that only its owner sees is a seat's own, and not computed."""
        if track.seen_by == "owner" and not is_private(track, self.names):
            reason = "it is no seat's" if track.kind == "number" else "it holds a seat"
            reason = "it is computed" if track.value is not None else reason
            self.reader.fault(
                item,
                item.at("seen_by"),
                f"nobody can be the only one to see it: {reason}",
                "Only a number of 'seats', or of one seat, that is written may be private.",
            )
        for guess in self.names.guesses.values():
            ways = 1
            for name in guess.names:
                ways *= name.hi - name.lo + 1
            if ways > MAX_WAYS and track.seen_by == "owner":
                self.reader.fault(
                    item,
                    item.at("seen_by"),
                    f"the private numbers of a seat may stand in {ways} ways, over {MAX_WAYS}",
                    "Make their ranges smaller, or let one of them be seen by all.",
                )

    def track_starts(self, item: Item, track: model.Track, owned: list[str]) -> None:
        for where, start in self.starts_of(item, track, owned):
            if isinstance(start, str):
                what = f"it starts with '{start}', and holds a number"
                self.reader.fault(item, where, what, "Write a number, or `kind: seat`.")
            elif track.value is None and not track.min <= start <= track.max:
                self.reader.fault(item, where, f"start {start} is outside {track.min}..{track.max}")

    def known_owners(self, number: int, track: model.Track, given: Iterable[str]) -> None:
        """Every key of a mapping must be someone who has the track."""
        item = Item("track", track.id, track.title, Scope(), ("tracks", number))
        owned = [owner for _, owner in owners(track, self.names)]
        for key in given:
            if key not in owned:
                self.no_owner(item, item.at("value", key), track, key, owned)

    def no_owner(
        self, item: Item, where: DeckPath, track: model.Track, key: str, owned: list[str]
    ) -> None:
        """Somebody who does not have a track; a party may lack its group alone. If nobody has it,
        the group is what is wrong, and said to be."""
        if not owned:
            return
        what, kind = f"'{key}' has no such track", self.kind(track)
        if key in self.names.groups["parties"] and track.of != "parties" and kind == "party":
            remedy = f"Write 'group: {track.of}' at the party '{key}', or take it out here."
            missing = Unknown(key, kind, tuple(owned))
            self.reader.fault(item, where, what, remedy, unknown=missing)
        else:
            self.reader.unknown(item, where, kind, key, owned, what)

    def kind(self, track: model.Track) -> str:
        """What the owners of a track are."""
        return "party" if track.of in self.names.groups else "seat"

    def derived(self) -> list[ir.Derived]:
        """Derived tracks, each after those it reads."""
        tracks = [track for track in self.deck.tracks if track.value is not None]
        computed = [*tracks, *self.deck.fronts, *filter(None, [self.deck.docket])]
        if self.reader.is_known(computed):
            return []
        return self.all_derived()

    def all_derived(self) -> list[ir.Derived]:
        found: dict[str, ir.Derived] = {}
        reads: dict[str, list[str]] = {}
        items: dict[str, Item] = {}
        for number, track in enumerate(self.deck.tracks):
            if track.value is None:
                continue
            if isinstance(track.value, dict):
                self.known_owners(number, track, track.value)
            for prefix, owner in owners(track, self.names):
                my = self.names.seats.index(owner) if owner in self.names.seats else -1
                party = owner if prefix.startswith("party.") else ""
                item = Item("track", track.id, track.title, Scope(my, party), ("tracks", number))
                name = self.names.table[f"{prefix}.{track.id}"]
                known = (
                    self.reader.known.formulas.get(name.text)
                    if self.reader.known.has(track)
                    else None
                )
                with self.reader.hearing(track):
                    value, seen = known or self.computed(item, track.value, owner, name.is_seat)
                found[name.text] = ir.Derived(name, value)
                reads[name.text] = seen
                items[name.text] = item
                self.reader.formulas[name.text] = value, seen
        with self.reader.hearing(*self.deck.fronts, *filter(None, [self.deck.docket])):
            fronts = list(self.fronts.front_names())
        for one in fronts:
            found[one.name.text] = ir.Derived(one.name, one.value)
            reads[one.name.text], items[one.name.text] = one.reads, one.item
        return self.sort_derived(found, reads, items)

    def computed(
        self, item: Item, formula: str | int | dict[str, str | int], owner: str, is_seat: bool
    ) -> tuple[ir.Expr, list[str]]:
        """What a copy of a derived track is computed from, and the names that reads."""
        path: tuple[str, ...] = ("value",)
        if isinstance(formula, dict):
            if owner not in formula:
                everybody = (*self.names.seats, *self.names.groups["parties"])
                if all(key in everybody for key in formula):  # else one of them is misspelt
                    self.reader.fault(
                        item, item.at("value"), f"no value for '{owner}'", "Add one for it."
                    )
                return ZERO, []
            formula, path = formula[owner], ("value", owner)
        text = formula
        parser = self.reader.parser(item)
        where = item.at(*path)
        if is_seat:
            return self.reader.read(item, where, lambda: parser.seat(text), ZERO), parser.reads
        value = self.reader.read(item, where, lambda: parser.expression(text), ZERO)
        return self.scales.scaled(item, where, value, False), parser.reads

    def sort_derived(
        self, found: dict[str, ir.Derived], reads: dict[str, list[str]], items: dict[str, Item]
    ) -> list[ir.Derived]:
        ordered: list[ir.Derived] = []
        waiting = dict(found)
        while waiting:
            free = [name for name in waiting if not any(r in waiting for r in reads[name])]
            if not free:
                first, *rest = _circle(waiting, reads)
                chain = ", which reads ".join([*rest, first])
                remedy = f"{first} reads {chain}. Let a rule write one of them instead."
                what = f"'{first}' is computed from itself"
                self.reader.fault(items[first], items[first].at("value"), what, remedy)
                break
            ordered += [waiting.pop(name) for name in free]
        self.bound_reads([derived.name.text for derived in ordered], reads, items)
        return ordered

    def bound_reads(
        self, ordered: Iterable[str], reads: dict[str, list[str]], items: dict[str, Item]
    ) -> None:
        """Refuse a number that takes too long: each derived one is computed anew when read."""
        cost: dict[str, int] = {}
        for name in ordered:
            cost[name] = sum(cost.get(read, 1) for read in reads[name])
            if cost[name] > MAX_READS:
                self.reader.fault(
                    items[name],
                    items[name].at("value"),
                    f"'{name}' comes to read more than {MAX_READS} numbers",
                    "Each derived track is computed anew whenever it is read: read fewer of them.",
                )
                cost[name] = 1


def _circle(waiting: Collection[str], reads: Mapping[str, list[str]]) -> list[str]:
    """Tracks of which each reads the next, and the last the first; all of them wait."""
    way = [next(iter(waiting))]
    while way.index(way[-1]) == len(way) - 1:
        way.append(next(name for name in reads[way[-1]] if name in waiting))
    return way[way.index(way[-1]) : -1]
