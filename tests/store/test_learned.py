"""Habits that are kept: a deck is learned once, and nothing is used that does not fit it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest

from tests.conftest import LONG_S
from tests.rules.tiny import card, seats, tiny
from tests.systems import has_modes
from wargame.players import training
from wargame.players.habits import Habits
from wargame.players.training import habits_of
from wargame.rules.game import Game
from wargame.rules.ruleset import Ruleset
from wargame.store import built, cache
from wargame.store.built import make_own
from wargame.store.cache import CACHE_VARIABLE
from wargame.store.learned import file_name, learn
from wargame.store.storage import Disk
from wargame.store.whole import lock_path
from wargame.table.host import back_room

SLEEP = time.sleep
SCHOOLED = training.schooled


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(training, "_LEARNED", WeakKeyDictionary())
    return tmp_path / "cache"


@pytest.fixture
def lessons(monkeypatch: pytest.MonkeyPatch) -> list[Ruleset]:
    """Every time that a deck is learned."""
    taken: list[Ruleset] = []

    def schooled(rules: Ruleset) -> Habits:
        taken.append(rules)
        return SCHOOLED(rules)

    monkeypatch.setattr(training, "schooled", schooled)
    return taken


def orchard() -> Game:
    """A deck in which there is something to learn."""
    cards = [card("reap", "my.grain += 2", seat="any"), card("feast", "my.grain -= 1", seat="any")]
    hands = seats({"hand": 2, "score": "my.grain"}, {"hand": 2, "score": "my.grain"})
    return tiny(cards=cards, seats=hands)


def again(game: Game) -> Game:
    """The same game in another process, as far as habits are concerned."""
    training._LEARNED.clear()
    return Game(game.loaded)


def test_a_deck_is_learned_once_and_the_same_is_known_afterwards(
    folder: Path, lessons: list[Ruleset]
) -> None:
    game = orchard()
    learn(game)
    first = habits_of(game.rules).likes
    assert any(any(table) for tables in first for table in tables)
    later = again(game)
    learn(later)
    assert habits_of(later.rules).likes == first
    assert len(lessons) == 1
    assert {one.suffix for one in folder.iterdir()} == {".json", ".sha256"}


def test_of_two_tables_that_open_at_once_one_learns(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, looks, game = list[Ruleset](), threading.Event(), orchard()
    other = Game(game.loaded)
    second = threading.Thread(target=lambda: learn(other))

    def schooled(rules: Ruleset) -> Habits:
        taken.append(rules)
        if len(taken) == 1:
            second.start()
            assert looks.wait(LONG_S)  # the second has found nothing, and waits
        return SCHOOLED(rules)

    def sleep(seconds: float) -> None:
        looks.set()
        SLEEP(seconds)

    monkeypatch.setattr(training, "schooled", schooled)
    monkeypatch.setattr(time, "sleep", sleep)
    learn(game)
    second.join()
    assert len(taken) == 1
    assert habits_of(other.rules).likes == habits_of(game.rules).likes
    assert {one.suffix for one in folder.iterdir()} == {".json", ".sha256"}


def test_nobody_waits_for_ever_for_whoever_learns(
    folder: Path, lessons: list[Ruleset], monkeypatch: pytest.MonkeyPatch
) -> None:
    game = orchard()
    monkeypatch.setattr(cache, "MOST_S", 0)
    make_own(folder)
    held = Disk().lock(lock_path(folder / file_name(game)))
    learn(game)
    held.release()
    assert len(lessons) == 1
    assert (folder / file_name(game)).exists()


def broken(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:-9])


def of_other_shape(place: Path) -> None:
    likes = json.loads(place.read_text(encoding="utf-8"))
    likes[0][0].append(0.5)
    resealed(place, likes)


def of_words(place: Path) -> None:
    likes = json.loads(place.read_text(encoding="utf-8"))
    likes[0][0][0] = "much"
    resealed(place, likes)


def beyond_measure(place: Path) -> None:
    likes = json.loads(place.read_text(encoding="utf-8"))
    likes[0][0][0] = float("nan")
    resealed(place, likes)


def no_json(place: Path) -> None:
    place.write_text("[" * 100_000, encoding="utf-8")
    seal(place)


def resealed(place: Path, likes: object) -> None:
    place.write_text(json.dumps(likes), encoding="utf-8")
    seal(place)


def seal(place: Path) -> None:
    """Give a file the checksum that it would have if it had been written so."""
    line = place.with_name(f"{place.name}{built.SUM_SUFFIX}")
    line.write_text(f"{built._sum_of(place)}  {place.name}\n")
    line.chmod(0o600)


@pytest.mark.parametrize("spoil", [broken, of_other_shape, of_words, beyond_measure, no_json])
def test_what_does_not_fit_is_put_aside_and_learned_again(
    folder: Path, lessons: list[Ruleset], spoil: Callable[[Path], None]
) -> None:
    game = orchard()
    learn(game)
    first = habits_of(game.rules).likes
    spoil(folder / file_name(game))
    later = again(game)
    learn(later)
    assert habits_of(later.rules).likes == first
    assert len(lessons) == 2
    assert list(folder.glob(f"*{built.ASIDE_SUFFIX}"))


@has_modes
def test_a_file_that_others_may_write_is_not_read(folder: Path, lessons: list[Ruleset]) -> None:
    game = orchard()
    learn(game)
    (folder / file_name(game)).chmod(0o666)
    learn(again(game))
    assert len(lessons) == 2


def test_where_nothing_can_be_kept_the_deck_is_learned_all_the_same(
    folder: Path, lessons: list[Ruleset]
) -> None:
    folder.write_text("no folder", encoding="utf-8")
    game = orchard()
    learn(game)
    assert habits_of(game.rules).likes
    assert len(lessons) == 1


def test_other_rules_have_habits_of_their_own() -> None:
    assert file_name(orchard()) == file_name(orchard())
    assert file_name(orchard()) != file_name(tiny())


def test_the_worker_of_a_table_keeps_what_it_learns(folder: Path, lessons: list[Ruleset]) -> None:
    loaded = orchard().loaded
    ready = back_room._open(loaded.tree, loaded.variant)
    assert (folder / file_name(ready)).exists()
    assert len(lessons) == 1
