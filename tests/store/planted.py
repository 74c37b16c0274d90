"""Bugs that people make when they save things, each behind the same doors as the real code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.store.fakedisk import FakeDisk, FakeHandle
from wargame.play.event import Event
from wargame.play.journal import Journal


class Bug:
    """A way to go wrong: another disk, or another journal, in front of the right one."""

    name = "none"

    def storage(self, disk: FakeDisk) -> FakeDisk:
        return disk

    def journal(self, journal: Journal) -> Journal:
        return journal


class _Disk(FakeDisk):
    """The very same disk, with something done otherwise."""

    def __init__(self, disk: FakeDisk) -> None:
        self.__dict__ = disk.__dict__


class _Handle(FakeHandle):
    """The very same open file, with something done otherwise."""

    def __init__(self, handle: FakeHandle) -> None:
        self.__dict__ = handle.__dict__


class _Unsynced(_Handle):
    def sync(self) -> None:
        return


class NoSync(Bug):
    name = "no fsync"

    class Storage(_Disk):
        def extend(self, path: Path) -> FakeHandle:
            return _Unsynced(super().extend(path))

    def storage(self, disk: FakeDisk) -> FakeDisk:
        return self.Storage(disk)


class _Late:
    """Keeps each batch when the next one comes."""

    def __init__(self, journal: Journal) -> None:
        self.inner = journal
        self.waiting: list[Event] = []

    def append(self, events: Sequence[Event]) -> None:
        waiting, self.waiting = self.waiting, list(events)
        if waiting:
            self.inner.append(waiting)


class AckFirst(Bug):
    name = "acknowledged first"

    def journal(self, journal: Journal) -> Journal:
        return _Late(journal)


class NoFolderSync(Bug):
    name = "no folder fsync"

    class Storage(_Disk):
        def sync_folder(self, folder: Path) -> None:
            return

    def storage(self, disk: FakeDisk) -> FakeDisk:
        return self.Storage(disk)


class RenameUnsynced(Bug):
    name = "renamed before it was synced"

    class Storage(_Disk):
        def create(self, path: Path) -> FakeHandle:
            return _Unsynced(super().create(path))

    def storage(self, disk: FakeDisk) -> FakeDisk:
        return self.Storage(disk)


class RetrySync(Bug):
    name = "fsync tried again"

    class Storage(_Disk):
        class Handle(_Handle):
            def sync(self) -> None:
                try:
                    super().sync()
                except OSError:
                    super().sync()

        def extend(self, path: Path) -> FakeHandle:
            return self.Handle(super().extend(path))

    def storage(self, disk: FakeDisk) -> FakeDisk:
        return self.Storage(disk)


class Buffered(Bug):
    name = "buffered writes"

    class Storage(_Disk):
        class Handle(_Handle):
            def __init__(self, handle: FakeHandle) -> None:
                super().__init__(handle)
                self.buffer = b""

            def write(self, data: bytes) -> int:
                self.buffer += data
                if len(self.buffer) > 2_000:
                    super().write(self.buffer)
                    self.buffer = b""
                return len(data)

        def extend(self, path: Path) -> FakeHandle:
            return self.Handle(super().extend(path))

    def storage(self, disk: FakeDisk) -> FakeDisk:
        return self.Storage(disk)


BUGS = [NoSync(), AckFirst(), NoFolderSync(), RenameUnsynced(), RetrySync(), Buffered()]
