"""The generated `class State`: a named whole number per track, and how to copy a position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wargame.rules import ir
from wargame.rules.emit.code import Code, Values, held_to_range
from wargame.rules.emit.unit import listed
from wargame.rules.kernel import (
    EXTRA_PILES,
    HIDDEN_LISTS,
    IN_PLACE,
    PILES,
    PUBLIC_LISTS,
    SCALARS,
    SEAT_NUMBERS,
)

NO_TRACE = "t.trace = None"


def state_class(program: ir.Program, lists: Mapping[Values, str]) -> str:
    """The text of the class."""
    tracks, given = list(program.starts), _given(program)
    guesses = {guess.slot: guess for guess in program.guesses.values()}
    slots = "".join(f'"{name}", ' for name in (*tracks, *guesses, *given))
    starts = [f"t.{track} = {start}" for track, start in _starts(program).items()]
    starts += [f"t.{slot} = {guess.start}" for slot, guess in guesses.items()]
    first = [*(f"t.{name} = self.{name}" for name in given), "start_position(TABLES, t)"]
    lines = [
        "class State(BaseState):",
        '    """One position of this deck, a named whole number per track."""',
        "",
        f"    __slots__ = ({slots})",
        "",
        *(f"    {track}: int" for track in tracks),
        *(f"    {slot}: tuple[int, ...]" for slot in guesses),
        *(f"    {name}: Numbers" for name in given),
        *_method("new", "a game before its first round", [*first, *starts]),
        *_method("copy", "the same position, to be changed apart", _copies(program)),
        *_method("public", "what everyone may see", _shown(program)),
    ]
    code = Code("self", lists)
    for derived in program.derived:
        before, value = computed(derived, code)
        lines += ["", f"    def {derived.name.slot}(self) -> int:"]
        lines += [f"        {line}" for line in (*before, f"return {value}")]
    return "\n".join(lines) + "\n"


def _starts(program: ir.Program) -> dict[str, int | str]:
    """Where each track starts; that of a handicap is given."""
    found: dict[str, int | str] = {**program.starts}
    if program.contest is not None and program.contest.handicap is not None:
        slot = program.parameters["contest.handicap"]
        found[program.contest.handicap.slot] = f"self.numbers.{slot}"
    return found


def _method(name: str, doc: str, body: Sequence[str]) -> list[str]:
    """A method that gives a new position."""
    return [
        "",
        f"    def {name}(self) -> State:",
        f'        """Give {doc}."""',
        "        t = State()",
        *(f"        {line}" for line in body),
        "        return t",
    ]


def _copies(program: ir.Program) -> list[str]:
    """Assignments that copy everything."""
    lists = (*SEAT_NUMBERS, *PUBLIC_LISTS, *HIDDEN_LISTS, *program.extras)
    return [*_numbers(program), *(_copied(name) for name in lists), NO_TRACE]


def _shown(program: ir.Program) -> list[str]:
    """Assignments from an allow-list: hidden places stay empty."""
    lines = [_copied(name) for name in (*SEAT_NUMBERS, *PUBLIC_LISTS)]
    lines += [_emptied(name, program) for name in (*HIDDEN_LISTS, *program.extras)]
    lines += [
        f"t.{name.slot} = self.{guess.slot}[{place}]"
        for guess in program.guesses.values()
        for place, name in enumerate(guess.names)
    ]
    hidden = [f"t.{name} = 0" for name in program.sealed]
    return [*_numbers(program, program.sealed), *hidden, *lines, NO_TRACE]


def _numbers(program: ir.Program, hidden: Sequence[str] = ()) -> list[str]:
    guesses = (guess.slot for guess in program.guesses.values())
    names = (*_given(program), *SCALARS, *program.starts, *guesses)
    return [f"t.{name} = self.{name}" for name in names if name not in hidden]


def _given(program: ir.Program) -> list[str]:
    """The attribute that holds what the rules were given, if they are given anything."""
    return ["numbers"] if program.parameters else []


def numbers_class(program: ir.Program, lists: Mapping[Values, str]) -> list[str]:
    """The text of the class of what the rules are given; nothing if that is nothing."""
    names = list(program.parameters.values())
    if not names:
        return []
    tables = {dial.constant: f"doses({dial.slot})" for dial in program.dials}
    tables |= {name: _given_list(values) for values, name in lists.items()}
    slots = "".join(f'"{name}", ' for name in (*names, *tables))
    lines = [
        "class Numbers:",
        '    """What the rules were given: numbers, doses in eighths, 1 for a rule in use."""',
        "",
        f"    __slots__ = ({slots})",
        "",
        f"    def __init__(self, {', '.join(f'{name}: int' for name in names)}) -> None:",
        *(f"        self.{name} = {name}" for name in names),
        *(f"        self.{table} = {made}" for table, made in tables.items()),
    ]
    return ["\n".join(lines) + "\n"]


def _given_list(values: Sequence[ir.Expr]) -> str:
    """A list of constants and of what the rules are given."""
    return listed(value.name.slot if isinstance(value, ir.Read) else value.lo for value in values)


def _copied(name: str) -> str:
    """What is changed in place copied, the rest shared."""
    return f"t.{name} = self.{name}{'.copy()' if name in IN_PLACE else ''}"


def _emptied(name: str, program: ir.Program) -> str:
    """A list left empty."""
    if name in EXTRA_PILES:
        return f"t.{name} = ({'(), ' * len(program.seats)})"
    return f"t.{name} = {listed('[]' for _ in program.seats) if name in PILES else '()'}"


def computed(derived: ir.Derived, code: Code) -> tuple[list[str], str]:
    """The value of a computed number, held to its range, and the lines that go before it."""
    name, inner = derived.name, derived.value
    match derived.value:
        case ir.Scaled(straight) if name.lo <= straight.lo and straight.hi <= name.hi:
            return [], code.scaled(derived.value, (name.lo, name.hi))
        case ir.Op("max", (ir.Const(floor), rest)) if floor == name.lo:
            inner = rest
    value, clamped = code.expr(inner), held_to_range(name, inner.lo, inner.hi)
    return ([], value) if clamped == "v" else ([f"v = {value}"], clamped)
