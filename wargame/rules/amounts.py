"""Amounts as people read them: a number of things, one with its unit, a chance in percent.

The one place that makes a plural, and that puts several things in a row.
"""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "card"), counted(2, "card"), counted(0, "match point"), counted(-1, "point")
    ('1 card', '2 cards', '0 match points', '-1 point')
    """
    return f"{number} {noun}" if abs(number) == 1 else f"{number} {noun}s"


def rounds(number: int) -> str:
    """A number of rounds.

    >>> rounds(1), rounds(2)
    ('1 round', '2 rounds')
    """
    return counted(number, "round")


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row; '' for none.

    >>> listed([]), listed(["salt"]), listed(["salt", "rope", "tar"])
    ('', 'salt', 'salt, rope and tar')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def times(count: int) -> str:
    """How often, in words: once, twice, 3 times."""
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def with_unit(number: int, unit: str, said: str = "") -> str:
    """A number with its unit, which a deck names for many.

    Args:
        said: The number as people read it, if that is not its figures.

    >>> with_unit(1, "weeks"), with_unit(-1, "weeks"), with_unit(4, "weeks"), with_unit(1, "%")
    ('1 week', '-1 week', '4 weeks', '1 %')
    >>> with_unit(1, ""), with_unit(1, "t"), with_unit(2, "weeks", "?")
    ('1', '1 t', '? weeks')

    A unit that begins with a number is how much one of it is.

    >>> with_unit(31, "0.1 pt"), with_unit(145, "x 10")
    ('31 x 0.1 pt', '145 x 10')
    """
    is_one = abs(number) == 1 and not said and unit.isalpha()
    word = unit.removesuffix("s") if is_one and not unit.endswith("ss") else unit
    times = "x " if unit[:1].isdecimal() else ""
    return f"{said or number} {times}{word}".strip()


def of_goods(amount: int | str, good: str) -> str:
    """So much of what is paid, whose name may be for many.

    >>> of_goods(1, "capital"), of_goods(2, "cases ready"), of_goods(1, "cases ready")
    ('1 capital', '2 cases ready', '1 of cases ready')
    """
    is_many = any(word.endswith("s") and not word.endswith("ss") for word in good.split())
    return f"{amount} of {good}" if is_many and str(amount) == "1" else f"{amount} {good}"


def percent(weight: int, total: int) -> int:
    """A chance as the nearest whole percent; what may happen or not has neither 0 nor 100.

    >>> percent(1, 2), percent(2, 3), percent(1, 6), percent(1, 400), percent(3, 3)
    (50, 67, 17, 1, 100)
    """
    nearest = (200 * weight + total) // (2 * total)
    return max(1, min(nearest, 99)) if 0 < weight < total else nearest
