"""The chart of two numbers: chosen by keys and by clicks at every size, kept while one looks."""

from __future__ import annotations

from functools import cache

import pytest
from textual.pilot import Pilot

from tests.tui.apps import make_app
from tests.tui.conftest import SIZES, app_of, frame, open_deck, play_on, settled, sit
from wargame.table.host.sitting import Sitting
from wargame.table.words.rows import Target
from wargame.tui.screens.commands import CommandsScreen
from wargame.tui.screens.replay import ReplayScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.drawn import Drawn
from wargame.tui.widgets.pane import Pane
from wargame.tui.widgets.scrubber import Scrubber

BOTH = "Tension: left axis", "Trust: left axis"


def begun() -> Sitting:
    """A game in its third round or so, with a person in the first chair."""
    sitting = sit(open_deck("primer"), 5, "human", "greedy")
    play_on(sitting, 70)
    return sitting


@cache
def over() -> Sitting:
    sitting = sit(open_deck("primer"), 5, "greedy", "greedy")
    play_on(sitting, 10_000)
    return sitting


async def at_table(pilot: Pilot[int]) -> None:
    await settled(pilot)
    while not isinstance(pilot.app.screen, TableScreen):
        await pilot.press("enter")
        await settled(pilot)


async def choose(pilot: Pilot[int], letters: str) -> None:
    """The first of the list that these letters leave."""
    await settled(pilot)
    assert isinstance(pilot.app.screen, CommandsScreen)
    await pilot.press(*letters, "enter")
    await settled(pilot)


async def click_axis(pilot: Pilot[int], widget: Drawn, side: str) -> None:
    """Click what stands on an axis, until its list is there: a pane takes the second click."""
    drawn = frame(pilot.app).split("\n")
    region = widget.content_region
    wanted = {"left": ("left axis", "draws a number"), "right": ("draws another", "axis   ○")}[side]
    spots = [
        (line.index(one), y)
        for one in wanted
        for y, line in enumerate(drawn)
        if one in line and region.y <= y < region.bottom
    ]
    x, y = spots[0]
    for _ in range(2):
        if not isinstance(pilot.app.screen, CommandsScreen):
            await pilot.click(offset=(x, y))
            await settled(pilot)


@pytest.mark.parametrize(
    ("size", "is_ascii"), [(SIZES[0], True), *((size, False) for size in SIZES)], ids=str
)
async def test_keys_choose_two_numbers_and_the_chart_keeps_them(
    size: tuple[int, int], is_ascii: bool
) -> None:
    app = app_of(begun(), is_ascii=is_ascii)
    async with app.run_test(size=size) as pilot:
        await at_table(pilot)
        await pilot.press("less_than_sign")
        await choose(pilot, "tension")
        await pilot.press("greater_than_sign")
        await choose(pilot, "trust")
        assert all(one in frame(app) for one in BOTH)
        assert app.screen.query_one("#course", Pane).has_focus
        await pilot.press("h", "m", "g")
        await settled(pilot)
        assert all(one in frame(app) for one in BOTH)
        await pilot.press("less_than_sign")
        await choose(pilot, "nothing")
        assert "Trust: left axis" in frame(app)
        assert "Tension: left axis" not in frame(app)


async def test_what_is_drawn_alone_is_asked_for_as_what_it_becomes() -> None:
    """With nothing on the left axis, > asked for the right one, and drew on the left."""
    app = make_app(lambda app: app.show_replay(over(), "us"), is_ascii=False)
    async with app.run_test(size=SIZES[0]) as pilot:
        await settled(pilot)
        for letters, side in (("tension", "left"), ("trust", "right"), ("nothing", "right")):
            await pilot.press("greater_than_sign")
            await settled(pilot)
            assert f"What stands on the {side} axis" in frame(app)
            await choose(pilot, letters)
        assert "Tension: left axis   > draws another beside it" in frame(app)
        assert isinstance(app.screen, ReplayScreen)
        app.screen.axes = ("north.purse", "shared.trust")  # the first is the other side's alone
        await pilot.press("greater_than_sign")
        await choose(pilot, "tension")
        assert "Tension: left axis   ○ Trust: left axis" in frame(app)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_clicks_choose_two_numbers(size: tuple[int, int]) -> None:
    app = app_of(begun())
    async with app.run_test(size=size) as pilot:
        await at_table(pilot)
        await pilot.press("g")
        await settled(pilot)
        for side, letters in (("left", "tension"), ("right", "trust")):
            await click_axis(pilot, app.screen.query_one("#course", Pane), side)
            await choose(pilot, letters)
        assert all(one in frame(app) for one in BOTH)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_scrubber_of_a_replay_draws_what_was_chosen(size: tuple[int, int]) -> None:
    app = make_app(lambda app: app.show_replay(over(), "us"), is_ascii=False)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)
        await pilot.press("less_than_sign")
        await choose(pilot, "tension")
        await click_axis(pilot, app.screen.query_one(Scrubber), "right")
        await choose(pilot, "trust")
        await pilot.press("2", "right")
        await settled(pilot)
        assert all(one in frame(app) for one in BOTH)
        scrubber = app.screen.query_one(Scrubber)
        scrubber.post_message(Scrubber.Picked(Target("round", "3")))
        await settled(pilot)
        assert app.screen.scene.view.round == 3
        assert all(one in frame(app) for one in BOTH)
