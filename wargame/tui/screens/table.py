"""The table: one seat's screen for a whole turn, and for watching."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from wargame.errors import WargameError
from wargame.table.options import can_draft, is_question, legal_of, reason
from wargame.table.panes.bars import prompt_line, status_line
from wargame.table.panes.detail import detail_rows
from wargame.table.rows import ALERT, DIM, STRONG, Line, Row, Span, Target
from wargame.table.scene import Scene
from wargame.table.sitting import Sitting
from wargame.tui.aside import aside
from wargame.tui.screens.base import BaseScreen
from wargame.tui.screens.board import Board, is_thing
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.pane import Pane

REST = 0.06
"""Seconds for which the cursor has to rest before the detail pane follows it."""
NEWS = Target("news")
QUESTION = Target("question")


class TableScreen(BaseScreen):
    """What one seat sees and may do.

    Args:
        sitting: The match.
        seat: Whose screen it is. It shows this seat's hand, unless nobody plays by hand.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="Esc"),
        Binding("tab", "next_pane(1)", "Pane", key_display="Tab"),
        Binding("shift+tab", "next_pane(-1)", "Pane before", show=False),
        Binding("q", "leave", "Leave"),
        Binding("x", "pass_turn", "Pass"),
        Binding("o", "offer", "Offer"),
        Binding("u", "undo", "Undo"),
        Binding("n", "news", "News"),
        Binding("w", "why", "Why", show=False),
        Binding("b", "brief", "Brief"),
        Binding("z", "zoom", "Grow", show=False),
        Binding("h", "go('hand')", "Hand", show=False),
        Binding("t", "go('tracks')", "Numbers", show=False),
        Binding("s", "go('common')", "Shared", show=False),
        Binding("m", "go('measures')", "Measures"),
        Binding("p", "go('projects')", "Projects"),
        Binding("d", "go('deals')", "Deals"),
        Binding("c", "go('coming')", "Coming", show=False),
        Binding("l", "go('log')", "Log"),
        *(Binding(str(n), f"card({n})", "Card by number", show=False) for n in range(1, 10)),
    ]
    about = "The table. Tab goes from pane to pane; each has a letter of its own."

    def __init__(self, sitting: Sitting, seat: str) -> None:
        super().__init__()
        self.sitting, self.seat = sitting, seat
        self.thing: Target = NEWS
        self.chosen = ""
        self.said = ""
        self.scene: Scene = self._scene()
        self._came_from = "hand"
        self._last_focus = "hand"
        self._round = -1
        self._resting: Timer | None = None
        self._shows_news = False  # until a key is pressed, the detail pane keeps the news

    def _scene(self) -> Scene:
        return self.sitting.scene(self.seat)

    def compose_body(self) -> ComposeResult:
        yield Bar(self._status, id="status")
        yield Board()
        yield Bar(self._prompt, id="prompt")

    @property
    def board(self) -> Board:
        """The panes."""
        return self.query_one(Board)

    def on_mount(self) -> None:
        self.update_scene()
        self.board.go("hand")
        self.go_on()

    # --- going on ----------------------------------------------------------------------------

    @work(exclusive=True, group="drive")
    async def go_on(self) -> None:
        """Let luck and the program decide until a person has to, then show what happened."""
        sitting = self.sitting
        while not sitting.is_over and not sitting.waits_for_person:
            if sitting.draws_luck():
                continue
            self.update_scene()
            if not await self._think():
                return
        self.arrive()

    async def _think(self) -> bool:
        """Let a player of the program decide. False if it failed, or if it was not kept."""
        try:
            action = await aside(self.sitting.thinker())
        except WargameError as error:
            self.say(f"{error} Enter asks again.")
            self.board.go("detail")
            return False
        return await self._keep(action.text)

    async def _keep(self, text: str) -> bool:
        """Take an action beside the screen, since it may wait for a disk. False if it failed."""
        try:
            await aside(lambda: self.sitting.take(text))
        except WargameError as error:
            self.say(str(error).partition(" Legal: ")[0])
            return False
        return True

    def arrive(self) -> None:
        """Somebody has to choose, or the game is over: hand over, ask, or tell the news."""
        sitting = self.sitting
        if sitting.waits_for_person and sitting.mover != self.seat:
            self.home.hand_over(sitting)
            return
        self.said = ""
        self._shows_news = True
        self.update_scene()
        view = self.scene.view
        if view.is_over:
            self.look_at(NEWS)
            self.board.go("detail")
            return
        is_new_round = view.round != self._round
        self._round = view.round
        if is_question(view):
            self.look_at(QUESTION)
            self.board.go("detail")
            self.board.pane("detail").point_first("option")
            return
        self.look_at(NEWS)
        if is_new_round and self.has_class("-s") and view.round > 1:
            self.board.go("detail")
        else:
            self.board.go("hand")
            if view.phase == "talks":
                self.board.pane("hand").point_at(Target("offer"))

    def update_scene(self) -> None:
        """Show the present moment in every pane."""
        self.scene = self._scene()
        self.board.show(self.scene)
        self.show_detail()
        self.query_one("#status", Bar).show(self._status)
        self.query_one("#prompt", Bar).show(self._prompt)
        self.show_keys()

    def show_kept(self) -> None:
        """Show whether all that was done is on disk."""
        trouble = self.sitting.trouble()
        self.scene = replace(self.scene, unsaved=self.sitting.unsaved(), trouble=trouble)
        if trouble:
            self.say(trouble)
        self.query_one("#status", Bar).show(self._status)

    def _status(self, cells: int) -> Line:
        return status_line(self.scene, cells)

    def _prompt(self, cells: int) -> Line:
        if self.said:
            return (Span(f"{self.scene.glyphs.cursor} ", STRONG), Span(self.said, ALERT))
        if not self.scene.view.legal and not self.scene.view.is_over:
            who = self.scene.titles.seats.get(self.scene.view.to_move, "The world")
            return (Span(f"{self.scene.glyphs.cursor} {who} is choosing …", DIM),)
        return prompt_line(self.scene, cells)

    def say(self, text: str) -> None:
        """Say something in the line of the prompt, until the next key that acts."""
        self.said = text
        self.query_one("#prompt", Bar).show(self._prompt)

    def on_key(self) -> None:
        self._shows_news = False
        if self.said:
            self.say("")

    # --- the detail pane ---------------------------------------------------------------------

    def look_at(self, thing: Target) -> None:
        """Show something in full."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        fresh = thing != self.thing
        self.thing, self.chosen = thing, "" if fresh else self.chosen
        self.show_detail(fresh=fresh)

    def _look_soon(self, thing: Target) -> None:
        """Show something once the cursor rests, so that a held key paints little."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, lambda: self.look_at(thing))

    def show_detail(self, *, fresh: bool = False) -> None:
        """Show the present thing with its options."""
        scene, thing, chosen = self.scene, self.thing, self.chosen

        def rows(cells: int, _lines: int) -> list[Row]:
            return detail_rows(scene, thing, chosen, cells)

        self.board.detail(rows, fresh=fresh)

    def on_pane_pointed(self, message: Pane.Pointed) -> None:
        if not message.pane.has_focus:
            return
        if message.pane.id == "detail":
            if not is_thing(message.target) and message.target.id != self.chosen:
                self.chosen = message.target.id
                self.show_detail()
        elif is_thing(message.target) and not self._shows_news:
            self._came_from = message.pane.id or "hand"
            self._look_soon(message.target)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        target = message.target
        if target is not None and not is_thing(target):
            self.commit(target.id)
        elif target is not None and target.kind == "offer":
            self.action_offer()
        elif message.pane.id == "detail":
            self.after_reading()
        elif target is not None:
            self._open(message.pane, target)

    def after_reading(self) -> None:
        """Enter in the detail pane where there is nothing to choose."""
        if self.sitting.is_over:
            self.home.show_debrief(self.sitting, self.seat)
        elif self.sitting.waits_for_person:
            self.board.go(self._came_from)
        else:
            self.go_on()

    def _open(self, pane: Pane, target: Target) -> None:
        """Go into the detail pane with the thing under the cursor."""
        self._came_from = pane.id or "hand"
        self.look_at(target)
        self.board.go("detail")
        self.board.pane("detail").point_first("option")

    def on_descendant_focus(self) -> None:
        super().on_descendant_focus()
        if isinstance(self.focused, Pane) and self.focused.id:
            self._last_focus = self.focused.id
            self.board.set_class(self.focused.id == "detail", "-deciding")

    def refocus(self) -> None:
        if self.focused is None:
            self.board.go(self._last_focus)

    # --- acting ------------------------------------------------------------------------------

    def commit(self, text: str) -> None:
        """Take an action, or say why it cannot be taken."""
        if legal_of(self.scene.view, text) is None:
            self.say(f"Not now: {reason(self.scene.view, text)}")
            return
        if text == "counter":
            self.action_offer()
            return
        self.take([text])

    @work(exclusive=True, group="drive")
    async def take(self, texts: list[str]) -> None:
        """Take one action, or several in a row such as those of a package."""
        self.chosen = ""
        for text in texts:
            if not await self._keep(text):
                return
        self.go_on()

    def action_pass_turn(self) -> None:
        """Show what passing means; Enter then passes."""
        if legal_of(self.scene.view, "pass") is None:
            self.say("There is nothing to pass on now.")
            return
        self._open(self.board.pane("hand"), Target("pass"))

    def action_offer(self) -> None:
        """Put a package together."""
        if not can_draft(self.scene.view):
            self.say("Packages are put together in the talks, after the plays.")
            return
        self.home.open_offer(self)

    def action_undo(self) -> None:
        """Take back the last decision, if nobody has learnt anything from it."""
        refused = self.sitting.why_no_undo(self.seat)
        if refused:
            self.say(f"It cannot be taken back: {refused}.")
            return
        self.sitting.undo(self.seat)
        self.arrive()
        self.say("Taken back.")

    # --- looking -----------------------------------------------------------------------------

    def action_back(self) -> None:
        """One step back: out of the detail pane, or to the news."""
        if self.board.has_class("-zoom"):
            self.board.zoom("")
        elif self.focused is self.board.pane("detail"):
            self.board.go(self._came_from)
        else:
            self.look_at(QUESTION if is_question(self.scene.view) else NEWS)
            self.board.bring("detail")

    def action_next_pane(self, way: int) -> None:
        """The focus to the next pane."""
        self.board.step(way, self.focused if isinstance(self.focused, Pane) else None)

    def action_go(self, name: str) -> None:
        """The focus to a pane by its letter."""
        self.board.go(name)

    def action_card(self, number: int) -> None:
        """The focus to a card by its number."""
        hand = self.scene.view.hand
        if number <= len(hand) and self.scene.shows_hand:
            self.board.go("hand")
            self.board.pane("hand").point_at(Target("card", hand[number - 1]))

    def action_news(self) -> None:
        """What has happened since the last decision."""
        self.look_at(NEWS)
        self.board.go("detail")

    def action_why(self) -> None:
        """Into the detail pane, which tells why the number under the cursor is what it is."""
        pane = self.focused
        if isinstance(pane, Pane) and pane.target is not None and pane.id != "detail":
            self._open(pane, pane.target)
        else:
            self.say("Put the cursor on a number, a measure or a project first.")

    def action_zoom(self) -> None:
        """Let the focused pane fill the screen; again puts it back."""
        if isinstance(self.focused, Pane) and self.focused.id:
            self.board.zoom(self.focused.id)

    def action_brief(self) -> None:
        """The page this seat reads before play."""
        self.home.show_brief(self.scene)

    def action_leave(self) -> None:
        """To the title screen. Nothing is lost where the game is kept."""
        self.home.go_home()
