"""Where people at other machines come in: one socket, and a handshake for each who knocks."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import Any, Final

from wargame.adapters.remote.line import (
    LONGEST_TO_HOST,
    Bytes,
    LineLost,
    Message,
    SealedLine,
    hang_up,
    parsed,
    shut,
    spelled,
)
from wargame.adapters.remote.post import Post
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
from wargame.errors import UsageError, system_says
from wargame.players.command import PROTOCOL

HANDSHAKE_SECONDS: Final = 10.0
"""What a handshake may take in all."""

WRONG: Final = (
    "That token opens no seat here. A table has new ones each time that it is opened: ask the host."
)

MOST_AT_ONCE: Final = 32
"""Handshakes under way; where somebody knocks beyond that, whoever has taken longest has to go."""

MOST_KNOCKING: Final = 128
"""Connections that wait to be taken; whoever comes beyond that tries again after a second."""

ACCEPT_SECONDS: Final = 0.2
"""How soon the socket is closed once nobody listens any more, and how soon it is tried again where
nobody can be taken in, such as by a process that has no file left to open."""


class JoinServer:
    """Listens at one address, and leads whoever knows a token to its post.

    Who knows none can slow others down, by knocking all the time, and no more. Wrong tokens are not
    counted: nobody guesses one of 144 random bits, and who knows a token is to come in however many
    others guess.

    Attributes:
        posts: Where somebody may sit down.
        port: Where it listens.

    Raises:
        UsageError: Nobody can listen there.
    """

    def __init__(self, host: str, port: int) -> None:
        self.posts: list[Post] = []
        self._rooms = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._met: list[socket.socket] = []
        self._turn = threading.RLock()
        self._closed = threading.Event()
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            self._socket = socket.create_server((host, port), family=family, backlog=MOST_KNOCKING)
        except (OSError, OverflowError, UnicodeError) as error:
            why = system_says(error).partition(" (while")[0]
            raise UsageError(f"--listen: nobody can listen at {host}:{port}: {why}.") from None
        self.port = int(self._socket.getsockname()[1])
        self._socket.settimeout(ACCEPT_SECONDS)
        self._thread = threading.Thread(target=self._listen, name="wargame-joins", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let nobody in any more."""
        self._closed.set()
        with contextlib.suppress(OSError):  # wakes whoever waits there, where the system does that
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                sock, _ = self._socket.accept()
            except TimeoutError:  # nobody came
                continue
            except OSError:
                self._closed.wait(ACCEPT_SECONDS)
                continue
            self._make_room()
            with self._turn:
                self._met.append(sock)
            threading.Thread(
                target=self._meet, args=(sock,), name="wargame-join", daemon=True
            ).start()

    def _make_room(self) -> None:
        """Wait until one more handshake may be under way; the oldest goes, to make room for it."""
        has_room = self._rooms.acquire(blocking=False)
        while not has_room:
            with self._turn:
                for oldest in self._met[:1]:
                    shut(oldest)
            has_room = self._rooms.acquire(timeout=ACCEPT_SECONDS)

    def _meet(self, sock: socket.socket) -> None:
        try:
            with contextlib.suppress(LineLost, OSError):
                self._let_in(sock, time.monotonic() + HANDSHAKE_SECONDS)
                return
            self._spare(sock)
            hang_up(sock)
        finally:
            self._rooms.release()

    def _spare(self, sock: socket.socket) -> None:
        """Let a connection make room for no other from here on."""
        with self._turn:
            if sock in self._met:
                self._met.remove(sock)

    def _let_in(self, sock: socket.socket, end: float) -> None:
        """Shake hands, and lead somebody to a post.

        Raises:
            LineLost: They are not let in.
        """
        sock.settimeout(HANDSHAKE_SECONDS)
        mine = new_nonce()
        _say(sock, {"type": "challenge", "protocol": PROTOCOL, "nonce": mine})
        lines = Bytes(sock)
        answer = parsed(lines.next(end))
        shake = Handshake(mine, _nonce_in(answer))
        post = self._post_for(shake, answer.get("proof"))
        if post is None:
            _say(sock, {"type": "bye", "what": WRONG})
            raise LineLost
        _say(sock, {"type": "proof", "proof": shake.proof(post.token, HOST)})
        lines.longest = LONGEST_TO_HOST
        self._spare(sock)
        _line_of(lines, shake, post).start()

    def _post_for(self, shake: Handshake, proof: object) -> Post | None:
        """The post of whoever knows its token."""
        right = [post for post in self.posts if shake.is_proof(proof, post.token, GUEST)]
        return right[0] if right else None


def _line_of(lines: Bytes, shake: Handshake, post: Post) -> SealedLine:
    """The line to a post, once hands are shaken."""
    found: list[SealedLine] = []
    line = SealedLine(
        lines,
        Seal(shake.digest(post.token, TO_GUEST)),
        Seal(shake.digest(post.token, TO_HOST)),
        lambda message: post.hear(found[0], message),
        lambda why: post.lose(found[0], why),
    )
    found.append(line)
    post.attach(line)
    return line


def _nonce_in(answer: dict[str, Any]) -> str:
    """The nonce of whoever joins.

    Raises:
        LineLost: There is none that is one.
    """
    nonce = answer.get("nonce")
    if answer["type"] != "proof" or not is_nonce(nonce):
        raise LineLost("it does not answer the challenge")
    return nonce


def _say(sock: socket.socket, message: Message) -> None:
    sock.sendall(spelled(message) + b"\n")
