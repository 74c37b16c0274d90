"""What a deck means: names, expressions, statements, and the whole program.

Everything is a frozen value. `parse` makes expressions and statements from deck text,
`build` makes the program, `emit` turns it into Python, `describe` into words, and
`evaluate` computes an expression on a position for people who ask why.
An expression knows the interval its value lies in; `lo` and `hi` are both possible bounds,
never beyond ±2**62.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from wargame.errors import DeckPath

LIMIT = 2**62
"""No value of an expression may lie outside ±LIMIT."""

Form = Literal["slot", "item", "derived", "done", "deals", "deal_left", "hand", "suspended"]


@dataclass(frozen=True, slots=True)
class Name:
    """A whole number of the position that deck text can read.

    Attributes:
        text: Its canonical form: `us.stock`, `shared.trust`, `party.japan.posture`,
            `measure.licensing.in_force`, `game.round`.
        form: How it is read: an attribute of the state (`slot`), an element of one of its
            lists (`item`), or computed (the rest).
        slot: The attribute or list.
        index: The element, or -1.
        constant: The generated constant that names the index, such as `US`.
        lo, hi: The range of its values; writes are clamped to it.
        writable: Whether a statement may write it.
        title: What people read.
        bound: For `done`: the stage that counts as done.
    """

    text: str
    form: Form
    slot: str
    index: int
    constant: str
    lo: int
    hi: int
    writable: bool = False
    title: str = ""
    bound: int = 0


# --- expressions ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Const:
    """A whole number written in the deck."""

    value: int

    @property
    def lo(self) -> int:
        return self.value

    @property
    def hi(self) -> int:
        return self.value


@dataclass(frozen=True, slots=True)
class Read:
    """The value of a name."""

    name: Name

    @property
    def lo(self) -> int:
        return self.name.lo

    @property
    def hi(self) -> int:
        return self.name.hi


@dataclass(frozen=True, slots=True)
class Op:
    """Arithmetic: `neg`, `+ - * // %`, `min`, `max`, `abs`, `clamp`."""

    op: str
    args: tuple[Expr, ...]
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Pick:
    """The value at a position of a list; `index` provably lies inside."""

    index: Expr
    values: tuple[Expr, ...]
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class IfElse:
    """One of two values, by a condition."""

    test: Cond
    then: Expr
    other: Expr
    lo: int
    hi: int


Expr = Const | Read | Op | Pick | IfElse


@dataclass(frozen=True, slots=True)
class Compare:
    """A chain of comparisons: `a < b <= c` has two operators and three operands."""

    ops: tuple[str, ...]
    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Logic:
    """`and` or `or` over conditions."""

    op: Literal["and", "or"]
    args: tuple[Cond, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """A condition turned round."""

    arg: Cond


Cond = Compare | Logic | Not


# --- statements ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Site:
    """A place in the deck that writes numbers: the answer to 'what did that?'.

    Attributes:
        number: Its index in the program's table of sites.
        item: The noun and id, such as `card soy_deal`.
        title: What people read.
        path: Where it stands in the deck; empty for writes of the kernel.
        text: The statement as written, or a few words of the kernel.
        reads: Canonical names that the statement and its guards read.
    """

    number: int
    item: str
    title: str
    path: DeckPath
    text: str
    reads: tuple[str, ...] = ()
    value: Expr | None = None


@dataclass(frozen=True, slots=True)
class Write:
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
class Luck:
    """Let CHANCE choose. Weights are provably 0 or more, and together at least 1."""

    number: int
    item: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a dilemma."""

    id: str
    title: str
    needs: Cond | None
    body: Block


@dataclass(frozen=True, slots=True)
class Ask:
    """Let a seat choose. The last option is always open."""

    number: int
    item: str
    seat: int
    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """Make a seat draw from its pile, or choose cards to discard."""

    verb: Literal["draw", "discard"]
    seat: int
    count: int


@dataclass(frozen=True, slots=True)
class PauseMeasure:
    """Suspend a measure for some rounds."""

    measure: int
    rounds: int


@dataclass(frozen=True, slots=True)
class MoveProject:
    """Send a project one stage on (`advance`) or back to its start (`lapse`)."""

    verb: Literal["advance", "lapse"]
    project: int
    site: Site


@dataclass(frozen=True, slots=True)
class Finish:
    """End the game with an ending."""

    ending: int


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one rule, kept together under its name."""

    label: str
    body: Block


Stmt = (
    Write | Branch | Later | Luck | Ask | Cards | PauseMeasure | MoveProject | Finish | Group
)  # fmt: skip
Block = tuple[Stmt, ...]


def stops(stmt: Stmt) -> bool:
    """Whether a statement may hand over to a seat or to CHANCE before it is finished."""
    match stmt:
        case Luck() | Ask() | Cards() | MoveProject():
            return True
        case Branch(_, then, other):
            return any(map(stops, then)) or any(map(stops, other))
        case Group(_, body):
            return any(map(stops, body))
        case _:
            return False


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
        case _:
            return ()


def walk(block: Block) -> Iterator[Stmt]:
    """Every statement of a block, those inside others included."""
    for stmt in block:
        yield stmt
        for part in parts(stmt):
            yield from walk(part)


# --- the program ---------------------------------------------------------------------------

Price = tuple[tuple[Name, Expr, Site], ...]
"""What is paid: the payer's name, how much, and the site of the payment."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition among several that must all hold, with its text for people."""

    cond: Cond
    text: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something a seat may do: when, for what, and with what effect."""

    needs: tuple[Clause, ...] = ()
    price: Price = ()
    do: Block = ()


@dataclass(frozen=True, slots=True)
class CardIR:
    """A card in one seat's pile. `seat` is 0 or 1."""

    id: str
    title: str
    seat: int
    act: Act
    worth: int
    worth_site: Site
    rival_do: Block
    once: bool


@dataclass(frozen=True, slots=True)
class MeasureIR:
    """A measure; a verb that cannot be used is None."""

    id: str
    title: str
    seat: int
    max: int
    start: int
    verbs: dict[str, Act | None]
    pause_rounds: int
    sites: dict[str, Site]


@dataclass(frozen=True, slots=True)
class StageIR:
    """A stage of a project."""

    id: str
    act: Act
    rounds: int
    success_pct: Expr


@dataclass(frozen=True, slots=True)
class ProjectIR:
    """A project; `lapse_after` is -1 if it cannot lapse."""

    id: str
    title: str
    seat: int
    stages: tuple[StageIR, ...]
    lapse_after: int
    lapse_pct: Expr
    lapse_do: Block
    site: Site


@dataclass(frozen=True, slots=True)
class InjectIR:
    """An inject; `round` is 0 if it is drawn by chance."""

    id: str
    title: str
    weight: Expr
    needs: tuple[Clause, ...]
    round: int
    once: bool
    do: Block


@dataclass(frozen=True, slots=True)
class ItemIR:
    """A deal item. `amount` is levels, level, or units, by kind; `snap` 0 full, 1 half, 2 none."""

    id: str
    title: str
    seat: int
    kind: Literal["pause", "cap", "transfer", "pledge"]
    measure: int
    give: Name | None
    get: Name | None
    amount: int
    snap: int
    needs: tuple[Clause, ...]
    do: Block
    site: Site


@dataclass(frozen=True, slots=True)
class DealsIR:
    """Bargaining. Pairs hold one entry per seat: the seat that tables, or breaks."""

    max_items: int
    max_running: int
    terms: tuple[int, ...]
    both_sides: bool
    extensions: int
    table: tuple[Act, Act]
    extend: tuple[Act, Act]
    breach: tuple[Block, Block]
    expire: Block
    items: tuple[ItemIR, ...]


@dataclass(frozen=True, slots=True)
class AgendaIR:
    """A secret aim as one seat may hold it."""

    id: str
    title: str
    seat: int
    score: Expr
    site: Site


@dataclass(frozen=True, slots=True)
class ReviewIR:
    """A scheduled judgement."""

    id: str
    title: str
    rounds: tuple[int, ...]
    do: Block
    agendas: bool


@dataclass(frozen=True, slots=True)
class EndingIR:
    """A class of outcome; `when` is None for the last."""

    id: str
    title: str
    when: Cond | None
    immediate: bool


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
    """A claim that can be measured; `low` and `high` are its band, None for none."""

    id: int
    title: str
    gauge: GaugeIR
    beside: tuple[GaugeIR, ...]
    low: int | None
    high: int | None
    ablation: str
    ablation_moves: str


@dataclass(frozen=True, slots=True)
class SeatIR:
    """A chair."""

    id: str
    title: str
    capital_start: int
    capital_max: int
    income: Expr
    income_site: Site
    hand: int
    score: Expr
    score_site: Site
    par: int


@dataclass(frozen=True, slots=True)
class Derived:
    """A name that is computed whenever it is read."""

    name: Name
    value: Expr


@dataclass(slots=True)
class Program:
    """A deck as rules. Lists are in deck order; positions in them are the kernel's numbers."""

    deck_id: str
    seats: list[SeatIR]
    names: dict[str, Name]
    starts: dict[str, int]
    parties: dict[str, str] = field(default_factory=dict)
    derived: list[Derived] = field(default_factory=list)
    cards: list[CardIR] = field(default_factory=list)
    measures: list[MeasureIR] = field(default_factory=list)
    projects: list[ProjectIR] = field(default_factory=list)
    rules: dict[str, Block] = field(default_factory=dict)
    injects: list[InjectIR] = field(default_factory=list)
    deals: DealsIR | None = None
    agendas: list[AgendaIR] = field(default_factory=list)
    reviews: list[ReviewIR] = field(default_factory=list)
    endings: list[EndingIR] = field(default_factory=list)
    personas: dict[tuple[str, int], tuple[tuple[Expr, int], ...]] = field(default_factory=dict)
    claims: list[ClaimIR] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    lucks: list[Luck] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    max_rounds: int = 1
    uncertain_from: int = 0
    end_pct: int = 25
    plays: int = 2
    initiative: int = -1
    headline: bool = False
    headline_order: tuple[int, ...] = ()
    quiet_weight: int = 0
    agenda_candidates: int = 3
