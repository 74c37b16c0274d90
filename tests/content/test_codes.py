"""Fault codes: each sentence has one, and it stays."""

from __future__ import annotations

import pytest

from tests.content.sentences import sentences
from wargame.content.faults.codes import CODES, code_of

ELSEWHERE = (
    *("S", "F01", "F02", "F18", "F2", "F4", "F5", "F62", "F65", "F07", "F32", "F33"),
    *("D06", "D07", "D08", "V01"),
)
"""Codes whose sentences are put together in tables, which the source is not searched for."""


@pytest.mark.parametrize(("code", "sentence"), CODES.items(), ids=str)
def test_a_sentence_has_the_code_that_stands_for_it(code: str, sentence: str) -> None:
    assert code_of(sentence.replace("…", "7"), code.startswith("L")) == code


def test_every_sentence_in_the_source_has_a_code() -> None:
    """A new way to be wrong takes a new code: add a row to `content/faults/codes.py`."""
    without = {
        place: sentence
        for sentence, place in sentences().items()
        if not code_of(sentence.replace("…", "7")) and not code_of(sentence.replace("…", "7"), True)
    }
    assert without == {}


def test_every_code_is_said_somewhere() -> None:
    said = list(sentences())
    used = {code_of(s.replace("…", "7")) for s in said}
    used |= {code_of(s.replace("…", "7"), True) for s in said}
    assert [code for code in CODES if code not in used and not code.startswith(ELSEWHERE)] == []
