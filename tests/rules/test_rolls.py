"""Rolls: a number by luck, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import Table, card, tiny
from wargame.errors import DeckError
from wargame.rules.kernel import ACT, V_OUTCOME
from wargame.rules.position import state_of


def play(roll: dict[str, Any], *do: Any) -> Table:
    """North plays a card that rolls."""
    game = tiny(cards=[card("act", {"roll": roll, "do": list(do)}, "shared.calm += 1")])
    return Table(game, {"hand.north": ["act"]}).do("play act")


@pytest.mark.parametrize(
    ("roll", "odds"),
    [
        pytest.param({"dice": 1, "sides": 3}, [1, 1, 1], id="a die"),
        pytest.param({"sides": 4}, [1, 1, 1, 1], id="one die if nothing is said"),
        pytest.param({"dice": 2, "sides": 3}, [1, 2, 3, 2, 1], id="two dice"),
        pytest.param({"min": -1, "max": 1}, [1, 1, 1], id="a range, all alike"),
        pytest.param({"min": 0, "max": 2, "weights": [5, 2, 1]}, [5, 2, 1], id="by weight"),
    ],
)
def test_the_odds_of_a_roll(roll: dict[str, Any], odds: list[int]) -> None:
    assert play(roll, "shared.calm += roll").odds == {
        f"outcome {n}": weight for n, weight in enumerate(odds, 1)
    }


@pytest.mark.parametrize(
    ("outcome", "calm"), [pytest.param(1, 3, id="the least"), pytest.param(5, 7, id="the most")]
)
def test_what_follows_uses_the_number(outcome: int, calm: int) -> None:
    played = play({"dice": 2, "sides": 3}, "shared.calm += roll").do(f"outcome {outcome}")
    assert played["shared.calm"] == calm


@pytest.mark.parametrize(
    ("outcome", "grain"), [pytest.param(1, 3, id="below"), pytest.param(3, 9, id="reached")]
)
def test_conditions_may_ask_for_the_number(outcome: int, grain: int) -> None:
    test = {"when": "roll >= 3", "do": ["my.grain += 5"], "otherwise": ["my.grain -= 1"]}
    assert play({"sides": 3}, test).do(f"outcome {outcome}")["north.grain"] == grain


def test_the_number_is_known_rounds_later_too() -> None:
    played = play({"sides": 3}, {"after": 1, "do": ["my.grain += roll"]}).do("outcome 3")
    assert played.rounds()["north.grain"] == 7


def test_a_number_without_weight_never_comes() -> None:
    assert play({"min": 0, "max": 2, "weights": [1, 0, 1]}).legal == ["outcome 1", "outcome 3"]


def test_what_was_rolled_is_news_and_the_answer_to_why() -> None:
    played = play({"dice": 2, "sides": 6}, "my.grain += roll - 7")
    words = played.game.rules.words
    assert words.choice_title(state_of(played.state), ACT(V_OUTCOME, 10)) == "rolled 12"
    played.do("outcome 11")
    assert [write.site.text for write in played.writes][:1] == ["my.grain += roll - 7 (rolled 12)"]


def test_a_roll_in_words() -> None:
    lines = play({"dice": 2, "sides": 6}, "my.grain += roll - 7").game.describe("act")
    assert lines[:2] == ["roll 2 dice with 6 sides:", "  Grain (North) + (the roll - 7)"]
    weighed = play({"min": 0, "max": 1, "weights": [3, 1]}, "my.grain += roll")
    assert weighed.game.describe("act")[0] == "roll 0 to 1 (3:1):"


def test_more_outcomes_than_options_have_words_and_ids_of_their_own() -> None:
    played = play({"dice": 2, "sides": 20}, "shared.calm += roll // 10")
    assert len(played.legal) == 39
    ids = played.game.rules.ids
    assert "outcome 39" in [str(action) for action in ids.actions]


@pytest.mark.parametrize(
    ("roll", "what"),
    [
        pytest.param({}, "a roll of dice or of a range", id="nothing"),
        pytest.param({"sides": 6, "min": 0}, "a roll of dice or of a range", id="both"),
        pytest.param({"dice": 2}, "dice without 'sides'", id="no sides"),
        pytest.param({"min": 3, "max": 1}, "a range without two ends in order", id="backwards"),
        pytest.param({"min": 0}, "a range without two ends in order", id="no end"),
        pytest.param({"min": 0, "max": 900}, "a roll of 901 numbers", id="too many"),
        pytest.param({"dice": 6, "sides": 20}, "a roll of 115 numbers", id="too many dice"),
        pytest.param({"min": 0, "max": 1, "weights": [1]}, "1 weights for 2", id="too few"),
        pytest.param({"min": 0, "max": 1, "weights": [0, 0]}, "all weights are 0", id="never"),
    ],
)
def test_rolls_that_are_none(roll: dict[str, Any], what: str) -> None:
    with pytest.raises(DeckError) as refused:
        play(roll)
    assert what in str(refused.value)


def test_a_roll_inside_a_roll_is_refused() -> None:
    inner = {"roll": {"sides": 6}, "do": []}
    with pytest.raises(DeckError, match="a 'roll' inside a 'roll'"):
        play({"sides": 6}, inner)


def test_outside_a_roll_there_is_no_such_name() -> None:
    with pytest.raises(DeckError, match="unknown name 'roll'"):
        tiny(cards=[card("act", "shared.calm += roll")])


def test_numbers_that_come_to_the_same_are_one_outcome_of_a_preview() -> None:
    branch = {"when": "roll >= 4", "do": ["shared.calm += 3"], "otherwise": ["shared.calm -= 1"]}
    game = tiny(cards=[card("act", {"roll": {"dice": 1, "sides": 6}, "do": [branch]})])
    table = Table(game, {"hand.north": ["act"]})
    odds = game.preview(game.redact(table.state, "north"), "play act").effects.odds
    assert [(one.weight, one.total, one.title) for one in odds] == [
        (3, 6, "rolled 1 to 3"),
        (3, 6, "rolled 4 to 6"),
    ]
