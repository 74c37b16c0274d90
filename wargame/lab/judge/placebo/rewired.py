"""A deck whose effects fall on other numbers: section 4 of the registration, step by step."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Mapping, Sequence

from wargame.dataclass import dataclass
from wargame.lab.judge.placebo.relabelled import derangement, shuffle, with_reads_moved
from wargame.lab.judge.placebo.spelled import Tree, spelled_out
from wargame.lab.judge.placebo.wires import Wire, WireList, WireType

WORD = "rewire"
REDRAWS = 10_000
"""How often a type is dealt again. Where half of its lines cannot differ, the most that came is
kept, and the deck says so."""


@dataclass(frozen=True, slots=True)
class Rewiring:
    """A deck that was rewired.

    Attributes:
        tree: It as plain data.
        moved: By type, how many lines there are and how many write something else now.
        reads: By measure, which is read in its stead.
        notes: What could not be done as registered.
    """

    tree: Tree
    moved: Mapping[WireType, tuple[int, int]]
    reads: Mapping[str, str]
    notes: tuple[str, ...]


def rewired(tree: Tree, seed: int, kinds: Mapping[str, str]) -> Rewiring:
    """Deal the targets of a deck's lines anew, and exchange the measures that rules read.

    Args:
        tree: The deck as plain data; left as it is.
        seed: From 1.
        kinds: By canonical name, what kind of number it is.
    """
    new = spelled_out(tree)
    by_type: dict[WireType, list[Wire]] = {}
    for wire in WireList(new, kinds).all():
        by_type.setdefault(wire.type, []).append(wire)
    moved, notes = {}, []
    for kind, wires in by_type.items():
        before = [wire.target for wire in wires]
        if len(set(before)) < 2:
            continue
        after = dealt_anew(before, seeded_generator(seed, *kind))
        for wire, target in zip(wires, after, strict=True):
            wire.write_to(target)
        changed = differing(before, after)
        moved[kind] = (len(wires), changed)
        if 2 * changed < len(wires):
            notes.append(f"{' '.join(kind)}: only {changed} of {len(wires)} lines can differ")
    reads = derangement(new, lambda *words: seeded_generator(seed, *words))
    return Rewiring(with_reads_moved(new, reads), moved, reads, tuple(notes))


def seeded_generator(seed: int, *words: str) -> random.Random:
    """The generator of one type: seeded with SHA-256 of "rewire", the seed and the type."""
    text = "\0".join((WORD, str(seed), *words))
    number = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
    return random.Random(number)  # noqa: S311 - a registered draw, no secret


def dealt_anew(targets: Sequence[str], draw: random.Random) -> list[str]:
    """The same targets in another order, at least half of the places differing."""
    (_, most), *_ = Counter(targets).most_common(1)
    wanted = min((len(targets) + 1) // 2, 2 * (len(targets) - most))
    best: list[str] = list(targets)
    for _ in range(REDRAWS):
        found = list(targets)
        shuffle(found, draw)
        if differing(targets, found) > differing(targets, best):
            best = found
        if differing(targets, best) >= wanted:
            break
    return best


def differing(one: Sequence[str], other: Sequence[str]) -> int:
    """In how many places two rows differ."""
    return sum(a != b for a, b in zip(one, other, strict=True))
