"""What the points of a game are measured by where no winner is named."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.content.stack import pars_of_all
from wargame.play.log import Entry, is_closed_unplayed
from wargame.rules.verbs import RULING
from wargame.rules.view import SeatState


def unmeasured(view: SeatState, log: Sequence[Entry], closes_after: int) -> list[str]:
    """The seats whose par says nothing of a game: it is that of all rounds, none was set with the
    deck, and control ends the game before the last round, or has ended it.

    Args:
        view: Anybody's.
        log: What they know of what led there, its end at least.
        closes_after: The last round of a class that ends the game before the deck does; 0 for none.
    """
    rounds = view.deck.rounds.max
    last = closes_after or rounds
    if view.is_over:
        is_ruled = bool(log) and log[-1].verb == RULING
        last = view.round - is_closed_unplayed(log, closes_after) if is_ruled else rounds
    short = pars_of_all(view.deck, view.rules.loaded.variant) if last < rounds else []
    return [seat.id for seat in short]
