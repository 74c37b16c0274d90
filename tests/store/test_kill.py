"""Playing goes on after `kill -9`: every move that was acknowledged is there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, child_environment
from tests.store.helpers import world
from tests.systems import has_signals
from wargame.play.event import effective
from wargame.store.save import load
from wargame.store.savefile import reopen
from wargame.store.verify import verdict_on

PROGRAM = """
import sys
from pathlib import Path
from tests.play.anything import new_match, players_of
from tests.conftest import DECKS
from wargame.lab.runs.games import shared_game
from wargame.play.resume import resume
from wargame.store.savefile import create, reopen
from wargame.store.world import World

folder, seed = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
while True:
    path = folder / f"game-{seed}.jsonl"
    if path.exists():
        file, save, _ = reopen(path, World())
        match = resume(save.game, save.record, players_of(save.game, seed), journal=file)
    else:
        match = new_match(shared_game(DECKS["water_treaty"]), seed)
        file = match.journal = create(path, match.game, match.record, World())
    print("open", seed, flush=True)
    while not match.is_over:
        match.step()
        if match.is_settled:
            print("kept", seed, match.course.ply, flush=True)
    file.close()
    seed += 1
"""


class Child:
    """A process that plays one game after the other and says what is kept."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(folder), str(seed)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=child_environment(),
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def kill_within(self, seconds: float) -> list[list[str]]:
        """Let it play, kill it at some moment, and give what it had said."""
        assert self.process.stdout is not None
        first = self.process.stdout.readline()
        time.sleep(seconds)
        os.kill(self.process.pid, signal.SIGKILL)
        rest = self.process.stdout.read()
        self.process.stdout.close()
        self.process.wait()
        whole = (first + rest).split("\n")[:-1]  # a line that the kill cut says nothing
        return [line.split() for line in whole]


def trial(folder: Path, dice: random.Random, seed: int) -> int:
    """One kill; gives the seed of the game that was being played."""
    said = Child(folder, seed).kill_within(dice.random() * 0.12)
    acknowledged = {int(words[1]): int(words[2]) for words in said if words[0] == "kept"}
    opened = [int(words[1]) for words in said if words[0] == "open"]
    for game in opened:
        path = folder / f"game-{game}.jsonl"
        file, save, _ = reopen(path, world())
        file.close()
        assert len(effective(save.events)) >= acknowledged.get(game, 0)
        verdict = verdict_on(load(path, world()))
        assert (verdict.code, save.damage) == (0, None), verdict.message
    return max(opened, default=seed)


@has_signals
def test_no_acknowledged_move_is_lost_to_a_kill(tmp_path: Path) -> None:
    dice, seed = random.Random(5), 1
    for _ in range(2):
        seed = trial(tmp_path, dice, seed)


@pytest.mark.slow
@has_signals
def test_no_acknowledged_move_is_lost_to_two_hundred_kills(tmp_path: Path) -> None:
    dice, seed = random.Random(6), 1
    for _ in range(200):
        seed = trial(tmp_path, dice, seed)


@has_signals
def test_a_game_that_was_killed_is_not_locked(tmp_path: Path) -> None:
    """The hold ends with the process; its text in the lock file means nothing."""
    (tmp_path / ".game-1.lock").write_text('{"pid": 1, "host": "x", "since": "10:02"}')
    trial(tmp_path, random.Random(7), 1)
