"""How long a player thinks changes what it chooses, and nothing else of the world."""

from __future__ import annotations

from wargame.play.match import Match
from wargame.play.record import Record
from wargame.players.budget import Budget
from wargame.players.registry import make_player
from wargame.players.search import Search
from wargame.rules.game import Action, Game, SeatState


class Absent:
    """Thinks about every decision, and then chooses as another player does."""

    name = "absent"

    def __init__(self, game: Game, seat: str, iterations: int) -> None:
        self.search = Search(game.rules, seat, iterations, Budget(iterations=iterations))
        self.inner = make_player("random", game, seat, 5)
        self.thoughts = 0

    def choose(self, view: SeatState) -> Action:
        self.search.choose(view)
        self.thoughts += 1
        return self.inner.choose(view)


def played(game: Game, iterations: int) -> Record:
    players = {seat: Absent(game, seat, iterations) for seat in game.seats}
    match = Match(game, players, 17).run()
    assert all(player.thoughts > 5 for player in players.values())
    return match.record


def test_ten_or_fifty_playouts_leave_the_same_record(sink: Game) -> None:
    few, many = played(sink, 10), played(sink, 50)
    assert few.header == many.header
    assert few.actions == many.actions
