"""Each proof at a small count, so that its command works when it is wanted; and it can fail."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.adapters.remote.ends import Table
from tests.conftest import ROOT, child_environment
from tests.proofs import (
    grown,
    hostile,
    keys,
    kills,
    lines,
    markers,
    recall,
    replays,
    restarts,
    texts,
)
from tests.rules.leaks import Leak
from tests.store.helpers import game_of, kept
from tests.systems import has_signals
from wargame.adapters.remote.joined import JoinedTable
from wargame.errors import RecordError
from wargame.play.event import Chance
from wargame.play.match import Match
from wargame.rules.game import Game, Position
from wargame.store.cache import CACHE_VARIABLE


def test_a_replay_meets_the_hashes_of_the_table() -> None:
    found = replays.live_against_replay(range(56, 60))
    assert int(found["hashes met"]) > 100


def test_another_hash_would_be_noticed() -> None:
    game, match, hashes = replays.play_number(0, ["calibration"])
    with pytest.raises(AssertionError, match="game 0 differs"):
        replays.compare(game, match, [*hashes[:-1], "0"])
    place = next(n for n, e in enumerate(match.record.events) if isinstance(e, Chance))
    event = match.record.events[place]
    assert isinstance(event, Chance)
    match.record.events[place] = dataclasses.replace(event, state="0")
    with pytest.raises(RecordError, match="another one here"):
        replays.compare(game, match, hashes)


def test_a_game_is_the_same_read_and_replayed_at_every_event() -> None:
    found = replays.heavy(range(1))
    assert found["games"] == 1
    assert int(found["read and replayed"]) > 1


def test_hostile_inputs_do_no_harm() -> None:
    found = hostile.hostile(range(24), list(hostile.KINDS))
    assert (found["inputs"], found["uncaught"]) == (24, 0)


@pytest.mark.slow
def test_a_deck_that_nobody_wrote_does_as_it_is_told() -> None:
    found = grown.grown_decks(range(5, 6))
    assert (found["decks"], found["faults"]) == (1, 0)
    assert int(found["moves asked about"]) > 30
    assert int(found["command lines"]) > 30


def test_what_a_command_says_of_our_fault_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grown, "run", lambda line: 1)
    with pytest.raises(AssertionError, match="deck"):
        grown.grown_decks(range(5, 6))


def test_harm_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(number: int, folder: Path) -> None:
        raise KeyError(number)

    def starts(number: int, folder: Path) -> None:
        (folder / "PWNED").touch()

    for harm, said in ((breaks, "KeyError"), (starts, "started a program")):
        monkeypatch.setitem(hostile.KINDS, "deck", harm)
        with pytest.raises(AssertionError, match=said):
            hostile.throw("deck", 1, Counter())


@has_signals
def test_kills_lose_nothing() -> None:
    """In a process of its own, since it forks."""
    command = [sys.executable, "-m", "tests.proofs.kills", "--count", "2", "--load", "plain"]
    done = subprocess.run(
        command, cwd=ROOT, env=child_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "plain kills 2" in done.stdout
    assert "lost 0" in done.stdout


@pytest.mark.waits
def test_bad_lines_lose_no_choice_and_a_lost_one_would_be_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def planted(table: Table, joined: JoinedTable, seat: str, chosen: dict[int, list[str]]) -> None:
        compare(table, joined, seat, chosen)
        last = max(chosen)
        for wrong in ({**chosen, last + 1: ["pass"]}, {**chosen, last: ["another act"]}):
            with pytest.raises(AssertionError):
                compare(table, joined, seat, wrong)

    compare = lines.compare
    monkeypatch.setattr(lines, "compare", planted)
    monkeypatch.setattr(lines, "MOST_HARM", 4)
    found = lines.lines(range(7, 8), "water_treaty")
    assert found["games"] == 1
    assert int(found["choices"]) > 10


@pytest.mark.waits
@has_signals
def test_a_killed_host_loses_no_choice_and_a_lost_one_would_be_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def planted(match: Match, sent: Mapping[int, Sequence[str]]) -> None:
        compare(match, sent)
        last = max(sent)
        for wrong in ({**sent, last + 1: ["pass"]}, {**sent, last: [*sent[last], "another act"]}):
            with pytest.raises(AssertionError):
                compare(match, wrong)

    compare = restarts.compare
    monkeypatch.setattr(restarts, "compare", planted)
    monkeypatch.setattr(restarts, "MOST_KILLS", 1)
    monkeypatch.setattr(restarts, "LAST_KILL", 4)
    found = restarts.restarts(range(1))
    assert (found["games"], found["killed"]) == (1, 1)


def test_a_lost_move_would_be_noticed(tmp_path: Path) -> None:
    path = kept(tmp_path / "game.jsonl", "water_treaty", 3, 40)
    with pytest.raises(AssertionError, match="line 5 is lost"):
        kills.look_at(path, ["5 0000"], Counter())
    with pytest.raises(AssertionError, match="the save is gone"):
        kills.look_at(tmp_path / "none.jsonl", ["5 0000"], Counter())


@pytest.mark.slow
@pytest.mark.parametrize("screens", [False, True])
def test_no_hidden_word_is_found(screens: bool) -> None:
    assert markers.markers(range(2, 3), screens=screens)["hits"] == 0


def test_a_leaked_word_would_be_noticed() -> None:
    with pytest.raises(AssertionError, match=r"here: \['zqaaaxvj'\] in 20"):
        markers.hold("here", b"they hold ZQAAAXVJ !", {markers.marker(0)}, Counter())


def test_counsel_that_looks_at_a_hand_would_be_noticed() -> None:
    def peeking(game: Game, state: Position, seat: str) -> object:
        return [game.redact(state, one).hand for one in game.seats]

    tally: Counter[str] = Counter()
    game = game_of("water_treaty")
    with pytest.raises(Leak, match="counsel for"):
        recall.play_twice(game, game.seats[0], 1, tally, peeking)


@pytest.mark.slow
def test_two_games_that_differ_in_secrets_look_the_same() -> None:
    assert recall.recall(range(4))["leaks"] == 0


@pytest.mark.slow
def test_no_text_of_a_deck_is_obeyed() -> None:
    found = texts.texts(60)
    assert int(found["seen"]) > 100


@pytest.mark.slow
def test_wild_keys_break_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert keys.Session(0, most=40).run().wrong == []
    ends = {"SIGTERM": (lambda one: one.process.terminate(), 7)}
    monkeypatch.setattr(keys, "ENDS", ends)
    monkeypatch.setattr(keys, "wild", lambda _: "\t")
    found = keys.Session(0, most=4).run().wrong
    assert found == ["0, the title, SIGTERM (143): left with 143, not with 7"]


@pytest.mark.parametrize(
    ("version", "has_another"), [("8", True), ("", False)], ids=["a test", "a proof"]
)
def test_a_proof_runs_on_the_rules_that_its_user_has_compiled(
    version: str, has_another: bool
) -> None:
    names = (CACHE_VARIABLE, "PYTEST_VERSION")
    kept_ones = {k: v for k, v in child_environment().items() if k not in names}
    environment = kept_ones | ({"PYTEST_VERSION": version} if version else {})
    ask = f"import os, tests.conftest; print({CACHE_VARIABLE!r} in os.environ)"
    asked = subprocess.run(
        [sys.executable, "-c", ask], env=environment, cwd=ROOT, capture_output=True, check=True
    )
    assert asked.stdout.decode().strip() == str(has_another)
