"""What many pairs of a trial come to: every number in both arms, and the difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Literal

from wargame.dataclass import dataclass
from wargame.lab.arms.finding import ArmFound, PairFound, digest_of
from wargame.lab.arms.plan import TrialPlan
from wargame.lab.runs.population import Population
from wargame.lab.runs.question import Question, what_seats_get
from wargame.lab.stats.estimate import estimate, shift
from wargame.objects import bound, rounded
from wargame.rules.game import Game

Kind = Literal["points", "measure", "ending"]
When = Literal["window", "end"]
Read = Callable[[ArmFound], int]


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One number in both arms.

    Attributes:
        what: `points` with a seat, a measure's expression, or an ending.
        kind: What sort of number: `points`, `measure`, or `ending`, which is in percent of games.
        when: When it was read: as the window closed, or at the end of the game.
        first: Its mean in the first arm.
        second: Its mean in the second arm.
        effect: The first less the second: mean over pairs.
        low: The lower bound of the effect's 95 % interval.
        high: The upper bound of the effect's 95 % interval.
        detectable: How large a true effect must be to be told from none nine times in ten.
    """

    what: str
    kind: Kind
    when: When
    first: float = field(metadata=rounded(4))
    second: float = field(metadata=rounded(4))
    effect: float = field(metadata=rounded(4))
    low: float = field(metadata=bound(4))
    high: float = field(metadata=bound(4))
    detectable: float = field(metadata=bound(4))


@dataclass(frozen=True, slots=True)
class TrialResult(Question):
    """What an act does.

    Attributes:
        pairs: How many were played.
        dropped: Pairs in which the act was open in no round; nothing else counts them.
        unreached: Pairs in which an act fell short of the level it was to go on to; they count.
        cut_short: Pairs in which a game ended before its window closed; they count.
        seat: Who had to act.
        arms: What the two arms are called: `treated` and `untreated`, or `first` and `second`.
        acts: How often the seat had to take each act, by arm.
        barred: What the seat could not do while the window was open.
        window: Over how many rounds it was looked at, that of the trigger included.
        untreated_for: For how many rounds the second arm could not act; null if it had to.
        rounds: In how many pairs the trigger fell in each round.
        players: Who was drawn from, by seat.
        points: What a seat gets, in words; as the window closes, as if the game ended there.
        effects: Every number in both arms; empty if all pairs were dropped.
        digest: 64 hex digits over every pair in order; equal digests mean equal games.
    """

    pairs: int
    dropped: int
    unreached: int
    cut_short: int
    seat: str
    arms: Sequence[str]
    acts: Sequence[Mapping[str, int]]
    barred: Sequence[str]
    window: int
    untreated_for: int | None
    rounds: Mapping[str, int]
    players: Mapping[str, Sequence[str]]
    points: str
    effects: Sequence[EffectRow]
    digest: str


def result(
    game: Game, plan: TrialPlan, people: Population, seed: int, pairs: Sequence[PairFound]
) -> TrialResult:
    """What these pairs come to."""
    played, trial = [pair for pair in pairs if pair.round], plan.trial
    return TrialResult(
        game.deck.id,
        game.loaded.variant,
        game.deck_hash,
        seed,
        len(pairs),
        len(pairs) - len(played),
        sum(not pair.is_reached for pair in played),
        sum(not pair.is_whole for pair in played),
        trial.seat,
        plan.arms,
        [
            dict(sorted(Counter(pair.acts[arm] for pair in played).items()))
            for arm in range(len(plan.classes))
        ],
        trial.barred,
        trial.window,
        None if trial.against else trial.untreated_for,
        dict(Counter(f"{pair.round}" for pair in sorted(played, key=lambda pair: pair.round))),
        people.by_seat,
        what_seats_get(game),
        list(_effects(game, plan, played)) if played else [],
        digest_of(pairs),
    )


def _effects(game: Game, plan: TrialPlan, pairs: Sequence[PairFound]) -> Iterator[EffectRow]:
    """Points at the end first, then what was read when the window closed, then the endings."""
    to_end = pairs[0].arms[0].returns is not None
    for place, seat in enumerate(game.seats if to_end else ()):
        yield _row(f"points {seat}", "points", "end", pairs, _returns(place))
    for place, text in enumerate(plan.trial.measures):
        yield _row(str(text), "measure", "window", pairs, _measure(place))
    for place, seat in enumerate(game.seats):
        yield _row(f"points {seat}", "points", "window", pairs, _standing(place))
    for ending in game.deck.endings if to_end else ():
        yield _row(ending.id, "ending", "end", pairs, _ended(ending.id))


def _returns(place: int) -> Read:
    return lambda arm: (arm.returns or arm.standing)[place]


def _standing(place: int) -> Read:
    return lambda arm: arm.standing[place]


def _measure(place: int) -> Read:
    return lambda arm: arm.measures[place]


def _ended(ending: str) -> Read:
    return lambda arm: int(arm.ending == ending)


def _row(what: str, kind: Kind, when: When, pairs: Sequence[PairFound], read: Read) -> EffectRow:
    scale = 100 if kind == "ending" else 1
    first, second = (
        estimate([(read(pair.arms[arm]), 1) for pair in pairs], scale) for arm in range(2)
    )
    assert first is not None
    assert second is not None
    found = shift(second, first)
    told = (found.value, found.low, found.high, found.detectable)
    return EffectRow(what, kind, when, first.value, second.value, *told)
