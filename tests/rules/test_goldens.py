"""Playthroughs to read, and node counts: a changed one is a changed rule, or a changed deck.

`WARGAME_UPDATE_GOLDENS=1 pytest tests/rules/test_goldens.py` writes them anew; tests/README.md
says when.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.rules.playthrough import playthrough
from tests.strategies import ROOT, plain_games, position_in
from wargame.rules.game import Game
from wargame.rules.kernel import OVER, BaseState
from wargame.rules.position import state_of

GOLDENS = ROOT / "tests" / "goldens"
COUNTS = GOLDENS / "node_counts.json"
TWENTY = GOLDENS / "twenty_positions.json"
UPDATING = os.environ.get("WARGAME_UPDATE_GOLDENS") == "1"
HOW = "If this is meant, write it anew with WARGAME_UPDATE_GOLDENS=1 and explain the change."
SEED = 2026
DEPTH = 3
DEEPER = {"calibration": 5, "water_treaty": 5, "kitchen_sink": 4, "primer": 4}
"""How far ways are counted from twenty positions; from those of other decks, `DEPTH`."""


def golden(path: Path, text: str) -> None:
    """Compare a text with what is kept, or keep it."""
    if UPDATING:
        path.write_text(text, encoding="utf-8")
    if not path.exists():
        pytest.skip(f"{path.name} has not been written yet: see tests/README.md")
    assert path.read_text(encoding="utf-8").splitlines() == text.splitlines(), HOW


@pytest.mark.parametrize("name", list(plain_games()))
def test_a_game_reads_as_it_did(name: str) -> None:
    golden(GOLDENS / f"{name}.txt", playthrough(plain_games()[name], SEED))


def count(game: Game, state: BaseState, depth: int) -> int:
    """How many sequences of actions there are to a depth, games that end before it included."""
    if state.node == OVER:
        return 1
    legal = game.rules.engine.legal(state)
    if depth == 1:
        return len(legal)
    found = 0
    for action in legal:
        after = state.copy()
        game.rules.engine.act(after, action)
        found += count(game, after, depth - 1)
    return found


def counts(game: Game) -> dict[str, list[int]]:
    """Node counts from the first node, and from two fifths into a random game."""
    middle = position_in(game, SEED, 40)
    return {
        place: [count(game, state_of(position), depth) for depth in range(1, DEPTH + 1)]
        for place, position in (("start", game.new()), ("middle", middle))
    }


def kept_in(path: Path) -> dict[str, Any]:
    """What a file keeps of each deck."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def keep(path: Path, name: str, found: object) -> None:
    """Keep what was found of a deck, a deck a line."""
    kept = {**kept_in(path), name: found}
    lines = ",\n".join(f'  "{deck}": {json.dumps(kept[deck])}' for deck in sorted(kept))
    path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def hold_counts(path: Path, name: str, found: object) -> None:
    """Compare a deck's counts with those kept in a file, or keep them."""
    if UPDATING:
        keep(path, name, found)
    kept = kept_in(path)
    if name not in kept:
        pytest.skip(f"node counts of {name} have not been written yet: see tests/README.md")
    assert found == kept[name], HOW


@pytest.mark.parametrize("name", list(plain_games()))
def test_there_are_as_many_ways_to_go_on_as_there_were(name: str) -> None:
    hold_counts(COUNTS, name, counts(plain_games()[name]))


def twenty(game: Game, depth: int) -> list[list[int]]:
    """Node counts from twenty positions of as many random games, from their start to their end."""
    positions = [position_in(game, SEED + place, 5 * place) for place in range(20)]
    return [
        [count(game, state_of(position), down) for down in range(1, depth + 1)]
        for position in positions
    ]


def counted(name: str) -> dict[str, object]:
    """The counts of a deck from twenty positions, and of which rules they are."""
    game = plain_games()[name]
    return {"rules": game.rules_hash, "ways": twenty(game, DEEPER.get(name, DEPTH))}


@pytest.mark.parametrize("name", list(plain_games()))
def test_twenty_positions_were_counted_on_the_rules_of_today(name: str) -> None:
    """To count takes too long for each run, and of other rules nobody would see that it was due."""
    if UPDATING:
        keep(TWENTY, name, counted(name))
    kept = kept_in(TWENTY).get(name, {"rules": "not counted yet"})
    assert kept["rules"] == plain_games()[name].rules_hash, HOW


@pytest.mark.slow
@pytest.mark.parametrize("name", list(plain_games()))
def test_there_are_as_many_ways_on_from_twenty_positions(name: str) -> None:
    """G4: the counts of a chess program's move generator, for decks."""
    assert counted(name) == kept_in(TWENTY)[name], HOW


def test_a_changed_rule_changes_a_golden() -> None:
    game = plain_games()["calibration"]
    assert playthrough(game, SEED) != playthrough(game, SEED + 1)
    assert counts(game)["start"] != counts(plain_games()["kitchen_sink"])["start"]
