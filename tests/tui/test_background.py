"""Work beside the screen, of whoever has left while it went on."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest
from textual.app import ComposeResult

from tests.conftest import LONG_S
from tests.tui.apps import make_app
from tests.tui.conftest import until
from wargame.tui.background import in_background, tell
from wargame.tui.screens import title
from wargame.tui.screens.forms import FormScreen


def fails() -> None:
    raise ValueError


@pytest.mark.parametrize("end", [pytest.param(int, id="found"), pytest.param(fails, id="failed")])
def test_what_comes_to_an_end_after_the_screens_are_gone_says_nothing(
    end: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    left, said, threads = threading.Event(), list[object](), list[threading.Thread]()
    monkeypatch.setattr(threading, "excepthook", said.append)

    def work() -> object:
        threads.append(threading.current_thread())
        assert left.wait(LONG_S)
        return end()

    async def leave() -> None:
        asked = asyncio.create_task(in_background(work))
        while not threads:
            await asyncio.sleep(0.001)
        asked.cancel()

    loop = asyncio.new_event_loop()
    loop.run_until_complete(leave())
    loop.close()
    monkeypatch.setattr(loop, "is_closed", lambda: False)  # looked at just before it was closed
    left.set()
    threads[0].join(LONG_S)
    assert not said


def test_a_loop_that_is_closed_is_told_nothing() -> None:
    loop = asyncio.new_event_loop()
    loop.close()
    tell(loop, fails)


class HalfMade(FormScreen):
    """A form that has not been made yet."""

    def compose_body(self) -> ComposeResult:
        return iter(())


async def test_a_key_that_comes_before_a_screen_is_made_does_nothing() -> None:
    app = make_app(lambda one: one.go_home(), is_ascii=False)
    async with app.run_test() as pilot:
        app.push_screen(HalfMade())
        await pilot.pause()
        await pilot.press("escape", "tab")
        await pilot.pause()
        assert app.failure is None


async def test_what_is_looked_for_beside_the_title_asks_nothing_of_it_once_it_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A screen that is left knows its program no more."""
    app, asked = (make_app(lambda one: one.go_home(), is_ascii=False), list[Callable[[], object]]())

    async def never(work: Callable[[], object]) -> None:
        asked.append(work)

    monkeypatch.setattr(title, "in_background", never)
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(asked))
        first = app.screen
        app.put_alone(HalfMade())
        await until(pilot, lambda: first.parent is None)
        assert await in_background(asked[0]) is None
