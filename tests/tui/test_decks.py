"""Decks as pages: a list, and a page for everything a deck holds, its cards as they are drawn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from tests.tui.apps import make_app
from tests.tui.conftest import choose_twice, frame, open_deck, settled, until
from wargame.content.library import minutes_of
from wargame.table.panes.deck import ABOUT, contents_rows, page_of
from wargame.table.plain.drawn_card import card_parts
from wargame.table.words.glyphs import UNICODE
from wargame.table.words.rows import line_width
from wargame.tui.background import in_background
from wargame.tui.screens import decks
from wargame.tui.screens.decks import DeckScreen, DecksScreen
from wargame.tui.screens.new_game import NewGameScreen
from wargame.tui.widgets.form import Form
from wargame.tui.widgets.pane import Pane

T = TypeVar("T")


@pytest.mark.parametrize("name", ["kitchen_sink", "primer"])
def test_everything_in_a_deck_has_a_page_that_fits(name: str) -> None:
    game = open_deck(name)
    targets = [t for row in contents_rows(game.deck, UNICODE, 30) for t in row.targets]
    assert {one.id for one in game.deck.cards} <= {t.id for t in targets if t.kind == "card"}
    assert {one.id for one in game.deck.variants} == {t.id for t in targets if t.kind == "variant"}
    for target in targets:
        rows = page_of(game, target, card_parts, UNICODE, 44)
        lines = [line for row in rows for line in row.lines]
        assert lines
        assert all(line_width(line) <= 44 for line in lines)


def test_a_long_title_is_told_whole_at_the_head_of_its_page() -> None:
    deck = open_deck("primer").deck
    rows = page_of(open_deck("primer"), ABOUT, card_parts, UNICODE, 24)
    heading = [span.text for line in rows[0].lines for span in line]
    assert len(heading) > 1
    assert " ".join(heading) == deck.title


async def test_the_deck_to_begin_with_comes_first_and_each_says_how_long_it_takes() -> None:
    app = make_app(lambda one: one.open("decks"), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "A fugitive takes a train" in frame(app))
        heads = [line for line in frame(app).splitlines() if "minute" in line]
        assert "primer, 45 minutes" in heads[0]
        assert "calibration, 1 minute" in heads[1]


@pytest.mark.parametrize("written", ["", "minutes: soon", "minutes: ४५", "minutes: -3"])
def test_a_deck_that_does_not_say_how_long_it_takes_is_listed_without(
    written: str, tmp_path: Path
) -> None:
    (tmp_path / "deck.yaml").write_text(f"id: x\n{written}\n", encoding="utf-8")
    assert minutes_of(tmp_path) == ""


async def test_enter_twice_in_a_burst_opens_one_deck() -> None:
    app = make_app(lambda one: one.open("decks"), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "A fugitive takes a train" in frame(app))
        await choose_twice(pilot, app)
        assert [type(one) for one in app.screen_stack[1:]] == [DecksScreen, DeckScreen]


async def test_a_deck_that_is_left_while_it_is_read_stops_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = make_app(lambda one: one.open("decks"), is_ascii=False)
    is_left = asyncio.Event()

    async def left(work: Callable[[], T]) -> T:
        found = await in_background(work)
        await app.screen.query_one("#contents").remove()  # as where the program is left
        is_left.set()
        return found

    monkeypatch.setattr(decks, "in_background", left)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "A fugitive takes a train" in frame(app))
        await pilot.press("enter")
        await until(pilot, is_left.is_set)
        await settled(pilot)
        assert isinstance(app.screen, DeckScreen)
        assert not app.screen.query("#contents")


async def test_a_deck_is_browsed_by_keys_and_a_game_of_it_is_set() -> None:
    app = make_app(lambda one: one.open("decks"), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "A fugitive takes a train" in frame(app))
        while "primer" not in str(app.screen.query_one(Pane).target):
            await pilot.press("down")
        await pilot.press("enter")
        await until(pilot, lambda: "In the deck" in frame(app) and "Six quarters" in frame(app))
        assert isinstance(app.screen, DeckScreen)
        await pilot.press(*["right_square_bracket"] * 3, "left_square_bracket", "down")
        await settled(pilot)
        drawn = frame(app)
        card = [one for one in open_deck("primer").deck.cards if one.seat == "us"][1]
        assert f"│ {card.title} " in drawn
        assert "Discarded: " in drawn
        await pilot.press("n")
        await settled(pilot)
        assert isinstance(app.screen, NewGameScreen)
        assert app.screen.query_one(Form)["deck"].value == "primer"
        drawn = frame(app)
        assert f" {open_deck('primer').deck.title} " in drawn
        assert "(regular)" in drawn
        for key, left_for in (("escape", DeckScreen), ("q", DecksScreen)):
            await pilot.press(key)
            await until(pilot, lambda back=left_for: type(app.screen) is back)


async def test_enter_and_tab_lead_from_the_list_of_a_deck_to_the_page_and_back() -> None:
    app = make_app(lambda one: one.open("decks"), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "primer, 45 minutes" in frame(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeckScreen))
        await until(pilot, lambda: bool(app.screen.query_one("#contents", Pane).rows))
        contents, page = (app.screen.query_one(f"#{name}", Pane) for name in ("contents", "about"))
        for key in ("enter", "tab"):
            assert contents.has_focus
            await pilot.press(key)
            assert page.has_focus
            await pilot.press(key)
        assert contents.has_focus
