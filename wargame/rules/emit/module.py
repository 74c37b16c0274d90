"""The generated module as a whole: constants, `class State`, the nouns, the tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wargame.rules import ir
from wargame.rules.emit.code import Code
from wargame.rules.emit.nouns import NounEmitter
from wargame.rules.emit.unit import indent, listed
from wargame.rules.kernel import HIDDEN_LISTS, PILES, PUBLIC_LISTS, SCALARS, SEAT_NUMBERS, SEGMENT

HEADER = '''"""Deck {deck} as rules, generated from its cards: read it beside them."""

from __future__ import annotations

from typing import Any, Final

from wargame.rules.kernel import (
    ASK, CHANCE, LUCK, BaseState, Engine, always, deals_in_force, next_deal_end, put,
)

'''


class ModuleEmitter(NounEmitter):
    """Writes the module of one program in one flavour, rulings of control behind its nouns."""

    def __init__(self, program: ir.Program, traced: bool, rulings: Sequence[ir.Block] = ()) -> None:
        super().__init__(program, traced)
        self.ruling_blocks = rulings
        self.ruling_segments: list[int] = []

    def rulings(self) -> None:
        """What control has ruled, a segment each."""
        unit = self.unit("Rulings", "What control has ruled, in the order of the log.")
        for number, block in enumerate(self.ruling_blocks, 1):
            self.ruling_segments.append(self.block(unit, block, f"ruling_{number}"))
        self.done(unit)

    def state(self) -> str:
        """`class State`: a named whole number per track, and how to copy one."""
        tracks = list(self.program.starts)
        slots = "".join(f'"{track}", ' for track in tracks)
        lines = [
            "class State(BaseState):",
            '    """One position of this deck, a named whole number per track."""',
            "",
            f"    __slots__ = ({slots})",
            "",
            *(f"    {track}: int" for track in tracks),
        ]
        lines += self.state_method("new", "a game before its first round", self.new_lines())
        lines += self.state_method(
            "copy", "the same position, to be changed apart", self.copies(True)
        )
        lines += self.state_method("public", "what everyone may see", self.copies(False))
        code = Code("self")
        for derived in self.program.derived:
            name, value = derived.name, code.expr(derived.value)
            if derived.value.lo < name.lo or derived.value.hi > name.hi:
                value = f"max({name.lo}, min({value}, {name.hi}))"
            lines += ["", f"    def {name.slot}(self) -> int:", f"        return {value}"]
        return "\n".join(lines) + "\n"

    def state_method(self, name: str, doc: str, body: list[str]) -> list[str]:
        head = ["", f"    def {name}(self) -> State:", f'        """Give {doc}."""']
        return [
            *head,
            "        t = State()",
            *(f"        {line}" for line in body),
            "        return t",
        ]

    def new_lines(self) -> list[str]:
        starts = [f"t.{track} = {start}" for track, start in self.program.starts.items()]
        return ["t.start(ENGINE)", *starts]

    def copies(self, hidden: bool) -> list[str]:
        """Assignments from an allow-list; hidden places stay empty unless asked for."""
        tracks = self.program.starts
        lines = [f"t.{name} = self.{name}" for name in (*SCALARS, *tracks)]
        lines += [self.copied(name, True) for name in (*SEAT_NUMBERS, *PUBLIC_LISTS)]
        lines += [self.copied(name, hidden) for name in HIDDEN_LISTS]
        return [*lines, "t.trace = None"]

    def copied(self, name: str, told: bool) -> str:
        """A list copied, or emptied; piles by seat, so that a position has its own of each."""
        if name not in PILES:
            return f"t.{name} = self.{name}[:]" if told else f"t.{name} = []"
        seats = range(len(self.program.seats))
        return f"t.{name} = {listed(f'self.{name}[{n}][:]' if told else '[]' for n in seats)}"

    def constants(self) -> list[str]:
        found = {name.constant: name.index for name in self.program.names.values() if name.constant}
        return [f"{constant}: Final = {index}" for constant, index in found.items()]

    def settings(self) -> list[str]:
        p = self.program
        return [
            f"e.quiet_weight, e.end_pct = {p.quiet_weight}, {p.end_pct}",
            f"e.max_rounds, e.uncertain_from = {p.max_rounds}, {p.uncertain_from}",
            f"e.turns, e.initiative = {len(p.seats) * p.plays}, {p.initiative}",
            f"e.headline, e.headline_order = {p.headline}, {list(p.headline_order)}",
            f"e.agenda_candidates = {p.agenda_candidates}",
        ]

    def module(self) -> str:
        """The whole text."""
        nouns: tuple[Callable[[], None], ...] = (
            self.seats,
            self.cards,
            self.measures,
            self.projects,
            self.rules,
            self.injects,
            self.deals,
            self.reviews,
            self.endings,
            self.rulings,
        )
        for noun in nouns:
            noun()
        personas = self.personas()
        lucks = range(len(self.program.lucks))
        asks = range(len(self.program.asks))
        self.table("luck_do", (self.luck_do.get(n, []) for n in lucks))
        self.table("luck_weights", (self.luck_weights.get(n, "[1]") for n in lucks))
        self.table("ask_do", (self.ask_do.get(n, []) for n in asks))
        self.table("ask_open", (listed(self.ask_open.get(n, [])) for n in asks))
        fill = [f"e.segments += [{', '.join(self.segments)}]", *self.tables, *self.settings()]
        tracks = "".join(f'"{track}", ' for track in self.program.starts)
        parts = [
            HEADER.format(deck=self.program.deck_id) + "\n".join(self.constants()) + "\n",
            "ENGINE: Final = Engine()\n",
            self.state(),
            *self.units,
            "def fill(e: Engine) -> None:\n"
            '    """Fill the tables of the engine."""\n' + "\n".join(indent(fill)) + "\n",
            "\n".join(
                [f"TRACKS: Final = ({tracks})", *personas, "", "fill(ENGINE)", "ENGINE.ready()"]
            ),
        ]
        return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class Module:
    """The text of a generated module, and what each of its segments does.

    Attributes:
        rulings: The first segment of each ruling.
    """

    text: str
    blocks: tuple[ir.Block, ...]
    first_segment: int
    rulings: tuple[int, ...] = ()

    def block(self, frame: int) -> ir.Block:
        """The statements behind a frame of the stack or the queue; the kernel's have none."""
        place = (frame & SEGMENT) - self.first_segment
        return self.blocks[place] if place >= 0 else ()


def emit(program: ir.Program, traced: bool = False, rulings: Sequence[ir.Block] = ()) -> Module:
    """A program's module, fast or traced. Segment numbers are the same in both."""
    emitter = ModuleEmitter(program, traced, rulings)
    text = emitter.module()
    blocks, segments = tuple(emitter.blocks), tuple(emitter.ruling_segments)
    return Module(text, blocks, emitter.first_segment, segments)
