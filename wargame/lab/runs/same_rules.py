"""Whether whoever works for us plays by our rules.

Another machine may hold another version of the program or of the deck; its games would be other
games. So work that leaves this machine says what it rests on, and is refused where that differs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import wargame
from wargame.content.library import DeckRef
from wargame.dataclass import dataclass
from wargame.errors import PlayerError
from wargame.lab.runs.games import shared_game


@dataclass(frozen=True, slots=True)
class SameRules:
    """What some work rests on. Can travel to other machines.

    Attributes:
        version: Of the program.
        deck_hash: Over all that the deck says.
        rules_hash: Over all that acts in it.
    """

    deck: DeckRef
    version: str
    deck_hash: str
    rules_hash: str

    @classmethod
    def here(cls, deck: DeckRef) -> SameRules:
        """What holds in this process."""
        game = shared_game(deck)
        return cls(deck, wargame.__version__, game.deck_hash, game.rules_hash)

    def check(self) -> None:
        """Make sure that it holds in this process too.

        Raises:
            PlayerError: It does not.
        """
        own = SameRules.here(self.deck)
        for what in ("version", "rules_hash", "deck_hash"):
            if getattr(self, what) != getattr(own, what):
                raise PlayerError(
                    f"a worker plays by other rules: its {what.replace('_', ' ')} is"
                    f" {getattr(own, what)[:16]}, not {getattr(self, what)[:16]}. Give all workers"
                    f" the same program, and the same deck in {self.deck.folder}."
                )


@dataclass(frozen=True, slots=True)
class Bound:
    """Work that is done by the same rules only. Can travel to other machines."""

    work: Callable[[Any], Any]
    rules: SameRules

    def __call__(self, task: Any) -> Any:
        """Do a task.

        Raises:
            PlayerError: The rules here are others.
        """
        self.rules.check()
        return self.work(task)
