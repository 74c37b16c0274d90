"""Repetition: `for` writes an element out once for each member of a group, or of a list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.copies import faults_in
from tests.rules.tiny import BASE, card
from wargame.content.load import load_deck, load_deck_tree
from wargame.content.repeat import MAX_MEMBERS
from wargame.errors import DeckError
from wargame.lab.authors.checking import check_deck

PARTIES = [
    {"id": "ash", "title": "Ash", "group": "trees"},
    {"id": "elm", "title": "Elm", "group": "trees"},
    {"id": "fox", "title": "Fox"},
]
SAP = {"id": "sap", "title": "Sap", "of": "parties", "max": 9}


def tree(**nouns: Any) -> dict[str, Any]:
    return {**BASE, "parties": PARTIES, "tracks": [*BASE["tracks"], SAP], **nouns}


def told(**nouns: Any) -> str:
    """Why a deck is refused."""
    with pytest.raises(DeckError) as refused:
        load_deck_tree(tree(**nouns))
    return str(refused.value)


def tap(**more: Any) -> dict[str, Any]:
    """A card for each tree."""
    found = card("tap_{party}", "party.{party}.sap -= 1")
    return {"for": "trees", **found, "title": "Tap {party.title}", **more}


# --- what is written out -------------------------------------------------------------------


def test_a_deck_with_for_is_the_deck_written_by_hand() -> None:
    by_hand = [
        {**card(f"tap_{name}", f"party.{name}.sap -= 1"), "title": f"Tap {name.title()}"}
        for name in ("ash", "elm")
    ]
    by_hand = [{**one, "text": "tap_" + str(one["id"])[4:]} for one in by_hand]
    repeated = load_deck_tree(tree(cards=[tap()]))
    assert repeated.tree == load_deck_tree(tree(cards=by_hand)).tree


@pytest.mark.parametrize(
    ("group", "word", "ids"),
    [
        pytest.param("parties", "party", ["ash", "elm", "fox"], id="all parties"),
        pytest.param("trees", "party", ["ash", "elm"], id="a group"),
        pytest.param("seats", "seat", ["north", "south"], id="seats"),
        pytest.param(
            {"tree": "trees"}, "tree", ["ash", "elm"], id="a group by a word of one's own"
        ),
        pytest.param({"size": ["big", "small"]}, "size", ["big", "small"], id="a list"),
    ],
)
def test_the_members(group: Any, word: str, ids: list[str]) -> None:
    one = {**card(f"at_{{{word}}}"), "for": group}
    assert [c.id for c in load_deck_tree(tree(cards=[one])).deck.cards] == [f"at_{n}" for n in ids]


def test_members_may_say_more_of_themselves_and_numbers_stay_numbers() -> None:
    sizes = [
        {"id": "big", "title": "Big", "worth": 4},
        {"id": "small", "title": "Small", "worth": 1},
    ]
    one = card("{size}", title="{size.title} one, {size.worth}", worth="{size.worth}")
    cards = load_deck_tree(tree(cards=[{**one, "for": {"size": sizes}}])).deck.cards
    assert [(c.id, c.title, c.worth) for c in cards] == [
        ("big", "Big one, 4", 4),
        ("small", "Small one, 1", 1),
    ]


def test_keys_are_filled_in_and_quotes_of_numbers_are_left() -> None:
    one = {**card("at_{seat}", text="{bite} of {seat}"), "for": "seats", "cost": {"capital": 1}}
    numbers = [{"id": "bite", "value": 2, "min": 0, "max": 4}]
    cards = load_deck_tree(tree(cards=[one], numbers=numbers)).written.cards
    assert [c.text for c in cards] == ["{bite} of north", "{bite} of south"]


def test_a_single_member_may_leave_the_id_as_it_is() -> None:
    cards = load_deck_tree(tree(cards=[tap(id="tap", **{"for": {"party": ["ash"]}}, title="Tap")]))
    assert [c.id for c in cards.deck.cards] == ["tap"]


def test_a_repetition_that_is_wrong_is_told_once_and_left_out() -> None:
    with pytest.raises(DeckError) as refused:
        load_deck_tree(tree(cards=[tap(title="{party.tilte}"), card("b")]))
    assert ["tilte" in fault.what for fault in refused.value.faults] == [True]


def test_others_keep_their_order() -> None:
    cards = load_deck_tree(tree(cards=[card("a"), tap(), card("b")])).deck.cards
    assert [c.id for c in cards] == ["a", "tap_ash", "tap_elm", "b"]


@pytest.mark.parametrize("noun", ["rules", "injects", "measures"])
def test_other_nouns_may_be_repeated(noun: str) -> None:
    one: dict[str, Any] = {"id": "of_{seat}", "title": "Of {seat.title}", "for": "seats"}
    every: dict[str, dict[str, Any]] = {
        "rules": {"phase": "world", "do": ["{seat}.grain += 1"]},
        "injects": {"text": "For {seat.title}.", "do": ["{seat}.grain += 1"]},
        "measures": {"seat": "{seat}", "max": 1, "tighten": {}},
    }
    more = every[noun]
    found = getattr(load_deck_tree(tree(**{noun: [{**one, **more}]})).deck, noun)
    assert [element.title for element in found] == ["Of North", "Of South"]


# --- faults and variants -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "what"),
    [
        pytest.param(tap(id="tap"), "every member would get the same id", id="one id for all"),
        pytest.param(tap(id=5), "expected text, not 5", id="a number for an id"),
        pytest.param(tap(**{"for": "bushes"}), "'for' knows no group 'bushes'", id="no such group"),
        pytest.param(tap(**{"for": {}}), "'for' takes a group, or one word", id="no word"),
        pytest.param(tap(**{"for": {"a": ["b"], "c": ["d"]}}), "takes a group", id="two words"),
        pytest.param(
            tap(**{"for": {"Tree": ["a"]}}), "'Tree' cannot stand for a member", id="a large letter"
        ),
        pytest.param(tap(**{"for": {"party": []}}), "each member needs an id", id="nobody"),
        pytest.param(tap(**{"for": {"party": [{"title": "A"}]}}), "needs an id", id="without id"),
        pytest.param(
            tap(**{"for": {"party": [f"p{n}" for n in range(MAX_MEMBERS + 1)]}}),
            f"{MAX_MEMBERS + 1} members, over {MAX_MEMBERS}",
            id="too many",
        ),
        pytest.param(
            tap(title="{party.said}", **{"for": {"party": [{"id": "a", "said": "x" * 201}]}}),
            "'{party.said}': 'a' has no such field",
            id="too long a text",
        ),
        pytest.param(
            tap(title="{party.tilte}"), "'{party.tilte}': 'ash' has no such field", id="a slip"
        ),
    ],
)
def test_what_is_refused(one: dict[str, Any], what: str) -> None:
    assert what in told(cards=[one])


def test_a_bomb_is_refused_soon() -> None:
    members = [{"id": f"m{n}", "t": "x" * 200} for n in range(MAX_MEMBERS)]
    text = "{p.t}" * 3_000
    cards = [{**card(f"c{n}_{{p}}", *[text] * 20), "for": {"p": members}} for n in range(100)]
    assert "repetition comes to over" in told(cards=cards)


FILES = {
    "deck.yaml": """
        id: trees
        title: Trees
        about: Two seats and some trees.
        version: '1.0'
        rounds: {max: 3}
        seats:
          - {id: north, title: North, capital: {start: 1, max: 2}, hand: 2}
          - {id: south, title: South, capital: {start: 1, max: 2}, hand: 0}
        tracks: [{id: sap, title: Sap, of: parties}]
        parties:
          - {id: ash, title: Ash}
          - {id: elm, title: Elm}
        endings: [{id: over, title: Over}]
        variants:
          - {id: rich, title: Rich, set: {cards.tap_elm.worth: 3}, remove: [cards.tap_ash]}
        """,
    "cards.yaml": """
        - {id: rest, title: Rest, seat: north, text: Nothing happens., do: []}
        - for: parties
          id: tap_{party}
          title: Tap {party.title}
          seat: north
          text: Sap falls by 1.
          do:
            - party.{party}.sep -= 1
        """,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        lines = [line[8:] for line in text.strip("\n").split("\n")]
        (tmp_path / name).write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    return tmp_path


def test_a_fault_names_the_member_and_points_at_the_line_that_was_written(folder: Path) -> None:
    found = faults_in(folder)
    assert {fault.item for fault in found} <= {"card tap_ash", "card tap_elm"}
    marks = [fault.mark for fault in found if fault.mark]
    assert {(mark.line, mark.column) for mark in marks} == {(8, 7)}
    assert "party.ash.sep" in found[0].what


def test_a_variant_changes_one_of_them(folder: Path) -> None:
    path = folder / "cards.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("sep", "sap"), encoding="utf-8")
    cards = load_deck(folder, "rich").deck.cards
    assert [(c.id, c.worth) for c in cards] == [("rest", 1), ("tap_elm", 3)]


def test_what_all_members_have_wrong_is_told_once(folder: Path) -> None:
    cards = folder / "cards.yaml"
    wrong = cards.read_text(encoding="utf-8").replace("sep -= 1", "sap -= 2")
    cards.write_text(wrong, encoding="utf-8")
    [lint] = [one for one in check_deck(folder) if one.code == "L55"]
    assert (lint.item, lint.remedy) == (
        "card tap_ash",
        "Name it in the text, by a word of its title. So with card tap_elm.",
    )
