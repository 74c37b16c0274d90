"""The program: a deck as rules, noun by noun."""

from __future__ import annotations

from dataclasses import field
from typing import Literal, Protocol

from wargame.dataclass import dataclass
from wargame.rules.ir.expr import Compare, Cond, Const, Expr, Read, Scaled
from wargame.rules.ir.names import Guess, Name
from wargame.rules.ir.stmt import Ask, Block, Branch, Group, Luck, Site, parts

Price = tuple[tuple[Name, Expr, Site], ...]
"""What is paid: the payer's name, how much, and the site of the payment."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition among several that must all hold, with its text for people."""

    cond: Cond
    text: str


@dataclass(frozen=True, slots=True)
class Ability:
    """Something a seat may do: when, for what, and with what effect."""

    needs: tuple[Clause, ...] = ()
    price: Price = ()
    do: Block = ()


class Owned(Protocol):
    """A noun that belongs to a seat."""

    @property
    def id(self) -> str: ...
    @property
    def seat(self) -> int: ...


@dataclass(frozen=True, slots=True)
class EraIR:
    """A stretch of the game, and the round it begins with."""

    id: str
    title: str
    round: int


@dataclass(frozen=True, slots=True)
class ChangeIR:
    """What a modifier makes of a price: while `when` holds, `more` of `name` is paid."""

    title: str
    when: Cond | None
    name: Name
    more: Expr


@dataclass(frozen=True, slots=True)
class ResponseIR:
    """What a card does as an answer to acts of the other side: which, and to what if not to all."""

    act: Ability
    to: tuple[str, ...]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardIR:
    """A card in one seat's pile. `seat` is 0 or 1.

    Attributes:
        comes: The round in which it comes into the pile; 0 if it is there from the start.
        last: The last round before it leaves the game; 0 if it stays.
        is_copy: Whether the row before it is of an equal card.
        printed: What its policy costs as printed, where modifiers may change that; else None.
        changes: What changes it: the modifier, when, which number is paid, and by how much more.
        stays: For how many more rounds it stays in effect: 0 for none, -1 for the whole game.
        each_round: What happens in each of them; with the first of equal cards alone.
        left: The name that counts the rounds, if it stays.
        response: What it does as an answer.
        is_answer: Whether it is of no use but as an answer, and for capital.
        is_foreign: Whether it is the rival's, and here as the seat may hold it: of no use but for
            capital, when `rival_do` is its event.
    """

    id: str
    title: str
    seat: int
    act: Ability
    worth: int
    worth_site: Site
    rival_do: Block
    once: bool
    comes: int = 0
    last: int = 0
    is_copy: bool = False
    printed: Price | None = None
    changes: tuple[ChangeIR, ...] = ()
    stays: int = 0
    each_round: Block = ()
    left: Name | None = None
    is_foreign: bool = False
    response: ResponseIR | None = None
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class BuryIR:
    """How a seat buries cards; `used` counts those of the round."""

    act: Ability
    used: Name
    per_round: int
    site: Site


@dataclass(frozen=True, slots=True)
class MeasureIR:
    """A measure; a verb that cannot be used is None."""

    id: str
    title: str
    seat: int
    max: int
    start: int
    verbs: dict[str, Ability | None]
    pause_rounds: int
    sites: dict[str, Site]


@dataclass(frozen=True, slots=True)
class StageIR:
    """A stage of a project; `dial` scales its rounds, if any does."""

    id: str
    act: Ability
    rounds: int
    success_pct: Expr
    dial: Name | None = None


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
class ActionIR:
    """An action of a seat.

    Attributes:
        act: When, for what, and with what effect; its limits aside.
        per_round, per_game: How often it may be taken, 0 for any number of times.
        used, total: The names that count how often it was taken, in this round and so far.
        site: What counts it.
    """

    id: str
    title: str
    seat: int
    act: Ability
    per_round: int
    per_game: int
    used: Name
    total: Name
    site: Site


@dataclass(frozen=True, slots=True)
class WindowIR:
    """Acts of the other side that a seat may answer.

    Attributes:
        seat: Who may answer.
        acts: The kernel's verbs, each with the numbers of the things it is done to; none for any.
        cards: The numbers of the cards that answer them.
    """

    seat: int
    acts: tuple[tuple[int, tuple[int, ...]], ...]
    cards: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PassIR:
    """What passing a play takes of a seat; `limit` is how often it may in a round, -1 for any."""

    price: Price
    limit: int
    passed: Name
    site: Site


@dataclass(frozen=True, slots=True)
class AnswerIR:
    """A rule that answers acts of one seat.

    Attributes:
        group: What it does.
        acts: The kernel's verbs, each with the numbers of the things it must be done to; none for
            any.
        on, of: The same as the deck writes it.
    """

    seat: int
    group: Group
    acts: tuple[tuple[int, tuple[int, ...]], ...]
    on: tuple[str, ...]
    of: tuple[str, ...]


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
class FailIR:
    """What follows when a deal item is not kept."""

    how: Literal["breach", "snap", "excuse"]
    do: Block
    site: Site


@dataclass(frozen=True, slots=True)
class PerformIR:
    """What the giver of an item must have brought about; both rounds 0: at the end of each."""

    needs: tuple[Clause, ...]
    by_round: int
    after: int
    fail: FailIR


@dataclass(frozen=True, slots=True)
class ItemIR:
    """A deal item. `amount` is levels, level, or units, by kind; `snap` 0 full, 1 half, 2 none.

    Attributes:
        rounds, until: Its own term, and the last round in which it runs; 0 for none.
    """

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
    each_round: Block = ()
    rounds: int = 0
    until: int = 0
    performs: PerformIR | None = None
    unpaid: FailIR | None = None

    @property
    def fails(self) -> tuple[FailIR, ...]:
        """What may follow when it is not kept."""
        return tuple(filter(None, (self.performs.fail if self.performs else None, self.unpaid)))

    @property
    def fails_by_breach(self) -> bool:
        """Whether its giver may break the deal by not keeping it."""
        return any(fail.how == "breach" for fail in self.fails)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block that it may run."""
        return (self.do, self.each_round, *(fail.do for fail in self.fails))


@dataclass(frozen=True, slots=True)
class PackageIR:
    """A package that may be tabled as it is.

    Attributes:
        seat: Who may table it, or -1 for any seat.
        items: The numbers of its items, in deck order.
        needs: When, by the seat that tables it.
    """

    id: str
    title: str
    seat: int
    items: tuple[int, ...]
    term: int
    needs: tuple[tuple[Clause, ...], ...]


@dataclass(frozen=True, slots=True)
class DealsIR:
    """Bargaining. Columns hold one entry per seat: the seat that tables, or breaks."""

    max_items: int
    max_running: int
    terms: tuple[int, ...]
    both_sides: bool
    extensions: int
    table: tuple[Ability, ...]
    extend: tuple[Ability, ...]
    breach: tuple[Block, ...]
    expire: Block
    items: tuple[ItemIR, ...]
    drafting: Literal["items", "changes", "counters", "packages"] = "items"
    packages: tuple[PackageIR, ...] = ()

    def given(self, package: PackageIR) -> dict[int, list[str]]:
        """By seat that gives anything in a ready package: the titles of what it gives."""
        items = [self.items[k] for k in package.items]
        return {
            seat: [item.title for item in items if item.seat == seat]
            for seat in dict.fromkeys(sorted(item.seat for item in items))
        }


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


SHOWN = "shown"
"""What the site of a docket says that was secret until now."""

NEVER = 999
"""In how many rounds a front is judged that is not judged again."""


@dataclass(frozen=True, slots=True)
class FrontIR:
    """Something contested.

    Attributes:
        value, stake, due, following: Its names: who leads, what is at stake this round, in how
            many rounds it is judged, and what is at stake then.
        into: The number that a judgement moves.
        last, staked: The names of its value and its stake when it was last judged.
        sides: By seat: when it leads, and when that is worth 2; none for an expression.
        by_sign: The stake is multiplied with the sign of its value alone.
        calendar: The rounds in which it is judged, each with its stake.
        do: Its judgement: nothing in a round in which nothing is at stake.
    """

    id: str
    title: str
    value: Name
    stake: Name
    due: Name
    following: Name
    last: Name
    staked: Name
    into: Name
    sides: tuple[tuple[Cond | None, Cond | None], ...]
    by_sign: bool
    calendar: tuple[tuple[int, Expr], ...]
    do: Block

    @property
    def rounds(self) -> tuple[int, ...]:
        """When the calendar has it judged."""
        return tuple(number for number, _ in self.calendar)

    @property
    def prizes(self) -> tuple[Block, Block]:
        """What else happens where each seat is judged the leader."""
        found: dict[str, Block] = {">": (), "<": ()}
        for stmt in (inner for outer in self.do for inner in parts(outer)[0]):
            match stmt:
                case Branch(Compare((op,), (Read(name), _)), then) if name == self.last:
                    found[op] = then
        return found[">"], found["<"]


@dataclass(frozen=True, slots=True)
class DocketIR:
    """Who names a front for the next round.

    Attributes:
        who: The seat that has to name one now, or -1.
        measured: What says who is behind, where that is not the lead.
        named, last: The names of 1 + the front that is on the docket, and that was last; or 0.
        sealed, sealer: Where it is named in secret: 1 + the front that is hidden, and 1 + the
            seat that named it; or 0. No text reads them.
        calendar: The rounds for which one is named, each with what is at stake on it then.
        do: By front: what naming it does.
    """

    who: Expr
    measured: Expr | None
    named: Name
    last: Name
    sealed: Name | None
    sealer: Name | None
    site: Site
    calendar: tuple[tuple[int, Expr], ...]
    again: bool
    do: tuple[Block, ...]

    @property
    def rounds(self) -> tuple[int, ...]:
        """For which rounds one is named."""
        return tuple(number for number, _ in self.calendar)


@dataclass(frozen=True, slots=True)
class EndingIR:
    """A class of outcome; `when` is None for the last."""

    id: str
    title: str
    when: Cond | None
    immediate: bool


@dataclass(frozen=True, slots=True)
class LossIR:
    """Something that loses a match; `seat` is who loses, counted from 1, 0 for nobody."""

    when: Cond
    seat: Expr
    title: str


@dataclass(frozen=True, slots=True)
class ContestIR:
    """Who wins.

    Attributes:
        lead: Above 0 the first seat is ahead.
        level: Who wins a lead of 0, -1 for nobody.
        floors: By seat, what it has to hold; None where there is nothing to hold.
        win, outlast, stand, fall, ruined: Match points; `outlast` to whoever wins otherwise than by
            the lead.
        handicap: The track whose start may be set.
        is_played: Whether this table names a winner.
    """

    lead: Expr
    level: int
    floors: tuple[Cond | None, ...]
    lost_by: tuple[LossIR, ...]
    ruin: tuple[LossIR, ...]
    win: int
    outlast: int
    stand: int
    fall: int
    ruined: int
    handicap: Name | None
    is_played: bool


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
    """A claim that can be measured."""

    id: int
    title: str
    gauge: GaugeIR
    beside: tuple[GaugeIR, ...]
    ablation: str
    ablation_moves: Literal["up", "down", ""]


@dataclass(frozen=True, slots=True)
class SeatIR:
    """A chair.

    Attributes:
        hand: Cards it refills to, at most; `hand_now` computes them where that changes.
        plays_now: Its plays of a round, where they change.
    """

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
    hand_now: Expr | None = None
    plays_now: Expr | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """A name that is computed whenever it is read."""

    name: Name
    value: Expr


@dataclass(slots=True)
class Program:
    """A deck as rules. Lists are in deck order; positions in them are the kernel's numbers.

    Attributes:
        guesses: What everybody may know of the private numbers of a seat, by its number.
        parameters: What the rules are given when they are bound to an engine, `number.ID`,
            `dial.ID` or `rule.ID`, and what it is called in the generated module.
        dials: The dose of each dial, in deck order.
        noted: The deal items that some text asks after, by number.
        judged: What follows the judgements of a round: they are over.
        sealed: Numbers of a position that `redact` opens to their owner at most.
        called: What the kernel does with cards in some effect of this deck.
        extras: Lists of the kernel that a position has in this deck, and in few others.
        mixed: Whether all seats draw from one pile; then each has a row for every card.
        buries: How each seat buries cards; empty where none does.
        values: What they were given: numbers, doses in eighths, 1 or 0 for a removable rule.
    """

    deck_id: str
    seats: list[SeatIR]
    names: dict[str, Name]
    starts: dict[str, int]
    guesses: dict[int, Guess] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)
    dials: list[Name] = field(default_factory=list)
    noted: tuple[int, ...] = ()
    parties: dict[str, str] = field(default_factory=dict)
    derived: list[Derived] = field(default_factory=list)
    called: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    mixed: bool = False
    buries: tuple[BuryIR, ...] = ()
    eras: list[EraIR] = field(default_factory=list)
    cards: list[CardIR] = field(default_factory=list)
    measures: list[MeasureIR] = field(default_factory=list)
    projects: list[ProjectIR] = field(default_factory=list)
    actions: list[ActionIR] = field(default_factory=list)
    rules: dict[str, Block] = field(default_factory=dict)
    answers: list[AnswerIR] = field(default_factory=list)
    windows: list[WindowIR] = field(default_factory=list)
    injects: list[InjectIR] = field(default_factory=list)
    deals: DealsIR | None = None
    agendas: list[AgendaIR] = field(default_factory=list)
    reviews: list[ReviewIR] = field(default_factory=list)
    fronts: list[FrontIR] = field(default_factory=list)
    docket: DocketIR | None = None
    judged: Block = ()
    endings: list[EndingIR] = field(default_factory=list)
    contest: ContestIR | None = None
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
    initiative_now: Expr | None = None
    passes: list[PassIR] = field(default_factory=list)
    headline: bool = False
    headline_order: tuple[int, ...] = ()
    quiet_weight: int = 0
    agenda_candidates: int = 3

    @property
    def formulas(self) -> dict[str, Expr]:
        """How each computed number is computed, by its canonical name."""
        return {one.name.text: one.value for one in self.derived}

    def takes(self, stage: StageIR) -> Expr:
        """How many rounds the work on a stage takes: up to twice what is written, if a dial
        scales it."""
        rounds = Const(stage.rounds)
        if stage.dial is None or not stage.rounds:
            return rounds
        return Scaled(rounds, Const(0), stage.dial, self.names["game.round"], 0, 2 * stage.rounds)
