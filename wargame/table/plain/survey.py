"""The survey in plain text: one question after the other."""

from __future__ import annotations

from wargame.errors import UsageError
from wargame.table.host.at_table import AtTable
from wargame.table.host.thinking import check_answer, questions_at, think
from wargame.table.plain.console import Console
from wargame.table.told.surveys import ABOUT, SURVEY, SurveyQuestion, in_a_line


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
