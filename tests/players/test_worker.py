"""A player in a process of its own gets the deck and packed views, and answers in plain data."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.conftest import LONG_S, Interpreter, has_ended
from tests.rules.tiny import card, seats, tiny
from tests.systems import has_signals
from wargame.content.library import DeckRef
from wargame.errors import PlayerError
from wargame.lab.runs.games import shared_game
from wargame.players.adviser import advise
from wargame.players.budget import Budget
from wargame.players.pipe import Pipe
from wargame.players.registry import make_player, own_seed
from wargame.players.thinkers import opened
from wargame.players.worker import START, ByWorker, Dropped, Worker, WorkerLost
from wargame.rules.game import CHANCE_SEAT, Game, Position
from wargame.rules.kernel import Stream
from wargame.rules.view import SeatState, unpack_view
from wargame.table.host.seating import seat_later

pytestmark = pytest.mark.waits

SHORT = Budget(iterations=30)

Hire = Callable[..., Worker]


def random_states(game: Game, seed: int) -> Iterator[Position]:
    state, stream = game.new(), Stream(seed)
    while not game.is_terminal(state):
        yield state
        legal = game.legal_actions(state)
        state = game.apply(state, legal[stream.below(len(legal))]).state


@pytest.fixture(scope="module")
def small() -> Game:
    """A game whose habits are learned in no time."""
    cards = [card(name, f"{name}.grain += 1", seat="any") for name in ("north", "south")]
    cards += [card(name, f"my.grain += {n}", seat="any") for n, name in enumerate("abc", 1)]
    return tiny(cards=cards, seats=seats({"hand": 3}, {"hand": 3}), rounds={"max": 2})


@pytest.fixture(scope="module")
def view(small: Game) -> SeatState:
    """A view of the first seat, which has a choice."""
    seat = small.seats[0]
    states = random_states(small, 1)
    return next(
        small.redact(state, seat)
        for state in states
        if small.current_seat(state) == seat and len(small.legal_actions(state)) > 3
    )


@pytest.fixture
def hire(small: Game) -> Iterator[Hire]:
    """Make workers that are gone after the test."""
    made: list[Worker] = []

    def call(name: str, seat: str = small.seats[0]) -> Worker:
        made.append(Worker(small.loaded, {seat: name}, 1))
        return made[-1]

    yield call
    for worker in made:
        worker.close()


def asked(worker: Worker, view: SeatState) -> tuple[threading.Thread, list[object]]:
    """Ask in a thread; what came of it gets into the list."""
    found: list[object] = []

    def ask() -> None:
        try:
            found.append(worker.choose(view))
        except Exception as error:  # noqa: BLE001 - it is what the test is about
            found.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    while not worker.is_warm:
        time.sleep(0.01)
    time.sleep(0.1)
    return thread, found


def test_a_view_survives_packing(any_game: Game) -> None:
    for state in random_states(any_game, 3):
        for seat in any_game.seats:
            view = any_game.redact(state, seat)
            packed = json.loads(json.dumps(view.packed()))
            again = unpack_view(any_game.rules, packed)
            assert again == view
            assert [action.code for action in again.legal] == [a.code for a in view.legal]


def test_a_worker_chooses_and_advises_as_somebody_here_would(
    learns_all: None, hire: Hire, small: Game, view: SeatState
) -> None:
    worker = hire("search:30it")
    remote = ByWorker("search:30it", worker, view.seat, 1)
    here = make_player("search:30it", small, view.seat, 1)
    assert remote.choose(view).text == here.choose(view).text
    assert worker.advise(view, SHORT).moves == advise(view, SHORT).moves


def test_a_thought_that_is_dropped_leaves_the_process_ready(hire: Hire, view: SeatState) -> None:
    worker = hire("search:300s")
    thread, found = asked(worker, view)
    process = worker.pid
    worker.cancel()
    thread.join(LONG_S)
    assert isinstance(found[0], Dropped)
    assert worker.advise(view, SHORT).moves
    assert worker.pid == process


@has_signals
def test_a_process_that_is_killed_is_told_and_the_next_question_starts_another(
    hire: Hire, view: SeatState
) -> None:
    worker = hire("search:300s")
    thread, found = asked(worker, view)
    process = worker.pid
    os.kill(process, signal.SIGKILL)
    thread.join(LONG_S)
    assert isinstance(found[0], WorkerLost)
    assert "was lost" in str(found[0])
    assert worker.advise(view, SHORT).moves
    assert worker.pid != process


@has_signals
def test_closing_ends_the_process_in_the_middle_of_a_thought(hire: Hire, view: SeatState) -> None:
    worker = hire("search:300s")
    thread, found = asked(worker, view)
    process = worker.pid
    worker.close()
    thread.join(LONG_S)
    assert isinstance(found[0], Dropped)
    assert has_ended(process)


ABANDON = """
import os, signal, sys, threading, time
from pathlib import Path
from wargame.content.library import DeckRef, load_deck
from wargame.players.worker import Worker
worker = Worker(load_deck(DeckRef(Path(sys.argv[1]))), {}, 1)
worker.warm()
while not worker.is_warm:
    time.sleep(0.01)
print(worker.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@has_signals
def test_the_process_ends_with_whoever_started_it(
    python: Interpreter, decks: dict[str, DeckRef]
) -> None:
    done = python(ABANDON.replace("sys.argv[1]", repr(str(decks["calibration"].folder))))
    assert has_ended(int(done.stdout)), done.stderr


def test_nothing_travels_but_the_deck_and_what_the_seat_sees(
    monkeypatch: pytest.MonkeyPatch, hire: Hire, small: Game, view: SeatState
) -> None:
    sent: list[dict[str, object]] = []
    send = Pipe.send

    def listen(pipe: Pipe, message: dict[str, object], *rest: Any) -> None:
        sent.append(message)
        send(pipe, message, *rest)

    monkeypatch.setattr(Pipe, "send", listen)
    hire("search:30it").choose(view)
    other = small.redact(small.resample(view, Stream(9)), view.seat)
    hire("search:30it").choose(other)
    assert sent[0] == {
        "deck": small.loaded.tree,
        "variant": "",
        "seats": {view.seat: ["search:30it", own_seed(1, view.seat)]},
    }
    assert sent[1] == {"id": 1, "view": view.packed(), "do": "choose"}
    assert sent[:2] == sent[2:]


def test_a_player_that_cannot_be_made_is_told_to_whoever_asks(hire: Hire, view: SeatState) -> None:
    with pytest.raises(PlayerError, match="nobody"):
        hire("nobody").choose(view)


def test_a_deck_that_cannot_be_used_is_told(decks: dict[str, DeckRef]) -> None:
    tree = shared_game(decks["calibration"]).loaded.tree
    room, said = opened({"deck": {**tree, "seats": []}, "variant": "", "seats": {}}, None)
    assert room is None
    assert "seats" in said["error"]


def test_how_long_a_player_may_think_is_checked_before_it_does(hire: Hire, small: Game) -> None:
    with pytest.raises(PlayerError, match="no time to think"):
        ByWorker("search:soon", hire("search"), small.seats[0], 1)


def test_chance_is_nobody_s_turn(water: Game) -> None:
    state = water.new()
    assert water.current_seat(state) == CHANCE_SEAT
    view = water.redact(state, water.seats[0])
    assert unpack_view(water.rules, view.packed()).legal == ()


@pytest.mark.parametrize("cut", [b"", b'{"deck": {"id": "wa', b'{"do": "choose"}'], ids=repr)
def test_a_process_ends_with_whoever_fell_silent_in_the_middle_of_a_line(cut: bytes) -> None:
    words = [sys.executable, "-c", START.format("wargame.players.worker_main"), *sys.path]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdin is not None
        child.stdin.write(cut)
        child.stdin.close()
        try:
            assert child.wait(LONG_S) is not None
        finally:
            child.kill()


def test_whoever_takes_a_seat_later_thinks_in_the_same_process(
    hire: Hire, small: Game, view: SeatState
) -> None:
    rival = small.seats[1]
    worker = hire("greedy", rival)
    player, plain, alone = (
        seat_later(name, small, view.seat, 1, "", where)
        for name, where in (("search:30it", worker), ("greedy", worker), ("search:30it", None))
    )
    assert [isinstance(one, ByWorker) for one in (player, plain, alone)] == [True, False, False]
    assert player.choose(view) in view.legal
    first = worker.pid
    own = make_player("search:30it", small, view.seat, 1).choose(view)
    assert ByWorker("search:30it", worker, view.seat, 1).choose(view) == own
    assert worker.pid == first
    with pytest.raises(PlayerError, match="nobody"):
        worker.choose(view, ("nobody", 1))
