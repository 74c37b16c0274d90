"""Built files: kept with the checksum of what they hold, and used only while they fit it.

What is loaded here is run, and half a file ends the process that maps it. So a built file is
synced before it has its name, and read whole and summed before each use.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from pathlib import Path

from wargame.errors import system_says
from wargame.store.storage import Disk

SUM_SUFFIX = ".sha256"
ASIDE_SUFFIX = ".broken"
SUM_BYTES = 1000
"""No checksum's file is longer than this."""


def is_ours(path: Path) -> bool:
    """Whether a file or folder is there, belongs to this user, and only they may write it.

    Windows has no owner and no mode that say so: what is kept lies in the user's own profile there,
    which the system closes to others.
    """
    try:
        found = path.lstat()
    except OSError:
        return False
    if stat.S_ISLNK(found.st_mode):
        return False
    if sys.platform == "win32":
        return True
    return found.st_uid == os.getuid() and found.st_mode & 0o022 == 0


def is_own_file(place: Path) -> bool:
    """Whether that is so of a file, and of the folder it lies in."""
    return is_ours(place.parent) and is_ours(place)


def make_own(folder: Path) -> bool:
    """Make a folder, if there is none; whether it is this user's alone.

    Raises:
        OSError: The disk refuses.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return is_ours(folder)


def keep(built: Path, target: Path) -> None:
    """Move a built file to its place, with its checksum; on the disk when this returns.

    The checksum goes first: after a crash in between, the file is missing or does not fit.

    Raises:
        OSError: The disk refuses.
    """
    disk, line = Disk(), built.with_name(f"{built.name}{SUM_SUFFIX}")
    built.chmod(0o600)
    line.write_text(f"{_sum_of(built)}  {target.name}\n", encoding="ascii")
    line.chmod(0o600)
    for file in (line, built):
        _sync(disk, file)
    disk.rename(line, _line_of(target))
    disk.rename(built, target)
    disk.sync_folder(target.parent)


def fault_of(built: Path, data: bytes | None = None) -> str:
    """Why a built file may not be loaded, or "" if it holds what was built.

    Args:
        data: What was read of it, if that and not the file is to be loaded.
    """
    line = _line_of(built)
    if not is_ours(line):
        return "has no checksum of this user's"
    try:
        with line.open("rb") as file:
            said = file.read(SUM_BYTES).decode("ascii", "replace").split()
        found = _sum_of(built) if data is None else hashlib.sha256(data).hexdigest()
    except OSError as error:
        return f"cannot be read ({system_says(error)})"
    return "" if said == [found, built.name] else "does not hold what was built"


def put_aside(built: Path) -> None:
    """Take a built file out of use, to be looked at; where the disk refuses, it stays."""
    try:
        built.replace(built.with_name(f"{built.name}{ASIDE_SUFFIX}"))
        _line_of(built).unlink(missing_ok=True)
    except OSError:
        return


def _sync(disk: Disk, file: Path) -> None:
    handle = disk.extend(file)
    try:
        handle.sync()
    finally:
        handle.close()


def _line_of(built: Path) -> Path:
    """Where a built file's checksum is."""
    return built.with_name(f"{built.name}{SUM_SUFFIX}")


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
