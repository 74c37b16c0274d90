"""Decks that are opened for many games, and for one game after another."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from tests.conftest import DECKS
from wargame.content.library import DeckRef
from wargame.errors import DeckError
from wargame.lab.runs.games import open_game


@pytest.fixture
def deck(tmp_path: Path) -> DeckRef:
    """A deck that can be changed."""
    return DeckRef(copytree(DECKS["calibration"].folder, tmp_path / "calibration"))


def test_a_deck_is_read_once_while_it_stays_as_it_is(deck: DeckRef) -> None:
    assert open_game(deck).rules is open_game(deck).rules
    assert open_game(deck).rules is not open_game(DECKS["calibration"]).rules


def test_a_deck_that_has_changed_is_read_again(deck: DeckRef) -> None:
    head = deck.folder / "deck.yaml"
    text = head.read_bytes()
    before = open_game(deck)
    head.write_bytes(text.replace(before.deck.title.encode(), b"Another title"))
    assert open_game(deck).deck.title == "Another title"
    head.write_text("title: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(DeckError):
            open_game(deck)
    head.write_bytes(text)
    assert open_game(deck).rules is before.rules
