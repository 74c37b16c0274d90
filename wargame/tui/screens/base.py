"""What all screens have in common: breakpoints, the size guard, and help."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from functools import partial
from typing import ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.reactive import Reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from wargame.table.words.gate import fitting
from wargame.table.words.rows import ALERT, DIM, STRONG, Line, Span
from wargame.tui.commands import ListEntry
from wargame.tui.home import Home, ScreenApp
from wargame.tui.keys import NO_WORDS, active, help_keys, key_line, shown_key, shown_keys
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.frame import Framed
from wargame.tui.widgets.pane import Pane

LEAST = (80, 24)
"""The smallest screen on which everything works."""
OPENING = "Opening …"
"""Said while a game opens."""


class BaseScreen(Screen[None]):
    """A screen that knows when it is too small, and says which keys it takes.

    Its children carry the class `body` unless they are the notice about the size.
    """

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - the toolkit's own attribute
        (0, "-narrow"),
        (80, "-s"),
        (120, "-m"),
        (180, "-l"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - the toolkit's own attribute
        (0, "-low"),
        (24, "-h24"),
        (36, "-h36"),
        (55, "-h55"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help", key_display="?", id="help"),
        Binding("colon,ctrl+p", "commands", "Commands", key_display=":", show=False, id="commands"),
    ]

    # Moving the focus repaints the frames of two widgets. Without this it repaints the screen.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    _is_shut = False
    has_begun = False
    """Whether all that it is made of has been there, so that keys can act."""
    about = ""
    """What `?` tells about this screen: where no pane has the focus, or where there is room."""
    areas: ClassVar[dict[str, str]] = {"help": "Program", "commands": "Program"}
    """Where actions belong in the list of commands; others belong to this screen."""
    place = "everywhere"
    """Where keys act that are bound here, to go on a sentence with."""
    has_letters = False
    """Whether letters mean something here already, so that they are no keys for anything else."""
    area = "Page"
    """What the list of commands calls this screen."""

    @property
    def our_app(self) -> ScreenApp:
        """The app: its signs, its shelf, what a person likes."""
        return cast("ScreenApp", self.app)

    @property
    def home(self) -> Home:
        """The way to other screens."""
        return self.our_app.home

    def compose(self) -> ComposeResult:
        self._fit()
        yield Bar(self._size_words, id="too-small")
        yield from self.compose_body()
        yield Bar(id="keys", keys=True)

    def _fit(self) -> None:
        """Take the classes of the size before the first picture.

        The toolkit gives them once the screen has its size, and by then all of it has been painted
        for none.
        """
        width, height = self.app.size
        for points, cells in (
            (self.HORIZONTAL_BREAKPOINTS, width),
            (self.VERTICAL_BREAKPOINTS, height),
        ):
            self.add_class(max(one for one in points if one[0] <= cells)[1])

    def compose_body(self) -> ComposeResult:
        """What the screen is made of, above the line of keys."""
        return iter(())

    needs: ClassVar[tuple[str, ...]] = ()
    """Parts inside others without which it does not begin, and has no focus to give back."""

    # Where somebody leaves while a screen opens, its children are never made, or theirs are not:
    # hence the questions whether it is attached, and what is there.

    @property
    def is_made(self) -> bool:
        """Whether all its parts are there: not before it is laid out, nor once it is left."""
        return self.is_attached and all(self.query(one) for one in ("#keys", *self.needs))

    def on_mount(self) -> None:
        if self.is_made:
            self.has_begun = True
            self.begin()

    def begin(self) -> None:
        """Do what is to be done once all is in its place; called once, unless the app leaves."""

    # --- what is to happen later -------------------------------------------------------------

    # The toolkit takes a screen's parts away before it stops its clocks and lets its messages go,
    # so what was to happen later would look for parts that are there no more. A test holds that
    # every screen comes by here.

    def soon(self, act: Callable[..., object], *given: object) -> None:
        """Do something once what came before is done, unless the screen is left by then."""
        self.call_later(self._if_made, act, *given)

    def once_drawn(self, act: Callable[..., object], *given: object) -> None:
        """Do something once all that has changed is drawn, unless the screen is left by then."""
        self.call_after_refresh(self._if_made, act, *given)

    def after(self, seconds: float, act: Callable[[], object]) -> Timer:
        """Do something once after a while, unless the screen is left by then."""
        return self.set_timer(seconds, partial(self._if_made, act))

    def every(self, seconds: float, act: Callable[[], object]) -> Timer:
        """Do something again and again, as long as the screen is there."""
        return self.set_interval(seconds, partial(self._if_made, act))

    def _if_made(self, act: Callable[..., object], *given: object) -> None:
        if self.is_made:
            act(*given)

    def shut(self) -> bool:
        """Go back to the screen before. False if that is under way: keys can come in a burst."""
        is_first, self._is_shut = not self._is_shut, True
        if is_first:
            self.dismiss()
        return is_first

    def go_back(self) -> None:
        """To the screen before, or to the title; nothing where that has been done: see `shut`."""
        if self.is_current:
            self.home.back()

    # --- what most screens have nothing of ----------------------------------------------------

    def say(self, text: str) -> None:
        """Say something in the line of the prompt, where there is one."""

    def show_kept(self) -> None:
        """Show whether all that was done is on disk."""

    def refill(self) -> None:
        """Show the settings as they are now."""

    # --- size --------------------------------------------------------------------------------

    @property
    def is_too_small(self) -> bool:
        """Whether nothing but a notice is shown."""
        return self.size.width < LEAST[0] or self.size.height < LEAST[1]

    def _size_words(self, cells: int) -> Line:
        need, have = "x".join(map(str, LEAST)), f"{self.size.width}x{self.size.height}"
        ways = (
            f"This window is {have}. Make it {need} or larger: nothing is lost.",
            f"{have}: make the window {need} or larger",
            f"need {need}, have {have}",
        )
        return (Span(fitting(ways, cells), ALERT),)

    def on_resize(self, event: events.Resize) -> None:
        if not self.is_attached:
            return
        if self.is_too_small:
            self.query_one("#too-small", Bar).show(self._size_words)
        else:
            self.once_drawn(self._focus_again)

    def _focus_again(self) -> None:
        self.refocus()
        self.show_keys()  # some act at some sizes alone

    def show_prompt(self) -> None:
        """Draw the line of the prompt anew."""
        for bar in self.query("#prompt").results(Bar):  # none yet where a screen is being made
            bar.show(self._prompt)

    def _prompt(self, cells: int) -> Line:
        return ()

    def prompted(self, said: str, role: str = DIM) -> Line:
        """What is said in the line of the prompt, behind its sign."""
        return (Span(f"{self.our_app.glyphs.cursor} ", STRONG), Span(said, role))

    def refocus(self) -> None:
        """Give the focus back to what had it before the screen was too small."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key acts before the screen is there, nor while it is too small, so that nothing is
        done unseen; and none for what there is not here."""
        can_act = self.has_begun and not self.is_too_small and self.has_action(action)
        return can_act or action == "leave_program"

    def has_action(self, action: str) -> bool:
        """Whether there is such a thing to do here now; what there is not has no key."""
        return True

    def redraw(self) -> None:
        """Draw everything anew, with other signs."""
        if self.is_attached:
            for pane in self.query(Pane):
                pane.redraw()
            for bar in self.query(Bar):
                bar.redraw()

    # --- keys and help -----------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        self.show_keys()

    def on_screen_resume(self) -> None:
        self.once_drawn(self.show_keys)

    def show_keys(self) -> None:
        """Show the keys that act now."""
        keys = shown_keys(self, self.idle_keys(), self.key_words())
        for bar in self.query("#keys").results(Bar):
            bar.show(lambda cells: key_line(keys, cells))

    def idle_keys(self) -> Set[str]:
        """Actions whose keys are not worth showing now."""
        return frozenset()

    def key_words(self) -> Mapping[str, str]:
        """What actions do just now, where that is not what their keys are called."""
        return NO_WORDS

    def commands(self) -> list[ListEntry]:
        """What can be done on this screen, by key or from the list of it."""
        found: dict[str, ListEntry] = {}
        every = active(self)
        open_keys = {binding.key for _, binding in every}
        for node, binding in every:
            if isinstance(node, Widget) and node is not self:
                continue  # moving a cursor is no command
            do = partial(self._do, node, binding.action)
            about = self.told_of(binding.action) or _about(node, binding.action)
            key = shown_key(binding, open_keys)
            area = self._area_of(node, binding.action)
            why = self.why_idle(binding.action)
            command = ListEntry(area, binding.description, key, about, do, why)
            found.setdefault(binding.description, command)
        return [one for label, one in found.items() if label != "Commands"]

    def told_of(self, action: str) -> str:
        """What an action does here, in a sentence, where its own words do not say it; or ""."""
        return ""

    def why_idle(self, action: str) -> str:
        """Why an action would do nothing now, or ""."""
        return ""

    def _area_of(self, node: DOMNode, action: str) -> str:
        """Where an action belongs."""
        owner = "Program" if node is self.app else self.area
        return self.areas.get(action.partition("(")[0], owner)

    def _do(self, node: DOMNode, action: str) -> None:
        self.app.run_worker(self.app.run_action(action, node))

    def action_commands(self) -> None:
        """List what can be done now."""
        self.home.over.show_commands(self.commands())

    def action_help(self) -> None:
        """Explain what has the focus."""
        around = self.focused.ancestors_with_self if self.focused is not None else ()
        told = next((one for one in around if isinstance(one, Framed)), None)
        label, about = (told.label, told.about) if told is not None else ("", "")
        whole = self.about if about and about != self.about else ""
        self.home.over.show_help(label, about or self.about, help_keys(self), whole)


def _about(node: DOMNode, action: str) -> str:
    """What an action does, as its own words say it."""
    method = getattr(node, f"action_{action.partition('(')[0]}", None)
    return (method.__doc__ or "").partition(".")[0] if method is not None else ""
