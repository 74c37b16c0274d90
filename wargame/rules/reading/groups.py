"""Groups: whom `each` and `target` go through, and what a text calls the one in hand."""

from __future__ import annotations

from dataclasses import replace

from wargame.dataclass import dataclass
from wargame.errors import DeckPath
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item, Reader

THINGS = ("measures", "projects")
"""Groups that seats own parts of."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a group: its id, its title, and the scope in which a text speaks of it."""

    id: str
    title: str
    scope: Scope


class GroupReader:
    """Finds the members of groups."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.names, self.deck = reader, reader.names, reader.deck

    def members(self, item: Item, wanted: str, *path: str | int) -> list[Member]:
        """The members of a group in deck order; one that is unknown or empty is a fault."""
        whose, _, what = wanted.rpartition(".")
        is_thing = what in THINGS
        found = self.things(item, whose, what) if is_thing else self.parties(item, wanted)
        if not found:
            known = [*self.names.groups, *THINGS]
            known += [f"{seat}.{thing}" for seat in self.owners(item) for thing in THINGS]
            what = f"unknown group '{wanted}'"
            if wanted == "seats":
                remedy = "Seats are no group: write a line for 'my.' and one for 'their.'."
                self.reader.fault(item, item.at(*path), what, remedy)
                return found
            if wanted in known:
                self.reader.empty(item, item.at(*path), wanted)
                return found
            self.reader.unknown(item, item.at(*path), "group", wanted, known, what)
        return found

    def owners(self, item: Item) -> list[str]:
        """What may stand before the dot of a group."""
        acting = ["my", "their"] if item.scope.my >= 0 else []
        return [*acting, *self.names.seats]

    def parties(self, item: Item, wanted: str) -> list[Member]:
        titles = {party.id: party.title for party in self.deck.parties}
        return [
            Member(party, titles[party], replace(item.scope, party=party))
            for party in self.names.groups.get(wanted, ())
        ]

    def things(self, item: Item, whose: str, what: str) -> list[Member]:
        """Measures or projects, of one seat or of all."""
        if whose and whose not in self.owners(item):
            return []
        owner = self.names.canonical(f"{whose}.", item.scope).rstrip(".")
        nouns = self.deck.measures if what == "measures" else self.deck.projects
        return [
            Member(noun.id, noun.title, _speaking_of(item.scope, what, noun.id))
            for noun in nouns
            if owner in ("", noun.seat)
        ]

    def one_each(self, item: Item, group: str, path: DeckPath, word: str) -> list[Member]:
        """The members of a group, unless one is in hand already."""
        inside = item.scope.in_hand()
        if not inside:
            return self.members(item, group, *path, word)
        said = "'party.'" if inside == "party" else f"'{inside}'"
        what = f"an '{word}' inside an 'each'" if word == "each" else f"a '{word}' inside another"
        self.reader.fault(item, item.at(*path), what, f"{said} can be one only.")
        return []

    def chosen(self, item: Item, word: str, wanted: str) -> str:
        """The id that a word means: `measure` and `project` are the one in hand, if one is."""
        return getattr(item.scope, word) or wanted if wanted == word else wanted


def _speaking_of(scope: Scope, what: str, one: str) -> Scope:
    """The scope of a text that speaks of one measure or one project."""
    if what == "measures":
        return replace(scope, measure=one)
    return replace(scope, project=one)
