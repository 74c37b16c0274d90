"""The saves of a folder as people are shown them: which there are, and which was played last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from wargame.dataclass import dataclass
from wargame.errors import UsageError, WargameError
from wargame.play.player import HUMAN, REMOTE
from wargame.store.dates import by_this_clock
from wargame.store.names import Saves
from wargame.store.save import Save, is_at_its_end, load
from wargame.store.savefile import is_held
from wargame.store.world import World

LAST = 8
"""Saves among which the game to go on with is looked for."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A kept game as a list of saves tells it.

    Attributes:
        about: Deck, round, who plays.
        when: When it was last played, for people.
        is_over: Whether it has ended.
        problem: Why it cannot be opened, or "".
        is_example: It came with the program: nobody here has left it.
        is_view: It is what one seat may know of a game: to be watched, not to be gone on with.
        is_begun: Something has happened in it.
    """

    name: str
    about: str
    when: str = ""
    is_over: bool = False
    problem: str = ""
    is_example: bool = False
    is_view: bool = False
    is_begun: bool = True

    @property
    def is_left(self) -> bool:
        """Whether somebody may go on with it where they left it."""
        return not (self.is_over or self.problem or self.is_example or self.is_view)


@dataclass(frozen=True, slots=True)
class SavesListing:
    """Lists saves, reading them one by one.

    Args:
        own: Gives the files that are open here.
    """

    folder: Saves
    world: World
    own: Callable[[], Sequence[Path]]

    def all(self, *, unfinished: bool = False) -> Iterator[Saved]:
        """All saves, the latest first, read one by one; what cannot be read says why, and so does
        the folder in their place.

        Args:
            unfinished: Leave out games that are over, of which no more is read than tells that,
                and what one seat may know of a game.
        """
        try:
            paths = sorted(self.folder.all(), key=_changed, reverse=True)
        except WargameError as error:
            folder = self.folder.folder
            return iter((Saved(folder.name or str(folder), "", problem=error.first_line),))
        if not unfinished:
            return map(self._saved, paths)
        found = (self._saved(path) for path in paths if not self._is_at_its_end(path))
        return (one for one in found if not (one.is_over or one.is_view))

    def _is_at_its_end(self, path: Path) -> bool:
        with suppress(WargameError, OSError):
            return is_at_its_end(path, self.world)
        return False

    def _saved(self, path: Path) -> Saved:
        when = by_this_clock(_changed(path), "%Y-%m-%d %H:%M")
        try:
            save = load(path, self.world)
        except WargameError as error:
            return Saved(path.stem, "", when, problem=error.first_line)
        over = save.is_over or save.is_closed
        damage, is_example = str(save.damage or ""), save.head.is_shipped
        is_view = bool(save.view)
        about, is_begun = _about(save), save.is_begun
        return Saved(path.stem, about, when, over, damage, is_example, is_view, is_begun)

    def last(self) -> Saved | None:
        """The game in progress that was played last, if there is one among the latest; none that
        is open in another window."""
        return self._last_of(LAST)

    def _last_of(self, most: int | None) -> Saved | None:
        try:
            paths = sorted(self.folder.mine(), key=_changed, reverse=True)[:most]
        except WargameError:
            return None
        mine = self.own()
        here = (path for path in paths if path in mine or not is_held(path, self.world))
        return _first_left(self._saved(path) for path in here if not self._is_at_its_end(path))

    def latest(self) -> str:
        """The game in progress that was played last; one that is open in another window only where
        there is no other.

        Raises:
            UsageError: There is none, or no folder where it was said to be.
        """
        found = self._last_of(None) or _first_left(self.all(unfinished=True))
        if found is None:
            self.folder.check_named()
            raise UsageError("There is no game to go on with. Begin one by `wargame play`.")
        return found.name


def _first_left(found: Iterator[Saved]) -> Saved | None:
    """The first game that somebody may go on with; one that was left before it began only where
    there is no other."""
    left, unbegun = (one for one in found if one.is_left), None
    for one in left:
        if one.is_begun:
            return one
        unbegun = unbegun or one
    return unbegun


def _about(save: Save) -> str:
    """Round, players and deck of a save, what tells two saves apart first.

    By the names that its deck gives them: its words are read, and not checked yet.
    """
    place = f"Round {save.round}" if save.round else "Not begun"
    if save.is_closed:
        place = f"Closed in {place.lower()}" if save.round else "Closed before it began"
    if save.view:
        place = f"As {save.titles('seats').get(save.view, save.view)} may know it"
    return f"{place}. {_who(save)}. {save.head.called}"


def _who(save: Save) -> str:
    """The sides that people play, and against whom."""
    titles, players = save.titles("seats"), save.record.seats
    people, others = [], []
    for seat in sorted(players, key=[*titles, *players].index):
        if players[seat] == HUMAN:
            people.append(titles.get(seat, seat))
        elif players[seat] == REMOTE:
            others.append(f"{titles.get(seat, seat)} elsewhere")
        else:
            others.append(save.called(players[seat]))
    sides = [" and ".join(people), *others] if people else others
    return " against ".join(filter(None, sides))


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
