"""What came of the meetings of a ladder: pair by pair, and as a ranking.

A run of a settled length has intervals for that length. A run that may stop has bounds that hold
at all times (`anytime`), and stops by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from wargame.dataclass import dataclass
from wargame.lab.ranking.elo import elo
from wargame.lab.ranking.ladder_object import LadderObject, PairRow, RankRow, SideRow
from wargame.lab.ranking.luck import less_luck
from wargame.lab.ranking.meeting import Meeting
from wargame.lab.ranking.sides import over_seeds, sides
from wargame.lab.runs.question import LESS_PAR, Question
from wargame.lab.stats import anytime
from wargame.lab.stats.anytime import Verdict
from wargame.lab.stats.estimate import Z, around, average, detectable_in, mean_and_error, wilson


@dataclass(frozen=True, slots=True)
class EarlyStop:
    """When two players have met often enough.

    Attributes:
        goal: The share that the first is to win; ½ asks who is better.
        is_named: Whether the goal was asked for, so that each contest is given a verdict.
    """

    goal: float = 0.5
    is_named: bool = False

    def is_clear(self, meetings: Sequence[Meeting]) -> bool:
        """Whether it is beyond doubt on which side of the goal the first's share lies."""
        return self.verdict(meetings) != "open"

    def verdict(self, meetings: Sequence[Meeting]) -> Verdict:
        """`met`, `missed` or `open`."""
        return anytime.verdict(*shares(meetings), self.goal)


def shares(meetings: Sequence[Meeting]) -> tuple[float, float]:
    """Bounds of the share that the first wins, which hold however often one looks."""
    return anytime.bounds(meeting.share for meeting in meetings)


@dataclass(frozen=True, slots=True)
class Pairing:
    """All meetings of two players, the first of whom is the one named first.

    Attributes:
        stop: When they may end early; None if never.
    """

    first: str
    second: str
    meetings: tuple[Meeting, ...]
    stop: EarlyStop | None = None

    @property
    def games(self) -> int:
        """Games they played."""
        return 2 * len(self.meetings)

    @property
    def share(self) -> float:
        """Share of the comparisons that the first won."""
        return average([meeting.share for meeting in self.meetings])

    @property
    def settled(self) -> bool:
        """Whether they could end since there was no doubt left."""
        return self.stop is not None and self.stop.is_clear(self.meetings)

    @property
    def verdict(self) -> Verdict | Literal[""]:
        """`met`, `missed` or `open` if there is a goal, else ""."""
        return self.stop.verdict(self.meetings) if self.stop and self.stop.is_named else ""

    def row(self) -> PairRow:
        """What came of their meetings, for programs."""
        low, high = self._bounds([meeting.share for meeting in self.meetings])
        won = [meeting.won for meeting in self.meetings]
        won_low, won_high = self._bounds(won)
        gain, error = mean_and_error([meeting.gain for meeting in self.meetings])
        gain_low, gain_high = around(gain, error, len(self.meetings))
        return PairRow(
            a=self.first,
            b=self.second,
            games=self.games,
            share=round(self.share, 4),
            share_low=round(low, 4),
            share_high=round(high, 4),
            won=round(average(won), 4),
            won_low=round(won_low, 4),
            won_high=round(won_high, 4),
            gain=round(gain, 3),
            gain_low=gain_low,
            gain_high=gain_high,
            detectable=detectable_in(gain_low, gain_high),
            settled=self.settled,
            verdict=self.verdict,
            **self._luckless(error),
        )

    def _luckless(self, error: float) -> dict[str, float]:
        """The gain without luck, its bounds and its width, if that was measured.

        Args:
            error: The standard error of the gain with it.
        """
        if not any(meeting.luck for meeting in self.meetings):
            return {}
        gain, less = mean_and_error(
            less_luck(
                [one.gain for one in self.meetings], [one.lucky_gain for one in self.meetings]
            )
        )
        low, high = around(gain, less, len(self.meetings))
        return {
            "luckless": round(gain, 3),
            "luckless_low": low,
            "luckless_high": high,
            "luckless_width": round(less / error, 3) if error else 1.0,
        }

    def _bounds(self, values: Sequence[float]) -> tuple[float, float]:
        """Of their mean: for good if the run may end early, else for its settled length."""
        return anytime.bounds(values) if self.stop else wilson(average(values), len(values), Z)


@dataclass(frozen=True, slots=True)
class Ladder(Question):
    """What a round robin found.

    Attributes:
        pairs: Those with meetings that count.
        guess: The hash of the guess by which luck was measured; None if it was not.
        is_contest: Whether the table names a winner.
        points: What a seat gets, in words.
        is_shared_out: Whether what one seat gets the other does not, but for matches that nobody
            wins.
    """

    seats: tuple[str, ...]
    players: tuple[str, ...]
    pairs: tuple[Pairing, ...]
    guess: str | None = None
    is_contest: bool = False
    points: str = LESS_PAR
    is_shared_out: bool = False

    def as_object(self) -> LadderObject:
        """All of it, for programs."""
        return LadderObject(
            ranking=self.ranking(),
            pairs=[pair.row() for pair in self.pairs],
            sides=self.sides(),
            guess=self.guess,
            **self.question,
        )

    @property
    def rated(self) -> tuple[str, ...]:
        """The players with meetings that count, in the order in which they were named."""
        met = {player for pair in self.pairs for player in (pair.first, pair.second)}
        return tuple([player for player in self.players if player in met])

    def sides(self) -> list[SideRow]:
        """What everyone makes of either seat, in the order in which they were named."""
        meetings = [meeting for pair in self.pairs for meeting in pair.meetings]
        found = sides(self.players, meetings, is_shared_out=self.is_shared_out)
        return [one.row(self.seats) for one in found]

    def ranking(self) -> list[RankRow]:
        """Everyone whose meetings count, best first."""
        if not self.pairs:
            return []
        won = {
            (pair.first, pair.second): (pair.share * pair.games, float(pair.games))
            for pair in self.pairs
        }
        strengths = elo(self.rated, won)
        rows = [self._row(player, strengths[player]) for player in self.rated]
        return sorted(rows, key=lambda row: (-row.elo, row.player))

    def _row(self, player: str, strength: float) -> RankRow:
        points: list[int] = []
        seeds: list[int] = []
        share = 0.0
        for pair in self.pairs:
            if player in (pair.first, pair.second):
                for meeting in pair.meetings:
                    points += meeting.points(player)
                    seeds += [meeting.index] * len(meeting.points(player))
                    share += meeting.share if player == meeting.first else 1 - meeting.share
        score = over_seeds(seeds, points)
        return RankRow(
            player=player,
            elo=round(strength),
            score=round(score.mean, 3),
            score_low=score.low,
            score_high=score.high,
            games=len(points),
            share=round(2 * share / max(1, len(points)), 4),
        )
