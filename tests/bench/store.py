"""How fast saves are: replay, opening, checking, and the time from a move to the disk.

    python -m tests.bench.store [--json]

Every figure comes with what a plain baseline takes on the same machine in the same run, and
their ratio: figures travel between machines, ratios travel better.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from tests.conftest import DECKS
from tests.play.anything import new_match, players_of
from tests.store.helpers import world
from wargame.lab.bench import reference_loop
from wargame.lab.runs.games import shared_game
from wargame.play.control import note, rewind, rule
from wargame.play.match import Match
from wargame.play.record import Record
from wargame.play.resume import resume
from wargame.report.html import html
from wargame.report.review import review
from wargame.report.reviewed import reviewed
from wargame.rules.game import Game
from wargame.rules.ruling import why_no_ruling
from wargame.store.save import load
from wargame.store.savefile import create
from wargame.store.verify import verify
from wargame.store.writer import Writer

EVENTS = 10_000
ACTIONS = 1_000
COMMITS = 400
RULINGS = 20


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """Of the quickest of a few runs; a busy machine only ever makes them slower."""
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def long_match(game: Game, events: int) -> Match:
    """A match with so many events: luck and decisions, taken again and again by control."""
    match = new_match(game, 1, Memory())
    while len(match.record.events) < events:
        match.step()
        if match.is_settled and match.state.round > game.deck.rounds.max // 2:
            rewind(match, 0, "once more")
    match.settle()
    return match


class Memory:
    """A journal that costs nothing."""

    def append(self, events: object) -> None:
        return


def plain_lines(path: Path) -> int:
    """The baseline for reading: every line as JSON, and nothing else."""
    with path.open(encoding="utf-8") as file:
        return sum(len(json.loads(line)) for line in file)


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def setter(event: threading.Event) -> Callable[[Future[int]], None]:
    """What sets it when something is done, whatever came of that."""
    return lambda _: event.set()


def commits(game: Game, folder: Path) -> list[float]:
    """Seconds from giving a move to a writer until it is on the disk, one at a time."""
    match = new_match(game, 2)
    file = create(folder / "commit.jsonl", game, Record(match.record.header), world())
    writer = Writer(file)
    found: list[float] = []
    events = long_match(game, COMMITS * 2).record.events
    for place in range(0, COMMITS * 2, 2):
        done = threading.Event()
        start = time.perf_counter()
        writer.order(events[place : place + 2]).add_done_callback(setter(done))
        done.wait()
        found.append(time.perf_counter() - start)
    writer.close()
    file.close()
    return found


def raw_commits(folder: Path) -> list[float]:
    """The baseline for keeping: as many bytes, written and synced, and nothing else."""
    handle = os.open(folder / "raw", os.O_CREAT | os.O_WRONLY)
    found = []
    for _ in range(COMMITS):
        start = time.perf_counter()
        os.write(handle, b"x" * 800)
        os.fsync(handle)
        found.append(time.perf_counter() - start)
    os.close(handle)
    return found


def measure(deck: str = "primer") -> dict[str, Any]:
    """All figures of one deck."""
    game = shared_game(DECKS[deck])
    loop = seconds(reference_loop)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        match = long_match(game, EVENTS)
        note(match, game.seats[0], "chat", "done")
        path = folder / "long.jsonl"
        create(path, game, match.record, world()).close()
        acts = Record(match.record.header, match.record.events[:ACTIONS])
        replay_s = seconds(lambda: resume(game, acts, players_of(game, 1)))
        traced_s = seconds(lambda: resume(game, acts, players_of(game, 1), traced=True))
        open_s = seconds(lambda: opened(path))
        verify_s = seconds(lambda: verify(path, world()))
        lines_s = seconds(lambda: plain_lines(path))
        rulings = ruled(game, folder / "ruled.jsonl")
        ruled_s = seconds(lambda: opened(folder / "ruled.jsonl", traced=True))
        review_s = seconds(lambda: reviewed_as_html(folder / "ruled.jsonl"), 1)
        review_kb = len(reviewed_as_html(folder / "ruled.jsonl").encode()) / 1000
        kept = commits(game, folder)
        raw = raw_commits(folder)
    return {
        "deck": deck,
        "reference_loop_ms": round(loop * 1e3, 1),
        "replay_1000_ms": round(replay_s * 1e3, 1),
        "replay_per_reference_loop": round(replay_s / loop, 2),
        "replay_1000_traced_ms": round(traced_s * 1e3, 1),
        "open_10000_s": round(open_s, 3),
        "open_per_plain_json": round(open_s / lines_s, 1),
        "verify_10000_s": round(verify_s, 3),
        "verify_per_plain_json": round(verify_s / lines_s, 1),
        "ruling_max_ms": round(max(rulings) * 1e3, 1),
        f"open_{RULINGS}_rulings_s": round(ruled_s, 3),
        "report_html_s": round(review_s, 3),
        "report_html_kb": round(review_kb),
        "commit_p50_ms": round(percentile(kept, 0.5) * 1e3, 2),
        "commit_p99_ms": round(percentile(kept, 0.99) * 1e3, 2),
        "raw_fsync_p50_ms": round(percentile(raw, 0.5) * 1e3, 2),
        "raw_fsync_p99_ms": round(percentile(raw, 0.99) * 1e3, 2),
        "commit_per_raw_fsync": round(percentile(kept, 0.5) / percentile(raw, 0.5), 2),
    }


def reviewed_as_html(path: Path) -> str:
    """A review of a save, from the file on."""
    return html(review([reviewed("one", load(path, world()))]))


def opened(path: Path, *, traced: bool = False) -> Match:
    """A save ready to be played on: read, its deck compiled, its moves replayed."""
    save = load(path, world())
    return resume(save.game, save.record, players_of(save.game, 1), traced=traced)


def ruled(game: Game, path: Path) -> list[float]:
    """How long each of some rulings takes in a match that is told and kept, in seconds."""
    found: list[float] = []
    match = new_match(game, 1, traced=True)
    number = f"{game.seats[0]}.capital"
    while len(found) < RULINGS:
        match.settle()
        if not why_no_ruling(match.state):
            start = time.perf_counter()
            rule(match, ({"after": 1, "do": [f"{number} += 1"]},), "as a bench would have it")
            found.append(time.perf_counter() - start)
        match.step()
    match.run()
    create(path, game, match.record, world()).close()
    return found


def main() -> None:
    found = measure(next((word for word in sys.argv[1:] if not word.startswith("-")), "primer"))
    if "--json" in sys.argv:
        sys.stdout.write(json.dumps(found, indent=2) + "\n")
        return
    for name, value in found.items():
        sys.stdout.write(f"{name:<28} {value}\n")


if __name__ == "__main__":
    main()
