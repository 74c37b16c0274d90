"""What a deck of another subject says in its own words, and what is said the wrong way round."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_wording import said, told
from tests.rules.tiny import BASE, card
from wargame.content.load import load_deck_tree
from wargame.rules.lint.check import find_faults

PAUSED = {"pause": "wall", "rounds": 1}
MILL = {
    "id": "mill",
    "title": "Mill",
    "seat": "north",
    "stages": [{"id": "a", "title": "planned"}, {"id": "b", "title": "running"}],
}
RISE = {
    "chance": [
        {"weight": 2, "title": "A wind", "do": ["shared.calm += 2"]},
        {"weight": 1, "title": "None"},
    ]
}
TARGET = {"target": "parties", "title": "Whose?", "spread": 4, "do": ["party.catch -= 1"]}
ASKS = {
    "choose": {
        "seat": "me",
        "title": "Eat or keep?",
        "options": [
            {"id": "eat", "title": "Eat (grain -2)", "needs": "my.grain >= 2", "do": []},
            {"id": "keep", "title": "Keep"},
        ],
    }
}


@pytest.mark.parametrize(
    ("text", "do"),
    [
        pytest.param(
            "Grain +1 in this month and the month after it.",
            {"lasting": 1, "do": ["my.grain += 1"]},
            id="rounds that are months",
        ),
        pytest.param(
            "Roll a die: so much grain.", {"roll": {"dice": 1, "sides": 6}, "do": []}, id="a die"
        ),
        pytest.param("Decide: eat 2, if there is as much grain.", ASKS, id="an option that asks"),
    ],
)
def test_words_of_other_decks_are_understood(text: str, do: Any) -> None:
    assert said(text, do) == []


def test_a_seat_that_takes_as_it_likes_chooses() -> None:
    parties = [{"id": "cove", "title": "Cove"}, {"id": "ness", "title": "Ness"}]
    catch = {"id": "catch", "title": "Catch", "of": "parties", "max": 9}
    cards = [
        {
            **card("act", TARGET),
            "text": "Take 4 of their catch as you like, 1 at a time.",
            "source": "x",
        }
    ]
    found = told("card", parties=parties, cards=cards, tracks=[*BASE["tracks"], catch])
    assert found == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("If the mill is planned and not running, grain +2.", []),
        ("If the mill is begun and not done, grain +2.", []),
        (
            "If the mill is there, grain +2.",
            ["1 acts, and is not printed", "whether it is done counts, and is not said"],
        ),
    ],
)
def test_a_stage_is_called_by_its_title(text: str, found: list[str]) -> None:
    needs = "project.mill >= 1 and project.mill.done == 0"
    cards = [{**card("act", "my.grain += 2", needs=needs), "text": text, "source": "invented"}]
    assert told("card", projects=[MILL], cards=cards) == found


@pytest.mark.parametrize(
    ("text", "do", "found"),
    [
        pytest.param("If calm is 5 or more, grain +2.", ">= 5", "", id="as it is"),
        pytest.param("If calm is over 4, grain +2.", ">= 5", "", id="by the number below"),
        pytest.param("If calm is at most 4, grain +2.", "< 5", "", id="by the last of them"),
        pytest.param("If calm is 4 or less, grain +2.", "< 5", "", id="by it, before 'or less'"),
        pytest.param("If calm is 5 or more, grain +2.", "> 4", "", id="by the first of them"),
        pytest.param("If calm is under 5, grain +2.", "<= 4", "", id="by the first that is not"),
        pytest.param("If it is calm, grain +2.", ">= 1", "", id="some of it"),
        pytest.param("If calm is at most 3, grain +2.", "< 5", "5 acts", id="one less"),
        pytest.param("If calm is over 4, grain +2.", "> 4", "", id="in other words"),
        pytest.param("If calm is over 5, grain +2.", ">= 5", "asks for 5 or more", id="one over"),
        pytest.param("If calm is 5 or more, grain +2.", "> 5", "asks for 6 or more", id="one off"),
        pytest.param("If calm is under 5, grain +2.", "<= 5", "asks for 5 or less", id="one under"),
        pytest.param("If calm is at least 5, grain +2.", "<= 5", "asks for 5 or less", id="under"),
        pytest.param("If calm is 5 % of it or less, grain +2.", ">= 5", "5 or more", id="over"),
    ],
)
def test_a_condition_is_said_the_way_it_is_asked(text: str, do: str, found: str) -> None:
    told_so = said(text, {"when": f"shared.calm {do}", "do": ["my.grain += 2"]})
    assert len(told_so) == bool(found)
    assert found in "".join(told_so)


@pytest.mark.parametrize("do", [{"pause": "north_wall", "rounds": 1}, "measure.north_wall -= 1"])
@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The northern wall is suspended for 1 round, or down a level.", False),
        ("Your wall is suspended for 1 round, or down a level.", False),
        ("The southern wall is suspended for 1 round, or down a level.", True),
        ("Rain.", True),
    ],
)
def test_a_measure_is_not_named_by_another(do: Any, text: str, is_told: bool) -> None:
    north = {"id": "north_wall", "title": "Northern wall", "seat": "north", "max": 2}
    south = {"id": "south_wall", "title": "Southern wall", "seat": "south", "max": 2}
    cards = [{**card("act", do), "text": text, "source": "invented"}]
    found = told("card act", measures=[north, south], cards=cards)
    assert ("'Northern wall' changes, and is not named" in found) == is_told


@pytest.mark.parametrize(
    ("text", "whose", "found"),
    [
        pytest.param("If your grain is 5 or more, calm +2.", "my", "", id="mine"),
        pytest.param(
            "If your grain is 5 or more, calm +2.",
            "their",
            "'If your grain is 5 or more' is said, and it is asked of the other side",
            id="not mine",
        ),
        pytest.param("If the rival has at least 5 grain, calm +2.", "their", "", id="theirs"),
        pytest.param(
            "If the rival has at least 5 grain, calm +2.",
            "my",
            "'If the rival has at least 5' is said, and it is asked of the other side",
            id="not theirs",
        ),
        pytest.param("If its grain is 5 or more, calm +2.", "their", "", id="a pronoun"),
    ],
)
def test_a_condition_is_asked_of_whom_it_says(text: str, whose: str, found: str) -> None:
    asked = {"when": f"{whose}.grain >= 5", "do": ["shared.calm += 2"]}
    assert said(text, asked) == [found] * bool(found)


def test_what_happens_if_not_may_be_told_the_other_way_round() -> None:
    branch = {"when": "shared.calm >= 5", "do": ["my.grain += 3"], "otherwise": ["my.grain += 2"]}
    assert (
        said("If calm is under 5, grain +2, and +3 if it is not.", branch)
        == ["something else happens if not, and no 'otherwise' says so"]
        or said("If calm is under 5, grain +2, else +3.", branch) == []
    )


def test_each_side_goes_the_way_that_is_said() -> None:
    both = [{"id": "ebb", "title": "Ebb", "text": "Each side's grain falls by 2.", "round": 2}]
    do = ["north.grain -= 2", "south.grain += 2"]
    assert told("inject", injects=[{**both[0], "do": do}]) == [
        "'Each side's grain falls by 2' is said, and it goes the other way"
    ]
    assert told("inject", injects=[{**both[0], "do": [do[0], "south.grain -= 2"]}]) == []


@pytest.mark.parametrize(("whose", "found"), [("their", 0), ("my", "it happens to the other side")])
def test_its_number_is_that_of_the_side_that_is_answered(whose: str, found: Any) -> None:
    do = {"to": "tighten", "do": [f"{whose}.grain -= 2"]}
    wall = {"id": "dike", "title": "The dike", "seat": "south", "max": 2, "tighten": {}}
    text = "When the other side raises its dike, answer it. Its grain falls by 2."
    cards = [{**card("act", response=do), "text": text, "source": "invented"}]
    told_so = told("card act", measures=[wall], cards=cards)
    assert [one.endswith(str(found)) for one in told_so] == [True] * bool(found)


def test_a_title_with_an_article_is_not_named_by_another_article() -> None:
    wall = {"id": "dike", "title": "The dike", "seat": "south", "max": 2, "tighten": {}}
    do = {"to": ["tighten", "act"], "do": ["their.grain -= 2"]}
    text = "When the other side acts, grain of the other side falls by 2."
    cards = [{**card("act", response=do), "text": text, "source": "invented"}]
    found = told("card act", measures=[wall], cards=cards)
    assert found == ["it answers 'tighten', and no word says so"]


@pytest.mark.parametrize(("sign", "found"), [("-", 0), ("+", 1)])
def test_a_project_says_which_way_it_goes(sign: str, found: int) -> None:
    lapse = {"after_rounds": 2, "pct": 30, "do": [f"my.grain {sign}= 2"]}
    text = "After 2 idle rounds it may lapse, with 30 %, and North's grain falls by 2."
    assert len(told("project", projects=[{**MILL, "text": text, "lapse": lapse}])) == found


@pytest.mark.parametrize(("sign", "found"), [("-", 0), ("+", 1)])
def test_a_measure_says_which_way_its_verbs_go(sign: str, found: int) -> None:
    wall = {
        "id": "wall",
        "title": "Wall",
        "seat": "north",
        "max": 2,
        "text": "Calm -1 when raised.",
    }
    tighten = {"do": [f"shared.calm {sign}= 1"]}
    assert len(told("measure", measures=[{**wall, "tighten": tighten}])) == found


def test_a_front_names_what_its_leader_gets() -> None:
    lead = {"north": "my.grain > their.grain", "south": "my.grain > their.grain"}
    front = {"id": "mart", "title": "Mart", "lead": lead, "into": "shared.calm"}
    front |= {"calendar": {"2": 1}, "won": {"south": ["my.capital += 1"]}}
    found = told("front", fronts=[{**front, "text": "Who has more grain."}])
    assert found == ["'Capital' changes, and is not named"]
    assert told("front", fronts=[{**front, "text": "Grain; South wins 1 capital with it."}]) == []


@pytest.mark.parametrize("text", ["Calm +3.", "If calm is high, calm +2, or who knows when?"])
def test_advice_about_words_says_what_to_write(text: str) -> None:
    cards = [{**card("act", {"after": 2, "do": ["shared.calm += 2"]}), "text": text}]
    found = find_faults(load_deck_tree({**BASE, "cards": cards}))
    signs = [one for one in found if "says" in one.what or "is said, and" in one.what]
    assert signs
    assert all(one.remedy for one in signs)


@pytest.mark.parametrize(
    ("text", "do", "found"),
    [
        pytest.param(
            "The rival discards 1 card.", {"discard": 1, "seat": "rival"}, "", id="theirs"
        ),
        pytest.param(
            "The rival discards 1 card.",
            {"discard": 1},
            "'rival discards' is said, and it happens to the other side",
            id="one's own",
        ),
        pytest.param(
            "Draw 2 cards.",
            {"draw": 2, "seat": "rival"},
            "'Draw' names no side, and it happens to the other",
            id="theirs, unsaid",
        ),
        pytest.param(
            "Look at the next 2 cards of your pile.",
            {"peek": 2, "seat": "rival"},
            "'Look' names no side, and it happens to the other",
            id="another's look",
        ),
        pytest.param("Two times in three calm +2.", RISE, "", id="odds"),
        pytest.param("1 chance in 3 of none, else calm +2.", RISE, "", id="odds against"),
        pytest.param(
            "One time in two calm +2.",
            RISE,
            "'One time in two' is said, and the chance is 66 or 33 %",
            id="other odds",
        ),
        pytest.param("It draws 2 cards.", {"draw": 2, "seat": "rival"}, "", id="by a pronoun"),
        pytest.param(
            "Look at 2 cards of the rival's hand.", {"peek": 2, "at": "hand"}, "", id="hand"
        ),
        pytest.param(
            "Look at 2 cards of the rival's hand.",
            {"peek": 2},
            "'Look at 2 cards of the rival's hand' is said, and it looks into the pile",
            id="another place",
        ),
        pytest.param(
            "2 rounds later grain +2.", {"after": 2, "do": ["my.grain += 2"]}, "", id="in time"
        ),
        pytest.param(
            "2 rounds later grain +3.",
            {"after": 3, "do": ["my.grain += 3"]},
            "'2 rounds later' is said, and it comes to 3",
            id="later",
        ),
        pytest.param(
            "2 seasons later grain +3.",
            {"after": 3, "do": ["my.grain += 3"]},
            "'2 seasons later' is said, and it comes to 3",
            id="seasons",
        ),
        pytest.param("The wall is suspended for 1 round.", PAUSED, "", id="a measure"),
        pytest.param(
            "A dike is suspended for 1 round.",
            PAUSED,
            "'Wall' changes, and is not named",
            id="other",
        ),
    ],
)
def test_what_is_handled_is_what_is_said(text: str, do: Any, found: str) -> None:
    assert said(text, do) == ([found] if found else [])


@pytest.mark.parametrize(
    ("do", "found"),
    [
        pytest.param([{"each": "towns", "do": ["party.catch -= 1"]}], [], id="each"),
        pytest.param(
            ["party.cove.catch -= 1"], ["'each town' is said, and it happens to one"], id="one"
        ),
    ],
)
def test_each_of_a_group_is_all_of_it(do: list[Any], found: list[str]) -> None:
    towns = [{"id": one, "title": one.title(), "group": "towns"} for one in ("cove", "ness")]
    catch = {"id": "catch", "title": "Catch", "of": "towns", "max": 9}
    cards = [{**card("act", *do), "text": "Catch falls by 1 in each town.", "source": "x"}]
    assert told("card", parties=towns, cards=cards, tracks=[*BASE["tracks"], catch]) == found


def test_a_card_that_another_stands_on_is_named() -> None:
    first = {**card("feast", "my.grain -= 1"), "title": "Feast", "text": "Grain -1.", "source": "x"}
    then = card("act", "my.grain += 2", needs="card.feast.used > 0")
    for text, found in (
        ("Once the feast was held, grain +2.", []),
        ("Once the fast was held, grain +2.", ["'Feast' is looked at, and is not named"]),
    ):
        assert told("card act", cards=[first, {**then, "text": text, "source": "x"}]) == found


@pytest.mark.parametrize(
    ("text", "score", "found"),
    [
        ("Score 1 for every 2 of your grain.", "my.grain // 2", 0),
        ("Score 1 for every 2 of your grain.", "their.grain // 2", 1),
        ("Score 1 for every 2 of the rival's grain.", "my.grain // 2", 1),
        ("Score 2 if the rival has more grain.", "2 if their.grain > my.grain else 0", 0),
    ],
)
def test_an_aim_says_whose_number_it_reads(text: str, score: str, found: int) -> None:
    aim = {"id": "aim", "title": "Aim", "seat": "north", "text": text, "score": score}
    assert len(told("agenda", agendas=[aim])) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Who has more grain, by 4.", []),
        ("Who has more grain, by 3.", ["3 is printed, and 4 acts"]),
        ("Who has more grain.", []),
    ],
)
def test_a_front_that_prints_numbers_prints_those_that_count(text: str, found: list[str]) -> None:
    lead = dict.fromkeys(("north", "south"), "my.grain >= their.grain + 4")
    front = {"id": "mart", "title": "Mart", "lead": lead, "into": "shared.calm", "text": text}
    assert told("front", fronts=[{**front, "calendar": {"2": 1}}]) == found


@pytest.mark.parametrize(
    ("text", "stays", "told"),
    [
        pytest.param("For the rest of the game your grain +1 each round.", "game", "", id="game"),
        pytest.param("For 2 rounds more your grain +1 each round.", 2, "", id="rounds"),
        pytest.param(
            "For 2 rounds more your grain +1 each round.",
            "game",
            "'For 2 rounds' is said, and it stays to the end of the game",
            id="rounds, and it stays",
        ),
        pytest.param(
            "This round only your grain +1 each round.",
            "game",
            "'This round only' is said, and it stays to the end of the game",
            id="one round, and it stays",
        ),
        pytest.param(
            "For the rest of the game, 2 rounds, your grain +1 each round.",
            2,
            "'For the rest of the game' is said, and it stays for 2 rounds more",
            id="the game, and it ends",
        ),
    ],
)
def test_how_long_a_card_stays_is_told_as_it_is(text: str, stays: int | str, told: str) -> None:
    found = said(text, stays=stays, each_round=["my.grain += 1"])
    assert [one for one in found if "it stays" in one] == ([told] if told else [])


@pytest.mark.parametrize(
    ("text", "do"),
    [
        pytest.param("Your capital -1.", "my.capital -= 1", id="a sign"),
        pytest.param("You lose 1 capital.", "my.capital -= 1", id="a word"),
        pytest.param("The rival's capital -1.", "their.capital -= 1", id="another side's"),
        pytest.param("The rival has 1 capital less.", "their.capital -= 1", id="less"),
        pytest.param("The rival must pay 1 capital.", "their.capital -= 1", id="taken"),
    ],
)
def test_capital_that_is_lost_is_no_price(text: str, do: str) -> None:
    assert said(text, do) == []


def test_nobody_pays_for_what_comes_from_outside() -> None:
    fire = {"id": "fire", "title": "Fire", "do": ["north.capital -= 1"], "source": "invented"}
    for text in ("The north's capital -1.", "North has to pay 1 capital."):
        assert told("inject", injects=[{**fire, "text": text}]) == []
    assert told("inject", injects=[{**fire, "text": "A fire."}]) == [
        "'Capital' changes, and is not named"
    ]


def test_a_time_is_no_price() -> None:
    wall = [PAUSED | {"rounds": 2}]
    text = "Pay 1 capital. The wall is suspended for 2 rounds."
    assert said(text, *wall, cost={"capital": 1}) == []
    assert "it costs 2, and no 'pay 2' says so" in said(
        text, *wall, cost={"capital": 1, "grain": 2}
    )


BY_LUCK = {"discard": 1, "seat": "rival", "at_random": True}
TWO_WAYS = {"when": "shared.calm >= 5", "do": ["my.grain += 4"], "otherwise": ["my.grain += 2"]}
TWO_DICE = {
    "roll": {"dice": 2, "sides": 6},
    "do": [{"when": "roll >= 8", "do": ["my.grain += 4"], "otherwise": ["my.grain += 1"]}],
}
SERVES = {"rival_do": ["their.grain += 1"]}
COSTS = {"cost": {"capital": 2}}


@pytest.mark.parametrize(
    ("text", "do", "fields"),
    [
        ("For 2 capital you gain 2 grain.", ["my.grain += 2"], COSTS),
        ("For 2 capital: grain +2.", ["my.grain += 2"], COSTS),
        ("Grain +2, or +4 if calm is 5 or more.", [TWO_WAYS], {}),
        ("Grain +4 if calm is 5 or more, or +2.", [TWO_WAYS], {}),
        ("Grain +2. If used for capital, the rival's grain +1.", ["my.grain += 2"], SERVES),
        ("Grain +2. When it is discarded for capital, their grain +1.", ["my.grain += 2"], SERVES),
        ("Grain +2. If burnt: the rival's grain +1.", ["my.grain += 2"], SERVES),
        ("Roll 2d6: at 8 or more grain +4, else +1.", [TWO_DICE], {}),
        ("The rival loses a random card.", [BY_LUCK], {}),
        ("A random card of the rival's hand is discarded.", [BY_LUCK], {}),
        ("Draw 2 cards; throw 1 away.", [{"draw": 2}, {"discard": 1}], {}),
        ("+2 grain and -3 calm.", ["my.grain += 2", "shared.calm -= 3"], {}),
        ("Pay 2 capital: +2 grain; calm +3.", ["my.grain += 2", "shared.calm += 3"], COSTS),
        ("Your capital rises by 1.", ["my.capital += 1"], {}),
    ],
)
def test_what_is_so_may_be_said_in_many_ways(
    text: str, do: list[Any], fields: dict[str, Any]
) -> None:
    assert said(text, *do, **fields) == []


@pytest.mark.parametrize(
    ("text", "do", "found"),
    [
        ("+2 calm and -3 grain.", ["my.grain += 2", "shared.calm -= 3"], "'Grain' +2 acts so"),
        ("For 2 rounds grain +2.", ["my.grain += 2"], "it costs something, and no 'pay' says so"),
        ("Grain +4 or more, if calm is 5.", [TWO_WAYS], "and no 'otherwise' says so"),
    ],
)
def test_and_not_in_any(text: str, do: list[Any], found: str) -> None:
    assert found in "; ".join(said(text, *do, **(COSTS if "rounds" in text else {})))


def answering(text: str, *of: str) -> list[str]:
    """What is told of a card that answers a wall which the other side raises."""
    walls: list[dict[str, Any]] = [
        {"id": name, "title": name.title(), "seat": "south", "max": 2, "tighten": {}}
        for name in ("wall", "gate")
    ]
    response = {"to": "tighten", "cost": {"capital": 1}, "do": ["my.grain += 2"]}
    response |= {"of": [*of]} if of else {}
    answer = {**card("act"), "text": text, "source": "invented", "seat": "north"}
    return told("card", measures=walls, cards=[{**answer, "response": response}])


@pytest.mark.parametrize(
    "text",
    [
        "After the rival raises its wall: pay 1 capital, and grain +2.",
        "In answer to a raised wall, pay 1 capital. Grain +2.",
        "Reply to the wall: pay 1 capital, grain +2.",
        "After the rival raises the wall you may pay 1 capital: grain +2.",
    ],
)
@pytest.mark.parametrize("of", [(), ("wall",)])
def test_an_answer_needs_no_if(text: str, of: tuple[str, ...]) -> None:
    assert answering(text, *of) == []


@pytest.mark.parametrize(
    ("text", "of", "found"),
    [
        (
            "When you raise the wall, pay 1 capital. Grain +2.",
            (),
            "'you raise' is said, and acts of the other side are answered",
        ),
        ("Pay 1 capital. Grain +2.", ("wall",), "it answers 'tighten', and no word says so"),
        ("Pay 1 capital. Grain +2.", (), "it answers 'tighten', and no word says so"),
    ],
)
def test_an_answer_says_what_it_answers(text: str, of: tuple[str, ...], found: str) -> None:
    assert answering(text, *of) == [found]


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The printers' ink +2.", False),
        ("Ink +2.", False),
        ("The rival's ink +2.", False),
        ("Your ink +2.", True),
        ("You gain 2 ink.", True),
        ("North's ink +2.", True),
    ],
)
def test_a_number_that_one_seat_alone_has_is_not_the_others(text: str, is_told: bool) -> None:
    ink = {"id": "ink", "title": "Ink", "of": "south", "max": 9}
    cards = [{**card("act", "south.ink += 2"), "text": text, "source": "x", "seat": "north"}]
    found = told("card act", tracks=[*BASE["tracks"], ink], cards=cards)
    assert [one.endswith("is said, and it happens to the other side") for one in found] == [
        True
    ] * is_told


@pytest.mark.parametrize(
    ("text", "do", "found"),
    [
        ("North scores 3 points.", "north.score += 3", []),
        ("North scores 3 points.", "south.score += 3", ["'North scores 3' is said"]),
        ("North earns 3 points.", "south.score += 3", ["'North earns 3' is said"]),
        ("3 points for North.", "north.score += 3", []),
        ("3 points for North.", "south.score += 3", ["'3 points for North' is said"]),
        ("There are 3 points to North.", "south.score += 3", ["'There are 3 points to North' is"]),
        ("3 points for North's rival.", "south.score += 3", []),
        ("3 points for the North.", "north.score += 3", []),
        ("3 points for the North.", "south.score += 3", ["'3 points for the North' is said"]),
        ("The North scores 3 points.", "south.score += 3", ["'The North scores 3' is said"]),
        ("3 points for the rival of North.", "south.score += 3", []),
        ("3 points for South's loss.", "north.score += 3", []),
        ("3 points for South\u2019s loss.", "north.score += 3", []),
        ("3 points for both sides.", "north.score += 3, south.score += 3", []),
    ],
)
def test_whose_points_news_tell_are_theirs(text: str, do: str, found: list[str]) -> None:
    """Any side's points passed for any other's, unless they stood behind a sign."""
    event = {"id": "prize", "title": "A prize", "text": text, "do": do.split(", ")}
    heard = told("inject prize", injects=[event])
    assert [one[: len(said)] for one, said in zip(heard, found, strict=True)] == found
    assert all(one.endswith(", and it happens to the other side") for one in heard)


@pytest.mark.parametrize(
    ("text", "do", "is_told"),
    [
        ("North loses 3 points to South.", "north.score -= 3, south.score += 3", False),
        ("North loses 3 points to its rival.", "north.score -= 3, south.score += 3", False),
        ("South gains 3 points from the North.", "north.score -= 3, south.score += 3", False),
        ("South takes 3 points from North.", "north.score -= 3, south.score += 3", False),
        ("North loses 3 points to South.", "north.score += 3, south.score -= 3", True),
        ("South takes 3 points from North.", "north.score += 3, south.score -= 3", True),
    ],
)
def test_what_one_side_loses_to_the_other_goes_up_there(text: str, do: str, is_told: bool) -> None:
    """It was advised that 'North loses 3' goes the other way, as South's points rise."""
    event = {"id": "prize", "title": "A prize", "text": text, "do": do.split(", ")}
    heard = told("inject prize", injects=[event])
    assert [one.partition(" is said, ")[2] for one in heard] == [
        "and it goes the other way"
    ] * is_told


TURNED = [
    ("If calm is 5 or more, grain +4. Otherwise +2.", ""),
    ("If calm is under 5, grain +2. Otherwise +4.", ""),
    ("At 5 or more grain +4, else grain +2, by calm.", ""),
    ("If calm is 5 or more, grain +2. Otherwise +4.", "Otherwise +4"),
    ("If calm is under 5, grain +4. Otherwise +2.", "Otherwise +2"),
    ("From 5 of calm on grain +4, else +2.", ""),
]


@pytest.mark.parametrize(("text", "found"), TURNED)
def test_the_two_ways_of_a_condition_do_not_change_places(text: str, found: str) -> None:
    wrong = [f"'{found}' is said, and that comes if it is so"] if found else []
    assert said(text, TWO_WAYS) == wrong


def test_nor_do_those_of_a_roll_and_of_news() -> None:
    assert said("Roll 2 dice. At 8 or more grain +1, else +4.", TWO_DICE) == [
        "'else +4' is said, and that comes if it is so"
    ]
    two = {
        "when": "shared.calm >= 5",
        "do": ["north.grain += 4"],
        "otherwise": ["north.grain += 2"],
    }
    text = "If calm is 5 or more, the north's grain +2. Otherwise +4."
    assert told(
        "inject rain", injects=[{"id": "rain", "title": "R", "text": text, "do": [two]}]
    ) == ["'Otherwise +4' is said, and that comes if it is so"]


VISITS = {"target": "ports", "title": "Whose?", "spread": 4, "at_most": 2, "do": []}


@pytest.mark.parametrize(
    ("text", "do", "found"),
    [
        ("Draw 2 cards, then discard 1.", [{"draw": 2}, {"discard": 1}], ""),
        ("Draw 1 card, then discard 2.", [{"draw": 2}, {"discard": 1}], "'Draw 1' is said"),
        ("Draw two cards.", [{"draw": 2}], ""),
        ("Look at the next 3 cards of 2 piles.", [{"peek": 2}], "it comes to 2"),
        (
            "The wall is suspended for 2 rounds, grain +3.",
            [PAUSED | {"rounds": 2}, "my.grain += 3"],
            "",
        ),
        (
            "The wall is suspended for 3 rounds, grain +2.",
            [PAUSED | {"rounds": 2}, "my.grain += 3"],
            "comes to 2",
        ),
        ("Grain +1 in each of 2 rounds.", [{"lasting": 2, "do": ["my.grain += 1"]}], ""),
        ("Grain +1 in 2 rounds.", [{"lasting": 2, "do": ["my.grain += 1"]}], "in each of them"),
        ("Grain +1 in 2 rounds.", [{"after": 2, "do": ["my.grain += 1"]}], ""),
    ],
)
def test_how_many_and_how_long_is_as_it_is_said(text: str, do: list[Any], found: str) -> None:
    heard = said(text, *do)
    assert any(found in one for one in heard) if found else not heard, heard


@pytest.mark.parametrize(
    ("text", "do", "found"),
    [
        ("Spread 4 visits over the ports, at most 2 each. Catch -1.", "-=", ""),
        ("Spread 2 visits over the ports, at most 4 each. Catch -1.", "-=", "'Spread 2' is said"),
        (
            "Spread 4 visits over the ports, at most 2 each. One adds 1 catch to its port.",
            "-=",
            "other way",
        ),
        ("The rival chooses: 4 visits, at most 2 each. Catch -1.", "-=", "asked of the other side"),
    ],
)
def test_so_is_what_is_done_to_who_is_chosen(text: str, do: str, found: str) -> None:
    parties = [{"id": one, "title": one.title(), "group": "ports"} for one in ("cove", "ness")]
    catch = {"id": "catch", "title": "Catch", "of": "ports", "max": 9}
    cards = [{**card("act", VISITS | {"do": [f"party.catch {do} 1"]}), "text": text, "source": "x"}]
    heard = told("card", parties=parties, cards=cards, tracks=[*BASE["tracks"], catch])
    assert any(found in one for one in heard) if found else not heard, heard


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("You are named keeper.", False),
        ("The keeper is you.", False),
        ("The rival is named keeper.", True),
        ("The keeper changes.", False),
    ],
)
def test_who_is_held_is_who_is_said(text: str, is_told: bool) -> None:
    keeper = {"id": "keeper", "title": "Keeper", "of": "shared", "kind": "seat", "start": "nobody"}
    cards = [{**card("act", "shared.keeper = me"), "text": text, "source": "x"}]
    found = told("card", cards=cards, tracks=[*BASE["tracks"], keeper])
    assert bool(found) == is_told, found


@pytest.mark.parametrize(("text", "is_told"), [("All learn the store.", False), ("Store.", True)])
def test_what_is_laid_open_is_said_to_be(text: str, is_told: bool) -> None:
    store = {"id": "store", "title": "Store", "of": "seats", "max": 9, "seen_by": "owner"}
    cards = [{**card("act", {"look": "their.store"}), "text": text, "source": "x"}]
    found = told("card", cards=cards, tracks=[*BASE["tracks"], store])
    assert found == ["a private number is laid open, and no word says so"] * is_told


def test_an_amount_in_brackets_that_nothing_brings_is_told_once() -> None:
    ask = {
        "choose": {
            "seat": "north",
            "title": "Cover him?",
            "options": [
                {"id": "yes", "title": "Cover him (grain -3)", "do": []},
                {"id": "no", "title": "Leave him"},
            ],
        }
    }
    injects = [{"id": "censor", "title": "C", "text": "He has signed.", "do": [ask]}]
    assert told("inject censor", injects=injects) == ["'grain -3' is printed, and nothing does so"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Each level brings 2 grain a round.", "goes the other way"),
        ("Each level takes 2 grain a round.", ""),
    ],
)
def test_what_a_level_brings_rises(text: str, found: str) -> None:
    wall = {"id": "wall", "title": "Wall", "seat": "north", "max": 2, "text": text}
    do = ["north.grain -= 2 * measure.wall.in_force"]
    rules = [{"id": "r", "title": "R", "phase": "world", "do": do}]
    heard = told("measure wall", measures=[wall], rules=rules)
    assert any(one.endswith(found) for one in heard) if found else not heard, heard


@pytest.mark.parametrize(
    ("text", "is_told"), [("The Warden's grain +2.", True), ("Grain of the miller +2.", False)]
)
def test_a_seat_is_called_by_the_first_word_of_its_title(text: str, is_told: bool) -> None:
    titles = ("Warden of Mills", "Miller of the South")
    seats = [one | {"title": title} for one, title in zip(BASE["seats"], titles, strict=True)]
    injects = [{"id": "rain", "title": "R", "text": text, "do": ["south.grain += 2"]}]
    found = told("inject rain", seats=seats, injects=injects)
    assert [one.endswith("it happens to the other side") for one in found] == [True] * is_told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("North leads from 6 grain on, South if North has 3 or less.", ""),
        ("North leads at over 5 grain, South if North has under 4.", ""),
        ("North leads from 6 grain on, South if North has 2 or less.", "4 acts"),
    ],
)
def test_a_front_may_say_its_bounds_in_either_way(text: str, found: str) -> None:
    lead = {"north": "my.grain >= 6", "south": "their.grain < 4"}
    front = {"id": "fair", "title": "Fair", "text": text, "into": "shared.calm"}
    heard = told("front", fronts=[front | {"calendar": {"2": 1}, "lead": lead}])
    assert any(found in one for one in heard) if found else not heard, heard


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Each level: grain +{pace}.", ""),
        ("Each level brings {pace} grain.", ""),
        ("Each level: grain +7.", "7"),
        ("Each level brings grain.", "3 acts, and is not printed"),
    ],
)
def test_a_level_counts_in_named_numbers_too(text: str, found: str) -> None:
    walls = [
        {"id": name, "title": name, "seat": "north", "max": 2, "text": text}
        for name in ("wall", "gate")
    ]
    less = "max(0, measure.wall.in_force - measure.gate.in_force)"
    do = [f"north.grain += number.pace * {less}"]
    rules = [{"id": "r", "title": "R", "phase": "world", "do": do}]
    pace = [{"id": "pace", "title": "Pace", "value": 3}]
    heard = told("measure wall", measures=walls, rules=rules, numbers=pace)
    assert any(found in one for one in heard) if found else not heard, heard


@pytest.mark.parametrize(
    "text", ["If grain is 6 or more, another +4.", "If your grain is 6 or more, 4 more."]
)
def test_more_of_the_same_need_not_be_named_again(text: str) -> None:
    more = {"when": "my.grain >= 6", "do": ["shared.calm += 4"]}
    assert said(f"Calm +2. {text}", "shared.calm += 2", more) == []
    for wrong in (text.replace("4", "3"), text.replace(".", " grain.")):
        assert "'Calm' +4 acts so, and is not printed so" in said(
            f"Calm +2. {wrong}", "shared.calm += 2", more
        )


@pytest.mark.parametrize(
    ("text", "do", "found"),
    [
        ("Calm falls by 1, or North gains 2 capital.", "north.capital += 2", []),
        (
            "Calm falls by 1, or North gains 2 capital.",
            "north.grain += 2",
            ["capital is said to be gained, and none is"],
        ),
        ("Calm falls by 1, or North scores 2 points.", "north.score += 2", []),
    ],
)
def test_news_may_tell_what_an_option_gains(text: str, do: str, found: list[str]) -> None:
    options = [
        {"id": "keep", "title": f"Keep it ({do.split('.')[1].replace(' += ', ' +')})", "do": [do]},
        {"id": "print", "title": "Print it (calm -1)", "do": ["shared.calm -= 1"]},
    ]
    ask = {"choose": {"seat": "north", "title": "Print it?", "options": options}}
    injects = [{"id": "leak", "title": "L", "text": text, "do": [ask]}]
    heard = told("inject leak", injects=injects)
    assert [one for one in heard if one.endswith(("none is", "none are"))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Score 2 if calm is under 3, or 1 if it is under 5.", []),
        ("Score 2 if calm is under 3. Score 1 if calm is under 5.", []),
        ("Score 2 if calm is under 2, or 1 if it is under 5.", ["'under 2' is said"]),
    ],
)
def test_what_comes_after_or_is_no_further_bound(text: str, found: list[str]) -> None:
    score = "2 if shared.calm < 3 else 1 if shared.calm < 5 else 0"
    aim = {"id": "aim", "title": "Aim", "seat": "north", "text": text, "score": score}
    heard = told("agenda", agendas=[aim])
    assert bool(heard) == bool(found), heard


def test_what_a_level_does_to_all_of_a_group_is_missed_once() -> None:
    trees = [{"id": one, "title": one.title(), "group": "trees"} for one in ("ash", "elm", "fir")]
    height = {"id": "height", "title": "Height", "of": "trees", "max": 9, "start": 5}
    wall = {
        "id": "wall",
        "title": "Wall",
        "seat": "north",
        "max": 2,
        "text": "It keeps people out.",
    }
    do = [{"each": "trees", "do": ["party.height -= 2 * measure.wall.in_force"]}]
    deck: dict[str, Any] = {"parties": trees, "tracks": [*BASE["tracks"], height]}
    deck["rules"] = [{"id": "r", "title": "R", "phase": "world", "do": do}]
    heard = told("measure wall", measures=[wall], **deck)
    assert heard == ["'Ash: Height' changes, and is not named"]
    wall["text"] = "Each level takes 2 of the height of each tree."
    assert told("measure wall", measures=[wall], **deck) == []


@pytest.mark.parametrize("level", [1, 2])
def test_who_comes_to_hold_something_at_a_level_is_no_amount(level: int) -> None:
    text = f"When {('open', 'ajar', 'shut to all')[level]}, South holds the key."
    key = {"id": "key", "title": "Who holds the key", "kind": "seat", "of": "shared"}
    tracks = [*BASE["tracks"], {**key, "start": "north"}]
    assert told_of_gate(text, "shared.key = south", level, tracks=tracks) == []


def test_the_name_of_a_level_is_no_amount() -> None:
    unsaid = ["2 acts, and is not printed"]
    assert told_of_gate("When shut to all, calm falls.", "shared.calm -= 2", 2) == unsaid
    assert told_of_gate("When shut to all, calm falls by 2.", "shared.calm -= 2", 2) == []


def told_of_gate(text: str, do: str, level: int, **deck: Any) -> list[str]:
    """What is told of a measure by this text, of which one level does something."""
    gate = {"id": "gate", "title": "Gate", "seat": "north", "max": 2, "text": text}
    gate["levels"] = ["open", "ajar", "shut to all"]
    rules = [{"id": "r", "title": "R", "phase": "world", "do": [do]}]
    rules[0]["when"] = f"measure.gate.in_force == {level}"
    return told("measure gate", measures=[gate], rules=rules, **deck)


@pytest.mark.parametrize("noun", ["cards", "actions", "injects"])
def test_how_many_may_be_chosen_is_as_it_is_said(noun: str) -> None:
    """Where the number that is said acts as something else, too."""
    trees = [{"id": one, "title": one.title(), "group": "trees"} for one in ("ash", "elm", "fir")]
    height = {"id": "height", "title": "Height", "of": "trees", "max": 9, "start": 5}
    target = {"target": "trees", "title": "Which?", "up_to": 2, "do": ["party.height += 3"]}
    do = [{**target, "seat": "north"}, "shared.calm -= 2"]
    deck: dict[str, Any] = {"parties": trees, "tracks": [*BASE["tracks"], height]}
    for number, found in (("2", []), ("3", ["'up to 3' is said, and the choice is of up to 2"])):
        text = f"Choose up to {number} trees; each gains 3 height. Calm -2."
        thing = {"id": "act", "title": "A", "text": text, "do": do}
        thing |= {} if noun == "injects" else {"seat": "north"}
        thing |= {"source": "invented"} if noun == "cards" else {}
        assert told(f"{noun[:-1]} act", **{noun: [thing]}, **deck) == found
