"""Meetings of a ladder, kept line by line, so that a run which was broken off goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from wargame.errors import RecordError, visible
from wargame.lab.ladder import Meeting

KIND: Final = "wargame ladder 1"


class LadderFile:
    """One run in a file: a header, then a line for each meeting.

    Raises:
        RecordError: There is a file of that name which is no such run, or of another deck or
            seed.
    """

    def __init__(self, path: Path, deck_hash: str, seed: int) -> None:
        self.path = path
        self._head = {"kind": KIND, "deck_hash": deck_hash, "seed": seed}
        self.known = list(self._read()) if path.exists() else []

    @staticmethod
    def seed_in(path: Path) -> int | None:
        """The seed of the run in a file, or None if there is no such file."""
        if not path.exists():
            return None
        head = _parse(path.read_text(encoding="utf-8").partition("\n")[0])
        seed = head.get("seed") if isinstance(head, dict) else None
        return seed if isinstance(seed, int) else None

    def add(self, meeting: Meeting) -> None:
        """Write a meeting down."""
        before = "" if self.path.exists() else json.dumps(self._head)
        line = [meeting.first, meeting.second, meeting.index, *meeting.returns]
        with self.path.open("a", encoding="utf-8") as file:
            # A line ends where the next begins: one that was torn then spoils no other.
            file.write(f"{before}\n{json.dumps(line)}")

    def _read(self) -> Iterator[Meeting]:
        first, *lines = self.path.read_text(encoding="utf-8").splitlines()[:1_000_000] or [""]
        if _parse(first) != self._head:
            raise RecordError(
                f"{visible(str(self.path))} is no ladder of this deck and seed. Name another file,"
                " or leave --seed away to go on with the one that is there."
            )
        for line in lines:
            match _parse(line):
                case [str(a), str(b), int(index), int(p), int(q), int(r), int(s)]:
                    yield Meeting(a, b, index, (p, q, r, s))


def _parse(line: str) -> Any:
    """The line as data; None if it was torn."""
    try:
        return json.loads(line)
    except ValueError:
        return None
