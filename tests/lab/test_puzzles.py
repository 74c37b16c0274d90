"""Puzzles of a deck: what trying all lines finds, luck and hidden things included."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.rules.tiny import card, seats, tiny
from wargame.content.library import DeckRef
from wargame.content.load import load_deck_tree
from wargame.errors import DeckError, UsageError
from wargame.lab.authors.examples import ExampleResult
from wargame.lab.authors.puzzles import run_puzzles
from wargame.lab.authors.solver import Solver
from wargame.lab.runs.games import shared_game
from wargame.play.teaching import Exercise
from wargame.rules.game import Game

TOSS = {
    "chance": [
        {"weight": 3, "title": "Heads", "do": ["my.grain += 2"]},
        {"weight": 1, "title": "Tails", "do": []},
    ]
}
REAP = {
    "id": "reap",
    "title": "Reap",
    "seat": "north",
    "aim": "Have 6 grain.",
    "given": {"hand.north": ["reap", "toss"], "north.grain": 4, "north.capital": 0},
    "done": "my.grain >= 6",
    "best": {"line": ["play reap"], "ways": 1, "of": 5, "at_random": 3},
    "learned": "Reaping is sure.",
}

WRONG = {"line": ["play reap"], "ways": 1, "of": 5, "at_random": 4}


def posed(gain: int = 2, **changes: Any) -> Game:
    """A deck with a sure card, one of luck, and one puzzle."""
    cards = [card("reap", f"my.grain += {gain}"), card("toss", TOSS)]
    return tiny(cards=cards, seats=seats({"hand": 2}, {"hand": 0}), puzzles=[REAP | changes])


def result(game: Game) -> ExampleResult:
    (found,) = run_puzzles(game)
    return found


def test_a_puzzle_whose_best_line_is_known_holds_and_tells_what_was_found() -> None:
    found = result(posed())
    assert found.holds, found.problems
    assert found.rule.startswith("Reap (100 % at best, by 1 of 5 lines; at random 1 try in 3; ")


def test_moves_at_random_reach_an_aim_as_often_as_is_counted() -> None:
    """Reaping is one move of five, and a toss, another, falls well three times in four."""
    game = posed(2, best={"line": ["play reap"], "ways": 1, "of": 5})
    assert result(game).holds, "what is left out is not held against anything"
    assert Solver(game, game.deck.puzzles[0]).solve().at_random == round(1 / (1.75 / 5))
    assert "at_random: 3" in " ".join(result(posed(2, best=WRONG)).problems)


def test_luck_is_weighed_exactly_and_a_line_is_held_against_the_best() -> None:
    game = posed(1, best={"line": ["play toss"], "chance": 75, "ways": 1, "of": 5})
    assert result(game).holds, result(game).problems
    solver = Solver(game, game.deck.puzzles[0])
    assert solver.chance == Fraction(3, 4)
    assert solver.played(["play reap"])[0] == 0
    outcome = game.apply(solver.exercise.start, "play toss").state
    for luck in game.legal_actions(outcome):
        chance, stops = solver.played(["play toss", luck.text])
        assert chance == Fraction(3, 4), luck
        assert [(one.before, one.after) for one in stops] == [(Fraction(3, 4), Fraction(3, 4))]


@pytest.mark.parametrize(
    ("gain", "changes", "said"),
    [
        pytest.param(
            1, {}, "beside its line write chance: 75, ways: 1, of: 5", id="a number changed"
        ),
        pytest.param(
            2,
            {"best": {"line": ["play toss"], "ways": 1, "of": 5}},
            "the line reaches it in 75 %, not 100 %. Write line: [play reap]",
            id="a worse line",
        ),
        pytest.param(
            2,
            {"best": {"line": ["play till"], "ways": 1, "of": 5}},
            "'play till' is not legal where its turn comes",
            id="no such move",
        ),
        pytest.param(
            2,
            {"best": {"line": ["play reap", "play toss"], "ways": 1, "of": 5}},
            "it is over before 'play toss'",
            id="too long",
        ),
        pytest.param(
            2,
            {"done": "my.grain >= 9"},
            "no line reaches the aim. At the nearest end north.grain is 6: [play reap]",
            id="out of reach",
        ),
        pytest.param(2, {"done": "my.grain >= 1"}, "every line is as good", id="no puzzle"),
        pytest.param(2, {"done": "my.grain <= 4"}, "as little as may be", id="nothing to do"),
        pytest.param(2, {"given": {"turn": "west"}}, "west", id="no position"),
    ],
)
def test_a_puzzle_that_is_broken_says_how(gain: int, changes: dict[str, Any], said: str) -> None:
    found = result(posed(gain, **changes))
    assert not found.holds
    assert any(said in problem for problem in found.problems), found.problems


@pytest.mark.parametrize("done", ["my.grain >= 1", "my.grain <= 4"])
def test_of_what_is_no_puzzle_no_numbers_are_asked_for(done: str) -> None:
    found = result(posed(2, done=done, best={"line": ["play toss"]}))
    assert len(found.problems) == 1
    assert "no puzzle: " in found.problems[0]


@pytest.mark.parametrize(
    ("done", "lacks"),
    [
        ("my.grain >= 4", 0),
        ("my.grain >= 9", 5),
        ("my.grain < 4", 1),
        ("my.grain != 4", 1),
        ("not my.grain == 4", 1),
        ("my.grain == 7", 3),
        ("my.grain >= 6 and my.capital >= 3", 5),
        ("my.grain >= 6 or my.capital >= 3", 2),
    ],
)
def test_how_far_an_aim_is_counts_what_its_numbers_lack(done: str, lacks: int) -> None:
    game = posed(done=done)
    exercise = Exercise(game, game.deck.puzzles[0])
    assert exercise.lacks(exercise.start) == lacks


def test_the_rival_makes_its_moves_once_it_may() -> None:
    cards = [card("reap", "my.grain += 2"), card("raid", "their.grain -= 2", seat="south")]
    given = {"hand.north": ["reap"], "hand.south": ["raid"], "north.grain": 4}
    puzzle = REAP | {"given": given, "rival": ["play raid"]}
    hands = seats({"hand": 1}, {"hand": 1})
    game = tiny(cards=cards, seats=hands, puzzles=[puzzle])
    (problem,) = result(game).problems
    assert problem.startswith("no line reaches the aim. At the nearest end north.grain is 4")


def test_a_seat_cannot_go_by_what_it_does_not_see() -> None:
    """South's number is drawn in secret: knowing it north would always guess right."""
    tracks = [
        {"id": "grain", "title": "Grain", "of": "seats", "max": 10},
        {"id": "sack", "title": "Sack", "of": "seats", "max": 1, "seen_by": "owner"},
    ]
    hide = {
        "roll": {"min": 0, "max": 1, "weights": [2, 1]},
        "secret": "me",
        "do": ["my.sack += roll"],
    }
    cards = [
        card("hide", hide, seat="south"),
        card("left", {"when": "their.sack == 0", "do": ["my.grain += 1"]}),
        card("right", {"when": "their.sack == 1", "do": ["my.grain += 1"]}),
    ]
    puzzle = REAP | {
        "given": {"hand.north": ["left", "right"], "hand.south": ["hide"], "turn": "south"},
        "rival": ["play hide"],
        "done": "my.grain >= 1",
    }
    hands = seats({"hand": 2}, {"hand": 1})
    game = tiny(cards=cards, seats=hands, tracks=tracks, puzzles=[puzzle])
    assert Solver(game, game.deck.puzzles[0]).solve().chance == Fraction(2, 3)


def test_a_puzzle_that_is_too_large_is_refused_with_what_to_do() -> None:
    game = posed()
    with pytest.raises(UsageError, match="more than 3 positions"):
        Solver(game, game.deck.puzzles[0], most=3).solve()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"hint": "very " * 26}, "E01", id="too many words"),
        pytest.param({"seat": "west"}, None, id="no such seat"),
        pytest.param({"done": "my.gold > 1"}, "N01", id="no such number"),
    ],
)
def test_a_puzzle_that_cannot_be_read_is_a_fault(changes: dict[str, Any], code: str | None) -> None:
    with pytest.raises(DeckError) as caught:
        posed(**changes)
    (fault,) = caught.value.faults
    assert code in (None, fault.code)


def test_puzzles_change_no_rule_and_are_in_no_save() -> None:
    game, other = posed(), posed(title="Another")
    without = Game(load_deck_tree(game.loaded.tree))
    assert not without.deck.puzzles
    for one in (other, without):
        assert (one.rules_hash, one.deck_hash) == (game.rules_hash, game.deck_hash)


def test_every_puzzle_of_a_deck_has_the_best_line_that_it_says(decks: dict[str, DeckRef]) -> None:
    found = run_puzzles(shared_game(decks["kitchen_sink"]))  # of every deck: `deck test`
    assert found
    assert {one.id: one.problems for one in found if not one.holds} == {}
