"""A match under orders: every face refuses what is barred, and every player keeps to it."""

from __future__ import annotations

import pytest

from tests.rules.refused import WALL
from tests.rules.tiny import tiny
from tests.shelf import NoShelf
from wargame.errors import IllegalAction, PlayerError
from wargame.play.event import Act
from wargame.play.match import Match
from wargame.play.player import HUMAN, Person, Player
from wargame.play.resume import resume
from wargame.players.budget import Budget
from wargame.players.habits import Habits
from wargame.players.registry import make_player
from wargame.players.search import Search
from wargame.rules.game import Action, Game
from wargame.rules.orders import Ban, Orders
from wargame.rules.view import SeatState
from wargame.table.plain.console import Console
from wargame.table.plain.table import PlainTable

BARRED = "it is barred until the end of round 3"


def walled() -> Game:
    """North may not lower its wall until the end of round 3."""
    game = tiny(measures=[WALL], rounds={"max": 4})
    return game.under(Orders((Ban("north", ("lower wall",), 1, 3),)))


class Easing:
    """Wants to ease its wall, whatever it is told."""

    name = "easing"

    def choose(self, view: SeatState) -> Action:
        return Action("ease wall", view.seat, 5 << 10)


def test_a_match_takes_nothing_that_is_barred() -> None:
    game = walled()
    match = Match(game, {seat: Person() for seat in game.seats}, 1)
    with pytest.raises(IllegalAction, match=BARRED):
        match.take(Action("ease wall", "north", 5 << 10))
    with pytest.raises(PlayerError, match=BARRED):
        Match(game, dict.fromkeys(game.seats, Easing()), 1).step()


def test_a_table_says_in_words_why_not() -> None:
    game = walled()
    said: list[str] = []
    sitting = NoShelf().begin(game, dict.fromkeys(game.seats, HUMAN), 1, "")
    PlainTable(sitting, Console(iter(["", "ease wall", "quit"]), said.append, lambda: None)).play()
    assert BARRED in " ".join("".join(said).split())


def seated(name: str, game: Game, seat: str) -> Player:
    """A player; one that searches has learned no habits, which would take seconds."""
    if name != "search":
        return make_player(name, game, seat, 5)
    habits = Habits(game.rules.engine)
    return Search(game.rules, seat, 5, Budget(iterations=4), habits=habits)


@pytest.mark.parametrize("name", ["random", "greedy", "erratic", "satisficer", "search"])
def test_players_keep_to_orders_and_the_record_is_one_of_the_free_game(
    water: Game, name: str
) -> None:
    north = water.seats[0]
    held = water.under(Orders((Ban(north, ("capital", "tighten"), 1, 3),)))
    match = Match(held, {seat: seated(name, held, seat) for seat in held.seats}, 5)
    while not match.is_over and match.state.round < 5:
        match.step()
    acts = [one for one in match.record.events if isinstance(one, Act) and one.seat == north]
    words = {act.action.split()[0] for act in acts if act.round <= 3}
    assert words
    assert words.isdisjoint({"capital", "tighten"})
    again = resume(water, match.record, match.players)
    assert again.state == match.state
