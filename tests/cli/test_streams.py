"""Streams that are closed, or whose other end has gone: a quiet end, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import LONG_S

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
