"""Folders and files that people name: what is made there is there whole, or not at all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from wargame.errors import NotSaved, RecordError, UsageError, system_says, visible

_PACKAGE = Path(__file__).resolve().parents[1]
_DEVICE = re.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Whether some systems keep a name for themselves, in every folder.

    >>> is_device("con"), is_device("contest")
    (True, False)
    """
    return bool(_DEVICE.fullmatch(name))


def installed_folder(name: str) -> Path:
    """A folder that came with the program, where it is installed as a package."""
    return _PACKAGE / f"_{name}"


def came_with_it(name: str) -> Path:
    """A folder that came with the program: inside an installed package, or beside it in a
    checkout."""
    installed = installed_folder(name)
    return installed if installed.is_dir() else _PACKAGE.parent / name


def check_folder(folder: Path, how: str = "") -> None:
    """Accept a folder that exists or can be made: no file has its name or that of a folder above.

    Args:
        how: How another one is named: ` with --option`.

    Raises:
        UsageError: It, or a part of the way to it, is there and is no folder, or nobody can tell.
    """
    for part in (folder, *folder.parents):
        try:
            if part.is_dir():
                return
        except OSError as error:
            why = f"{visible(str(part))} cannot be read: {system_says(error)}."
            raise UsageError(f"{why} Make it readable, or name another folder{how}.") from error
        if os.path.lexists(part):
            raise UsageError(f"{visible(str(part))} is not a folder. Name another one{how}.")


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
        why = system_says(error)
        raise UsageError(f"{name} cannot be made there: {why}. Name another folder.") from None
    try:
        yield draft
        draft.rename(folder)
    except OSError as error:
        raise not_written(folder, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def check_takes(path: Path) -> None:
    """Look at the folder of a file that is written later, before anything takes long.

    Raises:
        UsageError: It is not there, or takes no file.
    """
    name, folder = visible(str(path)), visible(str(path.parent))
    if not path.parent.is_dir():
        raise UsageError(f"{name}: there is no folder {folder}. Make it first.")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UsageError(f"{name} cannot be written there. Name another file.")


def read_bounded(path: Path, most: int, what: str, remedy: str = "") -> bytes:
    """All of a file that anybody may have written.

    Args:
        most: How many bytes it may have.
        what: What it is taken for, as a message names it, such as `freeze`.
        remedy: What to do about one that is none, in a sentence; "" where nobody is told.

    Raises:
        RecordError: It has more, is no ordinary file (which might never end), or cannot be read.
    """
    why = "it is no ordinary file"
    try:
        if path.is_file():
            with path.open("rb") as file:
                data = file.read(most + 1)
            if len(data) <= most:
                return data
            why = f"it has more than {most:,} bytes"
    except OSError as error:
        why = f"it cannot be read ({system_says(error)})"
    raise RecordError(f"{visible(str(path))} is no {what}: {why}. {remedy}".rstrip())


def write_new(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and never over another.

    Raises:
        UsageError: There is one of that name by now.
        NotSaved: It cannot be written; nothing is left behind.
    """
    part = draft_of(path)
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _name(part, path)
    except FileExistsError as error:
        raise UsageError(f"{visible(str(path))} is there already. Name another file.") from error
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _name(part: Path, path: Path) -> None:
    """Give a file its name, if nothing has it."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a stick, or a folder of another machine, that knows one name for a file
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        part.rename(path)


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Put files in the place of others, or where none are, none of them before all are written.

    Raises:
        NotSaved: They cannot be written; those that were there are left.
    """
    drafts = {draft_of(path): path for path in files}
    at = Path()
    try:
        for draft, at in drafts.items():
            draft.write_bytes(files[at])
            if at.exists():
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
    return NotSaved(f"Cannot write {visible(str(path))}: {system_says(error)}.")
