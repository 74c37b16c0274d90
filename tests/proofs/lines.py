"""G20: whole games over a line that is late, torn, doubled and cut, as often as the seed says.

    python -m tests.proofs.lines --count 5000 [--deck water_treaty]

Somebody joins through a relay that does harm to what passes; threads take turns as they like, so
that a number tells what harm is done and not when each end hears of it. However often the line is
made again, or whoever joined has to join anew: each choice is in the record once, in its place, and
at the end both ends see the same board.
"""

from __future__ import annotations

import contextlib
import random
import select
import socket
import threading
import time
from collections import Counter
from collections.abc import Mapping
from types import ModuleType
from typing import Final

import pytest

from tests.adapters.remote.ends import Table
from tests.conftest import opened
from tests.proofs.counting import Figures, parser_of, told
from wargame.adapters.remote import join_server
from wargame.adapters.remote import line as lining
from wargame.adapters.remote import link as linking
from wargame.adapters.remote.joined import JoinedTable
from wargame.adapters.remote.line import LineLost, hang_up
from wargame.adapters.remote.link import HostAddress, Link
from wargame.errors import UsageError
from wargame.play.drive import PersonAsked
from wargame.play.player import REMOTE
from wargame.play.record import replay
from wargame.rules.game import Game
from wargame.rules.kernel import Stream

QUICK: Final[Mapping[ModuleType, Mapping[str, object]]] = {
    linking: {"PAUSES": (0.01, 0.05, 0.2, 1.0, 5.0), "CONNECT_SECONDS": 1.0},
    join_server: {"HANDSHAKE_SECONDS": 1.0},
    lining: {"BEAT_SECONDS": 0.1, "DEAD_SECONDS": 1.0},
}
"""What people wait for by seconds, where lines are bad all the time."""

MOST_HARM: Final = 12
"""How often a relay does harm in a game; from there on it is a good one, so that games end."""

KINDS: Final = ("cut", "doubled", "left out", "changed")
"""What may end a line; `late` and `torn` into pieces may not."""


class Relay:
    """Stands between a guest and a host, and harms what it carries.

    Attributes:
        harm: What it did, and how often.
        port: Where a guest joins.
    """

    def __init__(self, host: HostAddress, seed: int) -> None:
        self.harm: Counter[str] = Counter()
        self._host, self._luck = host, random.Random(seed)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                guest, _ = self._socket.accept()
                host = socket.create_connection((self._host.host, self._host.port))
                threading.Thread(target=self._carry, args=(guest, host), daemon=True).start()

    def _carry(self, guest: socket.socket, host: socket.socket) -> None:
        """Carry bytes both ways until an end hangs up, or the relay does."""
        other = {guest: host, host: guest}
        with contextlib.suppress(OSError):
            while True:
                for sock in select.select([guest, host], [], [])[0]:
                    data = sock.recv(self._luck.choice((40, 700, 65_536)))
                    if not data or not self._pass_on(data, other[sock]):
                        return hang_up_both(guest, host)
        return hang_up_both(guest, host)

    def _pass_on(self, data: bytes, to: socket.socket) -> bool:
        """Whether the line is to go on."""
        luck = self._luck
        if luck.random() < 0.1:
            self.harm["late"] += 1
            time.sleep(luck.random() / 50)
        if luck.random() < 0.9 or sum(self.harm[kind] for kind in KINDS) >= MOST_HARM:
            to.sendall(data)
            return True
        kind = luck.choice((*KINDS, "torn"))
        self.harm[kind] += 1
        place = luck.randrange(len(data))
        if kind == "cut":
            to.sendall(data[:place])
            return False
        if kind == "doubled":
            to.sendall(2 * data)
        elif kind == "changed":
            to.sendall(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        elif kind == "torn":
            to.sendall(data[:place])
            time.sleep(0.002)
            to.sendall(data[place:])
        return True


def hang_up_both(*sockets: socket.socket) -> None:
    for sock in sockets:
        hang_up(sock)


def joined_through(relay: Relay, token: str) -> JoinedTable:
    """Somebody joins, and types the command again for as long as the line is lost on the way."""
    for _ in range(MOST_HARM + 1):
        with contextlib.suppress(UsageError, LineLost):
            return JoinedTable(Link(HostAddress("127.0.0.1", relay.port), token))
    raise AssertionError("nobody is let in")


def play_over(game: Game, seed: int) -> Counter[str]:
    """A game in which one seat is elsewhere; what became of its line.

    Raises:
        AssertionError: A choice is lost, doubled or another one, or the ends see two boards.
    """
    seat = game.seats[seed % len(game.seats)]
    seats = {one: REMOTE if one == seat else "random" for one in game.seats}
    table = Table(game, seats, seed)
    address, token = table.address(seat)
    relay, chosen, luck = Relay(address, seed), dict[int, list[str]](), Stream(seed)
    found: Counter[str] = Counter(games=1)
    joined = joined_through(relay, token)
    while not joined.is_over:
        try:
            for turn in joined.turns():
                if isinstance(turn, PersonAsked):
                    legal = turn.view.legal
                    action = legal[luck.below(len(legal))]
                    chosen.setdefault(turn.view.ply, []).append(str(action))
                    joined.take(action)
                else:
                    turn.wait()
        except UsageError:  # the line could not be made again: whoever sat there joins anew
            joined.close()
            joined = joined_through(relay, token)
            found["joined anew"] += 1
    table.end()
    compare(table, joined, seat, chosen)
    found.update(relay.harm, choices=len(chosen))
    joined.close()
    relay.close()
    table.sitting.close()
    return found


def compare(table: Table, joined: JoinedTable, seat: str, chosen: dict[int, list[str]]) -> None:
    """Hold what was chosen elsewhere against the record, and one end against the other.

    Raises:
        AssertionError: They differ.
    """
    match = table.sitting.match
    actions = match.record.actions
    kept = [(one.ply, str(actions[one.ply])) for one in match.log if one.seat == seat]
    assert [ply for ply, _ in kept] == sorted(chosen), (seat, kept, chosen)
    for ply, action in kept:
        assert action in chosen[ply], (ply, action, chosen[ply])
    here, there = table.sitting.view(seat), joined.told.view
    assert there is not None
    assert dict(here.tracks) == dict(there.tracks)
    assert here.ending == there.ending
    assert replay(match.game, match.record) is not None


def lines(numbers: range, deck: str) -> Figures:
    """Play a game for each number.

    Raises:
        AssertionError: See `play_over`; the number is named.
    """
    found: Counter[str] = Counter({"games": 0, "choices": 0, "joined anew": 0})
    with pytest.MonkeyPatch.context() as patch:
        for module, values in QUICK.items():
            for name, value in values.items():
                patch.setattr(module, name, value)
        for number in numbers:
            try:
                found += play_over(opened(deck), number)
            except AssertionError as error:
                raise AssertionError(f"game {number}: {error}") from error
    return dict(found)


if __name__ == "__main__":
    parser = parser_of(__doc__, 5_000)
    parser.add_argument("--deck", default="water_treaty", help="a deck of tests/decks or decks")
    given = parser.parse_args()
    told(lambda: lines(range(given.first, given.first + given.count), given.deck))
