"""Among whom a text says that is chosen: of which group of parties, and whose measures.

Told only where the text names another group or side, and never the one that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from wargame.rules import ir
from wargame.rules.lint.counts_said import OPEN
from wargame.rules.lint.stems import stem, stems_of

_CHOSEN = re.compile(
    r"\b(?:an?|any|one of|each of|over|among|between|which|another|some|up to (?:\d+|\w+)(?: of)?)"
    r" (?:of )?(?:the )?(?P<group>[a-z]{3,})",
    re.IGNORECASE,
)
_SUSPENDS = re.compile(
    r"\b(?:suspend|paus)\w* (?P<whose>[^.,;:]*?)(?= (?:for|that|which|who|to)\b|[.,;:]|$)",
    re.IGNORECASE,
)


def chosen_otherwise(
    text: str, block: ir.Block, groups: Mapping[str, Sequence[str]], called: Mapping[str, str]
) -> Iterator[str]:
    """A group of parties that a text says is chosen from, where that is another.

    Args:
        groups: The parties of each group.
        called: What each party is called.
    """
    asked = [stmt for stmt in ir.walk(block) if isinstance(stmt, ir.Ask) and stmt.targets]
    among = [_group(ask, groups) for ask in asked]
    if not among or not all(among):
        return
    heard = stems_of(text)
    meant = [*among, *(called[one] for group in among for one in groups[group])]
    if any(each in heard for name in meant for each in stems_of(name.replace("_", " "))):
        return
    others = {each: group for group in groups for each in _stems(group) if group not in among}
    for match in _CHOSEN.finditer(text):
        if stem(match["group"].lower()) in others:
            yield f"'{match[0]}' is said, and the choice is of {' and '.join(dict.fromkeys(among))}"
            return


def owned_otherwise(
    text: str, block: ir.Block, measures: Sequence[str], owner: Callable[[str], str]
) -> Iterator[str]:
    """Whose measures a text says may be suspended, where those of the other side alone may.

    Args:
        measures: The seat of each.
        owner: The seat that words name, or "" for none or several.
    """
    paused = [
        measures[call.of[1]]
        for ask in ir.walk(block)
        if isinstance(ask, ir.Ask) and ask.targets
        for call in ir.walk((ask,))
        if isinstance(call, ir.Call) and call.function == "suspend_measure"
    ]
    for match in _SUSPENDS.finditer(text) if paused else ():
        said = owner(match["whose"])
        if said and all(seat != said for seat in paused):
            yield f"'{match[0]}' is said, and it happens to the other side"


def _group(ask: ir.Ask, groups: Mapping[str, Sequence[str]]) -> str:
    """The group whose members are chosen from; "" where they are no such group."""
    members = [option.id for option in ask.members]
    return next((group for group, them in groups.items() if list(them) == members), "")


def _stems(group: str) -> list[str]:
    """The words that a group is called by, as one and as several."""
    return list(stems_of(f"{group} {group.removesuffix('ies')}y".replace("_", " ")))


def opened_otherwise(
    text: str, block: ir.Block, seats: Sequence[str], owner: Callable[[str], str]
) -> Iterator[str]:
    """Whose private number a text says is laid open, where that is the other side's: not who looks
    at it, or for whom."""
    names = [one.name for one in ir.walk(block) if isinstance(one, ir.Reveal)]
    opened, titles = (
        [seats[one.owner] for one in names],
        "|".join(re.escape(n.title) for n in names),
    )
    whose = re.compile(rf"\b(your|(?:\S+ ){{0,2}}\S+(?:'s|s')) (?:{titles})\b", re.IGNORECASE)
    for clause in re.split(r"[.;:]", text) if opened else ():
        found = whose.search(clause) if OPEN.search(clause) else None
        said = owner(found[1]) if found else ""
        if said and said not in opened:
            yield f"'{clause.strip()}' is said, and it happens to the other side"
