"""What people are told of a pledge that two deals hold, of which one lets it go."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_clauses import gold
from tests.rules.test_deals import GATE, WALL, item
from tests.rules.tiny import seats, tiny
from tests.table.test_account import played_so
from wargame.lab.record.build import timeline
from wargame.table.host.sitting import Sitting
from wargame.table.told.ahead import ahead
from wargame.table.told.by_itself import unkept

SNAPS = {"default": {"failed": "snap"}}
FIRST = ("offer low_wall", "offer gold", "table 3", "accept")
SECOND = ("offer grain", "offer gold", "table 3", "accept")
OTHER = ", while another deal still holds it"


def signed(capital: int, *texts: str, **pledge: Any) -> Sitting:
    """South has pledged gold in what was signed, with so much to pay it."""
    items = [
        item("low_wall", "cap", measure="wall", level=1),
        item("grain", "transfer", track="grain", amount=1),
        gold(**pledge),
    ]
    game = tiny(
        measures=[WALL, GATE],
        deals={"terms": [3], "items": items, "max_running": 2},
        seats=seats({}, {"capital": {"start": capital, "max": 20}}),
        rounds={"max": 4},
    )
    return played_so(game, "pass", "pass", *texts)


def played_out(sitting: Sitting) -> Sitting:
    while not sitting.match.is_over:
        sitting.take("pass")
        sitting.draw_luck()
    return sitting


@pytest.mark.parametrize(
    ("capital", "texts", "pledge", "said"),
    [
        pytest.param(
            20,
            (*FIRST, "pass", "pass", "pass", *SECOND),
            {"rounds": 1},
            {2: f"its time is over{OTHER}", 3: "its time is over"},
            id="their times end one after the other",
        ),
        pytest.param(
            20, (*FIRST, *SECOND), {"rounds": 1}, {2: "its time is over"}, id="both at once"
        ),
        pytest.param(
            7,
            (*FIRST, *SECOND),
            SNAPS,
            {
                2: f"South pays 1 of 2; not paid, and over{OTHER}",
                3: "South pays 0 of 2; not paid, and over",
            },
            id="there is enough for one",
        ),
        pytest.param(20, (*FIRST, *SECOND, "breach 1"), SNAPS, {}, id="one deal is broken"),
    ],
)
def test_news_say_of_one_that_goes_on_that_it_does(
    capital: int, texts: tuple[str, ...], pledge: dict[str, Any], said: dict[int, str]
) -> None:
    sitting = played_out(signed(capital, *texts, **pledge))
    titles = sitting.scene("north").titles
    told = [
        (one.round, text)
        for one in sitting.match.log
        for text in unkept(one.writes, titles).values()
    ]
    assert told == [(when, f"gold: {text}.") for when, text in said.items()]


@pytest.mark.parametrize(
    ("capital", "texts", "pledge", "over"),
    [
        pytest.param(
            20, (*FIRST, "pass", "pass", "pass", *SECOND), {"rounds": 1}, [3, 4], id="their times"
        ),
        pytest.param(7, (*FIRST, *SECOND), SNAPS, [4, 3], id="there is enough for one"),
    ],
)
def test_the_review_knows_which_of_the_two_let_it_go(
    capital: int, texts: tuple[str, ...], pledge: dict[str, Any], over: list[int]
) -> None:
    match = played_out(signed(capital, *texts, **pledge)).match
    deals = timeline(match.game, match.record).bargains
    assert [one.over for deal in deals for one in deal.items if one.id == "gold"] == over


def test_what_comes_says_of_each_deal_when_it_lets_it_go() -> None:
    sitting = signed(20, *FIRST, "pass", "pass", "pass", *SECOND, rounds=1)
    coming = ahead(sitting.scene("north"))
    told = [(one.wait, one.title) for one in coming if one.what == "is over"]
    assert told == [(0, "gold"), (1, "gold")]
