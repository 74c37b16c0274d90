"""What a person likes: colours, signs, motion, pace, bell, keys; anybody can write the file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import field, fields, replace
from typing import Any, Final

from wargame.dataclass import dataclass
from wargame.store.own import read_own, write_own

FILE: Final = "settings.toml"
PACES: Final = {"own": 0.0, "slow": 12.0, "quick": 5.0}
"""Seconds for which the card of a round stays; 0 until somebody closes it."""
CHOICES: Final = {
    "signs": ("auto", "unicode", "ascii"),
    "motion": ("full", "still"),
    "pace": tuple(PACES),
    "bell": ("waits", "never"),
}
"""What may be chosen, the usual first. `auto` asks the terminal."""

LONGEST: Final = 40
"""Characters of a theme's name, and of an action's and of its key."""
MOST_KEYS: Final = 100
"""Actions with keys of somebody's own, at most."""


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """What somebody chose.

    Attributes:
        theme: The colours, by a name such as `light`; "" where nobody chose.
        signs: With which signs screens are drawn.
        motion: Whether anything moves by itself.
        pace: How long the rival's acts and cards over the table stay: till Enter, or some seconds.
        bell: Whether the terminal's bell sounds after somebody was long waited for.
        keys: Actions with another key than usual, by their names.
    """

    theme: str = ""
    signs: str = CHOICES["signs"][0]
    motion: str = CHOICES["motion"][0]
    pace: str = CHOICES["pace"][0]
    bell: str = CHOICES["bell"][0]
    keys: Mapping[str, str] = field(default_factory=dict)

    def choosing(self, name: str, value: str) -> OwnSettings:
        """The same with another choice."""
        return replace(self, **{name: value})  # type: ignore[arg-type]

    def keep(self) -> str:
        """Write them down; gives why that could not be, or ""."""
        lines = ["# Settings of wargame."]
        lines += [f'theme = "{self.theme}"'] if self.theme else []
        lines += [f'{name} = "{getattr(self, name)}"' for name in CHOICES]
        lines += ["", "[keys]"] if self.keys else []
        lines += [f"{name} = {json.dumps(key)}" for name, key in self.keys.items()]
        return write_own(FILE, ("\n".join(lines) + "\n").encode())


def read_settings() -> OwnSettings:
    """The settings that are written down; whatever is none of them is left out."""
    data = read_own(FILE)
    try:
        found = tomllib.loads(data.decode("utf-8")) if data is not None else {}
    except (ValueError, RecursionError):
        return OwnSettings()
    kept = {one.name: found[one.name] for one in fields(OwnSettings) if one.name in found}
    return replace(OwnSettings(), **{name: kept[name] for name in kept if _is(name, kept[name])})


def _is(name: str, value: Any) -> bool:
    """Whether a value can be that setting."""
    if name == "keys":
        return (
            isinstance(value, dict)
            and len(value) <= MOST_KEYS
            and all(
                _is_name(action)
                and isinstance(key, str)
                and len(key) <= LONGEST
                and key.isprintable()
                for action, key in value.items()
            )
        )
    if not isinstance(value, str) or len(value) > LONGEST:
        return False
    return value in CHOICES[name] if name in CHOICES else value.isascii() and value.isalpha()


def _is_name(action: str) -> bool:
    """Whether something may be the name of an action."""
    return len(action) <= LONGEST and action.isascii() and action.replace("_", "").isalpha()
