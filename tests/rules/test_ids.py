"""Ids of actions: dense, both ways, and the same wherever the same things act."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.rules.tiny import BASE, Table, card, seats, tiny
from tests.strategies import nodes, plain_games
from wargame.content.effects import check_effects
from wargame.errors import GameOver, IllegalAction, UsageError
from wargame.rules.actions import Action
from wargame.rules.game import Game
from wargame.rules.ids import ActionIds
from wargame.rules.ruling import ruled

every_deck = pytest.mark.parametrize("name", list(plain_games()))


def ids_of(game: Game) -> ActionIds:
    return game.rules.ids


def texts(game: Game, seat: str) -> list[str]:
    """What a seat may ever do, in the order of ids."""
    return [action.text for action in ids_of(game).actions if action.seat == seat]


@every_deck
def test_ids_are_dense_and_lead_both_ways(name: str) -> None:
    game = plain_games()[name]
    numbers = range(game.num_actions)
    assert [game.action_id(game.action_of(number)) for number in numbers] == list(numbers)


@every_deck
def test_every_action_that_is_met_has_its_id(name: str) -> None:
    game = plain_games()[name]
    for position, _ in nodes(game, 3):
        actions = [game.action_of(number) for number in game.legal_ids(position)]
        assert actions == list(game.legal_actions(position))


@every_deck
def test_a_game_by_ids_goes_where_its_actions_lead(name: str) -> None:
    game = plain_games()[name]
    for position, text in nodes(game, 4):
        action = game.action(position, text)
        child = game.child(position, game.action_id(action))
        assert child == game.apply(position, action).state
        if position.is_chance:
            ids, weights = game.chance_ids(position)
            outcomes = [(game.action_of(n), w) for n, w in zip(ids, weights, strict=True)]
            assert outcomes == game.chance_outcomes(position)


@every_deck
def test_a_walk_goes_where_its_actions_lead(name: str) -> None:
    game = plain_games()[name]
    walk = game.walk()
    for position, text in nodes(game, 4):
        assert walk.position == position
        assert walk.legal_ids() == game.legal_ids(position)
        assert walk.chance_ids() == game.chance_ids(position)
        told = (walk.is_over, walk.is_chance, walk.seat, walk.ply)
        assert told == (False, position.is_chance, position.seat, position.ply)
        walk.take(game.action_id(game.action(position, text)))
    assert walk.is_over


def test_a_walk_leaves_alone_what_it_set_out_from_and_what_it_gave(any_game: Game) -> None:
    start = any_game.new()
    before = start.digest
    walk = any_game.walk(start)
    walk.take(walk.legal_ids()[0])
    kept, there = walk.position, walk.position.digest
    walk.take(walk.legal_ids()[0])
    assert (start.digest, kept.digest) == (before, there)
    assert walk.ply == start.ply + 2


def test_a_walk_refuses_as_the_game_does_and_stays() -> None:
    game = tiny(cards=[card("a"), card("b", seat="south")], seats=seats({"hand": 1}, {"hand": 1}))
    walk = game.walk()
    asked = walk.position
    illegal = next(n for n in range(game.num_actions) if n not in game.legal_ids(asked))
    for number, kind in ((illegal, IllegalAction), (game.num_actions, UsageError)):
        with pytest.raises(kind) as by_game:
            game.child(asked, number)
        with pytest.raises(kind) as by_walk:
            walk.take(number)
        assert str(by_walk.value) == str(by_game.value)
        assert walk.position == asked
    while not walk.is_over:
        walk.take(walk.legal_ids()[0])
    with pytest.raises(GameOver):
        walk.legal_ids()
    with pytest.raises(GameOver):
        walk.take(0)


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
    after = ActionIds(big.rules.program, first=before).actions
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
import wargame
for deck in ("primer", "calibration"):
    game = wargame.load(deck)
    for number in range(game.num_actions):
        print(number, game.action_of(number).seat, game.action_of(number))
"""


def test_ids_are_the_same_in_every_process(capsys: pytest.CaptureFixture[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIST],
        env={**os.environ, "PYTHONHASHSEED": "2"},
        capture_output=True,
        check=True,
        text=True,
    )
    exec(LIST, {})
    assert done.stdout == capsys.readouterr().out
    assert "0 us pass" in done.stdout


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
        plain_games()["primer"].action_id(Action(text, seat, 0))


@pytest.mark.parametrize("number", [-1, 10**9])
def test_a_number_that_is_no_id_is_refused(number: int) -> None:
    with pytest.raises(UsageError, match="ids of this game are 0 to"):
        plain_games()["primer"].action_of(number)


# --- going on by id ------------------------------------------------------------------------


def named(game: Game, seat: str, text: str) -> int:
    return game.action_id(Action(text, seat, 0))


@pytest.mark.parametrize(
    ("seat", "text", "said"),
    [
        pytest.param("south", "pass", "'pass' is an action of south, and north is to", id="rival"),
        pytest.param("north", "play dear", "it costs 9 capital", id="too dear"),
        pytest.param("CHANCE", "draw cheap", "is an action of CHANCE", id="luck"),
    ],
)
def test_an_id_that_is_not_legal_is_refused_with_the_reason(
    seat: str, text: str, said: str
) -> None:
    cards = [card("dear", cost={"capital": 9}), card("cheap")]
    table = Table(tiny(cards=cards, seats=seats({"hand": 2}))).do("draw dear", "draw cheap")
    before = table.state.packed()
    with pytest.raises(IllegalAction, match=said):
        table.game.child(table.state, named(table.game, seat, text))
    assert table.state.packed() == before


def test_nothing_follows_a_game_that_is_over() -> None:
    game = tiny(rounds={"max": 1}, turn={"plays": 0, "initiative": "north"})
    with pytest.raises(GameOver):
        game.legal_ids(game.new())
    with pytest.raises(GameOver):
        game.child(game.new(), 0)


def test_no_id_beyond_the_last_is_played() -> None:
    game = tiny()
    with pytest.raises(UsageError):
        game.child(game.new(), game.num_actions)


def test_a_ruling_moves_no_id() -> None:
    game = tiny(rules=[{"id": "r", "title": "R", "phase": "world", "do": [ask("north", "a", "b")]}])
    toss = {"chance": [{"weight": 1, "title": "T"}, {"weight": 2, "title": "U"}]}
    after = ruled(game, check_effects([ask("south", "c", "d"), toss]))
    before = [game.action_of(number) for number in range(game.num_actions)]
    assert [after.action_of(number) for number in range(len(before))] == before
    added = [after.action_of(n).text for n in range(len(before), after.num_actions)]
    assert added == ["outcome 1", "outcome 2", "choose c", "choose d"]
    assert after.max_plies == game.max_plies + 3
