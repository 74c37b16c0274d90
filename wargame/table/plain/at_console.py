"""The facilitator at the keyboard, in linear text: a passphrase, then command after command."""

from __future__ import annotations

from wargame.errors import WargameError
from wargame.table.host.control_room import ControlRoom
from wargame.table.plain.console import LEAVE as TO_GO
from wargame.table.plain.console import Console, Quit
from wargame.table.words.wrap import heading, wrapped

LEAVE = "leave"


def at_console(control: ControlRoom, console: Console) -> None:
    """Let the facilitator act until they leave; nothing of it stays on the screen.

    Raises:
        Quit: The input has ended; or somebody leaves a table at which play stands still.
    """
    console.wipe()
    on = "quit leaves the table" if control.paused else "Enter alone goes back to the table"
    console.say(f"The facilitator's passphrase? {on}.")
    typed = console.read_unseen()
    if not control.admits(typed):
        console.wipe()
        if control.paused and typed in TO_GO:
            raise Quit
        console.say("That is not it.")
        return
    console.wipe()
    console.say(heading("Console"))
    console.show([line for one in control.overview() for line in wrapped(one, "", "  ")])
    console.say("help tells what can be typed; leave goes back to the table.")
    while not control.leaves:
        if control.question:
            console.say(control.question)
        line = console.read()
        if line == LEAVE and not control.question:
            break
        try:
            console.show(control.do(line))
        except WargameError as error:
            console.say(str(error))
    if not control.leaves:
        console.wipe()
