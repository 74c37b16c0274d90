"""A whole match in linear text, for people at one keyboard, at a pipe, or just watching."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from wargame.errors import NotSaved, WargameError
from wargame.play.drive import LuckDrawn, PersonAsked, PlayerAsked
from wargame.play.log import NOBODY
from wargame.play.player import HUMAN
from wargame.players.people import called, opponent_named
from wargame.rules.game import Action
from wargame.rules.view import SeatState
from wargame.table.host.at_table import HostAwaited, InText
from wargame.table.host.losses import Losses
from wargame.table.host.shown import numbers_of
from wargame.table.host.thinking import CONSENT
from wargame.table.plain.ask import ask_for
from wargame.table.plain.at_console import at_console
from wargame.table.plain.console import LEAVE, Console, ControlCalled, Quit, TakenBack, WasAway
from wargame.table.plain.desk import Desk
from wargame.table.plain.leads_on import leads_on
from wargame.table.plain.not_kept import keep_elsewhere
from wargame.table.plain.since import tell_news
from wargame.table.plain.typeset import lines
from wargame.table.told.account.debrief import debrief
from wargame.table.told.bargain import tabled
from wargame.table.told.blocks import Block
from wargame.table.told.happened import story
from wargame.table.told.quarter import closes_now
from wargame.table.told.round_over import quarter
from wargame.table.told.scene import Scene
from wargame.table.told.standing import board_in_short, cards
from wargame.table.words.glyphs import READ_OUT
from wargame.table.words.luck import SHARED_LUCK, luck_told
from wargame.table.words.public import left_said
from wargame.table.words.view_models import round_label, variants_told
from wargame.table.words.wrap import heading, wrapped

OVER = "Enter leaves the table; console is the facilitator's, for slips and the clock."
ALONE = (
    "Programs play every seat. Enter has them play a round; console is the facilitator's, and quit "
    "leaves."
)


class PlainTable:
    """One sitting in linear text."""

    def __init__(self, sitting: InText, console: Console) -> None:
        self.sitting, self.console = sitting, console
        sitting.glyphs = READ_OUT
        sitting.wait_by(console.say, self._answer_meanwhile)
        self.game, self.deck, self.titles = sitting.game, sitting.game.deck, sitting.titles
        self.seats = sitting.players
        self._people = len(sitting.people)
        self._at_keyboard = ""
        self._is_wiped = False
        self._losses = Losses()
        self._begun: int | None = None
        self._untold = 0
        """The first round that is still to be told where nobody sits at a table of a class."""
        self._kept_before = ""
        self._round = sitting.round
        self._pending: dict[str, list[str]] = {seat: [] for seat in self.seats}

    def play(self) -> None:
        """Play the match to its end, or until somebody leaves."""
        self._open()
        try:
            while not self._is_driven():
                pass
        except Quit:
            self._leave_no_hand()
            self.console.say(f"You leave the table. {self._whereabouts()}")
        except KeyboardInterrupt:
            self._leave_no_hand()
            self.console.say()
            self.console.say(self._whereabouts())
            raise
        except BaseException:  # a disk that fails
            self._leave_no_hand()
            raise
        else:
            self._close()
            self._stay_for_control()
        finally:
            self.sitting.close()

    @property
    def _is_shared(self) -> bool:
        """Whether others see the screen, also if they have given up their places since."""
        return self.sitting.hides_hands or self._people > 1

    def _leave_no_hand(self) -> None:
        """Where people share the screen, leave nothing on it that one of them alone may see."""
        if self._is_shared and not self.sitting.is_open:
            self.console.wipe()

    def _is_driven(self) -> bool:
        """Play to the end. False if people have to be asked once more before it goes on.

        That is where a move could not be kept, or where the program was stopped: whoever goes on
        with it sits down anew.
        """
        try:
            self._drive()
        except NotSaved as error:
            self._settle_keeping(error)
            return False
        except WasAway:
            self._draw_curtain()
            return False
        return True

    def _draw_curtain(self) -> None:
        """Have the next to choose come through the curtain, and see all that lay on the table."""
        self._at_keyboard = ""
        for seat, pending in self._pending.items():
            pending.clear()
            self.sitting.shown(seat).board = None

    def _settle_keeping(self, error: NotSaved) -> None:
        """Ask how to go on where nothing more can be kept.

        Raises:
            NotSaved: Nobody answers, or they leave.
        """
        self.console.say(f"{error} Nothing after that has happened.")
        self._kept_before = f" '{self.sitting.title}' holds it up to there."
        if error.is_gone:
            self._kept_before = ""
        keep_elsewhere(self.sitting, self.console, error)
        for pending in self._pending.values():
            pending.clear()
        self.console.say(self._whereabouts())

    def _drive(self) -> None:
        for turn in self.sitting.turns():
            match turn:
                case LuckDrawn():
                    pass
                case PersonAsked(view):
                    self._let_decide(view)
                case PlayerAsked():
                    if self._plays_on():
                        self._let_choose(turn)
                case HostAwaited():
                    turn.wait()
                case _:
                    assert_never(turn)
            self._tell_watcher()

    def _let_decide(self, view: SeatState) -> None:
        """Let a person decide; whoever takes something back is asked again."""
        try:
            self.sitting.take(self._ask(view))
        except TakenBack:
            self._pending[view.seat].clear()
        except ControlCalled:
            self._call_control()

    def _call_control(self) -> None:
        """Let the facilitator act; whoever sits down afterwards comes through the curtain.

        Raises:
            Quit: Everybody is to leave a game that is not over.
        """
        control = self.sitting.control
        assert control is not None
        self._draw_curtain()
        at_console(control, self.console)
        while control.paused and not control.leaves:
            self.console.say(control.notice)
            at_console(control, self.console)
        if control.leaves and not self.sitting.is_over:
            raise Quit

    def _plays_on(self) -> bool:
        """Whether a program may choose now. Where nobody sits at a table of a class any more,
        whoever facilitates it begins each round.

        Raises:
            Quit: they leave.
        """
        control, number = self.sitting.control, self.sitting.round
        if control is None or self.sitting.people or self._begun == number:
            return True
        if self._begun is not None and self._people:
            self._tell_round(self._begun)
        self._untold = number
        self.console.say(ALONE)
        if control.paused or self._calls_control():
            self._begun = None
            self._call_control()
            return False
        self._begun = number
        return True

    def _stay_for_control(self) -> None:
        """Keep the console within reach of whoever facilitates, once the game is over: a survey is
        still to be collected, and the debrief has its time."""
        control = self.sitting.control
        while control is not None:
            self.console.say(OVER)
            try:
                if not self._calls_control():
                    return
                self._call_control()
            except Quit:
                return
            except WasAway:
                continue

    def _calls_control(self) -> bool:
        """Whether somebody calls the facilitator in place of Enter.

        Raises:
            Quit: they leave.
        """
        try:
            self.console.wait(has_control=True)
        except ControlCalled:
            return True
        return False

    def _let_choose(self, asked: PlayerAsked) -> None:
        """Wait for a player of the program; one whose process was lost is asked again."""
        try:
            action = asked.choose()
        except WargameError as error:
            if not self._losses.are_borne(error):
                raise
            self.console.say(str(error))
        else:
            self._losses.are_over()
            self.sitting.take(action)
            if remark := self.sitting.remark():
                self.console.say(remark)

    def last_lines(self) -> list[str]:
        """What is said where a signal ends the program; nothing once the game is over."""
        return [] if self.sitting.is_over else wrapped(self._whereabouts(), "")

    def _whereabouts(self) -> str:
        return self.sitting.whereabouts or f"This game is not kept.{self._kept_before}"

    def _open(self) -> None:
        console = self.console
        console.say(heading(self.deck.title))
        console.say(self.deck.about)
        for told in variants_told(self.deck, self.game.loaded.variant):
            console.say(told)
        for seat, name in self.seats.items():
            player = "you" if name == HUMAN and self._people == 1 else called(self.deck, name)
            console.say(f"{self.titles.seats[seat]} ({seat}): {player}")
            if found := opponent_named(self.deck, name):
                console.say(found.face)
        if self._people:
            console.say("Type brief for your situation and aims, help for all you may ask.")
        else:
            self._tell_seed()

    def _tell_seed(self) -> None:
        """People read it at the end: who knows it beforehand can work out the rival's cards.

        Where a program plays, that takes the secret too, which nobody reads before the end.
        """
        seed, secret = self.sitting.seed, self.sitting.secret
        is_asked = self.sitting.is_over or self.sitting.control is not None
        if is_asked and self.sitting.is_shut():
            self.console.say(SHARED_LUCK)
        elif self.sitting.is_over or not secret:
            self.console.say(luck_told(seed, secret))
        else:
            self.console.say(f"Seed {seed}.")

    # --- a person's turn -------------------------------------------------------------------

    def _ask(self, view: SeatState) -> Action:
        """Show a person what is new, and let them choose.

        Raises:
            Quit: they leave.
            TakenBack: their last decision no longer counts.
        """
        if self.sitting.control is not None and self.sitting.control.paused:
            raise ControlCalled
        pending, scene = self._pending[view.seat], self.sitting.scene(view.seat)
        if not pending:
            self._ask_people()
            self._hand_over(view.seat)
            self._tell_time()
            self._show(scene)
        return Desk(scene, self.sitting, self.console, pending).decide()

    def _ask_people(self) -> None:
        """Ask people for what the plan wants of them now; an empty line keeps nothing.

        Raises:
            Quit: they leave.
            ControlCalled: the facilitator is to come to the keyboard; who was not asked yet is
                asked afterwards.
        """
        control = self.sitting.control
        for seat in self.sitting.people if control is not None else ():
            assert control is not None
            asked = control.asks(seat)
            if asked:
                self._hand_over(seat)
                self.console.say(CONSENT)
            for topic, role in asked:
                ask_for(self.sitting, self.console, seat, topic, role)
            control.was_asked(seat)

    def _hand_over(self, seat: str) -> None:
        """Between two people, hide one hand before the other is shown; after a facilitator too."""
        control, self._is_wiped = self.sitting.control, False
        if control is not None and control.hands_open:
            self.console.say(f"{self.titles.seats[seat]} is to decide.")
        elif seat != self._at_keyboard and (self._at_keyboard or self._is_shared):
            if self._at_keyboard:
                self.console.wipe()
                self._is_wiped = True
            self.console.show(["", "-" * 20, ""])
            self.console.say(f"Pass the keyboard to {self.titles.seats[seat]}, then press Enter.")
            self.console.wait(has_control=control is not None)
        self._at_keyboard = seat

    def _answer_meanwhile(self) -> None:
        """Answer what the only person at the keyboard asks while somebody elsewhere is to choose.

        Raises:
            Quit: They leave.
        """
        typed, people = self.console.typed_meanwhile(), self.sitting.people
        if typed is None:
            return
        if typed.casefold() in LEAVE:
            raise Quit
        if len(people) == 1 and not self.sitting.hides_hands:
            Desk(self.sitting.scene(people[0]), self.sitting, self.console, []).answer(typed)

    def _tell_time(self) -> None:
        """What the facilitator's clock shows, and a warning if one is due."""
        control = self.sitting.control
        clock = control.clock() if control is not None else None
        if control is None or clock is None:
            return
        state = "" if clock.is_running else ", stopped"
        self.console.say(f"{clock.label}: {left_said(clock.left_s)}{state}.")
        if warning := control.warning():
            self.console.say(warning)

    def _show(self, scene: Scene) -> None:
        """What has happened since this seat last looked; each round, the table and the hand."""
        console, view, shown = self.console, scene.view, self.sitting.shown(scene.me)
        tell_news(self.sitting, scene, console)
        if closes_now(scene):
            console.say()
            self._tell(quarter(scene))
        console.say()
        label = round_label(self.deck, view.round, scene.closes_after)
        console.say(heading(f"{label}, {view.phase}: {self.titles.seats[view.seat]}"))
        if shown.board is None or shown.board[0] != view.round:
            before = shown.board[1] if shown.board else {}
            self._tell(board_in_short(replace(scene, before=before)))
            self._tell(cards(scene, "again" if before else ""))
            shown.board = view.round, numbers_of(view)
        elif self._is_wiped:
            console.say("Type hand for your cards, board for the table.")
        self._tell(tabled(scene))

    def _tell(self, blocks: Iterable[Block]) -> None:
        self.console.show(lines(self.titles, blocks))

    @property
    def _is_watched(self) -> bool:
        """Whether people here only look on, from the start or since they gave up their places."""
        return not (self._people and (self.sitting.people or self.sitting.control))

    def _tell_watcher(self) -> None:
        """Tell someone who only watches, a round at a time so that secrets are out by then."""
        number = self.sitting.round
        if number != self._round and self._is_watched:
            self._tell_round(self._round)
        self._round = number

    def _tell_round(self, number: int) -> None:
        scene = self.sitting.scene(self.game.seats[0], open_hand=False)
        seen = [one for one in scene.seen if one.entry.round == number]
        if seen:
            self.console.say()
            last = scene.closes_after
            self._tell(story(self.deck, self.titles, NOBODY, seen, "page", closes_after=last))

    # --- the end ---------------------------------------------------------------------------

    def _close(self) -> None:
        seat = self._at_keyboard or self.game.seats[0]
        scene = self.sitting.scene(seat, open_hand=bool(self._people))
        if self._people and self._untold and not self.sitting.people:
            for number in range(self._untold, self.sitting.round + 1):
                self._tell_round(number)
        elif not self._is_watched:
            closes = closes_now(scene)
            tell_news(self.sitting, scene, self.console)
            if closes:
                self.console.say()
                self._tell(quarter(scene))
        else:
            self._tell_round(self._round)
        self.console.say()
        self._tell(debrief(scene))
        for said in leads_on(self.sitting, is_played=bool(scene.seen)):
            self.console.say(said)
        if self._people or self.sitting.secret:
            self.console.say()
            self._tell_seed()
