"""What a person likes: colours and signs, kept in a file that can be written by hand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from typing import Final

from wargame.store.own import read_own, write_own

FILE: Final = "settings.toml"
SIGNS: Final = ("auto", "unicode", "ascii")
"""With which signs screens are drawn; `auto` asks the terminal."""

LONGEST: Final = 40
"""Characters of a theme's name."""


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """What somebody chose.

    Attributes:
        theme: The colours, by a name such as `light`; "" where nobody chose.
        signs: One of `SIGNS`.
    """

    theme: str = ""
    signs: str = "auto"

    def keep(self) -> str:
        """Write them down; gives why that could not be, or ""."""
        lines = ["# Settings of wargame."]
        lines += [f'theme = "{self.theme}"'] if self.theme else []
        lines += [f'signs = "{self.signs}"']
        return write_own(FILE, ("\n".join(lines) + "\n").encode())


def read_settings() -> OwnSettings:
    """The settings that are written down; whatever is none of them is left out."""
    data = read_own(FILE)
    try:
        found = tomllib.loads(data.decode("utf-8")) if data is not None else {}
    except (ValueError, RecursionError):
        return OwnSettings()
    theme, signs = found.get("theme"), found.get("signs")
    settings = OwnSettings()
    if isinstance(theme, str) and len(theme) <= LONGEST and theme.isascii() and theme.isalpha():
        settings = replace(settings, theme=theme)
    if isinstance(signs, str) and signs in SIGNS:
        settings = replace(settings, signs=signs)
    return settings
