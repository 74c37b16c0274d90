"""The card of a round that is over: it comes once, over the table, and Enter closes it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from tests.tui.conftest import (
    SIZES,
    app_of,
    frame,
    open_deck,
    play_by_keys,
    play_on,
    play_to_card,
    settled,
    sit,
    until,
)
from tests.tui.waiting import SHORT_S
from wargame.store.settings import PACES
from wargame.table.words.view_models import round_over
from wargame.tui.screens.curtain import CurtainScreen
from wargame.tui.screens.debrief import DebriefScreen
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.quarter import QuarterScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.pane import Pane


@pytest.mark.parametrize("size", SIZES)
async def test_the_card_lies_over_the_table_and_enter_closes_it(size: tuple[int, int]) -> None:
    sitting = sit(open_deck("primer"), 5, "human", "random")
    play_on(sitting, 8)
    play_to_card(sitting)
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await settled(pilot)
        assert " Enter Go on " in frame(app).splitlines()[-1]  # of the page before play
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuarterScreen))
        await until(pilot, lambda: "Chips, stake" in frame(app))
        await until(pilot, lambda: " Enter Go on " in frame(app).splitlines()[-1])
        shown = frame(app)
        assert "Round 1 of 6 is over: 2025 Q1" in shown
        assert "Chips, stake 4" in shown
        assert "more changes" in shown or size == SIZES[0]
        await pilot.press("m")
        await settled(pilot, 0.2)
        assert "What the end of the round moved most" not in frame(app)
        page = app.screen.query_one("#page", Pane)
        top = "".join(segment.text for segment in page.render_line(0))
        assert top.startswith("What the end of the round moved") or size != SIZES[0]
        await pilot.press("escape")
        await settled(pilot, 0.2)
        assert isinstance(app.screen, QuarterScreen)
        assert "What the end of the round moved most" in frame(app)
        await pilot.press("m")
        await settled(pilot, 0.2)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))
        await settled(pilot, 0.2)
        assert "is over: 2025 Q1" not in frame(app)


async def test_the_card_opens_with_the_lead_and_what_the_rival_did() -> None:
    """At 80 by 24 it opened in its middle where the first line to choose stood below the screen."""
    sitting = sit(open_deck("entanglement"), 11, "human", "greedy")
    play_to_card(sitting)
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuarterScreen))
        await settled(pilot)
        page = app.screen.query_one("#page", Pane)
        assert page.top == 0
        assert "The lead " in frame(app)
        await pilot.press("down")
        await settled(pilot)
        assert page.top > 0


def test_the_card_closes_by_itself_at_a_pace_that_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PACES, "quick", SHORT_S / 2)
    for pace, closes in (("own", False), ("quick", True)):
        asyncio.run(closed_by_itself(pace, closes=closes))


async def closed_by_itself(pace: str, *, closes: bool) -> None:
    sitting = sit(open_deck("primer"), 5, "human", "random")
    play_to_card(sitting)
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        app.use(replace(app.settings, pace=pace))
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, TableScreen if closes else QuarterScreen)


async def test_under_the_card_the_table_tells_that_all_is_saved() -> None:
    sitting = sit(open_deck("primer"), 5, "human", "random")
    play_on(sitting, 8)
    play_to_card(sitting)
    sitting.unsaved = lambda: 3
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuarterScreen))
        await until(pilot, lambda: "saving (3)" in frame(app))
        sitting.unsaved = lambda: 0
        app.tell_kept()
        await until(pilot, lambda: "saving (3)" not in frame(app))
        assert isinstance(app.screen, QuarterScreen)


async def test_behind_the_curtain_nobody_is_shown_it() -> None:
    sitting = sit(open_deck("primer"), 5, "human", "human")
    play_to_card(sitting)
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        assert "is over: 2025 Q1" not in frame(app)
        screen = app.screen
        assert isinstance(screen, CurtainScreen)
        await pilot.press(screen._sign.key, "enter")
        await until(pilot, lambda: not isinstance(app.screen, CurtainScreen))
        if not isinstance(app.screen, TableScreen | QuarterScreen):
            await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuarterScreen))
        assert len([one for one in app.screen_stack if isinstance(one, TableScreen)]) == 1


async def test_the_last_round_has_its_card_too_and_the_end_stands_behind_it() -> None:
    sitting = sit(open_deck("primer"), 5, "human", "random")
    whole = sit(open_deck("primer"), 5, "human", "random")
    play_on(whole, 500)
    play_on(sitting, len(whole.match.log) - 12)
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await play_by_keys(pilot, app, sitting)
        assert sitting.is_over
        label = round_over(sitting.game.deck, sitting.view("us").round)
        await until(pilot, lambda: label in frame(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))
        await pilot.press("c")  # nothing is to come, and Enter does what the prompt says
        assert "  Enter shows the debrief" in frame(app)
        await pilot.press("t")
        await settled(pilot)
        assert "Esc, then Enter shows the debrief" in frame(app)
        await pilot.press("enter")  # a number is opened
        await settled(pilot)
        assert "  Enter shows the debrief" in frame(app)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert "  Enter shows the debrief" in frame(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))


async def test_enter_twice_in_a_burst_closes_the_card_alone() -> None:
    sitting = sit(open_deck("primer"), 5, "human", "random")
    play_to_card(sitting)
    app = app_of(sitting)
    async with app.run_test(size=SIZES[0]) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuarterScreen))
        await settled(pilot)
        page = app.screen.query_one("#page", Pane)
        page.action_choose()  # the second before the first is heard
        page.action_choose()
        await settled(pilot)
        assert isinstance(app.screen, TableScreen)
