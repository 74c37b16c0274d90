"""What each message comes to, whoever sends it: a table of all by all."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.remote.ends import Table
from tests.adapters.remote.test_line import Knock, told
from tests.conftest import LONG_S, opened
from wargame.adapters import remote
from wargame.adapters.remote.join_server import WRONG, JoinServer
from wargame.adapters.remote.line import LineLost, spelled
from wargame.adapters.remote.proof import Seal, new_nonce
from wargame.play.player import REMOTE

pytestmark = pytest.mark.waits

ENDS = "the line ends"
NOTHING = "nothing is said"
NO_ANSWER = "That is no answer."
LEFT = "they have left"
PROBE = "Nothing of that kind is kept."

GUESTS = ("bye", "beat", "ready", "action", "undo", "note")
"""What a guest of ours says once hands are shaken."""

HOSTS = ("hello", "deck", "wait", "choose", "error", "done", "result")
"""What a host says then."""

FIRST = ("challenge", "proof")
"""What is said before."""

EVERY = (*FIRST, *GUESTS, *HOSTS, "no such thing")

ASKED = {
    **dict.fromkeys((*FIRST, *HOSTS, "no such thing"), NO_ANSWER),
    "bye": ENDS,
    "beat": NOTHING,
    "ready": NOTHING,
    "action": "wait",
    "undo": "cannot take that back",
    "note": "done",
}
"""Of whoever is to choose: what they are told next."""

WAITING = {**dict.fromkeys(EVERY, NOTHING), "bye": ENDS}
"""Of whoever sits at the table while somebody else is to choose."""

FORMER = dict.fromkeys(EVERY, ENDS)
"""Of whoever had the seat until somebody else joined with the same token."""

STRANGER = {**dict.fromkeys(EVERY, ENDS), "proof": WRONG}
"""Of whoever knows no token, or one of a table that is closed."""


@dataclass
class Guest:
    """Somebody at the other end of a line, who may say anything."""

    knock: Knock
    ours: Seal
    theirs: Seal

    def say(self, message: dict[str, Any]) -> None:
        with suppress(OSError):  # the host may have hung up
            self.knock.say(self.ours.seal(spelled(message)) + b"\n")

    def hear(self) -> dict[str, Any]:
        """The next message, but for beats; `ENDS` as its type where none comes any more."""
        try:
            return told(self.knock, self.theirs)
        except LineLost:
            return {"type": ENDS}


class Seated:
    """A table whose seats are all elsewhere, with somebody in each.

    Attributes:
        asked, waiting: Whoever is to choose, and somebody who is not.
        question: What was asked.
    """

    def __init__(self) -> None:
        game = opened("water_treaty")
        self.table = Table(game, dict.fromkeys(game.seats, REMOTE))
        self.server: JoinServer = self.table.hosting.open()
        self.knocks: list[Knock] = []
        self.posts = {post.seat: post for post in self.server.posts}
        guests = {seat: self.come(seat) for seat in self.posts}
        opening = {seat: self.opening(guest) for seat, guest in guests.items()}
        (self.mover,) = [seat for seat, one in opening.items() if one["type"] == "choose"]
        self.question, self.asked = opening[self.mover], guests.pop(self.mover)
        ((self.rival, self.waiting),) = guests.items()
        self.legal = self.table.sitting.view(self.mover).legal
        self.before = self.kept

    def knock(self) -> Knock:
        self.knocks.append(Knock(self.server))
        return self.knocks[-1]

    def come(self, seat: str) -> Guest:
        knock = self.knock()
        guest = Guest(knock, *knock.shake(self.posts[seat].token))
        guest.say({"type": "ready", "wants": []})
        return guest

    def opening(self, guest: Guest) -> dict[str, Any]:
        """What a guest is told once the table has opened."""
        while "moment" not in (found := guest.hear()):
            assert found["type"] in ("hello", "wait"), found
        return found

    def message(self, kind: str) -> dict[str, Any]:
        """A message of a kind that fits the present question, as far as one can."""
        said = {"action": str(self.legal[0]), "topic": "memo", "text": "Ours.", "role": ""}
        other = {"wants": [], "nonce": new_nonce(), "proof": "0" * 64, "what": "", "seat": ""}
        return {"type": kind, "id": self.question["id"], "ask": 1, **said, **other}

    @property
    def kept(self) -> list[str]:
        """What was chosen in the match."""
        return list(self.table.sitting.match.record.actions)

    def close(self) -> None:
        self.table.sitting.close()
        for knock in self.knocks:
            knock.sock.close()


@pytest.fixture
def seated() -> Iterator[Seated]:
    found = Seated()
    yield found
    found.close()


def of_asked(seated: Seated, kind: str) -> str:
    guest = seated.asked
    guest.say(seated.message(kind))
    guest.say({**seated.message("note"), "ask": 2, "topic": "no such topic"})
    answer = guest.hear()
    if answer.get("ask") == 2:
        assert PROBE in answer["what"]
        return NOTHING
    return str(answer.get("what", answer["type"]))


def of_waiting(seated: Seated, kind: str) -> str:
    """The line goes on until they leave; then it is told that they have, and nothing else."""
    guest = seated.waiting
    guest.say(seated.message(kind))
    guest.say({"type": "bye"})
    said, post, end = (
        str(guest.hear()["type"]),
        seated.posts[seated.rival],
        time.monotonic() + LONG_S,
    )
    while post.is_there and time.monotonic() < end:
        time.sleep(0.01)
    assert post.why_away == LEFT
    return NOTHING if said == ENDS and kind != "bye" else said


def of_former(seated: Seated, kind: str) -> str:
    former = seated.asked
    now = seated.come(seated.mover)
    assert former.hear() == {"type": "bye", "what": "Somebody has joined with the same token."}
    former.say(seated.message(kind))
    said = str(former.hear()["type"])
    assert seated.opening(now)["id"] == seated.question["id"]
    assert seated.posts[seated.mover].is_there
    return said


def of_stranger(seated: Seated, kind: str) -> str:
    knock = seated.knock()
    knock.hear()
    knock.say(spelled(seated.message(kind)) + b"\n")
    try:
        return str(knock.hear()["what"])
    except LineLost:
        return ENDS


BY: dict[str, tuple[dict[str, str], Callable[[Seated, str], str]]] = {
    "asked": (ASKED, of_asked),
    "waiting": (WAITING, of_waiting),
    "former": (FORMER, of_former),
    "stranger": (STRANGER, of_stranger),
}


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("sender", BY)
def test_each_message_has_its_answer(sender: str, kind: str, seated: Seated) -> None:
    expected, said = BY[sender]
    assert expected[kind] in said(seated, kind)
    chosen = [str(seated.legal[0])] if (sender, kind) == ("asked", "action") else []
    assert seated.kept[len(seated.before) :][:1] == chosen  # luck may go on from there


def test_every_message_that_is_spoken_has_its_row() -> None:
    """Read off the room itself, so that a new one needs a row."""
    spoken: set[str] = set()
    for file in Path(remote.__path__[0]).glob("*.py"):
        text = file.read_text(encoding="utf-8")
        spoken |= set(re.findall(r'"type": "([a-z]+)"|case "([a-z]+)"', text))
    names = {one for pair in spoken for one in pair if one}
    assert names | {"no such thing"} == set(EVERY)
