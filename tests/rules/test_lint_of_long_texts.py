"""Lints of words read a long text as fast as many short ones, whatever it says over and over."""

from __future__ import annotations

import importlib
import re
import time

import pytest

from wargame.rules.lint.signs import SIGNS

PATIENCE_S = 1.5
"""Generous: what takes the square of a text's length takes twice as long and more."""

LETTERS = 60_000


def pattern(name: str) -> re.Pattern[str]:
    """A pattern of a lint by its module and name."""
    module, _, own = name.partition(".")
    found: re.Pattern[str] = getattr(importlib.import_module(f"wargame.rules.lint.{module}"), own)
    return found


PATTERNS = [
    *(("handled._LOOKS", one) for one in ("look ", "see ")),
    *(("counts_said._SUSPENDED", one) for one in ("pause ", "pause it for ")),
    *(("counts_said._OPEN", one) for one in ("lay ", "laid ")),
    *(("beside._RUN", one) for one in ("2, ", "eighty, +77, ")),
    *(("numbers._NAMED", one) for one in ("7.7.",)),
    *(("worked_out._BEHIND", one) for one in ("per 5 ",)),
]


@pytest.mark.parametrize(("name", "phrase"), PATTERNS)
def test_a_phrase_that_is_said_over_and_over_is_read_in_time(name: str, phrase: str) -> None:
    assert seconds(pattern(name), phrase) < PATIENCE_S


def test_signs_of_what_the_rules_do_are_looked_for_in_time() -> None:
    patterns = [one for sign in SIGNS for one in (sign.words, sign.sure) if one is not None]
    assert max(seconds(one, "from 3 x ") for one in patterns) < PATIENCE_S


def seconds(pattern: re.Pattern[str], phrase: str) -> float:
    """How long it takes to look a pattern up in a phrase that is said over and over."""
    text = phrase * (LETTERS // len(phrase))
    started = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - started
