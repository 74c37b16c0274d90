"""What is asked after a disk has failed: where a game is to be kept from here on."""

from __future__ import annotations

from contextlib import suppress

from wargame.errors import NotSaved, WargameError
from wargame.table.host.at_table import InText
from wargame.table.plain.at_console import is_admitted
from wargame.table.plain.console import Console, Quit, WasAway

LOST = (
    "Type unsaved to go on without keeping it, save NAME (or the path of a file) to keep the whole "
    "game there, or quit."
)
"""What people are asked where a disk fails."""


def keep_elsewhere(sitting: InText, console: Console, error: NotSaved) -> None:
    """Ask until it is settled where the game is kept, or that nothing more is.

    Raises:
        NotSaved: Nobody answers, or they leave.
    """
    is_settled = False
    while not is_settled:
        with suppress(WasAway):
            is_settled = _is_kept_elsewhere(sitting, console, error)


def _is_kept_elsewhere(sitting: InText, console: Console, error: NotSaved) -> bool:
    """Ask once, and do it. False if the answer is of no use.

    Of a class the facilitator alone says so: whoever has its file has all hands, and the seed.
    """
    try:
        place = _asked_where(sitting, console)
    except Quit:
        raise error from None
    if place is None:
        return False
    try:
        sitting.keep(place)
    except WargameError as refused:
        console.say(str(refused))
        return False
    return True


def _asked_where(sitting: InText, console: Console) -> str | None:
    """Where the game is kept from here on, "" for nowhere; None if the answer is of no use.

    Raises:
        Quit: They leave.
    """
    console.say(LOST)
    control = sitting.control
    match console.read().partition(" "):
        case "quit" | "exit", _, _:
            raise Quit
        case "unsaved", _, "":
            place = ""
        case "save", _, named if named.strip():
            place = named.strip()
        case _:
            return None
    return place if control is None or is_admitted(control, console) else None
