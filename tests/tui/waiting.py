"""What a key brings is waited for, not a time: no test of a screen hangs on how busy a machine is.

The toolkit's pilot takes a program that uses no processor for one that has nothing more to do. On a
busy machine that is also one that is not let run, and a test then looks at a screen half drawn.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partialmethod
from typing import Any, TypeVar

import textual.app
import textual.pilot
import textual.screen
from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot

from tests.conftest import LONG_S
from wargame.tui.background import in_background
from wargame.tui.screens import driven, observe, puzzle, table, thinking

T = TypeVar("T")

SHORT_S = 0.3
"""A timer that goes off once, and so soon, belongs to the key that set it."""

SELDOM_S = 0.5
"""Between two looks at what is to be drawn: `idle` has it drawn once all of it is there, and not
sixty times a second on the way. Programs on a `Terminal` draw as often as anybody's."""

_WORKS: set[object] = set()
"""What is being done beside the screens."""
_LEFT_ALONE: list[object] = []
"""As long as there is one, nobody waits for that."""


async def idle(*_: float) -> None:
    """Wait until nothing is left to do or to draw, on the screen or beside it."""
    loop, app, end = asyncio.get_running_loop(), active_app.get(), time.monotonic() + LONG_S
    while True:
        await asyncio.sleep(0)
        if loop._ready:  # type: ignore[attr-defined]
            pass
        elif app._exit or app._exception or not app._screen_stack:
            return
        elif _is_to_draw(app):
            app.screen._on_timer_update()
        elif (_WORKS and not _LEFT_ALONE) or _has_timers(app):
            await asyncio.sleep(0.002)
        else:
            return
        if time.monotonic() > end:
            raise AssertionError("it is never done; `meanwhile` is for tests that do not wait")


def _is_to_draw(app: App[Any]) -> bool:
    """Whether something has changed that is not on the screen yet."""
    top = app.screen
    return bool(
        top._layout_required
        or top._scroll_required
        or top._repaint_required
        or top._recompose_required
        or top._dirty_widgets
        or top._callbacks
    )


def _has_timers(app: App[Any]) -> bool:
    """Whether something is about to come of the last key, once it has rested a moment."""
    return any(
        timer._repeat is not None and timer._interval <= SHORT_S and not timer._task.done()
        for timer in [*app._timers, *app.screen._timers]
        if timer._task is not None
    )


async def _counted(work: Callable[[], T]) -> T:
    """Do some work beside the screen that a key is not done before."""
    mark = object()
    _WORKS.add(mark)
    try:
        return await in_background(work)
    finally:
        _WORKS.discard(mark)


@contextmanager
def meanwhile() -> Iterator[None]:
    """Look at the screens while a player thinks: nobody waits until it has decided."""
    mark = object()
    _LEFT_ALONE.append(mark)
    try:
        yield
    finally:
        _LEFT_ALONE.remove(mark)


def is_meanwhile() -> bool:
    """Whether a test looks at the screens while a player thinks."""
    return bool(_LEFT_ALONE)


def prepare() -> None:
    """Have every pilot wait so. Decks and advice, which say that they come, are not waited for."""
    for place in (textual.app, textual.pilot):
        vars(place)["wait_for_idle"] = idle
    textual.screen.UPDATE_PERIOD = SELDOM_S  # type: ignore[misc]
    Pilot._wait_for_screen = partialmethod(Pilot._wait_for_screen, timeout=LONG_S)  # type: ignore[method-assign,assignment]
    for room in (driven, observe, puzzle, table, thinking):
        room.in_background = _counted  # type: ignore[attr-defined]
