"""The numbers of a text, each with the words that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wargame.content.number_words import SPAN, WORDS
from wargame.dataclass import dataclass
from wargame.rules.lint.patterns import BETWEEN

_TOKEN = re.compile(
    r"(?<![\w.])(?P<sign>[+\u2212-])?(?P<number>\d{1,6})(?![\w.]*\d)"
    rf"|\b(?P<word>an?|{'|'.join(WORDS)})\b",
    re.IGNORECASE,
)

_MOVED = re.compile(
    r"\b((?<!give )(?<!gives )up|down|(rises?|falls?|drops?|angrier)( by)?|leans?"
    r"|spends?|pays?|lends?|(eases?|calms?|lowers?) [^,;:.]{1,40} by) $",
    re.IGNORECASE,
)
"""What says that the number after it is a change; which way is not read in words."""

_OWN = re.compile(r"^[\w' -]*,(?= )")
"""What a number that stands before says of itself: the `capital` of `2 capital, anger +2`."""

_THROWN = re.compile(r"\b(throws?|puts?|lays?) $", re.IGNORECASE)
"""What stands before cards that go away, and not before an amount."""

_LEADS = re.compile(r"(?:^|[,;:.(]|\b(?:and|or|but)) *$")
"""What stands before a number that begins a part of a sentence: `+2 grain and -3 calm`."""

_CUT = re.compile(
    r"\d|\b(?:and|or|but|if|when|while|where|with|as|at|by|for|from|in|on|to|up|an?|the)\b"
)
"""Where the words that such a number counts are over."""

_LASTS = re.compile(r"\b(?:for|in|within|after)(?: the next)? $", re.IGNORECASE)
_SPAN = re.compile(rf" (?:more )?{SPAN}\b", re.IGNORECASE)
"""What stands before and behind a number of rounds: `for 2 weeks more`."""

_BEHIND = re.compile(r" (away|capital)\b")
"""The same, after a number."""

_BOUND = re.compile(r" or (more|less|fewer)\b")
"""What follows a number that something is compared with: `-2 or less`."""


_ABOVE = re.compile(r"\b(above|below|under|over) [^,;:.]*$", re.IGNORECASE)
"""What stands before such a number."""


@dataclass(frozen=True, slots=True)
class SaidAmount:
    """A number in a text, with the words it is about.

    Attributes:
        about: The words from the sentence's start, and those up to the next sign of its clause.
        near: The words between the number before it and itself.
        behind: The words after it in its clause.
        is_article: It is `a` or `an`, which counts only what it stands beside.
        counted: The words right behind it, where it begins a part of its sentence with a sign.
    """

    sign: str
    number: int
    about: str
    near: str
    behind: str
    is_article: bool = False
    counted: str = ""

    @property
    def before(self) -> str:
        """The words from the sentence's start."""
        return self.about.removesuffix(f" {self.behind}")


def said_amounts(text: str) -> Iterator[SaidAmount]:
    """The numbers of a text; `half your x` and the like are no numbers."""
    for sentence in BETWEEN.split(text):
        before = 0
        for match in _TOKEN.finditer(sentence):
            sign = (match["sign"] or "").replace("\u2212", "-")
            behind = re.split(r"[,;:.]", sentence[match.end() :])[0]
            about = f"{sentence[: match.start()]} {behind}"
            is_bound = _BOUND.match(behind) or _ABOVE.search(sentence[: match.start()])
            sign = "" if is_bound else sign or _worded(sentence, match)
            number = (
                int(match["number"]) if match["number"] else WORDS.get(match["word"].lower(), 1)
            )
            near = sentence[before : match.start()]
            near = _OWN.sub("", near) if before and sign in ("+", "-") else near
            is_article = (match["word"] or "").lower() in ("a", "an")
            is_leading = match["sign"] and _LEADS.search(sentence[: match.start()])
            counted = _CUT.split(behind)[0] if is_leading else ""
            yield SaidAmount(sign, number, about, near, behind, is_article, counted)
            before = match.end() if match["number"] else before


def _worded(sentence: str, match: re.Match[str]) -> str:
    """The sign that words give a number: `one more plan`, `1 law fewer`, `duty down 1`."""
    before, after = sentence[: match.start()], sentence[match.end() :]
    is_moved = _MOVED.search(before) or (_BEHIND.match(after) and not _THROWN.search(before))
    if is_moved and match["number"]:
        return "~"
    clause = re.split(r"[,;:.]", sentence[match.end() :])[0]
    found = re.match(r"(?: [\w-]+){0,2}? (?<!or )(more|fewer)\b", clause)
    is_article = (match["word"] or "").lower() in ("a", "an")
    is_time = _LASTS.search(before) and _SPAN.match(clause)
    if not found or is_time or re.search("than|round|quarter", clause) or is_article:
        return ""
    return "+" if found[1] == "more" else "-"


def matched(fitting: Mapping[int, list[int]]) -> dict[int, int]:
    """A change of its own for each number, as far as they go round."""
    whose: dict[int, int] = {}

    def place(number: int, tried: dict[int, bool]) -> bool:
        for write in fitting[number]:
            if write not in tried:
                tried[write] = True
                if write not in whose or place(whose[write], tried):
                    whose[write] = number
                    return True
        return False

    for number in fitting:
        place(number, {})
    return {number: write for write, number in whose.items()}
