"""The table: one seat's screen for a whole turn, and for watching."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, assert_never

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.timer import Timer

from wargame.errors import NotSaved, WargameError
from wargame.play.drive import LuckDrawn, PersonAsked, PlayerAsked
from wargame.players.worker import Dropped, WorkerLost
from wargame.rules.verbs import ACCEPT, AMEND, COUNTER, split
from wargame.table.host.lock import SeatLock
from wargame.table.host.sitting import LOSSES, Sitting
from wargame.table.panes.banner import Staged
from wargame.table.panes.bars import TICK_S, prompt_line, waiting_line
from wargame.table.panes.detail import NEWS
from wargame.table.panes.hand import first_of_talks, first_open
from wargame.table.told.acts import staged_acts, touched
from wargame.table.told.foreseen import SIGNING
from wargame.table.told.happened import has_headlines, moved_by
from wargame.table.told.lapse import passing
from wargame.table.told.offer import package_of
from wargame.table.told.options import is_question, legal_of, options, reason, target_of
from wargame.table.told.quarter import closed_round, closes_now
from wargame.table.told.scene import Scene
from wargame.table.words.refusals import short
from wargame.table.words.rows import ALERT, STRONG, Line, Span, Target
from wargame.tui.background import in_background
from wargame.tui.commands import ListEntry
from wargame.tui.screens.board import FOLDED, PANES, Board, is_thing, pane_keys
from wargame.tui.screens.looking import LookingScreen
from wargame.tui.screens.possible import Possible, silent_keys
from wargame.tui.widgets.bar import Banner, Bar
from wargame.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from wargame.players.package_worth import PackageWorth

QUESTION = Target("question")
READ_S = 0.25
"""Seconds in which a question that comes behind the banner, or with the screen, is answered by no
key: one that comes so soon was meant for the banner, or for what stood there before."""


class TableScreen(LookingScreen):
    """What one seat sees and may do.

    Args:
        sitting: The match.
        seat: Whose screen it is. It shows this seat's hand, unless nobody plays by hand.
    """

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
        Binding("f9", "console", "Console", key_display="F9", show=False, id="console"),
        *(Binding(str(n), f"card({n})", "Card or answer", show=False) for n in range(1, 10)),
    ]
    about = "The table. Tab goes from pane to pane; each has a letter of its own."
    areas: ClassVar[dict[str, str]] = {
        **LookingScreen.areas,
        **dict.fromkeys(("go", "card", "news", "why", "brief", "back"), "View"),
        "offer": "Talks",
    }

    def __init__(self, sitting: Sitting, seat: str) -> None:
        self.sitting, self.seat = sitting, seat
        super().__init__(self.make_scene())
        self.said = ""
        self._round = -1
        self._told_round = 0
        """The last round of which it was told what it has brought."""
        self._is_busy = False
        self._remark = ""
        """Said once more when somebody has to choose."""
        self._losses = 0
        self._since = 0.0
        self._ticker: Timer | None = None
        self._staged: Staged | None = None
        """The act that is on stage."""
        self._has_acted = False
        """Whether this seat has chosen, and the screen still shows what from."""
        self._is_unread = False
        """Whether a question has come only just now, behind the banner or with the screen."""
        self._is_untouched = False
        """Whether it is an offer, and no key has been pressed since: the Enter that led on to it,
        pressed once more, signs nothing."""
        self._is_new = True
        """Whether nothing has been asked on this screen yet."""

    def compose_body(self) -> ComposeResult:
        for one in super().compose_body():
            if isinstance(one, Board):
                yield Banner(id="banner")
            yield one

    def make_scene(self) -> Scene:
        return self.sitting.scene(self.seat)

    @property
    def is_waiting(self) -> bool:
        return not (self.scene.view.legal or self.scene.view.is_over)

    def begin(self) -> None:
        if self.sitting.is_over:  # opened at its end: its last round is no news
            self._told_round = closed_round(self.scene.view)
        self.board.go("hand")
        if self.sitting.control is not None:
            self.set_interval(1, self._look_at_clock)
        self.go_on()

    def _look_at_clock(self) -> None:
        """Show the facilitator's clock, and say so when time runs short."""
        control = self.sitting.control
        if control is None:
            return
        self.scene = replace(self.scene, clock=control.clock())
        self.query_one("#status", Bar).show(self._status)
        if warning := control.warning():
            self.say(warning)

    def action_think(self) -> None:
        """Write down a reason, a memo or a forecast."""
        if not self._is_idle("think"):
            self.home.show_thinking(self.sitting, self.seat)

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a class has a facilitator."""
        is_on = action != "console" or self.sitting.control is not None
        return super().check_action(action, parameters) if is_on else False

    def action_console(self) -> None:
        """The facilitator's console."""
        if self._is_busy and not self.is_thinking:
            self.say("A move is under way: press F9 again.")
        else:
            self._stop_thinking()
            self.home.show_console(self.sitting)

    # --- going on ----------------------------------------------------------------------------

    def go_on(self) -> None:
        """Let luck and the program decide until a person has to, then show what happened."""
        self._is_busy = True
        self._drive()

    @work(exclusive=True, group="drive")
    async def _drive(self) -> None:
        try:
            if not await self._run_on():
                return
        except WargameError as error:
            self._refuse(error)
            return
        self.arrive()

    async def _run_on(self) -> bool:
        """Take turns until a person has to choose, or the game is over. False if one failed."""
        for turn in self.sitting.turns():
            match turn:
                case LuckDrawn():
                    continue
                case PersonAsked():
                    break
                case PlayerAsked():
                    await self.before_thinking()
                    if not await self._think(turn):
                        return False
                case _:
                    assert_never(turn)
        return True

    async def before_thinking(self) -> None:
        """Show where things stand while somebody else decides."""
        self.update_scene()
        if self._has_acted and self.is_laid_out:
            self.look_at(NEWS)  # what was chosen from cannot be chosen any more
        self._has_acted = False

    async def _think(self, asked: PlayerAsked) -> bool:
        """Let a player of the program decide. False if it failed, or if it was not kept."""
        self._since = time.monotonic()
        self._ticker = self.set_interval(TICK_S, self.show_prompt)
        try:
            action = await in_background(asked.choose)
        except Dropped:
            return False
        except WargameError as error:
            return self._stumble(error)
        finally:
            self._ticker.stop()
            self._ticker = None
        self._losses = 0
        is_kept = await self._keep(action.text)
        if remark := self.sitting.remark():
            self._remark = remark
            self.say(remark)
        return is_kept

    def _stumble(self, error: WargameError) -> bool:
        """Whether to ask again at once, after an answer that did not come."""
        self._losses += isinstance(error, WorkerLost)
        if isinstance(error, WorkerLost) and self._losses < LOSSES:
            self._remark = str(error)
            self.say(self._remark)
            return True
        self._losses, self._is_busy = 0, False
        self.say(f"{error} Enter asks again.")
        self.board.go("detail")
        return False

    @property
    def is_thinking(self) -> bool:
        """Whether a player of the program is being waited for."""
        return self._ticker is not None

    @property
    def thinking_seconds(self) -> float:
        """How long a player of the program has been waited for."""
        return time.monotonic() - self._since if self.is_thinking else 0.0

    def _stop_thinking(self) -> None:
        """Let nobody think any more; nothing has been decided."""
        self.workers.cancel_group(self, "drive")
        self.sitting.cancel()

    async def _keep(self, text: str) -> bool:
        """Take an action beside the screen, since it may wait for a disk. False if it failed."""
        try:
            await in_background(lambda: self.sitting.take(text))
        except WargameError as error:
            self._refuse(error)
            return False
        return True

    def _refuse(self, error: WargameError) -> None:
        """Say why something has not happened; where a disk failed, ask where to keep the game."""
        self._is_busy = False
        self.say(short(error))
        if isinstance(error, NotSaved):
            self.home.ask_where(self.sitting, error, self.go_on)

    def arrive(self) -> None:
        """Somebody has to choose, or the game is over: hand over, ask, or tell the news."""
        sitting = self.sitting
        self._is_busy = self._has_acted = False
        if sitting.waits_for_person and sitting.mover != self.seat:
            self.home.hand_over(sitting)
            return
        self.said, self._remark = self._remark, ""
        self.keep_news(True)
        self.update_scene()
        if not self.scene.news:  # nothing to read: the hand keeps its place
            self.keep_news(False)
        closed = closes_now(self.scene)
        if closed > self._told_round:
            self._told_round = closed
            self.home.show_quarter(self.scene)
        if self.scene.view.is_over:
            self.look_at(NEWS)
            self.board.go("detail")
            return
        if has_headlines(self.scene.news):
            self.keep_news(False)
            self.home.show_headlines(self.scene)
        acts = [act for act in staged_acts(self.scene) if act.round > closed]
        if acts:
            self.keep_news(False)
            self.look_at(NEWS)
            self.board.go("hand")
            self._point_in_hand()
            self._stage(Staged(self.scene, acts))
        else:
            self._staged = None
            self.settle()

    def settle(self, *, is_pointed: bool = False) -> None:
        """Ask, or leave the table to whoever has to choose; what came by itself is told first.

        Args:
            is_pointed: The cursor of the hand has its place, maybe by a key that was just pressed.
        """
        if not self.is_laid_out:
            return
        view = self.scene.view
        is_new_round = view.round != self._round
        self._round = view.round
        is_unread, self._is_new = is_pointed or self._is_new, False
        if is_question(view):
            self.ask()
            if is_unread:
                self._is_unread = True
                self._is_untouched = legal_of(view, ACCEPT.word) is not None
                self.call_after_refresh(self._begin_to_read)
            return
        self.look_at(NEWS)
        is_small = self.has_class("-s")
        if is_new_round and view.round > 1 and self.scene.news and is_small:
            self.keep_news(True)
        if self.keeps_news and is_small:  # they take the room of the hand, and can be read on
            self.board.go("detail")
        else:
            self.board.go("hand")
            if not is_pointed:
                self._point_in_hand()

    def _begin_to_read(self) -> None:
        """Count from when the question can be seen: a first screen takes its time to be drawn."""
        is_drawn = any(pane.rows for pane in self.query(Pane) if pane.display)
        self.set_timer(READ_S, self._was_read if is_drawn else self._begin_to_read)

    def _was_read(self) -> None:
        self._is_unread = False

    # --- on stage ----------------------------------------------------------------------------

    def _stage(self, staged: Staged | None) -> None:
        """Tell an act in the banner, the rows that it touched lit; after the last, none."""
        self._staged = staged
        banner = self.query_one(Banner)
        if staged is None:
            banner.show(None)
            self.board.light(())
            self.settle(is_pointed=True)
            return
        banner.show(staged.lines)
        self.board.light(staged.touched)
        if self.home.card_s:
            self.set_timer(self.home.card_s, partial(self._stage_on, staged))

    def _stage_on(self, staged: Staged) -> None:
        """Go on by itself, if that act is still on stage and nothing lies over the table."""
        if self._staged is staged and self.is_current:
            self._stage(staged.next)

    def on_banner_pressed(self) -> None:
        """A click on the banner goes on, as Enter does."""
        if self._staged is not None:
            self._stage(self._staged.next)

    def _point_in_hand(self) -> None:
        """The cursor of the hand to what can be done: where it stood, if that is still open."""
        pane = self.board.pane("hand")
        if self.scene.view.phase == "talks":
            pane.point_at(first_of_talks(self.scene.view))
        elif (way := first_open(self.scene, pane.target, pane.rows)) is not None:
            pane.point_at(way)

    def ask(self) -> None:
        """Put the question that has to be answered first, from its beginning; the cursor stays on
        the answer that it stood on."""
        here = Target("option", self.chosen) if self.thing == QUESTION else None
        self.look_at(QUESTION)
        self.show_detail(fresh=True)
        self.board.go("detail")
        pane = self.board.pane("detail")
        pane.point_first("option")
        if here is not None:
            pane.point_at(here)

    def look_at(self, thing: Target, *, asked: bool = False) -> None:
        """Show something in full; the prompt says how to come back to a question."""
        super().look_at(thing, asked=asked)
        self._show_way_back()

    def _show_way_back(self) -> None:
        """Say in the prompt what leads back to a question, or that Enter answers it."""
        if is_question(self.scene.view):
            self.show_prompt()

    def on_descendant_focus(self) -> None:
        super().on_descendant_focus()
        self._show_way_back()

    def _key_back(self) -> str:
        """The key that leads back to a question; "" where Enter answers it."""
        if not self.is_laid_out:
            return ""
        pane = self.board.pane("detail")
        if self.focused is pane:
            return "" if self._is_answer(pane.target) else "Enter"
        return "Esc" if isinstance(self.focused, Pane) or self.thing != QUESTION else ""

    def _is_answer(self, target: Target | None) -> bool:
        """Whether something in the detail pane answers the question, or says why it does not, and
        can be seen."""
        kinds = ("option", "refused") if self.thing == QUESTION else ("option",)
        is_one = target is not None and target.kind in kinds
        return is_one and self.board.pane("detail").is_cursor_in_sight

    def on_screen_resume(self) -> None:
        if self.is_attached and self.query("#status"):
            self.show_kept()
            self._note_advice()

    def _note_advice(self) -> None:
        """Show what somebody has thought of meanwhile."""
        if self.sitting.advice(self.scene.view) is not self.scene.advice:
            self.update_scene()

    def show_kept(self) -> None:
        """Show whether all that was done is on disk."""
        trouble = self.sitting.trouble()
        self.scene = replace(self.scene, unsaved=self.sitting.unsaved(), trouble=trouble)
        if trouble:
            self.say(trouble)
        for status in self.query("#status").results(Bar):  # none until it is laid out
            status.show(self._status)

    def _prompt(self, cells: int) -> Line:
        if self.said:
            return (Span(f"{self.scene.glyphs.cursor} ", STRONG), Span(self.said, ALERT))
        if not self.scene.view.legal and not self.scene.view.is_over:
            return self._waiting_line()
        under = self.board.pane("detail").target if self.is_laid_out else None
        is_shut = under is not None and under.kind == "refused"
        return prompt_line(self.scene, cells, self._key_back(), is_shut=is_shut)

    def _waiting_line(self) -> Line:
        """Who is being waited for."""
        seconds = self.thinking_seconds
        return waiting_line(
            self.scene, seconds, is_learning=self.sitting.is_learning, is_still=self.home.is_still
        )

    def say(self, text: str) -> None:
        """Say something in the line of the prompt, until the next key that acts."""
        self.said = text
        self.show_prompt()

    def on_key(self, event: Key) -> None:
        super().on_key(event)
        if self.said:
            self.say("")
        if event.key != "enter":
            self._is_untouched = False
        if self._staged is not None and event.key != "enter":
            only_closes = event.key == "escape" or (
                is_question(self.scene.view) and self._moves_a_cursor(event.key)
            )
            self._stage(None)
            if only_closes:
                event.stop()

    def _moves_a_cursor(self, key: str) -> bool:
        """Whether a key belongs to the pane that has the focus. Behind the banner a question is out
        of sight: it begins with its first answer, however large the screen is."""
        bound = self.active_bindings.get(key)
        return bound is not None and isinstance(bound.node, Pane)

    def on_pane_pointed(self, message: Pane.Pointed) -> None:
        """Light what a piece of the news touched, while the cursor is on it."""
        self._show_way_back()
        if self._staged is not None:
            return
        is_told = message.pane.id == "detail" and message.target.kind == "entry"
        moved = moved_by(self.scene, message.target.id) if is_told else ()
        self.board.light(touched(self.scene, frozenset(moved)) if moved else ())

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if self._staged is not None:
            self._stage(self._staged.next)
            return
        target = message.target
        signs = target is not None and target.id == ACCEPT.word
        is_offer, self._is_untouched = self._is_untouched and signs, False
        if self._is_unread or is_offer:
            once_more = "An offer has come. Enter once more signs it."
            self.say(once_more if is_offer else "A question has come: Enter answers it.")
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

    # --- acting ------------------------------------------------------------------------------

    def commit(self, text: str) -> None:
        """Take an action, or say why it cannot be taken."""
        action = legal_of(self.scene.view, text)
        if action is None:
            self.say(f"Not now: {reason(self.scene, text)}")
            return
        if action.verb in (COUNTER, AMEND):
            self.home.show_offer(
                self.scene, self.take, package_of(self.scene.view, [text]), self._weigher
            )
            return
        self.take([text])

    def take(self, texts: list[str]) -> None:
        """Take one action, or several in a row such as those of a package, one set at a time."""
        if not self._is_busy:
            self._is_busy = True
            self._take(texts)

    @work(exclusive=True, group="drive")
    async def _take(self, texts: list[str]) -> None:
        self.chosen = ""
        for text in texts:
            if not await self._keep(text):
                return
            self.took(text)
        self._has_acted = True
        self.go_on()

    def took(self, text: str) -> None:
        """A person's action has been taken; a lesson notes it."""

    def idle_keys(self) -> Set[str]:
        return silent_keys(self.scene)

    def key_words(self) -> Mapping[str, str]:
        """Passing is called by what it comes to: a headline or an offer not made."""
        return {"pass_turn": passing(self.scene.view)}

    def action_pass_turn(self) -> None:
        """Show what passing means; Enter then passes."""
        if self._is_idle("pass_turn"):
            return
        self.open_thing(self.board.pane("hand"), Target("pass"))

    def action_offer(self) -> None:
        """Put a package together."""
        if self._is_idle("offer"):
            return
        self.home.show_offer(self.scene, self.take, None, self._weigher)

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
        if self.scene.view == view and self.is_laid_out:
            self.scene = replace(self.scene, worths=self.sitting.worths(view))
            super().show_detail()

    def action_advise(self) -> None:
        """Three moves with their prospects, from what this seat sees."""
        if self._is_idle("advise"):
            return
        self.home.show_advice(self.sitting, self.scene, self.open_move)

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
        return bool(why)

    def open_move(self, steps: Sequence[str]) -> None:
        """Open what a move is about, the cursor on it."""
        self._note_advice()
        view = self.scene.view
        target = target_of(view, steps[0])
        if target.kind == "offer":
            self.home.show_offer(self.scene, self.take, package_of(view, steps), self._weigher)
            return
        self.open_thing(self.board.pane("hand"), target)
        self.board.pane("detail").point_at(Target("option", steps[0]))

    def action_redo(self) -> None:
        """Take again what was taken back."""
        if not self._is_idle("redo"):
            self.take([self.sitting.to_redo(self.seat)])

    def action_undo(self) -> None:
        """Take back the last decision, if nobody has learnt anything from it."""
        if self._is_idle("undo"):
            return
        self._stop_thinking()
        try:
            self.sitting.undo(self.seat)
        except WargameError as error:
            self._refuse(error)
            return
        self.arrive()
        self.say("Taken back.")

    # --- looking -----------------------------------------------------------------------------

    def action_back(self) -> None:
        """One step back: out of the detail pane, or to the news."""
        if self.step_back():
            return
        if is_question(self.scene.view):
            self.ask()
        else:
            self.look_at(NEWS)
            self.board.bring("detail")

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
        else:
            is_told = isinstance(pane, Pane) and pane.id == "detail"
            first = "Put the cursor on a number, a measure or a project first."
            self.say("Why it is so stands here, below." if is_told else first)

    def action_brief(self) -> None:
        """The page this seat reads before play."""
        self.home.show_brief(self.scene)

    def action_leave(self) -> None:
        """Home, or out of a class. Nothing is lost where the game is kept."""
        self.home.leave_table()
