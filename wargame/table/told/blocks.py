"""What an answer is made of: a small, closed set of blocks without any layout.

An answer is made once, of these, and set in type twice: `plain.typeset` as lines of 80 columns,
`panes.typeset` as rows with roles and targets. Both match the whole set, so that the checker
names every typesetter that lacks a new block. A block names numbers as the deck does; what
people read for a name depends on the room there is, so that is left to whoever sets it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from wargame.dataclass import dataclass
from wargame.table.words.rows import PLAIN, Target
from wargame.table.words.view_models import Marker

if TYPE_CHECKING:  # an account is made at the end of a game, and blocks from its beginning
    from wargame.table.told.account.objects import GameCourse, Waterfall

Size = Literal["page", "section", "line"]
Mark = Literal["", "here", "done", "work", "ahead"]

LEAD = "lead"
"""The unit of a course that goes up for the first seat and down for the second."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: of a page, of a section, or of the lines right below it; `seat` says whose.

    Attributes:
        legend: How to read what stands below, where that is drawn.
    """

    text: str
    size: Size = "line"
    seat: str = ""
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. Its role tells nothing that its words do not tell."""

    text: str
    role: str = PLAIN


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list.

    Attributes:
        label: What stands before it, such as a letter or a number.
        seat: Whose it is.
        mark: Of a level or a stage: the one in force, reached, being worked on, or ahead.
        typed: What to type for it.
    """

    text: str
    label: str = ""
    seat: str = ""
    mark: Mark = ""
    role: str = PLAIN
    target: Target | None = None
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list, a line for each point."""

    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that goes from `old` to `new`; `wanted` is further where a bound stops it."""

    name: str
    old: int
    new: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Moves:
    """Numbers that move together, by the cause or on the occasion that the label names."""

    moves: Sequence[Moved]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Abreast:
    """Numbers of both seats that move together, a column each; below them those of nobody."""

    columns: Sequence[tuple[str, Sequence[Moved]]]
    rest: Sequence[Moved] = ()


@dataclass(frozen=True, slots=True)
class Drifts:
    """Numbers that are likely to move, by how much on average."""

    label: str
    drifts: Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Markers:
    """Numbers of the board as they stand.

    Attributes:
        before: What those were that have changed since it was last told.
    """

    rows: Sequence[Marker]
    before: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Charts:
    """How numbers went: each with its value at the start of every round, and now."""

    rows: Sequence[tuple[Marker, Sequence[int]]]


@dataclass(frozen=True, slots=True)
class CourseChart:
    """How a game went, round by round, with what is marked on it.

    Attributes:
        here: The round that is looked at; 0 for none.
        branch: The course of another game that left this one, to be compared.
        marked: What is marked on it, for a cursor to stand on; in words the rounds tell it.
        is_signed: Whether it is of a lead or a difference, so that what is above 0 has a sign.
    """

    course: GameCourse
    here: int = 0
    branch: GameCourse | None = None
    marked: Sequence[Passage] = ()
    is_signed: bool = True


@dataclass(frozen=True, slots=True)
class DrawnNumber:
    """A number on a chart of two, with the scale that it is read on.

    Attributes:
        name: The number.
        title: What it is, and whose.
        unit: What it is counted in, or "".
        span: The least and the most that it can be.
        values: At the start, and after every round.
    """

    name: str
    title: str
    unit: str
    span: tuple[int, int]
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Overlay:
    """One number or two on one chart: the first is read on the left, the second on the right.

    Attributes:
        axes: From left to right.
        course: Its rounds, and what is marked in them; its own lines are not drawn.
        here: The round that is looked at; 0 for none.
    """

    axes: Sequence[DrawnNumber]
    course: GameCourse
    here: int = 0

    @property
    def has_one_scale(self) -> bool:
        """Whether all of it is read on the left: what counts the same has the same scale."""
        return len({(one.unit, one.span) for one in self.axes}) == 1


@dataclass(frozen=True, slots=True)
class Falls:
    """Where a total came from, source by source, with what each added to the ones before."""

    fall: Waterfall


@dataclass(frozen=True, slots=True)
class Because:
    """One change of a number with what it came from: a tree of causes.

    Attributes:
        moved: The change.
        title, text, arithmetic: What in the deck did it, its line there, and that line in numbers.
        did: Who did what, as a sentence without its stop, or "".
        is_of_another: Whether another number moved than the one that was asked for.
    """

    moved: Moved
    round: int
    title: str
    text: str
    arithmetic: str
    did: str
    because: Sequence[Because] = ()
    is_of_another: bool = False

    @property
    def cause(self) -> str:
        """What did it, and by whose act; what the act names is not named again."""
        if not self.did:
            return self.title
        return self.did if self.title in self.did else f"{self.title}; {self.did}"


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that the cursor can stand on: a piece of news, a card, a suggestion.

    Attributes:
        text: What it is, in a sentence.
        blocks: What belongs to it.
        seat: Whose doing it is; "" for nobody's.
        label: Its number or letter, instead of a sign for whose it is.
        typed: What to type for it.
    """

    text: str
    blocks: Sequence[Block] = ()
    target: Target | None = None
    seat: str = ""
    label: str = ""
    typed: str = ""
    role: str = PLAIN


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Pieces of both seats that belong together, a column each where there is room."""

    columns: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class Under:
    """Blocks that belong to the one before them."""

    blocks: Sequence[Block]


Block = (
    Heading
    | Text
    | Points
    | Moves
    | Abreast
    | Drifts
    | Markers
    | Charts
    | CourseChart
    | Overlay
    | Falls
    | Because
    | Passage
    | SideBySide
    | Under
)
