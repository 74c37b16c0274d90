"""Whatever can be done is found by typing a few letters of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.test_turns import turn
from tests.rules.tiny import card, seats, tiny
from tests.tui.apps import make_app
from tests.tui.conftest import app_of, frame, play_by_keys, play_on, settled, sit
from tests.tui.test_panes_on_the_board import begin
from wargame.play.match import Match
from wargame.play.player import Person
from wargame.rules.game import Game
from wargame.rules.verbs import PASS, PROPOSE, TIGHTEN
from wargame.table.host.sitting import Sitting
from wargame.table.words.rows import line_text
from wargame.tui.commands import ListEntry
from wargame.tui.screens.commands import CommandsScreen, command_row
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.possible import Possible
from wargame.tui.screens.table import TableScreen
from wargame.tui.screens.title import TitleScreen


@pytest.mark.parametrize("key", ["colon", "ctrl+p"])
async def test_the_list_tells_every_legal_move_and_every_key(key: str, primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        table = app.screen
        assert isinstance(table, TableScreen)
        await pilot.press(key)
        assert isinstance(app.screen, CommandsScreen)
        labels = [command.label for command in app.screen._commands]
        view = sitting.view(table.seat)
        titles = sitting.titles
        moves = [a for a in view.legal if not a.verb.package]
        moves.sort(key=lambda one: one.verb == PASS)  # whoever presses Enter at once goes on
        assert len({*labels}) == len(labels)
        passing = app.screen._commands[len(moves) - 1]
        assert (passing.label, passing.key) == ("Pass", "x")
        assert labels[: len(moves)] == [titles.offer(view, action) for action in moves]
        assert {"Undo", "News", "Brief", "Quit", "Colours"} <= {*labels}
        drawn = frame(app)
        assert "View: News" in drawn
        assert "Up Down Move" in drawn.split("\n")[-1]
        assert "Down Down" not in drawn
        told = {one.about for one in app.screen._commands if one.label in ("Log", "Deals")}
        assert len(told) == 2
        undo = next(one for one in app.screen._commands if one.label == "Undo")
        assert undo.reason.startswith("It cannot be taken back: ") == bool(
            sitting.why_no_undo(table.seat)
        )
        await pilot.press("escape")
        assert table.is_current


async def test_a_move_that_is_found_is_opened_and_not_taken(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        table = app.screen
        assert isinstance(table, TableScreen)
        view = sitting.view(table.seat)
        action = next(a for a in view.legal if a.verb == TIGHTEN)
        title, ply = sitting.titles.offer(view, action), len(sitting.match.log)
        await pilot.press("colon", *("space" if c == " " else c for c in title.lower()))
        await pilot.press("enter")
        await settled(pilot)
        assert table.is_current
        target = table.board.pane("detail").target
        assert target
        assert target.id == action.text
        assert len(sitting.match.log) == ply


async def test_letters_narrow_the_list_and_a_key_of_it_is_pressed(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        await pilot.press("colon", *"brieg", "backspace", *"f")
        assert isinstance(app.screen, CommandsScreen)
        assert "1 found" in frame(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PageScreen)
        assert "your page" in frame(app)
        await pilot.press("escape", "colon", *"zzz", "enter")
        assert "0 found" in frame(app)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("fore", "View: Forecast", id="a label before words that have it inside"),
        pytest.param("ru", "View: Rules", id="a label that begins so"),
        pytest.param("view ch", "View: Chains", id="where it belongs, and how it begins"),
    ],
)
async def test_what_is_called_by_what_is_typed_comes_first(
    typed: str, first: str, primer: Game
) -> None:
    """Of `fore` the first was the pane before, and Enter went there instead."""
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        await pilot.press("colon", *("space" if key == " " else key for key in typed))
        await settled(pilot)
        assert isinstance(app.screen, CommandsScreen)
        assert app.screen._found[0].name == first


async def test_the_title_screen_has_its_commands_too(primer: Game) -> None:
    app = app_of(sit(primer, 5, "human", "greedy"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.home.go_home()
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        await pilot.press("colon", *"decks", "enter")
        await settled(pilot)
        assert "Decks" in frame(app).splitlines()[0]


async def test_a_command_that_is_chosen_twice_in_one_burst_is_done_once() -> None:
    done: list[str] = []
    app = make_app(lambda app: app.go_home())
    async with app.run_test() as pilot:
        await pilot.pause()
        app.home.over.show_commands([ListEntry("Table", "Pass", "x", "", lambda: done.append("x"))])
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CommandsScreen)
        screen.on_input_submitted()
        screen.on_input_submitted()
        await pilot.pause()
        assert done == ["x"]


async def test_what_cannot_be_done_now_is_told_with_its_reason_and_not_chosen(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        await pilot.press("colon", *"offer")
        await settled(pilot)
        line = next(row for row in frame(app).splitlines() if "Talks: Offer" in row)
        assert "Packages are put together in the talks, after the plays." in line
        assert " not now;" in frame(app)
        screen = app.screen
        assert isinstance(screen, CommandsScreen)
        chosen = screen._pane.target
        await pilot.press("enter")
        await settled(pilot)
        assert (chosen is None) == (app.screen is screen)
        refused = [one for one in screen._commands if one.reason and not one.key]
        legal = {sitting.titles.offer(sitting.view("us"), a) for a in sitting.view("us").legal}
        assert refused
        assert not legal & {one.label for one in refused}


@pytest.mark.parametrize(
    ("asked", "told"), [("winning", "If the game ended here"), ("forecast", "The lead goes")]
)
async def test_answers_that_have_no_key_are_in_the_list_by_their_words(
    asked: str, told: str, primer: Game
) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        await pilot.press("colon", *asked)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, TableScreen)
        assert app.screen.board.pane("detail").has_focus
        assert told in frame(app)


async def test_what_fits_in_the_list_is_told_in_full_and_a_reason_always(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        await pilot.press("colon")
        screen = app.screen
        assert isinstance(screen, CommandsScreen)
        reasons = [one.reason for one in screen._commands if one.reason]
        rows = [" ".join(line_text(line) for line in row.lines) for row in screen._pane.rows]
        said = " ".join(" ".join(rows).split())
        assert reasons
        assert all(reason in said for reason in reasons)
        assert "What has happened since the last…" in said
        await pilot.press(*"news")
        assert "decision; again, the next piece of" in frame(app)


def test_where_nothing_has_a_key_none_has_room() -> None:
    entry = ListEntry("North", "Name Dam for the next round", "", "then programs play on", print)
    assert line_text(command_row(0, entry, 78, 0).lines[0]).startswith("  North: Name Dam")


async def test_where_ready_packages_alone_are_offered_the_key_for_one_s_own_says_so(
    primer: Game,
) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    while not any(one.verb == PROPOSE for one in sitting.view("us").legal):
        play_on(sitting, len(sitting.match.log) + 1)
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        await pilot.press("o")
        await settled(pilot)
        assert "Here ready packages are offered as they are: choose one." in frame(app)


async def test_the_list_is_paged_shut_by_its_own_key_and_chosen_from_by_a_click(
    primer: Game,
) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        table = app.screen
        await pilot.press("colon")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, CommandsScreen)
        assert screen._pane.top == 0
        await pilot.press("pagedown")
        assert screen._pane.top > 0
        await pilot.press("pageup")
        assert screen._pane.top == 0
        for key in ("ctrl+p", "escape"):
            await pilot.press(key)
            await settled(pilot)
            assert app.screen is table
            await pilot.press("colon")
            await settled(pilot)
        await pilot.press("ctrl+p")
        await settled(pilot)
        await pilot.press("colon", *"brief")
        await settled(pilot)
        lines = frame(app).splitlines()
        place = next(n for n, line in enumerate(lines) if "View: Brief" in line)
        await pilot.click(offset=(10, place))
        await settled(pilot)
        assert isinstance(app.screen, PageScreen)
        assert "your page" in frame(app)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        pytest.param({"north.capital": 0}, "it costs 1 capital, and there is 0.", id="price"),
        pytest.param({"phase": "headline"}, "", id="headline"),
        pytest.param({"north.capital": 3}, "", id="open"),
    ],
)
async def test_whoever_cannot_pass_reads_what_keeps_them(given: dict[str, Any], why: str) -> None:
    passing = turn(headline={}, passing={"cost": {"capital": 1}})
    game = tiny(turn=passing, cards=[card("rest")], seats=seats({"hand": 1}))
    start = game.position({"turn": "north", "hand.north": ["rest"], **given})
    sitting = Sitting(Match(game, {seat: Person() for seat in game.seats}, 3, start=start))
    possible = Possible(sitting, sitting.scene("north"), is_busy=False, is_thinking=False)
    assert possible.why_idle("pass_turn") == (why and f"You cannot pass: {why}")
