"""Rows of the engine's tables as text: calls with keywords, wrapped to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from wargame.dataclass import dataclass
from wargame.rules.emit.unit import Unit, indent

WIDTH = 100
"""How long a line may get."""

INDENT = 8
"""How far the lines of a method are indented."""


@dataclass(frozen=True, slots=True)
class RowCall:
    """A call of a row's class: its name, and a cell for each keyword.

    >>> str(RowCall("CardRow", {"seat": "PORT", "pay": None, "do": 9, "rival_do": 0}))
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

    def returned(self) -> list[str]:
        """The call as what a method returns: on one line, or its cells on lines of their own."""
        whole = f"return {self}"
        nested = any(_has_rows(cell) for _, cell in self.said())
        if len(whole) + INDENT <= WIDTH and not nested:
            return [whole]
        lines: list[str] = []
        for name, cell in self.said():
            if isinstance(cell, list) and _has_rows(cell):
                lines += [f"{name}=[", *(f"    {one}," for one in cell), "],", ""]
            elif _has_rows(cell):
                lines += [f"{name}={cell},", ""]
            else:
                _fill(lines, f"{name}={_text(cell)},")
        return [f"return {self.kind}(", *indent(line for line in lines if line), ")"]


def _text(cell: object) -> str:
    return f"[{', '.join(map(str, cell))}]" if isinstance(cell, list) else str(cell)


def _has_rows(cell: object) -> bool:
    inner = cell if isinstance(cell, list) else [cell]
    return any(isinstance(one, RowCall) for one in inner)


def _fill(lines: list[str], text: str) -> None:
    """Put a cell behind those on the last line, if it fits there."""
    if lines and lines[-1] and len(lines[-1]) + len(text) + INDENT + 5 <= WIDTH:
        lines[-1] += f" {text}"
    else:
        lines.append(text)


def row_method(unit: Unit, row: RowCall, name: str = "row") -> str:
    """A method of a class that gives its row; gives the call of it."""
    return f"{unit.add(unit.method_name(name), '', row.kind, row.returned())}()"


def rows_method(unit: Unit, kind: str, rows: Iterable[RowCall], name: str) -> str:
    """A method of a class that gives some rows of one kind; gives the call of it."""
    lines = ["return [", *indent(f"{row}," for row in rows), "]"]
    return f"{unit.add(unit.method_name(name), '', f'list[{kind}]', lines)}()"


def fill_function(tables: Mapping[str, list[str]], single: Mapping[str, str]) -> str:
    """The function that fills the tables: a row a line, and what there is only one of."""
    lines = [f"t.{name} = {cell}" for name, cell in single.items()]
    for name, cells in tables.items():
        lines += [f"t.{name} = [", *indent(cells), "]"]
    doc = '"""Fill the tables, each in deck order or by number."""'
    return "\n".join(["def fill(t: Tables) -> None:", *indent([doc, *lines])]) + "\n"
