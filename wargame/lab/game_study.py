"""Studies whose task is one game between players who are drawn.

Game n of a seed is the same whoever plays it and however many there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from wargame.content.library import DeckRef
from wargame.lab.games import shared_game
from wargame.lab.kept import Key
from wargame.lab.population import Population
from wargame.lab.stand_ins import Lapses
from wargame.lab.study import Find, Result_co, Study
from wargame.lab.terms import USUAL, Terms
from wargame.play.match import Match

Seated = tuple[tuple[str, str], ...]
"""Seats and the players in them."""


@dataclass(frozen=True, slots=True)
class GameTask:
    """A game to be played; can travel to another process.

    Attributes:
        fixed: Seats whose player is not drawn.
        terms: On what terms programs play.
    """

    deck: DeckRef
    people: Population
    seed: int
    index: int
    fixed: Seated = ()
    terms: Terms = USUAL

    @property
    def key(self) -> Key:
        """The variant, who is fixed, and the game's number."""
        return (self.deck.variant, *[f"{seat}={name}" for seat, name in self.fixed], self.index)

    @property
    def players(self) -> tuple[str, ...]:
        """Who plays it, in seat order."""
        return tuple(self.people.drawn(self.seed, self.index, dict(self.fixed)).values())

    def match(self) -> Match:
        """The game, not begun."""
        game = shared_game(self.deck)
        return self.people.match(game, self.seed, self.index, dict(self.fixed), self.terms)


class HasLapses(Protocol):
    """What is found in a game, with what its programs did wrong."""

    @property
    def lapses(self) -> Lapses: ...


Found = TypeVar("Found", bound=HasLapses)


class GameStudy(Study[GameTask, Found, Result_co]):
    """A study of so many games of a deck.

    Attributes:
        people: Who is drawn from.
        games: How many of each kind there are.
    """

    def __init__(
        self, deck: DeckRef, games: int, seed: int, people: Population, terms: Terms = USUAL
    ) -> None:
        self.deck, self.games, self.seed, self.people = deck, games, seed, people
        self.terms = terms.settled(people.names)
        self.total = games

    @property
    def asked(self) -> Mapping[str, object]:
        """Who plays: players who are drawn differently play other games."""
        return {"players": self.people.by_seat}

    def counted(self, find: Find[GameTask, Found]) -> Iterator[Found]:
        """What is found in each game that counts."""
        sieve = self.new_sieve(self.people.names)
        for task, one in zip(self.tasks(), find(self.tasks()), strict=True):
            if sieve.lets_pass(task.players, one.lapses):
                yield one

    def tasks(self, deck: DeckRef | None = None, fixed: Seated = ()) -> Iterator[GameTask]:
        """The games of a run, on this deck or a variant of it."""
        for index in range(self.games):
            yield GameTask(deck or self.deck, self.people, self.seed, index, fixed, self.terms)
