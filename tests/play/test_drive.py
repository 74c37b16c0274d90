"""The one loop that drives a match, whoever waits for what."""

from __future__ import annotations

import pytest

from wargame.errors import PlayerError
from wargame.play.drive import LuckDrawn, PersonAsked, PlayerAsked, next_turn, turns
from wargame.play.match import Match
from wargame.play.player import Person, Player
from wargame.players.registry import make_player
from wargame.rules.game import Game


def match_of(game: Game, people: int) -> Match:
    """A match with people in the first seats and `random` in the others."""
    players: dict[str, Player] = {
        seat: Person() if n < people else make_player("random", game, seat, 1)
        for n, seat in enumerate(game.seats)
    }
    return Match(game, players, 1)


@pytest.mark.parametrize("people", [0, 1, 2])
def test_turns_name_whoever_has_to_decide_and_end_with_the_game(water: Game, people: int) -> None:
    match = match_of(water, people)
    for turn in turns(match):
        match turn:
            case LuckDrawn(action):
                assert match.record.actions[-1] == action.text
            case PersonAsked(view):
                assert isinstance(match.players[view.seat], Person)
                match.take(view.legal[0])
            case PlayerAsked(view, player):
                assert match.players[view.seat] is player
                match.take(turn.choose())
    assert match.is_over
    assert [*turns(match)] == []


def test_a_decision_that_did_not_come_is_asked_for_again(water: Game) -> None:
    match = match_of(water, 2)
    first = next(turn for turn in turns(match) if isinstance(turn, PersonAsked))
    again = next_turn(match)
    assert isinstance(again, PersonAsked)
    assert again.view == first.view


def test_a_match_by_itself_cannot_ask_a_person(water: Game) -> None:
    match = match_of(water, 2)
    with pytest.raises(PlayerError, match="is played by a person"):
        match.run()
