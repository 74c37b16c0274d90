"""What an unquoted word means: text, a whole number, true or false, or a refusal.

General YAML reads `NO` as false, `1:30` as ninety and `1.10` as 1.1. An author who writes such
a word meant one of two things and we cannot know which, so we ask for quotes.
"""

from __future__ import annotations

import re

from wargame.content.limits import NUMBER_LIMIT

_TRUTH = {"true": True, "false": False}

_WORDS = frozenset(
    form
    for word in ("yes", "no", "on", "off", "null", "true", "false")
    for form in (word, word.capitalize(), word.upper())
) - frozenset(_TRUTH)

_SIGNS = frozenset(("", "~", "=", "<<"))

_WHOLE = re.compile(r"0|-?[1-9][0-9]*")

_SMALL = re.compile(r"[1-9][0-9]{0,2}")

_DIGITS = re.compile(r"[-+]?[0-9][0-9_,]*|[-+]?0[xob][0-9a-f_]*", re.IGNORECASE)

_NOT_FINITE = re.compile(r"[-+]?\.?(inf|nan|infinity)", re.IGNORECASE)

_NUMBER_LIKE = re.compile(
    r"""[-+]?( [0-9][0-9_,]*                              # 010, 1_000, +5, -0
             | 0[xob][0-9a-f_]*                           # 0x1F, 0o17
             | ([0-9][0-9_]*)?\.[0-9_]*(e[-+]?[0-9]+)?    # 1.10, .5, 5., 1.0e+999
             | [0-9][0-9_]*e[-+]?[0-9]+                   # 1e5
             | [0-9][0-9_]*(:[0-9]{1,2})+(\.[0-9_]*)? )   # 1:30
      | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?          # 2024-01-01""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

_PART = re.compile(r"0?\.(\d{1,2})")
"""A part of one, as a chance is written elsewhere."""

_AS_TEXT = "If it is text, put it in quotes"
"""What to do about a word that may be text."""

_LONG = len(str(NUMBER_LIMIT)) + 4
"""A run of digits longer than this is out of range however it is read."""


class NotPlain(Exception):
    """An unquoted word with more than one reading; `what` and `remedy` are for its author."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def read_plain(word: str) -> str | int:
    """Give the meaning of an unquoted word.

    Raises:
        NotPlain: It could be read in two ways, or is a number outside the limits.

    >>> [read_plain(word) for word in ("12", "-3", "true", "my.trust += 1")]
    [12, -3, True, 'my.trust += 1']
    """
    if word in _TRUTH:
        return _TRUTH[word]
    if word in _WORDS or word in _SIGNS:
        raise _refusal_of_word(word)
    if word[0] in "0123456789+-." and _looks_like_number(word):
        return _read_number(word)
    return word


def looks_like_value(word: str) -> bool:
    """Whether an unquoted key would be a number, true or false to other programs.

    A small whole number, such as a round's, is the same text to everybody.
    """
    if _SMALL.fullmatch(word):
        return False
    return word in _TRUTH or (word[:1] in "0123456789+-." and _looks_like_number(word))


def _looks_like_number(word: str) -> bool:
    if word in ("-", "+", "."):
        return False
    return bool(_NUMBER_LIKE.fullmatch(word) or _NOT_FINITE.fullmatch(word))


def _read_number(word: str) -> int:
    if _NOT_FINITE.fullmatch(word) or _overflows(word):
        raise NotPlain(f"{_quoted(word)} is not a finite number", "Write a whole number.")
    if _DIGITS.fullmatch(word) and len(word) > _LONG:
        raise _out_of_range()
    if not _WHOLE.fullmatch(word):
        raise NotPlain(f"ambiguous value {_quoted(word)}", _number_remedy(word))
    number = int(word)
    if abs(number) > NUMBER_LIMIT:
        raise _out_of_range()
    return number


def _overflows(word: str) -> bool:
    if "." not in word and "e" not in word.lower():
        return False
    try:
        return float(word.replace("_", "")) in (float("inf"), float("-inf"))
    except ValueError:
        return False


def _out_of_range() -> NotPlain:
    what = f"number out of range -{NUMBER_LIMIT}..{NUMBER_LIMIT}"
    return NotPlain(what, "Choose a coarser unit.")


def _number_remedy(word: str) -> str:
    if part := _PART.fullmatch(word):
        percent = int(part[1].ljust(2, "0"))
        return f"{_AS_TEXT}; numbers are whole numbers only, and in percent it is {percent}."
    if "." in word or "e" in word.lower():
        return f"{_AS_TEXT}; numbers are whole numbers only."
    return f"{_AS_TEXT}; a number is written in plain digits, such as 1000."


def _refusal_of_word(word: str) -> NotPlain:
    if word in ("", "~") or word.lower() == "null":
        remedy = (
            "Write a value, or leave it out. Text that begins with '{', or that has a comma "
            "between { }, goes in quotes."
        )
        if word:
            return NotPlain(f"ambiguous value {_quoted(word)}", f"{_AS_TEXT}; else leave it out.")
        return NotPlain("empty value", remedy)
    if word.lower() in _TRUTH:
        remedy = f"; a switch is written {word.lower()}, in small letters."
    else:
        remedy = "; for a switch write true or false." if word.isalpha() else "."
    return NotPlain(f"ambiguous value {_quoted(word)}", f"{_AS_TEXT}{remedy}")


def _quoted(word: str) -> str:
    return f"'{word if len(word) <= 40 else word[:40] + '…'}'"
