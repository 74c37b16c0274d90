"""A number of things in words, and a number with its unit: the one place that makes a plural."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "card"), counted(2, "card"), counted(0, "match point")
    ('1 card', '2 cards', '0 match points')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def with_unit(number: int, unit: str, said: str = "") -> str:
    """A number with its unit, which a deck names for many.

    Args:
        said: The number as people read it, if that is not its figures.

    >>> with_unit(1, "weeks"), with_unit(-1, "weeks"), with_unit(4, "weeks"), with_unit(1, "%")
    ('1 week', '-1 week', '4 weeks', '1 %')
    >>> with_unit(1, ""), with_unit(1, "t"), with_unit(2, "weeks", "?")
    ('1', '1 t', '? weeks')
    """
    is_one = abs(number) == 1 and not said and unit.isalpha()
    word = unit.removesuffix("s") if is_one and not unit.endswith("ss") else unit
    return f"{said or number} {word}".strip()
