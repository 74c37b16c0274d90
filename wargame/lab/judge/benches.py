"""The decks that cells are played on: the deck itself, its placebos, doctrines with less weight."""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from wargame.content.library import DeckRef
from wargame.lab.judge.cells import NEUTRAL, Cell, without_ablation
from wargame.lab.judge.claims_table import CLAIMS
from wargame.lab.judge.counted import Counted
from wargame.lab.judge.placebo.made import Placebo, all_rewired, blank, swapped, tree_of, write
from wargame.lab.judge.placebo.neutral import without_level_points
from wargame.lab.judge.placebo.spelled import Tree
from wargame.lab.seminar import at_seminar

NOTHING_PAID: Mapping[int, Counted] = {}
NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")


def benches(
    deck: DeckRef,
    cells: Iterable[Cell],
    counts: Mapping[int, Counted],
    folder: Path,
    paid: Mapping[int, Counted] = NOTHING_PAID,
) -> dict[str, DeckRef]:
    """Write the decks that cells need into a folder, each once; by cell, what it is played on.

    An ablation that begins at an election is laid over the deck there, not from the start.

    Args:
        counts: By claim, what its gauge counts: weights of doctrines that read it are left out.
        paid: By claim for which a neutral run is due, what its gauge counts.

    Raises:
        UsageError: A placebo cannot be made, or the folder holds something else.
    """
    maker = _Maker(deck, folder, paid)
    found = {}
    for cell in cells:
        weighed = counts.get(cell.claim) if cell.family == "D" else None
        made = maker.made(cell.placebo, cell.claim, weighed)
        over = without_ablation(CLAIMS[cell.claim], cell.over) if cell.claim else cell.over
        found[cell.name] = at_seminar(DeckRef(made, over))
    return found


def neutral(tree: Tree, counts: Counted) -> Tree:
    """A deck in which no mere level of what is counted brings points."""
    measures = {name for noun, name in counts.things if noun == "measure"}
    return without_level_points(tree, measures)


class _Maker:
    """Writes decks, and remembers which."""

    def __init__(self, deck: DeckRef, folder: Path, paid: Mapping[int, Counted]) -> None:
        self.deck, self.folder, self.tree, self.paid = deck, folder, tree_of(deck), paid
        self.rewired: list[Placebo] = []
        self.known: dict[str, Path] = {}

    def made(self, placebo: str, claim: int, weighed: Counted | None) -> Path:
        """The folder of a deck."""
        if not placebo and weighed is None:
            return self.deck.folder
        own = f"for_{claim}" if weighed else f"of_{claim}" if placebo == NEUTRAL else ""
        name = "_".join(filter(None, (placebo.replace(" ", "_"), own)))
        if name not in self.known:
            home = self.folder / name / self.tree["id"]
            if not home.exists():
                tree = self._placebo(placebo, claim)
                self._write(without_weights(tree, weighed) if weighed else tree, name)
            self.known[name] = home
        return self.known[name]

    def _write(self, tree: Tree, name: str) -> None:
        """Write a deck, whole or not at all: a run that is killed goes on with what is there."""
        part = self.folder / f"{name}.part"
        if part.exists():
            shutil.rmtree(part)
        write(tree, part / tree["id"])
        part.rename(self.folder / name)

    def _placebo(self, placebo: str, claim: int) -> Tree:
        word, _, number = placebo.partition(" ")
        match word:
            case "":
                return copy.deepcopy(self.tree)
            case "blank":
                return blank(self.tree).tree
            case "swapped":
                return swapped(self.tree, 1).tree
            case "mapped":
                found = swapped(self.tree, 1)
                return with_map_permuted(found.tree, found.reads)
            case "barren":
                return barren(self.tree)
            case "neutral":
                return neutral(self.tree, self.paid[claim])
            case "rewired":
                return self._rewired(int(number))
        return copy.deepcopy(self.tree)

    def _rewired(self, number: int) -> Tree:
        while len(self.rewired) < number:
            first = self.rewired[-1].seed + 1 if self.rewired else 1
            self.rewired += all_rewired(self.tree, kinds_of(self.tree), 1, first=first)
        return self.rewired[number - 1].tree


def kinds_of(tree: Tree) -> dict[str, str]:
    """The kinds that the role map tells: stages of supply."""
    supply = ((tree.get("roles") or {}).get("a") or {}).get("supply", ())
    return dict.fromkeys(supply, "supply stage")


def with_map_permuted(tree: Tree, reads: Mapping[str, str]) -> Tree:
    """The role map names, for each measure, the one that is read in its stead."""

    def moved(value: Any) -> Any:
        if isinstance(value, list):
            return [reads.get(one, one) if isinstance(one, str) else one for one in value]
        return value

    roles = copy.deepcopy(tree.get("roles") or {})
    for side in ("a", "b"):
        roles[side] = {key: moved(value) for key, value in roles.get(side, {}).items()}
    return {**tree, "roles": roles}


def barren(tree: Tree) -> Tree:
    """Input projects of A and B's own projects can be begun, and never succeed."""
    roles = tree.get("roles") or {}
    idle = {*roles.get("a", {}).get("inputs", ()), *roles.get("b", {}).get("own", ())}
    found = copy.deepcopy(tree)
    for project in found.get("projects", ()):
        if project["id"] in idle:
            project["stages"] = [{**stage, "success_pct": 0} for stage in project["stages"]]
    return found


def without_weights(tree: Tree, counts: Counted) -> Tree:
    """Doctrines whose weights read nothing that is counted; one that is left with none weighs 0."""
    found = copy.deepcopy(tree)
    for persona in found.get("personas", ()):
        kept = {
            text: weight
            for text, weight in persona["weights"].items()
            if not any(_is_counted(name, counts) for name in NAME.findall(text))
        }
        first = next(iter(persona["weights"]))
        persona["weights"] = kept or {first: 0}
    return found


def _is_counted(name: str, counts: Counted) -> bool:
    """Whether a weight's name is a counted number; `my.` and `their.` may mean either seat."""
    head, _, rest = name.partition(".")
    if head in ("my", "their"):
        return any(known.partition(".")[2] == rest for known in counts.numbers)
    return name in counts.numbers
