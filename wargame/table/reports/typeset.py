"""A report as linear text, as Markdown, and rows as comma-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
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
from wargame.table.words.gate import pad, width, wrap
from wargame.table.words.wrap import WIDTH, as_written, wrapped

LEAST = 24
"""Cells of a column whose texts go on in further lines where a table would be too wide."""


def text(report: Report, cells: int = WIDTH) -> Iterator[str]:
    """The lines of a report, for a terminal.

    Args:
        cells: What a table that would be wider is made to fit.

    >>> list(text((Table((Column("seat", 6), Column("points", 0)), (("north", "3"),)),)))
    [' seat   points', ' north  3']
    """
    for place, block in enumerate(report):
        if place:
            yield ""
        yield from _block_lines(block, cells)


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


def _block_lines(block: Block, cells: int) -> Iterator[str]:
    match block:
        case SectionTitle(text):
            yield from as_written(text.upper())
        case Paragraph(lines):
            for line in lines:
                yield from _broken(line)
        case Table():
            if block.title:
                yield from as_written(block.title)
            yield from _table_lines(block, cells)
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
        return as_written(f"{line.first}{line.told}")
    return wrapped(line.told, line.first, line.rest)


def _table_lines(table: Table, cells: int) -> Iterator[str]:
    """A table that fits: the longest texts go on below themselves, or else the columns for which
    there is no room stand below the others, each part with the first column."""
    columns, told = table.columns, list(table.rows)
    if table.is_headed:
        told.insert(0, tuple(column.title for column in columns))
    wide = [
        max(column.width, *map(width, texts), 0)
        for column, *texts in zip(columns, *told, strict=True)
    ]
    over = sum(wide) + sum(column.gap for column in columns) - cells
    texts = [n for n, column in enumerate(columns) if not column.is_number]
    longest = max(texts, key=wide.__getitem__, default=-1)
    if over > 0 and longest >= 0 and wide[longest] - over >= LEAST:
        wide[longest] -= over
        over = 0
    parts = _parts(columns, wide, cells) if over > 0 else [list(range(len(columns)))]
    for place, part in enumerate(parts):
        if place:
            yield ""
        for row in told:
            yield from _row([(columns[n], wide[n], row[n]) for n in part])


def _parts(columns: Sequence[Column], wide: Sequence[int], cells: int) -> list[list[int]]:
    """The columns that stand beside one another, by their places; the first is in each part."""
    room = cells - columns[0].gap - wide[0]
    parts, left = [[0]], room
    for n in range(1, len(columns)):
        needed = columns[n].gap + wide[n]
        if needed > left and len(parts[-1]) > 1:
            parts.append([0])
            left = room
        parts[-1].append(n)
        left -= needed
    return parts


def _row(row: Sequence[tuple[Column, int, str]]) -> Iterator[str]:
    """The lines of a row, each cell below the head of its column."""
    told = [
        [cell] if width(cell) <= cells else list(wrap(cell, cells, "", "  "))
        for _, cells, cell in row
    ]
    for parts in zip_longest(*told, fillvalue=""):
        beside = zip(row, parts, strict=True)
        yield "".join([_cell(column, cells, part) for (column, cells, _), part in beside]).rstrip()


def _cell(column: Column, cells: int, part: str) -> str:
    return " " * column.gap + pad(part, cells, right=column.is_number)


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
