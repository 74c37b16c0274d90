"""Fronts that nothing moves, goods that nobody has, duties that are never tested: each is told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, seats
from wargame.content.load import load_deck_tree
from wargame.play.player import HUMAN, REMOTE
from wargame.players.names import TOLD_OTHERWISE
from wargame.players.registry import BUILT_IN
from wargame.rules.lint.check import find_faults
from wargame.rules.lint.unmoved import SEATED_BEFORE


def fronts(value: str) -> dict[str, Any]:
    front = {"id": "mart", "title": "Mart", "value": value, "into": "shared.calm"}
    return {"fronts": [{**front, "calendar": {"2": 1}}]}


def computed(value: str) -> dict[str, Any]:
    track = {"id": "flow", "title": "Flow", "of": "shared", "max": 9, "value": value}
    return {"tracks": [*BASE["tracks"], track]}


def income(text: str) -> dict[str, Any]:
    return {"seats": seats({"capital": {"start": 5, "max": 20, "income": text}})}


def rule(do: list[Any], **more: Any) -> dict[str, Any]:
    return {"rules": [{"id": "ebb", "title": "Ebb", "phase": "account", "do": do, **more}]}


def persona(name: str) -> dict[str, Any]:
    weights = {"my.grain": 1}
    row = {"id": name, "title": "P", "seat": "any", "text": "T.", "weights": weights}
    return {"personas": [row]}


def points(**worth: int) -> dict[str, Any]:
    floors = {"north": "my.grain >= 1"}
    return {"contest": {"lead": "north.grain - south.grain", "floors": floors, "points": worth}}


def deals(amount: int = 1, after: int = 1, term: int = 2, **more: Any) -> dict[str, Any]:
    gift = {"id": "gift", "title": "Gift", "seat": "north", "kind": "transfer", "track": "grain"}
    duty = {"performs": {"needs": "my.grain >= 3", "after": after}}
    items = [{**gift, "amount": amount}, {**gift, "id": "sum", "seat": "south", "amount": 1}]
    package = {"id": "swap", "title": "Swap", "items": ["gift", "sum"], "term": term}
    items[0] |= {**duty, **more}
    return {"deals": {"terms": [2, 3], "items": items, "packages": [package]}}


def extended(times: int, **more: Any) -> dict[str, Any]:
    return {"deals": {**deals(**more)["deals"], "extensions": times}}


@pytest.mark.parametrize(
    ("nouns", "said"),
    [
        pytest.param(fronts("clamp(shared.calm, -1, 1)"), "", id="a front that moves"),
        pytest.param(fronts("1"), "it is always 1: nothing moves who leads", id="a constant"),
        pytest.param(fronts("clamp(shared.calm, 0, 1)"), "", id="a front of one side"),
        pytest.param(
            computed("min(0, north.grain)"),
            "it is always 0: nothing moves 'shared.flow'",
            id="a track",
        ),
        pytest.param(computed("max(0, north.grain)"), "", id="a track that moves"),
        pytest.param(
            computed("30 + north.grain"),
            "it is always 9: nothing moves 'shared.flow'",
            id="a track at its end",
        ),
        pytest.param(
            computed("0")
            | {
                "variants": [
                    {
                        "id": "wet",
                        "title": "Wet",
                        "text": "It flows.",
                        "set": {"tracks.flow.value": "min(9, north.grain)"},
                    }
                ]
            },
            "",
            id="a track that a variant moves",
        ),
        pytest.param(points(win=3), "", id="match points"),
        pytest.param(rule(["shared.calm -= 1"]), "", id="a rule"),
        pytest.param(rule([]), "it changes nothing", id="a rule of nothing"),
        pytest.param(
            rule(["shared.calm -= 1"], seat="seats"),
            "it happens once for each seat, and is about neither",
            id="a rule that comes twice",
        ),
        pytest.param(
            rule(["shared.calm -= 1"], seat="seats", when="my.grain == 0"), "", id="one that asks"
        ),
        pytest.param(rule(["my.grain -= 1"], seat="seats"), "", id="one of each seat's"),
        pytest.param(persona("host"), "", id="a persona"),
        pytest.param(
            persona("greedy"),
            "'greedy' is a player of the program, and so no persona is seated by it",
            id="one that is never seated",
        ),
        pytest.param(points(win=1, stand=2), "'stand' is worth 2, and to win 1", id="to stand"),
        pytest.param(
            points(win=1, outlast=2, stand=0), "'outlast' is worth 2, and to win 1", id="to outlast"
        ),
        pytest.param(
            points(win=3, outlast=0), "'stand' is worth 1, and to outlast 0", id="not to outlast"
        ),
        pytest.param(points(win=3, outlast=1), "", id="to outlast or to stand"),
        pytest.param(
            {"contest": {**points(win=3, outlast=2)["contest"], "floors": {}}},
            "'outlast' is never paid: there is no floor, and nothing loses at once",
            id="nobody to outlast",
        ),
        pytest.param(deals(), "", id="a deal"),
        pytest.param(
            deals(amount=12), "this can never be paid: 'grain' is at most 10", id="too much"
        ),
        pytest.param(
            deals(after=4),
            "it is tested after 4 rounds, and runs 3 unless it is extended",
            id="a late duty",
        ),
        pytest.param(
            extended(0, after=4),
            "it is tested after 4 rounds, and runs 3 at most",
            id="one of a deal that is never extended",
        ),
        pytest.param(
            deals(after=2, rounds=1),
            "it is tested after 2 rounds, and runs 1 at most",
            id="a duty behind its item",
        ),
        pytest.param(
            deals(after=3),
            "'gift' is tested after 3 rounds, and the term is 2",
            id="a duty behind its package",
        ),
        pytest.param(deals(after=3, term=3), "", id="a duty on the last day"),
    ],
)
def test_what_nothing_moves_pays_or_tests_is_told(nouns: dict[str, Any], said: str) -> None:
    found = find_faults(load_deck_tree({**BASE, **nouns}))
    parts = {
        "nothing moves",
        "moves it farther",
        "to win",
        "to outlast",
        "be paid",
        "never paid",
        "is tested",
        "changes nothing",
    }
    parts |= {"each seat", "seated"}
    assert [f.what for f in found if any(part in f.what for part in parts)] == [said] * bool(said)


def test_a_persona_gives_way_to_the_players_that_come_first() -> None:
    first = [name for name, one in BUILT_IN.items() if not one.gives_way]
    assert {*SEATED_BEFORE} == {*first, HUMAN, REMOTE, *TOLD_OTHERWISE}


def test_a_rule_that_is_to_come_for_each_seat_may_stand() -> None:
    nouns = rule(["shared.calm -= 1"], seat="seats")
    (told,) = [f for f in find_faults(load_deck_tree({**BASE, **nouns})) if "each seat" in f.what]
    assert told.remedy.endswith("let it stand if it is to happen twice.")


GOODS = {"title": "G", "seat": "north", "kind": "transfer", "track": "grain", "amount": 1}


def bargain(*items: dict[str, Any], **package: Any) -> dict[str, Any]:
    """Items of north in a ready package with grain of south."""
    whole = [{**GOODS, "id": "sum", "seat": "south"}, *items]
    ready = {"id": "swap", "title": "Swap", "items": [one["id"] for one in whole], "term": 2}
    talks = {"terms": [2], "items": whole, "packages": [{**ready, **package}]}
    return {
        "measures": [{"id": "wall", "title": "Wall", "seat": "north", "max": 3}],
        "deals": talks,
    }


def paused(levels: int = 1, **more: Any) -> dict[str, Any]:
    gate = {"id": "gate", "title": "Gate", "seat": "north", "kind": "pause", "measure": "wall"}
    return {**gate, "levels": levels, **more}


def gift(needs: str) -> dict[str, Any]:
    return {**GOODS, "id": "gift", "needs": needs}


NEVER = "it can never be tabled: 'gate' pauses 1 of 'wall', and "


@pytest.mark.parametrize(
    ("nouns", "said"),
    [
        pytest.param(bargain(paused(), gift("measure.wall >= 2")), "", id="a package"),
        pytest.param(
            bargain(paused(), gift("measure.wall == 0")),
            f"{NEVER}'gift' needs measure.wall == 0",
            id="the opposite of what is paused",
        ),
        pytest.param(
            bargain(paused(), gift("measure.wall.in_force < 1 and my.grain > 1")),
            f"{NEVER}'gift' needs measure.wall.in_force < 1",
            id="in force",
        ),
        pytest.param(
            bargain(paused(2), gift("measure.wall <= 1")),
            "it can never be tabled: 'gate' pauses 2 of 'wall', and 'gift' needs measure.wall <= 1",
            id="less than is paused",
        ),
        pytest.param(bargain(paused(), gift("measure.wall <= 1")), "", id="just as much"),
        pytest.param(
            bargain(paused(), gift("measure.wall == 0 or my.grain > 1")), "", id="one of two ways"
        ),
        pytest.param(bargain(gift("measure.wall == 0")), "", id="nothing paused"),
        pytest.param(
            bargain(paused(), needs="measure.wall == 0"),
            f"{NEVER}it needs measure.wall == 0",
            id="a need of the package",
        ),
        pytest.param(
            bargain(paused(needs="shared.calm > 2"), gift("shared.calm < 2")),
            "it can never be tabled: 'gate' needs shared.calm > 2, "
            "and 'gift' needs shared.calm < 2",
            id="two needs",
        ),
        pytest.param(bargain(paused(needs="my.grain > 2"), needs="my.grain < 2"), "", id="a side"),
        pytest.param(
            bargain(paused(needs="my.grain > 2"), seat="north", needs="my.grain < 2"),
            "it can never be tabled: 'gate' needs my.grain > 2, and it needs my.grain < 2",
            id="the only side",
        ),
        pytest.param(
            bargain(paused(needs="measure.wall == 0"), gift("measure.wall == 0")),
            "it can never be given: 'gate' pauses 1 of 'wall', and 'gate' needs measure.wall == 0",
            id="an item by itself",
        ),
    ],
)
def test_what_can_never_be_given_is_told(nouns: dict[str, Any], said: str) -> None:
    found = find_faults(load_deck_tree({**BASE, **nouns}))
    assert [f.what for f in found if "it can never" in f.what] == [said] * bool(said)
