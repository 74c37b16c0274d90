"""The facilitator at the keyboard, in linear text: a passphrase, then command after command."""

from __future__ import annotations

from wargame.errors import WargameError
from wargame.table.host.control_room import LEAVE, ControlRoom
from wargame.table.plain.console import LEAVE as TO_GO
from wargame.table.plain.console import Console, Quit
from wargame.table.words.wrap import as_written, heading, wrapped


def at_console(control: ControlRoom, console: Console) -> None:
    """Let the facilitator act until they leave; nothing of it stays on the screen.

    Raises:
        Quit: The input has ended; or somebody leaves a table at which play stands still.
    """
    if not is_admitted(control, console):
        return
    console.say(heading("Console"))
    _show(console, control.overview())
    console.say("help tells what can be typed; leave goes back to the table.")
    told: list[str] = []
    while True:
        _show(console, told)
        if control.question:
            console.say(control.question)
        line = console.read()
        if line.casefold() == LEAVE and not control.question:
            told = []
            break
        told = _done(control, line)
        if control.leaves:
            break
    console.wipe()
    _show(console, told)


def _done(control: ControlRoom, line: str) -> list[str]:
    """What came of a command, or why nothing did."""
    try:
        return control.do(line)
    except WargameError as error:
        return wrapped(str(error), "")


def _show(console: Console, told: list[str]) -> None:
    """Print an answer of the console, which may be wider than a terminal."""
    console.show([part for line in told for part in as_written(line)])


def is_admitted(control: ControlRoom, console: Console) -> bool:
    """Whether somebody types the passphrase. After a slip they are asked again: the next line is
    typed as the first one was, and is not to stand on the screen.

    Raises:
        Quit: The input has ended; or somebody leaves a table at which play stands still.
    """
    on = "quit leaves the table" if control.paused else "Enter alone goes back to the table"
    said = ""
    while True:
        console.wipe()
        console.say(f"{said}The facilitator's passphrase? {on}.")
        typed = console.read_unseen()
        if control.admits(typed) or not typed.strip():
            console.wipe()
            return control.admits(typed)
        if control.paused and typed.casefold() in TO_GO:
            console.wipe()
            raise Quit
        said = "That is not it. "
