"""Kernel and deck, joined and compiled with mypyc, give the same hashes as plain Python."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.rules.tiny import card, seats, tiny
from tests.strategies import ROOT
from wargame.content.load import load_deck
from wargame.rules import kernel
from wargame.rules.game import Game
from wargame.rules.joined import joined_text
from wargame.rules.kernel import Stream
from wargame.rules.reading.names import Identifiers

GAMES = 200
SINKS = sorted((ROOT / "tests" / "decks").glob("kitchen_*"))
NO_LIMIT = 1_000_000


def ends_of(game: Game, module: Any) -> list[str]:
    """The final hash of some random games, played by the rules of a module."""
    found, rules = [], game.rules.on(module)
    for seed in range(GAMES):
        state = rules.fresh()
        module.ENGINE.advance(state)
        module.ENGINE.rollout(state, module.Stream(seed), NO_LIMIT)
        found.append(game.rules.digest(state))
    return found


def plain_ends(game: Game) -> list[str]:
    found = []
    for seed in range(GAMES):
        state, _ = game.rollout(game.new(), Stream(seed), NO_LIMIT)
        found.append(state.digest)
    return found


def run_joined(game: Game, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The joined text as a module; dataclasses in it want to find the module by its name."""
    module = ModuleType("joined")
    monkeypatch.setitem(sys.modules, "joined", module)
    exec(compile(joined_text(game.rules.module.text), "joined", "exec"), module.__dict__)
    return module


@pytest.mark.parametrize("sink", SINKS, ids=lambda sink: sink.name)
def test_the_joined_text_plays_as_the_rules_do(sink: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    game = Game(load_deck(sink))
    module = run_joined(game, monkeypatch)
    assert ends_of(game, module) == plain_ends(game)


def build(source: Path) -> Path:
    """Compile a module in its folder; gives the built file."""
    command = [sys.executable, "-m", "mypyc", source.name]
    environment = {**os.environ, "MYPYC_OPT_LEVEL": "0", "MYPYC_DEBUG_LEVEL": "0"}
    done = subprocess.run(
        command, cwd=source.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return next(path for path in source.parent.glob(f"{source.stem}.*") if path != source)


def load_built(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler here")
@pytest.mark.skipif(importlib.util.find_spec("mypyc") is None, reason="mypy is not installed")
@pytest.mark.parametrize("deck", [ROOT / "decks" / "primer", *SINKS], ids=lambda deck: deck.name)
def test_the_compiled_text_plays_as_the_rules_do(deck: Path, tmp_path: Path) -> None:
    game = Game(load_deck(deck))
    source = tmp_path / f"{deck.name}_rules.py"
    source.write_text(joined_text(game.rules.module.text), encoding="utf-8")
    module = load_built(build(source), source.stem)
    assert not str(module.__file__).endswith(".py")
    assert ends_of(game, module) == plain_ends(game)


def test_no_deck_can_take_a_name_of_the_kernels() -> None:
    """In one module with the kernel, a card called `work` must not become its `class Work`."""
    free = Identifiers()
    for module in kernel.MODULES:
        for name in dir(import_module(f"{kernel.__name__}.{module}")):
            assert free.give(name) != name


def test_ids_like_the_kernels_own_words_are_joined_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = ("work", "steps", "dealing", "tables", "legal", "at_plays", "v_pass", "count_bits")
    game = tiny(
        cards=[card(word, "shared.calm += 1") for word in words],
        measures=[{"id": word, "title": "W", "seat": "north", "max": 2} for word in words],
        seats=seats({"hand": 3}),
    )
    module = run_joined(game, monkeypatch)
    assert ends_of(game, module) == plain_ends(game)
