"""How long `deck check` takes, beside a plain reading of the same files.

`python -m tests.bench.checking [DECK…]`: seconds of CPU of the best of three, without the start of
Python, and how many times as long as it takes PyYAML to read the files into plain data. Each deck
is checked as it is, and with its first seat renamed where it is declared and nowhere else.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml

from wargame.content.library import DeckLibrary
from wargame.lab.authors.checking import check_deck

DECKS = ("primer", "entanglement")
TIMES = 3


def cpu(act: Callable[[], object]) -> float:
    """The least seconds of CPU that something takes."""
    found = []
    for _ in range(TIMES):
        begun = time.process_time()
        act()
        found.append(time.process_time() - begun)
    return min(found)


def read_plainly(folder: Path) -> None:
    """Read every file of a deck as YAML, and nothing more."""
    for path in sorted(folder.rglob("*.yaml")):
        yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def renamed(folder: Path, target: Path) -> Path:
    """A copy of a deck whose first seat is called otherwise than everywhere else."""
    shutil.copytree(folder, target)
    seats = target / "seats.yaml"
    text = re.sub(
        r"^- id: (\w+)", r"- id: \1x", seats.read_text("utf-8"), count=1, flags=re.MULTILINE
    )
    seats.write_text(text, "utf-8")
    return target


def main(names: list[str]) -> None:
    """Print a line for each deck and state."""
    for name in names or DECKS:
        folder = DeckLibrary().find(name).folder
        with tempfile.TemporaryDirectory() as place:
            other = renamed(folder, Path(place) / folder.name)
            plain = cpu(partial(read_plainly, folder))
            for state, at in (("as it is", folder), ("a seat renamed", other)):
                seconds = cpu(partial(check_deck, at))
                told = f"{seconds:.2f} s, {seconds / plain:.1f} plain readings"
                sys.stdout.write(f"{name}, {state}: {told}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
