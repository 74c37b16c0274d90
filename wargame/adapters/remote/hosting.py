"""Opens a table to people at other machines, and tells people here how those come in."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from wargame.adapters.remote.chair import Chair
from wargame.adapters.remote.join_server import JoinServer
from wargame.content.again import command
from wargame.table.host.sitting import Sitting

LOOPBACK: Final = "127.0.0.1"
HERE: Final = frozenset({LOOPBACK, "::1", "localhost"})
EVERYWHERE: Final = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - what somebody may type

ON_THE_WAY: Final = (
    "The token is never sent, and no line can be forged. But nothing is encrypted: whoever is on "
    "the way between can read along. Over a network that you do not trust, listen on 127.0.0.1 "
    "and let the other person's ssh carry the line: ssh -L {port}:127.0.0.1:{port} THIS-MACHINE."
)
ONLY_HERE: Final = (
    "Only programs on this machine reach that address. From another, either let ssh carry the line "
    "(ssh -L {port}:{name}:{port} THIS-MACHINE, typed there) or say --listen 0.0.0.0:{port}, "
    "over which everything goes unencrypted."
)


class Hosting:
    """The tables of this process that somebody joins: at one address, opened when it is needed.

    Args:
        host: Where to listen.
        port: 0 for any that is free.
    """

    def __init__(self, host: str = LOOPBACK, port: int = 0) -> None:
        self._host, self._port = host, port
        self._server: JoinServer | None = None

    def open(self) -> JoinServer:
        """Listen, if that is not done yet.

        Raises:
            UsageError: Nobody can listen there.
        """
        if self._server is None:
            self._server = JoinServer(self._host, self._port)
        return self._server

    def invite(self, sitting: Sitting) -> None:
        """Open the seats of a table in which people at other machines sit.

        Raises:
            UsageError: Nobody can listen there.
        """
        if not sitting.remote or sitting.is_over:
            return
        server = self.open()
        how = command("join", f"{self._name}:{server.port}")
        chairs = [Chair(sitting, seat, how, self._leave) for seat in sitting.remote]
        for chair in chairs:
            sitting.remote[chair.seat].line = chair
        server.posts += [chair.post for chair in chairs]
        sitting.on_pause = partial(_look, sitting.on_pause, chairs)
        sitting.invitation = self._told(sitting, chairs, how, server.port)
        sitting.notices = [*sitting.notices, *sitting.invitation]

    @property
    def _name(self) -> str:
        """What others call the address."""
        host = socket.gethostname() if self._host in EVERYWHERE else self._host
        return f"[{host}]" if ":" in host else host

    def _told(self, sitting: Sitting, chairs: Sequence[Chair], how: str, port: int) -> list[str]:
        """What people here are told of how others come in."""
        told = [
            f"{sitting.titles.seats[one.seat]} sits at another machine. There, type `{how}`, then "
            f"this token, which is for that person alone: {one.post.token}"
            for one in chairs
        ]
        way = ONLY_HERE if self._host in HERE else ON_THE_WAY
        return [*told, way.format(port=port, name=self._name)]

    def _leave(self, chair: Chair) -> None:
        """Take a chair away; with the last one, nobody listens any more."""
        server = self._server
        if server is None or chair.post not in server.posts:
            return
        server.posts.remove(chair.post)
        if not server.posts:
            self._server = None
            server.close()


def _look(then: Callable[[Sitting], None], chairs: Sequence[Chair], sitting: Sitting) -> None:
    """Do what was done at each pause before, and tell everybody elsewhere how things stand."""
    then(sitting)
    for chair in chairs:
        chair.look()
