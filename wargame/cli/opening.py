"""The first sign of life: a line that says that a screen opens, before anything else is imported.

It stands there as any line does, and no mode of the terminal is changed for it: whatever ends the
program before its screens are open leaves nothing to be put in order. The cursor stays in front of
it, so that whatever is written next takes its place.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

LINE = "Opening..."
"""In ASCII, since nothing is known of the terminal yet."""

WITH_SCREENS = {"play", "tutorial", "puzzle", "resume", "replay", "observe"}
"""Commands that open screens."""

WITHOUT = {"--plain", "--json", "--solution", "--help"}
"""What makes them print instead."""

_shown: list[str] = []


def say_opening(args: Sequence[str]) -> None:
    """Say that a screen opens, if one will; until it stands, look for no garbage.

    To look for garbage among what is only being imported takes a sixth of all time to the first
    screen, and finds next to none. The screens take it up again.
    """
    if _wants_screen(args) and _is_at_terminal():
        show_opening()


def show_opening() -> None:
    """The same where something had to be asked before it was known that a screen opens."""
    gc.disable()
    _shown.append(LINE)
    _write(f"{LINE}\r")


def unsay_opening() -> None:
    """Take the line away, if it is there."""
    if _shown:
        _write(f"{' ' * len(_shown.pop())}\r")


def _wants_screen(args: Sequence[str]) -> bool:
    return not args or (args[0] in WITH_SCREENS and WITHOUT.isdisjoint(args))


def _is_at_terminal() -> bool:
    """As `out.is_at_terminal`, where a stream may be closed still."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(one is not None and one.isatty() for one in streams) and not is_dumb()


def is_dumb() -> bool:
    """Whether the terminal says of itself that it only prints line after line, as those inside
    editors do: a screen would be a heap of signs there."""
    return os.environ.get("TERM") == "dumb"


def _write(text: str) -> None:
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:  # a terminal that is gone is noticed by whoever draws on it
        return
