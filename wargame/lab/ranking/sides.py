"""What each player makes of each seat, against the same others on the same luck.

A player's gain in a seat is how much more it got out of it than the other one of a meeting did,
in the mean over everyone it met. Its bias is its gain in the first seat less that in the second:
0 for a player that is as good in either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wargame.dataclass import dataclass
from wargame.lab.ranking.ladder_object import SideRow
from wargame.lab.ranking.meeting import Meeting, mean_and_error
from wargame.lab.stats.estimate import Mean, around


@dataclass(frozen=True, slots=True)
class Sides:
    """One player in both seats.

    Attributes:
        points: By seat, in deck order, less par.
        gains: By seat, over the others.
        bias: The first gain less the second.
        meetings: How many these are taken over.
    """

    player: str
    points: tuple[float, float]
    gains: tuple[Mean, Mean]
    bias: Mean
    meetings: int

    def row(self, seats: Sequence[str]) -> SideRow:
        """The same for programs, by the names of the seats."""
        by_seat: dict[str, float] = {}
        for seat, points, gain in zip(seats, self.points, self.gains, strict=True):
            by_seat |= {
                f"points_{seat}": round(points, 3),
                f"gain_{seat}": round(gain.mean, 3),
                f"gain_{seat}_low": round(gain.low, 3),
                f"gain_{seat}_high": round(gain.high, 3),
            }
        bias = (self.bias.mean, self.bias.low, self.bias.high)
        return SideRow(self.player, self.meetings, by_seat, *bias)


def sides(players: Iterable[str], meetings: Sequence[Meeting]) -> list[Sides]:
    """A row for everyone who met anybody, in the order given."""
    found = []
    for player in players:
        own = [m for m in meetings if player in (m.first, m.second)]
        if own:
            found.append(_of(player, own))
    return found


def _of(player: str, own: Sequence[Meeting]) -> Sides:
    gains = [meeting.gains(player) for meeting in own]
    points = [meeting.points(player) for meeting in own]
    first, second = zip(*gains, strict=True)
    return Sides(
        player,
        (_mean([a for a, _ in points]), _mean([b for _, b in points])),
        (_mean_of(first), _mean_of(second)),
        _mean_of([a - b for a, b in gains]),
        len(own),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _mean_of(values: Sequence[float]) -> Mean:
    mean, error = mean_and_error(values)
    return Mean(mean, *around(mean, error, len(values)))
