"""What the deck has that is like a move that it has not: a beginning for whoever judges it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wargame.content.model import Card, Deck, SeatAction
from wargame.dataclass import dataclass
from wargame.errors import WargameError
from wargame.play.match import Match
from wargame.seminar.white_cell import acts

MOST = 3
"""Proposals that are told."""

SHORTEST = 4
"""Letters of a word that says what an act is about."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """An act of the deck that is like a move in words.

    Attributes:
        title: Of the act.
        effects: What it does, as it may be typed.
    """

    title: str
    effects: str


def proposals(match: Match, seat: str, what: str) -> list[Proposal]:
    """Acts of the deck that share words with a move, the likest first.

    Only what they do at once and for certain is proposed, and only what could be ruled now.

    Args:
        seat: Who makes the move: `my.` is that side.
        what: The move in somebody's words.
    """
    wanted = _words(what)
    ranked = sorted(_acts(match.game.deck), key=lambda act: -_likeness(act, wanted))
    found: list[Proposal] = []
    for act in ranked:
        if not _likeness(act, wanted) or len(found) == MOST:
            break
        effects = _effects(match, act, seat)
        if effects:
            found.append(Proposal(act.title, effects))
    return found


def _acts(deck: Deck) -> Iterator[Card | SeatAction]:
    yield from deck.cards
    yield from deck.actions


def _likeness(act: Card | SeatAction, wanted: set[str]) -> int:
    """How many words they share; those of a title count twice."""
    return 2 * len(wanted & _words(act.title)) + len(wanted & _words(act.text or ""))


def _words(text: str) -> set[str]:
    """Words that say what something is about, without their ending."""
    found = (word.removesuffix("s") for word in _WORD.findall(text.casefold()))
    return {word for word in found if len(word) >= SHORTEST}


def _effects(match: Match, act: Card | SeatAction, seat: str) -> str:
    """What an act does at once, in the words of a ruling; "" if nothing of it could be ruled."""
    (rival,) = (one for one in match.game.seats if one != seat)
    found = []
    for line in act.do:
        if not isinstance(line, str):
            continue
        text = re.sub(r"\bmy\.", f"{seat}.", re.sub(r"\btheir\.", f"{rival}.", line))
        try:
            acts.preview(match, acts.effects_of(text))
        except WargameError:
            continue
        found.append(text)
    return "; ".join(found)
