"""How the programs did that played, for every report on many games."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.lab.ranking.standings import Ladder
from wargame.lab.runs.question import ProgramRow, Question
from wargame.table.reports.blocks import Block, label, number, paragraph, table

NARROWEST = 8
"""Of the column of programs."""


def programs(found: Question | Ladder) -> tuple[Block, ...]:
    """A row per program, how many games are left out, and what repeats the run."""
    rows, told = found.programs, (paragraph(f"secret {found.secret}"),) if found.secret else ()
    if rows is None:
        return told
    columns = [
        label("program", max(NARROWEST, *(len(row.player) for row in rows))),
        *(number(title, len(title)) for title in ("games", "faults", "stand-ins", "left out")),
    ]
    cells = [(row.player, row.games, row.faults, row.stand_ins, row.left_out) for row in rows]
    return table(columns, cells), paragraph(_end(rows, found.left_out or 0)), *told


def _end(rows: Sequence[ProgramRow], left_out: int) -> str:
    if left_out:
        games = "1 game is" if left_out == 1 else f"{left_out} games are"
        return (
            f"{games} left out of all else here, since another chose in a program's place; "
            "--with-stand-ins counts them."
        )
    if any(row.stand_ins for row in rows):
        return "Games in which another chose in a program's place are counted."
    return "Every program chose for itself."
