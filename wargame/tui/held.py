"""Enter that was not meant: held down, where a terminal sends it again and again and says no more,
or pressed for what stood there before."""

from __future__ import annotations

from math import inf

HELD_S = 0.12
"""Seconds after Enter within which it comes again by itself; no hand is as quick."""

READ_S = 0.25
"""Seconds in which no key answers a question that comes behind the banner, or while others were
waited for, nor Enter passes by an act, closes a card, or changes a package that a form begins with:
one so soon was meant for what stood there before."""

HELD = "Enter is held down, and so decides nothing: let go, and press it again."


class HeldEnter:
    """Notes what is pressed.

    Attributes:
        is_held: Whether what was pressed last was Enter, held down.
    """

    def __init__(self) -> None:
        self.is_held = False
        self._last = -inf

    def note(self, key: str, seconds: float) -> None:
        """Note a key, or a click, which has no name.

        Args:
            seconds: When that was, by the monotonic clock.
        """
        is_enter = key == "enter"
        self.is_held = is_enter and seconds - self._last < HELD_S
        self._last = seconds if is_enter else -inf
