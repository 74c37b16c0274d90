"""A match adds nothing to the game, and forgets nothing of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from tests.conftest import seated
from wargame.content.library import DeckRef
from wargame.errors import GameOver, PlayerError, UsageError
from wargame.lab.runs.games import shared_game
from wargame.play.event import End
from wargame.play.match import Match
from wargame.play.record import replay
from wargame.play.resume import resume
from wargame.players.registry import make_player
from wargame.rules.game import Action, Game
from wargame.rules.view import SeatState

DECKS = Path(__file__).parents[1] / "decks"


def match_of(game: Game, seed: int, name: str = "random", *, traced: bool = False) -> Match:
    players = seated(game, seed, name)
    return Match(game, players, seed, traced=traced)


def test_a_match_runs_to_an_ending(any_game: Game) -> None:
    match = match_of(any_game, 1).run()
    assert match.is_over
    assert any_game.ending(match.state) in [ending.id for ending in any_game.deck.endings]


def test_one_seed_settles_the_whole_match(any_game: Game) -> None:
    one, two = match_of(any_game, 3).run(), match_of(any_game, 3).run()
    assert one.record == two.record
    assert one.state.digest == two.state.digest
    assert match_of(any_game, 4).run().record.actions != one.record.actions


def test_a_record_leads_where_the_match_led(any_game: Game) -> None:
    match = match_of(any_game, 5).run()
    assert replay(any_game, match.record).digest == match.state.digest


def test_tracing_changes_nothing(any_game: Game) -> None:
    fast, traced = match_of(any_game, 6).run(), match_of(any_game, 6, traced=True).run()
    assert fast.record == traced.record
    assert fast.state.digest == traced.state.digest


def test_a_record_names_the_deck_and_who_sat_where(water: Game) -> None:
    header = match_of(water, 1).run().record.header
    assert header.deck == "water_treaty"
    assert header.seats == dict.fromkeys(water.seats, "random")


def test_the_record_names_the_variant(water_ref: DeckRef) -> None:
    plain = shared_game(water_ref)
    name = plain.deck.variants[0].id
    game = shared_game(DeckRef(water_ref.folder, name))
    assert match_of(game, 1).record.header.variant == name


class Cheat:
    """A player that answers what it likes."""

    name = "cheat"

    def __init__(self, game: Game) -> None:
        self.game = game

    def choose(self, view: SeatState) -> Action:
        return Action("play everything", view.seat, 0)


def test_a_player_that_breaks_the_rules_is_named(water: Game) -> None:
    first, second = water.seats
    players = {first: Cheat(water), second: Cheat(water)}
    with pytest.raises(PlayerError, match="player 'cheat' in seat") as caught:
        Match(water, players, 1).run()
    assert "play everything" in str(caught.value)


def test_nobody_moves_after_the_end(water: Game) -> None:
    match = match_of(water, 1).run()
    with pytest.raises(GameOver, match="nothing more can be done"):
        match.step()


class Finished:
    """A player that counts how often it is told of an end."""

    name = "finished"

    def __init__(self) -> None:
        self.told: list[str] = []

    def choose(self, view: SeatState) -> Any:
        raise AssertionError("nobody moves in a game that is over")

    def watch(self, view: SeatState) -> None:
        raise AssertionError("nothing happens in a game that is over")

    def finish(self, returns: dict[str, int], ending: str) -> None:
        self.told.append(ending)


def test_a_game_that_is_over_as_it_begins_has_an_end() -> None:
    game = shared_game(DeckRef(DECKS / "hospital_merger", "shared.trust=12"))
    players = {seat: Finished() for seat in game.seats}
    match = Match(game, players, 1)
    ends = [event for event in match.record.events if isinstance(event, End)]
    assert [end.ending for end in ends] == ["closed"]
    assert match.course.end == ends[0]
    assert [player.told for player in players.values()] == [["closed"], ["closed"]]
    again = resume(game, match.record, seated(game, 1, "random"))
    assert again.record.events == match.record.events
    with pytest.raises(GameOver):
        match.step()


class Silent:
    """A player that answers nothing."""

    name = "silent"

    def choose(self, view: SeatState) -> Any:
        return None


def test_a_player_that_answers_no_action_is_named(water: Game) -> None:
    players = {seat: Silent() for seat in water.seats}
    with pytest.raises(
        PlayerError, match=r"'silent' in seat '\w+': NoneType given where an Action"
    ):
        Match(water, players, 1).run()


def test_nobody_sits_where_there_is_no_seat(water: Game) -> None:
    players = {**seated(water, 1, "random"), "moon": Silent()}
    with pytest.raises(UsageError, match=r"There is no seat 'moon' to sit in\. Known: "):
        Match(water, players, 1)


def test_what_is_no_game_and_no_table_of_players_is_told(water: Game) -> None:
    seats = seated(water, 1, "random")
    with pytest.raises(TypeError, match=r"^str given where a Game is wanted\. `wargame\.load"):
        Match(cast(Game, "water_treaty"), seats, 1)
    with pytest.raises(TypeError, match=r"^str given where a Game is wanted\. `wargame\.load"):
        make_player("greedy", cast(Game, "water_treaty"), "upstream", 1)
    with pytest.raises(TypeError, match=r"^list given where players by seat are wanted: \{'"):
        Match(water, cast(Any, [*seats.values()]), 1)


@pytest.mark.parametrize("secret", ["xyz", "ab", "AB" * 16, "ab" * 32])
def test_a_secret_is_of_hex_digits(water: Game, secret: str) -> None:
    with pytest.raises(UsageError, match=r"^A secret is 32 hex digits in lower case"):
        Match(water, seated(water, 1, "random"), 1, secret=secret)
    with pytest.raises(UsageError, match=r"^A secret is 32 hex digits in lower case"):
        make_player("random", water, water.seats[0], 1, secret=secret)


@pytest.mark.parametrize("seed", ["1", 1.0, None])
def test_a_seed_is_a_whole_number(water: Game, seed: Any) -> None:
    with pytest.raises(TypeError, match="given where a whole number is wanted, as a seed"):
        Match(water, seated(water, 1, "random"), seed)
