"""Lessons in linear text, one after the other."""

from __future__ import annotations

from wargame.table.host.school import School
from wargame.table.plain.console import Console, Quit
from wargame.table.plain.practice import PlainPractice


def teach(school: School, console: Console, to_go_on: str, to_play: str, name: str = "") -> None:
    """Lesson after lesson, from a named one or the next, until all are learned.

    Args:
        to_go_on: The command that goes on with a lesson that is left.
        to_play: The command that begins a game.
    """
    lesson = school.named(name) if name else school.next
    try:
        while lesson is not None:
            taught = school.open(lesson)
            PlainPractice(taught, console).play_out(lesson.title)
            for text in taught.outcome:
                console.say(text)
            lesson = taught.next
        console.say(f"All lessons are learned. `{to_play}` begins a game.")
    except Quit:
        console.say(f"You leave the lesson. {school.trouble or f'`{to_go_on}` goes on with it.'}")
