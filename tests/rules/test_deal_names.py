"""What texts of a deck can ask of deals: whether one holds an item, and for how long."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_deals import GATE, WALL, deals
from tests.rules.tiny import Table, rule, tiny
from wargame.errors import DeckError

SEEN = rule("account", "shared.calm = 5 * deal.gold + deal.gold.left")


def talk(**deck: Any) -> Table:
    """The talks of round 1, north to speak first."""
    return Table(tiny(measures=[WALL, GATE], deals=deals(), **deck), {"phase": "talks"})


def swap(table: Table, term: int = 1) -> Table:
    return table.do("offer grain_now", "offer gold", f"table {term}", "accept")


def test_an_item_counts_1_while_a_deal_holds_it() -> None:
    table = talk()
    assert (table["deal.gold"], table["deal.gold.left"]) == (0, 0)
    swap(table)
    assert (table["deal.gold"], table["deal.grain_now"], table["deal.open_gate"]) == (1, 1, 0)


@pytest.mark.parametrize("term", [1, 3])
def test_rounds_left_count_this_one(term: int) -> None:
    table = swap(talk(), term)
    found = [table["deal.gold.left"]]
    for _ in range(term + 1):
        table.rounds()
        found.append(table["deal.gold.left"])
    assert found == [*range(term + 1, 0, -1), 0]
    assert table["deal.gold"] == 0


def test_a_rule_can_read_them() -> None:
    table = swap(talk(rules=[SEEN]))
    table.rounds()
    assert table["shared.calm"] == 7  # as the account of round 1 found it


def test_a_broken_deal_holds_nothing() -> None:
    table = swap(talk(), 3)
    while "breach 1" not in table.legal:
        table.do(table.legal[0])
    assert table.do("breach 1")["deal.gold"] == 0


def test_an_item_may_need_that_another_runs() -> None:
    items = [dict(one) for one in deals()["items"]]
    items[0]["needs"] = "deal.gold == 1"
    game = tiny(measures=[WALL, GATE], deals=deals(items=items, max_running=2))
    table = Table(game, {"phase": "talks"})
    assert "deal.gold" in table.refusal("offer thin_wall")


@pytest.mark.parametrize("asked", [True, False])
def test_a_trace_tells_of_items_that_a_text_asks_after(asked: bool) -> None:
    table = swap(talk(rules=[SEEN] if asked else []))
    told = [(write.name, write.new) for write in table.writes if write.name.startswith("deal.")]
    assert told == ([("deal.gold", 1)] if asked else [])


def test_an_unknown_item_is_a_fault_that_names_the_nearest() -> None:
    with pytest.raises(DeckError, match=r"gold"):
        talk(rules=[rule("account", "shared.calm = deal.golt")])
