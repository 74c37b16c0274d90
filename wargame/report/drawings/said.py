"""What is said in a picture: numbers, and as much of a name as there is room for."""

from __future__ import annotations

from wargame.table.reports.charts import Dot
from wargame.table.words.gate import clip, width, wrap

LETTER = 6.6
"""The width of a letter, about."""


def told_number(value: float) -> str:
    """A number as it is shown: to one place, whole ones without.

    >>> told_number(2.0), told_number(-0.04), told_number(0.25)
    ('2', '0', '0.25')
    """
    if abs(value) < 1 and value and abs(value) >= 0.05:
        return f"{value:.2f}".rstrip("0")
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def told_dot(dot: Dot) -> str:
    """A number with its name, and its interval if it has one."""
    value = told_number(dot.value)
    if dot.is_bare or dot.is_way:
        return f"{dot.label} {value}"
    return f"{dot.label} {value} ({told_number(dot.low)} to {told_number(dot.high)})"


def fitting(words: str, room: float) -> str:
    """As much of some words as fits; whose something is stays, where it stands last.

    >>> fitting("Need met without the rival (North)", 26 * LETTER), fitting("龍龍龍", 5 * LETTER)
    ('Need met without… (North)', '龍龍…')
    """
    most = int(room / LETTER)
    stem, sign, whose = words.rpartition(" (")
    if width(words) <= most:
        return words
    end = f"{sign}{whose}" if stem and width(whose) < most // 2 else ""
    return f"{clip(words.removesuffix(end), most - width(end))}{end}"


def on_two_lines(words: str, room: float) -> tuple[str, ...]:
    """The same on one line, or on two where one is too short.

    >>> on_two_lines("Provinces and hard-liners: Anger", 26 * LETTER)
    ('Provinces and hard-liners:', 'Anger')
    """
    first, *rest = wrap(words, int(room / LETTER)) or ("",)
    return (first, fitting(" ".join(rest), room)) if rest else (first,)
