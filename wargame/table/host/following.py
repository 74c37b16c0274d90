"""A game that somebody else plays, as everybody may see it, kept up to date as its file grows.

Whoever follows only reads: no lock is taken and nothing is written, so the players never notice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Protocol

from wargame.errors import RecordError, UsageError, WargameError, visible
from wargame.play.match import Match
from wargame.play.resume import go_along
from wargame.store.lines import DECK_SEQ
from wargame.store.names import class_of
from wargame.store.replay import match_of, naming_save
from wargame.store.save import Save, SaveFault, load
from wargame.store.world import World
from wargame.table.host.live import LIVE_SUFFIX, live_path, public_of, read_public
from wargame.table.host.sitting import Sitting
from wargame.table.words.public import PublicTable

LOOK_S = 0.3
"""Seconds from one look at the file to the next."""

IsShut = Callable[[Save], bool]
Stamp = tuple[int, int, int]
"""What changes of a file when something is written: which it is, its length, its time."""


class Followed(Protocol):
    """A table that is followed.

    Attributes:
        table: How it stood last.
        trouble: Why that is not up to date any more, or "".
        game: What people call it: `table 2` in a class, else `the game`.
    """

    table: PublicTable
    trouble: str
    game: str

    def catch_up(self) -> bool:
        """Read what is new. Whether there was anything."""

    def own(self) -> Sitting | None:
        """The game to go through alone, once nothing of it is hidden; None before, and for whoever
        has no save of it."""


class FollowedSave:
    """A save that somebody else plays.

    Args:
        path: Of the save; a public file beside it tells what is not of the game: the clock, and
            what the facilitator shows.
        is_shut: Whether others go on by its luck, so that its hands stay closed when it is over.

    Raises:
        SaveFault: It is a view, damaged, or of another version.
        UsageError: It cannot be read.
    """

    def __init__(self, path: Path, is_shut: IsShut = lambda _: False) -> None:
        self._path, self._is_shut = path, is_shut
        self.trouble, self.game = "", _called(path)
        self._stamp = _stamp(path)
        self._live = _live_of(path)
        self._begin(self._load())

    def _load(self) -> Save:
        save = load(self._path, World())
        if save.damage is not None:
            raise SaveFault(f"{visible(self._path.stem)}: {save.damage}", seq=save.damage.seq)
        return save

    def _begin(self, save: Save) -> None:
        self._match: Match = match_of(save)
        self._sitting = self._at(save, self._match)
        self._remember(save)
        self._look()

    def _at(self, save: Save, match: Match) -> Sitting:
        """The table of a save."""
        return Sitting(match, None, is_shut=cache(partial(self._is_shut, save)))

    def _remember(self, save: Save) -> None:
        self._count = len(save.events)
        self._hash = save.chain.lines[self._count + DECK_SEQ - 1].hash

    def _look(self) -> None:
        now, live = public_of(self._sitting), self._live.table if self._live is not None else None
        if live is None or live.deck != self._sitting.game.deck.title:
            self.table = now
        elif now.is_over and live.pages:  # whoever has the replay shows this moment of it
            self.table = live
        else:
            self.table = _facilitated(now, live)

    def catch_up(self) -> bool:
        heard = self._live is not None and self._live.catch_up()
        stamp = _stamp(self._path)
        grown = stamp != self._stamp
        if grown:
            self._stamp = stamp
            grown = self._read_on()
        if self._live is None:
            self._live = _live_of(self._path)
        if grown or heard:
            self._look()
        return grown or heard

    def own(self) -> Sitting | None:
        if not self._sitting.is_open:
            return None
        try:
            save = self._load()
            return self._at(save, match_of(save))
        except WargameError:
            return None

    def _read_on(self) -> bool:
        """Take in what was added; begin anew if it is another save now."""
        try:
            save = self._load()
            last = self._count + DECK_SEQ - 1
            goes_on = len(save.events) >= self._count and save.chain.lines[last].hash == self._hash
            if goes_on:
                with naming_save(self._path):
                    go_along(self._match, save.events[self._count :], self._count)
                self._sitting.chart.catch_up()
                is_new = len(save.events) > self._count
                self._remember(save)
            else:
                self._begin(save)
                is_new = True
        except WargameError as error:
            self.trouble = error.first_line
            return True
        self.trouble = ""
        return is_new


class FollowedFile:
    """The public file of a table that is played elsewhere.

    Raises:
        UsageError: There is no such file.
        RecordError: It is no public file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.trouble, self.game = "", _called(path)
        self._stamp = _stamp(path)
        self.table = read_public(path)

    def catch_up(self) -> bool:
        stamp = _stamp(self._path)
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        try:
            self.table, self.trouble = read_public(self._path), ""
        except WargameError as error:
            self.trouble = str(error)
        return True

    def own(self) -> Sitting | None:
        return None


def follow(path: Path, is_shut: IsShut = lambda _: False) -> Followed:
    """Follow a save, or the public file of a table.

    Args:
        is_shut: See `FollowedSave`.

    Raises:
        WargameError: It cannot be followed; the message says why.
    """
    if path.name.endswith(LIVE_SUFFIX):
        return FollowedFile(path)
    return FollowedSave(path, is_shut)


def _called(path: Path) -> str:
    """What people call a game that is followed: `table 2` in a class, else `the game`."""
    name = path.name.partition(".")[0]
    return "the game" if class_of(path.with_name(f"{name}.jsonl")) is None else f"table {name}"


def _live_of(save: Path) -> FollowedFile | None:
    path = live_path(save)
    try:
        return FollowedFile(path) if path.is_file() else None
    except (RecordError, UsageError, OSError):
        return None


def _facilitated(now: PublicTable, live: PublicTable) -> PublicTable:
    """A moment with what the facilitator shows of another: the clock, a notice, a page."""
    page = None if now.is_over else live.page
    return replace(now, clock=live.clock, notice=live.notice, page=page)


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_ino, found.st_size, found.st_mtime_ns)
