"""G6: `kill -9` at any moment, under three loads: no move is lost, no save needs repair.

    python -m tests.proofs.kills --count 1000 [--load plain|screens|resume]

The real command line runs in a child process on a pseudo-terminal. Whenever a move is on the disk
as far as the program knows, the child also writes its number and hash aside. After the kill the
save has to open as it is, hold that line, and be sound.
"""

from __future__ import annotations

import os
import pty
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.store import long_match
from tests.proofs.counting import Figures, parser_of, told
from tests.store.helpers import game_of, world
from wargame.cli.door import run
from wargame.play.event import Event
from wargame.store.save import load
from wargame.store.savefile import SaveFile, create, reopen
from wargame.store.verify import verdict_on

LONG = 1_000
"""Events of the long game that is resumed."""

KEYS = (b"\r", b"x", b"\r", b"u", b"x", b"\r")
"""Keys that move a game along at the table; none of them leaves it."""

QUIET = 0.08
"""Seconds without anything drawn after which a key is pressed."""

PATIENCE = 60.0
"""Seconds to wait for the first move."""

Load = Callable[[Path, int], list[str]]
"""Makes ready in a folder, and gives the command line to kill."""


def plain(folder: Path, number: int) -> list[str]:
    seats = ["--seat", "upper=random", "--seat", "lower=greedy"]
    args = ["water_treaty", "--decks", "tests/decks", "--seed", str(number), *seats]
    return ["play", *args, "--plain", "--save", "game", "--saves", str(folder)]


def screens(folder: Path, number: int) -> list[str]:
    args = ["primer", "--seat", "us=human", "--seat", "china=search:50it", "--seed", str(number)]
    return ["play", *args, "--save", "game", "--saves", str(folder)]


def resume(folder: Path, number: int) -> list[str]:
    shutil.copy(long_save(), folder / "game.jsonl")
    return ["resume", "game", "--plain", "--saves", str(folder)]


LOADS: dict[str, Load] = {"plain": plain, "screens": screens, "resume": resume}
KEPT: list[Path] = []


def long_save() -> Path:
    """A long game that is not over, made once."""
    if not KEPT:
        path = Path(tempfile.mkdtemp()) / "long.jsonl"
        match = long_match(game_of("primer"), LONG)
        create(path, match.game, match.record, world()).close()
        KEPT.append(path)
    return KEPT[0]


# --- the child -----------------------------------------------------------------------------


def write_aside(aside: Path) -> None:
    """From now on, each line that is on the disk is also told of in another file."""
    keep = SaveFile.append
    handle = os.open(aside, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def append(self: SaveFile, events: Sequence[Event]) -> None:
        keep(self, events)
        os.write(handle, f"{self._lines.next_seq - 1} {self._lines.last_hash}\n".encode())

    SaveFile.append = append  # type: ignore[method-assign]


def start(args: list[str], aside: Path) -> tuple[int, int]:
    """Run a command line in a child; gives its process and its terminal."""
    process, terminal = pty.fork()
    if process:
        return process, terminal
    os.environ["TERM"] = "xterm-256color"
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = os.fdopen(number, "w" if number else "r", closefd=False)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    write_aside(aside)
    os._exit(run(args))


def let_run(terminal: int, until: Callable[[], bool], keys: Sequence[bytes]) -> None:
    """Read what is drawn, and press keys, until it is time or the child has ended."""
    pressed = 0
    while not until():
        if select.select([terminal], [], [], QUIET)[0]:
            try:
                if not os.read(terminal, 1 << 16):
                    return
            except OSError:
                return
        elif keys:
            os.write(terminal, keys[pressed % len(keys)])
            pressed += 1


def kill(process: int, terminal: int) -> None:
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) in (-signal.SIGKILL, 0), "it ended by itself"


# --- a trial -------------------------------------------------------------------------------


def moment(dice: random.Random, aside: Path, span: float) -> Callable[[], bool]:
    """When to kill: some time after the first move is kept; one time in four, before it."""
    early = time.monotonic() + (dice.random() if dice.random() < 0.25 else PATIENCE)
    late: list[float] = []

    def is_time() -> bool:
        now = time.monotonic()
        if not late and aside.exists() and aside.stat().st_size:
            late.append(now + dice.random() * span)
        return now > early or bool(late and now > late[0])

    return is_time


def trial(name: str, number: int, tally: Counter[str]) -> None:
    """One kill; afterwards the save is looked at.

    Raises:
        AssertionError: A line that was acknowledged is gone, or the save is not sound.
    """
    with tempfile.TemporaryDirectory() as place:
        folder, aside = Path(place), Path(place) / "aside"
        process, terminal = start(LOADS[name](folder, number), aside)
        until = moment(random.Random(number), aside, 3.0 if name == "screens" else 0.5)
        let_run(terminal, until, KEYS if name == "screens" else ())
        kill(process, terminal)
        told_of = aside.read_text().splitlines() if aside.exists() else []
        tally[f"{name} kills"] += 1
        tally["acknowledged"] += len(told_of)
        look_at(folder / "game.jsonl", told_of, tally)


def look_at(path: Path, told_of: list[str], tally: Counter[str]) -> None:
    if not path.exists():
        assert not told_of, "the save is gone"
        tally["before there was a save"] += 1
        return
    file, save, notice = reopen(path, world())
    file.close()
    tally["torn ends healed"] += bool(notice)
    for line in told_of:
        seq, _, digest = line.partition(" ")
        assert save.chain.lines[int(seq) - 1].hash == digest, f"line {seq} is lost"
    verdict = verdict_on(load(path, world()))
    assert verdict.code == 0, verdict.message


def kills(numbers: range, loads: Sequence[str]) -> Figures:
    """Kill the program again and again, under one load after the other."""
    tally: Counter[str] = Counter()
    for number in numbers:
        trial(loads[number % len(loads)], number, tally)
    is_enough = tally["acknowledged"] >= len(numbers)
    assert is_enough or len(numbers) < 10, "too little was played to prove anything"
    return {**tally, "lost": 0}


def main() -> None:
    if not hasattr(signal, "SIGKILL"):
        sys.exit("There is no SIGKILL on this system.")
    parser = parser_of(__doc__, 1_000)
    parser.add_argument("--load", choices=LOADS, help="this one alone")
    asked = parser.parse_args()
    numbers = range(asked.first, asked.first + asked.count)
    told(lambda: kills(numbers, [asked.load] if asked.load else list(LOADS)))


if __name__ == "__main__":
    main()
