"""What `wargame lab balance --json` prints."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Literal

from wargame.dataclass import dataclass
from wargame.lab.balance.uses import Use
from wargame.lab.balance.variance import Part
from wargame.lab.runs.question import Question
from wargame.lab.stats.estimate import Mean, detectable_in, lower_among, mean_of
from wargame.objects import bound, rounded

FEW = 20
"""Rounds, or decisions, below which nothing is said of a use."""

RARELY = 20
"""A card yields to another if it is played before it once in so many times, or less."""

STRONG = 0.5
"""A use stands out if it is surely worth more than this many standard deviations of points."""

INDIFFERENT = 0.05
"""What differs by no more standard deviations of points is as good as the same."""

UNSEEN = 3
"""What did not come in n games comes in fewer than so many of n, 95 times in 100: the rule of three
(Hanley and Lippman-Hand, JAMA 249, 1983)."""


@dataclass(frozen=True, slots=True)
class TakeUp:
    """How often a thing could be put to a use, and how often it was.

    Attributes:
        kind: `card`, `measure`, `action`, `project` (with its stage), `deal item` or `agenda`.
        id: Which.
        use: What it is put to: a card's `policy`, a verb, `agree` for an item.
        open: Rounds in which it could be.
        taken: Rounds in which it was.
        burnt: Rounds in which a card went for capital or was discarded.
        share: Taken of open, 0 to 1; None if it was never open.
        verdict: `always` from nine times in ten, `never` for none at all, `few` if there are too
            few rounds to tell, else "".
    """

    kind: str
    id: str
    use: str
    open: int
    taken: int
    burnt: int
    share: float | None = field(metadata=rounded(3))
    verdict: Literal["always", "never", "few", ""]


@dataclass(frozen=True, slots=True)
class SeatPoints:
    """What one seat got.

    Attributes:
        seat: Which.
        points: Less par; at a contest table match points, a thousand each, with the lead.
        before_par: Points as they are.
        ahead: Share of games in which it ended above the other, pars taken off; a tie is half.
        ahead_before_par: The same without pars.
        first: Share of rounds in which it played first; null if nobody plays.
    """

    seat: str
    points: Mean
    before_par: Mean
    ahead: Mean
    ahead_before_par: Mean
    first: Mean | None


@dataclass(frozen=True, slots=True)
class Wins:
    """How often one seat won, or nobody.

    Attributes:
        seat: Which, or `nobody`.
        games: How many.
        share: Of all games, 0 to 1.
        of_decided: Of the games that somebody won; null for nobody, and if there are none.
    """

    seat: str
    games: int
    share: Mean
    of_decided: Mean | None


@dataclass(frozen=True, slots=True)
class WonBy:
    """How often a match was decided in one way.

    Attributes:
        seat: Who won, or `nobody`.
        cause: `lead`, `floor`, `ruin`, `lost_by` or `blame`, with what it was behind a colon.
        games: How many.
        share: Of all games, 0 to 1.
    """

    seat: str
    cause: str
    games: int
    share: Mean


@dataclass(frozen=True, slots=True)
class Mistold:
    """An ending that tells of another winner than there was.

    Attributes:
        ending: Its class.
        tells: Of whose win, or `nobody`.
        won: Who won, or `nobody`.
        games: How many such games there were.
    """

    ending: str
    tells: str
    won: str
    games: int


@dataclass(frozen=True, slots=True)
class Matches:
    """Who won, and by what.

    Attributes:
        start: The lead before the first round, handicap included.
        wins: By seat, in deck order; then nobody.
        won_by: By seat and cause, the commonest first.
        mistold: Endings that tell of another winner than there was, the commonest first.
    """

    start: int
    wins: tuple[Wins, ...]
    won_by: tuple[WonBy, ...]
    mistold: tuple[Mistold, ...]


@dataclass(frozen=True, slots=True)
class EndingPart:
    """How often games ended in one way.

    Attributes:
        ending: Its class.
        games: How many.
        share: Of all, 0 to 1.
    """

    ending: str
    games: int
    share: Mean


@dataclass(frozen=True, slots=True)
class HowItWent:
    """How long and how open games were. What cannot be said of these games is null.

    Attributes:
        rounds: Rounds a game.
        choices: Decisions a game with more than one way, of all seats.
        options: Ways a choice.
        passes: Share of choices with a pass in which it was taken.
        lead: Points that the first seat ended ahead, less pars; at a contest table the lead.
        lead_changes: How often a game the other seat got ahead, by more than `beyond`.
        settled: Share of a game after which its winner stayed ahead.
        drama: Points that the winner ever was behind at most.
        half_time: Correlation of the lead at half time with that at the end.
        half_time_wins: Share in which who was ahead at half time won, of the games in which
            somebody was ahead then and somebody won.
        close: Share of thought-out choices whose two best are within their own error.
        indifferent: Share of them whose two best are within a twentieth of the standard deviation
            of what the end of a game is worth.
        beyond: As far as this nobody was counted as ahead, in changes of the lead.
    """

    rounds: Mean
    choices: Mean
    options: Mean | None
    passes: Mean | None
    lead: Mean
    lead_changes: Mean
    settled: Mean | None
    drama: Mean | None
    half_time: Mean | None
    half_time_wins: Mean | None
    close: Mean | None
    indifferent: Mean | None
    beyond: int


@dataclass(frozen=True, slots=True)
class Yielding:
    """A card that is passed over nineteen times in twenty where another could be played.

    Attributes:
        card: Which.
        to: The other one.
        times: Decisions in which both could be played and one of them was.
        before: In how many of them it was this one.
    """

    card: str
    to: str
    times: int
    before: int


@dataclass(frozen=True, slots=True)
class Worth:
    """What a use is worth to a seat: the games in which it took it, against the same without.

    Attributes:
        kind, id, use: What; of a project, any of its stages.
        seat: Whose.
        games: How many pairs.
        own: Points that the seat gets more with it.
        rival: Points that the other seat gets more with it.
        detectable: How large a true worth to the seat must be to be told from none nine times in
            ten.
        stands_out: Whether it is surely worth more than half a standard deviation of points, and
            more than twice as much as the middle one of its kind; surely, of all rows together, and
            where a winner is named, with as many other winners as so few pairs may not have shown.
        next_to_nothing: Whether the whole interval of its worth to the seat lies within a
            twentieth of a standard deviation of points, either way; where a winner is named, with
            as many other winners as so few pairs may not have shown.
    """

    kind: str
    id: str
    use: str
    seat: str
    games: int
    own: Mean
    rival: Mean
    detectable: float = field(metadata=bound(3))
    stands_out: bool
    next_to_nothing: bool


@dataclass(frozen=True, slots=True)
class RoundRobin:
    """The games over which it is told what points hang on.

    Attributes:
        players: Who plays both seats, and so met everyone in both, itself too.
        seeds: On how many seeds they met.
        games: How many games that makes.
    """

    players: tuple[str, ...]
    seeds: int
    games: int


@dataclass(frozen=True, slots=True)
class Balance(Question):
    """Whether a deck is fair, exciting, and a matter of choices.

    Attributes:
        games: How many were played.
        players: Who was drawn from, by seat.
        seats: What each seat got; empty if no game counts.
        endings: How games ended, in deck order; empty if no game counts.
        course: How they went; null if no game counts.
        choices: What could be chosen, in deck order.
        yielding: Cards that are passed over nineteen times in twenty where another could be played.
        restricted: What each use is worth, if that was asked for.
        variance: What points hang on, if that was asked for; empty if all points are one.
        round_robin: Over which games that is told; left out if it was not asked for.
        matches: Who won, and by what; null at a table that names no winner.
    """

    games: int
    players: Mapping[str, Sequence[str]]
    seats: tuple[SeatPoints, ...]
    endings: tuple[EndingPart, ...]
    course: HowItWent | None
    choices: tuple[TakeUp, ...]
    yielding: tuple[Yielding, ...]
    restricted: tuple[Worth, ...] | None = field(default=None, kw_only=True)
    variance: tuple[Part, ...] | None = field(default=None, kw_only=True)
    round_robin: RoundRobin | None = field(default=None, kw_only=True)
    matches: Matches | None = field(default=None, kw_only=True)


def take_up(use: Use, open_: int, taken: int, burnt: int = 0) -> TakeUp:
    """What is said of a use that was open and taken in so many rounds."""
    share = taken / open_ if open_ else None
    if open_ < FEW:
        return TakeUp(*use, open_, taken, burnt, share, "few")
    often: Literal["always", ""] = "always" if 10 * taken >= 9 * open_ else ""
    return TakeUp(*use, open_, taken, burnt, share, often if taken else "never")


def worth(
    use: Use,
    seat: str,
    own: Sequence[int],
    rival: Sequence[int],
    spread: float,
    rows: int = 1,
    leap: int = 0,
) -> Worth:
    """What a use is worth to a seat.

    Args:
        own: What the seat got more with it, in a pair of games each; one pair at least.
        rival: What the other got more.
        spread: The standard deviation of the seat's points.
        rows: How many uses are looked at, of all seats.
        leap: What another winner is worth; 0 where there is none.
    """
    unseen = UNSEEN * leap / len(own)
    mine, theirs = (mean_of([(gain, 1) for gain in gains]) for gains in (own, rival))
    assert mine, "there are pairs"
    assert theirs, "there are pairs"
    return Worth(
        *use,
        seat,
        len(own),
        mine,
        theirs,
        detectable_in(mine.low, mine.high),
        lower_among(mine, len(own), rows, 2 * leap) > STRONG * spread,
        max(-mine.low, mine.high) + unseen < INDIFFERENT * spread,
    )


def outliers(worths: Sequence[Worth]) -> tuple[Worth, ...]:
    """The same, of which only those stand out that do so among their kind too."""
    kinds: dict[tuple[str, ...], list[float]] = {}
    for one in worths:
        kinds.setdefault((one.seat, one.kind, one.use), []).append(abs(one.own.mean))
    found = []
    for one in worths:
        middle = statistics.median(kinds[one.seat, one.kind, one.use])
        low = lower_among(one.own, one.games, len(worths))
        is_out = one.stands_out and one.games > 2 and low > 2 * middle
        found.append(replace(one, stands_out=is_out))
    return tuple(found)


def yielding(over: Mapping[str, int]) -> tuple[Yielding, ...]:
    """The cards that yield; each to the one that it most often yields to.

    Args:
        over: How often a card was played while another could have been: "THIS THAT".
    """
    found: dict[str, Yielding] = {}
    for pair, times in over.items():
        winner, card = pair.split()
        before = over.get(f"{card} {winner}", 0)
        met = times + before
        is_more = card not in found or times > found[card].times - found[card].before
        if met >= FEW and RARELY * before <= met and is_more:
            found[card] = Yielding(card, winner, met, before)
    return tuple(sorted(found.values(), key=lambda one: (-one.times, one.card)))
