"""Actions: what seats may do that is neither a card nor a level."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, tiny
from wargame.errors import DeckError
from wargame.rules.game import Game
from wargame.table.told.news import is_told


def action(name: str = "row", *do: Any, seat: str = "north", **more: Any) -> dict[str, Any]:
    """An action that calms, unless it does something else."""
    return {"id": name, "title": name, "seat": seat, "do": list(do) or ["shared.calm += 1"], **more}


def table(*actions: dict[str, Any], given: dict[str, Any] | None = None, **more: Any) -> Table:
    return Table(tiny(actions=list(actions), **more), given if given is not None else {})


TWO_PLAYS = {"turn": {"plays": 2, "initiative": "north"}}


def test_an_action_does_what_it_says_and_uses_a_play() -> None:
    north = table(action()).do("act row")
    assert north["shared.calm"] == 1
    assert north.seat == "south"


def test_my_is_the_seat_that_acts() -> None:
    done = table(action("row", "my.grain += 2", "their.grain -= 1")).do("act row")
    assert (done["north.grain"], done["south.grain"]) == (6, 3)


def test_it_is_paid_for() -> None:
    assert table(action(cost={"capital": 3})).do("act row")["north.capital"] == 2


@pytest.mark.parametrize(
    ("fields", "given", "reason"),
    [
        pytest.param({"needs": "my.grain > 4"}, {}, "needs my.grain > 4", id="a need"),
        pytest.param({"cost": {"capital": 6}}, {}, "it costs 6", id="a price"),
        pytest.param({"per_round": 1}, {"action.row.used": 1}, "may a round: 1", id="the round"),
        pytest.param({"per_game": 2}, {"action.row.total": 2}, "may a game: 2", id="the game"),
        pytest.param({"seat": "south"}, {}, "not yours", id="the rival's"),
    ],
)
def test_it_is_refused_for(fields: dict[str, Any], given: dict[str, Any], reason: str) -> None:
    north = table(action(**fields), given=given)
    assert "act row" not in north.legal
    assert reason in north.refusal("act row")


def test_it_may_be_done_as_often_as_there_are_plays() -> None:
    done = table(action(), **TWO_PLAYS).do("act row", "pass", "act row")
    assert (done["action.row.used"], done["action.row.total"]) == (2, 2)


def test_counts_of_the_round_begin_anew_with_each_round() -> None:
    done = table(action(per_round=1, per_game=2)).do("act row", "pass")
    assert (done["action.row.used"], done["action.row.total"]) == (0, 1)
    assert "act row" in done.legal
    again = done.do("act row", "pass")
    assert "act row" not in again.legal


def test_the_rival_does_not_see_it_among_its_own() -> None:
    game = tiny(actions=[action(), action("sail", seat="south")])
    ids = [game.action_of(n).text for n in range(game.num_actions)]
    assert [text for text in ids if text.startswith("act")] == ["act row", "act sail"]
    assert [a.text for a in game.legal_actions(game.position({"turn": "south"}))] == [
        "pass",
        "act sail",
    ]


def test_a_deck_without_actions_has_the_ids_and_the_rules_it_had() -> None:
    plain = tiny()
    assert "act" not in " ".join(plain.action_of(n).text for n in range(plain.num_actions))
    assert "ActionRow" not in plain.rules.module.text
    assert plain.rules_hash == tiny(actions=[]).rules_hash


def test_it_is_described_with_its_limits() -> None:
    game = tiny(actions=[action(per_round=1, per_game=3, cost={"capital": 2})])
    assert game.describe("row") == [
        "at most once a round",
        "at most 3 times a game",
        "costs: 2 Capital",
        "Calm +1",
    ]


def test_a_preview_tells_price_and_effect() -> None:
    game = tiny(actions=[action(cost={"capital": 2})])
    told = game.preview(game.redact(game.position({}), "north"), "act row")
    assert [change.name for change in told.price] == ["north.capital"]
    told_to_people = [change.name for change in told.effects.changes if is_told(change.name)]
    assert told_to_people == ["shared.calm"]


def faults(**nouns: Any) -> str:
    with pytest.raises(DeckError) as caught:
        tiny(**nouns)
    return str(caught.value)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"seat": "west"}, "unknown seat 'west'", id="no such seat"),
        pytest.param({"cost": {"gold": 1}}, "unknown cost 'gold'", id="no such cost"),
        pytest.param({"do": ["action.row.used = 0"]}, "cannot be written", id="its own count"),
        pytest.param({"per_round": 0}, "per_round", id="never"),
    ],
)
def test_faults(fields: dict[str, Any], said: str) -> None:
    assert said in faults(actions=[action(**{"seat": "north", **fields})])


def test_two_actions_may_not_have_one_id() -> None:
    assert "'row'" in faults(actions=[action(), action()])


def test_random_play_takes_actions() -> None:
    game: Game = tiny(actions=[action(per_game=1)], rounds={"max": 3})
    taken = 0
    for seed in range(20):
        end, _ = game.rollout(game.new(), game.rules.stream(seed))
        taken += game.value(end, "action.row.total")
    assert 5 < taken <= 20


@pytest.mark.parametrize(
    "amount", ["my.grain", "my.wealth"], ids=["itself", "by a computed number"]
)
@pytest.mark.parametrize("is_last", [False, True])
def test_what_a_price_is_worked_out_from_is_paid_last(amount: str, is_last: bool) -> None:
    """A save keeps the parts of a price in an order of its own."""
    cost: dict[str, Any] = {"capital": amount, "grain": 1}
    cost = dict(reversed(cost.items())) if is_last else cost
    wealth = {"id": "wealth", "title": "Wealth", "of": "seats", "value": "my.grain"}
    paid = table(action(cost=cost), tracks=[*BASE["tracks"], wealth]).do("act row").writes
    assert [(one.name, one.old, one.new) for one in paid][:2] == [
        ("north.capital", 5, 1),
        ("north.grain", 4, 3),
    ]
