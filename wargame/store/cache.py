"""What takes long and comes to the same each time: worked out once on a machine, kept as a file.

Every kind of it is a `Cache`. A file is named by the hash of all that it was made from, the program
that made it among that: so none is ever out of date, and one that nobody wants any more goes when
newer ones of its kind have come. A file is there whole or not at all, and is used only if it is
this user's alone, is not too large, fits the checksum beside it (`store.built`) and is what its
reader takes. Any other counts as if it were not there: it is put aside, told of in the log, and
made again. Where the disk refuses, all is as if nothing had been kept.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Final, TypeVar

import platformdirs

from wargame.dataclass import dataclass
from wargame.errors import UsageError, system_says
from wargame.store.built import fault_of, is_own_file, keep, make_own, put_aside
from wargame.store.homes import NO_HOME, at_home, is_nowhere
from wargame.store.storage import Disk
from wargame.store.whole import lock_path

LOG: Final = logging.getLogger("wargame.store")

CACHE_VARIABLE: Final = "WARGAME_CACHE"
"""Names another folder for the cache."""

LARGEST_BYTES: Final = 20_000_000
"""No file that is read is larger."""

MOST_S = 120.0
"""Seconds that nobody waits longer for another program, which may have been stopped."""

LOOK_S: Final = 0.1
"""From one look whether it is done to the next."""

UNREADABLE: Final = (
    *(ArithmeticError, AttributeError, EOFError, ImportError, LookupError),
    *(RecursionError, TypeError, ValueError),
)
"""What a reader may raise of bytes that are not what it looks for."""

Found = TypeVar("Found")


def cache_folder() -> Path:
    """Where everything is that was worked out."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    return at_home(lambda: platformdirs.user_cache_dir("wargame")) / "compiled"


def sources_of(*modules: ModuleType) -> bytes:
    """The text of modules: in a name, it makes every file stale that other text made."""
    return b"".join(Path(str(one.__file__)).read_bytes() for one in modules)


@dataclass(frozen=True, slots=True)
class Cache:
    """All files of one kind.

    Attributes:
        kind: A word, with which their names begin.
        ending: With which they end.
        what: What they are, as people are told of one that is put aside.
        most: So many are kept; beyond, those go that were not used for the longest time.
    """

    kind: str
    ending: str
    what: str
    most: int

    def name(self, *made_from: str | bytes) -> str:
        """The name of the file that is made from all this, which has to say what made it too."""
        digest = hashlib.sha256()
        for part in made_from:
            digest.update(part.encode() if isinstance(part, str) else part)
        return f"{self.kind}_{digest.hexdigest()[:32]}{self.ending}"

    def once(
        self,
        name: str,
        read: Callable[[bytes], Found | None],
        make: Callable[[], Found],
        write: Callable[[Found], bytes],
    ) -> Found:
        """What is kept under a name; else it is made, and kept. Of several programs, one makes it.

        Args:
            read: Makes it of what `write` wrote, as for `find`.
        """
        found = self.find(name, read)
        if found is None:
            with _alone(name):
                found = self.find(name, read)
                if found is None:
                    found = make()
                    self.keep(name, write(found))
        return found

    def find(self, name: str, read: Callable[[bytes], Found | None]) -> Found | None:
        """What is kept under a name, if it can be used.

        Args:
            read: Makes it of a file's bytes; None, or one of `UNREADABLE`, if it is none.
        """
        place = cache_folder() / name
        if not is_own_file(place):
            return None
        try:
            with place.open("rb") as file:
                data = file.read(LARGEST_BYTES + 1)
        except OSError:
            return None
        fault = "is too large" if len(data) > LARGEST_BYTES else fault_of(place, data)
        if not fault:
            with suppress(*UNREADABLE):
                found = read(data)
                if found is not None:
                    used(place)
                    return found
            fault = "does not hold them"
        put_aside(place)
        LOG.warning(
            "%s are not used: %s %s and is put aside; they are made again", self.what, name, fault
        )
        return None

    def keep(self, name: str, data: bytes) -> None:
        """Write a file, where the disk allows it; what was not used for long goes."""
        folder = cache_folder()
        try:
            if len(data) <= LARGEST_BYTES and make_own(folder):
                with self.workshop(folder) as work:
                    built = work / name
                    built.write_bytes(data)
                    keep(built, folder / name)
        except OSError as error:
            _tell(folder, system_says(error))

    @contextmanager
    def workshop(self, folder: Path) -> Iterator[Path]:
        """A folder to build a file in, from where `built.keep` moves it to its place.

        Then files go that were not used for long, and with them what killed programs left.
        """
        with tempfile.TemporaryDirectory(dir=folder, prefix=f"{self.kind}_") as work:
            yield Path(work)
        self._drop_old(folder)

    def _drop_old(self, folder: Path) -> None:
        """Remove what was not used for the longest time, with all that stands beside it."""
        groups: dict[str, list[Path]] = {}
        ages: dict[str, float] = {}
        for path in folder.iterdir():
            stem = path.name.removeprefix(".").partition(".")[0]
            if stem.startswith(f"{self.kind}_"):
                groups.setdefault(stem, []).append(path)
                with suppress(OSError):  # another program has removed it
                    ages[stem] = max(ages.get(stem, 0.0), path.lstat().st_mtime)
        for stem in sorted(ages, key=ages.__getitem__)[: -self.most]:
            for path in groups[stem]:
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    with suppress(OSError):  # somebody has it open, on a system that minds
                        path.unlink()


def used(place: Path) -> None:
    """Note that a file is used, so that it does not go as an old one."""
    with suppress(OSError):
        os.utime(place)


@cache
def _tell(folder: Path, reason: str) -> None:
    """Tell once that everything takes its time again."""
    if is_nowhere(folder):
        LOG.warning("nothing that was worked out can be kept: %s", NO_HOME)
    else:
        LOG.warning("nothing that was worked out can be kept in %s: %s", folder, reason)


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """While something is worked out under a name, have no other program work it out too.

    Whoever comes second waits, and looks again for what is kept. Where that cannot be known,
    nobody waits.
    """
    let_go = _held(name)
    try:
        yield
    finally:
        let_go()


def _held(name: str) -> Callable[[], None]:
    """Hold a name as soon as nobody else does; gives what lets go of it."""
    folder, end = cache_folder(), time.monotonic() + MOST_S
    while True:
        try:
            if not make_own(folder):
                return _nothing
            return Disk().lock(lock_path(folder / name)).discard
        except UsageError:  # another program holds it
            if time.monotonic() > end:
                return _nothing
            time.sleep(LOOK_S)
        except OSError:
            return _nothing


def _nothing() -> None:
    """Nothing is held."""
