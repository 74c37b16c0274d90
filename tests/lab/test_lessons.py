"""Lessons of a deck: what `deck test` finds in them, and that a broken one is found."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import card, rule, seats, tiny
from wargame.content.library import DeckRef, load_deck
from wargame.content.load import load_deck_tree
from wargame.errors import DeckError
from wargame.lab.authors.examples import ExampleResult
from wargame.lab.authors.lessons import run_lessons
from wargame.lab.runs.games import shared_game
from wargame.rules.game import Game
from wargame.table.host.school import School

REAP = {
    "id": "reap",
    "title": "Reap",
    "seat": "north",
    "aim": "Have 6 grain.",
    "given": {"hand.north": ["reap", "sing"], "north.grain": 4},
    "done": "my.grain >= 6",
    "steps": [{"text": "Play Reap."}],
    "wrong": [{"move": "pass", "text": "No."}],
    "way": ["play reap"],
    "learned": "Cards act.",
}


def taught(gain: int = 2, **changes: Any) -> Game:
    """A deck of two cards with one lesson."""
    hands = seats({"hand": 2}, {"hand": 0})
    cards = [card("reap", f"my.grain += {gain}"), card("sing", "shared.calm += 1")]
    calmer = rule("account", "shared.calm += 1")
    return tiny(cards=cards, seats=hands, rules=[calmer], lessons=[REAP | changes])


def result(game: Game) -> ExampleResult:
    (found,) = run_lessons(game)
    return found


@pytest.fixture
def primer(decks: dict[str, DeckRef]) -> Game:
    return shared_game(decks["primer"])


def test_a_lesson_whose_way_reaches_its_aim_holds() -> None:
    found = result(taught())
    assert found.holds, found.problems
    assert (found.id, found.rule) == ("lesson reap", "Reap")


@pytest.mark.parametrize(
    ("gain", "changes", "said"),
    [
        pytest.param(1, {}, "the way does not lead to 'my.grain >= 6'", id="a number changed"),
        pytest.param(2, {"way": ["play till"]}, "'play till' is not legal", id="no such move"),
        pytest.param(2, {"way": ["pass"]}, "'pass' is a wrong move too", id="a wrong way"),
        pytest.param(2, {"done": "my.grain >= 4"}, "before anything is played", id="done at once"),
        pytest.param(
            2, {"steps": [{"when": "my.grain > 9", "text": "?"}]}, "nothing is said", id="silence"
        ),
        pytest.param(
            2, {"wrong": [{"move": "accept", "text": "No."}]}, "can never be done", id="no mistake"
        ),
        pytest.param(
            2, {"way": ["play reap", "play sing"]}, "it is over before 'play sing'", id="too long"
        ),
        pytest.param(2, {"given": {"turn": "west"}}, "west", id="no position"),
        pytest.param(
            2,
            {
                "given": {"north.grain": 6, "shared.calm": 0},
                "done": "shared.calm > 0",
                "way": ["play sing"],
            },
            "by whoever does as little as may be",
            id="learned by waiting",
        ),
    ],
)
def test_a_lesson_that_is_broken_says_how(gain: int, changes: dict[str, Any], said: str) -> None:
    found = result(taught(gain, **changes))
    assert not found.holds
    assert any(said in problem for problem in found.problems), found.problems


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"aim": "very " * 26}, "E01", id="too many words"),
        pytest.param({"seat": "west"}, None, id="no such seat"),
        pytest.param({"done": "my.gold > 1"}, "N01", id="no such number"),
    ],
)
def test_a_lesson_that_cannot_be_read_is_a_fault(changes: dict[str, Any], code: str | None) -> None:
    with pytest.raises(DeckError) as caught:
        taught(**changes)
    (fault,) = caught.value.faults
    assert code in (None, fault.code)


def test_lessons_change_no_rule_and_are_in_no_save() -> None:
    game, other = taught(), taught(title="Another")
    without = Game(load_deck_tree(game.loaded.tree))
    assert not without.deck.lessons
    for one in (other, without):
        assert (one.rules_hash, one.deck_hash) == (game.rules_hash, game.deck_hash)


def test_a_variant_has_no_lessons_of_its_own(decks: dict[str, DeckRef]) -> None:
    game = Game(load_deck(DeckRef(decks["primer"].folder, "no_deals")))
    assert run_lessons(game) == []


def test_all_eight_lessons_of_the_primer_can_be_learned(primer: Game) -> None:
    found = run_lessons(primer)
    assert len(found) == 8
    assert {one.id: one.problems for one in found if not one.holds} == {}


WRONG = 3
"""Wrong moves of a lesson that are answered, where so many can be made."""


def test_each_lesson_of_the_primer_answers_its_likeliest_wrong_moves(primer: Game) -> None:
    school = School(primer)
    for lesson in school.listed:
        sitting = school.open(lesson).sitting
        sitting.draw_luck()
        could = {action.text for action in sitting.view(lesson.seat).legal} - {lesson.way[0]}
        assert len(lesson.wrong) == min(WRONG, len(could)), lesson.id
