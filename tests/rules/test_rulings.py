"""What control rules runs behind the rules that are there, which stay as they are."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from tests.play.anything import new_match
from wargame.content.effects import check_effects
from wargame.play import control
from wargame.play.resume import resume
from wargame.rules.game import Game
from wargame.rules.orders import Ban, Orders
from wargame.rules.ruleset import Ruleset
from wargame.rules.ruling import apply_ruling, ruled, why_no_ruling

QUESTION = {
    "choose": {
        "seat": "north",
        "title": "Well?",
        "options": [{"id": "yes", "title": "Yes", "do": []}, {"id": "no", "title": "No"}],
    }
}


def a_ruling(game: Game, amount: int) -> list[Any]:
    """A number now, luck, a question and a number later."""
    name = next(n for n in game.rules.names.values() if n.writable and n.hi - n.lo >= 10).text
    question = {"choose": {**QUESTION["choose"], "seat": game.seats[-1]}}
    toss = {
        "chance": [
            {"weight": 1, "title": "Heads", "do": [f"{name} += {amount}"]},
            {"weight": 2, "title": "Tails", "do": []},
        ]
    }
    later = {"after": 1, "do": [f"{name} -= {amount}"]}
    return check_effects([f"{name} += {amount}", later, question, toss])


def test_a_ruling_builds_nothing_of_the_deck_again(
    sink: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ruled(sink, a_ruling(sink, 1)).rules
    _ = first.traced

    def never(*_: object, **__: object) -> None:
        raise AssertionError("the deck was built again")

    monkeypatch.setattr("wargame.rules.emit.emit", never)
    monkeypatch.setattr("wargame.rules.making.emit", never)
    monkeypatch.setattr("wargame.rules.ruleset.run_text", never)
    second = first.ruled(a_ruling(sink, 2))
    assert second.module.text is sink.rules.module.text
    assert len(second.traced.ENGINE.tables.segments) > len(first.traced.ENGINE.tables.segments)


def test_rulings_of_two_games_on_the_same_rules_do_not_meet(water: Game) -> None:
    sizes = [len(water.rules.fast.ENGINE.tables.segments), len(water.rules.module.blocks)]
    one, other = (ruled(water, a_ruling(water, amount)) for amount in (1, 3))
    match = new_match(water, 3)
    while why_no_ruling(match.state) or not match.is_settled:
        match.step()
    first = apply_ruling(one, match.state, 0).state
    again = apply_ruling(one, match.state, 0).state
    assert apply_ruling(other, match.state, 0).state.digest != first.digest == again.digest
    engine = water.rules.fast.ENGINE
    assert [len(engine.tables.segments), len(water.rules.module.blocks)] == sizes


@pytest.mark.parametrize("seed", range(2))
def test_fast_and_traced_rulings_lead_to_the_same(any_game: Game, seed: int) -> None:
    match = new_match(any_game, seed, traced=True)
    count = 0
    while count < 3 and not match.is_over:
        if match.is_settled and not why_no_ruling(match.state):
            control.rule(match, tuple(a_plain_ruling(any_game, count)), "again")
            count += 1
        match.step()
    match.settle()
    plain = resume(any_game, match.record, match.players)
    assert plain.state.digest == match.state.digest
    for name, flavour in (("fast", plain.game.rules.fast), ("traced", match.game.rules.traced)):
        assert len(flavour.ENGINE.tables.segments) == len(match.game.rules.module.blocks) + (
            match.game.rules.module.first_segment
        ), name


def a_plain_ruling(game: Game, number: int) -> list[Any]:
    """As it is typed."""
    question = {"choose": {**QUESTION["choose"], "seat": game.seats[-1]}}
    name = next(n for n in game.rules.names.values() if n.writable and n.hi - n.lo >= 10).text
    toss = {
        "chance": [
            {"weight": 1, "title": "Heads", "do": [f"{name} += 1"]},
            {"weight": 2, "title": "Tails", "do": []},
        ]
    }
    later = {"after": 1, "do": [f"{name} -= 2"]}
    rulings: list[list[Any]] = [[f"{name} += 1"], [question, toss], [later]]
    return rulings[number]


def test_ruled_rules_are_pickled_with_what_was_ruled(water: Game) -> None:
    rules = ruled(ruled(water, a_ruling(water, 1)), a_ruling(water, 2)).rules
    again: Ruleset = pickle.loads(pickle.dumps(rules))
    assert again.module.blocks == rules.module.blocks
    assert again.module.rulings == rules.module.rulings


def test_many_rulings_need_no_deep_stack(water: Game) -> None:
    rules = water.rules
    for _ in range(1_200):
        rules = rules.ruled(check_effects([f"{water.seats[0]}.capital += 1"]))
    assert len(rules.traced.ENGINE.tables.segments) == len(rules.fast.ENGINE.tables.segments)


def test_no_build_of_the_deck_takes_the_place_of_ruled_rules(water: Game) -> None:
    rules = ruled(water, a_ruling(water, 1)).rules
    assert rules.on(water.rules.fast) is rules


def test_the_game_as_it_began_is_there_without_building_it(
    water: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound = Orders((Ban(water.seats[0], ("discard",), 1, 2),))
    later = ruled(ruled(water, a_ruling(water, 1)), a_ruling(water, 2))
    monkeypatch.setattr("wargame.rules.ruleset._read", None)
    for game in (later, Game(later.rules.under(bound)), Game(water.rules.under(bound)), water):
        begun = game.unruled().rules
        assert (begun.rulings, begun.orders) == ((), Orders())
        assert begun.engine is water.rules.engine


def test_the_game_as_it_began_keeps_the_values_that_it_was_given_since(water: Game) -> None:
    turned = ruled(water, a_ruling(water, 1)).valued({f"par.{water.seats[0]}": "3"})
    begun = turned.unruled().rules
    assert begun.rulings == ()
    assert begun.loaded == turned.loaded
