"""Ids that would be read as something else: words of the language are nobody's names."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, card, rule, tiny
from wargame.content.faults.codes import coded
from wargame.content.load import load_deck_tree
from wargame.errors import DeckError
from wargame.rules.lint.check import find_faults
from wargame.rules.reading.names import GROUP_WORDS, PARTS, SEAT_WORDS

TREES = [{"id": "oak", "title": "Oak", "group": "trees"}]
HEIGHT = {"id": "height", "title": "Height", "of": "trees", "max": 10}


def faults(**nouns: Any) -> list[str]:
    found = coded(find_faults(load_deck_tree({**BASE, **nouns})))
    return [str(one) for one in found if not one.lint]


@pytest.mark.parametrize("word", SEAT_WORDS)
def test_no_seat_is_called_by_a_word_that_stands_for_seats_or_before_names(word: str) -> None:
    seats = [{**BASE["seats"][0], "id": word}, BASE["seats"][1]]
    [fault] = faults(seats=seats, turn={"plays": 1})
    assert fault == (
        f"seat {word}: '{word}' is a word of the language, and no name for a seat [R228]\n"
        "    Choose another id."
    )


@pytest.mark.parametrize("word", PARTS[1:])
@pytest.mark.parametrize(
    ("noun", "thing"),
    [
        ("measures", {"max": 3, "tighten": {}}),
        ("projects", {"stages": [{"id": "one", "title": "One"}]}),
    ],
)
def test_no_measure_or_project_is_called_as_a_part_of_the_one_in_hand(
    noun: str, thing: dict[str, Any], word: str
) -> None:
    [fault] = faults(**{noun: [{"id": word, "title": "It", "seat": "north", **thing}]})
    assert f"'{word}' is a word of the language, and no name for a {noun[:-1]} [R228]" in fault


def test_no_inject_is_called_as_a_round_without_one() -> None:
    """`inject none` would have been either, in the record too."""
    inject = {"id": "none", "title": "It", "text": "It.", "do": []}
    [fault] = faults(injects=[inject], turn={"plays": 1, "quiet_weight": 1})
    assert "'none' is a word of the language, and no name for an inject [R228]" in fault


@pytest.mark.parametrize(
    ("name", "counting"),
    [
        ("passed", {"turn": {"plays": 1, "passing": {"limit": 1}}}),
        ("buried", {"cards_rule": {"bury": {}}, "cards": [card("act")]}),
    ],
)
def test_no_track_of_seats_has_the_name_of_what_the_rules_count(
    name: str, counting: dict[str, Any]
) -> None:
    tracks = [*BASE["tracks"], {"id": name, "title": "It", "of": "seats"}]
    assert faults(tracks=tracks) == []
    [fault] = faults(tracks=tracks, **counting)
    assert f"'{name}' is a number every seat has" in fault


@pytest.mark.parametrize("word", [*GROUP_WORDS, "north"])
def test_no_group_is_called_as_those_are_who_own_tracks(word: str) -> None:
    found = faults(parties=[{**TREES[0], "group": word}])
    assert [fault.partition("[")[2][:4] for fault in found] == ["R229"]


@pytest.mark.parametrize("word", ["north", "me", "nobody"])
def test_no_era_is_called_as_a_seat_is(word: str) -> None:
    found = faults(eras=[{"id": word, "title": "Now", "round": 1}])
    assert [fault.partition("[")[2][:4] for fault in found] == ["R229"]


def test_a_party_in_a_group_is_counted_once_among_all() -> None:
    """A group called `parties` counted it twice."""
    grow = rule("world", {"each": "parties", "do": ["party.height += 1"]})
    tracks = [*BASE["tracks"], {**HEIGHT, "of": "parties"}]
    game = tiny(parties=TREES, tracks=tracks, rules=[grow])
    assert game.new()["party.oak.height"] == 1
    with pytest.raises(DeckError, match="'parties' stands for somebody already"):
        tiny(parties=[{**TREES[0], "group": "parties"}], tracks=tracks, rules=[grow])
