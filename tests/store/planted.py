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


class _Disk:
    """Everything as on the disk behind it."""

    def __init__(self, disk: FakeDisk) -> None:
        self.disk = disk

    def __getattr__(self, name: str):
        return getattr(self.disk, name)


class _Handle(_Disk):
    def __init__(self, handle: FakeHandle) -> None:
        self.disk = handle


class NoSync(Bug):
    name = "no fsync"

    class Storage(_Disk):
        class Handle(_Handle):
            def sync(self) -> None:
                return

        def extend(self, path: Path):
            return self.Handle(self.disk.extend(path))

    def storage(self, disk):
        return self.Storage(disk)


class AckFirst(Bug):
    name = "acknowledged first"

    class Journal:
        def __init__(self, journal: Journal) -> None:
            self.inner, self.waiting = journal, []

        def append(self, events: Sequence[Event]) -> None:
            waiting, self.waiting = self.waiting, list(events)
            if waiting:
                self.inner.append(waiting)

    def journal(self, journal):
        return self.Journal(journal)


class NoFolderSync(Bug):
    name = "no folder fsync"

    class Storage(_Disk):
        def sync_folder(self, folder: Path) -> None:
            return

    def storage(self, disk):
        return self.Storage(disk)


class RenameUnsynced(Bug):
    name = "renamed before it was synced"

    class Storage(_Disk):
        class Handle(_Handle):
            def sync(self) -> None:
                return

        def create(self, path: Path):
            return self.Handle(self.disk.create(path))

    def storage(self, disk):
        return self.Storage(disk)


class RetrySync(Bug):
    name = "fsync tried again"

    class Storage(_Disk):
        class Handle(_Handle):
            def sync(self) -> None:
                try:
                    self.disk.sync()
                except OSError:
                    self.disk.sync()

        def extend(self, path: Path):
            return self.Handle(self.disk.extend(path))

    def storage(self, disk):
        return self.Storage(disk)


class Buffered(Bug):
    name = "buffered writes"

    class Storage(_Disk):
        class Handle(_Handle):
            def __init__(self, handle) -> None:
                super().__init__(handle)
                self.buffer = b""

            def write(self, data: bytes) -> int:
                self.buffer += data
                if len(self.buffer) > 2_000:
                    self.disk.write(self.buffer)
                    self.buffer = b""
                return len(data)

        def extend(self, path: Path):
            return self.Handle(self.disk.extend(path))

    def storage(self, disk):
        return self.Storage(disk)


BUGS = [NoSync(), AckFirst(), NoFolderSync(), RenameUnsynced(), RetrySync(), Buffered()]
