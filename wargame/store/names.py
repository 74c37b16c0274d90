"""Where saves live, and by what names they go.

They live in `./saves` if there is such a folder, else in the user's data folder; for a user without
a home `./saves` is made. An explicit folder wins. Saves that came with the program can be read by
name from anywhere.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, count, islice
from pathlib import Path

from wargame.content.again import command
from wargame.content.places import came_with_it, check_folder, installed_folder, is_device
from wargame.dataclass import dataclass
from wargame.errors import NotSaved, UsageError, nearest, shortened, system_says, visible
from wargame.store.homes import at_home, is_nowhere
from wargame.store.whole import SUFFIX, lock_path, reason_of
from wargame.store.world import World

SWITCH = "WARGAME_SAVES"
"""The environment's word for the folder of saves."""
PLAN_FILE = "plan.yaml"
TABLES = "tables"
"""The folder of a class's saves, beside its plan."""

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,59}")
_OTHERS = re.compile(r"[^A-Za-z0-9_]+")
_DIGITS = re.compile("([0-9]+)")
_NUMBER = re.compile("-[0-9]+$")


def check_name(name: str) -> str:
    """The name, if a file can have it on every system.

    Raises:
        UsageError: It cannot.
    """
    if not is_name(name):
        raise UsageError(
            f"'{visible(shortened(name, 60))}' cannot be the name of a save: "
            "names use letters from a to z, digits, - and _, up to 60, and no name of a device."
        )
    return name


def is_name(name: str) -> bool:
    """Whether a save may be given this name."""
    return bool(_NAME.fullmatch(name)) and not is_device(name)


def name_like(text: str) -> str:
    """What of a text may begin the name of a save.

    >>> name_like("monday (1)"), name_like("日本")
    ('monday-1', 'save')
    """
    return _OTHERS.sub("-", text).strip("-")[:40] or "save"


def unnumbered(name: str) -> str:
    """What the names of games begin with that go on from a kept one; "" from one that is not kept.

    >>> unnumbered("camp"), unnumbered("camp-2"), unnumbered("")
    ('camp', 'camp', '')
    """
    return name and name_like(_NUMBER.sub("", name))


def shipped_folder() -> Path:
    """The folder of saves that came with the program."""
    return came_with_it("saves")


@dataclass(frozen=True, slots=True)
class Saves:
    """A person's folder of saves.

    Attributes:
        folder: Where they are; it may not exist yet.
        is_explicit: Somebody named the folder, so it may be a link to anywhere.
        named: The folder, if it was named on a command line and has to be again.
    """

    folder: Path
    is_explicit: bool = False
    named: Path | None = None

    def path(self, name: str) -> Path:
        """Where a save of this name is, or would be.

        Raises:
            UsageError: The name cannot be used, or the folder is none or leads elsewhere.
        """
        self._check_folder()
        return self._inside(self.folder / f"{check_name(name)}{SUFFIX}")

    def _inside(self, path: Path) -> Path:
        """A path in the folder, that no link leads out of."""
        if self._leads_out(path):
            raise UsageError(
                f"{visible(str(path))} is a link that leads out of the folder. To use the file "
                "that it leads to, name that by its path."
            )
        return path

    def _leads_out(self, path: Path) -> bool:
        return _is_link(path) and not _real(path).is_relative_to(_real(self.folder))

    def path_of(self, text: str) -> Path:
        """Where a save would be: a name in the folder, or the path of a file.

        Raises:
            UsageError: It cannot be used; see `path`.
        """
        if not _is_path(text):
            return self.path(text)
        path = Path(text).expanduser()
        if path.suffix != SUFFIX:
            raise UsageError(f"The file of a save ends in {SUFFIX}.")
        check_name(path.stem)
        return path

    def find(self, text: str) -> Path:
        """The save that was meant: a name, or the path of a file.

        Raises:
            UsageError: There is none; the message says what is near.
        """
        if _is_path(text):
            path = Path(text)
            if _is_there(path):
                return path
            raise UsageError(f"There is no file {visible(text[:200])}.")
        if (named := self._named_elsewhere(text)) is not None:
            return named
        path = self.path(text)
        shipped = shipped_folder() / path.name
        for place in (path, shipped):
            if _is_there(place):
                return place
        self.check_named()
        known = nearest(text, (entry.stem for entry in self.all()))
        raise UsageError(f"There is no save '{visible(text[:60])}'. {known}")

    def check_named(self) -> None:
        """Refuse to look into a folder that was named and is not there, or cannot be looked into.

        Raises:
            UsageError: It is so, or it is no folder.
        """
        self._check_folder()
        if self.named is not None and not self.named.is_dir():
            raise UsageError(f"--saves: there is no folder '{visible(str(self.named))}'.")
        _check_can_be_read(self.folder)

    def find_each(self, texts: Iterable[str]) -> list[Path]:
        """Several saves, each of which was meant once.

        Raises:
            UsageError: There is none, or one is named twice.
        """
        found: list[Path] = []
        for text in texts:
            path = self.find(text)
            if _real(path) in map(_real, found):
                raise UsageError(f"The save {visible(text[:200])} is named twice.")
            found.append(path)
        return found

    def holds(self, path: Path) -> bool:
        """Whether a save lies in the folder."""
        return _real(path.parent) == _real(self.folder)

    def own(self, name: str) -> Path:
        """A save in the folder, whether or not it is there.

        Raises:
            UsageError: The name cannot be used, or the folder is none or leads elsewhere.
        """
        return self._named_elsewhere(name) or self.path(name)

    def removable(self, name: str) -> Path:
        """What `delete` takes: a save in the folder, or a link that leads out of it, which can be
        removed and no more.

        Raises:
            UsageError: As for `own`.
        """
        named = (one for one in self.mine() if one.stem == name)
        return next(filter(self._leads_out, named), None) or self.own(name)

    def _named_elsewhere(self, name: str) -> Path | None:
        """A save that lies in the folder by a name that none is given here, such as the copy that a
        browser calls `evening (1)`: what is listed can be used."""
        if is_name(name):
            return None
        found = next((path for path in self.mine() if path.stem == name), None)
        return None if found is None else self._inside(found)

    def mine(self) -> Iterator[Path]:
        """The saves in the folder, by name.

        Raises:
            UsageError: The folder is none, leads elsewhere or cannot be looked into.
        """
        self._check_folder()
        _check_can_be_read(self.folder)
        yield from _saves_in(self.folder)

    def all(self) -> Iterator[Path]:
        """The saves in the folder, then those that came with the program."""
        yield from self.mine()
        if _real(shipped_folder()) != _real(self.folder):
            yield from _saves_in(shipped_folder())

    def free_name(self, name: str) -> str:
        """The name, or the first like it that is not taken."""
        return next(self.free_names(name))

    def free_names(self, name: str) -> Iterator[str]:
        """The name and those like it, in order, that are not taken."""
        numbered = (f"{name[:50]}-{number}" for number in count(2))
        for one in chain((name,), numbered):
            if not _is_there(self.folder / f"{one}{SUFFIX}"):
                yield one

    def _check_folder(self) -> None:
        check_folder(self.folder, "" if self.named else " with --saves")
        real, parent = _real(self.folder), _real(self.folder.parent)
        if self.folder.is_symlink() and not self.is_explicit and not real.is_relative_to(parent):
            raise UsageError(
                f"{visible(str(self.folder))} is a link to {visible(str(real))}. "
                "If that is where saves should be, name it with --saves."
            )


def saves_folder(explicit: Path | None) -> Saves:
    """The folder that is named, else the environment's, else `saves` here, else the user's own."""
    if explicit is not None:
        return Saves(explicit, is_explicit=True, named=explicit)
    if switched := os.environ.get(SWITCH):
        return Saves(Path(switched), is_explicit=True)
    here = Path("saves")
    if here.is_dir():
        return Saves(here)
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed to play from ./saves

    home = at_home(lambda: user_data_path("wargame", appauthor=False))
    return Saves(here if is_nowhere(home) else home / "saves")


def command_on(path: Path, *words: str) -> str:
    """What is typed to do something with a save, wherever it lies."""
    return visible(command(*words, path.stem if _is_found_by_name(path) else str(path)))


def _is_found_by_name(path: Path) -> bool:
    """Whether a save needs no folder to be named."""
    try:
        return _real(saves_folder(None).find(path.stem)) == _real(path)
    except UsageError:
        return False


def is_shipped(path: Path) -> bool:
    """Whether a save lies where an installed program keeps its own."""
    return _real(path).is_relative_to(installed_folder("saves"))


def lies_with_program(path: Path) -> bool:
    """Whether a save lies among those that came with the program, installed or in a checkout."""
    return _real(path.parent) == _real(shipped_folder())


def class_of(save: Path) -> Path | None:
    """The folder of the class whose table a save is, by where it lies and its name; None of a save
    that is none."""
    name = save.stem
    is_table = name.isascii() and name.isdigit() and name[0] != "0"
    return class_around(save) if is_table else None


def class_around(save: Path) -> Path | None:
    """The folder of the class among whose tables a save lies, such as a copy of one."""
    here = save.absolute().parent
    return here.parent if here.name == TABLES and (here.parent / PLAN_FILE).is_file() else None


def rename(saves: Saves, old: str, new: str, world: World) -> Path:
    """Give a save another name.

    Raises:
        UsageError: There is no such save, the name is taken, somebody plays it, or it is a table
            of a class.
        NotSaved: The disk refuses.
    """
    source, target = _checked(saves, old, saves.own(old)), saves.path(new)
    storage = world.storage
    try:
        _check_free(target, world)  # before a lock: whoever plays that one is not to blame
        with ExitStack() as locks:
            locks.callback(storage.lock(lock_path(source)).discard)
            locks.callback(storage.lock(lock_path(target)).release)
            _check_free(target, world)
            storage.rename(source, target)
            storage.sync_folder(target.parent)
    except OSError as error:
        raise NotSaved(f"Cannot rename: {reason_of(error, source)}.") from error
    return target


def _check_free(path: Path, world: World) -> None:
    """See whether a save may get a name.

    Raises:
        UsageError: There is one of that name.
    """
    if world.storage.exists(path):
        raise UsageError(f"There is a save '{path.stem}' already.")


def delete(saves: Saves, name: str, world: World) -> Path:
    """Remove a save; of a link that leads out of the folder the link alone.

    Raises:
        UsageError: There is no such save, somebody plays it, or it is a table of a class.
        NotSaved: The disk refuses.
    """
    path = _checked(saves, name, saves.removable(name))
    try:
        lock = world.storage.lock(lock_path(path))
        try:
            world.storage.remove(path)
            world.storage.sync_folder(path.parent)
        finally:
            lock.discard()
    except OSError as error:
        raise NotSaved(f"Cannot delete: {reason_of(error, path)}.") from error
    return path


def _checked(saves: Saves, name: str, path: Path) -> Path:
    """A save that is there, in the person's own folder, and no table of a class."""
    if not _is_there(path):
        known = nearest(name, (entry.stem for entry in saves.mine()))
        raise UsageError(f"There is no save '{visible(name)}' of yours. {known}")
    folder = class_of(path)
    if folder is not None:
        raise UsageError(
            f"{visible(name)} is a table of the class {visible(folder.name)}, and stays with its "
            f"plan as it is; whoever wants to be rid of the class deletes its folder."
        )
    return path


def _is_path(text: str) -> bool:
    return text.endswith(SUFFIX) or "/" in text or os.sep in text


def _is_there(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):
        return False


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # nobody can look into the folder: whoever opens it is told
        return False


def _check_can_be_read(folder: Path) -> None:
    """See whether a folder, if it is there, can be looked into: what is in it is not gone.

    Raises:
        UsageError: It cannot.
    """
    try:
        with os.scandir(folder) as found:
            for one in islice(found, 1):
                one.stat(follow_symlinks=False)  # a list alone is not enough
    except FileNotFoundError:
        return
    except OSError as error:
        why = f"{visible(str(folder))} cannot be read: {system_says(error)}."
        raise UsageError(f"{why} Make it readable, or name another folder.") from error


def _saves_in(folder: Path) -> Iterator[Path]:
    try:
        found = [path for path in folder.iterdir() if path.suffix == SUFFIX]
    except OSError:
        return
    yield from sorted((path for path in found if not path.name.startswith(".")), key=_by_number)


def _by_number(path: Path) -> list[str | int]:
    """The order of names: `primer`, `primer-2`, `primer-10`."""
    return [int(part) if place % 2 else part for place, part in enumerate(_DIGITS.split(path.stem))]


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path
