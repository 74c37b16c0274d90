"""Keys of one's own: which actions may have another key, and why a key cannot be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.binding import Binding
from textual.dom import DOMNode

from wargame.dataclass import dataclass
from wargame.errors import nearest
from wargame.tui.keys import key_of, name
from wargame.tui.screens.base import BaseScreen
from wargame.tui.screens.curtain import CurtainScreen
from wargame.tui.screens.debrief import DebriefScreen
from wargame.tui.screens.looking import LookingScreen
from wargame.tui.screens.observe import ObserveScreen
from wargame.tui.screens.practice import PracticeScreen
from wargame.tui.screens.quarter import QuarterScreen
from wargame.tui.screens.replay import ReplayScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.screens.title import TitleScreen
from wargame.tui.screens.watch import WatchScreen
from wargame.tui.widgets.pane import Pane

SCREENS: tuple[type[BaseScreen], ...] = (
    *(TableScreen, PracticeScreen, ReplayScreen, ObserveScreen, WatchScreen),
    *(DebriefScreen, QuarterScreen, CurtainScreen, TitleScreen),
)
"""Screens with keys of their own that a new key must not take."""


@dataclass(frozen=True, slots=True)
class Rebindable:
    """An action that may have another key.

    Attributes:
        id: Its name in the settings.
        owner: What binds it.
        keys: Its usual keys.
        does: What it does, in a word or two.
        about: What it does, in a sentence.
    """

    id: str
    owner: type[DOMNode]
    keys: tuple[str, ...]
    does: str
    about: str

    @property
    def is_everywhere(self) -> bool:
        """Whether it acts on every screen."""
        return self.owner is BaseScreen or not issubclass(self.owner, BaseScreen)

    @property
    def is_among_letters(self) -> bool:
        """Whether it acts where letters mean something else."""
        return self.is_everywhere or (issubclass(self.owner, BaseScreen) and self.owner.has_letters)

    @property
    def place(self) -> str:
        """Where it acts, to go on a sentence with."""
        return self.owner.place if issubclass(self.owner, BaseScreen) else BaseScreen.place


class Keymap:
    """The keys of every named action, the usual ones and somebody's own.

    Args:
        app: The app, whose keys act everywhere.
        own: Actions with a key of somebody's own, by their names.

    Attributes:
        actions: Every action that may have another key, by its name.
        faults: Why some of these keys cannot be, a sentence each.
    """

    def __init__(self, app: type[DOMNode], own: Mapping[str, str]) -> None:
        self._app = app
        self.actions = _named(
            *(TableScreen, LookingScreen, ReplayScreen, DebriefScreen, CurtainScreen),
            *(BaseScreen, app),
        )
        self._own = {
            action: key_of(typed)
            for action, typed in own.items()
            if action in self.actions and key_of(typed)
        }
        self.faults: list[str] = []
        for action, typed in own.items():
            if why := self.set(action, typed):
                self.faults.append(why)
                self._own.pop(action, "")

    @property
    def own(self) -> dict[str, str]:
        """The keys that are not the usual ones, as the toolkit takes them."""
        return dict(self._own)

    def keys(self, action: str) -> tuple[str, ...]:
        """The keys of an action now."""
        own = self._own.get(action)
        return (own,) if own else self.actions[action].keys

    def set(self, action: str, typed: str) -> str:
        """Give an action another key, or with "" its usual ones; says why not, or ""."""
        if action not in self.actions:
            return (
                f"There is no action '{action}' to give a key to. {nearest(action, self.actions)}"
            )
        if why := self._why_not(self.actions[action], typed):
            return why
        self._own.pop(action, "")
        if typed:
            self._own[action] = key_of(typed)
        return ""

    def _why_not(self, one: Rebindable, typed: str) -> str:
        """Why an action cannot have a key, or ""."""
        key = key_of(typed)
        if typed and not key:
            return (
                f"'{typed}' is no key for {one.does}: "
                "it takes a character, F1 to F12, or Ctrl with a letter."
            )
        if key and one.is_among_letters and key.isalpha() and len(key) == 1:
            return (
                f"{one.does} acts where letters are typed too: it takes a sign, F1 to F12 or Ctrl."
            )
        for wanted in (key,) if key else one.keys:
            if taken := self._taken(one, wanted):
                return f"{name(wanted)} is {taken} already: {one.does} needs another key."
        return ""

    def _taken(self, one: Rebindable, key: str) -> str:
        """What a key does already wherever an action acts, or ""."""
        met = [screen for screen in SCREENS if one.is_everywhere or issubclass(screen, one.owner)]
        owners = dict.fromkeys(owner for screen in met for owner in screen.__mro__)
        for bound in _bound(self._app, Pane, *owners):
            is_other = bound.id != one.id
            if is_other and key in (self.keys(bound.id) if bound.id else (bound.key,)):
                return bound.description
        return ""


def _bound(*owners: type) -> Iterator[Binding]:
    """The keys that some classes bind themselves, one at a time."""
    for owner in owners:
        if issubclass(owner, DOMNode) and owner.__module__.startswith("wargame."):
            yield from Binding.make_bindings(vars(owner).get("BINDINGS", ()))


def _named(*owners: type[DOMNode]) -> dict[str, Rebindable]:
    found: dict[str, Rebindable] = {}
    for owner in owners:
        for one in _bound(owner):
            if one.id:
                before = found[one.id].keys if one.id in found else ()
                keys = tuple(dict.fromkeys((*before, one.key)))
                said = getattr(owner, f"action_{one.action.partition('(')[0]}").__doc__ or ""
                found[one.id] = Rebindable(
                    one.id, owner, keys, one.description, said.partition("\n")[0]
                )
    return found
