"""Expressions: what they are worth, however they are worked out."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.rules.tiny import BASE, Table, card, seats, tiny
from tests.strategies import NUMBERS, conditions, expressions
from wargame.errors import UsageError
from wargame.rules.asking import evaluate
from wargame.rules.emit import Code
from wargame.rules.game import Game
from wargame.rules.kernel import deals_in_force, next_deal_end
from wargame.rules.position import state_of
from wargame.rules.reading.names import Scope
from wargame.rules.reading.parse import Parser
from wargame.rules.reading.syntax import TextFault

VALUES = {
    "shared.calm": -3,
    "north.grain": 7,
    "south.grain": 2,
    "north.capital": 5,
    "south.score": -40,
}


@cache
def board() -> tuple[Game, Any]:
    """A game with a measure, a project and parties, and a position with `VALUES`."""
    game = tiny(
        measures=[{"id": "wall", "title": "Wall", "seat": "north", "max": 3, "start": 2}],
        projects=[
            {
                "id": "mill",
                "title": "Mill",
                "seat": "south",
                "stages": [{"id": "built", "title": "built"}],
            }
        ],
        parties=[{"id": "elk", "title": "Elk"}, {"id": "fox", "title": "Fox"}],
        tracks=[
            *BASE["tracks"],
            {"id": "fur", "title": "Fur", "of": "parties", "start": {"elk": 8, "fox": 3}},
            {
                "id": "gap",
                "title": "Gap",
                "of": "shared",
                "min": -5,
                "max": 5,
                "value": "north.grain - south.grain",
            },
        ],
    )
    return game, game.position(VALUES)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("2 + 3 * 4", 14, id="times binds tighter than plus"),
        pytest.param("10 - 3 - 2", 5, id="minus from the left"),
        pytest.param("10 - (3 - 2)", 9, id="brackets"),
        pytest.param("-7 // 2", -4, id="division rounds down"),
        pytest.param("-7 % 3", 2, id="a rest is never negative"),
        pytest.param("7 % 3", 1, id="rest"),
        pytest.param("-2 * -3", 6, id="minus times minus"),
        pytest.param("min(4, 2, 9)", 2, id="min"),
        pytest.param("max(4, 2, 9)", 9, id="max"),
        pytest.param("abs(-5)", 5, id="abs"),
        pytest.param("clamp(12, 0, 10)", 10, id="clamp from above"),
        pytest.param("clamp(-1, 0, 10)", 0, id="clamp from below"),
        pytest.param("clamp(5, 8, 2)", 8, id="clamp with crossed bounds gives the lower bound"),
        pytest.param("pick(2, 10, 20, 30)", 30, id="pick counts from 0"),
        pytest.param("pick(0, 5)", 5, id="pick among one"),
        pytest.param("1 if 2 > 1 else 0", 1, id="if else"),
        pytest.param("1 if 1 < 2 < 2 else 0", 0, id="a chain needs every link"),
        pytest.param("1 if not 1 > 2 and 2 != 3 else 0", 1, id="not and and"),
        pytest.param("1 if 1 > 2 or 2 > 1 and 3 > 4 else 0", 0, id="and binds tighter than or"),
        pytest.param("(1 if 2 > 1 else 0) + 5", 6, id="a choice inside a sum"),
        pytest.param("north.grain", 7, id="a seat's track"),
        pytest.param("shared.calm", -3, id="a shared track"),
        pytest.param("party.elk.fur", 8, id="a party's track"),
        pytest.param("total(party.fur)", 11, id="total over parties"),
        pytest.param("least(party.fur)", 3, id="least over parties"),
        pytest.param("most(party.fur)", 8, id="most over parties"),
        pytest.param("shared.gap", 5, id="a derived track"),
        pytest.param("measure.wall", 2, id="a measure's level"),
        pytest.param("measure.wall.in_force + measure.wall.paused", 2, id="what of it is in force"),
        pytest.param("project.mill.done", 0, id="a project that is not done"),
        pytest.param("game.round + game.deals", 1, id="the game's own numbers"),
    ],
)
def test_an_expression_is_worth(text: str, value: int) -> None:
    game, state = board()
    assert game.value(state, text) == value
    assert emitted(game, state, text) == value


def emitted(game: Game, state: Any, text: str) -> int:
    """The value that the generated Python gives."""
    expr = Parser(game.rules.sources.names, Scope()).expression(text)
    around = {
        "s": state_of(state),
        "deals_in_force": deals_in_force,
        "next_deal_end": next_deal_end,
    }
    constants = {name.constant: name.index for name in game.rules.names.values() if name.constant}
    return int(eval(Code().expr(expr), constants | around))


def test_extremes_over_a_single_party() -> None:
    game = tiny(
        parties=[{"id": "elk", "title": "Elk"}],
        tracks=[
            *BASE["tracks"],
            {"id": "fur", "title": "Fur", "of": "parties", "start": 3},
            {
                "id": "low",
                "title": "Low",
                "of": "shared",
                "value": "least(party.fur) + most(party.fur) + total(party.fur)",
            },
        ],
    )
    assert Table(game)["shared.low"] == 9


@pytest.mark.parametrize(
    ("line", "after"),
    [
        pytest.param("shared.calm += 2 if shared.calm > 5 else 1", 4, id="a choice is added whole"),
        pytest.param("shared.calm -= 2 if shared.calm > 5 else 1", 2, id="or taken away whole"),
        pytest.param("shared.calm -= 1 - 2", 4, id="a difference is taken away whole"),
        pytest.param("shared.calm += -1", 2, id="adding a negative number"),
        pytest.param("shared.calm = 2 - shared.calm", -1, id="set"),
        pytest.param("shared.calm += 50", 10, id="no further than the top"),
        pytest.param("shared.calm -= 50", -10, id="no further than the bottom"),
        pytest.param("shared.calm += my.grain", 7, id="my is the seat that plays"),
        pytest.param("shared.calm += their.grain * 2", 10, id="their is its rival"),
    ],
)
def test_a_line_changes_a_number(line: str, after: int) -> None:
    game = tiny(seats=seats({"hand": 1}), cards=[card("act", line)])
    assert Table(game, {"shared.calm": 3}).do("play act")["shared.calm"] == after


# --- three ways to work out the same -------------------------------------------------------


def clamp(value: int, low: int, high: int) -> int:
    return max(low, min(value, high))


def pick(place: int, *values: int) -> int:
    return values[place]


class Dotted:
    """Lets Python itself evaluate names such as `north.grain`."""

    def __init__(self, head: str) -> None:
        for text in NUMBERS:
            if text.startswith(head + "."):
                setattr(self, text.partition(".")[2], VALUES[text])


PYTHON: dict[str, Any] = {"clamp": clamp, "pick": pick, "min": min, "max": max, "abs": abs}
PYTHON |= {head: Dotted(head) for head in ("shared", "north", "south")}

MANY = settings(max_examples=400)


def parsed(game: Game, text: str, condition: bool = False) -> Any:
    """The IR of a generated text; the few that are too long or too large are passed over."""
    assume(len(text) <= 200)
    parser = Parser(game.rules.sources.names, Scope())
    try:
        return parser.condition(text) if condition else parser.expression(text)
    except TextFault as fault:
        assume(fault.what not in ("this number can grow too large", "more than 120 parts"))
        raise


@MANY
@given(text=expressions())
def test_text_emitted_code_and_python_agree(text: str) -> None:
    game, state = board()
    expr = parsed(game, text)
    expected = eval(text, dict(PYTHON))
    assert (
        evaluate.number(expr, lambda name: evaluate.read_state(state_of(state), name)) == expected
    )
    assert emitted(game, state, text) == expected


@MANY
@given(text=conditions())
def test_conditions_agree_too(text: str) -> None:
    game, state = board()
    cond = parsed(game, text, condition=True)
    constants = {name.constant: name.index for name in game.rules.names.values() if name.constant}
    expected = bool(eval(text, dict(PYTHON)))
    assert evaluate.truth(cond, lambda name: evaluate.read_state(state_of(state), name)) == expected
    assert bool(eval(Code().cond(cond), constants | {"s": state_of(state)})) == expected


@MANY
@given(text=expressions(), data=st.data())
def test_a_value_lies_in_its_interval(text: str, data: st.DataObject) -> None:
    game, _ = board()
    expr = parsed(game, text)
    values = {
        name: data.draw(st.sampled_from((name.lo, 0, name.hi)) | st.integers(name.lo, name.hi))
        for name in evaluate.names_in(expr)
    }
    values = {name: clamp(value, name.lo, name.hi) for name, value in values.items()}
    assert expr.lo <= evaluate.number(expr, values.__getitem__) <= expr.hi


def test_an_expression_is_read_once_for_each_seat_and_not_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    game, _ = board()
    first = game.rules.expressions.expression("my.grain + 1", 0)
    assert game.rules.expressions.expression("my.grain + 1", 0) is first
    assert game.rules.expressions.expression("my.grain + 1", 1) != first
    monkeypatch.setattr("wargame.rules.expressions.MOST_KEPT", 2)
    late = game.rules.expressions.expression("my.grain + 2", 0)
    assert game.rules.expressions.expression("my.grain + 2", 0) == late
    assert game.rules.expressions.expression("my.grain + 2", 0) is not late


def test_what_is_no_expression_is_a_usage_error() -> None:
    game, state = board()
    with pytest.raises(UsageError, match=r"unknown name 'north\.gain'"):
        game.value(state, "north.gain")


@pytest.mark.parametrize("rounds", [60])
def test_the_rounds_left_of_a_deal_stay_in_their_interval(rounds: int) -> None:
    game = tiny(
        rounds={"max": rounds},
        deals={
            "terms": [40],
            "both_sides": False,
            "extensions": 20,
            "items": [
                {
                    "id": "gift",
                    "title": "Gift",
                    "seat": "north",
                    "kind": "transfer",
                    "track": "grain",
                    "amount": 1,
                }
            ],
        },
    )
    table = Table(game, {"phase": "talks"}).do("offer gift", "table 40", "accept")
    for _ in range(20):
        while "extend 1" not in table.legal:
            table.do("pass")
        table.do("extend 1", "accept")
    name = game.rules.names["game.deal_left"]
    assert name.lo <= table["game.deal_left"] <= name.hi
