"""A deck that can be judged: it is long enough, and has a role map and the seven dials."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

from tests.lab.judge.planted import DECK, planted
from wargame.content.library import DeckRef
from wargame.lab.judge.cells import DIALS, Cell
from wargame.lab.judge.claims_table import ROWS
from wargame.lab.judge.companions_table import COMPANIONS
from wargame.lab.judge.stored import StoredGame, store_cell, store_manifest
from wargame.lab.stats.estimate import Ratio

NONCE = "0" * 64

ROLES = """\
a: {seat: north, duty: [toll], control: [gate], programme: [mill], inputs: [mill]}
b: {seat: south, input: [weir], other: [dam], own: [smokery]}
trade: {number: shared.boats}
duties: {rival: south.fish, allies: [north.grain]}
"""
PROJECTS = """\
- {id: mill, title: Mill, seat: north, stages: [{id: built, title: built, cost: {capital: 1}}]}
- {id: smokery, title: Smokery, seat: south, stages: [{id: up, title: up, cost: {capital: 1}}]}
"""
DOSED = {"lambda": ", scales: [rules.thirst]"}
"""What a dial scales; the others scale nothing in so small a deck."""

CHANGES = {
    "deck.yaml": DECK["deck.yaml"].replace("rounds: {max: 8}", "rounds: {max: 20}"),
    "roles.yaml": ROLES,
    "projects.yaml": PROJECTS,
    "dials.yaml": "".join(
        f"- {{id: {name}, title: {name}{DOSED.get(name, '')}}}\n" for name in DIALS.values()
    ),
    "seats.yaml": DECK["seats.yaml"].replace(" + 2 * measure.toll", ""),
}


def toy(folder: Path, changes: Mapping[str, str] | None = None) -> DeckRef:
    """Write the deck into a folder."""
    return planted(folder, {**CHANGES, **(changes or {})})


TRUTHS = {
    "return": (70, 20),
    "stays": (20, 70),
    "break": (5, 5),
    "leaves": (90, 90),
    "rival": (80, 30),
    "allies": (20, 20),
    "stands": (25, 75),
    "bought": (40, 5),
    "cycles": (3, 0),
    "given": (50, 20),
    "input": (2, 0),
    "other": (0, 0),
}
"""By quantity: percent of games, or mean, with the mechanism and without."""

COUNTED = {"cycles", "input", "other"}


def brought(row_number: int, name: str, *, on: bool, luck: random.Random) -> Ratio:
    """What a made-up game brings to a quantity."""
    if name in ("treated", "untreated"):
        if row_number == 10:
            return (2 if on and name == "treated" else 0) + int(luck.random() < 0.5), 1
        high = on and (name == "treated" or row_number == 5)
        return int(luck.random() < (0.98 if high else 0.05)), 1
    with_it, without = TRUTHS[name]
    truth = with_it if on else without
    if name in COUNTED:
        return truth + int(luck.random() < 0.5) - int(luck.random() < 0.5), 1
    return int(luck.random() < truth / 100), 1


def made_up(cell: Cell, index: int) -> StoredGame:
    """A game that was never played: the mechanism acts in D and S alone, and only as it is."""
    luck = random.Random(f"{cell.name} {index}")
    counts = {}
    for row in ROWS:
        off = any(f"{DIALS[dial]}=0" in cell.over.split("+") for dial in row.off)
        on = cell.family != "U" and not off and cell.placebo in ("", "mapped")
        names = {name for _, name in row.gauge}
        names |= {name for level in row.levels for _, name in level.of}
        names |= {row.occurs[0]} if row.occurs else set()
        for name in sorted(names):
            counts[f"{row.number}.{name}"] = brought(row.number, name, on=on, luck=luck)
    for one in COMPANIONS:
        for name in one.quantities:
            counts.setdefault(f"{one.claim}.{name}", (int(luck.random() < 0.5), 1))
    return StoredGame(index, index, {"north": "a", "south": "b"}, "0" * 64, counts)


def store_all(folder: Path, freeze_hash: str, master: str, cells: list[Cell]) -> None:
    """Store every cell, and the manifest."""
    for number, cell in enumerate(cells):
        store_cell(folder, number, [made_up(cell, index) for index in range(cell.seeds)])
    store_manifest(folder, freeze_hash, master, cells)
