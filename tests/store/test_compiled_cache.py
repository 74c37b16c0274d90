"""Compiled rules are used only from a cache that nobody else can write, and only whole."""

from __future__ import annotations

import errno
import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.strategies import ROOT
from tests.systems import has_modes
from wargame.content.extras import to_install
from wargame.content.load import load_deck
from wargame.errors import UsageError
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.store import compiled
from wargame.store.cache import CACHE_VARIABLE


@pytest.fixture
def game() -> Game:
    return Game(load_deck(ROOT / "decks" / "calibration"))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv(CACHE_VARIABLE, str(folder))
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
    monkeypatch.setenv(CACHE_VARIABLE, "/nowhere/at/all")
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


BUILT = bytes(range(256)) * 64
"""What stands for built rules where nothing is loaded."""

Damage = Callable[[Path], object]
DAMAGES = [
    pytest.param(lambda file: os.truncate(file, len(BUILT) // 2), id="cut short"),
    pytest.param(lambda file: put_bytes(file, bytes(4096), 4096), id="zeros inside"),
    pytest.param(lambda file: os.truncate(file, 0), id="empty"),
    pytest.param(lambda file: sum_of(file).unlink(), id="no checksum"),
    pytest.param(lambda file: sum_of(file).write_text(""), id="empty checksum"),
    pytest.param(lambda file: sum_of(file).chmod(0o666), id="anybody's checksum", marks=has_modes),
]


class Loaded(BaseException):
    """What stands for built rules would have been loaded."""


def sum_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.sha256")


def put_bytes(file: Path, data: bytes, at: int) -> None:
    with file.open("r+b") as handle:
        handle.seek(at)
        handle.write(data)


@pytest.fixture
def built(cache: Path, game: Game, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A whole file in the place of built rules, with its checksum."""

    def load(path: Path) -> None:
        raise Loaded(path)

    monkeypatch.setattr(compiled, "_load", load)
    file = put(cache, game)
    file.write_bytes(BUILT)
    sum_of(file).write_text(f"{hashlib.sha256(BUILT).hexdigest()}  {file.name}\n")
    sum_of(file).chmod(0o600)
    return file


def test_a_whole_file_is_loaded(built: Path, game: Game) -> None:
    with pytest.raises(Loaded):
        compiled.speed_up(game)
    assert built.exists()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_put_aside_and_told_once(
    damage: Damage, built: Path, game: Game, caplog: pytest.LogCaptureFixture
) -> None:
    damage(built)
    for _ in range(2):
        assert not compiled.speed_up(game).is_compiled
    assert not built.exists()
    assert [path.name for path in built.parent.iterdir()] == [f"{built.name}.broken"]
    assert len(caplog.messages) == 1
    assert "wargame compile calibration" in caplog.text


@pytest.mark.parametrize("error", [ImportError("undefined symbol"), TypeError("no str")])
def test_a_file_that_does_not_load_here_is_put_aside(
    error: Exception, built: Path, game: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(path: Path) -> None:
        raise error

    monkeypatch.setattr(compiled, "_load", load)
    assert not compiled.speed_up(game).is_compiled
    assert not built.exists()


def test_a_file_that_wants_a_package_stays_for_a_python_that_has_it(
    built: Path, game: Game, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def load(path: Path) -> None:
        raise ModuleNotFoundError("No module named 'librt.vecs'", name="librt.vecs")

    monkeypatch.setattr(compiled, "_load", load)
    assert not compiled.speed_up(game).is_compiled
    assert built.exists()
    assert to_install("librt") in caplog.text


def test_other_rules_have_another_name(game: Game) -> None:
    other = Game(load_deck(ROOT / "decks" / "primer"))
    assert compiled.file_name(game) != compiled.file_name(other)


def test_rules_put_together_otherwise_have_another_name(
    game: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = compiled.file_name(game)
    monkeypatch.setattr(compiled, "HEADER", "from other import dataclass")
    assert compiled.file_name(game) != before


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch, game: Game) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(UsageError, match=r"Cannot compile: .*\. Everything works without it"):
        compiled.compile_rules(game)


def test_an_older_mypy_is_named(monkeypatch: pytest.MonkeyPatch, game: Game) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "2.0.1+dev")
    with pytest.raises(UsageError, match=r"mypy is too old: .* -m pip install --upgrade mypy"):
        compiled.compile_rules(game)


def test_what_a_compiler_says_is_told_and_not_that_it_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, game: Game
) -> None:
    said = "made.c: In function 'f':\nmade.c:7:1: error: no such thing\n"
    done = subprocess.CompletedProcess((), 1, "", f"{said}error: command 'cc' failed\n")
    monkeypatch.setattr(compiled, "can_compile", lambda: "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "fresh"))
    with pytest.raises(UsageError, match=r"failed: made\.c:7:1: error: no such"):
        compiled.compile_rules(game)


@pytest.mark.parametrize("fails", ["no folder can be made", "the disk is full"])
def test_where_nothing_can_be_built_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, game: Game, fails: str
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(compiled, "can_compile", lambda: "")
    folder = tmp_path / "fresh"
    if fails == "the disk is full":
        monkeypatch.setattr(Path, "write_text", full)
    else:
        folder.write_text("a file")
    monkeypatch.setenv(CACHE_VARIABLE, str(folder))
    with pytest.raises(UsageError, match=r"Cannot keep what is built: .* \(.*fresh.rules_"):
        compiled.compile_rules(game)


@pytest.mark.slow
@pytest.mark.skipif(compiled.can_compile() != "", reason=compiled.can_compile())
def test_a_built_game_is_used_and_ends_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, game: Game
) -> None:
    # What somebody wants of their own programs is nothing to a compiler that is given ours.
    (tmp_path / "mypy.ini").write_text("[mypy]\nplugins = nowhere\n", encoding="utf-8")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "fresh"))
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


@pytest.mark.slow
@pytest.mark.skipif(compiled.can_compile() != "", reason=compiled.can_compile())
def test_damage_to_a_real_build_ends_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, game: Game
) -> None:
    folder = tmp_path / "fresh"
    monkeypatch.setenv(CACHE_VARIABLE, str(folder))
    whole = compiled.compile_rules(game).read_bytes()

    def play() -> subprocess.CompletedProcess[str]:
        args = ["simulate", "calibration", "--games", "2", "--seed", "1"]
        command = [sys.executable, "-m", "wargame", *args]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    first = play()
    assert first.returncode == 0, first.stderr
    changes: list[Damage] = [
        lambda file: os.truncate(file, len(whole) // 2),
        lambda file: put_bytes(file, bytes(len(whole) // 2), len(whole) // 4),
        lambda file: os.truncate(file, 0),
    ]
    for change in changes:
        file = compiled.compile_rules(game)
        change(file)
        again = play()
        assert again.returncode == 0, again.stderr
        assert again.stdout == first.stdout
        assert "put aside" in again.stderr
