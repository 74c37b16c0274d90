"""One suite for all decks, each variant included: a new deck is tested by being there."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from tests.rules import conformance
from tests.rules.conformance import (
    check_fields,
    check_play,
    check_refusals,
    check_replay,
    check_step,
    check_steps,
    sampled,
)
from tests.rules.tiny import BASE, card, seats, tiny
from tests.strategies import all_games, fresh_game, nodes, plain_games, variant_names
from wargame.rules.game import Action, Game
from wargame.rules.kernel import PLAY, Stream, changed, work
from wargame.rules.packing import Packing
from wargame.rules.position import Position, state_of

every_deck = pytest.mark.parametrize("name", list(plain_games()))
every_variant = pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if is_other_in_kind else pytest.mark.slow)
        for name, is_other_in_kind in variant_names().items()
    ],
)
every_game = pytest.mark.parametrize("name", list(all_games()))

GAMES_EACH = 2_000 // len(all_games()) + 1


@every_deck
def test_random_games_end(name: str) -> None:
    nodes_seen, seed = 0, 0
    while seed < 100 and nodes_seen < 2_000:
        nodes_seen += check_play(plain_games()[name], seed)
        seed += 1
    assert seed > 1


@every_deck
def test_every_field_of_a_position_is_packed_and_copied(name: str) -> None:
    check_fields(plain_games()[name])


@every_deck
def test_every_step_of_a_round_leads_to_one_that_has_something_to_do(name: str) -> None:
    check_steps(plain_games()[name])


@every_deck
def test_every_step_conforms(name: str) -> None:
    for state, text in sampled(plain_games()[name], range(40), most=150, every=3):
        check_step(plain_games()[name], state, text)


@every_deck
def test_what_is_not_legal_is_refused(name: str) -> None:
    stream = Stream(1)
    for state, _ in sampled(plain_games()[name], range(100, 140), most=100, every=4):
        check_refusals(plain_games()[name], state, stream)


@every_deck
def test_the_actions_alone_replay_a_game(name: str) -> None:
    check_replay(plain_games()[name], 200)


@every_variant
def test_a_variant_conforms_as_its_deck_does(name: str) -> None:
    """One test each, for reading a deck takes longer than the games, and a variant differs in
    little."""
    game, stream = fresh_game(name), Stream(1)
    check_play(game, 0)
    check_fields(game)
    check_steps(game)
    for state, text in sampled(game, range(40), most=12, every=11):
        check_step(game, state, text)
        check_refusals(game, state, stream, count=10)
    check_replay(game, 200)


@pytest.mark.slow
@every_game
def test_two_thousand_games_end_and_replay(name: str) -> None:
    game = all_games()[name]
    for seed in range(1_000, 1_000 + GAMES_EACH):
        check_play(game, seed)
        check_replay(game, seed)


@pytest.mark.slow
@every_game
def test_every_node_of_many_games_conforms(name: str) -> None:
    game, stream = all_games()[name], Stream(2)
    for state, text in sampled(game, range(2_000, 2_060), most=300 if ":" in name else 2_000):
        check_step(game, state, text)
        check_refusals(game, state, stream, count=20)


# --- the checks can fail -------------------------------------------------------------------


def faulty() -> Game:
    """A small game of its own, to plant faults in."""
    acts = [card("act", "my.grain += 1", cost={"capital": 1}), card("rest")]
    measure = {"id": "wall", "title": "W", "seat": "north", "max": 3, "tighten": {}}
    return tiny(cards=acts, seats=seats({"hand": 2}), measures=[measure], rounds={"max": 4})


def fails(check: Callable[[], Any]) -> bool:
    try:
        check()
    except (AssertionError, KeyError):
        return True
    return False


def through(game: Game) -> None:
    """Every check over a few games."""
    stream = Stream(1)
    for state, text in sampled(game, range(6)):
        check_step(game, state, text)
        check_refusals(game, state, stream)
    for seed in range(6):
        check_play(game, seed)
        check_replay(game, seed)


def test_a_sound_game_passes() -> None:
    through(faulty())


def test_a_shared_list_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    game = faulty()
    copy = game.rules.fast.State.copy

    def shallow(state: Any) -> Any:
        after = copy(state)
        after.capital = state.capital
        return after

    monkeypatch.setattr(game.rules.fast.State, "copy", shallow)
    assert fails(lambda: through(game))


def test_a_silent_write_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(t: Any, s: Any, o: int, m: int, wanted: int, site: int) -> None:
        s.level = s.force = changed(s.level, m, min(wanted, 3))

    monkeypatch.setattr(work, "set_level", silent)
    assert fails(lambda: through(faulty()))


def test_a_difference_of_the_flavours_is_noticed() -> None:
    game = faulty()
    cards = game.rules.traced.ENGINE.tables.cards
    cards[0] = dataclasses.replace(cards[0], worth=2)
    assert fails(lambda: through(game))


def test_a_lost_field_is_noticed() -> None:
    game = faulty()
    check_fields(game)
    fields = [field for field in game.rules.packing.fields if field != "north_grain"]
    vars(game.rules)["packing"] = Packing(fields, len(game.seats), game.rules.blank)
    assert fails(lambda: check_fields(game))


def test_an_illegal_action_that_is_accepted_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    action = Game.action

    def lenient(self: Game, position: Position, text: str) -> Action:
        if text == "PASS":
            return self.legal_actions(position)[0]
        return action(self, position, text)

    monkeypatch.setattr(Game, "action", lenient)
    assert fails(lambda: through(faulty()))


def test_a_game_without_end_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conformance, "LIMIT", 3)
    assert fails(lambda: check_play(faulty(), 0))


def test_a_node_without_actions_is_noticed() -> None:
    game = faulty()
    game.rules.engine.legal = lambda s: []  # type: ignore[method-assign]
    assert fails(lambda: check_play(game, 0))


def test_a_number_out_of_range_is_noticed() -> None:
    game = faulty()
    state = next(state for state, _ in nodes(game, 0) if state_of(state).node == PLAY)
    setattr(state_of(state), "north_grain", 99)  # noqa: B010 - a track of that deck alone
    assert fails(lambda: check_step(game, state, "pass"))


def test_every_deck_has_its_place_here() -> None:
    names = list(all_games())
    assert {"primer", "calibration", "kitchen_sink", "water_treaty"} <= set(names)
    assert BASE["id"] not in names
