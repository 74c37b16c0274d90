"""The end of a game on the screen."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import LONG_S
from tests.tui.apps import make_app
from tests.tui.conftest import SIZES, app_of, frame, open_deck, play_on, settled, sit, until
from wargame.content.library import DeckLibrary, DeckRef, load_deck
from wargame.errors import UsageError
from wargame.lab.runs.games import open_game
from wargame.players.worker import Dropped
from wargame.rules.game import Game
from wargame.table.host import campaign
from wargame.table.host.sitting import Sitting
from wargame.table.told.account.objects import ENDING
from wargame.tui.app import WargameApp
from wargame.tui.background import in_background
from wargame.tui.navigator import Navigator
from wargame.tui.screens import debrief
from wargame.tui.screens.base import OPENING
from wargame.tui.screens.debrief import BUSY, CHAPTER_HINT, LAST_HINT, DebriefScreen
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.replay import ReplayScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.pane import Pane

DECKS = Path(__file__).parents[1] / "decks"
ENDS_HERE = "The campaign ends here: its next chapter would be over as it begins."


def ended(deck: str = "kitchen_contest") -> Sitting:
    sitting = sit(open_deck(deck), 5, "greedy", "greedy")
    play_on(sitting, 10_000)
    return sitting


def at_the_end(sitting: Sitting) -> WargameApp:
    seat = sitting.game.seats[0]
    return make_app(lambda app: app.show_debrief(sitting, seat), is_ascii=False)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_at_the_end_of_a_table_shows_the_debrief_as_told(
    primer: Game, size: tuple[int, int]
) -> None:
    """On large screens the place of the news is else the place of the card under the cursor."""
    sitting = sit(primer, 11, "human", "greedy")
    play_on(sitting, 10_000)
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        if not isinstance(app.screen, TableScreen):
            await pilot.press("enter")  # the seat's page
            await settled(pilot)
        assert "Enter shows the debrief" in frame(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))


async def test_the_end_stays_at_its_top_when_the_screen_gets_smaller(primer: Game) -> None:
    """What is told in a column of its own, and what is found later, comes above the cursor."""
    sitting = sit(primer, 11, "human", "greedy")
    play_on(sitting, 10_000)
    app = at_the_end(sitting)
    async with app.run_test(size=(200, 60)) as pilot:
        await settled(pilot)
        await until(pilot, lambda: BUSY not in frame(app))
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        page = app.screen.query_one("#page", Pane)
        assert page.top == 0
        await pilot.press("end")
        await pilot.resize_terminal(90, 24)
        await settled(pilot)
        assert page.top > 0, "whoever has moved stays there"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_end_opens_at_once_and_what_decided_fills_in(size: tuple[int, int]) -> None:
    sitting = ended()
    app = at_the_end(sitting)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        first = frame(app)
        assert "The end" in first
        assert app.screen.query_one("#page", Pane).top == 0
        assert "wins" in first
        assert BUSY in first or sitting.debrief.analysis is not None
        await until(pilot, lambda: sitting.debrief.analysis is not None)
        await until(pilot, lambda: BUSY not in frame(app))
        seen = []
        for _ in range(12):
            seen.append(frame(app))
            await pilot.press("pagedown")
        assert any("What decided" in one for one in seen)
        assert any("left over" in one for one in seen)
    sitting.close()


async def test_what_is_read_meanwhile_stays_where_it_is_as_what_decided_fills_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It stands above the chart: whoever read on below was thrown back."""
    found = asyncio.Event()

    async def late(work: Callable[[], object]) -> object:
        done = await in_background(work)
        await found.wait()
        return done

    monkeypatch.setattr(debrief, "in_background", late)
    sitting = ended("primer")
    app = at_the_end(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: BUSY in frame(app))
        page = app.screen.query_one("#page", Pane)
        await pilot.press("end")
        await settled(pilot)
        read = frame(app).splitlines()[2:-4]
        lines = len(page.laid.lines)
        assert "The course: lead" not in frame(app), "all in sight is below what is filled in"
        found.set()
        await until(pilot, lambda: BUSY not in frame(app))
        assert len(page.laid.lines) > lines
        assert frame(app).splitlines()[2:-4] == read
    sitting.close()


PARTS = (
    "The end",
    "Why:",
    "The course",
    "What decided",
    "Where the lead came from",
    "The story",
    "What the lead was made of",
)
"""What the end tells, by what its parts begin with."""


@pytest.mark.parametrize(("size", "screens"), [((200, 60), 1), ((120, 40), 2)])
async def test_the_end_is_seen_in_two_columns_where_there_is_room(
    size: tuple[int, int], screens: int
) -> None:
    sitting = ended()
    app = at_the_end(sitting)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: sitting.debrief.analysis is not None)
        await until(pilot, lambda: BUSY not in frame(app))
        page, beside = (app.screen.query_one(one, Pane) for one in ("#page", "#beside"))
        seen = frame(app)
        for pane in (page, beside):
            pane.focus()
            await settled(pilot)
            for _ in range(screens - 1):
                await pilot.press("pagedown")
                await settled(pilot)
                seen += frame(app)
        assert [part for part in PARTS if part not in seen] == []
        page.focus()
        await settled(pilot)
        await pilot.press("tab")
        await settled(pilot)
        assert app.focused is beside
        await pilot.press("home", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReplayScreen))
    sitting.close()


async def test_the_end_opens_with_who_won_also_where_its_chart_does_not_fit() -> None:
    """At 80 by 24 it opened in its middle: the cursor stood on the chart, and drew it in sight."""
    sitting = sit(open_deck("primer"), 38, "industrial_builder", "greedy")
    play_on(sitting, 10_000)
    app = make_app(lambda one: one.show_debrief(sitting, "us"), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        pane = app.screen.query_one("#page", Pane)
        assert (pane.top, "The end" in frame(app)) == (0, True)
        await pilot.resize_terminal(90, 24)
        await settled(pilot)
        assert pane.top == 0
        await pilot.press("pagedown")
        assert pane.top > 0
        await pilot.press("pageup")
        assert pane.top == 0


async def test_the_first_page_of_the_end_says_who_won_why_and_what_turned_it() -> None:
    """At 80 by 24 the story stood below a line for each front that had been judged."""
    sitting = ended()
    app = at_the_end(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        told = [line.strip("┃ ") for line in frame(app).splitlines()]
        places = [told.index(one) for one in ("The end", "The story")]
        assert places == sorted(places)
        first, second, *_ = sitting.debrief.account().story
        assert first.kind == ENDING
        assert second.text.startswith(told[places[1] + 1].split(" ", 1)[1])
    sitting.close()


async def test_a_sentence_leads_to_its_move_and_back() -> None:
    sitting = ended()
    ply = sitting.debrief.account().story[0].plies[0]
    app = at_the_end(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        app.home.show_replay(sitting, sitting.game.seats[0], ply=ply)
        await pilot.pause()
        assert isinstance(app.screen, ReplayScreen)
        assert app.screen.rewind.at == ply + 1
        await pilot.press("escape")
        assert isinstance(app.screen, DebriefScreen)
    sitting.close()


async def test_a_campaign_goes_on_from_the_end_of_a_chapter() -> None:
    library = DeckLibrary([DECKS])
    folder = library.find("hospital_merger").folder
    deck = load_deck(DeckRef(folder, "hasty+chapter=two_years.1"))
    sitting = sit(Game(deck), 5, "human", "greedy")
    play_on(sitting, 10_000)
    patients, seat = sitting.match.state["abbey.patients"], sitting.game.seats[0]
    app = make_app(lambda app: app.show_debrief(sitting, seat), library=library)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Next chapter" in frame(app))
        keys = frame(app).splitlines()[-1]
        assert "c Next chapter  r Replay" in keys
        await pilot.press("c")
        await until(pilot, lambda: app.home.sitting is not None)
        again = app.home.sitting
        assert again is not None
        assert not again.is_over
        assert again.match.state["abbey.patients"] == patients
        assert again.score.games == 1
        await until(pilot, lambda: "Chapter 2 of 2" in frame(app))  # before the seat's page
        app.home.take_place(None)
    sitting.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["small", "large"])
async def test_a_campaign_that_ends_early_says_so(size: tuple[int, int]) -> None:
    library = DeckLibrary([DECKS])
    folder = library.find("hospital_merger").folder
    deck = load_deck(DeckRef(folder, "hasty+chapter=two_years.1+shared.trust=12"))
    sitting = sit(Game(deck), 5, "human", "greedy")
    app = make_app(lambda app: app.show_debrief(sitting, "abbey"), library=library)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await pilot.press("c")
        await until(pilot, lambda: ENDS_HERE in frame(app))
        assert isinstance(app.screen, DebriefScreen)
        await until(pilot, lambda: sitting.debrief.analysis is not None)
        await pilot.pause()  # and what decided is drawn, of a game without a round
    sitting.close()


async def test_while_the_next_chapter_is_read_the_keys_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    may_open = threading.Event()

    def late(deck: DeckRef) -> Game:
        may_open.wait(LONG_S)
        return open_game(deck)

    monkeypatch.setattr(campaign, "open_game", late)
    library = DeckLibrary([DECKS])
    folder = library.find("hospital_merger").folder
    deck = load_deck(DeckRef(folder, "hasty+chapter=two_years.1"))
    sitting = sit(Game(deck), 5, "human", "greedy")
    play_on(sitting, 10_000)
    app = make_app(lambda app: app.show_debrief(sitting, "abbey"), library=library)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await pilot.press("c")
        await until(pilot, lambda: OPENING in frame(app))
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ReplayScreen))
        may_open.set()
        await until(pilot, lambda: "chapter" not in [work.group for work in app.workers])
        app.home.back()
        await until(pilot, lambda: CHAPTER_HINT in frame(app))
        assert app.home.sitting is None
    sitting.close()


async def test_the_end_of_the_last_chapter_says_that_it_was_the_last() -> None:
    folder = DeckLibrary([DECKS]).find("hospital_merger").folder
    deck = load_deck(DeckRef(folder, "chapter=two_years.2"))
    sitting = sit(Game(deck), 5, "human", "greedy")
    play_on(sitting, 10_000)
    app = make_app(lambda app: app.show_debrief(sitting, "abbey"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: LAST_HINT in frame(app))
        assert "Next chapter" not in frame(app)
    sitting.close()


@pytest.mark.parametrize("is_dropped", [False, True], ids=["it is found", "nobody looks on"])
async def test_what_decided_may_be_found_while_somebody_leaves(
    monkeypatch: pytest.MonkeyPatch, *, is_dropped: bool
) -> None:
    found = asyncio.Event()

    async def late(_: object) -> None:
        await found.wait()
        if is_dropped:
            raise Dropped

    monkeypatch.setattr(debrief, "in_background", late)
    sitting = ended()
    app = at_the_end(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: BUSY in frame(app))
        await app.screen.query("Pane, Bar").remove()  # a screen that is left loses them first
        found.set()
        await until(pilot, lambda: "analysis" not in [work.group for work in app.workers])
    sitting.close()


async def test_a_game_that_is_no_chapter_has_none_after_it() -> None:
    sitting = ended()
    app = at_the_end(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "Next chapter" not in frame(app)
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, DebriefScreen)
    sitting.close()


async def test_a_rematch_is_a_new_game_and_the_other_chair_swaps_the_players() -> None:
    sitting = sit(open_deck("kitchen_contest"), 5, "human", "greedy")
    play_on(sitting, 10_000)
    for key, who in (("m", ["human", "greedy"]), ("o", ["greedy", "human"])):
        app = at_the_end(sitting)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, PageScreen | TableScreen)
            again = app.home.sitting
            assert again is not None
            assert not again.is_over
            assert list(again.players.values()) == who
            app.home.take_place(None)
    sitting.close()


async def test_from_the_end_enter_and_r_lead_to_the_replay_and_back(primer: Game) -> None:
    sitting = sit(primer, 11, "human", "greedy")
    play_on(sitting, 10_000)
    app = at_the_end(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("r", "enter"):
            await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
            await settled(pilot)
            page = app.screen.query_one("#page", Pane)
            place = page.target
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, ReplayScreen))
            assert isinstance(app.screen, ReplayScreen)
            is_at = place is not None and place.kind in ("ply", "round") and key == "enter"
            assert (app.screen.rewind.at > 0) == is_at
            await pilot.press("escape")
    sitting.close()


async def test_a_rematch_that_cannot_be_kept_is_told_of_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sitting = sit(open_deck("kitchen_contest"), 5, "human", "greedy")
    play_on(sitting, 10_000)

    def fails(*_: object, **__: object) -> None:
        raise UsageError("There is no room for another game.\nMake some.")

    monkeypatch.setattr(Navigator, "rematch", fails)
    app = at_the_end(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await until(pilot, lambda: BUSY not in frame(app))
        for key in ("m", "o"):
            await pilot.press(key)
            await settled(pilot)
            assert "There is no room for another game." in frame(app)
            assert "Make some" not in frame(app)
            assert isinstance(app.screen, DebriefScreen)
    sitting.close()
