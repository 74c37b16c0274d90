"""The adviser: three moves with odds and consequences, thought of beside the screen."""

from __future__ import annotations

import time

from textual import work
from textual.timer import Timer

from wargame.errors import WargameError
from wargame.players.adviser import Advice
from wargame.players.worker import Dropped, WorkerLost
from wargame.table.host.at_table import OnScreen
from wargame.table.panes.bars import TICK_S, for_how_long, moving_dots
from wargame.table.panes.typeset import rows
from wargame.table.told.advice import counsel
from wargame.table.told.scene import Scene
from wargame.table.words.rows import DIM, STRONG, Row, text_row
from wargame.tui.background import in_background
from wargame.tui.home import OpenMove
from wargame.tui.screens.page import PageScreen
from wargame.tui.widgets.pane import Pane

WHAT = (
    "It tries your moves in worlds that your seat could be in, and looks at nothing that you "
    "cannot see. Esc drops it."
)


LEARNING, THINKING = "Learning the deck, once on this machine", "Thinking"


class AdviserScreen(PageScreen):
    """Advice for the seat that is to move; it decides nothing.

    Args:
        sitting: The table.
        scene: What that seat sees.
        open_move: Opens a move at its table.
    """

    about = (
        "Three moves: the points they are likely to bring, in how many of the imagined worlds "
        "each is best, what it changes this round, and what may follow. Enter opens a move at "
        "the table."
    )

    def __init__(self, sitting: OnScreen, scene: Scene, open_move: OpenMove) -> None:
        self._sitting, self._scene, self._open_move = sitting, scene, open_move
        title = f"Advice for {scene.signs[scene.me].mark}"
        super().__init__(title, self._rows, "Esc goes back; nothing is decided")
        self._advice: Advice | None = None
        self._trouble = ""
        self._since = time.monotonic()
        self._ticker: Timer | None = None

    def begin(self) -> None:
        super().begin()
        self._ticker = self.every(TICK_S, self._draw)
        self._ask()

    @work(exclusive=True, group="advice")
    async def _ask(self) -> None:
        for is_last in (False, True):
            try:
                self._advice = await in_background(self._sitting.adviser(self._scene.me))
            except Dropped:
                return
            except WargameError as error:
                self._trouble = str(error)
                if is_last or not isinstance(error, WorkerLost):
                    break
            else:
                break
        if self.is_made:
            self._tell()

    def _tell(self) -> None:
        """Show what was found."""
        if self._ticker is not None:
            self._ticker.stop()
        self._draw()
        if self._advice is not None:
            self.say("Up and Down choose, Enter opens a move at the table, Esc goes back")
            self.query_one("#page", Pane).point_first()

    def _draw(self) -> None:
        self.query_one("#page", Pane).show(self._make)

    def _rows(self, cells: int, _lines: int) -> list[Row]:
        if self._advice is not None:
            return rows(self._scene, counsel(self._scene, self._advice), cells)
        seconds = time.monotonic() - self._since
        is_cold = self._sitting.is_cold
        does = LEARNING if is_cold else THINKING
        dots = moving_dots(seconds, is_still=self.our_app.is_still)
        how_long = f", {for_how_long(seconds)}" if is_cold else ""
        said = self._trouble or f"{does} {dots} {seconds:.0f} s{how_long}"
        return [text_row(said, cells, STRONG), text_row(WHAT, cells, DIM)]

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if message.target is not None and self._advice is not None:
            move = self._advice.moves[int(message.target.id) - 1]
            self.shut()
            self._open_move(move.option.steps)

    def action_close(self) -> None:
        """Back to the table; whatever is being thought about is dropped."""
        if self._advice is None:
            self._sitting.cancel()
        self.shut()
