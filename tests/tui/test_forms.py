"""Forms: what is typed goes into the field, and packages are plain actions."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.tui.conftest import app_of, frame, next_keys, sit
from wargame.rules.game import Game
from wargame.store.names import saves_folder
from wargame.table.host.kept import KeptGames
from wargame.table.words.rows import Target
from wargame.tui.app import WargameApp
from wargame.tui.screens.offer import OfferScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.form import Form


def test_letters_that_are_keys_elsewhere_are_typed_into_a_field() -> None:
    async def story() -> None:
        app = WargameApp(lambda one: one.go_home(), is_ascii=False)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("n")
            await pilot.pause()
            form = app.screen.query_one(Form)
            await pilot.press("end", "up", "j", "k", "q", "-", "1", "question_mark", "space")
            assert form.value("name") == "jkq-1"
            await pilot.press("backspace", "up", "x", "4", "2")
            assert form.value("name") == "jkq-"
            assert form.value("seed") == "42"
            await pilot.press("home", "down", "right")
            assert form.value("variant") != ""
            assert "Set the table" in frame(app)

    asyncio.run(story())


def test_a_package_is_composed_foreseen_and_tabled_as_plain_actions(primer: Game) -> None:
    async def story() -> None:
        sitting = sit(primer, 4, "human", "greedy")
        app = app_of(sitting)
        async with app.run_test(size=(80, 24)) as pilot:
            for _ in range(60):
                if sitting.mover == "us" and sitting.view("us").phase == "talks":
                    break
                await pilot.press(*next_keys(app, sitting))
                await pilot.pause(0.02)
            await pilot.pause()
            await pilot.press("o")
            await pilot.pause()
            assert isinstance(app.screen, OfferScreen)
            assert "Tick what each side gives" in frame(app)
            form = app.screen.query_one(Form)
            await pilot.press("space")
            await pilot.pause()
            assert "China has to give something too" in frame(app)
            while form.field and form.field.name != "farm_goods":
                await pilot.press("down")
            await pilot.press("space", "down", "down", "right")
            await pilot.pause()
            assert "If it is signed now" in frame(app)
            assert "For                 ‹ 2 rounds ›" in frame(app)
            await pilot.press("t")
            await pilot.pause(0.2)
            assert isinstance(app.screen, TableScreen)
            actions = sitting.match.record.actions
            start = actions.index("table 2")
            assert actions[start - 2 : start] == ["offer duty_one", "offer farm_goods"]
            assert actions[start + 1] in ("accept", "decline", "counter")

    asyncio.run(story())


def test_enter_pressed_twice_begins_one_game(tmp_path: Path) -> None:
    async def story() -> None:
        games = KeptGames(saves_folder(tmp_path))
        app = WargameApp(lambda one: one.go_home(), games, is_ascii=False)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("n")
            await pilot.pause()
            form = app.screen.query_one(Form)
            form.point_at(Target("field", "begin"))
            form.action_choose()
            form.action_choose()
            await pilot.pause(0.5)
            assert "your page" in frame(app)
        games.close()
        assert len(list(tmp_path.glob("*.jsonl"))) == 1

    asyncio.run(story())
