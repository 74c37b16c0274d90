"""The end: who won and why, how it went, what decided; then a rematch, a replay, a branch."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from wargame.errors import WargameError
from wargame.lab.analysis_object import GameAnalysis
from wargame.players.worker import Dropped
from wargame.table.host.sitting import Sitting
from wargame.table.panes.pages import page_rows
from wargame.table.words.gate import fit, width
from wargame.table.words.rows import DIM, STRONG, Line, Row, Span
from wargame.tui.background import in_background
from wargame.tui.screens.page import PageScreen
from wargame.tui.widgets.pane import Pane

HINT = "Enter replays from a line, r from the start; m rematch, o other chair"
BUSY = "Looking for deciding moves."


class DebriefScreen(PageScreen):
    """Shown after the end; from here the whole game can be replayed with everything open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "replay", "Replay", id="replay"),
        Binding("m", "rematch(0)", "Rematch", id="rematch"),
        Binding("o", "rematch(1)", "Other chair", id="other_chair"),
        Binding("t", "title", "Title", id="title"),
    ]
    place = "after the game"
    about = (
        "Enter on a round, a mark, a sentence or a move replays from there; b in the replay "
        "begins a game of its own at that point. r replays the game with all hands. m plays the "
        "same again, o from the other chair."
    )

    def __init__(self, sitting: Sitting, seat: str) -> None:
        super().__init__("After the game", self._rows, HINT)
        self._sitting, self._seat = sitting, seat

    def begin(self) -> None:
        super().begin()
        analyst = self._sitting.analyst() if self._sitting.analysis is None else None
        if analyst is not None:
            self.say(f"{BUSY} {HINT}")
            self._analyse(analyst)

    def _head(self, cells: int) -> Line:
        title = f" {self._title}"
        score = fit(self._sitting.score.said, max(0, cells - width(title) - 3), right=True)
        return (Span(f"{title}  ", STRONG), Span(score, DIM))

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        return page_rows(self._sitting.scene(self._seat), "debrief", cells)

    @work(exclusive=True, group="analysis")
    async def _analyse(self, analyst: Callable[[], GameAnalysis]) -> None:
        """Find out about luck and choices, and fill them in."""
        try:
            self._sitting.analysis = await in_background(analyst)
        except (Dropped, WargameError):
            self.say(HINT)
            return
        self.query_one("#page", Pane).show(self._make)
        self.say(HINT)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        target = message.target
        if target is not None and target.kind == "round":
            self.home.show_replay(self._sitting, self._seat, int(target.id))
        elif target is not None and target.kind == "ply":
            self.home.show_replay(self._sitting, self._seat, ply=int(target.id))
        else:
            self.action_replay()

    def action_replay(self) -> None:
        """Step through the game, everything open."""
        self.home.show_replay(self._sitting, self._seat)

    def action_rematch(self, swapped: int) -> None:
        """The same table again with luck of its own, the chairs swapped if that was asked for."""
        try:
            self.home.rematch(self._sitting, swapped=bool(swapped))
        except WargameError as error:
            self.say(str(error).splitlines()[0])

    def action_title(self) -> None:
        """To the title screen."""
        self.home.go_home()
