"""Decks: what there is to play, and what each of them holds."""

from __future__ import annotations

from wargame.content.library import DeckLibrary, load_deck
from wargame.errors import WargameError
from wargame.table.panes.pages import deck_rows
from wargame.table.plain.deck_text import deck_lines
from wargame.table.words.rows import Row, text_row
from wargame.tui.screens.page import PageScreen
from wargame.tui.widgets.pane import Pane


class DecksScreen(PageScreen):
    """A list of decks."""

    about = "Enter shows what a deck holds."

    def __init__(self, library: DeckLibrary) -> None:
        super().__init__("Decks", self._rows, "Enter shows what a deck holds, Esc goes back")
        self._library = library
        self._listed = [(one.id, one.title, str(one.folder)) for one in library.list()]

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        return deck_rows(self._listed, cells)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.target is None:
            return
        try:
            deck = load_deck(self._library.find(message.target.id)).deck
        except WargameError as error:
            lines = str(error).splitlines()
        else:
            lines = deck_lines(deck)

        def rows(cells: int, _lines: int) -> list[Row]:
            return [text_row(line, cells) for line in lines]

        self.app.push_screen(PageScreen(message.target.id, rows))
