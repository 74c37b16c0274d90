"""How many core minutes judging takes of a machine: doctrine games in every mechanism's cell.

    python -m tests.bench.cells DECK --games N --keep FOLDER [--seed S] [--jobs J]
                                [--cluster ADDRESS]

The cells are those that judging plays between doctrines: the deck, and each registered mechanism
off, at half and at twice. Games are played, kept and hashed, and nothing is counted in them, so
that no look is had at a deck under tuning. A run that was killed goes on with what FOLDER holds;
the digest is the same whoever works, and however often it was broken off.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import resource
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from wargame.content.library import DeckLibrary, DeckRef
from wargame.lab.judge.cells import cells_of
from wargame.lab.runs.cluster import cluster_at
from wargame.lab.runs.driver import run
from wargame.lab.runs.game_study import DrawnStudy, GameTask
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.seminar import at_seminar
from wargame.lab.runs.study import Find
from wargame.lab.simulate import GameResult, Simulation

PER_CELL = 2000
"""How many games a cell is judged by."""


@dataclass(frozen=True, slots=True)
class CellRun:
    """The games of one cell.

    Attributes:
        over: What is laid over the deck.
        digest: Over every game in order.
        played: How many of them were played now, and not kept before.
    """

    over: str
    games: int
    digest: str
    played: int


class DoctrineGames(DrawnStudy[GameResult, str]):
    """Games between doctrines that are drawn for each; comes to the digest over all."""

    kind = "doctrine games"
    finding = GameResult
    work = staticmethod(Simulation.work)

    def is_sound(self, task: GameTask, found: GameResult) -> bool:
        """Whether it is this game."""
        return found.index == task.index

    def answer(self, find: Find[GameTask, GameResult]) -> str:
        """Hash the games as they come."""
        found = hashlib.sha256()
        for one in find(self.tasks()):
            found.update(one.line.encode() + b"\n")
        return found.hexdigest()


def overs(deck: DeckRef) -> list[str]:
    """What is laid over a deck, cell by cell, as far as it has the dials."""
    cells, _ = cells_of(())
    dials = {dial.id for dial in shared_game(deck).deck.dials}
    stacks = dict.fromkeys(cell.over for cell in cells if cell.family == "D" and not cell.placebo)
    return [over for over in stacks if set(re.findall(r"([a-z]+)=", over)) <= dials]


def played(
    deck: DeckRef,
    games: int,
    seed: int,
    folder: Path,
    *,
    jobs: int = 1,
    executor: Executor | None = None,
) -> Iterator[CellRun]:
    """Play every cell, or go on with it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, over in enumerate(overs(deck)):
        keep = folder / f"{number:02}.jsonl"
        before = keep.read_bytes().count(b"\n") - 1 if keep.exists() else 0
        study = DoctrineGames(at_seminar(DeckRef(deck.folder, over)), games, seed)
        digest = run(study, jobs=jobs, executor=executor, keep=keep)
        yield CellRun(over, games, digest, games - max(0, min(before, games)))


def cpu_seconds() -> float:
    """What this process has taken, and those that it started and that have ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def say(line: str) -> None:
    """A line, at once: whoever kills a run sees how far it was."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Play, and tell the digests and the cost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("deck")
    parser.add_argument("--games", type=int, required=True)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--cluster", default="")
    asked = parser.parse_args()
    deck = DeckLibrary().find(asked.deck)
    begun, games, whole = cpu_seconds(), 0, hashlib.sha256()
    with cluster_at(asked.cluster) as cluster:
        for cell in played(
            deck,
            asked.games,
            asked.seed,
            asked.keep,
            jobs=cluster.size if cluster else asked.jobs,
            executor=cluster.executor if cluster else None,
        ):
            games += cell.played
            whole.update(cell.digest.encode())
            told = f"{cell.games} games, {cell.played} now"
            say(f"{cell.over or 'deck':22} {told}  {cell.digest[:16]}")
    say(f"all cells: {whole.hexdigest()}")
    if games and not asked.cluster:
        each = (cpu_seconds() - begun) / games
        minutes = f"{PER_CELL * each / 60:.0f} core minutes per {PER_CELL:,}"
        say(f"{games} games now, {each:.2f} s of a core each: {minutes}")


if __name__ == "__main__":
    main()
