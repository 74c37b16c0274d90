"""Titles in the place of ids, where what is counted for programs is told to people."""

from __future__ import annotations

import re
from collections.abc import Callable

from wargame.content.model import Deck
from wargame.content.paths import SINGULAR
from wargame.table.words.titles import Titles

SPOKEN = (
    *("act", "announced", "by", "cycles", "deal", "dispute", "done", "due", "end", "for", "force"),
    *("gives", "in", "kept", "left", "levels", "need", "of", "peak", "percent", "reached", "round"),
    *("running", "settled", "shuffles", "stage", "then", "to", "trade"),
)
"""Words that counts are told with, which are no ids there."""

CAUSES = ("cards", "measures", "projects", "actions", "rules", "injects", "reviews", "fronts")
"""What changes numbers, and is named by its noun."""


def by_title(deck: Deck, titles: Titles) -> Callable[[str], str]:
    """What puts titles in the place of ids: of what a noun stands before, of numbers, and of
    measures, projects, deal items and seats by themselves."""
    named = {f"deal item {one}": title for one, title in titles.items.items()}
    for nouns in CAUSES:
        named |= {f"{SINGULAR[nouns]} {one.id}": one.title for one in getattr(deck, nouns)}
    bare = {**titles.items, **titles.projects, **titles.measures, **titles.seats}
    word = re.compile(
        rf"\b(?:({'|'.join(sorted({one.rpartition(' ')[0] for one in named}))}) )?"
        r"([a-z]\w*(?:\.[a-z]\w*)*)",
        re.ASCII,
    )

    def called(match: re.Match[str]) -> str:
        if match[1]:
            return named.get(match[0], match[0])
        name = match[2]
        if "." in name:
            return titles.number(name) if titles.title(name) != name else name
        return name if name in SPOKEN else bare.get(name, name)

    return lambda text: word.sub(called, text)
