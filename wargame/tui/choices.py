"""What the page of settings offers, and what comes of a choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from wargame.store.settings import PACES, OwnSettings
from wargame.tui.keymap import Keymap, Rebindable
from wargame.tui.keys import key_of, name
from wargame.tui.screens.driven import LONG_WAIT_S
from wargame.tui.screens.settings import Preference

KEY: Final = "key "
THEMES: Final = {
    "": "as the terminal can",
    "dark": "dark",
    "light": "light",
    "contrast": "high contrast",
    "sixteen": "sixteen colours",
}
TEXTS: Final = {
    "theme": (
        "Colours",
        (
            "In every theme the two sides, and better and worse, can be told apart without red or "
            "without green. F3 goes through them."
        ),
    ),
    "signs": (
        "Signs",
        "ASCII alone is for a terminal that shows question marks, or lines that do not meet.",
    ),
    "motion": (
        "Moving things",
        "Dots move while somebody chooses. Nothing else moves by itself but a replay that plays.",
    ),
    "pace": (
        "Cards and acts",
        "How long each act of the rival, headlines and the card of a round stay. Enter goes on.",
    ),
    "bell": (
        "Bell",
        (
            "The terminal's bell, when it is your turn after the other side took "
            f"{LONG_WAIT_S} seconds or more. Many terminals show it instead, or are silent."
        ),
    ),
}
"""What each setting is called, and what it is about."""
OPTIONS: Final = {
    "theme": list(THEMES.items()),
    "signs": [("auto", "as the terminal can"), ("unicode", "all signs"), ("ascii", "ASCII alone")],
    "motion": [("full", "yes"), ("still", "no, all stands still")],
    "pace": [
        ("own", "until Enter"),
        ("slow", f"{PACES['slow']:.0f} seconds"),
        ("quick", f"{PACES['quick']:.0f} seconds"),
    ],
    "bell": [("waits", "after a long wait"), ("never", "never")],
}


class Choices:
    """The settings of a person, as a page offers and changes them.

    Args:
        now: The settings as they are.
        use: Takes other settings into use.
        keymap: The keys.
    """

    def __init__(
        self, now: Callable[[], OwnSettings], use: Callable[[OwnSettings], None], keymap: Keymap
    ) -> None:
        self._now, self._use, self._keymap = now, use, keymap

    def listed(self) -> list[Preference]:
        """Everything that can be chosen, as it is now."""
        now, keymap = self._now(), self._keymap
        chosen = [
            Preference(one, label, getattr(now, one), about, OPTIONS[one])
            for one, (label, about) in TEXTS.items()
        ]
        keys = [
            Preference(
                f"{KEY}{one.id}",
                self._called(one),
                name(now.keys.get(one.id, "")) if one.id in now.keys else "",
                one.about,
                usual=" or ".join(map(name, one.keys)),
                place=one.place,
            )
            for one in keymap.actions.values()
        ]
        return [*chosen, *keys]

    def _called(self, one: Rebindable) -> str:
        """What an action is called among the keys of its place: two of a pair by their usual key
        too."""
        alike = [
            other
            for other in self._keymap.actions.values()
            if (other.place, other.does) == (one.place, one.does)
        ]
        return one.does if len(alike) == 1 else f"{one.does} ({name(one.keys[0])})"

    def choose(self, what: str, value: str) -> str:
        """Keep a choice and act by it; says why it cannot be, or ""."""
        now = self._now()
        if not what.startswith(KEY):
            fresh = now.choosing(what, value)
        else:
            action = what.removeprefix(KEY)
            if why := self._keymap.set(action, value):
                return why
            own = {one: key for one, key in now.keys.items() if one != action}
            fresh = replace(now, keys={**own, action: key_of(value)} if value else own)
        self._use(fresh)
        trouble = fresh.keep()
        return f"It holds, but it cannot be kept: {trouble}." if trouble else ""
