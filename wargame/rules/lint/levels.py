"""What the levels of measures do: for the lint that holds texts of measures against them.

A measure acts through the places that read its level: rules, computed tracks, chances and yields
of projects. Each is worked out level by level, other measures at rest, and has to be told: in one
sentence of the text a name that stands for it and what it comes to. Told is what adds so much by
level, or a share of so much; what hangs on the rest of the board needs its name alone. Points of
a seminar table and counts of levels, which all measures go into alike, are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.asking import evaluate
from wargame.rules.lint.numbers import Acting

Values = tuple[int, ...]
"""What something comes to, by level from 0."""

Use = tuple[str, str, ir.Expr, tuple[ir.Cond, ...]]
"""A number that a rule changes, which way, by what, and what it hangs on."""

_MOST = 99
"""Amounts above it are in units that no player thinks in, and need no print."""


Place = tuple[tuple[str, ...], str, ir.Expr, tuple[ir.Cond, ...], int]
"""Where a measure is read: what it is told by there, which way that goes if it is known, what is
worked out, what that hangs on, and what it adds to (0 for nothing), counted that way."""


@dataclass(frozen=True, slots=True)
class LevelEffect:
    """What the levels of a measure come to at one place that reads them.

    Attributes:
        names: The numbers and projects that it can be told by.
        values: What may be printed of it: by level, and as a change from level 0.
        needed: Either of these one sentence has to print in full; none if a name is enough.
        way: `+=` or `-=`, if all levels move what it is told by that way; else "".
        base: What it adds to or takes from, which one sentence may name it by and the next the
            rest; 0 for nothing.
    """

    names: tuple[str, ...]
    values: Values
    needed: tuple[Values, ...] = ()
    way: str = ""
    base: int = 0


@dataclass(slots=True)
class LevelEffects:
    """What the levels of one measure do.

    Attributes:
        numbers: All that stand where it is read.
        effects: What they come to, place by place.
        writes: What its verbs change.
        names: All that has to do with it: its verbs change it, or it is computed or changed by it.
    """

    numbers: list[int] = field(default_factory=list)
    effects: list[LevelEffect] = field(default_factory=list)
    writes: list[ir.Assign] = field(default_factory=list)
    names: dict[str, bool] = field(default_factory=dict)


class Levels:
    """Finds out what the levels of measures do in one program.

    Args:
        values: What named numbers come to, by their ids.
        aside: Tracks that are workings, which people are not shown.
    """

    def __init__(
        self, program: ir.Program, values: Mapping[str, int], aside: Sequence[str]
    ) -> None:
        self.program, self.values = program, values
        self.computed = {row.name.text: row.value for row in program.derived}
        self.aside = dict.fromkeys(aside, True)
        self.reads = {name: _names(value) for name, value in self.computed.items()}
        self.counts = self._counts()
        ruled = [use for body in self._bodies() for use in _uses(body, ())]
        self.read_by_rules = {name: True for _, _, value, _ in ruled for name in _names(value)}
        self.ruled = [use for use in ruled if not use[0].endswith(".score")]
        self.changed: dict[str, list[str]] = {}
        for target, _, value, _ in self.ruled:
            for name in _names(value):
                self.changed.setdefault(name, []).append(target)
        self.known: dict[str, tuple[str, ...]] = {}

    def _bodies(self) -> Iterator[ir.Block]:
        yield from self.program.rules.values()
        yield from (row.group.body for row in self.program.answers)

    def _counts(self) -> dict[str, bool]:
        """Computed tracks that add up levels of several measures and nothing else."""
        found: dict[str, bool] = {}
        is_more = True
        while is_more:
            new = {
                name: True
                for name, value in self.computed.items()
                if name not in found and _is_count(value, found)
            }
            found |= new
            is_more = bool(new)
        return found

    # --- one measure -------------------------------------------------------------------------

    def of(self, measure: ir.MeasureIR) -> LevelEffects:
        """What a measure's levels do, and the numbers of its verbs and limits."""
        found, acting = LevelEffects(), Acting(self.values)
        own = Own(measure, self._carriers(measure), self)
        for act in filter(None, measure.verbs.values()):
            acting.act(act)
            found.writes += [stmt for stmt in ir.walk(act.do) if isinstance(stmt, ir.Assign)]
        found.names |= {stmt.target.text: True for stmt in found.writes} | own.carriers
        for names, way, part, guards, base in self._places(own):
            acting.part(part)
            for guard in guards:
                acting.part(guard)
            found.names |= dict.fromkeys(names, True)
            found.effects += own.effects(names, way, part, guards, base)
        limits = [*range(1, measure.max + 1), measure.pause_rounds]
        by_level = [value for effect in found.effects for value in effect.values]
        found.numbers = [*acting.must, *acting.may, *limits, *by_level]
        return found

    def _carriers(self, measure: ir.MeasureIR) -> dict[str, bool]:
        """The names through which a measure is read."""
        own = f"measure.{measure.id}"
        found = {name: True for name in self.program.names if name == own}
        found |= {name: True for name in self.program.names if name.startswith(f"{own}.")}
        waiting = [*found]
        while waiting:
            for name in self.readers.get(waiting.pop(), ()):
                if name not in found:
                    found[name] = True
                    waiting.append(name)
        return found

    @cached_property
    def readers(self) -> dict[str, list[str]]:
        """The computed tracks that read a name."""
        found: dict[str, list[str]] = {}
        for name, reads in self.reads.items():
            for read in reads:
                found.setdefault(read, []).append(name)
        return found

    def _places(self, own: Own) -> Iterator[Place]:
        """Where a measure is read."""
        for name in own.carriers:
            if name in self.computed and name not in self.counts and self.acts(name):
                parts = [*_terms(self.computed[name])]
                for sign, term in parts:
                    if _reads(term, own.carriers):
                        way = sign if self.is_seen(name) else ""
                        yield self.told_by(name), way, term, (), self.base(parts, sign, own)
        for target, op, value, guards in self.ruled:
            met = tuple(guard for guard in guards if _reads(guard, own.carriers))
            terms = [*_terms(value)] if met or _reads(value, own.carriers) else []
            is_one_way = len(dict.fromkeys(sign for sign, _ in terms)) == 1
            for sign, term in terms:
                if met or _reads(term, own.carriers):
                    is_seen = self.is_seen(target)
                    names = (target,) if is_seen else self.told_by(target)
                    way = _turned(op, sign) if is_seen and is_one_way else ""
                    yield names, way, term, met, self.base(terms, sign, own)
        yield from self._builds(own)

    def base(self, terms: Sequence[tuple[str, ir.Expr]], sign: str, own: Own) -> int:
        """What a term that reads a measure adds to, or takes from, if nothing else is open; 0 if
        something is, or there is nothing."""
        others = [(way, term) for way, term in terms if not _reads(term, own.carriers)]
        if len(others) < len(terms) - 1 or not all(map(_is_known, (term for _, term in others))):
            return 0
        known = [
            (way, evaluate.number(term, lambda one: own.number(one, 0))) for way, term in others
        ]
        return sum(number if way == sign else -number for way, number in known)

    def _builds(self, own: Own) -> Iterator[Place]:
        """The chances and yields of projects that read a measure."""
        for project in self.program.projects:
            name = f"project.{project.id}"
            for stage in project.stages:
                if _reads(stage.success_pct, own.carriers):
                    yield (name,), "+=", stage.success_pct, (), 0
                for target, _, value, _ in _uses(stage.act.do, ()):
                    if _reads(value, own.carriers):
                        yield (name, target), "", value, (), 0

    def acts(self, name: str) -> bool:
        """Whether a rule or another computed track reads a computed one."""
        return name in self.readers or name in self.read_by_rules

    def told_by(self, start: str) -> tuple[str, ...]:
        """What a number is told by: itself, if people see it, and the first numbers to which it
        comes, of which they see the last."""
        if start not in self.known:
            self.known[start] = self._found(start)
        return self.known[start]

    def _found(self, start: str) -> tuple[str, ...]:
        found, waiting = {start: True}, [start]
        while waiting:
            one = waiting.pop()
            is_seen = self.is_seen(one)
            for name in () if is_seen and one != start else self.changed.get(one, ()):
                waiting += [name] if name not in found and not self.is_seen(name) else []
                found[name] = True
            for name in () if is_seen else self.readers.get(one, ()):
                if name not in found and name not in self.counts:
                    found[name] = True
                    waiting.append(name)
        told = tuple(name for name in found if self.is_seen(name) or self.is_stock(name))
        return told or (start,)

    def is_seen(self, name: str) -> bool:
        return name.rpartition(".")[2] not in self.aside

    def is_stock(self, name: str) -> bool:
        """Whether something that is kept aside stands for a number that people see."""
        return name not in self.computed and name in self.readers


class Own:
    """Works out, level by level, what reads one measure."""

    def __init__(self, measure: ir.MeasureIR, carriers: dict[str, bool], levels: Levels) -> None:
        self.max, self.carriers, self.levels = measure.max, carriers, levels
        level = f"measure.{measure.id}"
        self.level = {level: True, f"{level}.in_force": True}
        self.level |= {name: True for name in carriers if name in levels.counts}
        self.direct = {name: True for name in carriers if name.startswith("measure.")}

    def effects(
        self,
        names: tuple[str, ...],
        way: str,
        part: ir.Expr,
        guards: tuple[ir.Cond, ...],
        base: int,
    ) -> Iterator[LevelEffect]:
        """What is to be told of one place; a count of levels tells itself."""
        if isinstance(part, ir.Read) and part.name.text in self.levels.counts:
            return
        for values, is_exact in self.values(part):
            rises = [value - values[0] for value in values]
            is_even = all(rise == level * rises[1] for level, rise in enumerate(rises))
            by_level = _shown(rises[:2] if is_even else rises), _shown(values)
            needed = tuple(dict.fromkeys(by_level)) if is_exact and all(by_level) else ()
            if base and needed:
                needed = (*needed, *_left_of(base, values))
                is_less = base + values[0] < 0
                left = _turned(way, "-=") if is_less else way
                yield LevelEffect(names, needed[-1], needed, left, abs(base))
            is_one_way = len({rise > 0: True for rise in (*rises, *values) if rise}) == 1
            sign = "-=" if min(rises) < 0 else "+="
            led = _turned(way, sign) if is_one_way and is_exact else ""
            if needed or not is_exact:
                least = abs(base or values[0])
                yield LevelEffect(names, _shown((*rises, *values)), needed, led, least)
        if guards and any(_reads(guard, self.direct) for guard in guards):
            is_at_rest = all(self.holds(guard) for guard in guards if self.is_pure(guard))
            amount = _shown(
                (part.value,) if isinstance(part, ir.Const) and not part.is_seat else ()
            )
            needed = (amount,) if amount and not is_at_rest else ()
            yield LevelEffect(names, amount, needed, way if amount else "")

    def holds(self, guard: ir.Cond) -> bool:
        """Whether a condition holds while no measure is in force."""
        return evaluate.truth(guard, lambda name: self.number(name, 0))

    def number(self, name: ir.Name, level: int) -> int:
        """The value of a name at a level of the measure, all others at rest."""
        noun, _, rest = name.text.partition(".")
        if noun == "number":
            return self.levels.values[rest]
        return level if name.text in self.level else 0

    def is_pure(self, part: ir.Expr | ir.Cond) -> bool:
        """Whether levels alone settle something."""
        names = _names(part)
        is_own = any(name in self.level for name in names)
        return is_own and all(
            name in self.level
            or name in self.levels.counts
            or name.startswith(("measure.", "number."))
            for name in names
        )

    def values(self, part: ir.Expr) -> Iterator[tuple[Values, bool]]:
        """What the terms of a sum come to by level, and whether just that is added."""
        if not _reads(part, self.level):
            return
        is_sum = isinstance(part, ir.Op) and part.op != "//"
        if self.is_pure(part) and not _has_dial(part) and not (is_sum and self.is_mixed(part)):
            found = tuple(
                evaluate.number(part, lambda name, at=level: self.number(name, at))  # type: ignore[misc]
                for level in range(self.max + 1)
            )
            if any(value != found[0] for value in found):
                yield found, not self.is_mixed(part)
            return
        yield from self.inner(part)

    def is_mixed(self, part: ir.Expr) -> bool:
        """Whether levels of other measures stand in the same term."""
        return any(name not in self.level and name.startswith("measure.") for name in _names(part))

    def inner(self, part: ir.Expr) -> Iterator[tuple[Values, bool]]:
        """The same of what is not settled by levels alone."""
        match part:
            case ir.Op("+" | "-" | "neg" | "min" | "max" | "clamp" as op, args):
                for place, arg in enumerate(args):
                    yield from self.signed(arg, is_less=op == "neg" or (op == "-" and place > 0))
            case ir.Op("*", args) if times := self.times(args):
                factor, other = times
                for values, is_exact in self.values(other):
                    yield tuple(factor * value for value in values), is_exact
            case ir.Op("//", (ir.Op("*", args), ir.Const(100))):
                for arg in args:
                    yield from self.values(arg)
            case ir.Scaled(value):
                yield from self.values(value)
            case ir.IfElse(_, then, other):
                yield from self.values(then)
                yield from self.values(other)
            case ir.Op() | ir.Pick():
                for arg in part.args if isinstance(part, ir.Op) else (part.index, *part.values):
                    yield from ((found, False) for found, _ in self.values(arg))
            case ir.Const() | ir.Read():
                pass

    def times(self, args: Sequence[ir.Expr]) -> tuple[int, ir.Expr] | None:
        """A product of something and a number that is written down, or named."""
        for factor, other in (args, args[::-1]) if len(args) == 2 else ():
            match factor:
                case ir.Const(value):
                    return value, other
                case ir.Read(name) if name.text.startswith("number."):
                    return self.number(name, 0), other
        return None

    def signed(self, part: ir.Expr, *, is_less: bool) -> Iterator[tuple[Values, bool]]:
        """The same of a part that is added, or taken away."""
        for values, is_exact in self.values(part):
            yield tuple(-value if is_less else value for value in values), is_exact


# --- parts of expressions --------------------------------------------------------------------


def _shown(values: Sequence[int]) -> Values:
    """What of some amounts is printed, each once."""
    told = dict.fromkeys(abs(value) for value in values)
    return tuple(value for value in told if 0 < value <= _MOST)


def _left_of(base: int, values: Sequence[int]) -> tuple[Values, Values]:
    """What levels leave of a base, from the first on, and with it itself."""
    whole = [base + value for value in values]
    return _shown(whole[1:]), _shown(whole)


def _names(part: ir.Expr | ir.Cond) -> dict[str, bool]:
    return {name.text: True for name in evaluate.names_in(part)}


def _reads(part: ir.Expr | ir.Cond, names: Mapping[str, bool]) -> bool:
    return any(name.text in names for name in evaluate.names_in(part))


def _has_dial(part: ir.Expr) -> bool:
    return any(isinstance(one, ir.Scaled) for one in ir.within(part))


def _is_known(part: ir.Expr) -> bool:
    """Whether something is the same in every game."""
    return not _has_dial(part) and all(name.startswith("number.") for name in _names(part))


def _terms(value: ir.Expr, sign: str = "+=") -> Iterator[tuple[str, ir.Expr]]:
    """What a sum adds up, and which way."""
    match value:
        case ir.Op("+" | "-" as op, (first, *others)):
            yield from _terms(first, sign)
            for other in others:
                yield from _terms(other, _turned(sign, f"{op}="))
        case _:
            yield sign, value


def _turned(way: str, sign: str) -> str:
    """A way that is turned round by a minus; what is set goes no way."""
    if way not in ir.OPPOSITE_WAY:
        return ""
    return way if sign == "+=" else ir.OPPOSITE_WAY[way]


def _is_count(value: ir.Expr, counts: Mapping[str, bool]) -> bool:
    """Whether something is a sum of nothing but levels, of several measures."""
    terms = [term for _, term in _terms(value)]
    return len(terms) > 1 and all(
        isinstance(term, ir.Read)
        and (term.name.text.startswith("measure.") or term.name.text in counts)
        for term in terms
    )


def _uses(block: ir.Block, guards: tuple[ir.Cond, ...]) -> Iterator[Use]:
    for stmt in block:
        match stmt:
            case ir.Assign(target, op, value):
                yield target.text, op, value, guards
            case ir.Branch(test, then, other):
                yield from _uses(then, (*guards, test))
                yield from _uses(other, (*guards, ir.Not(test)))
            case _:
                for part in ir.parts(stmt):
                    yield from _uses(part, guards)
