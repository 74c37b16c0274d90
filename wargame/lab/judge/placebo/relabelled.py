"""Rules that read another measure than was written: step 4 of rewiring, and swapped labels."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Mapping
from typing import Any

from wargame.content.limits import MAX_EXPRESSION
from wargame.lab.judge.placebo.spelled import Tree
from wargame.lab.judge.placebo.wires import WRITE

READ = re.compile(r"\bmeasure\.([a-z][a-z0-9_]*)(\.[a-z_]+)?")

LuckOf = Callable[..., random.Random]
"""Gives the generator of some words."""


def classes(tree: Tree) -> list[tuple[str, str, list[str]]]:
    """Seat, maximum level and measures that change places; a class of one joins the next.

    The last of a seat joins the one before; a seat with a single measure has none.
    """
    found = []
    for seat in tree["seats"]:
        own = [one for one in tree.get("measures", ()) if one["seat"] == seat["id"]]
        levels = sorted({one["max"] for one in own})
        groups = [(level, [one["id"] for one in own if one["max"] == level]) for level in levels]
        joined: list[tuple[int, list[str]]] = []
        for level, ids in groups:
            if joined and len(joined[-1][1]) == 1:
                joined[-1] = (level, [*joined[-1][1], *ids])
            else:
                joined.append((level, ids))
        if len(joined) > 1 and len(joined[-1][1]) == 1:
            _, (alone,) = joined.pop()
            joined[-1][1].append(alone)
        found += [(seat["id"], str(level), ids) for level, ids in joined if len(ids) > 1]
    return found


def shuffle(some: list[str], draw: random.Random) -> None:
    """Fisher and Yates, from the end; spelled out, so that no version of Python changes it."""
    for place in range(len(some) - 1, 0, -1):
        other = int(draw.random() * (place + 1))
        some[place], some[other] = some[other], some[place]


def derangement(tree: Tree, luck: LuckOf) -> dict[str, str]:
    """For each measure of a class, another of its class; no measure for itself."""
    found: dict[str, str] = {}
    for seat, level, ids in classes(tree):
        draw, order = luck(seat, level, "reads"), list(ids)
        while any(a == b for a, b in zip(ids, order, strict=True)):
            shuffle(order, draw)
        found |= dict(zip(ids, order, strict=True))
    return found


def with_reads_moved(tree: Tree, reads: Mapping[str, str]) -> Tree:
    """The deck with every read of a measure in rules and derived numbers exchanged.

    Prices, deal items and the role map keep their measures. Where a measure is read in the stead of
    one with fewer levels, it is read up to those: lists of values have a place for no more.
    """
    exchange = _Exchange(tree, reads)
    found = dict(tree)
    found["rules"] = exchange.moved(copy.deepcopy(tree.get("rules", [])))
    tracks = [
        {**track, "value": exchange.moved(track["value"])} if "value" in track else track
        for track in tree.get("tracks", ())
    ]
    found["tracks"] = [*exchange.aliases.values(), *tracks]
    return found


class _Exchange:
    """Exchanges measures in texts.

    Attributes:
        aliases: By what is read, a short derived track for it: texts have a greatest length.
    """

    def __init__(self, tree: Tree, reads: Mapping[str, str]) -> None:
        self.reads = reads
        self.most = {one["id"]: one["max"] for one in tree.get("measures", ())}
        self.aliases: dict[str, dict[str, Any]] = {}

    def moved(self, value: Any) -> Any:
        """A part of a deck with its measures exchanged."""
        if isinstance(value, str):
            line = WRITE.match(value)
            if line and not line[3].startswith("="):
                return self._fitting(f"{line[1]} {line[2]} ", line[3])
            return self._fitting("", value)
        if isinstance(value, list):
            return [self.moved(part) for part in value]
        if isinstance(value, dict):
            return {key: self.moved(part) for key, part in value.items()}
        return value

    def _fitting(self, head: str, text: str) -> str:
        """A text in which measures are exchanged, by short names if it becomes too long."""
        new = head + READ.sub(lambda found: self._read(found[1], found[2] or ""), text)
        if len(new) <= MAX_EXPRESSION or len(head + text) > MAX_EXPRESSION:
            return new
        return head + READ.sub(lambda found: self._alias(found[1], found[2] or ""), text)

    def _read(self, measure: str, rest: str) -> str:
        """What is read in the stead of a measure."""
        other = self.reads.get(measure, measure)
        name, most = f"measure.{other}{rest}", self.most.get(measure, 0)
        is_held = rest != ".age" and self.most.get(other, 0) > most
        return f"min({name}, {most})" if is_held else name

    def _alias(self, measure: str, rest: str) -> str:
        value = self._read(measure, rest)
        most = 100 if rest == ".age" else self.most.get(measure, 0)
        alias = {
            "id": f"rw{len(self.aliases)}",
            "title": "A measure read in another's stead",
            "of": "shared",
            "max": most,
            "value": value,
            "aside": True,
        }
        return f"shared.{self.aliases.setdefault(value, alias)['id']}"
