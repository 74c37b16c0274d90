"""What people may say into a record: whole characters, of a length that a save can hold.

A save refuses to be read with anything else in it, so it is refused before it is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from wargame.errors import UsageError, nearest, visible

LONGEST_SAID: Final = 20_000
"""Characters of a reason or a note; saves hold no longer."""

LONGEST_THOUGHT: Final = 2_000
"""Characters of what somebody in a seat thinks that are kept."""

LONGEST_WORD: Final = 200
"""Characters of a topic or a role, and of any other word of an event."""

LONGEST_RULING: Final = 200_000
"""Characters of a ruling's effects as JSON."""


def check_said(what: str, text: str, most: int = LONGEST_SAID) -> None:
    """Whether a text can be kept.

    Args:
        what: What it is, such as `reason`.

    Raises:
        UsageError: It is too long, or holds half a character.
    """
    if len(text) > most:
        raise UsageError(f"A {what} has at most {most:,} characters; this one has {len(text):,}.")
    if not is_whole(text):
        raise UsageError(f"The {what} holds half a character, which no file can.")


def check_reason(text: str) -> None:
    """Whether a text can be kept, and says why.

    Raises:
        UsageError: It cannot, or is empty.
    """
    check_said("reason", text)
    if not text.strip():
        raise UsageError("Say why: whatever control does is kept with its reason.")


def check_ruling(do: tuple[Any, ...]) -> None:
    """Whether the effects of a ruling, sound otherwise, are few enough to be kept.

    Raises:
        UsageError: They are too many.
    """
    length = len(json.dumps(do))
    if length > LONGEST_RULING:
        raise UsageError(
            f"A ruling's effects have at most {LONGEST_RULING:,} characters; "
            f"these have {length:,}. Make two rulings of them."
        )


def check_known(who: str, known: Iterable[str]) -> None:
    """Whether somebody is at the table.

    Raises:
        UsageError: Nobody goes by that name; the nearest is named.
    """
    names = tuple(known)
    if who not in names:
        raise UsageError(f"There is no seat '{visible(who[:40])}'. {nearest(who, names)}")


def is_whole(text: str) -> bool:
    """Whether a text holds whole characters only.

    >>> is_whole("稀土"), is_whole(chr(0xD83D))
    (True, False)
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
