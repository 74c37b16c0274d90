"""The hash of a deck's folder, known without reading it again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import DECKS
from tests.copies import copy_of
from wargame.content.library import DeckRef, load_deck
from wargame.store import known_decks


def test_a_deck_is_read_once_and_again_when_any_byte_of_it_changes(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def reads(deck: DeckRef) -> object:
        read.append(deck.variant)
        return load_deck(deck)

    monkeypatch.setattr(known_decks, "load_deck", reads)
    folder = copy_of("kitchen_contest", tmp_path)
    deck = DeckRef(folder)
    first = known_decks.hash_of(deck)
    assert first == known_decks.hash_of(deck) == load_deck(deck).deck_hash
    assert known_decks.hash_of(DeckRef(folder, "seminar")) != first
    assert read == ["", "seminar"]
    head = folder / "deck.yaml"
    head.write_text(head.read_text("utf-8").replace("title: Two", "title: Three", 1), "utf-8")
    assert known_decks.hash_of(deck) == load_deck(deck).deck_hash != first
    assert read == ["", "seminar", ""]
    for kept in cache.iterdir():
        kept.write_text("nonsense", "ascii")
    assert known_decks.hash_of(deck) == load_deck(deck).deck_hash


def test_a_hash_is_used_again_whatever_others_may_do_with_new_files(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck, before = DECKS["kitchen_contest"], os.umask(0o002)
    try:
        found = known_decks.hash_of(deck)
    finally:
        os.umask(before)
    assert list(cache.iterdir())
    monkeypatch.delattr(known_decks, "load_deck")
    assert known_decks.hash_of(deck) == found
