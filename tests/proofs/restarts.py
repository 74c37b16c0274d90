"""G20: the host killed in the middle of games that somebody has joined, and gone on with.

    python -m tests.proofs.restarts --count 100

The host is a process of its own, killed like by a power cut (`kill -9`) once to three times a game,
a moment after a choice was sent to it; then `resume` opens the table anew, and whoever sat there
joins again by the new token. What the host had answered is in the record, and nothing is there
twice: each choice of the seat elsewhere is one that was sent for its place.
"""

from __future__ import annotations

import random
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

import wargame
from tests.cli.test_join import invited, started
from tests.conftest import LONG_S, ROOT
from tests.proofs.counting import Figures, parser_of, told
from wargame.adapters.remote import link as linking
from wargame.adapters.remote.joined import JoinedTable
from wargame.adapters.remote.link import HostAddress, Link
from wargame.errors import UsageError
from wargame.play.drive import PersonAsked
from wargame.play.match import Match
from wargame.rules.kernel import Stream

SEAT, RIVAL = "upper", "lower"
NAME = "river"
MOST_KILLS = 3

LAST_KILL = 40
"""The choice of the seat elsewhere before which every kill comes; a short game may be over by then.

The luck of a hosted game is secret: no two games of one number are alike, nor equally long.
"""

LATEST = 0.05
"""Seconds after a choice was sent, at most, at which the host is killed."""


class Hosted:
    """A host's process, killed and started again."""

    def __init__(self, folder: Path, number: int) -> None:
        self._folder, self._running = folder, ExitStack()
        seats = ("--seat", f"{SEAT}=remote", "--seat", f"{RIVAL}=random", "--seed", str(number))
        decks = ("--decks", str(ROOT / "tests" / "decks"))
        self._start("play", "water_treaty", *decks, *seats, "--save", NAME)

    def _start(self, *words: str) -> None:
        (self._folder / "err").unlink(missing_ok=True)
        command = started(self._folder, *words, "--plain", "--saves", str(self._folder))
        self.process: subprocess.Popen[str] = self._running.enter_context(command)

    def join(self) -> JoinedTable:
        """Somebody joins by the token that this process tells."""
        address, token = invited(self._folder)
        host, _, port = address.rpartition(":")
        return JoinedTable(Link(HostAddress(host, int(port)), token))

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def resume(self) -> bool:
        """Go on; False where the game was over as the host was killed, and there is no way on."""
        self._running.close()
        if wargame.load_match(self._folder / f"{NAME}.jsonl").is_over:
            return False
        self._start("resume", NAME)
        return True

    def end(self) -> None:
        """Wait until the host has told how it ended, if it is still there."""
        assert self.process.wait(LONG_S) in (0, -signal.SIGKILL)
        self._running.close()


def play_on(folder: Path, number: int) -> Counter[str]:
    """A game whose host is killed now and then; what became of its choices.

    Raises:
        AssertionError: A choice that was answered is lost, or one is there that was not sent.
    """
    luck, choices = random.Random(number), Stream(number)
    kills = {luck.randrange(1, LAST_KILL) for _ in range(MOST_KILLS)}
    host, sent, latest = Hosted(folder, number), dict[int, list[str]](), 0
    joined, made, found = host.join(), 0, Counter(games=1)
    while not joined.is_over:
        try:
            for turn in joined.turns():
                if not isinstance(turn, PersonAsked):
                    turn.wait()
                    latest = max(latest, joined.at_hand.ply if joined.has_begun else 0)
                    continue
                view = turn.view
                assert view.ply >= latest, f"asked at {view.ply}, told of {latest} before"
                latest = view.ply
                action = view.legal[choices.below(len(view.legal))]
                sent.setdefault(view.ply, []).append(str(action))
                joined.take(action)
                made += 1
                if made in kills:
                    time.sleep(luck.random() * LATEST)
                    host.kill()
        except UsageError:
            joined.close()
            found["killed"] += 1
            if not host.resume():
                break
            joined = host.join()
    joined.close()
    host.end()
    compare(wargame.load_match(folder / f"{NAME}.jsonl"), sent)
    found["choices"] += len(sent)
    found["sent again"] += made - len(sent)
    return found


def compare(match: Match, sent: Mapping[int, Sequence[str]]) -> None:
    """Hold the record of a game against what was sent for each place in it, the last of it.

    Raises:
        AssertionError: They differ.
    """
    kept = {one.ply: match.record.actions[one.ply] for one in match.log if one.seat == SEAT}
    assert kept == {ply: every[-1] for ply, every in sent.items()}


def restarts(numbers: range) -> Figures:
    """Play a game for each number.

    Raises:
        AssertionError: See `play_on`; the number is named.
    """
    found: Counter[str] = Counter({"games": 0, "choices": 0, "killed": 0, "sent again": 0})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linking, "PAUSES", (0.01,))
        for number in numbers:
            with tempfile.TemporaryDirectory() as folder:
                try:
                    found.update(play_on(Path(folder), number))
                except AssertionError as error:
                    raise AssertionError(f"game {number}: {error}") from error
    return dict(found)


if __name__ == "__main__":
    given = parser_of(__doc__, 100).parse_args()
    told(lambda: restarts(range(given.first, given.first + given.count)))
