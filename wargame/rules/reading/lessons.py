"""Lessons and puzzles: their seats are there, their conditions read, their texts are short.

Nothing of it goes into the program: rules never know that somebody learns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from wargame.content import model
from wargame.content.model import MOST_WORDS
from wargame.errors import DeckPath
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import Item, Reader


class LessonReader:
    """Looks through the lessons and the puzzles of a deck."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def check(self) -> None:
        """Note whoever is not there, whatever cannot be read, and texts that are too long.

        They are about the plain deck: a variant may lack what they name.
        """
        if self.reader.loaded.variant:
            return
        for number, lesson in enumerate(self.reader.deck.lessons):
            own = self.within("lesson", lesson, ("lessons", number))
            for n, step in enumerate(lesson.steps):
                self.reader.cond(own, step.when, "steps", n, "when")
            for path, text in learners_texts(lesson):
                self.short(own, own.at(*path), text)
        for number, puzzle in enumerate(self.reader.deck.puzzles):
            own = self.within("puzzle", puzzle, ("puzzles", number))
            said = {"aim": puzzle.aim, "hint": puzzle.hint or "", "learned": puzzle.learned}
            for field, text in said.items():
                self.short(own, own.at(field), text)

    def within(
        self, noun: Literal["lesson", "puzzle"], set_up: model.Lesson | model.Puzzle, path: DeckPath
    ) -> Item:
        """A lesson or a puzzle, read as its seat sees things."""
        item = Item(noun, set_up.id, set_up.title, Scope(), path)
        seat = self.reader.index(item, self.reader.deck.seats, "seat", set_up.seat, "seat") or 0
        own = item.within(Scope(seat, sees=seat))
        self.reader.cond(own, set_up.done, "done")
        return own

    def short(self, item: Item, path: DeckPath, text: str) -> None:
        """A text of a lesson or a puzzle has few words."""
        count = len(text.split())
        if count > MOST_WORDS:
            what = f"a text of {count} words, and a {item.noun} says at most {MOST_WORDS} at a time"
            self.reader.fault(item, path, what, "Say one thing, or make a step of its own.")


def learners_texts(lesson: model.Lesson) -> Iterator[tuple[DeckPath, str]]:
    """Every text that a learner reads, and where it stands."""
    yield ("aim",), lesson.aim
    yield ("learned",), lesson.learned
    for n, step in enumerate(lesson.steps):
        yield ("steps", n, "text"), step.text
    for n, wrong in enumerate(lesson.wrong):
        yield ("wrong", n, "text"), wrong.text
