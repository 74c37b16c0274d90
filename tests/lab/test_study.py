"""The driver of all studies: the same answer whoever works, and however often it was broken off."""

from __future__ import annotations

import csv
import errno
import importlib
import io
import json
import multiprocessing
import os
import pkgutil
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

import pytest

import wargame.lab
from tests.conftest import DECKS, LONG_S, CommandLine, child_environment, has_ended
from tests.systems import has_named_pipes, has_signals
from wargame import __version__
from wargame.cli import study as commands
from wargame.cli.lab import lab
from wargame.content.library import DeckRef
from wargame.errors import NotSaved, PlayerError, RecordError
from wargame.lab.balance.played import UsesInGame
from wargame.lab.balance.study import BalanceStudy
from wargame.lab.runs import kept as kept_file
from wargame.lab.runs.driver import AHEAD, PIECE_TASKS, run
from wargame.lab.runs.executors import DeafProcess, InProcess, executor_for
from wargame.lab.runs.game_study import GameTask
from wargame.lab.runs.kept import Kept
from wargame.lab.runs.study import Find, Study
from wargame.lab.simulate import GameResult, Simulation
from wargame.table.reports.blocks import UNTOLD
from wargame.table.words.wrap import WIDTH

CALIBRATION = DECKS["calibration"]
NO_STUDIES = {"companions", "controls", "definition", "freeze", "gauges", "judge", "placebo"}
"""Commands of the lab that read, write or judge, or ask for a deck with roles and dials."""

NAMES = ["simulate", *(f"lab {name}" for name in lab.table if name not in NO_STUDIES)]
"""Every command of many games: a new one is tested by existing."""


INTERVAL = re.compile(r"\([-+]?[\d.]+ to [-+]?[\d.]+\)|no interval|all alike")
"""What a report says of how sure a number is."""


@dataclass(frozen=True)
class Number:
    value: int

    @property
    def key(self) -> tuple[int]:
        return (self.value,)


@dataclass(frozen=True)
class Square:
    value: int


class Squares(Study[Number, Square, list[int]]):
    """As small as a study can be."""

    kind = "squares"
    finding = Square

    def __init__(self, total: int, deck: DeckRef = CALIBRATION, seed: int = 5) -> None:
        self.total, self.deck, self.seed = total, deck, seed

    @property
    def asked(self) -> Mapping[str, object]:
        return {"power": 2}

    @staticmethod
    def work(task: Number) -> Square:
        return Square(task.value**2)

    def is_sound(self, task: Number, found: Square) -> bool:
        return found.value >= 0

    def answer(self, find: Find[Number, Square]) -> list[int]:
        return [found.value for found in find(Number(n) for n in range(self.total))]


class Powers(Squares):
    """The same, asked at more length."""

    def __init__(self, total: int, power: object) -> None:
        super().__init__(total)
        self.power = power

    @property
    def asked(self) -> Mapping[str, object]:
        return {"power": self.power}


class Stumbling(InProcess):
    """Is broken off once it has done so many tasks."""

    def __init__(self, strength: int) -> None:
        self.left, self.done = strength, 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        *_, tasks = args
        self.left -= len(tasks)
        if self.left < 0:
            raise KeyboardInterrupt
        self.done += len(tasks)
        return super().submit(fn, *args, **kwargs)


SQUARES = [n * n for n in range(200)]


@pytest.mark.parametrize("total", [0, 1, 7, 200])
def test_the_answer_comes_in_order(total: int) -> None:
    assert run(Squares(total)) == SQUARES[:total]


def test_the_answer_does_not_depend_on_who_works() -> None:
    assert run(Squares(200), jobs=2) == SQUARES
    with ThreadPoolExecutor(3) as pool:
        assert run(Squares(200), executor=pool) == SQUARES


class Fatal(Squares):
    """Ends the process that does the third task."""

    @staticmethod
    def work(task: Number) -> Square:
        if task.value == 2:
            os._exit(3)
        return Square(task.value**2)


def test_a_process_that_ends_in_the_middle_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PlayerError, match=r"^A process .* has ended: .* Try fewer --jobs; --keep"):
        run(Fatal(4), jobs=2)
    kept = tmp_path / "kept.jsonl"
    with pytest.raises(PlayerError, match=r"is in .*kept\.jsonl: the same command goes on"):
        run(Fatal(4), jobs=2, keep=kept)
    assert run(Squares(4), keep=kept) == SQUARES[:4]


class Slow(Executor):
    """Gives nothing back until it has so much that somebody must wait for the first."""

    def __init__(self, patience: int) -> None:
        self.patience, self.most = patience, 0
        self.waiting: list[tuple[Future[Any], tuple[Any, ...]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, (fn, args)))
        self.most = max(self.most, len(self.waiting))
        if len(self.waiting) > self.patience:
            for one, (work, given) in self.waiting[::-1]:
                done = InProcess().submit(work, *given)
                if done.exception():
                    one.set_exception(done.exception())
                else:
                    one.set_result(done.result())
            self.waiting = []
        return future


def test_work_is_handed_out_only_so_far_ahead() -> None:
    """An executor that is slow with the first piece is not given all the others meanwhile."""
    taken, handed = 0, 0

    def numbers() -> Iterator[Number]:
        nonlocal handed
        for handed in count(1):
            yield Number(handed)

    class Endless(Squares):
        def answer(self, find: Find[Number, Square]) -> list[int]:
            nonlocal taken
            for taken, _ in zip(range(1, 1001), find(numbers()), strict=False):
                assert handed <= taken + (AHEAD + 2) * PIECE_TASKS
            return []

    pool = Slow(AHEAD)
    run(Endless(100_000), executor=pool)
    assert pool.most == AHEAD + 1
    assert taken == 1000


def test_progress_moves_while_work_goes_on() -> None:
    told: list[int] = []
    seen: list[int] = []

    class Watched(Squares):
        @staticmethod
        def work(task: Number) -> Square:
            seen.append(len(told))
            return Square(0)

    run(Watched(60), progress=lambda done, of: told.append(done))
    assert seen[-1] >= 8
    assert told[-1] == 60
    assert told == sorted(told)


def test_progress_of_balance_is_told_before_the_last_games(water_ref: DeckRef) -> None:
    told: list[tuple[int, int]] = []
    seen: list[int] = []

    class Watched(BalanceStudy):
        @staticmethod
        def work(task: GameTask) -> UsesInGame:
            seen.append(len(told))
            return BalanceStudy.work(task)

    run(Watched(water_ref, 20, 1), progress=lambda *now: told.append(now))
    assert seen[-1] >= 8
    assert told[-1] == (20, 20)


def test_what_was_done_before_an_interruption_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    with pytest.raises(KeyboardInterrupt):
        run(Squares(200), executor=Stumbling(150), keep=path)
    again = Stumbling(200)
    assert run(Squares(200), executor=again, keep=path) == SQUARES
    assert again.done <= 50 + PIECE_TASKS
    assert run(Squares(200), executor=Stumbling(0), keep=path) == SQUARES


def test_what_came_in_behind_a_fault_is_kept(tmp_path: Path) -> None:
    """The first piece fails when all others are back."""

    class Faulty(Squares):
        @staticmethod
        def work(task: Number) -> Square:
            if task.value == 0:
                raise ZeroDivisionError
            return Square(task.value**2)

    path = tmp_path / "run.jsonl"
    with pytest.raises(ZeroDivisionError):
        run(Faulty(40), executor=Slow(7), keep=path)
    assert len(path.read_text().splitlines()) == 1 + 7


def test_a_file_that_was_cut_anywhere_is_gone_on_with(tmp_path: Path) -> None:
    path, again = tmp_path / "run.jsonl", tmp_path / "again.jsonl"
    assert run(Squares(5), keep=path) == SQUARES[:5]
    text = path.read_bytes()
    for cut in range(len(text) + 1):
        again.write_bytes(text[:cut])
        assert run(Squares(5), keep=again) == SQUARES[:5]
        assert sorted(again.read_bytes().splitlines()) == sorted(text.splitlines())


@pytest.mark.parametrize(
    ("there", "said"),
    [
        pytest.param({"program": "0.1.9"}, "was begun by version 0.1.9; this is", id="named"),
        pytest.param({}, "was begun by a version that it does not name; this is", id="not named"),
    ],
)
def test_a_file_that_another_version_began_is_gone_on_with_and_told(
    there: dict[str, str], said: str, tmp_path: Path, wargame: CommandLine
) -> None:
    path = tmp_path / "run.jsonl"
    args = ("simulate", "calibration", "--seed", "7", "--keep", str(path), "--games")
    whole = wargame(*args, "3")
    assert "was begun by" not in whole.err
    head, *found = path.read_text(encoding="utf-8").splitlines()
    asked = json.loads(head)
    assert asked.pop("program") == __version__
    path.write_text("\n".join([json.dumps({**asked, **there}), *found[:1], ""]), encoding="utf-8")
    again = wargame(*args, "3")
    assert (again.code, again.out) == (0, whole.out)
    assert f"run.jsonl {said} {__version__}" in again.err
    head, _, named, *rest = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(head) == {**asked, **there}
    assert (json.loads(named), len(rest)) == ({"program": __version__}, 2)
    second = wargame(*args, "3")
    assert (second.out, path.read_text(encoding="utf-8").splitlines()[3:]) == (whole.out, rest)


def test_a_file_that_another_version_went_on_with_is_told_by_whoever_began_it(
    tmp_path: Path, wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "run.jsonl"
    args = ("simulate", "calibration", "--seed", "7", "--keep", str(path), "--games")
    assert "version" not in wargame(*args, "1").err
    monkeypatch.setattr("wargame.__version__", "9.9.9")
    assert f"was begun by version {__version__}; this is 9.9.9." in wargame(*args, "2").err
    monkeypatch.undo()
    both = f"was begun by version {__version__}, and gone on with by version 9.9.9; this is"
    for games in ("2", "3"):
        assert f"{both} {__version__}." in wargame(*args, games).err
    named = [line for line in path.read_text(encoding="utf-8").splitlines() if line[0] == "{"]
    assert [json.loads(line)["program"] for line in named] == [__version__, "9.9.9", __version__]


def test_a_file_is_there_before_anybody_plays(tmp_path: Path) -> None:
    """Only what is there is hidden from programs, and its head tells what luck hangs on."""
    path = tmp_path / "run.jsonl"
    with pytest.raises(KeyboardInterrupt):
        run(Squares(200), executor=Stumbling(0), keep=path)
    assert json.loads(path.read_bytes())["seed"] == 5
    assert run(Squares(3), keep=path) == SQUARES[:3]


def test_two_runs_that_write_one_file_at_once_spoil_nothing(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    run(Squares(3), keep=path)
    first, second = (Kept(path, Squares(3).head, Square) for _ in range(2))
    first.add((4,), Square(16))
    first.flush()
    second.add((5,), Square(25))
    with pytest.raises(RecordError, match="another run"):
        second.flush()
    first.close()
    second.close()
    with closing(Kept(path, Squares(3).head, Square)) as third:
        assert third.known((4,)) == Square(16)


class Filling(io.BytesIO):
    """A disk that is full after some bytes, and has room again later."""

    def write(self, data: Any) -> int:
        if self.tell() == 7:
            self.seek(8)
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data[:7] if self.tell() == 0 else data)


def test_a_disk_that_fills_up_is_named_and_only_the_last_line_is_torn(tmp_path: Path) -> None:
    disk = Filling()
    with closing(Kept(tmp_path / "run.jsonl", Squares(3).head, Square)) as kept:
        kept._new = disk
        for number in (4, 5):
            kept.add((number,), Square(number**2))
            with pytest.raises(NotSaved, match=r"Cannot write .*run.jsonl: no space left on dev"):
                kept.flush()
        assert len(disk.getvalue()) == 7


def test_a_file_that_can_never_be_written_is_refused_before_anything_is_played(
    tmp_path: Path, wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "run", None)
    words = ("simulate", str(CALIBRATION.folder), "--seed", "1", "--keep")
    answer = wargame(*words, str(tmp_path / "no" / "run.jsonl"))
    assert (answer.code, answer.out) == (2, "")
    assert "run.jsonl: there is no folder" in answer.err
    monkeypatch.setattr(os, "access", lambda *_: False)
    answer = wargame(*words, str(tmp_path / "run.jsonl"))
    assert answer.code == 2
    assert "run.jsonl cannot be written there. Name another file." in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_longer_run_plays_only_what_is_new(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    run(Squares(20), keep=path)
    longer = Stumbling(10)
    assert run(Squares(30), executor=longer, keep=path) == SQUARES[:30]


@pytest.mark.parametrize(
    ("other", "says"),
    [
        pytest.param(lambda: Squares(3, seed=6), "its seed is 5, not 6", id="another seed"),
        pytest.param(
            lambda: Squares(3, DECKS["water_treaty"]),
            'its deck is "calibration", not "water_treaty"',
            id="another deck",
        ),
        pytest.param(
            lambda: BalanceStudy(CALIBRATION, 3, 5),
            'its kind is "wargame squares 2", not "wargame balance 2"',
            id="another study",
        ),
        pytest.param(
            lambda: Powers(3, {"of": [*range(40), 2]}),
            r"its power.of is …35, .* 39, 1\], not …35, .* 39, 2\]\.",
            id="a thing deep inside",
        ),
    ],
)
def test_results_of_another_study_are_left_alone(
    other: Callable[[], Study[Any, Any, Any]], says: str, tmp_path: Path
) -> None:
    path = tmp_path / "run.jsonl"
    run(Powers(3, {"of": [*range(40), 1]}), keep=path)
    text = path.read_bytes()
    with pytest.raises(RecordError, match=says):
        run(other(), keep=path)
    assert path.read_bytes() == text


HEAD = b"HEAD\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(b"x", "holds no results", id="no data"),
        pytest.param(b"\xff\xfe\n", "holds no results", id="no text"),
        pytest.param(b"[]\n", "holds no results", id="a list"),
        pytest.param(b"[" * 100_000, "holds no results", id="a deep list"),
        pytest.param(b'{"kind": 5}\n', "holds no results", id="a number for its kind"),
        pytest.param(b'{"seed": 1e999}\n', "holds no results", id="a seed without end"),
        pytest.param(HEAD + b"\n", "line 2", id="an empty line"),
        pytest.param(HEAD + b'[[1], {"value": "4"}]\n', "line 2", id="text for a number"),
        pytest.param(HEAD + b'[[1], {"value": true}]\n', "line 2", id="a word for a number"),
        pytest.param(HEAD + b'[[1], {"value": 4.5}]\n', "line 2", id="half a number"),
        pytest.param(HEAD + b'[[1], {"value": ' + b"9" * 30 + b"}]\n", "line 2", id="a large one"),
        pytest.param(HEAD + b'[1, {"value": 4}]\n', "line 2", id="no key"),
        pytest.param(HEAD + b'{"program": "1", "seed": 2}\n', "line 2", id="a second head"),
        pytest.param(HEAD + b"[[1], {}]\n", "line 2", id="nothing found"),
        pytest.param(HEAD + b"[" * 100_000, "line 2", id="a line without end"),
    ],
)
def test_a_file_from_anybody_is_refused_in_a_sentence(
    text: bytes, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "run.jsonl"
    text = text.replace(HEAD, json.dumps(Squares(3).head).encode() + b"\n")
    path.write_bytes(text)
    with pytest.raises(RecordError, match=says):
        run(Squares(3), keep=path)
    assert path.read_bytes() == text


@pytest.mark.parametrize("seed", ["true", "-1", "1.5", '"5"', "null", str(2**63)])
def test_a_file_names_a_seed_or_none(seed: str, tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    assert Kept.seed_in(path) is None
    path.write_text(f'{{"seed": {seed}}}\n')
    assert Kept.seed_in(path) is None
    path.write_text('{"seed": 5}\n')
    assert Kept.seed_in(path) == 5


def test_what_no_game_can_have_come_to_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    run(Squares(1), keep=path)
    path.write_bytes(path.read_bytes().replace(b'"value":0', b'"value":-4'))
    with pytest.raises(RecordError, match="no game of this deck"):
        run(Squares(3), keep=path)


def test_a_file_of_too_many_lines_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "run.jsonl"
    run(Squares(12), keep=path)
    monkeypatch.setattr(kept_file, "MOST_LINES", 10)
    with pytest.raises(RecordError, match="more than 10 lines"):
        run(Squares(12), keep=path)


@has_named_pipes
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(RecordError, match="no ordinary file"):
        Kept.seed_in(path)


def test_processes_are_deaf_to_interrupts_from_their_first_moment() -> None:
    with executor_for(2, None) as workers:
        assert workers.submit(signal.getsignal, signal.SIGINT).result() is signal.SIG_IGN
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN


def test_an_interruption_while_work_is_handed_out_is_heard_right_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither lost nor in the middle, where a lock of the pool would stay taken."""
    handed: list[str] = []

    def submit(*_: object, **__: object) -> Future[Any]:
        signal.raise_signal(signal.SIGINT)
        handed.append("whole")
        return Future()

    monkeypatch.setattr(ProcessPoolExecutor, "submit", submit)
    with pytest.raises(KeyboardInterrupt), executor_for(2, None) as workers:
        workers.submit(abs, -1)
    assert handed == ["whole"]


def test_an_interruption_while_a_process_starts_is_heard_right_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[str] = []

    def start(_: object) -> None:
        signal.raise_signal(signal.SIGINT)
        started.append("whole")

    monkeypatch.setattr(SpawnProcess, "start", start)
    with pytest.raises(KeyboardInterrupt):
        DeafProcess().start()
    assert started == ["whole"]


def test_whoever_breaks_off_does_not_wait_for_the_processes() -> None:
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        break_off_a_long_work()
    assert time.monotonic() - start < LONG_S
    assert not any(isinstance(child, DeafProcess) for child in multiprocessing.active_children())


def break_off_a_long_work() -> None:
    with executor_for(2, None) as workers:
        workers.submit(time.sleep, 10 * LONG_S)
        assert workers.submit(abs, -1).result() == 1
        raise KeyboardInterrupt


@has_signals
def test_processes_end_with_whoever_asked_for_the_work(root: Path) -> None:
    program = (
        "import os, time\n"
        "from wargame.lab.runs.executors import executor_for\n"
        "if __name__ == '__main__':\n"
        "    with executor_for(2, None) as workers:\n"
        "        print(workers.submit(os.getpid).result(), flush=True)\n"
        "        time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=root, env=child_environment()
    ) as child:
        assert child.stdout is not None
        worker = int(child.stdout.readline())
        child.kill()
    assert has_ended(worker)


def test_here_hands_over_errors() -> None:
    with pytest.raises(ZeroDivisionError):
        InProcess().submit(divmod, 1, 0).result()


# Every study, by its command


def test_every_study_has_a_command() -> None:
    for module in pkgutil.walk_packages(wargame.lab.__path__, "wargame.lab."):
        importlib.import_module(module.name)
    kinds = {study.kind for study in _below(Study) if study.__module__.startswith("wargame.")}
    assert kinds - {"cells", "companions", "controls"} == {name.split()[-1] for name in NAMES}


def _below(study: Any) -> Iterator[Any]:
    """The kinds of study below one; those with a word of their own."""
    for one in study.__subclasses__():
        yield from _below(one)
        if hasattr(one, "kind"):
            yield one


def asked(name: str, games: int) -> list[str]:
    deck = "primer" if name in ("lab claims", "lab sweep") else "calibration"
    players = ["--players", "random,greedy"]
    rest = ["--seat", "pursuer=greedy"] if name == "simulate" else players
    own = {
        "lab claims": ["--claim", "7"],
        "lab exploit": ["--training", "2"],
        "lab sweep": ["--vary", "lambda=0,1"],
        "lab trial": ["--claim", "2"],
    }
    count = "--games"
    if name == "lab trial":
        deck, count = str(DECKS["kitchen_sink"].folder), "--pairs"
    typed = [*name.split(), deck, count, str(games), "--seed", "5", "--json"]
    return [*typed, *rest, *own.get(name, [])]


@pytest.mark.parametrize("name", NAMES)
def test_every_study_has_a_table_for_other_programs(name: str, wargame: CommandLine) -> None:
    """A head of names, and rows as long; bargains, coverage and trials had none."""
    typed = [word for word in asked(name, 4) if word != "--json"]
    said = wargame(*typed, "--csv")
    assert said.code == 0, said.err
    head, *rows = list(csv.reader(io.StringIO(said.out)))
    assert len(rows) > 0
    assert len(set(head)) == len(head)
    assert {len(row) for row in rows} == {len(head)}


def test_a_seed_that_was_made_up_is_told_beside_a_table(wargame: CommandLine) -> None:
    """Else no run of it could be repeated: the object has it, a table has not."""
    said = wargame("lab", "coverage", "calibration", "--games", "2", "--csv")
    seed = said.err.strip().removeprefix("seed ")
    assert seed.isdecimal()
    again = wargame("lab", "coverage", "calibration", "--games", "2", "--csv", "--seed", seed)
    assert again.out == said.out


@pytest.mark.parametrize("name", NAMES)
def test_every_study_comes_to_the_same_whoever_works(
    name: str, wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = wargame(*asked(name, 6))
    assert alone.code == 0, alone.err
    with ThreadPoolExecutor(3) as pool:
        monkeypatch.setattr(
            commands, "run", lambda study, **more: run(study, **{**more, "executor": pool})
        )
        assert wargame(*asked(name, 6)).out == alone.out


@pytest.mark.parametrize("name", NAMES)
def test_every_study_goes_on_where_it_was_broken_off(
    name: str, wargame: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "run.jsonl"
    keep = ["--keep", str(path)]
    whole = wargame(*asked(name, 6))
    assert wargame(*asked(name, 4), *keep).code == 0
    path.write_bytes(path.read_bytes()[:-3])
    again = asked(name, 6)
    del again[again.index("--seed") : again.index("--seed") + 2]
    assert wargame(*again, *keep).out == whole.out
    monkeypatch.setattr("wargame.lab.runs.driver._do", None)
    assert wargame(*asked(name, 6), *keep).out == whole.out
    other = wargame(*asked(name, 6), *keep, "--seed=6")
    assert other.code == 2


@pytest.mark.parametrize("name", NAMES)
def test_every_study_is_told_as_text_and_as_markdown(name: str, wargame: CommandLine) -> None:
    args = [word for word in asked(name, 2) if word != "--json"]
    text, page = wargame(*args), wargame(*args, "--markdown")
    assert (text.code, text.err, page.code, page.err) == (0, "", 0, "")
    rows = [line for line in page.out.splitlines() if line.startswith("|")]
    assert rows
    assert all(row.endswith("|") for row in rows)
    if INTERVAL.search(text.out):
        assert "95 %" in text.out
    if re.search(r"no interval\b(?!:)|all alike\b(?!:)", text.out):
        assert UNTOLD in " ".join(text.out.split())
    assert max(map(len, text.out.splitlines())) <= WIDTH


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("forms", [("--json", "--markdown")])
def test_every_study_prints_one_form_at_a_time(
    name: str, forms: tuple[str, ...], wargame: CommandLine
) -> None:
    answer = wargame(*asked(name, 2), *forms[1:])
    assert answer.code == 2
    assert "exclude each other" in answer.err


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("found", ['{"ending": "nowhere"}', "[]", "null"])
def test_every_study_refuses_what_it_cannot_have_found(
    name: str, found: str, wargame: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "run.jsonl"
    keep = ["--keep", str(path)]
    assert wargame(*asked(name, 2), *keep).code == 0
    first, second, *rest = path.read_text().splitlines()
    key = json.loads(second)[0]
    path.write_text("\n".join([first, f"[{json.dumps(key)}, {found}]", *rest, ""]))
    answer = wargame(*asked(name, 2), *keep)
    assert answer.code == 2
    assert len(answer.err.splitlines()) == 1


@has_signals
def test_an_interruption_stops_all_processes_in_silence_and_keeps_what_is_done(
    root: Path, water_ref: DeckRef, tmp_path: Path, wargame: CommandLine
) -> None:
    path = tmp_path / "run.jsonl"
    program = "from wargame.cli import main; main()"
    args = ["simulate", str(water_ref.folder), "--seed", "1", "--keep", str(path), "--games"]
    with subprocess.Popen(
        [sys.executable, "-c", program, *args, "1000000", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=root,
        env=child_environment(),
        start_new_session=True,
    ) as child:
        try:
            wait_for_lines(path, 2)
            os.killpg(child.pid, signal.SIGINT)
            out, err = child.communicate(timeout=LONG_S)
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
    assert (child.returncode, out, err.strip()) == (130, b"", b"")
    assert wargame(*args, "1").code == 0


def test_whoever_breaks_off_a_run_that_is_kept_reads_how_to_go_on(
    tmp_path: Path, wargame: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(commands, "tell_who_waits", told.append)
    whole = wargame(*asked("simulate", 8))
    work, left = Simulation.work, iter(range(3))

    def broken_off(task: GameTask) -> GameResult:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return work(task)

    path = tmp_path / "run.jsonl"
    with monkeypatch.context() as patch:
        patch.setattr(Simulation, "work", staticmethod(broken_off))
        assert wargame(*asked("simulate", 8), "--keep", str(path)).code == 130
        assert told == [f"What was found by now is in {path}: the same command goes on with it."]
    assert wargame(*asked("simulate", 8), "--keep", str(path)) == whole


def wait_for_lines(path: Path, least: int) -> None:
    end = time.monotonic() + LONG_S
    while time.monotonic() < end:
        if path.exists() and path.read_bytes().count(b"\n") >= least:
            return
        time.sleep(0.05)
    raise AssertionError("nothing was kept")
