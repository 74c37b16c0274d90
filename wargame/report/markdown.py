"""A review as Markdown: text, lists and tables; a chart is its table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from wargame.errors import visible
from wargame.report.document import (
    FigurePiece,
    ListPiece,
    Piece,
    ProsePiece,
    ReviewDocument,
    SubtitlePiece,
)
from wargame.table.reports.blocks import Table

_SIGNS = re.compile(r"([\\*_{}\[\]#|~$&]|[.:](?=\S))")
"""What Markdown, or one of its kinds, could take for more than a sign; an address has dots and
colons within."""
_BEGINNING = re.compile(r"^(\d*)([.)+\-=>])")
"""What begins a list, a rule or a quotation."""
_BACKTICK = re.compile(r"(?<!`)(`wargame [\w /=,-]+`)(?![^\s.,;:)])|`")
"""A command of ours that is to be typed; or any other backtick, which is written by its number, for
there are kinds of Markdown that run what stands between two, with or without a backslash there."""


def markdown(document: ReviewDocument) -> str:
    """The whole text."""
    return "\n\n".join(_parts(document)) + "\n"


def harmless(text: str) -> str:
    r"""A text of one line in which no sign means anything.

    >>> harmless("<b>*x*</b>")
    '&lt;b>\\*x\\*&lt;/b>'
    >>> harmless("See http://a.b, as it is. 1. No list.")
    'See http\\://a\\.b, as it is. 1. No list.'
    >>> harmless("- no list"), harmless("12. none"), harmless("(all)")
    ('\\- no list', '12\\. none', '(all)')
    >>> harmless("Type `wargame play`, not `r 1+1`.")
    'Type `wargame play`, not &#96;r 1+1&#96;.'
    """
    told = _SIGNS.sub(r"\\\1", visible(" ".join(text.split())))
    told = _BEGINNING.sub(r"\1\\\2", told).replace("<", "&lt;")
    return _BACKTICK.sub(lambda one: one[1] or "&#96;", told)


def _parts(document: ReviewDocument) -> Iterator[str]:
    yield f"# {harmless(document.title)}"
    if document.made_by:
        yield f"Made by: {harmless(document.made_by)}"
    for notice in document.notices:
        yield f"> {harmless(notice)}"
    for section in document.sections:
        yield f"## {harmless(section.heading)}"
        for piece in section.pieces:
            yield _piece(piece)


def _piece(piece: Piece) -> str:
    match piece:
        case ProsePiece(text, is_strong):
            return f"**{harmless(text)}**" if is_strong else harmless(text)
        case SubtitlePiece(text):
            return f"### {harmless(text)}"
        case ListPiece():
            return "\n".join(line for row, under in piece.lines for line in _item(row, under))
        case FigurePiece(_, table):
            return _table(table)
        case Table():
            return _table(piece)
        case _:
            assert_never(piece)


def _item(row: str, under: Sequence[str]) -> Iterator[str]:
    yield f"- {harmless(row)}"
    yield from (f"  - {harmless(line)}" for line in under)


def _table(table: Table) -> str:
    heads = [harmless(column.title) for column in table.columns]
    rules = ["---:" if column.is_number else "---" for column in table.columns]
    rows = [heads, rules, *([harmless(cell) for cell in row] for row in table.rows)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    caption = f"**{harmless(table.title)}**\n\n" if table.title else ""
    return caption + "\n".join(lines)
