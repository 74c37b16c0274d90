"""The role map: everything that it names has to be there, and to be of the right seat.

Nothing of it goes into the program: rules never know what a thing stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.content import model
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Identified, Item, Reader

HERE = Item("roles", "", "Roles", Scope(), ("roles",))

Listed = tuple[str, Sequence[str]]
"""A field of a side, and the ids that it lists."""


class RoleReader:
    """Looks through the role map of a deck."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def check(self) -> None:
        """Note whatever is named and not there."""
        roles, deck = self.reader.deck.roles, self.reader.deck
        if roles is None:
            return
        for side, given in (("a", roles.a), ("b", roles.b)):
            self.reader.index(HERE, deck.seats, "seat", given.seat, side, "seat")
        if roles.a.seat == roles.b.seat:
            self.reader.fault(HERE, HERE.at("b", "seat"), "both sides are the same seat")
        for side, seat, measures, projects in _sides(roles):
            self.things("measure", deck.measures, seat, side, measures)
            self.things("project", deck.projects, seat, side, projects)
            self.once(side, measures)
        for path, name in _numbers(roles):
            self.number(name, *path)

    def things(
        self, noun: str, known: Sequence[Identified], seat: str, side: str, lists: Sequence[Listed]
    ) -> None:
        """Measures or projects that a side names: they exist, and are its own."""
        if seat not in self.reader.names.seats:
            return
        owners = {one.id: getattr(one, "seat", seat) for one in known}
        for field, ids in lists:
            for place, name in enumerate(ids):
                self.reader.index(HERE, known, noun, name, side, field, place)
                owner = owners.get(name, seat)
                if owner != seat and owner in self.reader.names.seats:
                    what = f"{noun} '{name}' belongs to {owner}, not to {seat}"
                    self.reader.fault(HERE, HERE.at(side, field, place), what)

    def once(self, side: str, lists: Sequence[Listed]) -> None:
        """A measure has one role: a level must not count twice."""
        seen: dict[str, str] = {}
        for field, ids in lists:
            for place, name in enumerate(ids):
                if name in seen:
                    what = f"measure '{name}' is in '{seen[name]}' already"
                    self.reader.fault(HERE, HERE.at(side, field, place), what)
                seen.setdefault(name, field)

    def number(self, name: str, *path: str | int) -> None:
        """A number that the map names."""
        if name not in self.reader.names.table:
            self.reader.no_number(HERE, HERE.at(*path), name)


def _sides(roles: model.Roles) -> Iterator[tuple[str, str, list[Listed], list[Listed]]]:
    """Each side: its name, its seat, its lists of measures, and those of projects."""
    a, b = roles.a, roles.b
    measures = _lists(a, "duty", "control", "other"), _lists(b, "input", "know", "other")
    yield "a", a.seat, measures[0], _lists(a, "programme", "inputs")
    yield "b", b.seat, measures[1], _lists(b, "own")


def _lists(side: model.Noun, *fields: str) -> list[Listed]:
    return [(field, getattr(side, field)) for field in fields]


def _numbers(roles: model.Roles) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every number that is named, with its place."""
    for field, names in (("laws", roles.a.laws), ("supply", roles.a.supply)):
        yield from ((("a", field, place), name) for place, name in enumerate(names))
    if roles.trade:
        yield ("trade", "number"), roles.trade.number
    if roles.mandate:
        yield ("mandate",), roles.mandate
    if roles.duties:
        yield ("duties", "rival"), roles.duties.rival
        for place, name in enumerate(roles.duties.allies):
            yield ("duties", "allies", place), name
