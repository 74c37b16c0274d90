"""Colours, help, and the way from pane to pane."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from textual.binding import Binding

import wargame.tui.app
from tests.tui.apps import make_app
from tests.tui.colours import contrast
from tests.tui.conftest import SIZES, app_of, frame, play_by_keys, play_on, settled, sit
from tests.tui.terminal import Terminal
from wargame.rules.game import Game
from wargame.table.panes.pages import AT_THE_TABLE, how_to_play_rows
from wargame.table.told.options import is_question
from wargame.table.words.glyphs import ASCII, UNICODE, Glyphs
from wargame.table.words.rows import STRONG, Span, line_text, line_width, rows_height
from wargame.tui import screens, widgets
from wargame.tui.keys import DIGITS, help_keys, name
from wargame.tui.palette import COLOURS, SIXTEEN
from wargame.tui.screens.board import PANES, PLACES, STOPS
from wargame.tui.screens.help import HelpScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.pane import Pane

MODULES = [
    wargame.tui.app,
    *(
        import_module(f"{room.__name__}.{found.name}")
        for room in (screens, widgets)
        for found in pkgutil.iter_modules(room.__path__)
    ),
]


PAGES = {"h": "How to play", "d": "Decks", "s": "Settings", "r": "Replay a game"}
"""Pages that the title opens, by their keys."""


def test_how_to_play_tells_the_letter_of_every_pane() -> None:
    keys = dict(AT_THE_TABLE)["Keys"].replace(".", ";").replace(";", ",")
    told = {one.split()[0] for one in keys.split(",") if one.strip()}
    assert {place.key for place in PLACES.values() if place.key} <= told


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_how_to_play_explains_the_signs_beside_numbers(glyphs: Glyphs) -> None:
    rows = how_to_play_rows(glyphs, 80)
    told = " ".join(line_text(line) for row in rows for line in row.lines)
    for sign in (glyphs.up, glyphs.held, glyphs.arrow, glyphs.binds, glyphs.yes, glyphs.no):
        assert f" {sign} " in f" {told} ", sign


PAIRS = [
    (ink, ground)
    for ink in ("ink", "dim", "first", "second", "better", "worse", "alert", "head", "focus")
    for ground in ("ground", "raised")
] + [("cursor-ink", "cursor")]
"""Every text colour with every ground it is drawn on."""


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
@pytest.mark.parametrize("name", COLOURS)
def test_every_text_can_be_read(name: str, ink: str, ground: str) -> None:
    colours = COLOURS[name]
    assert contrast(colours[ink], colours[ground]) >= (7 if name == "contrast" else 4.5)


def test_no_two_colours_of_the_theme_of_sixteen_become_one() -> None:
    colours = {*SIXTEEN.values()}
    shown = {Color.parse(colour).downgrade(ColorSystem.STANDARD).number for colour in colours}
    assert len(shown) == len(colours)


COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
"""Codes that set a colour."""


@pytest.mark.waits
@pytest.mark.parametrize(
    ("env", "codes"),
    [
        pytest.param({"NO_COLOR": "1"}, r"^$", id="NO_COLOR"),
        pytest.param(
            {"TERM": "screen", "COLORTERM": ""},
            r"^(?!.*[34]8)",
            id="sixteen colours",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_terminal_gets_no_colours_but_those_it_has(
    env: dict[str, str], codes: str, tmp_path: Path
) -> None:
    with Terminal("play", "primer", "--seed", "4", folder=tmp_path, env=env) as terminal:
        terminal.wait_for("your page")
        terminal.press("\r")
        terminal.wait_for("Hand")
        terminal.settle()
        found = b" ".join(COLOUR.findall(terminal.drawn)).decode()
        assert re.match(codes, found), found[:200]
        assert b"\x1b[1;7" in terminal.drawn or "NO_COLOR" not in env


@pytest.mark.parametrize(
    "size", [SIZES[0], SIZES[-1], pytest.param(SIZES[1], marks=pytest.mark.slow)], ids=str
)
async def test_every_pane_is_reached_by_tab_and_explained(
    size: tuple[int, int], primer: Game
) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        met = set()
        for key in ["tab"] * len(STOPS) + [one.key for one in PLACES.values() if one.key]:
            await pilot.press(key)
            await pilot.pause()
            pane = app.screen.focused
            assert isinstance(pane, Pane)
            assert pane.id is not None
            assert pane.size.width > 0
            assert PANES[pane.id][1][:40].split(".")[0] in pane.about
            met.add(pane.id)
            if key == "tab":
                assert pane.id in STOPS
        assert len(STOPS) <= 8
        assert met == set(PANES)


async def test_the_rules_of_the_deck_are_a_key_away(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        await pilot.press("r")
        assert "You play United States or China" in frame(app)
        await pilot.press("end")
        assert "Ctrl+Q leaves" in frame(app)
        await pilot.press("escape")
        assert isinstance(app.screen, TableScreen)


async def test_help_tells_every_key_that_acts_in_the_pane(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(120, 60)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=2)
        table = app.screen
        assert isinstance(table, TableScreen)
        told = help_keys(table)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        drawn = frame(app)
        for key in told:
            assert key.does in drawn
            assert key.keys[:14] in drawn
        bound = [b for b in (*TableScreen.BINDINGS, *Pane.BINDINGS) if isinstance(b, Binding)]
        for binding in bound:
            if binding.action == "console":  # of a class alone
                assert binding.description not in [key.does for key in told]
                continue
            keys = " ".join(key.keys for key in told if key.does == binding.description)
            for row, short in DIGITS.items():
                keys = keys.replace(short, row)
            assert all(name(key) in keys for key in binding.key.split(","))
        await pilot.press("escape")
        assert table.is_current


async def test_no_page_says_its_title_twice() -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for key, title in PAGES.items():
            await pilot.press(key)
            await settled(pilot)
            assert frame(app).count(title) == 1
            await pilot.press("escape")
            await settled(pilot)


async def test_a_page_of_text_offers_no_choice(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        await pilot.press("r")
        await settled(pilot)
        assert "Enter Choose" not in frame(app)


async def test_the_line_of_keys_says_what_passing_is_now(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "random")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        said = set[tuple[str, str]]()
        while len(said) < 2 and not sitting.is_over:
            view = sitting.scene("us").view
            if not view.is_over and sitting.mover == "us" and not is_question(view):
                keys = frame(app).splitlines()[-1]
                told = re.findall("x (?:Pass|Offer nothing)", keys)
                said |= {(view.phase, one) for one in told}
            await play_by_keys(pilot, app, sitting, decisions=1)
        assert said == {("plays", "x Pass"), ("talks", "x Offer nothing")}


async def test_projects_are_in_sight_before_the_levels_of_measures_are_named(primer: Game) -> None:
    sitting = sit(primer, 38, "industrial_builder", "greedy")
    play_on(sitting, 40)
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        while not isinstance(app.screen, TableScreen):
            await pilot.press("enter")
            await settled(pilot)
        panes = {name: app.screen.board.pane(name) for name in ("measures", "projects")}
        for pane in panes.values():
            assert not pane.needs_more(pane.size.height)


async def test_a_line_that_is_too_long_for_the_screen_says_that_it_goes_on() -> None:
    """Of a branch the date that it leaves was cut within a word."""
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        bar = app.screen.query_one("#prompt", Bar)
        bar.show(lambda _: (Span("A branch of a game  "), Span("Round 82, " * 9, STRONG)))
        await pilot.pause()
        assert line_width(bar._line) <= 80
        assert line_text(bar._line).endswith("…")
        await pilot.resize_terminal(200, 24)
        await pilot.pause()
        assert "…" not in line_text(bar._line)


async def test_help_is_one_screen_on_the_smallest(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=1)
        for key in "hmdlf":
            await pilot.press(key, "question_mark")
            await settled(pilot)
            assert isinstance(app.screen, HelpScreen)
            pane = app.screen.query_one(Pane)
            assert rows_height(pane.rows) <= pane.size.height
            told = " ".join(frame(app).replace("┃", " ").split())
            for sign in ("·: neither", "x2: it counts twice", "*: somebody named it"):
                assert sign in told
            assert "Clicks one points, two choose" in told
            assert "Enter Back" in frame(app).split("\n")[-1]
            await pilot.press("enter")
            await settled(pilot)
            assert isinstance(app.screen, TableScreen)


def test_every_binding_names_an_action_that_exists() -> None:
    for module in MODULES:
        for owner in vars(module).values():
            if isinstance(owner, type) and owner.__module__ == module.__name__:
                for binding in vars(owner).get("BINDINGS", []):
                    action = binding.action.partition("(")[0]
                    assert hasattr(owner, f"action_{action}"), f"{owner.__name__}: {action}"


@pytest.mark.parametrize("where", ["title", "table", "settings", "brief"])
async def test_ctrl_c_says_what_leaves(where: str, primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting) if where in ("table", "brief") else make_app(lambda one: one.go_home())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*{"table": ["enter"], "settings": ["s"]}.get(where, []))
        await settled(pilot)
        await pilot.press("ctrl+c")
        await settled(pilot)
        assert "Ctrl+Q leaves the program." in frame(app)
        await pilot.press("question_mark")
        await settled(pilot)
        assert "Ctrl+C" not in frame(app)
