"""A table that is played on another machine, seen from the one seat that sits here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from wargame.adapters.remote.doubt import blamed
from wargame.adapters.remote.exchange import Exchange
from wargame.adapters.remote.link import Link
from wargame.adapters.remote.moment import ToldMoment
from wargame.errors import IllegalAction, UsageError, visible
from wargame.players.adviser import Advice
from wargame.players.package_worth import PackageWorth
from wargame.players.worker import Worker
from wargame.rules.game import Game
from wargame.table.host.back_room import ENTRY
from wargame.table.host.counsel import Counsel
from wargame.table.host.lock import SeatLock
from wargame.table.host.shown import Shown
from wargame.table.told.scene import Scene
from wargame.table.words.glyphs import Glyphs


class JoinedTable(Exchange):
    """What is asked of a table, made of what the host tells of one seat.

    Args:
        link: The line to the host.

    Raises:
        RecordError: What the host sent is no game.
    """

    control = played_here = None
    title = named = why_no_advice = ""
    hides_hands = is_hot_seat = is_learning = False
    can_be_weighed = False  # the host alone has the record
    awaited = ()
    saves: Path | None = None
    decks: Path | None = None

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self.titles = self.told.titles
        self.locks: dict[str, SeatLock] = {}
        self._worker = Worker(self.game.loaded, {}, 0, ENTRY)
        self.counsel = Counsel(lambda: self._worker)

    # --- who and where -----------------------------------------------------------------------

    @property
    def game(self) -> Game:
        return self.told.game

    @property
    def players(self) -> dict[str, str]:
        return self.told.players

    @property
    def people(self) -> tuple[str, ...]:
        return (self.told.seat,)

    @property
    def glyphs(self) -> Glyphs:
        return self.told.glyphs

    @glyphs.setter
    def glyphs(self, glyphs: Glyphs) -> None:
        self.told.glyphs = glyphs

    @property
    def is_open(self) -> bool:
        return self.is_over

    def is_shut(self) -> bool:
        return self._is_shut

    def unsaved(self) -> int:
        return -1

    def trouble(self) -> str:
        return ""

    @property
    def round(self) -> int:
        return self.told.view.round if self.told.view is not None else 0

    @property
    def whereabouts(self) -> str:
        return self.why_gone or self._link.how_to_go_on

    @property
    def missing(self) -> str:
        if self.is_joined:
            return ""
        then = "your choice waits for it" if self.has_chosen else "trying to join again"
        return f"The line to the host is lost; {then}."

    def blamed(self, failure: BaseException) -> str:
        return blamed(failure)

    @property
    def is_cold(self) -> bool:
        return not self._worker.is_warm

    def warm(self) -> None:
        self._worker.warm()

    def cancel(self) -> None:
        self._worker.cancel()

    def keep(self, place: str) -> NoReturn:
        raise UsageError("The host keeps this game.")

    def close(self) -> None:
        self._worker.close()
        self._heard.close()
        self._link.close()

    # --- what is shown, and what a person asks for --------------------------------------------

    def scene(self, seat: str, *, open_hand: bool = True) -> Scene:
        found = self.told.scene(self.counsel, open_hand=open_hand)
        found = replace(found, is_joined=self.is_joined)
        if self.waits_for_person:
            return found
        return replace(found, view=replace(found.view, legal=()), can_undo=False, can_redo=False)

    def shown(self, seat: str) -> Shown:
        return self.told.shown

    def was_told(self, seat: str) -> None:
        self.told.was_told()

    def adviser(self, seat: str) -> Callable[[], Advice]:
        return self.counsel.adviser(self.at_hand)

    def weigher(self, seat: str, steps: Sequence[str]) -> Callable[[], PackageWorth] | None:
        return self.counsel.weigher(self.at_hand, steps)

    def why_no_undo(self, seat: str) -> str:
        return self._why_not(lambda moment: moment.undo)

    def undo(self, seat: str) -> None:
        if why := self.why_no_undo(seat):
            raise IllegalAction(f"You cannot take that back: {why}.")
        self.request({"type": "undo"})

    def why_no_redo(self, seat: str) -> str:
        return self._why_not(lambda moment: moment.redo)

    def to_redo(self, seat: str) -> str:
        if why := self.why_no_redo(seat):
            raise IllegalAction(f"Nothing can be taken again: {why}.")
        return self.told.moment.again if self.told.moment is not None else ""

    def _why_not(self, told: Callable[[ToldMoment], str]) -> str:
        """What was told of why something cannot be done, where this seat is to choose."""
        if self.told.moment is None or not self.waits_for_person:
            return "it is not your turn"
        return visible(told(self.told.moment)[:300])

    @property
    def why_no_substitute(self) -> str:
        return "Only whoever opened this table can seat a program here."

    def substitute(self, seat: str) -> str:
        raise IllegalAction(self.why_no_substitute)

    def note(self, seat: str, topic: str, text: str, role: str = "") -> None:
        if not self.waits_for_person:
            raise IllegalAction("That waits until it is your turn.")
        self.request({"type": "note", "topic": topic, "text": text, "role": role})
