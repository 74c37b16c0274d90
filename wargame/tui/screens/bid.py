"""A sealed bid for the first seat of a contest: one person's, and nobody else looks."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from wargame.table.host.bidding import Bidding, how_to_bid
from wargame.table.panes.pages import notice_rows
from wargame.table.words.rows import ALERT, DIM, STRONG, Line, Row, Span
from wargame.tui.screens.base import BaseScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.fields import Field
from wargame.tui.widgets.form import Form
from wargame.tui.widgets.pane import Pane


class BidScreen(BaseScreen):
    """Asks one person for a bid.

    Args:
        bidding: The table that is bid for.
        seat: Where this person would sit without bids.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Title", key_display="Esc"),
        Binding("tab", "across", "Pane", key_display="Tab"),
    ]
    about = "Type a number, then Seal. Nobody is shown it before both sides have bid."

    def __init__(self, bidding: Bidding, seat: str) -> None:
        super().__init__()
        self._bidding, self._seat = bidding, seat
        self._typed = "0"
        self._said = ""

    def compose_body(self) -> ComposeResult:
        title = self._bidding.title(self._seat)
        yield Bar(lambda _: (Span(f" A sealed bid: {title}", STRONG),), id="status")
        with Horizontal(classes="columns"):
            yield Form("Your bid", self.about, self._fields(), id="setup")
            yield Pane("What is bid for", self.about, id="about")
        yield Bar(self._prompt, id="prompt")

    def begin(self) -> None:
        self.query_one("#about", Pane).show(self._rows)
        self.query_one(Form).refocus()

    def refocus(self) -> None:
        self.query_one(Form).refocus()

    def _fields(self) -> list[Field]:
        return [
            Field(
                "bid",
                "Your bid",
                "text",
                self._typed,
                longest=7,
                allowed=lambda char: char in "-0123456789",
            ),
            Field("seal", "Seal", "button"),
        ]

    def _rows(self, cells: int, lines: int) -> list[Row]:
        return notice_rows(how_to_bid(self._bidding.game, self._seat), cells, lines)

    def _prompt(self, _cells: int) -> Line:
        if self._said:
            return (Span(self._said, ALERT),)
        said = "Type a number; Enter on Seal seals it. Esc leaves to the title"
        return (Span(f"{self.home.glyphs.cursor} ", STRONG), Span(said, DIM))

    def on_form_changed(self, message: Form.Changed) -> None:
        self._typed = message.field.value
        self._say("")

    def on_form_pressed(self) -> None:
        trouble = self._bidding.bid(self._seat, self._typed)
        if trouble:
            self._say(trouble)
        else:
            self.home.ask_bids(self._bidding)

    def _say(self, text: str) -> None:
        self._said = text
        self.query_one("#prompt", Bar).show(self._prompt)

    def action_across(self) -> None:
        """To the other pane."""
        form, pane = self.query_one(Form), self.query_one("#about", Pane)
        pane.focus() if form.has_focus_within else form.refocus()

    def action_close(self) -> None:
        """To the title screen."""
        self.home.go_home()
