"""Screens where the disk fails: people are asked where the game is kept, and nothing breaks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.store.helpers import world
from tests.store.smalldisk import SmallDisk
from tests.tui.apps import make_app
from tests.tui.conftest import frame, next_keys, play_by_keys, settled, until
from wargame.rules.game import Game
from wargame.store.names import Saves
from wargame.store.save import load
from wargame.store.verify import verify
from wargame.store.world import World
from wargame.table.host.kept import KeptGames
from wargame.table.host.sitting import Sitting
from wargame.tui.app import WargameApp
from wargame.tui.screens.ask import AskScreen
from wargame.tui.screens.curtain import CurtainScreen
from wargame.tui.screens.table import TableScreen

ASIDE = pytest.mark.parametrize("aside", [False, True], ids=["at once", "aside"])


def shelf_on(disk: SmallDisk, folder: Path, *, aside: bool) -> KeptGames:
    return KeptGames(Saves(folder), World(disk), writes_aside=aside)


async def play_until_asked(pilot: Pilot[int], app: WargameApp, sitting: Sitting) -> None:
    """Play on by keys until the disk fails, and people are asked."""
    for _ in range(400):
        if isinstance(app.screen, AskScreen):
            return
        for key in next_keys(app, sitting):
            await pilot.press(key)
        await settled(pilot)
    raise AssertionError("nobody was asked")


async def answer(pilot: Pilot[int], keys: Sequence[str]) -> None:
    await pilot.press(*keys, "enter")
    await settled(pilot)


@ASIDE
@pytest.mark.parametrize("who", [("human", "greedy"), ("human", "human")], ids=["one", "two"])
async def test_a_full_disk_asks_where_the_game_goes_on(
    primer: Game, tmp_path: Path, aside: bool, who: Sequence[str]
) -> None:
    shelf = shelf_on(SmallDisk(), tmp_path, aside=aside)
    sitting = shelf.begin(primer, dict(zip(primer.seats, who, strict=True)), 3, "evening")
    app = make_app(lambda home: home.start(sitting), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await play_until_asked(pilot, app, sitting)
        assert "space left on device" in frame(app)
        await answer(pilot, "evening")
        assert "open in another window" in frame(app)
        await pilot.press(*["backspace"] * 10)
        await answer(pilot, "roomy")
        assert not isinstance(app.screen, AskScreen)
        ply = len(sitting.match.log)
        for _ in range(400):
            if len(sitting.match.log) > ply + 4:
                break
            for key in next_keys(app, sitting):
                await pilot.press(key)
            await settled(pilot)
        await until(pilot, lambda: sitting.unsaved() == 0)
        assert not sitting.trouble()
    shelf.close()
    roomy = load(tmp_path / "roomy.jsonl", world())
    assert verify(roomy.path, world()).code == 0
    assert len(roomy.record.events) > len(load(tmp_path / "evening.jsonl", world()).events)


@ASIDE
async def test_what_cannot_be_kept_is_not_taken_back(
    primer: Game, tmp_path: Path, aside: bool
) -> None:
    disk = SmallDisk(1000)
    shelf = shelf_on(disk, tmp_path, aside=aside)
    seats = dict(zip(primer.seats, ("human", "human"), strict=True))
    sitting = shelf.begin(primer, seats, 7, "evening")
    app = make_app(lambda home: home.start(sitting), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for n in range(200):
            if isinstance(app.screen, AskScreen):  # told at once: the move has not happened
                disk.is_full = False
                await answer(pilot, f"other{n}")
            can = sitting.match.log and not sitting.why_no_undo(sitting.match.log[-1].seat)
            if can and isinstance(app.screen, CurtainScreen) and bool(sitting.trouble()) >= aside:
                break
            disk.is_full = aside and len(sitting.match.log) > 2
            for key in next_keys(app, sitting):
                await pilot.press(key)
            await settled(pilot)
        disk.is_full = True
        ply = len(sitting.match.log)
        await pilot.press("backspace")
        await settled(pilot)
        assert isinstance(app.screen, AskScreen)
        assert len(sitting.match.log) == ply
        await answer(pilot, [])
        assert isinstance(app.screen, CurtainScreen)
        assert (sitting.unsaved(), sitting.trouble()) == (-1, "")


async def test_nobody_gives_up_a_place_that_cannot_be_kept(primer: Game, tmp_path: Path) -> None:
    disk = SmallDisk(1000)
    shelf = shelf_on(disk, tmp_path, aside=False)
    first, second = primer.seats
    sitting = shelf.begin(primer, {first: "human", second: "greedy"}, 7, "evening")
    app = make_app(lambda home: home.start(sitting), shelf, is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        await until(pilot, lambda: isinstance(app.screen, TableScreen) and sitting.mover == first)
        disk.is_full = True
        await pilot.press("Q", "y")
        await settled(pilot)
        assert isinstance(app.screen, AskScreen)
        assert sitting.people == (first,)
        disk.is_full = False
        await answer(pilot, "roomy")
        assert isinstance(app.screen, TableScreen)
        await pilot.press("Q", "y")
        await settled(pilot)
        assert "from here on." in frame(app)
    shelf.close()
    assert "human" not in load(tmp_path / "roomy.jsonl", world()).record.seats.values()
