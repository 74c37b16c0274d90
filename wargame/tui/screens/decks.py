"""Decks: what there is to play, and a page for everything that a deck holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from wargame.content.library import DeckLibrary, about_of, load_deck, minutes_of
from wargame.errors import WargameError
from wargame.rules.game import Game
from wargame.table.host.setup import as_people_look
from wargame.table.panes.deck import ABOUT, contents_rows, page_of
from wargame.table.panes.pages import deck_rows
from wargame.table.plain.drawn_card import card_parts
from wargame.table.words.rows import DIM, STRONG, Line, Row, Span, Target, row_as_written
from wargame.tui.background import in_background
from wargame.tui.screens.base import BaseScreen
from wargame.tui.screens.page import PageScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.pane import Pane

OPENING = "Opening the deck …"


class DecksScreen(PageScreen):
    """A list of decks.

    Args:
        play: Begins a game of a deck.
    """

    about = "Enter shows what a deck holds."
    area = "Decks"

    def __init__(self, library: DeckLibrary, play: Callable[[str], None]) -> None:
        super().__init__("Decks", self._rows, "Enter shows what a deck holds, Esc goes back")
        self._library, self._play = library, play
        self._listed = {
            one.id: (one.title, minutes_of(one.folder), about_of(one.folder))
            for one in as_people_look(library.list())
        }

    @property
    def stays(self) -> bool:
        return True

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        return deck_rows(((name, *told) for name, told in self._listed.items()), cells)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.target is not None and self.is_active:  # Enter may come twice at once
            name = message.target.id
            screen = DeckScreen(self._library, name, self._listed[name][0], self._play)
            self.app.push_screen(screen)


class DeckScreen(BaseScreen):
    """What a deck holds: on the left a list of it all, on the right the page of one thing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Back", key_display="Esc"),
        Binding("tab", "across", "Pane", key_display="Tab"),
        Binding("left_square_bracket", "list(-1)", "List before", show=False),
        Binding("right_square_bracket", "list(1)", "Next list", key_display="[ ]"),
        Binding("n", "play", "New game"),
    ]
    about = (
        "Up and Down go through the deck, [ and ] from list to list, Tab into the page and back. "
        "n begins a game."
    )
    area = "Deck"

    def __init__(
        self, library: DeckLibrary, name: str, title: str, play: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._library, self._deck, self._title, self._play = library, name, title, play
        self._game: Game | None = None
        self._said = OPENING
        self._thing = ABOUT

    def compose_body(self) -> ComposeResult:
        yield Bar(lambda _: (Span(f" {self._title}", STRONG),), id="status")
        with Horizontal(classes="columns"):
            yield Pane("In the deck", self.about, id="contents")
            yield Pane("Page", "The page of one thing of this deck.", id="about")
        yield Bar(self._prompt, id="prompt")

    needs = ("#contents", "#about")

    def begin(self) -> None:
        contents = self.query_one("#contents", Pane)
        contents.show(self._contents)
        contents.focus()
        self.query_one("#about", Pane).show(self._page)
        self._open()

    @work(exclusive=True, group="deck")
    async def _open(self) -> None:
        try:
            found = self._library.find(self._deck)
            self._game = await in_background(lambda: Game(load_deck(found)))
        except WargameError as error:
            self._said = str(error)
        if self.is_made:
            contents = self.query_one("#contents", Pane)
            contents.show(self._contents)
            contents.point_first()
            self.query_one("#about", Pane).show(self._page, fresh=True)

    def refocus(self) -> None:
        self.query_one("#contents", Pane).focus()

    def _prompt(self, _cells: int) -> Line:
        return self.prompted("Up and Down choose; [ ] from list to list; n begins a game. Esc back")

    def _contents(self, cells: int, _lines: int) -> list[Row]:
        if self._game is None:
            return []
        return contents_rows(self._game.deck, self.our_app.glyphs, cells)

    def _page(self, cells: int, _lines: int) -> list[Row]:
        if self._game is None:
            return [row_as_written(line, cells, DIM) for line in self._said.splitlines()]
        glyphs, decks = self.our_app.glyphs, self._library.named
        return page_of(self._game, self._thing, card_parts, glyphs, cells, decks=decks)

    def on_pane_pointed(self, message: Pane.Pointed) -> None:
        if message.pane.id == "contents" and message.target != self._thing:
            self._thing = message.target
            self.query_one("#about", Pane).show(self._page, fresh=True)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.pane.id == "contents":
            self.query_one("#about", Pane).focus()
        else:
            self.refocus()

    def action_list(self, way: int) -> None:
        """To the first thing of the next list, or of the one before."""
        contents = self.query_one("#contents", Pane)
        firsts = _firsts(contents.rows)
        here = [n for n, (place, _) in enumerate(firsts) if place <= contents.at]
        place = (here[-1] if here else 0) + way
        if 0 <= place < len(firsts):
            contents.point_at(firsts[place][1])

    def action_across(self) -> None:
        """To the other pane."""
        contents, page = self.query_one("#contents", Pane), self.query_one("#about", Pane)
        page.focus() if contents.has_focus else contents.focus()

    def action_play(self) -> None:
        """Set a table for this deck."""
        self._play(self._deck)

    def action_close(self) -> None:
        """Back to the list of decks."""
        self.shut()


def _firsts(rows: Sequence[Row]) -> list[tuple[int, Target]]:
    """The first thing of each list, with its place."""
    found: list[tuple[int, Target]] = []
    is_first = True
    for place, one in enumerate(rows):
        if one.targets and is_first:
            found.append((place, one.targets[0]))
        is_first = not one.targets
    return found
