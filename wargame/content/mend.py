"""A faulty deck without what is wrong with it, so that the rest can be looked at too.

A misspelt field of one card must not hide an unknown name in a rule. What cannot be read is left
out: the field, else the thing it belongs to. What was left out is remembered as `Lost`, because
others will miss it, and that is no fault of theirs.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Any

from pydantic import ValidationError

from wargame.content.faults.finding import Finding
from wargame.content.model import Deck
from wargame.content.paths import SINGULAR, identity, named_parts, step
from wargame.content.variants import without
from wargame.content.yaml.marks import Located
from wargame.dataclass import dataclass
from wargame.errors import DeckPath, Fault

ROUNDS = 12
"""Times something is left out; what is wrong deep inside takes one for each step outwards."""

STAND_INS: dict[str, Any] = {
    "id": "deck",
    "title": "Deck",
    "about": "A deck.",
    "version": "1.0",
    "rounds": {"max": 200},
    "endings": [{"id": "end", "title": "The end"}],
}
"""What stands for a part that every deck has, where it cannot be read."""

RANGED = ("tracks", "seats", "measures", "projects", "parties", "numbers", "rounds", "deals")
"""Nouns that say how large other numbers can be."""

TELLS_OF_RANGES = ("X07", "X08", "X13", "X24", "R05", "R09", "R17", "R35", "R58", "B01")
ACTED_ON = ("measures", "cards", "projects", "actions", "items")

INSIDE = {"deals": ("items", "packages")}

MADE_BY = {
    "action": ("actions",),
    "buried": ("cards_rule",),
    "card": ("cards",),
    "deal": ("items",),
    "docket": ("docket", "fronts"),
    "era": ("eras",),
    "front": ("fronts",),
    "judged": ("fronts",),
    "measure": ("measures",),
    "measures": ("measures",),
    "number": ("numbers",),
    "passed": ("turn",),
    "project": ("projects",),
    "projects": ("projects",),
    "thing": ACTED_ON,
}
"""Words that are names, or groups, only where there are such nouns."""

MISSES = {
    "R20": ("endings",),
    "R21": ("endings",),
    "R36": ("contest",),
    "R38": ("fronts",),
    "R39": ("contest",),
    "R40": ("contest",),
    "R63": ("items",),
    "R65": ACTED_ON,
    "R66": ACTED_ON,
    "R85": ("cards_rule",),
    "R203": ("tracks",),
    "R211": ("tracks",),
    "X31": ("tracks",),
}
"""Faults that come of it when something of another noun could not be read."""

PLURAL = {singular: plural for plural, singular in SINGULAR.items()} | {"group": "parties"}


@dataclass(slots=True)
class Lost:
    """What could not be read.

    Attributes:
        nouns: Ids of the elements that are gone, by their noun; None for all of a noun.
        items: Things that were read in part, such as `card mediation`.
    """

    nouns: dict[str, list[str] | None] = field(default_factory=dict)
    items: dict[str, bool] = field(default_factory=dict)

    def whole(self, noun: str) -> None:
        """Note that nothing is known of a noun, nor of what stands in it."""
        for name in (noun, *INSIDE.get(noun, ())):
            self.nouns[name] = None

    def one(self, noun: str, name: str) -> None:
        """Note that an element is gone; one without a name may be any."""
        known = self.nouns.setdefault(noun, [])
        if not name:
            self.nouns[noun] = None
        elif known is not None:
            known.append(name)

    def hides(self, fault: Fault) -> bool:
        """Whether a fault of the rules may come from what is missing, and is not told."""
        if fault.code.startswith("V") and self.nouns:
            return True
        if fault.unknown is not None:
            if fault.unknown.noun == "tag":
                return "cards" in self.nouns
            return any(self._misses(noun, fault.unknown.word) for noun in _nouns_of(fault))
        if fault.code in TELLS_OF_RANGES and (self.nouns or self._touches(RANGED)):
            return True
        missed = MISSES.get(fault.code, ())
        if any(noun in self.nouns for noun in missed) or self._touches(missed):
            return True
        return fault.item in self.items and not fault.code.startswith(("N", "X"))

    def _misses(self, noun: str, word: str) -> bool:
        known = self.nouns.get(noun, [])
        return known is None or word in known

    def _touches(self, nouns: Iterable[str]) -> bool:
        kinds = [SINGULAR.get(noun, noun) for noun in nouns]
        return any(item.startswith(tuple(kinds)) for item in self.items)


def _nouns_of(fault: Fault) -> Iterator[str]:
    assert fault.unknown is not None
    yield PLURAL.get(fault.unknown.noun, fault.unknown.noun)
    if fault.unknown.noun == "track":
        yield from ("seats", "parties", "tracks")
    yield from MADE_BY.get(fault.unknown.noun, ())
    yield from MADE_BY.get(fault.unknown.word.rpartition(".")[2], ())
    if fault.unknown.noun == "seat":
        yield "parties"  # whose a track is may be a group


def mend(deck: Located, failed: Iterable[str]) -> tuple[Located, Deck, Lost] | None:
    """The deck without what is wrong with its shape; None if too little is left of it.

    Args:
        deck: As it was read; left as it is.
        failed: Nouns with a file that could not be read.
    """
    lost = Lost()
    for noun in failed:
        lost.whole(noun)
    deck = Located(copy.deepcopy(deck.tree), deck.values, deck.keys)
    for _ in range(ROUNDS):
        try:
            return deck, Deck.model_validate(deck.tree), lost
        except ValidationError as error:
            deck = _less(deck, error, lost)
    return None


def _less(deck: Located, error: ValidationError, lost: Lost) -> Located:
    """The deck without the parts that an error names."""
    findings = [Finding(found, deck, False) for found in error.errors(include_url=False)]
    for path in _outermost(filter(None, (_gone(deck.tree, finding) for finding in findings))):
        _note(deck.tree, path, lost)
        deck = without(deck, path)
    for finding in findings:
        name = str(finding.path[0]) if len(finding.path) == 1 else ""
        if finding.details["type"] == "missing" and name in STAND_INS:
            deck.tree[name] = copy.deepcopy(STAND_INS[name])
            lost.whole(name)
    return deck


def _gone(tree: Any, finding: Finding) -> DeckPath:
    """What has to go, so that a finding is none any more."""
    path = finding.path[:-1] if finding.details["type"] == "missing" else finding.path
    while path and _at(tree, path[:-1], path[-1]) is None:
        path = path[:-1]
    return path


def _at(tree: Any, path: DeckPath, key: str | int) -> Any:
    for inner in path:
        tree = step(tree, inner)
    return step(tree, key)


def _outermost(paths: Iterable[DeckPath]) -> list[DeckPath]:
    """The paths that lie in no other, the last elements of a list first."""
    kept = dict.fromkeys(paths)
    outer = [path for path in kept if not any(path[:n] in kept for n in range(1, len(path)))]
    return sorted(outer, key=lambda path: [(isinstance(k, str), k) for k in path], reverse=True)


def _note(tree: Any, path: DeckPath, lost: Lost) -> None:
    """Remember what is left out."""
    if len(path) == 1:
        lost.whole(str(path[0]))
        return
    kind, name, depth = next(iter(named_parts(tree, path)), (str(path[0]), "", 0))
    if depth == len(path):
        lost.one(str(path[depth - 2]), identity(_at(tree, path[:-1], path[-1])))
    else:
        lost.items[f"{kind} {name}".rstrip()] = True
