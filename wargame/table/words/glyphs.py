"""The signs that stand beside numbers, in Unicode and in ASCII.

All of them are one cell wide in Western terminals. Several count as two in some East Asian
set-ups, so the ASCII set replaces every one of them, box drawing included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wargame.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs.

    Attributes:
        up, down: A number that rose or fell.
        first, second, nobody: Whose something is: the first seat's, the second's, no seat's.
        cursor: Where the cursor stands. `yes`: legal now. `no`: not now.
        on, off: A stage reached, or not yet; also a choice that is made, or not.
        work: A stage being worked on.
        held: Held by a deal. saved: Everything is on disk.
        full, empty: The two parts of a bar. dot: Between two pieces of a line.
        steps: Heights of a small chart, low to high.
        then: Between two stages. binds: The stage that can do least. tick: A mark on a bar.
        axis: Where a scale meets its chart.
    """

    up: str
    down: str
    first: str
    second: str
    nobody: str
    cursor: str
    yes: str
    no: str
    on: str
    off: str
    work: str
    held: str
    saved: str
    full: str
    empty: str
    dot: str
    steps: str
    arrow: str
    then: str
    binds: str
    tick: str
    rule: str
    cut: str
    axis: str


DISCARDED = "+"
"""The sign, in both sets, of a card that can only be discarded now."""

UNICODE = Glyphs(
    up="▲",
    down="▼",
    first="◆",
    second="◇",
    nobody="·",
    cursor="▸",
    yes="•",
    no="×",
    on="●",
    off="○",
    work="◐",
    held="‖",
    saved="●",
    full="█",
    empty="░",
    dot="·",
    steps="▁▂▃▄▅▆▇█",
    arrow="→",
    then="›",
    binds="◂",
    tick="│",
    rule="─",
    cut="…",
    axis="┤",
)
ASCII = Glyphs(
    up="^",
    down="v",
    first="#",
    second="@",
    nobody=".",
    cursor=">",
    yes="*",
    no="x",
    on="*",
    off="o",
    work="%",
    held="H",
    saved="*",
    full="#",
    empty=".",
    dot="|",
    steps="_.:-=+*#",
    arrow=">",
    then=">",
    binds="<",
    tick="|",
    rule="-",
    cut="~",
    axis="|",
)

READ_OUT = replace(UNICODE, arrow=" to ")
"""The signs of linear text: what stands between two numbers is read out."""

PLAIN_TERMINALS = ("", "dumb", "unknown", "vt52", "vt100", "ansi")


COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python itself writes into LC_CTYPE when the locale is C."""


def wants_ascii(environ: Mapping[str, str]) -> bool:
    """Whether a terminal with these settings can be trusted with nothing but ASCII.

    Where no locale is named at all, as in many containers, the terminal is trusted.

    >>> wants_ascii({"LANG": "C", "LC_CTYPE": "C.UTF-8", "TERM": "xterm"})
    True
    >>> wants_ascii({"LANG": "de_DE.UTF-8", "TERM": "xterm"}), wants_ascii({"TERM": "xterm"})
    (False, False)
    """
    asked = environ.get("WARGAME_ASCII", "")
    if asked:
        return asked != "0"
    if environ.get("TERM", "") in PLAIN_TERMINALS:
        return True
    kind = environ.get("LC_CTYPE", "")
    names = [environ.get("LC_ALL", ""), "" if kind in COERCED else kind, environ.get("LANG", "")]
    locale = next((name for name in names if name), "UTF-8")
    return "utf-8" not in locale.lower() and "utf8" not in locale.lower()


def lacks_signs(environ: Mapping[str, str]) -> bool:
    """Whether screens are drawn in ASCII there: also on the console of Linux itself, whose font has
    letters, and not all of our signs.

    >>> lacks_signs({"TERM": "linux"}), lacks_signs({"TERM": "linux", "WARGAME_ASCII": "0"})
    (True, False)
    >>> wants_ascii({"TERM": "linux"}), lacks_signs({"TERM": "xterm"})
    (False, False)
    """
    is_console = environ.get("TERM") == "linux" and not environ.get("WARGAME_ASCII")
    return is_console or wants_ascii(environ)
