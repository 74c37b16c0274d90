"""Watching: the program plays both seats, as fast as one likes, or step by step."""

from __future__ import annotations

import asyncio
from collections.abc import Set
from typing import ClassVar

from textual.binding import Binding, BindingType

from wargame.table.host.sitting import Sitting
from wargame.table.told.scene import Scene
from wargame.table.words.rows import DIM, STRONG, Line, Span
from wargame.tui.screens.board import PANES
from wargame.tui.screens.replay import SPEEDS, every
from wargame.tui.screens.table import TableScreen

DECIDING = frozenset(
    {"pass_turn", "offer", "advise", "undo", "redo", "think", "card", "substitute"}
)
"""What only those do who sit at the table."""
CLOSED = "Where a hand would lie. Hands stay closed while this game is being played."
"""What is told of the hand."""


class WatchScreen(TableScreen):
    """A table at which nobody sits by hand. No hand is open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause", "Pause", key_display="Space"),
        Binding("full_stop", "one_step", "Step", key_display="."),
        Binding("plus,equals_sign", "speed(1)", "Faster", key_display="+"),
        Binding("minus", "speed(-1)", "Slower", key_display="-"),
    ]
    about = (
        "The program plays. Space stops and goes on, a full stop takes one step, + and - change "
        "the speed."
    )

    def has_action(self, action: str) -> bool:
        """Nobody decides anything here, nor is anybody advised on a closed hand."""
        return action not in DECIDING and super().has_action(action)

    def idle_keys(self) -> Set[str]:
        """The keys of watching itself come before those of panes."""
        return {"next_pane(1)", "brief", *(f"go('{pane}')" for pane in PANES)}

    def on_mount(self) -> None:
        """Tell nobody what to do with cards that they do not see."""
        if self.is_made:
            self.board.pane("hand").about = CLOSED

    def make_scene(self) -> Scene:
        return self.sitting.scene(self.seat, open_hand=False)

    def __init__(self, sitting: Sitting, seat: str) -> None:
        super().__init__(sitting, seat)
        self._here = sitting
        self._speed = 2
        self._may_go = asyncio.Event()
        self._may_go.set()
        self._steps = 0
        self._is_showing = False

    async def before_thinking(self) -> None:
        """Show where things stand for a while."""
        self.update_scene()
        self._is_showing = True
        try:
            await self._wait()
        finally:
            self._is_showing = False

    @property
    def can_stop(self) -> bool:
        return self._is_showing or super().can_stop

    async def _wait(self) -> None:
        """For as long as a step is to be shown, or until one is asked for; people elsewhere set the
        pace themselves."""
        if self._steps:
            self._steps -= 1
            return
        if self._may_go.is_set() and self._here.mover not in self._here.remote:
            await asyncio.sleep(SPEEDS[self._speed])
        if not self._may_go.is_set() and not self._steps:
            await self._may_go.wait()
        if self._steps:
            self._steps -= 1
            self._may_go.clear()

    def _prompt(self, cells: int) -> Line:
        mark = Span(f"{self.scene.glyphs.cursor} ", STRONG)
        if self.said or self.scene.view.is_over:
            return super()._prompt(cells)
        if self.thinking_seconds >= 1 or self.sitting.missing:
            return self._waiting_line(cells)
        state = "Watching" if self._may_go.is_set() else "Paused"
        who = self.scene.titles.seats.get(self.scene.view.to_move, "")
        said = f"  {who} is to choose; {every(SPEEDS[self._speed])}"
        return (mark, Span(state, STRONG), Span(said, DIM))

    def action_pause(self) -> None:
        """Stop, or go on."""
        if self._may_go.is_set():
            self._may_go.clear()
        else:
            self._may_go.set()
        self.show_prompt()

    def action_one_step(self) -> None:
        """One decision, then stop."""
        self._steps = 1
        self._may_go.set()

    def action_speed(self, way: int) -> None:
        """Faster or slower."""
        self._speed = max(0, min(self._speed + way, len(SPEEDS) - 1))
        self.show_prompt()
