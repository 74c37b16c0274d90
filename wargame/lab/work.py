"""Games of a population in pieces, for as many processes as are at hand.

Game n of a seed is the same whoever plays it and however many there are; so the pieces of a run
may be done anywhere, and are put together in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Final, TypeVar

from wargame.content.library import DeckRef
from wargame.lab.crew import crew
from wargame.lab.games import shared_game
from wargame.lab.population import Population
from wargame.play.match import Match

CHUNK: Final = 5
"""Most games in a piece."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some games in a row; can travel to another process.

    Attributes:
        fixed: Seats whose player is not drawn.
    """

    deck: DeckRef
    population: Population
    seed: int
    first: int
    count: int
    fixed: tuple[tuple[str, str], ...] = ()

    def matches(self) -> Iterator[Match]:
        """Its games, none begun."""
        game, fixed = shared_game(self.deck), dict(self.fixed)
        for index in range(self.first, self.first + self.count):
            yield self.population.match(game, self.seed, index, fixed)


def pieces_of(
    deck: DeckRef,
    population: Population,
    seed: int,
    games: int,
    fixed: tuple[tuple[str, str], ...] = (),
) -> list[Piece]:
    """A whole run."""
    return [
        Piece(deck, population, seed, first, min(CHUNK, games - first), fixed)
        for first in range(0, games, CHUNK)
    ]


def gather(
    play: Callable[[Piece], Found],
    pieces: Sequence[Piece],
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[Found]:
    """What `play` finds in each piece, in order; `progress` hears how many games are done."""
    done = 0
    with crew(jobs, executor) as workers:
        futures = [(piece, workers.submit(play, piece)) for piece in pieces]
        for piece, future in futures:
            yield future.result()
            done += piece.count
            progress(done)
