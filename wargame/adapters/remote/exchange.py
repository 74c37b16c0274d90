"""What a host asks of a seat, and what it is answered: how a table that is joined goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from wargame.adapters.remote.heard import Heard
from wargame.adapters.remote.line import LineLost, Message
from wargame.adapters.remote.link import Link, said_by
from wargame.adapters.remote.retold import read_account
from wargame.adapters.remote.told import TableTold
from wargame.errors import IllegalAction, RecordError, UsageError, WargameError, visible
from wargame.play.drive import PersonAsked
from wargame.rules.game import Action
from wargame.rules.view import SeatState
from wargame.table.host.at_table import HostAwaited, HostLeft

MOST_REMARKS: Final = 8
"""What was said here and nobody has asked for yet. Linear text says it at once, and never asks."""


class Exchange:
    """Takes in what a host says, on the thread that drives, and answers.

    Args:
        link: The line to the host.

    Attributes:
        told: What was told so far.
        seed, secret: What luck hung on, once the game is over.
        why_gone: Why nothing comes any more, or "".

    Raises:
        RecordError: What the host sent is no game.
    """

    def __init__(self, link: Link) -> None:
        self._link, self.told = link, TableTold(link)
        self.seed, self.secret, self.is_over = 0, "", False
        self._is_shut = False
        self.why_gone = ""
        self._number = 0
        self._chosen: tuple[SeatState, str] | None = None
        self._said = ""
        self._tell: Callable[[str], None] = lambda _: None
        self._meanwhile: Callable[[], None] = lambda: None
        self._remarks: list[str] = []
        self._heard = Heard(link)
        link.tell = self._say

    @property
    def at_hand(self) -> SeatState:
        """What the seat sees, as it was told last.

        Raises:
            IllegalAction: Nothing was told yet.
        """
        if self.told.view is None:
            raise IllegalAction("Nothing is asked yet.")
        return self.told.view

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
                yield PersonAsked(self.at_hand)
            else:
                yield HostAwaited(self._await)

    @property
    def waits_for_person(self) -> bool:
        """Whether somebody here has to choose: what was chosen is with the host until it says what
        comes next."""
        view = self.told.view
        return self._chosen is None and view is not None and bool(view.legal)

    @property
    def has_chosen(self) -> bool:
        """Whether the host has not said yet what came of a choice."""
        return self._chosen is not None

    def _await(self) -> None:
        self._heard.wait(self._look_up)

    def take(self, action: Action | str) -> None:
        self._chosen = self.at_hand, str(action)
        self._link.send({"type": "action", "id": self._number, "action": str(action)})

    def request(self, message: Message) -> None:
        """Have the host do something about the present question.

        Raises:
            UsageError: It does not, or it cannot be known whether it did.
        """
        try:
            answer = self._heard.ask({**message, "id": self._number})
        except LineLost:
            raise UsageError("It is not known whether that arrived. Try it again.") from None
        if answer["type"] in ("error", "bye"):
            raise UsageError(said_by(answer))
        if answer["type"] == "result":
            raise UsageError("That came too late: the game is over.")
        if answer["type"] == "wait":
            raise UsageError("That came too late: it is not your turn any more.")

    # --- what is said here --------------------------------------------------------------------

    def wait_by(self, say: Callable[[str], None], meanwhile: Callable[[], None]) -> None:
        self._tell, self._meanwhile = say, meanwhile

    def listen(self, changed: Callable[[], None]) -> None:
        self._heard.changed = changed

    def remark(self) -> str:
        said, self._remarks = self._remarks, []
        return " ".join(said)

    def _say(self, said: str) -> None:
        """Say something here, on any thread: in text at once, else as a remark."""
        self._remarks = [*self._remarks, said][-MOST_REMARKS:]
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

    # --- what the host says -------------------------------------------------------------------

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
        title = self.told.titles.seats.get(str(message.get("seat")), "")
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
        self._is_shut = message.get("is_shut") is True

    def _look_up(self) -> None:
        """Answer what is asked while the host is waited for, once there is anything to tell of."""
        if self.told.view is not None:
            self._meanwhile()
