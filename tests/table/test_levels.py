"""Names of levels stand wherever people read of a level, and rules tell what verbs do."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, Table, tiny
from tests.table.drawn import unwrapped
from wargame.rules.asking.nouns import describe_item
from wargame.table.rulebook import rules_lines
from wargame.table.told.prices import terms
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import number_titles

WALL: dict[str, Any] = {
    "id": "wall",
    "title": "Wall",
    "seat": "north",
    "max": 2,
    "levels": ["none", "fence", "rampart"],
    "tighten": {"cost": {"capital": 1}, "do": ["shared.calm -= 3"]},
    "ease": {},
    "pause": {"rounds": 2, "do": ["shared.calm += 1"]},
}


def rules(**more: Any) -> str:
    """The rules of a deck with a wall, in one row."""
    return unwrapped(rules_lines(tiny(measures=[{**WALL, **more}]).rules))


def test_the_rules_tell_what_a_verb_does() -> None:
    assert "up 1, with Calm -3" in rules()
    assert "paused this round and 2 more, free, with Calm +1" in rules()
    assert "down free" in rules()


def test_the_rules_name_the_levels() -> None:
    assert "Levels: 0 none, 1 fence, 2 rampart." in rules()
    assert "Levels:" not in rules(levels=[])


def test_a_menu_names_the_level_that_a_verb_leads_to() -> None:
    played = Table(tiny(measures=[WALL]), {"measure.wall": 1, "north.capital": 3})
    view = played.view()
    told = {action.text: terms(view, action, 12) for action in view.legal}
    assert told["tighten wall"] == "to level 2 (rampart), costs 1 capital"
    assert told["ease wall"].startswith("to level 0 (none)")
    assert told["pause wall"] == "for this round and 2 more, free"


def test_a_pause_is_told_as_long_on_the_page_of_a_measure() -> None:
    game = tiny(measures=[WALL])
    told = describe_item(game.rules.program, "wall")
    assert "pause for this round and 2 more:" in told


def test_a_price_spells_names_and_letters_as_the_deck_does() -> None:
    """It was told in small letters: `costs 1 gdp of north`."""
    wealth = {"id": "wealth", "title": "GDP of North", "of": "seats", "max": 9, "start": 4}
    tracks = [*BASE["tracks"], wealth]
    game = tiny(measures=[{**WALL, "tighten": {"cost": {"wealth": 1}}}], tracks=tracks)
    played = Table(game, {"measure.wall": 1, "north.capital": 3})
    view = played.view()
    (tighten,) = (action for action in view.legal if action.text == "tighten wall")
    assert terms(view, tighten, 12).endswith("costs 1 GDP of North")
    assert "up 1 GDP of North" in unwrapped(rules_lines(game.rules))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        pytest.param("measure.wall", 2, " (rampart)", id="on the books"),
        pytest.param("measure.wall.in_force", 0, " (none)", id="in force"),
        pytest.param("measure.wall.age", 1, "", id="no level"),
        pytest.param("shared.calm", -1, "", id="no measure"),
        pytest.param("south.mood", 1, " (cheerful)", id="a track whose every value has a name"),
        pytest.param("shared.depth", 1, "", id="a track of stretches"),
    ],
)
def test_what_a_level_is_called(name: str, value: int, said: str) -> None:
    bands = [{"at": 0, "name": "gloomy"}, {"at": 1, "name": "cheerful"}]
    mood = {"id": "mood", "title": "Mood", "of": "seats", "max": 1, "bands": bands}
    depth = {"id": "depth", "title": "Depth", "of": "shared", "max": 9, "bands": bands}
    deck = tiny(measures=[WALL], tracks=[*BASE["tracks"], mood, depth]).deck
    assert Titles.of(deck, number_titles(deck)).level(name, value) == said
