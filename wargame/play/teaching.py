"""A lesson as it is taught: its match, what is said now, and whether its aim is reached.

It is taught by the same match that is played; only the rival is led by the hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from wargame.content.model import Lesson
from wargame.errors import UsageError, nearest, visible
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.rules.actions import Action
from wargame.rules.asking import evaluate
from wargame.rules.game import Game, Position
from wargame.rules.ir import Cond
from wargame.rules.position import state_of
from wargame.rules.verbs import CAPITAL, DECLINE, LET, PASS
from wargame.rules.view import SeatState

SEED: Final = 1
"""Of a lesson's luck, unless it gives another."""


def least(legal: Sequence[Action]) -> Action:
    """The action that does least: pass, decline or discard, or else the last, which has no
    conditions."""
    for verb in (PASS, DECLINE, LET, CAPITAL):
        for action in legal:
            if action.verb == verb:
                return action
    return legal[-1]


class Led:
    """The rival in a lesson: does what the lesson says once it may, else as little as it may."""

    name = "lesson"

    def __init__(self, moves: Sequence[str]) -> None:
        self._moves = list(moves)

    def choose(self, view: SeatState) -> Action:
        """The lesson's next move, if it is legal by now."""
        for action in view.legal:
            if self._moves and action.text == self._moves[0]:
                self._moves.pop(0)
                return action
        return least(view.legal)


class Teaching:
    """One lesson on its way.

    Attributes:
        match: Traced; the learner is its one `Person`. It begins with the lesson's position.

    Raises:
        UsageError: The position cannot be set up, or a condition is none.
    """

    def __init__(self, game: Game, lesson: Lesson) -> None:
        self.game, self.lesson = game, lesson
        number = game.rules.seat_number(lesson.seat)
        given = {"turn": lesson.seat, **lesson.given}
        seed = given.pop("seed", SEED)
        if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
            raise UsageError("given: 'seed' must be a whole number, 0 or more")
        start = game.position(given)
        players = {seat: Led(lesson.rival) for seat in game.seats} | {lesson.seat: Person()}
        self.match = Match(game, players, seed, traced=True, start=start)
        self._last = start.round + lesson.rounds - 1
        self._done = game.rules.condition(lesson.done, number)
        self._steps = [
            game.rules.condition(one.when, number) if one.when else None for one in lesson.steps
        ]

    @property
    def text(self) -> str:
        """What is said now; "" where no step holds."""
        for step, cond in zip(self.lesson.steps, self._steps, strict=True):
            if cond is None or self._holds(cond, self.match.state):
                return step.text
        return ""

    @property
    def is_done(self) -> bool:
        """Whether the aim is reached."""
        return self._holds(self._done, self.match.state)

    @property
    def is_missed(self) -> bool:
        """Whether the aim was not reached in the rounds that there are for it."""
        state = self.match.state
        return not self.is_done and (state.is_over or state.round > self._last)

    def answer(self, move: str) -> str:
        """What is said to a wrong move, which is not taken; "" to any other."""
        return next((one.text for one in self.lesson.wrong if one.move == move), "")

    def _holds(self, cond: Cond, position: Position) -> bool:
        return evaluate.truth(cond, partial(evaluate.read_state, state_of(position)))


def lesson_named(game: Game, name: str) -> Lesson:
    """A lesson of a deck.

    Raises:
        UsageError: The deck has none, or none of that name.
    """
    known = [one.id for one in game.deck.lessons]
    if name in known:
        return game.deck.lessons[known.index(name)]
    said = f"{game.deck.id} has no lesson '{visible(name[:60])}'."
    raise UsageError(f"{said} {nearest(name, known, limit=20) if known else 'It has none.'}")
