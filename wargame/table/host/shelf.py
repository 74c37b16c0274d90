"""Where games are kept, seen from a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from wargame.dataclass import dataclass
from wargame.rules.game import Game
from wargame.store.results import OwnResults
from wargame.table.host.sitting import Sitting
from wargame.table.told.glance import GameGlance


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


class Shelf(Protocol):
    """Keeps games by name."""

    def listen(self, on_kept: Callable[[], None]) -> None:
        """Have something called, from any thread, whenever writing is done or has failed."""

    def saves(self, *, unfinished: bool = False) -> Iterator[Saved]:
        """All kept games, the latest first; each is read as it is asked for, from any thread.

        Args:
            unfinished: Leave out those that are over, of which little is read, and views of seats.
        """

    def results(self) -> OwnResults:
        """What came of the games here that are over, from any thread.

        Raises:
            WargameError: They cannot be read.
        """

    def last(self) -> Saved | None:
        """The game in progress that was played last, if there is one that nobody has open
        elsewhere."""

    def glance(self, name: str) -> GameGlance:
        """A kept game at a glance; an empty one where it cannot be read."""

    def is_own(self, name: str) -> bool:
        """Whether a game may be renamed or removed: it lies in the person's own folder."""

    def rename(self, old: str, new: str) -> None:
        """Give a kept game another name.

        Raises:
            WargameError: It is played, or not one's own, or the name is taken.
        """

    def delete(self, name: str) -> None:
        """Remove a kept game.

        Raises:
            WargameError: It is played, or not one's own.
        """

    def suggest(self, deck: str) -> str:
        """A free name for a new game of a deck."""

    def begin(
        self,
        game: Game,
        seats: Mapping[str, str],
        seed: int,
        name: str | None,
        secret: str = "",
        like: str = "",
    ) -> Sitting:
        """A new game, kept from its first action on; not kept if `name` is "".

        Args:
            name: What it is kept under; None takes a free name.
            secret: Of the match, to repeat one; made up where a program plays.
            like: What a free name is made of, if not the deck.

        Raises:
            WargameError: There is such a game already, or it cannot be kept.
        """

    def resume(self, name: str, seats: Mapping[str, str] | None = None) -> Sitting:
        """A kept game, at the same prompt.

        Args:
            seats: Who sits down instead of who sat there.

        Raises:
            WargameError: It cannot be opened.
        """

    def watch(self, name: str) -> Sitting:
        """A kept game, only to be looked at.

        Raises:
            WargameError: It cannot be opened.
        """

    def left_by(self, sitting: Sitting) -> Sitting | None:
        """The kept game that a branch left, only to be looked at; None where there is none."""

    def branch(self, parent: str, ply: int, name: str, seats: Mapping[str, str]) -> Sitting:
        """A new game with the moves of a kept one up to a ply, and luck of its own.

        Args:
            seats: Who sits down instead of who sat there; a person has named them.

        Raises:
            WargameError: It cannot leave there, or it cannot be kept under this name.
        """

    def close(self) -> None:
        """Finish all writing."""
