"""Work beside the screen, of whoever has left while it went on."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from tests.conftest import LONG_S
from wargame.tui.background import in_background, tell


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
