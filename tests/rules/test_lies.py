"""What a card says and does not do, by kind of lie, and the same told truly in many words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, card
from wargame.content.load import load_deck_tree
from wargame.rules.lint.check import find_faults

GROUPS = {"villages": ("cove", "ness", "holm"), "guilds": ("bank", "smiths")}
PARTIES = [
    {"id": one, "title": one.title(), "group": group, "source": "invented"}
    for group, members in GROUPS.items()
    for one in members
]
TRACKS = [
    *BASE["tracks"],
    {"id": "warmth", "title": "Warmth", "of": "villages", "max": 9, "start": 4},
    {"id": "trade", "title": "Trade", "of": "guilds", "max": 9, "start": 4},
    {"id": "crowd", "title": "Crowd", "of": "shared", "max": 40, "start": 10},
    {"id": "fame", "title": "Fame", "of": "shared", "max": 40, "start": 10},
    {"id": "holder", "title": "Crown", "of": "shared", "kind": "seat"},
    {"id": "fleet", "title": "Fleet", "of": "seats", "max": 20, "start": 4},
]
MEASURES = [
    {"id": "wall", "title": "Wall", "seat": "north", "max": 3},
    {"id": "toll", "title": "Toll", "seat": "south", "max": 3},
]


def told(text: str, *do: Any, **fields: Any) -> list[str]:
    """What is told of one card in a deck of villages, guilds, a crown and two measures."""
    one = {**card("act", *do, **fields), "text": text, "source": "invented"}
    nouns = {"parties": PARTIES, "tracks": TRACKS, "measures": MEASURES, "cards": [one]}
    found = find_faults(load_deck_tree({**BASE, **nouns}))
    return [fault.what for fault in found if fault.item == "card act"]


def when(test: str, *do: Any) -> dict[str, Any]:
    return {"when": test, "do": list(do)}


def roll(dice: int, sides: int, *do: Any) -> dict[str, Any]:
    return {"roll": {"dice": dice, "sides": sides}, "do": list(do)}


def court(group: str, do: str = "party.warmth += 3", **fields: Any) -> dict[str, Any]:
    return {"target": group, "title": "Which?", "do": [do], **fields}


def stop(group: str) -> dict[str, Any]:
    return {"target": group, "title": "Which?", "do": [{"pause": "measure", "rounds": 2}]}


HALF = "their.grain -= their.grain // 2"
BRINGS = "shared.fame += shared.crowd // 2"
TAKES = "shared.fame -= shared.crowd // 2"
GRAIN = "my.grain += 2"
FAME = "shared.fame += 3"
CALM_GRAIN = when("shared.calm >= 5", GRAIN)
CALM_FAME = when("shared.calm >= 5", FAME)
MINE = "shared.holder == me"
THEIRS = "shared.holder == rival"
OTHER_WAY = "and it goes the other way"
OTHER_SIDE = "and it happens to the other side"
COUNTED = "and the other side's is counted"
COMES_TO = "and it comes to"
HANGS = "is said under an 'if'"
LATER = "is said to come later"
ASKS = "and it asks for"
CHOSEN = "and the choice is of villages"


@pytest.mark.parametrize(
    ("text", "do", "wrong"),
    [
        pytest.param("Fame +1 per 2 of the crowd.", [TAKES], OTHER_WAY, id="a sign"),
        pytest.param("Fame -1 per 2 of the crowd.", [BRINGS], OTHER_WAY, id="a minus"),
        pytest.param(
            "Fame falls by half the crowd.", [BRINGS], OTHER_WAY, id="a way, by a verb before"
        ),
        pytest.param("Lose 1 fame for each 2 of the crowd.", [BRINGS], OTHER_WAY, id="lose"),
        pytest.param("Add half your fleet to fame.", ["shared.fame -= my.fleet // 2"], OTHER_WAY),
        pytest.param(
            "The rival loses half its grain.", ["their.grain += their.grain // 2"], OTHER_WAY
        ),
        pytest.param(
            "Both sides lose half their grain.",
            ["my.grain += my.grain // 2", "their.grain += their.grain // 2"],
            OTHER_WAY,
            id="of both",
        ),
        pytest.param(
            "The rival's fleet falls by half of it.", ["my.fleet -= my.fleet // 2"], OTHER_SIDE
        ),
        pytest.param(
            "Your grain +1 per 2 of the crowd.",
            ["their.grain += shared.crowd // 2"],
            OTHER_SIDE,
            id="whose",
        ),
        pytest.param("Fame +1 per 2 of your grain.", ["shared.fame += their.grain // 2"], COUNTED),
        pytest.param(
            "For each 3 of your fleet, the rival's grain -1.",
            ["their.grain -= their.fleet // 3"],
            COUNTED,
            id="whose is counted, said first",
        ),
        pytest.param(
            "Fame +2 for each 3 of the crowd.",
            ["shared.fame += 3 * (shared.crowd // 2)"],
            "comes to 3 for each 2",
            id="a rate turned round",
        ),
        pytest.param(
            "For each 3 of the crowd, fame +2.",
            ["shared.fame += 3 * (shared.crowd // 2)"],
            "comes to 3 for each 2",
            id="a rate, said first",
        ),
        pytest.param(
            "Fame grows by half your grain.", ["shared.fame += 2 * my.grain"], COMES_TO, id="half"
        ),
        pytest.param(
            "Fame grows by twice your grain.",
            ["shared.fame += my.grain // 2"],
            COMES_TO,
            id="twice",
        ),
        pytest.param(
            "Roll 2 dice with 4 sides: fame +1 per 4 rolled.",
            [roll(2, 4, "shared.fame += roll // 2")],
            "comes to 1 for each 2",
            id="a rate of dice",
        ),
        pytest.param(
            "Roll a die, and lose so much fame.",
            [roll(1, 6, "shared.fame += roll")],
            OTHER_WAY,
            id="a way of dice",
        ),
        pytest.param(
            "Roll a die: so much fame.",
            [roll(1, 6, "shared.fame -= roll")],
            OTHER_WAY,
            id="so much",
        ),
        pytest.param(
            "Roll 2 dice. From 9 on grain +5.",
            [roll(2, 6, when("roll < 9", "my.grain += 5"))],
            "'From 9' is said",
            id="from a number on",
        ),
        pytest.param(
            "If calm is 5 or more, grain +2. Fame +3.",
            [GRAIN, CALM_FAME],
            "'grain +2' is said under an 'if', and 'Fame +3' hangs on it",
            id="a condition in front of another",
        ),
        pytest.param("Grain +2. Fame +3 if calm is 5 or more.", [FAME, CALM_GRAIN], HANGS),
        pytest.param("Grain +2, and if calm is 5 or more fame +3.", [FAME, CALM_GRAIN], HANGS),
        pytest.param(
            "If calm is 5 or more, grain +2 and fame +3.",
            [FAME, CALM_GRAIN],
            "hangs on nothing",
            id="a condition of one of two",
        ),
        pytest.param(
            "If calm is 5 or more, grain +2. If the crowd is 9 or more, fame +3.",
            [CALM_FAME, when("shared.crowd >= 9", GRAIN)],
            "hangs on something else",
            id="two conditions, exchanged",
        ),
        pytest.param(
            "Fame +3. Two rounds later, grain +2.",
            [GRAIN, {"after": 2, "do": [FAME]}],
            "'grain +2' is said to come later, and 'Fame +3' comes later",
            id="a time in front of another",
        ),
        pytest.param(
            "Fame +3 in each of the next 2 rounds. Grain +2.",
            [FAME, {"lasting": 2, "do": [GRAIN]}],
            LATER,
            id="a time behind another",
        ),
        pytest.param(
            "Fame +2, and +3 in 2 rounds.",
            [FAME, {"after": 2, "do": ["shared.fame += 2"]}],
            LATER,
            id="a time behind an amount alone",
        ),
        pytest.param("Fame + half your grain.", ["shared.fame -= my.grain // 2"], OTHER_WAY),
        pytest.param("Court a guild. Its warmth +3.", [court("villages")], CHOSEN, id="a group"),
        pytest.param("Court up to 2 guilds: warmth +3 each.", [court("villages", up_to=2)], CHOSEN),
        pytest.param(
            "Spread 4 evenings over the guilds, warmth +1 each.",
            [court("villages", "party.warmth += 1", spread=4)],
            CHOSEN,
            id="a group that is spread over",
        ),
        pytest.param(
            "Suspend a measure of the rival for 2 rounds.", [stop("my.measures")], OTHER_SIDE
        ),
        pytest.param(
            "Suspend one of your measures for 2 rounds.", [stop("their.measures")], OTHER_SIDE
        ),
        pytest.param(
            "If the wall is under level 1, grain +2.",
            [when("measure.wall >= 1", GRAIN)],
            "'under level 1' is said, and it asks for 1 or more",
            id="under a level",
        ),
        pytest.param(
            "If the wall is at level 2 or above, grain +2.",
            [when("measure.wall < 2", GRAIN)],
            "'2 or above' is said",
            id="a level or above",
        ),
        pytest.param("You take the crown.", ["shared.holder = rival"], OTHER_SIDE, id="a holder"),
        pytest.param(
            "Nobody holds the crown any more.",
            ["shared.holder = me"],
            "it comes to 'north'",
            id="nobody",
        ),
        pytest.param("The crown is yours.", ["shared.holder = nobody"], "it comes to 'nobody'"),
        pytest.param("If you hold the crown, grain +2.", [when(THEIRS, GRAIN)], ASKS),
        pytest.param("If South has the crown, grain +2.", [when(MINE, GRAIN)], ASKS),
        pytest.param("If nobody holds the crown, grain +2.", [when(MINE, GRAIN)], ASKS),
        pytest.param("If you do not hold the crown, grain +2.", [when(MINE, GRAIN)], ASKS),
        pytest.param(
            "If the rival holds the crown, grain +2.",
            [when("shared.holder != rival", GRAIN)],
            "it asks for another than 'south'",
            id="asked not to hold",
        ),
        pytest.param("Their grain +2.", [GRAIN], OTHER_SIDE, id="theirs"),
        pytest.param("Pay 1 capital. Their grain +2.", [GRAIN], OTHER_SIDE, id="theirs for it"),
        pytest.param(
            "Your grain +3 and their grain +2.",
            [GRAIN, "their.grain += 3"],
            OTHER_SIDE,
            id="yours and theirs",
        ),
        pytest.param("Grain +2.", ["my.grain = 2"], "'Grain' =2 acts so", id="set"),
        pytest.param("Next round fame +3.", [{"after": 2, "do": [FAME]}], COMES_TO, id="soon"),
        pytest.param(
            "With odds of 2 to 1 fame +3.",
            [{"chance": [{"weight": 1, "title": "A", "do": [FAME]}, {"weight": 1, "title": "B"}]}],
            "'odds of 2 to 1' is said, and the chance is 50 %",
            id="odds",
        ),
    ],
)
def test_a_lie_is_told(text: str, do: list[Any], wrong: str) -> None:
    assert wrong in " ".join(told(text, *do))


@pytest.mark.parametrize(
    "text",
    [
        "Fame +3, and not before the next round is over.",
        "In the round after the next round fame +3.",
    ],
)
def test_next_round_may_be_told_as_the_one_that_is_waited_for(text: str) -> None:
    said = " ".join(told(text, {"after": 2, "do": [FAME]}))
    assert "next round" not in said


@pytest.mark.parametrize(
    ("text", "do", "is_lie"),
    [
        ("Everybody learns the rival's stock.", {"look": "my.stock"}, True),
        ("Everybody learns the rival's stock.", {"look": "their.stock"}, False),
        ("Your stock is laid open.", {"look": "their.stock"}, True),
        ("Stocks are laid open: your stock first.", {"look": "my.stock"}, False),
        ("Give the rival 1 card.", {"give": 1, "seat": "rival"}, True),
        ("Give the rival 1 card.", {"give": 1}, False),
        ("The rival has to give you 1 card.", {"give": 1, "seat": "rival"}, False),
        ("Give the rival no rest: it gives you 1 card.", {"give": 1, "seat": "rival"}, False),
        ("Everybody learns South's stock.", {"look": "my.stock"}, True),
        ("South's inspectors count the stock.", {"look": "my.stock"}, False),
        ("The rival counts the stock.", {"look": "my.stock"}, False),
        ("Publish the stock for the rival to read.", {"look": "my.stock"}, False),
        ("Your agents count their stock.", {"look": "their.stock"}, False),
    ],
)
def test_who_opens_and_who_gives_is_told(text: str, do: dict[str, Any], is_lie: bool) -> None:
    stock = {"id": "stock", "title": "Stock", "of": "seats", "seen_by": "owner"}
    one = {**card("act", do, "my.stock += 0"), "text": text, "source": "invented"}
    nouns = {"tracks": [*BASE["tracks"], stock], "cards": [one], "cards_rule": {"mix": True}}
    found = find_faults(load_deck_tree({**BASE, **nouns}))
    assert not [fault for fault in found if not fault.lint]
    assert is_lie == (OTHER_SIDE in " ".join(fault.what for fault in found))


@pytest.mark.parametrize(
    ("do", "texts"),
    [
        pytest.param(
            [BRINGS],
            [
                "Fame +1 per 2 of the crowd.",
                "For every two of the crowd, fame +1.",
                "Fame grows by half the crowd, rounded down.",
                "Half of the crowd is added to fame.",
                "Add half the crowd to fame.",
                "The bigger the crowd, the better the name: 1 fame for every 2.",
            ],
            id="a share",
        ),
        pytest.param(
            [GRAIN, "their.grain += 3"],
            ["Your grain +2 and their grain +3.", "Grain +2, and the rival's grain +3."],
            id="yours and theirs",
        ),
        pytest.param(
            [{"after": 1, "do": [FAME]}],
            ["Next round fame +3.", "In the next round fame rises by 3."],
            id="soon",
        ),
        pytest.param(
            [{"after": 2, "do": [FAME]}],
            ["2 rounds later fame +3, not in the next one."],
            id="late",
        ),
        pytest.param(
            [{"chance": [{"weight": 2, "title": "A", "do": [FAME]}, {"weight": 1, "title": "B"}]}],
            ["With odds of 2 to 1 fame +3.", "Fame +3, at odds of two to one."],
            id="odds",
        ),
        pytest.param(
            [TAKES],
            [
                "Fame falls by 1 for each 2 of the crowd.",
                "Each 2 of the crowd cost 1 fame.",
                "Take half of the crowd from fame.",
            ],
            id="a share less",
        ),
        pytest.param(
            [HALF],
            [
                "The rival loses half its grain.",
                "The rival's grain is cut in half.",
                "Half of the rival's grain rots.",
                "The rival's grain is halved.",
            ],
            id="half of it",
        ),
        pytest.param(
            ["my.grain += their.grain // 3", "their.grain -= their.grain // 3"],
            ["Steal a third of the rival's grain.", "A third of the rival's grain is yours."],
            id="a third",
        ),
        pytest.param(
            ["my.grain += their.fleet // 3", "their.grain -= their.fleet // 3"],
            ["The rival pays you 1 grain for each 3 of its fleet."],
            id="what the other side pays",
        ),
        pytest.param(
            ["shared.fame += my.fleet - their.fleet"],
            [
                "Fame by fleets: +1 for each ship more than the rival has, -1 for each fewer.",
                "Fame moves by as much as your fleet is larger than the rival's.",
            ],
            id="a difference",
        ),
        pytest.param(
            ["shared.fame -= 2", "shared.fame += measure.wall"],
            ["Fame -2, but +1 for each level of the wall."],
            id="both ways",
        ),
        pytest.param(
            [GRAIN, CALM_FAME],
            [
                "Grain +2, and fame +3 if calm is 5 or more.",
                "Fame +3 if calm is 5 or more, and grain +2 in any case.",
                "If calm is 5 or more, fame +3; grain +2 either way.",
                "When calm has reached 5: fame +3. Always: grain +2.",
                "Grain +2. Should calm be 5 or more, fame +3.",
                "If calm is 5 or more, there is a feast. Grain +2, and for the feast fame +3.",
            ],
            id="one under a condition",
        ),
        pytest.param(
            [when("shared.calm >= 5", GRAIN, FAME)],
            [
                "If calm is 5 or more, grain +2. In that case fame +3, too.",
                "If calm is 5 or more: fame +3 and grain +2.",
                "If calm is 5 or more, grain +2. The feast is also heard of: fame +3.",
            ],
            id="two under a condition",
        ),
        pytest.param(
            [FAME, {"after": 2, "do": [GRAIN]}],
            [
                "Fame +3 at once, and two rounds later grain +2.",
                "In 2 rounds, grain +2. Fame +3.",
                "The harvest takes 2 rounds: fame +3 now, grain +2 then.",
                "Fame +3. In 2 rounds the harvest is done: grain +2.",
                "Fame +3, and +2 of grain in 2 rounds.",
            ],
            id="one later",
        ),
        pytest.param(
            [court("villages")],
            [
                "Court one of the villages: warmth +3.",
                "Choose Cove, Ness or Holm. Warmth +3.",
                "A guild sends gifts to a village you choose, whose warmth +3.",
            ],
            id="a village",
        ),
        pytest.param(
            [stop("my.measures")],
            [
                "Suspend one of your measures for 2 rounds.",
                "Suspend for 2 rounds a measure that the rival minds.",
                "You suspend a measure for 2 rounds, to please the rival.",
            ],
            id="a measure of one's own",
        ),
        pytest.param(
            [when("measure.wall >= 2", GRAIN)],
            [
                "If the wall is at level 2 or above, grain +2.",
                "If the wall is over level 1, grain +2.",
                "From level 2 of the wall on, grain +2.",
            ],
            id="a level",
        ),
        pytest.param(
            ["shared.holder = me"],
            ["Take the crown from the rival.", "The rival loses the crown to you."],
            id="the crown is taken",
        ),
        pytest.param(
            [when(THEIRS, "shared.holder = me")],
            ["If the rival holds the crown, it is yours."],
            id="a holder who loses it",
        ),
        pytest.param(
            [when("shared.holder != me", GRAIN)],
            [
                "Unless you hold the crown, grain +2.",
                "If somebody else holds the crown, grain +2.",
                "If the crown is not yours, grain +2.",
            ],
            id="not the holder",
        ),
        pytest.param(
            [roll(2, 6, when("roll >= 9", "my.grain += 5") | {"otherwise": ["my.grain += 2"]})],
            [
                "Roll two dice: with 8 or less grain +2, from 9 on +5.",
                "Roll 2d6. At 9 or more grain +5, else +2.",
            ],
            id="dice, both ways",
        ),
        pytest.param(
            [roll(2, 4, "shared.fame += roll // 2")],
            ["Roll 2 dice with 4 sides; fame rises by half of what is rolled."],
            id="half of dice",
        ),
    ],
)
def test_the_truth_may_be_told_in_many_words(do: list[Any], texts: list[str]) -> None:
    assert {text: found for text in texts if (found := told(text, *do))} == {}
