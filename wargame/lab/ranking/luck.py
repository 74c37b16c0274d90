"""How lucky each seat was in a game: what luck brought, less what it would have brought on average.

Chance nodes list their weights, and so do players that draw their choice (`drawn_from`). So the
luck of an outcome is a sum: what a fixed guess makes of it, less the mean of what it makes of all
outcomes. Its expectation is 0 whatever the guess and whoever plays, so results less luck have the
same mean as results, and vary less where the guess is good.

Source: N. Burch, M. Schmid, M. Moravčík, D. Morrill, M. Bowling, "AIVAT: A New Variance Reduction
Technique for Agent Evaluation in Imperfect Information Games", arXiv 1612.06915 (2016): its
corrections for chance and for choices, without the mean over hands that a player could have held.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from wargame.content.library import DeckRef
from wargame.errors import PlayerError
from wargame.lab.ranking.foresight import Foresight, Odds, drawn_for_all, foresight_of
from wargame.play.match import Match
from wargame.play.player import drawn_from
from wargame.players.uniform import RANDOM
from wargame.rules.position import Position, scratch

PARTS = 100
"""Luck is kept in hundredths of a point."""


def guesses_of(deck: DeckRef, players: Sequence[str]) -> tuple[Foresight, ...]:
    """The guesses for a meeting of two players: as they are named, and with seats swapped."""
    seated = tuple([name == RANDOM for name in players])
    return foresight_of(deck, seated), foresight_of(deck, seated[::-1])


def hash_of(guesses: Iterable[Foresight]) -> str:
    """64 hex digits over guesses."""
    return hashlib.sha256(" ".join([guess.hash for guess in guesses]).encode()).hexdigest()


def settled_guesses(deck: DeckRef, players: Sequence[str], wanted: str) -> tuple[Foresight, ...]:
    """The guesses for a meeting.

    Raises:
        PlayerError: They are others here than those that were settled.
    """
    guesses = guesses_of(deck, players)
    here = hash_of(guesses)
    if here != wanted:
        raise PlayerError(
            f"luck is measured by the guess {wanted[:16]}, and here it comes out as"
            f" {here[:16]}. Use one program and one machine's mathematics for a run."
        )
    return guesses


def run_with_luck(match: Match, guess: Foresight) -> tuple[int, ...]:
    """Play a match to its end; each seat's luck in it, in hundredths of a point."""
    found = [0.0] * len(match.game.seats)
    while not match.is_over:
        before = match.state
        drawn = match.step().code
        odds = odds_at(match, before)
        if len(odds) > 1:
            luck = luck_of(guess, before, drawn, odds)
            found = [a + b for a, b in zip(found, luck, strict=True)]
    return tuple([round(PARTS * value) for value in found])


def odds_at(match: Match, before: Position) -> Odds:
    """What was drawn from at a position that a match has just left, with weights."""
    if before.is_chance:
        return drawn_for_all(match.game.rules.engine, scratch(before))
    return [(action.code, weight) for action, weight in drawn_from(match.players[before.seat])]


def luck_of(guess: Foresight, before: Position, drawn: int, odds: Odds) -> Sequence[float]:
    """How much better one outcome of a draw, by its code, is for each seat than the draw was."""
    return guess.luck(scratch(before), drawn, odds)
