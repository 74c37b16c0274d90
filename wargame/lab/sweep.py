"""What becomes of a deck when its numbers and dials are turned?

Every point is played by the same players on the same luck. What is told are endings, points, and
the gauges of the deck's claims, with their intervals: values only, nothing is judged. A gauge that
names who plays is left out, as all points are played by those who are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, field
from itertools import chain, islice

from wargame.content.library import DeckRef
from wargame.content.typed import SIGN, laid_over
from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.points import Point, at_random, grid, read_axes
from wargame.lab.readings import GameReadings, read_match
from wargame.lab.runs.game_study import DrawnStudy, GameTask
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.question import Question
from wargame.lab.runs.study import Find
from wargame.lab.screening import Screening, read_groups
from wargame.lab.sweep_numbers import (
    NumberByGame,
    SweptChange,
    SweptNumber,
    numbers_of,
    swept_change,
    swept_number,
)
from wargame.objects import bound, rounded


@dataclass(frozen=True, slots=True)
class SweptPoint:
    """A point of a sweep.

    Attributes:
        set: What was set to what, as it is typed.
        variant: The same as it stands behind the deck's colon; "" for the deck as it is.
        rules_hash: 64 hex digits over what acts there.
        games: How many games count.
        numbers: Wins where a winner is named, endings, points by seat, and gauges, in the order of
            the deck.
        changes: Of those that both points have, against `Sweep.against`; empty there, and in a
            screening.
    """

    set: Mapping[str, str]
    variant: str
    rules_hash: str
    games: int
    numbers: tuple[SweptNumber, ...]
    changes: tuple[SweptChange, ...]


@dataclass(frozen=True, slots=True)
class ScreenedFactor:
    """How much a name, or a group of names, matters for a number: elementary effects of Morris.

    Attributes:
        name: What it is that is moved, as `SweptNumber.name` and `kind` say it.
        kind: Its kind.
        claim: Of a gauge, the number of its claim; else 0.
        factor: The name or group that moves it.
        size: Mean size of the effect of a move over the whole range.
        reach: Half of its 95 % interval, over trajectories, or null.
        mean: Mean effect with its sign; null for a group.
        spread: Standard deviation of effects: whether it matters alike everywhere; null for a
            group.
    """

    name: str
    kind: str
    claim: int
    factor: str
    size: float = field(metadata=rounded(3))
    reach: float = field(metadata=bound(3))
    mean: float | None = field(metadata=rounded(3))
    spread: float | None = field(metadata=rounded(3))


@dataclass(frozen=True, slots=True)
class Sweep(Question):
    """What was found at every point.

    Attributes:
        games: How many were played at each point.
        players: Who was drawn from, by seat.
        varied: What was varied, and over which values.
        points: In the order in which they were played.
        against: What is set where all other points are compared with: where the deck is as it
            stands, or else at the first.
        trajectories: Of a screening, how many were drawn; else 0.
        screened: How much each name or group matters for each number, the most first; empty unless
            points were drawn for that.
    """

    games: int
    players: Mapping[str, Sequence[str]]
    varied: Mapping[str, Sequence[str]]
    points: tuple[SweptPoint, ...]
    against: Mapping[str, str]
    trajectories: int
    screened: tuple[ScreenedFactor, ...]


@dataclass(eq=False)
class SweepStudy(DrawnStudy[GameReadings, Sweep]):
    """A deck at many points, every gauge of its claims read after every game.

    So many games are played at each point, on the same luck by the same players.

    Attributes:
        varied: What is varied, as `NAME=VALUES`.
        random: How many points to draw; 0 for every combination.
        trajectories: Of a screening by Morris instead; 0 for none.
        grouped: Names that a screening moves together, as `GROUP=NAME,NAME`.

    Raises:
        UsageError: What is varied is none of the deck's, or there are too many points.
    """

    kind = "sweep"
    finding = GameReadings

    _: KW_ONLY
    varied: Sequence[str]
    random: int = 0
    trajectories: int = 0
    grouped: Sequence[str] = ()

    def __post_init__(self) -> None:
        if not self.varied:
            raise UsageError("Say what is varied: --vary NAME=0,1,2. It may be repeated.")
        super().__post_init__()
        self.axes, self.screening = read_axes(self.game.loaded.written, self.varied), None
        if self.trajectories:
            groups = read_groups(self.axes, self.grouped)
            self.screening = Screening(self.axes, groups, self.trajectories, self.seed)
        self.points = {self._ref(point): point for point in self._points()}
        self.total = self.games * len(self.points)

    def _points(self) -> Iterable[Point]:
        """Those of the screening, those that are drawn, or every combination."""
        if self.screening:
            return dict.fromkeys(self.screening.rows)
        return at_random(self.axes, self.random, self.seed) if self.random else grid(self.axes)

    def _ref(self, point: Point) -> DeckRef:
        """The deck at a point, named as shortly as may be."""
        typed = SIGN.join(f"{name}={value}" for name, value in point)
        over = DeckRef(self.deck.folder, laid_over(self.deck.variant, typed))
        return DeckRef(self.deck.folder, shared_game(over).loaded.variant)

    @property
    def asked(self) -> Mapping[str, object]:
        """Who plays at which points."""
        points = [ref.variant for ref in self.points]
        return {"players": self.people.by_seat, "points": points}

    @staticmethod
    def work(task: GameTask) -> GameReadings:
        """Play a game and read its gauges."""
        return read_match(task.match())

    def is_sound(self, task: GameTask, found: GameReadings) -> bool:
        """Whether it ended as games of this deck do, with a score for every seat."""
        endings = [ending.id for ending in self.game.deck.endings]
        return found.ending in endings and len(found.returns) == len(self.game.seats)

    def answer(self, find: Find[GameTask, GameReadings]) -> Sweep:
        """Play every point on the same luck, and tell what came of it."""
        games = find(chain.from_iterable(self.tasks(ref) for ref in self.points))
        self.new_sieve(self.people.names)
        read = {
            ref: list(numbers_of(shared_game(ref), self._counted(ref, islice(games, self.games))))
            for ref in self.points
        }
        against = DeckRef(self.deck.folder, self.game.loaded.variant)
        against = against if against in read else next(iter(read))
        points = tuple(self._point(ref, read[ref], read[against]) for ref in self.points)
        return Sweep(
            games=self.games,
            players=self.people.by_seat,
            varied={axis.name: axis.values for axis in self.axes},
            points=points,
            against=dict(self.points[against]),
            trajectories=self.trajectories,
            screened=tuple(self._screened(points)),
            **self.question,
        )

    def _screened(self, points: Sequence[SweptPoint]) -> Iterator[ScreenedFactor]:
        """What a screening says of every number that could be measured everywhere."""
        if self.screening is None:
            return
        by_point = dict(zip(self.points, points, strict=True))
        rows = [by_point[self._ref(row)] for row in self.screening.rows]
        for place, number in enumerate(points[0].numbers):
            values = [point.numbers[place].value for point in rows]
            known = [value for value in values if value is not None]
            if len(known) == len(values):
                for one in self.screening.effects(known):
                    yield ScreenedFactor(
                        number.name,
                        number.kind,
                        number.claim,
                        one.name,
                        one.size,
                        one.reach,
                        one.mean,
                        one.spread,
                    )

    def _counted(self, ref: DeckRef, games: Iterable[GameReadings]) -> dict[int, GameReadings]:
        """The games of a point that count, by their number."""
        return {
            task.index: one
            for task, one in zip(self.tasks(ref), games, strict=True)
            if self.sieve.lets_pass(task.players, one.lapses)
        }

    def _point(
        self, ref: DeckRef, read: Sequence[NumberByGame], against: Sequence[NumberByGame]
    ) -> SweptPoint:
        numbers = tuple(swept_number(one) for one in read)
        there = {(one.kind, one.claim, one.name): one for one in against}
        pairs = [(one, there.get((one.kind, one.claim, one.name))) for one in read]
        is_told = read is not against and not self.screening
        changes = [swept_change(one, other) for one, other in pairs if other] if is_told else []
        games = len(read[0].ratios) if read else 0
        return SweptPoint(
            dict(self.points[ref]),
            ref.variant,
            shared_game(ref).rules_hash,
            games,
            numbers,
            tuple(filter(None, changes)),
        )
