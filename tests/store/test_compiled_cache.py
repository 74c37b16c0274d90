"""Compiled rules are used only from a cache that nobody else can write."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.strategies import ROOT
from wargame.content.load import load_deck
from wargame.errors import UsageError
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.store import compiled


@pytest.fixture
def game() -> Game:
    return Game(load_deck(ROOT / "decks" / "calibration"))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv(compiled.CACHE_VARIABLE, str(folder))
    monkeypatch.setattr(compiled, "_load", lambda path: pytest.fail(f"loaded {path}"))
    return folder


def put(cache: Path, game: Game, mode: int = 0o600) -> Path:
    """Something with the name that the built rules would have."""
    file = cache / compiled.file_name(game)
    file.write_bytes(b"hostile")
    file.chmod(mode)
    return file


def test_an_empty_cache_changes_nothing(cache: Path, game: Game) -> None:
    assert not compiled.speed_up(game).is_compiled
    assert not game.is_compiled


def test_a_missing_cache_changes_nothing(monkeypatch: pytest.MonkeyPatch, game: Game) -> None:
    monkeypatch.setenv(compiled.CACHE_VARIABLE, "/nowhere/at/all")
    assert not compiled.speed_up(game).is_compiled


@pytest.mark.parametrize("mode", [0o660, 0o606, 0o666])
def test_a_file_that_others_may_write_is_not_loaded(cache: Path, game: Game, mode: int) -> None:
    put(cache, game, mode)
    assert not compiled.speed_up(game).is_compiled


def test_a_folder_that_others_may_write_is_not_trusted(cache: Path, game: Game) -> None:
    put(cache, game)
    cache.chmod(0o777)
    assert not compiled.speed_up(game).is_compiled


def test_a_link_is_not_followed(cache: Path, game: Game, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"hostile")
    (cache / compiled.file_name(game)).symlink_to(elsewhere)
    assert not compiled.speed_up(game).is_compiled


def test_other_rules_have_another_name(game: Game) -> None:
    other = Game(load_deck(ROOT / "decks" / "primer"))
    assert compiled.file_name(game) != compiled.file_name(other)


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch, game: Game) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(UsageError, match=r"Cannot compile: .*\. Everything works without it"):
        compiled.compile_rules(game)


@pytest.mark.slow
@pytest.mark.skipif(compiled.can_compile() != "", reason=compiled.can_compile())
def test_a_built_game_is_used_and_ends_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, game: Game
) -> None:
    monkeypatch.setenv(compiled.CACHE_VARIABLE, str(tmp_path / "fresh"))
    built = compiled.compile_rules(game)
    assert built.parent.stat().st_mode & 0o077 == 0
    assert shutil.which("cc")
    fast = Game(load_deck(ROOT / "decks" / "calibration"))
    fast = compiled.speed_up(fast)
    assert fast.is_compiled
    for seed in range(20):
        ends = [one.rollout(one.new(), Stream(seed))[0] for one in (game, fast)]
        assert ends[0].digest == ends[1].digest
        view = fast.redact(fast.new(), "pursuer")
        assert fast.redact(fast.resample(view, Stream(seed)), "pursuer") == view
