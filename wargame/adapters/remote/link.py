"""The line to a host, from the side of whoever joins: made, and made again where it was lost."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from wargame.adapters.remote.line import (
    LONGEST_FIRST,
    LONGEST_TO_GUEST,
    Bytes,
    LineLost,
    Message,
    SealedLine,
    hang_up,
    parsed,
    spelled,
)
from wargame.adapters.remote.proof import (
    GUEST,
    HOST,
    TO_GUEST,
    TO_HOST,
    Handshake,
    Seal,
    is_nonce,
    new_nonce,
)
from wargame.dataclass import dataclass
from wargame.errors import RecordError, UsageError, system_says, visible
from wargame.players.command import DECK, PROTOCOL

CONNECT_SECONDS: Final = 10.0
GREETING_SECONDS: Final = 60.0
"""What a host may take to say what game it is, and to send its deck."""

MOST_UNREAD: Final = 64
"""Messages of the host that may wait to be taken."""

MOST_LOST: Final = 20
"""How often a line is made again within `LOST_SECONDS`; a host that hangs up at once is no host."""

LOST_SECONDS: Final = 600.0

PAUSES: Final = (0.5, 1, 2, 4, 8, 8, 8, 8, 8, 8)
"""Seconds between the tries to join again after a line is lost."""


@dataclass(frozen=True, slots=True)
class HostAddress:
    """Where a host listens."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{visible(host)}:{self.port}"


SAME: Final = ("deck", "variant", "rules_hash", "seat")
"""What a host says of a game that stays the same in it."""


class NotLetIn(UsageError):
    """Whoever listens there does not let us in, and will not a moment later."""


class Link:
    """The line to a host.

    Args:
        token: Of a seat. It is never sent.

    Attributes:
        tell: Says to the person here what becomes of the line.
        hello: What the host said first.
        deck: The deck of the game, as it came.

    Raises:
        UsageError: Nobody listens there, or it does not let us in.
        RecordError: What is sent there makes no sense.
    """

    def __init__(self, address: HostAddress, token: str) -> None:
        self.address, self._token = address, token
        self.tell: Callable[[str], None] = lambda _: None
        self._inbox: queue.Queue[Message | LineLost] = queue.Queue(MOST_UNREAD)
        self._is_left = threading.Event()
        self.deck: dict[str, Any] = {}
        self._losses: deque[float] = deque(maxlen=MOST_LOST)
        self._line = self._connected()
        try:
            self.hello = self._greeted()
            self.deck = self._of_type("deck")
        except LineLost as error:
            self._line.end()
            raise UsageError(f"{address}: the line was lost: {error}.") from None

    def send(self, message: Message) -> None:
        """Have a message sent."""
        self._line.send(message)

    def receive(self, seconds: float | None = None) -> Message:
        """The next message of the host.

        Args:
            seconds: How long it may take; None as long as the line is there.

        Raises:
            LineLost: None comes any more.
        """
        try:
            found = self._inbox.get(timeout=seconds)
        except queue.Empty:
            raise LineLost("it does not say what game it is") from None
        if isinstance(found, LineLost):
            _put_last(self._inbox, found)
            raise found
        return found

    def mend(self, why: LineLost) -> None:
        """Join again after a line was lost.

        Raises:
            UsageError: That cannot be done.
        """
        self._count_loss()
        self.tell(f"The line to the host is lost: {why}. Trying to join again.")
        for pause in PAUSES:
            if self._is_left.wait(pause):
                break
            if self._is_joined_again():
                self.tell("Joined again.")
                return
        raise UsageError(f"Nobody answers at {self.address} any more. {self.how_to_go_on}")

    def _count_loss(self) -> None:
        """Note that the line was lost.

        Raises:
            UsageError: It is lost as soon as it is made, time after time.
        """
        lost, now = self._losses, time.monotonic()
        if len(lost) == lost.maxlen and now - lost[0] < LOST_SECONDS:
            often = f"was lost {MOST_LOST + 1} times within {LOST_SECONDS / 60:.0f} minutes"
            raise UsageError(f"The line to {self.address} {often}. {self.how_to_go_on}")
        lost.append(now)

    def _is_joined_again(self) -> bool:
        """Try once. False if it is worth another try.

        Raises:
            NotLetIn: It is not.
        """
        self._inbox = queue.Queue(MOST_UNREAD)
        try:
            self._line = self._connected()
            hello = self._greeted()
        except NotLetIn:
            raise
        except (UsageError, LineLost):
            self._line.end()
            return False
        if any(hello.get(one) != self.hello.get(one) for one in SAME):
            raise NotLetIn(f"{self.address}: another game is played there now.")
        return True

    @property
    def how_to_go_on(self) -> str:
        """What whoever has left is told."""
        anew = "or a new one once the host has opened the table anew"
        return f"Join again by `wargame join {self.address}` and the same token, {anew}."

    def close(self) -> None:
        """Say good-bye and hang up; a line that is lost is not made again."""
        self._is_left.set()
        self._line.send({"type": "bye"})
        self._line.close(1.0)

    def _greeted(self) -> dict[str, Any]:
        """What the host says first; then it is told what is wanted, the deck only once."""
        hello = self._of_type("hello")
        self._line.send({"type": "ready", "wants": [] if self.deck else [DECK]})
        return hello

    def _of_type(self, kind: str) -> dict[str, Any]:
        found = dict(self.receive(GREETING_SECONDS))
        if found["type"] == "bye":
            raise NotLetIn(said_by(found))
        if found["type"] != kind:
            raise RecordError(f"{self.address}: what listens there is no table of ours.")
        return found

    # --- the handshake -----------------------------------------------------------------------

    def _connected(self) -> SealedLine:
        """A line to the host, once both have shown that they know the token.

        Raises:
            UsageError: There is none.
        """
        host, port = self.address.host, self.address.port
        try:
            sock = socket.create_connection((host, port), CONNECT_SECONDS)
        except (OSError, OverflowError, UnicodeError) as error:
            why = system_says(error)
            raise UsageError(f"Nobody listens at {self.address}: {visible(why)}.") from None
        try:
            return self._shaken(sock)
        except BaseException as error:
            hang_up(sock)
            if isinstance(error, (LineLost, OSError)):
                why = "it is no table of ours, or lets nobody in now"
                raise UsageError(f"{self.address} does not let you in: {why}.") from None
            raise

    def _shaken(self, sock: socket.socket) -> SealedLine:
        end, lines = time.monotonic() + CONNECT_SECONDS, Bytes(sock, LONGEST_FIRST)
        first = parsed(lines.next(end))
        nonce = first.get("nonce")
        if first["type"] == "bye":
            raise UsageError(said_by(first))
        if first.get("protocol") != PROTOCOL or not is_nonce(nonce):
            raise LineLost("no challenge")
        shake = Handshake(nonce, new_nonce())
        proof = shake.proof(self._token, GUEST)
        sock.sendall(spelled({"type": "proof", "nonce": shake.guest, "proof": proof}) + b"\n")
        answer = parsed(lines.next(end))
        if answer["type"] == "bye":
            raise NotLetIn(said_by(answer))
        if not shake.is_proof(answer.get("proof"), self._token, HOST):
            raise NotLetIn(f"{self.address} does not know your token itself: it is not your host.")
        lines.longest = LONGEST_TO_GUEST
        return self._line_of(lines, shake)

    def _line_of(self, lines: Bytes, shake: Handshake) -> SealedLine:
        inbox = self._inbox

        def lost(why: str) -> None:
            _put_last(inbox, LineLost(why))

        def heard(message: Message) -> None:
            try:
                inbox.put_nowait(message)
            except queue.Full:
                raise LineLost("it says more than anybody can read") from None

        ours, theirs = (Seal(shake.digest(self._token, label)) for label in (TO_HOST, TO_GUEST))
        line = SealedLine(lines, ours, theirs, heard, lost)
        line.start()
        return line


def _put_last(inbox: queue.Queue[Message | LineLost], lost: LineLost) -> None:
    """Note that a line is lost, also where nobody has read what came before: some of that goes."""
    while True:
        try:
            return inbox.put_nowait(lost)
        except queue.Full:
            with contextlib.suppress(queue.Empty):
                inbox.get_nowait()


def said_by(message: Message) -> str:
    """What the host says with a message, in one line that can be shown."""
    what = message.get("what")
    said = " ".join(what.split())[:500] if isinstance(what, str) else ""
    return visible(said) or "The host has left the table."
