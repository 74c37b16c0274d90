"""Decks that nobody wrote hold all that holds for those that somebody did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.rules.growing.checks import CHECKS, Check, foretells, is_told_in_numbers
from tests.rules.growing.decks import Grower, faults_of, grown, write
from wargame.content.model.effects import EFFECT_WORDS
from wargame.rules.asking.preview import Effects, Preview
from wargame.rules.game import Game
from wargame.rules.reading.syntax import FUNCTIONS

SEEDS = (0, 6, 8)


@pytest.fixture(scope="module", params=SEEDS)
def deck(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A deck that was grown, its folder and its seed."""
    folder = tmp_path_factory.mktemp(f"grown{request.param}")
    return Game(grown(request.param, folder)), folder, request.param


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_deck_that_was_grown_holds(deck: tuple[Game, Path, int], check: Check) -> None:
    check(*deck)


def texts_in(value: Any) -> Iterator[str]:
    """Every word that opens a field, and every text."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield key
            yield from texts_in(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from texts_in(inside)
    else:
        yield str(value)


def test_a_few_have_every_word_and_function_between_them() -> None:
    texts = [text for seed in range(20) for text in texts_in(Grower(seed).tree())]
    assert {*EFFECT_WORDS} <= {*texts}
    assert [name for name in FUNCTIONS if f"{name}(" not in " ".join(texts)] == []


def test_most_of_a_deck_is_accepted(deck: tuple[Game, Path, int]) -> None:
    game, _, seed = deck
    kept, wanted = (len(json.dumps(tree)) for tree in (game.loaded.tree, Grower(seed).tree()))
    assert kept > 0.8 * wanted


def test_a_deck_follows_from_its_seed() -> None:
    one, two, other = (json.dumps(Grower(seed).tree()) for seed in (1, 1, 2))
    assert one == two != other


def test_what_is_refused_is_seen_and_left_out(tmp_path: Path) -> None:
    tree = Grower(1).tree()
    tree["cards"][0]["do"] = ["my.nowhere += 1"]
    write(tree, tmp_path)
    assert "unknown name" in " ".join(str(fault) for fault in faults_of(tmp_path))


def test_a_check_notices_what_it_is_for(
    deck: tuple[Game, Path, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    game = deck[0]
    monkeypatch.setattr(Game, "vector", lambda game, view: [10**9] * len(game.features))
    with pytest.raises(AssertionError):
        is_told_in_numbers(*deck)
    nothing = Preview(game.legal_actions(game.new())[0], "north", (), Effects())
    monkeypatch.setattr(Game, "preview", lambda game, view, text: nothing)
    with pytest.raises(AssertionError):
        foretells(*deck)
