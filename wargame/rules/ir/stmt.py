"""Statements: what an effect does, one kind a word of the language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final, Literal, assert_never

from wargame.dataclass import dataclass
from wargame.errors import DeckPath, sentence_case
from wargame.rules.ir.expr import Cond, Expr
from wargame.rules.ir.names import Name

Noun = Literal[
    "seat",
    "party",
    "card",
    "cards_rule",
    "modifier",
    "measure",
    "project",
    "action",
    "rule",
    "inject",
    "agenda",
    "review",
    "front",
    "docket",
    "ending",
    "contest",
    "deals",
    "deal item",
    "ready package",
    "track",
    "era",
    "number",
    "dial",
    "claim",
    "roles",
    "board",
    "persona",
    "brief",
    "lesson",
    "puzzle",
    "delegation",
    "format",
    "campaign",
    "quiz question",
    "debrief question",
    "turn",
    "rounds",
    "deck",
    "game",
    "ruling",
]
"""The kinds of things that a deck is made of, as faults call them; and what control adds."""

Sort = Literal[
    "effect", "cost", "income", "worth", "score", "level", "ages", "stage", "goods", "count", "look"
]
"""What a write is: a line of the deck, or one of the things that the kernel does by itself."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place in the deck that writes numbers: the answer to 'what did that?'.

    Attributes:
        number: Its index in the program's table of sites.
        noun, id: Of what stands there: a `card`, and which.
        title: What people read.
        path: Where it stands in the deck; empty for writes of the kernel.
        text: The statement as written, or a few words of the kernel.
        sort: What sort of write it is.
        reads: Canonical names that the statement and its guards read.
        guards: Those that its guards read.
        seat: The number of the seat that acts by it, or -1.
    """

    number: int
    noun: Noun
    id: str
    title: str
    path: DeckPath
    text: str
    sort: Sort = "effect"
    reads: tuple[str, ...] = ()
    value: Expr | None = None
    guards: tuple[str, ...] = ()
    seat: int = -1

    @property
    def item(self) -> str:
        """The noun and id, such as `card mediation`."""
        return f"{self.noun} {self.id}".rstrip()

    @property
    def cause(self) -> str:
        """What people read of it as a cause: of a seat what comes in or is counted, and whose; of
        deals what became of one."""
        if self.noun == "deals":
            return OF_DEALS.get(self.part, self.title)
        if self.noun != "seat":
            return self.title
        return f"{sentence_case(self.text)} ({self.title})"

    @property
    def part(self) -> str:
        """What it belongs to of the section that it stands in, such as `breach`; "" for none."""
        return str(self.path[1]) if len(self.path) > 1 else ""


OF_DEALS: Final[Mapping[str, str]] = {
    "sign": "A deal is signed",
    "extend": "A deal is extended",
    "breach": "A deal is broken",
    "expire": "A deal is over",
}
"""What people read for what deals do, by where that stands among them."""


OPPOSITE_WAY: Final[Mapping[str, str]] = {"+=": "-=", "-=": "+="}
"""How a change is written that undoes another."""


@dataclass(frozen=True, slots=True)
class Assign:
    """`target op value`, clamped to the target's range. `op` is `=`, `+=` or `-=`."""

    target: Name
    op: str
    value: Expr
    site: Site


@dataclass(frozen=True, slots=True)
class Branch:
    """Do one block or the other."""

    test: Cond
    then: Block
    other: Block


@dataclass(frozen=True, slots=True)
class Later:
    """Do a block in later rounds: first after `wait` rounds, `times` times in a row."""

    wait: int
    times: int
    body: Block


@dataclass(frozen=True, slots=True)
class Outcome:
    """One option of luck."""

    weight: Expr
    title: str
    body: Block


@dataclass(frozen=True, slots=True)
class Rolled:
    """A number that luck gives: each outcome of it is one number.

    Attributes:
        said: What is rolled, in words.
        numbers: What of that must be printed.
        body: What follows, read with `roll` as a name: for people only.
    """

    said: str
    numbers: tuple[int, ...]
    body: Block


@dataclass(frozen=True, slots=True)
class Luck:
    """Let CHANCE choose. Weights are provably 0 or more, and together at least 1.

    Attributes:
        secret_of: The seat that alone learns what came, or -1.
    """

    number: int
    item: str
    outcomes: tuple[Outcome, ...]
    rolled: Rolled | None = None
    secret_of: int = -1


@dataclass(frozen=True, slots=True)
class Answer:
    """One option of a dilemma."""

    id: str
    title: str
    needs: Cond | None
    body: Block


@dataclass(frozen=True, slots=True)
class Targets:
    """How a seat chooses among the members of a group; the options are the members.

    Attributes:
        times: How often it is asked, at most.
        at_most: How often one member may be chosen.
        slot: The number of a position that keeps count: how often it is still asked in its lowest
            `LEFT` bits, and `width` bits for each member above. "" where it is asked once.
        has_done: Whether a last option ends it.
        is_spread: Whether points are spread.
    """

    times: int
    at_most: int
    slot: str
    has_done: bool
    is_spread: bool

    LEFT: ClassVar[int] = 6

    @property
    def width(self) -> int:
        """The bits that count how often one member was chosen."""
        return self.at_most.bit_length()

    def place(self, member: int) -> int:
        """Where the count of a member begins."""
        return self.LEFT + self.width * member


@dataclass(frozen=True, slots=True)
class Ask:
    """Let a seat choose. The last option is always open.

    With `targets` members of a group are chosen, and nobody is asked if none is open.
    """

    number: int
    item: str
    seat: int
    title: str
    options: tuple[Answer, ...]
    targets: Targets | None = None
    is_secret: bool = False

    @property
    def times(self) -> int:
        """How often it is asked, at most."""
        return self.targets.times if self.targets else 1

    @property
    def needs(self) -> tuple[Cond, ...]:
        """What its options ask for, those aside that are always open."""
        return tuple(one.needs for one in self.options if one.needs is not None)

    @property
    def members(self) -> tuple[Answer, ...]:
        """The options, the one that ends it left out."""
        return self.options[:-1] if self.targets and self.targets.has_done else self.options


@dataclass(frozen=True, slots=True)
class Call:
    """A word of the language that the kernel does by itself.

    Attributes:
        function: Of `kernel.effects`.
        of: What it is done to: a seat, a measure or an inject, by its number.
        count: How many cards, or rounds: printed on the card.
        said: What it does, in words; of a seat `{who}` is itself, and `{other}` its rival.
        nodes: Decisions and chance points that it asks for, at most; 0 if it runs to its end.
        dropped: Cards that leave the hand of `of`, at most.
    """

    function: str
    of: tuple[Literal["seat", "measure", "inject"], int]
    count: int
    said: str
    nodes: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class MoveProject:
    """Send a project one stage on (`advance`) or back to its start (`lapse`)."""

    verb: Literal["advance", "lapse"]
    project: int
    site: Site


@dataclass(frozen=True, slots=True)
class Reveal:
    """Lay open to everybody what a number is that one seat alone sees."""

    name: Name
    site: Site


@dataclass(frozen=True, slots=True)
class Finish:
    """End the game with an ending."""

    ending: int


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one rule, kept together under its name.

    Attributes:
        switch: The parameter that leaves it out, or "" for what is always there.
    """

    label: str
    body: Block
    switch: str = ""


Stmt = Assign | Branch | Later | Luck | Ask | Call | MoveProject | Reveal | Finish | Group
Block = tuple[Stmt, ...]


def stops(stmt: Stmt) -> bool:
    """Whether a statement may hand over to a seat or to CHANCE before it is finished."""
    match stmt:
        case Luck() | Ask() | MoveProject():
            return True
        case Call(nodes=nodes):
            return nodes > 0
        case Branch(_, then, other):
            return any(map(stops, then)) or any(map(stops, other))
        case Group(_, body):
            return any(map(stops, body))
        case Assign() | Later() | Reveal() | Finish():
            return False
        case _:
            assert_never(stmt)


def parts(stmt: Stmt) -> tuple[Block, ...]:
    """The blocks inside a statement."""
    match stmt:
        case Branch(_, then, other):
            return (then, other)
        case Later(body=body) | Group(body=body):
            return (body,)
        case Luck(outcomes=outcomes):
            return tuple(outcome.body for outcome in outcomes)
        case Ask(options=options):
            return tuple(option.body for option in options)
        case Assign() | Call() | MoveProject() | Reveal() | Finish():
            return ()
        case _:
            assert_never(stmt)


def walk(block: Block) -> Iterator[Stmt]:
    """Every statement of a block, those inside others included."""
    for stmt in block:
        yield stmt
        for part in parts(stmt):
            yield from walk(part)


def told_parts(stmt: Stmt) -> tuple[Block, ...]:
    """The blocks inside a statement as texts tell them: of a roll the one that people read."""
    return (stmt.rolled.body,) if isinstance(stmt, Luck) and stmt.rolled else parts(stmt)


def walk_told(block: Block) -> Iterator[Stmt]:
    """Every statement of a block as texts tell it, those inside others included."""
    for stmt in block:
        yield stmt
        for part in told_parts(stmt):
            yield from walk_told(part)
