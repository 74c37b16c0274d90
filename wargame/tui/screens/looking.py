"""Looking around a table: panes, the cursor, and the detail of what it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.timer import Timer

from wargame.table.panes.bars import status_line
from wargame.table.panes.detail import NEWS, course_below, detail_rows
from wargame.table.panes.line_above import headline
from wargame.table.told.overlay import axis_choices, so_far
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene
from wargame.table.words.rows import Line, Row, Target, rows_height
from wargame.tui.commands import ListEntry
from wargame.tui.screens.base import BaseScreen
from wargame.tui.screens.board import Board, is_thing
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.pane import Pane

TOLD_ALONE = ("winning", "forecast")
"""Answers that have no key: the list of commands has them, by the words of plain text."""
REST = 0.06
"""Seconds for which the cursor has to rest before the detail pane follows it."""


class LookingScreen(BaseScreen):
    """A board, a line above it, a line below it; it shows a scene and changes nothing.

    Attributes:
        scene: What is shown.
        thing: What the detail pane is about.
        chosen: The option of it whose consequences are told.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_pane(1)", "Pane", key_display="Tab"),
        Binding("shift+tab", "next_pane(-1)", "Pane before", show=False),
        Binding("z", "zoom", "Grow", show=False, id="zoom"),
        Binding("e", "workings", "Every number", show=False, id="workings"),
        Binding("r", "rules", "Rules", show=False, id="rules"),
    ]
    area = "Table"
    place = "at the table"
    areas: ClassVar[dict[str, str]] = {
        **BaseScreen.areas,
        **dict.fromkeys(("next_pane", "zoom", "workings", "rules", "axis"), "View"),
    }
    first_pane = "hand"
    needs = ("#status", "#headline", "#prompt")

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.scene = scene
        self.thing: Target = NEWS
        self.chosen = ""
        self.came_from = self.first_pane
        self._is_asked = False
        self._comes_back: Target | None = None
        """What the cursor stands on where its pane gets the focus back: nobody has looked at it."""
        self.keeps_news = False
        """Until a key is pressed or something is clicked, the detail pane keeps the news."""
        self.shows_workings = False
        self.unfolded: frozenset[str] = frozenset()
        """Panes whose whole list is shown."""
        self.axes: tuple[str, str] = ("", "")
        """The numbers that were chosen for the chart, from left to right."""
        self._resting: Timer | None = None

    def compose_body(self) -> ComposeResult:
        yield Bar(self._status, id="status")
        yield Bar(self._headline, id="headline")
        yield Board(self.scene, self.first_pane)
        yield from self.compose_below()
        yield Bar(self._prompt, id="prompt")

    def compose_below(self) -> ComposeResult:
        """What stands between the board and the prompt."""
        yield from ()

    @property
    def is_waiting(self) -> bool:
        """Whether somebody else has to choose first, so that nothing here can be."""
        return False

    @property
    def is_made(self) -> bool:
        return super().is_made and any(board.is_made for board in self.query(Board))

    @property
    def board(self) -> Board:
        """The panes."""
        return self.query_one(Board)

    def make_scene(self) -> Scene:
        """The present moment."""
        return self.scene

    def update_scene(self) -> None:
        """Show the present moment in every pane."""
        self.scene = self.make_scene()
        self.scene = replace(
            self.scene, shows_workings=self.shows_workings, unfolded=self.unfolded, axes=self.axes
        )
        if not self.is_made:
            return  # the panes are not made yet, and begin with the scene of then; or are gone
        self.board.show(self.scene)
        self.show_detail()
        self.query_one("#status", Bar).show(self._status)
        above = self.query_one("#headline", Bar)
        if self.scene.deck.board is None:  # else style sheets decide, by the size of the screen
            above.display = False
        above.show(self._headline)
        self.show_prompt()
        self.show_keys()

    def _status(self, cells: int) -> Line:
        return status_line(self.scene, cells)

    def _headline(self, cells: int) -> Line:
        return headline(self.scene, cells)

    def redraw(self) -> None:
        """Draw everything anew, with other signs."""
        super().redraw()
        if self.is_attached:
            self.update_scene()

    # --- the detail pane ---------------------------------------------------------------------

    def look_at(self, thing: Target, *, asked: bool = False) -> None:
        """Show something in full; news that nobody asked for give way where the log has a pane."""
        self._is_asked = asked
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        fresh = thing != self.thing
        self.thing, self.chosen = thing, "" if fresh else self.chosen
        self.show_detail(fresh=fresh)

    def _look_soon(self, pane: Pane, thing: Target) -> None:
        """Show something once the cursor rests on it, so that a held key paints little."""

        def look() -> None:
            # else something was opened meanwhile, and is to stay; or the screen is being left
            if pane.has_focus and self.is_made:
                self.look_at(thing)

        if self._resting is not None:
            self._resting.stop()
        self._resting = self.after(REST, look)

    def show_detail(self, *, fresh: bool = False) -> None:
        """Show the present thing with its options."""
        scene, thing, chosen = self.scene, self.thing, self.chosen

        has_course = self.has_class("-l")  # a pane of its own, and so has the log
        is_over = scene.view.is_over  # Enter among the news leads on; a card's would refuse
        stays = self.keeps_news or self._is_asked or self.is_waiting or is_over
        if thing == NEWS and has_course and not stays:
            under = self.board.pane("hand").target
            thing = under if under is not None and is_thing(under) else thing
        is_news = thing == NEWS

        def rows(cells: int, lines: int) -> list[Row]:
            found = detail_rows(scene, thing, chosen, cells, lines)
            if is_news and not has_course:
                left = lines - rows_height(found)
                found += course_below(scene, cells, left)
            return found

        self.board.detail(rows, fresh=fresh)

    def keep_news(self, keeps: bool) -> None:
        """Give the news the room they need, until a key is pressed or something is clicked."""
        self.keeps_news = keeps
        self.board.set_class(keeps, "-reading")

    def on_key(self, event: Key) -> None:
        self._lay_news_aside()

    def on_click(self) -> None:
        is_among_news = self.thing == NEWS and self.focused is self.board.pane("detail")
        if self.keeps_news and is_among_news:
            self.board.go(self.first_pane)
        self._lay_news_aside()

    def _lay_news_aside(self) -> None:
        """Give the room of the news back."""
        if self.keeps_news:
            self.keep_news(False)
            self.show_detail()

    def on_pane_pointed(self, message: Pane.Pointed) -> None:
        back, self._comes_back = self._comes_back, None
        if not message.pane.has_focus or message.target == back:
            return
        if message.pane.id == "detail":
            if not is_thing(message.target) and message.target.id != self.chosen:
                self.chosen = message.target.id
                self.show_detail()
        elif is_thing(message.target) and not self.keeps_news:
            self.came_from = message.pane.id or self.first_pane
            self._look_soon(message.pane, message.target)

    def open_thing(self, pane: Pane, target: Target) -> None:
        """Go into the detail pane with the thing under the cursor."""
        self.came_from = pane.id or self.first_pane
        self.look_at(target)
        self.board.go("detail")
        self.board.pane("detail").point_first("option")

    # --- what is at rest ---------------------------------------------------------------------

    def unfold(self, name: str) -> None:
        """Show a pane's whole list, the cursor where the rest begins; "" folds all again."""
        wanted = frozenset([name] if name else [])
        changed = self.unfolded ^ wanted
        if not changed:
            return
        self.unfolded = wanted
        self.scene = replace(self.scene, unfolded=wanted)
        for one in changed:
            self.board.show_pane(one, self.scene)
        self.board.share_out()

    def is_rest(self, message: Pane.Chosen) -> bool:
        """Whether what was chosen stood for all that is left out; then it is brought in."""
        target = message.target
        if target is None or target.kind != "rest":
            return False
        place = message.pane.at
        self.unfold(target.id)
        rows = message.pane.rows
        if place < len(rows) and rows[place].targets:
            message.pane.point_at(rows[place].targets[0])
        return True

    # --- answers that no pane shows ----------------------------------------------------------

    def commands(self) -> list[ListEntry]:
        """What keys do here, then what else can be told in full."""
        told = [
            ListEntry("View", name.capitalize(), "", QUERIES[name].about, partial(self._tell, name))
            for name in TOLD_ALONE
        ]
        return [*super().commands(), *told]

    def _tell(self, name: str) -> None:
        """Show an answer in the detail pane."""
        self.look_at(Target(name), asked=True)
        self.board.go("detail")

    # --- the chart of two numbers ------------------------------------------------------------

    def action_axis(self, side: str) -> None:
        """Choose the number that stands on the left or the right axis of the chart; one alone
        stands on the left."""
        known = self.course_known()
        side = side if self.axes[0] in known else "left"  # nor is one drawn that nobody sees now
        made = [
            ListEntry("Course", title, "", about, partial(self._draw, side, name))
            for name, title, about in axis_choices(self.scene, side, known)
        ]
        self.home.over.show_commands(made, f"What stands on the {side} axis of the chart")

    def course_known(self) -> Mapping[str, Sequence[int]]:
        """What may be drawn: each number at the start, and after every round."""
        return so_far(self.scene)

    def _draw(self, side: str, name: str) -> None:
        """Show a number on an axis, and the chart."""
        left, right = self.axes
        left, right = (name, right) if side == "left" else (left, name)
        self.axes = (left or right, right if left else "")
        self.update_scene()
        self.show_chart()

    def show_chart(self) -> None:
        """Bring the chart into sight."""
        self.board.go("course")

    def is_axis(self, target: Target | None) -> bool:
        """Whether what was chosen stands for an axis; then what stands on it can be chosen."""
        if target is None or target.kind != "axis":
            return False
        self.action_axis(target.id)
        return True

    # --- from pane to pane -------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        super().on_descendant_focus()
        if isinstance(self.focused, Pane) and self.focused.id:
            self.board.asked_for = self.focused.id
            self.board.focus_on(self.focused.id)
            if self.focused.id not in ("detail", *self.unfolded):
                self.unfold("")

    def on_descendant_blur(self) -> None:
        """Give the focus back to a pane that the news hide for a while; it hears keys."""
        if self.app.app_focus and not self.is_too_small:
            self.soon(self.refocus)

    def refocus(self) -> None:
        if self.focused is None and self.is_made:
            name = self.board.asked_for or self.first_pane
            was_grown = self.board.pane(name).has_class("-zoomed")
            self._comes_back = self.board.pane(name).target
            self.board.go(name)
            if was_grown:
                self.board.zoom(name)

    def action_next_pane(self, way: int) -> None:
        """The focus to the next pane, or to the one before."""
        self.board.step(way, self.focused if isinstance(self.focused, Pane) else None)

    def action_workings(self) -> None:
        """Show the numbers too that the deck puts aside; again hides them."""
        self.shows_workings = not self.shows_workings
        self.update_scene()

    def action_rules(self) -> None:
        """The rules of this deck."""
        self.home.over.show_rules(self.scene)

    def action_zoom(self) -> None:
        """Let the focused pane fill the screen; again puts it back."""
        if isinstance(self.focused, Pane) and self.focused.id:
            self.board.zoom(self.focused.id)
            self.show_prompt()

    def step_back(self) -> bool:
        """Put back a grown pane, fold a whole list, or leave the detail pane. False if there is
        nothing to leave."""
        if self.board.has_class("-zoom"):
            self.board.zoom("")
            self.show_prompt()
        elif self.focused is not None and self.focused.id in self.unfolded:
            self.unfold("")
        elif self.focused is self.board.pane("detail"):
            self.board.go(self.came_from)
        else:
            return False
        return True
