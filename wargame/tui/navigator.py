"""Which screen comes next at a table, on the way to one and on the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from wargame.content.library import load_deck
from wargame.errors import NotSaved, WargameError
from wargame.table.words.rows import Row
from wargame.tui.laid_over import LaidOver
from wargame.tui.notices import first_brief, notice, question
from wargame.tui.practice_navigator import PracticeNavigator
from wargame.tui.screen_stack import ScreenStack
from wargame.tui.screens.title import TitleScreen

if TYPE_CHECKING:
    from wargame.rules.game import Game
    from wargame.table.host.at_table import AtTable, OnScreen
    from wargame.table.host.bidding import Bidding
    from wargame.table.host.campaign import Opened
    from wargame.table.host.following import Followed
    from wargame.table.host.returning import Returning
    from wargame.table.host.sitting import Sitting


class Navigator:
    """Goes from screen to screen; what screens know as their `home`.

    Attributes:
        table: The one that somebody is at.
        last_table: The one that was left last, if a game ended there.
        is_class: Whether a table of a class was open here: from then on there is no title screen.
        over: Lays a screen over another one.
        practice: Goes through lessons and puzzles.
    """

    def __init__(self, app: ScreenStack) -> None:
        self._app = app
        self.table: OnScreen | None = None
        self.last_table: Sitting | None = None
        self._bidding: Bidding | None = None
        self._briefed: set[str] = set()
        self._let_see: Sitting | None = None
        self.is_class = False
        self.over = LaidOver(app)
        self.practice = PracticeNavigator(app, self.take_place)

    @property
    def sitting(self) -> Sitting | None:
        """The same, if this machine plays it."""
        return None if self.table is None else self.table.played_here

    @property
    def whereabouts(self) -> str:
        """Where the game is at whose table somebody is, and how to go on; "" if there is none."""
        if self._bidding is not None:
            return self._bidding.lost
        return "" if self.table is None or self.table.is_over else self.table.whereabouts

    def blamed(self, failure: BaseException) -> str:
        """What is told of a failure where another machine has the game; or ""."""
        return "" if self.table is None else self.table.blamed(failure)

    def show_failure(self, rows: Callable[[int, int], list[Row]], *, in_class: bool) -> None:
        """What broke, then the title; out of the program where it broke in a class."""
        from wargame.tui.screens.page import PageScreen

        self.is_class = in_class
        hint = "Enter leaves" if in_class else "Enter goes on"
        self._app.put_alone(PageScreen("Something broke", rows, hint, self.go_home))

    # --- the title ---------------------------------------------------------------------------

    def open(self, name: str) -> None:
        """Open what was chosen on the title screen; what is not, as the way out, waits for no
        module of it."""
        match name:
            case "new":
                self._set_table()
            case "resume" | "replay":
                from wargame.tui.screens.saves import SavesScreen

                self._app.put(SavesScreen(name))
            case "lessons":
                from wargame.table.host.school import School

                self.practice.open_school(School(self._first_game()))
            case "puzzles":
                from wargame.table.host.puzzles import PuzzleBook

                self.practice.open_puzzles(PuzzleBook(self._first_game()))
            case "settings":
                self._app.action_settings()
            case "results":
                from wargame.table.panes.results import ResultsPage
                from wargame.tui.screens.page import PageScreen

                page = ResultsPage(self._app.shelf)
                self._app.put(PageScreen("Your results", page.rows, fill=page.read))
            case "decks":
                from wargame.tui.screens.decks import DecksScreen

                self._app.put(DecksScreen(self._app.library, self._set_table))
            case "rules":
                from wargame.table.panes.pages import how_to_play_rows
                from wargame.tui.screens.page import PageScreen

                rows = partial(how_to_play_rows, self._app.glyphs)
                self._app.put(PageScreen("How to play", lambda cells, _: rows(cells)))
            case _:
                self._app.action_leave_program()

    def _first_game(self) -> Game:
        """The game that lessons and puzzles are of where no deck was chosen."""
        from wargame.rules.game import Game
        from wargame.table.host.setup import FIRST_DECK

        return Game(load_deck(self._app.library.find(FIRST_DECK)))

    def _set_table(self, deck: str = "") -> None:
        """The form for a new game, a deck chosen in it if one is named."""
        from wargame.table.host.setup import Setup
        from wargame.tui.screens.new_game import NewGameScreen

        self._app.put(
            NewGameScreen(Setup(self._app.library, deck, suggest=self._app.shelf.suggest))
        )

    # --- tables ------------------------------------------------------------------------------

    def take_place(self, sitting: OnScreen | None) -> None:
        """At another table, or at none: nobody thinks at the last one any more, and each person
        of the next has a page to read."""
        left = self.table
        if left is not sitting:
            self._briefed.clear()
        if left is not None and left is not sitting:
            left.close()
            here = left.played_here
            is_played = here is not None and here.is_over and not here.is_set_up
            self.last_table = here if here and is_played and here.is_of_people else None
        self.table = sitting
        if sitting is not None:
            sitting.listen(self._app.tell_kept)
            self.is_class = self.is_class or sitting.control is not None
            sitting.glyphs = self._app.glyphs
            self._app.when_it_stands(partial(self._warm, sitting))

    def _warm(self, sitting: OnScreen) -> None:
        """Let those who think get ready, if the table is still the same."""
        if self.table is sitting:
            sitting.warm()

    def start(self, sitting: Sitting) -> None:
        """A new game: what is to be told of it, each person's page, then the table."""
        self.take_place(sitting)
        if sitting.notices:
            self._tell_notices(sitting, partial(self.start, sitting), "Enter goes on")
        elif not sitting.is_hot_seat and sitting.people:
            scene = sitting.scene(sitting.people[0])
            self._app.put_alone(first_brief(scene, lambda: self.sit_down(sitting)))
        else:
            self.sit_down(sitting)

    def rematch(self, sitting: Sitting, *, swapped: bool) -> None:
        """The same table again; the evening's score goes on."""
        from wargame.table.host.rematch import rematch

        self.start(rematch(self._app.shelf, sitting, swapped=swapped))

    def open_chapter(self, sitting: Sitting) -> Opened:
        """The next chapter of a campaign."""
        from wargame.table.host.campaign import open_after

        return open_after(sitting, self._app.library)

    def next_chapter(self, sitting: Sitting, opened: Opened) -> None:
        """On in a campaign; the evening's score goes on."""
        from wargame.table.host.campaign import next_chapter

        self.start(next_chapter(self._app.shelf, sitting, opened))

    def ask_bids(self, bidding: Bidding) -> None:
        """Ask whoever has not bid yet, with a page between two people; then begin."""
        from wargame.tui.screens.bid import BidScreen

        self._bidding, seat = bidding, bidding.next
        if not seat:
            self._begin_by(bidding)
        elif len(bidding.people) > 1:
            title = bidding.title(seat)
            said = f"{title} bids. Pass the keyboard on; everybody else looks away."
            ask = partial(self._app.put_alone, BidScreen(bidding, seat))
            self._app.put_alone(notice("Sealed bids", [said], ask))
        else:
            self._app.put_alone(BidScreen(bidding, seat))

    def _begin_by(self, bidding: Bidding) -> None:
        """Begin a game by what was bid for it, and say what that was."""
        found, self._bidding = bidding.settle(), None
        try:
            sitting = self._app.shelf.begin(
                found.game, found.players, bidding.seed, bidding.name, bidding.secret
            )
        except WargameError as error:
            self._app.put_alone(notice("The game cannot begin", [str(error)], self.go_home))
            return
        sitting.notices = [*sitting.notices, found.said]
        self.start(sitting)

    def _tell_notices(self, sitting: Sitting, then: Callable[[], None], hint: str) -> None:
        """What there is to say of a game, once."""
        said, sitting.notices = sitting.notices, ()
        self._app.put_alone(notice("Before you go on", said, then, hint))

    def sit_down(self, sitting: Sitting) -> None:
        """What is to be told first, then the table for whoever is to choose, or to watch."""
        from wargame.tui.screens.table import TableScreen

        self.take_place(sitting)
        if sitting.returning:
            self._ask_for(sitting, sitting.returning[0])
        elif sitting.notices:
            then = partial(self.sit_down, sitting)
            self._tell_notices(sitting, then, "Enter opens the table")
        elif sitting.is_over and sitting.people:
            self._app.put_alone(TableScreen(sitting, sitting.people[0]))
        elif sitting.control is not None:
            self.leave_console(sitting)
        elif not sitting.people:
            self._watch(sitting)
        elif sitting.is_hot_seat:
            if self._draws_luck(sitting, partial(self.sit_down, sitting)):
                self.hand_over(sitting)
        else:
            self._app.put_alone(TableScreen(sitting, sitting.people[0]))

    def _draws_luck(self, sitting: Sitting, again: Callable[[], None]) -> bool:
        """Take all luck that is due. False if a disk failed: people are asked, and then `again`."""
        try:
            sitting.draw_luck()
        except NotSaved as error:
            self.ask_where(sitting, error, again)
            return False
        return True

    def ask_where(self, sitting: AtTable, error: NotSaved, then: Callable[[], None]) -> None:
        """Ask where a game is to be kept from here on, after a disk failed; then go on with it."""
        from wargame.tui.not_kept import ask_where

        ask_where(self._app, sitting, error, then)

    def _watch(self, sitting: Sitting) -> None:
        """A game that nobody plays by hand."""
        from wargame.tui.screens.watch import WatchScreen

        self._app.put_alone(WatchScreen(sitting, sitting.game.seats[0]))

    def _ask_for(self, sitting: Sitting, one: Returning) -> None:
        """Ask whether somebody whom a save names sits down again, then go on."""

        def answer(is_yes: bool) -> None:
            sitting.answer(is_yes)
            self.sit_down(sitting)

        if not one.can_be_asked_about:
            answer(False)
            return
        self._app.put_alone(question("Let this line sit down again?", one.question, answer))

    def hand_over(self, sitting: Sitting) -> None:
        """Draw the curtain; the last seat's screen is gone before the next one is made."""
        from wargame.tui.screens.curtain import CurtainScreen

        control, seat = sitting.control, _next_seat(sitting)
        if control is not None and control.hands_open and not control.paused:
            self.reveal(sitting, seat)
            return
        self._app.put_alone(CurtainScreen(sitting, seat))

    def put_away(self) -> None:
        """Draw the curtain where others than whoever sits there may come back to the screen."""
        sitting = self.sitting
        if sitting is None or not sitting.hides_hands or not sitting.people:
            return
        if not (sitting.is_over or sitting.returning):
            sitting.cancel()
            self.hand_over(sitting)

    def show_console(self, sitting: Sitting) -> None:
        """Open the facilitator's console, if the table has one."""
        from wargame.tui.screens.console import ConsoleScreen

        if sitting.control is not None:
            sitting.cancel()
            self._app.put_alone(ConsoleScreen(sitting, sitting.control))

    def leave_console(self, sitting: Sitting) -> None:
        """Back to the table, through the curtain if hands are closed; or to the debrief, or away,
        if all is over."""
        control = sitting.control
        if not self._draws_luck(sitting, partial(self.leave_console, sitting)):
            return
        if sitting.is_over:
            self.show_debrief(sitting, (sitting.people or sitting.game.seats)[0])
        elif control is not None and control.leaves:
            self.go_home()
        elif not sitting.people:
            self._watch(sitting)
        else:
            self.hand_over(sitting)

    def reveal(self, sitting: Sitting, seat: str) -> None:
        """Lift the curtain: the seat's page the first time, then its table."""
        if seat in self._briefed or sitting.has_decided(seat):
            self._ask_people(sitting, seat)
            return
        self._briefed.add(seat)
        scene = sitting.scene(seat)
        self._app.put_alone(first_brief(scene, lambda: self._ask_people(sitting, seat)))

    def _ask_people(self, sitting: Sitting, seat: str) -> None:
        """Ask the people of a seat for what the plan of a class wants of them, then play."""
        from wargame.tui.screens.table import TableScreen
        from wargame.tui.screens.thinking import ThinkingScreen

        control = sitting.control
        asked = list(control.asks(seat)) if control is not None else []

        def go_on() -> None:
            if asked:
                here = asked.pop(0)
                after = asked[0][1] if asked else ""
                self._app.put_alone(ThinkingScreen(sitting, seat, here, go_on, after))
                return
            if control is not None:
                control.was_asked(seat)
            if _next_seat(sitting) != seat:
                self.hand_over(sitting)
            else:
                self._app.put_alone(TableScreen(sitting, seat))

        go_on()

    # --- a table that another machine has ----------------------------------------------------

    def join(self, sitting: OnScreen) -> None:
        """Wait until the host has opened it; then this seat's page, and the table."""
        from wargame.tui.screens.arriving import ArrivingScreen

        self.take_place(sitting)
        self._app.put_alone(ArrivingScreen(sitting, partial(self._arrive, sitting)))

    def _arrive(self, sitting: OnScreen) -> None:
        """The page of the seat where nothing was done in it yet, then the table."""
        from wargame.tui.screens.table import TableScreen

        scene = sitting.scene(sitting.people[0])
        table = partial(TableScreen, sitting, sitting.people[0])
        if any(one.entry.seat == scene.me for one in scene.seen):
            self._app.put_alone(table())
        else:
            self._app.put_alone(first_brief(scene, lambda: self._app.put_alone(table())))

    def show_gone(self, sitting: OnScreen) -> None:
        """Why nothing comes of a table any more."""
        title = "You are not at the table any more"
        self._app.put_alone(notice(title, [sitting.why_gone], self.go_home, "Enter leaves"))

    # --- what came of a game -----------------------------------------------------------------

    def show_debrief(self, sitting: OnScreen, seat: str) -> None:
        """How it ended, and why; what leads on from there takes the record."""
        from wargame.tui.screens.debrief import DebriefScreen
        from wargame.tui.screens.ended import EndedScreen

        here = sitting.played_here
        ended = EndedScreen(sitting, seat) if here is None else DebriefScreen(here, seat)
        self._app.put_alone(ended)

    def show_observed(self, followed: Followed) -> None:
        """A game that is played elsewhere, as everybody may see it; leaving it ends the program."""
        from wargame.tui.screens.observe import ObserveScreen

        self._app.put_alone(ObserveScreen(followed))

    def show_replay(self, sitting: Sitting, seat: str, first: int = 0, ply: int = -1) -> None:
        """Step through a game, from a round or a move on; whoever has the save of a table is asked
        first while others with its luck go on, or may go on."""
        from wargame.table.host.rewind import NOT_FOR_ALL
        from wargame.tui.screens.replay import ReplayScreen

        is_asked = sitting.is_open and sitting.control is None and sitting is not self._let_see
        if is_asked and (told := NOT_FOR_ALL if sitting.is_shut() else sitting.caution):
            self._ask_to_show(sitting, told, partial(self.show_replay, sitting, seat, first, ply))
            return
        sitting.glyphs = self._app.glyphs
        self._app.put(ReplayScreen(sitting, seat, first, ply))
        if sitting.notices:
            said, sitting.notices = sitting.notices, ()
            self._app.put(notice("Before you go on", said, self.back, "Enter opens the replay"))

    def _ask_to_show(self, sitting: Sitting, told: str, show: Callable[[], None]) -> None:
        """Ask whether cards that are drawn at other tables too are to be seen, and show them."""

        def answer(is_yes: bool) -> None:
            if not is_yes:
                self.back()
                return
            self._let_see = sitting
            self._app.take_off()
            show()

        self._app.put(question("Open this game here?", [told], answer))

    def ask_to_substitute(self, sitting: Sitting, seat: str) -> None:
        """Let somebody of the deck play a seat to the end, after a question; who plays there is
        told on a page of its own. Another person at the keyboard comes through the curtain."""

        def answer(is_yes: bool) -> None:
            self.back()
            if not is_yes:
                return
            go_on = self.hand_over if sitting.is_hot_seat else self.sit_down
            try:
                told = sitting.substitute(seat)
            except NotSaved as error:
                self.ask_where(sitting, error, partial(go_on, sitting))
            except WargameError as error:
                self._app.put(
                    notice("It has not happened", [str(error)], self.back, "Enter goes on")
                )
            else:
                self._app.put_alone(
                    notice("Before you go on", [told], partial(go_on, sitting), "Enter goes on")
                )

        side = sitting.titles.seats[seat]
        said = [f"Somebody of the deck plays {side} to the end of the game."]
        self._app.put(question("Give up your place?", said, answer))

    # --- the way back ------------------------------------------------------------------------

    def leave_table(self) -> None:
        """Home from a table; a class is left only after a question, also when its game is over: its
        debrief goes on."""
        sitting = self.table
        if sitting is None or sitting.control is None:
            self.go_home()
            return

        def answer(is_yes: bool) -> None:
            if is_yes:
                self.go_home()
            else:
                self.back()

        said = ["This ends the program for everybody at this keyboard.", sitting.whereabouts]
        self._app.put(question("Leave this class?", said, answer))

    def go_home(self) -> None:
        """To the title screen; what is kept has been kept. A class has none: its saves and other
        games are for nobody who may walk up to the keyboard, so that it is left for the shell,
        also from a game that left its game. So is a table that was joined, with how to go on."""
        is_guest = self.table is not None and self.sitting is None
        if self.is_class or is_guest:
            self._app.action_leave_program()
            return
        self._bidding = None
        self.take_place(None)
        self._app.close_shelf()
        self._app.put_alone(TitleScreen())

    def back(self) -> None:
        """To the screen before, or to the title if there is none."""
        if not self._app.take_off():
            self.go_home()


def _next_seat(sitting: Sitting) -> str:
    """Who is to sit down: whoever is asked for something, else whoever is to move."""
    people, control = sitting.people, sitting.control
    waiting = [seat for seat in people if control is not None and control.asks(seat)]
    if waiting:
        return waiting[0]
    mover = sitting.mover
    return mover if mover in people or not people else people[0]
