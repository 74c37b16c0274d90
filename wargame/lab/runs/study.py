"""A question that many games answer.

A study says what its tasks are, what is found in one, and what it came to; `driver.run` does the
rest. To add one: a module here, a report in `table.reports`, and a command, a module of `cli`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.kept import Head, Key
from wargame.lab.runs.question import QuestionKeys
from wargame.lab.runs.stand_ins import Sieve
from wargame.lab.runs.terms import USUAL, Terms
from wargame.rules.game import Game


class HasKey(Protocol):
    """A task, which can travel to another process."""

    @property
    def key(self) -> Key:
        """Tells it from every other task of its study."""


Task = TypeVar("Task", bound=HasKey)
Found = TypeVar("Found")
Result_co = TypeVar("Result_co", covariant=True)

Find = Callable[[Iterable[Task]], Iterator[Found]]
"""Has some tasks done and gives what was found, in their order. One round of tasks at a time."""

Progress = Callable[[int, int], None]
"""Is told how many tasks are done, and how many there are at most."""


class Study(ABC, Generic[Task, Found, Result_co]):
    """A question that many games answer.

    Attributes:
        kind: The study's word, which its file begins with.
        finding: The type of what is found: a dataclass of plain values.
        total: How many tasks there are at most.
        terms: On what terms programs play.
        sieve: Which games counted in the last answer, and what programs did.
    """

    kind: ClassVar[str]
    finding: ClassVar[type[Any]]
    deck: DeckRef
    seed: int
    total: int
    terms: Terms = USUAL
    sieve: Sieve

    @property
    def game(self) -> Game:
        """The game it is about."""
        return shared_game(self.deck)

    @property
    @abstractmethod
    def asked(self) -> Mapping[str, object]:
        """What else its findings rest on, as plain data: who plays, and so on."""

    @property
    def head(self) -> Head:
        """All that its findings rest on."""
        return {
            "kind": f"wargame {self.kind} 2",
            "deck": self.game.deck.id,
            "variant": self.deck.variant,
            "seed": self.seed,
            **({"secret": self.terms.secret} if self.terms.secret else {}),
            **({"habits": self.terms.habits} if self.terms.habits > 1 else {}),
            **self.asked,
            "deck_hash": self.game.deck_hash,
            "rules_hash": self.game.rules_hash,
        }

    @property
    def question(self) -> QuestionKeys:
        """What was asked, as an answer says it once all games have been found."""
        return {
            "deck": self.game.deck.id,
            "variant": self.deck.variant,
            "deck_hash": self.game.deck_hash,
            "seed": self.seed,
            "secret": self.terms.secret or None,
            "programs": self.sieve.rows,
            "left_out": self.sieve.told,
        }

    def new_sieve(self, players: Iterable[str]) -> Sieve:
        """Counts the games of an answer in which these may play."""
        self.sieve = Sieve(self.terms.with_stand_ins)
        self.sieve.name(players)
        return self.sieve

    @staticmethod
    @abstractmethod
    def work(task: Any) -> Any:
        """Find what there is to find; called in whatever process the executor chooses."""

    @abstractmethod
    def is_sound(self, task: Task, found: Found) -> bool:
        """Whether that can have been found, of a finding that was read from a file."""

    @abstractmethod
    def answer(self, find: Find[Task, Found]) -> Result_co:
        """Have the tasks done, and say what they came to."""
