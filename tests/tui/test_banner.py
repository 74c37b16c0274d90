"""The banner over the table: the rival's acts one by one, at one's own pace."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import SIZES, app_of, frame, open_deck, play_on, settled, sit, until
from tests.tui.time_to_read import TimeToRead
from tests.tui.waiting import SHORT_S
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.play.event import Act
from wargame.rules.verbs import ACCEPT, PASS
from wargame.store.settings import PACES
from wargame.table.host.sitting import Sitting
from wargame.table.panes.banner import banner_lines
from wargame.table.panes.effects import moved_spans
from wargame.table.told.acts import staged_acts
from wargame.table.told.blocks import Moved
from wargame.table.told.options import is_question
from wargame.table.told.quarter import closes_now
from wargame.table.words.rows import Target, line_text
from wargame.tui.app import WargameApp
from wargame.tui.screens.asking import QUESTION
from wargame.tui.screens.curtain import CurtainScreen
from wargame.tui.screens.page import PageScreen
from wargame.tui.screens.table import TableScreen
from wargame.tui.widgets.bar import Banner, Bar
from wargame.tui.widgets.pane import Pane


def staged(*who: str, seed: int = 5) -> Sitting:
    """A table at which something is on stage for the first seat, and no round has just closed."""
    sitting = sit(open_deck("primer"), seed, *who)
    while True:
        play_on(sitting, len(sitting.match.log) + 1)
        sitting.draw_luck()
        scene = sitting.scene("us")
        acts = staged_acts(scene)
        if (
            sitting.mover == "us"
            and acts
            and not closes_now(scene)
            and all(act.moved for act in acts)
        ):
            return sitting


@pytest.mark.parametrize("size", SIZES)
async def test_enter_goes_through_the_acts_and_then_to_the_hand(size: tuple[int, int]) -> None:
    sitting = staged("human", "greedy")
    acts = staged_acts(sitting.scene("us"))
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await past_the_pages(pilot, app)
        assert isinstance(app.screen, TableScreen)
        for place, act in enumerate(acts):
            assert act.text[:20] in frame(app)
            told = banner_lines(app.screen.scene, acts, place, size[0])
            assert app.screen.query_one(Banner).size.height == len(told) > bool(act.yours)
            assert lit(app)
            await pilot.press("enter")
            await settled(pilot)
        assert not app.screen.query_one(Banner).display
        assert not lit(app)
        await pilot.press("n", "n")
        await settled(pilot)
        assert acts[0].text[:20] in frame(app)
        assert lit(app)


async def past_the_pages(pilot: Pilot[int], app: WargameApp) -> None:
    """To the table, where the rival's acts are told."""
    await until(pilot, lambda: isinstance(app.screen, PageScreen))
    while isinstance(app.screen, PageScreen):
        await pilot.press("enter")
        await settled(pilot)


def lit(app: WargameApp) -> int:
    """How many rows are lit."""
    return sum(bool(pane._lit) for pane in app.screen.query(Pane))


async def test_a_click_on_the_banner_goes_on_as_enter_does() -> None:
    sitting = staged("human", "greedy")
    acts = staged_acts(sitting.scene("us"))
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await past_the_pages(pilot, app)
        for act in acts:
            assert act.text[:20] in frame(app)
            await pilot.click(Banner)
            await settled(pilot)
        assert not app.screen.query_one(Banner).display


async def test_an_enter_too_many_on_the_banner_answers_no_question() -> None:
    sitting = asked_behind_the_banner()
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_pages(pilot, app)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        taken = len(sitting.match.log)
        while screen._staged is not None and screen._staged.next is not None:
            await pilot.press("enter")
            await settled(pilot)
        app.simulate_key("enter")
        app.simulate_key("enter")
        await settled(pilot)
        assert not screen.query_one(Banner).display
        assert screen.thing == QUESTION
        assert len(sitting.match.log) == taken
        await pilot.press("enter")
        await until(pilot, lambda: len(sitting.match.log) > taken)


async def test_the_prompt_leads_past_the_banner_at_once_where_the_hand_had_the_focus() -> None:
    """As after a pass. At once, not when a cursor that moves draws the prompt anew."""
    sitting = asked_behind_the_banner()
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await past_the_pages(pilot, app)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        await pilot.press("escape", "h")
        await settled(pilot)
        assert screen._staged is None
        assert screen.focused is screen.board.pane("hand")
        assert "goes back to the question" in frame(app)
        screen.arrive()
        assert screen._staged is not None
        assert "Enter goes on to the question" in line_text(screen.query_one("#prompt", Bar)._line)


def asked_behind_the_banner() -> Sitting:
    """A table at which a question waits behind what is on stage."""
    for seed in range(60):
        sitting = sit(open_deck("primer"), seed, "human", "greedy")
        while not sitting.is_over:
            play_on(sitting, len(sitting.match.log) + 1)
            sitting.draw_luck()
            scene = sitting.scene("us")
            is_asked = sitting.mover == "us" and is_question(scene.view)
            if is_asked and not closes_now(scene) and staged_acts(scene):
                return sitting
    raise AssertionError("no question comes behind the rival's acts in these games")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["down", "escape"])
async def test_a_key_of_the_cursor_on_the_banner_brings_the_question_and_no_more(
    key: str, size: tuple[int, int]
) -> None:
    sitting = asked_behind_the_banner()
    app = app_of(sitting)
    async with app.run_test(size=size) as pilot:
        await past_the_pages(pilot, app)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        taken = len(sitting.match.log)
        assert "Enter goes on to the question" in frame(app)  # which nobody has seen yet
        await pilot.press(key)
        await settled(pilot)
        assert "Enter answers" in frame(app)
        detail = screen.board.pane("detail")
        ways = [one for row in detail.rows for one in row.targets if one.kind == "option"]
        assert not screen.query_one(Banner).display
        assert screen.thing == QUESTION
        assert detail.has_focus
        assert detail.target == ways[0]
        await pilot.press("down")
        await settled(pilot)
        assert detail.target == ways[1]
        assert len(sitting.match.log) == taken


@pytest.mark.parametrize("size", SIZES)
async def test_a_key_of_the_cursor_on_the_banner_moves_in_the_hand(size: tuple[int, int]) -> None:
    app = app_of(staged("human", "greedy"))
    async with app.run_test(size=size) as pilot:
        await past_the_pages(pilot, app)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        hand = screen.board.pane("hand")
        before = hand.at
        await pilot.press("down")
        await settled(pilot)
        assert not screen.query_one(Banner).display
        assert hand.has_focus
        assert hand.at > before


async def test_another_key_than_enter_leaves_the_stage_and_acts() -> None:
    app = app_of(staged("human", "greedy"))
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_pages(pilot, app)
        assert app.screen.query_one(Banner).display
        await pilot.press("2")
        await settled(pilot)
        assert not app.screen.query_one(Banner).display
        assert isinstance(app.screen, TableScreen)
        assert app.screen.board.pane("hand").has_focus


async def test_the_number_of_a_card_that_is_shut_goes_to_it_from_the_stage_too() -> None:
    sitting, shut = with_a_shut_card()
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_pages(pilot, app)
        assert app.screen.query_one(Banner).display
        await pilot.press(str(shut))
        await settled(pilot)
        assert isinstance(app.screen, TableScreen)
        hand = app.screen.board.pane("hand")
        assert hand.target == Target("card", sitting.view("us").hand[shut - 1])


def with_a_shut_card() -> tuple[Sitting, int]:
    """A table at which a card of the hand cannot be played now, and its key."""
    for seed in range(5, 60):
        sitting = staged("human", "greedy", seed=seed)
        view = sitting.view("us")
        texts = {action.text for action in view.legal}
        shut = [n for n, card in enumerate(view.hand, start=1) if f"play {card}" not in texts]
        if view.phase == "plays" and shut:
            return sitting, shut[0]
    raise AssertionError("every card can be played in each of these games")


async def test_behind_the_curtain_nobody_sees_what_is_on_stage() -> None:
    sitting = staged("human", "human")
    mover = sitting.mover
    texts = [act.text for act in staged_acts(sitting.scene(mover))]
    assert texts
    app = app_of(sitting)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CurtainScreen))
        assert not any(text[:20] in frame(app) for text in texts)
        assert not app.screen.query(Banner)


async def test_a_card_whose_key_is_pressed_while_the_banner_comes_keeps_the_cursor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sitting, shut = with_a_shut_card()
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_pages(pilot, app)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        await pilot.press("escape")  # any key takes the banner away
        await settled(pilot)
        assert not screen.query_one(Banner).display
        goes = TableScreen.action_card

        def late(self: TableScreen, number: int) -> None:
            self.arrive()  # between the key and what it does
            goes(self, number)

        monkeypatch.setattr(TableScreen, "action_card", late)
        await pilot.press(str(shut))
        await settled(pilot)
        wanted = Target("card", sitting.view("us").hand[shut - 1])
        assert screen.query_one(Banner).display
        assert screen.board.pane("hand").target == wanted
        while screen.query_one(Banner).display:
            await pilot.press("enter")
            await settled(pilot)
        assert screen.board.pane("hand").target == wanted


def test_acts_go_by_of_themselves_at_a_pace_that_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PACES, "quick", SHORT_S / 2)
    for pace, goes_by in (("own", False), ("quick", True)):
        asyncio.run(gone_by(pace, goes_by=goes_by))


async def gone_by(pace: str, *, goes_by: bool) -> None:
    app = app_of(staged("human", "greedy"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.use(replace(app.settings, pace=pace))
        await past_the_pages(pilot, app)
        await settled(pilot)
        assert isinstance(app.screen, TableScreen)
        assert app.screen.query_one(Banner).display == (not goes_by)


@pytest.mark.parametrize(("seat", "mark"), [("us", "!"), ("china", "")])
def test_an_act_that_moves_the_lead_says_who_has_it(seat: str, mark: str) -> None:
    """-10→-14 stood there, which no other place on the screen calls the lead."""
    scene = sit(open_deck("primer"), 5, "human", "human").scene(seat)
    spans = moved_spans(scene, Moved("shared.lead", 2, -4, -4), whole=True)
    arrow, signs = scene.glyphs.arrow, scene.signs
    assert line_text(spans) == f"Lead {signs['us'].mark} 2{arrow}{signs['china'].mark} 4{mark}"


async def test_a_key_meant_for_the_page_before_answers_no_question_behind_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Enter, pressed again while the first screen was still being drawn, took the first answer."""
    reading = TimeToRead(monkeypatch)
    for seed in range(30):
        sitting = sit(open_deck("primer"), seed, "human", "greedy")
        sitting.draw_luck()
        if sitting.mover == "us" and is_question(sitting.scene("us").view):
            break
    begun = len(sitting.match.log)
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))
        screen = app.screen
        assert isinstance(screen, TableScreen)
        await until(pilot, lambda: screen.is_made and screen.thing == QUESTION)
        await pilot.press("enter")
        await settled(pilot)
        assert len(sitting.match.log) == begun
        assert "A question has come: Enter answers it." in frame(app)
        await reading.passes(pilot, lambda: not screen._is_unread)
        await pilot.press("enter")
        await until(pilot, lambda: len(sitting.match.log) > begun)


def test_the_key_that_led_on_to_an_offer_signs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter begins, Enter goes on, and one Enter more signed what nobody had read."""
    monkeypatch.setattr("wargame.tui.screens.asking.READ_S", 0.01)
    asyncio.run(pressed_on())


async def pressed_on() -> None:
    sitting = offered()
    begun = len(sitting.match.log)
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_pages(pilot, app)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        while screen._staged is not None:
            await pilot.press("enter")
            await settled(pilot)
        await until(pilot, lambda: screen.thing == QUESTION and not screen._is_unread)
        await pilot.press("enter")
        await settled(pilot)
        assert len(sitting.match.log) == begun
        assert "An offer has come. Enter once more signs it." in frame(app)
        await pilot.press("enter")
        await until(pilot, lambda: len(sitting.match.log) > begun)
    acts = [one.action for one in sitting.match.record.events if isinstance(one, Act)]
    assert ACCEPT.word in acts


def offered() -> Sitting:
    """A table of whose first seat a deal is asked."""
    for seed in range(60):
        sitting = sit(open_deck("primer"), seed, "human", "greedy")
        for turn in sitting.turns():
            match turn:
                case PersonAsked(view):
                    if any(one.verb == ACCEPT for one in view.legal):
                        return sitting
                    passes = [one for one in view.legal if one.verb == PASS]
                    sitting.take((passes or list(view.legal))[-1])
                case PlayerAsked():
                    sitting.take(turn.choose())
                case _:
                    pass
    raise AssertionError("nobody offers anything")
