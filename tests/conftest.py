"""What several rooms' tests share: the decks at hand, opened once, and the command line."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from importlib import import_module
from inspect import iscoroutinefunction, signature
from pathlib import Path
from random import Random
from types import CodeType
from weakref import WeakKeyDictionary

import pytest
from _pytest.doctest import DoctestModule
from hypothesis import HealthCheck, settings

from tests import bytecode  # noqa: F401 - for what it does
from tests.covered import COUNTING
from tests.systems import IS_WINDOWS
from wargame.cli.door import run
from wargame.content.library import DeckRef
from wargame.lab.runs.games import shared_game
from wargame.play import seeds
from wargame.play.player import Player
from wargame.players import fence, training
from wargame.players.registry import make_player
from wargame.rules import runtime
from wargame.rules.game import Game
from wargame.store import known_code
from wargame.store.cache import CACHE_VARIABLE
from wargame.store.own import FOLDER_VARIABLE

ROOT = Path(__file__).resolve().parents[1]
LUCK_VARIABLE = "WARGAME_LUCK"
"""Any word in it gives tests other luck, for the games whose seed nobody names."""

if IS_WINDOWS:  # these ask for what a process used, or how Textual draws elsewhere
    collect_ignore = [
        "bench",
        "proofs/hostile.py",
        "proofs/test_small_counts.py",
        "tui/test_toolkit.py",
    ]

if "PYTEST_VERSION" in os.environ:
    os.environ.setdefault(CACHE_VARIABLE, str(ROOT / ".pytest_cache" / "compiled"))
# Nobody's own compiled rules: tests look inside positions, and compiled ones cannot be looked into.
# A proof that takes hours runs on them, where there are any.


def own_in(folder: Path) -> Path:
    """A person's own folder below another: of somebody who was asked whether to learn first."""
    own = folder / ".own"
    own.mkdir(parents=True, exist_ok=True)
    (own / "lessons.json").write_text('{"primer": {}}', encoding="utf-8")
    return own


WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
os.environ[FOLDER_VARIABLE] = str(own_in(ROOT / ".pytest_cache" / WORKER))
# Nobody's own settings either, nor those of a test that runs beside.

known_code.CODE = replace(known_code.CODE, most=1_000)  # type: ignore[misc]
vars(known_code)["compile"] = lru_cache(maxsize=100)(compile)


@lru_cache(maxsize=100)
def known(text: str, name: str, _mode: str) -> CodeType:
    """The code of what was generated of a deck, compiled once by whichever process is first."""
    return known_code.known_code(text, name)


vars(runtime)["compile"] = known
# Many tests open the same deck.

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

DECKS = {
    path.parent.name: DeckRef(path.parent)
    for place in (ROOT / "decks", ROOT / "tests" / "decks")
    for path in sorted(place.glob("*/deck.yaml"))
}
"""Every deck of the project, by the name of its folder."""


LONG_S = 180.0
"""Seconds that nothing takes which works, however busy the machine: it only tells what hangs."""

TRAIN = training.train


@dataclass(frozen=True)
class Answer:
    """What a command line came to."""

    code: int
    out: str
    err: str


CommandLine = Callable[..., Answer]
"""Runs a command line in this process."""

Interpreter = Callable[[str], subprocess.CompletedProcess[str]]
"""Runs a program in a fresh interpreter."""

Program = Callable[..., subprocess.CompletedProcess[bytes]]
"""Runs a command line in a process of its own."""


class Examples:
    """Looks for examples only in files that have one; nothing of the others is gone through."""

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(
        self, file_path: Path
    ) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
        found = yield
        if b">>>" in file_path.read_bytes():
            return found
        return [one for one in found if not isinstance(one, DoctestModule)]


def pytest_configure(config: pytest.Config) -> None:
    """Let processes that tests start heed the keys that end them, whoever started the tests.

    A shell has what it puts in the background ignore them, which all that is started from there
    inherits.
    """
    for name, usual in (("SIGINT", signal.default_int_handler), ("SIGQUIT", signal.SIG_DFL)):
        number = getattr(signal, name, None)  # a system may lack one
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, usual)
    config.pluginmanager.register(Examples())
    if COUNTING:
        config.pluginmanager.register(COUNTING)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Start one worker more than there are cores: tests also wait, for disks and for a screen."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Where nothing else is asked for, let a worker that is done take tests from the others."""
    from xdist.scheduler import WorkStealingScheduling  # noqa: PLC0415 - only where it is at hand

    return WorkStealingScheduling(config, log) if config.getvalue("dist") == "load" else None


def pytest_collection(session: pytest.Session) -> None:
    """Import some of the tests first, in each worker others; it finds the rest ready.

    What pytest makes of their asserts takes longer than all else of collecting. Where no bytecode
    is left of an earlier run, each worker would make it of every test.
    """
    share = getattr(session.config, "workerinput", None)
    if share:
        folders = [Path(argument) for argument in session.config.args]
        tests = sorted(path for folder in folders for path in folder.rglob("test_*.py"))
        for path in tests[int(share["workerid"].removeprefix("gw")) :: share["workercount"]]:
            # What cannot be imported is told of when it is collected.
            with suppress(Exception, pytest.skip.Exception):
                import_module(".".join(path.resolve().relative_to(ROOT).with_suffix("").parts))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put those first that wait: what runs beside them has the processor meanwhile.

    At the end all workers would wait at once, and nothing else would be left to do.
    """
    items.sort(key=lambda item: item.get_closest_marker("waits") is None)


def pytest_collection_finish() -> None:
    """Take what was imported and collected out of every later search for garbage.

    The others are rarer: most find nothing, and took a twelfth of a processor's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is `async`, in an event loop of its own."""
    if not iscoroutinefunction(pyfuncitem.obj):
        return None
    asked = signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in asked}))
    return True


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Search for garbage once more, and take what is none out of the searches of pytest itself.

    It makes five at the end, through all decks each time, for what breaks as it is thrown away.
    What breaks in this one is told of all the same.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def decks() -> dict[str, DeckRef]:
    return DECKS


@pytest.fixture(params=sorted(DECKS))
def any_deck(request: pytest.FixtureRequest) -> DeckRef:
    """Each deck of the project in turn."""
    return DECKS[request.param]


@pytest.fixture
def any_game(any_deck: DeckRef) -> Game:
    """The game of each deck in turn."""
    return shared_game(any_deck)


@pytest.fixture(scope="session")
def water_ref() -> DeckRef:
    return DECKS["water_treaty"]


@pytest.fixture(scope="session")
def water(water_ref: DeckRef) -> Game:
    """A small deck with deals."""
    return shared_game(water_ref)


@pytest.fixture(scope="session")
def sink() -> Game:
    """A small deck that uses every word, headlines and agendas too."""
    return shared_game(DECKS["kitchen_sink"])


def opened(name: str) -> Game:
    """A deck of the project, by its name or NAME:VARIANT."""
    deck, _, variant = name.partition(":")
    return shared_game(DeckRef(DECKS[deck].folder, variant))


def seated(game: Game, seed: int, name: str = "random") -> dict[str, Player]:
    """The same player of the program in every seat."""
    return {seat: make_player(name, game, seat, seed) for seat in game.seats}


@contextmanager
def learning(games: int = training.MOST_GAMES) -> Iterator[pytest.MonkeyPatch]:
    """Habits of so many games, all of them learned from now on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "train", partial(TRAIN, games=games))
        for known in ("_LEARNED", "_SCHOOLS", "_TRAINED"):
            patch.setattr(training, known, WeakKeyDictionary())
        yield patch


@pytest.fixture(autouse=True, scope="session")
def learns_little() -> Iterator[None]:
    """Habits of a few games for search: tests ask what is played, not how well."""
    with learning(30):
        yield


@pytest.fixture
def learns_all() -> Iterator[None]:
    """Habits as a process of its own learns them."""
    with learning():
        yield


class DrawnLuck:
    """What stands for the luck that nobody named, in place of what the system draws."""

    def __init__(self, name: str) -> None:
        self._drawn = Random(name)

    def randbelow(self, limit: int) -> int:
        return self._drawn.randrange(limit)

    def token_hex(self, count: int) -> str:
        return self._drawn.randbytes(count).hex()


@pytest.fixture(autouse=True)
def luck_of_its_own(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Luck by the name of the test, so that what fails fails again; other luck by a variable."""
    other = os.environ.get(LUCK_VARIABLE, "")
    monkeypatch.setattr(seeds, "secrets", DrawnLuck(f"{request.node.nodeid} {other}"))


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let programs of tests write where the test looks: `players/test_fence` is about sandboxes."""
    monkeypatch.setattr(fence, "sandbox", lambda: "")


@pytest.fixture
def wargame(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Run a command line in this process."""

    def call(*args: str) -> Answer:
        code = run([str(arg) for arg in args])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return call


def child_environment() -> dict[str, str]:
    """For processes that tests start: this checkout is what they import."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def has_ended(process: int) -> bool:
    """Whether a process is gone; it is waited for."""
    end = time.monotonic() + LONG_S
    while time.monotonic() < end:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def python() -> Interpreter:
    """Run a program in a fresh interpreter."""

    def call(program: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=False,
            text=True,
            env=child_environment(),
            timeout=LONG_S,
        )

    return call


@pytest.fixture
def process() -> Program:
    """Run a command line in a process of its own, with anything as arguments or input."""

    def call(
        args: Sequence[str | bytes], stdin: bytes = b"", cwd: Path = ROOT
    ) -> subprocess.CompletedProcess[bytes]:
        program = "from wargame.cli import main; main()"
        return subprocess.run(
            [sys.executable, "-c", program, *args],
            input=stdin,
            capture_output=True,
            check=False,
            env=child_environment(),
            cwd=cwd,
            timeout=LONG_S,
        )

    return call
