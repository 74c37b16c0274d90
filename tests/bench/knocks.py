"""How quick is a table at which others knock and flood?

    python -m tests.bench.knocks [SECONDS]

Somebody sits at a table of another machine (here the same, over loopback) and asks one thing after
another of it; each is timed until its answer is there. First alone; then beside a process in which
30 strangers knock, say nothing and knock again as soon as they are sent away, one sends 1,000 lines
of nonsense a second, and the other seat's own guest, who has its token, sends 1,000 messages a
second that nobody asked for and joins again each time that the host hangs up.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import count

from tests.adapters.remote.ends import Table
from tests.adapters.remote.test_line import Knock
from tests.conftest import opened
from wargame.adapters.remote.join_server import JoinServer
from wargame.adapters.remote.line import LineLost, spelled
from wargame.adapters.remote.link import Link
from wargame.play.player import REMOTE

STRANGERS = 30
A_SECOND = 1_000
"""Messages of whoever floods."""

SECONDS = 10.0
BEGIN_SECONDS = 2.0
"""Until the crowd has come."""

PAUSE = 0.01
"""Between two questions of whoever plays."""

NONSENSE = b"nonsense\n"
UNASKED = spelled({"type": "action", "id": 0, "action": "pass"})


@dataclass(frozen=True, slots=True)
class Waits:
    """How long answers took, in seconds, in rising order."""

    seconds: Sequence[float]

    def share(self, part: float) -> float:
        """What so large a part of them took at most, in milliseconds."""
        return 1e3 * self.seconds[min(len(self.seconds) - 1, int(part * len(self.seconds)))]

    def __str__(self) -> str:
        parts = " ".join(f"p{100 * one:.0f} {self.share(one):6.1f} ms" for one in (0.5, 0.95, 0.99))
        return f"{len(self.seconds):5} answers, {parts}, longest {self.share(1):6.1f} ms"


def waits(link: Link, number: int, seconds: float) -> Waits:
    """Ask one thing after another about a question, and time the answers."""
    found: list[float] = []
    end, ask = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        ask += 1
        begun = time.perf_counter()
        link.send({"type": "note", "id": number, "ask": ask, "topic": "", "text": "", "role": ""})
        while link.receive().get("ask") != ask:
            pass
        found.append(time.perf_counter() - begun)
        time.sleep(PAUSE)
    return Waits(sorted(found))


def seated(table: Table) -> tuple[Link, int, str]:
    """Whoever is asked first, the number of the question, and who else has a seat elsewhere."""
    links = {seat: table.link(seat) for seat in table.sitting.remote}
    for seat, link in links.items():
        while "moment" not in (told := link.receive()):
            pass
        if told["type"] == "choose":
            (rival,) = [one for one in links if one != seat]
            links[rival].close()
            return link, told["id"], rival
    raise AssertionError("nobody is asked")


# --- those who are no guests ----------------------------------------------------------------------


def again(come: Callable[[], None], came: Iterator[int]) -> None:
    """Come, and come again when sent away."""
    while True:
        next(came)
        with suppress(OSError, LineLost):
            come()
        time.sleep(PAUSE)


def knock(server: JoinServer) -> None:
    """Say nothing until the host hangs up."""
    stranger = Knock(server)
    while True:
        stranger.hear()


def pour(server: JoinServer, token: str) -> None:
    """Send message after message: nonsense, or what nobody asked for of somebody with a token."""
    guest = Knock(server)
    seal = guest.shake(token)[0] if token else None
    while True:
        guest.say(seal.seal(UNASKED) + b"\n" if seal else NONSENSE)
        time.sleep(1 / A_SECOND)


def crowd(port: int, token: str) -> None:
    """All of them, until its input ends."""
    server = JoinServer.__new__(JoinServer)  # where to knock is all that is asked of it
    server.port = port
    work = [partial(knock, server)] * STRANGERS + [
        partial(pour, server, one) for one in ("", token)
    ]
    came = count()
    for come in work:
        threading.Thread(target=again, args=(come, came), daemon=True).start()
    sys.stdin.read()
    say(f"            they came {next(came)} times")


@contextmanager
def crowded(port: int, token: str) -> Iterator[None]:
    """The crowd, in a process of its own."""
    words = [sys.executable, "-m", "tests.bench.knocks", "--crowd", str(port), token]
    with subprocess.Popen(words, stdin=subprocess.PIPE) as process:
        time.sleep(BEGIN_SECONDS)
        yield
        process.communicate()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(args: Sequence[str]) -> None:
    """Print how long answers take, alone and beside the crowd."""
    if args[:1] == ["--crowd"]:
        crowd(int(args[1]), args[2])
        return
    seconds = float(args[0]) if args else SECONDS
    game = opened("water_treaty")
    table = Table(game, dict.fromkeys(game.seats, REMOTE))
    link, number, rival = seated(table)
    say(f"alone       {waits(link, number, seconds)}")
    address, token = table.address(rival)
    with crowded(address.port, token):
        say(f"in a crowd  {waits(link, number, seconds)}")
    say(f"memory      {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    link.close()
    table.sitting.close()


if __name__ == "__main__":
    main(sys.argv[1:])
