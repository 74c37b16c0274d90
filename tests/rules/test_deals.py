"""Deals: drafting, answering, holding, moving goods, ending."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, card, rule, seats, tiny

WALL = {
    "id": "wall",
    "title": "Wall",
    "seat": "north",
    "max": 3,
    "start": 3,
    "tighten": {},
    "ease": {},
    "pause": {"rounds": 1},
    "lift": {},
}
GATE = {
    "id": "gate",
    "title": "Gate",
    "seat": "south",
    "max": 2,
    "start": 1,
    "tighten": {},
    "pause": {"rounds": 5},
}


def item(name: str, kind: str, seat: str = "north", **more: Any) -> dict[str, Any]:
    return {"id": name, "title": name, "seat": seat, "kind": kind, **more}


ITEMS = [
    item("thin_wall", "pause", measure="wall", levels=2),
    item("low_wall", "cap", measure="wall", level=1),
    item("grain_now", "transfer", track="grain", amount=3),
    item("open_gate", "pause", "south", measure="gate", levels=1),
    item("gold", "pledge", "south", track="capital", amount=2),
    item("grain_back", "transfer", "south", track="grain", amount=4),
]


def deals(**changes: Any) -> dict[str, Any]:
    return {"terms": [1, 3], "items": ITEMS, **changes}


def talk(
    given: dict[str, Any] | None = None, deck: dict[str, Any] | None = None, **changes: Any
) -> Table:
    """The talks of round 1, north to speak first."""
    game = tiny(measures=[WALL, GATE], deals=deals(**changes), **(deck or {}))
    return Table(game, {"phase": "talks", **(given or {})})


def offers(table: Table) -> list[str]:
    return [text.partition(" ")[2] for text in table.legal if text.startswith("offer ")]


def swap(table: Table, *items: str, term: int = 1) -> Table:
    """Table a package, and have it accepted."""
    return table.do(*(f"offer {name}" for name in items), f"table {term}", "accept")


# --- drafting ------------------------------------------------------------------------------


def test_a_talk_offers_pass_and_what_can_become_a_package() -> None:
    assert talk().legal == ["pass", "offer thin_wall", "offer low_wall", "offer grain_now"]


def test_items_follow_in_deck_order() -> None:
    assert talk().do("offer grain_now").legal == [
        "offer open_gate",
        "offer gold",
        "offer grain_back",
    ]


def test_a_package_of_both_sides_may_be_tabled() -> None:
    table = talk().do("offer grain_now", "offer gold")
    assert table.legal == ["offer grain_back", "table 1", "table 3"]


def test_one_sided_packages_if_the_deck_allows_them() -> None:
    table = talk(both_sides=False)
    assert offers(table) == [name["id"] for name in ITEMS]
    assert "table 1" in table.do("offer gold").legal


@pytest.mark.parametrize("most", [1, 2])
def test_no_side_gives_more_than_the_most(most: int) -> None:
    table = talk(max_items=most).do("offer grain_now", "offer open_gate")
    assert offers(table) == (["gold", "grain_back"] if most == 2 else [])


def test_no_measure_is_given_twice() -> None:
    assert "low_wall" not in offers(talk(max_items=3).do("offer thin_wall"))
    assert "grain_now" in offers(talk(max_items=3).do("offer thin_wall"))
    order = [ITEMS[2], *ITEMS[:2], *ITEMS[3:]]
    later = talk(items=order, max_items=3).do("offer grain_now", "offer thin_wall")
    assert offers(later) == ["open_gate", "gold", "grain_back"]


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        pytest.param({"measure.wall": 1}, "thin_wall", id="a pause needs its levels"),
        pytest.param({"north.grain": 2}, "grain_now", id="a transfer needs the goods"),
    ],
)
def test_items_that_cannot_be_given_are_not_offered(given: dict[str, Any], missing: str) -> None:
    assert missing not in offers(talk(given))
    assert len(offers(talk(given))) == 2


def test_nothing_is_said_when_no_package_can_be_whole() -> None:
    table = talk({"measure.gate": 0, "south.grain": 0}, items=[*ITEMS[:4], ITEMS[5]])
    assert (table.seat, table["game.round"]) == ("north", 2)


def test_an_item_starts_a_draft_only_if_it_can_be_completed() -> None:
    table = talk({"measure.gate": 0, "south.grain": 0}, items=[ITEMS[4], *ITEMS[:4], ITEMS[5]])
    assert offers(table) == ["gold"]  # only before north's items


@pytest.mark.parametrize(
    ("given", "changes"),
    [
        pytest.param({"shared.calm": -1}, {"needs": "shared.calm >= 0"}, id="a need"),
        pytest.param({"north.capital": 0}, {"cost": {"capital": 1}}, id="a price"),
    ],
)
def test_tabling_may_have_a_need_and_a_price(given: Any, changes: Any) -> None:
    table = talk(given, **changes)
    assert (table["game.round"], table.seat) in ((1, "south"), (2, "north"))  # north says nothing


def test_tabling_is_paid_at_once_by_the_seat_that_tables() -> None:
    table = talk(cost={"capital": 2}).do("offer grain_now", "offer gold", "table 1")
    assert (table["north.capital"], table["south.capital"]) == (3, 5)
    assert table.do("decline")["north.capital"] == 3


def test_a_deck_without_deals_has_no_talks() -> None:
    assert Table(tiny(), {"phase": "talks"})["game.round"] == 2


# --- answering -----------------------------------------------------------------------------


def tabled(**changes: Any) -> Table:
    return talk(**changes).do("offer grain_now", "offer gold", "table 1")


def test_the_rival_may_accept_decline_or_counter() -> None:
    table = tabled()
    assert (table.seat, table.legal) == ("south", ["accept", "decline", "counter"])


def test_declined_is_forgotten() -> None:
    table = tabled().do("decline")
    assert (table["game.deals"], table.seat) == (0, "south")
    assert "offer grain_now" in table.legal  # south's own turn to talk


def test_accepted_is_signed() -> None:
    table = tabled().do("accept")
    assert (table["game.deals"], table["game.deals_made"], table["game.deal_left"]) == (1, 1, 2)
    assert (table["north.grain"], table["south.grain"]) == (1, 7)


def test_the_edits_of_a_counter() -> None:
    assert tabled().do("counter").legal == [
        "add thin_wall",
        "add low_wall",
        "drop grain_now",
        "add open_gate",
        "drop gold",
        "add grain_back",
        "term 3",
    ]


def test_a_counter_is_sent_after_one_edit_or_two() -> None:
    table = tabled().do("counter", "drop gold")
    assert "send" not in table.legal  # one side gives nothing now
    assert table.do("add open_gate").legal == ["send"]
    assert tabled().do("counter", "term 3").legal[-1] == "send"


def test_the_first_seat_may_only_accept_or_decline_a_counter() -> None:
    table = tabled().do("counter", "term 3", "send")
    assert (table.seat, table.legal) == ("north", ["accept", "decline"])
    table.do("accept")
    assert table["game.deal_left"] == 4


def test_a_dropped_side_must_be_filled_by_the_second_edit() -> None:
    table = tabled().do("counter", "drop grain_now")
    assert table.legal == ["add thin_wall", "add low_wall", "add grain_now"]


def test_what_is_dropped_may_be_added_again() -> None:
    items = [ITEMS[2], ITEMS[4]]
    table = talk(items=items, terms=[1]).do("offer grain_now", "offer gold", "table 1", "counter")
    assert table.legal == ["drop grain_now", "drop gold"]
    assert table.do("drop grain_now").legal == ["add grain_now"]


def test_what_went_into_the_price_of_tabling_is_not_added_to_a_counter() -> None:
    items = [ITEMS[2], item("fee", "transfer", track="capital", amount=2), ITEMS[4]]
    talks = talk({"north.capital": 3}, items=items, cost={"capital": 2})
    assert "offer fee" in talks.legal
    talks.do("offer grain_now", "offer gold", "table 1", "counter")
    assert "add fee" not in talks.legal


def test_the_second_edit_leaves_a_whole_package() -> None:
    table = tabled().do("counter", "add thin_wall")
    assert table.legal == [
        "drop thin_wall",
        "drop grain_now",
        "add open_gate",
        "add grain_back",
        "term 3",
        "send",
    ]


# --- what a deal holds ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "in_force"),
    [
        pytest.param("thin_wall", 1, id="pause: levels suspended"),
        pytest.param("low_wall", 1, id="cap: held at its level"),
    ],
)
def test_a_held_measure(name: str, in_force: int) -> None:
    table = swap(talk(), name, "gold")
    assert (table["measure.wall"], table["measure.wall.in_force"]) == (3, in_force)


def test_a_cap_over_the_level_suspends_nothing() -> None:
    table = swap(talk({"measure.wall": 1}), "low_wall", "gold")
    assert table["measure.wall.in_force"] == 1


@pytest.mark.parametrize(
    ("line", "cap", "pause"),
    [
        pytest.param("measure.wall += 1", 1, 1, id="raised: still held"),
        pytest.param("measure.wall = 0", 0, 0, id="lowered under it: lower"),
    ],
)
def test_effects_write_the_books_of_a_held_measure(line: str, cap: int, pause: int) -> None:
    for name, in_force in (("low_wall", cap), ("thin_wall", pause)):
        table = talk({"hand.north": ["act"]}, {"cards": [card("act", line)]})
        swap(table, name, "gold").do("pass", "play act")
        assert table["measure.wall.in_force"] == in_force


@pytest.mark.parametrize(
    ("name", "told"), [("thin_wall", "Wall is cut by 2"), ("low_wall", "Wall counts as at most 1")]
)
def test_it_is_said_of_an_item_that_what_it_holds_cannot_be_raised(name: str, told: str) -> None:
    """One that may not exceed a level was thought to be free below it."""
    said = f"{told}, and cannot be raised, while the deal lasts; then all of it comes back"
    assert said in talk().game.describe(name)


def test_a_held_measure_is_not_tightened_or_paused_but_eased() -> None:
    table = swap(talk(), "low_wall", "gold").do("pass")
    assert table.legal == ["pass", "ease wall", "lift wall", "breach 1"]
    for text in ("tighten wall", "pause wall"):
        assert "deal 1 holds 'wall': 'breach 1' would break it" in table.refusal(text)


def test_a_measure_in_a_deal_or_paused_is_not_offered_again() -> None:
    table = swap(talk(), "thin_wall", "gold").do("pass", "pass", "pass")
    assert offers(table) == ["grain_now"]
    assert "deal 1 already holds that measure" in table.refusal("offer low_wall")
    paused = talk({"phase": "plays"}).do("pause wall", "pass")
    assert offers(paused) == ["grain_now"]


def test_a_card_cannot_pause_what_a_deal_holds() -> None:
    quiet = card("quiet", {"pause": "wall", "rounds": 1})
    table = talk({"hand.north": ["quiet"]}, {"cards": [quiet]})
    swap(table, "low_wall", "gold").do("pass", "play quiet")
    assert table["measure.wall.in_force"] == 1


# --- how long ------------------------------------------------------------------------------


@pytest.mark.parametrize("term", [1, 3])
def test_a_deal_holds_for_its_term_in_full_rounds(term: int) -> None:
    table = swap(talk(), "low_wall", "gold", term=term).do("pass")
    seen = []
    while table["game.deals"]:
        seen.append(table["game.deal_left"])
        table.rounds(1)
    assert seen == list(range(term, 0, -1))


def ends(snap: str, levels: int = 2) -> Table:
    items = [item("thin_wall", "pause", measure="wall", levels=levels, snap=snap), ITEMS[4]]
    table = swap(talk(items=items, expire=["shared.calm -= 3"]), "thin_wall", "gold")
    return table.rounds(2)


@pytest.mark.parametrize(
    ("snap", "levels", "after"),
    [
        pytest.param("full", 2, 3, id="full: every suspended level comes back"),
        pytest.param("half", 2, 2, id="half of 2: one comes back"),
        pytest.param("half", 3, 1, id="half of 3: one comes back"),
        pytest.param("half", 1, 2, id="half of 1: none comes back"),
        pytest.param("none", 2, 1, id="none: they are off the books"),
    ],
)
def test_what_comes_back_at_expiry(snap: str, levels: int, after: int) -> None:
    table = ends(snap, levels)
    assert table["game.deals"] == 0
    assert table["measure.wall"] == table["measure.wall.in_force"] == after
    assert table["shared.calm"] == -3


def test_a_cap_lets_go_what_was_tightened_under_it() -> None:
    table = talk(
        {"measure.wall": 0, "hand.north": ["act"]}, {"cards": [card("act", "measure.wall += 2")]}
    )
    swap(table, "low_wall", "gold").do("pass", "play act")
    assert table["measure.wall.in_force"] == 1
    assert table.rounds(1)["measure.wall.in_force"] == 2


# --- goods ---------------------------------------------------------------------------------


def test_a_pledge_is_paid_once_in_each_full_round() -> None:
    table = swap(talk({"south.capital": 20}), "grain_now", "gold", term=3)
    paid = [table.rounds(1)["north.capital"] for _ in range(5)]
    assert paid == [7, 9, 11, 11, 11]


def test_a_pledge_moves_no_more_than_the_giver_has() -> None:
    table = swap(talk({"south.capital": 3}), "grain_now", "gold", term=3)
    seen = [(table["south.capital"], table["north.capital"])]
    for _ in range(3):
        table.rounds(1)
        seen.append((table["south.capital"], table["north.capital"]))
    assert seen == [(3, 5), (1, 7), (0, 8), (0, 8)]


def test_a_transfer_moves_no_more_than_is_left() -> None:
    items = [item("a", "transfer", track="capital", amount=4), ITEMS[4]]
    table = talk(items=items, cost={"capital": 3})
    table.do("offer a", "offer gold", "table 1", "accept")
    assert (table["north.capital"], table["south.capital"]) == (0, 7)


def test_goods_over_the_receivers_top_are_lost() -> None:
    table = swap(talk({"south.grain": 9}), "grain_now", "gold")
    assert (table["north.grain"], table["south.grain"]) == (1, 10)


# --- effects of bargaining -----------------------------------------------------------------


def test_my_is_the_seat_that_tabled_when_a_deal_is_signed() -> None:
    changes: dict[str, Any] = {"sign": ["my.score += 1"], "extend": ["my.score += 10"]}
    table = swap(talk(**changes), "grain_now", "gold")
    assert (table["north.score"], table["south.score"]) == (1, 0)
    table.do("extend 1", "accept")  # south proposes this one
    assert (table["north.score"], table["south.score"]) == (1, 10)


def test_my_is_the_giver_in_an_item() -> None:
    items = [
        ITEMS[2],
        item(
            "word",
            "pledge",
            "south",
            track="capital",
            amount=1,
            do=["my.score += 7"],
            needs="my.grain >= 4",
        ),
    ]
    table = swap(talk(items=items), "grain_now", "word")
    assert table["south.score"] == 7
    assert talk({"south.grain": 3}, items=items).seat == "north"  # nothing to say: next round


def test_effects_of_items_follow_deck_order_after_those_of_signing() -> None:
    items = [
        {**ITEMS[2], "do": ["shared.calm = 2 * shared.calm"]},
        {**ITEMS[4], "do": ["shared.calm += 1"]},
    ]
    table = swap(talk(items=items, sign=["shared.calm += 3"]), "grain_now", "gold")
    assert table["shared.calm"] == 7


# --- extension -----------------------------------------------------------------------------


def test_an_extension_adds_the_term_again() -> None:
    table = swap(talk(), "grain_now", "gold", term=3).do("extend 1", "accept")
    assert (table["game.deal_left"], table["game.extensions"]) == (6, 1)  # a round later


def test_a_declined_extension_changes_nothing() -> None:
    table = swap(talk(), "grain_now", "gold", term=3).do("extend 1")
    assert (table.seat, table.legal) == ("north", ["accept", "decline"])
    assert table.do("decline")["game.extensions"] == 0


def test_no_more_extensions_than_allowed() -> None:
    table = swap(talk(extensions=1), "grain_now", "gold", term=3).do("extend 1", "accept")
    assert "extend 1" not in table.do("pass", "pass").legal


def test_proposing_an_extension_may_cost() -> None:
    table = swap(talk(extend_cost={"capital": 5}), "grain_now", "gold", term=3)
    assert "extend 1" in table.legal
    assert table.do("extend 1", "decline")["south.capital"] == 0


# --- breach --------------------------------------------------------------------------------


def test_a_breach_gives_everything_back_and_has_its_price() -> None:
    items = [item("thin_wall", "pause", measure="wall", levels=2, snap="none"), *ITEMS[3:]]
    table = talk(items=items, breach=["my.score -= 5", "shared.calm -= 2"])
    swap(table, "thin_wall", "open_gate", term=3).do("pass", "breach 1")
    assert (table["measure.wall.in_force"], table["measure.gate.in_force"]) == (3, 1)
    assert (table["north.score"], table["shared.calm"]) == (-5, -2)
    assert (table["game.deals"], table["game.breaches"]) == (0, 1)


def test_either_seat_may_breach() -> None:
    table = swap(talk(breach=["my.score -= 5"]), "low_wall", "gold", term=3)
    assert table.do("pass", "pass", "breach 1")["south.score"] == -5


def test_a_breach_names_its_deal() -> None:
    table = swap(talk(), "low_wall", "gold", term=3).do("pass")
    assert "there is no deal 2. In force: 1" in table.refusal("breach 2")


# --- slots ---------------------------------------------------------------------------------


def test_no_more_deals_at_once_than_allowed() -> None:
    table = swap(talk(max_running=1), "grain_now", "gold", term=3)
    assert table.legal == ["pass", "extend 1"]


def test_a_free_slot_is_filled_first() -> None:
    table = swap(talk(max_running=2), "low_wall", "gold", term=1)
    swap(table, "grain_now", "open_gate", term=3).rounds(2)
    assert (table["game.deals"], table["game.deals_made"]) == (1, 2)
    view = table.view()
    assert [deal.slot for deal in view.deals] == [2]
    while not offers(table):
        table.do("pass")
    swap(table, "low_wall", "gold")
    view = table.view()
    assert [(deal.slot, deal.items) for deal in view.deals] == [
        (1, ("low_wall", "gold")),
        (2, ("grain_now", "open_gate")),
    ]


def test_the_earliest_end_counts() -> None:
    table = swap(talk(max_running=2), "low_wall", "gold", term=3)
    swap(table, "grain_now", "open_gate", term=1)
    assert (table["game.round"], table["game.deal_left"]) == (2, 1)


# --- what a seat sees ----------------------------------------------------------------------


def test_the_table_shows_draft_extension_and_deals() -> None:
    table = talk(both_sides=False).do("offer gold")
    view = table.view("south")
    assert view.draft is not None
    assert (view.draft.items, view.draft.by, view.extending) == (("gold",), "north", 0)
    swap(table.do("table 3", "accept"), "grain_now", term=1)
    table.do("pass", "pass", "extend 1")
    view = table.view("south")
    assert (view.draft, view.extending) == (None, 1)


def test_a_deal_names_the_seat_that_tabled_it() -> None:
    table = swap(talk().do("pass"), "grain_now", "gold", term=3)
    (deal,) = table.view().deals
    assert (deal.by, deal.term, deal.left, deal.extensions) == ("south", 3, 3, 0)


def test_a_question_in_talks_is_no_extension() -> None:
    ask = {
        "choose": {
            "seat": "north",
            "title": "?",
            "options": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
        }
    }
    filler = {"id": "q", "title": "Q", "phase": "account", "do": [ask]}
    game = tiny(deals=deals(sign=[ask], both_sides=False), measures=[WALL, GATE], rules=[filler])
    table = Table(game, {"phase": "talks"}).do("offer gold", "table 1", "accept")
    assert table.legal == ["choose a", "choose b"]
    assert table.view("south").extending == 0


def test_bargaining_uses_capital_as_any_track() -> None:
    game = tiny(
        seats=seats({"capital": {"start": 5, "max": 6}}),
        tracks=BASE["tracks"],
        deals={"terms": [1], "items": [ITEMS[4]], "both_sides": False},
        rules=[rule("account", "shared.calm += game.deals")],
    )
    table = swap(Table(game, {"phase": "talks"}), "gold").rounds(2)
    assert (table["north.capital"], table["south.capital"]) == (6, 3)


def test_the_same_goods_are_not_promised_twice_in_one_package() -> None:
    items = [
        item("three", "transfer", track="grain", amount=3),
        item("again", "transfer", track="grain", amount=3),
        item("back", "transfer", "south", track="grain", amount=1),
    ]
    assert offers(talk(items=items).do("offer three")) == ["back"]
