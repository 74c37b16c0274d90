"""A table at which play goes on: luck and programs decide until a person has to."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, assert_never

from textual import work
from textual.timer import Timer

from wargame.errors import NotSaved, WargameError
from wargame.play.drive import LuckDrawn, PersonAsked, PlayerAsked
from wargame.players.worker import Dropped
from wargame.rules.verbs import split
from wargame.table.host.at_table import HostAwaited, HostLeft, OnScreen
from wargame.table.host.losses import Losses
from wargame.table.panes.bars import TICK_S, WAY_IN, waiting_line
from wargame.table.panes.detail import NEWS
from wargame.table.told.scene import Scene
from wargame.table.words.refusals import short
from wargame.table.words.rows import Line
from wargame.tui.background import in_background
from wargame.tui.screens.looking import LookingScreen
from wargame.tui.widgets.bar import Bar

T = TypeVar("T")

LONG_WAIT_S = 10
"""Seconds of waiting for others after which a bell says that it is over."""


class DrivenScreen(LookingScreen):
    """Takes turns beside the screen, and says what has not happened.

    Args:
        sitting: The table.
        seat: Whose screen it is. It shows this seat's hand, unless nobody plays by hand.
    """

    def __init__(self, sitting: OnScreen, seat: str) -> None:
        self.sitting, self.seat = sitting, seat
        super().__init__(self.make_scene())
        self.said = ""
        self._is_busy = False
        self._remark = ""
        """Said once more when somebody has to choose."""
        self._losses = Losses()
        self._since = 0.0
        self._waited_s = 0.0
        """How long others were waited for since somebody here had to choose."""
        self._ticker: Timer | None = None
        self._has_acted = False
        """Whether this seat has chosen, and the screen still shows what from."""

    def make_scene(self) -> Scene:
        return self.sitting.scene(self.seat)

    @property
    def is_waiting(self) -> bool:
        return not (self.scene.view.legal or self.scene.view.is_over)

    @abstractmethod
    def arrive(self) -> None:
        """Somebody has to choose, or the game is over."""

    def go_on(self) -> None:
        """Let luck and the program decide until a person has to, then show what happened."""
        self._is_busy = True
        self._drive()

    @work(exclusive=True, group="drive")
    async def _drive(self) -> None:
        if await self._run_on():
            self._ring()
            self.arrive()

    @work(exclusive=True, group="drive")
    async def _hear(self) -> None:
        """Take in what another machine has said; who is asked what stands there is not disturbed:
        others may have been waited for meanwhile, and the same be asked again after it."""
        if await self._run_on():
            self._is_busy = False
            if self.make_scene().view != self.scene.view:
                self._ring()
                self.arrive()

    def _ring(self) -> None:
        """Call back whoever has turned to something else while others took long."""
        waited, self._waited_s = self._waited_s, 0.0
        if waited >= LONG_WAIT_S:
            self.our_app.ring()

    async def _run_on(self) -> bool:
        """Take turns until a person has to choose, or the game is over. False if one failed, or if
        this screen has been left meanwhile: its parts go before its work beside the screen."""
        try:
            return await self._take_turns() and self.is_made
        except (HostLeft, WargameError) as error:
            self._refuse(error)
            return False

    async def _take_turns(self) -> bool:
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
                case HostAwaited():
                    await self.before_thinking()
                    await self._passing(turn.wait)
                case _:
                    assert_never(turn)
        return True

    async def before_thinking(self) -> None:
        """Show where things stand while somebody else decides."""
        self.update_scene()
        if self._has_acted and self.is_made:
            self.look_at(NEWS)  # what was chosen from cannot be chosen any more
        self._has_acted = False

    async def _think(self, asked: PlayerAsked) -> bool:
        """Let a player of the program decide. False if it failed, or if it was not kept."""
        try:
            action = await self._passing(asked.choose)
        except Dropped:
            return False
        except WargameError as error:
            return self._stumble(error)
        self._losses.are_over()
        is_kept = await self._keep(action.text)
        self._say_remark()
        return is_kept

    async def _passing(self, work: Callable[[], T]) -> T:
        """Wait for somebody beside the screen, which shows that time passes."""
        self._since = time.monotonic()
        ticker = self._ticker = self.every(TICK_S, self.show_prompt)
        try:
            return await in_background(work)
        finally:
            ticker.stop()
            self._waited_s += time.monotonic() - self._since
            self._ticker = None

    def _say_remark(self) -> None:
        """Say what has to be said about whoever sits here, or about the line to them."""
        if remark := self.sitting.remark():
            self._remark = remark
            self.say(remark)

    def _stumble(self, error: WargameError) -> bool:
        """Whether to ask again at once, after an answer that did not come."""
        if self._losses.are_borne(error):
            self._remark = str(error)
            self.say(self._remark)
            return True
        self._is_busy = False
        self.say(f"{error} Enter asks again.")
        if self.is_made:
            self.board.go("detail")
        return False

    @property
    def is_thinking(self) -> bool:
        """Whether a player of the program is being waited for."""
        return self._ticker is not None

    @property
    def can_stop(self) -> bool:
        """Whether what is under way can be left, since nothing is being kept."""
        return self.is_thinking

    @property
    def thinking_seconds(self) -> float:
        """How long a player of the program has been waited for."""
        return time.monotonic() - self._since if self.is_thinking else 0.0

    def _waiting_line(self, cells: int) -> Line:
        """Who is being waited for."""
        seconds = self.thinking_seconds
        return waiting_line(
            self.scene,
            seconds,
            cells,
            is_learning=self.sitting.is_learning,
            is_still=self.our_app.is_still,
            missing=self.sitting.missing,
            way_in=WAY_IN if self.sitting.awaited else "",
        )

    def _stop_thinking(self) -> None:
        """Let nobody think any more; nothing has been decided."""
        self.workers.cancel_group(self, "drive")
        self.sitting.cancel()

    def take(self, texts: list[str]) -> None:
        """Take one action, or several in a row such as those of a package, one set at a time."""
        if not self._is_busy:
            self._is_busy = True
            self._take(texts)

    @work(exclusive=True, group="drive")
    async def _take(self, texts: list[str]) -> None:
        self.chosen = ""
        for place, text in enumerate(texts):
            if place and not await self._run_on():
                return
            if place and not self._has_done(texts[place - 1]):
                self.arrive()  # another machine has not taken it, or something else is asked by now
                return
            if not await self._keep(text):
                return
            self.took(text)
        self._has_acted = True
        self.go_on()

    def _has_done(self, text: str) -> bool:
        """Whether nothing has happened since this seat did something, and that is it."""
        seen = self.make_scene().seen
        last = seen[-1].entry if seen else None
        return last is not None and last.seat == self.seat and (last.verb, last.arg) == split(text)

    def took(self, text: str) -> None:
        """A person's action has been taken; a lesson notes it."""

    async def _keep(self, text: str) -> bool:
        """Take an action beside the screen, since it may wait for a disk. False if it failed."""
        try:
            await in_background(lambda: self.sitting.take(text))
        except WargameError as error:
            self._refuse(error)
            return False
        return True

    def _refuse(self, error: HostLeft | WargameError) -> None:
        """Say why something has not happened; where a disk failed, ask where to keep the game, and
        where nothing comes of this table any more, leave it."""
        self._is_busy = False
        if isinstance(error, HostLeft) or self.sitting.why_gone:
            self.home.show_gone(self.sitting)
            return
        self.say(short(error))
        if isinstance(error, NotSaved):
            self.home.ask_where(self.sitting, error, self.go_on)

    def say(self, text: str) -> None:
        """Say something in the line of the prompt, until the next key that acts."""
        self.said = text
        self.show_prompt()

    def show_kept(self) -> None:
        """Show whether all that was done is on disk, or the line to a host there, and take in what
        that one has said."""
        sitting, trouble = self.sitting, self.sitting.trouble()
        is_joined = sitting.is_joined
        self.scene = replace(
            self.scene, unsaved=sitting.unsaved(), trouble=trouble, is_joined=is_joined
        )
        if trouble:
            self.say(trouble)
        elif is_joined is not None:
            self._say_remark()
        for status in self.query("#status").results(Bar):  # none until it is laid out
            status.show(self._status)
        if sitting.has_more and not self._is_busy and self.has_begun:
            self._is_busy = True
            self._hear()
