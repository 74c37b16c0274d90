"""Who knocks at a table: let in with the token alone, and held to what a line may bring."""

from __future__ import annotations

import errno
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import pytest

from tests.adapters.remote.ends import Ends
from tests.conftest import LONG_S, opened
from wargame.adapters.remote import join_server, line
from wargame.adapters.remote import link as linking
from wargame.adapters.remote.chair import Chair
from wargame.adapters.remote.join_server import MOST_AT_ONCE, JoinServer
from wargame.adapters.remote.line import (
    LONGEST_TO_HOST,
    Bytes,
    LineLost,
    SealedLine,
    parsed,
    spelled,
)
from wargame.adapters.remote.link import HostAddress, Link
from wargame.adapters.remote.proof import (
    GUEST,
    TO_GUEST,
    TO_HOST,
    Handshake,
    Seal,
    new_nonce,
    new_token,
)
from wargame.errors import UsageError
from wargame.table.host.sitting import Sitting

pytestmark = pytest.mark.waits


@pytest.fixture
def chair() -> Iterator[Chair]:
    """The seat elsewhere of a small table."""
    game = opened("water_treaty")
    ends = Ends(game, game.seats[0], 1)
    ends.chair.post._line = None  # nobody sits there yet
    ends.chair.post._is_ready = False
    yield ends.chair
    ends.sitting.close()


@pytest.fixture
def server(chair: Chair) -> Iterator[JoinServer]:
    found = JoinServer("127.0.0.1", 0)
    found.posts.append(chair.post)
    yield found
    found.close()


class Knock:
    """A client of any kind: bytes out, lines in."""

    def __init__(self, server: JoinServer) -> None:
        self.sock = socket.create_connection(("127.0.0.1", server.port), LONG_S)
        self.lines = Bytes(self.sock, line.LONGEST_TO_GUEST)
        self.challenge: dict[str, Any] = {}

    def hear(self) -> dict[str, Any]:
        return parsed(self.lines.next(time.monotonic() + LONG_S))

    def say(self, data: bytes) -> None:
        self.sock.sendall(data)

    def has_ended(self) -> bool:
        """Whether the host hangs up, whatever it says before."""
        try:
            while True:
                self.lines.next(time.monotonic() + LONG_S)
        except LineLost as error:
            return "nothing comes" not in str(error)

    def shake(self, token: str) -> tuple[Seal, Seal]:
        """Shake hands; gives our seal and the host's."""
        shake = Handshake(self.hear()["nonce"], new_nonce())
        proof = {"type": "proof", "nonce": shake.guest, "proof": shake.proof(token, GUEST)}
        self.say(spelled(proof) + b"\n")
        assert self.hear()["type"] == "proof"
        return Seal(shake.digest(token, TO_HOST)), Seal(shake.digest(token, TO_GUEST))


def told(knock: Knock, theirs: Seal) -> dict[str, Any]:
    """The next message of the host that is no beat."""
    while True:
        data = theirs.open(knock.lines.next(time.monotonic() + LONG_S))
        found = parsed(data)
        if found["type"] != "beat":
            return found


def test_whoever_knows_the_token_is_told_the_game(server: JoinServer, chair: Chair) -> None:
    link = Link(HostAddress("127.0.0.1", server.port), chair.post.token)
    assert link.hello["seat"] == chair.seat
    assert link.deck["tree"]["id"] == "water_treaty"
    link.close()


def test_a_wrong_token_opens_no_seat(server: JoinServer) -> None:
    with pytest.raises(UsageError, match="That token opens no seat here"):
        Link(HostAddress("127.0.0.1", server.port), new_token())


def test_the_token_is_on_no_line(chair: Chair, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[bytes] = []
    next_line = Bytes.next

    def heard(self: Bytes, end: float | None = None) -> bytes:
        sent.append(next_line(self, end))
        return sent[-1]

    monkeypatch.setattr(Bytes, "next", heard)
    server = JoinServer("127.0.0.1", 0)
    server.posts.append(chair.post)
    Link(HostAddress("127.0.0.1", server.port), chair.post.token).close()
    server.close()
    assert len(sent) > 4
    assert chair.post.token.encode() not in b"\n".join(sent)


def test_nobody_listens_once_a_table_is_closed(chair: Chair) -> None:
    server = JoinServer("127.0.0.1", 0)
    server.close()
    with pytest.raises(UsageError, match="Nobody listens at"):
        Link(HostAddress("127.0.0.1", server.port), chair.post.token)
    assert not [one for one in threading.enumerate() if one.name == "wargame-joins"]


BEFORE_THE_PROOF = {
    "no JSON": b"hello\n",
    "no object": b"[1]\n",
    "no type": b'{"nonce": 1}\n',
    "too deep": b"[" * 900 + b"\n",
    "a line without end": b"x" * 100_000,
    "a long line": b'{"type": "proof", "nonce": "' + b"0" * 5_000 + b'"}\n',
    "no proof": b'{"type": "action", "id": 1, "action": "pass"}\n',
    "no nonce": b'{"type": "proof", "proof": "00"}\n',
    "a short nonce": b'{"type": "proof", "nonce": "00", "proof": "00"}\n',
    "a nonce of another kind": b'{"type": "proof", "nonce": 5, "proof": 5}\n',
    "a proof of another kind": b'{"type": "proof", "nonce": "%s", "proof": 5}\n' % (b"0" * 64),
    "no text": b"\xff\xfe\x00\n",
    "nothing": b"",
}


@pytest.mark.parametrize("data", BEFORE_THE_PROOF.values(), ids=BEFORE_THE_PROOF)
def test_what_is_no_proof_ends_the_connection(
    data: bytes, server: JoinServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(join_server, "HANDSHAKE_SECONDS", 0.5)
    knock = Knock(server)
    with closing(knock.sock):
        knock.say(data)
        assert knock.has_ended()


def test_a_slow_handshake_ends(server: JoinServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then does not keep it open."""
    monkeypatch.setattr(join_server, "HANDSHAKE_SECONDS", 0.4)
    knock, end = Knock(server), time.monotonic() + LONG_S
    with closing(knock.sock), suppress(OSError):
        while time.monotonic() < end:
            knock.say(b"{")
            time.sleep(0.05)
    assert time.monotonic() < end


def test_a_proof_of_another_connection_is_none(server: JoinServer, chair: Chair) -> None:
    first = Knock(server)
    shake = Handshake(first.hear()["nonce"], new_nonce())
    proof = {"type": "proof", "nonce": shake.guest, "proof": shake.proof(chair.post.token, GUEST)}
    again = Knock(server)
    assert again.hear()["nonce"] != shake.host
    again.say(spelled(proof) + b"\n")
    assert again.hear() == {"type": "bye", "what": join_server.WRONG}
    assert again.has_ended()
    for knock in (first, again):
        knock.sock.close()


def test_the_host_s_own_proof_sent_back_is_none(server: JoinServer, chair: Chair) -> None:
    shake = Handshake(new_nonce(), new_nonce())
    assert not shake.is_proof(shake.proof(chair.post.token, "host proves"), chair.post.token, GUEST)
    assert not shake.is_proof("ö", chair.post.token, GUEST)
    assert not shake.is_proof(None, chair.post.token, GUEST)


def test_wrong_tokens_keep_nobody_out_who_knows_the_right_one(
    server: JoinServer, chair: Chair
) -> None:
    address = HostAddress("127.0.0.1", server.port)
    for _ in range(12):
        with pytest.raises(UsageError, match="opens no seat"):
            Link(address, new_token())
    Link(address, chair.post.token).close()


def test_whoever_shakes_hands_as_the_table_closes_is_told_good_bye(
    server: JoinServer, chair: Chair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were told the game, and sat at a table that nobody played any more."""
    attach = chair.post.attach

    def late(found: SealedLine) -> None:
        chair.close()
        attach(found)

    monkeypatch.setattr(chair.post, "attach", late)
    with pytest.raises(UsageError, match="The host has left the table"):
        Link(HostAddress("127.0.0.1", server.port), chair.post.token)
    assert not chair.post.is_there


def test_a_host_that_can_open_no_file_more_tries_again_in_a_while(
    server: JoinServer, chair: Chair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It tried without a pause, at the cost of a whole core."""
    done: list[str] = []
    accept, wait = socket.socket.accept, server._closed.wait

    def taken(self: socket.socket) -> object:
        if len(done) >= 6:
            return accept(self)
        done.append("tried")
        raise OSError(errno.EMFILE, "Too many open files")

    def waited(seconds: float | None = None) -> bool:
        done.append("waited")
        return wait(0 if seconds is None else min(seconds, 0.01))

    monkeypatch.setattr(server._closed, "wait", waited)
    monkeypatch.setattr(socket.socket, "accept", taken)
    Link(HostAddress("127.0.0.1", server.port), chair.post.token).close()
    assert done == ["tried", "waited"] * 3


def test_who_knocks_and_says_nothing_keeps_nobody_out(server: JoinServer, chair: Chair) -> None:
    """Nor does it grow: whoever has taken longest has to go."""
    waiting = [Knock(server) for _ in range(MOST_AT_ONCE)]
    for knock in waiting:
        knock.hear()
    guest = Knock(server)
    ours, theirs = guest.shake(chair.post.token)
    assert waiting[0].has_ended()
    more = [Knock(server) for _ in range(MOST_AT_ONCE)]
    for knock in more:
        knock.hear()
    threads = [one for one in threading.enumerate() if one.name == "wargame-join"]
    assert len(threads) <= MOST_AT_ONCE
    guest.say(ours.seal(b'{"type": "ready", "wants": []}') + b"\n")
    assert [told(guest, theirs)["type"] for _ in range(2)] == ["hello", "wait"]
    for knock in (guest, *waiting, *more):
        knock.sock.close()


AFTER_THE_PROOF: dict[str, Callable[[Seal], bytes]] = {
    "no seal": lambda _: b'{"type": "ready", "wants": []}\n',
    "another seal": lambda _: b"0" * 32 + b' {"type": "ready"}\n',
    "a line repeated": lambda seal: 2 * (seal.seal(b'{"type": "ready"}') + b"\n"),
    "a line left out": lambda seal: [seal.seal(b"{}"), seal.seal(b'{"type": "ready"}')][1] + b"\n",
    "sealed nonsense": lambda seal: seal.seal(b"nonsense") + b"\n",
    "a sealed list": lambda seal: seal.seal(b"[]") + b"\n",
    "a line without end": lambda seal: seal.seal(b"x" * (LONGEST_TO_HOST + 1_000)),
    "more than it is asked": lambda seal: b"".join(
        seal.seal(b'{"type": "action", "id": 1, "action": "pass"}') + b"\n" for _ in range(40)
    ),
    "good-bye": lambda seal: seal.seal(b'{"type": "bye"}') + b"\n",
}


def test_who_sits_at_the_table_makes_room_for_nobody_who_knocks(
    server: JoinServer, chair: Chair
) -> None:
    guest = Knock(server)
    ours, theirs = guest.shake(chair.post.token)
    assert told(guest, theirs)["type"] == "hello"
    crowd = [Knock(server) for _ in range(MOST_AT_ONCE + 2)]
    crowd[-1].hear()  # somebody had to go for it
    guest.say(ours.seal(spelled({"type": "ready", "wants": []})) + b"\n")
    assert told(guest, theirs)["type"] == "wait"
    for one in (guest, *crowd):
        one.sock.close()


@pytest.mark.parametrize("data", AFTER_THE_PROOF.values(), ids=AFTER_THE_PROOF)
def test_what_no_guest_of_ours_says_ends_the_line(
    data: Callable[[Seal], bytes], server: JoinServer, chair: Chair
) -> None:
    knock = Knock(server)
    with closing(knock.sock):
        ours, _ = knock.shake(chair.post.token)
        knock.say(data(ours))
        assert knock.has_ended()
    assert "is away" in _told_missing(chair)


def _told_missing(chair: Chair) -> str:
    end = time.monotonic() + LONG_S
    while "is away" not in chair.missing() and time.monotonic() < end:
        time.sleep(0.01)
    return chair.missing()


def test_whoever_joins_later_with_the_same_token_takes_over(
    server: JoinServer, chair: Chair
) -> None:
    first, second = Knock(server), None
    _, theirs = first.shake(chair.post.token)
    assert told(first, theirs)["type"] == "hello"
    second = Knock(server)
    ours, theirs_now = second.shake(chair.post.token)
    assert told(first, theirs) == {
        "type": "bye",
        "what": "Somebody has joined with the same token.",
    }
    assert first.has_ended()
    assert told(second, theirs_now)["type"] == "hello"
    second.say(ours.seal(b'{"type": "ready", "wants": []}') + b"\n")
    assert told(second, theirs_now)["type"] == "wait"
    for knock in (first, second):
        knock.sock.close()


def test_a_line_that_has_ended_keeps_no_thread(
    server: JoinServer, chair: Chair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "BEAT_SECONDS", 2 * LONG_S)  # no thread wakes up by itself
    knock = Knock(server)
    _, theirs = knock.shake(chair.post.token)
    assert told(knock, theirs)["type"] == "hello"
    lines = [one for one in threading.enumerate() if one.name == "wargame-line"]
    knock.sock.close()
    for one in lines:
        one.join(LONG_S)
    assert not [one for one in lines if one.is_alive()]


class Waited:
    """Stands for a socket at which a thread waits until it may go."""

    def __init__(self) -> None:
        self.waits, self.woken, self.may_go = (threading.Event() for _ in range(3))
        self.closed: list[bool] = []
        """At each close, whether somebody waited there."""

    def settimeout(self, _: float) -> None:
        pass

    def recv(self, _: int) -> bytes:
        self.waits.set()
        assert self.may_go.wait(LONG_S)
        self.waits.clear()
        return b""

    def shutdown(self, _: int) -> None:
        self.woken.set()

    def close(self) -> None:
        self.closed.append(self.waits.is_set())


def test_a_connection_is_closed_once_nobody_waits_at_it() -> None:
    """Its number was given back while a thread waited there: the next connection got both."""
    sock, why = Waited(), list[str]()
    here = line.SealedLine(Bytes(sock), Seal(b""), Seal(b""), lambda _: None, why.append)  # type: ignore[arg-type]
    here.start()
    assert sock.waits.wait(LONG_S)
    here.end("enough")
    assert (why, sock.woken.is_set(), sock.closed) == (["enough"], True, [])
    sock.may_go.set()
    for one in here._threads:
        one.join(LONG_S)
    assert sock.closed == [False]


def test_who_makes_room_for_others_closes_their_connection_themselves(server: JoinServer) -> None:
    oldest = Waited()
    oldest.shutdown = lambda _: server._rooms.release()  # type: ignore[method-assign]
    server._met.append(oldest)  # type: ignore[arg-type]
    for _ in range(MOST_AT_ONCE + 1):
        server._make_room()
    assert not oldest.closed
    for _ in range(MOST_AT_ONCE):
        server._rooms.release()


def test_a_dead_line_is_noticed(
    server: JoinServer, chair: Chair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that says nothing, though it takes all that is said."""
    monkeypatch.setattr(line, "DEAD_SECONDS", 0.3)
    knock = Knock(server)
    with closing(knock.sock):
        knock.shake(chair.post.token)
        assert "nothing comes from it any more" in _told_missing(chair)


class Dripping:
    """Stands for a socket to whoever says a piece now and then, by a clock of its own."""

    def __init__(self, piece: bytes) -> None:
        self.pieces, self.now, self.patience = [piece] * 20 + [b"\n"], 0.0, 0.0

    def monotonic(self) -> float:
        return self.now

    def settimeout(self, seconds: float) -> None:
        self.patience = seconds

    def recv(self, _: int) -> bytes:
        self.now += min(self.patience, line.DEAD_SECONDS / 8)
        if self.patience < line.DEAD_SECONDS / 8:
            raise TimeoutError
        return self.pieces.pop(0)


@pytest.mark.parametrize(
    ("part", "is_there"), [(1_000, False), (1, True)], ids=["by drops", "slowly"]
)
def test_who_says_a_line_without_getting_on_is_not_there(
    part: int, is_there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A byte now and then counted as somebody there, for ever."""
    piece = b"x" * (line.LEAST_BYTES // part)
    theirs = Dripping(piece)
    monkeypatch.setattr(line, "time", theirs)
    lines = Bytes(theirs, 100 * line.LEAST_BYTES)  # type: ignore[arg-type]
    if is_there:
        assert lines.next() == piece * 20
    else:
        with pytest.raises(LineLost, match="nothing comes from it any more"):
            lines.next()


def test_each_end_says_now_and_then_that_it_is_there(
    server: JoinServer, chair: Chair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ends have the same line."""
    monkeypatch.setattr(line, "BEAT_SECONDS", 0.05)
    knock = Knock(server)
    with closing(knock.sock):
        _, theirs = knock.shake(chair.post.token)
        said = [parsed(theirs.open(knock.lines.next(time.monotonic() + LONG_S))) for _ in range(4)]
    assert [one["type"] for one in said] == ["hello", "beat", "beat", "beat"]


def test_what_is_not_read_ends_the_line(
    server: JoinServer, chair: Chair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "DEAD_SECONDS", LONG_S)  # nothing comes from there meanwhile
    knock = Knock(server)
    with closing(knock.sock):
        ours, _ = knock.shake(chair.post.token)
        knock.say(ours.seal(b'{"type": "ready", "wants": ["deck"]}') + b"\n")
        end = time.monotonic() + LONG_S
        while chair.missing() and time.monotonic() < end:
            time.sleep(0.01)
        big = {"type": "wait", "seat": "x" * 1_000_000}
        while not chair.missing() and time.monotonic() < end:
            chair.post.tell(big)
        assert "does not read what it is told" in chair.missing()


# --- hosts that are none --------------------------------------------------------------------------


@contextmanager
def answering(*lines: bytes) -> Iterator[HostAddress]:
    """Something that listens, says a line, and another one for each that it hears."""
    sock = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            client, _ = sock.accept()
            with client:
                for said in lines:
                    client.sendall(said)
                    client.recv(line.CHUNK)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield HostAddress("127.0.0.1", sock.getsockname()[1])
    sock.close()
    thread.join(LONG_S)


CHALLENGE = spelled({"type": "challenge", "protocol": 1, "nonce": new_nonce()}) + b"\n"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        pytest.param([b"HTTP/1.1 400 Bad Request\r\n\r\n"], "no table of ours", id="a web server"),
        pytest.param([b""], "no table of ours", id="nothing"),
        pytest.param([b"x" * 50_000], "no table of ours", id="a line without end"),
        pytest.param([b'{"type": "challenge"}\n'], "no table of ours", id="no nonce"),
        pytest.param(
            [spelled({"type": "challenge", "protocol": 9, "nonce": "0" * 64}) + b"\n"],
            "no table of ours",
            id="another protocol",
        ),
        pytest.param([CHALLENGE, b"\n"], "no table of ours", id="no proof"),
        pytest.param(
            [CHALLENGE, spelled({"type": "proof", "proof": "0" * 64}) + b"\n"],
            "does not know your token",
            id="a proof by another token",
        ),
        pytest.param(
            [CHALLENGE, b'{"type": "bye", "what": "go\\u001b[2J away"}\n'],
            r"go\\x1b\[2J away",
            id="what drives a terminal",
        ),
        pytest.param([b'{"type": "bye", "what": ["x"]}\n'], "has left the table", id="no text"),
    ],
)
def test_what_is_no_host_is_told_in_a_sentence(
    lines: list[bytes], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "CONNECT_SECONDS", 1.0)
    with answering(*lines) as address, pytest.raises(UsageError, match=told):
        Link(address, new_token())


def test_a_host_that_is_there_and_never_says_what_game_it_is_is_left(
    server: JoinServer, chair: Chair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "GREETING_SECONDS", 0.2)
    monkeypatch.setattr(line, "BEAT_SECONDS", 0.02)
    monkeypatch.setattr(chair.post, "_hello", lambda: {"type": "beat"})
    failed: list[UsageError] = []

    def join() -> None:
        try:
            Link(HostAddress("127.0.0.1", server.port), chair.post.token)
        except UsageError as error:
            failed.append(error)

    joins = threading.Thread(target=join, daemon=True)
    joins.start()
    joins.join(LONG_S)
    assert "it does not say what game it is" in str(failed)
    assert "is away" in _told_missing(chair), "its line is not let go"


def test_a_host_that_says_more_than_is_read_is_noticed(server: JoinServer, chair: Chair) -> None:
    """At last, once all is read that came before."""
    link = Link(HostAddress("127.0.0.1", server.port), chair.post.token)
    while chair.post.is_there:
        chair.post.tell({"type": "wait", "seat": ""})
        time.sleep(0.001)
    read = threading.Thread(target=_read_all, args=(link,), daemon=True)
    read.start()
    read.join(LONG_S)
    assert not read.is_alive(), "nobody says that the line is lost"
    link.close()


def _read_all(link: Link) -> None:
    with suppress(LineLost):
        while link.receive():
            pass


def test_a_line_is_printable_ascii() -> None:
    assert json.loads(spelled({"type": "wait", "seat": "ä\x1b"})) == {
        "type": "wait",
        "seat": "ä\x1b",
    }
    assert b"\x1b" not in spelled({"type": "wait", "seat": "ä\x1b"})


def test_a_sitting_that_is_left_lets_nobody_in(chair: Chair) -> None:
    sitting: Sitting = chair._sitting
    sitting.close()
    assert chair.missing()


def test_a_socket_that_is_closed_has_hung_up() -> None:
    """What a system calls it is no word for people."""
    here, there = socket.socketpair()
    here.close()
    with pytest.raises(LineLost, match=r"^it has hung up$"):
        Bytes(here).next()
    there.close()
