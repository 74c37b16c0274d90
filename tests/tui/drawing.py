"""Screens of tests are drawn line by line, and put together only where a test looks at them.

Without a terminal the toolkit cuts all lines to pieces, joins them, and throws them away.
"""

from __future__ import annotations

from typing import Any

import textual.strip
from textual._compositor import Compositor
from textual._context import active_app, visible_screen_stack
from textual.geometry import Region
from textual.screen import Screen

_UPDATE = Compositor.render_update


def _lines_alone(
    self: Compositor,
    full: bool = False,
    screen_stack: list[Screen[Any]] | None = None,
    simplify: bool = False,
) -> Any:
    """Have every widget draw those of its lines that have changed. A picture is made as ever."""
    if full or not active_app.get().is_headless:
        return _UPDATE(self, full, screen_stack, simplify)
    visible_screen_stack.set(screen_stack or [])
    changed = self._dirty_regions.copy()
    self._dirty_regions.clear()
    if changed:
        for _ in self._get_renders(Region.from_union(changed).intersection(self.size.region)):
            pass
    return None


def _room(_most: int) -> dict[object, object]:
    return {}


def prepare() -> None:
    """Have every app draw so. A line has seven memories, made with it and rarely used."""
    Compositor.render_update = _lines_alone  # type: ignore[method-assign]
    vars(textual.strip)["FIFOCache"] = _room
