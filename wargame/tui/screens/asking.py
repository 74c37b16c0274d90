"""What has to be read or answered first: acts on stage, the news, a question."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.events import Key
from textual.timer import Timer

from wargame.rules.verbs import ACCEPT
from wargame.table.host.at_table import OnScreen
from wargame.table.panes.banner import Staged
from wargame.table.panes.bars import prompt_line
from wargame.table.panes.cursor import first_of_talks, first_open
from wargame.table.panes.detail import NEWS, asked_lines
from wargame.table.told.acts import staged_acts, touched
from wargame.table.told.happened import has_headlines, moved_by
from wargame.table.told.options import is_question, legal_of
from wargame.table.told.quarter import closed_round, closes_now
from wargame.table.words.rows import ALERT, STRONG, Line, Span, Target
from wargame.tui.held import HELD, READ_S
from wargame.tui.screens.board import Board
from wargame.tui.screens.driven import DrivenScreen
from wargame.tui.widgets.bar import Banner
from wargame.tui.widgets.pane import Pane

QUESTION = Target("question")
ANSWERS = ("option", "refused")
"""Kinds of targets that stand for something to be done, or for why it cannot be."""


class AskingScreen(DrivenScreen):
    """Tells what has happened, piece by piece, and puts the question that waits."""

    def __init__(self, sitting: OnScreen, seat: str) -> None:
        super().__init__(sitting, seat)
        self._round = -1
        self._told_round = 0
        """The last round of which it was told what it has brought."""
        self._staged: Staged | None = None
        """The act that is on stage."""
        self._is_unread = False
        """Whether a question has come only just now, behind the banner or with the screen."""
        self._is_unseen = False
        """Whether the first act has come on stage only just now."""
        self._reading: Timer | None = None
        """Counts down until what came just now has been read."""
        self._is_untouched = False
        """Whether it is an offer, and no key has been pressed since: the Enter that led on to it,
        pressed once more, signs nothing."""
        self._comes_late = True
        """Whether what is asked next comes with the screen, or after somebody else was waited for,
        so that the last key was meant for something else."""
        self._is_covered = False
        """Whether a card lies over the question."""

    def compose_body(self) -> ComposeResult:
        for one in super().compose_body():
            if isinstance(one, Board):
                yield Banner(id="banner")
            yield one

    def begin(self) -> None:
        if self.sitting.is_over:  # opened at its end: its last round is no news
            self._told_round = closed_round(self.scene.view)
        self.board.go("hand")
        self.go_on()

    async def before_thinking(self) -> None:
        self._comes_late = True
        await super().before_thinking()

    def on_screen_resume(self) -> None:
        was_covered, self._is_covered = self._is_covered, False
        if was_covered and self._staged is not None:
            self._let_see()
        elif was_covered and is_question(self.scene.view):
            self.let_read()

    def arrive(self) -> None:
        """Somebody has to choose, or the game is over: hand over, ask, or tell the news."""
        here = self.sitting.played_here
        self._is_busy = self._has_acted = False
        if here is not None and here.waits_for_person and here.mover != self.seat:
            self.home.hand_over(here)
            return
        self.said, self._remark = self._remark, ""
        self.keep_news(True)
        self.update_scene()
        if not self.scene.news:  # nothing to read: the hand keeps its place
            self.keep_news(False)
        closed = closes_now(self.scene)
        if closed > self._told_round:
            self._told_round = closed
            self._is_covered = True
            self.home.over.show_quarter(self.scene)
        if self.scene.view.is_over:
            self.look_at(NEWS)
            self.board.go("detail")
            return
        if has_headlines(self.scene.news):
            self.keep_news(False)
            self._is_covered = True
            self.home.over.show_headlines(self.scene)
        acts = [act for act in staged_acts(self.scene) if act.round > closed]
        if acts:
            self.keep_news(False)
            self.look_at(NEWS)
            self.board.go("hand")
            self._point_in_hand()
            self._stage(Staged(self.scene, acts))
            self._let_see()
        else:
            self._staged = None
            self.settle()

    def settle(self, *, is_pointed: bool = False) -> None:
        """Ask, or leave the table to whoever has to choose; what came by itself is told first.

        Args:
            is_pointed: The cursor of the hand has its place, maybe by a key that was just pressed.
        """
        if not self.is_made:
            return
        view = self.scene.view
        is_new_round = view.round != self._round
        self._round = view.round
        is_unread, self._comes_late = is_pointed or self._comes_late, False
        if is_question(view):
            self.ask()
            if is_unread:
                self.let_read()
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
        self.show_prompt()
        if self.our_app.card_s:
            self.after(self.our_app.card_s, partial(self._stage_on, staged))

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

    def holds_back(self, target: Target | None) -> bool:
        """Whether Enter was for what is on stage, or comes too soon to answer with `target`, or
        comes by itself since it is held down."""
        decides = target is not None and target.kind in ANSWERS
        if self.our_app.is_held and (decides or self._staged is not None):
            self.say(HELD)
            return True
        if self._staged is not None:
            if self._is_unseen:
                self.say("An act is told above: Enter goes on.")
            else:
                self._stage(self._staged.next)
            return True
        signs = target is not None and target.id == ACCEPT.word
        is_offer, self._is_untouched = self._is_untouched and signs, False
        if self._is_unread or is_offer:
            once_more = "An offer has come. Enter once more signs it."
            self.say(once_more if is_offer else "A question has come: Enter answers it.")
            return True
        return False

    def on_pane_pointed(self, message: Pane.Pointed) -> None:
        """Light what a piece of the news touched, while the cursor is on it."""
        self._show_way_back()
        if message.pane.id == "detail":
            self.show_keys()
        if self._staged is not None:
            return
        is_told = message.pane.id == "detail" and message.target.kind == "entry"
        moved = moved_by(self.scene, message.target.id) if is_told else ()
        self.board.light(touched(self.scene, frozenset(moved)) if moved else ())

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

    # --- a question --------------------------------------------------------------------------

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

    def let_read(self) -> None:
        """Let no key that led on to the question answer it."""
        self._is_unread = True
        self._is_untouched = legal_of(self.scene.view, ACCEPT.word) is not None
        self._count_anew()

    def _let_see(self) -> None:
        """Let no Enter that was meant for something else pass by the act that comes on stage."""
        self._is_unseen = True
        self._count_anew()

    def _count_anew(self) -> None:
        """Give the time to read what has come from now on, and no more for what came before."""
        self._stop_counting()
        self.once_drawn(self._begin_to_read)

    def _begin_to_read(self) -> None:
        """Count from when the question can be seen: a first screen takes its time to be drawn."""
        is_drawn = any(pane.rows for pane in self.query(Pane) if pane.display)
        self._stop_counting()
        then = self._was_read if is_drawn else self._begin_to_read
        self._reading = self.after(READ_S, then)

    def _stop_counting(self) -> None:
        if self._reading is not None:
            self._reading.stop()

    def _was_read(self) -> None:
        self._is_unread = self._is_unseen = False

    def look_at(self, thing: Target, *, asked: bool = False) -> None:
        """Show something in full; the prompt says how to come back to a question."""
        super().look_at(thing, asked=asked)
        self._show_way_back()

    def _show_way_back(self) -> None:
        """Say in the prompt what leads back to a question, or that Enter answers it; once a game is
        over, what leads to what came of it."""
        if is_question(self.scene.view) or self.sitting.is_over:
            self.show_prompt()

    def on_descendant_focus(self) -> None:
        super().on_descendant_focus()
        self._show_way_back()

    def _key_back(self) -> str:
        """The key that leads back to a question, or once a game is over to the news; "" where
        Enter answers it, or shows what came of the game."""
        if not self.is_made:
            return ""
        pane = self.board.pane("detail")
        if self.sitting.is_over:
            return "Esc" if self._opens_thing() else ""
        if self.focused is pane:
            return "" if self._is_answer(pane.target) else "Enter"
        return "Esc" if isinstance(self.focused, Pane) or self.thing != QUESTION else ""

    def _opens_thing(self) -> bool:
        """Whether Enter opens what is under the cursor, once a game is over."""
        pane = self.focused
        if not isinstance(pane, Pane) or pane.id in ("detail", self.first_pane):
            return False
        return pane.target is not None

    def _is_answer(self, target: Target | None) -> bool:
        """Whether something in the detail pane answers the question, or says why it does not, and
        can be seen."""
        kinds = ANSWERS if self.thing == QUESTION else ("option",)
        is_one = target is not None and target.kind in kinds
        return is_one and self.board.pane("detail").is_cursor_in_sight

    def _prompt(self, cells: int) -> Line:
        if self.said:
            return (Span(f"{self.scene.glyphs.cursor} ", STRONG), Span(self.said, ALERT))
        if not self.scene.view.legal and not self.scene.view.is_over:
            return self._waiting_line(cells)
        under = self.board.pane("detail").target if self.is_made else None
        is_shut = under is not None and under.kind == "refused"
        is_cut = self._is_cut()
        return prompt_line(
            self.scene,
            cells,
            self._key_back(),
            is_shut=is_shut,
            is_cut=is_cut,
            is_staged=self._staged is not None,
        )

    def _is_cut(self) -> bool:
        """Whether some of what would follow from an answer is out of sight, and could be in it."""
        if not self.is_made or self.board.has_class("-zoom"):
            return False
        detail = self.board.pane("detail")
        return 0 < detail.size.height < asked_lines(detail.rows)
