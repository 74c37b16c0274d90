"""What thinks in a worker: the game of a deck, the players that look ahead, and an adviser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from wargame.content.load import load_deck_tree
from wargame.errors import WargameError
from wargame.play.player import Player
from wargame.players.adviser import Advice, advise
from wargame.players.budget import Budget
from wargame.players.registry import make_seated
from wargame.players.search import Search
from wargame.players.training import habits_of
from wargame.rules.game import Game
from wargame.rules.view import unpack_view


@cache
def advice_reader() -> TypeAdapter[Advice]:
    """What turns counsel into plain data and back; it takes a while to make."""
    return TypeAdapter(Advice)


Besides = Mapping[str, Callable[[Game, Mapping[str, Any]], Any]]
"""What else a worker may be asked, by its name."""


Opener = Callable[[dict[str, Any], str], Game]
"""Gives the game to think in, by the deck as a tree and its variant, with whatever is at hand."""


def read_anew(tree: dict[str, Any], variant: str) -> Game:
    """The game of a deck, with nothing at hand for it."""
    return Game(load_deck_tree(tree, variant))


def opened(
    told: Mapping[str, Any], opener: Opener | None
) -> tuple[Thinkers | None, dict[str, Any]]:
    """The thinkers that were asked for, if they can be made, and what is answered."""
    try:
        return Thinkers(told, opener or read_anew), {"answer": "ready"}
    except WargameError as error:
        return None, {"error": str(error)}


def watch(player: Player) -> None:
    """Tell a player that thinks that people see how long it takes."""
    if isinstance(player, Search):
        player.is_watched = True


class Thinkers:
    """The game, and whoever thinks about it.

    Args:
        told: The deck as a tree, its variant and the seats; see `worker_main`.
        opener: Gives the game to think in.

    Raises:
        WargameError: The deck cannot be used, or a player cannot be made.
    """

    def __init__(self, told: Mapping[str, Any], opener: Opener) -> None:
        self.game = opener(told["deck"], told["variant"])
        habits_of(self.game.rules)
        self._told: dict[str, list[Any]] = {}
        self.players: dict[str, Player] = {}
        for seat, player in told["seats"].items():
            self._seat(seat, player)

    def _seat(self, seat: str, told: list[Any]) -> None:
        """Seat a player by its name and what it gets of the seed, unless it sits there."""
        if self._told.get(seat) != told:
            name, own = told
            self.players[seat] = make_seated(name, self.game, seat, own)
            watch(self.players[seat])
            self._told[seat] = told

    def answer(self, asked: Mapping[str, Any], besides: Besides) -> dict[str, Any]:
        """The answer to a question about a view, or to one of those `besides`."""
        try:
            if asked["do"] in besides:
                return {"answer": besides[asked["do"]](self.game, asked)}
            view = unpack_view(self.game.rules, asked["view"])
            if asked["do"] == "choose":
                if "player" in asked:
                    self._seat(view.seat, asked["player"])
                return {"answer": self.players[view.seat].choose(view).text}
            found = advise(view, Budget(asked["seconds"], asked["iterations"]))
        except WargameError as error:
            return {"error": str(error)}
        return {"answer": advice_reader().dump_python(found, mode="json")}
