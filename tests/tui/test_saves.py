"""The list of saves: how each game stands, renaming, and deleting after a question."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from tests.conftest import LONG_S
from tests.tui.conftest import choose_twice, frame, play_on, settled, until
from wargame.rules.game import Game
from wargame.store.names import Saves
from wargame.table.host.kept import KeptGames
from wargame.table.host.shelf import Saved
from wargame.tui.app import WargameApp
from wargame.tui.screens.replay import ReplayScreen
from wargame.tui.screens.saves import SavesScreen
from wargame.tui.widgets.pane import Pane


def begun(folder: Path, game: Game, name: str) -> KeptGames:
    """A folder with a game, some moves old."""
    shelf = KeptGames(Saves(folder), writes_aside=False)
    sitting = shelf.begin(game, dict(zip(game.seats, ("human", "greedy"), strict=True)), 4, name)
    play_on(sitting, 30)
    shelf.close()
    return shelf


def test_each_save_tells_who_moves_the_points_and_what_came_last(
    tmp_path: Path, primer: Game
) -> None:
    shelf = begun(tmp_path, primer, "mine")
    told = shelf.glance("mine")
    assert told.turn.endswith(" to move")
    assert told.when.startswith("Round ")
    assert told.last

    async def story() -> None:
        app = WargameApp(lambda one: one.open("resume"), shelf, is_ascii=False)
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: told.turn in frame(app))
            drawn = frame(app)
            assert told.stands in drawn
            assert told.last[:60] in drawn
            await pilot.press("r", *["backspace"] * 4, *"other", "enter")
            await settled(pilot)
            assert isinstance(app.screen, SavesScreen)
            assert "mine is other now." in frame(app)
            assert (tmp_path / "other.jsonl").exists()
            await pilot.press("x", "enter")
            await settled(pilot)
            assert (tmp_path / "other.jsonl").exists()
            await pilot.press("x")
            await settled(pilot)
            await pilot.press("y")
            await settled(pilot)
            assert not (tmp_path / "other.jsonl").exists()
            assert "other is gone." in frame(app)

    asyncio.run(story())


def test_a_glance_tells_nothing_that_not_everybody_knows(tmp_path: Path, primer: Game) -> None:
    shelf = begun(tmp_path, primer, "mine")
    sitting = shelf.watch("mine")
    told = shelf.glance("mine")
    hands = {
        sitting.titles.cards[card] for seat in primer.seats for card in sitting.view(seat).hand
    }
    assert hands
    assert not any(card in told.last for card in hands)
    assert shelf.glance("nowhere").turn == ""


def test_before_a_save_is_opened_it_goes_by_the_names_of_its_deck(
    tmp_path: Path, primer: Game
) -> None:
    shelf = KeptGames(Saves(tmp_path), writes_aside=False)
    for name, players in (
        ("alone", ("human", "calibrated_licensor:regular")),
        ("two", ("human", "human")),
        ("none", ("dealmaker", "greedy")),
    ):
        play_on(shelf.begin(primer, dict(zip(primer.seats, players, strict=True)), 4, name), 10)
    shelf.close()
    about = {one.name: one.about for one in shelf.saves()}
    against = "United States against Calibrated Licensor (regular)"
    assert about["alone"] == f"Round 1, {against}: {primer.deck.title}"
    assert about["two"] == f"Round 1, United States and China: {primer.deck.title}"
    assert about["none"] == f"Round 1, Dealmaker against greedy: {primer.deck.title}"


def test_enter_twice_in_a_burst_opens_one_replay(tmp_path: Path, primer: Game) -> None:
    shelf = begun(tmp_path, primer, "mine")

    async def story() -> None:
        app = WargameApp(lambda one: one.open("replay"), shelf, is_ascii=False)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "mine" in frame(app))
            await choose_twice(pilot, app)
            assert [type(one) for one in app.screen_stack[1:]] == [SavesScreen, ReplayScreen]

    asyncio.run(story())


@pytest.mark.parametrize(("key", "kind"), [("home", "save"), ("down", "choice")])
def test_the_game_that_was_left_last_takes_no_cursor_that_was_moved(
    key: str, kind: str, tmp_path: Path, primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, may_look = begun(tmp_path, primer, "mine"), threading.Event()

    look = type(shelf).last

    def late(asked: KeptGames) -> Saved | None:
        may_look.wait(LONG_S)
        return look(asked)

    monkeypatch.setattr(type(shelf), "last", late)

    async def story() -> None:
        app = WargameApp(lambda one: one.go_home(), shelf, is_ascii=False)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(key)
            before = app.screen.query_one(Pane).target
            may_look.set()
            await until(pilot, lambda: "Go on: mine" in frame(app))
            found = app.screen.query_one(Pane).target
            assert found is not None
            assert found.kind == kind
            assert kind == "save" or found == before

    asyncio.run(story())


def test_nothing_is_said_to_open_any_more_once_one_is_back(tmp_path: Path, primer: Game) -> None:
    shelf = begun(tmp_path, primer, "mine")

    async def story() -> None:
        app = WargameApp(lambda one: one.open("replay"), shelf, is_ascii=False)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "mine" in frame(app))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, ReplayScreen))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, SavesScreen))
            await until(pilot, lambda: "Enter opens" in frame(app))

    asyncio.run(story())
