"""Overlays: what a variant changes, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.conftest import RIVER, Write, refusal
from wargame.content.load import load_deck, look_at
from wargame.content.variants import variant_names
from wargame.errors import UsageError


def variant(body: str) -> str:
    return f"- id: other\n  title: Another\n{body}"


def test_a_variant_changes_what_it_names(river: Path) -> None:
    base, dry = load_deck(river).deck, load_deck(river, "drought").deck
    assert (base.rounds.max, dry.rounds.max) == (6, 4)
    assert dry.tracks[0].start == {"upper": 40, "lower": 15}
    assert dry.cards[0].cost == {"capital": 2}
    assert dry.measures[0].tighten is not None
    assert dry.measures[0].tighten.cost == {"capital": 2}
    assert [card.id for card in dry.cards] == ["open_sluice", "joint_survey"]
    assert dry.deals is None
    assert dry.seats == base.seats


def test_a_variant_has_a_hash_of_its_own(river: Path) -> None:
    assert load_deck(river).deck_hash != load_deck(river, "drought").deck_hash


def test_places_still_fit_after_a_variant(river: Path) -> None:
    loaded = load_deck(river, "drought")
    survey = loaded.mark(("cards", 1, "title"))
    assert survey is not None
    assert survey.text.strip() == "title: Joint survey"
    changed = loaded.mark(("tracks", 0, "start", "lower"))
    assert changed is not None
    assert Path(changed.file).name == "variants.yaml"
    assert changed.text[changed.column - 1 :].startswith("15")


def test_places_still_fit_where_several_are_left_out_of_one_list(write: Write) -> None:
    cards = "".join(f"- {{id: {name}, title: T, seat: any, text: T, do: []}}\n" for name in "abcd")
    removed = variant("  remove: [cards.a, cards.c]\n")
    loaded = load_deck(write(cards=cards, variants=removed), "other")
    lines = [loaded.mark(("cards", n, "id")) for n in range(2)]
    assert [mark and mark.line for mark in lines] == [2, 4]


def test_what_was_left_to_its_default_can_be_set(write: Write) -> None:
    folder = write(variants=variant("  set: {turn.headline: {}, cards.dig_wells.worth: 3}\n"))
    deck = load_deck(folder, "other").deck
    assert deck.turn.headline is not None
    assert deck.cards[1].worth == 3


def test_a_default_set_of_fields_can_be_changed_in_part(write: Write) -> None:
    deck_file = RIVER["deck.yaml"].replace("turn:\n  plays: 1\n", "")
    folder = write(deck=deck_file, variants=variant("  set: {turn.plays: 3}\n"))
    assert load_deck(folder).deck.turn.plays == 2
    assert load_deck(folder, "other").deck.turn.plays == 3


@pytest.mark.parametrize(
    ("body", "sentence", "remedy"),
    [
        pytest.param(
            "set: {ronds.max: 2}",
            "there is no 'ronds' in the deck",
            "Did you mean 'rounds'?",
            id="noun",
        ),
        pytest.param(
            "set: {rounds.mx: 2}", "there is no 'mx' in 'rounds'", "Did you mean 'max'?", id="field"
        ),
        pytest.param(
            "set: {cards.dig_wels.worth: 2}",
            "there is no 'dig_wels' in 'cards'",
            "Did you mean 'dig_wells'?",
            id="card",
        ),
        pytest.param(
            "set: {cards.new: {}}",
            "there is no 'new' in 'cards'",
            "Known: dig_wells",
            id="nothing is added",
        ),
        pytest.param(
            "set: {rounds.max.x: 2}",
            "'rounds.max' has no parts, so no 'x'",
            "End the path there.",
            id="beyond the end",
        ),
        pytest.param(
            "set: {measures.quota.lift.cost: {}}",
            "'measures.quota' has no 'lift' to change",
            "Set the whole of 'lift'",
            id="a verb that is not there",
        ),
        pytest.param(
            "set: {tracks.water.start.middle.x: 1}",
            "there is no 'middle' in 'tracks.water.start'",
            "Known: lower, upper",
            id="key of free fields",
        ),
        pytest.param("set: {'': 1}", "there is no '' in the deck", "Known:", id="empty path"),
        pytest.param("set: {'cards.': 1}", "there is no '' in 'cards'", "", id="path with a hole"),
        pytest.param(
            "remove: [cards.dig_wels]",
            "there is no 'dig_wels' in 'cards'",
            "Did you mean 'dig_wells'?",
            id="remove a card",
        ),
        pytest.param(
            "remove: [personas]", "there is no 'personas' to remove", "", id="remove none"
        ),
        pytest.param(
            "remove: [cards.open_sluice.once]",
            "there is no 'cards.open_sluice.once' to remove",
            "",
            id="remove a default",
        ),
    ],
)
def test_a_path_that_leads_nowhere_is_a_fault(
    write: Write, body: str, sentence: str, remedy: str
) -> None:
    text = str(refusal(write(variants=variant(f"  {body}\n")), "other"))
    assert "variants.yaml:3:" in text
    assert f"variant other: {sentence}" in text
    assert remedy in text


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        pytest.param(
            "set: {rounds.max: 999}",
            "variants.yaml:3:21: variant other, rounds: 'max' must be at most 200",
            id="value out of range",
        ),
        pytest.param(
            "set: {cards.dig_wells.do: [{wehn: 1}]}",
            "variant other, card dig_wells: unknown effect 'wehn'",
            id="effect",
        ),
        pytest.param("remove: [endings]", "field 'endings' is missing", id="required noun"),
        pytest.param("remove: [seats.upper]", "'seats' has 1 entry; exactly 2 needed", id="seat"),
        pytest.param("set: {id: con}", "some systems reserve that name", id="device name"),
    ],
)
def test_a_variant_must_leave_a_sound_deck(write: Write, body: str, sentence: str) -> None:
    assert sentence in str(refusal(write(variants=variant(f"  {body}\n")), "other"))


def test_all_variants_are_checked_with_the_deck(write: Write) -> None:
    names = [loaded.variant for loaded in look_at(write()).decks]
    assert names == ["", "drought"]
    two = variant("  set: {rounds.max: 999}\n") + variant("  remove: [deal]\n").replace(
        "other", "third"
    )
    found = [(fault.variant, fault.item) for fault in look_at(write(variants=two)).faults]
    assert found == [("other", "rounds"), ("", "variant third")]


def test_a_deck_and_its_variants_share_what_is_the_same_and_nothing_else(river: Path) -> None:
    base, dry = look_at(river).decks[:2]
    assert base.deck == load_deck(river).deck
    assert dry.deck == load_deck(river, dry.variant).deck
    assert dry.deck.seats[0] is base.deck.seats[0]
    assert dry.deck.tracks[0] is not base.deck.tracks[0]
    assert dry.deck.tracks[1] is base.deck.tracks[1]


def test_variants_of_one_part_leave_each_other_alone(write: Write) -> None:
    bodies = [
        variant(f"  set: {{cards.open_sluice.cost.capital: {cost}}}\n").replace("other", name)
        for name, cost in (("dear", 5), ("cheap", 0))
    ]
    base, dear, cheap = (one.deck for one in look_at(write(variants="".join(bodies))).decks)
    assert [deck.cards[0].cost["capital"] for deck in (dear, cheap)] == [5, 0]
    assert base == load_deck(write()).deck.model_copy(update={"variants": base.variants})


def test_an_unknown_variant_is_the_readers_mistake(river: Path) -> None:
    assert variant_names(load_deck(river)) == ["drought"]
    with pytest.raises(UsageError) as caught:
        load_deck(river, "drouht\x1b")
    assert "deck 'river' has no variant 'drouht\\x1b'" in str(caught.value)
    assert "Did you mean 'drought'?" in str(caught.value)
