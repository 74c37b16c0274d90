"""What is played from a position that was set up, in linear text: a lesson or a puzzle."""

from __future__ import annotations

from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.rules.view import SeatState
from wargame.table.host.practice import Practice
from wargame.table.plain.console import Console, TakenBack
from wargame.table.plain.desk import Desk
from wargame.table.plain.since import tell_news
from wargame.table.plain.typeset import lines
from wargame.table.told.bargain import tabled
from wargame.table.told.lesson import without_keys
from wargame.table.told.scene import Scene
from wargame.table.told.standing import cards
from wargame.table.words.wrap import heading


class PlainPractice:
    """One lesson or puzzle at the keyboard: the same questions and answers as at any table."""

    def __init__(self, practice: Practice, console: Console) -> None:
        self.practice, self.console = practice, console
        self.sitting = practice.sitting
        self._held: tuple[int, tuple[str, ...]] | None = None
        """The round and the hand that was shown last."""

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
            tell_news(self.sitting, self.sitting.scene(self.practice.seat), self.console)
        finally:
            self.sitting.close()

    def _drive(self) -> None:
        for turn in self.sitting.turns():
            match turn:
                case PersonAsked(view):
                    self._decide(view)
                case PlayerAsked():
                    self.sitting.take(turn.choose())
                case _:
                    pass

    def _decide(self, view: SeatState) -> None:
        """Say what is said now, and take what is not a wrong move."""
        scene = self.sitting.scene(view.seat)
        tell_news(self.sitting, scene, self.console)
        self.console.say()
        self.console.say(without_keys(self.practice.said))
        self._show_hand(scene)
        self.console.show(lines(self.sitting.titles, tabled(scene)))
        try:
            move = Desk(scene, self.sitting, self.console, []).decide()
        except TakenBack:
            self.practice.took_back()
            return
        if self.practice.may(move.text):
            self.sitting.take(move)
            self.practice.took(move.text)

    def _show_hand(self, scene: Scene) -> None:
        """The hand and the actions, at first and where a card has come or a round begun; a card
        that was played is told as news."""
        before, held = self._held, tuple(scene.view.hand)
        self._held = scene.view.round, held
        if before is None or before[0] != scene.view.round or {*held} - {*before[1]}:
            self.console.show(lines(self.sitting.titles, cards(scene)))
