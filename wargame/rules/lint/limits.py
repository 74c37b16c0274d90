"""How far counters of a deck go: less than the engine allows, and less still at some places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wargame.content.model import Deck
from wargame.errors import DeckPath
from wargame.rules.lint.settled import ROUND, Bounds

ERA = "game.era"
_MOST_PLAYS = 6
"""Plays of a seat in a round, where the deck works them out."""


def limits_of(deck: Deck) -> dict[str, Bounds]:
    """Counters with the least and the most that each can be in a game."""
    found: dict[str, Bounds] = {ROUND: (0, deck.rounds.max)}
    if deck.deals is not None:
        longest = max(deck.deals.terms) * (1 + deck.deals.extensions)
        spans = {item.id: item.rounds or longest for item in deck.deals.items}
        found |= {f"deal.{name}.left": (0, span + 1) for name, span in spans.items()}
        found["game.deal_left"] = (0, longest + 1)
        found["game.deals"] = (0, deck.deals.max_running)
    plays = deck.turn.plays if isinstance(deck.turn.plays, int) else _MOST_PLAYS
    often = len(deck.seats) * deck.rounds.max * (2 * plays + 1)  # each answered, and a headline
    for card in deck.cards:
        is_in_both = card.seat == "any"
        found[f"card.{card.id}.used"] = (0, (1 + is_in_both) * card.copies if card.once else often)
    return found


def limits_at(deck: Deck) -> dict[DeckPath, dict[str, Bounds]]:
    """What counters can be besides where the needs of something stand that comes at a time."""
    begins = {era.id: era.round for era in deck.eras}
    numbers = {era.id: number for number, era in enumerate(deck.eras, 1)}
    ends = dict(zip(begins, [one - 1 for one in [*begins.values()][1:]], strict=False))
    found: dict[DeckPath, dict[str, Bounds]] = {}
    for noun in ("cards", "injects"):
        for place, one in enumerate(getattr(deck, noun)):
            if one.era in begins or one.until_era in begins:
                first, last = begins.get(one.era, 0), ends.get(one.until_era, deck.rounds.max)
                eras = numbers.get(one.era, 1), numbers.get(one.until_era, len(numbers))
                found[noun, place, "needs"] = {ROUND: (first, last), ERA: eras}
    for path, rounds in _dates(deck):
        found.setdefault(path, {})[ROUND] = min(rounds), max(rounds)
    return found


def _dates(deck: Deck) -> Iterator[tuple[DeckPath, list[int]]]:
    for place, inject in enumerate(deck.injects):
        if inject.round is not None:
            yield ("injects", place, "needs"), [inject.round]
    for place, review in enumerate(deck.reviews):
        yield ("reviews", place, "when"), review.rounds


def narrowed(limits: Mapping[str, Bounds], more: Mapping[str, Bounds]) -> dict[str, Bounds]:
    """The same limits, and narrower ones where there are more.

    >>> narrowed({"game.round": (0, 8)}, {"game.round": (5, 200)})
    {'game.round': (5, 8)}
    """
    found = dict(limits)
    for name, (low, high) in more.items():
        before = limits.get(name, (low, high))
        found[name] = max(low, before[0]), min(high, before[1])
    return found
