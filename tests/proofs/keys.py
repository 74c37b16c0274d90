"""Wild keys on a pseudo-terminal, over every screen and kind of game: nothing breaks or stays.

    python -m tests.proofs.keys --count 20000

Keys, sizes from 1x1 to 500x1, things pasted and the mouse go to a real terminal; each session is
ended another way, by a terminal that vanishes too. No page about a fault may be seen, no process
left, and every save be sound and gone on with.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.proofs.counting import Figures, parser_of, told
from tests.systems import KILL
from tests.tui.conftest import ROOT, open_deck, play_on
from tests.tui.sessions import patience_s
from tests.tui.terminal import Terminal, plain
from wargame.store.names import saves_folder
from wargame.store.verify import verify
from wargame.store.world import World
from wargame.table.host.kept import KeptGames
from wargame.table.host.sitting import Sitting
from wargame.tui.hangup import CHECK_S, HUNG_UP

EACH = 150
"""Keys in one session."""

NAME = "kept"
F2, F4, F8, F9 = "\x1bOQ", "\x1bOS", "\x1b[19~", "\x1b[20~"


def nothing(_: Path) -> str:
    """A folder with nothing in it."""
    return ""


def kept_until(folder: Path, done: Callable[[Sitting], bool]) -> str:
    """A kept game of the primer that is so far on."""
    games = KeptGames(saves_folder(folder), writes_aside=False)
    game = open_deck("primer")
    seats = dict(zip(game.seats, ("human", "greedy"), strict=True))
    sitting = games.begin(game, seats, 7, NAME)
    while not sitting.is_over and not done(sitting):
        play_on(sitting, len(sitting.match.log) + 1)
    games.close()
    return ""


def ended(folder: Path) -> str:
    """A kept game that is over."""
    return kept_until(folder, lambda sitting: sitting.is_over)


def quarter(folder: Path) -> str:
    """A kept game in which a round has just closed."""
    return kept_until(folder, lambda one: one.view(one.game.seats[0]).round > 1)


def a_class(folder: Path) -> str:
    """The folder of a class; gives what opens the facilitator's console."""
    asked = ["--deck", "primer", "--format", "45", "--people", "8", "--tables", "1"]
    command = [sys.executable, "-m", "wargame", "seminar", "new", "monday", *asked]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
    plan = (folder / "monday" / "plan.yaml").read_text(encoding="utf-8")
    words = next(line for line in plan.splitlines() if line.startswith("passphrase:"))
    return f"{F9}{words.partition(':')[2].strip()}\r"


@dataclass(frozen=True)
class Begun:
    """How a session begins.

    Attributes:
        args: Of the command line.
        keys: Pressed first, with time for each.
        prepare: Makes what it needs in a folder; gives more keys to press first.
    """

    args: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    prepare: Callable[[Path], str] = nothing


PLAY = ("play", "primer", "--save", NAME)
KINDS: dict[str, Begun] = {
    "the title": Begun(),
    "a contest": Begun(PLAY, ("\r", "\r")),
    "a long contest": Begun(("play", "history", "--save", NAME), ("\r", "\r")),
    "hot seat": Begun((*PLAY, "--seat", "china=human"), ("\r",)),
    "watching": Begun((*PLAY, "--seat", "us=greedy"), ("\r",)),
    "a replay": Begun(("replay", "history-2018-2026")),
    "a search opponent": Begun((*PLAY, "--seat", "china=search:300ms"), ("\r", "\r")),
    "settings": Begun((), ("s",)),
    "decks": Begun((), ("d", "\x1b[B", "\r")),
    "saves": Begun((), ("c",), quarter),
    "lessons": Begun(("tutorial",), ("\r",)),
    "your reasons": Begun(PLAY, ("\r", "\r", F2)),
    "the end": Begun(("resume", NAME), ("\r", "\r"), ended),
    "the card of a round": Begun(("resume", NAME), (), quarter),
    "a class": Begun(("seminar", "run", "monday"), ("u", "\r", "\r"), a_class),
}
"""What is begun."""

VANISHES = "a terminal that vanishes"

ENDS: dict[str, tuple[Callable[[Terminal], object], int]] = {
    "SIGTERM": (lambda one: one.process.send_signal(signal.SIGTERM), 143),
    "SIGHUP": (lambda one: one.process.send_signal(signal.SIGHUP), 129),
    "Ctrl+Q": (lambda one: one.press("\x11"), 0),
    "SIGKILL": (lambda one: one.process.kill(), -KILL),
    VANISHES: (lambda one: one.vanish(), HUNG_UP),
}

LETTERS = "abcdefghijklmnoprstuvwxyz123456789?:+-.[]= "
MOVES = ("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[Z")
SPECIAL = (
    *("\r", "\r", "\r", "\t", "\t", "\x1b", "\x7f", "\x1bOP", "\x1bOR", "\x10", "\x1a", "\x01"),
    *(F2, F4, F8, F9, "\x1b[3~"),
)
SIZES = [(1, 1), (500, 1), (1, 200), (79, 24), (80, 24), (120, 40), (200, 60), (500, 100), (20, 5)]


@dataclass
class Session:
    """One session, with all its luck from its number.

    Attributes:
        keys, sizes: How many were sent.
    """

    number: int
    most: int = EACH
    keys: int = 0
    sizes: int = 0
    wrong: list[str] = field(default_factory=list)

    def run(self) -> Session:
        """Play wildly, end it, and look at what is left."""
        luck = random.Random(self.number)
        kind = list(KINDS)[self.number % len(KINDS)]
        end = luck.choice(list(ENDS))
        begun = KINDS[kind]
        seed = ["--seed", str(self.number)] if "play" in begun.args else []
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            more = begun.prepare(folder)
            with Terminal(*begun.args, *seed, folder=folder) as terminal:
                terminal.wait_for("Enter", 60)
                for key in ("", *begun.keys, more):
                    terminal.press(key)
                    terminal.settle(0.3)
                self._play(terminal, luck)
                code = self._end(terminal, end)
                self._look(terminal, folder)
            self.wrong = [f"{self.number}, {kind}, {end} ({code}): {one}" for one in self.wrong]
        return self

    def _play(self, terminal: Terminal, luck: random.Random) -> None:
        while self.keys < self.most and terminal.process.poll() is None:
            self._burst(terminal, luck)
            terminal.read(luck.choice([0, 0, 0.01, 0.05]))

    def _burst(self, terminal: Terminal, luck: random.Random) -> None:
        if luck.random() < 0.25:
            size = luck.choice([*SIZES, (luck.randint(1, 500), luck.randint(1, 120))])
            terminal.resize(*size)
            self.sizes += 1
        for _ in range(luck.choice([1, 1, 2, 5])):
            terminal.press(wild(luck))
            self.keys += 1

    def _end(self, terminal: Terminal, name: str) -> int | None:
        """Ask for the end, unless it has left by a key of its own; gives the code."""
        begin, (ask, code) = time.monotonic(), ENDS[name]
        if terminal.process.poll() is None:
            ask(terminal)
        patience = patience_s() + (CHECK_S if name == VANISHES else 0)
        while terminal.process.poll() is None and time.monotonic() < begin + 4 * patience:
            terminal.read(0.02)
            time.sleep(0.01)
        seconds, found = time.monotonic() - begin, terminal.process.poll()
        if found not in (code, 0):  # or a key of its own came first
            self.wrong.append(f"left with {found}, not with {code}")
        if seconds > patience:
            self.wrong.append(f"left after {seconds:.1f} s")
        return found

    def _look(self, terminal: Terminal, folder: Path) -> None:
        """Look for a page about a fault, for processes left, and at every save."""
        text = plain(terminal.drawn)
        at = max(text.find("of ours broke"), text.find("Traceback"))
        if at >= 0:
            self.wrong.append(f"a fault: {text[at : at + 1500]!r}")
        end = time.monotonic() + patience_s()
        while processes_in(folder) and time.monotonic() < end:
            time.sleep(0.1)
        self.wrong += [f"a process is left: {one}" for one in processes_in(folder)]
        for save in sorted(folder.rglob("*.jsonl")):
            found = verify(save, World())
            if found.code not in (0, 1):
                self.wrong.append(f"{save.name}: {found.message}")
            else:
                self._go_on(save)

    def _go_on(self, save: Path) -> None:
        """Resume a game that was left, as a person does, and take the next step of it."""
        games = KeptGames(saves_folder(save.parent))
        try:
            sitting = games.resume(save.stem)
            next(sitting.turns(), None)
            sitting.close()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            self.wrong.append(f"{save.name} cannot be gone on with: {error!r}")
        finally:
            games.close()


def wild(luck: random.Random) -> str:
    """A key, something pasted, or something done with the mouse."""
    kind = luck.random()
    if kind < 0.45:
        return luck.choice(LETTERS)
    if kind < 0.65:
        return luck.choice(MOVES)
    if kind < 0.9:
        return luck.choice(SPECIAL)
    if kind < 0.93:
        text = "".join(luck.choice(LETTERS + "\n\x11é中") for _ in range(luck.randint(0, 40)))
        return f"\x1b[200~{text}\x1b[201~"
    button, x, y = luck.choice([0, 1, 2, 35, 64, 65]), luck.randint(1, 300), luck.randint(1, 90)
    press = f"\x1b[<{button};{x};{y}M"
    return press if button > 2 else press + f"\x1b[<{button};{x};{y}m"


def processes_in(folder: Path) -> list[int]:
    """Processes that were begun for a folder of saves, and are still there."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            if f"WARGAME_SAVES={folder}\0".encode() in (one / "environ").read_bytes():
                found.append(int(one.name))
        except OSError:
            continue
    return [pid for pid in found if pid != os.getpid()]


def prove(count: int, first: int) -> Figures:
    """Run sessions until so many keys have been pressed; what was wrong is printed at once."""
    keys = sizes = wrong = number = 0
    while keys < count:
        session = Session(first + number).run()
        keys, sizes, number = keys + session.keys, sizes + session.sizes, number + 1
        wrong += len(session.wrong)
        sys.stdout.write("".join(f"{one}\n" for one in session.wrong))
        sys.stdout.flush()
    return {"keys": keys, "sizes": sizes, "sessions": number, "wrong": wrong}


if __name__ == "__main__":
    asked = parser_of(__doc__, 20000).parse_args()
    told(lambda: prove(asked.count, asked.first))
