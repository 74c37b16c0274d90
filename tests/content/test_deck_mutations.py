"""Whatever becomes of a deck's bytes: a deck or a `DeckError`, and both parsers agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.conftest import RIVER
from tests.content.mutations import TOKENS, mutations
from tests.content.python_parser import python_parser
from wargame.content.load import load_deck, load_deck_tree
from wargame.content.loaded import LoadedDeck
from wargame.content.yaml.events import parse
from wargame.content.yaml.files import decode
from wargame.content.yaml.reading import Reading
from wargame.errors import DeckError, Faults


@pytest.mark.parametrize("count", [400, pytest.param(2_000, marks=pytest.mark.slow)])
def test_only_deck_errors_escape(river: Path, count: int) -> None:
    share = count // len(RIVER)
    sound = 0
    for seed, (name, text) in enumerate(RIVER.items()):
        for data in mutations(text.encode(), seed, share):
            (river / name).write_bytes(data)
            loaded = load_or_fail_well(river)
            if loaded:
                sound += 1
                assert load_deck_tree(loaded.tree).deck_hash == loaded.deck_hash
        (river / name).write_text(text)
    assert 0 < sound < count


def load_or_fail_well(folder: Path) -> LoadedDeck | None:
    """Load a deck, or make sure that the refusal is worth reading."""
    text = ""
    try:
        return load_deck(folder)
    except DeckError as error:
        text = str(error)
    assert text
    assert not re.search(r"[A-Z]\w+Error|pydantic", text), text
    return None


@pytest.mark.parametrize("noun", ["cards", "tracks", "deck", "variants"])
def test_both_parsers_agree(noun: str) -> None:
    for data in mutations(RIVER[f"{noun}.yaml"].encode(), 99, 120):
        assert_parsers_agree(data)


@given(st.lists(st.sampled_from([*TOKENS, b"a", b"b: 1\n", b"- c\n", b"\n  "]), max_size=30))
@settings(max_examples=100)
def test_both_parsers_agree_on_scraps(scraps: list[bytes]) -> None:
    assert_parsers_agree(b"".join(scraps))


def assert_parsers_agree(data: bytes) -> None:
    text = decode(data, "deck.yaml", Faults())
    if text is None:
        return
    fast, pure = Reading(), Reading()
    from_fast = parse(text, "deck.yaml", fast)
    with python_parser():
        from_pure = parse(text, "deck.yaml", pure)
    assert bool(fast.faults.found) == bool(pure.faults.found), text
    if not fast.faults.found:
        assert from_fast == from_pure, text
        assert dict(fast.values) == dict(pure.values), text
