"""The lint reads words both ways: what a text says is done, and what is done is said."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import DECKS
from tests.rules.mutants import Bench, spoilt, swapped
from tests.rules.tiny import BASE, card, rule
from wargame.content.library import load_deck
from wargame.content.load import load_deck_tree
from wargame.lab.runs.games import shared_game
from wargame.rules.lint.check import find_faults

LEAST_CAUGHT = {"cards": 0.95, "actions": 0.95, "injects": 0.95, "reviews": 0.95, "measures": 0.95}
"""Of mutants, by noun."""

TEXTS = ("cards", "actions", "injects", "reviews", "measures")
MOST_FALSE = 0.02

BRANCH = {"when": "shared.calm >= 5", "do": ["my.grain += 2"]}


FALL = {
    "chance": [
        {"weight": 2, "title": "It falls by 4", "do": ["shared.calm -= 4"]},
        {"weight": 1, "title": "It falls by 8", "do": ["shared.calm -= 8"]},
    ]
}
STOPPED = {
    "target": "measures",
    "title": "Which?",
    "needs": "measure > 0",
    "do": [{"pause": "measure", "rounds": 2}],
}
TRADE = ["my.grain += 2", "their.grain -= 1"]


def said(text: str, *do: Any, **fields: Any) -> list[str]:
    """What is told of one card of the smallest deck."""
    cards = [{**card("act", *do, **fields), "text": text, "source": "invented"}]
    wall = {"id": "wall", "title": "Wall", "seat": "north", "max": 2}
    found = find_faults(load_deck_tree({**BASE, "measures": [wall], "cards": cards}))
    return [fault.what for fault in found if fault.item == "card act"]


@pytest.mark.parametrize(
    ("text", "do", "fields", "told"),
    [
        pytest.param("Grain +2, calm at 5.", [BRANCH], {}, "", id="a condition said with 'at'"),
        pytest.param(
            "Grain +2 by 5 of calm.",
            [BRANCH],
            {},
            "it depends on 'Calm' (5), and no 'if' says so",
            id="condition",
        ),
        pytest.param(
            "If calm is high, grain +2.",
            ["my.grain += 2"],
            {},
            "'if' is said, and nothing depends on it",
            id="condition that is none",
        ),
        pytest.param(
            "If calm is over 3, grain +2. Otherwise -1.",
            ["my.grain += 2 if shared.calm > 3 else -1"],
            {},
            "",
            id="an amount with a condition in it",
        ),
        pytest.param(
            "Grain +2, or +1.",
            ["my.grain += 2 if shared.calm > 3 else 1"],
            {},
            "it depends on 'Calm' (3), and no 'if' says so",
            id="a condition in an amount, unsaid",
        ),
        pytest.param(
            "If North plays it, calm +2. Otherwise -2.",
            ["shared.calm += 2 if me == north else -2"],
            {"seat": "any"},
            "",
            id="an amount that hangs on who plays it",
        ),
        pytest.param(
            "Calm moves 2 your way.",
            ["shared.calm += 2 if me == north else -2"],
            {"seat": "any"},
            "",
            id="one that each side reads as its own",
        ),
        pytest.param(
            "Pay 1 capital. For 2 weeks more, grain +1 in each.",
            [],
            {"cost": {"capital": 1}, "stays": 2, "each_round": ["my.grain += 1"]},
            "",
            id="rounds that are weeks",
        ),
        pytest.param(
            "Grain +2 unless calm is high.",
            ["my.grain += 2"],
            {},
            "'if' is said, and nothing depends on it",
            id="exception",
        ),
        pytest.param(
            "Grain +2, otherwise calm -1.",
            ["my.grain += 2", "shared.calm -= 1"],
            {},
            "'otherwise' is said, and nothing else happens if not",
            id="instead",
        ),
        pytest.param(
            "If calm is 5 or more, grain +2. Calm +1.",
            [{**BRANCH, "otherwise": ["shared.calm += 1"]}],
            {},
            "something else happens if not, and no 'otherwise' says so",
            id="instead, unsaid",
        ),
        pytest.param(
            "Grain +2.",
            [{"after": 2, "do": ["my.grain += 2"]}],
            {},
            "something happens later, and no word says when",
            id="duration",
        ),
        pytest.param(
            "Grain +2 in 2 rounds.",
            ["my.grain += 2"],
            {},
            "a time is said, and everything happens at once",
            id="duration that is none",
        ),
        pytest.param(
            "The wall is suspended for 2 rounds.",
            [{"pause": "wall", "rounds": 2}],
            {},
            "",
            id="a pause is for a time",
        ),
        pytest.param(
            "The rival discards 1 at random.",
            [{"discard": 1, "seat": "rival", "at_random": True}],
            {},
            "",
            id="a discard that luck makes",
        ),
        pytest.param(
            "Choose: grain +2.",
            ["my.grain += 2"],
            {},
            "a choice is said, and nobody chooses",
            id="option",
        ),
        pytest.param(
            "Grain +2. Draw a card.",
            ["my.grain += 2"],
            {},
            "a draw is said, and no card is drawn",
            id="draw",
        ),
        pytest.param(
            "+2.", ["my.grain += 2"], {}, "'Grain' changes, and is not named", id="target"
        ),
        pytest.param(
            "Grain +2, calm +2.",
            ["my.grain += 2"],
            {},
            "'calm +2' is printed, and nothing does so",
            id="target that is none",
        ),
        pytest.param(
            "Grain -2.",
            ["my.grain += 2"],
            {},
            "'Grain' +2 acts so, and is not printed so",
            id="the other way",
        ),
        pytest.param(
            "Grain +2.",
            ["my.grain += 2"],
            {"rival_do": ["their.grain += 2"]},
            "its discard serves the rival, and no word says so",
            id="response",
        ),
        pytest.param(
            "Grain +2. Used for capital: grain +2.",
            ["my.grain += 2"],
            {},
            "its discard is said to do something, and does nothing",
            id="response that is none",
        ),
        pytest.param(
            "Grain +2. Capital is spent: 2.",
            ["my.grain += 2"],
            {"cost": {"capital": 2}},
            "it costs something, and no 'pay' says so",
            id="price",
        ),
        pytest.param(
            "Grain +2, and whoever pays loses calm.",
            ["my.grain += 2", "shared.calm -= 1"],
            {"cost": {"capital": 2}},
            "it costs 2, and no 'pay 2' says so",
            id="a price whose amount is not said",
        ),
        pytest.param(
            "Pay 1 capital. Grain +2.",
            ["my.grain += 2"],
            {"cost": {"grain": 1}},
            "'Pay 1 capital' is said, and it is paid with 'Grain'",
            id="a price in something else",
        ),
        pytest.param(
            "Pay 2 grain and 1 capital. Calm +3.",
            ["shared.calm += 3"],
            {"cost": {"capital": 2, "grain": 1}},
            "'Pay 2 grain and 1' is said, and it is paid with 'Capital'",
            id="two prices, one for the other",
        ),
        pytest.param(
            "Pay 2 capital and 1 grain. Calm +3.",
            ["shared.calm += 3"],
            {"cost": {"capital": 2, "grain": 1}},
            "",
            id="two prices",
        ),
        pytest.param(
            "Pay two capital. Grain +2.",
            ["my.grain += 2"],
            {"cost": {"capital": 2}},
            "",
            id="a price in words",
        ),
        pytest.param(
            "Spend 2 grain. Calm +1.",
            ["my.grain -= 2", "shared.calm += 1"],
            {},
            "'Grain' is said to be spent, and nobody has to have it",
            id="spent, and not needed",
        ),
        pytest.param(
            "If you have 2 grain, spend 2 grain. Calm +1.",
            ["my.grain -= 2", "shared.calm += 1"],
            {"needs": "my.grain >= 2"},
            "",
            id="spent, and needed",
        ),
        pytest.param(
            "Grain +2 now and in the next round.",
            [{"after": 1, "do": ["my.grain += 2"]}],
            {},
            "'Grain' is said to change now, and changes later",
            id="now, said and not done",
        ),
        pytest.param(
            "Grain +2 now and in the next round.",
            ["my.grain += 2", {"after": 1, "do": ["my.grain += 2"]}],
            {},
            "",
            id="now and later",
        ),
        pytest.param(
            "A court stays it, and calm +2.",
            ["my.grain += 1", "shared.calm += 2"],
            {},
            "'Grain' changes, and is not named",
            id="a word that counts nothing",
        ),
        pytest.param(
            "Grain +2. Twice in the game.", ["my.grain += 2"], {}, "", id="twice is no share"
        ),
        pytest.param(
            "The rival's grain +2.",
            ["my.grain += 2"],
            {},
            "'The rival's grain +2' is said, and it happens to the other side",
            id="whose",
        ),
        pytest.param(
            "South's grain falls by 2.",
            ["my.grain -= 2"],
            {},
            "'South's grain falls by 2' is said, and it happens to the other side",
            id="whose, by its title",
        ),
        pytest.param(
            "Grain +2.",
            ["their.grain += 2"],
            {},
            "'Grain +2' names no side, and it happens to the other",
            id="whose, unsaid",
        ),
        pytest.param("Its grain +2.", ["their.grain += 2"], {}, "", id="whose, by a pronoun"),
        pytest.param("Your grain +2, the rival's -1.", TRADE, {}, "", id="one of each"),
        pytest.param(
            "Your grain falls by 2.",
            ["my.grain += 2"],
            {},
            "'Your grain falls by 2' is said, and it goes the other way",
            id="which way, in words",
        ),
        pytest.param(
            "Lose 3 capital.",
            ["my.capital += 3"],
            {},
            "'Lose 3' is said, and it goes the other way",
            id="which way, of capital",
        ),
        pytest.param(
            "Calm loses 2.",
            ["shared.calm += 2"],
            {},
            "'Calm loses 2' is said, and it goes the other way",
            id="which way, by a verb",
        ),
        pytest.param("Calm gains 2.", ["shared.calm += 2"], {}, "", id="the same way, by a verb"),
        pytest.param(
            "You lose 2 grain.",
            ["their.grain -= 2"],
            {},
            "'You lose 2' is said, and it happens to the other side",
            id="whose, by a verb",
        ),
        pytest.param(
            "It costs the rival 2 grain.",
            ["my.grain -= 2"],
            {},
            "'It costs the rival 2' is said, and it happens to the other side",
            id="whose, by a cost",
        ),
        pytest.param(
            "Each side's grain +2.",
            ["my.grain += 2"],
            {},
            "'Each side's grain +2' is said, and it happens to one",
            id="whose, of both",
        ),
        pytest.param(
            "Grain +2 for both.", ["my.grain += 2", "their.grain += 2"], {}, "", id="of both"
        ),
        pytest.param(
            "Once in the game, grain +2.",
            ["my.grain += 2"],
            {},
            "'Once in the game' is said, and it may be done any number of times",
            id="one use",
        ),
        pytest.param(
            "Grain +2. It leaves the game.", ["my.grain += 2"], {"once": True}, "", id="once"
        ),
        pytest.param("Suspend a measure for 2 rounds.", [STOPPED], {}, "", id="one that is chosen"),
        pytest.param(
            "Suspend it for 2 rounds.",
            [STOPPED],
            {},
            "'Wall' changes, and is not named",
            id="one that is chosen, of no kind",
        ),
        pytest.param(
            "Grain +2 for each wall.",
            ["my.grain += 2"],
            {},
            "'for each' is said, and nothing is counted",
            id="per each",
        ),
        pytest.param("Grain +1 for each level.", ["my.grain += 1"], {}, "", id="for each level"),
        pytest.param(
            "You may gain 2 grain.",
            ["my.grain += 2"],
            {},
            "a choice is said, and nobody chooses",
            id="may",
        ),
        pytest.param(
            "When the other side tightens, its grain -1.",
            [],
            {"response": {"to": ["tighten", "sign"], "do": ["their.grain -= 1"]}},
            "it answers 'sign', and no word says so",
            id="an answer, unsaid",
        ),
        pytest.param(
            "When the other side tightens or signs a deal, its grain -1.",
            [],
            {"response": {"to": ["tighten"], "do": ["their.grain -= 1"]}},
            "'signs' is said, and is no act that it answers",
            id="an answer that is none",
        ),
        pytest.param(
            "When the other side raises its wall, its grain -1.",
            [],
            {"response": {"to": ["tighten"], "do": ["their.grain -= 1"]}},
            "",
            id="an answer in other words",
        ),
        pytest.param(
            "Grain +2. For capital, the rival's grain +2.",
            ["my.grain += 2"],
            {"rival_do": ["their.grain += 2"]},
            "",
            id="response in two words",
        ),
    ],
)
def test_words_are_held_against_effects(
    text: str, do: list[Any], fields: dict[str, Any], told: str
) -> None:
    found = said(text, *do, **fields)
    assert told in found if told else not found


@pytest.mark.parametrize(
    ("text", "do", "to_do"),
    [
        pytest.param("Grain +3.", "my.grain += 2", "Print this amount", id="another amount"),
        pytest.param("Grain +2, calm +1.", "my.grain += 2", "let a line bring it", id="one more"),
        pytest.param("They thrive.", "my.grain += 2", "Name it in the text", id="nothing"),
        pytest.param("Grain of 3.", "my.grain = 2", "Print the number that acts", id="a setting"),
    ],
)
def test_advice_on_a_number_says_what_to_do(text: str, do: str, to_do: str) -> None:
    cards = [{**card("act", do), "text": text, "source": "invented"}]
    found = find_faults(load_deck_tree({**BASE, "cards": cards}))
    assert to_do in " ".join(fault.remedy for fault in found if fault.item == "card act")


def test_what_one_party_alone_has_needs_no_owner() -> None:
    parties = [{"id": "crew", "title": "The crew"}, {"id": "guests", "title": "Guests"}]
    grouped = [parties[0] | {"group": "staff"}, parties[1]]
    pay = {"id": "pay", "title": "Wages", "of": "staff", "max": 9}
    tree = {**BASE, "parties": grouped, "tracks": [*BASE["tracks"], pay]}
    cards = [{**card("act", "party.crew.pay += 2"), "text": "Wages +2.", "source": "invented"}]

    def told(tree: dict[str, Any]) -> list[str]:
        found = find_faults(load_deck_tree({**tree, "cards": cards}))
        return [fault.what for fault in found if fault.item == "card act"]

    assert told(tree) == []
    both = [one | {"group": "staff"} for one in parties]
    assert "'The crew: Wages' changes, and is not named" in told({**tree, "parties": both})


OFFER = {
    "choose": {
        "seat": "north",
        "title": "Plant?",
        "options": [
            {"id": "yes", "title": "Plant: grain +1", "do": ["north.grain += 1"]},
            {"id": "no", "title": "Wait"},
        ],
    }
}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param(
            {"text": "Calm +1.", "do": ["shared.calm += 2"]},
            ["'Calm' +2 acts so, and is not printed so"],
            id="an amount",
        ),
        pytest.param({"text": "Quiet days.", "do": ["shared.calm += 2"]}, ["Calm"], id="a name"),
        pytest.param({"text": "Two cities, in 2019.", "do": ["shared.calm = 1"]}, ["Calm"]),
        pytest.param({"text": "Calm +2. Grain +3.", "do": ["shared.calm += 2"]}, ["Grain +3"]),
        pytest.param({"text": "Calm +2 on Flight 714.", "do": ["shared.calm += 2"]}, []),
        pytest.param(
            {"text": "Calm rises by 2.", "do": ["shared.calm += 2"]}, [], id="a change in words"
        ),
        pytest.param(
            {"text": "Calm drops by 2.", "do": ["north.grain += 2"]},
            ["Grain", "'Calm drops by 2' is printed"],
            id="a change in words that is none",
        ),
        pytest.param(
            {"text": "Calm +2. Calm +2.", "do": ["shared.calm += 2"]},
            ["'Calm +2' is printed"],
            id="one change for two numbers",
        ),
        pytest.param(
            {"text": "Calm falls by 4 or by 8.", "do": [FALL]},
            [],
            id="a change that news and outcomes tell",
        ),
        pytest.param(
            {"text": "Calm falls by 4 or by 9.", "do": [FALL]},
            ["9"],
            id="one that they tell otherwise",
        ),
        pytest.param(
            {"text": "Grain of north +2.", "do": ["north.grain += 2", "south.grain += 2"]},
            ["changes for several, and is printed once"],
            id="one number for two seats",
        ),
        pytest.param(
            {"text": "Grain of both sides +2.", "do": ["north.grain += 2", "south.grain += 2"]},
            [],
            id="one number for both",
        ),
        pytest.param(
            {"text": "Otherwise they go home.", "do": [OFFER]},
            ["'otherwise' is said"],
            id="a story that tells of a rule",
        ),
        pytest.param(
            {"text": "Both may plant. If they do, grain of north +1.", "do": [OFFER]},
            [],
            id="an amount that hangs on an answer",
        ),
        pytest.param(
            {"text": "Both may plant. Calm +2.", "do": [OFFER]},
            ["'Calm +2' is printed"],
            id="an amount that hangs on no answer",
        ),
    ],
)
@pytest.mark.parametrize("noun", ["injects", "reviews"])
def test_news_say_what_they_bring(noun: str, fields: dict[str, Any], told: list[str]) -> None:
    one = {"id": "fair", "title": "Fair", **fields}
    one |= {"rounds": [2]} if noun == "reviews" else {}
    found = find_faults(load_deck_tree({**BASE, noun: [one]}))
    said_of_it = [fault.what for fault in found if fault.item.endswith(" fair")]
    assert all(any(word in what for what in said_of_it) for word in told)
    assert bool(said_of_it) == bool(told)


@pytest.mark.parametrize(("round_", "told"), [(2, False), (3, True)])
def test_a_review_may_name_its_rounds_and_no_others(round_: int, told: bool) -> None:
    text = f"At the end of round {round_} it is fair. Calm +1."
    fair = {"id": "fair", "title": "Fair", "text": text, "rounds": [2], "do": ["shared.calm += 1"]}
    found = find_faults(load_deck_tree({**BASE, "reviews": [fair]}))
    assert bool([fault for fault in found if fault.item == "review fair"]) == told


def test_what_hangs_on_an_answer_is_told_by_the_title_of_its_option() -> None:
    """Also where only a name is missing, or a number without a sign."""
    options = [
        {"id": "a", "title": "Plant (grain +2)", "do": ["north.grain += 2"]},
        {"id": "b", "title": "Burn 3 fields", "do": ["north.grain -= 2"]},
        {"id": "c", "title": "Wait", "do": ["shared.calm += 1"]},
    ]
    choose = {"choose": {"seat": "north", "title": "What now?", "options": options}}
    inject = {"id": "fair", "title": "Fair", "text": "Three merchants come.", "do": [choose]}
    found = find_faults(load_deck_tree({**BASE, "injects": [inject]}))
    told = {f.item: f.what for f in found if "option" in f.item}
    assert list(told) == ["inject fair, option b", "inject fair, option c"]


WALL = {"id": "wall", "title": "Wall", "seat": "north", "max": 2, "tighten": {}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("Each level takes 3 of calm and 1 of grain.", [], id="all is said"),
        pytest.param(
            "Each level takes 4 of calm and 1 of grain.",
            ["4 is printed, and 3 acts"],
            id="another number",
        ),
        pytest.param(
            "A level takes 3 of calm.", ["'Grain' changes, and is not named"], id="a name"
        ),
        pytest.param(
            "A level: calm -3, grain -1, fame +3.",
            ["'Fame' is named, and nothing happens to it"],
            id="too much",
        ),
        pytest.param(
            "Each level takes 3 of calm and 1 of grain. Or +3.",
            ["'Or +3' is printed, and nothing does so"],
            id="a number of nothing",
        ),
    ],
)
def test_a_measure_says_what_rules_make_of_its_levels(text: str, told: list[str]) -> None:
    do = ["shared.calm -= 3 * measure.wall.in_force", "north.grain -= measure.wall.in_force"]
    rules = [{"id": "bite", "title": "Bite", "phase": "account", "do": do}]
    fame = {"id": "fame", "title": "Fame", "of": "shared"}
    tracks = [*BASE["tracks"], fame]
    tree = {**BASE, "tracks": tracks, "measures": [{**WALL, "text": text}], "rules": rules}
    found = [f.what for f in find_faults(load_deck_tree(tree)) if f.item == "measure wall"]
    assert len(found) == len(told)
    assert all(one in what for one, what in zip(told, found, strict=True))


@pytest.mark.parametrize(
    ("title", "text", "is_told"),
    [
        ("Water", "Each level uses up 4 of water.", True),
        ("Water taken", "Each level takes 4 cm of water.", False),
        ("Land in use", "Each level uses 4 acres of land.", False),
        ("Debt", "Each level takes 4 of debt on.", False),
    ],
)
def test_what_is_taken_may_be_counted(title: str, text: str, is_told: bool) -> None:
    track = {"id": "stock", "title": title, "of": "shared", "max": 90}
    measure = {**WALL, "text": text}
    told = dict[str, list[str]]()
    for way in ("+=", "-="):
        bite = rule("account", f"shared.stock {way} 4 * measure.wall.in_force")
        tree = {**BASE, "tracks": [*BASE["tracks"], track], "measures": [measure], "rules": [bite]}
        found = find_faults(load_deck_tree(tree))
        told[way] = [one.what for one in found if one.what.endswith("goes the other way")]
    assert told == {"+=": [f"'{text[:-1]}' is said, and it goes the other way"] * is_told, "-=": []}


BITES = ["shared.calm -= 3 * measure.wall.in_force", "north.grain += 2 * measure.wall.in_force"]


GRAIN = ["north.grain += 2 * measure.wall.in_force"]


@pytest.mark.parametrize(
    ("text", "do", "told"),
    [
        pytest.param("Each level takes 3 from calm and adds 2 to grain.", BITES, "", id="as it is"),
        pytest.param(
            "Each level takes 2 from calm and adds 3 to grain.",
            BITES,
            "'2 from calm' is said, and 3 or 6 belongs there",
            id="two that have changed places",
        ),
        pytest.param(
            "Each level lowers calm by 2 and raises grain by 3.",
            BITES,
            "'Each level lowers calm by 2' is said, and 3 or 6 belongs there",
            id="the same behind their names",
        ),
        pytest.param(
            "Each level adds 3 to calm and 2 to grain.",
            BITES,
            "'Each level adds 3 to calm' is said, and it goes the other way",
            id="adds, and takes",
        ),
        pytest.param(
            "Each level takes 3 of the calm and adds 2 to grain.", BITES, "", id="taken of it"
        ),
        pytest.param(
            "Each level takes 3 of the calm a round.",
            ["shared.calm += 3 * measure.wall.in_force"],
            "'Each level takes 3 of the calm a round' is said, and it goes the other way",
            id="taken of what rises",
        ),
        pytest.param(
            "Each level takes 3 of the grain a round.",
            ["north.grain += 3 * measure.wall.in_force"],
            "",
            id="taken in by a seat",
        ),
        pytest.param(
            "Each level makes calm fall by 3, and grain rises by 2.", BITES, "", id="a verb"
        ),
        pytest.param(
            "Calm falls by 3 a level, grain falls by 2.",
            BITES,
            "'grain falls by 2' is said, and it goes the other way",
            id="falls, and rises",
        ),
        pytest.param(
            "Levels 1 and 2 take 5 and 2 from calm.",
            ["shared.calm -= pick(measure.wall.in_force, 0, 2, 5)"],
            "'5 and 2 from calm' is said, and by level it is 2 and 5",
            id="not in the order of the levels",
        ),
        pytest.param(
            "Levels 2 and 1 take 2 and 5 from calm.",
            ["shared.calm -= pick(measure.wall.in_force, 0, 2, 5)"],
            "'Levels 2 and 1' is said, and the levels go from 1 to 2",
            id="levels in another order",
        ),
        pytest.param(
            "At level 2, 5 is taken from calm, and 2 at level 1.",
            ["shared.calm -= pick(measure.wall.in_force, 0, 2, 5)"],
            "",
            id="a level before a number of something else",
        ),
        pytest.param(
            "Calm falls by 2 at level 1 and by 5 at level 2.",
            ["shared.calm -= pick(measure.wall.in_force, 0, 2, 5)"],
            "",
            id="a level behind each number",
        ),
        pytest.param(
            "Calm falls by 4, less 2 for each level.",
            ["shared.calm -= max(0, 4 - 2 * measure.wall.in_force)"],
            "",
            id="a fall that is slowed",
        ),
        *(
            pytest.param(text, ["shared.calm -= 12 - 4 * measure.wall.in_force"], "", id=text)
            for text in (
                "At no level calm falls by 12; each level lessens that by 4.",
                "Calm falls by 12, 4 less for each level.",
                "Without it calm falls by 12, at level 1 by 8, at level 2 by 4.",
                "Calm falls by 8 or 4 instead of 12.",
                "Each level saves 4 calm.",
            )
        ),
        *(
            pytest.param(text, do, "", id=f"{text} {do[0]}")
            for text in ("Calm falls by 12; each level +4.", "Calm -12. For each level +4.")
            for do in (
                ["shared.calm -= 12 - 4 * measure.wall.in_force"],
                ["shared.calm -= clamp(12 - 4 * measure.wall.in_force, 0, 12)"],
            )
        ),
        pytest.param(
            "Calm falls by 12; each level +5, not 4.",
            ["shared.calm -= 12 - 4 * measure.wall.in_force"],
            "'each level +5' is printed, and nothing does so",
            id="a base that is lessened by more",
        ),
        pytest.param(
            "Calm falls by 3 for each level. Or +3.",
            BITES[:1],
            "'Or +3' is printed, and nothing does so",
            id="no base before",
        ),
        pytest.param(
            "At no level calm falls by 12; each level lessens that by 5.",
            ["shared.calm -= 12 - 4 * measure.wall.in_force"],
            "5 is printed, and 4 acts",
            id="a base that is lessened by less",
        ),
        pytest.param(
            "Calm falls by 11, 4 less for each level.",
            ["shared.calm -= 12 - 4 * measure.wall.in_force"],
            "11 is printed, and nothing does it",
            id="another base",
        ),
        pytest.param(
            "Calm falls by 3 at level 1 and by 6 at level 2.", BITES[:1], "", id="each level"
        ),
        pytest.param(
            "Each level costs a play, and adds 2 to the grain of South.",
            GRAIN,
            "'adds 2 to the grain of South' is said, and it happens to the other side",
            id="whose",
        ),
        *(
            pytest.param(text, GRAIN, "", id=text)
            for text in (
                "Each level adds 2 to the grain of North.",
                "Each level adds 2 to grain of yours, where South has none of that grain.",
                "Each level adds 2 to grain, against South.",
            )
        ),
        pytest.param(
            "Each level takes 2 grain from South.",
            [
                "north.grain += 2 * measure.wall.in_force",
                "south.grain -= 2 * measure.wall.in_force",
            ],
            "",
            id="from one to the other",
        ),
    ],
)
def test_a_number_of_a_measure_stands_beside_what_it_goes_with(
    text: str, do: list[str], told: str
) -> None:
    rules = [{"id": "bite", "title": "Bite", "phase": "account", "do": do}]
    found = find_faults(
        load_deck_tree({**BASE, "measures": [{**WALL, "text": text}], "rules": rules})
    )
    said = [f.what for f in found if f.item == "measure wall"]
    assert said == ([told] if told else [])


HARVEST = {"id": "fair", "title": "Fair", "seat": "north", "source": "invented"}
GIFT = {
    "id": "gift",
    "title": "Gift",
    "seat": "north",
    "kind": "transfer",
    "track": "grain",
    "amount": 2,
    "rounds": 3,
    "do": ["shared.calm += 4"],
}


def gift(text: str) -> dict[str, Any]:
    items = [{**GIFT, "text": text}]
    return {"deals": {"terms": [1], "both_sides": False, "items": items}}


def judged(text: str, *rounds: int) -> dict[str, Any]:
    """A review whose dates are told as well."""
    fair = {"id": "fair", "title": "Fair", "text": text, "source": "invented"}
    return {"reviews": [{**fair, "rounds": [*rounds] or [2], "do": ["north.grain += 3"]}]}


PRIZES = {"north": ["shared.calm += 2"], "south": ["shared.calm -= 3"]}


def contested(text: str, won: Any = PRIZES) -> dict[str, Any]:
    fair = {"id": "fair", "title": "Fair", "text": text, "into": "shared.calm", "won": won}
    return {"fronts": [{**fair, "value": "clamp(shared.calm - 5, -1, 1)", "calendar": {"2": 1}}]}


@pytest.mark.parametrize(
    ("item", "nouns", "told"),
    [
        pytest.param(
            "agenda",
            {
                "agendas": [
                    HARVEST
                    | {
                        "score": "3 if my.grain >= 7 else 0",
                        "text": "Score 7 if you have 3 grain or more.",
                    }
                ]
            },
            "'Score 7' is said, and 3 belongs there",
            id="points and what they are for",
        ),
        pytest.param(
            "deal item", gift("It costs 2 grain and runs for 3 rounds, calm +4."), "", id="a gift"
        ),
        pytest.param(
            "deal item",
            gift("It costs 3 and lasts 2 rounds."),
            "'It costs 3' is said, and 2 belongs there",
            id="a price and a time",
        ),
        pytest.param(
            "deal item",
            gift("Calm falls by 4."),
            "'Calm falls by 4' is said, and it goes the other way",
            id="a gift that takes",
        ),
        pytest.param(
            "agenda",
            {
                "agendas": [
                    HARVEST
                    | {
                        "score": "6 if my.grain >= 8 else 3 if my.grain >= 5 else 0",
                        "text": "With 5 grain 3, with 8 grain 6.",
                    }
                ]
            },
            "",
            id="words of the number before",
        ),
        pytest.param(
            "review", judged("In round 2, 3 grain comes to North."), "", id="a round, then grain"
        ),
        pytest.param(
            "review",
            judged("In rounds 2 and 4, 3 grain comes to North.", 2, 4),
            "",
            id="rounds, then grain",
        ),
        pytest.param(
            "front", contested("Won by North, calm +2; won by South, calm -3."), "", id="won"
        ),
        pytest.param(
            "front",
            contested("Won by the hills, calm +2; won by the sea, calm +3."),
            "'calm +3' is said, and it goes the other way",
            id="a prize that is told as a loss",
        ),
        pytest.param(
            "front",
            contested("Won by the hills, calm +4; won by the sea, calm -3."),
            "'calm +4' is said, and 2 belongs there",
            id="another prize than there is",
        ),
        pytest.param(
            "front",
            contested("Won by the hills, calm +4.", {"north": ["shared.calm += 2"]}),
            "'calm +4' is said, and 2 belongs there",
            id="another prize where one side alone has one",
        ),
    ],
)
def test_a_number_of_other_things_stands_beside_what_it_goes_with(
    item: str, nouns: dict[str, Any], told: str
) -> None:
    found = find_faults(load_deck_tree({**BASE, **nouns}))
    said = [fault.what for fault in found if fault.item.startswith(item)]
    assert (told in said) if told else not [one for one in said if "is printed" not in one], said


@pytest.mark.parametrize(
    ("text", "do", "told"),
    [
        pytest.param("It adds 2 to grain.", "my.grain -= 2", True, id="adds"),
        pytest.param("It adds 2 to the damage of grain.", "my.grain -= 2", False, id="damage"),
        pytest.param("Their lead in grain shrinks by 2.", "my.grain += 2", False, id="a lead"),
        pytest.param("It takes 2 from grain.", "my.grain += 2", True, id="takes"),
        pytest.param("It takes 2 from grain.", "my.grain -= 2", False, id="takes, as it does"),
        pytest.param("It calms the town by 2.", "shared.calm -= 2", True, id="calms"),
        pytest.param("It lowers calm by 2.", "shared.calm += 2", True, id="lowers"),
        pytest.param("It raises calm by 2.", "shared.calm += 2", False, id="raises"),
        pytest.param("Calm then falls by 2.", "shared.calm -= 2", False, id="a name like a verb"),
    ],
)
def test_a_verb_tells_which_way_a_number_goes(text: str, do: str, told: bool) -> None:
    found = said(text, do)
    assert any(what.endswith("goes the other way") for what in found) == told, found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("Anger of Ann +1 a level, of Bob +1.", [], id="both"),
        pytest.param("Anger of Ann +1 a level; anger abroad +1.", [], id="what it adds up to"),
        pytest.param(
            "Anger of Ann +1 a level.", ["'Bob: Anger' changes, and is not named"], id="one"
        ),
    ],
)
def test_the_anger_of_one_party_does_not_tell_that_of_another(text: str, told: list[str]) -> None:
    """Both add to a number that is called after what parties have."""
    parties = [{"id": one, "title": one.title(), "group": "folk"} for one in ("ann", "bob")]
    felt = {"id": "pain", "title": "Felt", "of": "north", "aside": True}
    tracks = [
        {"id": "anger", "title": "Anger", "of": "folk"},
        {"id": "harm", "title": "Anger abroad", "of": "north"},
        {**felt, "value": "measure.wall.in_force"},
    ]
    do = [
        "party.ann.anger += measure.wall.in_force",
        "party.bob.anger += north.pain",
        "north.harm += north.pain",
    ]
    rules = [{"id": "bite", "title": "Bite", "phase": "account", "do": do}]
    nouns = {"parties": parties, "tracks": [*BASE["tracks"], *tracks], "rules": rules}
    tree = {**BASE, **nouns, "measures": [{**WALL, "text": text}]}
    found = [f.what for f in find_faults(load_deck_tree(tree)) if f.item == "measure wall"]
    assert found == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("It takes grain: 2, 5 or 9.", [], id="all is said"),
        pytest.param("It takes grain: 2, 5 or more.", ["9 acts"], id="all but one"),
        pytest.param("It takes grain, up to 9.", [], id="the most of it"),
        pytest.param("It costs 2, 5 or 9.", ["'Grain' changes, and is not named"], id="no name"),
        pytest.param("Grain -2, -5 or -9.", [], id="signs"),
        pytest.param("Grain -2, -5 or -9, and -2.", ["-2' is printed"], id="one too many"),
        pytest.param("Grain -2, -5 or -9, calm -5.", ["'Calm' is named"], id="another name"),
    ],
)
def test_a_measure_is_followed_through_computed_tracks(text: str, told: list[str]) -> None:
    """To the first number that people see, and held to what its levels come to there."""
    tracks: list[dict[str, Any]] = [
        {"id": "loss", "title": "Spoilt", "of": "north", "aside": True},
        {"id": "levy", "title": "Levied", "of": "north", "aside": True, "value": "north.loss"},
    ]
    tracks[0]["value"] = "pick(measure.wall.in_force, 0, 2, 5, 9) + max(0, 3 - shared.calm)"
    do = ["north.grain -= north.levy"]
    rules = [{"id": "bite", "title": "Bite", "phase": "account", "do": do}]
    wall = {**WALL, "max": 3, "text": text}
    tree = {**BASE, "tracks": [*BASE["tracks"], *tracks], "measures": [wall], "rules": rules}
    found = [f.what for f in find_faults(load_deck_tree(tree)) if f.item == "measure wall"]
    assert len(found) == len(told), found
    assert all(one in what for one, what in zip(told, found, strict=True))


@pytest.mark.parametrize("deck", ["entanglement", "primer"])
def test_shipped_texts_say_what_they_do(deck: str) -> None:
    loaded = shared_game(DECKS[deck]).loaded
    found = [fault for fault in find_faults(loaded) if fault.lint]
    texts = sum(len(getattr(loaded.deck, noun)) for noun in TEXTS)
    assert len(found) <= MOST_FALSE * texts, found


def test_shipped_cards_of_history_say_what_they_do() -> None:
    found = [fault for fault in find_faults(shared_game(DECKS["history"]).loaded) if fault.lint]
    assert [fault for fault in found if fault.item.startswith("card ")] == []


@pytest.mark.parametrize(
    ("deck", "every"),
    [
        ("primer", 4),
        pytest.param("primer", 1, marks=pytest.mark.slow),
        pytest.param("entanglement", 1, marks=pytest.mark.slow),
    ],
)
def test_a_clause_that_is_dropped_or_added_is_seen(deck: str, every: int) -> None:
    """Of mutants of every noun, as many as are promised are caught."""
    bench = Bench(load_deck(DECKS[deck]))
    for noun in TEXTS:
        told = list(spoilt(bench, noun, every))
        missed = [what for what, found in told if not found]
        least = LEAST_CAUGHT[noun]
        assert len(told) - len(missed) >= int(least * len(told)), "\n".join(
            [f"{noun}: {len(missed)} of {len(told)}", *missed]
        )


def test_two_numbers_of_a_measure_that_change_places_are_seen() -> None:
    bench = Bench(load_deck(DECKS["primer"]))
    tried = [found for one in bench.things("measures")[::2] for found in swapped(one)]
    missed = [what for what, mutant in tried if not bench.found("measures", mutant)]
    assert len(tried) > 50
    assert len(missed) <= 0.05 * len(tried), missed


def told(item: str, **nouns: Any) -> list[str]:
    """What is told of one thing of the smallest deck."""
    found = find_faults(load_deck_tree({**BASE, **nouns}))
    return [fault.what for fault in found if fault.item.startswith(item)]


@pytest.mark.parametrize(
    ("text", "limits", "may"),
    [
        pytest.param("Once a quarter grain +2.", {"per_round": 1}, "", id="as it is"),
        pytest.param("Once a quarter grain +2.", {}, "any number of times", id="no limit"),
        pytest.param("Twice a round grain +2.", {"per_round": 1}, "once", id="another limit"),
        pytest.param(
            "Once in the game grain +2.", {"per_round": 1}, "once in a round", id="of a game"
        ),
        pytest.param(
            "Once a round grain +2.", {"per_game": 2}, "2 times in a game", id="of a round"
        ),
        pytest.param("Three times a game grain +2.", {"per_game": 3}, "", id="in words"),
    ],
)
def test_an_action_says_how_often_it_may_be_done(
    text: str, limits: dict[str, int], may: str
) -> None:
    act = {"id": "act", "title": "Act", "seat": "north", "text": text, "do": ["my.grain += 2"]}
    found = told("action act", actions=[{**act, **limits}])
    assert len(found) == bool(may), found
    assert may in "".join(found)


@pytest.mark.parametrize(("of", "wrong"), [("act", 0), ("other", 1)])
def test_an_action_may_tell_what_a_rule_does_that_answers_it(of: str, wrong: int) -> None:
    text = "If calm is over 3, calm -1. Grain +2."
    act = {"id": "act", "title": "Act", "seat": "north", "do": ["my.grain += 2"], "text": text}
    rule = {"id": "r", "title": "R", "answers": "act", "of": [of], "do": ["shared.calm -= 1"]}
    other = {"id": "other", "title": "Other", "seat": "north", "do": ["my.grain += 1"]}
    found = told("action act", actions=[act, other], rules=[{**rule, "when": "shared.calm > 3"}])
    assert bool(found) == bool(wrong), found


STAGES: list[dict[str, Any]] = [
    {"id": "a", "title": "a", "cost": {"capital": 2}},
    {"id": "b", "title": "b", "rounds": 2, "success_pct": 80, "do": ["my.grain += 5"]},
]
WEIGHED = [{"id": "scales", "title": "Scales", "of": "shared", "value": "north.grain // 7"}]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("Pay 2 capital; two rounds later, in 80 %, grain +5.", [], id="all is so"),
        pytest.param("It works 3 rounds; in 20 % it fails.", ["3"], id="how long"),
        pytest.param("In 70 % grain +5.", ["70"], id="a chance"),
        pytest.param("Three rounds later grain +6.", ["3", "6"], id="a time and an amount"),
        pytest.param("Built in 1887 by 40 masons, in the first 26 months.", [], id="a story"),
    ],
)
def test_a_project_prints_no_other_numbers(text: str, wrong: list[str]) -> None:
    house = {"id": "house", "title": "House", "seat": "north", "text": text, "stages": STAGES}
    found = told("project house", projects=[house])
    assert found == [f"{number} is printed, and nothing does it" for number in wrong]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("Pay 2 capital, and later pay 3 more.", [], id="each"),
        pytest.param("In all they cost 5 capital.", [], id="together"),
        pytest.param(
            "Pay 3 capital, and later pay 3 more.",
            ["'Pay 3 capital' is said, and the stages cost 2 and 3"],
            id="that of another stage",
        ),
        pytest.param("Pay 4 capital.", ["'Pay 4 capital' is said, and the stages cost 2 and 3"]),
        pytest.param("Pay 9 capital.", ["'Pay 9 capital' is said, and the stages cost 2 and 3"]),
        pytest.param("80 % succeed, 20 % fail; 25 % lapse, and tolls fall by 4 %.", []),
        pytest.param("25 % succeed.", ["'25 % succeed' is said, and the chance is 80 %"]),
        pytest.param("In 80 % it lapses.", ["'In 80 % it lapses' is said, and the chance is 25 %"]),
    ],
)
def test_a_project_says_what_its_stages_cost_and_how_likely_they_are(
    text: str, wrong: list[str]
) -> None:
    """A number that stands elsewhere in it, as 4 does here, is no price and no chance."""
    later = {**STAGES[1], "cost": {"capital": 3}, "do": ["my.grain += 4"]}
    lapse = {"after_rounds": 2, "pct": 25}
    house = {"id": "house", "title": "House", "seat": "north", "text": text, "lapse": lapse}
    assert told("project house", projects=[{**house, "stages": [STAGES[0], later]}]) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("It takes 2 rounds, and may lapse after 5 idle rounds.", [], id="as it is"),
        pytest.param("Five rounds it rests, then it lapses.", [], id="in other words"),
        pytest.param("It takes 5 rounds.", ["takes 5 rounds", "comes to 2"], id="work for rest"),
        pytest.param("After 2 idle rounds it lapses.", ["After 2 idle", "comes to 5"], id="rest"),
    ],
)
def test_work_and_rest_of_a_project_are_told_apart(text: str, wrong: list[str]) -> None:
    house = {"id": "house", "title": "House", "seat": "north", "text": text, "stages": STAGES}
    lapse = {"after_rounds": 5, "pct": 25}
    found = told("project house", projects=[{**house, "lapse": lapse}])
    assert len(found) == bool(wrong), found
    assert all(part in found[0] for part in wrong)


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        pytest.param("Survey the hills, then dig the pits.", False, id="as they come"),
        pytest.param("Dig the pits, then survey the hills.", True, id="the other way round"),
        pytest.param("The pits are dug and afterwards surveyed.", True, id="in other words"),
        pytest.param("Survey, then pits, then a survey of the pits.", False, id="named again"),
        pytest.param("Pits come then, once surveyed.", False, id="told backwards"),
        pytest.param("Pits, after a survey; then grain +5.", False, id="after"),
        pytest.param("Pits bring grain +5. The survey brings nothing.", False, id="in no order"),
    ],
)
def test_a_project_tells_its_stages_in_the_order_in_which_they_come(
    text: str, is_wrong: bool
) -> None:
    stages = [{**STAGES[0], "title": "Survey"}, {**STAGES[1], "title": "Open pits"}]
    pits = {"id": "pits", "title": "Hills", "seat": "north", "text": text, "stages": stages}
    said = f"'{text.strip('.')}' is said, and the stages come as Survey, Open pits"
    assert told("project pits", projects=[pits]) == [said] * is_wrong


@pytest.mark.parametrize(
    ("text", "value", "wrong"),
    [
        pytest.param("Whoever has 3 more.", "clamp(north.grain - 3, -1, 1)", [], id="so it is"),
        pytest.param("Whoever has 4 more.", "clamp(north.grain - 3, -1, 1)", ["4"], id="not so"),
        pytest.param("Sevenths: 7.", "clamp(shared.scales, -1, 1)", [], id="through a track"),
    ],
)
def test_a_front_prints_no_other_numbers(text: str, value: str, wrong: list[str]) -> None:
    front = {"id": "field", "title": "Field", "text": text, "value": value, "calendar": {"2": 5}}
    more = {"fronts": [{**front, "into": "shared.calm"}], "tracks": [*BASE["tracks"], *WEIGHED]}
    found = told("front field", **more)
    assert found == [f"{number} is printed, and nothing does it" for number in wrong]


def test_a_deal_item_prints_no_other_numbers() -> None:
    performs = {"needs": "my.grain >= 6", "after": 2, "text": "Three rounds on it has 7 grain."}
    give = {"id": "give", "title": "Pay 5 capital, of 40 years' standing", "seat": "north"}
    item = {**give, "kind": "transfer", "track": "capital", "amount": 1, "performs": performs}
    other = {**give, "id": "back", "title": "Pay 1 capital", "seat": "south"}
    taken = {**other, "kind": "transfer", "track": "capital", "amount": 1}
    deals = {"terms": [3], "items": [item, taken]}
    found = told("deal item give", deals=deals)
    idle = [f"{n} is printed, and nothing does it" for n in ("5", "3", "7")]
    assert sorted(found) == sorted([*idle, *(f"{n} acts, and is not printed" for n in (2, 6))])


@pytest.mark.parametrize(("aim", "wrong"), [("Have 6 grain.", []), ("Have 7 grain.", ["7"])])
def test_the_aim_of_a_puzzle_is_when_it_is_done(aim: str, wrong: list[str]) -> None:
    best = {"line": ["pass"]}
    task = {"id": "six", "title": "Six", "seat": "north", "aim": aim, "done": "my.grain >= 6"}
    found = told("puzzle six", puzzles=[{**task, "best": best, "learned": "Wait."}])
    assert found == [f"{number} is printed, and nothing does it" for number in wrong]


@pytest.mark.parametrize(
    ("text", "fields", "told_so"),
    [
        pytest.param("Grain +3.", {}, "'Grain' +2 acts so, and is not printed so", id="an amount"),
        pytest.param("Peace.", {}, "'Grain' changes, and is not named", id="a name"),
        pytest.param(
            "Pay 3 capital. Grain +2.",
            {"cost": {"capital": 4}},
            "it costs 4, and no 'pay 4' says so",
            id="a price",
        ),
        pytest.param(
            "Grain +2.",
            {"cost": {"capital": 4}},
            "it costs something, and no 'pay' says so",
            id="no price",
        ),
    ],
)
def test_one_number_is_one_piece_of_advice(text: str, fields: dict[str, Any], told_so: str) -> None:
    assert [one for one in said(text, "my.grain += 2", **fields) if "4 acts" not in one] == [
        told_so
    ]


def test_a_condition_that_no_word_tells_of_is_one_piece_of_advice() -> None:
    """Of what it looks at, what that is held against and what happens if not nothing else is
    told."""
    do = {"when": "shared.calm >= 7", "do": ["my.grain += 2"], "otherwise": ["my.grain -= 3"]}
    assert said("Grain +2. Grain -3.", do) == ["it depends on 'Calm' (7), and no 'if' says so"]
    assert said("If calm is 7 or more, grain +2. Otherwise -3.", do) == []


def test_a_party_is_named_without_where_it_lives() -> None:
    """'Dock hands' are the Western dock hands, as long as no others are in the deck."""
    parties = [
        {"id": "hands", "title": "Western Dock Hands", "group": "home"},
        {"id": "owners", "title": "Ship Owners", "group": "home"},
    ]
    anger = {"id": "anger", "title": "Anger", "of": "home", "min": 0, "max": 9, "start": 3}
    text = "Anger of ship owners, dock hands -1 each."
    both = ["party.owners.anger -= 1", "party.hands.anger -= 1"]
    others = [{**BASE["tracks"][0], "id": one, "title": one} for one in ("dock", "spare_hands")]
    others[1]["title"] = "Spare hands"  # so that no word of theirs is theirs alone
    deck = {"parties": parties, "tracks": [*BASE["tracks"], anger, *others]}
    for do, found in ((both, False), (both[:1], True)):
        cards = [{**card("act", *do), "text": text, "source": "invented"}]
        said_of = told("card act", cards=cards, **deck)
        named = "'Western Dock Hands' is named, and nothing happens to it" in said_of
        assert named == found, said_of
