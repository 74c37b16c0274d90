"""A seat's brief: its paragraphs, and what it wants at this table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wargame.content.model import Brief, Deck


def paragraphs(text: str | None) -> list[str]:
    """What empty lines part.

    >>> paragraphs("You have the lighthouse.\\n\\nYour guests come for the day.\\n")
    ['You have the lighthouse.', 'Your guests come for the day.']
    """
    return [part.strip() for part in (text or "").split("\n\n") if part.strip()]


def wants(deck: Deck, brief: Brief) -> Sequence[str]:
    """What a seat wants at this table, in its brief's words."""
    is_contest = deck.contest is not None and deck.contest.table == "contest"
    return brief.interests if is_contest or not brief.seminar else brief.seminar
