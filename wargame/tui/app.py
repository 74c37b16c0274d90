"""The app: which screen comes next, and leaving the terminal as it was found."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter, NoColor

from wargame.content.library import DeckLibrary, load_deck
from wargame.errors import WargameError
from wargame.store.settings import PACES, OwnSettings, read_settings
from wargame.table.words.glyphs import ASCII, UNICODE, Glyphs, wants_ascii
from wargame.table.words.rows import Row
from wargame.tui.commands import ListEntry
from wargame.tui.hangup import CHECK_S, leave_if_gone
from wargame.tui.home import Home, OpenMove, Take
from wargame.tui.keys import Key
from wargame.tui.leaving import Leaving
from wargame.tui.palette import DARK, THEMES, chosen_theme, first_theme, name_of
from wargame.tui.screens.base import BaseScreen
from wargame.tui.screens.title import TitleScreen
from wargame.tui.toolkit import CarefulApp
from wargame.tui.widgets.drawn import AsciiOnly

if TYPE_CHECKING:
    from wargame.table.host.bidding import Bidding
    from wargame.table.host.campaign import Opened
    from wargame.table.host.following import Followed
    from wargame.table.host.puzzles import Posed, PuzzleBook
    from wargame.table.host.returning import Returning
    from wargame.table.host.rewind import Rewind
    from wargame.table.host.school import School, Taught
    from wargame.table.host.shelf import Shelf
    from wargame.table.host.sitting import Sitting
    from wargame.table.told.offer import Package
    from wargame.table.told.scene import Scene
    from wargame.tui.keymap import Keymap
    from wargame.tui.screens.page import PageScreen

MOST_FAILURES = 3
"""Failures in a row after which the program gives up."""

PICTURES = 1_000
"""Pictures of screens in one folder, at most."""

STANDS_S = 0.5
"""After this the first screen stands, if the machine is not very busy."""

BARE = 2
"""Screens in the stack when one of ours is open: the toolkit's empty one is always beneath."""

First = Callable[[Home], None]


class WargameApp(CarefulApp):
    """Shows screens, one after the other.

    Args:
        first: Opens the first screen.
        shelf: Where games are kept; or what opens that, when it is first asked for.
        is_ascii: Draw with ASCII alone; asked of the environment unless said.
        leaving: Knows whether somebody has asked to leave.
    """

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar = [
        "look.tcss",
        "screens/board.tcss",
        "screens/curtain.tcss",
        "screens/forms.tcss",
        "screens/quarter.tcss",
        "widgets/form.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave_program", "Quit", show=False, priority=True),
        Binding("ctrl+z", "pause", "Suspend", show=False, priority=True),
        Binding("f3", "next_theme", "Colours", show=False, id="colours"),
        Binding("f4", "settings", "Settings", show=False, id="settings"),
        Binding("f9", "facilitate", "Console", show=False, id="console"),
        Binding("f8", "picture", "Picture", show=False, id="picture"),
    ]

    def __init__(
        self,
        first: First,
        shelf: Shelf | Callable[[], Shelf] | None = None,
        library: DeckLibrary | None = None,
        *,
        is_ascii: bool | None = None,
        leaving: Leaving | None = None,
    ) -> None:

        super().__init__(leaving)
        self._first = first
        self._opening = threading.RLock()
        self._open_shelf = shelf if callable(shelf) else None
        self._shelf = None if callable(shelf) else shelf
        self.library = library or DeckLibrary()
        self.first_deck = ""
        self._sitting: Sitting | None = None
        self.last_table: Sitting | None = None
        self._briefed: set[str] = set()
        self._screens_loop: asyncio.AbstractEventLoop | None = None
        self.settings = read_settings()
        self._is_ascii = is_ascii
        self.glyphs: Glyphs = ASCII if self._wants_ascii() else UNICODE
        self._no_color = NoColor(self.no_color)
        self._keymap_of_ours: Keymap | None = None
        self._begin_with_theme()

    def _begin_with_theme(self) -> None:
        """Take the likely theme before style sheets are read: a change later reads them again.

        A light one is left to `on_mount`, since the toolkit turns more than variables for it.
        """
        for theme in THEMES:
            self.register_theme(theme)
        likely = chosen_theme(self.settings.theme) or first_theme(self.console.color_system)
        if self.available_themes[likely].dark:
            self.set_reactive(App.theme, likely)
            self.stylesheet.set_variables(self.get_css_variables())

    def _wants_ascii(self) -> bool:
        """Whether to draw with ASCII alone: as was asked for, or chosen, else as can be drawn."""
        signs = self.settings.signs
        usual = wants_ascii(os.environ) if self._is_ascii is None else self._is_ascii
        return signs == "ascii" or (signs == "auto" and usual)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Where none are wanted no colours, though the toolkit's greys would be some."""
        ours = (AsciiOnly(self.glyphs is ASCII), self._no_color)
        return [*super().get_line_filters(), *(one for one in ours if one.enabled)]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK

    def on_mount(self) -> None:
        self.set_class(self.glyphs is ASCII, "-ascii")
        self.theme = chosen_theme(self.settings.theme) or self._usual_theme
        self.animation_level = "none" if self.is_still else self.animation_level
        if self.settings.keys:
            self.set_keymap(self.keymap.own)
        self._listen()
        if not self.is_headless:
            self.set_interval(CHECK_S, lambda: leave_if_gone(self.close_shelf))
        self._first(self)
        self.set_timer(STANDS_S, _look_for_garbage)

    @property
    def _usual_theme(self) -> str:
        """The theme where nobody has chosen one."""
        return first_theme("truecolor" if self.is_headless else self.console.color_system)

    @property
    def shelf(self) -> Shelf:
        """Where games are kept."""
        from wargame.table.host.shelf import NoShelf

        with self._opening:
            if self._shelf is None:
                self._shelf = self._open_shelf() if self._open_shelf is not None else NoShelf()
            self._shelf.listen(self._kept)
        return self._shelf

    def close_shelf(self) -> None:
        """Finish all writing, if there has been any."""
        if self._shelf is not None:
            self._shelf.close()

    def _kept(self) -> None:
        """From the writer's thread: show on the screen's own that all is saved, or is not."""
        loop = self._screens_loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._show_kept)

    def _show_kept(self) -> None:
        if self.is_running and isinstance(self.screen, BaseScreen):
            self.screen.show_kept()

    def _listen(self) -> None:
        """Leave in order when the terminal is closed or somebody ends the program."""
        from wargame.tui import pausing

        loop = self._screens_loop = asyncio.get_running_loop()
        if self._shelf is not None:  # one that is not open yet is listened to once it is
            self._shelf.listen(self._kept)

        def leave(code: int) -> None:
            loop.call_soon_threadsafe(self.exit, code)

        self.leaving.heed(leave)
        if self.leaving.code is not None:
            self.exit(self.leaving.code)
        pausing.listen(self)

    def action_leave_program(self) -> None:
        """Leave. Nothing is lost where the game is kept."""
        self.leaving.ask(0)
        self.exit(0)

    def action_pause(self) -> None:
        """Stop, as any job of a shell; what the shell has for it goes on."""
        from wargame.tui import pausing

        pausing.pause(self)

    def action_facilitate(self) -> None:
        """The facilitator's console, from a page that has no such key of its own."""
        from wargame.tui.screens.console import ConsoleScreen

        sitting = self._sitting
        if sitting is not None and not isinstance(self.screen, ConsoleScreen):
            self.show_console(sitting)

    def action_next_theme(self) -> None:
        """Dark, light, high contrast, or sixteen colours."""

        names = [theme.name for theme in THEMES]
        after = names[(names.index(self.theme) + 1) % len(names)]
        self.use(replace(self.settings, theme=name_of(after)))
        self.settings.keep()
        if isinstance(self.screen, BaseScreen):
            self.screen.refill()

    # --- what a person likes -----------------------------------------------------------------

    @property
    def keymap(self) -> Keymap:
        """The keys, somebody's own among them."""
        from wargame.tui.keymap import Keymap

        if self._keymap_of_ours is None:
            self._keymap_of_ours = Keymap(type(self), self.settings.keys)
        return self._keymap_of_ours

    @property
    def is_still(self) -> bool:
        """Whether nothing is to move by itself."""
        return self.settings.motion == "still"

    @property
    def card_s(self) -> float:
        """Seconds for which the card of a round stays; 0 until somebody closes it."""
        return PACES[self.settings.pace]

    def use(self, settings: OwnSettings) -> None:
        """Act by these settings from now on."""
        old, self.settings = self.settings, settings
        if settings.theme != old.theme:
            self.theme = chosen_theme(settings.theme) or self._usual_theme
        if settings.signs != old.signs:
            self._draw_with(ASCII if self._wants_ascii() else UNICODE)
        if settings.keys != old.keys:
            self.set_keymap(self.keymap.own)
        if settings.motion != old.motion:
            self.animation_level = "none" if self.is_still else "full"

    def _draw_with(self, glyphs: Glyphs) -> None:
        """Draw with other signs, also what was drawn before."""
        self.glyphs = glyphs
        self.set_class(glyphs is ASCII, "-ascii")
        if self._sitting is not None:
            self._sitting.glyphs = glyphs
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.redraw()

    def action_settings(self) -> None:
        """Colours, signs, motion, pace and keys."""
        from wargame.tui.choices import Choices
        from wargame.tui.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            keymap = self.keymap
            choices = Choices(lambda: self.settings, self.use, keymap)
            said = keymap.faults[0] if keymap.faults else ""
            self.push_screen(SettingsScreen(choices.listed, choices.choose, said))

    def action_picture(self) -> None:
        """A picture of what is on the screen, as a file beside whoever runs the program."""
        try:
            place = Path(self.save_screenshot(free_picture(Path.cwd())))
            self._tell(f"A picture of this screen is in {place.name}.")
        except OSError as error:
            self._tell(f"No picture: {error.strerror or error}.")

    def _tell(self, text: str) -> None:
        """Say something where the screen has a line for it."""
        if isinstance(self.screen, BaseScreen):
            self.screen.say(text)

    def show_failure(self, rows: Callable[[int, int], list[Row]]) -> None:
        """What broke, then the title."""
        from wargame.tui.screens.page import PageScreen

        self._only(PageScreen("Something broke", rows, "Enter goes on", self.go_home))

    # --- from screen to screen ---------------------------------------------------------------

    def open(self, name: str) -> None:
        """Open what was chosen on the title screen."""
        from wargame.rules.game import Game
        from wargame.table.host.puzzles import PuzzleBook
        from wargame.table.host.school import School
        from wargame.table.host.setup import FIRST_DECK
        from wargame.table.panes.pages import how_to_play_rows
        from wargame.tui.screens.decks import DecksScreen
        from wargame.tui.screens.page import PageScreen
        from wargame.tui.screens.saves import SavesScreen

        match name:
            case "new":
                self._set_table(self.first_deck)
            case "resume" | "replay":
                self.push_screen(SavesScreen(name))
            case "lessons":
                self.open_school(School(Game(load_deck(self.library.find(FIRST_DECK)))))
            case "puzzles":
                self.open_puzzles(PuzzleBook(Game(load_deck(self.library.find(FIRST_DECK)))))
            case "settings":
                self.action_settings()
            case "decks":
                self.push_screen(DecksScreen(self.library, self._set_table))
            case "rules":
                rows = partial(how_to_play_rows, self.glyphs)
                self.push_screen(PageScreen("How to play", lambda cells, _: rows(cells)))
            case _:
                self.action_leave_program()

    def _set_table(self, deck: str) -> None:
        """The form for a new game, a deck chosen in it."""
        from wargame.table.host.setup import Setup
        from wargame.tui.screens.new_game import NewGameScreen

        self.push_screen(NewGameScreen(Setup(self.library, deck, suggest=self.shelf.suggest)))

    def take_place(self, sitting: Sitting | None) -> None:
        """At another table, or at none: nobody thinks at the last one any more."""
        left = self._sitting
        if left is not None and left is not sitting:
            left.close()
            is_played = left.is_over and left.people and not left.is_set_up
            self.last_table = left if is_played else None
        self._sitting = sitting
        if sitting is not None:
            sitting.glyphs = self.glyphs
            sitting.warm()

    def start(self, sitting: Sitting) -> None:
        """A new game: each person's page first, then the table."""
        self.take_place(sitting)
        if not sitting.is_hot_seat and sitting.people:
            scene = sitting.scene(sitting.people[0])
            self._only(self._brief(scene, lambda: self.sit_down(sitting)))
        else:
            self.sit_down(sitting)

    def rematch(self, sitting: Sitting, *, swapped: bool) -> None:
        """The same table again; the evening's score goes on."""
        from wargame.table.host.rematch import rematch

        self.start(rematch(self.shelf, sitting, swapped=swapped))

    def open_chapter(self, sitting: Sitting) -> Opened:
        """The next chapter of a campaign."""
        from wargame.table.host.campaign import open_after

        return open_after(sitting, self.library)

    def next_chapter(self, sitting: Sitting, opened: Opened) -> None:
        """On in a campaign; the evening's score goes on."""
        from wargame.table.host.campaign import next_chapter

        self.start(next_chapter(self.shelf, sitting, opened))

    def ask_bids(self, bidding: Bidding) -> None:
        """Ask whoever has not bid yet, with a page between two people; then begin."""
        from wargame.table.panes.pages import notice_rows
        from wargame.tui.screens.bid import BidScreen
        from wargame.tui.screens.page import PageScreen

        seat = bidding.next
        if not seat:
            self._begin_by(bidding)
        elif len(bidding.people) > 1:
            title = bidding.title(seat)
            said = f"{title} bids. Pass the keyboard on; everybody else looks away."
            ask = partial(self._only, BidScreen(bidding, seat))
            self._only(
                PageScreen("Sealed bids", partial(notice_rows, [said]), "Enter goes on", ask)
            )
        else:
            self._only(BidScreen(bidding, seat))

    def _begin_by(self, bidding: Bidding) -> None:
        """Begin a game by what was bid for it, and say what that was."""
        from wargame.table.panes.pages import notice_rows
        from wargame.tui.screens.page import PageScreen

        found = bidding.settle()
        try:
            sitting = self.shelf.begin(
                found.game, found.players, bidding.seed, bidding.name, bidding.secret
            )
        except WargameError as error:
            rows = partial(notice_rows, [str(error)])
            self._only(PageScreen("The game cannot begin", rows, "Enter goes on", self.go_home))
            return
        sitting.notices = [*sitting.notices, found.said]
        self.start(sitting)

    def sit_down(self, sitting: Sitting) -> None:
        """What is to be told first, then the table for whoever is to choose, or to watch."""
        from wargame.table.panes.pages import notice_rows
        from wargame.tui.screens.page import PageScreen
        from wargame.tui.screens.table import TableScreen

        self.take_place(sitting)
        if sitting.returning:
            self._ask_for(sitting, sitting.returning[0])
        elif sitting.notices:
            rows = partial(notice_rows, sitting.notices)
            sitting.notices = ()
            then = partial(self.sit_down, sitting)
            self._only(PageScreen("Before you go on", rows, "Enter opens the table", then))
        elif sitting.is_over and sitting.people:
            self._only(TableScreen(sitting, sitting.people[0]))
        elif sitting.control is not None:
            self.leave_console(sitting)
        elif not sitting.people:
            self._watch(sitting)
        elif sitting.is_hot_seat:
            sitting.draw_luck()
            self.hand_over(sitting)
        else:
            self._only(TableScreen(sitting, sitting.people[0]))

    def _watch(self, sitting: Sitting) -> None:
        """A game that nobody plays by hand."""
        from wargame.tui.screens.watch import WatchScreen

        self._only(WatchScreen(sitting, sitting.game.seats[0]))

    def _ask_for(self, sitting: Sitting, one: Returning) -> None:
        """Ask whether somebody whom a save names sits down again, then go on."""

        from wargame.table.panes.pages import notice_rows
        from wargame.tui.screens.question import QuestionScreen

        def answer(is_yes: bool) -> None:
            sitting.answer(is_yes)
            self.sit_down(sitting)

        if not one.can_be_asked_about:
            answer(False)
            return
        rows = partial(notice_rows, one.question)
        self._only(QuestionScreen("Let this line sit down again?", rows, answer))

    def hand_over(self, sitting: Sitting) -> None:
        """Draw the curtain; the last seat's screen is gone before the next one is made."""
        from wargame.tui.screens.curtain import CurtainScreen

        control, seat = sitting.control, _next_seat(sitting)
        if control is not None and control.hands_open and not control.paused:
            self.reveal(sitting, seat)
            return
        self._only(CurtainScreen(sitting, seat))

    def show_console(self, sitting: Sitting) -> None:
        """Open the facilitator's console, if the table has one."""
        from wargame.tui.screens.console import ConsoleScreen

        if sitting.control is not None:
            sitting.cancel()
            self._only(ConsoleScreen(sitting, sitting.control))

    def leave_console(self, sitting: Sitting) -> None:
        """Back to the table through the curtain; or to the debrief, or away, if all is over."""
        from wargame.tui.screens.curtain import CurtainScreen
        from wargame.tui.screens.watch import WatchScreen

        control = sitting.control
        sitting.draw_luck()
        if sitting.is_over:
            self.show_debrief(sitting, (sitting.people or sitting.game.seats)[0])
        elif control is not None and control.leaves:
            self.go_home()
        elif not sitting.people:
            self._only(WatchScreen(sitting, sitting.game.seats[0]))
        else:
            self._only(CurtainScreen(sitting, _next_seat(sitting)))

    def reveal(self, sitting: Sitting, seat: str) -> None:
        """Lift the curtain: the seat's page the first time, then its table."""
        if seat in self._briefed or sitting.has_decided(seat):
            self._ask_people(sitting, seat)
            return
        self._briefed.add(seat)
        scene = sitting.scene(seat)
        self._only(self._brief(scene, lambda: self._ask_people(sitting, seat)))

    def _ask_people(self, sitting: Sitting, seat: str) -> None:
        """Ask the people of a seat for what the plan of a class wants of them, then play."""
        from wargame.tui.screens.table import TableScreen
        from wargame.tui.screens.thinking import ThinkingScreen

        control = sitting.control
        asked = list(control.asks(seat)) if control is not None else []

        def go_on() -> None:
            if asked:
                self._only(ThinkingScreen(sitting, seat, asked.pop(0), go_on))
                return
            if control is not None:
                control.was_asked(seat)
            if _next_seat(sitting) != seat:
                self.hand_over(sitting)
            else:
                self._only(TableScreen(sitting, seat))

        go_on()

    def _brief(self, scene: Scene, then: Callable[[], None] | None) -> PageScreen:
        from wargame.table.panes.pages import outset_rows, page_rows
        from wargame.tui.screens.page import PageScreen

        title = f"{scene.deck.title}: your page"
        hint = "Enter begins" if then else "Esc goes back to the table"
        if then is not None:
            return PageScreen(title, partial(outset_rows, scene), hint, then)
        return PageScreen(title, lambda cells, _: page_rows(scene, "brief", cells), hint)

    def show_quarter(self, scene: Scene) -> None:
        """What the round that is over has brought, over the table."""
        from wargame.tui.screens.quarter import QuarterScreen

        self.push_screen(QuarterScreen(scene))

    def show_headlines(self, scene: Scene) -> None:
        """The headlines that were just revealed, over the table."""
        from wargame.tui.screens.quarter import HeadlinesScreen

        self.push_screen(HeadlinesScreen(scene))

    def show_brief(self, scene: Scene) -> None:
        """The page that a seat reads before play, again."""
        self.push_screen(self._brief(scene, None))

    def show_thinking(self, sitting: Sitting, seat: str) -> None:
        """Let a person write down what they think."""
        from wargame.tui.screens.thinking import ThinkingScreen

        self.push_screen(ThinkingScreen(sitting, seat))

    def show_rules(self, scene: Scene) -> None:
        """How this deck is played."""
        from wargame.table.panes.pages import rules_rows
        from wargame.tui.screens.page import PageScreen

        self.push_screen(PageScreen("The rules", lambda cells, _: rules_rows(scene, cells)))

    def show_offer(self, scene: Scene, take: Take, package: Package | None = None) -> None:
        """The form for a package."""
        from wargame.tui.screens.offer import OfferScreen

        self.push_screen(OfferScreen(scene, take, package))

    def show_advice(self, sitting: Sitting, scene: Scene, open_move: OpenMove) -> None:
        """Three moves with their prospects."""
        from wargame.tui.screens.adviser import AdviserScreen

        self.push_screen(AdviserScreen(sitting, scene, open_move))

    def show_branch(self, scene: Scene, rewind: Rewind) -> None:
        """The form for a game that leaves another."""
        from wargame.tui.screens.branch import BranchScreen

        self.push_screen(BranchScreen(scene, rewind))

    def show_commands(self, commands: Sequence[ListEntry], title: str = "") -> None:
        """Everything that can be done, to be found by typing."""
        from wargame.tui.screens.commands import CommandsScreen

        self.push_screen(CommandsScreen(commands, title))

    def show_help(self, label: str, about: str, keys: Sequence[Key]) -> None:
        """What a pane is for, and its keys."""
        from wargame.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(label, about, keys))

    def show_debrief(self, sitting: Sitting, seat: str) -> None:
        """How it ended, and why."""
        from wargame.tui.screens.debrief import DebriefScreen

        self._only(DebriefScreen(sitting, seat))

    def show_observed(self, followed: Followed) -> None:
        """A game that is played elsewhere, as everybody may see it; leaving it ends the program."""
        from wargame.tui.screens.observe import ObserveScreen

        self._only(ObserveScreen(followed))

    def show_replay(self, sitting: Sitting, seat: str, first: int = 0, ply: int = -1) -> None:
        """Step through a game, from a round or a move on."""
        from wargame.tui.screens.replay import ReplayScreen

        sitting.glyphs = self.glyphs
        self.push_screen(ReplayScreen(sitting, seat, first, ply))

    def open_school(self, school: School, name: str = "") -> None:
        """The lessons of a deck, or one of them."""
        from wargame.tui.screens.lesson import LessonsScreen

        if name:
            self.teach(school.open(school.named(name)))
            return
        self.take_place(None)
        self._only(LessonsScreen(school))

    def teach(self, taught: Taught) -> None:
        """The table of a lesson."""
        from wargame.tui.screens.lesson import LessonScreen

        self.take_place(taught.sitting)
        self._only(LessonScreen(taught))

    def show_learned(self, taught: Taught) -> None:
        """What came of a lesson; then the next one, or the list of all."""
        from wargame.table.panes.pages import notice_rows
        from wargame.tui.screens.page import PageScreen

        school = taught.school
        after = school.next if taught.teaching.is_done else taught.lesson
        then = partial(self.open_school, school, after.id if after else "")
        title = "Learned" if taught.teaching.is_done else "Once more"
        self._only(
            PageScreen(
                title, partial(notice_rows, taught.outcome), "Enter goes on, Esc leaves", then
            )
        )

    def open_puzzles(self, book: PuzzleBook) -> None:
        """The puzzles of a deck."""
        from wargame.tui.screens.puzzle import PuzzlesScreen

        self.take_place(None)
        self._only(PuzzlesScreen(book))

    def pose(self, posed: Posed) -> None:
        """The table of a puzzle."""
        from wargame.tui.screens.lesson import LessonScreen

        self.take_place(posed.sitting)
        self._only(LessonScreen(posed))

    def show_judged(self, posed: Posed) -> None:
        """What came of a try at a puzzle."""
        from wargame.tui.screens.puzzle import JudgedScreen

        self._only(JudgedScreen(posed))

    def offer_school(self, school: School, then: Callable[[], None]) -> None:
        """Ask somebody new whether they want lessons first."""

        from wargame.table.panes.pages import notice_rows
        from wargame.tui.screens.question import QuestionScreen

        def answer(is_yes: bool) -> None:
            school.begun()
            if is_yes:
                self.open_school(school)
            else:
                then()

        count = len(school.lessons)
        said = [
            f"New here? {count} lessons of about a minute teach this game, one idea each.",
            "You can leave at any time and go on later, by t on the title screen.",
            "y begins the lessons; Enter begins the game.",
        ]
        self._only(QuestionScreen("Learn first?", partial(notice_rows, said), answer))

    def go_home(self) -> None:
        """To the title screen; what is kept has been kept."""
        self._briefed.clear()
        self.take_place(None)
        self.close_shelf()
        self._only(TitleScreen())

    def back(self) -> None:
        """To the screen before, or to the title if there is none."""
        if len(self.screen_stack) > BARE:
            self.pop_screen()
        else:
            self.go_home()

    def _only(self, screen: BaseScreen) -> None:
        """Show a screen in place of all others."""
        while len(self.screen_stack) > BARE:
            self.pop_screen()
        if len(self.screen_stack) == BARE:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)


def _look_for_garbage() -> None:
    """Have Python look for garbage from now on, but for what stands since the start."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def run_app(app: WargameApp) -> int:
    """Run an app to its end; where it breaks, say so on a screen of its own and go on.

    Returns:
        The exit code: the one that was asked for, whatever broke on the way.
    """
    leaving = app.leaving
    leaving.guard(app.close_shelf)
    for _ in range(MOST_FAILURES):
        app.run()
        app.take_place(None)
        app.close_shelf()
        if leaving.finish() is not None or app.failure is None:
            return leaving.code or 0
        app = _after(app, app.failure)
    return 1


def _after(app: WargameApp, failure: Exception) -> WargameApp:
    """The app that tells about a failure and then goes on."""
    from wargame.tui.screens.error import error_rows

    rows = error_rows(failure)
    return WargameApp(
        lambda one: one.show_failure(rows), lambda: app.shelf, app.library, leaving=app.leaving
    )


def free_picture(folder: Path) -> str:
    """The first name of a picture that is not taken in a folder.

    Raises:
        FileExistsError: There are too many.
    """
    for number in range(1, PICTURES + 1):
        name = f"wargame-{number}.svg"
        if not (folder / name).exists():
            return str(folder / name)
    raise FileExistsError(0, "there are too many pictures in this folder")


def _next_seat(sitting: Sitting) -> str:
    """Who is to sit down: whoever is asked for something, else whoever is to move."""
    people, control = sitting.people, sitting.control
    waiting = [seat for seat in people if control is not None and control.asks(seat)]
    if waiting:
        return waiting[0]
    mover = sitting.mover
    return mover if mover in people or not people else people[0]
