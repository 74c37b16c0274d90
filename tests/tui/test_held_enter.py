"""Enter that is held down, or meant for what stood there before, decides nothing unseen."""

from __future__ import annotations

import time

import pytest
from textual.pilot import Pilot

from tests.adapters.remote.ends import Ends
from tests.conftest import LONG_S
from tests.tui.conftest import app_of, frame, keys_at, open_deck, settled, sit, until
from tests.tui.test_banner import offered, past_the_pages, staged
from tests.tui.test_joined_screen import guest_at, waited_and_asked
from tests.tui.time_to_read import TimeToRead
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.play.player import HUMAN
from wargame.rules.game import Game
from wargame.table.host.sitting import Sitting
from wargame.table.told.acts import staged_acts
from wargame.table.told.happened import has_headlines
from wargame.table.told.options import is_question
from wargame.table.told.quarter import closes_now
from wargame.tui import held
from wargame.tui.app import WargameApp
from wargame.tui.held import HELD, HeldEnter
from wargame.tui.screens.asking import QUESTION
from wargame.tui.screens.offer import OfferScreen
from wargame.tui.screens.quarter import QuarterScreen
from wargame.tui.screens.table import TableScreen

SAID = HELD.partition(":")[0]


def hold_enter(app: WargameApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Enter be down, as long as no other key is pressed."""
    monkeypatch.setattr(held, "HELD_S", LONG_S)
    app._enter.note("enter", time.monotonic())


@pytest.mark.parametrize(
    ("pressed", "is_held"),
    [
        pytest.param([("enter", 1.0)], False, id="once"),
        pytest.param([("enter", 1.0), ("enter", 1.03)], True, id="again at once"),
        pytest.param([("enter", 1.0), ("enter", 1.5), ("enter", 1.53)], True, id="by repetition"),
        pytest.param([("enter", 1.0), ("enter", 1.03), ("enter", 1.3)], False, id="let go"),
        pytest.param([("enter", 1.0), ("down", 1.01), ("enter", 1.02)], False, id="another key"),
        pytest.param([("enter", 1.0), ("enter", 1.03), ("", 1.05)], False, id="then a click"),
        pytest.param([("down", 1.0), ("down", 1.03)], False, id="another key held"),
    ],
)
def test_enter_is_held_where_it_comes_again_as_no_hand_presses_it(
    pressed: list[tuple[str, float]], is_held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "HELD_S", 0.12)
    enter = HeldEnter()
    for key, seconds in pressed:
        enter.note(key, seconds)
    assert enter.is_held == is_held


@pytest.mark.waits
@pytest.mark.usefixtures("meanwhile")
async def test_enter_held_down_while_the_host_chooses_plays_nothing_unseen(
    primer: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = Ends(primer, "us", 1, HUMAN)
    wait, choose = waited_and_asked(ends)
    ends.link.told += [wait]
    async with guest_at(ends.joined) as guest:
        await guest.play_until(lambda: "China is choosing" in guest.shown)
        monkeypatch.setattr(held, "HELD_S", LONG_S)
        await guest.press(*["enter"] * 3)
        ends.link.told += [choose]
        await guest.until(lambda: guest.is_asked)
        await guest.press(*["enter"] * 6)
        assert SAID in guest.shown
        assert ends.link.said == []
        monkeypatch.setattr(held, "HELD_S", 0)
        await guest.press("escape", *keys_at(ends.joined.scene("us").view))
        await guest.until(lambda: bool(ends.link.said))
    ends.sitting.close()


async def test_enter_held_down_passes_by_no_act_of_the_rival(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = app_of(staged("human", "greedy"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_the_table(pilot, app)
        on_stage = screen._staged
        assert on_stage is not None
        monkeypatch.setattr(held, "HELD_S", LONG_S)
        await pilot.press("enter", "enter")
        assert screen._staged is on_stage
        assert SAID in frame(app)
        await pilot.press("escape")
        assert screen._staged is None


async def test_enter_meant_for_what_stood_there_before_passes_by_no_act_of_the_rival(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading = TimeToRead(monkeypatch)
    app = app_of(staged("human", "greedy"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_the_table(pilot, app)
        on_stage = screen._staged
        assert on_stage is not None
        await pilot.press("enter")
        assert screen._staged is on_stage
        assert "An act is told above: Enter goes on." in frame(app), (
            "a key that does nothing says so"
        )
        await reading.passes(pilot, lambda: not screen._is_unseen)
        await pilot.press("enter")
        assert screen._staged is not on_stage


async def test_enter_held_down_signs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = offered()
    begun, app = len(sitting.match.log), app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_the_table(pilot, app)
        while screen._staged is not None:
            await pilot.press("enter")
        await until(pilot, lambda: screen.thing == QUESTION and not screen._is_unread)
        monkeypatch.setattr(held, "HELD_S", LONG_S)
        await pilot.press(*["enter"] * 4)
        await settled(pilot)
        assert len(sitting.match.log) == begun
        assert SAID in frame(app)
        await pilot.press("down", "up", "enter")
        await until(pilot, lambda: len(sitting.match.log) > begun)


async def test_enter_held_down_offers_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = offered()
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_the_table(pilot, app)
        await pilot.press("escape")
        await until(pilot, lambda: screen.thing == QUESTION and not screen._is_unread)
        await pilot.press("o")
        form = app.screen
        assert isinstance(form, OfferScreen)
        await pilot.press("end")
        hold_enter(app, monkeypatch)
        await pilot.press("enter")
        assert app.screen is form
        assert SAID in frame(app)
        await pilot.press("t")
        assert SAID not in frame(app)


async def at_the_table(pilot: Pilot[int], app: WargameApp) -> TableScreen:
    """Past the pages to the table."""
    await past_the_pages(pilot, app)
    assert isinstance(app.screen, TableScreen)
    return app.screen


@pytest.mark.parametrize("is_held", [False, True], ids=["too soon", "held down"])
async def test_enter_meant_for_the_table_closes_no_card_over_it_and_answers_nothing_beneath(
    is_held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = TimeToRead(monkeypatch)
    sitting, last = before_a_question(open_deck("primer"), "us", has_card=True)
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_the_table(pilot, app)
        await pilot.press("escape")
        screen.take([last])
        await until(pilot, lambda: isinstance(app.screen, QuarterScreen) and app.screen.has_begun)
        card, taken = app.screen, len(sitting.match.log)
        assert isinstance(card, QuarterScreen)

        def is_read() -> bool:
            return not card._is_unread

        if is_held:
            await reading.passes(pilot, is_read)
            hold_enter(app, monkeypatch)
        await pilot.press("enter")
        assert app.screen is card
        monkeypatch.setattr(held, "HELD_S", 0)
        await reading.passes(pilot, is_read)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("enter")
        assert len(sitting.match.log) == taken
        assert "A question has come: Enter answers it." in frame(app)


async def test_a_question_that_comes_while_others_are_waited_for_is_answered_by_no_key_before_it(
    sink: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = TimeToRead(monkeypatch)
    sitting, last = before_a_question(sink, sink.seats[0], has_card=False)
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_the_table(pilot, app)
        while screen._staged is not None:
            await pilot.press("enter")
        await reading.passes(pilot, lambda: not screen._is_unread)
        screen.take([last])
        await until(pilot, lambda: screen.thing == QUESTION and not screen._is_busy)
        taken = len(sitting.match.log)
        await pilot.press("enter")
        assert len(sitting.match.log) == taken
        assert "A question has come: Enter answers it." in frame(app)
        await reading.passes(pilot, lambda: not screen._is_unread)
        await pilot.press("enter")
        await until(pilot, lambda: len(sitting.match.log) > taken)


def before_a_question(game: Game, me: str, *, has_card: bool) -> tuple[Sitting, str]:
    """A table at which one decision leads on to a question, once others have chosen: of their
    acts none is on stage. And that decision."""
    who = [HUMAN if seat == me else "random" for seat in game.seats]
    for seed in range(40):
        sitting = sit(game, seed, *who)
        taken: list[str] = []
        has_waited = False
        for turn in sitting.turns():
            if isinstance(turn, PlayerAsked):
                sitting.take(turn.choose())
                has_waited = True
            elif isinstance(turn, PersonAsked):
                scene = sitting.scene(me)
                closed = closes_now(scene)
                acts = [one for one in staged_acts(scene) if one.round > closed]
                is_bare = not acts and not has_headlines(scene.news) and has_waited
                if taken and is_question(scene.view) and is_bare and bool(closed) == has_card:
                    return led_up_to(game, seed, who, taken[:-1]), taken[-1]
                has_waited = False
                taken.append(turn.view.legal[seed % len(turn.view.legal)].text)
                sitting.take(taken[-1])
    raise AssertionError("no question comes like that in these games")


def led_up_to(game: Game, seed: int, who: list[str], taken: list[str]) -> Sitting:
    """The same game again, up to where its person has decided so much."""
    sitting, left = sit(game, seed, *who), [*taken]
    for turn in sitting.turns():
        if isinstance(turn, PlayerAsked):
            sitting.take(turn.choose())
        elif isinstance(turn, PersonAsked):
            if not left:
                break
            sitting.take(left.pop(0))
    return sitting
