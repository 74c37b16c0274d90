"""How lucky each seat was in a game: what luck brought, less what it would have brought on average.

Chance nodes list their weights, and so do players that draw their choice (`drawn_from`). So the
luck of an outcome is a sum: what a fixed guess makes of it, less the mean of what it makes of all
outcomes. Its expectation is 0 whatever the guess and whoever plays, so results less luck have the
same mean as results, and vary less where the guess is good.

Where it is poor they would vary more: a guess learned from play by habit says little of players who
play otherwise. So of each result as much luck is taken as the others bear out (`less_luck`).

Source: N. Burch, M. Schmid, M. Moravčík, D. Morrill, M. Bowling, "AIVAT: A New Variance Reduction
Technique for Agent Evaluation in Imperfect Information Games", arXiv 1612.06915 (2016): its
corrections for chance and for choices, without the mean over hands that a player could have held.
What the others bear out is the coefficient of a control variate; that others tell it is known as
cross-fitting.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from operator import mul

from wargame.content.library import DeckRef
from wargame.errors import PlayerError
from wargame.lab.ranking.foresight import Foresight, Odds, drawn_for_all
from wargame.lab.ranking.known_foresight import foresight_of
from wargame.play.match import Match
from wargame.play.player import drawn_from
from wargame.players.uniform import RANDOM
from wargame.rules.position import Position, scratch

PARTS = 100
"""Luck is kept in hundredths of a point."""

NOTHING = 1e-12
"""A spread this far below what it is summed from is rounding."""


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


def less_luck(results: Sequence[float], luck: Sequence[float]) -> list[float]:
    """Results less luck, of each as much as all others bear out: none of it to all of it.

    What is taken hangs on others alone, which were played on other seeds. So the mean of it is 0
    on average still, whatever it is.

    >>> less_luck([5, 9, 1, 5], [0, 4, -4, 0])  # luck tells all
    [5.0, 5.0, 5.0, 5.0]
    >>> less_luck([5, 5, 5, 5], [3, -8, 9, -4])  # nothing
    [5.0, 5.0, 5.0, 5.0]
    """
    count = len(results)
    if count < 3:
        return list(results)
    middle, others = math.fsum(results) / count, count - 1
    off = [one - middle for one in results]
    lucky, squares = math.fsum(luck), math.fsum([one * one for one in luck])
    met = math.fsum(map(mul, off, luck))
    found = []
    for result, far, own in zip(results, off, luck, strict=True):
        spread = squares - own * own - (lucky - own) ** 2 / others
        together = met - far * own + far * (lucky - own) / others
        part = together / spread if spread > NOTHING * squares else 0.0
        found.append(result - min(1.0, max(0.0, part)) * own)
    return found


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
