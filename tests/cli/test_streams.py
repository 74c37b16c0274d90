"""Streams that are closed, or whose other end has gone: a quiet end, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import LONG_S
from tests.systems import has_signals
from tests.tui.terminal import Terminal, plain

WATCH = [
    "play",
    "primer",
    "--plain",
    "--seed",
    "1",
    "--seat",
    "us=random",
    "--seat",
    "china=random",
]


def shell(command: str) -> subprocess.CompletedProcess[bytes]:
    """A command line with redirections; `wargame` stands for the program."""
    program = f'{sys.executable} -c "from wargame.cli import main; main()"'
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command.replace("wargame", program)],
        capture_output=True,
        check=False,
        timeout=LONG_S,
        stdin=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )


@has_signals
@pytest.mark.parametrize(
    ("command", "code"),
    [
        pytest.param(f"wargame {' '.join(WATCH)} | head -1", 0, id="a reader that leaves"),
        pytest.param("wargame deck list >&-", 0, id="no stdout"),
        pytest.param("wargame play primer --plain --seed 1 <&-", 0, id="no stdin"),
        pytest.param("wargame deck zzz 2>&-", 2, id="no stderr"),
        pytest.param("wargame deck list <&- >&- 2>&-", 0, id="nothing at all"),
    ],
)
def test_streams_may_be_closed(command: str, code: int) -> None:
    done = shell(command)
    assert (done.returncode, done.stderr) == (code, b"")


@has_signals
@pytest.mark.parametrize("encoding", ["latin-1", "cp437", "koi8-r"])
def test_what_an_encoding_lacks_is_written_as_what_is_nearest(encoding: str) -> None:
    done = shell(f"echo rival | PYTHONIOENCODING={encoding} wargame play primer --plain --seed 3")
    said = done.stdout.decode(encoding)
    assert 'every notch. "One notch. You will feel\nit."\n' in said
    assert "\\u" not in said


def test_a_terminal_of_ascii_alone_gets_no_other_letter(tmp_path: Path) -> None:
    args = ("play", "primer", "--plain", "--seed", "3")
    with Terminal(*args, folder=tmp_path, env={"LC_ALL": "C"}) as terminal:
        terminal.wait_for("help shows the rest")
        assert terminal.drawn.isascii()
        said = " ".join(plain(terminal.drawn).split())
        assert 'every notch. "One notch. You will feel it."' in said


def test_a_terminal_made_narrow_breaks_no_word_of_the_next_answer(tmp_path: Path) -> None:
    """The first answer after that was wrapped for the width of before, and cut by the terminal."""
    with Terminal("play", "primer", "--plain", "--seed", "3", folder=tmp_path) as terminal:
        terminal.wait_for("help shows the rest")
        terminal.resize(50, 24)
        terminal.press("forecast\r")
        terminal.wait_for("luck brings")
        told = plain(terminal.drawn).partition("If the round closed now\r\n")[2]
        assert 40 < max(map(len, told.splitlines())) <= 50


def test_a_narrow_terminal_breaks_no_word(tmp_path: Path) -> None:
    args = ("play", "primer", "--plain", "--seed", "3")
    with Terminal(*args, folder=tmp_path, size=(40, 24)) as terminal:
        terminal.wait_for("shows the")
        assert 30 < max(map(len, plain(terminal.drawn).splitlines())) <= 40
