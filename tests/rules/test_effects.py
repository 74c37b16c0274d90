"""Effects: what each word under `do` does, and in what order."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, card, rule, seats, tiny


def play(*do: Any, given: dict[str, Any] | None = None, **deck: Any) -> Table:
    """North plays a card with these effects."""
    game = tiny(cards=[card("act", *do), *deck.pop("cards", [])], **deck)
    return Table(game, {"hand.north": ["act"], **(given or {})}).do("play act")


def luck(*weights: Any) -> dict[str, Any]:
    """A chance whose options add 1, 2, 3 … to calm."""
    return {
        "chance": [
            {"weight": weight, "title": f"+{n}", "do": [f"shared.calm += {n}"]}
            for n, weight in enumerate(weights, 1)
        ]
    }


def ask(seat: str = "rival", **needs: str) -> dict[str, Any]:
    """A dilemma whose options set calm to 1 and 2."""
    options = [
        {"id": name, "title": name, "do": [f"shared.calm += {n}"]}
        for n, name in enumerate(("one", "two"), 1)
    ]
    for option in options:
        if option["id"] in needs:
            option["needs"] = needs[str(option["id"])]
    return {"choose": {"seat": seat, "title": "One or two?", "options": options}}


# --- order ---------------------------------------------------------------------------------


def test_lines_run_in_order() -> None:
    assert play("shared.calm = 3", "shared.calm = shared.calm * 2")["shared.calm"] == 6


@pytest.mark.parametrize(
    ("calm", "after"), [pytest.param(0, 5, id="holds"), pytest.param(-3, -4, id="does not")]
)
def test_when_and_otherwise(calm: int, after: int) -> None:
    branch = {
        "when": "shared.calm >= 0",
        "do": ["shared.calm += 5"],
        "otherwise": ["shared.calm -= 1"],
    }
    assert play(branch, given={"shared.calm": calm})["shared.calm"] == after


def test_a_test_is_made_when_the_line_is_reached() -> None:
    branch = {"when": "shared.calm > 0", "do": ["shared.calm += 5"]}
    assert play("shared.calm += 1", branch)["shared.calm"] == 6


@pytest.mark.parametrize(
    "stop",
    [
        pytest.param(luck(1, 1), id="luck"),
        pytest.param({"when": "shared.calm == 1", "do": [luck(1, 1)]}, id="luck inside a when"),
        pytest.param(ask("me"), id="a choice"),
    ],
)
def test_what_follows_a_stop_waits_for_it(stop: dict[str, Any]) -> None:
    played = play("shared.calm = 1", stop, "shared.calm = shared.calm * 2")
    assert played["shared.calm"] == 1
    assert played.do(played.legal[1])["shared.calm"] == 6


def test_stops_may_be_nested() -> None:
    inner = {"weight": 1, "title": "again", "do": [ask("me"), "shared.calm += 10"]}
    played = play({"chance": [inner, {"weight": 1, "title": "no"}]}, "shared.calm -= 3")
    played.do("outcome 1", "choose two")
    assert played["shared.calm"] == 7


def test_the_otherwise_of_a_stopping_when() -> None:
    branch = {"when": "shared.calm > 0", "do": [luck(1, 1)], "otherwise": ["shared.calm -= 1"]}
    assert play(branch, "shared.calm -= 1")["shared.calm"] == -2


# --- luck ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weights", "odds"),
    [
        pytest.param((1, 3), {"outcome 1": 1, "outcome 2": 3}, id="by weight"),
        pytest.param((0, 3, 1), {"outcome 2": 3, "outcome 3": 1}, id="zero weight: left out"),
        pytest.param(("my.grain", 1), {"outcome 1": 4, "outcome 2": 1}, id="by an expression"),
        pytest.param(("max(my.grain - 4, 0)", 1), {"outcome 2": 1}, id="an expression of 0"),
    ],
)
def test_the_odds_of_luck(weights: Any, odds: dict[str, int]) -> None:
    played = play(luck(*weights))
    assert (played.seat, played.odds) == ("CHANCE", odds)
    assert played.legal == list(odds)


def test_weights_are_worked_out_when_luck_is_reached() -> None:
    assert play("my.grain = 9", luck("my.grain", 1)).odds["outcome 1"] == 9


# --- choices -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seat", "asked"), [("me", "north"), ("rival", "south"), ("south", "south"), ("north", "north")]
)
def test_who_is_asked(seat: str, asked: str) -> None:
    assert play(ask(seat)).seat == asked


def test_options_may_have_needs() -> None:
    assert play(ask(one="shared.calm > 0")).legal == ["choose two"]
    assert play("shared.calm = 1", ask(one="shared.calm > 0")).legal == ["choose one", "choose two"]


def test_my_is_still_the_seat_that_acts_inside_a_choice() -> None:
    options = [{"id": "yes", "title": "yes", "do": ["my.score += 1"]}, {"id": "no", "title": "no"}]
    choose = {"choose": {"seat": "rival", "title": "?", "options": options}}
    assert play(choose).do("choose yes")["north.score"] == 1


# --- later ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "calm"),
    [
        pytest.param({"after": 1, "do": ["shared.calm += 1"]}, [0, 1, 1, 1, 1], id="after 1"),
        pytest.param({"after": 3, "do": ["shared.calm += 1"]}, [0, 0, 0, 1, 1], id="after 3"),
        pytest.param({"lasting": 1, "do": ["shared.calm += 1"]}, [0, 1, 1, 1, 1], id="lasting 1"),
        pytest.param({"lasting": 3, "do": ["shared.calm += 1"]}, [0, 1, 2, 3, 3], id="lasting 3"),
        pytest.param(
            {"after": 1, "do": [{"after": 2, "do": ["shared.calm += 1"]}]},
            [0, 0, 0, 1, 1],
            id="after inside after",
        ),
        pytest.param(
            {"after": 1, "do": [{"lasting": 2, "do": ["shared.calm += 1"]}]},
            [0, 0, 1, 2, 2],
            id="lasting inside after",
        ),
        pytest.param(
            {"lasting": 2, "do": [{"after": 1, "do": ["shared.calm += 1"]}]},
            [0, 0, 1, 2, 2],
            id="after inside lasting",
        ),
    ],
)
def test_later(effect: dict[str, Any], calm: list[int]) -> None:
    played = play(effect)
    assert [played["shared.calm"], *(played.rounds(1)["shared.calm"] for _ in range(4))] == calm


def test_later_work_comes_before_the_rules_of_the_world_oldest_first() -> None:
    played = play(
        {"after": 1, "do": ["shared.calm += 2"]},
        {"after": 1, "do": ["shared.calm = shared.calm * 3"]},
        rules=[rule("world", "shared.calm -= 1")],
    )
    assert played.rounds(1)["shared.calm"] == 5


def test_my_is_the_seat_that_acted_when_it_comes_due() -> None:
    assert play({"after": 1, "do": ["my.score += 1"]}).rounds(1)["north.score"] == 1


def test_later_work_may_stop() -> None:
    played = play({"lasting": 2, "do": [luck(1, 1), "shared.calm += 5"]}).do("pass")
    assert played.do("outcome 1")["shared.calm"] == 6
    played.do("pass", "pass")
    assert played.odds == {"outcome 1": 1, "outcome 2": 1}


# --- each ----------------------------------------------------------------------------------

PARTIES = [
    {"id": "elk", "title": "Elk", "group": "deer"},
    {"id": "fox", "title": "Fox"},
    {"id": "roe", "title": "Roe", "group": "deer"},
]
FUR = {"id": "fur", "title": "Fur", "of": "parties", "start": {"elk": 1, "fox": 2, "roe": 3}}


@pytest.mark.parametrize(
    ("group", "after"), [("parties", (2, 4, 6)), ("deer", (2, 2, 6))], ids=["all", "a group"]
)
def test_each(group: str, after: tuple[int, ...]) -> None:
    each = {"each": group, "do": ["party.fur += party.fur"]}
    played = play(each, parties=PARTIES, tracks=[*BASE["tracks"], FUR])
    assert tuple(played[f"party.{name}.fur"] for name in ("elk", "fox", "roe")) == after


def test_each_goes_in_deck_order_and_may_stop() -> None:
    each = {"each": "deer", "do": [luck("party.fur", 1), "party.fur += 1"]}
    played = play(each, parties=PARTIES, tracks=[*BASE["tracks"], FUR])
    assert played.odds["outcome 1"] == 1
    assert played.do("outcome 2").odds["outcome 1"] == 3
    assert played.do("outcome 2")["total(party.fur)"] == 8


# --- hands ---------------------------------------------------------------------------------

CARDS = [card(name) for name in ("n1", "n2", "n3")] + [
    card(name, seat="south") for name in ("s1", "s2")
]


def test_draw_is_luck_among_ones_own_pile() -> None:
    played = play({"draw": 2}, "shared.calm += 1", cards=CARDS)
    assert played.odds == {"draw n1": 1, "draw n2": 1, "draw n3": 1}
    assert played.do("draw n2").legal == ["draw n1", "draw n3"]
    assert played.do("draw n1")["shared.calm"] == 1
    assert played.view().hand == ("n1", "n2")


def test_draw_takes_the_discard_back_and_stops_when_there_is_nothing() -> None:
    played = play(
        {"draw": 6, "seat": "rival"}, "shared.calm += 1", cards=CARDS, given={"hand.south": []}
    )
    played.do("draw s2")
    assert played.legal == ["draw s1"]
    assert played.do("draw s1")["shared.calm"] == 1  # four draws short, and none is missed


def test_discard_is_chosen_by_its_owner() -> None:
    played = play(
        {"discard": 2, "seat": "rival"},
        "shared.calm += 1",
        cards=CARDS,
        given={"hand.south": ["s1", "s2"]},
    )
    assert (played.seat, played.legal) == ("south", ["discard s1", "discard s2"])
    assert played.do("discard s2").legal == ["discard s1"]
    assert played.do("discard s1")["shared.calm"] == 1
    assert played.view().discards["south"] == ("s1", "s2")


def test_an_empty_hand_discards_nothing() -> None:
    played = play(
        {"discard": 1, "seat": "rival"}, "shared.calm += 1", cards=CARDS, given={"hand.south": []}
    )
    assert (played.seat, played["shared.calm"]) == ("south", 1)


# --- end -----------------------------------------------------------------------------------

ENDINGS = [
    {"id": "truce", "title": "Truce", "when": "shared.calm > 5"},
    {"id": "war", "title": "War", "when": "shared.calm < -5", "immediate": True},
    {"id": "over", "title": "Over"},
]


def test_end_stops_the_game_when_the_effect_is_finished() -> None:
    played = play({"end": "truce"}, "shared.calm -= 7", endings=ENDINGS)
    assert played.over
    assert played["shared.calm"] == -7
    assert played.game.ending(played.state) == "truce"


def test_the_first_of_two_ends_counts() -> None:
    played = play({"end": "truce"}, {"end": "over"}, endings=ENDINGS)
    assert played.game.ending(played.state) == "truce"


def test_end_waits_for_what_was_begun() -> None:
    played = play({"end": "over"}, luck(1, 1), endings=ENDINGS)
    assert not played.over
    assert played.do("outcome 1").over


def test_an_immediate_ending_is_not_tested_in_mid_effect() -> None:
    played = play("shared.calm = -9", ask(), "shared.calm = 0", endings=ENDINGS)
    assert not played.over
    assert not played.do("choose one").over
    assert play("shared.calm = -9", endings=ENDINGS).over


# --- hands of numbers ----------------------------------------------------------------------


def test_a_derived_track_may_count_cards_and_both_seats_see_it() -> None:
    held = {"id": "held", "title": "Held", "of": "seats", "value": "my.hand_size * 2"}
    game = tiny(
        cards=CARDS,
        seats=seats({"hand": 2}, {"hand": 1}),
        tracks=[*BASE["tracks"], held],
        rules=[rule("draw", "my.score = my.held", seat="seats")],
    )
    played = Table(game, {})
    for seat in ("north", "south"):
        view = game.redact(played.state, seat)
        assert (view.value("north.held"), view.value("south.held")) == (4, 2)
        assert (view.value("my.hand_size"), view.tracks["north.hand_size"]) in ((2, 2), (1, 2))
