"""Worked examples: what they can say, and how they fail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DECKS
from tests.copies import copy_of
from tests.rules import tiny as decks
from wargame.content.load import load_deck
from wargame.content.model import Example
from wargame.lab.authors.examples import run_example, run_examples
from wargame.rules.game import Game


def problems(game: Game, **parts: Any) -> tuple[str, ...]:
    example = Example.model_validate({"id": "case", "rule": "A case.", **parts})
    return run_example(game, example).problems


@pytest.fixture
def card(water: Game) -> str:
    """A card of the first seat that can be discarded."""
    return next(card.id for card in water.deck.cards if card.seat in (water.seats[0], "any"))


def test_what_holds_has_no_problems(water: Game, card: str) -> None:
    first = water.seats[0]
    assert not problems(
        water,
        given={"turn": first, f"hand.{first}": [card]},
        expect={"legal": [f"capital {card}"], "game.round": 1},
    )


def test_a_wrong_value_is_told_with_both_numbers(water: Game) -> None:
    first = water.seats[0]
    found = problems(
        water, given={"turn": first, f"{first}.capital": 3}, expect={f"{first}.capital": 4}
    )
    assert found == (f"{first}.capital is 3, expected 4",)


def test_a_comparison_is_told_to_be_no_value(water: Game) -> None:
    first = water.seats[0]
    found = problems(
        water, given={"turn": first, f"{first}.capital": 3}, expect={f"{first}.capital": ">= 3"}
    )
    said = f"{first}.capital is 3, and '>= 3' is no whole number. Write the value itself."
    assert found == (said,)


def test_an_action_refused_by_surprise_is_told(water: Game) -> None:
    found = problems(
        water,
        given={"turn": water.seats[0]},
        play=["play nothing_of_the_kind", "pass"],
        expect={"game.round": 1},
    )
    assert len(found) == 1
    assert found[0].startswith("action 1 'play nothing_of_the_kind' is refused: ")


def test_an_expected_refusal_must_come(water: Game, card: str) -> None:
    first = water.seats[0]
    given = {"turn": first, f"hand.{first}": [card]}
    found = problems(water, given=given, play=[f"capital {card}"], expect={"refused": "hand"})
    assert found == ("the last action was expected to be refused, and is allowed",)


def test_an_expected_refusal_must_have_the_reason(water: Game) -> None:
    given = {"turn": water.seats[0]}
    play = ["play nothing_of_the_kind"]
    assert not problems(water, given=given, play=play, expect={"refused": "nothing_of_the_kind"})
    found = problems(water, given=given, play=play, expect={"refused": "the moon is full"})
    assert "has no 'the moon is full'" in found[0]


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        pytest.param({"legal": ["accept"]}, "'accept' is not legal", id="not legal"),
        pytest.param({"not_legal": "pass"}, "'pass' is legal", id="legal"),
        pytest.param(
            {"ending": "moon"}, "the game is not over, and the ending 'moon'", id="ending"
        ),
        pytest.param({"no.such": 1}, "no.such", id="no such name"),
    ],
)
def test_each_expectation_can_fail(
    water: Game, expect: dict[str, list[str]] | dict[str, str] | dict[str, int], said: str
) -> None:
    found = problems(water, given={"turn": water.seats[0]}, expect=expect)
    assert len(found) == 1
    assert said in found[0]


def test_next_round_leads_to_the_plays_of_the_next_round(any_game: Game) -> None:
    seat = any_game.seats[0]
    if any_game.deck.turn.plays == 0 or any_game.deck.rounds.max == 1:
        return
    found = problems(
        any_game,
        given={"turn": seat},
        play=["next round"],
        expect={"game.round": 2, "legal": "pass"},
    )
    assert not found


def test_a_position_that_cannot_be_is_told(water: Game) -> None:
    found = problems(water, given={"turn": "moon"}, expect={"game.round": 1})
    assert "moon" in found[0]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param({"seed": "abc"}, "'seed' must be a whole number", id="a seed of letters"),
        pytest.param({"seed": [1]}, "'seed' must be a whole number", id="a list for a seed"),
        pytest.param({"seed": True}, "'seed' must be a whole number", id="true for a seed"),
        pytest.param({"hand.nobody": []}, "no seat 'nobody'", id="the hand of nobody"),
        pytest.param({"agenda.nobody": "x"}, "no seat 'nobody'", id="the agenda of nobody"),
    ],
)
def test_what_cannot_be_given_is_told(water: Game, given: dict[str, str], said: str) -> None:
    (found,) = problems(water, given=given, expect={"game.round": 1})
    assert said in found


@pytest.mark.parametrize("slip", ["tigten dam", "play no_such_card", "choose nothing", "table x"])
def test_a_slip_of_the_pen_is_not_held_to_be_illegal(water: Game, slip: str) -> None:
    """Else `not_legal` would hold for any word at all."""
    found = problems(water, expect={"not_legal": [slip]})
    assert found == (f"'{slip}' is no action of this deck",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("shared.trust: 46", "shared.trsut: 46", "'shared.trust'", id="expected"),
        pytest.param("shared.trust: 40", "shared.trsut: 40", "'shared.trust'", id="given"),
        pytest.param("shared.trust: 40", "shared.trust: 400", "outside", id="out of range"),
    ],
)
def test_a_name_that_is_none_is_told_where_it_stands(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    folder = copy_of("water_treaty", tmp_path, ("examples.yaml", old, new))
    text = (DECKS["water_treaty"].folder / "examples.yaml").read_text("utf-8")
    [line] = [n for n, row in enumerate(text.splitlines(), 1) if old in row][:1]
    [failed] = [one for one in run_examples(Game(load_deck(folder))) if not one.holds]
    assert failed.line == line
    assert said in failed.problems[0]


def test_a_question_that_waits_is_told_with_what_did_not_come_about() -> None:
    ask = {
        "choose": {
            "seat": "me",
            "title": "Eat?",
            "options": [
                {"id": "eat", "title": "Eat", "do": ["my.grain -= 2"]},
                {"id": "keep", "title": "Keep"},
            ],
        }
    }
    game = decks.tiny(cards=[decks.card("act", ask)])
    given = {"turn": "north", "hand.north": ["act"], "north.grain": 4}
    eaten = {"given": given, "expect": {"north.grain": 2}}
    assert problems(game, play=["play act"], **eaten) == (
        "north.grain is 4, expected 2; north is still asked: 'choose eat', 'choose keep'",
    )
    assert not problems(game, play=["play act", "choose eat"], **eaten)


def test_a_phase_in_which_nobody_may_act_is_told_with_where_it_went_on() -> None:
    """Talks that a deck's own condition bars do not come up at all."""
    wall = {"id": "wall", "title": "Wall", "seat": "north", "max": 2}
    less = {"id": "less", "title": "Less", "seat": "north", "kind": "pause", "measure": "wall"}
    talks = {"terms": [1], "both_sides": False, "needs": "shared.calm >= 5"}
    ready = [{"id": "gift", "title": "A gift", "items": ["less"], "term": 1}]
    deals = {**talks, "items": [{**less, "levels": 1}], "packages": ready}
    game = decks.tiny(measures=[wall], deals=deals)
    given = {"phase": "talks", "shared.calm": 4, "measure.wall": 1}
    (said,) = problems(game, given=given, play=["propose gift"], expect={"refused": "calm"})
    assert said.startswith("refused, but the reason has no 'calm': ")
    told = "; nobody may act in phase 'talks' here, so it went on to round 2, phase 'plays'"
    assert said.endswith(told)
    (said,) = problems(game, given=given, play=["propose gift"], expect={"game.deals": 1})
    assert said.endswith(told)
