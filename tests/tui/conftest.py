"""Tables for tests: a sitting, an app around it, what it draws, and somebody who plays by keys."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.conftest import DECKS, LONG_S, own_in
from tests.tui import drawing
from tests.tui.apps import make_app
from tests.tui.stylesheets import share
from tests.tui.waiting import is_meanwhile, meanwhile, prepare
from wargame.content.library import DeckRef, load_deck
from wargame.lab.runs.games import shared_game
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.play.match import Match
from wargame.players import worker
from wargame.players.budget import Budget
from wargame.players.greedy import Greedy
from wargame.players.worker import Worker
from wargame.rules.game import Game
from wargame.rules.view import SeatState
from wargame.store.own import FOLDER_VARIABLE
from wargame.table.host.seating import seat_players
from wargame.table.host.sitting import Sitting
from wargame.table.told.options import is_question
from wargame.table.told.quarter import closed_round
from wargame.tui import held
from wargame.tui.app import WargameApp
from wargame.tui.screens.curtain import CurtainScreen
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.pane import Pane

ROOT = Path(__file__).resolve().parents[2]

prepare()
share()
drawing.prepare()


@pytest.fixture(autouse=True)
def chose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of each test's own."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(own_in(tmp_path)))


@pytest.fixture(autouse=True)
def has_quick_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of tests come one after the other as if each were let go in between."""
    monkeypatch.setattr(held, "HELD_S", 0)


@pytest.fixture(autouse=True)
def gets_ready_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """No table of a test starts a process before somebody asks it something."""
    monkeypatch.setattr(Worker, "warm", lambda _: None)


@pytest.fixture(autouse=True)
def nobody_thinks_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever thinks in a process of its own stops with the test, wanted or not."""
    hired: list[Worker] = []
    hire = Worker.__init__

    def kept_in_mind(self: Worker, *args: Any, **how: Any) -> None:
        hire(self, *args, **how)
        hired.append(self)

    monkeypatch.setattr(Worker, "__init__", kept_in_mind)
    yield
    for one in hired:
        one.close()


@pytest.fixture(autouse=True)
def counsel_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Advice after so many tries, not seconds: the same however busy the machine is."""
    monkeypatch.setattr(worker, "Budget", partial(Budget, iterations=200))


_WEIGHED: dict[tuple[object, ...], tuple[list[int], int]] = {}
_WEIGH = Greedy.weigh_all


def _weighed(self: Greedy, view: SeatState) -> list[int]:
    """What actions come to, which follows from what the seat sees, its ends and its own luck."""
    key = (view.rules.rules_hash, view.digest, self._ends, self._stream.x)
    if key not in _WEIGHED:
        _WEIGHED[key] = _WEIGH(self, view), self._stream.x
    values, self._stream.x = _WEIGHED[key]
    return [*values]


@pytest.fixture(autouse=True)
def thinks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests of the screens play the same few games again and again: each is thought of once."""
    monkeypatch.setattr(Greedy, "weigh_all", _weighed)


SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.fixture(name="meanwhile")
def looked_at_meanwhile() -> Iterator[None]:
    """For a test that looks at the screens while a player thinks."""
    with meanwhile():
        yield


def open_deck(name: str, variant: str = "") -> Game:
    """A deck of the project, opened once."""
    return shared_game(DeckRef(DECKS[name].folder, variant))


def retitled(text: str) -> Game:
    """The primer with a text in the place of many titles, past everything that a loader checks."""
    loaded = load_deck(DeckRef(ROOT / "decks" / "primer"))
    deck = loaded.deck
    changed = {
        noun: [
            one.model_copy(update={"title": text}) if n == 0 else one
            for n, one in enumerate(getattr(deck, noun))
        ]
        for noun in ("seats", "tracks", "measures", "projects")
    }
    return Game(replace(loaded, written=deck.model_copy(update=changed)))


def sit(game: Game, seed: int, *who: str) -> Sitting:
    """A table that is not kept; `who` sits in the seats, in their order."""
    players, worker = seat_players(game, dict(zip(game.seats, who, strict=True)), seed)
    return Sitting(Match(game, players, seed, traced=True), worker)


def play_on(sitting: Sitting, plies: int) -> None:
    """Play until so many moves have been made; a person takes the last thing that is legal."""
    for turn in sitting.turns() if plies else ():
        match turn:
            case PlayerAsked():
                sitting.take(turn.choose())
            case PersonAsked(view):
                sitting.take(view.legal[-1])
            case _:
                pass
        if len(sitting.match.log) >= plies:
            break


def play_to_card(sitting: Sitting) -> None:
    """Play until a round has closed that `us` has not been told of."""
    while not closed_round(sitting.view("us")):
        play_on(sitting, len(sitting.match.log) + 1)


def app_of(sitting: Sitting, *, is_ascii: bool = False) -> WargameApp:
    """The app, open at the table."""
    return make_app(lambda app: app.start(sitting), is_ascii=is_ascii)


STEP = 0.02
"""Seconds between two looks at a screen."""


def frame(app: App[Any]) -> str:
    """The characters on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def until(pilot: Pilot[int], true: Callable[[], bool]) -> None:
    """Wait for what the background brings, however busy the machine is."""
    end = time.monotonic() + LONG_S
    while not true():
        assert time.monotonic() < end, "it never came"
        await pilot.pause(0.01)


THINKS = re.compile("is (learning the deck|choosing|answering) .*")
"""The line that tells who is being waited for: it has dots that come and go, and counts."""


async def settled(pilot: Pilot[int], calm: float = 0.1) -> None:
    """Wait until nothing is left to do; while players think on, until the screen has stood still.

    Args:
        calm: For so many seconds, or many more on a busy machine. What tells that somebody thinks
            never stands still: it does not count.
    """
    await pilot.pause()
    clock, still, before = asyncio.get_running_loop().time, 0.0, ""
    while still < calm and is_meanwhile():
        began = clock()
        await pilot.pause(STEP)
        shown = THINKS.sub("", frame(pilot.app))
        now, busy = f"{pilot.app.screen!r}\n{shown}", clock() - began > 4 * STEP
        # Where every moment is a busy one, calm comes too, but slowly.
        still = 0.0 if now != before else still + (STEP / 4 if busy else STEP)
        before = now


def next_keys(app: WargameApp, sitting: Sitting) -> list[str]:
    """What somebody presses who plays the first thing that can be played, or passes."""
    screen = app.screen
    if isinstance(screen, PageScreen):
        return ["enter"]
    if isinstance(screen, CurtainScreen):
        return [screen._sign.key, "enter"]
    if not isinstance(screen, TableScreen) or sitting.mover != screen.seat:
        return []
    return keys_at(sitting.view(screen.seat))


def keys_at(view: SeatState) -> list[str]:
    """What they press at a table where it is their turn."""
    verbs = {action.verb.word for action in view.legal}
    if is_question(view):
        return ["enter"]
    if verbs & {"play", "headline", "discard"}:
        args = [action.arg for action in view.legal]
        number = next(n for n, card in enumerate(view.hand, start=1) if card in args)
        return [str(number), "enter", "enter"]
    return ["x", "enter"]


async def choose_twice(pilot: Pilot[int], app: WargameApp) -> None:
    """Press Enter again before the screen has heard of the first."""
    pane = app.screen.query(Pane).first()
    pane.action_choose()
    pane.action_choose()
    await settled(pilot)


async def play_by_keys(
    pilot: Pilot[int], app: WargameApp, sitting: Sitting, *, decisions: int = 1000
) -> None:
    """Play on by keys alone."""
    for _ in range(4 * decisions):
        if sitting.is_over or decisions <= 0:
            break
        keys = next_keys(app, sitting)
        decisions -= bool(keys)
        for key in keys:
            await pilot.press(key)
        await pilot.pause(0 if keys else 0.01)
    await pilot.pause()


@pytest.fixture
def primer() -> Game:
    return open_deck("primer")
