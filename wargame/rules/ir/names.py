"""Names: the whole numbers of a position that deck text can read."""

from __future__ import annotations

from typing import Literal

from wargame.dataclass import dataclass

LIMIT = 2**62
"""No value of an expression may lie outside ±LIMIT."""

Form = Literal[
    "slot",
    "item",
    "derived",
    "done",
    "deals",
    "deal_left",
    "hand",
    "suspended",
    "number",
    "runs",
    "left",
]


@dataclass(frozen=True, slots=True)
class Name:
    """A whole number of the position that deck text can read.

    Attributes:
        text: Its canonical form: `ministry.stock`, `shared.trust`, `party.union.posture`,
            `measure.licensing.in_force`, `game.round`.
        form: How it is read: an attribute of the state (`slot`), an element of one of its
            lists (`item`), a parameter of the rules (`number`), or computed (the rest).
        slot: The attribute or list.
        lo, hi: The range of its values; writes are clamped to it.
        index: The element, or -1.
        constant: The generated constant that names the index, such as `MINISTRY`; of a dial the
            table of small amounts by round.
        writable: Whether a statement may write it.
        title: What people read.
        good: The same in the middle of a line, of what can be paid or given.
        bound: For `done`: the stage that counts as done; for `left`: the item's own term, or 0.
        until: For `left`: the last round in which the item runs, or 0.
        is_seat: Whether it holds a seat, counted from 1, or nobody, 0.
        owner: The seat that alone sees it before the end; -1 if everybody does.
    """

    text: str
    form: Form
    slot: str
    lo: int
    hi: int
    index: int = -1
    constant: str = ""
    writable: bool = False
    title: str = ""
    bound: int = 0
    is_seat: bool = False
    owner: int = -1
    until: int = 0
    good: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """What everybody may know of the numbers that one seat alone sees.

    Attributes:
        seat: Whose numbers they are.
        slot: The attribute of the state: for each way they may stand a value of each number, and
            how much that way weighs.
        names: The numbers.
        start: The one way they stand at the start.
    """

    seat: int
    slot: str
    names: tuple[Name, ...]
    start: tuple[int, ...]
