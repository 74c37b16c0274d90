"""Taking back: free until luck, the rival or a reveal has told somebody something."""

from __future__ import annotations

from tests.tui.apps import make_app
from tests.tui.conftest import app_of, frame, play_by_keys, play_on, settled, sit
from wargame.rules.game import Game
from wargame.tui.screens.curtain import CurtainScreen
from wargame.tui.screens.table import TableScreen


async def test_at_the_curtain_a_decision_goes_back_and_may_be_taken_again(primer: Game) -> None:
    sitting = sit(primer, 7, "human", "human")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for _ in range(60):
            last = sitting.match.log[-1]
            is_play = last.phase == "plays" and last.seat in primer.seats
            if is_play and isinstance(app.screen, CurtainScreen):
                break
            await play_by_keys(pilot, app, sitting, decisions=1)
        ply, mover = len(sitting.match.log), sitting.match.log[-1].seat
        assert "Backspace gives the last decision back" in frame(app)
        await pilot.press("backspace")
        await pilot.pause()
        assert isinstance(app.screen, CurtainScreen)
        assert sitting.mover == mover
        assert len(sitting.match.log) == ply - 1
        await pilot.press(app.screen._sign.key, "enter")
        await settled(pilot)
        assert "U Redo" in frame(app)
        await pilot.press("U")
        await settled(pilot)
        assert len(sitting.match.log) == ply
        assert sitting.match.log[-1].seat == mover


async def test_what_the_program_has_answered_stays(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    app = app_of(sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await play_by_keys(pilot, app, sitting, decisions=4)
        ply = len(sitting.match.log)
        await pilot.press("u")
        await pilot.pause()
        assert isinstance(app.screen, TableScreen)
        assert "It cannot be taken back" in frame(app)
        assert len(sitting.match.log) == ply


async def test_the_curtain_gives_back_no_decision_of_a_program(primer: Game) -> None:
    """Once one of two had given up, Backspace took back what was played in that place."""
    sitting = sit(primer, 5, "industrial_builder", "human")
    while sitting.mover != "china" or sitting.match.log[-1].seat != "us":
        play_on(sitting, len(sitting.match.log) + 1)
    assert not sitting.last_mover


async def test_what_was_mended_in_a_save_is_said_before_the_game_goes_on(primer: Game) -> None:
    sitting = sit(primer, 5, "human", "greedy")
    sitting.notices = ("The last line was cut off.",)
    app = make_app(lambda home: home.sit_down(sitting), is_ascii=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "The last line was cut off." in frame(app)
        await pilot.press("enter")
        await settled(pilot, 0.3)
        assert isinstance(app.screen, TableScreen)
        assert not sitting.notices
