"""A player in a process of its own gets packed views and answers in plain data."""

from __future__ import annotations

import json

import pytest

from wargame.errors import PlayerError
from wargame.lab.games import shared_game
from wargame.players.budget import Budget
from wargame.players.registry import make_player
from wargame.players.search import Search
from wargame.players.worker import Resident, Worker
from wargame.rules.game import CHANCE_SEAT
from wargame.rules.kernel import Stream
from wargame.rules.view import unpack_view


def random_states(game, seed: int):
    state, stream = game.new(), Stream(seed)
    while not game.is_terminal(state):
        yield state
        legal = game.legal_actions(state)
        state = game.apply(state, legal[stream.below(len(legal))]).state


def test_a_view_survives_packing(any_game):
    for state in random_states(any_game, 3):
        for seat in any_game.seats:
            view = any_game.redact(state, seat)
            packed = json.loads(json.dumps(view.packed()))
            again = unpack_view(any_game, packed)
            assert again == view
            assert [action.code for action in again.legal] == [a.code for a in view.legal]


def test_a_resident_chooses_as_the_player_would_and_says_why(water):
    seat = water.seats[0]
    told = 0
    resident = Resident(water, Search(water, seat, 4, Budget(iterations=40)))
    for state in random_states(water, 5):
        if water.current_seat(state) == seat and told < 6:
            view = water.redact(state, seat)
            answer = resident.choose(view.packed())
            assert answer.action in [action.text for action in view.legal]
            if answer.thought and len(view.legal) > 1:
                told += 1
                assert answer.second_best
                assert answer.reason or answer.thought.mixed
    assert told


def test_a_worker_answers_from_its_own_process(decks):
    ref = decks["water_treaty"]
    game = shared_game(ref)
    seat = game.seats[0]
    state = next(s for s in random_states(game, 1) if game.current_seat(s) == seat)
    view = game.redact(state, seat)
    worker = Worker(ref, "search:30it", seat, 1)
    try:
        assert worker.fits(game)
        answer = worker.choose(view).result(timeout=60)
        assert answer.action == make_player("search:30it", game, seat, 1).choose(view).text
        slow = Worker(ref, "search:60s", seat, 1)
        slow.fits(game)
        thinking = slow.choose(view)
        slow.close()
        assert thinking.cancelled() or not thinking.done() or thinking.exception() is not None
    finally:
        worker.close()


def test_a_player_that_cannot_be_made_is_told_to_whoever_asks(decks):
    worker = Worker(decks["calibration"], "nobody", "pursuer", 1)
    try:
        with pytest.raises(PlayerError, match="nobody"):
            worker.fits(shared_game(decks["calibration"]))
    finally:
        worker.close()


def test_chance_is_nobody_s_turn(water):
    state = water.new()
    assert water.current_seat(state) == CHANCE_SEAT
    view = water.redact(state, water.seats[0])
    assert unpack_view(water, view.packed()).legal == ()
