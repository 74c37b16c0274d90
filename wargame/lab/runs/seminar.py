"""Tables that name no winner: what is registered is judged there and nowhere else."""

from __future__ import annotations

from wargame.content.library import DeckRef
from wargame.content.typed import SEMINAR, laid_over
from wargame.lab.runs.games import shared_game


def at_seminar(deck: DeckRef) -> DeckRef:
    """The same deck at a seminar; one without a contest has no other tables, and stays as named."""
    if shared_game(deck).table == SEMINAR:
        return deck
    return DeckRef(deck.folder, laid_over(deck.variant, SEMINAR))
