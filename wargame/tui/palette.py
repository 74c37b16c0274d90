"""The colours: four themes.

The two seats, and better and worse, stay at least 40 apart (CIE 1976) for eyes without red or
without green, in every theme; a test works that out. Under NO_COLOR there are no colours at all, so
a seat is always told by its sign and letters too.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = {
    "ground": "#101418",
    "raised": "#1a2027",
    "ink": "#e4e8ec",
    "dim": "#9aa7b4",
    "line": "#66737f",
    "focus": "#f0f4f8",
    "first": "#56b4e9",
    "second": "#f2c14e",
    "better": "#8fe8d8",
    "worse": "#ff6a3c",
    "alert": "#ffe08a",
    "head": "#b8c7ff",
    "cursor": "#e4e8ec",
    "cursor-ink": "#101418",
}
LIGHT = {
    "ground": "#fafaf7",
    "raised": "#ecece6",
    "ink": "#1b1f24",
    "dim": "#545d66",
    "line": "#7f8891",
    "focus": "#000000",
    "first": "#0050a0",
    "second": "#703808",
    "better": "#14675f",
    "worse": "#c4330b",
    "alert": "#6b4e00",
    "head": "#2d3f99",
    "cursor": "#1b1f24",
    "cursor-ink": "#fafaf7",
}
HIGH = {
    "ground": "#000000",
    "raised": "#000000",
    "ink": "#ffffff",
    "dim": "#d8d8d8",
    "line": "#ffffff",
    "focus": "#ffff00",
    "first": "#8ec5ff",
    "second": "#ffc233",
    "better": "#1dff6e",
    "worse": "#ffb8c8",
    "alert": "#ffe666",
    "head": "#ffffff",
    "cursor": "#ffff00",
    "cursor-ink": "#000000",
}
SIXTEEN = {
    "ground": "#000000",
    "raised": "#000000",
    "ink": "#ffffff",
    "dim": "#aaaaaa",
    "line": "#aaaaaa",
    "focus": "#ffffff",
    "first": "#55ffff",
    "second": "#ffff55",
    "better": "#55ff55",
    "worse": "#ff55ff",
    "alert": "#ff5555",
    "head": "#ffffff",
    "cursor": "#aaaaaa",
    "cursor-ink": "#000000",
}
"""Nothing but the sixteen colours that every terminal with colours has."""

COLOURS = {"dark": DARK, "light": LIGHT, "contrast": HIGH, "sixteen": SIXTEEN}


def _theme(name: str, colours: dict[str, str], dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=colours["first"],
        secondary=colours["second"],
        warning=colours["alert"],
        error=colours["worse"],
        success=colours["better"],
        accent=colours["head"],
        foreground=colours["ink"],
        background=colours["ground"],
        surface=colours["ground"],
        panel=colours["raised"],
        dark=dark,
        variables=colours,
    )


THEMES = tuple(
    _theme(f"table-{name}", colours, dark=name != "light") for name, colours in COLOURS.items()
)
"""The themes, in the order in which F3 goes through them."""


def first_theme(color_system: str | None) -> str:
    """The theme to begin with on a terminal of some kind, as Rich names them.

    >>> first_theme("truecolor"), first_theme("standard")
    ('table-dark', 'table-sixteen')
    """
    return "table-sixteen" if color_system == "standard" else "table-dark"


def name_of(theme: str) -> str:
    """What a theme is called in the settings.

    >>> name_of("table-light")
    'light'
    """
    return theme.removeprefix("table-")


def chosen_theme(name: str) -> str:
    """The theme of that name; "" if there is none.

    >>> chosen_theme("light"), chosen_theme("pink")
    ('table-light', '')
    """
    return f"table-{name}" if name in COLOURS else ""
