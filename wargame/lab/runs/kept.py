"""What a study has found so far, kept line by line, so that one that was broken off goes on.

The first line says which study it is, and which version of the program began it; every other line
is one task's key and what was found. Another version may go on, since the hashes of deck and rules
say whether the games are the same: a line before what it adds names it. A last line that was torn
is written anew. The file may come from anybody, so its size and the type of every value are
checked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import islice, takewhile
from pathlib import Path
from typing import IO, Any, Final, Generic, TypeVar

from pydantic import TypeAdapter

import wargame
from wargame.content.places import not_written
from wargame.errors import NotSaved, RecordError, visible
from wargame.play.seeds import SEED_LIMIT, is_secret

PROGRAM: Final = "program"
"""What the version of the program is called in a first line, and in one that names it alone."""

LONGEST_LINE: Final = 1 << 16
MOST_LINES: Final = 5_000_000
MOST_DIGITS: Final = 20
MOST_NAMED: Final = 5
"""Versions that a message names, besides the first."""
SHOWN: Final = 60
"""Characters of a value that a message repeats."""

Key = tuple[str | int, ...]
"""Which task of a study: names and numbers."""

Head = Mapping[str, object]
"""What the findings rest on, as plain data: the kind of study, the deck, the seed and so on."""

Found = TypeVar("Found")


class Kept(Generic[Found]):
    """The findings in a file.

    Args:
        path: The file; it need not be there yet.
        head: What its findings must rest on.
        found: The type of a finding: a dataclass of plain values.

    Raises:
        RecordError: The file holds something else.
    """

    def __init__(self, path: Path, head: Head, found: type[Found]) -> None:
        self.path = path
        self._asked = json.dumps(head).encode()[:-1]
        self._head = json.dumps({**head, PROGRAM: wargame.__version__}).encode() + b"\n"
        self._line: TypeAdapter[tuple[Key, Found]] = TypeAdapter(tuple[Key, found])  # type: ignore[valid-type]
        self._places: dict[Key, int] = {}
        self._program = ""
        self._size = self._end = 0
        self._lines: list[bytes] = []
        self._old: IO[bytes] | None = None
        self._new: IO[bytes] | None = None
        self._failed: NotSaved | None = None
        if path.exists():
            self._old = _open(path)
            try:
                self._read(self._old)
            except RecordError:
                self.close()
                raise

    @staticmethod
    def seed_in(path: Path) -> int | None:
        """The seed of the study in a file, or None if there is none."""
        seed = _head_in(path).get("seed")
        return seed if type(seed) is int and 0 <= seed < SEED_LIMIT else None

    @staticmethod
    def secret_in(path: Path) -> str:
        """The secret of the study in a file, or "" if there is none."""
        secret = _head_in(path).get("secret")
        return secret if is_secret(secret) else ""

    @staticmethod
    def written_elsewhere(path: Path) -> str:
        """What to say of a file that other versions of the program wrote to, or ""."""
        begun, *later = _programs_in(path) or [wargame.__version__]
        here, others = wargame.__version__, list(dict.fromkeys(later))
        if {begun, *others} <= {here}:
            return ""
        there = f"version {begun}" if begun else "a version that it does not name"
        by = f", and gone on with by version {' and '.join(others)}" if others else ""
        return (
            f"{visible(f'{path} was begun by {there}{by}')}; this is {here}. Deck and rules are "
            "the same, so what is there counts; players of the program may have changed."
        )

    def begin(self) -> None:
        """Have the file there, if it is new, before anybody plays: only what is there is hidden
        from programs, and its head tells what luck hangs on.

        Raises:
            RecordError, NotSaved: As of `flush`.
        """
        if not self._end:
            self.flush()

    def known(self, key: Key) -> Found | None:
        """What was found for a task, or None if the file does not say."""
        place = self._places.get(key)
        if place is None or self._old is None:
            return None
        self._old.seek(place)
        return self._parse(self._old.readline(LONGEST_LINE))[1]

    def add(self, key: Key, found: Found) -> None:
        """Write a finding down. It is kept for good after `flush`."""
        self._lines.append(self._line.dump_json((key, found)) + b"\n")

    def flush(self) -> None:
        """Hand what was written to the system, in one go, so that it outlives this process.

        Raises:
            RecordError: Somebody else has written to the file since it was read.
            NotSaved: The disk does not take it. Nothing more is written then, as a line that was
                torn may only be the last.
        """
        if self._failed is not None:
            raise self._failed
        data, self._lines = b"".join(self._lines), []
        try:
            if self._new is None:
                self._new = self._begin()
                data = self._opening() + data
            while data:
                data = data[self._new.write(data) :]
        except OSError as error:
            self._failed = not_written(self.path, error)
            raise self._failed from error

    def close(self) -> None:
        """Let go of the file."""
        for file in (self._old, self._new):
            if file is not None:
                file.close()

    def _begin(self) -> IO[bytes]:
        """The file, cut after its last whole line."""
        file = self.path.open("ab", buffering=0)
        if file.tell() != self._size:
            file.close()
            name = visible(str(self.path))
            raise RecordError(f"{name} is being written by another run. Name another file.")
        file.truncate(self._end)
        return file

    def _opening(self) -> bytes:
        """What stands before what this run adds: the head, or who goes on with the file."""
        if not self._end:
            return self._head
        if self._program == wargame.__version__:
            return b""
        return json.dumps({PROGRAM: wargame.__version__}).encode() + b"\n"

    def _read(self, file: IO[bytes]) -> None:
        """Find every line; all are read, so that nothing is refused half-way."""
        head = file.readline(LONGEST_LINE)
        self._size = len(head)
        if not head.endswith(b"\n"):  # torn, or none
            if not (self._asked.startswith(head) or head.startswith(self._asked)):
                raise self._other(_head_of(head))
            return
        there = _head_of(head)
        if {**there, PROGRAM: ""} != {**json.loads(self._head), PROGRAM: ""}:
            raise self._other(there)
        self._end, self._program = file.tell(), _program_of(there)
        for number in range(2, MOST_LINES + 2):
            line = file.readline(LONGEST_LINE)
            self._size = self._end + len(line)
            if not line.endswith(b"\n") and len(line) < LONGEST_LINE:
                return
            if program := _named_in(line):
                self._program, self._end = program, file.tell()
                continue
            try:
                key = self._parse(line)[0]
            except (ValueError, RecursionError):
                raise RecordError(
                    f"{visible(str(self.path))}, line {number}: this is no result of a study."
                    " Name another file."
                ) from None
            self._places.setdefault(key, self._end)
            self._end = file.tell()
        raise RecordError(f"{visible(str(self.path))} has more than {MOST_LINES:,} lines.")

    def _parse(self, line: bytes) -> tuple[Key, Found]:
        """A line's key and finding; a `ValueError` of some kind if it is none."""
        json.loads(line, parse_int=_whole)
        return self._line.validate_json(line, strict=True)

    def _other(self, head: Head) -> RecordError:
        """That the file belongs to another study, and what tells them apart."""
        mine = json.loads(self._asked + b"}")
        name = visible(str(self.path))
        if not str(head.get("kind", "")).startswith("wargame "):
            return RecordError(f"{name} holds no results of a study. Name another file.")
        differs, there, here = _apart(head, mine)
        return RecordError(
            f"{name} holds results of another study: its {differs.replace('_', ' ')} is {there},"
            f" not {here}. Name another file, or ask what was asked before."
        )


def _open(path: Path) -> IO[bytes]:
    """A file to read from.

    Raises:
        RecordError: It is a pipe or a device, which might never end.
    """
    if not path.is_file():
        raise RecordError(f"{visible(str(path))} is no ordinary file. Name another.")
    return path.open("rb")


def _head_in(path: Path) -> dict[str, Any]:
    """The head of a file; empty if there is none."""
    if not path.exists():
        return {}
    with _open(path) as file:
        return _head_of(file.readline(LONGEST_LINE))


def _head_of(line: bytes) -> dict[str, Any]:
    """A first line as data; empty if it is none."""
    try:
        head = json.loads(line, parse_int=_whole)
    except (ValueError, RecursionError):
        return {}
    return head if isinstance(head, dict) else {}


def _programs_in(path: Path) -> list[str]:
    """The versions of the program that wrote to a file, in order; "" for one that began it and is
    not named. Empty if there is no file, or one without a head."""
    if not path.exists():
        return []
    with _open(path) as file:
        head = _head_of(file.readline(LONGEST_LINE))
        lines = iter(lambda: file.readline(LONGEST_LINE), b"")
        later = [*filter(None, map(_named_in, islice(lines, MOST_LINES)))]
    return [_program_of(head), *later[:MOST_NAMED]] if head else []


def _named_in(line: bytes) -> str:
    """The version that a line names alone, or ""."""
    found = _head_of(line) if line.startswith(b"{") and line.endswith(b"\n") else {}
    return _program_of(found) if found.keys() == {PROGRAM} else ""


def _program_of(head: Head) -> str:
    return str(head.get(PROGRAM, ""))[:SHOWN]


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError("too large")
    return int(digits)


def _apart(there: Head, mine: Head) -> tuple[str, str, str]:
    """The first thing in which two heads differ, as deep as it has a name, and both its values.

    >>> _apart({"seed": 1, "trial": {"to": 4}}, {"seed": 1, "trial": {"to": 5}})
    ('trial.to', '4', '5')
    """
    field = next((field for field in mine if there.get(field) != mine[field]), "kind")
    old, new = there.get(field), mine[field]
    if isinstance(old, dict) and isinstance(new, dict) and new.keys() >= old.keys():
        name, *values = _apart(old, new)
        return (f"{field}.{name}", values[0], values[1])
    return (field, *_shown(old, new))


def _shown(old: object, new: object) -> tuple[str, str]:
    """Two values of heads that differ, shortened to where they do."""
    texts = [visible(json.dumps(value, ensure_ascii=False)) for value in (old, new)]
    alike = len([*takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False))])
    start = alike - SHOWN // 3 if alike > SHOWN // 2 else 0
    one, other = (
        f"{'…' if start else ''}{text[start : start + SHOWN]}{'…' * (len(text) > start + SHOWN)}"
        for text in texts
    )
    return one, other
