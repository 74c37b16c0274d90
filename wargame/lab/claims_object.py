"""What `wargame lab claims --json` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Literal

from wargame.dataclass import dataclass
from wargame.lab.claims import Findings
from wargame.lab.figures import NOT_JUDGED, Ablation, Figures, GaugeValue
from wargame.lab.judge.in_words import RegisteredWords
from wargame.lab.runs.question import Question
from wargame.lab.stats.estimate import Estimate, Shift
from wargame.objects import bound, rounded


@dataclass(frozen=True, slots=True)
class MeanRow:
    """A mean with its 95 % interval.

    Attributes:
        value: The mean.
        low: The lower bound of the interval.
        high: The upper bound of the interval.
    """

    value: float = field(metadata=rounded(4))
    low: float = field(metadata=bound(4))
    high: float = field(metadata=bound(4))


@dataclass(frozen=True, slots=True)
class EndingRow:
    """How often an ending came.

    Attributes:
        games: In how many games.
        value: Its share of the games, in percent.
        low: The lower bound of its 95 % interval.
        high: The upper bound of its 95 % interval.
    """

    games: int
    value: float = field(metadata=rounded(4))
    low: float = field(metadata=bound(4))
    high: float = field(metadata=bound(4))


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A further number told with a claim.

    Attributes:
        title: What it is.
        value: The number; null if no game had anything to measure.
        low: The lower bound of its 95 % interval, or null.
        high: The upper bound of its 95 % interval, or null.
        games: How many games had something to measure.
        unit: What is shown behind the number, or "".
    """

    title: str
    value: float | None = field(metadata=rounded(4))
    low: float | None = field(metadata=bound(4))
    high: float | None = field(metadata=bound(4))
    games: int
    unit: str


@dataclass(frozen=True, slots=True)
class AblationRow:
    """The same number without the mechanism.

    Attributes:
        name: The variant that was played.
        value: The number; null if no game had anything to measure.
        low: The lower bound of its 95 % interval, or null.
        high: The upper bound of its 95 % interval, or null.
        games: How many games had something to measure.
        change: This number less that of the deck as it is; null if either is.
        change_low: The lower bound of the change's 95 % interval, or null.
        change_high: The upper bound of the change's 95 % interval, or null.
        detectable: How large a true change must be to be told from none nine times in ten, or null.
        expected: The way it should move.
        is_idle: Whether no game read any differently.
        beside: Further numbers of the claim, without the mechanism.
    """

    name: str
    value: float | None = field(metadata=rounded(4))
    low: float | None = field(metadata=bound(4))
    high: float | None = field(metadata=bound(4))
    games: int
    change: float | None = field(metadata=rounded(4))
    change_low: float | None = field(metadata=bound(4))
    change_high: float | None = field(metadata=bound(4))
    detectable: float | None = field(metadata=bound(4))
    expected: Literal["up", "down", "any"]
    is_idle: bool
    beside: Sequence[BesideRow]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What play gives for a claim.

    Attributes:
        id: Its number in the deck.
        title: The claim in a few words.
        metric: What is measured, in words, or null.
        judged: `not judged yet`: values alone are told.
        value: What its gauge gives; null if it has none, or no game had anything to measure.
        low: The lower bound of its 95 % interval, or null.
        high: The upper bound of its 95 % interval, or null.
        games: How many games had something to measure.
        unit: What is shown behind the number, or "".
        band: The least and the most that were expected; null if it has no band.
        ablation: The same without the mechanism; only the variant's name if it was not played,
            null if the claim names none.
        beside: Further numbers.
    """

    id: int
    title: str
    metric: str | None
    judged: Literal["not judged yet"]
    value: float | None = field(metadata=rounded(4))
    low: float | None = field(metadata=bound(4))
    high: float | None = field(metadata=bound(4))
    games: int
    unit: str
    band: Sequence[int] | None
    ablation: AblationRow | str | None
    beside: Sequence[BesideRow]


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """Something that the deck takes for granted.

    Attributes:
        id: Its id.
        kind: What it rests on: `fact`, `judgement` or `invention`.
        text: What is assumed.
        source: Where it comes from, or null.
    """

    id: str
    kind: str
    text: str
    source: str | None


@dataclass(frozen=True, slots=True)
class ClaimsObject(Question):
    """The numbers behind the claims of a deck.

    Attributes:
        games: How many were played of the deck as it is, and as many of each ablation.
        population: Who was drawn from, by seat.
        endings: By ending, how often it came.
        returns: By seat, points less its par; at a table that names a winner match points, a
            thousand each, with the lead.
        claims: What play gives for each claim, in deck order.
        assumptions: What the deck takes for granted.
        digest: 64 hex digits over the last position of every game of the deck as it is.
        registered: How each claim is counted and judged by the registration; empty for a deck
            without a role map.
        roles: What A and B are in these, in words.
    """

    games: int
    population: Mapping[str, Sequence[str]]
    endings: Mapping[str, EndingRow]
    returns: Mapping[str, MeanRow]
    claims: Sequence[ClaimRow]
    assumptions: Sequence[AssumptionRow]
    digest: str
    registered: Sequence[RegisteredWords]
    roles: Sequence[str]


def claims_object(found: Findings) -> ClaimsObject:
    """What was found, for programs."""
    return ClaimsObject(
        games=found.games,
        population=found.population,
        endings={
            name: EndingRow(one.games, one.share.value, one.share.low, one.share.high)
            for name, one in found.endings.items()
        },
        returns={
            seat: MeanRow(mean.value, mean.low, mean.high) for seat, mean in found.returns.items()
        },
        claims=[claim_row(one) for one in found.claims],
        assumptions=[
            AssumptionRow(one.id, one.kind, one.text, one.source) for one in found.assumptions
        ],
        digest=found.digest,
        registered=found.registered,
        roles=found.roles,
        **found.question,
    )


def claim_row(measured: Figures) -> ClaimRow:
    """One claim, for programs."""
    claim, reading, ablation = measured.claim, measured.reading, measured.ablation
    return ClaimRow(
        claim.id,
        claim.title,
        claim.metric,
        NOT_JUDGED,
        *_bounds(reading.found if reading else None),
        _games(reading.found if reading else None),
        reading.unit if reading else "",
        claim.band or None,
        _ablation_row(ablation) if ablation else claim.ablation,
        [_beside(one) for one in measured.beside],
    )


def _ablation_row(ablation: Ablation) -> AblationRow:
    return AblationRow(
        ablation.name,
        *_bounds(ablation.reading.found),
        _games(ablation.reading.found),
        *_bounds(ablation.change),
        ablation.change.detectable if ablation.change else None,
        ablation.expected or "any",
        ablation.is_idle,
        [_beside(one) for one in ablation.beside],
    )


def _beside(one: GaugeValue) -> BesideRow:
    return BesideRow(one.title, *_bounds(one.found), _games(one.found), one.unit)


def _games(found: Estimate | None) -> int:
    return found.games if found else 0


def _bounds(found: Estimate | Shift | None) -> tuple[float | None, float | None, float | None]:
    """A value and its interval, all None if nothing was found."""
    return (found.value, found.low, found.high) if found else (None, None, None)
