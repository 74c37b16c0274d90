"""Who sits down at a table: people, players of the program, and the process in which some think."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.play.player import HUMAN, Person, Player
from wargame.players.registry import make_player
from wargame.players.worker import Remote, Worker, thinks
from wargame.rules.game import Game
from wargame.table.host.back_room import ENTRY


def seat_players(
    game: Game, seats: Mapping[str, str], seed: int
) -> tuple[dict[str, Player], Worker]:
    """Whoever was named for each seat, and the worker in which those of them sit that think.

    Raises:
        PlayerError: Nobody has such a name.
    """
    thinking = {seat: name for seat, name in seats.items() if thinks(name)}
    worker = Worker(game.loaded, thinking, seed, ENTRY)
    return {seat: _seated(game, seat, seats[seat], seed, worker) for seat in game.seats}, worker


def _seated(game: Game, seat: str, name: str, seed: int, worker: Worker) -> Player:
    if name == HUMAN:
        return Person()
    if thinks(name):
        return Remote(name, worker, seat, seed)
    return make_player(name, game, seat, seed)
