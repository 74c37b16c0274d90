"""What is asked after a disk has failed: where a game is to be kept from here on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from wargame.errors import NotSaved, WargameError
from wargame.tui.screen_stack import ScreenStack
from wargame.tui.screens.ask import AskScreen
from wargame.tui.widgets.fields import Field

if TYPE_CHECKING:
    from wargame.table.host.at_table import AtTable
    from wargame.table.host.control_room import ControlRoom

WHERE = (
    "A name, or the path of a file, keeps the whole game there from here on. With none you go on, "
    "but nothing more is kept."
)
FOR_FACILITATOR = "The facilitator says where it is kept from here on, by the passphrase."
NOWHERE = "keep nothing"
"""What a place that is left empty stands for."""
PATH = 1000
"""Characters of a path that can be typed."""


def ask_where(
    app: ScreenStack, sitting: AtTable, error: NotSaved, then: Callable[[], None]
) -> None:
    """Ask for a place, and go on with the game there. Of a class the facilitator alone names one:
    whoever has its file has all hands, and the seed."""
    control, ask = sitting.control, partial(_ask_place, app, sitting, error, then)
    if control is None:
        ask()
    else:
        _ask_passphrase(app, control, f"{error} {FOR_FACILITATOR}", ask)


def _ask_passphrase(
    app: ScreenStack, control: ControlRoom, said: str, then: Callable[[], None]
) -> None:
    """Go on once the facilitator has typed the passphrase."""

    def admit(typed: str) -> str:
        return "" if control.admits(typed) else "That is not it."

    field = Field("words", "Passphrase", "text", is_secret=True)
    app.put(AskScreen("Not kept", field, "Open", said, admit, then))


def _ask_place(
    app: ScreenStack, sitting: AtTable, error: NotSaved, then: Callable[[], None]
) -> None:
    def keep(place: str) -> str:
        try:
            sitting.keep(place.strip())
        except WargameError as refused:
            return refused.first_line
        return ""

    field = Field("place", "Name or path", "text", note=NOWHERE, longest=PATH)
    app.put(AskScreen("Not kept", field, "Go on", f"{error} {WHERE}", keep, then))
