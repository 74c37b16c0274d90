"""Folders and files that people name: what is made there is there whole, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from wargame.errors import NotSaved, UsageError, visible


def check_folder(folder: Path) -> None:
    """Accept a folder that exists or can be made: no file has its name or that of a folder above.

    Raises:
        UsageError: It, or a part of the way to it, is there and is no folder.
    """
    for part in (folder, *folder.parents):
        if part.is_dir():
            return
        if os.path.lexists(part):
            raise UsageError(f"{visible(str(part))} is not a folder. Name another one.")


@contextmanager
def new_folder(folder: Path, mode: int = 0o777) -> Iterator[Path]:
    """A folder to write into, which gets its name once everything is in it.

    Raises:
        UsageError: Something of that name is there, or a folder cannot be made there.
        NotSaved: What is written into it cannot be; nothing is left behind.
    """
    name = visible(str(folder))
    check_folder(folder.parent)
    if os.path.lexists(folder):
        raise UsageError(f"{name} exists already; nothing was written.")
    draft = draft_of(folder)
    try:
        draft.mkdir(parents=True, mode=mode)
    except OSError as error:
        raise UsageError(f"cannot make {name}: {error.strerror}.") from None
    try:
        yield draft
        draft.rename(folder)
    except OSError as error:
        raise not_written(folder, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Put other files in the place of some, none of them before all are written.

    Raises:
        NotSaved: They cannot be written; those that were there are left.
    """
    drafts = {draft_of(path): path for path in files}
    at = Path()
    try:
        for draft, at in drafts.items():
            draft.write_bytes(files[at])
            shutil.copymode(at, draft)
        for draft, at in drafts.items():
            draft.replace(at)
    except OSError as error:
        raise not_written(at, error) from error
    finally:
        for draft in drafts:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def draft_of(path: Path) -> Path:
    """Where something is written before it has its name."""
    return path.with_name(f".{path.name[:200]}.{os.getpid()}")


def not_written(path: Path, error: OSError) -> NotSaved:
    """What is said where a disk does not take something."""
    return NotSaved(f"Cannot write {visible(str(path))}: {(error.strerror or str(error)).lower()}.")
