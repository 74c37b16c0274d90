"""What a deck says of a card, a measure and so on: a row for each, made by keyword.

Tests, numbers, weights and what is paid are functions of the generated module, None where there
is nothing to test or to pay; `do` is the number of a segment, 0 for none; `site` is the place in
the deck that a trace points to. What a deck does not say is left out.
"""

from __future__ import annotations

from wargame.dataclass import dataclass
from wargame.rules.kernel.state import Number, Segment, Test, Weights


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat: what it starts with, what arrives each round, what counts at the end.

    `hand_now` and `plays_now` compute the cards it refills to and its plays, where they change.
    """

    name: str
    capital_start: int
    capital_max: int
    hand_size: int
    income: Number
    income_site: int
    score: Number
    score_site: int
    hand_now: Number | None = None
    plays_now: Number | None = None


@dataclass(frozen=True, slots=True)
class PassRow:
    """What passing a play takes of a seat that could do something else."""

    open: Test
    pay: Segment


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card.

    Attributes:
        rival_do: What it does for the rival when it is taken for capital.
        comes: The round in which it comes into the pile, 0 for the start.
        last: The last round before it leaves the game, 0 for none.
        is_copy: Whether the row before it is of an equal card.
        answer_open, answer_pay, answer_do: What it is as an answer; never, if it has no test.
    """

    seat: int
    open: Test
    worth: int
    site: int
    pay: Segment | None = None
    do: int = 0
    rival_do: int = 0
    once: bool = False
    comes: int = 0
    last: int = 0
    is_copy: bool = False
    answer_open: Test | None = None
    answer_pay: Segment | None = None
    answer_do: int = 0


@dataclass(frozen=True, slots=True)
class BuryRow:
    """How a seat buries a card: when it may, what it takes, and what it does."""

    open: Test
    pay: Segment
    do: int = 0


@dataclass(frozen=True, slots=True)
class VerbRow:
    """One of the four things that may be done to a measure; never, if it has no test."""

    site: int
    open: Test | None = None
    pay: Segment | None = None
    do: int = 0


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure, and its four verbs."""

    seat: int
    name: str
    max: int
    start: int
    pause_rounds: int
    ages_site: int
    tighten: VerbRow
    ease: VerbRow
    pause: VerbRow
    lift: VerbRow


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage of a project: its work takes so many rounds, and then luck decides.

    `rounds_now` computes them where a dial scales them.
    """

    open: Test
    rounds: int
    success_pct: Number
    pay: Segment | None = None
    do: int = 0
    rounds_now: Number | None = None


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project; `lapse_after` rounds of neglect are allowed, any number if it is -1."""

    seat: int
    name: str
    site: int
    lapse_after: int
    lapse_pct: Number
    stages: list[StageRow]
    lapse_do: int = 0


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action of a seat: when it may be taken, what it takes, and what it does."""

    seat: int
    open: Test
    pay: Segment
    do: int = 0


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A rule that answers an act of a seat: the verb, and what it must be done to, if not all."""

    seat: int
    verb: int
    of: list[int]
    do: int


@dataclass(frozen=True, slots=True)
class WindowRow:
    """Which of its cards a seat may answer with, if it holds them."""

    seat: int
    cards: list[int]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Something that a seat may do besides its cards: worked out of their rows.

    Attributes:
        action: Its number as an action.
        verb, on: The verb, and the number of the measure, the project or the action.
        max: The level that a measure may not exceed.
        opens: The test of a measure's verb or an action; of a project those of all its stages.
    """

    action: int
    verb: int
    on: int
    max: int
    opens: list[Test]


@dataclass(frozen=True, slots=True)
class InjectRow:
    """An inject: on a date, or drawn from the pile (round 0) by its weight."""

    round: int
    weight: int
    weight_now: Number | None = None
    once: bool = False
    open: Test | None = None
    do: int = 0


@dataclass(frozen=True, slots=True)
class LuckRow:
    """A piece of luck: the weights of its outcomes, fixed or computed, and what each does."""

    do: list[int]
    weights: list[int]
    weights_now: Weights | None = None
    secret: bool = False


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One answer to a question."""

    open: Test | None = None
    do: int = 0
    secret: bool = False


@dataclass(frozen=True, slots=True)
class FailRow:
    """What follows when a deal item is not kept: EXCUSED, SNAPPED or BROKEN, and what it does."""

    how: int
    site: int
    do: int = 0


@dataclass(frozen=True, slots=True)
class PerformRow:
    """What the giver of an item must have brought about.

    It is tested at the end of a round: `by_round`, or so many `after` the signing; of each round
    if both are 0.
    """

    holds: Test
    fail: FailRow
    by_round: int
    after: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Something that may be given in a deal.

    Attributes:
        kind: PAUSED, CAPPED, TRANSFERRED or PLEDGED.
        track: What goods are handed over, as a number that tells them apart; -1 for none.
        snap: What is lost of a measure when the deal ends: 0 nothing, 1 half, 2 all of it.
        name: What a trace calls it, if any text of the deck asks after it.
        rounds, until: Its own term, and the last round in which it runs; 0 for none.
        paid: Whether the giver of a pledge has all of it, where `unpaid` says what follows if not.
    """

    seat: int
    kind: int
    measure: int
    track: int
    amount: int
    snap: int
    site: int
    open: Test | None = None
    move: Segment | None = None
    do: int = 0
    name: str = ""
    each_do: int = 0
    rounds: int = 0
    until: int = 0
    performs: PerformRow | None = None
    paid: Test | None = None
    unpaid: FailRow | None = None


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package that may be tabled as it is, by one seat or by any (-1).

    Attributes:
        items: What is in it, as bits.
        opens: By seat: whether it may table it, its items aside; None where it always may.
    """

    seat: int
    items: int
    term: int
    opens: list[Test | None]


@dataclass(frozen=True, slots=True)
class TalkRow:
    """What a seat has to do with deals: to table one, to extend it, to break it."""

    table_open: Test
    extend_open: Test
    table_pay: Segment | None = None
    table_do: int = 0
    extend_pay: Segment | None = None
    extend_do: int = 0
    breach_do: int = 0


@dataclass(frozen=True, slots=True)
class DealRules:
    """What deals may be; a deck without them has no slots.

    `drafting` is ITEMS, CHANGES, COUNTERS or PACKAGES: what may be tabled.
    """

    slots: int
    max_items: int
    terms: list[int]
    both_sides: bool
    max_extensions: int
    expire_do: int = 0
    drafting: int = 0


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An agenda that a seat may keep."""

    seat: int
    score: Number
    site: int


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """What is judged at the end of a round."""

    do: int = 0
    agendas: bool = False


@dataclass(frozen=True, slots=True)
class DocketRow:
    """Who names a front for the next round, and what naming each does.

    Attributes:
        who: The seat that has to name one now, or -1.
        last: 1 + the front that was named last, or 0.
        again: It may be named again.
        secret: It is named in secret.
        do: By front: the segment that puts it on the docket.
    """

    who: Number
    last: Number
    again: bool
    secret: bool
    do: list[int]


@dataclass(frozen=True, slots=True)
class RoundRules:
    """How a game goes round.

    Attributes:
        renew: What counts anew in each round, if anything does.
        initiative: The seat that always begins, or -1 if it passes on each round.
        initiative_now: 1 + the seat that begins this round, or 0 if it passes on.
        headline_order: The seats in the order in which headlines are resolved, if it is fixed.
        immediate, classify: The ending that stops the game now; the one that a game which is
            over falls under. Both count from 1, 0 for none.
    """

    max_rounds: int
    uncertain_from: int
    end_pct: int
    plays: int
    initiative: int
    headline_order: list[int]
    quiet_weight: int
    agenda_candidates: int
    classify: Number
    headline: bool = False
    immediate: Number | None = None
    renew: Segment | None = None
    initiative_now: Number | None = None
    world_do: int = 0
    draw_do: int = 0
    account_do: int = 0


@dataclass(frozen=True, slots=True)
class ContestRow:
    """Who wins a match: how it would end here, the lead, and what each end is worth.

    Attributes:
        match_end: How it would end: see `winning`.
        lead: Above 0 the first seat is ahead.
        points: By how it ended, what it is worth to each seat.
        is_played: Whether this table names a winner.
    """

    match_end: Number
    lead: Number
    points: list[list[int]]
    is_played: bool = False
