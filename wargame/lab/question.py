"""What every study is asked; the first keys of what it prints for programs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked.

    Attributes:
        deck: The deck's id.
        variant: The variant's id, or "".
        deck_hash: 64 hex digits over all that the deck says.
        seed: What all luck follows from.
    """

    deck: str
    variant: str
    deck_hash: str
    seed: int
