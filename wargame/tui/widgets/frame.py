"""What the frame of a pane or a form says: its name, whether it has the focus, what is in sight."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.widget import Widget

from wargame.table.words.gate import admit
from wargame.tui.toolkit import write_frame


@runtime_checkable
class Framed(Protocol):
    """What has a frame, as help tells of it.

    Attributes:
        label: What the frame says.
        about: What it is for.
    """

    label: str
    about: str


def frame(widget: Widget, label: str, top: int, total: int) -> None:
    """Write the frame of a widget: what is in sight stands below, or where nothing is drawn
    there, behind the name.

    Args:
        label: Its name; "" where nothing is to be said.
        top: Lines that are above those in sight.
        total: All lines.
    """
    mark = "▸ " if label and widget.has_focus_within else ""
    height = widget.size.height
    place = f"{top + 1}-{min(total, top + height)} of {total}" if 0 < height < total else ""
    is_closed = bool(widget.styles.border_bottom[0])
    behind = f" {place}" if place and not is_closed else ""
    write_frame(widget, "title", admit(f"{mark}{label}{behind}"))
    write_frame(widget, "subtitle", place if is_closed else "")
