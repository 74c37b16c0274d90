"""What stands behind the colon of a deck's name: variants, a table, and values laid over them.

`primer:no_deals+seminar+bite=2+leverage=1/2+fatigue=off` is the deck with variant `no_deals`, at a
table that names no winner, its number `bite` set to 2, its dial `leverage` at half, and its rule
`fatigue` left out. `handicap=3` lets the lead of a contest start at 3; `par.us=40` is what a side
of a seminar is measured against; `shared.tension=60` is where a number starts. Whatever names a
deck, a save too, is written so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from wargame.dataclass import dataclass
from wargame.errors import UsageError, visible

SIGN = "+"
"""What the parts of a stack stand behind."""

ON, OFF = "on", "off"

CONTEST, SEMINAR = TABLES = "contest", "seminar"
"""The two kinds of table: one names a winner, the other does not."""

HANDICAP = "handicap"
"""By what name the start of a contest is set."""

PAR = "par."
"""By what name, with a seat behind it, what that seat is measured against is set."""


AGENDA = "agenda."
"""By what name, with an agenda's id behind it, that agenda is left out."""

CHAPTER = "chapter"
"""By what name it is said which chapter of a campaign a game is: `chapter=long_game.2`."""


MOST_DIGITS = 19
"""Of any number that may be typed: seeds are below 2**63."""
ANY_NUMBER = 10**MOST_DIGITS

LONGEST_STACK = 8_000
"""Characters of what may stand behind a deck's colon."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Variants of a deck, the table, and the values laid over them, as they were typed."""

    variants: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    table: str = ""

    def __str__(self) -> str:
        given = (f"{name}={text}" for name, text in self.values.items())
        return SIGN.join((*filter(None, (self.plain, self.table)), *given))

    @property
    def plain(self) -> str:
        """The variants alone."""
        return SIGN.join(self.variants)


def whole_number(text: str, low: int, high: int) -> int | None:
    """The whole number from `low` to `high` that a text says; None if it says none of them.

    It has ASCII digits alone, and no sign but the minus of a number below 0: Python's `int` takes
    blanks, underscores and foreign digits too, and fails at 5,000 digits.

    >>> whole_number("12", 1, 20), whole_number("-3", -9, 9), whole_number("1_0", 1, 20)
    (12, -3, None)
    """
    digits = text.removeprefix("-") if low < 0 else text
    if not (digits.isascii() and digits.isdigit()) or len(digits) > MOST_DIGITS:
        return None
    number = int(text)
    return number if low <= number <= high else None


def number_within(name: str, text: str, low: int, high: int) -> int:
    """The whole number that a value was typed as.

    Raises:
        UsageError: It is none, or out of its range.
    """
    found = whole_number(text.strip(), -ANY_NUMBER, ANY_NUMBER)
    if found is None:
        raise UsageError(f"'{name}' is a whole number, and not '{visible(text[:40])}'.")
    if not low <= found <= high:
        raise UsageError(f"'{name}' may be {low} to {high}, and not {found}.")
    return found


def parse_stack(text: str) -> Stack:
    """Read what stands behind the colon of a deck's name.

    Raises:
        UsageError: A part is missing, something is named twice, or it is too long.

    >>> parse_stack("no_deals+bite=2")
    Stack(variants=('no_deals',), values={'bite': '2'}, table='')
    """
    if len(text) > LONGEST_STACK:
        raise UsageError(f"More than {LONGEST_STACK} characters stand behind the deck's colon.")
    variants: list[str] = []
    values: dict[str, str] = {}
    table = ""
    for part in text.split(SIGN) if text else ():
        name, sign, value = (word.strip() for word in part.partition("="))
        if not name or (sign and not value):
            raise UsageError(
                f"'{visible(text[:80])}' names no variant of a deck.\n"
                "    Write variants and values with + between them: no_deals+bite=2"
            )
        if name in (values if sign else variants):
            raise UsageError(f"'{visible(name[:60])}' is named twice in '{visible(text[:80])}'.")
        if sign:
            values[name] = value
        elif name in TABLES and table:
            raise UsageError(f"'{visible(text[:80])}' names two tables: {table} and {name}.")
        elif name in TABLES:
            table = name
        else:
            variants.append(name)
    return Stack(tuple(variants), values, table)


def laid_over(below: str, above: str) -> str:
    """One stack with another on top, such as an ablation over a variant.

    Raises:
        UsageError: Either cannot be read.

    >>> laid_over("no_deals+bite=2", "bite=3+leverage=0")
    'no_deals+bite=3+leverage=0'
    """
    one, other = parse_stack(below), parse_stack(above)
    more = tuple(name for name in other.variants if name not in one.variants)
    table = other.table or one.table
    return str(Stack((*one.variants, *more), {**one.values, **other.values}, table))


def typed_together(one: str, other: str) -> str:
    """One stack of two, which a person typed in two places: neither takes the place of the other.

    Raises:
        UsageError: Either cannot be read, or they say two things of one.

    >>> typed_together("no_deals", "bite=3")
    'no_deals+bite=3'
    """
    first, second = parse_stack(one), parse_stack(other)
    said = [("variants", first.plain, second.plain), ("tables", first.table, second.table)]
    said += [
        (f"values of '{name}'", first.values.get(name, ""), text)
        for name, text in second.values.items()
    ]
    for what, mine, others in said:
        if mine and others and mine != others:
            raise UsageError(
                f"two {visible(what)} were named: '{visible(mine)}' and '{visible(others)}'."
            )
    return laid_over(one, other)
