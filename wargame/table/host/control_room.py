"""The facilitator's place at a table, as the table knows it: a clock, a pause, a console."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from wargame.table.told.surveys import SurveyQuestion
from wargame.table.words.public import PublicClock, PublicPage

LEAVE = "leave"
"""What is typed at the console to go back to the table."""


class ControlRoom(Protocol):
    """What a facilitator has at a table besides players.

    Attributes:
        paused: Why play stands still, or "". Nothing of a hand is shown then.
        notice: The same as it is shown, such as `Paused: a fire drill.`.
        page: What is shown in place of the board for now; None for the board.
        hands_open: No curtain is drawn when the keyboard is passed on.
        survey: What a survey asks people here.
        question: What the facilitator is being asked in the middle of a command, or "".
        leaves: Everybody is to leave the table.
    """

    @property
    def paused(self) -> str: ...
    @property
    def notice(self) -> str: ...
    @property
    def page(self) -> PublicPage | None: ...
    @property
    def hands_open(self) -> bool: ...
    @property
    def survey(self) -> Sequence[SurveyQuestion]: ...
    @property
    def question(self) -> str: ...
    @property
    def leaves(self) -> bool: ...

    def clock(self) -> PublicClock | None:
        """What the clock shows."""

    def warning(self) -> str:
        """What people are to be told of the time now, once; or ""."""

    def admits(self, passphrase: str) -> bool:
        """Whether this is the facilitator's passphrase."""

    def overview(self) -> list[str]:
        """Both hands, what is coming, the clock: for the facilitator's eyes."""

    def do(self, line: str) -> list[str]:
        """Do what the facilitator has typed, and answer.

        Raises:
            WargameError: It cannot be done; nothing has happened.
        """

    def asks(self, seat: str) -> Sequence[tuple[str, str]]:
        """What the people of a seat are asked to write down now: a topic, and which of them."""

    def was_asked(self, seat: str) -> None:
        """They have been asked, whether they wrote anything or not."""

    def person(self, seat: str, who: str) -> str:
        """Whoever shares a seat and is meant by a part of a name; as typed if that is nobody."""

    def come_in(self) -> bool:
        """Do what is due before the next decision. Whether anything was done."""
