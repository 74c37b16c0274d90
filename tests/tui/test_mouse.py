"""By mouse alone: a card is opened and played, and the line of keys is pressed."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.apps import make_app
from tests.tui.conftest import SIZES, app_of, frame, open_deck, play_by_keys, settled, sit, until
from wargame.rules.game import Game
from wargame.table.host.sitting import Sitting
from wargame.table.told.options import is_question
from wargame.table.words.rows import Target
from wargame.tui.app import WargameApp
from wargame.tui.keys import key_line
from wargame.tui.screens.asking import QUESTION
from wargame.tui.screens.debrief import DebriefScreen
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.quarter import QuarterScreen
from wargame.tui.screens.replay import ReplayScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.bar import Bar
from wargame.tui.widgets.pane import Pane


def row_of(pane: Pane, kind: str) -> int:
    """The line of a pane at which the first thing of a kind stands."""
    number = next(
        n for n, row in enumerate(pane.rows) if row.targets and row.targets[0].kind == kind
    )
    return pane.laid.starts[number] - pane.top + 1


async def test_a_card_is_played_by_clicking(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=2)
        ply = len(sitting.match.log)
        hand = app.screen.query_one("#hand", Pane)
        line = row_of(hand, "card")
        await pilot.click("#hand", offset=(10, line))
        await pilot.click("#hand", offset=(10, line))
        await settled(pilot)
        detail = app.screen.query_one("#detail", Pane)
        assert detail.has_focus
        assert detail.target is not None
        await pilot.click("#detail", offset=(5, row_of(detail, "option")))
        await settled(pilot, 0.2)
        assert len(sitting.match.log) > ply


@pytest.mark.parametrize(
    ("is_under_cursor", "times", "chosen"),
    [
        pytest.param(False, 1, 0, id="a click points"),
        pytest.param(False, 2, 1, id="a double click chooses"),
        pytest.param(False, 3, 1, id="a third click is spent"),
        pytest.param(True, 1, 1, id="a click on what is under the cursor chooses"),
        pytest.param(True, 2, 1, id="a double click on it chooses once"),
    ],
)
async def test_a_double_click_chooses_once(
    is_under_cursor: bool, times: int, chosen: int, primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its second click would fall on what the first has opened, and might play a card."""
    sitting = sit(primer, 5, "human", "greedy")
    app, found = app_of(sitting), list[None]()
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=2)
        hand = app.screen.query_one("#hand", Pane)
        monkeypatch.setattr(hand, "action_choose", lambda: found.append(None))
        line = row_of(hand, "card")
        if not is_under_cursor:
            hand.action_edge(1)
            await pilot.pause()
        await pilot.click(hand, offset=(10, line), times=times)
        assert len(found) == chosen


async def test_the_line_of_keys_can_be_clicked(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=2)
        place = frame(app).split("\n")[-1].index("Measures")
        await pilot.click("#keys", offset=(place, 0))
        await settled(pilot)
        assert app.screen.focused is app.screen.query_one("#measures", Pane)
        assert Target("measure", "duty") in [row.targets[0] for row in app.screen.focused.rows]


async def test_a_click_beside_the_keys_presses_none() -> None:
    """Where a line of keys has room left, and on a key that is a comma."""
    app = make_app(lambda app: app.go_home())
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        before = app.screen
        bar = before.query_one("#keys", Bar)
        assert bar._line[-1].text.isspace()
        await pilot.click(bar, offset=(159, 0))
        await pilot.pause()
        assert app.screen is before
        bar.show(lambda _: key_line([(",", "Comma")], 160))
        await pilot.click(bar, offset=(1, 0))
        await pilot.pause()
        assert app.screen is before


async def test_each_of_two_keys_that_stand_together_is_pressed_by_a_click(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Their words press the second, which goes on."""
    app, pressed = make_app(lambda app: app.go_home()), list[str]()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        bar = app.screen.query_one("#keys", Bar)
        bar.show(lambda cells: key_line([("Left Right", "Step"), ("[ ]", "Round")], cells))
        monkeypatch.setattr(app, "simulate_key", pressed.append)
        for cell in (0, 3, 7, 13, 18, 20, 24):
            await pilot.click(bar, offset=(cell, 0))
    left, right = "left_square_bracket", "right_square_bracket"
    assert pressed == ["left", "left", "right", "right", left, right, right]


@pytest.mark.parametrize("place", ["#page", "#prompt"])
async def test_the_page_before_play_is_left_by_a_click(place: str, primer: Game) -> None:
    app = app_of(sit(primer, 5, "human", "greedy"))
    async with app.run_test(size=(200, 60)) as pilot:
        await until(pilot, lambda: type(app.screen) is PageScreen)
        await pilot.click(place, offset=(8, 0 if place == "#prompt" else 4))
        await until(pilot, lambda: isinstance(app.screen, TableScreen))


async def test_a_card_over_the_table_is_closed_by_a_click_on_its_prompt(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(200, 60)) as pilot:
        for _ in range(40):
            await play_by_keys(pilot, app, sitting, decisions=1)
            await settled(pilot)
            if isinstance(app.screen, QuarterScreen):
                break
        assert isinstance(app.screen, QuarterScreen)
        await pilot.click("#prompt", offset=(4, 0))
        await until(pilot, lambda: isinstance(app.screen, TableScreen))


async def click_word(pilot: Pilot[int], app: WargameApp, word: str) -> None:
    """Press the key of the bottom line whose name or words are these."""
    await pilot.click("#keys", offset=(frame(app).split("\n")[-1].index(word), 0))


async def choose(pilot: Pilot[int], pane: Pane, target: Target) -> None:
    """Scroll to a thing of a pane, and choose it."""
    number = next(n for n, row in enumerate(pane.rows) if target in row.targets)
    for _ in range(len(pane.rows)):
        line = pane.laid.starts[number] - pane.top
        if 0 <= line < pane.content_size.height:
            break
        scroll = pane.on_mouse_scroll_up if line < 0 else pane.on_mouse_scroll_down
        scroll()
        await pilot.pause()
    at = (3, line + 1)
    before = pane.target
    await pilot.click(pane, offset=at)
    if before != target:
        await pilot.pause()
        await pilot.click(pane, offset=at)


async def decide(pilot: Pilot[int], app: WargameApp, sitting: Sitting) -> None:
    """Take the first thing that can be taken, by clicks alone."""
    screen = app.screen
    assert isinstance(screen, TableScreen)
    hand, detail = screen.board.pane("hand"), screen.board.pane("detail")
    view = sitting.view(screen.seat)
    if screen.keeps_news:
        await pilot.click(detail)
        await settled(pilot)
    for _ in range(2):
        if screen.thing != QUESTION and (detail.has_focus or is_question(view)):
            await click_word(pilot, app, "Esc")
            await settled(pilot)
    if not is_question(view):
        playable = {action.arg for action in view.legal}
        things = [target for row in hand.rows for target in row.targets]
        cards = [one for one in things if one.kind == "card" and one.id in playable]
        passes = [one for one in things if one.kind == "pass"]
        await choose(pilot, hand, [*cards, *passes][0])
        await settled(pilot)
    options = [target for row in detail.rows for target in row.targets if target.kind == "option"]
    if options and sitting.mover == screen.seat:
        await choose(pilot, detail, options[0])


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("deck", ["primer", "entanglement"])
async def test_a_whole_game_is_played_by_mouse(deck: str, size: tuple[int, int]) -> None:
    sitting = sit(open_deck(deck), 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        for _ in range(2_000):
            await settled(pilot)
            ply = len(sitting.match.log)
            if isinstance(app.screen, DebriefScreen):
                break
            if isinstance(app.screen, TableScreen) and sitting.mover == app.screen.seat:
                await decide(pilot, app, sitting)
                await settled(pilot)
            if type(app.screen) is PageScreen:
                await pilot.click("#page", offset=(8, 4))
            elif isinstance(app.screen, PageScreen):  # one that lies over the table
                await pilot.click("#prompt", offset=(4, 0))
            elif len(sitting.match.log) == ply:
                await click_word(pilot, app, "Enter")
        assert sitting.is_over
        await click_word(pilot, app, "Replay")
        await settled(pilot)
        assert isinstance(app.screen, ReplayScreen)
        await click_word(pilot, app, "Esc")
        await settled(pilot)
        assert isinstance(app.screen, DebriefScreen)
