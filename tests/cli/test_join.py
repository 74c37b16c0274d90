"""Two machines at a table, as commands: a host and whoever joins, each a process."""

from __future__ import annotations

import io
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import LONG_S, ROOT, CommandLine, child_environment
from tests.systems import HANGUP, has_signals
from wargame.adapters.remote.join_server import WRONG
from wargame.store.save import load
from wargame.store.world import World

START = """
import signal
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
from wargame.cli import main
main()
"""
"""The program; it hears of a hangup also where the tests run by `nohup`."""
ONES = "1\n" * 400
LUCK = ("--seed", "1", "--secret", "0" * 32)
HOW = re.compile(r"`wargame join (\S+)`,\s+then\s+this\s+token,.*?:\s+(\S{24})", re.DOTALL)


@contextmanager
def started(folder: Path, *args: str) -> Iterator[subprocess.Popen[str]]:
    """A command line with all its ends at a pipe, both of its outputs at one file each."""
    with (
        (folder / "out").open("w") as out,
        (folder / "err").open("w") as err,
        subprocess.Popen(
            [sys.executable, "-c", START, *args],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=err,
            text=True,
            env=child_environment(),
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def invited(folder: Path) -> tuple[str, str]:
    """The address and the token that a host tells."""
    end = time.monotonic() + LONG_S
    while time.monotonic() < end:
        if found := HOW.search((folder / "err").read_text()):
            return found[1], found[2]
        time.sleep(0.02)
    raise AssertionError((folder / "err").read_text())


def joined(address: str, typed: str) -> subprocess.CompletedProcess[str]:
    """What somebody reads who joins and types that."""
    return subprocess.run(
        [sys.executable, "-c", START, "join", address],
        input=typed,
        capture_output=True,
        check=False,
        text=True,
        env=child_environment(),
        timeout=LONG_S,
    )


def typed_by(process: subprocess.Popen[str], text: str) -> None:
    assert process.stdin is not None
    process.stdin.write(text)
    process.stdin.flush()


def wait_for(folder: Path, text: str) -> None:
    end = time.monotonic() + LONG_S
    while text not in (folder / "out").read_text() and time.monotonic() < end:
        time.sleep(0.02)
    assert text in (folder / "out").read_text()


@has_signals
@pytest.mark.waits
def test_a_game_between_two_machines_is_left_gone_on_with_and_ended(tmp_path: Path) -> None:
    decks = ("--decks", str(ROOT / "tests" / "decks"))
    seats = ("--seat", "upper=human", "--seat", "lower=remote")
    kept = ("--plain", "--saves", str(tmp_path))
    with started(tmp_path, "play", "water_treaty", *decks, *seats, *kept, *LUCK, "--save", "river",
                 "--live") as host:  # fmt: skip
        address, first = invited(tmp_path)
        assert max(map(len, (tmp_path / "err").read_text().splitlines())) <= 80
        typed_by(host, ONES[:60])
        told = joined(address, f"{first}\n1\n1\nquit\n")
        assert told.returncode == 0, told.stderr
        assert "You leave the table." in told.stdout
        wait_for(tmp_path, "is away: they have left.")
        host.send_signal(signal.SIGINT)
        assert host.wait(LONG_S) == 130
        assert "go on with it by `wargame resume river" in (tmp_path / "out").read_text()
    with started(tmp_path, "resume", "river", *kept) as host:
        address, token = invited(tmp_path)
        assert token != first
        refused = joined(address, f"{first}\n")
        assert (refused.returncode, refused.stderr) == (2, f"{WRONG}\n")
        typed_by(host, ONES)
        told = joined(address, f"{token}\n{ONES}")
        assert told.returncode == 0, told.stderr
        assert "== The end ==" in told.stdout
        assert told.stdout.endswith("The host has the record, and a token for another game.\n")
        assert token not in told.stdout
        assert host.stdin is not None
        host.stdin.close()
        assert host.wait(LONG_S) == 0
        assert "== The end ==" in (tmp_path / "out").read_text()
    save = load(tmp_path / "river.jsonl", World())
    assert save.record.seats == {"upper": "human", "lower": "remote"}
    for path in (tmp_path / "river.jsonl", tmp_path / "river.live.json", tmp_path / "out"):
        assert not [one for one in (first, token) if one in path.read_text()], path


@has_signals
@pytest.mark.waits
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, HANGUP])
def test_who_joins_is_told_when_the_host_leaves(number: int, tmp_path: Path) -> None:
    decks = ("--decks", str(ROOT / "tests" / "decks"))
    seats = ("--seat", "upper=remote", "--seat", "lower=greedy")
    with started(tmp_path, "play", "water_treaty", *decks, *seats, *LUCK, "--plain") as host:
        address, token = invited(tmp_path)
        guest = tmp_path / "guest"
        guest.mkdir()
        with started(guest, "join", address) as other:
            typed_by(other, f"{token}\n")
            wait_for(guest, "You may")
            host.send_signal(number)
            assert host.wait(LONG_S) in (130, -number)
            typed_by(other, "1\n")
            assert other.wait(LONG_S) == 0
        assert "The host has left the table." in (guest / "out").read_text()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["join", "moon"], "must be HOST:PORT, such as 127.0.0.1:4711"),
        (["join", "4711"], "must be HOST:PORT"),
        (["join", "127.0.0.1:70000"], "must be HOST:PORT"),
        (["join", "127.0.0.1:1"], "A token is needed"),
        (["join", "127.0.0.1:1", "--token-env", "NO_SUCH_WORD"], "has no word 'NO_SUCH_WORD'"),
        (["join", "127.0.0.1:1", "--token-env", "PATH"], "Nobody listens at 127.0.0.1:1"),
        (["play", "primer", "--plain", "--listen", "4711"], "nobody sits at another machine"),
        (["play", "primer", "--plain", "--listen", "x:y:z"], "must be [HOST:]PORT"),
        (["simulate", "primer", "--seat", "us=remote", "--games", "1"], "no player 'remote'"),
        (
            ["play", "primer", "--plain", "--seat", "us=remote", "--bid", "ask"],
            "somebody sits at another machine",
        ),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_in_a_sentence(
    args: list[str], told: str, wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    answer = wargame(*args)
    assert answer.code == 2
    assert told in answer.err
    assert "Traceback" not in answer.err


def test_where_nobody_can_listen_nothing_begins(wargame: CommandLine, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        seats = ("--seat", "us=remote", "--listen", port)
        answer = wargame("play", "--plain", *seats, "--save", "x", "--saves", tmp_path)
    assert answer.code == 2
    assert f"nobody can listen at 127.0.0.1:{port}" in answer.err
    assert not list(tmp_path.glob("*.jsonl"))
