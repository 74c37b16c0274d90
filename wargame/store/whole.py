"""Whole files: after any crash they are there with all they hold, or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import get_ident

from wargame.errors import NotSaved, UsageError, system_says, visible
from wargame.store.storage import Disk, Handle
from wargame.store.world import World

SUFFIX = ".jsonl"


def lock_path(path: Path) -> Path:
    """The hidden lock file beside a save."""
    return path.with_name(f".{path.stem}.lock")


def draft_path(path: Path) -> Path:
    """Where a save is written before it has its name."""
    return path.with_name(f".{path.stem}.new")


def put_file(path: Path, data: bytes, world: World) -> None:
    """Write a whole file so that after any crash it is there whole, or not at all."""
    storage, draft = world.storage, draft_path(path)
    if storage.exists(draft):
        storage.remove(draft)
    handle = storage.create(draft)
    try:
        write_all(handle, data)
        handle.sync()
        handle.close()
        storage.rename(draft, path)
    except OSError:
        handle.close()
        forget(draft, world)
        raise
    try:
        storage.sync_folder(path.parent)
    except OSError:
        forget(path, world)  # nobody was told of it
        raise


def forget(path: Path, world: World) -> None:
    """Remove a file that nobody was told of, if the disk lets it be removed."""
    try:
        world.storage.remove(path)
    except OSError:
        return  # a draft is hidden, and the next try removes it


def put_new(out: Path, data: bytes, world: World) -> None:
    """Write a whole new file, under the lock of its name.

    Raises:
        UsageError: There is something of that name.
        NotSaved: It cannot be written.
    """
    try:
        world.storage.make_folder(out.parent)
        lock = world.storage.lock(lock_path(out))
        try:
            if world.storage.exists(out):
                raise UsageError(f"There is a file {visible(str(out))} already.")
            put_file(out, data, world)
        finally:
            lock.discard()
    except OSError as error:
        raise NotSaved(f"Cannot write: {reason_of(error, out)}.") from error


def put_whole(target: Path, data: bytes) -> None:
    """Put a small file in the place of what is there, so that nobody ever reads half of it, also
    where several threads or programs write it. After a crash it may be the one that was there.

    Raises:
        OSError: It cannot be written; what was there is left.
    """
    fresh = target.with_name(f".{target.name}.{os.getpid()}-{get_ident()}")
    try:
        fresh.write_bytes(data)
        Disk().rename(fresh, target)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def write_all(handle: Handle, data: bytes) -> None:
    """Write everything, however little the disk takes at a time."""
    while data:
        taken = handle.write(data)
        if taken <= 0:
            raise OSError("the disk takes no more")
        data = data[taken:]


def reason_of(error: OSError, path: Path) -> str:
    """What went wrong, with the path."""
    what = system_says(error)
    return f"{what} ({visible(str(path))})"
