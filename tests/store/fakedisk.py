"""A disk in memory that fails on purpose and forgets what was never synced.

What a program sees and what would survive a power cut are kept apart. Bytes survive once the
file is synced, names once the folder is. At a crash every unsynced sector and every unsynced
name survives or not by the throw of a die; sectors may also come out blank or as garbage. A sync
that fails loses what it was to keep, and a second try "succeeds", as on Linux.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wargame.errors import UsageError

SECTOR = 512


class Crash(BaseException):
    """The machine stops here; no handler of the program runs on."""


@dataclass
class File:
    """One file: what programs see, what is on the disk, and what was done in between."""

    seen: bytes = b""
    kept: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def write(self, data: bytes) -> None:
        self.pending.append((len(self.seen), data))
        self.seen += data

    def cut(self, size: int) -> None:
        self.pending.append((size, None))
        self.seen = self.seen[:size]

    def sync(self) -> None:
        """Put what is pending on the disk, and no more: what was lost is not tried again."""
        found = bytearray(self.kept)
        for at, data in self.pending:
            if data is None:
                del found[at:]
            else:
                _put(found, at, data)
        self.kept, self.pending = bytes(found), []

    def lose(self) -> None:
        """The sync failed: the pages count as clean and are on no disk."""
        self.pending = []

    def after_crash(self, dice: random.Random) -> bytes:
        found = bytearray(self.kept)
        for at, data in self.pending:
            if data is None:
                if dice.random() < 0.5:
                    del found[at:]
                continue
            for start in range(0, len(data), SECTOR):
                _survive(found, at + start, data[start : start + SECTOR], dice)
        return bytes(found)


def _survive(found: bytearray, at: int, sector: bytes, dice: random.Random) -> None:
    fate = dice.random()
    if fate < 0.4:
        return
    if fate < 0.6:
        sector = sector[: dice.randrange(len(sector) + 1)]
    elif fate < 0.7:
        sector = dice.randbytes(len(sector))
    _put(found, at, sector)


def _put(found: bytearray, at: int, data: bytes) -> None:
    """Write at a place; a hole before it reads as blank."""
    if at > len(found):
        found.extend(bytes(at - len(found)))
    found[at : at + len(data)] = data


class FakeDisk:
    """See the module. `calls` counts every call that could fail.

    Args:
        fail_at: The call at which something happens, from 0; -1 for never.
        how: `error` (nothing is done), `late` (it is done, or half of it, and then fails),
            `short` (a write takes half), `crash` (before the call), `crash after`.
    """

    def __init__(self, fail_at: int = -1, how: str = "error") -> None:
        self.fail_at, self.how = fail_at, how
        self.calls = 0
        self.is_off = False
        self.names: dict[Path, File] = {}
        self.kept_names: dict[Path, File] = {}
        self.pending_names: list[tuple[Path, File | None]] = []
        self.locked: set[Path] = set()

    # --- failing ---------------------------------------------------------------------------

    def count(self, kind: str) -> str:
        """Count a call; gives how it is to fail, if at all."""
        if self.is_off:
            raise Crash
        mine = self.calls == self.fail_at
        self.calls += 1
        if not mine:
            return ""
        if self.how == "crash":
            self.is_off = True
            raise Crash
        if self.how == "error":
            raise OSError(28, "No space left on device")
        return self.how if self.how != "short" or kind == "write" else ""

    def finish(self, how: str) -> None:
        """After the call has done its work."""
        if how == "crash after":
            self.is_off = True
            raise Crash
        if how == "late":
            raise OSError(5, "Input/output error")

    def crashed(self, seed: int) -> FakeDisk:
        """What is found on this disk when the machine is on again."""
        dice = random.Random(seed)
        names = dict(self.kept_names)
        for path, file in self.pending_names:
            if dice.random() < 0.5:
                _rename(names, path, file)
        found = FakeDisk()
        contents = {
            id(file): file.after_crash(dice) for file in {id(f): f for f in names.values()}.values()
        }
        for path, file in names.items():
            content = contents[id(file)]
            found.names[path] = found.kept_names[path] = File(content, content)
        return found

    # --- Storage ---------------------------------------------------------------------------

    def read(self, path: Path, last: int = 0) -> Iterator[bytes]:
        if path not in self.names:
            raise FileNotFoundError(2, "No such file or directory", str(path))
        data = self.names[path].seen[-last:]
        yield from (data[at : at + 65536] for at in range(0, len(data), 65536))

    def create(self, path: Path) -> FakeHandle:
        how = self.count("create")
        if path in self.names:
            raise FileExistsError(17, "File exists", str(path))
        self._name(path, File())
        self.finish(how)
        return FakeHandle(self, self.names[path])

    def extend(self, path: Path) -> FakeHandle:
        self.finish(self.count("extend"))
        return FakeHandle(self, self.names[path])

    def rename(self, old: Path, new: Path) -> None:
        how = self.count("rename")
        file = self.names[old]
        self._name(new, file)
        self._name(old, None)
        self.finish(how)

    def remove(self, path: Path) -> None:
        how = self.count("remove")
        self._name(path, None)
        self.finish(how)

    def exists(self, path: Path) -> bool:
        return path in self.names

    def sync_folder(self, folder: Path) -> None:
        how = self.count("sync folder")
        if how != "late":
            self.pending_names = [
                (path, file) for path, file in self.pending_names if path.parent != folder
            ]
            kept = {p: f for p, f in self.kept_names.items() if p.parent != folder}
            self.kept_names = kept | {p: f for p, f in self.names.items() if p.parent == folder}
        self.finish(how)

    def make_folder(self, folder: Path) -> None:
        self.finish(self.count("make folder"))

    def lock(self, path: Path) -> FakeLock:
        if path in self.locked:
            raise UsageError("This game is open in another window.")
        self.locked.add(path)
        return FakeLock(self, path)

    def is_locked(self, path: Path) -> bool:
        return path in self.locked

    def _name(self, path: Path, file: File | None) -> None:
        _rename(self.names, path, file)
        self.pending_names.append((path, file))


def _rename(names: dict[Path, File], path: Path, file: File | None) -> None:
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file


class FakeHandle:
    """An open file of the fake disk."""

    def __init__(self, disk: FakeDisk, file: File) -> None:
        self.disk, self.file = disk, file

    def write(self, data: bytes) -> int:
        how = self.disk.count("write")
        if how in ("late", "short"):
            data = data[: max(1, len(data) // 2)]
        self.file.write(data)
        self.disk.finish(how)
        return len(data)

    def sync(self) -> None:
        try:
            how = self.disk.count("sync")
        except OSError:
            self.file.lose()
            raise
        if how == "late":
            self.file.lose()
        else:
            self.file.sync()
        self.disk.finish(how)

    def cut(self, size: int) -> None:
        how = self.disk.count("cut")
        self.file.cut(size)
        self.disk.finish(how)

    def is_at(self, path: Path, size: int) -> bool:
        return self.disk.names.get(path) is self.file and len(self.file.seen) == size

    def close(self) -> None:
        return


class FakeLock:
    """A lock that ends with the disk."""

    def __init__(self, disk: FakeDisk, path: Path) -> None:
        self.disk, self.path = disk, path

    def release(self) -> None:
        self.disk.locked.discard(self.path)

    discard = release
