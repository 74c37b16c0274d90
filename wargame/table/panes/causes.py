"""Why a number is what it is: a chain of causes."""

from __future__ import annotations

from wargame.rules.asking.why import Cause
from wargame.rules.verbs import split
from wargame.table.panes.logs import moved
from wargame.table.told.scene import Scene
from wargame.table.words.rows import BETTER, DIM, Row, head, text_row


def why_rows(scene: Scene, name: str, cells: int) -> list[Row]:
    """Why a number is what it is: its last changes, and what each of them came from."""
    causes = list(scene.why(name))
    if not causes:
        return [text_row("It has not changed since the start.", cells, DIM)]
    found = [head("Why?", cells)]
    for cause in causes:
        found += _cause_rows(scene, cause, cells, 0)
    return found


def _cause_rows(scene: Scene, cause: Cause, cells: int, depth: int) -> list[Row]:
    write, pad = cause.write, "  " * depth
    rows: list[Row] = []
    if depth == 0:
        rows.append(Row((moved(scene, write.name, write.old, write.new, cells, ""),)))
    else:
        said = f"because {scene.label(write.name)} went {write.old} to {write.new}"
        rows.append(text_row(said, cells, "", pad, f"{pad}  "))
    who = ""
    if cause.action:
        seat, _, text = cause.action.partition(": ")
        who = f", {scene.titles.tell(seat, *split(text))}" if seat in scene.signs else ", by luck"
    rows.append(
        text_row(
            f"round {write.round}: {cause.title}{who.rstrip('.')}",
            cells,
            DIM,
            f"{pad}  ",
            f"{pad}  ",
        )
    )
    if cause.text:
        sums = f" ({cause.arithmetic})" if cause.arithmetic else ""
        rows.append(text_row(f"{cause.text}{sums}", cells, DIM, f"{pad}  ", f"{pad}    "))
    if write.wanted != write.new:
        rows.append(text_row(f"stopped: it wanted {write.wanted}", cells, BETTER, f"{pad}  "))
    for parent in cause.because:
        rows += _cause_rows(scene, parent, cells, depth + 1)
    return rows
