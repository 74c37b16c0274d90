"""The lines of a deck that write a number, each with the type of what it writes.

Section 4 of the registration, rewiring, steps 1 and 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from wargame.dataclass import dataclass
from wargame.lab.judge.placebo.spelled import Tree

WRITE = re.compile(r"^\s*([a-z][a-z0-9_.]*)\s*(\+=|-=|=)\s*(.*)$", re.DOTALL)

WireType = tuple[str, str]
"""Owner and kind: a seat, `shared` or `ally`; and `measure`, `capital`, or what the map says."""

OTHER = "other"
"""The kind of a number that the map of kinds leaves out."""


@dataclass(slots=True)
class Wire:
    """A line that writes, where it stands.

    Attributes:
        home: The list of effects that holds it.
        place: Where in that list.
        target: Canonical name.
        rest: The operator and the value, as written.
    """

    home: list[Any]
    place: int
    target: str
    rest: str
    type: WireType

    def write_to(self, target: str) -> None:
        """Let it write another number."""
        self.home[self.place] = f"{target} {self.rest}"


class WireList:
    """Goes through a deck whose loops are spelled out.

    Args:
        tree: The deck as plain data; its lines can be changed in place.
        kinds: By canonical name of a number, its kind.
    """

    def __init__(self, tree: Tree, kinds: Mapping[str, str]) -> None:
        self.tree, self.kinds = tree, kinds
        self.seats = [seat["id"] for seat in tree["seats"]]
        self.owners = {one["id"]: one["seat"] for one in tree.get("measures", ())}
        self.left_out = {track["id"] for track in tree.get("tracks", ()) if track.get("aside")}

    def all(self) -> list[Wire]:
        """Cards, injects, deal items, project rewards, account rules, each in file order."""
        return [wire for effects, seat in self._homes() for wire in self._in(effects, seat)]

    def _homes(self) -> Iterator[tuple[list[Any], str]]:
        """Every list of effects that counts, and whose `my.` is meant in it."""
        for card in self.tree.get("cards", ()):
            if card["seat"] != "any":
                yield card["do"], card["seat"]
                yield card.get("rival_do", []), card["seat"]
        for inject in self.tree.get("injects", ()):
            yield inject["do"], ""
        for item in (self.tree.get("deals") or {}).get("items", ()):
            yield item.get("do", []), item["seat"]
        for project in self.tree.get("projects", ()):
            for stage in project["stages"]:
                yield stage.get("do", []), project["seat"]
        for rule in self.tree.get("rules", ()):
            if rule.get("phase") == "account":
                yield rule["do"], rule.get("seat", "")

    def _in(self, effects: list[Any], seat: str) -> Iterator[Wire]:
        for place, effect in enumerate(effects):
            if isinstance(effect, str):
                wire = self._wire(effects, place, effect, seat)
                if wire is not None:
                    yield wire
            elif isinstance(effect, dict):
                for part in _parts(effect):
                    yield from self._in(part, seat)

    def _wire(self, home: list[Any], place: int, text: str, seat: str) -> Wire | None:
        found = WRITE.match(text)
        if found is None:
            return None
        target = self._canonical(found[1], seat)
        kind = self._type(target)
        return Wire(home, place, target, f"{found[2]} {found[3]}", kind) if kind else None

    def _canonical(self, name: str, seat: str) -> str:
        head, _, rest = name.partition(".")
        if head in ("my", "their") and seat in self.seats:
            rival = next(other for other in self.seats if other != seat)
            return f"{seat if head == 'my' else rival}.{rest}"
        return name

    def _type(self, target: str) -> WireType | None:
        """Owner and kind; None for points, counters and clocks."""
        head, _, rest = target.partition(".")
        track = target.rpartition(".")[2]
        if track == "score" or head in ("game", "my", "their") or track in self.left_out:
            return None
        if head == "measure":
            return (self.owners[rest], "measure") if rest in self.owners else None
        owner = "ally" if head == "party" else head
        return owner, "capital" if track == "capital" else self.kinds.get(target, OTHER)


def _parts(effect: Mapping[str, Any]) -> Iterator[list[Any]]:
    """The lists of effects inside an effect, in order."""
    for key in ("do", "otherwise"):
        if key in effect:
            yield effect[key]
    options = effect.get("chance") or (effect.get("choose") or {}).get("options", ())
    for option in options:
        yield option.setdefault("do", [])
