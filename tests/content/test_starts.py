"""Where numbers start, and which chapter a game is, behind the colon of a deck's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.tiny import BASE, tiny
from wargame.content.load import load_deck, load_deck_tree
from wargame.content.starts import starts_of
from wargame.errors import UsageError
from wargame.rules.game import Game

SINK = Path(__file__).parents[1] / "decks" / "kitchen_sink"
HOSPITAL = SINK.parent / "hospital_merger"


@pytest.mark.parametrize(
    ("over", "name", "value"),
    [
        pytest.param("shared.trust=31", "shared.trust", 31, id="of all"),
        pytest.param("abbey.nurses=3", "abbey.nurses", 3, id="of a seat"),
        pytest.param("abbey.nurses=3", "brook.nurses", 8, id="the other keeps its own"),
        pytest.param("party.cooks.calm=0", "party.cooks.calm", 0, id="of a party"),
        pytest.param("measure.ads_abbey=2", "measure.ads_abbey.in_force", 2, id="a measure"),
        pytest.param("hasty+shared.trust=31", "shared.trust", 31, id="over a variant"),
    ],
)
def test_a_number_starts_where_it_is_told_to(over: str, name: str, value: int) -> None:
    loaded = load_deck(HOSPITAL, over)
    assert loaded.variant == over
    assert Game(loaded).new()[name] == value
    again = load_deck_tree(loaded.tree, loaded.variant)
    assert Game(again).new().digest == Game(loaded).new().digest


def test_every_number_of_a_list_can_be_moved() -> None:
    known = starts_of(load_deck(HOSPITAL).written)
    moved = "+".join(f"{name}={one.high}" for name, one in known.items())
    other = Game(load_deck(HOSPITAL, moved)).new()
    assert {name: other[name] for name in known} == {name: one.high for name, one in known.items()}


def test_a_seat_that_a_start_leaves_out_keeps_its_own_when_the_other_is_moved() -> None:
    mood = {"id": "mood", "title": "Mood", "of": "seats", "min": -5, "start": {"north": 2}}
    game = tiny(tracks=[*BASE["tracks"], mood])
    assert game.new()["south.mood"] == -5
    assert game.valued({"north.mood": "3"}).new()["south.mood"] == -5


def test_what_only_its_owner_sees_cannot_be_set() -> None:
    assert not [name for name in starts_of(load_deck(HOSPITAL).written) if "reserves" in name]


def test_an_agenda_can_be_left_out() -> None:
    loaded = load_deck(HOSPITAL, "agenda.builder=off")
    assert "builder" not in [agenda.id for agenda in loaded.deck.agendas]
    assert Game(loaded).new().digest


def test_rules_that_are_bound_anew_start_there_too() -> None:
    game = Game(load_deck(HOSPITAL)).valued({"shared.trust": "31", "draw_in": "3"})
    assert game.new()["shared.trust"] == 31
    assert game.loaded.variant == "shared.trust=31+draw_in=3"


@pytest.mark.parametrize(
    ("over", "said"),
    [
        pytest.param("shared.trus=3", "no number 'shared.trus' that could start", id="no number"),
        pytest.param("shared.trust=x", "is a whole number, and not 'x'", id="no whole number"),
        pytest.param("shared.trust=51", "may be 0 to 50, and not 51", id="out of range"),
        pytest.param("abbey.reserves=3", "no number 'abbey.reserves'", id="a private one"),
        pytest.param("abbey.strain=3", "no number 'abbey.strain'", id="a computed one"),
        pytest.param("agenda.nobody=off", "has no agenda 'nobody'", id="no agenda"),
        pytest.param("agenda.peace=on", "write agenda.peace=off, not on", id="not left out"),
        pytest.param("chapter=nine.1", "has no campaign 'nine'", id="no campaign"),
        pytest.param("chapter=two_years.3", "has 2 chapters, and no '3'", id="no such chapter"),
        pytest.param("chapter=two_years.²", "has 2 chapters, and no", id="no digit"),
        pytest.param("chapter=two_years.0020", "has 2 chapters, and no '0020'", id="padded"),
        pytest.param("chapter=two_years", "has no campaign ''", id="no number of a chapter"),
        pytest.param("shared.trust=1+" * 900, "More than 8000 characters", id="too long"),
    ],
)
def test_what_cannot_be_is_said(over: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_deck(HOSPITAL, over)
    assert said in str(caught.value)
