"""What stands in a deck and can never come is told, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, card
from wargame.content.faults.codes import coded
from wargame.content.load import load_deck_tree
from wargame.errors import DeckPath
from wargame.rules.lint.check import find_faults
from wargame.rules.lint.never import never
from wargame.rules.reading.build import build

NEVER = (
    *("L03", "L69", "L70", "L71", "L72", "L73", "L74", "L75", "L83", "L85", "L89", "L90", "L93"),
    *("L120", "L121", "L122", "L123", "L124", "L125", "L149", "L150", "L163"),
)
"""Codes of what is looked at here."""

LATE = {"id": "late", "title": "Late", "text": "News.", "do": []}
STAGE = {"id": "up", "title": "up"}
HOUSE = {"id": "house", "title": "House", "seat": "north"}
AIM = {"id": "full", "title": "Full", "seat": "any", "text": "Score 1.", "score": 1}
LEAD = {"id": "lead", "title": "Lead", "of": "shared", "min": -9, "value": "shared.calm - 3"}
FULL = {"id": "full", "title": "Full", "of": "shared", "max": 5, "value": "shared.calm + 9"}
DEAR = {"id": "dear", "title": "Dear", "tags": ["stone"], "cost": {"capital": 1}}
FOLK = [{"id": "ann", "title": "Ann", "group": "folk"}, {"id": "bob", "title": "Bob"}]
HALF = {"start": {"north": 3}}
DEBT = {"start": {"north": 3}, "min": -5}
MOOD = {"id": "mood", "title": "Mood", "of": "folk"}


def endings(*conditions: str) -> dict[str, Any]:
    """Endings of those conditions, and the one that takes what is left."""
    whens = {f"e{n}": when for n, when in enumerate(conditions)}
    first = [{"id": name, "title": name, "when": when} for name, when in whens.items()]
    return {"endings": [*first, *BASE["endings"]]}


def at_once(number: int, *conditions: str) -> dict[str, Any]:
    """The same, one of them immediate."""
    found = endings(*conditions)
    found["endings"][number]["immediate"] = True
    return found


DEALS: dict[str, Any] = {
    "terms": [1, 2],
    "extensions": 1,
    "items": [
        {
            "id": "a",
            "title": "A",
            "seat": "north",
            "kind": "transfer",
            "track": "grain",
            "amount": 1,
        },
        {
            "id": "b",
            "title": "B",
            "seat": "south",
            "kind": "transfer",
            "track": "grain",
            "amount": 1,
        },
    ],
}
ERAS = [{"id": "dawn", "title": "Dawn", "round": 1}, {"id": "dusk", "title": "Dusk", "round": 4}]
ONCE = {**card("wall", seat="north"), "once": True, "source": "invented"}
BOUND = {"deals": DEALS, "eras": ERAS, "cards": [ONCE, {**card("hut"), "source": "invented"}]}
"""Counters that go as far as a deck lets them."""


def luck(*weights: int) -> dict[str, Any]:
    """Options of luck with these weights."""
    return {"chance": [{"weight": w, "title": f"Way {n}"} for n, w in enumerate(weights)]}


def drawn(**fields: object) -> dict[str, Any]:
    """An inject with these fields."""
    return {"injects": [{**LATE, **fields}]}


SHORT = {"deals": {**DEALS, "items": [{**one, "rounds": 1} for one in DEALS["items"]]}}
"""Deals whose items are over before they are."""

COUNTED = [
    (SHORT | drawn(needs="game.deal_left == 5"), ""),
    (SHORT | drawn(needs="game.deal_left > 5"), "never true"),
    (drawn(needs="game.deals > 2"), "never true"),
    (drawn(needs="game.deals == 2"), ""),
    (drawn(needs="deal.a.left > 5"), "never true"),
    (drawn(needs="deal.a.left == 5"), ""),
    (drawn(needs="card.wall.used > 1"), "never true"),
    (drawn(needs="card.wall.used == 1"), ""),
    (drawn(needs="card.hut.used > 9"), ""),
    (drawn(needs="card.hut.used > 120"), "never true"),
    (drawn(needs="game.era == dusk", until_era="dawn"), "never true"),
    (drawn(needs="game.era == dusk", era="dusk"), ""),
    (drawn(needs="game.round < 4", era="dusk"), "never true"),
    (drawn(needs="game.round < 4", until_era="dawn"), ""),
    (drawn(needs="game.round == 6", round=5), "never true"),
    (drawn(needs="game.round == 5", round=5), ""),
]
"""Injects that need a counter, and what is said of them."""


def staged(name: str, needs: str) -> dict[str, Any]:
    """A project of two stages, the second of which needs something."""
    last = {**STAGE, "id": "on", "title": "on", "needs": needs}
    return {**HOUSE, "id": name, "title": name, "stages": [STAGE, last]}


def waiting(*needs: str) -> dict[str, Any]:
    """Cards `a`, `b` and so on with these needs, and `c` with none."""
    wanted = dict(zip("abc", (*needs, "", ""), strict=False))
    made = {one: {**card(one), "source": "invented"} for one in wanted}
    return {
        "cards": [
            {**made[one], **({"needs": need} if need else {})} for one, need in wanted.items()
        ]
    }


WALL = {"id": "wall", "title": "Wall", "seat": "south", "max": 2, "tighten": {}}
ECHO = {
    "id": "echo",
    "title": "Echo",
    "answers": "tighten",
    "of": ["wall"],
    "seat": "north",
    "do": ["shared.calm -= 1"],
}


def answering(seat: str) -> dict[str, Any]:
    """A card of that seat that answers what south does to its wall."""
    response = {"to": "tighten", "of": ["wall"], "do": ["shared.calm += 1"]}
    made = {**card("no", seat=seat), "source": "invented", "response": response}
    return {"measures": [WALL], "cards": [made]}


def contested(north: str, south: str = "") -> dict[str, Any]:
    """A front on which each side leads by its condition; one of them may be left out."""
    ways = {"north": north, "south": south}
    front = {"id": "hill", "title": "Hill", "lead": {s: when for s, when in ways.items() if when}}
    lead = {"id": "lead", "title": "Lead", "of": "shared", "min": -9, "start": 0}
    return {
        "fronts": [{**front, "calendar": {"3": 2}}],
        "tracks": [*BASE["tracks"], lead],
        "contest": {"lead": "shared.lead"},
    }


@pytest.mark.parametrize(
    ("nouns", "said"),
    [
        pytest.param(
            endings("shared.calm >= 3", "shared.calm >= 5"),
            "'e0' stands before it, and holds whenever it does",
            id="an ending that asks for more than one before it",
        ),
        pytest.param(endings("shared.calm >= 5", "shared.calm >= 3"), "", id="the other order"),
        pytest.param(
            endings("shared.calm > 2", "shared.calm == 4 and north.grain > 1"),
            "stands before it",
            id="one part of it is enough",
        ),
        pytest.param(
            endings("shared.calm > 2 and north.grain > 3", "shared.calm > 4"), "", id="not all"
        ),
        pytest.param(
            endings("shared.calm > 2 or north.grain > 3", "north.grain > 5"),
            "stands before it",
            id="either is enough",
        ),
        pytest.param(endings("shared.calm > 2", "north.grain > 3"), "", id="another number"),
        pytest.param(
            at_once(1, "shared.calm >= 3", "shared.calm >= 5"), "", id="one that comes at once"
        ),
        pytest.param(
            at_once(0, "shared.calm >= 3", "shared.calm >= 5"),
            "'e0' stands before it",
            id="the first comes at once",
        ),
        pytest.param(
            {"injects": [{**LATE, "round": 13}]}, "the last round is 12", id="a late inject"
        ),
        pytest.param({"injects": [{**LATE, "round": 12}]}, "", id="an inject in time"),
        pytest.param(
            {"injects": [{**LATE, "needs": "game.round > 12"}]},
            "this is never true",
            id="a condition that asks for a late round",
        ),
        pytest.param(
            {"projects": [{**HOUSE, "stages": [{**STAGE, "rounds": 12}]}]},
            "its work takes 12 rounds, and a game has 12",
            id="work that takes too long",
        ),
        pytest.param(
            {
                "projects": [{**HOUSE, "stages": [{**STAGE, "rounds": 12}]}],
                "cards": [{**card("haste", {"advance": "house"}), "source": "invented"}],
            },
            "",
            id="work that may take less",
        ),
        pytest.param(
            {
                "cards": [
                    {**card("wall"), "tags": ["stone"], "source": "invented"},
                    {**card("hut"), "tags": ["stome"], "source": "invented"},
                ],
                "modifiers": [DEAR],
            },
            "no modifier asks for the tag 'stome'",
            id="a tag of one card that is misspelt",
        ),
        *(
            pytest.param({"injects": [{**LATE, "needs": when}]}, f"this is {how} true", id=when)
            for when, how in {
                "shared.calm >= 3 and shared.calm < 3": "never",
                "2 < shared.calm < 3": "never",
                "shared.calm > 4 and (north.grain > 1 and 4 >= shared.calm)": "never",
                "not (shared.calm < 3 or shared.calm >= 3)": "never",
                "shared.calm >= 3 or shared.calm < 3": "always",
                "shared.calm < 3 or north.grain > 1 or not shared.calm < 3": "always",
            }.items()
        ),
        *(
            pytest.param(BOUND | one, said, id=f"a counter, {n}")
            for n, (one, said) in enumerate(COUNTED)
        ),
        *(
            pytest.param({"injects": [{**LATE, "needs": when}]}, "", id=when)
            for when in (
                "shared.calm >= 3 and north.grain < 3",
                "2 < shared.calm <= 3",
                "shared.calm > 4 or shared.calm < 3",
                "not (shared.calm < 3 or shared.calm >= 5)",
            )
        ),
        pytest.param(
            at_once(0, "shared.calm <= 5 and game.round >= 0"),
            "so that each game ends before anybody has moved",
            id="an ending that holds at the start",
        ),
        pytest.param(
            at_once(0, "shared.full == 5") | {"tracks": [*BASE["tracks"], FULL]},
            "so that each game ends before anybody has moved",
            id="one that a computed number comes to at its edge",
        ),
        pytest.param(at_once(0, "game.round > 0"), "", id="one that waits for the first round"),
        pytest.param(endings("shared.calm <= 5"), "", id="one that is asked at the end"),
        pytest.param(
            {"injects": [{**LATE, "weight": 0}]},
            "it is never drawn: its weight is 0",
            id="an inject without weight",
        ),
        pytest.param(
            {"injects": [{**LATE, "do": [luck(0, 1)]}]},
            "it is never drawn: its weight is 0",
            id="an option of luck without weight",
        ),
        pytest.param({"injects": [{**LATE, "do": [luck(1, 2)]}]}, "", id="options with weight"),
        pytest.param(
            {"projects": [{**HOUSE, "stages": [{**STAGE, "success_pct": 0}]}]},
            "it never succeeds: its chance is 0",
            id="work that always fails",
        ),
        pytest.param(
            {
                "projects": [{**HOUSE, "stages": [{**STAGE, "success_pct": 0}]}],
                "variants": [
                    {
                        "id": "luck",
                        "title": "Luck",
                        "set": {"projects.house.stages.up.success_pct": 9},
                    }
                ],
            },
            "",
            id="work that fails unless a variant says otherwise",
        ),
        pytest.param(
            {"injects": [{**LATE, "weight": 2, "round": 3}]},
            "it comes in round 3 and is never drawn",
            id="a weight beside a date",
        ),
        pytest.param(
            {"injects": [{**LATE, "round": 3, "needs": "shared.calm > 2"}]},
            "",
            id="a date that asks for something",
        ),
        pytest.param(
            answering(seat="south"), "acts of the other are answered", id="an answer to one's own"
        ),
        pytest.param(answering(seat="north"), "", id="an answer to the other side"),
        pytest.param(answering(seat="any"), "", id="an answer in either hand"),
        pytest.param(
            {"measures": [WALL], "rules": [ECHO]},
            "acts of north are answered",
            id="a rule on what the other side alone does",
        ),
        pytest.param(
            {"measures": [WALL], "rules": [{**ECHO, "seat": "south"}]}, "", id="on what it does"
        ),
        pytest.param(
            contested("shared.calm > 2", "shared.calm > 2"),
            "both sides lead by the same condition",
            id="a front for both",
        ),
        pytest.param(contested("shared.calm > 2", "shared.calm < 2"), "", id="a front for one"),
        pytest.param(
            contested("shared.calm > 2"),
            "nothing says when south leads, so that it never does",
            id="a front that leaves one out",
        ),
        pytest.param(waiting("card.b.used > 0", "card.c.used > 0"), "", id="cards in a row"),
        pytest.param(waiting("", "card.a.used == 0"), "", id="a card that waits for none"),
        pytest.param(
            waiting("card.b.used > 0 or shared.calm > 2", "card.a.used > 0"), "", id="another way"
        ),
        pytest.param(
            {
                "cards": [{**card("a"), "needs": "project.house.done == 1", "source": "invented"}],
                "projects": [{**HOUSE, "stages": [{**STAGE, "needs": "shared.calm > 3"}]}],
            },
            "",
            id="a card that waits for a project",
        ),
        pytest.param(
            {"parties": FOLK, "tracks": [*BASE["tracks"], MOOD]},
            "no track is of it",
            id="a party that has nothing",
        ),
        pytest.param(
            {"tracks": [*BASE["tracks"], {"id": "oats", "title": "Oats", "of": "seats"} | HALF]},
            "'south' is left out, and starts at 0",
            id="a start for one of two",
        ),
        pytest.param(
            {"tracks": [*BASE["tracks"], {"id": "oats", "title": "Oats", "of": "seats"} | DEBT]},
            "'south' is left out, and starts at -5",
            id="a start for one of two, below 0",
        ),
        pytest.param(
            {"injects": [{**LATE, "text": "News of {party.title}."}]},
            "'{party.title}' stands in a text, and nothing fills it in",
            id="a member of nothing",
        ),
        pytest.param(
            {"injects": [{**LATE, "text": "Rain, {rain} of it."}]},
            "'{rain}' stands in a text, and nothing fills it in",
            id="a number of a deck without numbers",
        ),
        pytest.param(
            {"variants": [{"id": "same", "title": "Same"}]}, "it changes nothing", id="a variant"
        ),
        pytest.param(
            {"contest": {"lead": "north.grain - south.grain", "handicap": "shared.calm"}},
            "the lead does not read 'shared.calm'",
            id="a handicap beside the lead",
        ),
        pytest.param(
            {
                "contest": {"lead": "shared.lead", "handicap": "shared.calm"},
                "tracks": [*BASE["tracks"], LEAD],
            },
            "",
            id="a handicap of a computed lead",
        ),
        pytest.param(
            {"contest": {"lead": "north.grain - south.grain"}, "agendas": [AIM]},
            "agendas score points, and nothing in the contest reads them",
            id="agendas of a contest",
        ),
        pytest.param(
            {"contest": {"lead": "north.grain + north.score - south.score"}, "agendas": [AIM]},
            "",
            id="agendas that move the lead",
        ),
        pytest.param(
            {
                "contest": {"lead": "north.grain - south.grain", "table": "seminar"},
                "agendas": [AIM],
            },
            "",
            id="agendas of a seminar",
        ),
    ],
)
def test_what_can_never_come_is_told(nouns: dict[str, Any], said: str) -> None:
    found = coded(find_faults(load_deck_tree({**BASE, **nouns})))
    told = [fault.what for fault in found if fault.code in NEVER]
    assert len(told) == bool(said)
    assert said in "".join(told)


@pytest.mark.parametrize(
    ("nouns", "items"),
    [
        pytest.param(
            waiting("card.b.used > 0", "card.a.used >= 1"), ["card a", "card b"], id="two cards"
        ),
        pytest.param(
            waiting("card.b.used > 0 and shared.calm > 1", "card.c.used > 0", "card.a.used > 0"),
            ["card a", "card b", "card c"],
            id="three cards",
        ),
        pytest.param(
            waiting("card.a.used > 0", "card.a.used > 0"), ["card a", "card b"], id="one behind it"
        ),
        pytest.param(
            {
                "cards": [{**card("a"), "needs": "project.house.done == 1", "source": "invented"}],
                "projects": [
                    {**HOUSE, "stages": [STAGE, {**STAGE, "id": "on", "needs": "card.a.used > 0"}]}
                ],
            },
            ["card a", "project house"],
            id="a card and a project",
        ),
        pytest.param(
            {
                "projects": [
                    staged("house", "project.barn.done == 1"),
                    staged("barn", "project.house >= 2"),
                ]
            },
            ["project house", "project barn"],
            id="last stages of two projects",
        ),
        pytest.param(
            {
                "projects": [
                    staged("house", "project.barn.done == 1"),
                    staged("barn", "project.house >= 1"),
                ]
            },
            [],
            id="a last stage and a first one",
        ),
    ],
)
def test_things_that_wait_for_one_another_are_told(nouns: dict[str, Any], items: list[str]) -> None:
    found = coded(find_faults(load_deck_tree({**BASE, **nouns})))
    assert [fault.item for fault in found if fault.code in ("L89", "L149")] == items


@pytest.mark.parametrize(
    ("nouns", "item", "path"),
    [
        pytest.param(waiting("card.a.used > 0"), "card a", ("cards", 0, "needs"), id="a card"),
        pytest.param(
            {"projects": [staged("house", "project.house >= 2")]},
            "project house",
            ("projects", 0, "stages", 1, "needs"),
            id="the stage that it is about",
        ),
    ],
)
def test_what_waits_for_itself_is_told_where_it_does(
    nouns: dict[str, Any], item: str, path: DeckPath
) -> None:
    loaded = load_deck_tree({**BASE, **nouns})
    [found] = list(never(loaded, build(loaded)[0]))
    assert found[:3] == (item, path, "it can never come: it waits for itself")


def test_a_card_that_waits_is_told_where_it_stands_and_once_for_all_its_copies() -> None:
    south = {**card("s", seat="south"), "copies": 3}
    waits = {**card("a"), "needs": "card.a.used > 0", "copies": 2}
    loaded = load_deck_tree({**BASE, "cards": [south, waits]})
    program, _ = build(loaded)
    found = [(item, path) for item, path, *_ in never(loaded, program)]
    assert found == [("card a", ("cards", 1, "needs"))]
