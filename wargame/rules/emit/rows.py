"""Rows of the engine's tables as text: calls with keywords, wrapped to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

WIDTH = 100
"""How long a line may get."""


@dataclass(frozen=True, slots=True)
class Row:
    """A call of a row's class: its name, and a cell for each keyword.

    >>> str(Row("CardRow", {"seat": "PORT", "pay": None, "do": 9, "rival_do": 0, "once": False}))
    'CardRow(seat=PORT, do=9)'
    """

    kind: str
    cells: Mapping[str, object]

    def __str__(self) -> str:
        return f"{self.kind}({', '.join(f'{name}={_text(cell)}' for name, cell in self.said())})"

    def said(self) -> Iterator[tuple[str, object]]:
        """The cells that say anything: no absent function, no empty segment, no `False`."""
        for name, cell in self.cells.items():
            is_nothing = cell is None or cell is False or cell == "None"
            if not is_nothing and not (name.endswith("do") and cell == 0):
                yield name, cell

    def lines(self) -> list[str]:
        """The call on as few lines as its width allows; rows within it on lines of their own."""
        whole = str(self)
        if len(whole) + 4 <= WIDTH and not any(_has_rows(cell) for _, cell in self.said()):
            return [whole]
        lines: list[str] = []
        for name, cell in self.said():
            if isinstance(cell, list) and _has_rows(cell):
                lines += [f"{name}=[", *(f"    {one}," for one in cell), "],", ""]
            elif _has_rows(cell):
                lines += [f"{name}={cell},", ""]
            else:
                _fill(lines, f"{name}={cell},")
        return [f"{self.kind}(", *(f"    {line}" for line in lines if line), ")"]


def _text(cell: object) -> str:
    return f"[{', '.join(map(str, cell))}]" if isinstance(cell, list) else str(cell)


def _has_rows(cell: object) -> bool:
    inner = cell if isinstance(cell, list) else [cell]
    return any(isinstance(one, Row) for one in inner)


def _fill(lines: list[str], text: str) -> None:
    """Put a cell behind those on the last line, if it fits there."""
    if lines and lines[-1] and len(lines[-1]) + len(text) + 9 < WIDTH:
        lines[-1] += f" {text}"
    else:
        lines.append(text)


def added(table: str, row: Row) -> str:
    """A statement that adds a row to a table."""
    inner = "\n".join(f"    {line}" for line in row.lines())
    return f"TABLES.{table}.append(\n{inner}\n)"


def told(name: str, row: Row) -> str:
    """A statement that gives the tables their only row of a kind."""
    return f"TABLES.{name} = " + "\n".join(row.lines())


def filled(table: str, cells: Iterable[object]) -> str:
    """A statement that fills a table, an entry a line."""
    lines = [f"    {_text(cell)},\n" for cell in cells]
    inner = "\n" + "".join(lines) if lines else ""
    return f"TABLES.{table} = [{inner}]"
