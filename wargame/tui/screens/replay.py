"""Replay: a game by step and round, seen by a seat, or with everything open after the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from wargame.errors import WargameError
from wargame.lab.ended.analysis_object import GameAnalysis
from wargame.players.worker import Dropped
from wargame.table.host.hypothetical import WayOn, hypothetical, ways_on
from wargame.table.host.live import public_of
from wargame.table.host.rewind import Rewind
from wargame.table.host.sitting import Sitting
from wargame.table.panes.courses import mark_sign, scrubbed
from wargame.table.panes.detail import NEWS
from wargame.table.panes.overlays import overlay_scrubbed
from wargame.table.told.account.decided import NOT_WEIGHED
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, pad, width
from wargame.table.words.public import HYPOTHETICAL
from wargame.table.words.rows import DIM, STRONG, WORSE, Line, Row, Span
from wargame.tui.background import in_background
from wargame.tui.commands import ListEntry
from wargame.tui.screens.looking import LookingScreen
from wargame.tui.widgets.pane import Pane
from wargame.tui.widgets.scrubber import Scrubber

SPEEDS = (4.0, 2.0, 1.0, 0.5, 0.25, 0.1)
"""Seconds from step to step."""
ANALYSIS = "analysis"
"""The group of workers that look for deciding moves: one at a time."""
DECIDED = "b tries again from here, Right shows the move, m goes to the next"


class ReplayScreen(LookingScreen):
    """Steps through a match.

    Args:
        first: The round to begin with; 0 for the start.
        ply: The move to begin with; -1 for the start of the round.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Back a step", priority=True, show=False),
        Binding("right", "step(1)", "Step", key_display="Left Right", priority=True),
        Binding("escape,q", "close", "Leave", key_display="Esc"),
        Binding("left_square_bracket", "turn(-1)", "Round before", show=False, id="round_before"),
        Binding("right_square_bracket", "turn(1)", "Round", key_display="[ ]", id="round_after"),
        Binding("home", "edge(0)", "Start", priority=True, show=False),
        Binding("end", "edge(1)", "End", priority=True, show=False),
        Binding("space", "play", "Play", key_display="Space", id="play"),
        Binding("plus,equals_sign", "speed(1)", "Faster", show=False, id="faster"),
        Binding("minus", "speed(-1)", "Slower", show=False, id="slower"),
        *(Binding(str(n), f"round({n})", "To a round", show=False) for n in range(10)),
        Binding("m", "deciding", "Deciding move", id="deciding"),
        Binding("b", "branch", "Play on", id="branch"),
        Binding("d", "debrief", "After the game", id="debrief"),
        Binding("h", "what_if", "What if", id="what_if"),
        Binding("n", "turning(1)", "Turning point", show=False, id="turning_after"),
        Binding("p", "turning(-1)", "Turning point before", show=False, id="turning_before"),
        Binding("less_than_sign", "axis('left')", "Axes", show=False, id="replay_left"),
        Binding("greater_than_sign", "axis('right')", "Axes", show=False, id="replay_right"),
        Binding("f", "side", "Other side", id="side"),
        Binding("a", "all", "All hands", id="all_hands"),
        Binding("o", "project", "Projector follows", show=False, id="projector"),
    ]
    place = "in a replay"
    about = (
        "Left and Right go by step, [ and ] by round, digits or a click on the chart to a round. "
        "m goes to the move that decided most, again to the next, those that the winner survived "
        "last (! on the chart); n and p go by "
        "all that is marked, such as fronts and deals. Space plays on by itself, + and - change "
        "how fast. f shows the other side. a opens all hands, once the game is over. b begins a "
        "game of its own here: try again what was decided; its own replay compares the two. d "
        "shows how the game ended, and why. h lists what else could have come here; Enter lets "
        "programs play it on, marked as hypothetical, and Esc goes back. o has the projector "
        "follow, until you leave or press it again."
    )

    first_pane = "tracks"

    def __init__(self, sitting: Sitting, seat: str, first: int = 0, ply: int = -1) -> None:
        self.rewind = Rewind(sitting)
        if first:
            self.rewind.to_round(first)
        if ply >= 0:
            self.rewind.to_ply(ply)
        if ply >= 0 and self.rewind.at - 1 in self.rewind.deciding_ranks():
            self.rewind.go(self.rewind.at - 1)  # where it can be tried again
        self.seat = seat
        super().__init__(self.make_scene())
        self._timer: Timer | None = None
        self._speed = 2
        self._is_projected = False
        self._played: Rewind | None = None
        """The game itself, while a line that nobody played is shown."""
        self._said = DECIDED if self.scene.comes_next else ""
        self._typed = 0
        """The digits of a round so far."""

    def compose_below(self) -> ComposeResult:
        yield Scrubber(self._scrub, id="scrub")

    def _scrub(self, cells: int, lines: int) -> Row | None:
        if (chosen := self.rewind.overlay(self.scene)) is not None:
            return overlay_scrubbed(self.scene, chosen, cells, lines)
        chart = self.rewind.chart()
        if chart is None:
            return None
        return scrubbed(self.scene, chart, self.rewind.compared(), cells, lines)

    def show_chart(self) -> None:
        """The chart is the scrubber, which is in sight."""

    def course_known(self) -> Mapping[str, Sequence[int]]:
        return self.rewind.course_known(self.scene)

    def make_scene(self) -> Scene:
        return self.rewind.scene(self.seat)

    def begin(self) -> None:
        if self.rewind.is_over:
            self.rewind.left = self.our_app.shelf.left_by(self.rewind.sitting)
        self.board.pane("log").follows_end = True
        self.board.add_class("-replay")
        self.keeps_news = True
        self.update_scene()
        self.board.go("tracks")

    def update_scene(self) -> None:
        super().update_scene()
        scrubber = self.query_one(Scrubber)
        scrubber.show()
        self.board.set_class(scrubber.display, "-scrubbed")
        self.board.set_class(not self.scene.shows_hand, "-closed")

    def _status(self, cells: int) -> Line:
        if not self.rewind.what_if:
            return super()._status(cells)
        mark = f" {HYPOTHETICAL} "
        return (Span(mark, WORSE), *super()._status(cells - len(mark)))

    def idle_keys(self) -> Set[str]:
        return {"next_pane(1)"}

    def _prompt(self, cells: int) -> Line:
        """Where in the game this is: a line with a mark for each round."""
        rewind, glyphs = self.rewind, self.scene.glyphs
        who = "all hands" if rewind.is_all_seeing else self.scene.titles.seats[self.seat]
        at, longest = (f"step {n} of {rewind.last}, as {who}" for n in (rewind.at, rewind.last))
        said = self._said or pad(at, width(longest), right=True)  # the line before it stands still
        state = f"  {'playing' if self._timer else 'paused ':7} "
        room = cells - width(said) - len(state) - 6
        if room < 10 or not rewind.last:
            return (Span(f" {clip(said, cells - 1)}", STRONG),)
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

    def _moved(self, said: str = "") -> None:
        self._said = said
        self._typed = 0
        self.update_scene()
        self._project()
        self.look_at(NEWS, asked=bool(self.scene.comes_next))

    def _project(self) -> None:
        """Show this moment on the projector, if it follows."""
        project = self.rewind.sitting.project
        if self._is_projected and project is not None:
            project(self.rewind.public())

    def action_project(self) -> None:
        """Have the projector follow, or leave it at the end."""
        sitting = self.rewind.sitting
        if sitting.project is None or not sitting.is_open:
            self.say("the projector follows a kept game once it is over")
            return
        self._is_projected = not self._is_projected
        ended = (self._played or self.rewind).sitting
        sitting.project(self.rewind.public() if self._is_projected else public_of(ended))
        self.say("the projector follows" if self._is_projected else "it is at the end again")

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
        else:
            self.say(f"no turning point {'after' if way > 0 else 'before'} this")

    def action_round(self, digit: int) -> None:
        """To the start of a round, by its digits."""
        last = self.rewind.rounds
        number = 10 * self._typed + digit
        number = number if number <= last else digit
        if number:
            self.rewind.to_round(number)
            self._moved()
            self._typed = number

    def on_scrubber_picked(self, message: Scrubber.Picked) -> None:
        """To the start of a round that was clicked; or another number on an axis."""
        if self.is_axis(message.target):
            return
        self.rewind.to_round(int(message.target.id))
        self._moved()

    def action_deciding(self) -> None:
        """Before the move that decided most; again, before the next."""
        sitting = self.rewind.sitting
        if self.rewind.what_if:
            self.say("deciding moves are those of the game as it was played: Esc goes back")
        elif sitting.closed:
            self.say("this game was closed without a score: no move decided it")
        elif not self.rewind.is_over:
            self.say("deciding moves are told when the game is over")
        elif sitting.debrief.analysis is None:
            analyst = sitting.debrief.analyst()
            if analyst is None:
                self.say(NOT_WEIGHED)
            else:
                self.say("looking for deciding moves")
                if not any(one.group == ANALYSIS and one.is_running for one in self.workers):
                    self._analyse(analyst)
        else:
            self._next_deciding()

    def _next_deciding(self) -> None:
        places = self.rewind.deciding_ranks()
        if not places:
            self.say("no single move decided")
            return
        here = places.index(self.rewind.at) if self.rewind.at in places else -1
        self.rewind.go(places[(here + 1) % len(places)])
        self._moved(DECIDED)

    @work(group=ANALYSIS)
    async def _analyse(self, analyst: Callable[[], GameAnalysis]) -> None:
        """Find the deciding moves, and go to the first, unless somebody has gone elsewhere."""
        played, here = self.rewind, self.rewind.at
        try:
            played.sitting.debrief.analysis = await in_background(analyst)
        except (Dropped, WargameError):
            self.say("the deciding moves could not be found")
            return
        if self.rewind is played and played.at == here:
            self._next_deciding()
        else:
            self.say("deciding moves are found: m goes to the first")
        self.query_one(Scrubber).show()

    def say(self, text: str) -> None:
        """Say something in the line of the prompt, until the next step."""
        self._said = text
        self.show_prompt()

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
            self._timer = self.every(SPEEDS[self._speed], self._tick)
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
        self.say(every(SPEEDS[self._speed]))

    def action_side(self) -> None:
        """The other side's view."""
        seats = self.rewind.sitting.game.seats
        self.seat = next(seat for seat in seats if seat != self.seat)
        self.update_scene()

    def action_all(self) -> None:
        """Open all hands, if the game is over."""
        if not self.rewind.is_open:
            self.say("all hands open when the game is over")
            return
        self.rewind.is_all_seeing = not self.rewind.is_all_seeing
        self.update_scene()

    def action_debrief(self) -> None:
        """How the game ended and why; from there a rematch, or the other chair."""
        if self.rewind.what_if:
            self.say("how it ended is told of the game as it was played: Esc goes back")
        elif not self.rewind.is_over:
            self.say("how it ended is told when the game is over")
        else:
            self.home.show_debrief(self.rewind.sitting, self.seat)

    def action_branch(self) -> None:
        """Begin another game here, and play on."""
        if not self.rewind.sitting.title:
            self.say("this game is not kept: only kept games can be left")
        elif self.rewind.at == self.rewind.last and self.rewind.is_over:
            self.say("the game is over here: go back first")
        else:
            self.home.over.show_branch(self.scene, self.rewind)

    # --- looking -----------------------------------------------------------------------------

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if self.is_rest(message) or self.is_axis(message.target):
            return
        if message.pane.id != "detail" and message.target is not None:
            self.open_thing(message.pane, message.target)

    def action_close(self) -> None:
        """Back to the game as it was played; out of the detail pane; or back to where the replay
        was opened."""
        if self._played is not None:
            self._return()
        elif not self.step_back():
            if self._is_projected:
                self.action_project()
            self.go_back()

    # --- what else could have come ------------------------------------------------------------

    def action_what_if(self) -> None:
        """List what else could have come here; what is chosen is played on by programs."""
        if not self.rewind.is_open:
            self.say("what else could have come is told when the game is over")
            return
        if self.rewind.sitting.is_shut():
            self.say("what else could have come is told once all tables are over")
            return
        ways = ways_on(self.rewind)
        if not ways:
            self.say("the game is over here: go back first")
            return
        made = [
            ListEntry(
                way.who,
                way.title,
                "",
                "as it was played, then programs" if way.is_taken else "then programs play on",
                partial(self._leave_by, way),
            )
            for way in ways
        ]
        self.home.over.show_commands(made, f"{HYPOTHETICAL}: what else could have come here")

    def _leave_by(self, way: WayOn) -> None:
        """Show the line that leaves by a move."""
        self.say("programs play on")
        self._play_on(way)

    @work(exclusive=True, group="what if")
    async def _play_on(self, way: WayOn) -> None:
        played = self._played or self.rewind
        self.rewind, self._played = (
            await in_background(partial(hypothetical, self.rewind, way)),
            played,
        )
        self._moved("hypothetical: Esc goes back")

    def _return(self) -> None:
        """Back in the game as it was played, where it was left."""
        assert self._played is not None
        self.rewind, self._played = self._played, None
        self._moved("as it was played")


def every(seconds: float) -> str:
    """How fast a game goes by itself.

    >>> every(1.0), every(0.5)
    ('a step every second', 'a step every 0.5 seconds')
    """
    return f"a step every {'second' if seconds == 1 else f'{seconds:g} seconds'}"
