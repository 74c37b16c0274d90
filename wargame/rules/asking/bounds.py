"""What no game of a deck goes beyond: how long it gets, how luck may fall, what it may bring.

Everything is worked out from the rules, nothing from play, and holds for every game from its
start to its end, whoever plays.
"""

from __future__ import annotations

from collections.abc import Sequence

from wargame.content.limits import SCORE_LIMIT
from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.asking.balanced import is_balanced
from wargame.rules.asking.most import Counting, Most, is_uncertain
from wargame.rules.winners import is_zero_sum, match_bounds

Interval = tuple[int, int]
"""The least and the most that a number may be."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What no game goes beyond.

    Attributes:
        max_plies: Actions taken, those of seats and of luck alike: what `ply` is at the end.
        max_chance_outcomes: Outcomes that one node of luck may list; 0 where there is no luck.
        returns: Each seat's least and most points at the end, its par taken off.
        zero_sum: Whether returns provably add up to 0 at the end of every game.
    """

    max_plies: int
    max_chance_outcomes: int
    returns: dict[str, Interval]
    zero_sum: bool


def bounds_of(program: ir.Program, rulings: Sequence[ir.Block]) -> Bounds:
    """The bounds of a program, with what control has ruled behind it."""
    scores = [_score(program, rulings, seat) for seat in range(len(program.seats))]
    contest = program.contest if program.contest and program.contest.is_played else None
    pars = [seat.par for seat in program.seats]
    returns = [_returns(score, par) for score, par in zip(scores, pars, strict=True)]
    if contest is not None:
        returns = [match_bounds(contest) for _ in program.seats]
    is_free = all(-SCORE_LIMIT <= number <= SCORE_LIMIT for score in scores for number in score)
    return Bounds(
        Most(program, Counting(1, _nothing)).game(rulings),
        _most_outcomes(program),
        {seat.id: both for seat, both in zip(program.seats, returns, strict=True)},
        is_zero_sum(contest)
        if contest is not None
        else is_free and sum(pars) == 0 and is_balanced(program, rulings),
    )


def _nothing(_name: ir.Name, _op: str, _value: ir.Expr) -> int:
    return 0


# --- luck ----------------------------------------------------------------------------------


def _most_outcomes(program: ir.Program) -> int:
    """The most outcomes of any node of luck, by kind of luck."""
    seats = range(len(program.seats))
    agendas = [sum(1 for agenda in program.agendas if agenda.seat == seat) for seat in seats]
    lucks = [sum(1 for o in luck.outcomes if o.weight.hi > 0) for luck in program.lucks]
    odds = [stage.success_pct for project in program.projects for stage in project.stages]
    odds += [project.lapse_pct for project in program.projects if project.lapse_after >= 0]
    pairs = [2 for pct in odds if is_uncertain(pct)]
    ends = [2 if program.end_pct < 100 else 1] if program.uncertain_from else []
    return max(0, *_piles(program), *agendas, *lucks, *pairs, *ends, _drawn_injects(program))


def _piles(program: ir.Program) -> list[int]:
    """How many cards each seat may draw from at once."""
    seats = range(len(program.seats))
    return [sum(1 for card in program.cards if card.seat == seat) for seat in seats]


def _drawn_injects(program: ir.Program) -> int:
    drawn = [inject for inject in program.injects if inject.round == 0 and inject.weight.hi > 0]
    return len(drawn) + (program.quiet_weight > 0) if drawn else 0


# --- score ---------------------------------------------------------------------------------


def _returns(score: Interval, par: int) -> Interval:
    low, high = (max(-SCORE_LIMIT, min(number, SCORE_LIMIT)) for number in score)
    return low - par, high - par


def _score(program: ir.Program, rulings: Sequence[ir.Block], seat: int) -> Interval:
    """Where a seat's score may end if nothing stopped it at its limits: what play and agendas
    bring it, and the score at the end."""
    name = f"{program.seats[seat].id}.score"

    def rise(target: ir.Name, op: str, value: ir.Expr) -> int:
        return max(0, _change(op, value)[1]) if target.text == name else 0

    def fall(target: ir.Name, op: str, value: ir.Expr) -> int:
        return max(0, -_change(op, value)[0]) if target.text == name else 0

    final = program.seats[seat].score
    lost, won = _agendas(program, seat)
    low = lost + final.lo - Most(program, Counting(0, fall)).game(rulings)
    high = won + final.hi + Most(program, Counting(0, rise)).game(rulings)
    return low, high


def _change(op: str, value: ir.Expr) -> Interval:
    """By how much a write may change a score; setting it may start from either limit."""
    if op == "+=":
        return value.lo, value.hi
    if op == "-=":
        return -value.hi, -value.lo
    return value.lo - SCORE_LIMIT, value.hi + SCORE_LIMIT


def _agendas(program: ir.Program, seat: int) -> Interval:
    """The least and the most that agendas may bring a seat, each scored once at most."""
    own = [agenda.score for agenda in program.agendas if agenda.seat == seat]
    times = 1 + sum(len(review.rounds) for review in program.reviews if review.agendas)
    lost = sorted(min(0, score.lo) for score in own)[:times]
    won = sorted((max(0, score.hi) for score in own), reverse=True)[:times]
    return sum(lost), sum(won)
