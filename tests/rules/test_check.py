"""Advice on a deck that plays: each lint on the smallest deck that earns it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, card, rule, seats
from wargame.content.load import load_deck_tree
from wargame.rules.lint.check import find_faults

TRACKS = BASE["tracks"]
SOUND = {
    "cards": [
        {
            **card("act", "shared.calm += 2", "my.grain -= 1"),
            "text": "Calm +2, grain -1.",
            "source": "invented",
        }
    ],
    "rules": [
        {
            "id": "eat",
            "title": "Eating",
            "phase": "world",
            "do": [{"when": "shared.calm > my.grain", "do": ["my.grain += 1"]}],
            "seat": "seats",
        }
    ],
}


FRONT = {
    "id": "meadow",
    "title": "Meadow",
    "lead": {"north": "north.grain > south.grain", "south": "south.grain > north.grain"},
    "into": "shared.calm",
    "calendar": {"1": 2},
}


def lints(**nouns: Any) -> list[str]:
    """What `deck check` advises on a sound deck with these nouns changed."""
    found = find_faults(load_deck_tree({**BASE, **SOUND, **nouns}))
    assert all(fault.lint for fault in found)
    return [f"{fault.item}: {fault.what}" for fault in found]


def test_a_rule_that_is_called_as_another_is_for_one_seat_is_advised_on() -> None:
    """What was told of `fade` for north was what `fade_north` does."""
    fade = rule("account", "my.grain -= 1", id="fade", title="It fades", seat="seats")
    other = rule("account", "north.grain -= 2", id="fade_north", title="It fades in the north")
    told = "rule fade: for one seat 'fade' is called 'fade_north', as another rule is"
    assert told in lints(rules=[fade, other])
    assert told not in lints(rules=[fade, {**other, "id": "fades_north"}])
    assert told not in lints(rules=[{**fade, "seat": "south"}, other])
    answering = {"id": "fade", "title": "It fades", "answers": "pass", "do": ["my.grain -= 1"]}
    assert told in lints(rules=[answering, other])


def track(**fields: Any) -> list[dict[str, Any]]:
    """The tracks, `grain` changed."""
    return [TRACKS[0], {**TRACKS[1], **fields}]


def one_card(text: str, *do: Any, **fields: Any) -> list[dict[str, Any]]:
    return [{**card("act", *do, **fields), "text": text, "source": "invented"}]


CALMS = one_card(
    "Calm +2 if it is 2 or more.", {"when": "shared.calm >= 2", "do": ["shared.calm += 2"]}
)[0]


def a_pledge(seat: str) -> dict[str, Any]:
    return {
        "id": "grain",
        "title": "Grain",
        "seat": seat,
        "kind": "pledge",
        "track": "grain",
        "amount": 1,
    }


def a_project(**stage: Any) -> dict[str, Any]:
    return {
        "id": "mill",
        "title": "Mill",
        "seat": "north",
        "stages": [{"id": "built", "title": "Built", **stage}],
    }


@pytest.mark.parametrize(
    ("example", "said"),
    [
        pytest.param({"given": {"shared.clam": 3}}, "unknown name 'shared.clam'", id="given"),
        pytest.param(
            {"given": {"hand.north": ["act", "atc"]}}, "north has no card 'atc'", id="card"
        ),
        pytest.param({"given": {"hand.nroth": []}}, "there is no seat 'nroth'", id="seat"),
        pytest.param({"given": {"turn": "nroth"}}, "there is no seat 'nroth'", id="turn"),
        pytest.param({"play": ["paly act"]}, "'paly' is not a verb", id="verb"),
        pytest.param({"play": ["play atc"]}, "'play atc' is no action of this deck", id="action"),
        pytest.param(
            {"expect": {"not_legal": ["play atc"]}},
            "'play atc' is no action of this deck",
            id="legal",
        ),
        pytest.param({"expect": {"ending": "pcae"}}, "there is no ending 'pcae'", id="ending"),
        pytest.param({"expect": {"shared.clam": 3}}, "unknown name 'shared.clam'", id="expect"),
        pytest.param({"expect": {"winner": "nroth"}}, "there is no seat 'nroth'", id="winner"),
        pytest.param(
            {"expect": {"shared.calm > 2": True}},
            "'shared.calm > 2' cannot be worked out: a number was expected, and this is true or "
            "false",
            id="a condition",
        ),
        pytest.param(
            {"expect": {"shared.clam + 1": 2}},
            "'shared.clam + 1' cannot be worked out: unknown name 'shared.clam'",
            id="an expression",
        ),
    ],
)
def test_advice_on_examples(example: dict[str, Any], said: str) -> None:
    case = {"id": "case", "rule": "R.", "expect": {"shared.calm": 5}, **example}
    assert lints(examples=[case]) == [f"example case: {said}"]


@pytest.mark.parametrize("outcome", [{"winner": "nobody"}, {"1 if shared.calm > 2 else 0": 1}])
def test_what_can_be_worked_out_earns_none(outcome: dict[str, Any]) -> None:
    assert lints(examples=[{"id": "case", "rule": "R.", "expect": outcome}]) == []


def test_a_sound_deck_earns_no_advice() -> None:
    assert lints() == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(
            {"cards": one_card("Calm +2, with 3 boats.", "shared.calm += 2")},
            "card act: 3 is printed, and nothing does it",
            id="a printed number that does not act",
        ),
        pytest.param(
            {"cards": one_card("Calm +3.", "shared.calm += 2")},
            "card act: 'Calm' +2 acts so, and is not printed so",
            id="a number that acts otherwise",
        ),
        pytest.param(
            {"cards": one_card("Calm rises.", "shared.calm += min(2, shared.calm)")},
            "card act: 2 acts in 'shared.calm += min(2, shared.calm)', and is not printed",
            id="a number that acts unprinted",
        ),
        pytest.param(
            {"cards": one_card("Calm +2.", "shared.calm += 2", needs="my.grain >= 0")},
            "card act: this is always true",
            id="a condition that always holds",
        ),
        pytest.param(
            {"tracks": [*TRACKS, {"id": "idle", "title": "Idle", "of": "shared"}]},
            "track idle: nothing reads it",
            id="a track that nothing reads",
        ),
        pytest.param(
            {"tracks": track(bands=[{"at": 5, "name": "b"}, {"at": 1, "name": "a"}])},
            "track grain: bands must climb and lie within 0..10",
            id="bands out of order",
        ),
        pytest.param(
            {"tracks": track(source="nowhere"), "sources": [{"id": "here", "title": "Here"}]},
            "track grain: unknown source 'nowhere'",
            id="a source that is not listed",
        ),
        pytest.param(
            {"cards": one_card("Calm +2.", "shared.calm += 2", flavour={"text": "So it was."})},
            "card act: flavour without a source",
            id="a line from the record that is from nowhere",
        ),
        pytest.param(
            {
                "cards": one_card(
                    "Calm +2.", "shared.calm += 2", flavour={"text": "So it was.", "source": "lost"}
                ),
                "sources": [{"id": "here", "title": "Here"}],
            },
            "card act: unknown source 'lost'",
            id="a line from the record of a source that is not listed",
        ),
        pytest.param(
            {"dials": [{"id": "calm", "title": "Dial"}], "cards": [CALMS]},
            "dial calm: it scales nothing",
            id="a dial that scales nothing, called as a track is",
        ),
        pytest.param(
            {
                "dials": [{"id": "tau", "title": "Dial", "scales": ["projects.mill.rounds"]}],
                "projects": [a_project()],
            },
            "dial tau: it scales nothing",
            id="a dial that scales work which takes no time",
        ),
        pytest.param(
            {"numbers": [{"id": "calm", "title": "Number", "value": 3}], "cards": [CALMS]},
            "number calm: nothing reads it",
            id="a number that nothing reads, called as a track is",
        ),
        pytest.param(
            {"briefs": [{"seat": "north", "text": "Once. " * 60, "interests": ["Grain."] * 12}]},
            "brief north: before play it takes 21 lines, and a screen has 20",
            id="a brief that no screen shows whole",
        ),
        pytest.param(
            {"briefs": [{"seat": "north", "text": "水" * 234, "interests": ["Grain."] * 11}]},
            "brief north: before play it takes 21 lines, and a screen has 20",
            id="a brief in letters of two cells",
        ),
        pytest.param(
            {"cards": [card("act", "shared.calm += 2")]},
            "cards: 1 without a source",
            id="a card without a source",
        ),
        pytest.param(
            {"sources": [{"id": "here", "title": "Here"}], "parties": [{"id": "a", "title": "A"}]},
            "parties: 1 without a source",
            id="in a deck with sources, whatever has none",
        ),
        pytest.param(
            {
                "endings": [
                    {"id": "no", "title": "N", "when": "shared.calm > 999"},
                    *BASE["endings"],
                ]
            },
            "ending no: this is never true",
            id="an ending that cannot come",
        ),
        pytest.param(
            {"projects": [a_project(needs="my.grain > 10")]},
            "project mill: this is never true",
            id="a stage that cannot be begun",
        ),
        pytest.param(
            {"cards": one_card("Pay 11 grain.", cost={"grain": 11})},
            "card act: this can never be paid: 'grain' is at most 10",
            id="a price that nobody can have",
        ),
        pytest.param(
            {"tracks": track(claims=[4])},
            "track grain: there is no claim 4",
            id="a claim that is not listed",
        ),
        pytest.param(
            {"tracks": track(short="Grain in store")},
            "track grain: the short title is longer than the title 'Grain'",
            id="a short title that is longer",
        ),
        pytest.param(
            {"tracks": track(title="Grain in the granaries")},
            "track grain: the title takes 22 cells, and a small screen has 18",
            id="a title that is cut beside both sides",
        ),
        pytest.param(
            {"fronts": [{**FRONT, "title": "The high meadow"}]},
            "front meadow: the title takes 15 cells, and a small screen has 12",
            id="a title of a front that is cut",
        ),
        pytest.param(
            {"parties": [{"id": "birds", "title": "Birds", "short": "All birds"}]},
            "party birds: the short title is longer than the title 'Birds'",
            id="a party's too",
        ),
        pytest.param(
            {"seats": seats({"hand": 3})}, "seat north: 1 card for a hand of 3", id="a short hand"
        ),
        pytest.param(
            {"rounds": {"max": 12, "labels": ["First"]}},
            "rounds: 1 labels for 12 rounds",
            id="too few labels",
        ),
        pytest.param(
            {"deals": {"terms": [2], "items": [a_pledge("north")]}},
            "deals: only one side has anything to give: no deal can be made",
            id="deals of one side",
        ),
        pytest.param(
            {"deals": {"terms": [2], "items": [{**a_pledge("north"), "do": ["shared.calm += 1"]}]}},
            "deal item grain: more happens than its kind says, and it has no text",
            id="an item that does more than it says",
        ),
    ],
)
def test_advice(change: dict[str, Any], said: str) -> None:
    assert said in lints(**change)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"cards": [{**SOUND["cards"][0], "copies": 3}]}, id="its copies"),
        pytest.param(
            {
                "cards": [
                    *SOUND["cards"],
                    {**SOUND["cards"][0], "id": "b", "seat": "south", "copies": 2},
                ],
                "cards_rule": {"mix": True},
            },
            id="a common pile",
        ),
    ],
)
def test_a_hand_is_filled_by_copies_and_by_a_common_pile(change: dict[str, Any]) -> None:
    assert lints(seats=seats({"hand": 3}), **change) == []


def test_a_short_title_may_be_as_long_as_the_title() -> None:
    assert lints(tracks=track(short="Wheat")) == []
