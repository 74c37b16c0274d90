"""A connection that is spoken over in lines of JSON, with a limit to all that comes."""

from __future__ import annotations

import contextlib
import errno
import json
import queue
import socket
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from wargame.adapters.remote.proof import Seal
from wargame.errors import system_says

Message = Mapping[str, Any]

BEAT_SECONDS: Final = 5.0
"""After so long without a word each end says that it is there."""

DEAD_SECONDS: Final = 20.0
"""After so long without one a line is dead."""

LEAST_BYTES: Final = 1_000
"""So many of a long line count as a word; somebody who drips them is not there."""

MOST_WAITING: Final = 64
"""Messages that may wait to be sent, or to be read; beyond it nobody listens any more."""

LONGEST_FIRST: Final = 1_000
"""Bytes of a line of the handshake."""

LONGEST_TO_HOST: Final = 64_000
"""Bytes of a line of whoever joins."""

LONGEST_TO_GUEST: Final = 8_000_000
"""Bytes of a line of the host, which may hold a deck."""

CHUNK: Final = 65_536

CLOSED: Final = (errno.EBADF, errno.ENOTSOCK, errno.ESHUTDOWN)
"""What systems call a connection that is closed at this end."""

HUNG_UP: Final = "it has hung up"


class LineLost(Exception):
    """Nothing comes over a line any more; the message says why."""


class Bytes:
    """Reads lines off a socket.

    Args:
        longest: Bytes of a line, at most.
    """

    def __init__(self, sock: socket.socket, longest: int = LONGEST_FIRST) -> None:
        self.sock, self.longest = sock, longest
        self._buffer = bytearray()
        self._looked = 0

    def next(self, end: float | None = None) -> bytes:
        """The next line, without its end.

        Args:
            end: When it has to be there, by the monotonic clock; None as long as `LEAST_BYTES` of
                it come every `DEAD_SECONDS`.

        Raises:
            LineLost: It does not come, or is too long.
        """
        due, counts = end or time.monotonic() + DEAD_SECONDS, len(self._buffer) + LEAST_BYTES
        while True:
            place = self._buffer.find(b"\n", self._looked)
            if 0 <= place <= self.longest:
                line = bytes(self._buffer[:place])
                del self._buffer[: place + 1]
                self._looked = 0
                return line
            self._looked = len(self._buffer)
            if self._looked > self.longest:  # however its end has come by now
                raise LineLost("it sends a line without end")
            self._buffer += self._more(due)
            if end is None and len(self._buffer) >= counts:
                due, counts = time.monotonic() + DEAD_SECONDS, len(self._buffer) + LEAST_BYTES

    def _more(self, end: float) -> bytes:
        try:
            self.sock.settimeout(max(end - time.monotonic(), 0.001))
            found = self.sock.recv(CHUNK)
        except TimeoutError:
            raise LineLost("nothing comes from it any more") from None
        except (OSError, ValueError) as error:
            raise LineLost(_why(error)) from None
        if not found:
            raise LineLost(HUNG_UP)
        return found


class SealedLine:
    """A sealed connection: one thread reads it, another writes it and says that it is there.

    Args:
        lines: Of the connection, behind its handshake.
        ours, theirs: The seals of what is sent, and of what comes.
        heard: Called with each message, on the reading thread; beats are not passed on.
        lost: Called once, on one of its threads, with why nothing comes any more.
    """

    def __init__(
        self,
        lines: Bytes,
        ours: Seal,
        theirs: Seal,
        heard: Callable[[Message], None],
        lost: Callable[[str], None],
    ) -> None:
        self._lines, self._ours, self._theirs = lines, ours, theirs
        self._heard, self._lost = heard, lost
        self._out: queue.Queue[bytes | None] = queue.Queue(MOST_WAITING)
        self._turn, self._is_over = threading.RLock(), False
        work = (self._read, self._write)
        self._at_work = len(work)
        self._threads = [
            threading.Thread(target=self._run, args=(one,), name="wargame-line", daemon=True)
            for one in work
        ]

    def start(self) -> None:
        """Begin to read and to write."""
        for thread in self._threads:
            thread.start()

    def send(self, message: Message) -> None:
        """Have a message sent; nobody waits for it."""
        try:
            self._out.put_nowait(spelled(message))
        except queue.Full:
            self.end("it does not read what it is told")

    def end(self, why: str = "") -> None:
        """Hang up, at once; whoever listens is told why, the first time."""
        with self._turn:
            was_over, self._is_over = self._is_over, True
        shut(self._lines.sock)
        with contextlib.suppress(queue.Full):  # wakes whoever waits for something to send
            self._out.put_nowait(None)
        if not was_over:
            self._lost(why)

    def close(self, patience: float = 0.0) -> None:
        """Hang up once all that waits is sent.

        Args:
            patience: Seconds to wait for that; it goes on beside what comes next.
        """
        with contextlib.suppress(queue.Full):
            self._out.put_nowait(None)
        if patience:
            self._threads[1].join(patience)
            self.end()

    def _run(self, work: Callable[[], None]) -> None:
        """Do the work of a thread; the last of them closes the connection."""
        try:
            work()
        finally:
            with self._turn:
                self._at_work -= 1
                if not self._at_work:
                    hang_up(self._lines.sock)

    def _read(self) -> None:
        try:
            while not self._is_over:
                message = parsed(self._theirs.open(self._lines.next()))
                if message["type"] != "beat":
                    self._heard(message)
        except LineLost as error:
            self.end(str(error))

    def _write(self) -> None:
        while not self._is_over:
            try:
                data = self._out.get(timeout=BEAT_SECONDS)
            except queue.Empty:
                data = BEAT
            if data is None:
                self.end()
                return
            try:
                self._lines.sock.sendall(self._ours.seal(data) + b"\n")
            except (OSError, ValueError) as error:
                self.end(_why(error))


def spelled(message: Message) -> bytes:
    """A message as a line, without its end."""
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode()


BEAT: Final = spelled({"type": "beat"})


def parsed(data: bytes | None) -> dict[str, Any]:
    """The message in a line.

    Raises:
        LineLost: It holds none.
    """
    if data is None:
        raise LineLost("a line of it is not sealed as it should be")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise LineLost("it sends what is no JSON") from None
    if not isinstance(found, dict) or not isinstance(found.get("type"), str):
        raise LineLost("it sends what is no message")
    return found


def shut(sock: socket.socket) -> None:
    """End a connection at which a thread may wait, which then wakes up and closes it. Closed here,
    its number could be another connection's before that thread looks up, and it would wait there.
    """
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def hang_up(sock: socket.socket) -> None:
    """End a connection at which no other thread waits, and close it."""
    shut(sock)
    with contextlib.suppress(OSError):
        sock.close()


def _why(error: Exception) -> str:
    """Why nothing comes over a socket; one that is closed already says so in a system's jargon."""
    if getattr(error, "errno", None) in CLOSED or not str(error):
        return HUNG_UP
    return system_says(error)
