"""The verdict on a claim: the first of five that fits, section 5 of the registration.

This is the one place where the five words are made. `lab judge` alone reaches it, with a freeze and
the nonce of its custodian.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from wargame.dataclass import dataclass
from wargame.lab.judge.bootstrap import Interval, Resampled
from wargame.lab.judge.claim_tests import ClaimTests, LevelTest
from wargame.lab.judge.claims_table import Registered

JudgedWord = Literal["by definition", "needs no cards", "holds", "fails", "not shown"]

WIDE = 0.995
"""The interval that has to lie on the wrong side for a claim to fail."""


@dataclass(frozen=True, slots=True)
class ControlRow:
    """A negative control.

    Attributes:
        name: As in the registration.
        is_passed: Whether it came out as demanded.
        told: What it came to.
    """

    name: str
    is_passed: bool
    told: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of a claim before it is judged.

    Attributes:
        families: Its tests, by family of players.
        uninformative: Places of levels that a control meets too: only the ablation decides.
        by_definition: Each clause of section 3 that applies, with its place in the deck.
        controls: Every one that was asked for.
        is_met_blank: Whether the criterion is met with blank cards, where the mechanism is not
            mostly on cards; there it is a control like any other.
        is_reversed: The highest dose less the lowest goes the wrong way.
    """

    claim: Registered
    families: Mapping[str, ClaimTests]
    uninformative: frozenset[int]
    by_definition: tuple[str, ...]
    controls: tuple[ControlRow, ...]
    is_met_blank: bool
    is_reversed: bool

    def informative(self, tests: ClaimTests) -> Iterator[LevelTest]:
        """The levels that decide."""
        for place, level in enumerate(tests.levels):
            if place not in self.uninformative:
                yield level

    def p(self) -> float:
        """The largest over tests and families."""
        return max(
            p
            for tests in self.families.values()
            for p in (
                tests.p_effect(self.claim.smallest),
                *(level.p() for level in self.informative(tests)),
            )
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with its reason."""

    word: JudgedWord
    reason: str


def verdict_on(evidence: Evidence, adjusted_p: float, alpha: float) -> Judged:
    """The first verdict that fits.

    Args:
        evidence: What is known of the claim.
        adjusted_p: Its p after Holm.
        alpha: The familywise error.
    """
    if evidence.by_definition:
        return Judged("by definition", "; ".join(evidence.by_definition))
    against = list(_against(evidence, adjusted_p, alpha))
    if not against:
        if evidence.is_met_blank:
            return Judged("needs no cards", "met with every card's effects removed")
        return Judged("holds", f"p {adjusted_p:.4g} after Holm, every control as demanded")
    failed = list(_failed(evidence))
    if failed:
        return Judged("fails", "; ".join(failed))
    return Judged("not shown", "; ".join(against))


def after_neutral_run(found: Judged, neutral: Judged) -> Judged:
    """The verdict, once the same was judged without points for mere levels.

    Such points are allowed as long as the verdict does not hang on them.
    """
    if neutral.word == found.word:
        return Judged(found.word, f"{found.reason}; the same without points for mere levels")
    told = f"neutral run: without points for mere levels it is '{neutral.word}', {neutral.reason}"
    return Judged("by definition", told)


def _against(evidence: Evidence, adjusted_p: float, alpha: float) -> Iterator[str]:
    """Why a claim cannot be called met."""
    for family, tests in evidence.families.items():
        if tests.effect is None or any(one.found is None for one in tests.levels):
            yield f"{family}: nothing to count"
        least = evidence.claim.occurs
        if least and (tests.occurs or 0.0) < least[1]:
            yield f"{family}: {least[0]} in {tests.occurs or 0:.0f} %, asked are {least[1]:g}"
    if adjusted_p > alpha:
        yield f"p {adjusted_p:.4g} after Holm, above {alpha:g}"
    for control in evidence.controls:
        if not control.is_passed:
            yield f"control {control.name}: {control.told}"
    if evidence.is_reversed:
        yield "dose response is reversed from lowest to highest"


def _failed(evidence: Evidence) -> Iterator[str]:
    """What lies wholly on the wrong side."""
    smallest = evidence.claim.smallest
    for family, tests in evidence.families.items():
        if tests.effect and tests.effect.interval(WIDE).high < smallest:
            yield f"{family}: effect {_told(tests.effect)}, below {smallest:g}"
        for level in evidence.informative(tests):
            if level.found and _is_outside(level, level.found.interval(WIDE)):
                yield f"{family}: level {_told(level.found)}, outside its band"


def _is_outside(level: LevelTest, span: Interval) -> bool:
    low, high = level.level.low, level.level.high
    return (low is not None and span.high < low) or (high is not None and span.low > high)


def _told(found: Resampled) -> str:
    span = found.interval(WIDE)
    return f"{found.value:.2f} (99.5 %: {span.low:.2f} to {span.high:.2f})"
