"""Lessons in linear text, one after the other."""

from __future__ import annotations

from wargame.table.host.school import School
from wargame.table.plain.console import Console, Quit
from wargame.table.plain.practice import PlainPractice


def teach(school: School, console: Console, name: str = "") -> None:
    """Lesson after lesson, from a named one or the next, until all are learned."""
    lesson = school.named(name) if name else school.next
    try:
        while lesson is not None:
            taught = school.open(lesson)
            PlainPractice(taught, console).play_out(lesson.title)
            for text in taught.outcome:
                console.say(text)
            lesson = school.next
        console.say("All lessons are learned. wargame play begins a game.")
    except Quit:
        console.say("You leave the lesson. wargame tutorial goes on with it.")
