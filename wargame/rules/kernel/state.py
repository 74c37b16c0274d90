"""One position, and how numbers of it are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

from wargame.rules.kernel.codes import EXTRAS, FIELDS, SHIFT

if TYPE_CHECKING:
    from mypy_extensions import i64

SMALL: Final = 64
"""Amounts below this are scaled by a table."""

Traced = tuple[int, int, int, int, str, int, int, int]
"""A write: ply, round, site, origin, name, and its values wanted, old and new."""

Test = Callable[[Any], bool]
"""Tells of a position whether something may be done. It takes the State of its own deck, which
nothing in the kernel knows: hence `Any`, here and in the three below."""

Number = Callable[[Any], int]
"""Computes a number of a position."""

Weights = Callable[[Any], list[int]]
"""Computes the weights of a piece of luck."""

Segment = Callable[[Any, int], None]
"""Acts on a position; the second argument is the origin of what it does."""

Cell = TypeVar("Cell")


class BaseState:
    """One position: whole numbers and lists of them, plus a sink for the trace.

    Attributes:
        ply: Actions taken so far. Those of a piece of work being done carry it as origin.
        actor: The seat that decides at this node (a number from 0), or CHANCE.
        arg, count: What the node is about: a site, a project, a seat, how many. In talks,
            `count` holds the items that may be given, as bits.
        first: The seat with the initiative this round.
        turn: How far the present step of the round has got.
        finish: 1 + the ending that stops the game now, or 0.
        ending: 1 + the ending of a game that is over, or 0.
        level, force: A measure's level on the books, and what of it is in force.
        ceiling: What a measure may not exceed at present; FREE if nothing holds it.
        held: 1 + the deal item that holds the measure, or 0.
        deal_items: The items of the deal in each slot, as bits; 0 for an empty slot.
        known: By seat: cards of its hand that everybody knows it to hold, as bits: those it
            held when its discards were shuffled into a new pile, until they leave the hand.
        hand, pile, discard, gone: By seat: where its cards are.
        learned: By seat: cards that it knows another to hold, as bits; and last, cards by their
            first row that everybody knows to be in some hand.
        foreseen: By seat: how many of the next cards of its pile it has looked at.
        spied: Cards seen so far of a hand that is being looked at, as bits.
        top, rest: By seat: of a pile that was looked at, the cards after the first in their order,
            and those below; `pile` holds the first alone then.
        candidates: By seat: the agendas it was shown.
        queue: Work for later rounds: round due, frame, times left; three numbers each.
        trace: Where writes are reported, or None. Not part of the position.
    """

    __slots__ = (*FIELDS, *EXTRAS, "trace")

    ply: i64
    round: i64
    pc: i64
    node: i64
    actor: i64
    arg: i64
    count: int
    origin: i64
    first: i64
    turn: i64
    finish: i64
    ending: i64
    back: i64
    deals_made: i64
    breaches: i64
    extensions: i64
    injects_drawn: i64
    draft: int
    draft_by: i64
    draft_term: i64
    draft_edits: i64
    draft_last: i64
    known: tuple[int, ...]
    capital: list[int]
    score: list[int]
    level: tuple[int, ...]
    ceiling: tuple[int, ...]
    force: tuple[int, ...]
    pause_left: tuple[int, ...]
    held: tuple[int, ...]
    age: tuple[int, ...]
    stage: tuple[int, ...]
    work: tuple[int, ...]
    idle: tuple[int, ...]
    deal_items: tuple[int, ...]
    deal_left: tuple[int, ...]
    deal_term: tuple[int, ...]
    deal_ext: tuple[int, ...]
    deal_by: tuple[int, ...]
    hand: list[list[int]]
    pile: list[list[int]]
    discard: list[list[int]]
    gone: tuple[tuple[int, ...], ...]
    commit: tuple[int, ...]
    agenda: tuple[int, ...]
    candidates: tuple[tuple[int, ...], ...]
    agendas_gone: tuple[int, ...]
    inject_gone: tuple[int, ...]
    queue: tuple[int, ...]
    stack: list[int]
    learned: tuple[int, ...]
    foreseen: tuple[int, ...]
    spied: tuple[int, ...]
    top: tuple[tuple[int, ...], ...]
    rest: tuple[tuple[int, ...], ...]
    trace: list[Traced] | None

    def new(self) -> BaseState:
        """Give a game before its first round; a deck's `State` says how."""
        raise NotImplementedError

    def copy(self) -> BaseState:
        """Give the same position, to be changed apart; a deck's `State` says how."""
        raise NotImplementedError

    def public(self) -> BaseState:
        """Give what everyone may see; a deck's `State` says how."""
        raise NotImplementedError


def changed(cells: tuple[Cell, ...], at: int, value: Cell) -> tuple[Cell, ...]:
    """The same cells with another value at one place."""
    new = list(cells)
    new[at] = value
    return tuple(new)


def with_one(cells: tuple[int, ...], more: int) -> tuple[int, ...]:
    """The same numbers and one more, in rising order."""
    return tuple(sorted([*cells, more]))


def put(
    s: BaseState,
    o: int,
    site: int,
    name: str,
    old: int,
    wanted: int,
    lo: int,
    hi: int,
    part: str = "",
) -> int:
    """Clamp a write to its range and report it to the trace, if there is one.

    `part` ends the name: nothing is joined where nobody reads it.
    """
    new = lo if wanted < lo else hi if wanted > hi else wanted
    if s.trace is not None:
        s.trace.append((s.ply, s.round, site, o >> SHIFT, name + part, wanted, old, new))
    return new


def note(s: BaseState, o: int, site: int, name: str, old: int, new: int) -> None:
    """Report to the trace that a computed number has changed."""
    if s.trace is not None:
        s.trace.append((s.ply, s.round, site, o >> SHIFT, name, new, old, new))


def scaled(amount: int, dose: int, now: int) -> int:
    """So many eighths of an amount, towards zero; what is left over falls due by rounds.

    Of the same amount any eight rounds in a row get exactly `amount * dose` together, and the
    rounds from the first to any other as much of it as is whole; a larger dose never gives less
    up to a round.

    >>> [scaled(3, 4, now) for now in range(1, 9)]
    [1, 2, 1, 2, 1, 2, 1, 2]
    """
    eighths = amount * dose
    if eighths < 0:
        return (-eighths * (now - 1) >> 3) - (-eighths * now >> 3)
    return (eighths * now >> 3) - (eighths * (now - 1) >> 3)


def scaled_within(amount: int, dose: int, now: int, lo: int, hi: int) -> int:
    """The same, held to a range that the amount itself never leaves."""
    eighths = amount * dose
    if eighths < 0:
        found = (-eighths * (now - 1) >> 3) - (-eighths * now >> 3)
    else:
        found = (eighths * now >> 3) - (eighths * (now - 1) >> 3)
    return lo if found < lo else hi if found > hi else found


def doses(dose: int) -> list[list[int]]:
    """What small amounts come to, for every round of eight: looked up faster than worked out."""
    return [[scaled(amount, dose, now) for amount in range(SMALL)] for now in range(8)]


def push(s: BaseState, o: int, segment: int) -> None:
    """Put a segment on top of the stack; 0 stands for nothing to do."""
    if segment:
        s.stack.append(o | segment)


def always(s: BaseState) -> bool:  # noqa: ARG001 - called like any other test
    """For what is never forbidden."""
    return True


def never(s: BaseState) -> bool:  # noqa: ARG001 - called like any other test
    """For what is always forbidden."""
    return False


def deals_in_force(s: BaseState) -> int:
    """How many deals are in force."""
    found = 0
    for items in s.deal_items:
        if items:
            found += 1
    return found


def item_runs(s: BaseState, item: int) -> int:
    """1 while a deal in force holds an item, else 0."""
    for items in s.deal_items:
        if items >> item & 1:
            return 1
    return 0


def item_left(s: BaseState, item: int, rounds: int, until: int) -> int:
    """Rounds left, this one included, in which a deal holds an item; 0 if none does.

    Args:
        rounds, until: The item's own term, and the last round in which it runs; 0 for none.
    """
    for k in range(len(s.deal_items)):
        if s.deal_items[k] >> item & 1:
            return left_in(s, k, rounds, until)
    return 0


def left_in(s: BaseState, k: int, rounds: int, until: int) -> int:
    """Rounds left, this one included, in which the deal in a slot holds an item of such a term."""
    left = s.deal_left[k]
    if rounds:
        left = min(left, rounds + 1 - rounds_run(s, k))
    return min(left, until + 1 - s.round) if until else left


def rounds_run(s: BaseState, k: int) -> int:
    """Rounds that have begun since the deal in a slot was signed."""
    return s.deal_term[k] * (1 + s.deal_ext[k]) + 1 - s.deal_left[k]


def signed_in(s: BaseState, k: int) -> int:
    """The round in which the deal in a slot was signed."""
    return s.round - rounds_run(s, k)


def next_deal_end(s: BaseState) -> int:
    """Rounds left, this one included, of the deal that ends first; 0 if there is none."""
    found = 0
    for left in s.deal_left:
        if left and (found == 0 or left < found):
            found = left
    return found
