"""However the program ends, the terminal is as it was and the game is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.terminal import ROOT, Terminal, plain

RESTORED = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h", b"\x1b[?2004l")
"""Alternate screen left, mouse off, cursor shown, pasting as before."""


def begun(folder: Path) -> Terminal:
    """A table with one decision taken."""
    terminal = Terminal("play", "primer", "--seed", "4", "--save", "kept", folder=folder)
    terminal.wait_for("your page")
    terminal.press("\r")
    terminal.wait_for("Hand")
    terminal.settle()
    terminal.press("x")
    terminal.settle()
    terminal.press("\r")
    terminal.settle()
    return terminal


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["SIGTERM", "SIGHUP"]
)
def test_a_signal_saves_and_restores_the_terminal(number: int, code: int, tmp_path: Path) -> None:
    with begun(tmp_path) as terminal:
        drawn = len(terminal.drawn)
        terminal.process.send_signal(number)
        assert terminal.leave() == code
        assert all(code in terminal.drawn[drawn:] for code in RESTORED)
    assert '"pass"' in (tmp_path / "kept.jsonl").read_text()


def test_a_terminal_that_vanishes_without_a_word_ends_the_program(tmp_path: Path) -> None:
    with begun(tmp_path) as terminal:
        os.close(terminal.master)
        terminal.master = os.open(os.devnull, os.O_RDWR)
        assert terminal.process.wait(timeout=20) == 129
    assert '"pass"' in (tmp_path / "kept.jsonl").read_text()


def test_leaving_keeps_the_game_and_resume_goes_on(tmp_path: Path) -> None:
    with begun(tmp_path) as terminal:
        terminal.press("\x11")
        assert terminal.leave() == 0
        assert all(code in terminal.drawn for code in RESTORED)
    with Terminal("resume", "kept", folder=tmp_path) as terminal:
        terminal.wait_for("saved")
        terminal.settle()
        assert "United States passes" in plain(terminal.drawn)


@pytest.mark.parametrize("command", [["play"], ["resume"], ["replay", "x"]], ids=" ".join)
def test_without_a_terminal_one_sentence_says_what_to_do(
    command: list[str], tmp_path: Path
) -> None:
    found = subprocess.run(
        [sys.executable, "-c", "from wargame.cli import main; main()", *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
        env={"PYTHONPATH": str(ROOT), "WARGAME_SAVES": str(tmp_path), "PATH": ""},
    )
    assert found.returncode == 2
    assert found.stdout == ""
    assert "needs a terminal; try `wargame" in found.stderr
    assert "\x1b" not in found.stderr


BROKEN = """
from wargame.tui.app import WargameApp, run_app
from wargame.tui.screens.title import TitleScreen
import sys
def broken(self, name):
    hand = "SECRET CARD"
    raise ValueError(f"a fault with {hand}")
TitleScreen.action_pick = broken
sys.exit(run_app(WargameApp(lambda app: app.go_home())))
"""


def test_a_fault_of_ours_shows_a_screen_without_values_and_goes_on(tmp_path: Path) -> None:
    with Terminal(code=BROKEN, folder=tmp_path) as terminal:
        terminal.wait_for("New game")
        terminal.settle()
        terminal.press("n")
        terminal.wait_for("Something of ours broke")
        terminal.settle()
        assert "SECRET CARD" not in plain(terminal.drawn)
        assert "Traceback" not in plain(terminal.drawn)
        terminal.press("\r")
        terminal.settle()
        terminal.press("\x11")
        assert terminal.leave() in (0, 1)
        assert all(code in terminal.drawn for code in RESTORED)
