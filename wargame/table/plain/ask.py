"""What people are asked to write down in linear text: a thought, or the survey of a class."""

from __future__ import annotations

from wargame.errors import UsageError
from wargame.table.host.at_table import AtTable, InText
from wargame.table.host.thinking import THOUGHTS, check_answer, questions_at, think
from wargame.table.plain.console import Console
from wargame.table.told.surveys import ABOUT, SURVEY, SurveyQuestion, in_a_line


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


def ask_survey(sitting: AtTable, console: Console, seat: str, role: str = "") -> None:
    """Ask all of it, and keep what was answered; an empty line answers nothing.

    Raises:
        Quit: Somebody leaves.
        ControlCalled: The facilitator is to come to the keyboard.
    """
    who, has_control = f" ({role})" if role else "", sitting.control is not None
    console.say(f"Survey{who}. {ABOUT} Enter alone passes a question over.")
    said = in_a_line([_ask(console, one, has_control) for one in questions_at(sitting)])
    if said:
        console.say(think(sitting, seat, SURVEY, said, role))
    else:
        console.say("Nothing is kept.")


def _ask(console: Console, question: SurveyQuestion, has_control: bool) -> str:
    """An answer to a question, or ""."""
    while True:
        console.say(question.said)
        typed = console.read_answer(has_control=has_control)
        try:
            return check_answer(question, typed) if typed else ""
        except UsageError as error:
            console.say(str(error))
