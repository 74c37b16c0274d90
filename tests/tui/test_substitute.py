"""Giving up one's place: somebody of the deck plays on to the end."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import app_of, frame, next_keys, play_by_keys, settled, sit, until
from wargame.rules.game import Game
from wargame.store.names import Saves
from wargame.store.save import load
from wargame.store.world import World
from wargame.table.host.kept import KeptGames
from wargame.tui.screens.curtain import CurtainScreen
from wargame.tui.screens.debrief import DebriefScreen
from wargame.tui.screens.quarter import QuarterScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.screens.watch import WatchScreen


async def test_who_gives_up_looks_on_to_the_end(primer: Game, tmp_path: Path) -> None:
    seats = dict(zip(primer.seats, ("human", "greedy"), strict=True))
    games = KeptGames(Saves(tmp_path, is_explicit=True))
    sitting = games.begin(primer, seats, 5, "one")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=2)
        first = primer.seats[0]
        await pilot.press("Q")
        await pilot.pause()
        assert f"Somebody of the deck plays {sitting.titles.seats[first]} to the end" in frame(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TableScreen)
        assert sitting.people == (first,)
        await pilot.press("Q")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert "from here on." in frame(app)
        assert not sitting.people
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WatchScreen))
        assert not app.screen.has_action("substitute")
        await pilot.press(*"++++++")
        await until(pilot, lambda: sitting.is_over)
        await until(pilot, lambda: isinstance(app.screen, QuarterScreen))
        while not isinstance(app.screen, DebriefScreen):
            await settled(pilot)
            await pilot.press("enter")
            await pilot.pause()
    games.close()
    kept = load(tmp_path / "one.jsonl", World())
    assert kept.is_over
    assert kept.record.seats[first] not in ("human", "greedy"), "one of the deck sat down"


async def test_the_other_person_goes_on_behind_a_curtain(primer: Game) -> None:
    sitting = sit(primer, 7, "human", "human")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await play_by_keys(pilot, app, sitting, decisions=2)
        while not isinstance(app.screen, TableScreen):
            await play_by_keys(pilot, app, sitting, decisions=1)
        gone = app.screen.seat
        (stays,) = {*sitting.people} - {gone}
        await pilot.press("Q", "y")
        await pilot.pause()
        assert sitting.people == (stays,)
        hand = [sitting.titles.cards[one] for one in sitting.view(stays).hand]
        assert "from here on." in frame(app)
        assert not [title for title in hand if title in frame(app)]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        await pilot.press("enter")
        await pilot.pause()
        assert f"Pass the keyboard to {sitting.titles.seats[stays]}." in frame(app)
        assert not [title for title in hand if title in frame(app)]
        while not isinstance(app.screen, TableScreen):
            await pilot.press(*next_keys(app, sitting))
            await pilot.pause()
        assert app.screen.seat == stays
