"""Placebos as decks in a folder: whatever plays decks can play them."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from wargame.content.library import DeckRef, load_deck
from wargame.content.load import load_deck_tree
from wargame.content.places import new_folder
from wargame.dataclass import dataclass
from wargame.errors import DeckError, UsageError
from wargame.lab.judge.placebo.relabelled import derangement, with_reads_moved
from wargame.lab.judge.placebo.rewired import Rewiring, rewired, seeded_generator
from wargame.lab.judge.placebo.spelled import Tree
from wargame.rules.game import Game

TRIES = 400
"""Seeds that are tried for one deck before it is given up."""

HEAD = ("id", "title", "about", "version", "language", "minutes", "rounds", "turn")


@dataclass(frozen=True, slots=True)
class Placebo:
    """A deck without what a claim leans on.

    Attributes:
        seed: The one that it was made with; 0 where there is no luck in it.
        notes: What has to be told of it.
    """

    seed: int
    tree: Tree
    reads: Mapping[str, str]
    notes: tuple[str, ...] = ()


def blank(tree: Tree) -> Placebo:
    """Every card's effects removed, values and costs kept."""
    cards = [{**card, "do": [], "rival_do": []} for card in tree.get("cards", ())]
    return Placebo(0, {**_plain(tree), "cards": cards}, {})


def swapped(tree: Tree, seed: int) -> Placebo:
    """Rules and derived numbers read other measures than they did."""
    plain = _plain(tree)
    reads = derangement(plain, lambda *words: seeded_generator(seed, *words))
    return Placebo(seed, with_reads_moved(plain, reads), reads)


def made_of(tree: Tree, kind: str, number: int) -> Placebo:
    """The placebo of a kind with this number, from 1.

    Raises:
        UsageError: No deck comes of it.
    """
    match kind:
        case "blank":
            return blank(tree)
        case "swapped":
            return swapped(tree, number)
        case _:
            return next(all_rewired(tree, {}, number))


def all_rewired(tree: Tree, kinds: Mapping[str, str], first: int = 1) -> Iterator[Placebo]:
    """Decks rewired with seeds with which they can be played, from the first one on, without end.

    Raises:
        UsageError: Too many seeds on end give no deck.
    """
    plain, seed = _plain(tree), first
    while True:
        begun = seed
        found, fault = _tried(plain, seed, kinds)
        while fault:
            seed += 1
            if seed - begun == TRIES:
                raise UsageError(f"{TRIES} seeds on end give no deck that can be played: {fault}")
            found, fault = _tried(plain, seed, kinds)
        skipped = (f"{seed - begun} seeds before it give no deck",) if seed > begun else ()
        yield Placebo(seed, found.tree, found.reads, (*found.notes, *skipped))
        seed += 1


def _tried(tree: Tree, seed: int, kinds: Mapping[str, str]) -> tuple[Rewiring, str]:
    """A rewired deck, and its first fault or ""."""
    found = rewired(tree, seed, kinds)
    return found, _fault(found.tree)


def _fault(tree: Tree) -> str:
    """The first fault of a deck, or ""."""
    try:
        Game(load_deck_tree(tree))
    except DeckError as error:
        return str(error.faults[0])
    return ""


def _plain(tree: Tree) -> Tree:
    """The deck without its worked examples, which are about the deck as it was."""
    return {key: copy.deepcopy(value) for key, value in tree.items() if key != "examples"}


def tree_of(deck: DeckRef) -> Tree:
    """A deck as plain data, with whatever is laid over it, and its role map."""
    return load_deck(deck).written.model_dump(exclude_defaults=True)


def write(tree: Tree, folder: Path) -> DeckRef:
    """Write a deck into a folder, which is made: a file for each noun.

    Raises:
        UsageError: Something is there already.
        NotSaved: It cannot be written; nothing is left of it.
    """
    head = {key: tree[key] for key in HEAD if key in tree}
    files = {"deck": head, **{key: value for key, value in tree.items() if key not in HEAD}}
    with new_folder(folder) as draft:
        for name, value in files.items():
            if value not in (None, [], {}):
                text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)
                (draft / f"{name}.yaml").write_text(text, encoding="utf-8")
    return DeckRef(folder)
