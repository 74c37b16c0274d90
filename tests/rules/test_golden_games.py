"""G2: the games that are kept are played again, here and wherever a Python is found."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.golden_games import BLOCK, FOLDERS, GAMES, ROOT, differing, kept_lines
from tests.rules.test_determinism import can_play, other_pythons
from wargame.store.cache import CACHE_VARIABLE

SCRIPT = ROOT / "tests" / "rules" / "golden_games.py"
COUNT = int(os.environ.get("WARGAME_GOLDEN_GAMES", GAMES))
"""How many games of each deck the slow tests play."""

PLACES = {
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "a random hash seed": {"PYTHONHASHSEED": "random"},
    "far away": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"},
    "in Turkish": {"TZ": "Asia/Istanbul", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
    "without asserts": {"PYTHONOPTIMIZE": "2"},
}


@pytest.mark.parametrize("deck", FOLDERS)
def test_the_first_ten_games_are_as_they_were(deck: str) -> None:
    assert differing(deck, BLOCK) == []
    assert len(set(kept_lines(deck))) == GAMES // BLOCK


def elsewhere(python: str, **environment: str) -> None:
    """Let another process play them; it finds no difference."""
    done = subprocess.run(
        [python, "-W", "error", str(SCRIPT), "--games", str(COUNT)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_they_are_the_same_in_another_place(place: str) -> None:
    elsewhere(sys.executable, **PLACES[place])


@pytest.mark.slow
def test_they_are_the_same_on_every_python_there_is() -> None:
    able = [python for python in other_pythons() if can_play(python)]
    if not able:
        pytest.skip("no other Python here has pydantic and PyYAML")
    for python in able:
        elsewhere(python)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler here")
@pytest.mark.skipif(importlib.util.find_spec("mypyc") is None, reason="mypy is not installed")
@pytest.mark.parametrize("deck", FOLDERS)
def test_they_are_the_same_on_compiled_rules(
    deck: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    assert differing(deck, COUNT, compiled=True) == []


def test_another_game_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = ["000-009 " + "0" * 32]
    monkeypatch.setattr("tests.rules.golden_games.kept_lines", lambda deck, games: kept)
    assert len(differing("calibration", BLOCK)) == 1
