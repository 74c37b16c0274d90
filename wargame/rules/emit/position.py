"""The generated `class State`: a named whole number per track, and how to copy a position."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules import ir
from wargame.rules.emit.code import Code
from wargame.rules.emit.unit import listed
from wargame.rules.kernel import HIDDEN_LISTS, PILES, PUBLIC_LISTS, SCALARS, SEAT_NUMBERS, SHARED

NO_TRACE = "t.trace = None"


def state_class(program: ir.Program) -> str:
    """The text of the class."""
    tracks = list(program.starts)
    slots = "".join(f'"{track}", ' for track in tracks)
    starts = [f"t.{track} = {start}" for track, start in program.starts.items()]
    lines = [
        "class State(BaseState):",
        '    """One position of this deck, a named whole number per track."""',
        "",
        f"    __slots__ = ({slots})",
        "",
        *(f"    {track}: int" for track in tracks),
        *_method("new", "a game before its first round", ["start_position(TABLES, t)", *starts]),
        *_method("copy", "the same position, to be changed apart", _copies(program)),
        *_method("public", "what everyone may see", _shown(program)),
    ]
    for derived in program.derived:
        lines += _derived(derived)
    return "\n".join(lines) + "\n"


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
    lists = (*SEAT_NUMBERS, *PUBLIC_LISTS, *HIDDEN_LISTS)
    return [*_numbers(program), *(_copied(name, program, SHARED) for name in lists), NO_TRACE]


def _shown(program: ir.Program) -> list[str]:
    """Assignments from an allow-list: hidden places stay empty, and nothing is shared."""
    lines = [_copied(name, program, ()) for name in (*SEAT_NUMBERS, *PUBLIC_LISTS)]
    lines += [_emptied(name, program) for name in HIDDEN_LISTS]
    return [*_numbers(program), *lines, NO_TRACE]


def _numbers(program: ir.Program) -> list[str]:
    return [f"t.{name} = self.{name}" for name in (*SCALARS, *program.starts)]


def _copied(name: str, program: ir.Program, shared: Sequence[str]) -> str:
    """A list copied; piles seat by seat, so that a position has its own of each."""
    if name not in PILES or name in shared:
        return f"t.{name} = self.{name}.copy()"
    return f"t.{name} = {listed(f'self.{name}[{n}].copy()' for n in range(len(program.seats)))}"


def _emptied(name: str, program: ir.Program) -> str:
    """A list left empty."""
    return f"t.{name} = {listed('[]' for _ in program.seats) if name in PILES else '[]'}"


def _derived(derived: ir.Derived) -> list[str]:
    """A method that computes a derived track, held to its range."""
    name, value = derived.name, Code("self").expr(derived.value)
    if derived.value.lo < name.lo or derived.value.hi > name.hi:
        value = f"max({name.lo}, min({value}, {name.hi}))"
    return ["", f"    def {name.slot}(self) -> int:", f"        return {value}"]
