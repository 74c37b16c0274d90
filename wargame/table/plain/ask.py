"""What people are asked to write down in linear text."""

from __future__ import annotations

from wargame.errors import UsageError
from wargame.table.host.at_table import InText
from wargame.table.host.thinking import THOUGHTS, think
from wargame.table.plain.console import Console
from wargame.table.plain.survey import ask_survey
from wargame.table.told.surveys import SURVEY


def ask_for(sitting: InText, console: Console, seat: str, topic: str, role: str) -> None:
    """Ask one of them for one thing; an empty line keeps nothing.

    Raises:
        Quit: They leave.
        ControlCalled: The facilitator is to come to the keyboard.
    """
    if topic == SURVEY:
        ask_survey(sitting, console, seat, role)
        return
    one = next(one for one in THOUGHTS if one.topic == topic)
    who = f" ({role})" if role else ""
    while True:
        console.say(f"{topic.capitalize()}{who}: {one.asks}. Enter alone keeps nothing.")
        typed = console.read_answer(has_control=True)
        try:
            if typed:
                console.say(think(sitting, seat, topic, typed, role))
        except UsageError as error:
            console.say(str(error))
        else:
            return
