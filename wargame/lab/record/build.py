"""A timeline from a match's record: every move is taken again, with its writes reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wargame.dataclass import dataclass
from wargame.lab.record.bargains import BargainFold
from wargame.lab.record.causes import Taken
from wargame.lab.record.levels import LevelFold
from wargame.lab.record.timeline import Deed, Standing, Timeline
from wargame.lab.record.ventures import VentureFold
from wargame.lab.record.watched import WatchedFold
from wargame.play.branch import go_on_under
from wargame.play.confirm import confirm
from wargame.play.course import Course
from wargame.play.event import Act, Chance, Effective, Ruling, standing
from wargame.play.record import Record
from wargame.play.written import ends_round
from wargame.rules.game import Game, Position, Step

Moved = tuple[Effective, Position, Step]
"""A move that counts, the position before it, and what it led to."""


@dataclass(frozen=True, slots=True)
class LaterRules:
    """The same deck with values of its own, and the first move that is made under them."""

    ply: int
    game: Game


def timeline(
    game: Game, record: Record, watch: Sequence[str] = (), later: LaterRules | None = None
) -> Timeline:
    """What happened in a match.

    Args:
        game: The rules that the record was made on.
        watch: Public numbers whose every change is told with its cause, beside the measures.
        later: The rules that it went on under from some move on, if there are any.

    Raises:
        Mismatch: The rules do not confirm the record.
        UsageError: There is no such number.
    """
    course = Course(game)
    moves = _moves(course, record, later)
    start = moves[0][1] if moves else course.state
    folds = _Folds(
        course.game, start, [game.rules.expressions.number_called(name).text for name in watch]
    )
    for move, before, step in moves:
        folds.take(move, before, step)
    return folds.told(course.state)


def _moves(course: Course, record: Record, later: LaterRules | None) -> list[Moved]:
    """The moves that count in the end, each with what it led to."""
    found: dict[int, Moved] = {}
    for place, event in enumerate(record.events):
        if later is not None and course.ply == later.ply:
            go_on_under(course, later.game)
        before = course.state
        step = confirm(course, event, traced=True, hashed=False)
        if isinstance(event, Effective) and step is not None:
            found[place] = event, before, step
    return [found[place] for place in standing(record.events)]


class _Folds:
    """Everything that is being told of a match, move by move."""

    def __init__(self, game: Game, start: Position, watch: Sequence[str]) -> None:
        self.game = game
        self.moves: dict[int, Taken] = {}
        self.deeds: list[Deed] = []
        self.standing = tuple(_standing(game, start))
        self.levels = LevelFold(self.standing)
        self.bargains = BargainFold(game)
        self.ventures = VentureFold(game.deck)
        self.watched = WatchedFold(game.rules, watch)
        self.told_by_levels = _names_of(self.standing)
        self.numbers: dict[str, list[tuple[int, int]]] = {}
        self.rounds = 0
        self._note_numbers(start)

    def take(self, move: Effective, before: Position, step: Step) -> None:
        """Take in a move that counts."""
        if not isinstance(move, Ruling):
            self._note_move(move, before, step)
        levels = self.levels.take(step, move.ply, self.moves)
        self.watched.take(step, move.ply, self.moves)
        self.ventures.take(step, move.ply, before.round)
        self.bargains.take(move.ply, before, step, levels)
        if ends_round(self.game, before, step.state):
            self.rounds = before.round
            self._note_numbers(step.state)

    def _note_move(self, move: Act | Chance, before: Position, step: Step) -> None:
        action = step.action
        self.moves[step.state.ply] = Taken(action.seat, action.verb, action.arg, before.round)
        if isinstance(move, Act) and not action.verb.is_secret:
            deed = Deed(move.ply, before.round, move.seat, action.verb.word, action.arg)
            self.deeds.append(deed)

    def _note_numbers(self, state: Position) -> None:
        for name, value in self.game.redact(state).tracks.items():
            if name in self.told_by_levels:
                continue
            values = self.numbers.setdefault(name, [])
            if not values or values[-1][1] != value:
                values.append((self.rounds, value))

    def told(self, state: Position) -> Timeline:
        """What has been told."""
        return Timeline(
            self.game.seats,
            self.rounds,
            self.game.ending(state),
            self.standing,
            tuple(self.deeds),
            tuple(self.levels.found),
            tuple(self.watched.found),
            tuple(self.bargains.found),
            tuple(self.ventures.found),
            {name: tuple(values) for name, values in self.numbers.items()},
        )


def _standing(game: Game, start: Position) -> Iterable[Standing]:
    for measure in game.deck.measures:
        name = f"measure.{measure.id}"
        level, force = start[name], start[f"{name}.in_force"]
        yield Standing(measure.id, measure.seat, measure.max, level, force)


def _names_of(standing: Iterable[Standing]) -> frozenset[str]:
    """The numbers that follow from changes of levels."""
    ends = ("", ".in_force", ".paused")
    return frozenset(f"measure.{one.id}{end}" for one in standing for end in ends)
