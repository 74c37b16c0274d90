"""What people are told of deal items that are over, or are not kept."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_clauses import gold, signed, thin_wall
from tests.rules.test_deals import GATE, WALL, item
from tests.rules.tiny import Table, tiny
from tests.table.drawn import unwrapped
from tests.table.test_account import played_so
from wargame.content.model import DealItem, Track
from wargame.play.log import NOBODY, seen_by
from wargame.table.plain.typeset import lines
from wargame.table.told.ahead import ahead
from wargame.table.told.by_itself import unkept
from wargame.table.told.forecast import forecast, in_a_sentence
from wargame.table.told.forecast_short import in_short
from wargame.table.told.happened import retold
from wargame.table.told.scene import titles_of
from wargame.table.words.clauses import own_terms

RENT = item("rent", "pledge", "south", track="grain", amount=2)
NEVER = {"needs": "my.grain >= 90", "by_round": 1}


def told(table: Table) -> list[str]:
    """What is said of items until the plays of the second round after this one."""
    titles, last = titles_of(table.game.deck), table["game.round"] + 2
    found: list[str] = []
    while table["game.round"] <= last and not table.over:
        table.do(table.legal[0])
        found += unkept(table.writes, titles).values()
    return found


@pytest.mark.parametrize(
    ("north", "south", "said"),
    [
        pytest.param(thin_wall(), gold(), [], id="a deal that is kept"),
        pytest.param(
            thin_wall(rounds=1), gold(), ["thin_wall: its time is over."], id="a time of its own"
        ),
        pytest.param(
            thin_wall(performs=NEVER),
            gold(),
            ["thin_wall: not done, and over."],
            id="not performed",
        ),
        pytest.param(
            thin_wall(performs={**NEVER, "failed": "breach"}),
            gold(),
            ["thin_wall: not done, and North breaks the deal."],
            id="a breach",
        ),
        pytest.param(
            thin_wall(),
            RENT,
            ["rent: South pays 1 of 2.", "rent: South pays 0 of 2."],
            id="a pledge that is excused",
        ),
        pytest.param(
            thin_wall(),
            {**RENT, "default": {"failed": "snap"}},
            ["rent: South pays 1 of 2; not paid, and over."],
            id="a pledge that snaps",
        ),
    ],
)
def test_news_of_a_deal(north: Any, south: Any, said: list[str]) -> None:
    assert told(signed(north, south, 2, south__grain=1)) == said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({}, "", id="nothing of its own"),
        pytest.param({"rounds": 1}, " (for 1 round)", id="a time"),
        pytest.param({"until_round": 3}, " (until round 3)", id="a last round"),
        pytest.param(
            {"performs": {"needs": "1 > 0", "by_round": 3, "failed": "breach"}},
            " (by the end of round 3: Grain is at least 3, or the deal is broken)",
            id="a duty by a round",
        ),
        pytest.param(
            {"performs": {"needs": "1 > 0"}},
            " (every round: Grain is at least 3, or it is over)",
            id="each round",
        ),
        pytest.param(
            {"performs": {"needs": "1 > 0", "by_round": 3, "text": "By round 3 it stands."}},
            " (By round 3 it stands, or it is over)",
            id="a duty in words",
        ),
    ],
)
def test_an_item_says_what_it_has_of_its_own(more: Any, said: str) -> None:
    item = DealItem.model_validate(thin_wall(**more))
    assert own_terms(item, [], "Grain is at least 3") == said


@pytest.mark.parametrize(
    ("title", "kind", "track", "said"),
    [
        pytest.param("A gift", "transfer", "capital", " (2 capital)", id="once"),
        pytest.param("Rent", "pledge", "grain", " (2 Grain a round)", id="each round"),
        pytest.param("A gift of 2 sacks", "transfer", "grain", "", id="said by its title"),
    ],
)
def test_an_item_says_how_much_is_handed_over(title: str, kind: str, track: str, said: str) -> None:
    item = {"id": "rent", "title": title, "seat": "north", "kind": kind, "track": track}
    tracks = [Track.model_validate({"id": "grain", "title": "Grain", "of": "seats", "max": 9})]
    assert own_terms(DealItem.model_validate({**item, "amount": 2}), tracks, "") == said


@pytest.mark.parametrize(
    ("title", "failed", "said"),
    [
        pytest.param("Rent", "breach", " (2 capital a round, or the deal is broken)", id="breach"),
        pytest.param("Rent of 2", "snap", " (paid, or it is over)", id="said by its title"),
        pytest.param("Rent", "excuse", " (2 capital a round)", id="excused"),
    ],
)
def test_a_pledge_says_what_follows_if_it_is_not_paid(title: str, failed: str, said: str) -> None:
    item = {"id": "rent", "title": title, "seat": "north", "kind": "pledge", "track": "capital"}
    pledge = DealItem.model_validate({**item, "amount": 2, "default": {"failed": failed}})
    assert own_terms(pledge, [], "") == said


HARVEST = {"needs": "my.grain >= 9", "after": 1, "failed": "breach"}
DUE = "Grain (now 4) is at least 9, or the deal is broken"


@pytest.mark.parametrize(
    ("north", "south", "passed", "due"),
    [
        pytest.param(
            thin_wall(performs=HARVEST),
            gold(),
            0,
            [
                (1, "thin_wall", "not done yet, or the deal is broken", f"thin_wall: {DUE}"),
                (1, "gold", "paid", "gold: 2 of Capital (now 5)"),
            ],
            id="both as it is signed",
        ),
        pytest.param(
            thin_wall(performs=HARVEST),
            gold(),
            4,
            [
                (0, "thin_wall", "not done yet, or the deal is broken", f"thin_wall: {DUE}"),
                (1, "gold", "paid", "gold: 2 of Capital (now 3)"),
            ],
            id="in the round in which it is tested",
        ),
        pytest.param(
            thin_wall(performs={"needs": "my.grain >= 2"}),
            {**RENT, "amount": 9, "default": {"failed": "snap"}},
            0,
            [
                (
                    1,
                    "thin_wall",
                    "done, or it is over",
                    "thin_wall: Grain (now 4) is at least 2, or it is over",
                ),
                (
                    1,
                    "rent",
                    "4 of 9 there, or it is over",
                    "rent: Grain (now 4) is at least 9, or it is over",
                ),
            ],
            id="each round",
        ),
        pytest.param(
            thin_wall(performs={"needs": "my.grain >= 9", "by_round": 9}, rounds=1),
            RENT,
            0,
            [(1, "thin_wall", "is over", ""), (1, "rent", "paid", "rent: 2 of Grain (now 4)")],
            id="none that is due when it is over",
        ),
    ],
)
def test_what_is_to_be_done_or_paid_stands_among_what_comes(
    north: Any, south: Any, passed: int, due: list[tuple[int, str, str, str]]
) -> None:
    game = tiny(measures=[WALL, GATE], deals={"terms": [3], "items": [north, south]})
    offered = (f"offer {north['id']}", f"offer {south['id']}", "table 3", "accept")
    sitting = played_so(game, "pass", "pass", *offered, *["pass"] * passed)
    found = ahead(sitting.scene("north"))
    told = [(one.wait, one.title, one.what, one.read_out) for one in found if one.seat]
    assert told == due


def test_the_forecast_says_what_of_a_deal_would_not_be_kept() -> None:
    laid = {
        "terms": [3],
        "items": [thin_wall(performs={**NEVER, "failed": "breach"}), gold()],
        "breach": ["shared.calm -= 3"],
    }
    game = tiny(measures=[WALL, GATE], deals=laid, contest={"lead": "shared.calm"})
    offered = ("offer thin_wall", "offer gold", "table 3", "accept")
    scene = played_so(game, "pass", "pass", *offered).scene("south")
    words = unwrapped(lines(scene.titles, forecast(scene)))
    broken = "thin_wall: not done, and North breaks the deal."
    assert broken in words
    assert "A deal is broken: the lead moves 3 towards South." in words
    assert broken in unwrapped(lines(scene.titles, in_a_sentence(scene)))
    assert "thin_wall not done" in [one.text for one in in_short(scene)]


def test_what_another_deal_pays_is_told_under_no_deal_that_has_run_out() -> None:
    gift = item("gift", "transfer", track="grain", amount=1)
    game = tiny(deals={"terms": [1, 3], "max_running": 2, "items": [gift, RENT]})
    signed = [("offer gift", "offer rent", term, "accept") for term in ("table 1", "table 3")]
    sitting = played_so(game, "pass", "pass", *signed[0], *signed[1], *["pass"] * 4)
    titles, seen = titles_of(game.deck), seen_by(NOBODY, sitting.match.log)
    told = [one.strip() for one in lines(titles, retold(titles, NOBODY, seen))]
    assert told[-3:] == [
        "- The deal of round 1 has run out (gift; rent).",
        "- What comes by itself as the next round begins.",
        "rent: Grain (North) 6 to 8, Grain (South) 2 to 0.",
    ]
