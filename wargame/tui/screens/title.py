"""The title screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from wargame.errors import WargameError
from wargame.table.panes.large import large_rows
from wargame.table.words.gate import fit, width, wrap
from wargame.table.words.rows import (
    ALERT,
    DIM,
    FIRST,
    SECOND,
    STRONG,
    Line,
    Row,
    Span,
    Target,
    blank,
    row,
    rows_height,
)
from wargame.tui.background import in_background
from wargame.tui.screens.base import OPENING, BaseScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from wargame.table.host.listing import Saved

CHOICES = (
    ("n", "new", "New game", "choose a deck and who sits where"),
    ("c", "resume", "Continue a game", "from your saves, at the same prompt"),
    ("t", "lessons", "Learn to play", "lessons of a minute, one idea each"),
    ("p", "puzzles", "Puzzles", "you move: find the best line"),
    ("r", "replay", "Replay a game", "step by step, round by round"),
    ("y", "results", "Your results", "what you won, and against whom"),
    ("d", "decks", "Decks", "what there is to play"),
    ("s", "settings", "Settings", "colours, signs, motion, pace, keys"),
    ("h", "rules", "How to play", "a round, the signs, the keys"),
    ("q", "quit", "Quit", "nothing is lost"),
)
"""Key, what it opens, its name, and a word about it."""
REMATCH = "rematch"
NAME = "W A R G A M E"
WIDEST, KEY, LABEL = 76, 7, 22
"""Cells of the list, of a key and of a name in it."""


class TitleScreen(BaseScreen):
    """Where everything begins."""

    about = "Choose with the arrows and Enter, or press the first letter."
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"pick('{name}')", label, show=False) for key, name, label, _ in CHOICES),
        Binding("m", f"pick('{REMATCH}')", "Rematch", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._last: Saved | None = None
        self._said = ""

    needs = ("#title",)

    def compose_body(self) -> ComposeResult:
        yield Bar(self._head, id="status")
        yield Pane("wargame", self.about, id="title", is_alone=True)
        yield Bar(self._prompt, id="prompt")

    def begin(self) -> None:
        pane = self.query_one(Pane)
        pane.show(self._rows)
        pane.focus()
        self.once_drawn(self._look_for_last)

    @work(exclusive=True, group="last")
    async def _look_for_last(self) -> None:
        """Offer the game that was left last; looked for beside the screen, once that is there."""
        app = self.our_app  # asked for here: a screen that is left meanwhile knows it no more

        def last_game() -> Saved | None:
            return app.shelf.last()

        known, self._last = self._last, await in_background(last_game)
        if self._last != known and self.is_made:
            pane = self.query_one(Pane)
            here, first = pane.target, next((one for row in pane.rows for one in row.targets), None)
            pane.show(self._rows)
            if self._last is not None and here in (None, first):  # nobody has moved it meanwhile
                pane.point_at(Target("save", self._last.name))

    def on_screen_resume(self) -> None:
        """Look again once somebody comes back, who may have renamed a game or deleted it."""
        super().on_screen_resume()
        if self.is_made:
            self.say("")
            self._look_for_last()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no rematch before a game has ended."""
        if parameters == (REMATCH,) and self.home.last_table is None:
            return False
        return super().check_action(action, parameters)

    def told_of(self, action: str) -> str:
        """Of what can be chosen, the word about it."""
        told = {f"pick('{name}')": about for _, name, _, about in CHOICES}
        return told.get(action, "").capitalize()

    def refocus(self) -> None:
        self.query_one(Pane).focus()

    def _head(self, _cells: int) -> Line:
        return (Span(" Tabletop policy wargames", STRONG), Span("  every number explained", DIM))

    def _prompt(self, _cells: int) -> Line:
        if self._said:
            return (Span(self._said, ALERT),)
        return self.prompted("Arrows and Enter, or a letter")

    def _rows(self, cells: int, lines: int) -> list[Row]:
        size = min(cells, WIDEST)
        pad = " " * ((cells - size) // 2)
        found: list[Row] = []
        if self._last is not None:
            label, about = f"Go on: {self._last.name}", self._last.about
            found.append(
                self._entry("Enter", label, about, size, pad, Target("save", self._last.name))
            )
        if self.home.last_table is not None:
            score = self.home.last_table.score.said
            found.append(self._entry("m", "Rematch", score, size, pad, Target("choice", REMATCH)))
        for letter, key, label, about in CHOICES:
            found.append(self._entry(letter, label, about, size, pad, Target("choice", key)))
        found = [*self._masthead(cells, lines - rows_height(found)), *found]
        above = (lines - rows_height(found) + 1) // 3
        return [*(blank() for _ in range(above)), *found]

    def _masthead(self, cells: int, room: int) -> list[Row]:
        """The name of the game, large where there is room, and what sets it off from the list."""
        glyphs = self.our_app.glyphs
        large = large_rows([("WAR", FIRST), ("GAME", SECOND)], cells, glyphs)
        if large and len(large) < room:
            return [*large, *(blank() for _ in range(min(2, room - len(large))))]
        left = Span(" " * max(0, (cells - width(NAME) - 8) // 2))
        first = Span(f"{glyphs.first}{glyphs.first}  ", FIRST)
        second = Span(f"  {glyphs.second}{glyphs.second}", SECOND)
        return [row(left, first, Span(NAME, STRONG), second), blank()]

    @staticmethod
    def _entry(key: str, label: str, about: str, size: int, pad: str, target: Target) -> Row:
        """What can be chosen: its key, its name, and what is told of it, in as many lines as that
        takes."""
        name = max(LABEL, min(width(label) + 2, size // 2))
        texts = wrap(about, size - KEY - name) or [""]
        under = Span(pad + " " * (KEY + name), cell=-1)
        first = (
            Span(pad, cell=-1),
            Span(f"{key:>{KEY - 1}} ", DIM),
            Span(f"{fit(label, name - 2)}  ", STRONG),
            Span(fit(texts[0], size - KEY - name), DIM),
        )
        rest = [(under, Span(fit(text, size - KEY - name), DIM)) for text in texts[1:]]
        return Row((first, *rest), (target,))

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.target is not None and message.target.kind == "save":
            self._go_on(message.target.id)
        elif message.target is not None:
            self.action_pick(message.target.id)

    def _go_on(self, name: str) -> None:
        """To the game that was left last, at the same prompt."""
        if self._said != OPENING:
            self.say(OPENING)
            self.once_drawn(self._resume, name)

    def _resume(self, name: str) -> None:
        try:
            sitting = self.our_app.shelf.resume(name)
        except WargameError as error:
            self.say(error.first_line)
            return
        self.home.sit_down(sitting)

    def say(self, text: str) -> None:
        """Say something in the prompt line."""
        self._said = text
        self.show_prompt()

    def _rematch(self) -> None:
        """The same table again, where a game has just ended at one."""
        if self.home.last_table is None:
            return
        try:
            self.home.rematch(self.home.last_table, swapped=False)
        except WargameError as error:
            self.say(error.first_line)

    def action_pick(self, name: str) -> None:
        """Open what was chosen."""
        if name == REMATCH:
            self._rematch()
        elif self._said != OPENING:
            try:
                self.home.open(name)
            except WargameError as error:
                self.say(error.first_line)
