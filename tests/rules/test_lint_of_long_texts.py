"""Lints of words read a long text as fast as many short ones, whatever it says over and over."""

from __future__ import annotations

import importlib
import re

import pytest

from tests.effort import ratio
from wargame.rules.lint.signs import SIGNS

SHORTS = 10
"""Of so many short texts a long one is made."""

MOST_RATIO = 3
"""Of the long text to the short ones: 1, and `SHORTS` where it takes the square of the length."""

LETTERS = 60_000


def pattern(name: str) -> re.Pattern[str]:
    """A pattern of a lint by its module and name."""
    module, _, own = name.partition(".")
    found: re.Pattern[str] = getattr(importlib.import_module(f"wargame.rules.lint.{module}"), own)
    return found


PATTERNS = [
    *(("handled._LOOKS", one) for one in ("look ", "see ")),
    *(("counts_said._SUSPENDED", one) for one in ("pause ", "pause it for ")),
    *(("counts_said.OPEN", one) for one in ("lay ", "laid ")),
    *(("wording._THEIR", one) for one in ("your ", "your x and ")),
    *(("handled._SOON", one) for one in ("next ",)),
    *(("handled._ODDS_OF", one) for one in ("odds of 2 ",)),
    *(("turned._TWICE", one) for one in ("a.b + ", "a.b > 2 ")),
    *(("turned._BOUNDS", one) for one in ("clamp(", "clamp(a, 2, ")),
    *(("beside._RUN", one) for one in ("2, ", "eighty, +77, ")),
    *(("numbers._NAMED", one) for one in ("7.7.",)),
    *(("worked_out._BEHIND", one) for one in ("per 5 ",)),
]


@pytest.mark.parametrize(("name", "phrase"), PATTERNS)
def test_a_phrase_that_is_said_over_and_over_is_read_in_time(name: str, phrase: str) -> None:
    assert slowness(pattern(name), phrase) < MOST_RATIO


def test_signs_of_what_the_rules_do_are_looked_for_in_time() -> None:
    patterns = [one for sign in SIGNS for one in (sign.words, sign.sure) if one is not None]
    assert max(slowness(one, "from 3 x ") for one in patterns) < MOST_RATIO


def slowness(pattern: re.Pattern[str], phrase: str) -> float:
    """How many times as long a phrase said over and over takes as the same in short texts."""
    text = phrase * (LETTERS // len(phrase))
    short = phrase * (LETTERS // len(phrase) // SHORTS)

    def look(texts: list[str]) -> None:
        for one in texts:
            for _ in pattern.finditer(one):
                pass

    return ratio(lambda: look([text]), lambda: look([short] * SHORTS), times=3)
