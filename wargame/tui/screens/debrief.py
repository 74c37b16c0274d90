"""The end: who won and why, how it went, what decided; then a rematch, a replay, a branch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from wargame.content.chapters import is_last
from wargame.errors import WargameError
from wargame.lab.ended.analysis_object import GameAnalysis
from wargame.players.worker import Dropped
from wargame.table.host.sitting import Sitting
from wargame.table.words.gate import fit, width
from wargame.table.words.rows import DIM, STRONG, Line, Row, Span
from wargame.tui.background import in_background
from wargame.tui.screens.base import OPENING
from wargame.tui.screens.ended import EndedScreen
from wargame.tui.widgets.pane import Pane

HINT = "Enter replays from a line, r from the start; m rematch, o other chair"
CHAPTER_HINT = "c goes on to the next chapter; Enter replays from a line, r from the start"
LAST_HINT = "The last chapter is over; Enter replays from a line, r all; m rematch"
CLASS_HINT = "Enter replays from a line, r all; F9 the console; Esc leaves the class"
BUSY = "Looking for deciding moves; what is found is filled in."


class DebriefScreen(EndedScreen):
    """The end of a game that is here; the whole of it can be replayed with everything open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "next_chapter", "Next chapter", id="next_chapter"),
        Binding("r", "replay", "Replay", id="replay"),
        Binding("m", "rematch(0)", "Rematch", id="rematch"),
        Binding("o", "rematch(1)", "Other chair", id="other_chair"),
        Binding("t", "title", "Title", id="title"),
    ]
    about = (
        "Enter on a round, a mark, a sentence or a move replays from there; b in the replay "
        "begins a game of its own at that point. r replays the game with all hands. m plays the "
        "same again, o from the other chair, unless this was a class."
    )

    def __init__(self, sitting: Sitting, seat: str) -> None:
        self._usual = CHAPTER_HINT if sitting.goes_on else HINT
        if is_last(sitting.game.deck, sitting.game.loaded.variant):
            self._usual = LAST_HINT
        if sitting.control is not None:
            self._usual = CLASS_HINT
        super().__init__(sitting, seat, self._usual)
        self._sitting = sitting

    def begin(self) -> None:
        super().begin()
        debrief = self._sitting.debrief
        analyst = debrief.analyst() if debrief.analysis is None else None
        if analyst is not None:
            self.say(BUSY)
            self._analyse(analyst)

    def _head(self, cells: int) -> Line:
        title = f" {self._title}"
        if self._sitting.control is not None:  # a class has no rematch to keep a score of
            return (Span(title, STRONG),)
        room, said = max(0, cells - width(title) - 3), self._sitting.score.said
        score = fit(said if width(said) <= room else self._sitting.score.brief, room, right=True)
        return (Span(f"{title}  ", STRONG), Span(score, DIM))

    def rows_below(self, cells: int, lines: int) -> list[Row]:
        """The record tells what luck hung on."""
        return []

    def idle_keys(self) -> Set[str]:
        return frozenset()

    @work(exclusive=True, group="analysis")
    async def _analyse(self, analyst: Callable[[], GameAnalysis]) -> None:
        """Find out about luck and choices, and fill them in."""
        try:
            self._sitting.debrief.analysis = await in_background(analyst)
        except (Dropped, WargameError):
            self.say(self._usual)
            return
        for name, make in (("#page", self._make), ("#beside", self._second_rows)):
            for pane in self.query(name).results(Pane):  # none where somebody leaves meanwhile
                pane.fill_in(make)
        self.say(self._usual)

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
            self.say(error.first_line)

    def action_next_chapter(self) -> None:
        """On in a campaign."""
        self._open_chapter()

    @work(exclusive=True, group="chapter")
    async def _open_chapter(self) -> None:
        """Read the deck of the next chapter, and begin it unless somebody has gone elsewhere."""
        self.say(OPENING)
        try:
            opened = await in_background(partial(self.home.open_chapter, self._sitting))
            if self.is_active:
                self.home.next_chapter(self._sitting, opened)
            else:
                self.say(self._usual)
        except WargameError as error:
            self.say(error.first_line)

    def has_action(self, action: str) -> bool:
        """Only a chapter of a campaign has one after it; the next game of a class is planned."""
        if action == "rematch":
            return self._sitting.control is None
        return (action != "next_chapter" or self._sitting.goes_on) and super().has_action(action)

    def action_close(self) -> None:
        """Away; out of a class after a question, since Esc leads out of its console too."""
        if self._sitting.control is not None:
            self.home.leave_table()
        else:
            super().action_close()

    def key_words(self) -> Mapping[str, str]:
        """A class has no title to go to: it is left."""
        return {"title": "Leave"} if self._sitting.control is not None else {}

    def action_title(self) -> None:
        """To the title screen."""
        self.home.go_home()
