"""While the program thinks, the screen answers; and nothing is done twice."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.conftest import LONG_S, has_ended
from tests.rules.tiny import card, seats, tiny
from tests.systems import KILL, has_signals
from tests.tui.conftest import (
    app_of,
    frame,
    next_keys,
    open_deck,
    play_by_keys,
    settled,
    sit,
    until,
)
from tests.tui.terminal import Terminal
from wargame.errors import PlayerError
from wargame.play.player import Player
from wargame.players.registry import make_player
from wargame.players.worker import Worker
from wargame.rules.game import Action, Game
from wargame.rules.view import SeatState
from wargame.table.host.sitting import Sitting
from wargame.tui.app import WargameApp
from wargame.tui.screens import driven, table
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.pane import Pane

pytestmark = pytest.mark.waits


class Slow:
    """A player that waits until it is let go."""

    def __init__(self, player: Player) -> None:
        self.name, self._player = player.name, player
        self.may_go = threading.Event()
        self.asked = threading.Event()
        self.threads: set[str] = set()
        self.fails = False

    def choose(self, view: SeatState) -> Action:
        self.threads.add(threading.current_thread().name)
        self.asked.set()
        if not self.may_go.wait(LONG_S):
            raise PlayerError("nobody let it go")
        if self.fails:
            self.fails = False
            raise PlayerError("the program stumbled")
        return self._player.choose(view)


async def until_asked(pilot: Pilot[int], app: WargameApp, sitting: Sitting, slow: Slow) -> None:
    """Play by keys until the program has been asked."""
    for _ in range(40):
        if slow.asked.is_set():
            return
        await pilot.press(*next_keys(app, sitting))
        await until(pilot, lambda: slow.asked.is_set() or sitting.waits_for_person)
    raise AssertionError("nobody asks it")


@pytest.mark.usefixtures("meanwhile")
async def test_the_screen_answers_while_the_program_thinks(primer: Game) -> None:
    sitting = sit(primer, 7, "human", "greedy")
    slow = sitting.match.players["china"] = Slow(sitting.match.players["china"])
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await until_asked(pilot, app, sitting, slow)
        ply = len(sitting.match.log)
        await pilot.press("l")
        assert app.screen.focused is not None
        assert focused(app) == "log"
        await pilot.press("1", "enter", "enter", "x", "enter", "l")
        assert "is choosing" in frame(app)
        assert len(sitting.match.log) == ply
        slow.may_go.set()
        await until(pilot, lambda: sitting.waits_for_person)
        assert slow.threads == {"wargame-player"}


@pytest.mark.usefixtures("meanwhile")
async def test_why_a_key_does_nothing_gives_way_to_who_is_waited_for(
    primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stood there until the next key, and nothing showed any more that somebody thought."""
    monkeypatch.setattr(table, "SAID_S", 0.3)
    told, say = list[str](), TableScreen.say

    def say_and_tell(screen: TableScreen, text: str) -> None:
        told.append(text)
        say(screen, text)

    monkeypatch.setattr(TableScreen, "say", say_and_tell)
    sitting = sit(primer, 7, "human", "greedy")
    slow = sitting.match.players["china"] = Slow(sitting.match.players["china"])
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await until_asked(pilot, app, sitting, slow)
        await settled(pilot)
        told.clear()
        await pilot.press("a")
        await until(pilot, lambda: told == ["Not now: wait for your turn.", ""])
        await until(pilot, lambda: "is choosing" in frame(app))
        slow.may_go.set()
        await until(pilot, lambda: sitting.waits_for_person)


@pytest.mark.usefixtures("meanwhile")
async def test_what_is_said_again_stays_as_long_as_what_is_said_once(
    primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gave way by the clock of the first time, so that nobody could read it."""
    monkeypatch.setattr(table, "SAID_S", 0.5)
    told, say = list[tuple[str, float]](), TableScreen.say

    def say_and_tell(screen: TableScreen, text: str) -> None:
        told.append((text, time.monotonic()))
        say(screen, text)

    monkeypatch.setattr(TableScreen, "say", say_and_tell)
    sitting = sit(primer, 7, "human", "greedy")
    slow = sitting.match.players["china"] = Slow(sitting.match.players["china"])
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await until_asked(pilot, app, sitting, slow)
        await settled(pilot)
        told.clear()
        await pilot.press("a")
        await pilot.pause(0.3)
        await pilot.press("a")
        await until(pilot, lambda: [text for text, _ in told][-1:] == [""] and len(told) > 3)
        slow.may_go.set()
        await until(pilot, lambda: sitting.waits_for_person)
    stood = [gone - at for (text, at), (then, gone) in pairwise(told) if text and not then]
    assert stood[-1] > 0.45  # the key itself takes away what was said before


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
@pytest.mark.usefixtures("meanwhile")
async def test_what_was_chosen_is_no_choice_any_more_while_the_program_thinks(
    primer: Game, size: tuple[int, int]
) -> None:
    sitting = sit(primer, 7, "human", "greedy")
    slow = sitting.match.players["china"] = Slow(sitting.match.players["china"])
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: sitting.waits_for_person)
        await settled(pilot)
        await pilot.press("x", "enter")
        await until(pilot, slow.asked.is_set)
        await settled(pilot)
        assert "United States passes" in frame(app)
        assert "is to move" not in frame(app)
        slow.may_go.set()
        await until(pilot, lambda: sitting.waits_for_person)


@pytest.mark.parametrize(
    ("least_s", "bell", "rings"),
    [(0.0, "waits", True), (LONG_S, "waits", False), (0.0, "never", False)],
)
@pytest.mark.usefixtures("meanwhile")
async def test_a_bell_tells_that_a_long_wait_is_over(
    primer: Game, monkeypatch: pytest.MonkeyPatch, least_s: float, bell: str, *, rings: bool
) -> None:
    monkeypatch.setattr(driven, "LONG_WAIT_S", least_s)
    sitting = sit(primer, 7, "human", "greedy")
    slow = sitting.match.players["china"] = Slow(sitting.match.players["china"])
    app, rung = app_of(sitting), list[bool]()
    monkeypatch.setattr(app, "bell", lambda: rung.append(slow.may_go.is_set()))
    async with app.run_test(size=(80, 24)) as pilot:
        app.use(replace(app.settings, bell=bell))
        await pilot.press("enter")
        await until_asked(pilot, app, sitting, slow)
        before = len(rung)
        await settled(pilot)
        assert len(rung) == before, "it rings while somebody is waited for"
        slow.may_go.set()
        await until(pilot, lambda: sitting.waits_for_person)
        await settled(pilot)
        assert (len(rung) > before) == rings


async def test_a_player_that_fails_is_told_and_asked_again(primer: Game) -> None:
    sitting = sit(primer, 7, "human", "greedy")
    slow = sitting.match.players["china"] = Slow(sitting.match.players["china"])
    slow.may_go.set()
    slow.fails = True
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until_asked(pilot, app, sitting, slow)
        await until(pilot, lambda: "stumbled" in frame(app))
        assert "the program stumbled Enter asks again" in frame(app)
        await pilot.press("enter")
        await until(pilot, lambda: sitting.waits_for_person)


QUICK = open_deck("calibration")
"""A deck whose habits are learned in no time."""

LONG = "search:300s"
"""Thinks for longer than any test waits."""


def hired(sitting: Sitting) -> Worker:
    """The process in which players think."""
    assert sitting.worker
    return sitting.worker


def focused(app: WargameApp) -> str | None:
    """Which pane has the focus."""
    return app.screen.focused.id if app.screen.focused else None


async def until_it_thinks(pilot: Pilot[int], app: WargameApp, sitting: Sitting) -> None:
    """Play by keys until the program has been asked, in a process that is ready."""
    await pilot.press("enter")
    end = time.monotonic() + LONG_S
    while time.monotonic() < end:
        screen = app.screen
        if getattr(screen, "is_thinking", False) and hired(sitting).is_warm:
            return
        if not getattr(screen, "is_thinking", False):
            await pilot.press(*next_keys(app, sitting))
        await pilot.pause(0.05)
    raise AssertionError("nobody thinks")


@pytest.mark.usefixtures("meanwhile")
async def test_whoever_waits_for_the_program_has_the_hand_under_the_cursor_then(
    primer: Game,
) -> None:
    """The news of its play hide the hand for a while on the smallest screen."""
    sitting = sit(primer, 4, "human", "greedy")
    slow = sitting.match.players["china"] = Slow(sitting.match.players["china"])
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until_asked(pilot, app, sitting, slow)
        await settled(pilot)
        assert focused(app) == "hand"
        slow.may_go.set()
        await until(pilot, lambda: sitting.waits_for_person)
        await settled(pilot)
        assert focused(app) == "hand"


@pytest.mark.usefixtures("meanwhile")
async def test_a_process_thinks_while_keys_are_answered_and_undo_drops_the_thought() -> None:
    sitting = sit(QUICK, 7, "human", LONG)
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_it_thinks(pilot, app, sitting)
        ply, process = len(sitting.match.log), hired(sitting).pid
        await pilot.press("l")
        assert focused(app) == "log"
        await until(pilot, lambda: "look around meanwhile" in frame(app))
        await pilot.press("u")
        await until(pilot, lambda: "Taken back" in frame(app))
        assert len(sitting.match.log) == ply - 1
        assert hired(sitting).pid == process
        await until_it_thinks(pilot, app, sitting)
        assert len(sitting.match.log) >= ply
    app.home.take_place(None)
    assert hired(sitting).pid == 0 or has_ended(process)


@has_signals
@pytest.mark.usefixtures("meanwhile")
async def test_a_process_that_is_killed_is_told_once_and_replaced(primer: Game) -> None:
    sitting = sit(primer, 7, "human", "search:1500it")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_it_thinks(pilot, app, sitting)
        ply, first = len(sitting.match.log), hired(sitting).pid
        os.kill(first, signal.SIGKILL)
        await until(pilot, lambda: "thinks was lost" in frame(app))
        await until(pilot, lambda: len(sitting.match.log) > ply)
        assert hired(sitting).pid not in (0, first)
        assert "thinks was lost" in frame(app)
    app.home.take_place(None)


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    threads = list(Path(f"/proc/{process}/task").glob("*/children"))
    if not threads:
        pytest.skip("this system does not tell whose child a process is")
    return [int(word) for thread in threads for word in thread.read_text().split()]


@pytest.mark.parametrize(
    ("how", "code"),
    [
        pytest.param("keys", 0, id="by keys"),
        pytest.param(signal.SIGTERM, 143, id="SIGTERM", marks=pytest.mark.slow),
        pytest.param(KILL, -9, id="SIGKILL"),
    ],
)
def test_nobody_thinks_on_when_the_program_is_gone(
    how: str | signal.Signals, code: int, tmp_path: Path
) -> None:
    seats = [word for seat in QUICK.seats for word in ("--seat", f"{seat}={LONG}")]
    with Terminal("play", "calibration", *seats, folder=tmp_path) as terminal:
        terminal.wait_for("is choosing")
        started = children(terminal.process.pid)
        assert len(started) == 1
        if isinstance(how, str):
            terminal.press("\x11")
        else:
            terminal.process.send_signal(how)
        assert terminal.leave() == code
        assert how == signal.SIGKILL or b"\x1b[?1049l" in terminal.drawn
        assert has_ended(started[0])


async def counselled(pilot: Pilot[int], app: WargameApp) -> str:
    """The adviser's page, once it has thought."""
    await pilot.press("a")
    await until(pilot, lambda: "of them tried in" in page(app))
    return page(app)


def page(app: WargameApp) -> str:
    """All that the page says, however long it is, without its lines."""
    rows = app.screen.query_one("#page", Pane).rows
    return " ".join("".join(part.text for part in line) for row in rows for line in row.lines)


@pytest.mark.parametrize(
    "size", [(80, 24), pytest.param((120, 40), marks=pytest.mark.slow)], ids=str
)
async def test_the_adviser_tells_three_moves_and_opens_the_one_that_is_chosen(
    primer: Game, size: tuple[int, int]
) -> None:
    sitting = sit(primer, 7, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        table = app.screen
        assert isinstance(table, TableScreen)
        text = await counselled(pilot, app)
        assert all(f"{number} " in text for number in (1, 2, 3))
        assert text.count("% of the worlds") + text.count("times in 100") == 3
        assert "people may not" in text
        ply = len(sitting.match.log)
        await pilot.press("down", "enter")
        assert table.scene.advice is not None
        assert sitting.scene("us").advice is table.scene.advice
        assert sitting.scene("china").advice is None
        assert app.screen is table
        assert "If you do" in frame(app)
        assert len(sitting.match.log) == ply
        await pilot.press("enter")
        await until(pilot, lambda: len(sitting.match.log) > ply)
        assert sitting.scene("us").advice is None
    app.home.take_place(None)


async def test_counsel_that_is_left_is_dropped_and_can_be_asked_for_again() -> None:
    sitting = sit(QUICK, 7, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        table = app.screen
        await pilot.press("a")
        assert "Learning the deck" in frame(app)
        await pilot.press("escape")
        assert app.screen is table
        await counselled(pilot, app)
        await pilot.press("escape")
        assert len(sitting.match.log) == len(sitting.match.record.actions)
        assert app.screen is table
    app.home.take_place(None)


async def test_a_player_thinks_at_the_table_what_it_would_think_without_one(
    learns_all: None,
) -> None:
    cards = [card(name, f"my.grain += {n}", seat="any") for n, name in enumerate("abcde")]
    game = tiny(cards=cards, seats=seats({"hand": 3}, {"hand": 3}), rounds={"max": 5})
    sitting = sit(game, 7, "human", "search:30it")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(9):
            await play_by_keys(pilot, app, sitting, decisions=1)
            await until(pilot, lambda: sitting.waits_for_person or sitting.is_over)
    app.home.take_place(None)
    match, here = sitting.match, make_player("search:30it", game, "south", 7)
    taken = [(n, one) for n, one in enumerate(match.log) if one.seat == "south"]
    assert len(taken) > 3
    for ply, entry in taken:
        action = here.choose(game.redact(match.course.at(ply), "south"))
        assert action.text == f"{entry.verb} {entry.arg}".strip()
