"""Meetings of a ladder, kept line by line, so that a run which was broken off goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from wargame.errors import RecordError, visible
from wargame.lab.meeting import Meeting

KIND: Final = "wargame ladder 1"


class LadderFile:
    """One run in a file: a header, then a line for each meeting.

    A file that was cut anywhere, even within the header, is gone on with.

    Raises:
        RecordError: There is a file of that name which is no such run, or of another deck or
            seed.
    """

    def __init__(self, path: Path, deck_hash: str, seed: int) -> None:
        self.path = path
        self._head = json.dumps({"kind": KIND, "deck_hash": deck_hash, "seed": seed})
        text = _read(path)
        self._is_begun = not self._head.startswith(text) or text == self._head
        self.known = list(self._meetings(text)) if self._is_begun else []

    @staticmethod
    def seed_in(path: Path) -> int | None:
        """The seed of the run in a file, or None if there is no such file."""
        head = _parse(_read(path).partition("\n")[0])
        seed = head.get("seed") if isinstance(head, dict) else None
        return seed if isinstance(seed, int) else None

    def add(self, meeting: Meeting) -> None:
        """Write a meeting down."""
        line = [meeting.first, meeting.second, meeting.index, *meeting.returns]
        with self.path.open("a" if self._is_begun else "w", encoding="utf-8") as file:
            # A line ends where the next begins: one that was torn then spoils no other.
            file.write(f"{'' if self._is_begun else self._head}\n{json.dumps(line)}")
        self._is_begun = True

    def _meetings(self, text: str) -> Iterator[Meeting]:
        first, *lines = text.splitlines()[:1_000_000]
        if first != self._head:
            raise RecordError(
                f"{visible(str(self.path))} is no ladder of this deck and seed. Name another file,"
                " or leave --seed away to go on with the one that is there."
            )
        for line in lines:
            match _parse(line):
                case [str(a), str(b), int(index), int(p), int(q), int(r), int(s)]:
                    yield Meeting(a, b, index, (p, q, r, s))


def _read(path: Path) -> str:
    """What is in a file; nothing if there is none."""
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def _parse(line: str) -> Any:
    """The line as data; None if it was torn."""
    try:
        return json.loads(line)
    except ValueError:
        return None
