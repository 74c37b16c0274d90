"""An account of a game, as plain data: what the screen, plain text, `--json` and reports share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from wargame.dataclass import dataclass
from wargame.lab.ended.analysis_object import GameAnalysis

Fared = Literal["won", "lost", "undecided", "above par", "at par", "below par", "ended before par"]
"""How a side came out of it: of a contest one of the first three, else by its par; that is of all
rounds, and says nothing of a game that control ended before the last."""

Occasion = Literal["front", "deal", "breach", "project", "event", "choice"]
"""What a mark on the course stands for: a front that was judged, a deal signed, one broken, a
project built, a headline or an event, a deciding move."""

ENDING = "ending"
"""The kind of the sentence of a story that tells how it ended."""


@dataclass(frozen=True, slots=True)
class SideEnd:
    """How one side came out of it.

    Attributes:
        seat: Its id.
        title: What the seat is called.
        fared: Won or lost, or how it stands by its par.
        points: Its returns: at a contest match points, else its score less its par.
        said: That in a sentence.
        floor: Whether it held its floor, as a sentence; "" where it has none.
    """

    seat: str
    title: str
    fared: Fared
    points: int
    said: str
    floor: str = ""


@dataclass(frozen=True, slots=True)
class GameVerdict:
    """How it ended.

    Attributes:
        ending: The id of the ending; "" if the deck has none that fits.
        title, text: The ending in the words of the deck.
        said: Who won and by what, in a sentence; "" at a table that names no winner.
        why: Why, in one line: the largest sources, or what was broken.
        winner: A seat, or "" for nobody.
        sides: How each side came out of it, in deck order.
        closed: That control ended it, when and why, in sentences; "" if it was played out.
    """

    ending: str
    title: str
    text: str
    said: str
    why: str
    winner: str
    sides: tuple[SideEnd, ...]
    closed: str = ""


@dataclass(frozen=True, slots=True)
class PointSource:
    """What some of the points came from.

    Attributes:
        id: Of what in the deck: `front harbour`, `number north.stock`.
        title: What people read.
        change: By how much it moved the whole, over the game.
        plies: The moves of the record during which it did, in order.
        rounds: The rounds in which it did, in order; a move may reach into the one after its own.
        by_round: By how much in each of these.
    """

    id: str
    title: str
    change: int
    plies: tuple[int, ...]
    rounds: tuple[int, ...] = ()
    by_round: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Where a total came from: `start` and every `change` add up to `end`.

    Attributes:
        seat: Whose points they are; "" for the lead, above 0 for the first seat.
        start, end: The total at the start and at the end.
        par: What is taken off the end to get the result; 0 for the lead.
        sources: The largest first.
    """

    seat: str
    start: int
    end: int
    par: int
    sources: tuple[PointSource, ...]


@dataclass(frozen=True, slots=True)
class CourseMark:
    """Something on the course that is worth a look.

    Attributes:
        ply, round: The move of the record during which it happened.
        occasion: What kind of thing it was; a `choice` is a deciding move.
        seat: Who gained by it, or whose doing it was; "" for nobody.
        title: What it was.
        change: By how much it moved the line; 0 where it did not do so by itself.
    """

    ply: int
    round: int
    occasion: Occasion
    seat: str
    title: str
    change: int


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One line of the course.

    Attributes:
        seat: Whose; "" for the lead, above 0 for the first seat.
        values: At the start, and after every round.
    """

    seat: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GameCourse:
    """How the game went, round by round.

    Attributes:
        unit: `lead`, or `points above the pace of par`.
        labels: What each round that was played is called, from the first.
        lines: The lead alone, or one line for each seat.
        marks: In order.
    """

    unit: str
    labels: tuple[str, ...]
    lines: tuple[CourseLine, ...]
    marks: tuple[CourseMark, ...] = ()

    def label(self, number: int) -> str:
        """What a round is called; one that was closed before anybody played it comes after the
        last."""
        if number > len(self.labels):
            return "After the last round"
        return self.labels[number - 1] if number else "Setting up"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the story, with what it rests on.

    Attributes:
        kind: The rule that tells it, such as `ending`, `largest source` or `broken word`.
        text: The sentence.
        seat: Whom it is about, or "".
        plies: The moves of the record that it rests on, first the one that it tells of.
        figure: The number that it rests on, in words, or "".
    """

    kind: str
    text: str
    seat: str
    plies: tuple[int, ...]
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """What came of a game.

    Attributes:
        table: `contest` or `seminar`.
        seats: Titles by id, in deck order.
        verdict: How it ended, for each side, and why.
        waterfalls: One for the lead at a contest, else one for each seat.
        course: How it went, round by round.
        round_ends: The ply after the last move of every round.
        story: Six to ten sentences, in order; fewer where little happened.
        analysis: What luck and choices made of it; left out until that is known.
    """

    table: str
    seats: Mapping[str, str]
    verdict: GameVerdict
    waterfalls: tuple[Waterfall, ...]
    course: GameCourse
    round_ends: tuple[int, ...] = ()
    story: tuple[Sentence, ...] = ()
    analysis: GameAnalysis | None = None

    def is_measured(self, seat: str) -> bool:
        """Whether the par of a seat, if it has one, is that of the rounds that were played."""
        return not any(
            one.seat == seat and one.fared == "ended before par" for one in self.verdict.sides
        )
