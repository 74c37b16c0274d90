"""Command lines, on systems whose shells read them in one way and in the other."""

from __future__ import annotations

import subprocess

import pytest

from wargame.content.shell import line_of, words_of

WORDS = (
    ["wargame", "resume", "evening"],
    ["--saves", r"C:\my saves\one"],
    ["it's", "a & b", "$HOME", "100%", ""],
    ["\\\\server\\share", "süd=ost"],
)


@pytest.mark.parametrize("windows", [False, True], ids=["elsewhere", "windows"])
@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_a_line_that_is_told_has_the_words_that_were_meant(words: list[str], windows: bool) -> None:
    assert words_of(line_of(words, windows), windows) == words


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_a_program_on_windows_hears_the_words_that_were_meant(words: list[str]) -> None:
    bare = subprocess.list2cmdline(words)
    assert line_of(words, windows=True).replace('"', "") == bare.replace('"', "")


def test_a_quote_without_its_other_is_no_line() -> None:
    for windows in (False, True):
        with pytest.raises(ValueError, match="No closing quotation"):
            words_of('python "one.py', windows)
