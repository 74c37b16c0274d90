"""The tests of one claim in one family of players: its effect, and each of its levels."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from wargame.dataclass import dataclass
from wargame.lab.judge.bootstrap import RESAMPLES, Between, Resampled, resampled
from wargame.lab.judge.claims_table import Combination, Level, Registered
from wargame.lab.judge.sums import Sums, Weighted
from wargame.lab.stats.estimate import Ratio, detectable

Counts = Mapping[str, Sequence[Ratio]]
"""What a cell counted: by quantity, part and whole seed by seed."""

HALF = 0.5

REGISTERED = 0.025 / 11
"""At which the registration counts what is detectable."""


@dataclass(frozen=True, slots=True)
class LevelTest:
    """A level, and what the deck gives for it; None if there was nothing to count."""

    level: Level
    found: Resampled | None

    def p(self) -> float:
        """The larger of its one-sided tests; 1 if there was nothing to count."""
        if self.found is None:
            return 1.0
        low, high = self.level.low, self.level.high
        below = self.found.p_above(low) if low is not None else 0.0
        above = self.found.p_below(high) if high is not None else 0.0
        return max(below, above)

    def has(self, value: float) -> bool:
        """Whether a value is where the level asks for it."""
        low, high = self.level.low, self.level.high
        return (low is None or value > low) and (high is None or value < high)


@dataclass(frozen=True, slots=True)
class ClaimTests:
    """A claim in one family.

    Attributes:
        effect: Deck against ablation, counted so that the direction claimed is positive; None if
            either had nothing to count.
        levels: In the order of the registration.
        is_composed: The ablation changed a denominator by half or more.
        both: The effect over seeds where both had something to count; None if not asked for.
        occurs: How often what the claim is about came up at all, in percent.
    """

    effect: Resampled | None
    levels: tuple[LevelTest, ...]
    is_composed: bool
    both: Resampled | None
    occurs: float | None

    def p_effect(self, smallest: float) -> float:
        """Of the hypothesis that the effect is no larger than the smallest of interest."""
        return self.effect.p_above(smallest) if self.effect else 1.0


def examine(
    claim: Registered, deck: Counts, ablated: Counts, label: str, *, resamples: int = RESAMPLES
) -> ClaimTests:
    """Test a claim on a deck and its ablation, played over the same seeds.

    Args:
        claim: Its row of the registration.
        deck, ablated: What the two cells counted.
        label: Settles the resamples, with the claim's number.
        resamples: How many.
    """
    label = f"{label} {claim.number}"
    parts = effect_parts(claim, deck, ablated)
    is_composed = composition(claim.gauge, deck, ablated)
    return ClaimTests(
        resampled(parts, widened(claim), f"{label} effect", resamples),
        tuple(
            LevelTest(level, _level(claim, level, deck, f"{label} level {place}", resamples))
            for place, level in enumerate(claim.levels)
        ),
        is_composed,
        _where_both(parts, claim, f"{label} both", resamples) if is_composed else None,
        _share(deck, claim.occurs[0]) if claim.occurs else None,
    )


def combined(of: Combination, counts: Counts, scale: int) -> list[Weighted]:
    """A combination of quantities, ready to be resampled."""
    return [Weighted(scale * sign, counts[name]) for sign, name in of]


def effect_parts(claim: Registered, deck: Counts, ablated: Counts) -> list[Weighted]:
    """Deck against ablation, so that the direction claimed is positive."""
    sign = claim.scale if claim.moves == "down" else -claim.scale
    return [*combined(claim.gauge, deck, sign), *combined(claim.gauge, ablated, -sign)]


def widened(claim: Registered) -> Between:
    """What the difference of two games can be."""
    return _doubled(claim.ends)


@dataclass(frozen=True, slots=True)
class Unjudged:
    """An effect that decides nothing: told with its error, and not resampled.

    Attributes:
        value: The effect; None if there was nothing to count.
        error: Its standard error.
        seeds: Over how many seeds.
        counting: How many of them have something to count, in the ratio that has the fewest.
    """

    value: float | None
    error: float
    seeds: int
    counting: int

    @property
    def detectable(self) -> float:
        """By how much the true effect must exceed the smallest of interest to be found; without
        end where all games agree, which tells nothing of their spread."""
        return detectable(self.error, REGISTERED) if self.error else math.inf


def beside(
    claim: Registered, deck: Counts, ablated: Counts, places: Sequence[int] | None = None
) -> Unjudged:
    """The effect of a claim over some seeds; over all, if none are named."""
    if places is not None:
        deck, ablated = (
            {name: [ratios[one] for one in places] for name, ratios in counts.items()}
            for counts in (deck, ablated)
        )
    sums = Sums(effect_parts(claim, deck, ablated))
    found = sums.moment(sums.total)
    return Unjudged(
        found.value if found else None, found.error if found else 0.0, sums.seeds, sums.counting
    )


def composition(of: Combination, deck: Counts, ablated: Counts) -> bool:
    """Whether an ablation changes a denominator by half or more."""
    for _, name in of:
        before = sum(whole for _, whole in deck[name])
        after = sum(whole for _, whole in ablated[name])
        if abs(after - before) >= HALF * before:
            return True
    return False


def _level(
    claim: Registered, level: Level, deck: Counts, label: str, resamples: int
) -> Resampled | None:
    of = level.of or claim.gauge
    ends = claim.ends if len(of) == 1 or of == claim.gauge else _doubled(claim.ends)
    return resampled(combined(of, deck, claim.scale), ends, label, resamples)


def _where_both(
    parts: Sequence[Weighted], claim: Registered, label: str, resamples: int
) -> Resampled | None:
    """The effect over the seeds in which every ratio has something to count."""
    rows = zip(*(part.ratios for part in parts), strict=True)
    kept = [row for row in rows if all(whole for _, whole in row)]
    if not kept:
        return None
    columns = zip(*kept, strict=True)
    some = [Weighted(part.weight, ratios) for part, ratios in zip(parts, columns, strict=True)]
    return resampled(some, widened(claim), label, resamples)


def _doubled(ends: Between) -> Between:
    if ends.low is None or ends.high is None:
        return Between()
    return Between(ends.low - ends.high, ends.high - ends.low)


def _share(counts: Counts, name: str) -> float:
    whole = sum(whole for _, whole in counts[name])
    return 100 * sum(part for part, _ in counts[name]) / whole if whole else 0.0
