"""Fronts on the screens: a row each, the warning before the last play, the naming of one."""

from __future__ import annotations

import re

import pytest

from tests.tui.conftest import app_of, frame, open_deck, play_by_keys, play_on, settled, sit
from wargame.rules.game import Game
from wargame.tui.screens.board import PANES
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.pane import Pane

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.fixture
def fair() -> Game:
    return open_deck("kitchen_fronts")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_fronts_stand_on_the_board_at_every_size(size: tuple[int, int], fair: Game) -> None:
    sitting = sit(fair, 3, "human", "random")
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        drawn = frame(app).lower()
        for word in ("fronts", "stalls", "jury", "river", "now"):
            assert word in drawn, word
        assert re.search("in ?1", drawn)
        assert ("stake moves" in drawn) == (size != SIZES[0])
        met = set()
        for _ in PANES:
            await pilot.press("tab")
            assert isinstance(app.screen.focused, Pane)
            met.add(app.screen.focused.id)
        assert "fronts" in met
        await pilot.press("f", "enter")
        assert "leads" in frame(app)


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
async def test_its_key_tells_all_fronts_of_a_date(size: tuple[int, int]) -> None:
    sitting = sit(open_deck("primer"), 3, "human", "random")
    last = sitting.game.deck.rounds.max  # all are judged then
    while sitting.match.state.round < last:
        play_on(sitting, len(sitting.match.log) + 1)
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        while not isinstance(app.screen, TableScreen):  # the page before play, cards over it
            await pilot.press("enter")
            await settled(pilot)
        await pilot.press("h")
        await settled(pilot)
        assert "(c: +" in frame(app)
        await pilot.press("c")
        await settled(pilot)
        pane = app.screen.query_one("#coming", Pane)
        seen = pane.laid.lines[pane.top : pane.top + pane.size.height]
        told = "".join(span.text for line, _ in seen for span in line)
        for front in sitting.game.deck.fronts:
            assert "".join(front.title.split()) in "".join(told.split())
        await pilot.press("h")
        await settled(pilot)
        assert "(c: +" in frame(app)


async def test_fronts_give_no_line_up_to_other_panes(fair: Game) -> None:
    sitting = sit(fair, 3, "human", "random")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        heights = {name: app.screen.query_one(f"#{name}").size.height for name in PANES}
        assert heights["fronts"] == 1 + len(fair.deck.fronts)
        assert heights["projects"] >= 1


async def test_a_deck_without_fronts_has_no_pane_for_them() -> None:
    sitting = sit(open_deck("water_treaty"), 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        assert "Fronts" not in frame(app)
        before = app.screen.focused
        await pilot.press("f")
        assert app.screen.focused is before


@pytest.mark.parametrize(
    "share",
    [
        pytest.param(80, id="the end of one"),
        pytest.param(0, id="all of it", marks=pytest.mark.slow),
    ],
)
async def test_a_game_with_fronts_is_played_by_keys(share: int, fair: Game) -> None:
    whole, sitting = (sit(fair, 3, "human", "human") for _ in range(2))
    play_on(whole, 10_000)
    play_on(sitting, len(whole.match.log) * share // 100)
    begun = len(sitting.match.log)
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting)
        assert sitting.match.is_over
    assert any(entry.verb.word == "name" for entry in sitting.match.log[begun:])
