"""The rules of one deck as rows, and what is worked out from them for speed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from wargame.rules.kernel.codes import (
    ACT,
    CAPPED,
    NO_INJECT,
    PAUSED,
    PEEKS,
    PLEDGED,
    TRANSFERRED,
    V_ACT,
    V_FUND,
    V_TIGHTEN,
)
from wargame.rules.kernel.rows import (
    ActionRow,
    AgendaRow,
    AnswerRow,
    BuryRow,
    CardRow,
    ContestRow,
    DealRules,
    DocketRow,
    InjectRow,
    ItemRow,
    LuckRow,
    MeasureRow,
    MoveRow,
    OptionRow,
    PackageRow,
    PassRow,
    ProjectRow,
    ReviewRow,
    RoundRules,
    SeatRow,
    TalkRow,
    VerbRow,
    WindowRow,
)
from wargame.rules.kernel.seats import rivals, seat_in_turn
from wargame.rules.kernel.state import Segment, Test

LIGHT: Final = 1 << 12
"""Weights below this times a wait are below 2**63."""

MANY_LOTS: Final = 4000
"""More lots than this are not laid out; injects are then drawn by their weights."""


NO_DEALS: Final = DealRules(slots=0, max_items=0, terms=[], both_sides=True, max_extensions=0)
"""The rules of a deck without deals."""


class Tables:
    """Rows that the generated module adds, and columns that `ready` makes of them.

    Nothing that can be told from outside changes after `ready`, so that tables may serve any
    number of positions.

    Attributes:
        segments: What frames of the stack stand for, by number; none and the headlines of the
            seats come first.
        turns: How many plays a round has.
        order: By the seat with the initiative: whose turn it is, turn by turn.
        card_open: The test of each card.
        mixed: Whether all seats draw from one pile.
        handled: What effects of this deck do with cards that few decks do: names of functions.
        peeks: Whether seats look at cards in this deck.
        half: The rows that a seat has then, one for each card.
        buries: By seat: how it buries a card; empty where none does.
        copies: By card: the first row of those that are equal; empty if each is the only one.
        era_rounds: The rounds in which cards come into the piles or leave the game; `coming` and
            `leaving` say which, by round.
        verbs: By verb, from tighten on, and by measure.
        moves: By seat: everything that it may ever do but with cards and deals.
        answers: By seat and by verb: the rules that answer, the last first; empty without any.
        passes: By seat: what passing takes; empty where it is free.
        inject_pile: The injects that are drawn.
        heaviest_inject: The weight of the heaviest of those, 0 if weights vary or are large.
        inject_lots: A lot for each unit of weight of each inject; empty if weights vary.
        item_bits, rival_bits: By seat: the items that it, and that its rivals may give.
        item_rivals: By item: those that may not stand beside it in a package.
        items_at: By measure and level: the items that may hold it then.
        loose_items: Those that hold none.
        tested_items: Those with a test of their own.
        own_agendas: By seat: those that it may keep.
        own_packages: By seat: the ready packages that it may ever table.
        timed_items, pledged_items, round_items, clause_items: Items with a time of their own,
            pledges, those that do something each round, and those whose giver must perform.
        contest: Who wins, if the deck says so.
        steps, entry: What each step of the round does; from each step, the first one on in
            which this deck has anything to do.
    """

    __slots__ = (
        "actions",
        "agendas",
        "answer_rows",
        "answers",
        "asks",
        "buries",
        "card_open",
        "cards",
        "clause_items",
        "coming",
        "contest",
        "copies",
        "deals",
        "docket",
        "entry",
        "era_rounds",
        "half",
        "handled",
        "heaviest_inject",
        "inject_lots",
        "inject_pile",
        "injects",
        "item_bits",
        "item_rivals",
        "items",
        "items_at",
        "leaving",
        "loose_items",
        "lucks",
        "measures",
        "mixed",
        "moves",
        "order",
        "own_agendas",
        "own_packages",
        "packages",
        "passes",
        "peeks",
        "pledged_items",
        "projects",
        "reviews",
        "rival_bits",
        "round_items",
        "rounds",
        "seats",
        "segments",
        "steps",
        "talks",
        "tested_items",
        "timed_items",
        "turns",
        "verbs",
        "windows",
    )

    rounds: RoundRules

    def __init__(self) -> None:
        self.segments: list[Segment | None] = []
        self.seats: list[SeatRow] = []
        self.cards: list[CardRow] = []
        self.buries: list[BuryRow] = []
        self.mixed: bool = False
        self.peeks: bool = False
        self.half: int = 0
        self.handled: list[str] = []
        self.measures: list[MeasureRow] = []
        self.projects: list[ProjectRow] = []
        self.passes: list[PassRow] = []
        self.actions: list[ActionRow] = []
        self.injects: list[InjectRow] = []
        self.lucks: list[LuckRow] = []
        self.asks: list[list[OptionRow]] = []
        self.deals: DealRules = NO_DEALS
        self.talks: list[TalkRow] = []
        self.items: list[ItemRow] = []
        self.packages: list[PackageRow] = []
        self.agendas: list[AgendaRow] = []
        self.reviews: list[ReviewRow] = []
        self.contest: ContestRow | None = None
        self.docket: DocketRow | None = None
        self.windows: list[WindowRow] = []
        self.answer_rows: list[AnswerRow] = []
        self.answers: list[list[list[AnswerRow]]] = []
        self.turns: int = 0
        self.order: list[list[int]] = []
        self.card_open: list[Test] = []
        self.copies: list[int] = []
        self.era_rounds: list[int] = []
        self.coming: list[list[int]] = []
        self.leaving: list[list[int]] = []
        self.verbs: list[list[VerbRow]] = []
        self.moves: list[list[MoveRow]] = []
        self.inject_pile: list[int] = []
        self.heaviest_inject: int = 0
        self.inject_lots: list[int] = []
        self.item_bits: list[int] = []
        self.rival_bits: list[int] = []
        self.item_rivals: list[int] = []
        self.items_at: list[list[int]] = []
        self.loose_items: int = 0
        self.tested_items: list[int] = []
        self.own_agendas: list[list[int]] = []
        self.own_packages: list[list[int]] = []
        self.timed_items: list[int] = []
        self.pledged_items: list[int] = []
        self.round_items: list[int] = []
        self.clause_items: list[int] = []
        self.steps: list[Step] = []
        self.entry: list[int] = []


Step = Callable[[Tables, Any], bool]
"""Does a step of the round; gives whether the round goes on to the one behind it."""


def fill_columns(t: Tables) -> None:
    """Work out what depends on the rows alone."""
    count = len(t.seats)
    t.turns = count * t.rounds.plays
    turns = range(max(count, t.turns))
    t.order = [[seat_in_turn(first, turn, count) for turn in turns] for first in range(count)]
    t.card_open = [card.open for card in t.cards]
    t.era_rounds = era_rounds(t)
    last = max([t.rounds.max_rounds, *t.era_rounds])
    cards = range(len(t.cards))
    t.coming = [[c for c in cards if t.cards[c].comes == now] for now in range(last + 1)]
    t.leaving = [
        [c for c in cards if t.cards[c].last and t.cards[c].last + 1 == now]
        for now in range(last + 1)
    ]
    t.copies = first_copies(t)
    t.peeks = PEEKS[0] in t.handled or PEEKS[1] in t.handled
    t.half = len(t.cards) // count if t.mixed else 0
    t.verbs = [
        [measure.tighten for measure in t.measures],
        [measure.ease for measure in t.measures],
        [measure.pause for measure in t.measures],
        [measure.lift for measure in t.measures],
    ]
    t.moves = [moves_of(t, seat) for seat in range(count)]
    t.answers = answers_of(t, count)
    t.inject_pile = [i for i in range(len(t.injects)) if t.injects[i].round == 0]
    t.heaviest_inject = heaviest_inject(t)
    t.inject_lots = lots_of(t)
    t.item_bits = [items_of(t, [seat]) for seat in range(count)]
    t.rival_bits = [items_of(t, rivals(seat, count)) for seat in range(count)]
    t.item_rivals = [rivals_of_item(t, i) for i in range(len(t.items))]
    items = range(len(t.items))
    t.items_at = [items_at(t, m) for m in range(len(t.measures))]
    t.loose_items = sum([1 << i for i in items if t.items[i].kind > CAPPED])
    t.tested_items = [i for i in items if t.items[i].open is not None]
    agendas = range(len(t.agendas))
    t.own_agendas = [[a for a in agendas if t.agendas[a].seat == seat] for seat in range(count)]
    packages = range(len(t.packages))
    t.own_packages = [
        [p for p in packages if t.packages[p].seat in (seat, -1)] for seat in range(count)
    ]
    t.timed_items = [i for i in items if t.items[i].rounds or t.items[i].until]
    t.pledged_items = [i for i in items if t.items[i].kind == PLEDGED]
    t.round_items = [i for i in items if t.items[i].each_do]
    t.clause_items = [i for i in items if t.items[i].performs is not None]


def first_copies(t: Tables) -> list[int]:
    """By card: the first row of those that are equal; nothing if each is the only one."""
    found: list[int] = []
    for card in range(len(t.cards)):
        found.append(found[card - 1] if t.cards[card].is_copy else card)
    return found if found != list(range(len(t.cards))) else []


def distinct(t: Tables, hand: list[int]) -> list[int]:
    """A hand with one of equal cards, the first: which of them is meant makes no difference."""
    found: list[int] = []
    last = -1
    for card in hand:
        if t.copies[card] != last:
            last = t.copies[card]
            found.append(card)
    return found


def era_rounds(t: Tables) -> list[int]:
    """The rounds in which cards come into the piles or leave the game."""
    found: list[int] = []
    for card in t.cards:
        if card.comes and card.comes not in found:
            found.append(card.comes)
        if card.last and card.last + 1 not in found:
            found.append(card.last + 1)
    return found


def moves_of(t: Tables, seat: int) -> list[MoveRow]:
    """Everything a seat may ever do but with cards and deals."""
    found: list[MoveRow] = []
    for m in range(len(t.measures)):
        if t.measures[m].seat == seat:
            for k in range(len(t.verbs)):
                opens, verb = t.verbs[k][m].open, V_TIGHTEN + k
                if opens is not None:
                    found.append(MoveRow(ACT(verb, m), verb, m, t.measures[m].max, [opens]))
    for p in range(len(t.projects)):
        if t.projects[p].seat == seat:
            stages = [stage.open for stage in t.projects[p].stages]
            found.append(MoveRow(ACT(V_FUND, p), V_FUND, p, 0, stages))
    for a in range(len(t.actions)):
        if t.actions[a].seat == seat:
            found.append(MoveRow(ACT(V_ACT, a), V_ACT, a, 0, [t.actions[a].open]))
    return found


def answers_of(t: Tables, count: int) -> list[list[list[AnswerRow]]]:
    """The rules that answer an act, by seat and by verb, the last first; empty if none does."""
    if not t.answer_rows:
        return []
    found: list[list[list[AnswerRow]]] = []
    verbs = 1 + max([row.verb for row in t.answer_rows])
    for _ in range(count):
        found.append([[] for _ in range(verbs)])
    for row in reversed(t.answer_rows):
        found[row.seat][row.verb].append(row)
    return found


def heaviest_inject(t: Tables) -> int:
    """The weight of the heaviest inject that is drawn; 0 if weights vary, or one is not light."""
    weights = [t.injects[i].weight for i in t.inject_pile]
    if not weights or any(t.injects[i].weight_now is not None for i in t.inject_pile):
        return 0
    return max(weights) if max(weights) < LIGHT else 0


def lots_of(t: Tables) -> list[int]:
    """A lot for each unit of weight of each inject, and of none; empty if weights vary."""
    found = [NO_INJECT] * t.rounds.quiet_weight
    for i in t.inject_pile:
        if t.injects[i].weight < 0 or len(found) > MANY_LOTS:
            return []
        found += [i] * t.injects[i].weight
    return found


def items_of(t: Tables, givers: list[int]) -> int:
    """The items that some seats may give, as bits."""
    found = 0
    for i in range(len(t.items)):
        if t.items[i].seat in givers:
            found |= 1 << i
    return found


def items_at(t: Tables, m: int) -> list[int]:
    """By level of a measure: the items, as bits, that may hold it down."""
    found = [0] * (t.measures[m].max + 1)
    for i in range(len(t.items)):
        item = t.items[i]
        if item.kind <= CAPPED and item.measure == m:
            for level in range(item.amount if item.kind == PAUSED else 0, len(found)):
                found[level] |= 1 << i
    return found


def rivals_of_item(t: Tables, i: int) -> int:
    """The items, as bits, that one package may not hold beside an item; itself included.

    They hold the same measure, or would hand over the same goods a second time.
    """
    one, found = t.items[i], 1 << i
    for j in range(len(t.items)):
        other = t.items[j]
        if one.kind <= CAPPED and other.kind <= CAPPED:
            if one.measure == other.measure:
                found |= 1 << j
        elif one.kind == TRANSFERRED and other.kind == TRANSFERRED:
            if one.track == other.track:
                found |= 1 << j
    return found
