"""A lesson in linear text: what it says, then the same questions and answers as at any table."""

from __future__ import annotations

from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.rules.view import SeatState
from wargame.table.host.school import School, Taught
from wargame.table.plain.console import Console, Quit, TakenBack
from wargame.table.plain.desk import Desk
from wargame.table.plain.typeset import lines
from wargame.table.told.standing import cards
from wargame.table.words.wrap import heading


def teach(school: School, console: Console, name: str = "") -> None:
    """Lesson after lesson, from a named one or the next, until all are learned."""
    lesson = school.named(name) if name else school.next
    try:
        while lesson is not None:
            PlainLesson(school.open(lesson), console).teach()
            lesson = school.next
        console.say("All lessons are learned. wargame play begins a game.")
    except Quit:
        console.say("You leave the lesson. wargame tutorial goes on with it.")


class PlainLesson:
    """One lesson, taken at the keyboard."""

    def __init__(self, taught: Taught, console: Console) -> None:
        self.taught, self.console, self.sitting = taught, console, taught.sitting

    def teach(self) -> None:
        """Until its aim is reached, or missed.

        Raises:
            Quit: Somebody leaves.
        """
        taught, console = self.taught, self.console
        console.say()
        console.say(heading(taught.lesson.title))
        console.say(taught.aim)
        try:
            self._drive()
        finally:
            self.sitting.close()
        for text in taught.outcome:
            console.say(text)

    def _drive(self) -> None:
        for turn in self.sitting.turns():
            if self.taught.end():
                return
            match turn:
                case PersonAsked(view):
                    self._decide(view)
                case PlayerAsked():
                    self.sitting.take(turn.choose())
                case _:
                    pass
        self.taught.end()

    def _decide(self, view: SeatState) -> None:
        """Say what the lesson says, and take what is not a wrong move."""
        console = self.console
        scene = self.sitting.scene(view.seat)
        console.say()
        console.say(self.taught.said)
        if not self.taught.answered:
            console.show(lines(self.sitting.titles, cards(scene)))
        try:
            move = Desk(scene, self.sitting, console, []).decide()
        except TakenBack:
            return
        if self.taught.may(move.text):
            self.sitting.take(move)
            self.taught.took(move.text)
