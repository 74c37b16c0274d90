"""The time to read what has come passes when a test says so, and not by a clock.

On a busy machine a key comes late, and nobody knows how late: a time within which it always comes
is one that every test would wait for on every machine.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.timer import Timer

from tests.conftest import LONG_S
from tests.tui.conftest import until
from wargame.tui.screens import asking, offer, quarter
from wargame.tui.screens.base import BaseScreen


class TimeToRead:
    """Stands still on all screens, from now to the end of the test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._counts: list[tuple[Timer, BaseScreen, Callable[[], object]]] = []
        count = BaseScreen.after

        def noted(screen: BaseScreen, seconds: float, act: Callable[[], object]) -> Timer:
            timer = count(screen, seconds, act)
            if seconds == LONG_S:
                self._counts.append((timer, screen, act))
            return timer

        monkeypatch.setattr(BaseScreen, "after", noted)
        for room in (asking, offer, quarter):
            monkeypatch.setattr(room, "READ_S", LONG_S)

    async def passes(self, pilot: Pilot[int], is_read: Callable[[], bool]) -> None:
        """Let it pass, for whatever counts it by now, until all has been read."""
        await until(pilot, lambda: self._is_over(is_read))

    def _is_over(self, is_read: Callable[[], bool]) -> bool:
        while self._counts:
            timer, screen, act = self._counts.pop()
            if timer._task is not None:  # nobody has stopped it
                timer.stop()
                screen.soon(act)
        return is_read()
