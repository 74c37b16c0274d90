"""Which characters a deck may hold, and what a file that is no deck looks like.

Text of a deck ends on terminals, in reports and in prompts. A control character could drive
the terminal; a bidirectional or invisible one could make text read other than it acts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from wargame.content.limits import MAX_COMBINING

_KINDS = (
    ("lone surrogate", "\ud800-\udfff"),
    ("text-direction character", "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"),
    ("tag character", "\U000e0000-\U000e007f"),
    ("line separator", "\u2028\u2029"),
    ("joining character", "\u200c\u200d"),
    ("invisible character", "\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"),
    ("control character", "\x00-\x09\x0b-\x1f\x7f-\x9f"),
)

_FORBIDDEN = re.compile(f"[{''.join(ranges for _, ranges in _KINDS)}]")
_KIND_PATTERNS = [(kind, re.compile(f"[{ranges}]")) for kind, ranges in _KINDS]
_BEYOND_ASCII = re.compile(f"[^\x00-\x7f]{{{MAX_COMBINING + 1},}}")

Forbidden = tuple[int, str]
"""An offset into a text, and what is wrong there."""


def find_forbidden(text: str) -> Iterator[Forbidden]:
    r"""Yield each character that no deck may hold, with its offset.

    Line feeds are fine and tabs are not: a tab is as wide as the terminal likes.

    >>> list(find_forbidden("a\x1bb"))
    [(1, 'control character U+001B is not allowed')]
    """
    for match in _FORBIDDEN.finditer(text):
        char = match.group()
        yield match.start(), f"{_kind(char)} U+{ord(char):04X} is not allowed"
    yield from _find_piles(text)


def _kind(char: str) -> str:
    return next(kind for kind, pattern in _KIND_PATTERNS if pattern.match(char))


def _find_piles(text: str) -> Iterator[Forbidden]:
    """Letters under so many combining marks that they would cover their neighbours."""
    if text.isascii():
        return
    for run in _BEYOND_ASCII.finditer(text):
        height = 0
        for offset, char in enumerate(run.group(), run.start()):
            height = height + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
            if height == MAX_COMBINING + 1:
                yield offset, f"more than {MAX_COMBINING} combining marks on one letter"


_MAGIC = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
    (b"\xff\xfe\x00\x00", "UTF-32 text"),
    (b"\x00\x00\xfe\xff", "UTF-32 text"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
)


def guess_bytes(data: bytes) -> str:
    """What a file that is not UTF-8 text seems to be, or ""."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    start = data[:2000]
    if start.count(0) * 4 >= len(start) > 0:
        return "UTF-16 text or a binary file"
    return ""


_MARKUP = (
    ("<!doctype html", "an HTML page"),
    ("<html", "an HTML page"),
    ("<?xml", "an XML document"),
    ("<", "an HTML or XML document"),
    ("{\\rtf", "an RTF document"),
)


def guess_markup(text: str) -> str:
    """What a text that opens like another format seems to be, or ""."""
    start = text[:200].lstrip().lower()
    if start.startswith("<<<<<<<"):
        return ""
    return next((name for opening, name in _MARKUP if start.startswith(opening)), "")


_YAML_LINE = re.compile(r"\s*[-#\[{&*!|>'%]|.*:( |$)")


def is_table(text: str) -> bool:
    """Whether the first lines look like comma-, semicolon- or tab-separated values."""
    lines = [line for line in text[:4000].split("\n") if line.strip()][:3]
    if len(lines) < 2 or _YAML_LINE.match(lines[0]):
        return False
    return any(
        lines[0].count(mark) >= 1 and len({line.count(mark) for line in lines}) == 1
        for mark in (",", ";", "\t")
    )
