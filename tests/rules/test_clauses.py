"""Deal items with a time, a duty or a price of their own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_deals import GATE, WALL, item
from tests.rules.tiny import Table, tiny
from wargame.errors import DeckError

GOLD = {"track": "capital", "amount": 2}
CALM = "shared.calm += 1"
ANGRY = "shared.calm -= 3"


def signed(
    north: dict[str, Any], south: dict[str, Any], term: int = 3, *, expire: Any = (), **given: Any
) -> Table:
    """A deal of two items, signed in round 1."""
    laid = {"terms": [1, 2, 3], "items": [north, south], "breach": ["my.score -= 4"]}
    laid["expire"] = list(expire)
    game = tiny(measures=[WALL, GATE], deals=laid)
    table = Table(game, {"phase": "talks", **{k.replace("__", "."): v for k, v in given.items()}})
    return table.do(f"offer {north['id']}", f"offer {south['id']}", f"table {term}", "accept")


def next_round(table: Table) -> Table:
    """Pass, until the plays of the next round."""
    now = table["game.round"]
    while not table.over and (table["game.round"] == now or table.legal[0] != "pass"):
        table.do(table.legal[0])
    return table


def thin_wall(**more: Any) -> dict[str, Any]:
    return item("thin_wall", "pause", measure="wall", levels=2, **more)


def gold(**more: Any) -> dict[str, Any]:
    return item("gold", "pledge", "south", **GOLD, **more)


# --- a time of its own ---------------------------------------------------------------------


@pytest.mark.parametrize("own", [1, 2])
def test_an_item_may_be_over_before_its_deal(own: int) -> None:
    table = signed(thin_wall(rounds=own), gold())
    found = [table["measure.wall.in_force"]]
    left = [table["deal.thin_wall.left"]]
    for _ in range(3):
        next_round(table)
        found.append(table["measure.wall.in_force"])
        left.append(table["deal.thin_wall.left"])
    assert found == [*[1] * (own + 1), *[3] * (3 - own)]
    assert left == [*range(own + 1, 0, -1), *[0] * (3 - own)]
    assert table["deal.gold"] == 1


def test_its_own_end_takes_what_it_snaps_to() -> None:
    table = next_round(next_round(signed(thin_wall(rounds=1, snap="none"), gold())))
    assert (table["measure.wall"], table["measure.wall.in_force"]) == (1, 1)


def test_an_item_may_run_until_a_round() -> None:
    table = signed(thin_wall(until_round=2), gold())
    left = [table["deal.thin_wall.left"]]
    left += [next_round(table)["deal.thin_wall.left"] for _ in range(2)]
    assert left == [2, 1, 0]
    assert (table["deal.thin_wall"], table["deal.gold"]) == (0, 1)


def test_an_item_whose_time_is_over_is_not_given() -> None:
    laid = {"terms": [1], "items": [thin_wall(until_round=1), gold()], "both_sides": False}
    table = Table(tiny(measures=[WALL, GATE], deals=laid), {"phase": "talks"})
    assert table.legal == ["pass", "offer gold"]
    assert "game.round < 1" in table.refusal("offer thin_wall")


def test_a_deal_is_over_with_the_last_of_its_items() -> None:
    table = signed(thin_wall(rounds=1), gold(rounds=1), expire=["shared.calm += 2"])
    before = table["shared.calm"]
    assert (next_round(table)["game.deals"], table["shared.calm"]) == (1, before)
    assert (next_round(table)["game.deals"], table["shared.calm"]) == (0, before + 2)


# --- each round ----------------------------------------------------------------------------


def test_an_item_may_do_something_each_further_round() -> None:
    table = signed(thin_wall(each_round=[CALM]), gold(), 2)
    found = [table["shared.calm"], *(next_round(table)["shared.calm"] for _ in range(3))]
    assert [after - found[0] for after in found] == [0, 1, 2, 2]


def test_what_items_do_each_round_comes_in_deck_order() -> None:
    table = signed(thin_wall(each_round=["shared.calm = 5"]), gold(each_round=[CALM]))
    assert next_round(table)["shared.calm"] == 6


# --- what the giver must do ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("performs", "over"),
    [
        pytest.param({"by_round": 1}, 1, id="by the round of the signing"),
        pytest.param({"by_round": 3}, 3, id="by a later round"),
        pytest.param({"after": 1}, 2, id="so many rounds after"),
        pytest.param({"after": 2}, 3, id="two rounds after"),
        pytest.param({}, 2, id="each further round"),
    ],
)
def test_an_item_that_is_not_performed_snaps_back_at_its_time(performs: Any, over: int) -> None:
    clause = {"needs": "my.grain >= 90", **performs}
    table = signed(thin_wall(performs=clause, snap="none"), gold())
    while table["deal.thin_wall"]:
        last = table["game.round"]
        table.do(table.legal[0])
    assert last == over
    assert table["measure.wall.in_force"] == 3  # all of it, whatever `snap` gives up
    assert (table["deal.gold"], table["game.breaches"]) == (1, 0)


def test_what_is_performed_stays() -> None:
    clause = {"needs": "my.grain >= 0"}
    table = next_round(next_round(signed(thin_wall(performs=clause), gold())))
    assert table["deal.thin_wall"] == 1


@pytest.mark.parametrize(
    "performs",
    [
        pytest.param({"needs": "game.round == 1", "by_round": 1}, id="by a round"),
        pytest.param({"needs": "game.round == 2", "after": 1}, id="so many rounds after"),
    ],
)
def test_a_duty_with_a_time_is_asked_for_then_alone(performs: Any) -> None:
    table = signed(thin_wall(performs=performs), gold())
    for _ in range(3):
        next_round(table)
    assert (table["game.round"], table["deal.thin_wall"]) == (4, 1)


def test_what_is_not_performed_may_be_a_breach_by_its_giver() -> None:
    clause = {"needs": "my.grain >= 90", "by_round": 1, "failed": "breach", "do": [ANGRY]}
    table = next_round(signed(thin_wall(), gold(performs=clause)))
    assert (table["game.breaches"], table["game.deals"]) == (1, 0)
    assert (table["south.score"], table["north.score"]) == (-4, 0)
    assert table["measure.wall.in_force"] == 3


def test_what_is_not_performed_is_felt_before_the_reviews_of_its_round() -> None:
    clause = {"needs": "my.grain >= 90", "by_round": 1, "do": [ANGRY]}
    audit = {"id": "audit", "title": "Audit", "rounds": [1], "do": ["north.score += shared.calm"]}
    laid = {"terms": [1], "items": [thin_wall(), gold(performs=clause)]}
    game = tiny(measures=[WALL, GATE], deals=laid, reviews=[audit])
    table = Table(game, {"phase": "talks", "shared.calm": 4})
    table.do("offer thin_wall", "offer gold", "table 1", "accept")
    assert next_round(table)["north.score"] == 1


# --- a pledge that cannot be paid ----------------------------------------------------------


@pytest.mark.parametrize(
    ("default", "runs", "breaches", "calm"),
    [
        pytest.param(None, 1, 0, 0, id="excused where nothing is said"),
        pytest.param({"do": [ANGRY]}, 1, 0, -3, id="excused at a price"),
        pytest.param({"failed": "snap"}, 0, 0, 0, id="the pledge is over"),
        pytest.param({"failed": "breach"}, 0, 1, 0, id="a breach"),
    ],
)
def test_a_pledge_that_cannot_be_paid(default: Any, runs: int, breaches: int, calm: int) -> None:
    pledge = item("grain", "pledge", "south", track="grain", amount=2)
    table = signed(thin_wall(), pledge | ({"default": default} if default else {}), south__grain=1)
    before = table["shared.calm"]
    next_round(table)
    assert table["south.grain"] == 0  # it pays what it has
    assert (table["deal.grain"], table["game.breaches"]) == (runs, breaches)
    assert table["shared.calm"] - before == calm


def test_a_pledge_that_is_paid_has_no_price() -> None:
    pledge = item("grain", "pledge", "south", track="grain", amount=2)
    pledge["default"] = {"failed": "breach"}
    table = next_round(signed(thin_wall(), pledge, south__grain=2))
    assert (table["south.grain"], table["deal.grain"]) == (0, 1)


def test_a_deal_that_a_pledge_has_broken_is_paid_no_further() -> None:
    grain = item("grain", "pledge", "south", track="grain", amount=2)
    items = [thin_wall(), grain | {"default": {"failed": "breach"}}, gold()]
    game = tiny(measures=[WALL, GATE], deals={"terms": [3], "items": items})
    table = Table(game, {"phase": "talks", "south.grain": 1})
    table.do("offer thin_wall", "offer grain", "offer gold", "table 3", "accept")
    before = table["south.capital"]
    assert next_round(table)["game.breaches"] == 1
    assert table["south.capital"] == before


# --- faults --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param(
            {"performs": {"needs": "my.grain > 0", "by_round": 90}}, "after the last", id="late"
        ),
        pytest.param({"until_round": 90}, "after the last", id="until when"),
        pytest.param(
            {"performs": {"needs": "my.grain > 0", "by_round": 2, "after": 1}},
            "both say when",
            id="both",
        ),
        pytest.param({"default": {"failed": "snap"}}, "takes no 'default'", id="no pledge"),
        pytest.param({"performs": {"needs": "my.nothing > 0"}}, "nothing", id="an unknown number"),
    ],
)
def test_a_clause_that_cannot_be_is_a_fault(more: Any, said: str) -> None:
    with pytest.raises(DeckError, match=said):
        signed(thin_wall(**more), gold())
