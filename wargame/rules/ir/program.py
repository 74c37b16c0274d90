"""The program: a deck as rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from wargame.dataclass import dataclass
from wargame.rules.ir.claims import ClaimIR
from wargame.rules.ir.contest import ContestIR, DocketIR, FrontIR
from wargame.rules.ir.course import AgendaIR, EndingIR, EraIR, InjectIR, ReviewIR
from wargame.rules.ir.deals import DealsIR
from wargame.rules.ir.expr import Const, Expr, Scaled
from wargame.rules.ir.moves import (
    Ability,
    ActionIR,
    AnswerIR,
    BuryIR,
    CardIR,
    MeasureIR,
    PassIR,
    ProjectIR,
    StageIR,
    WindowIR,
)
from wargame.rules.ir.names import Guess, Name
from wargame.rules.ir.stmt import Ask, Block, Luck, Site


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

    @property
    def acts(self) -> Iterator[tuple[str, Ability]]:
        """What is done for a price outside talks, and what it is of, such as `card ferry`."""
        for card in self.cards:
            yield f"card {card.id}", card.act
            if card.response is not None:
                yield f"card {card.id}", card.response.act
        yield from (("cards_rule", bury.act) for bury in self.buries)
        yield from (("turn", Ability(price=row.price)) for row in self.passes)
        yield from ((f"action {action.id}", action.act) for action in self.actions)
        for measure in self.measures:
            for act in filter(None, measure.verbs.values()):
                yield f"measure {measure.id}", act
        for project in self.projects:
            yield from ((f"project {project.id}", stage.act) for stage in project.stages)

    def takes(self, stage: StageIR) -> Expr:
        """How many rounds the work on a stage takes: up to twice what is written, if a dial
        scales it."""
        rounds = Const(stage.rounds)
        if stage.dial is None or not stage.rounds:
            return rounds
        return Scaled(rounds, Const(0), stage.dial, self.names["game.round"], 0, 2 * stage.rounds)
