"""Whole games by keys alone, at every size, in every seat."""

from __future__ import annotations

from functools import partial

import pytest

from tests.tui.apps import make_app
from tests.tui.conftest import (
    ROOT,
    SIZES,
    app_of,
    frame,
    open_deck,
    play_by_keys,
    play_on,
    settled,
    sit,
    until,
)
from wargame.rules.game import Game
from wargame.store.names import saves_folder
from wargame.table.host.kept import KeptGames
from wargame.tui.screens.debrief import DebriefScreen
from wargame.tui.screens.quarter import QuarterScreen
from wargame.tui.screens.replay import SPEEDS, ReplayScreen, every
from wargame.tui.screens.table import TableScreen
from wargame.tui.screens.title import TitleScreen
from wargame.tui.screens.watch import WatchScreen

pytestmark = pytest.mark.waits

WHOLE = [
    pytest.param("calibration", "", (80, 24), 0, id="all of a short game"),
    pytest.param("primer", "headlines", (120, 40), 85, id="the end of a longer one"),
    *(
        pytest.param(deck, "", size, 0, id=f"all of {deck} {size}", marks=pytest.mark.slow)
        for deck in ("primer", "entanglement")
        for size in SIZES
    ),
]


@pytest.mark.parametrize(("deck", "variant", "size", "plies"), WHOLE)
async def test_a_game_is_played_from_its_page_to_the_replay(
    deck: str, variant: str, size: tuple[int, int], plies: int
) -> None:
    game = open_deck(deck, variant)
    sitting = sit(game, 5, "human", "greedy")
    play_on(sitting, plies)
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "your page" in frame(app)
        await play_by_keys(pilot, app, sitting)
        assert sitting.is_over
        await until(pilot, lambda: isinstance(app.screen, QuarterScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        ending = next(e for e in game.deck.endings if e.id == game.ending(sitting.match.state))
        assert ending.title in frame(app)
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, ReplayScreen)
        await pilot.press("end")
        assert app.screen.rewind.at == len(sitting.match.log)


async def test_a_game_begins_at_the_title_and_is_left_for_it(primer: Game) -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert "Set the table" in frame(app)
        await pilot.press("end", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TableScreen)
        await pilot.press("q")
        await pilot.pause()
        assert "New game" in frame(app)


@pytest.mark.parametrize(("key", "shown"), [("r", "history-2018-2026"), ("d", "Calibration")])
async def test_the_first_of_a_list_is_ready_to_be_chosen(key: str, shown: str) -> None:
    app = make_app(
        lambda one: one.go_home(), KeptGames(saves_folder(ROOT / "saves")), is_ascii=False
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert shown.lower() in frame(app).lower()
        listed = app.screen
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not listed)
        assert not isinstance(app.screen, TitleScreen)


async def test_escape_leads_out_of_every_screen_to_the_title(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert "New game" in frame(app)
        for key in "ncrdh":
            await pilot.press(key)
            await pilot.pause()
            assert "press the first letter" not in frame(app)
            await pilot.press("escape")
            await pilot.pause()
            assert "New game" in frame(app)
        app.home.show_replay(sitting, "us")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "New game" in frame(app)


async def test_the_program_against_itself_is_watched_stopped_and_stepped(primer: Game) -> None:
    sitting = sit(primer, 3, "greedy", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, WatchScreen)
        assert "Hands stay closed" in frame(app)
        await pilot.press("space", "h", "question_mark")
        await pilot.pause()
        assert "Where a hand would lie" in frame(app)
        assert "1 to 9" not in frame(app)
        assert "Card or answer" not in frame(app)
        await pilot.press("escape")
        await pilot.pause()
        stopped = len(sitting.match.log)
        await pilot.pause(1.2)
        assert len(sitting.match.log) <= stopped + 1
        stopped = len(sitting.match.log)
        await pilot.press("full_stop")
        await until(pilot, lambda: len(sitting.match.log) > stopped)
        for key, place in (("minus", 0), ("plus", -1)):
            await pilot.press(*[key] * len(SPEEDS))
            pace = f"is to choose; {every(SPEEDS[place])}"
            await until(pilot, partial(lambda told: told in frame(app), pace))
        await pilot.press("space")
        await until(pilot, lambda: sitting.is_over)


async def test_larger_screens_tell_strictly_more(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)

    def told() -> int:
        return len([word for word in frame(app).split() if word.isalnum()])

    async with app.run_test(size=SIZES[0]) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=4)
        await settled(pilot, 0.2)
        counts = [told()]
        for size in SIZES[1:]:
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: told() > counts[-1])
            await settled(pilot, 0.2)
            counts.append(told())
    assert counts[0] < counts[1] < counts[2]
