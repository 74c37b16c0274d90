"""Restricted play: the same game once more, in which a seat may not put a thing to a use.

Until the seat would first use it both games are one. From there the act is barred for the rest of
the game, to the player and in all that it looks ahead to, so the difference in points is what the
thing was worth to that player.
"""

from __future__ import annotations

from wargame.dataclass import dataclass
from wargame.lab.balance.uses import Use, key_of
from wargame.lab.runs.game_study import GameTask
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.kept import Key
from wargame.play.match import Match
from wargame.rules.game import Game, GameUnderOrders
from wargame.rules.orders import Ban, Orders
from wargame.rules.verbs import HEADLINE, PLAY


@dataclass(frozen=True, slots=True)
class RestrictedTask(GameTask):
    """A game in which a seat may not put a thing to a use.

    Attributes:
        seat: Which.
        use: What it may not; of a project, any stage.
    """

    seat: str = ""
    use: Use = ("", "", "")

    @property
    def key(self) -> Key:
        """The variant, who may not do what, and the game's number."""
        return self.deck.variant, self.seat, key_of(self.use), self.index

    def match(self) -> Match:
        """The game, played until the seat would first do so, and under the ban from there."""
        game = shared_game(self.deck)
        match = self.people.match(game, self.seed, self.index, {}, self.terms)
        held = under_ban(game, self.seat, self.use)
        while not match.is_over:
            if game.current_seat(match.state) != self.seat:
                match.step()
                continue
            action = match.players[self.seat].choose(game.redact(match.state, self.seat))
            if action.text not in {one.text for one in held.legal_actions(match.state)}:
                match.course.game = held
                return match
            match.take_from_mover(action)
        return match


def under_ban(game: Game, seat: str, use: Use) -> GameUnderOrders:
    """The game in which a seat may not put a thing to a use."""
    last = game.rules.program.max_rounds
    return game.under(Orders(bans=(Ban(seat, _acts(use), 0, last),)))


def _acts(use: Use) -> tuple[str, ...]:
    """The acts by which a seat puts a thing to a use, as people type them."""
    kind, name, word = use
    if word == "policy":
        return f"{PLAY} {name}", f"{HEADLINE} {name}"
    return (f"give {name}" if kind == "deal item" else f"{word} {name}",)
