"""The forecast in what is left of a line."""

from __future__ import annotations

from wargame.rules.view import SeatState
from wargame.table.told.forecast_short import in_short
from wargame.table.told.fronts import judged_at_close
from wargame.table.told.scene import Scene
from wargame.table.words.gate import width
from wargame.table.words.rows import DIM, Line, Span, line_width

LABELS = ("If the round closed now: ", "Closed now: ")
ROOM = 24
"""Cells below which there is no use in beginning."""
MOST_NAMED = 18
"""Cells in which the fronts that are judged are named."""
WIDE = 80
"""Cells from which the longer label is used."""
DIGITS = tuple("0123456789")


def forecast_spans(scene: Scene, cells: int, *, warns: bool = False) -> Line:
    """As much of the forecast as fits, the most important first; nothing where there is none.

    Args:
        warns: It is all that says what is judged this round.
    """
    parts = in_short(scene)
    if not parts or cells < ROOM:
        return ()
    label = judged_soon(scene.view) if warns or cells < WIDE else ""
    label = label or LABELS[cells < WIDE]
    spans = [Span(label, DIM)]
    for part in parts:
        gap = " " if _is_called_out(spans[-1].text) else ", " if len(spans) > 1 else ""
        text = part.brief or part.text if cells < WIDE else part.text
        if line_width(spans) + width(gap) + width(text) > cells:
            break
        spans += [Span(gap, DIM)] * bool(gap) + [Span(text, part.role)]
    return tuple(spans) if len(spans) > 1 else ()


def _is_called_out(text: str) -> bool:
    """Whether it ends as a sentence does; behind a number `!` is the sign of a change for worse."""
    return text.endswith("!") and not text[:-1].endswith(DIGITS)


def judged_soon(view: SeatState) -> str:
    """Before the last play of a round, what is judged at its end, in the place of the label."""
    due = judged_at_close(view) if view.plays_left == 1 else []
    if not due:
        return ""
    listed = " and ".join(due)
    return f"{listed if width(listed) <= MOST_NAMED else f'{len(due)} fronts'} judged: "
