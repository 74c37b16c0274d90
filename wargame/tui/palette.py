"""The colours: four themes, and which pairs of colours meet.

The two seats are sky and orange, which stay apart for colour-blind eyes; under NO_COLOR there
are no colours at all, so a seat is always told by its sign and letters too.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = {
    "ground": "#101418",
    "raised": "#1a2027",
    "ink": "#e4e8ec",
    "dim": "#9aa7b4",
    "line": "#5b6875",
    "focus": "#f0f4f8",
    "first": "#56b4e9",
    "second": "#e69f00",
    "better": "#3fc79a",
    "worse": "#ff8a5c",
    "alert": "#ffd166",
    "head": "#b8c7ff",
    "cursor": "#e4e8ec",
    "cursor-ink": "#101418",
}
LIGHT = {
    "ground": "#fafaf7",
    "raised": "#ecece6",
    "ink": "#1b1f24",
    "dim": "#545d66",
    "line": "#8b949e",
    "focus": "#000000",
    "first": "#005a8c",
    "second": "#8a4b00",
    "better": "#006347",
    "worse": "#a33100",
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
    "first": "#7fd4ff",
    "second": "#ffb733",
    "better": "#4dffb8",
    "worse": "#ff9e80",
    "alert": "#ffe666",
    "head": "#ffffff",
    "cursor": "#ffff00",
    "cursor-ink": "#000000",
}
SIXTEEN = {
    "ground": "#000000",
    "raised": "#000000",
    "ink": "#aaaaaa",
    "dim": "#aaaaaa",
    "line": "#555555",
    "focus": "#ffffff",
    "first": "#55ffff",
    "second": "#ffff55",
    "better": "#55ff55",
    "worse": "#ff5555",
    "alert": "#ff55ff",
    "head": "#ffffff",
    "cursor": "#aaaaaa",
    "cursor-ink": "#000000",
}
"""Nothing but the sixteen colours that every terminal with colours has."""

COLOURS = {"dark": DARK, "light": LIGHT, "contrast": HIGH, "sixteen": SIXTEEN}

PAIRS = [
    (ink, ground)
    for ink in ("ink", "dim", "first", "second", "better", "worse", "alert", "head", "focus")
    for ground in ("ground", "raised")
] + [("cursor-ink", "cursor")]
"""Every text colour with every ground it is drawn on."""


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


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2 defines it.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
