"""What people read of deal items that have a time or a duty of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.table.words.wrap import rounds

if TYPE_CHECKING:
    from wargame.content.model import DealItem, Performance


def own_terms(item: DealItem) -> str:
    """What an item has of its own behind its title: a time, a duty; "" for most."""
    parts = [f"for {rounds(item.rounds)}"] if item.rounds else []
    parts += [f"until round {item.until_round}"] if item.until_round else []
    if item.performs is not None:
        parts.append(f"{when_tested(item.performs)}: done, or {FAILED[item.performs.failed]}")
    return f" ({'; '.join(parts)})" if parts else ""


FAILED = {"breach": "the deal is broken", "snap": "it is over"}
"""What follows when an item is not performed."""


def when_tested(performs: Performance) -> str:
    """When it is looked at whether an item was performed."""
    if performs.by_round:
        return f"by the end of round {performs.by_round}"
    return f"{rounds(performs.after)} after signing" if performs.after else "every round"
