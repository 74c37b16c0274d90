"""A real disk that is full soon."""

from __future__ import annotations

import errno
from pathlib import Path

from wargame.store.storage import Disk, Handle

ROOM = 9
"""Pieces of writing for which a full disk has room."""


class Full:
    """An open file on a disk with little room."""

    def __init__(self, handle: Handle, disk: SmallDisk) -> None:
        self._handle, self._disk, self._room = handle, disk, disk.room
        self.sync, self.cut, self.close = handle.sync, handle.cut, handle.close
        self.is_at = handle.is_at

    def write(self, data: bytes) -> int:
        self._room -= 1
        if self._room < 0 or self._disk.is_full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return self._handle.write(data)


class SmallDisk(Disk):
    """Full soon, except for files named `roomy`.

    Args:
        room: Pieces of writing that go into each file.

    Attributes:
        is_full: Nothing goes into any of them any more.
    """

    def __init__(self, room: int = ROOM) -> None:
        self.room, self.is_full = room, False

    def extend(self, path: Path) -> Handle:
        handle = super().extend(path)
        return handle if path.stem == "roomy" else Full(handle, self)
