"""The speed report has its keys; how fast it is no test says."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from tests.conftest import CommandLine
from wargame.cli import bench as command
from wargame.content.library import DeckRef
from wargame.lab import bench
from wargame.lab.bench import _first_thought, measure
from wargame.lab.loops import action_loop, id_loop
from wargame.lab.runs.games import open_game
from wargame.objects import plain_data
from wargame.rules.game import Game
from wargame.store import compiled
from wargame.store.cache import CACHE_VARIABLE

OF_A_BUILD = [
    "nodes_per_s",
    "games_per_s",
    "action_loop_share",
    "id_loop_share",
    "search_iterations_per_s",
    "search_us_per_node",
    "clone_ns",
    "replay_ms",
]
KEYS = ["deck", "variant", "compiled", *OF_A_BUILD, "load_ms", "reference_loops_per_s", "plain"]


@pytest.fixture
def empty_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    return tmp_path


def test_the_object_has_the_keys_that_others_rely_on(
    decks: dict[str, DeckRef], empty_cache: Path
) -> None:
    found = plain_data(measure(decks["calibration"], seconds=0.05))
    assert list(found) == KEYS
    assert all(found[name] > 0 for name in KEYS[3:-1])
    assert (found["compiled"], found["plain"]) == (False, None)


def test_a_playout_takes_at_least_a_node(decks: dict[str, DeckRef], empty_cache: Path) -> None:
    found = measure(decks["calibration"], seconds=0.05)
    assert found.search_us_per_node * found.search_iterations_per_s <= 1_000_000


def test_search_is_timed_where_the_first_decision_is_forced(
    decks: dict[str, DeckRef], empty_cache: Path
) -> None:
    # a hand of one agenda leaves nothing to choose
    assert _first_thought(open_game(decks["entanglement"]), 0.05).nodes > 0


def test_a_loop_plays_whole_games(decks: dict[str, DeckRef], empty_cache: Path) -> None:
    game, luck = open_game(decks["water_treaty"]), Random(1)
    assert 50 < action_loop(game, luck) <= game.max_plies
    assert 50 < id_loop(game, luck) <= game.max_plies


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command measures for a twentieth of a second."""
    monkeypatch.setattr(command, "measure", lambda deck, _: measure(deck, seconds=0.05))


@pytest.mark.usefixtures("quick")
def test_people_read_a_line_each(wargame: CommandLine, empty_cache: Path) -> None:
    answer = wargame("bench", "calibration", "--seconds", "1")
    assert answer.code == 0
    assert [line.split()[0] for line in answer.out.splitlines()] == [
        name for name in KEYS if name not in ("variant", "plain")
    ]
    assert "compiled                           no" in answer.out


@pytest.mark.usefixtures("quick")
def test_whoever_waits_reads_first_what_takes_time(
    wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing stood there for some twenty seconds."""
    said: list[str] = []
    monkeypatch.setattr(command, "tell_who_waits", said.append)
    assert wargame("bench", "calibration").code == 0
    assert said == [command.MEASURING]


@pytest.mark.usefixtures("quick")
def test_both_builds_stand_side_by_side(
    wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the deck were compiled: the same rules under another class of positions."""

    def pretended(deck: DeckRef) -> Game:
        game = open_game(deck)
        monkeypatch.setattr(type(game), "is_compiled", property(lambda self: self is game))
        return game

    monkeypatch.setattr(bench, "open_game", pretended)
    found = json.loads(wargame("bench", "calibration", "--json").out)
    assert found["compiled"] is True
    assert list(found["plain"]) == OF_A_BUILD
    told = wargame("bench", "calibration").out.splitlines()
    assert "yes           no" in told[1]
    assert {line.split()[0] for line in told if len(line.split()) == 3} == {"compiled", *OF_A_BUILD}


@pytest.mark.slow
@pytest.mark.skipif(compiled.can_compile() != "", reason=compiled.can_compile())
def test_a_compiled_deck_is_measured_both_ways(
    decks: dict[str, DeckRef], empty_cache: Path
) -> None:
    empty_cache.chmod(0o700)
    compiled.compile_rules(open_game(decks["calibration"]))
    found = plain_data(measure(decks["calibration"], seconds=0.2))
    assert found["compiled"] is True
    assert list(found["plain"]) == OF_A_BUILD
