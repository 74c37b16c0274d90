"""What the proofs share: how many cases they work through, and their line of figures."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping

Figures = Mapping[str, int | float | str]
"""What a proof counted, by name."""


def parser_of(text: str | None, count: int) -> argparse.ArgumentParser:
    """The options that every proof takes.

    Args:
        text: The module's docstring; its first line is shown.
        count: How many cases it works through unless told otherwise.
    """
    parser = argparse.ArgumentParser(description=(text or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=count, help="how many cases")
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    return parser


def told(work: Callable[[], Figures]) -> None:
    """Do the work, and print its figures on one line."""
    start = time.perf_counter()
    found = {**work(), "seconds": round(time.perf_counter() - start, 1)}
    sys.stdout.write(", ".join(f"{name} {value}" for name, value in found.items()) + "\n")
