"""What linear text asks of a table: a `Sitting`, or one that is joined from another machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from wargame.play.drive import Turn
from wargame.players.adviser import Advice
from wargame.players.package_worth import PackageWorth
from wargame.rules.game import Action, Game
from wargame.table.host.control_room import ControlRoom
from wargame.table.host.shown import Shown
from wargame.table.told.scene import Scene
from wargame.table.words.glyphs import Glyphs
from wargame.table.words.titles import Titles


class AtTable(Protocol):
    """A table, seen from where people sit; `Sitting` says what each of these is."""

    glyphs: Glyphs

    @property
    def game(self) -> Game: ...
    @property
    def titles(self) -> Titles: ...
    @property
    def players(self) -> dict[str, str]: ...
    @property
    def people(self) -> tuple[str, ...]: ...
    @property
    def control(self) -> ControlRoom | None: ...
    @property
    def hides_hands(self) -> bool: ...
    @property
    def is_over(self) -> bool: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def is_shut(self) -> Callable[[], bool]: ...
    @property
    def round(self) -> int: ...
    @property
    def seed(self) -> int: ...
    @property
    def secret(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def named(self) -> str: ...
    @property
    def whereabouts(self) -> str: ...
    @property
    def saves(self) -> Path | None: ...
    @property
    def decks(self) -> Path | None: ...
    @property
    def why_no_advice(self) -> str: ...

    # What is only asked, then what goes on.

    def turns(self) -> Iterator[Turn]:
        """What comes next, turn after turn."""

    def take(self, action: Action | str) -> None:
        """Take a decision of whoever is to move."""

    def wait_by(self, say: Callable[[str], None], meanwhile: Callable[[], None]) -> None:
        """Have people here told what happens while they wait, and answered what they ask then."""

    def keep(self, place: str) -> None:
        """Keep the game from here on in another place."""

    def remark(self) -> str:
        """What has to be said about whoever sits here, once."""

    def scene(self, seat: str, *, open_hand: bool = True) -> Scene:
        """This moment, for one seat."""

    def shown(self, seat: str) -> Shown:
        """What a seat has been shown so far."""

    def was_told(self, seat: str) -> None:
        """All there is to tell has been told to a seat."""

    def adviser(self, seat: str) -> Callable[[], Advice]:
        """Counsel for a seat."""

    def weigher(self, seat: str, steps: Sequence[str]) -> Callable[[], PackageWorth] | None:
        """What a package is worth to a seat."""

    def why_no_undo(self, seat: str) -> str:
        """Why a seat cannot take back its last decision."""

    def undo(self, seat: str) -> None:
        """Take back a seat's last decision."""

    def to_redo(self, seat: str) -> str:
        """The decision that a seat may take again."""

    def note(self, seat: str, topic: str, text: str, role: str = "") -> None:
        """Write down what the people in a seat thought."""

    def close(self) -> None:
        """Let everybody go."""
