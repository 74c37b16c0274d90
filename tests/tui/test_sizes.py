"""Every size: a notice below 80x24, and a table that comes back as it was."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

import pytest
from textual.events import Resize
from textual.pilot import Pilot

from tests.tui.apps import make_app
from tests.tui.conftest import app_of, frame, play_by_keys, play_on, settled, sit
from wargame.rules.game import Game
from wargame.tui.app import WargameApp
from wargame.tui.screens.board import Board
from wargame.tui.screens.commands import CommandsScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.fields import TextField


async def shake(pilot: Pilot[int], app: WargameApp, times: int) -> None:
    """Resize at random, down to 1x1, pressing keys meanwhile."""
    luck = random.Random(5)
    for _ in range(times):
        await pilot.resize_terminal(luck.randint(1, 210), luck.randint(1, 64))
        if luck.random() < 0.3:
            await pilot.press(luck.choice(["down", "tab", "up", "left", "l", "p", "z", "z"]))


@pytest.mark.parametrize("times", [5, pytest.param(500, marks=pytest.mark.slow)])
async def test_a_table_survives_any_resizing(times: int, primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=2)
        ply = len(sitting.match.log)
        await shake(pilot, app, times)
        for size in ((80, 24), (120, 40), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.press("escape", "h")
            await pilot.pause()
            lines = frame(app).split("\n")
            assert len(lines) == size[1]
            assert all(len(line) == size[0] for line in lines)
            assert "Hand" in frame(app)
            assert "Measures" in frame(app)
        assert len(sitting.match.log) == ply
        assert isinstance(app.screen, TableScreen)


async def test_too_small_says_what_is_needed_and_keeps_everything(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=2)
        await pilot.press("2")
        await settled(pilot, 0.2)
        before, ply = frame(app), len(sitting.match.log)
        await pilot.resize_terminal(79, 24)
        await pilot.pause()
        assert "This window is 79x24. Make it 80x24 or larger: nothing is lost." in frame(app)
        assert "Tension" not in frame(app)  # the notice and nothing else
        await pilot.press("enter", "enter", "x", "enter")
        assert len(sitting.match.log) == ply
        await pilot.resize_terminal(80, 23)
        await pilot.pause()
        assert "This window is 80x23." in frame(app)
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert "40x12: make the window 80x24 or larger" in frame(app)
        await pilot.resize_terminal(80, 24)
        await settled(pilot, 0.2)
        assert frame(app) == before


@pytest.mark.parametrize("key", ["t", "l"])
async def test_a_pane_that_was_grown_is_so_again_after_too_small_a_screen(
    primer: Game, key: str
) -> None:
    """It was put back."""
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=2)
        await pilot.press("escape", key)
        await settled(pilot, 0.2)
        beside = frame(app)
        await pilot.press("z")
        await settled(pilot, 0.2)
        before = frame(app)
        await pilot.resize_terminal(60, 20)
        await settled(pilot, 0.2)
        await pilot.resize_terminal(80, 24)
        await settled(pilot, 0.2)
        assert frame(app) == before
        await pilot.press("z")
        await settled(pilot, 0.2)
        assert frame(app) == beside


async def test_a_replay_tells_the_same_after_too_small_a_screen(primer: Game) -> None:
    """The cursor came back, and what it stood on took the place of the move that was told."""
    sitting = sit(primer, 5, "greedy", "greedy")
    play_on(sitting, 10_000)
    app = make_app(lambda one: one.show_replay(sitting, "us"), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, 0.2)
        await pilot.press("down")
        await settled(pilot, 0.2)
        await pilot.press("right_square_bracket", "right", "right")
        await settled(pilot, 0.2)
        before = frame(app)
        for size in ((60, 20), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot, 0.2)
        assert frame(app) == before
        await pilot.press("down")
        await settled(pilot, 0.2)
        assert frame(app) != before


async def test_help_can_be_read_on_after_too_small_a_screen(primer: Game) -> None:
    app = app_of(sit(primer, 5, "human", "greedy"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, 0.2)
        await pilot.press("f1")
        await settled(pilot, 0.2)
        before = frame(app)
        for size in ((60, 20), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot, 0.2)
        assert frame(app) == before
        assert "▸ Help" in before


async def test_a_key_that_some_sizes_alone_have_is_told_there_alone(primer: Game) -> None:
    sitting = sit(primer, 5, "greedy", "greedy")
    play_on(sitting, 10_000)
    app = make_app(lambda one: one.show_debrief(sitting, "us"), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, 0.2)
        for size, is_told in (((80, 24), False), ((120, 40), True), ((80, 24), False)):
            await pilot.resize_terminal(*size)
            await settled(pilot, 0.2)
            assert ("Tab Pane" in frame(app).splitlines()[-1]) == is_told


async def test_a_table_that_is_left_before_its_panes_have_their_widths_is_left_in_order(
    primer: Game,
) -> None:
    """Whoever pressed Esc while a column was laid out met a page that something had broken."""
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        app.screen.query_one(Board).on_shared_column_resized()
        app.home.go_home()
        await settled(pilot)
        assert app.failure is None
        assert "Tabletop policy wargames" in frame(app)


async def test_a_list_that_is_left_while_the_window_grows_takes_no_focus(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app, later = (make_app(lambda one: one.go_home(), is_ascii=False), list[Callable[[], None]]())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon")
        await settled(pilot)
        listed = app.screen
        assert isinstance(listed, CommandsScreen)
        monkeypatch.setattr(listed, "call_after_refresh", lambda *act: later.append(partial(*act)))
        listed.on_resize(Resize(listed.size, listed.size))
        await listed.query_one(TextField).remove()
        for one in later:
            one()
        assert listed.focused is None
