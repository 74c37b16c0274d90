"""What is read at a table: cursors that show where they are and hide nothing, and whole frames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.strip import Strip

from tests.tui.apps import make_app
from tests.tui.conftest import app_of, frame, open_deck, play_on, settled, sit, until
from tests.tui.test_panes_on_the_board import begin
from wargame.rules.game import Game
from wargame.store.names import Saves
from wargame.table.host.kept import KeptGames
from wargame.table.host.school import School
from wargame.table.panes.bars import prompt_line
from wargame.table.panes.cursor import first_open
from wargame.table.panes.fronts import _behind, _half, front_rows
from wargame.table.panes.instruments import board_rows
from wargame.table.panes.pages import READABLE, column, spread
from wargame.table.told.ahead import ahead
from wargame.table.told.people import line_of_act
from wargame.table.told.scene import Scene
from wargame.table.words.gate import width
from wargame.table.words.rows import (
    Row,
    Span,
    Target,
    head,
    line_text,
    line_width,
    rows_height,
    text_row,
)
from wargame.tui.home import Home
from wargame.tui.screens.debrief import DebriefScreen
from wargame.tui.screens.forms import LISTING
from wargame.tui.screens.new_game import NewGameScreen
from wargame.tui.screens.page import READ_ON, PageScreen
from wargame.tui.screens.replay import ReplayScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.drawn import CURSOR
from wargame.tui.widgets.form import Form
from wargame.tui.widgets.pane import Pane

MEDIUM = (120, 40)


class Shown(App[int]):
    """A pane alone."""

    CSS = ".drawn--cursor { background: red; }"

    def __init__(self, *rows: Row) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        yield Pane("Pane", id="pane")

    def on_mount(self) -> None:
        self.query_one(Pane).show(lambda _cells, _lines: list(self.rows))


def under_cursor(pane: Pane, strip: Strip) -> str:
    """The part of a line that looks as the cursor does."""
    style = pane.style_of(CURSOR)
    return "".join(one.text for one in strip if one.style == style)


async def test_the_cursor_reaches_to_the_end_of_every_line_it_stands_on() -> None:
    two = Row(((Span("one"),), (Span("and two"),)), (Target("deck", "one"),))
    app = Shown(two)
    async with app.run_test(size=(30, 8)) as pilot:
        pane = app.query_one(Pane)
        pane.focus()
        await settled(pilot)
        for y in range(2):
            assert len(under_cursor(pane, pane.render_line(y))) == pane.size.width


async def test_the_cursor_of_a_chart_is_the_number_of_its_round_and_hides_no_column() -> None:
    sitting = sit(open_deck("primer"), 38, "industrial_builder", "greedy")
    play_on(sitting, 10_000)
    app = make_app(lambda one: one.show_debrief(sitting, "us"), is_ascii=False)
    async with app.run_test(size=MEDIUM) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await settled(pilot)
        pane = app.screen.query_one("#page", Pane)
        assert pane.target == Target("round", "1")
        marked = [under_cursor(pane, pane.render_line(y)) for y in range(pane.size.height)]
        assert [text.strip() for text in marked if text] == ["1"]


@pytest.mark.parametrize("size", [(120, 40), (200, 60)], ids=str)
async def test_a_short_page_is_a_column_in_the_middle(size: tuple[int, int]) -> None:
    sitting = sit(open_deck("primer"), 5, "human", "greedy")
    app = make_app(lambda one: one.start(sitting), is_ascii=False)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await settled(pilot)
        region = app.screen.query_one("#page", Pane).region
        assert region.width <= 100
        assert abs(region.x - (size[0] - region.right)) <= 1


@pytest.mark.parametrize("size", [(120, 40), (200, 60)], ids=str)
@pytest.mark.parametrize(("key", "frame_of"), [("d", "#page"), ("question_mark", "#help")])
async def test_a_short_page_stands_in_the_middle_no_taller_than_its_text(
    size: tuple[int, int], key: str, frame_of: str
) -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press(key)
        await settled(pilot)
        pane = app.screen.query_one(frame_of, Pane)
        assert pane.size.height == rows_height(pane.rows)
        above, below = pane.region.y, size[1] - pane.region.bottom
        assert abs(above - below) <= 2
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert pane.region.bottom >= 22


async def test_a_page_says_how_it_is_read_on_where_it_is_longer_than_the_screen() -> None:
    """The rules end 150 lines further down, and the lines below said only how one leaves."""
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("h")
        await settled(pilot)
        assert READ_ON in frame(app)
        await pilot.press("end")
        await settled(pilot)
        assert READ_ON in frame(app)
        await pilot.resize_terminal(120, 100)
        await settled(pilot)
        assert READ_ON not in frame(app)
        assert "Esc goes back" in frame(app)


async def test_a_long_page_has_two_columns_on_a_large_screen() -> None:
    app = app_of(sit(open_deck("primer"), 5, "human", "greedy"))
    async with app.run_test(size=(200, 60)) as pilot:
        await begin(app, pilot)
        await pilot.press("r")
        await until(pilot, lambda: app.screen.has_class("-spread"))
        await settled(pilot)
        pane = app.screen.query_one("#page", Pane)
        assert isinstance(app.screen, PageScreen)
        lines = [line for row in pane.rows for line in row.lines]
        one = app.screen._make(column(pane.size.width), pane.size.height)
        assert len(lines) < 0.7 * rows_height(one)
        assert max(map(line_width, lines)) > READABLE
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: not app.screen.has_class("-spread"))
        await settled(pilot)
        assert max(line_width(line) for row in pane.rows for line in row.lines) <= READABLE


def test_a_spread_is_read_screen_by_screen_and_no_column_ends_with_a_heading() -> None:
    texts = [row for n in range(9) for row in (head(f"H{n}", 30), text_row(f"t{n} u{n}", 8))]
    lines = [line for row in spread(texts, 40, 6) for line in row.lines]
    found = [line_text(line).split() for line in lines]
    assert found[:4] == [
        ["H0", "H2"],
        ["t0", "u0", "t2", "u2"],
        ["H1", "H3"],
        ["t1", "u1", "t3", "u3"],
    ]
    assert found[4:6] == [[], []]
    assert found[6] == ["H4", "H6"]
    assert found[-2:] == [["H8"], ["t8", "u8"]]


async def test_the_cursor_of_the_hand_goes_on_to_a_card_that_can_be_played() -> None:
    sitting = sit(open_deck("primer"), 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=MEDIUM) as pilot:
        await begin(app, pilot)
        for _ in range(8):
            screen = app.screen
            if not isinstance(screen, TableScreen):
                await pilot.press("enter")
                await settled(pilot)
                continue
            hand = screen.board.pane("hand")
            if screen.focused is hand and screen.scene.view.phase == "plays":
                assert first_open(screen.scene, hand.target, hand.rows) is None
            for key in ("enter", "enter"):
                await pilot.press(key)
                await settled(pilot)


async def test_a_cursor_that_comes_to_rest_as_the_screen_is_left_shows_nothing(
    primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_of(sit(primer, 3, "human", "greedy"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        rests = list[Callable[[], None]]()
        monkeypatch.setattr(screen, "set_timer", lambda _, rest: rests.append(rest))
        hand, before = screen.board.pane("hand"), screen.thing
        await pilot.press("h", "down")
        monkeypatch.undo()
        assert rests
        await screen.board.remove()
        hand.has_focus = True  # the toolkit takes it away a moment later
        rests[-1]()
        assert screen.thing == before


async def test_news_in_the_room_of_the_hand_are_read_on_by_the_keys_of_a_cursor() -> None:
    """On a small screen a game begins with them: no pane in sight had the focus."""
    app = app_of(sit(open_deck("primer"), 5, "human", "greedy"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: type(app.screen) is PageScreen)
        await pilot.press("enter")
        await until(pilot, lambda: "You draw Back Channel" in frame(app))
        detail, hand = (app.screen.query_one(f"#{name}", Pane) for name in ("detail", "hand"))
        assert not hand.display
        await until(pilot, lambda: detail.has_focus)
        await pilot.press("pagedown")
        await settled(pilot)
        assert detail.top > 0
        await pilot.press("enter")
        await until(pilot, lambda: hand.has_focus and hand.display)


def test_the_first_thing_that_can_be_done_is_none_that_is_shut() -> None:
    scene, shut = plays()
    rows = [Row(((),), (Target("card", one),)) for one in scene.view.hand]
    found = first_open(scene, Target("card", shut), rows)
    assert found is not None
    assert found.id != shut
    assert first_open(scene, found, rows) is None


def plays() -> tuple[Scene, str]:
    """A seat that may play, and a card in its hand that it may not."""
    for seed in range(20):
        sitting = sit(open_deck("primer"), seed, "human", "greedy")
        for plies in range(1, 40):
            play_on(sitting, plies)
            scene = sitting.scene("us")
            texts = {action.text for action in scene.view.legal}
            shut = [card for card in scene.view.hand if f"play {card}" not in texts]
            if scene.is_my_turn and scene.view.phase == "plays" and shut:
                return scene, shut[0]
    raise AssertionError("other seeds")


async def test_what_is_opened_takes_the_room_of_the_log_and_gives_it_back() -> None:
    app = app_of(sit(open_deck("primer"), 5, "human", "greedy"))
    async with app.run_test(size=MEDIUM) as pilot:
        await begin(app, pilot)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        screen.board.go("hand")
        await settled(pilot)
        detail, log = screen.board.pane("detail"), screen.board.pane("log")
        before = detail.size.height
        measure = screen.scene.deck.measures[0].id
        screen.open_thing(screen.board.pane("measures"), Target("measure", measure))
        await until(pilot, lambda: detail.size.height > before)
        assert not log.size.height
        screen.board.go("log")
        await until(pilot, lambda: bool(log.size.height))
        assert detail.size.height == before


@pytest.mark.parametrize("where", ["lesson", "replay"])
async def test_no_pane_of_a_short_column_is_cut(where: str) -> None:
    def open_first(app: Home) -> None:
        if where == "lesson":
            app.practice.open_school(School(open_deck("primer")), "cards")
        else:
            sitting = sit(open_deck("primer"), 38, "industrial_builder", "greedy")
            play_on(sitting, 10_000)
            app.show_debrief(sitting, "us")

    app = make_app(open_first, is_ascii=False)
    async with app.run_test(size=MEDIUM) as pilot:
        await settled(pilot)
        if where == "replay":
            await pilot.press("r")
            await until(pilot, lambda: isinstance(app.screen, ReplayScreen))
        await settled(pilot, 0.3)
        column = app.screen.query_one("#standing")
        panes = [pane for pane in column.query(Pane).results(Pane) if pane.display]
        assert panes
        for pane in panes:
            assert pane.region.bottom <= column.region.bottom, pane.id
            assert pane.size.height > 0, pane.id


def test_a_lead_that_counts_twice_stands_off_from_its_date() -> None:
    scene = sit(open_deck("primer"), 38, "human", "greedy").scene("us")
    front = replace(scene.view.fronts[0], value=2)
    behind = _behind(scene, front)
    spans = _half(scene, front, behind, tuple(map(width, behind)), 20, 0)
    said = line_text(spans)
    assert "x2 " in said


def test_a_front_in_half_a_line_keeps_its_name_beside_wide_columns() -> None:
    scene = sit(open_deck("primer"), 38, "human", "greedy").scene("us")
    front = next(one for one in scene.view.fronts if one.title == "Allies")
    spans = _half(scene, front, (".", "in2", "4"), (3, 4, 2), 17, 0)
    said = line_text(spans)
    assert said.startswith("Allies ")
    assert len(said) == 17


@pytest.mark.parametrize("deck", ["primer", "entanglement"])
@pytest.mark.parametrize("plies", [9, 40, 80])
def test_what_stands_behind_fronts_is_in_columns_on_the_smallest_screen(
    deck: str, plies: int
) -> None:
    """One long title pushed who leads and when out of the columns of the other rows."""
    sitting = sit(open_deck(deck), 3, "human", "greedy")
    play_on(sitting, plies)
    found = front_rows(sitting.scene("us"), 39, 3)
    starts = [
        {sum(width(span.text) for span in row.lines[0][:place]) for row in found}
        for place in (1, 2, 3)
    ]
    assert len(found) == 3
    assert all(len(one) == 1 for one in starts)
    assert all(line_width(row.lines[0]) <= 39 for row in found)


def test_a_store_that_runs_out_says_when_before_what() -> None:
    scene, _ = plays()
    for cells in range(30, 64):
        for row in board_rows(scene, cells, 40):
            text = line_text(row.lines[0])
            assert line_width(row.lines[0]) <= cells
            assert not text.rstrip().endswith("idle…"), (cells, text)


async def test_a_choice_is_told_about_while_it_is_looked_at_in_the_list(tmp_path: Path) -> None:
    games = KeptGames(Saves(tmp_path), writes_aside=False)
    app = make_app(lambda one: one.go_home(), games, is_ascii=False)
    async with app.run_test(size=MEDIUM) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, NewGameScreen))
        form = app.screen.query_one(Form)
        place = next(n for n, one in enumerate(form.fields) if one.name.startswith("seat "))
        form.point_at(form.fields[place].name)
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: form.is_listing and LISTING in frame(app))
        await pilot.press("down")
        second = form.fields[place].options[1][1]
        about = app.screen.query_one("#about", Pane)
        await until(pilot, lambda: line_text(about.rows[0].lines[0]) == second)
        await pilot.press("escape")
        await until(pilot, lambda: LISTING not in frame(app))
        assert line_text(about.rows[0].lines[0]) == form.fields[place].options[0][1]
    games.close()


def test_before_the_last_play_the_forecast_stands_though_many_fronts_are_judged() -> None:
    sitting, found = sit(open_deck("primer"), 3, "human", "greedy"), 0
    for plies in range(1, 100):
        play_on(sitting, plies)
        scene = sitting.scene("us")
        due = [front for front in scene.view.fronts if not front.due]
        if scene.is_my_turn and scene.view.plays_left == 1 and len(due) > 2:
            for cells in (80, 120, 200):
                said = line_text(prompt_line(scene, cells))
                assert " judged: " in said or " are judged this round" in said, said
            found += 1
    assert found


def test_nothing_comes_once_the_game_is_over() -> None:
    sitting = sit(open_deck("primer"), 38, "industrial_builder", "greedy")
    play_on(sitting, 10_000)
    assert not ahead(sitting.scene("us"))


def test_a_line_of_an_opponent_is_said_once_in_a_round() -> None:
    sitting = sit(open_deck("primer"), 38, "human", "calibrated_licensor")
    play_on(sitting, 80)
    scene = sitting.scene("us")
    scene = replace(scene, players={scene.rival: "calibrated_licensor:regular"})
    said: dict[int, list[str]] = {}
    for one in scene.seen:
        if one.entry.seat == scene.rival and (line := line_of_act(scene, one.entry)):
            said.setdefault(one.entry.round, []).append(line)
    assert max(map(len, said.values())) > 1
    for lines in said.values():
        assert len(lines) == len(set(lines))
