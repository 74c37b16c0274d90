"""While the program thinks, the screen answers; and nothing is done twice."""

from __future__ import annotations

import asyncio
import threading

from tests.tui.conftest import app_of, frame, next_keys, sit
from wargame.errors import PlayerError


class Slow:
    """A player that waits until it is let go."""

    def __init__(self, player) -> None:
        self.name, self._player = player.name, player
        self.may_go = threading.Event()
        self.asked = threading.Event()
        self.threads: set[str] = set()
        self.fails = False

    def choose(self, view):
        self.threads.add(threading.current_thread().name)
        self.asked.set()
        if not self.may_go.wait(20):
            raise PlayerError("nobody let it go")
        if self.fails:
            self.fails = False
            raise PlayerError("the program stumbled")
        return self._player.choose(view)


async def until(pilot, true) -> None:
    for _ in range(500):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came")


def test_the_screen_answers_while_the_program_thinks(primer):
    async def story() -> None:
        sitting = sit(primer, 7, "human", "greedy")
        slow = sitting.match.players["china"] = Slow(sitting.match.players["china"])
        app = app_of(sitting)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("enter")
            for _ in range(20):
                if slow.asked.is_set():
                    break
                await pilot.press(*next_keys(app, sitting))
                await pilot.pause(0.05)
            ply = len(sitting.match.log)
            await pilot.press("l")
            assert app.screen.focused is not None
            assert app.screen.focused.id == "log"
            await pilot.press("1", "enter", "enter", "x", "enter", "u")
            assert "is choosing" in frame(app) or "under way" in frame(app)
            assert len(sitting.match.log) == ply
            slow.may_go.set()
            await until(pilot, lambda: sitting.waits_for_person)
            assert slow.threads == {"wargame-player"}

    asyncio.run(story())


def test_a_player_that_fails_is_told_and_asked_again(primer):
    async def story() -> None:
        sitting = sit(primer, 7, "human", "greedy")
        slow = sitting.match.players["china"] = Slow(sitting.match.players["china"])
        slow.may_go.set()
        slow.fails = True
        app = app_of(sitting)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("enter")
            for _ in range(20):
                if "stumbled" in frame(app):
                    break
                await pilot.press(*next_keys(app, sitting))
                await pilot.pause(0.05)
            assert "the program stumbled Enter asks again" in frame(app)
            await pilot.press("enter")
            await until(pilot, lambda: sitting.waits_for_person)

    asyncio.run(story())
