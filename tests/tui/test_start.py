"""What the title needs and no more; and what is said of the standards of the screens is so."""

from __future__ import annotations

import ast
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import LONG_S, ROOT, child_environment
from tests.tui.apps import make_app
from tests.tui.conftest import frame, settled, until
from tests.tui.terminal import Terminal, plain

PAGE = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
HEAVY = ("wargame.rules.game", "wargame.content.model", "wargame.play.match", "pydantic")
SELDOM = (
    "wargame.lab.ended.analysis_object",
    "wargame.table.host.rewind",
    "wargame.table.host.setup",
    "wargame.table.rulebook",
    "wargame.table.told.account.objects",
    "wargame.tui.widgets.fields",
)
"""What the end of a game needs, a new one, a form, the rules or a replay."""


def loaded_by(code: str) -> list[str]:
    """The modules that a program of its own has at hand after this."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"],
        cwd=ROOT,
        env=child_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_the_title_needs_no_rules_and_no_models() -> None:
    loaded = loaded_by("import wargame.tui.app, wargame.cli.screen")
    assert "wargame.tui.screens.title" in loaded
    assert not {*HEAVY} & {*loaded}
    assert "wargame.tui.screens.table" not in loaded


TAUGHT = ("wargame.table.host.puzzles", "wargame.table.host.school")


@pytest.mark.parametrize(
    ("choice", "needless"),
    [("quit", HEAVY), ("settings", HEAVY), ("rules", TAUGHT), ("resume", TAUGHT)],
)
def test_a_choice_on_the_title_waits_for_no_module_of_others(
    choice: str, needless: tuple[str, ...]
) -> None:
    """Whoever quit waited until the models of puzzles were there."""
    door = "from unittest.mock import Mock; from wargame.tui.navigator import Navigator"
    loaded = loaded_by(f"{door}; Navigator(Mock()).open({choice!r})")
    assert not {*needless} & {*loaded}


def test_a_table_opens_without_what_only_its_end_needs() -> None:
    screens = "wargame.table.panes.pages, wargame.tui.screens.table"
    loaded = loaded_by(f"import wargame.cli.resume, wargame.table.host.kept, {screens}")
    assert "wargame.table.told.queries" in loaded
    assert not {*SELDOM} & {*loaded}


def test_every_standard_is_there_and_names_tests_that_exist() -> None:
    rows = re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)
    assert rows == [str(number) for number in range(1, 26)]
    named = re.findall(r"`([a-z_/]+)::(test_\w+)`", PAGE)
    assert len(named) > 30
    missing = [
        f"{path}::{name}"
        for path, name in named
        if name
        not in {
            getattr(node, "name", "")
            for node in ast.parse((ROOT / "tests" / f"{path}.py").read_text("utf-8")).body
        }
    ]
    assert missing == []


def test_every_suite_with_slow_tests_is_named_or_its_room_is() -> None:
    named = {one.removesuffix("/") for one in re.findall(r"`([a-z_/]+)`", PAGE)}
    missing = [
        place.as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if "mark.slow" in path.read_text(encoding="utf-8")
        for place in [path.relative_to(ROOT / "tests").with_suffix("")]
        if not {one.as_posix() for one in (place, *place.parents)} & named
    ]
    assert missing == []


def test_a_line_stands_there_before_anything_is_imported(tmp_path: Path) -> None:
    with Terminal(folder=tmp_path) as terminal:
        assert terminal.read_some(LONG_S).startswith(b"Opening...\r")
        terminal.wait_for("New game")
        assert b" " * len("Opening...") + b"\r" in terminal.drawn.partition(b"\x1b")[0]


def test_nothing_is_left_of_the_line_where_the_start_fails(tmp_path: Path) -> None:
    with Terminal("resume", "none", folder=tmp_path) as terminal:
        assert terminal.leave() == 2
        shown = terminal.drawn.decode()
    line, gap, said = shown.split("\r", 2)
    assert (line, gap) == ("Opening...", " " * len(line))
    assert said.startswith("There is no save")
    assert "\x1b" not in shown


STARTS = """
import importlib.abc, sys, time
class Slow(importlib.abc.MetaPathFinder):
    def find_spec(self, name, *_):
        if name == "textual.app":
            print("waits", flush=True)
        while name == "textual.app":
            time.sleep(0.01)
sys.meta_path.insert(0, Slow())
from wargame.cli import main
main()
"""
"""A program that never gets as far as the toolkit, and says when it stands still: an interrupt that
Python gets while it lets go of something, in the middle of an import, is ignored."""


def test_a_screen_is_as_large_as_its_terminal_whatever_the_environment_says(tmp_path: Path) -> None:
    """Handed on by a shell or a container, it said that there was no room, after resizing too."""
    with Terminal(folder=tmp_path, env={"COLUMNS": "20", "LINES": "5"}) as terminal:
        terminal.wait_for("New game")
        terminal.resize(79, 24)
        terminal.wait_for("This window is 79x24")


def test_whoever_ends_the_start_finds_the_terminal_as_it_was(tmp_path: Path) -> None:
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)):
        with Terminal(code=STARTS, folder=tmp_path) as terminal:
            terminal.wait_for("Opening")
            terminal.wait_for("waits")
            terminal.process.send_signal(number)
            assert terminal.leave() == code
            assert terminal.is_cooked
            assert b"\x1b" not in terminal.drawn
            assert "Traceback" not in plain(terminal.drawn)


def test_where_no_screen_opens_no_line_is_written(tmp_path: Path) -> None:
    for args in (["--version"], ["replay", "--help"], ["deck", "list"]):
        with Terminal(*args, folder=tmp_path) as terminal:
            assert terminal.leave() == 0
            assert "Opening" not in plain(terminal.drawn)


@pytest.mark.parametrize(
    ("key", "head"),
    [
        ("n", "New game"),
        ("c", "Go on with a game"),
        ("t", "Learn to play"),
        ("p", "Puzzles: you move"),
        ("r", "Replay a game"),
        ("y", "Your results"),
        ("d", "Decks"),
        ("s", "Settings"),
        ("h", "How to play"),
    ],
)
async def test_a_letter_on_the_title_opens_what_stands_beside_it(key: str, head: str) -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(key)
        await until(pilot, lambda: frame(app).startswith(f" {head}"))


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_the_program_is_left_from_the_title(key: str) -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(key)
        await until(pilot, lambda: app.return_code == 0)
