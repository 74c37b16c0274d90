"""What play says of one claim: its number, its number without the mechanism, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wargame.content.model import Claim
from wargame.lab.estimate import Estimate, Ratio, Shift


@dataclass(frozen=True, slots=True)
class Reading:
    """What a run gives for one gauge.

    Attributes:
        title: What is read.
        unit: Shown behind the number.
        ratios: Part and whole, game by game.
        found: None if no game had anything to measure.
    """

    title: str
    unit: str
    ratios: tuple[Ratio, ...]
    found: Estimate | None


@dataclass(frozen=True, slots=True)
class Ablation:
    """The same gauge without the mechanism.

    Attributes:
        expected: `up`, `down`, or "" for any way.
        change: Against the deck as it is; None if either had nothing to measure.
        is_idle: No game read any differently.
        beside: The further numbers, in the order of the claim.
    """

    name: str
    expected: Literal["up", "down", ""]
    reading: Reading
    change: Shift | None
    is_idle: bool
    beside: tuple[Reading, ...]

    @property
    def moves(self) -> Literal["up", "down", ""]:
        """The way it clearly moves the number, or ""."""
        return self.change.way if self.change else ""

    @property
    def is_as_claimed(self) -> bool:
        """Whether it clearly moves the number the way it should."""
        return self.moves == self.expected if self.expected else self.moves != ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What play says of one claim.

    Attributes:
        reading: None if the claim has no gauge.
        ablation: None if it names none, or a variant is played that leaves no room for it.
        is_bare: It names an ablation that was not played.
    """

    claim: Claim
    reading: Reading | None
    beside: tuple[Reading, ...]
    ablation: Ablation | None
    is_bare: bool

    @property
    def is_in_band(self) -> bool | None:
        """Whether the value lies in the band; None if there is no value or no band."""
        if not (self.claim.band and self.reading and self.reading.found):
            return None
        low, high = self.claim.band
        return low <= self.reading.found.value <= high

    @property
    def is_band_sure(self) -> bool:
        """Whether the whole interval lies on the same side of the band's edges."""
        if self.is_in_band is None or not (self.reading and self.reading.found):
            return False
        low, high = self.claim.band
        found = self.reading.found
        if self.is_in_band:
            return low <= found.low and found.high <= high
        return found.high < low or found.low > high

    @property
    def holds(self) -> bool | None:
        """Whether the claim held; None if that cannot be told.

        A value outside its band settles it, whatever the ablation shows.
        """
        if self.reading is None or self.reading.found is None or self.is_bare:
            return None
        if self.ablation and self.ablation.change is None and self.is_in_band is not False:
            return None
        tests = []
        if self.claim.band:
            tests.append(self.is_in_band)
        if self.ablation:
            tests.append(self.ablation.is_as_claimed)
        return all(tests) if tests else None
