"""Replay: a game by step and round, seen by a seat, or with everything open after the end."""

from __future__ import annotations

from collections.abc import Set
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.timer import Timer

from wargame.table.host.live import public_of
from wargame.table.host.rewind import Rewind
from wargame.table.host.sitting import Sitting
from wargame.table.panes.courses import mark_sign
from wargame.table.told.scene import Scene
from wargame.table.words.rows import DIM, STRONG, Line, Span
from wargame.tui.screens.looking import NEWS, LookingScreen
from wargame.tui.widgets.pane import Pane

SPEEDS = (4.0, 2.0, 1.0, 0.5, 0.25, 0.1)
"""Seconds from step to step."""


class ReplayScreen(LookingScreen):
    """Steps through a match.

    Args:
        first: The round to begin with; 0 for the start.
        ply: The move to begin with; -1 for the start of the round.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Back a step", priority=True, show=False),
        Binding("right", "step(1)", "Step", key_display="Left Right", priority=True),
        Binding("left_square_bracket", "turn(-1)", "Round before", show=False),
        Binding("right_square_bracket", "turn(1)", "Round", key_display="[ ]"),
        Binding("home", "edge(0)", "Start", priority=True, show=False),
        Binding("end", "edge(1)", "End", priority=True, show=False),
        Binding("space", "play", "Play", key_display="Space"),
        Binding("plus,equals_sign", "speed(1)", "Faster", show=False),
        Binding("minus", "speed(-1)", "Slower", show=False),
        *(Binding(str(n), f"round({n})", f"Round {n}", show=False) for n in range(1, 10)),
        Binding("b", "branch", "Play on"),
        Binding("m", "turning(1)", "Turning point"),
        Binding("n", "turning(-1)", "Turning point before", show=False),
        Binding("f", "side", "Other side"),
        Binding("a", "all", "All hands"),
        Binding("o", "project", "Projector follows", show=False),
        Binding("escape,q", "close", "Leave", key_display="Esc"),
    ]
    about = (
        "Left and Right go by step, [ and ] by round, 1 to 9 to that round, m and n by what is "
        "marked on the line (fronts, deals, deciding moves as !), Home and End to "
        "the ends; Space plays on by itself, + and - change how fast. f shows the other side. a "
        "opens all hands, once the game is over. b begins a game of its own here and lets you "
        "play on. o has the projector follow, until you leave or press it again."
    )

    first_pane = "tracks"

    def __init__(self, sitting: Sitting, seat: str, first: int = 0, ply: int = -1) -> None:
        self.rewind = Rewind(sitting)
        if first:
            self.rewind.to_round(first)
        if ply >= 0:
            self.rewind.to_ply(ply)
        self.seat = seat
        super().__init__(self.make_scene())
        self._timer: Timer | None = None
        self._speed = 2
        self._is_projected = False
        self._said = ""

    def make_scene(self) -> Scene:
        return self.rewind.scene(self.seat)

    def begin(self) -> None:
        self.board.pane("log").follows_end = True
        self.board.add_class("-replay")
        self.update_scene()
        self.board.go("tracks")

    def update_scene(self) -> None:
        super().update_scene()
        self.board.set_class(not self.scene.shows_hand, "-closed")

    def idle_keys(self) -> Set[str]:
        return {"next_pane(1)"}

    def _prompt(self, cells: int) -> Line:
        """Where in the game this is: a line with a mark for each round."""
        rewind, glyphs = self.rewind, self.scene.glyphs
        who = "all hands" if rewind.is_all_seeing else self.scene.titles.seats[self.seat]
        said = self._said or f"step {rewind.at} of {rewind.last}, as {who}"
        state = f" {'playing' if self._timer else 'paused'} "
        room = cells - len(said) - len(state) - 6
        if room < 10 or not rewind.last:
            return (Span(f" {said}", STRONG),)
        chart = [glyphs.rule] * room
        starts = rewind.round_starts()
        for start in starts if 2 * len(starts) <= room else ():
            chart[min(room - 1, start * room // rewind.last)] = "|"
        for mark in rewind.marks():
            place = rewind.after(mark.ply)
            chart[min(room - 1, place * room // rewind.last)] = mark_sign(self.scene, mark)
        here = min(room - 1, rewind.at * room // rewind.last)
        line = "".join(chart)
        return (
            Span(" "),
            Span(line[:here], DIM),
            Span(glyphs.on, STRONG),
            Span(line[here + 1 :], DIM),
            Span(f"  {said}", STRONG),
            Span(state, DIM),
        )

    def _moved(self) -> None:
        self._said = ""
        self.update_scene()
        self._project()
        self.look_at(NEWS)

    def _project(self) -> None:
        """Show this moment on the projector, if it follows."""
        project = self.rewind.sitting.project
        if self._is_projected and project is not None:
            project(self.rewind.public())

    def action_project(self) -> None:
        """Have the projector follow, or leave it at the end."""
        sitting = self.rewind.sitting
        if sitting.project is None or not sitting.is_over:
            self._said = "the projector follows a kept game once it is over"
        else:
            self._is_projected = not self._is_projected
            sitting.project(self.rewind.public() if self._is_projected else public_of(sitting))
            self._said = "the projector follows" if self._is_projected else "it is at the end again"
        self.show_prompt()

    # --- going through it --------------------------------------------------------------------

    def action_step(self, way: int) -> None:
        """One action on or back."""
        self.rewind.go(self.rewind.at + way)
        self._moved()

    def action_turn(self, way: int) -> None:
        """One round on or back."""
        self.rewind.turn_round(way)
        self._moved()

    def action_turning(self, way: int) -> None:
        """To the next place at which the game turned, or the one before."""
        if self.rewind.turn_to(way):
            self._moved()
            return
        self._said = f"no turning point {'after' if way > 0 else 'before'} this"
        self.show_prompt()

    def action_round(self, number: int) -> None:
        """To the start of a round, by its digit."""
        self.rewind.to_round(number)
        self._moved()

    def action_edge(self, end: int) -> None:
        """To the start or the end."""
        self.rewind.go(self.rewind.last if end else 0)
        self._moved()

    def action_play(self) -> None:
        """Play on by itself, or stop."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        elif self.rewind.at < self.rewind.last:
            self._timer = self.set_interval(SPEEDS[self._speed], self._tick)
        self.update_scene()

    def _tick(self) -> None:
        self.action_step(1)
        if self.rewind.at >= self.rewind.last:
            self.action_play()

    def action_speed(self, way: int) -> None:
        """Faster or slower."""
        self._speed = max(0, min(self._speed + way, len(SPEEDS) - 1))
        if self._timer is not None:
            self.action_play()
            self.action_play()
        self._said = f"a step every {SPEEDS[self._speed]:g} seconds"
        self.show_prompt()

    def action_side(self) -> None:
        """The other side's view."""
        seats = self.rewind.sitting.game.seats
        self.seat = next(seat for seat in seats if seat != self.seat)
        self.update_scene()

    def action_all(self) -> None:
        """Open all hands, if the game is over."""
        if not self.rewind.is_over:
            self._said = "all hands open when the game is over"
            self.show_prompt()
            return
        self.rewind.is_all_seeing = not self.rewind.is_all_seeing
        self.update_scene()

    def action_branch(self) -> None:
        """Begin another game here, and play on."""
        if not self.rewind.sitting.title:
            refused = "this game is not kept: only kept games can be left"
        elif self.rewind.at == self.rewind.last and self.rewind.is_over:
            refused = "the game is over here: go back first"
        else:
            self.home.show_branch(self.scene, self.rewind)
            return
        self._said = refused
        self.show_prompt()

    # --- looking -----------------------------------------------------------------------------

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if self.is_rest(message):
            return
        if message.pane.id != "detail" and message.target is not None:
            self.open_thing(message.pane, message.target)

    def action_close(self) -> None:
        """Out of the detail pane, or back to where the replay was opened."""
        if not self.step_back():
            if self._is_projected:
                self.action_project()
            self.home.back()
