"""Bytes and text of a file, taken carefully: a deck folder may hold anything.

A pipe would make us wait for ever, a device could act, a link could show a stranger's file, and
a file may be huge or no text at all.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from wargame.content.limits import MAX_FILE_BYTES
from wargame.content.yaml.characters import guess_bytes
from wargame.errors import Faults, Mark, system_says

_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)


class _Refused(Exception):
    """Why a file is not read."""


def read_bytes(path: Path, root: Path, faults: Faults) -> bytes | None:
    """Read a file of the folder `root`, or note why not and give None."""
    try:
        return _read(_inside(path, root))
    except _Refused as refusal:
        faults.add(str(refusal), mark=Mark(str(path), 1, 1))
    except (OSError, ValueError) as error:
        reason = system_says(error) if isinstance(error, OSError) else "the name cannot be used"
        faults.add(f"cannot be read: {reason}", mark=Mark(str(path), 1, 1))
    return None


def leads_out(path: Path, root: Path) -> bool:
    """Whether a path in a folder is, or goes through, a link to somewhere else."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _inside(path: Path, root: Path) -> Path:
    """The real path of a file, which links may not lead out of the folder."""
    real = Path(os.path.realpath(path, strict=True))
    if leads_out(path, root):
        raise _Refused("is a link that leads out of the deck folder")
    if not real.is_file():
        raise _Refused("is not an ordinary file")
    return real


def _read(real: Path) -> bytes:
    handle = os.open(real, _OPEN_FLAGS)
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise _Refused("is not an ordinary file")
        if status.st_size > MAX_FILE_BYTES:
            raise _Refused(_too_large(status.st_size))
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise _Refused(_too_large(len(data)))
    return data


def _too_large(size: int) -> str:
    return f"is larger than {MAX_FILE_BYTES // 1_000_000} MB ({size} bytes)"


def decode(data: bytes, file: str, faults: Faults) -> str | None:
    r"""Turn bytes into text with line feeds only, or note why not and give None.

    A byte-order mark at the start, `\r\n` and a missing last line end make no difference.
    """
    guess = guess_bytes(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _add_undecodable(data, error.start, guess, file, faults)
        return None
    if guess:
        _add_undecodable(data, max(0, data.find(b"\0")), guess, file, faults)
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return text if text.endswith("\n") else text + "\n"


def _add_undecodable(data: bytes, at: int, guess: str, file: str, faults: Faults) -> None:
    line = data.count(b"\n", 0, at)
    column = at - (data.rfind(b"\n", 0, at) + 1)
    looks = f"It looks like {guess}. " if guess else ""
    faults.add(
        f"not valid UTF-8 at byte {at}",
        f"{looks}Save the file as plain text in UTF-8.",
        Mark(file, line + 1, column + 1),
    )
