"""What a host sends is not believed: it is refused in a sentence, and in time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from pydantic import ValidationError

from wargame.errors import RecordError, WargameError, place_of, visible

NOT_OURS = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError),
    *(RuntimeError, TypeError, ValueError),
)
"""What comes of it where something of a hostile host is taken for a game."""

MOST_SIGNS: Final = {"{": 20_000, "[": 200_000, ",": 1_000_000}
"""How many objects, lists and values one message holds, at most; the longest of our games comes to
a twentieth of that. A line of nothing but empty objects would take all memory otherwise: of each is
noted all that it lacks."""

MOST_FAULTS: Final = 1_000
"""What may be wrong with something for the first fault to be told."""


@contextmanager
def believed(what: str) -> Iterator[None]:
    """Refuse whatever of the host does not come to anything here.

    Args:
        what: What was sent.

    Raises:
        RecordError: It does not.
    """
    try:
        yield
    except WargameError as error:
        raise RecordError(f"The host sent {what} that cannot be: {error.first_line}") from None
    except NOT_OURS as error:
        said = _first_of(error) if isinstance(error, ValidationError) else str(error)
        told = visible(" ".join(said.split())[:200])
        raise RecordError(f"The host sent {what} that cannot be: {told}.") from None


def _first_of(error: ValidationError) -> str:
    """The first thing that is wrong, in a few words."""
    if error.error_count() > MOST_FAULTS:  # to list them would take a long time, and memory
        return f"{error.error_count()} things are wrong with it"
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return ": ".join([*map(str, first["loc"]), first["msg"]])


@contextmanager
def shown_as_told() -> Iterator[None]:
    """Show what the host told; where this program breaks at it, say so.

    Raises:
        RecordError: It is so.
    """
    try:
        yield
    except NOT_OURS as error:
        raise RecordError(blamed(error)) from error


def blamed(failure: BaseException) -> str:
    """What is told of a failure at a table that was joined, or "". What the host told was checked
    by then: that this breaks is a fault here, which a host can still have looked for."""
    if isinstance(failure, WargameError):
        return str(failure)
    if not isinstance(failure, NOT_OURS):
        return ""
    what = ", ".join(filter(None, (type(failure).__name__, place_of(failure))))
    return (
        f"The program here has failed, not the host's ({what}). The host has the game: join again "
        "with the same token, unless you do not know who hosts it, for a host can bring this about."
    )


def text_of(data: object) -> str:
    """What the host sent, as text again.

    Raises:
        RecordError: It is more than a game has.
    """
    text = json.dumps(data)
    if any(text.count(sign) > most for sign, most in MOST_SIGNS.items()):
        raise RecordError("It holds more than any game.")
    return text
