"""A table on a screen at which somebody sits at another machine."""

from __future__ import annotations

import asyncio
import threading

import pytest

from tests.adapters.remote.ends import asked
from tests.shelf import NoShelf
from tests.tui.conftest import app_of, frame, until
from wargame.adapters.remote.hosting import Hosting
from wargame.adapters.remote.joined import JoinedTable
from wargame.adapters.remote.link import HostAddress, Link
from wargame.play.drive import PersonAsked
from wargame.rules.game import Game
from wargame.table.host.at_table import HostLeft
from wargame.table.host.sitting import Sitting
from wargame.tui.screens.table import TableScreen

pytestmark = pytest.mark.waits

SECRET = "0" * 32
"""By it the first seat of the deck is asked first."""


def joined(hosting: Hosting) -> JoinedTable:
    """Whoever sits down at the only seat elsewhere."""
    (post,) = hosting.open().posts
    return JoinedTable(Link(HostAddress("127.0.0.1", hosting.open().port), post.token))


def sat(game: Game, *players: str) -> tuple[Sitting, Hosting]:
    seats = dict(zip(game.seats, players, strict=True))
    sitting, hosting = NoShelf().begin(game, seats, 7, "", SECRET), Hosting()
    hosting.invite(sitting)
    sitting.notices = ()  # one page less before the table
    return sitting, hosting


@pytest.mark.usefixtures("meanwhile")
async def test_the_screen_goes_on_while_somebody_elsewhere_chooses(primer: Game) -> None:
    sitting, hosting = sat(primer, "remote", "human")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Enter begins" in frame(app))
        await pilot.press("enter")
        await until(pilot, lambda: "has not joined yet.  b tells how they join" in frame(app))
        await pilot.press("b")
        await until(pilot, lambda: hosting.open().posts[0].token in frame(app))
        await pilot.press("escape")
        await until(pilot, lambda: "has not joined yet." in frame(app))
        await pilot.press("n", "tab")
        there = joined(hosting)
        await until(pilot, lambda: "United States is choosing" in frame(app))
        view = await asyncio.to_thread(asked, there)
        assert view.seat == "us"
        ply = sitting.match.course.ply
        there.take(view.legal[0])
        await until(pilot, lambda: sitting.match.course.ply > ply)
        there.close()
        await until(pilot, lambda: sitting.waits_for_person or "is away" in frame(app))
        assert isinstance(app.screen, TableScreen)
    sitting.close()


@pytest.mark.usefixtures("meanwhile")
async def test_leaving_the_table_lets_everybody_go(primer: Game) -> None:
    sitting, hosting = sat(primer, "remote", "human")
    there, left = joined(hosting), threading.Event()

    def play() -> None:
        try:
            for turn in there.turns():
                there._heard.wait(lambda: None) if isinstance(turn, PersonAsked) else turn.wait()
        except HostLeft:
            left.set()

    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Enter begins" in frame(app))
        await pilot.press("enter")
        await until(pilot, lambda: "United States is choosing" in frame(app))
        threading.Thread(target=play, daemon=True).start()
        await pilot.press("q")
        await until(pilot, left.is_set)
    assert not [one for one in threading.enumerate() if one.name == "wargame-joins"]
    there.close()


@pytest.mark.usefixtures("meanwhile")
async def test_whoever_hosts_two_people_elsewhere_sees_no_hand(primer: Game) -> None:
    sitting, _ = sat(primer, "remote", "remote")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "has not joined yet." in frame(app))
        assert "Hands stay closed while this game is being played." in frame(app)
        held = [card for seat in primer.seats for card in sitting.view(seat).hand]
        shown = [one for one in held if sitting.titles.cards[one] in frame(app)]
        assert not shown
    sitting.close()
