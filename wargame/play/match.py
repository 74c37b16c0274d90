"""One match: a game, its players and a dealer, from the first action to the ending."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.errors import IllegalAction, PlayerError
from wargame.play.dealer import Dealer
from wargame.play.log import Entry, make_entry
from wargame.play.player import Player
from wargame.play.record import Header, Record
from wargame.rules.game import CHANCE_SEAT, Action, Game, State
from wargame.rules.why import Ledger


class Match:
    """A game in progress.

    `step` takes one action, from whoever is to move; `run` goes on to the end.

    Args:
        players: One per seat of the game.
        seed: For the dealer. Players bring their own luck.
        traced: Keep every number that each action changed, in `log` and `ledger`, for people
            who ask why.
    """

    def __init__(
        self, game: Game, players: Mapping[str, Player], seed: int, *, traced: bool = False
    ) -> None:
        self.game = game
        self.players = {seat: players[seat] for seat in game.seats}
        self.dealer = Dealer(seed)
        self.is_traced = traced
        self.state: State = game.new()
        self.record = Record(make_header(game, self.players, seed))
        self.log: list[Entry] = []
        self.ledger = Ledger(game)

    @property
    def is_over(self) -> bool:
        """Whether the game has ended."""
        return self.game.is_terminal(self.state)

    def step(self) -> Action:
        """Take one action from whoever is to move.

        Raises:
            PlayerError: a player answered with what the rules do not allow.
            GameOver: nobody is to move.
        """
        seat = self.game.current_seat(self.state)
        if seat == CHANCE_SEAT:
            return self.take(self.dealer.choose(self.game, self.state))
        player = self.players[seat]
        action = player.choose(self.game.redact(self.state, seat))
        try:
            return self.take(action)
        except IllegalAction as error:
            raise PlayerError(f"player '{player.name}' in seat '{seat}': {error}") from error

    def take(self, action: Action) -> Action:
        """Apply an action, write it down, and give it back."""
        before = self.state
        step = self.game.apply(before, action, traced=self.is_traced)
        if self.is_traced:
            self.log.append(make_entry(self.game, len(self.record.actions), before, step))
            self.ledger.add(step)
        self.record.actions.append(action.text)
        self.state = step.state
        return action

    def run(self) -> Match:
        """Play on to the end."""
        while not self.game.is_terminal(self.state):
            self.step()
        return self


def make_header(game: Game, players: Mapping[str, Player], seed: int) -> Header:
    """What is known before the first action."""
    return Header(
        deck=game.deck.id,
        variant=game.loaded.variant,
        deck_hash=game.deck_hash,
        rules_hash=game.rules_hash,
        seed=seed,
        seats={seat: player.name for seat, player in players.items()},
    )
