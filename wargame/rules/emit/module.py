"""The generated module as a whole: constants, `class State`, the nouns with their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wargame.rules import ir
from wargame.rules.emit.course import CourseNouns
from wargame.rules.emit.fronts import FrontNouns
from wargame.rules.emit.nouns import Nouns
from wargame.rules.emit.position import numbers_class, state_class
from wargame.rules.emit.rows import fill_function
from wargame.rules.emit.sheet import NounSheet
from wargame.rules.emit.statements import Statements
from wargame.rules.emit.talks import TalkNouns
from wargame.rules.emit.unit import Unit, indent
from wargame.rules.sources import Module
from wargame.rules.verbs import BY_EFFECT

HEADER = '''"""Deck {deck} as rules, generated from its cards: read it beside them.

A class ends with its row for the engine. The number of a segment stands behind its name in
`fill`, at the end.
"""

from __future__ import annotations

from typing import Final

from wargame.rules.kernel import (
    ASK, CAPPED, CHANCE, LUCK, PAUSED, PLEDGED, TRANSFERRED,
    AgendaRow, BaseState, CardRow, DealRules, Engine, InjectRow, ItemRow, LuckRow, MeasureRow,
    Number, OptionRow, ProjectRow, ReviewRow, RoundRules, SeatRow, StageRow, Tables, TalkRow,
    VerbRow, advance_project, always, deals_in_force, lapse_project, next_deal_end,
    put, {scaled}{contest}{docket}set_level, start_position,{calls}
)

'''


READINGS = ("item_left", "item_runs")
"""What names of deal items call."""

RULING_HEADER = '''"""Ruling {number} of control: it runs behind the module of the deck."""

from __future__ import annotations

from typing import Any

from wargame.rules.kernel import ({calls} )

'''

NO_LUCK = "LuckRow(do=[], weights=[1])"
"""The row of a number that no piece of luck has."""


def emit(program: ir.Program, traced: bool = False) -> Module:
    """A program's module, fast or traced. Segment numbers are the same in both flavours."""
    write = Statements(program, traced)
    nouns = every_noun(write)
    handled = [f'"{name}"' for name in _handled(program)]
    if handled:
        nouns.single["handled"] = f"[{', '.join(handled)}]"
    tracks = "".join(f'"{track}", ' for track in (*program.starts, *program.extras))
    parts = [
        "TABLES: Final = Tables()\n",
        *numbers_class(program, write.code.lists),
        state_class(program, write.code.lists),
        *nouns.parts,
        fill_function({**nouns.tables, **_by_number(write)}, nouns.single),
        f"fill(TABLES)\nENGINE: Final = Engine(TABLES)\nTRACKS: Final = ({tracks})\n",
    ]
    calls = _calls(write, parts)
    parts.insert(0, _header(program, calls))
    return Module("\n\n".join(parts), tuple(write.blocks), write.first_segment)


def every_noun(statements: Statements) -> NounSheet:
    """All nouns of the deck, in the order in which their segments are numbered."""
    sheet = NounSheet(statements)
    nouns, course, fronts = Nouns(sheet), CourseNouns(sheet), FrontNouns(sheet)
    nouns.seats()
    nouns.cards()
    nouns.buries()
    nouns.measures()
    nouns.projects()
    nouns.actions()
    nouns.passes()
    course.rules()
    course.answers()
    course.windows()
    nouns.injects()
    TalkNouns(sheet).deals()
    fronts.reviews()
    fronts.docket()
    course.endings()
    course.contest()
    nouns.personas()
    return sheet


def emit_ruling(
    before: Module, old: ir.Program, program: ir.Program, block: ir.Block, traced: bool = False
) -> Module:
    """The module with one more ruling of control behind all else: only its own text is written.

    Args:
        old, program: The program without the ruling's pieces of luck and questions, and with them.
    """
    number = len(before.rulings) + 1
    write = Statements(program, traced, before.first_segment + len(before.blocks))
    unit = Unit(f"Ruling{number}", "What control has ruled.")
    ruled = write.block(unit, block, "ruling")
    text = unit.text()
    calls = ["put", "set_level", *_calls(write, [text])]
    lucks = [f"{write.lucks.get(n, NO_LUCK)}," for n in range(len(old.lucks), len(program.lucks))]
    asks = [f"{write.asks.get(n, '[]')}," for n in range(len(old.asks), len(program.asks))]
    handled = [f'"{name}",' for name in _handled(program) if name not in old.called]
    rows = {"lucks": lucks, "asks": asks, "segments": _segments(write), "handled": handled}
    lines = [line for name, cells in rows.items() for line in (f'"{name}": [', *cells, "],")]
    parts = [
        RULING_HEADER.format(number=number, calls="".join(f" {call}," for call in calls)),
        text,
        "\n".join(["MORE: dict[str, list[Any]] = {", *indent(lines), "}"]) + "\n",
    ]
    return replace(
        before,
        blocks=(*before.blocks, *write.blocks),
        rulings=(*before.rulings, ruled),
        added="\n\n".join(parts),
    )


def _calls(write: Statements, parts: Sequence[str]) -> list[str]:
    """What the text calls of the kernel, besides what its head has anyway."""
    readings = (call for call in READINGS if any(f"{call}(" in part for part in parts))
    return sorted([*write.calls, *readings])


def _handled(program: ir.Program) -> list[str]:
    """What effects do with cards that few decks do: names of functions."""
    return [name for name in program.called if name in BY_EFFECT.values()]


def _segments(write: Statements) -> list[str]:
    return [f"{name},  # {n}" for n, name in enumerate(write.segments, write.first_segment)]


def _header(program: ir.Program, calls: Sequence[str]) -> str:
    """What stands at the top; the constants are the indexes of names."""
    indexes = {name.constant: name.index for name in program.names.values() if name.constant}
    constants = [f"{constant}: Final = {index}\n" for constant, index in indexes.items()]
    return HEADER.format(
        deck=program.deck_id,
        contest="ContestRow, " if program.contest else "",
        scaled="doses, scaled, scaled_within, " if program.parameters else "",
        docket="DocketRow, " if program.docket else "",
        calls="".join(f" {call}," for call in calls),
    ) + "".join(constants)


def _by_number(write: Statements) -> dict[str, list[str]]:
    """What goes by its number: pieces of luck, questions, segments."""
    lucks, asks = range(len(write.program.lucks)), range(len(write.program.asks))
    return {
        "lucks": [f"{write.lucks.get(n, NO_LUCK)}," for n in lucks],
        "asks": [f"{write.asks.get(n, '[]')}," for n in asks],
        "segments": _segments(write),
    }
