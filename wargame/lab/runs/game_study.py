"""Studies whose task is one game between players who are drawn.

Game n of a seed is the same whoever plays it and however many there are.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, field
from typing import Protocol, TypeVar

from wargame.content.library import DeckRef
from wargame.dataclass import dataclass
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.kept import Key
from wargame.lab.runs.population import Population, population
from wargame.lab.runs.stand_ins import Lapses
from wargame.lab.runs.study import Find, Result_co, Study
from wargame.lab.runs.terms import USUAL, Terms
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


@dataclass(eq=False)
class GameStudy(Study[GameTask, Found, Result_co]):
    """A study of so many games of a deck.

    A kind of it says what else it is told in fields of its own.

    Attributes:
        games: How many, 1 or more; of each kind, if there are several.
        seed: Settles every game; game number n is the same in a longer run.
        terms: On what terms programs play.
        people: Who is drawn from.

    Raises:
        DeckError: The deck cannot be used.
        PlayerError: A player has no such name.
        UsageError: A seat is left without anybody.
    """

    deck: DeckRef
    games: int
    seed: int
    _: KW_ONLY
    terms: Terms = USUAL
    people: Population = field(init=False)

    def __post_init__(self) -> None:
        self.people = self.who_plays()
        self.terms = self.terms.settled(self.people.names)
        self.total = self.games

    @abstractmethod
    def who_plays(self) -> Population:
        """The players that each seat is drawn from."""

    @property
    def asked(self) -> Mapping[str, object]:
        """Who plays: players who are drawn differently play other games."""
        return {"players": self.people.by_seat}

    def counted(self, find: Find[GameTask, Found]) -> Iterator[tuple[GameTask, Found]]:
        """Each game that counts, and what is found in it."""
        sieve = self.new_sieve(self.people.names)
        for task, one in zip(self.tasks(), find(self.tasks()), strict=True):
            if sieve.lets_pass(task.players, one.lapses):
                yield task, one

    def tasks(self, deck: DeckRef | None = None, fixed: Seated = ()) -> Iterator[GameTask]:
        """The games of a run, on this deck or a variant of it."""
        for index in range(self.games):
            yield GameTask(deck or self.deck, self.people, self.seed, index, fixed, self.terms)


@dataclass(eq=False)
class DrawnStudy(GameStudy[Found, Result_co]):
    """A study of games whose players are drawn from names, or from the personas of the deck.

    Attributes:
        players: Names to draw from for each seat; without any, the deck's personas.
    """

    players: Sequence[str] = ()

    def who_plays(self) -> Population:
        """Those who are named, or the personas."""
        return population(self.game, self.players)
