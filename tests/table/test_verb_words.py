"""Every verb has its words: for a menu, and for the news."""

from __future__ import annotations

import pytest

from wargame.rules.game import Game
from wargame.rules.verbs import BY_WORD, Verb, split
from wargame.table.told.scene import titles_of
from wargame.table.words.titles import PHRASES


@pytest.mark.parametrize("verb", BY_WORD.values(), ids=str)
def test_a_verb_has_its_phrases(verb: Verb) -> None:
    assert verb in PHRASES, f"titles.PHRASES has no words for '{verb}'"
    names_a_thing = verb.thing != "none"
    assert all(("{}" in phrase) == names_a_thing for phrase in PHRASES[verb])


def test_no_phrase_is_left_over() -> None:
    assert PHRASES.keys() == {*BY_WORD.values()}


def test_no_action_is_told_by_a_bare_pattern(sink: Game) -> None:
    titles = titles_of(sink.deck)
    for text in sink.rules.words.fixed.values():
        assert "{}" not in titles.phrase(0, *split(text))
