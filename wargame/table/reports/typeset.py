"""A report as linear text, as Markdown, and rows as comma-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import assert_never

from wargame.table.reports.blocks import (
    Block,
    Column,
    ItemList,
    Line,
    Paragraph,
    Report,
    SectionTitle,
    Table,
)
from wargame.table.words.wrap import wrapped


def text(report: Report) -> Iterator[str]:
    """The lines of a report, for a terminal.

    >>> list(text((Table((Column("seat", 6), Column("points", 0)), (("north", "3"),)),)))
    [' seat   points', ' north  3']
    """
    for place, block in enumerate(report):
        if place:
            yield ""
        yield from _block_lines(block)


def markdown(report: Report) -> Iterator[str]:
    """The lines of a report, for a page.

    >>> list(markdown((Table((Column("seat"), Column("points")), (("north", "3"),)),)))
    ['| seat | points |', '|---|---|', '| north | 3 |']
    """
    for place, block in enumerate(report):
        if place:
            yield ""
        match block:
            case SectionTitle(text):
                yield f"### {text}"
            case Paragraph(lines):
                yield from [_marked(line) + "\\" for line in lines[:-1]]
                yield from [_marked(line) for line in lines[-1:]]
            case Table():
                yield from _markdown_table(block)
            case ItemList(title, items):
                yield title
                yield ""
                yield from [f"- {line.told}" for line in items]
            case _:
                assert_never(block)


def csv_line(cells: Iterable[object]) -> str:
    """A row as comma-separated values, without its end.

    >>> csv_line(["a", "b, c", 3])
    'a,"b, c",3'
    """
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _block_lines(block: Block) -> Iterator[str]:
    match block:
        case SectionTitle(text):
            yield text.upper()
        case Paragraph(lines):
            for line in lines:
                yield from _broken(line)
        case Table(columns, rows, title):
            if title:
                yield title
            heads = [column.title for column in columns]
            told = [heads, *rows] if block.is_headed else rows
            wide = [
                max(column.width, *map(len, cells), 0)
                for column, *cells in zip(columns, *told, strict=True)
            ]
            for row in told:
                yield _row(columns, wide, row)
        case ItemList(title, items):
            yield from wrapped(title)
            for line in items:
                yield from wrapped(line.told, "  - ", "    ")
        case _:
            assert_never(block)


def _marked(line: Line) -> str:
    return "&emsp;" * line.depth + f"{line.first}{line.told}".strip()


def _broken(line: Line) -> list[str]:
    if line.rest is None:
        return [f"{line.first}{line.told}"]
    return wrapped(line.told, line.first, line.rest)


def _row(columns: Iterable[Column], wide: Iterable[int], cells: Iterable[str]) -> str:
    """A line of a table, each cell below the head of its column."""
    told = zip(columns, wide, cells, strict=True)
    return "".join([_cell(column, width, cell) for column, width, cell in told]).rstrip()


def _cell(column: Column, width: int, cell: str) -> str:
    align = ">" if column.is_number else "<"
    return " " * column.gap + f"{cell:{align}{width}}"


def _markdown_table(block: Table) -> Iterator[str]:
    if block.title:
        yield block.title
        yield ""
    yield _cells(column.title for column in block.columns)
    yield f"|{'---|' * len(block.columns)}"
    for row in block.rows:
        yield _cells(row)


def _cells(cells: Iterable[str]) -> str:
    told = [cell.strip().replace("|", "\\|") for cell in cells]
    return "|" + "".join([f" {cell} |" if cell else " |" for cell in told])
