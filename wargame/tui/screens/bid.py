"""A sealed bid for the first seat of a contest: one person's, and nobody else looks."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from wargame.table.host.bidding import Bidding
from wargame.table.panes.pages import notice_rows
from wargame.table.words.rows import Row
from wargame.tui.screens.forms import FormScreen
from wargame.tui.widgets.fields import Field, number_field
from wargame.tui.widgets.form import Form

NOTHING = "0"
"""The bid of somebody who types none."""


class BidScreen(FormScreen):
    """Asks one person for a bid.

    Args:
        bidding: The table that is bid for.
        seat: Where this person would sit without bids.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Title", key_display="Esc")]
    sides = ("Your bid", "What is bid for")
    hint = "Type a number; Enter on Seal seals it. Esc leaves to the title"
    about = "Type a number, then Seal. Nobody is shown it before both sides have bid."

    def __init__(self, bidding: Bidding, seat: str) -> None:
        super().__init__()
        self._bidding, self._seat = bidding, seat
        self._typed = ""

    def title_words(self) -> str:
        return f"A sealed bid: {self._bidding.title(self._seat)}"

    def fields(self) -> list[Field]:
        return [
            number_field("bid", "Your bid", self._typed, NOTHING, longest=7),
            Field("seal", "Seal", "button"),
        ]

    def rows(self, cells: int, lines: int) -> list[Row]:
        return notice_rows(self._bidding.how(self._seat), cells, lines)

    def changed(self, field: Field) -> None:
        self._typed = field.value
        self.say("")

    def on_form_pressed(self) -> None:
        trouble = self._bidding.bid(self._seat, self._typed or NOTHING)
        if trouble:
            self.query_one(Form).point_at("bid")
            self.say(trouble)
        else:
            self.home.ask_bids(self._bidding)

    def action_close(self) -> None:
        """To the title screen."""
        self.home.go_home()
