"""What stands behind the colon of a deck's name: variants, and values laid over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from wargame.content.library import DeckLibrary, load_deck
from wargame.content.load import load_deck_tree
from wargame.content.stack import with_values
from wargame.content.typed import laid_over, parse_stack
from wargame.errors import UsageError

RIVER = {
    "deck.yaml": """\
id: brook
title: Brook
about: Two mills.
version: '1.0'
rounds: {max: 4}
seats:
  - {id: north, title: North, capital: {start: 1, max: 3}, hand: 0}
  - {id: south, title: South, capital: {start: 1, max: 3}, hand: 0}
tracks:
  - {id: calm, title: Calm, of: shared, max: 9}
numbers:
  - {id: bite, value: 2, max: 5}
  - {id: nib, value: 3}
dials:
  - {id: pull, title: Pull, scales: [rules.ebb]}
rules:
  - {id: ebb, title: Ebb, phase: account, removable: true, do: [shared.calm -= number.bite]}
endings:
  - {id: over, title: Over, text: 'It took {bite} a round.'}
variants:
  - {id: long, title: Long, set: {rounds.max: 8}}
  - {id: calm, title: Calm, set: {tracks.calm.start: 5}}
  - {id: calmer, title: Calmer, set: {tracks.calm: {id: calm, title: Calm, of: shared}}}
  - {id: deep, title: Deep, set: {numbers.bite.value: 4}}
  - {id: bite, title: Bite, set: {rounds.max: 6}}
"""
}


@pytest.fixture
def brook(tmp_path: Path) -> Path:
    for name, text in RIVER.items():
        (tmp_path / "brook").mkdir(exist_ok=True)
        (tmp_path / "brook" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "variant"),
    [
        ("brook", ""),
        ("brook:long", "long"),
        ("brook:long+calm", "long+calm"),
        ("brook:bite=3", "bite=3"),
        ("brook:long+ebb=off+bite=3", "long+bite=3+ebb=off"),
        ("brook:pull=0.5", "pull=1/2"),
        ("brook:bite=2+pull=1+ebb=on", ""),
        ("brook:bite+bite=3", "bite+bite=3"),
        ("brook:deep+bite=4", None),
    ],
)
def test_a_deck_is_named_with_what_is_laid_over_it(
    brook: Path, typed: str, variant: str | None
) -> None:
    library = DeckLibrary([brook])
    if variant is None:
        with pytest.raises(UsageError, match=r"both change 'numbers.bite.value'"):
            load_deck(library.find(typed))
        return
    loaded = load_deck(library.find(typed))
    assert loaded.variant == variant
    again = load_deck(library.find(f"brook:{variant}".rstrip(":")))
    assert again.deck_hash == loaded.deck_hash
    assert load_deck_tree(loaded.tree, variant).deck == loaded.deck


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("brook:lon", "Did you mean 'long'?"),
        ("brook:long+bitte=3", "Did you mean 'bite'?"),
        ("brook:long+", "names no variant of a deck"),
        ("brook:par.mars=3", "no seat 'mars', whose par could be set\n    Known: north, south."),
        ("brook:bite=", "names no variant of a deck"),
        ("brook:bite=1+bite=2", "'bite' is named twice"),
        ("brook:bite+bite", "'bite' is named twice"),
        ("brook:calm+calmer", "variants 'calm' and 'calmer' both change 'tracks.calm'"),
    ],
)
def test_what_cannot_be_laid_over_a_deck_is_refused(brook: Path, typed: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_deck(DeckLibrary([brook]).find(typed))
    assert said in str(caught.value)


def test_values_are_laid_over_values(brook: Path) -> None:
    deck = load_deck(DeckLibrary([brook]).find("brook:bite=3"))
    both = with_values(with_values(deck, {"shared.calm": "4"}), {"ebb": "off"})
    assert both.variant == "shared.calm=4+bite=3+ebb=off"
    low = with_values(both, {"nib": "1"})
    assert [one.range for one in low.written.numbers] == [(0, 5), (0, 6)]


def test_a_value_is_not_laid_over_a_variant_that_sets_it(brook: Path) -> None:
    deck = load_deck(DeckLibrary([brook]).find("brook:deep"))
    with pytest.raises(UsageError, match=r"both change 'numbers.bite.value'"):
        with_values(deck, {"bite": "3"})


def test_one_stack_lies_over_another() -> None:
    assert laid_over("", "no_deals") == "no_deals"
    assert laid_over("long+bite=3", "no_deals+bite=1") == "long+no_deals+bite=1"
    assert laid_over("long", "long") == "long"
    assert str(parse_stack("long+bite=3")) == "long+bite=3"


def test_texts_quote_what_acts(brook: Path) -> None:
    library = DeckLibrary([brook])
    said = [
        load_deck(library.find(name)).deck.endings[0].text for name in ("brook", "brook:bite=5")
    ]
    assert said == ["It took 2 a round.", "It took 5 a round."]
