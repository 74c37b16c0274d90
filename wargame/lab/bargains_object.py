"""What `wargame lab bargains --json` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from wargame.dataclass import dataclass
from wargame.lab.runs.question import Question
from wargame.lab.stats.estimate import Mean
from wargame.objects import rounded


@dataclass(frozen=True, slots=True)
class Answered:
    """What offers with one answer were worth: signed against refused, on the same luck.

    Attributes:
        answer: `accept`, `decline` or `counter`.
        offers: How many.
        gains: By seat, points that it would have more at the end.
        joint: Points that all would have more together.
        help_both: Share of those that would help every seat.
        split: Of these, the first seat's part of the joint gain, 0 to 1; null if there are none.
    """

    answer: str
    offers: int
    gains: Mapping[str, Mean | None]
    joint: Mean | None
    help_both: Mean | None
    split: Mean | None


@dataclass(frozen=True, slots=True)
class Struck:
    """A package that was signed, or extended.

    Attributes:
        items: What is given in it.
        times: How often.
        joint: Points that all had more together by it, on average.
    """

    items: Sequence[str]
    times: int
    joint: float = field(metadata=rounded(3))


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A package that was the best of a talk and was not signed.

    Attributes:
        items: What is given in it.
        talks: In how many.
        missed: Points of joint gain that each of them missed.
    """

    items: Sequence[str]
    talks: int
    missed: float = field(metadata=rounded(3))


@dataclass(frozen=True, slots=True)
class BargainsObject(Question):
    """What bargains are worth.

    Attributes:
        games: How many were played.
        players: Who was drawn from, by seat.
        worlds: In how many every offer was played on; half of them choose the best package of a
            talk, and the others tell what it is worth.
        is_contest: Whether the table names a winner. Then one seat's win is the other's loss, and
            no best package is looked for, nor a share of a joint gain told.
        talks: Rounds in which a package could be tabled, of all games.
        answers: What offers were worth, by how they were answered.
        available: Points a game of the best packages, those that leave nobody worse off.
        taken: Points a game of the packages that were signed in those rounds; not of one that went
            on in a round in which no other could be tabled.
        share: Of the joint gain that was there, the part that was taken; null if there was none.
            This, `available` and `taken` are null at a contest. Its bounds are null where
            `available` is not surely above 0.
        struck: Packages that were signed most often.
        left: Packages by which most was left on the table.
    """

    games: int
    players: Mapping[str, Sequence[str]]
    worlds: int
    is_contest: bool
    talks: int
    answers: tuple[Answered, ...]
    available: Mean | None
    taken: Mean | None
    share: Mean | None
    struck: tuple[Struck, ...]
    left: tuple[LeftOver, ...]
