"""What people read of deal items that have a time or a duty of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wargame.rules.amounts import rounds

if TYPE_CHECKING:
    from wargame.content.model import DealItem, Performance, Track


def own_terms(
    item: DealItem, tracks: Sequence[Track], asked: str, effects: Sequence[str] = ()
) -> str:
    """What an item has of its own behind its title: an amount, a time, a duty; "" for most.

    Args:
        tracks: The numbers of the deck, for what is handed over.
        asked: What its giver must have brought about, where the deck has no words for it.
        effects: What else happens, where that is to be told with the rest.
    """
    parts = _handed_over(item, tracks)
    parts += [f"for {rounds(item.rounds)}"] if item.rounds else []
    parts += [f"until round {item.until_round}"] if item.until_round else []
    if item.performs is not None:
        duty = (item.performs.text or "").rstrip(". ")
        duty = duty or f"{when_tested(item.performs)}: {asked}"
        parts.append(f"{duty}, or {FAILED[item.performs.failed]}")
    parts += effects
    return f" ({'; '.join(parts)})" if parts else ""


def _handed_over(item: DealItem, tracks: Sequence[Track]) -> list[str]:
    """What is handed over, and what follows if it cannot be."""
    moved = _moved(item, tracks)
    if item.default is None or item.default.failed == "excuse":
        return [moved] if moved else []
    return [f"{moved or 'paid'}, or {FAILED[item.default.failed]}"]


def _moved(item: DealItem, tracks: Sequence[Track]) -> str:
    """What is handed over, where the title does not say how much."""
    if item.amount is None or re.search(rf"\b{item.amount}\b", item.title):
        return ""
    named = {track.id: track.short or track.title for track in tracks}
    what = "capital" if item.track == "capital" else named.get(item.track or "", item.track)
    return f"{item.amount} {what}{' a round' if item.kind == 'pledge' else ''}"


FAILED = {"breach": "the deal is broken", "snap": "it is over"}
"""What follows when an item is not performed or not paid; of a pledge it may be nothing."""


def when_tested(performs: Performance) -> str:
    """When it is looked at whether an item was performed."""
    if performs.by_round:
        return f"by the end of round {performs.by_round}"
    return f"{rounds(performs.after)} after signing" if performs.after else "every round"
