"""What a deck names as its sources can be looked up, is cited, and is told alike in all decks."""

from __future__ import annotations

import re

import pytest

from wargame.content.library import DeckRef
from wargame.content.model.claims import Source
from wargame.lab.runs.games import shared_game

EVENT = re.compile(r"t\d{4}_")
UNREAD = "General knowledge; no page was read for it."


def sources(ref: DeckRef) -> dict[str, Source]:
    return {source.id: source for source in shared_game(ref).deck.sources}


@pytest.mark.parametrize("name", ["primer", "entanglement", "history"])
def test_a_source_says_where_it_is_found_or_that_no_page_was_read(
    decks: dict[str, DeckRef], name: str
) -> None:
    assert [one.id for one in sources(decks[name]).values() if not (one.url or one.text)] == []


@pytest.mark.parametrize("name", ["primer", "entanglement"])
def test_every_source_of_a_deck_is_cited(decks: dict[str, DeckRef], name: str) -> None:
    files = [one for one in decks[name].folder.rglob("*.yaml") if one.name != "sources.yaml"]
    words = {word for one in files for word in re.findall(r"\w+", one.read_text(encoding="utf-8"))}
    assert [source for source in sources(decks[name]) if source not in words] == []


def test_two_decks_tell_an_event_alike(decks: dict[str, DeckRef]) -> None:
    short, long = sources(decks["primer"]), sources(decks["entanglement"])
    both = [one for one in short if EVENT.match(one) and one in long]
    assert len(both) >= 20
    assert [_told(short[one]) for one in both] == [_told(long[one]) for one in both]


def _told(source: Source) -> tuple[str, str | None, str | None, bool]:
    return source.title, source.date, source.url, source.text == UNREAD
