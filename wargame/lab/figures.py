"""What play gives for one claim: its number, and its number without the mechanism.

Nothing here judges: that takes a frozen registration.
"""

from __future__ import annotations

from typing import Final, Literal

from wargame.content.model import Claim
from wargame.dataclass import dataclass
from wargame.lab.stats.estimate import Estimate, Ratio, Shift

NOT_JUDGED: Final = "not judged yet"
"""What is said of every claim until a frozen registration is judged."""


@dataclass(frozen=True, slots=True)
class GaugeValue:
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
    reading: GaugeValue
    change: Shift | None
    is_idle: bool
    beside: tuple[GaugeValue, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What play gives for one claim.

    Attributes:
        reading: None if the claim has no gauge.
        ablation: None if it names none, or a variant is played that leaves no room for it.
        is_bare: It names an ablation that was not played.
    """

    claim: Claim
    reading: GaugeValue | None
    beside: tuple[GaugeValue, ...]
    ablation: Ablation | None
    is_bare: bool
