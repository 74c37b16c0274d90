"""A deck as a model, by the ODD protocol: the seven names, all of the deck, and every gap."""

from __future__ import annotations

import json
import re
from itertools import takewhile
from pathlib import Path

import pytest

from tests.conftest import DECKS, CommandLine
from tests.rules.tiny import BASE, card, rule, seats, tiny
from tests.table.drawn import unwrapped
from wargame.content.load import load_deck
from wargame.content.model import Concepts
from wargame.report.page import page
from wargame.rules.game import Game
from wargame.table.plain.deck_text import items
from wargame.table.reports import typeset
from wargame.table.reports.odd import ELEMENTS, described, report

NAMES = (
    "Purpose and patterns",
    "Entities, state variables, and scales",
    "Process overview and scheduling",
    "Design concepts",
    "Initialization",
    "Input data",
    "Submodels",
)
"""As Grimm et al. (2020) print them."""

CONCEPTS = (
    "Basic principles",
    "Emergence",
    "Adaptation",
    "Objectives",
    "Learning",
    "Prediction",
    "Sensing",
    "Interaction",
    "Stochasticity",
    "Collectives",
    "Observation",
)


@pytest.fixture(scope="module", params=["kitchen_sink", "primer", "calibration"])
def game(request: pytest.FixtureRequest) -> Game:
    return Game(load_deck(DECKS[request.param].folder))


def said(game: Game) -> str:
    return unwrapped(typeset.text(report(game)))


def test_the_elements_have_the_names_of_the_protocol(game: Game) -> None:
    assert ELEMENTS == NAMES
    lines = list(typeset.text(report(game)))
    heads = [f"{place}. {name}" for place, name in enumerate(NAMES, 1)]
    assert [line for line in lines if re.match(r"[1-7]\. [A-Z ,]+$", line)] == [
        head.upper() for head in heads
    ]
    assert [line for line in typeset.markdown(report(game)) if line.startswith("### ")] == [
        f"### {head}" for head in heads
    ]
    (design,) = (one for one in described(game).elements if one.name == "Design concepts")
    assert [line.partition(":")[0] for line in design.said] == list(CONCEPTS)


def test_every_part_of_a_deck_is_described(game: Game) -> None:
    text = said(game)
    for found in items(game.deck):
        if found.kind == "track":
            if found.noun.value is None:
                continue  # stored numbers are told by what they are, not listed among what acts
            assert f"number {found.noun.id}: {found.noun.title}" in text
        else:
            assert f"{found.kind} {found.noun.id}: {found.noun.title}" in text
        for line in game.describe(found.noun.id):
            assert " ".join(line.split()) in text
    deck = game.deck
    ids = [noun.id for nouns in (deck.tracks, deck.parties, deck.seats) for noun in nouns]
    assert all(name in text for name in ids)


EACH = rule("account", {"when": "my.grain > 2", "do": ["my.grain -= 1"]}, seat="seats")
OWN = [
    {"id": "need", "title": "Need", "of": "seats", "value": "5 - my.grain"},
    {
        "id": "hunger",
        "title": "Hunger",
        "of": "seats",
        "value": {"north": "1", "south": "north.grain"},
    },
    {"id": "both", "title": "Both", "of": "shared", "value": "north.grain + south.grain"},
]


SEASONS = ["Spring", "Summer", "Autumn", "Winter"]


def model(*labels: str) -> Game:
    """A rule for each seat, numbers that are computed, and a review with two dates."""
    return tiny(
        rounds={"max": 4, "labels": [*labels]},
        rules=[EACH],
        tracks=[*BASE["tracks"], *OWN],
        reviews=[
            {"id": "harvest", "title": "Harvest", "rounds": [2, 4], "do": ["shared.calm += 1"]}
        ],
    )


def submodel(lines: list[str], name: str) -> list[str]:
    """The lines below the name of a submodel."""
    start = next(n for n, line in enumerate(lines) if line.startswith(name))
    return [*takewhile(bool, lines[start + 1 :])]


def test_submodels_say_what_holds_for_each_side_what_is_computed_and_when() -> None:
    lines = list(typeset.text(report(model())))
    assert submodel(lines, "rule account_rule") == [
        "  for each side:",
        "    if Grain is over 2:",
        "      Grain -1",
    ]
    assert submodel(lines, "number need") == ["  for each side:", "    = 5 - Grain"]
    assert submodel(lines, "number hunger") == [
        "  for North:",
        "    = 1",
        "  for South:",
        "    = Grain (North)",
    ]
    assert submodel(lines, "number both") == ["  = Grain (North) + Grain (South)"]
    assert submodel(lines, "review harvest") == ["  at the end of rounds 2 and 4", "  Calm +1"]


@pytest.mark.parametrize(
    ("labels", "dated", "span"),
    [
        pytest.param(SEASONS, "rounds 2 and 4 (Summer and Winter)", ", Spring to Winter", id="all"),
        pytest.param([*SEASONS, "Later"], "(Summer and Winter)", ", Spring to Winter", id="more"),
        pytest.param(SEASONS[:3], "rounds 2 and 4", "", id="too few"),
    ],
)
def test_rounds_are_called_by_their_labels_where_each_of_them_has_one(
    labels: list[str], dated: str, span: str
) -> None:
    """A deck with fewer labels than rounds ended in a fault of ours, here and in `deck show`."""
    lines = list(typeset.text(report(model(*labels))))
    assert submodel(lines, "review harvest")[0].endswith(dated)
    assert f"at most 4 rounds{span}. There" in unwrapped(lines)


def test_what_depends_on_a_condition_stands_further_in_on_every_page() -> None:
    marked = "\n".join(typeset.markdown(report(model())))
    assert "for each side:\\\n&emsp;if Grain is over 2:\\\n&emsp;&emsp;Grain -1" in marked
    html = page("Model", "wargame deck odd", report(model()))
    assert '<span class="under" style="margin-left: 2.5rem">Grain -1</span>' in html
    assert "    Grain -1" in described(model()).elements[-1].said


def test_what_the_author_left_out_is_named() -> None:
    gaps = described(tiny()).gaps
    assert {"purpose", "scales", "initialization", "input_data"} < set(gaps)
    assert {name for name in gaps if "." in name} == {
        f"concepts.{name}" for name in Concepts.model_fields
    }
    assert "Not described by its author: purpose" in said(tiny())


def test_what_the_author_said_is_told_and_is_no_gap() -> None:
    game = tiny(odd={"purpose": "To be small.", "concepts": {"emergence": "Nothing emerges."}})
    gaps = described(game).gaps
    assert "purpose" not in gaps
    assert "concepts.emergence" not in gaps
    assert "concepts.adaptation" in gaps
    assert "To be small." in said(game)
    assert "Emergence: Nothing emerges." in said(game)


def test_what_only_one_seat_sees_is_not_said_to_be_seen() -> None:
    purse = {"id": "purse", "title": "Purse", "of": "seats", "seen_by": "owner"}
    hands = {"cards": [card("a")], "seats": seats({"hand": 1}, {"hand": 1})}
    told = said(tiny(tracks=[*BASE["tracks"], purse], **hands))
    assert "nor the order of the piles, nor what the other seat alone sees (Purse)" in told
    assert "only its own seat" not in said(tiny())


def test_the_shipped_kitchen_sink_has_no_gap() -> None:
    assert described(Game(load_deck(DECKS["kitchen_sink"].folder))).gaps == ()


def test_the_author_s_words_never_change_the_rules() -> None:
    assert tiny().rules_hash == tiny(odd={"purpose": "To be small."}).rules_hash


def test_the_command_prints_text_markdown_an_object_and_a_page(
    tmp_path: Path, wargame: CommandLine
) -> None:
    deck, target = str(DECKS["kitchen_sink"].folder), tmp_path / "odd.html"
    text, marked = wargame("deck", "odd", deck), wargame("deck", "odd", deck, "--markdown")
    printed = wargame("deck", "odd", deck, "--json", "--html", str(target))
    assert (text.code, marked.code, printed.code) == (0, 0, 0)
    assert "1. PURPOSE AND PATTERNS" in text.out
    assert "| state variable |" in marked.out
    assert [one["name"] for one in json.loads(printed.out)["elements"]] == list(NAMES)
    page = target.read_text(encoding="utf-8")
    assert "Made by <code>wargame deck odd" in page
    assert all(f". {name}</h2>" in page for name in NAMES)


def test_the_end_of_an_author_s_line_is_no_sign_on_any_page() -> None:
    """A folded text of YAML ends with one."""
    game = tiny(about="A ford\nand a mill.\n", odd={"purpose": "To be small.\n"})
    assert not any(line.endswith("\n") for one in described(game).elements for line in one.said)
    told = page("A model", "wargame deck odd tiny", report(game))
    assert "\\x0a" not in told
    assert "A ford\nand a mill." in told


def test_one_pile_for_both_seats_is_told_as_one() -> None:
    hands = seats({"hand": 2}, {"hand": 1})
    cards = [card("a"), card("b", seat="south"), card("c", seat="any"), card("d")]
    apart = said(tiny(cards=cards, seats=hands))
    assert "North holds 2 cards of a pile of 3; South holds 1 card of a pile of 2" in apart
    mixed = said(tiny(cards=cards, seats=hands, cards_rule={"mix": True}))
    assert "North holds 2 cards of the one pile of 4; South holds 1 card of the one pile" in mixed
