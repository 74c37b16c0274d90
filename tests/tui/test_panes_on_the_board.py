"""Panes on the board: what their letters do, and that nothing earlier stays in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeGuard

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from tests.rules.tiny import card, seats, tiny
from tests.tui.apps import make_app
from tests.tui.conftest import SIZES, app_of, frame, open_deck, play_on, settled, sit, until
from wargame.rules.game import Game
from wargame.store.names import Saves
from wargame.table.host.kept import KeptGames
from wargame.table.told.causes import WHY
from wargame.table.told.options import is_question
from wargame.table.words.rows import Row, Span, Target, text_row
from wargame.tui.app import WargameApp
from wargame.tui.screens.board import COLUMNS, PLACES
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.quarter import HeadlinesScreen, QuarterScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.pane import Pane

SMALL = (80, 24)


class Painted:
    """What a terminal would show of a pane: only what a pane asks to have painted changes."""

    def __init__(self) -> None:
        self.asked: dict[Pane, list[Region]] = {}
        self.remains: list[tuple[str, str, str]] = []
        self.shows = 0

    def ask(self, pane: Pane, regions: tuple[Region, ...]) -> None:
        self.asked.setdefault(pane, []).extend(regions or [pane.size.region])

    def check(self, pane: Pane, show: Callable[[], None]) -> None:
        """Let a pane show something else, and note what it would leave of what was there."""
        lines = drawn(pane)
        self.asked.pop(pane, None)
        show()
        self.shows += 1
        for region in self.asked.get(pane, []):
            for y in range(max(0, region.y), min(region.bottom, len(lines))):
                new = "".join(segment.text for segment in pane.render_line(y))
                lines[y] = (
                    lines[y][: region.x] + new[region.x : region.right] + lines[y][region.right :]
                )
        for have, want in zip(lines, drawn(pane), strict=True):
            if have != want:
                self.remains.append((str(pane.id), have, want))


def drawn(pane: Pane) -> list[str]:
    return [
        "".join(segment.text for segment in pane.render_line(y)) for y in range(pane.size.height)
    ]


async def begin(app: WargameApp, pilot: Pilot[int]) -> None:
    """Past the page that comes before the table, until this seat has to choose."""
    await until(pilot, lambda: isinstance(app.screen, PageScreen))
    await pilot.press("enter")
    cards = HeadlinesScreen | QuarterScreen
    await until(pilot, lambda: isinstance(app.screen, TableScreen | cards))
    if isinstance(app.screen, cards):
        await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, TableScreen))
    await until(pilot, lambda: not getattr(app.screen, "_is_busy", True))
    await settled(pilot, 0.3)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Painted:
    found, refresh = Painted(), Widget.refresh

    def asked(self: Widget, *regions: Region, **how: Any) -> Widget:
        if isinstance(self, Pane):
            found.ask(self, regions)
        return refresh(self, *regions, **how)

    show = Pane.show
    monkeypatch.setattr(Widget, "refresh", asked)
    monkeypatch.setattr(
        Pane,
        "show",
        lambda self, make, fresh=False: found.check(self, lambda: show(self, make, fresh=fresh)),
    )
    return found


KEYS = ("p", "escape", "escape", "down", "m", "down", "t", "down", "escape", "l", "h")


async def test_nothing_of_an_earlier_text_stays(painted: Painted) -> None:
    app = app_of(sit(open_deck("primer"), 11, "human", "greedy"))
    async with app.run_test(size=SMALL) as pilot:
        await begin(app, pilot)
        for key in KEYS:
            await pilot.press(key)
            await settled(pilot, 0.3)
            assert not painted.remains, key
        assert painted.shows > 20


async def test_a_pane_opened_by_its_letter_has_a_row_under_the_cursor() -> None:
    app = app_of(sit(open_deck("primer"), 11, "human", "greedy"))
    async with app.run_test(size=SMALL) as pilot:
        await begin(app, pilot)
        for key in "pmtsl":
            await pilot.press(key)
            await settled(pilot)
            pane = app.screen.focused
            assert isinstance(pane, Pane)
            assert pane.target is not None, key


@pytest.mark.parametrize("key", ["d", "p"])
async def test_what_is_at_stake_and_what_comes_stay_when_a_pane_is_brought(key: str) -> None:
    app = app_of(sit(open_deck("primer"), 11, "human", "greedy"))
    async with app.run_test(size=SMALL) as pilot:
        await begin(app, pilot)
        await pilot.press(key)
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        front = app.screen.focused
        assert isinstance(front, Pane)
        for name, lines in (("fronts", 3), ("coming", 2), (str(front.id), 4)):
            assert screen.board.pane(name).size.height >= lines, name
            assert drawn(screen.board.pane(name))[0].strip(), name


async def test_a_pane_without_a_frame_says_what_of_it_is_in_sight() -> None:
    app = app_of(sit(open_deck("primer"), 11, "human", "greedy"))
    async with app.run_test(size=SMALL) as pilot:
        await begin(app, pilot)
        await pilot.press("h")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        hand = screen.board.pane("hand")
        total = len(hand.laid.lines)
        assert total > hand.size.height
        assert str(hand.border_title).endswith(f"Hand and acts 1-{hand.size.height} of {total}")


@pytest.mark.parametrize("seed", range(2))
async def test_a_question_shows_its_title_and_its_first_answer(seed: int) -> None:
    sitting = sit(open_deck("entanglement"), seed, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=SMALL) as pilot:
        await begin(app, pilot)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        assert is_question(sitting.view(screen.seat)), "another seed"
        pane = screen.board.pane("detail")
        assert pane.top == 0
        assert pane.target is not None
        assert pane.target.kind == "option"
        assert pane.laid.starts[pane.at] < pane.size.height


@pytest.mark.parametrize("pane", ["h", "m"])
async def test_enter_leads_from_what_is_read_back_to_the_question(pane: str) -> None:
    sitting = sit(open_deck("entanglement"), 0, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=SMALL) as pilot:
        await begin(app, pilot)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        assert is_question(sitting.view(screen.seat)), "another seed"
        log = len(sitting.match.log)
        await pilot.press(pane, "down", "enter")
        await settled(pilot)
        assert "goes back to the question" in frame(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "Enter answers" in frame(app)
        assert screen.board.pane("detail").has_focus
        assert len(sitting.match.log) == log


@pytest.mark.parametrize("size", [(120, 40), (200, 60)], ids=str)
async def test_no_pane_vanishes_behind_the_others_of_its_column(size: tuple[int, int]) -> None:
    game = open_deck("entanglement")
    sitting = sit(game, 12, "human", "greedy")
    while not (sitting.view(game.seats[0]).deals and sitting.mover == game.seats[0]):
        assert not sitting.is_over, "another seed"
        play_on(sitting, len(sitting.match.log) + 1)
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await begin(app, pilot)
        assert isinstance(app.screen, TableScreen)
        board = app.screen.board
        bottom = board.query_one("#standing").region.bottom
        kept = set(COLUMNS["standing"]) - ({"deals"} if size[0] < 180 else set())
        panes = [board.pane(name) for name in kept]
        assert all(pane.size.height > 0 and pane.region.bottom <= bottom for pane in panes)
        await pilot.press("d", "z")
        await settled(pilot)
        assert board.pane("deals").size.height > size[1] // 2
        assert not board.pane("coming").display
        await pilot.press("z")
        await settled(pilot)
        assert all(pane.size.height > 0 and pane.region.bottom <= bottom for pane in panes)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_pane_that_has_grown_leaves_the_board_as_it_was(size: tuple[int, int]) -> None:
    sitting = sit(open_deck("entanglement", "short"), 3, "human", "random")
    play_on(sitting, 60)
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await begin(app, pilot)
        await pilot.press("escape")
        for key in "hmpftlcy":
            await pilot.press(key)
            await settled(pilot)
            before = frame(app)
            await pilot.press("z")
            await settled(pilot)
            assert ("Fronts" in frame(app)) == (key == "f")
            await pilot.press("z")
            await settled(pilot)
            assert frame(app) == before


class OfLines(App[int]):
    """One pane that shows so many lines."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.rows = [Row(((Span(f"line {n}"),),), (Target("n", str(n)),)) for n in range(lines)]

    def compose(self) -> ComposeResult:
        yield Pane("Log", id="log")


async def test_a_log_that_somebody_has_read_follows_its_end_again() -> None:
    app = OfLines(100)
    async with app.run_test(size=(40, 12)) as pilot:
        pane = app.query_one(Pane)
        pane.follows_end = True
        pane.show(lambda *_: app.rows[:60])
        pane.focus()
        await settled(pilot)
        await pilot.press("home")
        assert drawn(pane)[0].strip() == "line 0"
        app.set_focus(None)
        pane.show(lambda *_: app.rows)
        await pilot.resize_terminal(40, 20)
        await settled(pilot)
        assert drawn(pane)[-1].strip() == "line 99"
        await pilot.resize_terminal(40, 12)
        await settled(pilot)
        assert drawn(pane)[-1].strip() == "line 99"


async def test_a_log_that_was_folded_away_comes_back_at_its_end() -> None:
    """It came back at the line that somebody had once stood on, rounds ago."""
    sitting = sit(open_deck("primer"), 5, "human", "greedy")
    play_on(sitting, 40)
    sitting.draw_luck()
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        while isinstance(app.screen, PageScreen):
            await pilot.press("enter")
            await settled(pilot)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        await pilot.press("escape", "l", "home", "h")
        await settled(pilot)
        await pilot.resize_terminal(*SMALL)
        await settled(pilot)
        screen.update_scene()
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        log = screen.board.pane("log")
        assert log.top + log.size.height == ends(log)


def ends(pane: Pane) -> int:
    """Lines of a pane, in sight or not."""
    return sum(len(row.lines) for row in pane.rows)


async def test_a_frame_says_which_lines_are_in_sight_after_another_size() -> None:
    app = OfLines(30)
    async with app.run_test(size=(40, 12)) as pilot:
        pane = app.query_one(Pane)
        pane.focus()
        pane.show(lambda *_: app.rows)
        await settled(pilot)
        for _ in range(12):
            await pilot.press("down")
        await settled(pilot)
        for height in (20, 9, 14):
            await pilot.resize_terminal(40, height)
            await settled(pilot)
            first = int(drawn(pane)[0].split()[1])
            says = f"{first + 1}-{first + pane.size.height} of 30"
            assert says in str(pane._border_title)


async def test_the_next_dates_are_on_top_once_nobody_reads_further_down() -> None:
    sitting = sit(open_deck("entanglement"), 3, "human", "random")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(app, pilot)
        assert isinstance(app.screen, TableScreen)
        coming = app.screen.board.pane("coming")
        await pilot.press("escape", "c", "end")
        await settled(pilot)
        assert coming.top > 0
        app.screen.update_scene()
        assert coming.top > 0  # somebody reads here
        await pilot.press("h")
        await settled(pilot)
        app.screen.update_scene()
        assert coming.top == 0


async def test_after_a_card_is_played_the_cursor_stands_on_another() -> None:
    sitting = sit(open_deck("primer"), 4, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))
        await settled(pilot)
        hand = app.screen.query_one("#hand", Pane)
        card = next(
            target
            for row in hand.rows
            for target in row.targets
            if target.kind == "card" and f"play {target.id}" in map(str, sitting.view("us").legal)
        )
        assert hand.point_at(card)
        for _ in range(4):  # the first ends what the rival chose
            if card.id in sitting.view("us").hand:
                await pilot.press("enter")
                await settled(pilot, 0.2)
        assert card.id not in sitting.view("us").hand
        await settled(pilot, 0.2)
        for _ in range(8):  # whatever is told meanwhile
            if hand.has_focus and hand.size.height:
                break
            await pilot.press("enter")
            await settled(pilot, 0.2)
        assert hand.has_focus
        assert hand.target is not None


async def test_a_pane_whose_thing_went_while_it_was_hidden_points_at_the_first() -> None:
    class Small(App[None]):
        def compose(self) -> ComposeResult:
            yield Pane("Hand", id="hand")

    one, two = Target("card", "one"), Target("card", "two")
    rows = [text_row("Hand", 20), Row(((Span("one"),),), (one,)), Row(((Span("two"),),), (two,))]
    async with Small().run_test(size=(40, 10)) as pilot:
        pane = pilot.app.query_one(Pane)
        pane.show(lambda *_: rows)
        assert pane.point_at(two)
        pane.show(lambda *_: [])
        pane.show(lambda *_: rows[:2])
        assert pane.target == one


async def test_a_game_that_is_kept_tells_when_it_is(tmp_path: Path, primer: Game) -> None:
    """Also where nobody has asked for the folder of saves meanwhile."""
    shelf = KeptGames(Saves(tmp_path))
    sitting = shelf.begin(primer, dict(zip(primer.seats, ("human", "human"), strict=True)), 4, "k")
    app = make_app(lambda one: one.start(sitting), shelf)
    async with app.run_test(size=SMALL):
        assert shelf._open._on_kept == app.tell_kept
    shelf.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_why_is_asked_of_things_alone(size: tuple[int, int]) -> None:
    """Not of the row of all that is left out, nor of an axis of the chart."""
    sitting = sit(open_deck("entanglement"), 2, "human", "greedy")
    asked: list[str] = []
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))
        await settled(pilot)
        for pane in list(app.screen.query(Pane)):
            for target in [one for row in pane.rows for one in row.targets]:
                if target.kind in ("rest", "axis"):
                    pane.focus()
                    await pilot.pause()
                    pane.point_at(target)
                    await pilot.press("w")
                    await settled(pilot)
                    asked.append(target.kind)
    assert asked


async def test_why_shows_the_causes_also_where_they_stand_below_the_rest() -> None:
    """It opened the number at its meaning and its chart, and said that the causes stood below."""
    sitting = sit(open_deck("primer"), 38, "human", "greedy")
    play_on(sitting, 40)
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        await pilot.press("t")
        await settled(pilot)
        detail = app.screen.query_one("#detail", Pane)
        await pilot.press("w")
        await settled(pilot)
        assert WHY in frame(app)
        assert app.focused is detail
        await pilot.press("home", "w")
        await settled(pilot)
        assert WHY in frame(app)
        await pilot.press("escape", "h", "w", "w")
        await settled(pilot)
        assert "Put the cursor on a number" in frame(app)


async def test_enter_is_named_by_the_hand_where_a_text_hides_it() -> None:
    """Once somebody had chosen, the news took its place, and Enter was called Choose."""
    sitting = sit(open_deck("primer"), 38, "human", "greedy")
    play_on(sitting, 40)
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)

        def keys() -> str:
            return frame(app).splitlines()[-1]

        assert app.focused is app.screen.query_one("#hand", Pane)
        assert " Enter Choose " in keys()
        await pilot.press("n")
        await settled(pilot)
        assert " Enter Hand " in keys()
        await pilot.press("enter")
        await settled(pilot)
        assert app.focused is app.screen.query_one("#hand", Pane)
        assert " Enter Choose " in keys()
        await pilot.press("enter")
        await settled(pilot)
        detail = app.screen.query_one("#detail", Pane)
        assert detail.target is not None
        assert detail.target.kind == "option"
        assert " Enter Choose " in keys()


async def test_esc_folds_a_whole_list_before_it_leaves_anything() -> None:
    app = app_of(sit(open_deck("entanglement"), 5, "human", "random"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("m")
        await settled(pilot)
        table = app.screen
        assert isinstance(table, TableScreen)
        assert table.unfolded == {"measures"}
        await pilot.press("escape")
        await settled(pilot)
        assert not table.unfolded
        assert app.screen is table


@pytest.mark.parametrize("size", SIZES)
async def test_esc_leads_out_of_every_pane_to_one_that_is_in_sight(size: tuple[int, int]) -> None:
    lost: list[str] = []
    sitting = sit(open_deck("primer"), 4, "human", "greedy")

    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await begin(app, pilot)
        assert not is_question(sitting.view("us")), "another seed"
        for key in (place.key for place in PLACES.values() if place.key):
            been = []
            for pressed in ("h", "n", key, "escape", "escape", "escape"):
                await pilot.press(pressed)
                await settled(pilot)
                pane = app.screen.focused
                been.append(f"{pane.id}" if is_in_sight(pane) else f"{pane} out of sight")
            if "out of sight" in " ".join(been) or been[-2] != been[-1]:
                lost.append(f"{key}: {been}")
    assert not lost


def is_in_sight(pane: Widget | None) -> TypeGuard[Widget]:
    """Whether a pane that hears the keys can be seen."""
    return pane is not None and pane.is_on_screen and bool(pane.region.area)


async def test_what_the_deck_puts_aside_is_shown_by_a_key_and_put_aside_by_it_again(
    primer: Game,
) -> None:
    app = app_of(sit(primer, 5, "human", "greedy"), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(app, pilot)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        aside = {row.name for row in screen.scene.markers if row not in screen.scene.listed}
        shown = []
        for _ in range(3):
            pane = screen.board.pane("tracks")
            shown.append(aside & {one.id for row in pane.rows for one in row.targets})
            await pilot.press("e")
            await settled(pilot)
        assert (bool(shown[0]), bool(shown[1]), bool(shown[2])) == (False, True, False)


async def test_a_grown_pane_is_put_back_by_its_key_and_by_escape(primer: Game) -> None:
    app = app_of(sit(primer, 5, "human", "greedy"), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(app, pilot)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        before = frame(app)
        for key in ("z", "escape"):
            await pilot.press("z")
            await settled(pilot)
            assert screen.board.has_class("-zoom")
            assert frame(app) != before
            await pilot.press(key)
            await settled(pilot)
            assert not screen.board.has_class("-zoom")
            assert isinstance(app.screen, TableScreen)


async def test_left_and_right_go_across_a_line_of_two_things_and_no_further(primer: Game) -> None:
    app = app_of(sit(primer, 5, "human", "greedy"), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(app, pilot)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        panes = [pane for pane in screen.query(Pane) if pane.id and pane.display]
        pane, place = next(
            (pane, n) for pane in panes for n, row in enumerate(pane.rows) if len(row.targets) == 2
        )
        first, second = pane.rows[place].targets
        screen.board.go(str(pane.id))
        await settled(pilot)
        pane.point_at(first)
        for key, target in (
            *(("right", second), ("right", second)),
            *(("left", first), ("left", first)),
        ):
            await pilot.press(key)
            await settled(pilot)
            assert pane.target == target
            assert screen.thing == target, "what the cursor is on is told beside"


async def test_tab_goes_round_the_panes_and_shift_tab_the_other_way(primer: Game) -> None:
    app = app_of(sit(primer, 5, "human", "greedy"), is_ascii=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(app, pilot)
        seen = [app.focused]
        while len(seen) < 3 or app.focused is not seen[0]:
            await pilot.press("tab")
            await settled(pilot)
            seen.append(app.focused)
        assert len(seen) > 4
        for pane in seen[-2::-1]:
            await pilot.press("shift+tab")
            await settled(pilot)
            assert app.focused is pane


async def test_a_digit_points_at_the_card_that_bears_it() -> None:
    cards = [card(f"card_{n}", "my.grain += 1") for n in range(9)]
    game = tiny(cards=cards, seats=seats({"hand": 9}))
    sitting = sit(game, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(app, pilot)
        assert isinstance(app.screen, TableScreen)
        hand = sitting.view("north").hand
        pointed = []
        for digit in range(1, 10):
            await pilot.press("l", str(digit))
            target = app.screen.board.pane("hand").target
            assert target is not None
            pointed.append(target.id)
        assert (len(hand), pointed) == (9, list(hand))
