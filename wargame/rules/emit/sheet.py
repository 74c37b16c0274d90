"""The generated module while it is written: its classes, and the rows of the engine's tables."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules import ir
from wargame.rules.emit.rows import RowCall, row_method
from wargame.rules.emit.statements import Statements
from wargame.rules.emit.unit import Unit


class NounSheet:
    """What the writers of all nouns share.

    Attributes:
        parts: The text so far, piece by piece.
        tables: The calls that give the rows of each table; `single` for what is one thing only.
    """

    def __init__(self, statements: Statements) -> None:
        self.write, self.program = statements, statements.program
        self.parts: list[str] = []
        self.tables: dict[str, list[str]] = {}
        self.single: dict[str, str] = {}

    def unit(self, wanted: str, doc: str) -> Unit:
        return Unit(self.write.classes.give(wanted), doc)

    def done(self, unit: Unit) -> None:
        """A class is complete; one without methods is left out."""
        if unit.methods:
            self.parts.append(unit.text())

    def row(self, unit: Unit, table: str, row: RowCall, name: str = "row") -> None:
        """A class gives its row for one of the engine's tables."""
        self.tables.setdefault(table, []).append(f"{row_method(unit, row, name)},")

    def test(
        self, unit: Unit, needs: tuple[ir.Clause, ...], price: ir.Price = (), name: str = "open"
    ) -> str:
        """A test of what something needs, or None for nothing."""
        opens = self.write.open(unit, ir.Ability(needs, price), name)
        return "None" if opens == "always" else opens

    def paid(
        self,
        unit: Unit,
        act: ir.Ability,
        counts: Iterable[ir.Name],
        by: ir.Site,
        wanted: str = "pay",
    ) -> str:
        """A method that pays for something and counts it."""
        lines = self.write.guesses.affordable(unit, act)
        lines += self.write.payments(unit, act.price)
        for count in counts:
            lines += self.write.write(count, "+=", ir.Const(1), by)
        return unit.add(unit.method_name(wanted), "s: State, o: int", "None", lines)
