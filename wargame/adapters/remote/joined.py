"""A table that is played on another machine, seen from the one seat that sits here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from wargame.adapters.remote.doubt import blamed
from wargame.adapters.remote.heard import Heard
from wargame.adapters.remote.line import LineLost, Message
from wargame.adapters.remote.link import Link, said_by
from wargame.adapters.remote.moment import ToldMoment
from wargame.adapters.remote.retold import read_account
from wargame.adapters.remote.told import TableTold
from wargame.errors import IllegalAction, RecordError, UsageError, WargameError, visible
from wargame.play.drive import PersonAsked
from wargame.players.adviser import Advice
from wargame.players.package_worth import PackageWorth
from wargame.players.worker import Worker
from wargame.rules.game import Action, Game
from wargame.rules.view import SeatState
from wargame.table.host.at_table import HostAwaited, HostLeft
from wargame.table.host.back_room import ENTRY
from wargame.table.host.counsel import Counsel
from wargame.table.host.lock import SeatLock
from wargame.table.host.shown import Shown
from wargame.table.told.scene import Scene
from wargame.table.words.glyphs import Glyphs


class JoinedTable:
    """What is asked of a table, made of what the host tells of one seat.

    Args:
        link: The line to the host.

    Raises:
        RecordError: What the host sent is no game.
    """

    control = played_here = None
    title = named = why_no_advice = ""
    hides_hands = is_hot_seat = is_learning = False
    awaited = ()
    saves: Path | None = None
    decks: Path | None = None

    def __init__(self, link: Link) -> None:
        self._link, self.told = link, TableTold(link)
        self.titles = self.told.titles
        self.seed, self.secret, self.is_over = 0, "", False
        self.locks: dict[str, SeatLock] = {}
        self.why_gone = ""
        self._number = 0
        self._chosen: tuple[SeatState, str] | None = None
        self._said = ""
        self._tell: Callable[[str], None] = lambda _: None
        self._meanwhile: Callable[[], None] = lambda: None
        self._remarks: list[str] = []
        self._heard = Heard(link)
        link.tell = self._say
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
        return False

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

    def wait_by(self, say: Callable[[str], None], meanwhile: Callable[[], None]) -> None:
        self._tell, self._meanwhile = say, meanwhile

    def listen(self, changed: Callable[[], None]) -> None:
        self._heard.changed = changed

    def remark(self) -> str:
        said = " ".join(self._remarks)
        self._remarks.clear()
        return said

    def _say(self, said: str) -> None:
        """Say something here, on any thread: in text at once, else as a remark."""
        self._remarks.append(said)
        self._tell(said)
        self._heard.changed()

    @property
    def is_joined(self) -> bool:
        return self._heard.is_joined

    @property
    def has_begun(self) -> bool:
        return self.told.view is not None

    @property
    def has_more(self) -> bool:
        return self._heard.has_more

    @property
    def missing(self) -> str:
        return "" if self.is_joined else "The line to the host is lost; trying to join again."

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

    # --- going on ----------------------------------------------------------------------------

    def turns(self) -> Iterator[PersonAsked | HostAwaited]:
        """What comes next, read off how things stand anew each time, until the game is over.

        Raises:
            HostLeft: It ends before.
            UsageError: The line is lost for good.
            RecordError: What the host says makes no sense.
        """
        if self.why_gone:
            raise HostLeft(self.why_gone)
        while not self.is_over:
            if self._is_told_more():
                continue
            if self.waits_for_person:
                self._said = ""
                yield PersonAsked(self._at_hand)
            else:
                yield HostAwaited(self._await)

    @property
    def waits_for_person(self) -> bool:
        """Whether somebody here has to choose: what was chosen is with the host until it says what
        comes next."""
        view = self.told.view
        return self._chosen is None and view is not None and bool(view.legal)

    def _await(self) -> None:
        self._heard.wait(self._look_up)

    def take(self, action: Action | str) -> None:
        self._chosen = self._at_hand, str(action)
        self._link.send({"type": "action", "id": self._number, "action": str(action)})

    def _is_told_more(self) -> bool:
        """Take in what the host said next; False if it has said nothing more."""
        try:
            message = self._heard.take()
            if message is not None:
                self._take_in(message)
        except (HostLeft, WargameError) as error:
            self.why_gone = str(error)
            raise
        return message is not None

    def _take_in(self, message: Message) -> None:
        match message["type"]:
            case "wait":
                self._wait_for(message)
            case "choose":
                self._be_asked(message)
            case "error":
                self._chosen = None
                self._say(said_by(message))
            case "result":
                self._end(message)
            case "bye":
                raise HostLeft(said_by(message))
            case _:
                pass

    def _be_asked(self, message: Message) -> None:
        """Take in a question; where it is the one that was answered, as the answer did not arrive,
        answer as before."""
        number = message.get("id")
        if not isinstance(number, int):
            raise RecordError("The host asked a question without a number.")
        chosen, self._chosen, self._number = self._chosen, None, number
        view = self.told.take_in(message.get("moment"))
        if chosen is not None and chosen[0] == view:
            self.take(chosen[1])

    def _wait_for(self, message: Message) -> None:
        """Say once who is to choose."""
        self._chosen = None
        if "moment" in message:
            self.told.take_in(message["moment"])
        title = self.titles.seats.get(str(message.get("seat")), "")
        said = f"{title} is to choose." if title else "The host has not opened the table yet."
        if said != self._said:
            self._said = said
            self._tell(said)

    def _end(self, message: Message) -> None:
        """Take in how it ended."""
        self.told.account = read_account(message.get("account"))
        view = self.told.take_in(message.get("moment"))
        seed, secret = message.get("seed"), message.get("secret")
        if not view.is_over or not isinstance(seed, int) or not isinstance(secret, str):
            raise RecordError("The host sent an end that cannot be.")
        self.seed, self.secret, self.is_over = seed, visible(secret[:64]), True

    def _look_up(self) -> None:
        """Answer what is asked while the host is waited for, once there is anything to tell of."""
        if self.told.view is not None:
            self._meanwhile()

    def _request(self, message: Message) -> None:
        """Have the host do something about the present question.

        Raises:
            UsageError: It does not, or it cannot be known whether it did.
        """
        try:
            answer = self._heard.ask({**message, "id": self._number})
        except LineLost:
            raise UsageError("It is not known whether that arrived. Try it again.") from None
        if answer["type"] == "error":
            raise UsageError(said_by(answer))

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

    @property
    def _at_hand(self) -> SeatState:
        if self.told.view is None:
            raise IllegalAction("Nothing is asked yet.")
        return self.told.view

    def adviser(self, seat: str) -> Callable[[], Advice]:
        return self.counsel.adviser(self._at_hand)

    def weigher(self, seat: str, steps: Sequence[str]) -> Callable[[], PackageWorth] | None:
        return self.counsel.weigher(self._at_hand, steps)

    def why_no_undo(self, seat: str) -> str:
        return self._why_not(lambda moment: moment.undo)

    def undo(self, seat: str) -> None:
        if why := self.why_no_undo(seat):
            raise IllegalAction(f"{seat} cannot take that back: {why}.")
        self._request({"type": "undo"})

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

    def note(self, seat: str, topic: str, text: str, role: str = "") -> None:
        if not self.waits_for_person:
            raise IllegalAction("That waits until it is your turn.")
        self._request({"type": "note", "topic": topic, "text": text, "role": role})
