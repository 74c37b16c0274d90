"""What `wargame lab ladder --json` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Annotated, Literal

from pydantic import StringConstraints

from wargame.dataclass import dataclass
from wargame.lab.runs.question import Question
from wargame.lab.stats.anytime import Verdict
from wargame.objects import SPREAD_OUT, bound, rounded

SeatKey = Annotated[str, StringConstraints(pattern=r"^(points|gain)_[a-z][a-z0-9_]*$")]
"""`points_SEAT`, `gain_SEAT`, `gain_SEAT_low` or `gain_SEAT_high`."""


@dataclass(frozen=True, slots=True)
class RankRow:
    """One player's place.

    Attributes:
        player: Its name.
        elo: Its strength; the mean of all is 1500, and 400 more win ten times as often.
        score: Mean points less par, to 3 places; at a table that names a winner match points, a
            thousand each, with the lead.
        score_low: The lower bound of the score's 95 % interval, over seeds.
        score_high: The upper bound of the score's 95 % interval, over seeds.
        games: How many it played.
        share: Of the comparisons, those it won, 0 to 1, to 4 places.
    """

    player: str
    elo: int
    score: float
    score_low: float = field(metadata=bound(3))
    score_high: float = field(metadata=bound(3))
    games: int
    share: float


@dataclass(frozen=True, slots=True)
class PairRow:
    """What came of the meetings of two players. Bounds are those of a 95 % interval over meetings.

    Attributes:
        a: The player who was named first.
        b: The other one.
        games: How many they played.
        share: Of the comparisons, those that `a` won, 0 to 1, to 4 places.
        share_low: The lower bound of `share`.
        share_high: The upper bound of `share`.
        won: Of the meetings, those that `a` won, 0 to 1, to 4 places.
        won_low: The lower bound of `won`.
        won_high: The upper bound of `won`.
        gain: Points that `a` got more than `b` out of a seat, to 3 places.
        gain_low: The lower bound of `gain`.
        gain_high: The upper bound of `gain`.
        detectable: How large a true gain must be to be told from none nine times in ten.
        settled: Whether they ended early, since there was no doubt left.
        verdict: On the share, if a goal was set: `met`, `missed` or `open`; else "".
        luckless: `gain` less what luck made of it, of each meeting as far as the others bear the
            guess out, which has the same mean, to 3 places; like the next three left out if luck
            was not measured.
        luckless_low: The lower bound of `luckless`.
        luckless_high: The upper bound of `luckless`.
        luckless_width: How wide its interval is, in parts of that of `gain`.
    """

    a: str
    b: str
    games: int
    share: float
    share_low: float
    share_high: float
    won: float
    won_low: float
    won_high: float
    gain: float
    gain_low: float = field(metadata=bound(3))
    gain_high: float = field(metadata=bound(3))
    detectable: float = field(metadata=bound(3))
    settled: bool
    verdict: Verdict | Literal[""]
    luckless: float | None = None
    luckless_low: float | None = field(default=None, metadata=bound(3))
    luckless_high: float | None = field(default=None, metadata=bound(3))
    luckless_width: float | None = None


@dataclass(frozen=True, slots=True)
class SideRow:
    """What one player makes of each seat. Bounds are those of a 95 % interval over seeds.

    Attributes:
        player: Its name.
        meetings: How many these are taken over.
        by_seat: `points_SEAT`: mean points less par; `gain_SEAT`: how much more it got out of
            the seat than the others on the same luck; `gain_SEAT_low`, `gain_SEAT_high`: its
            bounds. To 3 places.
        bias: Its gain in the first seat less that in the second. This and its bounds are null where
            what one seat gets the other does not: there both gains are one.
        bias_low: The lower bound of `bias`.
        bias_high: The upper bound of `bias`.
    """

    player: str
    meetings: int
    by_seat: Mapping[SeatKey, float] = field(metadata={**SPREAD_OUT, **bound(3)})
    bias: float | None = field(metadata=rounded(3))
    bias_low: float | None = field(metadata=bound(3))
    bias_high: float | None = field(metadata=bound(3))


@dataclass(frozen=True, slots=True)
class LadderObject(Question):
    """Who plays better.

    Attributes:
        ranking: Everyone with a game that counts, best first.
        pairs: Each pair with a game that counts, in the order in which they were named.
        sides: What each player makes of each seat.
        guess: 64 hex digits over the guess by which luck was measured, settled before the first
            game; left out if it was not.
    """

    ranking: Sequence[RankRow]
    pairs: Sequence[PairRow]
    sides: Sequence[SideRow]
    guess: str | None = field(default=None, kw_only=True)
