"""What can be measured over many games: claims and their gauges."""

from __future__ import annotations

from typing import Literal

from wargame.dataclass import dataclass
from wargame.rules.ir.expr import Cond, Expr


@dataclass(frozen=True, slots=True)
class GaugeIR:
    """A number that a run of games gives: the sum of `part` over that of `whole`.

    Attributes:
        title: What people read.
        part, whole: Read off each last position.
        only: Games in which this does not hold are left out.
        endings: If there are any, `part` counts only after one of these.
        players: Seats that a persona plays.
        is_percent: The ratio is told in percent.
        unit: Shown behind the number.
    """

    title: str
    part: Expr
    whole: Expr
    only: Cond | None
    endings: tuple[str, ...]
    players: tuple[tuple[str, str], ...]
    is_percent: bool
    unit: str


@dataclass(frozen=True, slots=True)
class ClaimIR:
    """A claim that can be measured."""

    id: int
    title: str
    gauge: GaugeIR
    beside: tuple[GaugeIR, ...]
    ablation: str
    ablation_moves: Literal["up", "down", ""]
