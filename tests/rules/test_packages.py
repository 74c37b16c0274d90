"""Ready packages: tabled in one action, changed, and put in the place of others."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_deals import GATE, WALL, deals
from tests.rules.tiny import Table, tiny
from wargame.errors import DeckError


def package(name: str, *items: str, term: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": name, "items": list(items), "term": term, **more}


PACKAGES = [
    package("thaw", "thin_wall", "open_gate", term=3),
    package("trade", "grain_now", "gold", seat="north"),
    package("rent", "low_wall", "gold", seat="south", needs="my.capital >= 2"),
]


def talk(given: dict[str, Any] | None = None, **changes: Any) -> Table:
    """The talks of round 1, north to speak first."""
    laid = {"packages": PACKAGES, "drafting": "packages", **changes}
    game = tiny(measures=[WALL, GATE], deals=deals(**laid))
    return Table(game, {"phase": "talks", **(given or {})})


# --- tabling -------------------------------------------------------------------------------


def test_a_seat_tables_any_package_of_its_own_in_one_action() -> None:
    table = talk()
    assert table.legal == ["pass", "propose thaw", "propose trade"]
    assert talk().do("pass").legal == ["pass", "propose thaw", "propose rent"]


def test_what_a_package_needs_is_asked_of_the_seat_that_would_table_it() -> None:
    dear = package("dear", "grain_now", "gold", term=3, needs="my.grain >= 5")
    table = talk({"north.grain": 5, "south.grain": 4}, packages=[*PACKAGES, dear])
    assert table.legal == ["pass", "propose thaw", "propose trade", "propose dear"]
    assert table.do("pass").legal == ["pass", "propose thaw", "propose rent"]


def test_a_package_that_is_accepted_holds_for_its_term() -> None:
    table = talk().do("propose thaw", "accept")
    assert (table["measure.wall.in_force"], table["measure.gate.in_force"]) == (1, 0)
    assert table["game.deal_left"] == 4  # this round, and three more


def test_tabling_a_package_is_paid_like_any_other() -> None:
    table = talk(cost={"capital": 2}).do("propose thaw")
    assert table["north.capital"] == 3
    assert table.do("decline")["north.capital"] == 3


@pytest.mark.parametrize(
    ("given", "changes"),
    [
        pytest.param({"north.grain": 2}, {}, id="the goods of an item are short"),
        pytest.param({"north.capital": 0}, {"cost": {"capital": 1}}, id="the price cannot be paid"),
        pytest.param({}, {"needs": "shared.calm < 0"}, id="nothing may be tabled"),
        pytest.param(
            {},
            {"packages": [package("trade", "grain_now", "gold", needs="my.grain > 90")]},
            id="its own need does not hold",
        ),
    ],
)
def test_a_package_that_cannot_be_tabled_is_not_open(given: Any, changes: Any) -> None:
    table = talk(given, **changes)
    assert (table.seat, table["game.round"]) != ("north", 1) or "propose trade" not in table.legal


@pytest.mark.parametrize(
    ("capital", "changes", "why"),
    [
        pytest.param(5, {}, "", id="nothing does"),
        pytest.param(5, {"max_running": 1}, "no more than 1 deal", id="as many deals run as may"),
        pytest.param(
            5, {"needs": "game.deals == 0"}, "it needs game.deals == 0", id="nothing may be tabled"
        ),
        pytest.param(1, {}, "it needs my.capital >= 2", id="its own need does not hold"),
    ],
)
def test_what_keeps_a_package_from_being_tabled_is_told(
    capital: int, changes: Any, why: str
) -> None:
    """To who may still extend a deal, so that there is something to talk about."""
    given = {"south.capital": capital}
    table = talk(given, **{"max_running": 2, **changes}).do("propose trade", "accept")
    assert (table.seat, table.legal[0], table.legal[-1]) == ("south", "pass", "extend 1")
    assert why in table.refusal("propose rent")
    assert bool(why) == ("propose rent" not in table.legal)


def test_with_free_drafting_ready_packages_come_on_top() -> None:
    legal = talk(drafting="items").legal
    assert legal == [
        "pass",
        "propose thaw",
        "propose trade",
        "offer thin_wall",
        "offer low_wall",
        "offer grain_now",
    ]


# --- answering -----------------------------------------------------------------------------


def test_another_package_may_be_put_in_its_place_and_takes_the_last_word() -> None:
    table = talk().do("propose thaw")
    assert table.legal == ["accept", "decline", "instead rent"]
    table.do("instead rent")
    assert (table.seat, table.legal) == ("north", ["accept", "decline"])
    table.do("accept")
    assert (table["measure.wall.in_force"], table["measure.gate.in_force"]) == (1, 1)


def test_a_package_in_the_place_of_another_is_previewed_as_if_it_were_accepted() -> None:
    table = talk().do("propose thaw")
    found = table.game.preview(table.view("south"), "instead rent")
    assert found.if_accepted
    moved = [(one.name, one.new) for one in found.effects.changes]
    assert ("measure.wall.in_force", 1) in moved


def test_one_that_is_not_open_for_now_is_not_asked_what_it_needs() -> None:
    table = talk({"south.capital": 0}).do("propose thaw")
    assert "'propose' is not open now" in table.refusal("propose rent")


def test_the_same_package_is_no_counter_but_for_another_term_it_is() -> None:
    assert "instead thaw" not in talk().do("propose thaw").legal
    both = [*PACKAGES, package("brief_thaw", *PACKAGES[0]["items"], term=1)]
    assert "instead brief_thaw" in talk(packages=both).do("propose thaw").legal


def test_item_by_item_counters_stay_where_drafting_allows_changes() -> None:
    assert talk(drafting="changes").do("propose thaw").legal[-1] == "counter"
    assert talk(drafting="items").do("propose thaw").legal[-1] == "counter"


# --- changing ------------------------------------------------------------------------------


def test_a_package_may_be_tabled_with_one_or_two_changes() -> None:
    table = talk(drafting="changes")
    assert table.legal == ["pass", "propose thaw", "propose trade", "amend thaw", "amend trade"]
    table.do("amend thaw")
    assert "send" not in table.legal  # nothing is changed yet
    table.do("add gold", "term 1")
    assert table.legal == ["send"]
    table.do("send")
    assert (table.seat, table.legal[:2]) == ("south", ["accept", "decline"])
    table.do("accept")
    assert table["game.deal_left"] == 2


def test_only_who_answers_may_change_one_where_drafting_leaves_changes_to_counters() -> None:
    table = talk(drafting="counters")
    assert table.legal == ["pass", "propose thaw", "propose trade"]
    table.do("propose thaw")
    assert table.legal == ["accept", "decline", "instead rent", "counter"]
    table.do("counter", "add gold", "term 1", "send")
    assert (table.seat, table.legal) == ("north", ["accept", "decline"])
    table.do("accept")
    assert table["game.deal_left"] == 2


def test_a_changed_package_is_paid_when_it_is_sent() -> None:
    table = talk(drafting="changes", cost={"capital": 2}).do("amend thaw", "term 1")
    assert table["north.capital"] == 5
    assert table.do("send")["north.capital"] == 3


def test_a_changed_package_can_be_countered_by_two_changes_again() -> None:
    table = talk(drafting="changes").do("amend thaw", "add gold", "term 1", "send")
    table.do("counter", "drop gold", "term 3", "send")
    assert (table.seat, table.legal) == ("north", ["accept", "decline"])


# --- what is refused, and why --------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "text", "said"),
    [
        pytest.param({}, "propose peace", "there is no ready package 'peace'", id="no such one"),
        pytest.param({}, "propose thwa", "Did you mean 'thaw'? Known: thaw, trade.", id="a slip"),
        pytest.param({}, "propose rent", "'rent' is not yours", id="the other side's"),
        pytest.param({}, "propose rnet", "'rent', which is most like it, is not", id="like it"),
        pytest.param({"north.grain": 2}, "propose trade", "gives 3 grain", id="goods are short"),
    ],
)
def test_a_refusal_names_what_is_missing(given: Any, text: str, said: str) -> None:
    assert said in talk(given).refusal(text)


@pytest.mark.parametrize(
    ("packages", "changes", "said"),
    [
        pytest.param([package("x", "nothing")], {}, "unknown deal item 'nothing'", id="an item"),
        pytest.param([package("x", "gold")], {}, "north gives nothing", id="one side alone"),
        pytest.param(
            [package("x", "thin_wall", "low_wall", "gold")],
            {},
            "in one package",
            id="a measure twice",
        ),
        pytest.param(
            [package("x", "grain_now", "gold", term=2)], {}, "none of the terms", id="term"
        ),
        pytest.param(
            [package("x", "grain_now", "thin_wall", "gold")],
            {"max_items": 1},
            "'max_items' is 1",
            id="too many items",
        ),
        pytest.param(
            [package("x", "grain_now", "gold"), package("y", "gold", "grain_now")],
            {},
            "the same as 'x'",
            id="the same twice",
        ),
        pytest.param([], {}, "leaves nothing to table", id="no packages at all"),
        pytest.param(
            [package("x", "grain_now", "gold", seat="west")], {}, "unknown seat 'west'", id="a seat"
        ),
    ],
)
def test_a_package_that_cannot_be_is_a_fault(packages: Any, changes: Any, said: str) -> None:
    with pytest.raises(DeckError, match=said):
        talk(packages=packages, **changes)
