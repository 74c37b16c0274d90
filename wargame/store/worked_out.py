"""What was worked out once and takes long: kept as JSON beside compiled rules, to be used again.

A file is used only if it is this user's, fits the checksum beside it (`store.built`) and holds
what its reader takes. What does not is put aside, and worked out again.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from wargame.errors import UsageError
from wargame.store.built import fault_of, is_own_file, keep_text, make_own, put_aside
from wargame.store.compiled import cache_folder
from wargame.store.storage import Disk
from wargame.store.whole import lock_path

LOG: Final = logging.getLogger("wargame.store")

LARGEST_BYTES = 20_000_000
"""No file is larger."""

MOST_S = 120.0
"""Seconds that nobody waits longer for another program, which may have been stopped."""

LOOK_S: Final = 0.1
"""From one look whether it is done to the next."""

Found = TypeVar("Found")


@contextmanager
def alone(name: str) -> Iterator[None]:
    """While something is worked out under a name, have no other program work it out too.

    Whoever comes second waits, and looks again for what is kept. Where that cannot be known,
    nobody waits.
    """
    let_go = _held(name)
    try:
        yield
    finally:
        let_go()


def _held(name: str) -> Callable[[], None]:
    """Hold a name as soon as nobody else does; gives what lets go of it."""
    folder, end = cache_folder(), time.monotonic() + MOST_S
    while True:
        try:
            if not make_own(folder):
                return _nothing
            return Disk().lock(lock_path(folder / name)).discard
        except UsageError:  # another program holds it
            if time.monotonic() > end:
                return _nothing
            time.sleep(LOOK_S)
        except OSError:
            return _nothing


def _nothing() -> None:
    """Nothing is held."""


def kept(name: str, what: str, read: Callable[[Any], Found | None]) -> Found | None:
    """What is kept under a name, if it can be used.

    Args:
        what: What it is, as people are told of a file that is put aside.
        read: Makes it of plain data; None, or a `ValueError`, of data that hold something else.
    """
    place = cache_folder() / name
    if not is_own_file(place):
        return None
    fault = fault_of(place)
    if not fault:
        try:
            if place.stat().st_size <= LARGEST_BYTES:
                found = read(json.loads(place.read_bytes()))
                if found is not None:
                    return found
            fault = "does not hold them"
        except (OSError, ValueError, RecursionError):
            fault = "cannot be read"
    put_aside(place)
    LOG.warning("%s are not used: %s %s and is put aside", what, place.name, fault)
    return None


def keep_as(name: str, what: str, data: Any) -> None:
    """Write plain data down under a name; where that cannot be, all is as if it had not been."""
    folder = cache_folder()
    try:
        if make_own(folder):
            keep_text(json.dumps(data), folder / name)
    except OSError as error:
        LOG.warning("%s are not kept: %s", what, error.strerror)
