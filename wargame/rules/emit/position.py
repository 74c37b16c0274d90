"""The generated `class State`: a named whole number per track, and how to copy a position."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules import ir
from wargame.rules.emit.code import Code
from wargame.rules.emit.unit import listed
from wargame.rules.kernel import HIDDEN_LISTS, PILES, PUBLIC_LISTS, SCALARS, SEAT_NUMBERS


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
        *_method("copy", "the same position, to be changed apart", _copies(program, True)),
        *_method("public", "what everyone may see", _copies(program, False)),
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


def _copies(program: ir.Program, hidden: bool) -> list[str]:
    """Assignments from an allow-list; hidden places stay empty unless asked for."""
    seats = len(program.seats)
    lines = [f"t.{name} = self.{name}" for name in (*SCALARS, *program.starts)]
    lines += [_copied(name, seats, True) for name in (*SEAT_NUMBERS, *PUBLIC_LISTS)]
    lines += [_copied(name, seats, hidden) for name in HIDDEN_LISTS]
    return [*lines, "t.trace = None"]


def _copied(name: str, seats: int, told: bool) -> str:
    """A list copied, or emptied; piles by seat, so that a position has its own of each."""
    if name not in PILES:
        return f"t.{name} = self.{name}.copy()" if told else f"t.{name} = []"
    piles = (f"self.{name}[{seat}].copy()" if told else "[]" for seat in range(seats))
    return f"t.{name} = {listed(piles)}"


def _derived(derived: ir.Derived) -> list[str]:
    """A method that computes a derived track, held to its range."""
    name, value = derived.name, Code("self").expr(derived.value)
    if derived.value.lo < name.lo or derived.value.hi > name.hi:
        value = f"max({name.lo}, min({value}, {name.hi}))"
    return ["", f"    def {name.slot}(self) -> int:", f"        return {value}"]
