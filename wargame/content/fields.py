"""What is known of a deck's fields without their models: which act, are kept or quote numbers."""

from __future__ import annotations

import re
from typing import Literal, get_args

INERT_NOUNS = (
    "about",
    "language",
    "minutes",
    "board",
    "variants",
    "briefs",
    "debrief",
    "delegations",
    "formats",
    "quiz",
    "lessons",
    "puzzles",
    "campaigns",
    "claims",
    "roles",
    "assumptions",
    "odd",
    "sources",
    "examples",
)
"""Fields of a deck that never act: changing them leaves `rules_hash` alone."""

READERS_NOUNS = ("roles", "lessons", "puzzles", "campaigns", "delegations", "formats", "quiz")
"""Fields that only tell others how to read a deck's games: no save and no hash holds them."""

UNQUOTED = ("variants", "examples", "numbers", "dials")
"""Fields of a deck in which nothing is filled in."""

QUOTE = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")
"""A number quoted in a text, such as `{bite}`."""

Quoted = tuple[str, int]
"""A noun with quotes in it: the deck's field, and its place there; -1 for a field that is one."""

ForesightLevel = Literal["learner", "apprentice", "regular", "expert", "master"]
"""How far somebody looks ahead, from hardly at all to as far as the program can."""

FORESIGHTS: tuple[ForesightLevel, ...] = get_args(ForesightLevel)


_OTHER_ACTS = {
    "discard": "burn",
    "capital": "burn",
    "sell": "burn",
    "event": "headline",
    "raise": "tighten",
    "increase": "tighten",
    "impose": "tighten",
    "lower": "ease",
    "reduce": "ease",
    "relax": "ease",
    "suspend": "pause",
    "end": "lift",
    "repeal": "lift",
    "withdraw": "lift",
    "build": "fund",
    "advance": "fund",
    "use": "act",
    "accept": "sign",
    "agree": "sign",
    "prolong": "extend",
    "break": "breach",
    "skip": "pass",
}


def meant_act(word: str) -> str:
    """The act that authors write by another word, such as `raises`; "" for none."""
    low = word.lower()
    return _OTHER_ACTS.get(low) or _OTHER_ACTS.get(low.removesuffix("s"), "")


def empty_group(group: str) -> tuple[str, str]:
    """What is said of a group that the language knows, and that this deck has nobody in."""
    whose, _, noun = group.rpartition(".")
    what = f"the group '{group}' is empty"
    if whose:
        return what, f"No {noun.removesuffix('s')} has that seat."
    return what, f"This deck has no {noun}: they are written in {noun}.yaml, beside deck.yaml."
