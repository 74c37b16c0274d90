"""Texts for people that a ' # ' has probably cut off: what follows it is a comment, as YAML has it.

A comment behind a text is sound YAML, so this is advice, and given only where the text itself looks
cut (it ends within a sentence, or in `the` or `of`; a number follows, as in `Turbine # 5`) or where
the comment reads as the rest of it, behind one space: a sentence with a number, `# Trust +6.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wargame.content.yaml.marks import FileText, Places
from wargame.errors import Fault

_SENTENCES = (
    *("text", "about", "aim", "learned", "rule", "hint", "why", "ask", "brief", "background"),
    *("seminar", "purpose", "scales", "interests", "constraints", "private"),
)
"""Fields that hold whole sentences, or lists of them."""

_NAMES = ("title", "short")
"""Fields that hold names, which end without a sign."""

_LISTED = ("interests", "constraints", "private")
"""Fields whose entries may be phrases, and end as names do."""

_BEHIND_KEY = re.compile(r"(?P<indent> *)(?:- +)*(?:\w+: +|(?<=- ))")
"""What stands before a text without quotes, on the line of its field or of its entry in a list."""

_BLOCK = re.compile(r"(?:^|[ :-])[|>][-+\d]*\s*(?:#.*)?$")
"""What stands above a text that has no comments: `text: >`."""

_COMMENT = re.compile(r"(?<=\S) +# +(?=\S)|^ *# +(?=\S)")

_ENDED = (".", "!", "?", "…", ":", ")", '"', "'")

_GOES_ON = re.compile(r"\b(the|an?|of|and|or|to|for|with|in|on|by|at|no|nr|number)$", re.IGNORECASE)

_SENTENCE = re.compile(r"[A-Z+-].*(\d|\{\w+\}).*[.!?]$")
"""A comment that reads as a further sentence of a text."""

_OPENERS = ("", "'", '"', "|", ">", "[", "{")
"""What a value begins with that is not a text without quotes."""


def cut_texts(places: Places) -> Iterator[Fault]:
    """Advice on each such text, where its comment begins."""
    for path, (source, line, column) in places.items():
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        is_in_list = bool(path) and path[-1] != key
        if key in (_LISTED if is_in_list else (*_SENTENCES, *_NAMES)):
            at = _cut(source, line, column, is_whole=key in _SENTENCES and key not in _LISTED)
            if at is not None:
                what = "' # ' makes a comment of the rest of this text"
                remedy = "If it belongs to the text, put the whole text in quotes."
                yield Fault(what, remedy, source.mark(*at), lint=True)


def _cut(source: FileText, line: int, column: int, *, is_whole: bool) -> tuple[int, int] | None:
    """Where a comment ends a text that goes on behind it; None if none does.

    Args:
        is_whole: The text consists of whole sentences.
    """
    first = source.lines[line] if line < len(source.lines) else ""
    begun = _BEHIND_KEY.fullmatch(first[:column])
    deep = len(begun["indent"]) if begun else column - 1
    is_plain = first[column : column + 1] not in _OPENERS
    if not (begun or first[:column].isspace()) or not is_plain:
        return None
    above = next((one for one in reversed(source.lines[:line]) if one.strip()), "")
    if not begun and _BLOCK.search(above):
        return None
    for here in range(line, len(source.lines)):
        text = source.lines[here]
        if here > line and len(text) - len(text.lstrip()) <= deep:
            return None
        found = _COMMENT.search(text, column if here == line else 0)
        if found:
            is_cut = _is_cut(text, found, is_whole=is_whole)
            return (here, text.index("#", found.start())) if is_cut else None
    return None


def _is_cut(text: str, comment: re.Match[str], *, is_whole: bool) -> bool:
    """Whether a comment stands where the text before it is not over, or reads on as that text."""
    said, rest = text[: comment.start()], text[comment.end() :].strip()
    is_open = (is_whole and not said.endswith(_ENDED)) or _GOES_ON.search(said)
    is_near = not comment[0].startswith("  ")  # by custom two spaces stand before a comment
    reads_on = is_near and (rest[0].isdigit() or _SENTENCE.match(rest))
    return bool(said.strip() and (is_open or reads_on))
