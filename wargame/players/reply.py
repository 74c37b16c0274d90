"""A reply to one player: habits that one seat learns by playing it, on the deck's own luck.

It is what reinforcement finds in some hundred games, so a lower bound of what the best reply
could take: where it takes much, the player is easily used.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from wargame.play.player import Player
from wargame.players.imagined import BaseState, Stream, imagine
from wargame.players.playout import Playout, forget
from wargame.players.training import WORLD, Decision, Trainer, habits_of
from wargame.rules.actions import Action
from wargame.rules.position import Position
from wargame.rules.redact import redact
from wargame.rules.ruleset import Ruleset
from wargame.rules.view import SeatState

Seating = Callable[[int], Player]
"""Seats the player that is replied to, by the seed of a game."""


class Reply:
    """A player that follows what it has learned, always the likeliest action.

    Args:
        playout: With the habits that it learned.
    """

    name = "trained"

    def __init__(self, playout: Playout, seed: int) -> None:
        self._playout, self._stream = playout, Stream(seed)

    def choose(self, view: SeatState) -> Action:
        """What it likes best."""
        state = imagine(view, self._stream)
        return max(view.legal, key=lambda action: self._playout.liking(state, action.code))


class ReplyTrainer(Trainer):
    """The habits of one seat while it learns against a player; they begin as the deck's own.

    Args:
        seat: The number of the seat that learns.
    """

    def __init__(self, rules: Ruleset, seat: int, seating: Seating) -> None:
        super().__init__(rules)
        self.rules, self.seat, self.seating = rules, seat, seating
        self.habits.likes = deepcopy(habits_of(rules).likes)
        self.rival = seating(0)

    def play(self, world: int) -> None:
        """Play one game against the player, freshly seated, and learn from it."""
        self.rival = self.seating(world)
        super().play(world)

    def _choose(self, s: BaseState, legal: list[int], world: int) -> Decision:
        if s.actor == self.seat:
            return super()._choose(s, legal, world)
        code = self.rival.choose(redact(Position(self.rules, s.copy()), s.actor)).code
        slots = [self.habits.slot.get(one, 0) for one in legal]
        tables = self.habits.tables(s)  # of a seat that nobody follows
        return Decision(s.actor, s.round, tables, slots, [1.0] * len(legal), legal.index(code), [])


def trained_reply(rules: Ruleset, seat: str, seating: Seating, games: int) -> Playout:
    """What a seat learns in so many games against a player."""
    trainer = ReplyTrainer(rules, rules.seat_number(seat), seating)
    for game in range(games):
        trainer.play(WORLD + game)
    forget(trainer.habits)
    return trainer.playout
