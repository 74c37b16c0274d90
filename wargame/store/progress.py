"""What somebody has learned: lessons by deck, how far the last one has come, puzzles solved.

Several windows may be open: each writes down what it has changed, and leaves what others wrote.
"""

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
        trouble: Why what has changed last could not be written down, or "".
    """

    deck: str
    learned: list[str] = field(default_factory=list)
    at: str = ""
    taken: list[str] = field(default_factory=list)
    solved: list[str] = field(default_factory=list)
    trouble: str = field(default="", compare=False)
    _known: Progress | None = field(default=None, repr=False, compare=False)

    def keep(self) -> None:
        """Write down what has changed, if the disk allows it."""
        whole = _whole()
        self._take_in(_read(self.deck, whole.get(self.deck)))
        whole[self.deck] = {
            "learned": self.learned,
            "at": self.at,
            "taken": self.taken,
            "solved": self.solved,
        }
        self.trouble = write_own(FILE, json.dumps(whole, indent=1).encode())
        self.remember()

    def _take_in(self, there: Progress) -> None:
        """What is written down, and what has changed here since it was read."""
        known = self._known or Progress(self.deck)
        self.learned = _changed(there.learned, known.learned, self.learned)
        self.solved = _changed(there.solved, known.solved, self.solved)
        if (self.at, self.taken) == (known.at, known.taken):
            self.at, self.taken = there.at, there.taken

    def remember(self) -> None:
        """From here on is counted what has changed."""
        learned, taken, solved = (list(one) for one in (self.learned, self.taken, self.solved))
        self._known = Progress(self.deck, learned, self.at, taken, solved)


def progress_of(deck: str) -> Progress:
    """How far somebody is with a deck, as it is written down; what is no progress is nothing."""
    found = _read(deck, _whole().get(deck))
    found.remember()
    return found


def _changed(there: list[str], known: list[str], ours: list[str]) -> list[str]:
    """A list as it is written down, changed as ours has changed since it was known."""
    kept = [one for one in there if one in ours or one not in known]
    return [*kept, *(one for one in ours if one not in known and one not in kept)]


def _read(deck: str, found: Any) -> Progress:
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
