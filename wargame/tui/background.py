"""Work beside the screen: a thread that never keeps the program from leaving."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


async def in_background(work: Callable[[], T]) -> T:
    """Do some work in a thread and wait for it without holding up the screen.

    The thread is a daemon: whoever quits while the program thinks does not have to wait.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - raised again where it is awaited
            found = error
            tell(loop, lambda: None if done.done() else done.set_exception(found))
        else:
            tell(loop, lambda: None if done.done() else done.set_result(result))

    threading.Thread(target=run, name="wargame-player", daemon=True).start()
    return await done


def tell(loop: asyncio.AbstractEventLoop, act: Callable[[], object]) -> None:
    """From any thread, have the screens' own do something, unless they are gone.

    To look first whether they are would not do: they may go between the look and the act.
    """
    with suppress(RuntimeError):  # the loop is closed
        loop.call_soon_threadsafe(act)
