"""Sealed bids on the screens: one person after the other, and nothing left of the first."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.shelf import NoShelf
from tests.tui.apps import make_app
from tests.tui.conftest import frame, open_deck, settled, until
from wargame.content.library import DeckLibrary
from wargame.errors import UsageError
from wargame.table.host.bidding import Bidding
from wargame.tui.app import WargameApp
from wargame.tui.screens.bid import BidScreen
from wargame.tui.screens.new_game import NewGameScreen
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.title import TitleScreen
from wargame.tui.widgets.form import Form

DECKS = Path(__file__).parents[1] / "decks"


async def open_form(pilot: Pilot[int], deck: str) -> None:
    """The form for a new game of a deck, from the title."""
    await pilot.press("n")
    await settled(pilot)
    form = pilot.app.screen.query_one(Form)
    form.point_at("deck")
    while form["deck"].value != deck:
        await pilot.press("right")
        await settled(pilot)


def at_home() -> WargameApp:
    """The app at the title, with the decks of the tests."""
    library = DeckLibrary([DECKS])
    return make_app(lambda one: one.go_home(), library=library, is_ascii=False)


async def test_two_people_bid_in_secret_and_then_sit_down() -> None:
    app = at_home()
    async with app.run_test(size=(120, 40)) as pilot:
        await open_form(pilot, "kitchen_contest")
        screen = app.screen
        assert isinstance(screen, NewGameScreen)
        form = screen.query_one(Form)
        assert [one.name for one in form.fields][2:4] == ["table", "start"]
        for field in ("start", "seat crumb"):
            form.point_at(field)
            await pilot.press("right" if field == "start" else "left")
            await pilot.pause()
        assert form["start"].value == "bid"
        while form["seat crumb"].value != "human":
            await pilot.press("left")
            await pilot.pause()
        form.point_at("begin")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        assert "The Crust bids. Pass the keyboard on" in frame(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BidScreen))
        assert app.screen.query_one(Form)["bid"].value == ""
        await pilot.press("7", "enter")  # nothing is there that it would stand behind
        await pilot.press("enter")
        await until(pilot, lambda: "The Crumb bids" in frame(app))
        assert not [one for one in app.screen_stack if isinstance(one, BidScreen)]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BidScreen))
        assert "7" not in [one.value for one in app.screen.query_one(Form).fields]
        await pilot.press("9", "9", "enter", "enter")
        await pilot.pause()
        assert "A bid is a whole number, -8 to 10." in frame(app)
        await pilot.press("backspace", "enter", "enter")  # where it stands again
        await until(pilot, lambda: "Before you go on" in frame(app))
        drawn = " ".join(frame(app).split())
        assert "Bids for the seat of The Crust: 7 from its own side, 9 from The Crumb." in drawn
        assert "The lead starts at -8" in drawn


async def test_what_the_bids_came_to_is_told_before_the_page_of_the_seat() -> None:
    app = at_home()
    async with app.run_test(size=(120, 40)) as pilot:
        await open_form(pilot, "kitchen_contest")
        form = app.screen.query_one(Form)
        form.point_at("start")
        await pilot.press("right")
        form.point_at("begin")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BidScreen))
        await pilot.press("3", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await settled(pilot)
        assert "Bids for the seat" in frame(app)
        await pilot.press("enter")
        await until(pilot, lambda: "your page" in frame(app))


async def test_who_bids_may_leave_and_a_game_that_cannot_begin_then_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuses(*_: object) -> None:
        raise UsageError("There is no room for another game.")

    monkeypatch.setattr(NoShelf, "begin", refuses)
    game = open_deck("kitchen_contest")
    first, second = game.seats
    app = at_home()
    async with app.run_test(size=(120, 40)) as pilot:
        for is_sealed in (False, True):
            app.home.ask_bids(Bidding(game, {first: "human", second: "greedy"}, 5, ""))
            await until(pilot, lambda: isinstance(app.screen, BidScreen))
            await settled(pilot)
            if is_sealed:
                await pilot.press("3", "enter", "enter")
                await until(pilot, lambda: "There is no room for another game." in frame(app))
                assert "The game cannot begin" in frame(app)
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, TitleScreen))
            assert app.home.table is None
            assert app.home.whereabouts == "", "nobody is told of bids that are lost"


async def test_a_deck_without_a_contest_offers_no_tables() -> None:
    app = at_home()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(pilot, "water_treaty")
        names = [one.name for one in app.screen.query_one(Form).fields]
        assert "table" not in names
        assert "start" not in names


async def test_the_lead_starts_where_people_set_it() -> None:
    app = at_home()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await open_form(pilot, "kitchen_contest")
        form = app.screen.query_one(Form)
        form.point_at("start")
        await pilot.press("right", "right")
        await settled(pilot)
        form.point_at("lead")
        await settled(pilot)
        assert "Above 0 The Crust is ahead" in " ".join(frame(app).replace("│", " ").split())
        await pilot.press("minus", "9", "9")
        form.point_at("begin")
        await pilot.press("enter")
        await settled(pilot)
        assert "'lead at the start' may be -9 to 9, and not -99." in frame(app)
        form.point_at("lead")
        await pilot.press("end", "backspace", "backspace", "3")
        form.point_at("begin")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        assert app.home.sitting is not None
        assert app.home.sitting.game.loaded.variant == "handicap=-3"
