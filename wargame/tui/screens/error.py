"""What is shown when something of ours breaks: what it was, and that the game is safe.

It tells the kind of error and the place in our code. It shows no values of variables: those
could be somebody's hand.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path

from wargame.table.words.rows import ALERT, DIM, Row, blank, head, text_row

PLACES = 4
"""Places in our code that are told, the innermost last."""


def error_rows(error: BaseException, on: str) -> Callable[[int, int], list[Row]]:
    """The page about an error; `on` says how it is gone on from there."""
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__, limit=-PLACES)
    ]

    def rows(cells: int, _lines: int) -> list[Row]:
        kind = type(error).__name__
        return [
            head("Something of ours broke", cells),
            blank(),
            text_row(f"This is our fault, not yours: {kind}.", cells, ALERT),
            text_row("A game that is kept is safe up to its last move.", cells),
            blank(),
            text_row(on, cells),
            blank(),
            head("For the report", cells),
            *(text_row(place, cells, DIM) for place in places),
        ]

    return rows
