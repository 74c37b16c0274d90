"""The decks that cells are played on: the deck itself, its placebos, doctrines with less weight.

A bench says how its deck is made of the deck itself, so it can travel to whoever plays: the deck is
made there, once in each process, and nothing is written.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from wargame.content.library import DeckRef
from wargame.content.load import load_deck_tree
from wargame.content.typed import laid_over, parse_stack
from wargame.dataclass import dataclass
from wargame.lab.judge.cells import MAPPED, NEUTRAL, UNPRICED, Cell, without_ablation
from wargame.lab.judge.claims_table import CLAIMS
from wargame.lab.judge.counted import Counted
from wargame.lab.judge.placebo.made import Placebo, all_rewired, blank, swapped, tree_of
from wargame.lab.judge.placebo.neutral import without_level_points
from wargame.lab.judge.placebo.spelled import Tree
from wargame.lab.runs.games import game_on, shared_game
from wargame.lab.runs.seminar import at_seminar
from wargame.rules.game import Game
from wargame.rules.verbs import EASE, LIFT, PAUSE

NOTHING_PAID: Mapping[int, Counted] = {}
NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")

Weight = tuple[str, str]
"""A doctrine's id, and one of its weights as the deck writes it."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a cell is played on. Can travel to other processes.

    Attributes:
        deck: The deck itself, at a seminar.
        placebo: As a cell has it; "" for none.
        off: Weights of doctrines that are left out.
        blind: Measures whose levels bring no points, for a neutral run.
        over: What is laid over it: values.
    """

    deck: DeckRef
    placebo: str = ""
    off: tuple[Weight, ...] = ()
    blind: tuple[str, ...] = ()
    over: str = ""

    @property
    def is_itself(self) -> bool:
        """Whether nothing is made anew: values are laid over the deck's own rules."""
        return not (self.off or self.placebo in ALTERED or self.placebo.startswith(REWIRED))

    def laid(self, over: str) -> Bench:
        """The same with something else laid over it."""
        return replace(self, over=over)


BENCHES_OPEN = 24
"""Games that a process keeps open: those of one placebo, for all claims."""

REWIRED = "rewired"
ALTERED = ("blank", "swapped", MAPPED, "barren", NEUTRAL, UNPRICED)
"""Placebos that are decks of their own; in the others the deck itself is played otherwise."""


@lru_cache(BENCHES_OPEN)
def game_of(bench: Bench) -> Game:
    """The game of a bench, kept open for a while; values cost nothing beside it."""
    if bench.is_itself:
        over = laid_over(bench.deck.variant, bench.over)
        return shared_game(DeckRef(bench.deck.folder, over))
    if bench.over:
        return game_of(bench.laid("")).valued(parse_stack(bench.over).values)
    return game_on(load_deck_tree(without_weights(_placebo(bench), bench.off)))


def benches(
    deck: DeckRef,
    cells: Iterable[Cell],
    counts: Mapping[int, Counted],
    paid: Mapping[int, Counted] = NOTHING_PAID,
) -> dict[str, Bench]:
    """What each cell is played on; cells with equal benches see equal games.

    An ablation that begins at an election is laid over the deck there, not from the start.

    Args:
        counts: By claim, what its gauge counts: weights of doctrines that read it are left out.
        paid: By claim for which a neutral run is due, what its gauge counts.
    """
    deck, found = at_seminar(deck), {}
    for cell in cells:
        off: tuple[Weight, ...] = ()
        if cell.family == "D" and cell.claim in counts:
            off = _weights_off(deck, cell.placebo, counts[cell.claim])
        blind = _measures(paid[cell.claim]) if cell.placebo == NEUTRAL else ()
        over = without_ablation(CLAIMS[cell.claim], cell.over) if cell.claim else cell.over
        found[cell.name] = Bench(deck, cell.placebo, off, blind, over)
    return found


def _measures(counts: Counted) -> tuple[str, ...]:
    return tuple(sorted(name for noun, name in counts.things if noun == "measure"))


def _weights_off(deck: DeckRef, placebo: str, counts: Counted) -> tuple[Weight, ...]:
    """The weights that read what a gauge counts; where its role map is permuted, counts are too."""
    if placebo == MAPPED:
        counts = counts.renamed(_made(deck).swapped.reads)
    personas = _made(deck).tree.get("personas", ())
    return tuple(
        (persona["id"], text)
        for persona in personas
        for text in persona["weights"]
        if any(_is_counted(name, counts) for name in NAME.findall(text))
    )


class _Made:
    """The placebos of a deck, each made when it is first asked for."""

    def __init__(self, deck: DeckRef) -> None:
        self.tree = tree_of(deck)
        self.swapped = swapped(self.tree, 1)
        self._rewired: list[Placebo] = []
        self._more = all_rewired(self.tree, kinds_of(self.tree))

    def rewired(self, number: int) -> Tree:
        """The deck that was rewired with the first seeds that give one, from 1."""
        while len(self._rewired) < number:
            self._rewired.append(next(self._more))
        return self._rewired[number - 1].tree


@cache
def _made(deck: DeckRef) -> _Made:
    return _Made(deck)


def _placebo(bench: Bench) -> Tree:
    made = _made(bench.deck)
    word, _, number = bench.placebo.partition(" ")
    match word:
        case "blank":
            return blank(made.tree).tree
        case "swapped":
            return made.swapped.tree
        case "mapped":
            return with_map_permuted(made.swapped.tree, made.swapped.reads)
        case "barren":
            return barren(made.tree)
        case "unpriced":
            return unpriced(made.tree)
        case "neutral":
            return without_level_points(made.tree, bench.blind)
        case "rewired":
            return made.rewired(int(number))
        case _:
            return made.tree


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


def unpriced(tree: Tree) -> Tree:
    """A's duties and limits on technology come down at no price; what else it does stays."""
    side = (tree.get("roles") or {}).get("a", {})
    named = {*side.get("duty", ()), *side.get("control", ())}
    found = copy.deepcopy(tree)
    for measure in found.get("measures", ()):
        for way in (EASE, PAUSE, LIFT):
            if measure["id"] in named and measure.get(way.word):
                measure[way.word].pop("cost", None)
    return found


def without_weights(tree: Tree, off: Iterable[Weight]) -> Tree:
    """Doctrines without these weights; one that is left with none weighs 0."""
    gone = frozenset(off)
    found = copy.deepcopy(tree)
    for persona in found.get("personas", ()):
        kept = {
            text: weight
            for text, weight in persona["weights"].items()
            if (persona["id"], text) not in gone
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
