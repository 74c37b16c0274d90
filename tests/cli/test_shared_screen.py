"""What several people look at in linear text: no hand is left on it, and no passphrase shown."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE, Popen
from typing import IO

import pytest

from tests.conftest import DECKS, LONG_S, CommandLine
from tests.shelf import NoShelf
from tests.tui.terminal import SHELL, Terminal, plain
from wargame.cli.shared_screen import WIPE
from wargame.errors import NotSaved
from wargame.lab.runs.games import shared_game
from wargame.play.event import Event
from wargame.play.player import HUMAN
from wargame.table.host.sitting import Sitting
from wargame.table.plain.console import Console, WasAway
from wargame.table.plain.table import PlainTable

termios = pytest.importorskip("termios")

KEPT = "This game is kept; go on with it by `wargame resume primer --plain`."
HOT_SEAT = ("--seat", "us=human", "--seat", "china=human")


@pytest.fixture
def sitting() -> Sitting:
    game = shared_game(DECKS["water_treaty"])
    return NoShelf().begin(game, dict.fromkeys(game.seats, HUMAN), 1, "")


def left_by(sitting: Sitting, typed: Iterator[str]) -> str:
    """What stands on the screen after these lines."""
    shown: list[str] = []
    with suppress(KeyboardInterrupt, NotSaved):
        PlainTable(sitting, Console(typed, shown.append, shown.clear)).play()
    return "".join(shown)


def until(end: BaseException | None, *lines: str) -> Iterator[str]:
    yield from lines
    if end is not None:
        raise end


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(until(None, "", "hand", "quit"), id="who quits"),
        pytest.param(until(None, "", "hand"), id="input that ends"),
        pytest.param(until(KeyboardInterrupt(), "", "hand"), id="an interruption"),
    ],
)
def test_who_leaves_a_shared_keyboard_leaves_no_hand(
    sitting: Sitting, typed: Iterator[str]
) -> None:
    sitting.draw_luck()
    titles = [sitting.titles.cards[card] for card in sitting.view(sitting.mover).hand]
    assert titles
    shown = left_by(sitting, typed)
    assert not [title for title in titles if title in shown]


def test_who_leaves_after_another_gave_up_leaves_no_hand_either(sitting: Sitting) -> None:
    """The other one sat at the same screen, and may sit down again."""
    shown = left_by(sitting, until(None, "", "substitute yes", "", "hand", "quit"))
    (stays,) = sitting.people
    titles = [sitting.titles.cards[card] for card in sitting.view(stays).hand]
    assert titles
    assert not [title for title in titles if title in shown]


class Stopped(list[str]):
    """Lines in between which the program is stopped and gone on with."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self:
            raise StopIteration
        if (line := self.pop(0)) == "STOP":
            raise WasAway
        return line


def test_who_comes_back_after_another_gave_up_comes_through_the_curtain(sitting: Sitting) -> None:
    shown: list[str] = []
    console = Console(Stopped(["", "substitute yes", "", "STOP"]), shown.append)
    PlainTable(sitting, console).play()
    told = "".join(shown)
    assert told.count(f"Pass the keyboard to {sitting.titles.seats[sitting.people[0]]}") == 2


def test_an_interruption_tells_where_the_game_is_too(sitting: Sitting) -> None:
    assert KEPT not in left_by(sitting, until(KeyboardInterrupt()))
    sitting.title, sitting.again = "primer", "wargame resume primer --plain"
    assert left_by(sitting, until(KeyboardInterrupt())).endswith(f"\n{KEPT}\n")


def test_a_disk_that_fails_leaves_no_hand_either(sitting: Sitting) -> None:
    class Full:
        last_hash = ""

        def append(self, events: Sequence[Event]) -> None:
            raise NotSaved("No space left.")

    sitting.draw_luck()
    titles = [sitting.titles.cards[card] for card in sitting.view(sitting.mover).hand]
    sitting.match.journal = Full()
    assert not [title for title in titles if title in left_by(sitting, until(None, "", "1"))]


@pytest.mark.waits
@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param(signal.SIGTERM, -signal.SIGTERM, id="SIGTERM"),
        pytest.param(signal.SIGHUP, -signal.SIGHUP, id="SIGHUP"),
        pytest.param(signal.SIGINT, 130, id="SIGINT"),
        pytest.param(signal.SIGQUIT, -signal.SIGQUIT, id="SIGQUIT, as by Ctrl-\\"),
    ],
)
def test_a_signal_wipes_a_shared_screen(number: int, code: int, tmp_path: Path) -> None:
    args = ("play", "primer", "--plain", "--seed", "7", *HOT_SEAT)
    with Terminal(*args, folder=tmp_path) as terminal:
        terminal.wait_for("press Enter")
        terminal.press("\r")
        terminal.wait_for("Your hand")
        terminal.settle(0.2)
        begin = len(terminal.drawn)
        terminal.process.send_signal(number)
        assert terminal.leave() == code
        assert WIPE.encode() in terminal.drawn[begin:]
        left = plain(terminal.drawn[terminal.drawn.rindex(b"\x1b[3J") :])
        assert "Your hand" not in left
        assert KEPT in left
        assert terminal.is_cooked


@pytest.mark.waits
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_tells_whoever_sits_alone_where_the_game_is(number: int, tmp_path: Path) -> None:
    args = ("play", "primer", "--plain", "--seed", "7", "--seat", "china=greedy")
    with Terminal(*args, folder=tmp_path) as terminal:
        terminal.wait_for("help shows the rest")
        terminal.settle(0.2)
        terminal.process.send_signal(number)
        assert terminal.leave() == -number
        assert KEPT in plain(terminal.drawn)
        assert b"\x1b[3J" not in terminal.drawn


def piped(*words: str, start: Sequence[str] = ()) -> Popen[bytes]:
    """A game in linear text with both ends of a pipe."""
    game = ("play", "primer", "--plain", "--seed", "7", "--seat", "china=greedy", *words)
    call = [*start, sys.executable, "-c", "from wargame.cli import main; main()", *game]
    return Popen(call, stdin=PIPE, stdout=PIPE)


def read_to(stream: IO[bytes] | None, text: bytes) -> bytes:
    assert stream is not None
    found = b""
    while text not in found and (line := stream.readline()):
        found += line
    return found


@pytest.mark.waits
@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(["--save", "evening"], b"\nThis game is kept; go on", id="kept"),
        pytest.param([], b"\nThis game is not kept.\n", id="not kept"),
    ],
)
def test_a_signal_tells_a_pipe_where_the_game_is(
    words: list[str], says: bytes, tmp_path: Path
) -> None:
    saves = ["--saves", str(tmp_path)] if words else []
    with piped(*words, *saves) as game:
        read_to(game.stdout, b"help shows the rest")
        game.terminate()
        assert says in game.communicate()[0]
        assert game.returncode == -signal.SIGTERM


FULL = """
import os, signal
from contextlib import suppress
from wargame.cli.shared_screen import said_at_the_end
os.set_blocking(1, False)
with suppress(BlockingIOError):
    while True:
        os.write(1, bytes(4096))
os.set_blocking(1, True)
with said_at_the_end(lambda: ["kept"]):
    signal.raise_signal(signal.SIGTERM)
"""
"""A program that has filled its pipe to the brim when a signal comes."""


@pytest.mark.waits
def test_a_pipe_that_nobody_reads_holds_up_no_signal() -> None:
    with Popen([sys.executable, "-c", FULL], stdout=PIPE) as program:
        try:
            assert program.wait(LONG_S) == -signal.SIGTERM
        finally:
            program.kill()


@pytest.mark.waits
def test_a_game_that_is_to_outlive_its_terminal_does() -> None:
    """What whoever started it does not let it hear, as `nohup` does, it does not hear."""
    with piped(start=("sh", "-c", 'trap "" HUP; exec "$@"', "sh")) as game:
        read_to(game.stdout, b"help shows the rest")
        game.send_signal(signal.SIGHUP)
        said, _ = game.communicate(b"quit\n")
        assert b"You leave the table." in said
        assert game.returncode == 0


@pytest.mark.waits
def test_a_program_that_is_stopped_leaves_no_hand_and_comes_back_behind_the_curtain(
    tmp_path: Path,
) -> None:
    args = ("play", "primer", "--plain", "--seed", "7", *HOT_SEAT)
    with Terminal(*args, code=SHELL, folder=tmp_path) as terminal:
        terminal.wait_for("press Enter")
        terminal.press("\r")
        terminal.wait_for("Your hand")
        for _ in range(2):
            terminal.settle(0.2)
            terminal.press("\x1a")
            terminal.wait_for("STOPPED 0")
            begin = terminal.drawn.rindex(b"\x1b[3J")
            terminal.press("\n")
            terminal.wait_for("press Enter")
            terminal.settle(0.2)
            assert "Your hand" not in plain(terminal.drawn[begin:])
            terminal.press("\r")
            terminal.wait_for("Your hand")
        terminal.press("quit\r")
        assert terminal.leave() == 0


@pytest.mark.waits
def test_a_program_that_was_stopped_unheard_comes_back_behind_the_curtain(tmp_path: Path) -> None:
    args = ("play", "primer", "--plain", "--seed", "7", *HOT_SEAT)
    with Terminal(*args, folder=tmp_path) as terminal:
        terminal.wait_for("press Enter")
        terminal.press("\r")
        terminal.wait_for("Your hand")
        terminal.settle(0.2)
        terminal.process.send_signal(signal.SIGSTOP)
        begin = len(terminal.drawn)
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_for("press Enter")
        terminal.settle(0.2)
        assert WIPE.encode() in terminal.drawn[begin:]
        assert "Your hand" not in plain(terminal.drawn[begin:])
        terminal.press("\r")
        terminal.wait_for("Your hand")
        terminal.press("quit\r")
        assert terminal.leave() == 0


def drawn_to(terminal: Terminal, text: str, place: int) -> int:
    """Read on until there is a text behind a place of what has been drawn; gives the place behind
    all of it."""
    end = time.monotonic() + LONG_S
    while text not in plain(terminal.drawn)[place:]:
        assert time.monotonic() < end, plain(terminal.drawn)[-500:]
        terminal.read(0.05)
    return len(plain(terminal.drawn))


@pytest.mark.waits
def test_whoever_sits_alone_is_asked_again_once_a_stopped_program_goes_on(tmp_path: Path) -> None:
    args = ("play", "primer", "--plain", "--seed", "7", "--seat", "china=greedy")
    with Terminal(*args, code=SHELL, folder=tmp_path) as terminal:
        terminal.wait_for("help shows the rest")
        for _ in range(2):
            terminal.settle(0.2)
            drawn = len(plain(terminal.drawn))
            terminal.press("\x1a")
            drawn = drawn_to(terminal, "STOPPED 0", drawn)
            terminal.press("\n")
            drawn_to(terminal, "> ", drawn)
        terminal.press("quit\r")
        assert terminal.leave() == 0


@pytest.mark.waits
def test_a_game_of_people_at_a_terminal_is_kept_in_linear_text_too(tmp_path: Path) -> None:
    args = ("play", "primer", "--plain", "--seed", "7", "--seat", "china=greedy")
    with Terminal(*args, folder=tmp_path) as terminal:
        terminal.wait_for("help shows the rest")
        terminal.press("quit\r")
        terminal.wait_for("`wargame resume primer --plain`.")
    assert (tmp_path / "primer.jsonl").exists()


@pytest.mark.waits
def test_a_game_that_cannot_be_kept_is_played_in_linear_text_all_the_same(tmp_path: Path) -> None:
    args = ("play", "primer", "--plain", "--seed", "7", "--seat", "china=greedy")
    with Terminal(*args, folder=tmp_path, env={"WARGAME_SAVES": "/proc/saves"}) as terminal:
        terminal.wait_for("help shows the rest")
        assert "Cannot save: " in plain(terminal.drawn)
        terminal.press("quit\r")
        terminal.wait_for("This game is not kept.")


@pytest.mark.waits
@pytest.mark.parametrize("number", [0, signal.SIGTERM])
def test_a_passphrase_is_not_shown_while_it_is_typed(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wargame: CommandLine
) -> None:
    monkeypatch.chdir(tmp_path)
    assert wargame("seminar", "new", "c", "--deck", "primer", "--people", "4").code == 0
    with Terminal("seminar", "run", "c", "--plain", folder=tmp_path) as terminal:
        terminal.wait_for("press Enter")
        terminal.press("\r")
        terminal.wait_for("help shows the rest")
        terminal.press("console\r")
        terminal.wait_for("goes back to the table.")
        terminal.settle(0.2)
        begin = len(terminal.drawn)
        terminal.press("a-guess")
        terminal.settle(0.2)
        if number:
            terminal.process.send_signal(number)
            assert terminal.leave() == -number
        else:
            terminal.press("\r")
            terminal.wait_for("That is not it.")
            terminal.settle(0.2)
            assert not terminal.is_cooked, "the next try is to be typed unseen, too"
            terminal.press("another\r\r")  # and Enter alone goes back
            terminal.wait_for("Pass the keyboard")
        terminal.settle(0.2)
        assert b"guess" not in terminal.drawn[begin:]
        assert b"another" not in terminal.drawn[begin:]
        assert terminal.is_cooked


def show_typing(terminal: Terminal) -> None:
    """What a shell with a line editor does once a job has stopped."""
    modes = termios.tcgetattr(terminal.master)
    modes[3] |= termios.ECHO
    termios.tcsetattr(terminal.master, termios.TCSANOW, modes)


@pytest.mark.waits
def test_a_token_is_not_shown_where_the_program_was_stopped_meanwhile(tmp_path: Path) -> None:
    with Terminal("join", "127.0.0.1:1", code=SHELL, folder=tmp_path) as terminal:
        terminal.wait_for("The token that the host gave you?")
        terminal.settle(0.2)
        terminal.press("\x1a")
        terminal.wait_for("STOPPED")
        show_typing(terminal)
        begin = len(terminal.drawn)
        terminal.press("\n")
        terminal.settle(0.3)
        terminal.press("a-token")
        terminal.settle(0.2)
        terminal.press("\r")
        terminal.wait_for("Nobody listens at 127.0.0.1:1")
        assert b"a-token" not in terminal.drawn[begin:]


@pytest.mark.waits
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_at_the_question_for_a_token_leaves_a_sound_terminal(
    number: int, tmp_path: Path
) -> None:
    with Terminal("join", "127.0.0.1:1", folder=tmp_path) as terminal:
        terminal.wait_for("The token that the host gave you?")
        terminal.settle(0.2)
        assert not terminal.is_cooked
        terminal.process.send_signal(number)
        assert terminal.leave() == -number
        assert terminal.is_cooked
