"""What the levels of measures do by rules: for the lint that holds texts of measures against them.

A measure acts through rules that read it, often by way of computed tracks. Numbers that a text of
a measure prints must be among those that stand where it is read. Of what it does at the board's
numbers in a rule, at least the name has to be said, and the amounts that a level is multiplied
with, or that are picked by level. Points of a seminar table are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wargame.rules import ir
from wargame.rules.asking import evaluate
from wargame.rules.reading.numbers import Acting

Use = tuple[str, ir.Expr, tuple[ir.Cond, ...]]
"""A term that a number is changed by or computed from, that number, and what it hangs on."""


@dataclass(slots=True)
class LevelEffects:
    """What the levels of one measure do.

    Attributes:
        numbers: All that stand where it is read.
        amounts: Those that a level is multiplied with, or that are picked by level.
        targets: The numbers of the board that a rule changes by it.
        names: All that has to do with it: its verbs change it, or it is computed or changed by it.
    """

    numbers: list[int] = field(default_factory=list)
    amounts: list[int] = field(default_factory=list)
    targets: dict[str, bool] = field(default_factory=dict)
    names: dict[str, bool] = field(default_factory=dict)


class Levels:
    """Finds out what the levels of measures do in one program."""

    def __init__(self, program: ir.Program, values: Mapping[str, int], aside: list[str]) -> None:
        self.program, self.values = program, values
        self.computed = {row.name.text: row.value for row in program.derived}
        self.aside = [name for name in self.computed if name.rpartition(".")[2] in aside]
        ruled = [use for body in self._bodies() for use in _uses(body, ())]
        self.ruled = [use for use in ruled if not use[0].endswith(".score")]

    def _bodies(self) -> Iterator[ir.Block]:
        yield from self.program.rules.values()
        yield from (row.group.body for row in self.program.answers)

    def of(self, measure: ir.MeasureIR) -> LevelEffects:
        """What a measure's levels do, and the numbers of its verbs and limits."""
        found, acting = LevelEffects(), Acting(self.values)
        own = f"measure.{measure.id}"
        carriers, adding = self._carriers(own), self._adding(own)
        for act in filter(None, measure.verbs.values()):
            acting.act(act)
            writes = [stmt for stmt in ir.walk(act.do) if isinstance(stmt, ir.Assign)]
            found.names |= {stmt.target.text: True for stmt in writes}
        for project in self.program.projects:
            for stage in project.stages:
                if _reads(stage.success_pct, carriers):
                    acting.expr(stage.success_pct)
                    found.names[f"project.{project.id}"] = True
        for name in carriers:
            for term in _terms(self.computed[name]) if name in self.computed else ():
                if _reads(term, carriers):
                    acting.expr(term)
                    is_felt = name in self.aside or (name in adding and self._is_felt(name))
                    found.amounts += _amounts(term, own) if is_felt else []
        for use in self.ruled:
            self._rule(found, acting, own, carriers, adding, use)
        limits = [*range(1, measure.max + 1), measure.pause_rounds]
        found.numbers = [*acting.must, *acting.may, *limits]
        found.names |= carriers | found.targets
        return found

    def _adding(self, own: str) -> dict[str, bool]:
        """Computed tracks that add up so much a level, at once or by others of them."""
        found: dict[str, bool] = {}
        is_more = True
        while is_more:
            new = {
                name: True
                for name, value in self.computed.items()
                if name not in found
                and any(_scale(term, own) or _is_one_of(term, found) for term in _deep(value))
            }
            found |= new
            is_more = bool(new)
        return found

    def _is_felt(self, name: str) -> bool:
        """Whether some rule adds a computed track to a number."""
        return any(_is_one_of(term, {name: True}) for _, term, _ in self.ruled)

    def _carriers(self, own: str) -> dict[str, bool]:
        """The names through which a measure is read."""
        found = {name: True for name in self.program.names if name == own}
        found |= {name: True for name in self.program.names if name.startswith(f"{own}.")}
        is_more = True
        while is_more:
            new = {
                name: True
                for name, value in self.computed.items()
                if name not in found and _reads(value, found)
            }
            found |= new
            is_more = bool(new)
        return found

    def _rule(
        self,
        found: LevelEffects,
        acting: Acting,
        own: str,
        carriers: dict[str, bool],
        adding: dict[str, bool],
        use: Use,
    ) -> None:
        target, term, guards = use
        met = [guard for guard in guards if _reads(guard, carriers)]
        if not met and not _reads(term, carriers):
            return
        acting.expr(term)
        for guard in met:
            acting.cond(guard)
        found.amounts += _amounts(term, own)
        direct = {name: True for name in carriers if name not in self.computed}
        found.names[target] = True
        is_direct = _reads(term, direct) or any(_reads(guard, direct) for guard in met)
        if is_direct or any(_is_one_of(part, adding) for part in _deep(term)):
            found.targets[target] = True


def _reads(part: ir.Expr | ir.Cond, names: Mapping[str, bool]) -> bool:
    return any(name.text in names for name in evaluate.names_in(part))


def _terms(value: ir.Expr) -> Iterator[ir.Expr]:
    """What a sum adds up."""
    match value:
        case ir.Op("+" | "-", (_, _) as args):
            for arg in args:
                yield from _terms(arg)
        case _:
            yield value


def _deep(value: ir.Expr) -> Iterator[ir.Expr]:
    """What a sum adds up, bounds and dials aside."""
    match value:
        case ir.Op("+" | "-" | "min" | "max" | "clamp", args):
            for arg in args:
                yield from _deep(arg)
        case ir.Scaled(scaled):
            yield from _deep(scaled)
        case _:
            yield value


def _scale(term: ir.Expr, own: str) -> list[int]:
    """The amounts of `3 * LEVEL` and of `pick(LEVEL, 0, 2, 5)`."""
    match term:
        case ir.Op("*", args) if any(_is_level(arg, own) for arg in args):
            return [arg.value for arg in args if isinstance(arg, ir.Const)]
        case ir.Pick(index, values) if _is_level(index, own):
            return [value.value for value in values if isinstance(value, ir.Const)]
    return []


def _amounts(term: ir.Expr, own: str) -> list[int]:
    return [amount for part in _deep(term) for amount in _scale(part, own)]


def _is_one_of(term: ir.Expr, names: Mapping[str, bool]) -> bool:
    return isinstance(term, ir.Read) and term.name.text in names


def _is_level(part: ir.Expr, own: str) -> bool:
    return isinstance(part, ir.Read) and part.name.text in (own, f"{own}.in_force")


def _uses(block: ir.Block, guards: tuple[ir.Cond, ...]) -> Iterator[Use]:
    for stmt in block:
        match stmt:
            case ir.Assign(target, _, value):
                for term in _terms(value):
                    yield target.text, term, guards
            case ir.Branch(test, then, other):
                yield from _uses(then, (*guards, test))
                yield from _uses(other, (*guards, test))
            case _:
                for part in ir.parts(stmt):
                    yield from _uses(part, guards)
