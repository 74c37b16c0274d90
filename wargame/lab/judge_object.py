"""What `wargame lab judge` and `lab freeze` print for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from wargame.dataclass import dataclass
from wargame.lab.companion_rows import CompanionRow, companion_rows
from wargame.lab.judge.bootstrap import Resampled
from wargame.lab.judge.claim_tests import ClaimTests, Unjudged
from wargame.lab.judge.judging import ClaimRuling
from wargame.lab.judge.verdict import ControlRow
from wargame.objects import bound, rounded

NARROW, WIDE = 0.95, 0.995


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value with its intervals.

    Attributes:
        family: Who plays: `S` or `D`.
        what: `effect`, or the place of a level, from 1.
        value: The value; null if there was nothing to count.
        low: The lower bound of the 95 % interval, or null.
        high: The upper bound of the 95 % interval, or null.
        wide_low: The lower bound of the 99.5 % interval, or null.
        wide_high: The upper bound of the 99.5 % interval, or null.
        decides: Whether it decides: a band that a control meets too does not.
        seeds: How many games or pairs had something to count, in the ratio that has the fewest.
        played: Of how many.
        over: The denominator of each ratio, all games together: with the mechanism, then without.
    """

    family: str
    what: str
    value: float | None = field(metadata=rounded(3))
    low: float | None = field(metadata=rounded(3))
    high: float | None = field(metadata=rounded(3))
    wide_low: float | None = field(metadata=rounded(3))
    wide_high: float | None = field(metadata=rounded(3))
    decides: bool
    seeds: int
    played: int
    over: Sequence[int]


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A row of the confirmatory table.

    Attributes:
        claim: Its number in the registration.
        title: The claim in a few words.
        verdict: One of five.
        reason: Why.
        p: The largest over tests and families.
        adjusted: The same after Holm.
        smallest: The smallest effect of interest.
        unit: Of effects.
        values: Effects and levels.
        neutral: The same without points for mere levels, where the deck gives some: if the verdict
            hangs on them, the row is by definition.
        composition: Families in which the ablation changes a denominator by half or more.
        doses: The shape of the dose response, or "".
        controls: Every negative control.
    """

    claim: int
    title: str
    verdict: str
    reason: str
    p: float = field(metadata=rounded(6))
    adjusted: float = field(metadata=rounded(6))
    smallest: float
    unit: str
    values: Sequence[ValueRow]
    neutral: Sequence[ValueRow]
    composition: Sequence[str]
    doses: str
    controls: Sequence[ControlRow]


@dataclass(frozen=True, slots=True)
class BesideEffect:
    """An effect that decides nothing.

    Attributes:
        of: Whose: `at random`, a rewired deck, two doctrines, or a world of the sweep.
        value: The effect, in the direction claimed; null if there was nothing to count.
        error: Its standard error.
        detectable: By how much the true effect must exceed the smallest of interest to be found
            nine times in ten at 0.025/11.
        seeds: Over how many seeds.
    """

    of: str
    value: float | None = field(metadata=rounded(3))
    error: float = field(metadata=rounded(3))
    detectable: float = field(metadata=bound(3))
    seeds: int


@dataclass(frozen=True, slots=True)
class ExploratoryRow:
    """What stands beside a claim and decides nothing.

    Attributes:
        claim: Its number.
        unit: Of all effects.
        random: The effect in games at random.
        rewired: The effect on each rewired deck.
        pairs: The effect between each two doctrines that met.
        worlds: The effect in each world of the sweep over what the deck assumes without a source.
        as_claimed: In how many of these worlds the effect has the sign that the claim names.
        both: By family, the effect over games in which both had something to count.
        companions: What the registration prints beside it.
    """

    claim: int
    unit: str
    random: BesideEffect
    rewired: Sequence[BesideEffect]
    pairs: Sequence[BesideEffect]
    worlds: Sequence[BesideEffect]
    as_claimed: int
    both: Sequence[ValueRow]
    companions: Sequence[CompanionRow]


@dataclass(frozen=True, slots=True)
class JudgeObject:
    """The judgement of a frozen deck.

    Attributes:
        deck: The deck's id.
        freeze: The hash of the freeze.
        version: Which judged version of the deck it is.
        master_seed: From which all seeds follow.
        looks: How often registered gauges had been run on the deck before it was frozen.
        deviations: How many departures from the registration are written down.
        changed: Parts that are no longer as they were frozen.
        red: Files of games whose hash differs: with any, nothing is judged.
        confirmatory: Eleven rows; none if anything is red or changed.
        exploratory: What stands beside them.
    """

    deck: str
    freeze: str
    version: int
    master_seed: str
    looks: int
    deviations: int
    changed: Sequence[str]
    red: Sequence[str]
    confirmatory: Sequence[VerdictRow]
    exploratory: Sequence[ExploratoryRow]


@dataclass(frozen=True, slots=True)
class FreezeObject:
    """A deck, frozen.

    Attributes:
        deck: The deck's id.
        version: Which judged version of the deck it is.
        hash: 64 hex digits over all that was frozen.
        looks: How often registered gauges had been run on the deck before.
        cells: How many kinds of games judge it.
        games: How many games in all.
    """

    deck: str
    version: int
    hash: str
    looks: int
    cells: int
    games: int


def verdict_row(ruling: ClaimRuling) -> VerdictRow:
    """One claim of the confirmatory table, for programs."""
    claim = ruling.claim
    return VerdictRow(
        claim.number,
        claim.title,
        ruling.verdict.word,
        ruling.verdict.reason,
        ruling.p,
        ruling.adjusted,
        claim.smallest,
        claim.unit,
        _all_values(ruling.families, ruling),
        _all_values(ruling.neutral, ruling),
        [name for name, tests in ruling.families.items() if tests.is_composed],
        ruling.shape,
        list(ruling.controls),
    )


def exploratory_row(ruling: ClaimRuling) -> ExploratoryRow:
    """What stands beside it."""
    both = [
        _value(name, "effect", tests.both, decides=False)
        for name, tests in ruling.families.items()
        if tests.is_composed
    ]
    worlds = [_beside(f"world {place}", one) for place, one in enumerate(ruling.worlds, 1)]
    return ExploratoryRow(
        ruling.claim.number,
        ruling.claim.unit,
        _beside("at random", ruling.random),
        [_beside(f"rewired {place}", one) for place, one in enumerate(ruling.rewired, 1)],
        [_beside(names, one) for names, one in ruling.pairs.items()],
        worlds,
        sum(one.value is not None and one.value > 0 for one in worlds),
        both,
        list(companion_rows(ruling.claim.number, ruling.companions)),
    )


def _beside(of: str, one: Unjudged) -> BesideEffect:
    return BesideEffect(of, one.value, one.error, one.detectable, one.seeds)


def _all_values(families: Mapping[str, ClaimTests], ruling: ClaimRuling) -> list[ValueRow]:
    return [row for name, tests in families.items() for row in _values(name, tests, ruling)]


def _values(family: str, tests: ClaimTests, ruling: ClaimRuling) -> list[ValueRow]:
    levels = [
        _value(family, f"level {place + 1}", one.found, decides=place not in ruling.uninformative)
        for place, one in enumerate(tests.levels)
    ]
    return [_value(family, "effect", tests.effect, decides=True), *levels]


def _value(family: str, what: str, found: Resampled | None, *, decides: bool) -> ValueRow:
    if found is None:
        return ValueRow(family, what, None, None, None, None, None, decides, 0, 0, ())
    narrow, wide = found.interval(NARROW), found.interval(WIDE)
    return ValueRow(
        family,
        what,
        found.value,
        narrow.low,
        narrow.high,
        wide.low,
        wide.high,
        decides,
        found.seeds,
        found.played,
        found.wholes,
    )
