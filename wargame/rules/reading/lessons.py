"""The lessons of a deck: their seats are there, their conditions read, their texts are short.

Nothing of it goes into the program: rules never know that somebody learns.
"""

from __future__ import annotations

from collections.abc import Iterator

from wargame.content import model
from wargame.content.model import MOST_WORDS
from wargame.errors import DeckPath
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item, Reader


class LessonReader:
    """Looks through the lessons of a deck."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def check(self) -> None:
        """Note whoever is not there, whatever cannot be read, and texts that are too long.

        Lessons are about the plain deck: a variant may lack what they name.
        """
        if self.reader.loaded.variant:
            return
        for number, lesson in enumerate(self.reader.deck.lessons):
            item = Item("lesson", lesson.id, lesson.title, Scope(), ("lessons", number))
            seats = self.reader.deck.seats
            seat = self.reader.index(item, seats, "seat", lesson.seat, "seat") or 0
            own = item.within(Scope(seat, sees=seat))
            self.reader.cond(own, lesson.done, "done")
            for n, step in enumerate(lesson.steps):
                self.reader.cond(own, step.when, "steps", n, "when")
            for path, text in told(lesson):
                self.short(own, item.at(*path), text)

    def short(self, item: Item, path: DeckPath, text: str) -> None:
        """A text of a lesson has few words."""
        count = len(text.split())
        if count > MOST_WORDS:
            what = f"a text of {count} words, and a lesson says at most {MOST_WORDS} at a time"
            self.reader.fault(item, path, what, "Say one thing, or make a step of its own.")


def told(lesson: model.Lesson) -> Iterator[tuple[DeckPath, str]]:
    """Every text that a learner reads, and where it stands."""
    yield ("aim",), lesson.aim
    yield ("learned",), lesson.learned
    for n, step in enumerate(lesson.steps):
        yield ("steps", n, "text"), step.text
    for n, wrong in enumerate(lesson.wrong):
        yield ("wrong", n, "text"), wrong.text
