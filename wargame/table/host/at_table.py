"""What is asked of a table: a `Sitting`, or one that is joined from another machine.

Both are driven alike: whoever drives reads `turns`, waits where something has to be waited for, and
has a decision taken. What linear text asks besides stands in `InText`, what the screens ask in
`OnScreen`; what takes the match itself, in `OnScreen.played_here` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from wargame.dataclass import dataclass

if TYPE_CHECKING:  # a screen opens what it needs by itself
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from wargame.play.drive import Turn
    from wargame.players.adviser import Advice
    from wargame.players.package_worth import PackageWorth
    from wargame.rules.game import Action, Game
    from wargame.table.host.control_room import ControlRoom
    from wargame.table.host.counsel import Counsel
    from wargame.table.host.lock import SeatLock
    from wargame.table.host.shown import Shown
    from wargame.table.host.sitting import Sitting
    from wargame.table.told.scene import Scene
    from wargame.table.words.glyphs import Glyphs
    from wargame.table.words.titles import Titles


AFTER_THE_END = "The host has the record, and a token for another game."
"""What whoever has joined is told once a game is over."""


class HostLeft(Exception):
    """Not an error: the host of a table that was joined has left it, and says so."""


@dataclass(frozen=True, slots=True)
class HostAwaited:
    """Another machine has to say how it goes on. `wait` may take long, and changes nothing."""

    wait: Callable[[], None]


class AtTable(Protocol):
    """A table, seen from where people sit; `Sitting` says what each of these is."""

    glyphs: Glyphs

    @property
    def is_shut(self) -> Callable[[], bool]: ...
    @property
    def game(self) -> Game: ...
    @property
    def titles(self) -> Titles: ...
    @property
    def people(self) -> tuple[str, ...]: ...
    @property
    def control(self) -> ControlRoom | None: ...
    @property
    def hides_hands(self) -> bool: ...
    @property
    def is_over(self) -> bool: ...
    @property
    def seed(self) -> int: ...
    @property
    def secret(self) -> str: ...
    @property
    def whereabouts(self) -> str: ...
    @property
    def why_no_advice(self) -> str: ...

    # What is only asked, then what goes on.

    def turns(self) -> Iterator[Turn | HostAwaited]:
        """What comes next, turn after turn."""

    def take(self, action: Action | str) -> None:
        """Take a decision of whoever is to move."""

    def keep(self, place: str) -> None:
        """Keep the game from here on in another place."""

    def remark(self) -> str:
        """What has to be said about whoever sits here, once."""

    def scene(self, seat: str, *, open_hand: bool = True) -> Scene:
        """This moment, for one seat."""

    def adviser(self, seat: str) -> Callable[[], Advice]:
        """Counsel for a seat."""

    def weigher(self, seat: str, steps: Sequence[str]) -> Callable[[], PackageWorth] | None:
        """What a package is worth to a seat."""

    def why_no_undo(self, seat: str) -> str:
        """Why a seat cannot take back its last decision."""

    def undo(self, seat: str) -> None:
        """Take back a seat's last decision. It may wait for a disk, or for a host."""

    def to_redo(self, seat: str) -> str:
        """The decision that a seat may take again."""

    def note(self, seat: str, topic: str, text: str, role: str = "") -> None:
        """Write down what the people in a seat thought. It may wait for a disk, or for a host."""

    @property
    def why_no_substitute(self) -> str: ...
    def substitute(self, seat: str) -> str:
        """Let a program play a seat in a person's place from here on; gives what is to be told. It
        may wait for a disk."""

    def close(self) -> None:
        """Let everybody go."""


class InText(AtTable, Protocol):
    """What linear text asks besides."""

    @property
    def players(self) -> dict[str, str]: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def round(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def named(self) -> str: ...
    @property
    def can_be_weighed(self) -> bool: ...
    @property
    def saves(self) -> Path | None: ...
    @property
    def decks(self) -> Path | None: ...

    def wait_by(self, say: Callable[[str], None], meanwhile: Callable[[], None]) -> None:
        """Have people here told what happens while they wait, and answered what they ask then."""

    def shown(self, seat: str) -> Shown:
        """What a seat has been shown so far."""

    def was_told(self, seat: str) -> None:
        """All there is to tell has been told to a seat."""


class OnScreen(AtTable, Protocol):
    """What the screens ask besides."""

    locks: dict[str, SeatLock]

    @property
    def played_here(self) -> Sitting | None:
        """The match itself; None where another machine has it, and with it its record."""

    @property
    def counsel(self) -> Counsel: ...
    @property
    def is_hot_seat(self) -> bool: ...
    @property
    def waits_for_person(self) -> bool: ...
    @property
    def missing(self) -> str: ...
    @property
    def awaited(self) -> Sequence[str]: ...
    @property
    def is_learning(self) -> bool: ...
    @property
    def is_cold(self) -> bool: ...
    @property
    def unsaved(self) -> Callable[[], int]: ...
    @property
    def trouble(self) -> Callable[[], str]: ...

    @property
    def is_joined(self) -> bool | None:
        """Whether the line to the machine that plays is there; None where that is this one."""

    @property
    def has_begun(self) -> bool:
        """Whether there is a moment to be shown."""

    @property
    def has_more(self) -> bool:
        """Whether another machine has said something that `turns` has not told of yet."""

    @property
    def why_gone(self) -> str:
        """Why nothing comes of this table here any more, or ""."""

    def listen(self, changed: Callable[[], None]) -> None:
        """Have something called, on any thread, when `has_more`, `is_joined` or `remark` change
        without anybody here."""

    def blamed(self, failure: BaseException) -> str:
        """What is told of a failure where another machine has the game; or ""."""

    def why_no_redo(self, seat: str) -> str:
        """Why a seat cannot take again what it took back."""

    def warm(self) -> None:
        """Let those who think get ready."""

    def cancel(self) -> None:
        """Drop whatever is being thought about."""
