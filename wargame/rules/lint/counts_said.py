"""How many cards and members a text speaks of, how long, who chooses, and what is shown.

Told only where the text says one thing, and the rules do another of the same kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wargame.content.number_words import NUMBER, SPAN, number_of
from wargame.rules import ir
from wargame.rules.kernel import rival
from wargame.rules.lint.misread import THEIRS
from wargame.rules.lint.patterns import FAR

_HANDLED = {
    "draws?": ("draw_cards",),
    "discards?": ("discard_cards", "lose_cards"),
    "gives?": ("give_cards",),
    "looks? at(?: the)?(?: next)?": ("see_cards", "spy_cards"),
}
"""What a text says is done with so many cards, and what does so."""

_SUSPENDED = re.compile(
    rf"\b(?:suspend|pause)\w*\b[^.;]{FAR}? for (?:the next )?({NUMBER}) {SPAN}\b", re.IGNORECASE
)
_SPREAD = re.compile(rf"\bspread(?:s|ing)? ({NUMBER})\b", re.IGNORECASE)
_EACH = re.compile(rf"\bat most ({NUMBER}) (?:each|of each|per \w+)\b", re.IGNORECASE)
_STAGES = re.compile(rf"\badvances? (?:by )?({NUMBER}) stages?\b", re.IGNORECASE)
_CHOOSES = re.compile(rf"{THEIRS.pattern} (?:chooses|decides|picks)\b", re.IGNORECASE)
_IN_ALL = re.compile(rf"\bin ({NUMBER}) {SPAN}\b", re.IGNORECASE)
_EVERY = re.compile(
    rf"\b(?:each|every|per|for|during|running|over|an?)\b|\bnext (?:{NUMBER}\b|{SPAN})",
    re.IGNORECASE,
)
OPEN = re.compile(
    rf"\b(learn\w*|reveal\w*|sho(?:w|ws|wn)|la(?:y|ys|id)\b[^.;]{FAR}\b(?:open|bare)|disclos\w*"
    r"|sees?"
    r"|seen|counts?|counted|inspect\w*|publish\w*|public\w*|known?|tells?|told|open\w*|finds?"
    r"|face up|declar\w*|audit\w*|look\w*)\b",
    re.IGNORECASE,
)
"""What says that a number is laid open."""


def counted_otherwise(text: str, block: ir.Block, mine: int) -> Iterator[str]:
    """What a text says otherwise of how many, how long, and who.

    Args:
        mine: The seat that acts, or -1 for nobody.
    """
    done = list(ir.walk(block))
    calls = [stmt for stmt in done if isinstance(stmt, ir.Call)]
    for words, functions in _HANDLED.items():
        known = [call.count for call in calls if call.function in functions]
        pattern = re.compile(rf"\b{words} ({NUMBER})\b(?! \w*(?:capital|points?)\b)", re.IGNORECASE)
        yield from _other(pattern, text, known)
    paused = [call.count for call in calls if call.function == "suspend_measure"]
    yield from _other(_SUSPENDED, text, paused)
    among = [stmt.targets for stmt in done if isinstance(stmt, ir.Ask) and stmt.targets]
    yield from _other(_SPREAD, text, [one.times for one in among if one.is_spread])
    yield from _other(_EACH, text, [one.at_most for one in among])
    moves = [m.project for m in done if isinstance(m, ir.MoveProject) and m.verb == "advance"]
    yield from _other(_STAGES, text, [moves.count(project) for project in moves])
    yield from _chosen(text, [stmt.seat for stmt in done if isinstance(stmt, ir.Ask)], mine)
    yield from _in_each(text, [stmt for stmt in done if isinstance(stmt, ir.Later)])
    if any(isinstance(stmt, ir.Reveal) for stmt in done) and not OPEN.search(text):
        yield "a private number is laid open, and no word says so"


def _other(pattern: re.Pattern[str], text: str, known: list[int]) -> Iterator[str]:
    """Numbers of a text that are none of those that act."""
    for match in pattern.finditer(text) if known else ():
        if number_of(match[1]) not in known:
            yield f"'{match[0]}' is said, and it comes to {known[0]}"


def _chosen(text: str, asked: list[int], mine: int) -> Iterator[str]:
    """The other side chooses, as a text says, where only whoever acts is asked."""
    found = _CHOOSES.search(text) if asked and mine >= 0 else None
    if found and rival(mine) not in asked:
        yield f"'{found[0]}' is said, and it is asked of the other side"


def _in_each(text: str, later: list[ir.Later]) -> Iterator[str]:
    """What happens in each of some rounds, and is told as what happens after them."""
    found = _IN_ALL.search(text)
    is_each = bool(later) and all(one.times > 1 for one in later)
    if found and is_each and not _EVERY.search(text):
        yield f"'{found[0]}' is said, and it happens in each of them"
