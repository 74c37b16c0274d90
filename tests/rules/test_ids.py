"""Ids of actions: dense, both ways, and the same wherever the same things act."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.rules.tiny import BASE, card, seats, tiny
from tests.strategies import all_games, nodes, plain_games
from wargame.errors import UsageError
from wargame.rules.actions import Action
from wargame.rules.game import Game
from wargame.rules.ids import ActionIds

every_deck = pytest.mark.parametrize("name", list(all_games()))


def ids_of(game: Game) -> ActionIds:
    return ActionIds(game.rules.program, game.rules.words)


def texts(game: Game, seat: str) -> list[str]:
    """What a seat may ever do, in the order of ids."""
    return [action.text for action in ids_of(game).actions if action.seat == seat]


@every_deck
def test_ids_are_dense_and_lead_both_ways(name: str) -> None:
    ids = ids_of(all_games()[name])
    assert [ids.id_of(ids.action_of(number)) for number in range(len(ids))] == list(range(len(ids)))


@pytest.mark.parametrize("name", list(plain_games()))
def test_every_action_that_is_met_has_its_id(name: str) -> None:
    game = all_games()[name]
    ids = ids_of(game)
    for state, _ in nodes(game, 3):
        legal = game.legal_actions(state)
        numbers = ids.at(state, [action.code for action in legal])
        assert [ids.action_of(number) for number in numbers] == list(legal)
        assert len(dict.fromkeys(numbers)) == len(numbers)


def test_the_order_is_seat_verb_and_deck_order() -> None:
    game = tiny(cards=[card("b"), card("a"), card("c", seat="south")], seats=seats({"hand": 1}))
    assert texts(game, "north") == [
        *("pass", "play b", "play a", "capital b", "capital a", "discard b", "discard a")
    ]
    assert texts(game, "CHANCE") == ["draw b", "draw a", "draw c"]


def test_one_action_of_luck_has_one_id_whoever_it_falls_to() -> None:
    game = tiny(cards=[card("a", seat="any")], seats=seats({"hand": 1}, {"hand": 1}))
    assert texts(game, "CHANCE").count("draw a") == 1
    dealt = [game.legal_actions(state)[0] for state, text in nodes(game, 0) if text == "draw a"]
    first, second = dealt[:2]
    assert first.code != second.code
    assert ids_of(game).id_of(first) == ids_of(game).id_of(second)


def ask(seat: str, *options: str) -> dict[str, object]:
    """A dilemma."""
    found = [{"id": option, "title": option} for option in options]
    return {"choose": {"seat": seat, "title": "What now?", "options": found}}


def test_options_come_last_and_equal_words_of_a_seat_are_one_action() -> None:
    asks = [ask("north", "yes", "no"), ask("north", "no", "perhaps"), ask("south", "no", "yes")]
    game = tiny(rules=[{"id": "r", "title": "R", "phase": "world", "do": asks}])
    last = [f"{action.seat} {action.text}" for action in ids_of(game).actions][-5:]
    assert last == [
        "north choose yes",
        "north choose no",
        "north choose perhaps",
        "south choose no",
        "south choose yes",
    ]


def test_actions_of_another_game_keep_their_ids() -> None:
    asks = [ask("north", "yes", "no")]
    small = tiny()
    big = tiny(rules=[{"id": "r", "title": "R", "phase": "world", "do": asks}])
    before = ids_of(small).actions
    after = ActionIds(big.rules.program, big.rules.words, first=before).actions
    assert after[: len(before)] == before
    assert [action.text for action in after[len(before) :]] == ["choose yes", "choose no"]


def test_words_that_only_people_read_change_no_id() -> None:
    cards = [card("b"), card("a")]
    read = [{**one, "title": f"Other {one['id']}", "text": "Other."} for one in cards]
    plain = tiny(cards=cards)
    other = tiny(cards=read, endings=[{"id": "over", "title": "The end"}], title=BASE["title"][:2])
    assert plain.rules_hash == other.rules_hash
    assert ids_of(plain).actions == ids_of(other).actions


LIST = """
import hashlib, wargame
from wargame.rules.ids import ActionIds
for deck in ("primer", "entanglement", "calibration"):
    game = wargame.load(deck)
    for number, action in enumerate(ActionIds(game.rules.program, game.rules.words).actions):
        print(number, action.seat, action.text)
"""


def test_ids_are_the_same_in_every_process() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", LIST],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]
    assert b"0 us pass" in said[0]


@pytest.mark.parametrize(
    ("text", "seat", "hint"),
    [
        pytest.param(
            "play price_flor", "us", "Did you mean 'play price_floor'?", id="a misspelt card"
        ),
        pytest.param("draw price_floor", "us", "no action of us", id="what CHANCE does"),
        pytest.param("pass", "nobody", "None is known", id="no seat"),
    ],
)
def test_what_is_no_action_of_the_game_is_refused(text: str, seat: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint.replace("?", r"\?")):
        ids_of(all_games()["primer"]).id_of(Action(text, seat, 0))


@pytest.mark.parametrize("number", [-1, 10**9])
def test_a_number_that_is_no_id_is_refused(number: int) -> None:
    with pytest.raises(UsageError, match="ids of this game are 0 to"):
        ids_of(all_games()["primer"]).action_of(number)
