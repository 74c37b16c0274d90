"""The app: colours, signs, keys, the stack of screens; and the terminal left as it was found."""

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

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter, NoColor

from wargame.content.library import DeckLibrary
from wargame.errors import system_says
from wargame.store.settings import PACES, OwnSettings, read_settings
from wargame.table.words.glyphs import ASCII, UNICODE, Glyphs, lacks_signs
from wargame.tui.background import tell
from wargame.tui.hangup import CHECK_S, leave_if_gone
from wargame.tui.held import HeldEnter
from wargame.tui.home import Home
from wargame.tui.leaving import Leaving
from wargame.tui.navigator import Navigator
from wargame.tui.palette import DARK, THEMES, chosen_theme, first_theme, name_of
from wargame.tui.screens.base import BaseScreen
from wargame.tui.toolkit import CarefulApp
from wargame.tui.widgets.drawn import AsciiOnly

if TYPE_CHECKING:
    from wargame.table.host.kept import KeptGames
    from wargame.tui.keymap import Keymap

MOST_FAILURES = 3
"""Failures in a row after which the program gives up."""

PICTURES = 1_000
"""Pictures of screens in one folder, at most."""

LEFT_TABLE = 2
"""The exit code where the program has failed at a table that another machine has."""

STANDS_S = 0.5
"""After this a screen stands, if the machine is not very busy."""

BARE = 2
"""Screens in the stack when one of ours is open: the toolkit's empty one is always beneath."""

First = Callable[[Home], None]


class WargameApp(CarefulApp):
    """Shows screens, one after the other.

    Args:
        first: Opens the first screen.
        shelf: Where games are kept; or what opens that, when it is first asked for.
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
        Binding("ctrl+c", "tell_leaving", show=False),
        Binding("f3", "next_theme", "Colours", show=False, id="colours"),
        Binding("f4", "settings", "Settings", show=False, id="settings"),
        Binding("f9", "facilitate", "Console", show=False, id="console"),
        Binding("f8", "picture", "Picture", show=False, id="picture"),
    ]

    def __init__(
        self,
        first: First,
        shelf: KeptGames | Callable[[], KeptGames],
        library: DeckLibrary,
        *,
        leaving: Leaving | None = None,
    ) -> None:
        super().__init__(leaving)
        self._first = first
        self._opening = threading.RLock()
        self._open_shelf = shelf if callable(shelf) else lambda: shelf
        self._shelf = None if callable(shelf) else shelf
        self.library = library
        self.home = Navigator(self)
        self._enter = HeldEnter()
        self._screens_loop: asyncio.AbstractEventLoop | None = None
        self.settings = read_settings()
        self._is_plain = lacks_signs(os.environ)
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
        return signs == "ascii" or (signs == "auto" and self._is_plain)

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
        self._first(self.home)
        self.when_it_stands(_look_for_garbage)

    def when_it_stands(self, act: Callable[[], None]) -> None:
        """Do something once the next screen stands, which it would else have to wait for."""
        self.set_timer(STANDS_S, act)

    @property
    def _usual_theme(self) -> str:
        """The theme where nobody has chosen one."""
        return first_theme("truecolor" if self.is_headless else self.console.color_system)

    @property
    def shelf(self) -> KeptGames:
        """Where games are kept."""
        with self._opening:
            found = self._shelf = self._shelf or self._open_shelf()
            found.listen(self.tell_kept)
        return found

    def close_shelf(self) -> None:
        """Finish all writing, if there has been any."""
        if self._shelf is not None:
            self._shelf.close()

    def tell_kept(self) -> None:
        """From the writer's thread, or a line's: show on the screen's own that all is saved, or is
        not, and how the line is."""
        if self._screens_loop is not None:
            tell(self._screens_loop, self._show_kept)

    def _show_kept(self) -> None:
        for screen in self.screen_stack if self.is_running else ():
            if isinstance(screen, BaseScreen):  # the table is in sight under a card too
                screen.show_kept()

    def _listen(self) -> None:
        """Leave in order when the terminal is closed or somebody ends the program."""
        from wargame.tui import pausing

        loop = self._screens_loop = asyncio.get_running_loop()
        if self._shelf is not None:  # one that is not open yet is listened to once it is
            self._shelf.listen(self.tell_kept)
        self.leaving.heed(lambda code: tell(loop, partial(self.exit, code)))
        if self.leaving.code is not None:
            self.exit(self.leaving.code)
        pausing.listen(self, self.home.put_away)

    async def on_event(self, event: events.Event) -> None:
        """Note what is pressed, before anything is done about it."""
        if not event.is_forwarded and isinstance(event, (events.Key, events.MouseDown)):
            self._enter.note(event.key if isinstance(event, events.Key) else "", event.time)
        await super().on_event(event)

    @property
    def is_held(self) -> bool:
        """Whether what was pressed last was Enter, held down."""
        return self._enter.is_held

    def action_leave_program(self) -> None:
        """Leave. Nothing is lost where the game is kept."""
        self.leaving.ask(0)
        self.exit(0)

    def action_tell_leaving(self) -> None:
        """Say what leaves, to whoever presses what does in other programs."""
        self._tell("Ctrl+Q leaves the program.")

    def action_pause(self) -> None:
        """Stop, as any job of a shell; what the shell has for it goes on."""
        from wargame.tui import pausing

        pausing.pause(self, self.home.put_away)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a class has a facilitator."""
        sitting = self.home.sitting
        is_on = action != "facilitate" or (sitting is not None and sitting.control is not None)
        return super().check_action(action, parameters) if is_on else False

    def action_facilitate(self) -> None:
        """The facilitator's console, from a page that has no such key of its own."""
        from wargame.tui.screens.console import ConsoleScreen

        sitting = self.home.sitting
        if sitting is not None and not isinstance(self.screen, ConsoleScreen):
            self.home.show_console(sitting)

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

    def ring(self) -> None:
        """Sound the terminal's bell, unless somebody does not want it."""
        if self.settings.bell != "never":
            self.bell()

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
        if self.home.table is not None:
            self.home.table.glyphs = glyphs
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.redraw()

    def action_settings(self) -> None:
        """Colours, signs, motion, pace and keys."""
        from wargame.tui.choices import Choices
        from wargame.tui.screens.settings import SettingsScreen

        keymap = self.keymap
        choices = Choices(lambda: self.settings, self.use, keymap)
        said = keymap.faults[0] if keymap.faults else ""
        self.put(SettingsScreen(choices.listed, choices.choose, said))

    def action_picture(self) -> None:
        """A picture of what is on the screen, as a file beside whoever runs the program."""
        try:
            place = Path(self.save_screenshot(free_picture(Path.cwd())))
            self._tell(f"A picture of this screen is in {place.name}.")
        except OSError as error:
            self._tell(f"No picture: {system_says(error)}.")

    def _tell(self, text: str) -> None:
        """Say something where the screen has a line for it."""
        if isinstance(self.screen, BaseScreen):
            self.screen.say(text)

    # --- the stack of screens ----------------------------------------------------------------

    def put(self, screen: BaseScreen) -> None:
        """Show a screen over this one; not a second of its kind, as two keys in a burst ask for."""
        if type(self.screen) is not type(screen):
            self.push_screen(screen)

    def take_off(self) -> bool:
        """Show the screen beneath this one; False if there is none."""
        if len(self.screen_stack) <= BARE:
            return False
        self.pop_screen()
        return True

    def put_alone(self, screen: BaseScreen) -> None:
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


def run_app(app: WargameApp, say: Callable[[str], None] = lambda _: None) -> int:
    """Run an app to its end; where it breaks, say so on a screen of its own and go on.

    Args:
        say: Tells, once the terminal is as it was, where the game is that somebody left.

    Returns:
        The exit code: the one that was asked for, whatever broke on the way.
    """
    leaving, left = app.leaving, ""
    leaving.guard(app.close_shelf, lambda: say(app.home.whereabouts or left))
    for _ in range(MOST_FAILURES):
        with app.noting():
            app.run()
        left = app.home.whereabouts or left
        blamed = app.home.blamed(app.failure) if app.failure is not None else ""
        with app.noting():
            app.home.take_place(None)
        with app.noting():
            app.close_shelf()
        if blamed and leaving.finish() is None:
            say(blamed)
            return LEFT_TABLE
        if leaving.finish() is not None or app.failure is None:
            say(left)
            return leaving.code or 0
        app = _after(app, app.failure, left)
    say(left)
    return 1


def _after(app: WargameApp, failure: Exception, left: str) -> WargameApp:
    """The app that tells about a failure and then goes on: to the title, or, in a class, out.

    Args:
        left: Where the game is that broke off.
    """
    from wargame.tui.screens.error import error_rows

    in_class = app.home.is_class
    on = "Enter or Esc goes to the title, where it can be gone on with."
    rows = error_rows(failure, f"Enter or Esc leaves. {left}" if in_class else on)

    def tell(home: Home) -> None:
        home.show_failure(rows, in_class=in_class)

    return WargameApp(tell, lambda: app.shelf, app.library, leaving=app.leaving)


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
