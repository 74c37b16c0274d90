"""Whole games with players that think by the clock: do they answer in time, and in how much memory?

    python -m tests.bench.limits [DECK] [PLAYER] [GAMES]

PLAYER (search:1s) sits in both seats. It thinks in a process beside this one, as it does beside
the screens; what a choice takes is what this process waits for it. Both are started for the
purpose, so that what they take at their peaks is what these games take. Exits 1 if a goal is
missed.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator, Sequence
from statistics import median
from time import perf_counter, sleep

from wargame.content.library import DeckLibrary
from wargame.lab.runs.games import open_game
from wargame.lab.runs.watch import Watched
from wargame.play.match import Match
from wargame.play.seeds import derive
from wargame.players.names import thinks
from wargame.players.registry import make_player
from wargame.players.worker import ByWorker, Worker
from wargame.rules.game import Game
from wargame.table.host import back_room

LONGEST_SECONDS = 1.2
"""For one choice of a player that has a second."""

MOST_MB = 300
"""For everything that runs."""


def peak_mb() -> float:
    """What this process and the largest that it started have taken at their peaks."""
    found = [
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    return sum(found) / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def choice_seconds(game: Game, worker: Worker, name: str, seed: int) -> list[float]:
    """What every choice of a match took."""
    players = {
        seat: Watched(
            ByWorker(name, worker, seat, seed)
            if thinks(name)
            else make_player(name, game, seat, seed)
        )
        for seat in game.seats
    }
    Match(game, players, seed).run()
    return [seconds for player in players.values() for seconds in player.seconds]


def share(sizes: Sequence[float], part: float) -> float:
    """The value that this part of them does not exceed.

    >>> share([3, 1, 2, 4], 0.5), share([3, 1, 2, 4], 0.99)
    (2, 4)
    """
    at = max(0, -int(-part * len(sizes) // 1) - 1)
    return sorted(sizes)[at]


def figures(deck: str, player: str, games: int) -> Iterator[str]:
    """A line per figure; the last says whether both goals were met."""
    begin = perf_counter()
    game = open_game(DeckLibrary().find(deck))
    yield f"{deck}, {player}, compiled {'yes' if game.is_compiled else 'no'}, {games} games"
    times: list[float] = []
    for number in range(games):
        seed = derive(1, "game", number)
        worker = Worker(game.loaded, dict.fromkeys(game.seats, player), seed, back_room.ENTRY)
        worker.warm()
        while thinks(player) and not worker.is_warm:
            sleep(0.01)
        if not number:
            yield f"until a warm player sits      {perf_counter() - begin:.1f} s"
        times += choice_seconds(game, worker, player, seed)
        worker.close()
    thought = [seconds for seconds in times if seconds > 0.02] or times
    longest = max(thought)
    yield f"choices                       {len(times)}, {len(thought)} of them thought about"
    middle, p99 = median(thought), share(thought, 0.99)
    yield f"seconds for one of these      median {middle:.3f}, p99 {p99:.3f}"
    yield f"longest                       {longest:.3f} s (goal {LONGEST_SECONDS})"
    yield f"peak memory                   {peak_mb():.0f} MB (goal {MOST_MB})"
    yield f"load of the machine           {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    is_met = longest <= LONGEST_SECONDS and peak_mb() < MOST_MB
    yield "both goals met" if is_met else "missed"


def main(deck: str = "primer", player: str = "search:1s", games: str = "1") -> None:
    line = ""
    for line in figures(deck, player, int(games)):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    sys.exit(line == "missed")


if __name__ == "__main__":
    main(*sys.argv[1:])
