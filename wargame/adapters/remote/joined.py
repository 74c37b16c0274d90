"""A table that is played on another machine, seen from the one seat that sits here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from wargame.adapters.remote.line import LineLost, Message
from wargame.adapters.remote.link import Link, said_by
from wargame.adapters.remote.moment import ToldMoment
from wargame.adapters.remote.retold import read_account
from wargame.adapters.remote.told import TableTold
from wargame.errors import IllegalAction, RecordError, UsageError, visible
from wargame.play.drive import PersonAsked
from wargame.players.adviser import Advice
from wargame.players.package_worth import PackageWorth
from wargame.players.worker import Worker
from wargame.rules.game import Action, Game
from wargame.rules.view import SeatState
from wargame.table.host.back_room import ENTRY
from wargame.table.host.counsel import Counsel
from wargame.table.host.shown import Shown
from wargame.table.told.scene import Scene
from wargame.table.words.glyphs import Glyphs


class HostLeft(Exception):
    """Not an error: the host has left the table, and says so."""


class JoinedTable:
    """What linear text asks of a table, made of what the host tells of one seat.

    Args:
        link: The line to the host.

    Raises:
        RecordError: What the host sent is no game.
    """

    control = None
    title = named = why_no_advice = ""
    hides_hands = False
    saves: Path | None = None
    decks: Path | None = None

    def __init__(self, link: Link) -> None:
        self._link, self.told = link, TableTold(link)
        self.titles = self.told.titles
        self.seed, self.secret, self.is_over = 0, "", False
        self._number = 0
        self._waiting: Message | None = None
        self._chosen: tuple[SeatState, str] | None = None
        self._said = ""
        self._tell: Callable[[str], None] = lambda _: None
        self._meanwhile: Callable[[], None] = lambda: None
        self._worker = Worker(self.game.loaded, {}, 0, ENTRY)
        self._counsel = Counsel(lambda: self._worker)

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

    @property
    def round(self) -> int:
        return self.told.view.round if self.told.view is not None else 0

    @property
    def whereabouts(self) -> str:
        return self._link.how_to_go_on

    def wait_by(self, say: Callable[[str], None], meanwhile: Callable[[], None]) -> None:
        self._tell, self._meanwhile = say, meanwhile

    def remark(self) -> str:
        return ""

    def keep(self, place: str) -> NoReturn:
        raise UsageError("The host keeps this game.")

    def close(self) -> None:
        self._worker.close()
        self._link.close()

    # --- going on ----------------------------------------------------------------------------

    def turns(self) -> Iterator[PersonAsked]:
        """Wait for the host, and say when this seat has to choose, until the game is over.

        Raises:
            HostLeft: It ends before.
            UsageError: The line is lost for good.
            RecordError: What the host says makes no sense.
        """
        while not self.is_over:
            message = self._next()
            match message["type"]:
                case "wait":
                    self._wait_for(message)
                case "choose":
                    self._said = ""
                    if not self._is_chosen_again(message):
                        yield PersonAsked(self._at_hand)
                case "error":
                    self._chosen = None
                    self._tell(said_by(message))
                case "result":
                    self._end(message)
                case "bye":
                    raise HostLeft(said_by(message))
                case _:
                    pass

    def take(self, action: Action | str) -> None:
        self._chosen = self._at_hand, str(action)
        if self._waiting is None:  # else it is another question by now
            self._link.send({"type": "action", "id": self._number, "action": str(action)})

    def _is_chosen_again(self, message: Message) -> bool:
        """Take in a question; where it is the one that was answered, that did not arrive: answer
        as before."""
        number = message.get("id")
        if not isinstance(number, int):
            raise RecordError("The host asked a question without a number.")
        chosen, self._chosen, self._number = self._chosen, None, number
        view = self.told.take_in(message.get("moment"))
        if chosen is None or chosen[0] != view:
            return False
        self.take(chosen[1])
        return True

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

    def _next(self) -> Message:
        """The next message; where the line is lost, the first once it is there again."""
        found, self._waiting = self._waiting, None
        while found is None:
            try:
                found = self._link.receive(self._look_up)
            except LineLost as error:
                self._mend(error)
        return found

    def _look_up(self) -> None:
        """Answer what is asked while the host is waited for, once there is anything to tell of."""
        if self.told.view is not None:
            self._meanwhile()

    def _mend(self, why: LineLost) -> None:
        self.told.forget_moves()
        self._link.mend(why)

    def _request(self, message: Message) -> None:
        """Have the host do something about the present question.

        Raises:
            UsageError: It does not, or it cannot be known whether it did.
        """
        self._link.send({**message, "id": self._number})
        try:
            answer = self._link.receive()
        except LineLost as error:
            self._mend(error)
            self._waiting = self._next()
            raise UsageError("It is not known whether that arrived. Type it again.") from None
        if answer["type"] == "error":
            raise UsageError(said_by(answer))
        if answer["type"] != "done":
            self._waiting = answer

    # --- what is shown, and what a person asks for --------------------------------------------

    def scene(self, seat: str, *, open_hand: bool = True) -> Scene:
        return self.told.scene(self._counsel, open_hand=open_hand)

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
        return self._counsel.adviser(self._at_hand)

    def weigher(self, seat: str, steps: Sequence[str]) -> Callable[[], PackageWorth] | None:
        return self._counsel.weigher(self._at_hand, steps)

    def why_no_undo(self, seat: str) -> str:
        return visible(self._moment.undo[:300])

    def undo(self, seat: str) -> None:
        self._request({"type": "undo"})

    def to_redo(self, seat: str) -> str:
        if why := visible(self._moment.redo[:300]):
            raise IllegalAction(f"Nothing can be taken again: {why}.")
        return self._moment.again

    @property
    def _moment(self) -> ToldMoment:
        """What was told last, where this seat is to choose.

        Raises:
            IllegalAction: It is not.
        """
        moment = self.told.moment
        if moment is None or not self._at_hand.legal:
            raise IllegalAction("That waits until it is your turn.")
        return moment

    def note(self, seat: str, topic: str, text: str, role: str = "") -> None:
        assert self._moment
        self._request({"type": "note", "topic": topic, "text": text, "role": role})
