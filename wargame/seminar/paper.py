"""What pages on paper are made of: for Markdown, and for a PDF elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from wargame.dataclass import dataclass

PartKind = Literal["prose", "head", "points", "steps", "lettered", "boxes", "scale", "lines", "cut"]
LETTERS = "abcde"


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A part of a page.

    Attributes:
        rows: A paragraph or a heading, or the rows of a list: with points, numbers, letters, or
            boxes to tick; of a `scale`, what stands before it and what may be ticked on it; a `cut`
            has none.
        count: Lines to write on.
    """

    kind: PartKind
    rows: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A page, or a few that belong together."""

    title: str
    parts: tuple[PaperPart, ...]


def prose(text: str) -> PaperPart:
    """A paragraph."""
    return PaperPart("prose", (" ".join(text.split()),))


def headed(title: str, rows: Sequence[str], kind: PartKind = "points") -> Iterator[PaperPart]:
    """A list under a heading, if it has any rows."""
    if rows:
        yield PaperPart("head", (title,))
        yield PaperPart(kind, tuple(" ".join(row.split()) for row in rows))
