"""How quick and how quiet the screens are, measured on a real pseudo-terminal.

python -m tests.bench.screens

Processor time stands beside that of `import textual.app` in the same minute, since a busy machine
makes both longer.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.tui.terminal import Terminal, plain

SIZES = [(80, 24), (120, 40), (200, 60)]
MOVES = 12
STEPS = 24
REST = 0.12
"""Longer than the cursor has to rest before the detail pane follows it."""


PAGES = {
    "help": "?",
    "commands": ":",
    "rules": "r",
    "the page before play": "b",
    "settings": "\x1bOS",
    "advice": "a",
    "a grown pane": "z",
    "course": "g",
    "your reasons": "\x1bOQ",
}
"""Screens and panes that are opened over a table, by the key that does it."""
TITLES = {"a new game": "n", "saves": "c", "decks": "d", "lessons": "t", "how to play": "h"}
"""Screens that the title opens."""


def begun(folder: Path, deck: str = "primer", name: str = "bench") -> None:
    """A kept game, one decision old."""
    with Terminal("play", deck, "--seed", "4", "--save", name, folder=folder) as terminal:
        terminal.wait_for("Enter begins")  # lessons for a newcomer, or the page before play
        terminal.settle()
        if "Learn first?" in plain(terminal.drawn):
            terminal.press("\r")
            terminal.wait_for("your page")
        terminal.press("\r")
        terminal.wait_for("Tab Pane")
        terminal.settle()
        terminal.press("\x11")
        terminal.leave()


def toolkit_ms() -> float:
    """Processor time of a program that imports the toolkit and does nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", "import textual.app"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def spent_ms(terminal: Terminal) -> float:
    """Processor time that a program has taken so far."""
    stat = Path(f"/proc/{terminal.process.pid}/stat").read_text(encoding="ascii")
    used = stat.rpartition(")")[2].split()[11:13]
    return 1000 * sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


def started_ms(folder: Path, *args: str, until: str) -> float:
    """Processor time from the start of the process to the first words of a screen."""
    with Terminal(*args, folder=folder) as terminal:
        terminal.wait_for(until, 300)
        return spent_ms(terminal)


def first_byte_ms(folder: Path, *args: str) -> float:
    """Processor time from the start of the process to the first byte that it draws."""
    with Terminal(*args, folder=folder) as terminal:
        terminal.read_some(300)
        times = Path(f"/proc/{terminal.process.pid}/schedstat").read_text(encoding="ascii")
        return int(times.split()[0]) / 1e6  # finer than the ticks of `spent_ms`; of one thread


def changes(
    folder: Path, size: tuple[int, int], pages: Mapping[str, str], *args: str
) -> dict[str, tuple[int, int]]:
    """Bytes that opening and leaving screens take, and bytes in an idle second on each."""
    found = {}
    for label, key in pages.items():
        with Terminal(*args, folder=folder, size=size) as terminal:
            terminal.wait_for("Tab Pane" if args else "New game")
            terminal.settle(2.0)
            opened = _drawn_by(terminal, key)
            idle = len(terminal.read(1))
            found[label] = max(opened, _drawn_by(terminal, "\x1b")), idle
    return found


def _drawn_by(terminal: Terminal, key: str) -> int:
    """Bytes that a key brings until the screen stands still."""
    terminal.press(key)
    first = terminal.read_some(15)
    return len(first) + len(terminal.settle(1.0, 20))


def title_ms(folder: Path) -> float:
    """From the start of the process to the first words of the title screen."""
    with Terminal(folder=folder) as terminal:
        return 1000 * terminal.wait_for("New game")


def loaded_ms(folder: Path, size: tuple[int, int]) -> float:
    """From the start of the process to the table of a kept game."""
    with Terminal("resume", "bench", folder=folder, size=size) as terminal:
        return 1000 * terminal.wait_for("Tab Pane")


def cursor(folder: Path, size: tuple[int, int]) -> tuple[list[int], list[float], list[int], int]:
    """Bytes and milliseconds of cursor moves in the hand, bytes of the detail that follows
    when the cursor rests, and bytes in two idle seconds."""
    with Terminal("resume", "bench", folder=folder, size=size) as terminal:
        terminal.wait_for("Tab Pane")
        terminal.settle()
        terminal.press("h")
        terminal.settle()
        idle = len(terminal.read(2))
        sizes, times, details = [], [], []
        for number in range(MOVES):
            begin = time.monotonic()
            terminal.press("\x1b[B" if number % 4 < 2 else "\x1b[A")
            data = b""
            while not data:
                data = terminal.read_some(0.2)
            times.append(1000 * (time.monotonic() - begin))
            data += terminal.read(0.02)
            sizes.append(len(data))
            details.append(len(terminal.read(REST)))
            terminal.settle(0.1)
        return sizes, times, details, idle


def grown_mb(folder: Path) -> float:
    """Memory that a thousand moves of the focus add."""
    with Terminal("resume", "bench", folder=folder) as terminal:
        terminal.wait_for("Tab Pane")
        terminal.settle(1.0)
        for _ in range(50):
            terminal.press("\t")
            terminal.read(0.02)
        terminal.settle()
        before = _held_mb(terminal)
        for _ in range(1000):
            terminal.press("\t")
            terminal.read(0.02)
        terminal.settle()
        return _held_mb(terminal) - before


def _held_mb(terminal: Terminal) -> float:
    stat = Path(f"/proc/{terminal.process.pid}/statm").read_text(encoding="ascii")
    return int(stat.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def steps(folder: Path, size: tuple[int, int]) -> tuple[list[float], float]:
    """Milliseconds from a key to the first byte of steps of a replay, and of a processor a step."""
    with Terminal("replay", "history-2018-2026", folder=folder, size=size) as terminal:
        terminal.wait_for("Right Step", 120)
        terminal.settle(1.0)
        times, before = [], spent_ms(terminal)
        for _ in range(STEPS):
            begin = time.monotonic()
            terminal.press("\x1b[C")
            terminal.read_some(5)
            times.append(1000 * (time.monotonic() - begin))
            terminal.settle(0.2)
        return times, (spent_ms(terminal) - before) / STEPS


def thinking(folder: Path, size: tuple[int, int]) -> tuple[list[float], list[float]]:
    """Milliseconds of cursor moves while the program learns the flagship, and while it thinks."""
    seats = [word for seat in ("us", "china") for word in ("--seat", f"{seat}=search:60s")]
    args = ["play", "entanglement", *seats, "--seed", "4"]
    with Terminal(*args, folder=folder, size=size) as terminal:
        terminal.wait_for("is learning the deck", 60)
        terminal.press("t")
        learns = _moves(terminal)
        terminal.wait_for("is choosing", 120)
        return learns, _moves(terminal)


def _moves(terminal: Terminal) -> list[float]:
    """Milliseconds from a key to the first byte that it draws."""
    times = []
    for number in range(MOVES):
        terminal.read(0.03)
        begin = time.monotonic()
        terminal.press("\x1b[B" if number % 4 < 2 else "\x1b[A")
        terminal.read_some(2)
        times.append(1000 * (time.monotonic() - begin))
        terminal.read(REST)
    return times


def figures(folder: Path) -> Iterator[str]:
    """A line per figure."""
    begun(folder)
    begun(folder, "entanglement", "flagship")
    toolkit = min(toolkit_ms() for _ in range(5))
    for label, args, until in (
        ("title", (), "New game"),
        ("a kept game of primer", ("resume", "bench"), "Tab Pane"),
        ("a kept game of entanglement", ("resume", "flagship"), "Tab Pane"),
    ):
        spent = min(started_ms(folder, *args, until=until) for _ in range(3))
        ratio = spent / toolkit
        yield f"{label}: {spent:.0f} ms of a processor, {ratio:.2f} times `import textual.app`"
    for label, args in (("title", ()), ("a kept game of entanglement", ("resume", "flagship"))):
        spent = min(first_byte_ms(folder, *args) for _ in range(3))
        yield f"{label}: first byte after {spent:.1f} ms of a processor"
    yield f"1,000 moves of the focus add {grown_mb(folder):.1f} MB"
    over = changes(folder, SIZES[-1], PAGES, "resume", "bench")
    for label, (most, idle) in (over | changes(folder, SIZES[-1], TITLES)).items():
        yield f"200x60   {label:<22} {most / 1000:.1f} KB to open or leave, {idle} bytes/s idle"
    titles = [title_ms(folder) for _ in range(5)]
    yield f"title screen          {min(titles):.0f} ms best, {statistics.median(titles):.0f} median"
    for size in SIZES:
        loads = [loaded_ms(folder, size) for _ in range(3)]
        sizes, times, details, idle = cursor(folder, size)
        label = f"{size[0]}x{size[1]}"
        middle = statistics.median(loads)
        yield f"{label:<8} loaded game  {min(loads):.0f} ms best, {middle:.0f} median"
        quick = statistics.median(times)
        yield f"{label:<8} cursor move  {quick:.1f} ms, {max(sizes)} bytes at most"
        yield f"{label:<8} detail after {max(details)} bytes at most"
        yield f"{label:<8} idle         {idle / 2:.0f} bytes/s"
    times, spent = steps(folder, SIZES[1])
    middle = statistics.median(times)
    yield f"120x40   replay step  {middle:.1f} ms, {max(times):.1f} at most; {spent:.0f} of work"
    new = folder / "new"  # where nothing has been learned of the flagship
    new.mkdir()
    begun(new)
    for label, times in zip(("learns", "thinks"), thinking(new, SIZES[0]), strict=True):
        middle = statistics.median(times)
        yield f"80x24    while it {label} {middle:.1f} ms, {max(times):.1f} at most"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for line in figures(Path(name)):
            sys.stdout.write(f"{line}\n")
