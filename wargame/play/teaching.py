"""A lesson as it is taught, a puzzle as it is solved: the match, and whether the aim is reached.

Both are played by the same match as any game; only the rival is led by the hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from wargame.errors import UsageError
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.rules.actions import Action
from wargame.rules.asking import evaluate
from wargame.rules.game import Game, Position
from wargame.rules.ir import Cond
from wargame.rules.position import state_of
from wargame.rules.verbs import CAPITAL, DECLINE, LET, PASS
from wargame.rules.view import SeatState

if TYPE_CHECKING:
    from wargame.content.model import Lesson, Puzzle

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


def led(legal: Sequence[Action], moves: Sequence[str]) -> tuple[Action, int]:
    """What a rival who is led does, and how many of its moves that takes: the first of them once
    it is legal, else as little as it may."""
    if moves:
        for action in legal:
            if action.text == moves[0]:
                return action, 1
    return least(legal), 0


class Led:
    """The rival in a lesson: does what the lesson says once it may, else as little as it may."""

    name = "lesson"

    def __init__(self, moves: Sequence[str]) -> None:
        self._moves = tuple(moves)
        self._taken: list[int] = []
        """Where in the game each of the moves was taken that were."""

    def choose(self, view: SeatState) -> Action:
        """The lesson's next move, if it is legal by now; one that was taken back comes again."""
        self._taken = [ply for ply in self._taken if ply < view.ply]
        action, taken = led(view.legal, self._moves[len(self._taken) :])
        self._taken += [view.ply] * taken
        return action


def led_in(match: Match) -> list[str]:
    """The seats of a match that are led."""
    return [seat for seat, player in match.players.items() if isinstance(player, Led)]


class Exercise:
    """What a lesson or a puzzle sets: where it begins, and what is asked for.

    Attributes:
        start: The position.
        seed: Of its luck, unless somebody brings another.

    Raises:
        UsageError: The position cannot be set up, or the condition is none.
    """

    def __init__(self, game: Game, told: Lesson | Puzzle) -> None:
        self.game, self.told = game, told
        number = game.rules.seat_number(told.seat)
        given = {"turn": told.seat, **told.given}
        seed = given.pop("seed", SEED)
        if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
            raise UsageError("given: 'seed' must be a whole number, 0 or more")
        self.seed: int = seed
        self.start = game.position(given)
        self._last = self.start.round + told.rounds - 1
        self._done = game.rules.expressions.condition(told.done, number)

    def is_late(self, position: Position) -> bool:
        """Whether the rounds that there are for it are over, or the game is."""
        return position.is_over or position.round > self._last

    def is_reached(self, position: Position) -> bool:
        """Whether the aim holds at a position."""
        return truth(self._done, position)

    def lacks(self, position: Position) -> int:
        """How far the numbers of a position are from the aim; 0 where it is reached."""
        return evaluate.shortfall(self._done, _reader(position))

    def read(self, position: Position) -> dict[str, int]:
        """The numbers that the aim reads, at a position."""
        read = _reader(position)
        return {name.text: read(name) for name in evaluate.names_in(self._done)}

    def match(self, seed: int) -> Match:
        """A match at the position, traced, whose one `Person` is the seat that moves."""
        rivals = {seat: Led(self.told.rival) for seat in self.game.seats}
        players = rivals | {self.told.seat: Person()}
        return Match(self.game, players, seed, traced=True, start=self.start)


def truth(cond: Cond, position: Position) -> bool:
    """Whether a condition holds at a position."""
    return evaluate.truth(cond, _reader(position))


def _reader(position: Position) -> evaluate.Reader:
    """Reads the numbers of a position."""
    return partial(evaluate.read_state, state_of(position))


class Teaching:
    """One lesson on its way.

    Attributes:
        match: Traced; the learner is its one `Person`. It begins with the lesson's position.

    Raises:
        UsageError: The position cannot be set up, or a condition is none.
    """

    def __init__(self, game: Game, lesson: Lesson) -> None:
        self.game, self.lesson = game, lesson
        self.exercise = Exercise(game, lesson)
        self.match = self.exercise.match(self.exercise.seed)
        number = game.rules.seat_number(lesson.seat)
        self._steps = [
            game.rules.expressions.condition(one.when, number) if one.when else None
            for one in lesson.steps
        ]

    @property
    def text(self) -> str:
        """What is said now; "" where no step holds."""
        for step, cond in zip(self.lesson.steps, self._steps, strict=True):
            if cond is None or truth(cond, self.match.state):
                return step.text
        return ""

    @property
    def is_done(self) -> bool:
        """Whether the aim is reached."""
        return self.exercise.is_reached(self.match.state)

    @property
    def is_missed(self) -> bool:
        """Whether the aim was not reached in the rounds that there are for it."""
        return not self.is_done and self.exercise.is_late(self.match.state)

    @property
    def ending(self) -> str:
        """The ending of its game, or "" while that goes on."""
        state = self.match.state
        return self.game.ending(state) if state.is_over else ""

    def answer(self, move: str) -> str:
        """What is said to a wrong move, which is not taken; "" to any other."""
        return next((one.text for one in self.lesson.wrong if one.move == move), "")


class Attempt:
    """One try at a puzzle.

    Attributes:
        match: Traced; whoever solves it is its one `Person`.
    """

    def __init__(self, exercise: Exercise, seed: int) -> None:
        self.exercise, self.match = exercise, exercise.match(seed)

    @property
    def is_judged(self) -> bool:
        """Whether its rounds are over. Luck of a round that comes after is no part of it."""
        return self.exercise.is_late(self.match.state)

    @property
    def is_reached(self) -> bool:
        """Whether it has been judged, and the aim was reached."""
        return self.is_judged and self.exercise.is_reached(self.match.state)
