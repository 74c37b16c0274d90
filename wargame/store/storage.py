"""The one door to the disk.

Everything that a save does to the disk goes through `Storage`, so that tests can put a disk in
its place that fails at any call and forgets what was never synced. `Disk` is the real one.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol, TypeVar

from wargame.errors import RecordError, UsageError, visible

CHUNK = 1 << 16
"""Bytes read at a time."""

HELD: Final = (errno.EAGAIN, errno.EACCES, errno.EDEADLK, 0)
"""What a system says where another process holds a lock; Wine says nothing."""

TRIES: Final = 50
"""How often something is tried anew that another process keeps us from at that very moment."""

LOOKS: Final = 20
"""How often a lock is tried anew that somebody may hold who only looks whether it is held."""

MOMENT_S: Final = 0.01
"""How long is waited, each time, for whoever has a file open."""

UNKNOWN: Final = (errno.EINVAL, errno.ENOTSUP)
"""What it says where a folder, of another machine perhaps, cannot be synced: nothing was lost."""

_READ_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_WRITE_FLAGS = os.O_RDWR | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


T = TypeVar("T")


def patiently(act: Callable[[], T]) -> T:
    """What comes of doing something to a file that somebody may be reading or replacing just now.

    Windows refuses that for as long as they have it open, which is a moment.

    Raises:
        PermissionError: It is refused all the same.
    """
    for _ in range(TRIES if sys.platform == "win32" else 0):
        try:
            return act()
        except PermissionError:
            time.sleep(MOMENT_S)
    return act()


class Handle(Protocol):
    """A file that is open for writing; what is written goes to its end."""

    def write(self, data: bytes) -> int:
        """Write at least one byte, perhaps not all; gives how many."""

    def sync(self) -> None:
        """Return when everything written is on the disk. Never call it again after it failed:
        a second call may succeed without having kept anything."""

    def cut(self, size: int) -> None:
        """Shorten the file."""

    def is_at(self, path: Path, size: int) -> bool:
        """Whether this is still the file of a name, and still as long: another program may have
        removed it, put another in its place, or written to it."""

    def close(self) -> None:
        """Let go of the file."""


class Lock(Protocol):
    """A lock on a save; it ends with the process, even if that is killed."""

    def release(self) -> None:
        """Let go."""

    def discard(self) -> None:
        """Let go, and leave no file: there is nothing beside it any more that is locked."""


class Storage(Protocol):
    """What a save needs of a disk. Every call may raise `OSError`."""

    def read(self, path: Path, last: int = 0) -> Iterator[bytes]:
        """The bytes of an ordinary file, piece by piece.

        Args:
            last: Only so many at its end; 0 for all.

        Raises:
            RecordError: It is a folder, a pipe, a device.
        """

    def create(self, path: Path) -> Handle:
        """A new file that only its owner can read; it must not exist."""

    def extend(self, path: Path) -> Handle:
        """An existing file, to be written on at its end."""

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name, in the same folder; a file of that name is replaced."""

    def remove(self, path: Path) -> None:
        """Remove a file."""

    def exists(self, path: Path) -> bool:
        """Whether there is something of that name."""

    def sync_folder(self, folder: Path) -> None:
        """Return when the names in a folder are on the disk."""

    def make_folder(self, folder: Path) -> None:
        """Make a folder and those above it, where they are missing."""

    def lock(self, path: Path) -> Lock:
        """Lock a file, which is made if it is not there.

        Raises:
            UsageError: Another process holds it; the message says which.
        """

    def is_locked(self, path: Path) -> bool:
        """Whether somebody holds a lock. Nothing is made, and nobody is kept from locking it."""


class Disk:
    """The real disk."""

    def read(self, path: Path, last: int = 0) -> Iterator[bytes]:
        if not stat.S_ISREG(path.stat().st_mode):
            raise RecordError(f"{visible(str(path))} is not an ordinary file, so not a save.")
        handle = os.open(path, _READ_FLAGS)
        with os.fdopen(handle, "rb", buffering=0) as file:
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode):
                raise RecordError(f"{visible(str(path))} is not an ordinary file, so not a save.")
            file.seek(max(0, about.st_size - last) if last else 0)
            while chunk := file.read(CHUNK):
                yield chunk

    def create(self, path: Path) -> Handle:
        return _DiskHandle(os.open(path, _WRITE_FLAGS | os.O_CREAT | os.O_EXCL, 0o600))

    def extend(self, path: Path) -> Handle:
        return _DiskHandle(os.open(path, _WRITE_FLAGS))

    def rename(self, old: Path, new: Path) -> None:
        patiently(lambda: old.replace(new))

    def remove(self, path: Path) -> None:
        path.unlink()

    def exists(self, path: Path) -> bool:
        return os.path.lexists(path)

    def sync_folder(self, folder: Path) -> None:
        if sys.platform == "win32":
            return  # Windows keeps names with the file
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in UNKNOWN:
                raise
        finally:
            os.close(handle)

    def make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.sync_folder(folder.parent)

    def lock(self, path: Path) -> Lock:
        return _DiskLock(path)

    def is_locked(self, path: Path) -> bool:
        try:
            handle = os.open(path, _READ_FLAGS | getattr(os, "O_NOFOLLOW", 0))
        except FileNotFoundError:
            return False
        try:
            _take(handle, shared=True)
        except OSError as error:
            if error.errno not in HELD:
                raise
            return True
        finally:
            os.close(handle)
        return False


class _DiskHandle:
    """An open file of the real disk."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def write(self, data: bytes) -> int:
        return os.write(self._handle, data)

    def sync(self) -> None:
        if sys.platform == "darwin":
            import fcntl  # noqa: PLC0415 - not on every system

            fcntl.fcntl(self._handle, fcntl.F_FULLFSYNC)
        else:
            os.fsync(self._handle)

    def cut(self, size: int) -> None:
        os.ftruncate(self._handle, size)

    def is_at(self, path: Path, size: int) -> bool:
        mine = os.fstat(self._handle)
        try:
            there = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        return os.path.samestat(mine, there) and mine.st_size == size

    def close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


IN_ANOTHER = "This game is open in another window: leave it there first"
"""What to do about a game that another process holds; which one is told behind it."""


class _DiskLock:
    """A lock file, held by this process; its text only tells people who holds it.

    Whoever held it may have removed it after we opened it, and somebody else may have made another:
    only the file that goes by the name is a lock.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        for _ in range(TRIES):
            self._handle = _locked(path)
            if self._has_the_name():
                break
            os.close(self._handle)
        else:
            raise UsageError(f"{IN_ANOTHER}.")
        with suppress(OSError):  # who holds it is for people alone, and the disk may be full
            os.ftruncate(self._handle, 0)
            os.write(self._handle, _card().encode())

    def release(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def discard(self) -> None:
        if sys.platform == "win32":  # there a file that anybody has open cannot be removed
            self.release()
        elif self._handle < 0 or not self._has_the_name():
            self.release()
            return
        with suppress(OSError):
            self._path.unlink()
        self.release()

    def _has_the_name(self) -> bool:
        try:
            there = self._path.stat(follow_symlinks=False)
        except FileNotFoundError:
            return False
        return os.path.samestat(os.fstat(self._handle), there)


def _locked(path: Path) -> int:
    """A file that was opened by this name, made if it was not there, and is locked now.

    Raises:
        UsageError: Another process holds it.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o600)
    try:
        _take_soon(handle)
    except OSError as error:
        os.lseek(handle, 0, os.SEEK_SET)
        holder = _holder(os.read(handle, 500))
        os.close(handle)
        if error.errno not in HELD:  # this folder knows no locks
            raise
        raise UsageError(f"{IN_ANOTHER}{holder}.") from None
    return handle


def _take_soon(handle: int) -> None:
    """Lock an open file, once those who look whether it is locked have looked."""
    for _ in range(LOOKS):
        try:
            return _take(handle)
        except OSError as error:
            if error.errno not in HELD:
                raise
        time.sleep(MOMENT_S)
    return _take(handle)


def _card() -> str:
    host, now = socket.gethostname(), time.strftime("%H:%M")
    return json.dumps({"pid": os.getpid(), "host": host, "since": now})


def _holder(said: bytes) -> str:
    try:
        card = json.loads(said)
        return f" (pid {int(card['pid'])} on {str(card['host'])[:60]}, since {card['since']:.5})"
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return ""


if sys.platform == "win32":

    def _take(handle: int, *, shared: bool = False) -> None:  # noqa: ARG001 - none are shared there
        import msvcrt  # noqa: PLC0415 - Windows only

        os.lseek(handle, 1_000_000, os.SEEK_SET)  # beyond the text, which others may read
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:

    def _take(handle: int, *, shared: bool = False) -> None:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
