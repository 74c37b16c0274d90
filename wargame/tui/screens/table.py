"""The table: one seat's screen for a whole turn, and for watching."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.timer import Timer

from wargame.errors import WargameError
from wargame.players.worker import Dropped
from wargame.rules.verbs import AMEND, COUNTER, split
from wargame.table.host.at_table import OnScreen
from wargame.table.host.lock import SeatLock
from wargame.table.panes.detail import NEWS
from wargame.table.told.causes import WHY
from wargame.table.told.foreseen import SIGNING
from wargame.table.told.lapse import passing
from wargame.table.told.offer import package_of
from wargame.table.told.options import is_question, legal_of, options, reason, target_of
from wargame.table.words.rows import Target
from wargame.tui.background import in_background
from wargame.tui.commands import ListEntry
from wargame.tui.screens.asking import QUESTION, AskingScreen
from wargame.tui.screens.board import FOLDED, LOWER, PANES, is_thing, pane_keys
from wargame.tui.screens.looking import LookingScreen
from wargame.tui.screens.possible import Possible, silent_keys
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from wargame.players.package_worth import PackageWorth

SAID_S = 3.0
"""Seconds after which, while somebody is waited for, that shows again in place of why a key does
nothing."""


class TableScreen(AskingScreen):
    """What one seat sees and may do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="Esc"),
        Binding("q", "leave", "Leave", id="leave"),
        Binding("x", "pass_turn", "Pass", id="pass"),
        Binding("o", "offer", "Offer", id="offer"),
        Binding("a", "advise", "Advice", id="advice"),
        Binding("u", "undo", "Undo", id="undo"),
        Binding("U", "redo", "Redo", id="redo"),
        Binding("n", "news", "News", id="news"),
        Binding("w", "why", "Why", show=False, id="why"),
        Binding("b", "brief", "Brief", id="brief"),
        *pane_keys(),
        Binding("less_than_sign", "axis('left')", "Left axis", show=False, id="left_axis"),
        Binding("greater_than_sign", "axis('right')", "Right axis", show=False, id="right_axis"),
        Binding("f2", "think", "Your reasons", key_display="F2", show=False, id="reasons"),
        Binding("f7", "lock", "Passphrase", key_display="F7", show=False, id="passphrase"),
        Binding("Q", "substitute", "Give up your place", show=False, id="substitute"),
        Binding("f9", "console", "Console", key_display="F9", show=False, id="console"),
        *(Binding(str(n), f"card({n})", "Card or answer", show=False) for n in range(1, 10)),
    ]
    about = "The table. Tab goes from pane to pane; each has a letter of its own."
    areas: ClassVar[dict[str, str]] = {
        **LookingScreen.areas,
        **dict.fromkeys(("go", "card", "news", "why", "brief", "back"), "View"),
        "offer": "Talks",
    }

    def __init__(self, sitting: OnScreen, seat: str) -> None:
        super().__init__(sitting, seat)
        self._giving_way: Timer | None = None
        """Counts down until it shows again who is waited for."""

    def begin(self) -> None:
        if self.sitting.control is not None:
            self.every(1, self._look_at_clock)
        super().begin()

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        target = message.target
        if self.holds_back(target):
            return
        if self.is_rest(message) or self.is_axis(target):
            return
        if self.sitting.is_over and (target is None or message.pane.id == self.first_pane):
            self.home.show_debrief(self.sitting, self.seat)
        elif self._looks_away(message):
            self.ask()
        elif target is not None and not is_thing(target):
            self.commit(target.id)
        elif target is not None and target.kind == "offer":
            self.action_offer()
        elif message.pane.id == "detail":
            self.after_reading()
        elif target is not None:
            self.open_thing(message.pane, target)

    def _looks_away(self, message: Pane.Chosen) -> bool:
        """Whether Enter was pressed in the detail pane on what is no answer, while a question
        waits."""
        is_read = message.pane.id == "detail" and not self._is_answer(message.target)
        return is_read and is_question(self.scene.view)

    def after_reading(self) -> None:
        """Enter in the detail pane where there is nothing to choose."""
        if self.sitting.is_over:
            self.home.show_debrief(self.sitting, self.seat)
        elif self.sitting.waits_for_person or self._is_busy:
            self.board.go(self.came_from)
        else:
            self.go_on()

    def on_screen_resume(self) -> None:
        if self.is_attached and self.query("#status"):
            self.show_kept()
            self._note_advice()

    def _note_advice(self) -> None:
        """Show what somebody has thought of meanwhile."""
        if self.sitting.counsel.advice(self.scene.view) is not self.scene.advice:
            self.update_scene()

    # --- acting ------------------------------------------------------------------------------

    def commit(self, text: str) -> None:
        """Take an action, or say why it cannot be taken."""
        action = legal_of(self.scene.view, text)
        if action is None:
            self.say(f"Not now: {reason(self.scene, text)}")
            return
        if action.verb in (COUNTER, AMEND):
            self.home.over.show_offer(
                self.scene, self.take, package_of(self.scene.view, [text]), self._weigher
            )
            return
        self.take([text])

    def idle_keys(self) -> Set[str]:
        return silent_keys(self.scene, is_advised=not self.sitting.why_no_advice)

    def key_words(self) -> Mapping[str, str]:
        """Passing is called by what it comes to: a headline or an offer not made. Where there is
        nothing to choose, Enter leads back to where one came from, which the text may hide."""
        words = {"pass_turn": passing(self.scene.view, self.scene.last_begun)}
        if self._is_only_read:
            words["choose"] = "Hand" if self.came_from == self.first_pane else "Go back"
        return words

    @property
    def _is_only_read(self) -> bool:
        """Whether the cursor is on a text of the detail pane, and a turn waits behind it."""
        if not self.is_made or self._staged is not None or not self.sitting.waits_for_person:
            return False
        if is_question(self.scene.view) or self.sitting.is_over:
            return False
        detail = self.board.pane("detail")
        target = detail.target
        is_text = target is None or (is_thing(target) and target.kind != "offer")
        return self.focused is detail and is_text

    def action_pass_turn(self) -> None:
        """Show what passing means; Enter then passes."""
        if self._is_idle("pass_turn"):
            return
        self.open_thing(self.board.pane("hand"), Target("pass"))

    def action_offer(self) -> None:
        """Put a package together."""
        if self._is_idle("offer"):
            return
        self.home.over.show_offer(self.scene, self.take, None, self._weigher)

    def _weigher(self, steps: Sequence[str]) -> Callable[[], PackageWorth] | None:
        """What finds out what a package is worth to this seat, if it is at hand."""
        return self.sitting.weigher(self.seat, steps)

    def show_detail(self, *, fresh: bool = False) -> None:
        """Show the present thing with its options; what a package is worth is filled in."""
        super().show_detail(fresh=fresh)
        listed = options(self.scene, self.thing) if self.scene.shows_hand else []
        legal = [one.text for one in listed if one.is_legal]
        text = self.chosen if self.chosen in legal else next(iter(legal), "")
        if text and split(text)[0] in SIGNING and (text,) not in self.scene.worths:
            self._find_worth(text)

    @work(exclusive=True, group="worth")
    async def _find_worth(self, text: str) -> None:
        """Find what a package is worth, and show it if it is still looked at."""
        view = self.scene.view
        find = self._weigher([text])
        if find is None:
            return
        try:
            await in_background(find)
        except (Dropped, WargameError):
            return  # all else is told without it
        if self.scene.view == view and self.is_made:
            self.scene = replace(self.scene, worths=self.sitting.counsel.worths(view))
            super().show_detail()

    def action_advise(self) -> None:
        """Three moves with their prospects, from what this seat sees."""
        if self._is_idle("advise"):
            return
        self.home.over.show_advice(self.sitting, self.scene, self.open_move)

    @property
    def possible(self) -> Possible:
        """What can be done now."""
        return Possible(self.sitting, self.scene, self._is_busy, self.is_thinking)

    def commands(self) -> list[ListEntry]:
        """Everything that the rules allow now, then the keys of this screen."""
        return self.possible.commands(super().commands(), self.open_move)

    def told_of(self, action: str) -> str:
        """Of a pane that has a letter what it shows."""
        name = action.removeprefix("go('").removesuffix("')")
        return PANES[name][1].partition(".")[0] if name in PANES else ""

    def why_idle(self, action: str) -> str:
        """Why an action would do nothing now, or ""."""
        return self.possible.why_idle(action)

    def _is_idle(self, action: str) -> bool:
        """Whether an action would do nothing now; if so, say why."""
        why = self.why_idle(action)
        if why:
            self.say(why)
            if self._giving_way is not None:
                self._giving_way.stop()  # what is said again stays as long as what is said once
            if self.is_waiting:
                self._giving_way = self.after(SAID_S, partial(self._give_way, why))
        return bool(why)

    def _give_way(self, why: str) -> None:
        """Show again who is waited for."""
        if self.said == why and self.is_waiting:
            self.say("")

    def open_move(self, steps: Sequence[str]) -> None:
        """Open what a move is about, the cursor on it."""
        self._note_advice()
        view = self.scene.view
        target = target_of(view, steps[0])
        if target.kind == "offer":
            self.home.over.show_offer(self.scene, self.take, package_of(view, steps), self._weigher)
            return
        self.open_thing(self.board.pane("hand"), target)
        self.board.pane("detail").point_at(Target("option", steps[0]))
        if is_question(view):
            self.let_read()

    def action_redo(self) -> None:
        """Take again what was taken back."""
        if not self._is_idle("redo"):
            self.take([self.sitting.to_redo(self.seat)])

    def action_undo(self) -> None:
        """Take back the last decision, if nobody has learnt anything from it."""
        if self._is_idle("undo"):
            return
        self._stop_thinking()
        self._is_busy = True
        self._undo()

    @work(exclusive=True, group="drive")
    async def _undo(self) -> None:
        """Take it back beside the screen, since that may wait for a disk, or for a host."""
        try:
            await in_background(lambda: self.sitting.undo(self.seat))
        except WargameError as error:
            self._refuse(error)
            return
        self.took_back()
        if await self._run_on():
            self.arrive()
            self.say("Taken back.")

    def took_back(self) -> None:
        """A person's action has been taken back; a lesson notes it."""

    # --- looking -----------------------------------------------------------------------------

    def action_back(self) -> None:
        """One step back: out of the detail pane or one that may stand in its place, or to the
        news."""
        if self.step_back():
            return
        if is_question(self.scene.view):
            self.ask()
        elif self.focused is not None and self.focused.id in LOWER:
            self.board.go(self.first_pane)
        else:
            self.look_at(NEWS)
            self.board.bring("detail")
            if self.sitting.is_over:
                self.board.go("detail")  # where Enter shows what came of the game

    def action_go(self, name: str) -> None:
        """The focus to a pane by its letter, its whole list in sight."""
        self.board.go(name)
        if name in FOLDED:
            self.unfold(name)

    def action_card(self, number: int) -> None:
        """The focus to a card by its number; while a question waits, to its answer."""
        if is_question(self.scene.view):
            self._point_at_answer(number)
            return
        hand = self.scene.view.hand
        if number <= len(hand) and self.scene.shows_hand:
            self.board.go("hand")
            self.board.pane("hand").point_at(Target("card", hand[number - 1]))

    def _point_at_answer(self, number: int) -> None:
        """The cursor to an answer by its number, of those that can be given."""
        self.ask()
        answers = options(self.scene, QUESTION)
        if number <= len(answers):
            one = answers[number - 1]
            kind = "option" if one.is_legal else "refused"
            self.board.pane("detail").point_at(Target(kind, one.text))

    def action_news(self) -> None:
        """What has happened since the last decision; again, the next piece of it."""
        pane = self.board.pane("detail")
        is_there = self.thing == NEWS and self.focused is pane
        here = pane.target if is_there else None
        self.look_at(NEWS, asked=True)
        self.board.go("detail")
        told = [one for row in pane.rows for one in row.targets if one.kind == "entry"]
        if here in told:
            pane.point_at(told[(told.index(here) + 1) % len(told)])
        else:
            pane.point_first("entry")

    def action_why(self) -> None:
        """Into the detail pane, which tells why the number under the cursor is what it is."""
        pane = self.focused
        target = pane.target if isinstance(pane, Pane) and pane.id != "detail" else None
        if isinstance(pane, Pane) and target is not None and is_thing(target):
            self.open_thing(pane, target)
            self._begin_with_why()
        elif not (isinstance(pane, Pane) and pane.id == "detail" and self._begin_with_why()):
            self.say("Put the cursor on a number, a measure or a project first.")

    def _begin_with_why(self) -> bool:
        """Scroll to the causes of what is looked at; False if none are told there."""
        return self.board.pane("detail").begin_with(WHY)

    def action_brief(self) -> None:
        """The page this seat reads before play; below how those join who are not there, if any."""
        self.home.over.show_brief(self.scene, self.sitting.awaited)

    # --- around the table --------------------------------------------------------------------

    def _look_at_clock(self) -> None:
        """Show the facilitator's clock, and say so when time runs short."""
        control = self.sitting.control
        if control is None:
            return
        self.scene = replace(self.scene, clock=control.clock())
        self.query_one("#status", Bar).show(self._status)
        if warning := control.warning():
            self.say(warning)

    def has_action(self, action: str) -> bool:
        """Only a class has a facilitator."""
        return action != "console" or self.sitting.control is not None

    def action_console(self) -> None:
        """The facilitator's console."""
        if self._is_busy and not self.can_stop:
            self.say("A move is under way: press F9 again.")
        elif (here := self.sitting.played_here) is not None:
            self._stop_thinking()
            self.home.show_console(here)

    def action_think(self) -> None:
        """Write down a reason, a memo or a forecast."""
        if not self._is_idle("think"):
            self.home.over.show_thinking(self.sitting, self.seat)

    def action_lock(self) -> None:
        """A passphrase for your seat, asked for whenever the curtain is lifted for it."""
        if self._is_idle("lock"):
            return
        from wargame.tui.screens.ask import AskScreen  # noqa: PLC0415 - seldom asked for
        from wargame.tui.widgets.fields import Field  # noqa: PLC0415 - the same

        field = Field("words", "Passphrase", "text", is_secret=True)
        said = (
            "It is asked for whenever the curtain is lifted for your seat, until the game is left. "
            "It is written down nowhere. Empty: none."
        )
        self.app.push_screen(AskScreen("A passphrase", field, "Set", said, self._lock))

    def _lock(self, words: str) -> str:
        self.sitting.locks.pop(self.seat, None)
        if words:
            self.sitting.locks[self.seat] = SeatLock(words)
        return ""

    def action_substitute(self) -> None:
        """Somebody of the deck in this seat, to the end of the game; asked first."""
        here = self.sitting.played_here
        if not self._is_idle("substitute") and here is not None:
            self.home.ask_to_substitute(here, self.seat)

    def action_leave(self) -> None:
        """Home; out of a class, or of a table elsewhere. Nothing is lost where the game is kept."""
        self.home.leave_table()
