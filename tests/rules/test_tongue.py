"""Texts in another language are not read as if they were English."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.tiny import BASE, card
from wargame.content.load import load_deck_tree
from wargame.rules.lint.check import find_faults

DRAWS = [{"draw": 2}, "shared.calm += 2"]
STORY = {
    "Chinese": "两国政府各自握着对方的供应线，每季度出两次牌。",
    "Russian": "Два правительства держат в руках пути снабжения друг друга.",
    "Arabic": "تمسك كل حكومة بخطوط إمداد الأخرى.",
    "Hindi": "दोनों सरकारें एक-दूसरे की आपूर्ति रोक सकती हैं।",
    "German": "Zwei Regierungen halten einander an den Lieferketten fest. " * 8,
    "French": "Deux gouvernements tiennent chacun les voies de l'autre. " * 8,
    "Dutch": "Twee regeringen houden elkaar vast, en dat is of blijft zo. " * 8,
    "Danish": "To regeringer holder hinanden fast, og det er for dem begge. " * 8,
    "English": "Two governments hold the supply lines of each other. " * 8,
}


def advice(about: str, text: str) -> list[str]:
    deck: dict[str, Any] = {**BASE, "about": about, "cards": [card("act", *DRAWS, text=text)]}
    return [one.what for one in find_faults(load_deck_tree(deck)) if one.lint]


@pytest.mark.parametrize("language", STORY)
def test_advice_on_words_is_given_in_english_alone(language: str) -> None:
    found = advice(STORY[language], STORY[language][:200])
    is_read = "cards are drawn, and no word says so" in found
    is_said = any(one.startswith("its texts are not in English") for one in found)
    assert (is_read, is_said) == (language == "English", language != "English")


@pytest.mark.parametrize(
    "about", ["", "Zug um Zug.", "Trust -1. Ore +2, steel +1. " * 3], ids=["none", "few", "bare"]
)
def test_a_few_words_in_latin_letters_are_read_as_english(about: str) -> None:
    assert "cards are drawn, and no word says so" in advice(about or "Tiny.", "Calm +2.")


@pytest.mark.parametrize(
    "about", ["Draw 2 cards. Calm +2. ", "Calm rises by 2. ", "Calm +1 if it is under 3. "]
)
def test_english_that_is_terse_is_read_as_english(about: str) -> None:
    assert "cards are drawn, and no word says so" in advice(about * 20, "Calm +2.")
