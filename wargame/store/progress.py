"""What somebody has learned: lessons by deck, how far the last one has come, puzzles solved."""

from __future__ import annotations

import json
from dataclasses import field
from typing import Any

from wargame.dataclass import dataclass
from wargame.store.own import read_own, write_own

FILE = "lessons.json"
MOST = 100
"""Lessons of a deck, and moves of a lesson, that are remembered."""


@dataclass(slots=True)
class Progress:
    """How far somebody is with one deck.

    Attributes:
        learned: Lessons that are done.
        at: The lesson that was left, or "".
        taken: What was done in it so far.
        solved: Puzzles that are solved.
    """

    deck: str
    learned: list[str] = field(default_factory=list)
    at: str = ""
    taken: list[str] = field(default_factory=list)
    solved: list[str] = field(default_factory=list)

    def keep(self) -> None:
        """Write it down, if the disk allows it."""
        whole = _whole()
        whole[self.deck] = {
            "learned": self.learned,
            "at": self.at,
            "taken": self.taken,
            "solved": self.solved,
        }
        write_own(FILE, json.dumps(whole, indent=1).encode())


def progress_of(deck: str) -> Progress:
    """How far somebody is with a deck, as it is written down; what is no progress is nothing."""
    found = _whole().get(deck)
    if not isinstance(found, dict):
        return Progress(deck)
    at = found.get("at")
    return Progress(
        deck,
        _words(found.get("learned")),
        at if isinstance(at, str) else "",
        _words(found.get("taken")),
        _words(found.get("solved")),
    )


def has_learned_anything() -> bool:
    """Whether anybody has begun with lessons here."""
    return bool(_whole())


def _whole() -> dict[str, Any]:
    data = read_own(FILE)
    try:
        found = json.loads(data) if data is not None else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _words(found: Any) -> list[str]:
    listed = found[:MOST] if isinstance(found, list) else []
    return [one for one in listed if isinstance(one, str)]
