"""Tables that name no winner: what is registered is judged there and nowhere else."""

from __future__ import annotations

from wargame.content.library import DeckRef
from wargame.content.typed import CONTEST, SEMINAR, Stack, laid_over, parse_stack
from wargame.errors import UsageError
from wargame.lab.runs.games import shared_game


def at_seminar(deck: DeckRef) -> DeckRef:
    """The same deck at a seminar; one without a contest has no other tables, and stays as named.

    Raises:
        UsageError: It is wanted at a contest, in so many words.
    """
    if shared_game(deck).table == SEMINAR:
        return deck
    if parse_stack(deck.variant).table == CONTEST:
        raise UsageError("Registered claims are played at seminars alone: leave out 'contest'.")
    return DeckRef(deck.folder, laid_over(deck.variant, SEMINAR))


def without_contest(deck: DeckRef) -> DeckRef:
    """The same deck with no contest asked for in so many words, as `at_seminar` wants it.

    >>> from pathlib import Path
    >>> without_contest(DeckRef(Path("primer"), "contest+bite=2")).variant
    'bite=2'
    """
    stack = parse_stack(deck.variant)
    if stack.table != CONTEST:
        return deck
    return DeckRef(deck.folder, str(Stack(stack.variants, stack.values)))
