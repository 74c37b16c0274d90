"""The same games everywhere: whatever the hash seed, the clock's zone, the language, Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.rules.playing import ROOT, digest

GAMES = 12
FAR_AWAY = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}
SCRIPT = ROOT / "tests" / "rules" / "playing.py"


def elsewhere(python: str = sys.executable, **environment: str) -> str:
    """The digest as another process works it out."""
    done = subprocess.run(
        [python, "-W", "error", str(SCRIPT), str(GAMES)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def here() -> str:
    return digest(GAMES)


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"PYTHONHASHSEED": "0"}, id="hash seed 0"),
        pytest.param({"PYTHONHASHSEED": "random", **FAR_AWAY}, id="a random one, and far away"),
        pytest.param(
            {"PYTHONHASHSEED": "1", "PYTHONOPTIMIZE": "2"}, id="1, without asserts and docstrings"
        ),
    ],
)
def test_another_process_plays_the_same_games(here: str, environment: dict[str, str]) -> None:
    assert elsewhere(**environment) == here


def other_pythons() -> list[str]:
    """Interpreters of other versions on the path."""
    names = [f"python3.{minor}" for minor in range(11, 16) if minor != sys.version_info.minor]
    return [found for name in [*names, "python3"] if (found := shutil.which(name))]


def can_play(python: str) -> bool:
    """Whether an interpreter is new enough, another one, and has what the product needs."""
    program = "import sys, pydantic, yaml; print(sys.version_info[:2])"
    done = subprocess.run([python, "-c", program], capture_output=True, text=True, check=False)
    return done.returncode == 0 and done.stdout.strip() != str(tuple(sys.version_info[:2]))


def test_another_version_of_python_plays_the_same_games(here: str) -> None:
    able = [python for python in other_pythons() if can_play(python)]
    if not able:
        pytest.skip("no other Python here has pydantic and PyYAML")
    for python in able:
        assert elsewhere(python) == here, python


def test_a_difference_would_be_noticed(here: str) -> None:
    assert digest(GAMES - 1) != here
