"""Whose turn it is: plays and hands that change, passing that costs, who goes first."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, card, rule, seats, tiny
from wargame.errors import DeckError
from wargame.rules.kernel import Stream
from wargame.table.told.prices import terms

ROW = {"id": "row", "title": "Row", "seat": "north", "cost": {"grain": 1}, "do": []}


def turn(**more: Any) -> dict[str, Any]:
    return {"plays": 1, "initiative": "north", **more}


def order(table: Table, plays: int) -> list[str]:
    """Who has the next plays, each of them passed."""
    found = []
    for _ in range(plays):
        found.append(table.seat[0])
        table.do("pass")
    return found


# --- plays -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("north", "south", "told"),
    [
        pytest.param(4, 4, "nsns", id="two each"),
        pytest.param(9, 4, "nsnsn", id="three for one"),
        pytest.param(4, 9, "nsnss", id="three for the other"),
        pytest.param(0, 4, "ss", id="none for one"),
    ],
)
def test_each_side_has_the_plays_that_an_expression_gives_it(
    north: int, south: int, told: str
) -> None:
    plays = "3 if my.grain > 8 else 2 if my.grain > 0 else 0"
    game = tiny(turn=turn(plays=plays))
    table = Table(game, {"north.grain": north, "south.grain": south})
    assert order(table, len(told)) == list(told)
    assert table.state.round == 2


def test_it_is_looked_at_as_each_play_comes() -> None:
    more = card("more", "my.grain = 9")
    game = tiny(turn=turn(plays="2 if my.grain > 8 else 1"), cards=[more])
    given = {"hand.north": ["more"]}
    assert order(Table(game, given).do("play more"), 2) == ["s", "n"]
    assert order(Table(game, given).do("pass"), 2) == ["s", "n"]
    assert Table(game, given).do("pass", "pass").state.round == 2


def test_a_view_tells_how_many_plays_are_left() -> None:
    game = tiny(turn=turn(plays="3 if my.grain > 8 else 2"))
    position = game.position({"north.grain": 9})
    assert game.redact(position, "north").plays_left == 3
    south = game.apply(position, "pass").state
    assert game.redact(south, "south").plays_left == 2
    then = game.apply(game.apply(position, "pass").state, "pass").state
    assert game.redact(then, "north").plays_left == 2


@pytest.mark.parametrize(
    ("plays", "said"),
    [
        pytest.param(7, "must be at most 6", id="too many"),
        pytest.param("my.grain", "must be 0 to 6", id="perhaps too many"),
        pytest.param("my.corn", "unknown name", id="no such number"),
    ],
)
def test_faults_of_plays(plays: Any, said: str) -> None:
    with pytest.raises(DeckError) as caught:
        tiny(turn=turn(plays=plays))
    assert said in str(caught.value)


# --- hands -----------------------------------------------------------------------------------


def test_a_hand_refills_to_what_an_expression_gives() -> None:
    cards = [card(f"c{n}") for n in range(9)]
    game = tiny(cards=cards, seats=seats({"hand": "2 + my.grain // 4"}))
    assert game.position({"north.grain": 8}).rules.program.seats[0].hand == 4
    for grain, size in ((0, 2), (4, 3), (8, 4)):
        table = Table(game, {"phase": "world", "north.grain": grain, "hand.north": []})
        while table.state.phase != "plays":
            table.do(table.legal[0])
        assert len(table.view().hand) == size


@pytest.mark.parametrize(("grain", "size"), [(0, 2), (4, 3), (8, 4)])
def test_so_large_is_a_hand_that_a_made_up_position_leaves_out(grain: int, size: int) -> None:
    cards = [card(name) for name in "abcdef"]
    game = tiny(cards=cards, seats=seats({"hand": "2 + my.grain // 4"}))
    table = Table(game, {"north.grain": grain})
    assert len(table.view().hand) == size


# --- passing -------------------------------------------------------------------------------


def passing(given: dict[str, Any] | None = None, **rules: Any) -> Table:
    game = tiny(
        turn=turn(plays=2, passing=rules),
        actions=[ROW],
        cards=[card("now")],
        deals={"terms": [1], "both_sides": False, "items": [GIFT]},
    )
    return Table(game, {"hand.north": [], **(given or {})})


GIFT = {
    "id": "gift",
    "title": "Gift",
    "seat": "north",
    "kind": "transfer",
    "track": "capital",
    "amount": 1,
}


def test_passing_is_paid_for_and_counted() -> None:
    north = passing(cost={"capital": 2}).do("pass")
    assert (north["north.capital"], north["north.passed"]) == (3, 1)


def test_who_cannot_pay_has_to_do_something() -> None:
    poor = passing({"north.capital": 1}, cost={"capital": 2})
    assert poor.legal == ["act row"]
    assert "it costs 2 capital" in poor.refusal("pass")


def test_where_no_pass_is_allowed_that_is_said() -> None:
    never = passing(limit=0)
    assert never.legal == ["act row"]
    assert "as often as it may a round: 0" in never.refusal("pass")


def test_no_more_passes_than_the_limit() -> None:
    once = passing({"north.passed": 1}, limit=1)
    assert once.legal == ["act row"]
    assert "as often as it may a round: 1" in once.refusal("pass")


def test_passes_are_counted_anew_each_round() -> None:
    over = passing(limit=1).do("pass")
    while over.state.round == 1:
        over.do(over.legal[0])
    assert over["north.passed"] == 0


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"north.grain": 0, "north.passed": 1}, id="nothing open"),
        pytest.param({"north.grain": 0, "north.capital": 0}, id="nothing to pay with"),
    ],
)
def test_whoever_can_do_nothing_else_passes_for_nothing(given: dict[str, Any]) -> None:
    stuck = passing(given, limit=1, cost={"capital": 1})
    assert stuck.legal == ["pass"]
    before = stuck["north.capital"]
    view = stuck.view()
    assert terms(view, view.legal[0], 12) == "free, as there is nothing else to do"
    stuck.do("pass")
    assert (stuck["north.capital"], stuck["north.passed"]) == (before, given.get("north.passed", 0))


def test_a_card_in_hand_is_something_to_do() -> None:
    given = {"north.grain": 0, "north.passed": 1, "hand.north": ["now"]}
    assert passing(given, limit=1).legal == ["play now", "capital now"]


def test_nobody_has_to_break_a_deal() -> None:
    table = passing({"phase": "talks"}, limit=0).do("offer gift", "table 1", "accept")
    while table.state.phase != "plays":
        table.do(table.legal[0])
    assert table.legal == ["act row", "breach 1"]
    poor = Table(table.game, {"phase": "talks", "north.grain": 0})
    poor.do("offer gift", "table 1", "accept")
    while poor.state.phase != "plays":
        poor.do(poor.legal[0])
    assert poor.legal == ["pass", "breach 1"]


def test_it_is_not_paid_in_secret() -> None:
    gold = {"id": "gold", "title": "Gold", "of": "seats", "seen_by": "owner", "max": 4}
    with pytest.raises(DeckError) as caught:
        tiny(tracks=[*BASE["tracks"], gold], turn=turn(passing={"cost": {"gold": 1}}))
    assert "'north.gold' is private" in str(caught.value)


def test_it_does_not_hold_for_headlines_and_talks() -> None:
    game = tiny(turn=turn(headline={}, passing={"limit": 0}), cards=[card("now")])
    assert "pass" in Table(game, {"phase": "headline"}).legal


def test_random_play_passes_as_often_as_it_may() -> None:
    game = passing(limit=1, cost={"grain": 1}).game
    for seed in range(30):
        state = game.new()
        stream = Stream(seed)
        while not state.is_over:
            legal = [str(action) for action in game.legal_actions(state)]
            state, _ = game.rollout(state, stream, 1)
            assert legal
        assert all(game.value(state, f"{seat}.grain") >= 0 for seat in game.seats)


def test_a_deck_without_it_runs_as_it_did() -> None:
    game = tiny()
    assert "PassRow" not in game.rules.module.text
    assert game.rules.engine.tables.passes == []
    assert "north.passed" not in game.rules.names


# --- who goes first ------------------------------------------------------------------------

LED = {"lead": "shared.calm"}


@pytest.mark.parametrize(
    ("initiative", "calm", "told"),
    [
        pytest.param("behind", 3, "sn", id="behind: the second"),
        pytest.param("behind", -3, "ns", id="behind: the first"),
        pytest.param("ahead", 3, "ns", id="ahead: the first"),
        pytest.param("ahead", -3, "sn", id="ahead: the second"),
        pytest.param("behind", 0, "sn", id="level: round 2 is the second's"),
        pytest.param("south", 3, "sn", id="a seat"),
        pytest.param("south if shared.calm > 2 else north", 3, "sn", id="an expression"),
        pytest.param("north if shared.calm < 2 else nobody", 3, "sn", id="nobody: in turns"),
    ],
)
def test_who_goes_first(initiative: str, calm: int, told: str) -> None:
    game = tiny(turn=turn(initiative=initiative), contest=LED)
    second = Table(game, {"round": 2, "phase": "world", "shared.calm": calm})
    assert order(second, 2) == list(told)


def test_it_is_looked_at_when_a_round_begins() -> None:
    world = rule("world", "shared.calm = 5")
    game = tiny(turn=turn(initiative="behind"), contest=LED, rules=[world])
    assert order(Table(game, {"phase": "world", "shared.calm": -1}), 2) == ["n", "s"]


def test_behind_needs_a_lead() -> None:
    with pytest.raises(DeckError) as caught:
        tiny(turn=turn(initiative="behind"))
    assert "nothing says who leads" in str(caught.value)


def test_it_names_a_seat() -> None:
    for wanted, said in (("west", "unknown seat 'west'"), ("shared.calm", "a seat was expected")):
        with pytest.raises(DeckError) as caught:
            tiny(turn=turn(initiative=wanted))
        assert said in str(caught.value)


def test_a_track_may_not_be_called_passed_where_that_counts() -> None:
    passed = {"id": "passed", "title": "Passed", "of": "seats"}
    tiny(tracks=[*BASE["tracks"], passed])
    with pytest.raises(DeckError) as caught:
        tiny(tracks=[*BASE["tracks"], passed], turn=turn(passing={"limit": 1}))
    assert "'passed' is a number every seat has" in str(caught.value)
