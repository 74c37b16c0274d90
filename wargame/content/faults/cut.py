"""Texts for people that a ' # ' has probably cut off: what follows it is a comment, as YAML has it.

A comment behind a text is sound YAML, so this is advice, and given only where the text itself looks
cut: it ends within a sentence, or a number follows, as in `Turbine # 5`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wargame.content.yaml.marks import Places
from wargame.errors import Fault

_SENTENCES = ("text", "about", "aim", "learned", "rule")
"""Fields that hold whole sentences."""

_NAMES = ("title", "short")
"""Fields that hold names, which end without a sign."""

_BEHIND_KEY = re.compile(r" *(?:- +)*\w+: +")
"""What stands before a text without quotes, on the line of its field."""

_COMMENT = re.compile(r"(?<=\S) +# +(?=\S)")

_ENDED = (".", "!", "?", "…", ":", ")", '"', "'")


def cut_texts(places: Places) -> Iterator[Fault]:
    """Advice on each such text, where its comment begins."""
    for path, (source, line, column) in places.items():
        key = path[-1] if path else ""
        text = source.lines[line] if line < len(source.lines) else ""
        if key not in (*_SENTENCES, *_NAMES) or "#" not in text:
            continue
        found = _COMMENT.search(text, column)
        if not found or not _BEHIND_KEY.fullmatch(text[:column]):
            continue
        is_open = key in _SENTENCES and not text[: found.start()].endswith(_ENDED)
        if is_open or text[found.end()].isdigit():
            what = "' # ' makes a comment of the rest of this text"
            remedy = "If it belongs to the text, put the whole text in quotes."
            mark = source.mark(line, text.index("#", found.start()))
            yield Fault(what, remedy, mark, lint=True)
