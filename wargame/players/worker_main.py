"""What runs in the process of a `Worker`: it reads questions and answers them.

It reads JSON objects, one per line, and answers each in one line. First comes

    {"deck": TREE, "variant": …, "seats": {SEAT: [NAME, SEED]}}        ->  {"answer": "ready"}

and then, as often as somebody wants to know something,

    {"id": 1, "do": "choose", "view": PACKED, "player": [NAME, SEED]}  ->  {"answer": ACTION}
    {"id": 2, "do": "advise", "view": PACKED, "seconds": 1.0, …}       ->  {"answer": ADVICE}

Anything may be answered by {"error": SENTENCE}. {"cancel": 2} drops everything up to that id,
also in the middle of a thought; what is dropped is answered by {}.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from typing import IO, Any

Reply = dict[str, Any]
Besides = Mapping[str, Callable[[Any, Mapping[str, Any]], Any]]
"""What else may be asked: by its name, what makes an answer of a game and a question."""


class Interrupted(BaseException):
    """What is being thought about is not wanted any more."""


class Inbox:
    """What has been asked. A thread of its own reads, so that whoever writes never waits.

    Attributes:
        dropped: Everything up to this id is not wanted any more.
        busy: The id of what is under way, or 0.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self.dropped = self.busy = 0
        self._waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        signal.signal(signal.SIGINT, self._interrupted)
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream: IO[bytes]) -> None:
        try:
            for line in stream:
                self._take(json.loads(line))
        finally:  # whoever asked has gone, perhaps in the middle of a line
            os._exit(0)

    def _take(self, found: dict[str, Any]) -> None:
        if "cancel" in found:
            self.dropped = found["cancel"]
            signal.raise_signal(signal.SIGINT)  # heard by the thread that thinks
        else:
            self._waiting.put(found)

    def _interrupted(self, *_: object) -> None:
        if 0 < self.busy <= self.dropped:
            raise Interrupted

    def next(self) -> dict[str, Any]:
        """What is asked next."""
        return self._waiting.get()

    def handle(self, number: int, work: Callable[[], Reply]) -> Reply:
        """Work on what was asked under an id; {} if it is dropped."""
        try:
            self.busy = number
            answer = work() if number > self.dropped else {}
            self.busy = 0
        except Interrupted:
            self.busy = 0
            return {}
        return answer


def main(
    opener: Callable[[dict[str, Any], str], Any] | None = None, besides: Besides | None = None
) -> None:
    """Answer until the input ends.

    Args:
        opener: Gives the game of a deck's tree and variant: on rules that are kept, with habits
            learned before. Without one it is read from the tree.
        besides: What it answers beside the players' moves and counsel.
    """
    inbox = Inbox(sys.stdin.buffer)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else is printed is no answer
    from wargame.players.thinkers import opened  # noqa: PLC0415 - takes long; the inbox reads already

    thinkers, said = opened(inbox.next(), opener)
    _say(out, said)
    while thinkers is not None:
        asked = inbox.next()
        _say(out, inbox.handle(asked["id"], lambda: thinkers.answer(asked, besides or {})))  # noqa: B023 - at once


def _say(out: IO[str], found: Mapping[str, Any]) -> None:
    out.write(json.dumps(found) + "\n")
    out.flush()
