"""Numbers as words: `two`, `thirty-four`, `a hundred and twenty-five`.

>>> spelled("Thirty-four points, then a hundred and twenty-five; one of them stays.")
[34, 125, 1]
"""

from __future__ import annotations

import re

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

WORDS = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
"""Each word and its number, 0 to 90."""

NUMBER = rf"\d+|{'|'.join(WORDS)}"
"""A number in digits or as one word, to be part of a pattern."""

SPAN = "(?:(?:round|turn|quarter|year|season|month|week|day)s?)"
"""What decks call their rounds, to be part of a pattern; goods may be counted in weeks as well."""

MOST_DIGITS = 15
"""So many of a number are read: longer ones are no number of any deck, and take long to read."""


def number_of(said: str) -> int:
    """The number that digits or one word stand for, as `NUMBER` finds them in any case.

    A letter that is another in small letters, such as `ı` in `sıx`, makes it none: 0.

    >>> number_of("12"), number_of("Ninety"), number_of("sıx")
    (12, 90, 0)
    """
    return int(said[:MOST_DIGITS]) if said[0].isdigit() else WORDS.get(said.lower(), 0)


_SMALL = rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_UNITS[1:10])})|{'|'.join(WORDS)})"
_SPELLED = re.compile(
    rf"\b(?:(?P<hundreds>an?|{'|'.join(_UNITS[1:10])}) hundred(?: and (?P<rest>{_SMALL}))?"
    rf"|(?P<small>{_SMALL}))\b"
)


def spelled(text: str) -> list[int]:
    """The numbers that a text has in words, in their order; up to 999."""
    return [_value(match) for match in _SPELLED.finditer(text.lower())]


def _value(match: re.Match[str]) -> int:
    if match["small"]:
        return _small(match["small"])
    hundreds = WORDS.get(match["hundreds"], 1)
    return 100 * hundreds + (_small(match["rest"]) if match["rest"] else 0)


def _small(words: str) -> int:
    return sum(WORDS[word] for word in re.split("[- ]", words))
