"""What everybody at a table may see, as plain values: for a projector, or a file beside a save.

It holds sentences and numbers in the form in which they are read, so that whoever shows it needs
neither the deck nor the match.
"""

from __future__ import annotations

from wargame.dataclass import dataclass

NOBODY_S = -1
"""Stands for the seat's number where something is no seat's."""
HYPOTHETICAL = "HYPOTHETICAL"
"""How every screen marks a moment that never was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNumber:
    """A number of the board.

    Attributes:
        name: As in the expression language, such as `north.trust`.
        title, short: What it is called, and where there is little room.
        said: Its value with its unit, or whom it holds.
        band: What that value is called, or "".
        owner: The number of the seat it belongs to, from 0; -1 if it is no seat's.
        part: How much of its range it fills, 0 to 100; -1 for a number without a bar.
        is_key: Whether the deck has people watch it, or, where it says nothing of that, whether
            more or less of it is better for somebody; it is shown first.
    """

    name: str
    title: str
    short: str
    said: str
    band: str
    owner: int
    part: int
    is_key: bool

    @property
    def kind(self) -> str:
        """What it is on any side: numbers of one kind stand beside each other."""
        return self.name.partition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFront:
    """A front.

    Attributes:
        leader: The number of the seat that leads, from 0; -1 for nobody.
        times: How often its lead counts.
        stake: What its judgement moves; 0 where it moves nothing.
        when: When that is, such as `in 2 rounds`.
        said: All of that in a sentence, and what it would come to now.
    """

    title: str
    leader: int
    times: int
    stake: int
    when: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMove:
    """Something that happened, as everybody may know it; `ply` counts moves from 0."""

    ply: int
    text: str


SILENCE_S = 15
"""Seconds without news of a clock that runs after which nobody keeps it any more: whoever does
writes it down every few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicClock:
    """A clock that the facilitator keeps.

    Attributes:
        label: What it is for, such as the phase of the session.
        left_s: Seconds left when this was written; below 0 over time.
        is_running: Whether it runs; else it stands.
    """

    label: str
    left_s: int
    is_running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicHand:
    """A hand, open after the end: whose, and the titles of its cards."""

    seat: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicChart:
    """How a number went: its value at the start of each round, and at the end.

    Attributes:
        owner: As of a `PublicNumber`.
        least, most: The ends of its range.
    """

    title: str
    owner: int
    values: tuple[int, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPage:
    """A page of the hot wash, or for talks: what is known, in sentences and charts, what is asked,
    and what is told besides where there is room for it."""

    title: str
    lines: tuple[str, ...]
    charts: tuple[PublicChart, ...]
    questions: tuple[str, ...]
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTable:
    """One moment of a game, as everybody may see it.

    Attributes:
        deck: The title of the deck.
        when: The round, with its label.
        round, rounds: Its number, 0 before the first, and how many there are at most.
        phase: What is being done, such as `plays`.
        turn: Who is to decide, or "".
        seats: The titles of the seats, in deck order.
        lead: Who leads, in a contest; else "".
        ahead: By how much the first seat leads; below 0 the second does.
        inject, inject_text: The news of the round, or "".
        happened: What happened last, oldest first.
        numbers: The board.
        fronts: In deck order.
        standing: Deals and policies in force, a sentence each.
        ending: How the game ended, in a sentence or two, or "".
        winner: The number of the seat that has won, `NOBODY_S` if nobody has; None before the end,
            and at a table that names no winner.
        hands: Open after the end alone.
        clock: What the facilitator's clock shows, if one runs.
        notice: What the facilitator has to say, such as that the game is paused, or "".
        pages: The hot wash, once the game is over or closed.
        page: What is shown in place of the board for now, such as the form of a deal in talks.
        what_if: Where a line that nobody played leaves the game, and by what: the moment is one of
            that line, and `pages` are the game's. "" for a moment of the game.
    """

    deck: str
    when: str
    round: int
    rounds: int
    phase: str
    turn: str
    seats: tuple[str, ...]
    lead: str
    ahead: int
    inject: str
    inject_text: str
    happened: tuple[PublicMove, ...]
    numbers: tuple[PublicNumber, ...]
    fronts: tuple[PublicFront, ...]
    standing: tuple[str, ...]
    ending: str
    hands: tuple[PublicHand, ...]
    clock: PublicClock | None = None
    notice: str = ""
    pages: tuple[PublicPage, ...] = ()
    page: PublicPage | None = None
    what_if: str = ""
    winner: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether the game has ended, or is closed."""
        return bool(self.ending)


def clock_said(seconds: int) -> str:
    """Time left as people read it off a clock.

    >>> clock_said(754), clock_said(-5), clock_said(3600)
    ('12:34', '-0:05', '60:00')
    """
    sign = "-" if seconds < 0 else ""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{sign}{minutes}:{rest:02}"


def left_said(seconds: int) -> str:
    """The same in a sentence.

    >>> left_said(754), left_said(-5)
    ('12:34 left', '0:05 over time')
    """
    return f"{clock_said(abs(seconds))} {'left' if seconds >= 0 else 'over time'}"
