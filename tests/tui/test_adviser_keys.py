"""Enter, pressed again on the adviser's page, decides nothing on the screen behind it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from tests.tui.conftest import app_of, frame, settled, until
from tests.tui.test_banner import offered, past_the_pages
from tests.tui.time_to_read import TimeToRead
from wargame.errors import PlayerError
from wargame.players.adviser import Advice, advise
from wargame.players.budget import Budget
from wargame.players.worker import WorkerLost
from wargame.table.host.sitting import Sitting
from wargame.tui.screens.adviser import AdviserScreen
from wargame.tui.screens.offer import OfferScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.form import Form


def advised(monkeypatch: pytest.MonkeyPatch, verb: str) -> Sitting:
    """A table at which an offer waits, and whose adviser has one move, which begins so."""
    sitting = offered()
    found = advise(sitting.view("us"), Budget(iterations=60))
    moves = [one for one in found.moves if one.option.steps[0] == verb]
    assert moves
    advice = replace(found, moves=tuple(moves))
    monkeypatch.setattr(Sitting, "adviser", lambda *_: lambda: advice)
    return sitting


@pytest.mark.parametrize("verb", ["accept", "counter"])
def test_enter_pressed_twice_on_advice_opens_an_offer_and_no_more(
    monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """It signed the offer, or opened a list over the package that was advised."""

    async def story() -> None:
        sitting = advised(monkeypatch, verb)
        begun, app = len(sitting.match.log), app_of(sitting)
        async with app.run_test(size=(100, 34)) as pilot:
            await past_the_pages(pilot, app)
            table = app.screen
            assert isinstance(table, TableScreen)
            while table._staged is not None:
                await pilot.press("enter")
                await settled(pilot)
            await until(pilot, lambda: not table._is_unread)
            reading = TimeToRead(monkeypatch)
            await pilot.press("a")
            await until(pilot, lambda: isinstance(app.screen, AdviserScreen))
            await until(pilot, lambda: "1 " in frame(app) and "worlds" in frame(app))
            await pilot.press("enter", "enter")
            await settled(pilot)
            assert len(sitting.match.log) == begun
            if verb == "accept":
                assert "Enter once more signs it." in frame(app)
                await reading.passes(pilot, lambda: not table._is_unread)
                await pilot.press("enter")
                await until(pilot, lambda: len(sitting.match.log) > begun)
            else:
                form = app.screen
                assert isinstance(form, OfferScreen)
                assert not form.query_one(Form).is_listing
                assert "t offers it" in frame(app)
                await reading.passes(pilot, lambda: not form._is_unread)
                await pilot.press("enter")
                await until(pilot, lambda: form.query_one(Form).is_listing)

    asyncio.run(story())


LOST, BROKEN = WorkerLost("The process has ended."), PlayerError("There is no room to think.")


@pytest.mark.parametrize(
    ("fails", "told"),
    [
        pytest.param([LOST], "worlds", id="asked once more"),
        pytest.param([LOST, LOST], str(LOST), id="lost twice"),
        pytest.param([BROKEN], str(BROKEN), id="no use in asking again"),
    ],
)
async def test_an_adviser_that_fails_is_asked_again_or_says_why(
    monkeypatch: pytest.MonkeyPatch, fails: list[PlayerError], told: str
) -> None:
    sitting = offered()
    advice, left = advise(sitting.view("us"), Budget(iterations=60)), [*fails]

    def think() -> Advice:
        if left:
            raise left.pop(0)
        return advice

    monkeypatch.setattr(Sitting, "adviser", lambda *_: think)
    app = app_of(sitting)
    async with app.run_test(size=(100, 34)) as pilot:
        await past_the_pages(pilot, app)
        table = app.screen
        assert isinstance(table, TableScreen)
        app.home.over.show_advice(sitting, table.scene, print)
        await until(pilot, lambda: isinstance(app.screen, AdviserScreen))
        await until(pilot, lambda: told in frame(app))
        await settled(pilot)
        assert not left
        is_advised = told == "worlds"
        assert ("Enter opens a move" in frame(app).splitlines()[-2]) == is_advised
        assert [str(one) in frame(app) for one in (LOST, BROKEN)].count(True) == (not is_advised)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, TableScreen)
