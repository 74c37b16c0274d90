"""How quick and how quiet the screens are, measured on a real pseudo-terminal.

python -m tests.bench.screens
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.tui.terminal import Terminal

SIZES = [(80, 24), (120, 40), (200, 60)]
MOVES = 12
REST = 0.12
"""Longer than the cursor has to rest before the detail pane follows it."""


def begun(folder: Path) -> None:
    """A kept game, one decision old."""
    with Terminal("play", "primer", "--seed", "4", "--save", "bench", folder=folder) as terminal:
        terminal.wait_for("your page")
        terminal.press("\r")
        terminal.wait_for("Hand")
        terminal.settle()
        terminal.press("\x11")
        terminal.leave()


def title_ms(folder: Path) -> float:
    """From the start of the process to the first words of the title screen."""
    with Terminal(folder=folder) as terminal:
        return 1000 * terminal.wait_for("New game")


def loaded_ms(folder: Path, size: tuple[int, int]) -> float:
    """From the start of the process to the table of a kept game."""
    with Terminal("resume", "bench", folder=folder, size=size) as terminal:
        return 1000 * terminal.wait_for("Hand")


def cursor(folder: Path, size: tuple[int, int]) -> tuple[list[int], list[float], list[int], int]:
    """Bytes and milliseconds of cursor moves in the hand, bytes of the detail that follows
    when the cursor rests, and bytes in two idle seconds."""
    with Terminal("resume", "bench", folder=folder, size=size) as terminal:
        terminal.wait_for("Hand")
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
    for label, times in zip(("learns", "thinks"), thinking(folder, SIZES[0]), strict=True):
        middle = statistics.median(times)
        yield f"80x24    while it {label} {middle:.1f} ms, {max(times):.1f} at most"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for line in figures(Path(name)):
            sys.stdout.write(f"{line}\n")
