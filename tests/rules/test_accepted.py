"""What `deck check` accepts can be played: mutated decks are refused, or finish their games."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.strategies import ROOT
from wargame.content.load import load_deck, load_deck_tree
from wargame.errors import DeckError
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.rules.lint.check import find_faults

NODE_LIMIT = 50_000
NUMBERS = (0, 1, 2, 3, 7, 40, -1, 100, 5_000)
WORDS = ("my.capital", "their.capital += 1", "game.round > 1", "us", "any", "seats", "me", "x")


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a tree, the root left out."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in items:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))


def mutate(tree: dict[str, Any], stream: Stream) -> dict[str, Any]:
    """The tree with one to three places changed, dropped, copied or exchanged."""
    spoilt = copy.deepcopy(tree)
    for _ in range(1 + stream.below(3)):
        found = [path for path in places(spoilt) if path[0] not in ("id", "examples", "variants")]
        path = found[stream.below(len(found))]
        holder = spoilt
        for key in path[:-1]:
            holder = holder[key]
        _change(holder, path[-1], stream)
    return spoilt


def _change(holder: Any, key: Any, stream: Stream) -> None:
    value = holder[key]
    kind = stream.below(4)
    if kind == 0:
        del holder[key]
    elif kind == 1 and isinstance(holder, list):
        holder.insert(0, copy.deepcopy(value))
    elif isinstance(value, bool):
        holder[key] = not value
    elif isinstance(value, int):
        holder[key] = NUMBERS[stream.below(len(NUMBERS))]
    elif isinstance(value, str):
        holder[key] = WORDS[stream.below(len(WORDS))]
    elif isinstance(value, list):
        value.reverse()


def play(game: Game, games: int) -> None:
    """Random games to the end; each must get there."""
    for seed in range(games):
        state, nodes = game.rollout(game.new(), Stream(seed), NODE_LIMIT)
        assert game.is_terminal(state), f"not over after {nodes} nodes"
        assert game.ending(state)


def hold_mutants_to_it(deck: str, mutants: int, games: int, seed: int) -> int:
    """How many of the mutants were accepted; every one of them plays."""
    tree = load_deck(ROOT / deck).tree
    stream = Stream(seed)
    accepted = 0
    for _ in range(mutants):
        try:
            loaded = load_deck_tree(mutate(tree, stream))
        except DeckError:
            continue
        if any(not fault.lint for fault in find_faults(loaded)):
            continue
        accepted += 1
        play(Game(loaded), games)
    return accepted


@pytest.mark.parametrize("deck", ["tests/decks/kitchen_sink", "tests/decks/water_treaty"])
def test_a_spoilt_deck_is_refused_or_plays(deck: str) -> None:
    assert hold_mutants_to_it(deck, mutants=50, games=2, seed=1) > 6


@pytest.mark.slow
@pytest.mark.parametrize("deck", ["tests/decks/kitchen_sink", "decks/primer"])
def test_many_spoilt_decks_are_refused_or_play_fifty_games(deck: str) -> None:
    assert hold_mutants_to_it(deck, mutants=600, games=50, seed=2) > 60


@pytest.mark.parametrize("name", ["calibration", "primer"])
def test_a_shipped_deck_plays_fifty_games(name: str) -> None:
    play(Game(load_deck(ROOT / "decks" / name)), 50)
