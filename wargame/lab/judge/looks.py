"""The log of looks: every run of registered gauges on a deck while it is being tuned.

The lab writes it, beside the deck, before the run begins. Who cannot write it cannot look.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from wargame.content.library import DeckRef
from wargame.content.places import read_bounded
from wargame.dataclass import dataclass
from wargame.errors import RecordError, UsageError, system_says, visible

FILE: Final = "looks.jsonl"
FREE: Final = frozenset({"random"})
"""Players by whom controls are run: a look at their games is free."""

MOST_BYTES: Final = 16_000_000
"""Some fifty thousand looks."""


@dataclass(frozen=True, slots=True)
class Look:
    """A run of registered gauges.

    Attributes:
        when: Date and time, UTC.
        what: The command or study.
        deck_hash: 64 hex digits over all that the deck says.
        variant: What was laid over it.
        players: Who was drawn from.
        seed: Of the run.
        games: How many.
    """

    when: str
    what: str
    deck_hash: str
    variant: str
    players: tuple[str, ...]
    seed: int
    games: int


def is_a_look(players: Sequence[str]) -> bool:
    """Whether these players are more than a control.

    >>> is_a_look(["random"]), is_a_look(["random", "greedy"])
    (False, True)
    """
    return not set(players) <= FREE


def log_look(
    deck: DeckRef, deck_hash: str, what: str, players: Sequence[str], seed: int, games: int
) -> None:
    """Write a look down before it is had.

    Raises:
        UsageError: It cannot be written.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    look = Look(now, what, deck_hash, deck.variant, tuple(players), seed, games)
    path = deck.folder / FILE
    try:
        with path.open("ab+") as file:
            file.seek(max(0, file.tell() - 1))
            is_torn = file.read() not in (b"", b"\n")
            file.write(b"\n" * is_torn + json.dumps(asdict(look)).encode() + b"\n")
    except OSError as error:
        why = system_says(error)
        raise UsageError(
            f"A look at registered gauges has to be written down, and {visible(str(path))} cannot"
            f" be written: {why}. Copy the deck's folder to where you may write, and name the copy."
        ) from None


def looks_at(deck: DeckRef) -> list[Look]:
    """Every look that was had at a deck, in order.

    Raises:
        RecordError: A line is none: who wrote it has to say whether there was one. Or the file is
            no such log.
    """
    path = deck.folder / FILE
    if not path.exists():
        return []
    data = read_bounded(path, MOST_BYTES, "log of looks", "Take out what is no look.")
    lines = data.split(b"\n")
    return [_look(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _look(path: Path, number: int, line: bytes) -> Look:
    try:
        row = json.loads(line)
        return Look(**{**row, "players": tuple(row["players"])})
    except (ValueError, TypeError, KeyError, RecursionError):
        raise RecordError(
            f"{visible(str(path))}, line {number}: this is no look at registered gauges. Mend the"
            " line, or take it out if nobody looked."
        ) from None
