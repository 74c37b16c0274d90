"""What is played from a position that was set up, in linear text: a lesson or a puzzle."""

from __future__ import annotations

from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.rules.view import SeatState
from wargame.table.host.practice import Practice
from wargame.table.plain.console import Console, TakenBack
from wargame.table.plain.desk import Desk
from wargame.table.plain.typeset import lines
from wargame.table.told.standing import cards
from wargame.table.words.wrap import heading


class PlainPractice:
    """One lesson or puzzle at the keyboard: the same questions and answers as at any table."""

    def __init__(self, practice: Practice, console: Console) -> None:
        self.practice, self.console = practice, console
        self.sitting = practice.sitting

    def play_out(self, title: str) -> None:
        """Until its end: an aim is reached, or missed.

        Raises:
            Quit: Somebody leaves.
        """
        self.console.say()
        self.console.say(heading(title))
        self.console.say(self.practice.aim)
        try:
            self._drive()
        finally:
            self.sitting.close()

    def _drive(self) -> None:
        for turn in self.sitting.turns():
            if self.practice.end():
                return
            match turn:
                case PersonAsked(view):
                    self._decide(view)
                case PlayerAsked():
                    self.sitting.take(turn.choose())
                case _:
                    pass
        self.practice.end()

    def _decide(self, view: SeatState) -> None:
        """Say what is said now, and take what is not a wrong move."""
        scene = self.sitting.scene(view.seat)
        self.console.say()
        self.console.say(self.practice.said)
        if not self.practice.answered:
            self.console.show(lines(self.sitting.titles, cards(scene)))
        try:
            move = Desk(scene, self.sitting, self.console, []).decide()
        except TakenBack:
            self.practice.took_back()
            return
        if self.practice.may(move.text):
            self.sitting.take(move)
            self.practice.took(move.text)
