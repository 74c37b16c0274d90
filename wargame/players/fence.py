"""What a program of anybody's is held back from.

It plays with the rights of whoever started the game. So it gets an empty folder of its own, a few
words of the environment, limits of memory, processor time and processes, and a `launcher` that
ends all it has started. Where there is a bubblewrap that works, it is also put into a sandbox: it
can write in its own folder, an empty /tmp and what it was given alone, sees no other process, and
no saves.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.play.player import is_program

LAUNCHER: Final = Path(__file__).with_name("launcher.py")
ON_WINDOWS: Final = ("SYSTEMROOT", "USERPROFILE", "COMSPEC", "PATHEXT")
OWN_WORDS: Final = ("PATH", "HOME", "LANG", *(ON_WINDOWS if sys.platform == "win32" else ()))
"""What every program gets of the environment; without some of them none starts on Windows."""

HAS_LAUNCHER: Final = hasattr(os, "fork")
"""Whether this system can limit a program and end all that it has started, as `launcher` does."""

SANDBOX: Final = ("--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp")  # noqa: S108 - a place of its own
APART: Final = ("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--die-with-parent")
SCRATCH: Final = Path("/tmp")  # noqa: S108 - the sandbox's own covers it
SOCKETS: Final = "/run/user"
"""Where a person's services listen, who would do for a program what it may not."""

BARE: Final = (
    "A program has your rights: it can read your files, reach the network and see other "
    "processes, for there is no usable bubblewrap (bwrap) here. Let play what you trust."
)
"""What is said where there is no sandbox."""


@dataclass(frozen=True, slots=True)
class Fence:
    """How far a program may go.

    Attributes:
        environment: What it is given of the environment, besides `OWN_WORDS`.
        has_network: Whether it may reach the network; only a sandbox can keep it from that.
        hidden: Files and folders that a sandbox hides, of those that are there when it begins.
        writable: Folders, their paths whole, in which a sandbox lets it write.
        memory_mb: For the data of each of its processes.
        cpu_seconds: Processor time of each of its processes.
        processes: How many more it may start; no limit for root, or off Linux.
        seconds: What it may take for an answer.
        closes_after: The round after which a class ends the game, which it is told; 0 for none.
    """

    environment: tuple[str, ...] = ()
    has_network: bool = True
    hidden: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()
    memory_mb: int = 2048
    cpu_seconds: int = 3600
    processes: int = 64
    seconds: float = 10.0
    closes_after: int = 0

    @property
    def environ(self) -> dict[str, str]:
        """All that it is given of the environment."""
        return {name: os.environ[name] for name in self._names if name in os.environ}

    @property
    def _names(self) -> tuple[str, ...]:
        return (*OWN_WORDS, *self.environment)

    def words(self, program: Sequence[str], folder: str, life: int) -> list[str]:
        """What to run so that a program, its path whole, runs inside.

        Args:
            folder: An empty one, for it alone; it is removed at the end.
            life: A pipe; when nobody holds the other end any more, the program is ended.
        """
        inner = [*self._sandboxed(program, folder), *program]
        limits = map(str, (self.memory_mb, self.cpu_seconds, self.processes))
        start = [sys.executable, "-I", "-S", str(LAUNCHER), str(life), folder]
        return [*start, *limits, ",".join(self._names), *inner]

    def _blinds(self) -> Iterator[str]:
        """What a sandbox lays over whatever is hidden; in a hidden folder nothing, for that would
        be there again by its name."""
        places = dict.fromkeys(Path(os.path.realpath(one)) for one in self.hidden)  # of links
        folders = {place for place in places if place.is_dir()}
        for place in places:
            if not folders.isdisjoint(place.parents) or not place.exists():
                continue
            yield from ("--tmpfs",) if place in folders else ("--ro-bind", os.devnull)
            yield str(place)

    def _sandboxed(self, program: Sequence[str], folder: str) -> Iterator[str]:
        bubble = sandbox()
        if not bubble:
            return
        yield from (bubble, *SANDBOX, *APART, "--cap-drop", "ALL")
        if Path(SOCKETS).is_dir():
            yield from ("--tmpfs", SOCKETS)
        for place in dict.fromkeys(_scratch_places(program)):
            yield from ("--ro-bind", place, place)
        for place in self.writable:
            yield from ("--bind", place, place)
        yield from self._blinds()
        yield from ("--bind", folder, folder, "--chdir", folder)
        if not self.has_network:
            yield "--unshare-net"
        yield "--"


USUAL: Final = Fence()
"""What holds if nothing was asked."""


def _scratch_places(program: Iterable[str]) -> Iterator[str]:
    """What of /tmp has to be there for a program that lies in it."""
    for word in program:
        path = Path(word)
        if path.is_absolute() and SCRATCH in path.parents and path.exists():
            yield str(SCRATCH / path.relative_to(SCRATCH).parts[0])


@cache
def sandbox() -> str:
    """The path of a bubblewrap that works here, or ""."""
    found = shutil.which("bwrap")
    if found is None:
        return ""
    words = [found, *SANDBOX, *APART, "--", sys.executable, "-I", "-S", "-c", ""]
    try:
        done = subprocess.run(words, capture_output=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found if done.returncode == 0 else ""


def whole_paths(words: Sequence[str], here: Path) -> list[str]:
    """The words of a command line with its files' paths made whole.

    The program will stand in another folder than the one in which the line was typed.
    """
    return [words[0], *(_whole(word, here) for word in words[1:])]


def _whole(word: str, here: Path) -> str:
    try:
        return str(here / word) if (here / word).is_file() else word
    except (OSError, ValueError):  # too long for a path, or none
        return word


def not_held_back(names: Iterable[str], fence: Fence) -> str:
    """What to tell a person before these players sit down, or "".

    Raises:
        UsageError: A program is not to reach the network, and nothing here can keep it from that.
    """
    if not any(map(is_program, names)) or sandbox():
        return ""
    if not fence.has_network:
        raise UsageError(
            "--program-no-network needs a usable bubblewrap (bwrap), and there is none here."
        )
    return BARE
