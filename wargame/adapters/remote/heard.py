"""What a host says, heard on a thread of its own: in order, until somebody takes it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Final

from wargame.adapters.remote.doubt import NOT_OURS, blamed
from wargame.adapters.remote.line import LineLost, Message
from wargame.adapters.remote.link import Link
from wargame.errors import RecordError, WargameError

LOOK_SECONDS: Final = 0.25
"""How soon somebody is answered who asks while they wait."""

MOST_HEARD: Final = 8
"""Messages that may wait to be taken; whoever says more waits, and then loses the line."""

LAST: Final = frozenset({"result", "bye"})
"""After these a host says nothing more that counts, and its line may go."""

ANSWERS: Final = frozenset({"done", "error"})
"""What answers something that was asked, if it bears the number of that."""

NOT_NOW: Final = frozenset({"wait", *LAST})
"""After these nobody answers what was asked before: the choice that it was about is gone."""


class Heard:
    """Hears a host, and has the line made again where it is lost.

    Args:
        link: The line to the host.

    Attributes:
        changed: Called on this thread when something has come, or the line is lost or there again.
        is_joined: Whether the line is there, as far as that is known.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self.changed: Callable[[], None] = lambda: None
        self.is_joined = True
        self._turn = threading.Condition()
        self._messages: deque[Message] = deque()
        self._failed: WargameError | None = None
        self._asks = self._is_closed = False
        self._asked = 0
        """What was asked so far, counted."""
        self._answer: Message | LineLost | None = None
        self._last: Message | None = None
        self._thread = threading.Thread(target=self._hear, name="wargame-heard", daemon=True)

    def take(self) -> Message | None:
        """The next that was said, or None.

        Raises:
            WargameError: Nothing comes any more, and all that had come was taken.
        """
        self._begin()
        with self._turn:
            if self._messages:
                self._turn.notify_all()
                return self._messages.popleft()
            if self._failed is not None:
                raise self._failed
            return None

    @property
    def has_more(self) -> bool:
        """Whether `take` has something to give, or to raise."""
        return bool(self._messages) or self._failed is not None

    def wait(self, meanwhile: Callable[[], None]) -> None:
        """Wait until there is more.

        Args:
            meanwhile: Called now and then as long as there is not.
        """
        self._begin()
        while not self._comes(LOOK_SECONDS):
            meanwhile()

    def ask(self, message: Message) -> Message:
        """Say something that is answered at once; gives the answer. Where none comes any more, it
        is what the host has said instead, and that can be taken too.

        Raises:
            LineLost: It cannot be known whether it arrived.
            WargameError: Nothing comes any more.
        """
        self._begin()
        with self._turn:
            if self._last is not None:
                return self._last
            self._asks, self._answer = self.is_joined, None
            if self._asks:
                self._asked += 1
                self._link.send({**message, "ask": self._asked})
            self._turn.notify_all()
            self._turn.wait_for(lambda: not self._asks or self._failed or self._is_closed)
            self._asks, answer = False, self._answer
            if self._failed is not None:
                raise self._failed
        if answer is None or isinstance(answer, LineLost):
            raise answer or LineLost("it is not there now")
        return answer

    def close(self) -> None:
        """Hear nothing more."""
        with self._turn:
            self._is_closed = True
            self._turn.notify_all()

    def _begin(self) -> None:
        """Begin to hear, once somebody wants to know."""
        with self._turn:
            if self._thread.ident is None:
                self._thread.start()

    def _comes(self, seconds: float) -> bool:
        with self._turn:
            return bool(self._turn.wait_for(lambda: self.has_more or self._is_closed, seconds))

    # --- on the thread that hears -------------------------------------------------------------

    def _hear(self) -> None:
        is_last = False
        while not (is_last or self._is_closed):
            try:
                is_last = self._noted(self._link.receive())
            except LineLost as error:
                is_last = not self._is_mended(error)
            self.changed()

    def _noted(self, message: Message) -> bool:
        """Note what was said; gives whether it is the last that counts. Who waits for an answer
        takes nothing meanwhile, and gets it however much there is to be taken."""
        kind, is_last = message["type"], message["type"] in LAST
        with self._turn:
            is_answer = kind in ANSWERS and "ask" in message
            if self._asks and (kind in NOT_NOW or (is_answer and message["ask"] == self._asked)):
                self._asks, self._answer = False, message
                self._turn.notify_all()
            if is_last:
                self._last = message
            if not is_answer:  # an answer that nobody waits for any more is none
                self._turn.wait_for(self._has_room)
                self._messages.append(message)
            self._turn.notify_all()
        return is_last

    def _has_room(self) -> bool:
        return self._is_closed or self._asks or len(self._messages) < MOST_HEARD

    def _is_mended(self, why: LineLost) -> bool:
        """Have the line made again; gives whether it is."""
        with self._turn:
            if self._is_closed:
                return False
            if self._asks:
                self._asks, self._answer = False, why
            self.is_joined = False
            self._turn.notify_all()
        try:
            self._link.mend(why)
        except WargameError as error:
            self._link.tell(str(error))  # at once, to whoever thinks before they type
            self._fail(error)
        except NOT_OURS as error:
            self._fail(RecordError(blamed(error)))
        else:
            self.is_joined = True
        return self.is_joined

    def _fail(self, why: WargameError) -> None:
        with self._turn:
            self._failed = why
            self._turn.notify_all()
