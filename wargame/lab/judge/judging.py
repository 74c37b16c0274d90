"""From stored games to verdicts: section 5 of the registration, claim by claim.

Nothing is computed before every cell is complete and no file is red.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from statistics import median

from wargame.dataclass import dataclass
from wargame.lab.judge.bootstrap import RESAMPLES, Resampled, resampled
from wargame.lab.judge.cells import Against, CellFamily, ClaimCells, CompanionCells
from wargame.lab.judge.claim_tests import (
    ClaimTests,
    Counts,
    Unjudged,
    beside,
    combined,
    effect_parts,
    examine,
    widened,
)
from wargame.lab.judge.claims_table import CLAIMS, FAMILIES, Registered
from wargame.lab.judge.companions import CompanionFound, find_companion
from wargame.lab.judge.companions_table import COMPANIONS, Companion
from wargame.lab.judge.doses import DoseShape, dose_shape, is_reversed
from wargame.lab.judge.holm import adjusted, alpha_of
from wargame.lab.judge.stored import Store
from wargame.lab.judge.sums import Sums, Weighted
from wargame.lab.judge.verdict import ControlRow, Evidence, Judged, after_neutral_run, verdict_on

UNADJUSTED = 0.05
"""At which the criterion of a control is met: easier to meet, so harder to pass."""

MOST_REWIRED = 1
"""On how many of the rewired decks the criterion may be met."""

CRASHED = 0.01
"""The share of broken-off games above which nothing is judged."""

EQUAL_GIFTS = "where rules force equal gifts"
GATE = "if the gate for talks reads weeks or stocks"
SWAPPED_ARMS = "inputs and B.other swapped"
BY_U = "for U"


@dataclass(frozen=True, slots=True)
class OfRules:
    """What the rules alone have shown of a claim.

    Attributes:
        by_definition: Clauses of section 3 that apply, each with its place.
        is_on_cards: Half or more of the mechanism's lines stand on cards.
        forces_gifts: No deal in which one side alone gives is legal.
    """

    by_definition: tuple[str, ...] = ()
    is_on_cards: bool = False
    forces_gifts: bool = False


@dataclass(frozen=True, slots=True)
class ClaimRuling:
    """A row of the confirmatory table, with all that stands beside it.

    Attributes:
        p: The largest over tests and families; `adjusted` after Holm.
        shape: Of the dose response; "" where no dose is asked.
        random: The effect in games at random.
        rewired: The effect on each rewired deck.
        pairs: The effect between each two doctrines that met.
        worlds: The effect in each world of the sweep.
        neutral: By family, its tests without points for mere levels; none where there are none.
        companions: What the registration prints beside it, family by family.
    """

    claim: Registered
    verdict: Judged
    p: float
    adjusted: float
    families: Mapping[str, ClaimTests]
    controls: tuple[ControlRow, ...]
    shape: DoseShape | str
    random: Unjudged
    rewired: tuple[Unjudged, ...]
    uninformative: frozenset[int]
    pairs: Mapping[str, Unjudged]
    worlds: tuple[Unjudged, ...]
    neutral: Mapping[str, ClaimTests]
    companions: tuple[CompanionFound, ...]


def rule(
    store: Store,
    cells: Mapping[int, ClaimCells],
    rules: Mapping[int, OfRules],
    version: int,
    *,
    resamples: int = RESAMPLES,
) -> list[ClaimRuling]:
    """Judge all claims of a store.

    Args:
        store: Complete, and without a red file.
        cells: Which cells each claim needs.
        rules: What reading the rules has shown.
        version: Of the deck, from 1: each later one may err half as much.
        resamples: How many.
    """
    benches = {number: _Bench(store, CLAIMS[number], cells[number], resamples) for number in cells}
    known = {number: bench.evidence(rules[number]) for number, bench in benches.items()}
    raised = adjusted({number: one.p() for number, one in known.items()})
    neutral = {
        number: replace(known[number], families=found)
        for number, bench in benches.items()
        if (found := bench.neutral())
    }
    alpha = alpha_of(version)
    return [
        ClaimRuling(
            one.claim,
            _verdict(number, known, neutral.get(number), alpha),
            one.p(),
            raised[number],
            one.families,
            one.controls,
            benches[number].shape,
            benches[number].random,
            benches[number].rewired,
            one.uninformative,
            benches[number].pairs(),
            tuple(map(benches[number].beside, cells[number].worlds)),
            neutral[number].families if number in neutral else {},
            tuple(benches[number].companions()),
        )
        for number, one in known.items()
    ]


def _verdict(
    number: int, known: Mapping[int, Evidence], neutral: Evidence | None, alpha: float
) -> Judged:
    """The verdict on a claim, and again without points for mere levels, if there are any."""

    def with_evidence(one: Evidence) -> Judged:
        values = {other: that.p() for other, that in known.items()} | {number: one.p()}
        return verdict_on(one, adjusted(values)[number], alpha)

    found = with_evidence(known[number])
    if neutral is None or neutral.by_definition:
        return found
    return after_neutral_run(found, with_evidence(neutral))


class _Bench:
    """One claim, its cells, and what they come to."""

    def __init__(self, store: Store, claim: Registered, cells: ClaimCells, resamples: int) -> None:
        self.store, self.claim, self.cells, self.resamples = store, claim, cells, resamples
        self.shape: DoseShape | str = ""
        self.random = Unjudged(None, 0.0, 0, 0)
        self.rewired: tuple[Unjudged, ...] = ()

    def evidence(self, rules: OfRules) -> Evidence:
        """All that the cells and the rules say."""
        main = {family: self._tests(against) for family, against in self.cells.main.items()}
        real, luck = main["D"].effect, main["U"]
        self.random = self.beside(self.cells.main["U"])
        decks = [self._counts(against) for against in self.cells.rewired]
        self.rewired = tuple(beside(self.claim, *pair) for pair in decks)
        uninformative = frozenset(self._uninformative(luck, [deck for deck, _ in decks]))
        blank = self._is_met(self.cells.blank)
        controls = [
            ControlRow("random", not self._meets(luck), self._told(luck)),
            self._control_rewired(real),
            *self._control_swapped(),
            *self._own_controls(luck, rules),
        ]
        if rules.is_on_cards:
            controls.append(ControlRow("blank cards", not blank, "met" if blank else "not met"))
        return Evidence(
            self.claim,
            {family: main[family] for family in FAMILIES},
            uninformative,
            rules.by_definition,
            tuple(controls),
            blank and not rules.is_on_cards,
            self._is_reversed(),
        )

    # --- tests -----------------------------------------------------------------------------

    def _counts(self, against: Against) -> tuple[Counts, Counts]:
        return self._brought(against.deck), self._brought(against.off)

    def _brought(self, cell: str, most: int | None = None) -> Counts:
        return self.store.counts(cell, self.claim.number, self.claim.quantities, most)

    def _tests(self, against: Against) -> ClaimTests:
        label = f"{against.deck} | {against.off}"
        return examine(self.claim, *self._counts(against), label, resamples=self.resamples)

    def _meets(self, tests: ClaimTests) -> bool:
        """Whether the criterion is met, unadjusted."""
        values = [tests.p_effect(self.claim.smallest), *(level.p() for level in tests.levels)]
        return max(values) <= UNADJUSTED

    def _is_met(self, against: Against) -> bool:
        return self._meets(self._tests(against))

    def _told(self, tests: ClaimTests) -> str:
        value = f"{tests.effect.value:.2f}" if tests.effect else "nothing to count"
        return f"{'met' if self._meets(tests) else 'not met'}, effect {value}"

    def neutral(self) -> dict[str, ClaimTests]:
        """The tests of both families without points for mere levels, if a run is due."""
        return {family: self._tests(against) for family, against in self.cells.neutral.items()}

    # --- what decides nothing --------------------------------------------------------------

    def beside(self, against: Against) -> Unjudged:
        """An effect that is told and not tested."""
        return beside(self.claim, *self._counts(against))

    def pairs(self) -> dict[str, Unjudged]:
        """The effect between each two doctrines that met, by their names."""
        against = self.cells.main["D"]
        places: dict[str, list[int]] = {}
        for place, names in enumerate(self.store.players(against.deck)):
            places.setdefault(names, []).append(place)
        counts = self._counts(against)
        return {names: beside(self.claim, *counts, places[names]) for names in sorted(places)}

    def companions(self) -> Iterator[CompanionFound]:
        """What the registration prints beside the claim, as far as it is counted."""
        for one in COMPANIONS:
            for family, cells in self.cells.companions.get(one.name, {}).items():
                yield self._companion(one, family, cells)

    def _companion(
        self, one: Companion, family: CellFamily, cells: CompanionCells
    ) -> CompanionFound:
        number, names = one.claim, one.quantities
        if not all(self.store.says(cell, number, names) for cell in cells):
            return CompanionFound(one, family, is_stored=False)
        most = min(self.store.files[cell].games for cell in cells)
        counts = [self.store.counts(cell, number, names, most) for cell in cells]
        return find_companion(one, family, *counts)

    # --- controls --------------------------------------------------------------------------

    def _control_rewired(self, real: Resampled | None) -> ControlRow:
        met = sum(self._is_met(against) for against in self.cells.rewired)
        known = [one.value for one in self.rewired if one.value is not None]
        is_above = real is not None and all(real.value > value for value in known)
        told = f"met on {met} of {len(self.rewired)}"
        if not is_above:
            told += ", and the real effect does not exceed all of them"
        return ControlRow("rewired", met <= MOST_REWIRED and is_above, told)

    def _control_swapped(self) -> Iterator[ControlRow]:
        met, again = self._is_met(self.cells.swapped), self._is_met(self.cells.mapped)
        yield ControlRow("swapped labels", not met, "met" if met else "not met")
        told = "met again" if again else "not met"
        yield ControlRow("swapped labels, map permuted", again, told)

    def _own_controls(self, luck: ClaimTests, rules: OfRules) -> Iterator[ControlRow]:
        """What this claim alone must fail."""
        for words in self.claim.must_fail:
            if words in self.cells.must_fail:
                met = self._is_met(self.cells.must_fail[words])
            elif words == BY_U:
                met = self._meets(luck)
            elif words == SWAPPED_ARMS:
                met = self._meets(self._with_arms_swapped())
            elif words == EQUAL_GIFTS:
                met = rules.forces_gifts
            else:
                assert words == GATE, words
                met = any("forbids" in one for one in rules.by_definition)
            yield ControlRow(f"must fail: {words}", not met, "met" if met else "not met")

    def _with_arms_swapped(self) -> ClaimTests:
        one, other = (name for _, name in self.claim.gauge)
        deck, ablated = (
            {one: counts[other], other: counts[one]}
            for counts in self._counts(self.cells.main["D"])
        )
        return examine(self.claim, deck, ablated, "arms swapped", resamples=self.resamples)

    def _uninformative(self, luck: ClaimTests, decks: list[Counts]) -> Iterator[int]:
        """Levels in which U or the median of the rewired decks lies."""
        for place, level in enumerate(luck.levels):
            of = level.level.of or self.claim.gauge
            values = [_value_of(combined(of, deck, self.claim.scale)) for deck in decks]
            known = [value for value in values if value is not None]
            middle = median(known) if known else None
            if any(v is not None and level.has(v) for v in (_maybe(level.found), middle)):
                yield place

    # --- doses -----------------------------------------------------------------------------

    def _is_reversed(self) -> bool:
        """Whether the number goes the wrong way from the lowest dose to the highest."""
        if not self.cells.doses:
            return False
        most = min(self._sizes())
        doses = [self._brought(name, most) for name in self.cells.doses]
        steps = [self._step(low, high) for low, high in pairwise(doses)]
        whole = self._step(doses[0], doses[-1])
        known = [step for step in steps if step is not None]
        self.shape = dose_shape(known) if known else "not monotone"
        return whole is not None and is_reversed(whole)

    def _sizes(self) -> list[int]:
        return [self.store.files[name].games for name in self.cells.doses]

    def _step(self, low: Counts, high: Counts) -> Resampled | None:
        """The higher dose less the lower, in the direction claimed."""
        parts = effect_parts(self.claim, high, low)
        return resampled(parts, widened(self.claim), f"dose {self.claim.number}", self.resamples)


def _value_of(parts: list[Weighted]) -> float | None:
    """A combination's value; None if there is nothing to count."""
    sums = Sums(parts)
    found = sums.moment(sums.total)
    return found.value if found else None


def _maybe(found: Resampled | None) -> float | None:
    return found.value if found else None
