"""Both ends of a line without a line: what a chair sends is what a joined table gets."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.conftest import LONG_S
from tests.shelf import NoShelf
from wargame.adapters.remote.chair import Chair
from wargame.adapters.remote.hosting import Hosting
from wargame.adapters.remote.joined import JoinedTable
from wargame.adapters.remote.line import LineLost
from wargame.adapters.remote.link import HostAddress, Link
from wargame.play.drive import PersonAsked, PlayerAsked
from wargame.play.player import REMOTE, RemotePerson
from wargame.rules.game import Game
from wargame.rules.kernel import Stream
from wargame.rules.view import SeatState
from wargame.table.host.sitting import Sitting
from wargame.table.words.glyphs import READ_OUT


@dataclass
class SentLine:
    """Stands for a line of the host: what is sent over it."""

    sent: list[dict[str, Any]] = field(default_factory=list)

    def send(self, message: Mapping[str, Any]) -> None:
        self.sent.append(json.loads(json.dumps(message)))

    def end(self, why: str = "") -> None:
        self.sent.append({"type": "ended", "what": why})

    def close(self, patience: float = 0.0) -> None:
        self.end()


class HeldLink:
    """Stands for the link of whoever joins: what they say, and what they are told."""

    how_to_go_on = "Join again."

    def __init__(self, hello: dict[str, Any], deck: dict[str, Any]) -> None:
        self.hello, self.deck = hello, deck
        self.said: list[Mapping[str, Any]] = []
        self.told: list[Mapping[str, Any]] = []
        self.is_closed = False

    def send(self, message: Mapping[str, Any]) -> None:
        self.said.append(message)

    def receive(self) -> Mapping[str, Any]:
        while not self.told:
            if self.is_closed:
                raise LineLost("nothing more")
            time.sleep(0.002)
        return self.told.pop(0)

    def mend(self, why: LineLost) -> None:
        raise AssertionError(why)

    def close(self) -> None:
        self.is_closed = True


def asked(joined: JoinedTable) -> SeatState:
    """What a joined table asks next, however long that takes."""
    for turn in joined.turns():
        if isinstance(turn, PersonAsked):
            return turn.view
        turn.wait()
    raise AssertionError("it is over")


class Ends:
    """A table with one seat elsewhere, and what somebody there has of it.

    Args:
        seat: The one elsewhere.
    """

    def __init__(self, game: Game, seat: str, seed: int, rival: str = "random") -> None:
        seats = {one: REMOTE if one == seat else rival for one in game.seats}
        self.sitting = NoShelf().begin(game, seats, seed, "", "0" * 32)
        self.seat, self.sitting.glyphs = seat, READ_OUT
        self.closed: list[Chair] = []
        self.chair = Chair(self.sitting, seat, "wargame join", self.closed.append)
        self.sitting.remote[seat].line = self.chair
        self.line, self.link = self.sit_down()
        self.joined = JoinedTable(self.link)  # type: ignore[arg-type]
        self.joined.glyphs = READ_OUT

    def sit_down(self) -> tuple[SentLine, HeldLink]:
        """Somebody joins; the deck is sent as to the first."""
        line = SentLine()
        self.chair.post.attach(line)  # type: ignore[arg-type]
        self.chair.post.hear(line, {"type": "ready", "wants": ["deck"]})  # type: ignore[arg-type]
        hello, deck, *_ = line.sent
        del line.sent[:]
        return line, HeldLink(hello, deck)

    def ask(self) -> SeatState:
        """Put the question that waits; gives what whoever sits elsewhere sees."""
        self.chair.put_question()
        self.link.told += self.line.sent
        del self.line.sent[:]
        while self.joined._number != self.chair._number:
            self.joined._heard.wait(lambda: None)
            next(self.joined.turns())
        assert self.joined.told.view is not None
        return self.joined.told.view

    def ask_first(self) -> SeatState:
        """On to the first question, and put it."""
        next(self.turns(1))
        return self.ask()

    def turns(self, seed: int) -> Iterator[None]:
        """Stops where the seat has to choose; then plays on at random."""
        luck = Stream(seed)
        for turn in self.sitting.turns():
            if not isinstance(turn, PlayerAsked):
                continue
            if not isinstance(turn.player, RemotePerson):
                self.sitting.take(turn.choose())
                continue
            yield
            legal = self.sitting.view(self.seat).legal
            self.sitting.take(legal[luck.below(len(legal))])


def cut(link: Link) -> None:
    """Have a line end as where the host's machine hangs up: whoever reads it hears the end, and is
    not told that its own socket is closed."""
    link._line._lines.sock.shutdown(socket.SHUT_RD)


class Table:
    """A table that listens, played on in a thread of its own."""

    def __init__(self, game: Game, seats: dict[str, str], seed: int = 1) -> None:
        self.sitting: Sitting = NoShelf().begin(game, seats, seed, "", "0" * 32)
        self.hosting = Hosting()
        self.hosting.invite(self.sitting)
        self.failed: list[BaseException] = []
        self._thread = threading.Thread(target=self._play, daemon=True)
        self._thread.start()

    def _play(self) -> None:
        try:
            for turn in self.sitting.turns():
                if isinstance(turn, PlayerAsked):
                    self.sitting.take(turn.choose())
        except BaseException as error:  # noqa: BLE001 - told by whoever waits
            self.failed.append(error)

    def end(self) -> None:
        self._thread.join(LONG_S)
        assert not self.failed, self.failed
        assert not self._thread.is_alive()

    def address(self, seat: str) -> tuple[HostAddress, str]:
        """Where it listens, and the token of a seat."""
        (post,) = [one for one in self.hosting.open().posts if one.seat == seat]
        return HostAddress("127.0.0.1", self.hosting.open().port), post.token

    def link(self, seat: str) -> Link:
        return Link(*self.address(seat))

    def join(self, seat: str) -> JoinedTable:
        """The table as somebody has it who joins in a seat."""
        return JoinedTable(self.link(seat))
