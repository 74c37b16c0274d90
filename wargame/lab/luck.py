"""How lucky each seat was in a game: what luck brought, less what it would have brought on average.

Chance nodes list their weights, so the luck of an outcome is a sum: what a fixed guess makes of it,
less the mean of what it makes of all outcomes. Its expectation is 0 whatever the guess and whoever
plays, so results less luck have the same mean as results, and vary less where the guess is good.

Source: N. Burch, M. Schmid, M. Moravčík, D. Morrill, M. Bowling, "AIVAT: A New Variance Reduction
Technique for Agent Evaluation in Imperfect Information Games", arXiv 1612.06915 (2016): its
correction for chance; players' own mixtures, which it also uses, are not known here.
"""

from __future__ import annotations

from collections.abc import Sequence

from wargame.content.library import DeckRef
from wargame.errors import PlayerError
from wargame.lab.foresight import Foresight, foresight_of
from wargame.play.match import Match
from wargame.rules.position import Position, scratch

PARTS = 100
"""Luck is kept in hundredths of a point."""


def settled_guess(deck: DeckRef, wanted: str) -> Foresight:
    """The guess for a deck.

    Raises:
        PlayerError: It is another one here than the one that was settled.
    """
    guess = foresight_of(deck)
    if guess.hash != wanted:
        raise PlayerError(
            f"luck is measured by the guess {wanted[:16]}, and here it comes out as"
            f" {guess.hash[:16]}. Use one program and one machine's mathematics for a run."
        )
    return guess


def run_with_luck(match: Match, guess: Foresight) -> tuple[int, ...]:
    """Play a match to its end; each seat's luck in it, in hundredths of a point."""
    found = [0.0] * len(match.game.seats)
    while not match.is_over:
        before = match.state
        match.step()
        if before.is_chance:
            found = [a + b for a, b in zip(found, luck_of(guess, before, match.state), strict=True)]
    return tuple([round(PARTS * value) for value in found])


def luck_of(guess: Foresight, before: Position, after: Position) -> Sequence[float]:
    """How much better one outcome of a chance node is for each seat than the node was."""
    start, engine = scratch(before), guess.engine
    outcomes = engine.outcomes(start)
    seats = range(len(guess.weights))
    if len(outcomes) == 1:
        return [0.0 for _ in seats]
    mean, total = [0.0 for _ in seats], sum(weight for _, weight in outcomes)
    for code, weight in outcomes:
        s = start.copy()
        engine.act(s, code)
        for seat, value in enumerate(guess.values(s)):
            mean[seat] += weight * value / total
    return [value - mean[seat] for seat, value in enumerate(guess.values(scratch(after)))]
