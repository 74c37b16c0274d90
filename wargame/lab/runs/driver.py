"""One driver for every study of many games.

`run` hands the tasks of a study out in pieces, never more than are needed, to this process, to
others or to a cluster; it tells how far it is; it keeps what was found in a file and goes on with
what is there. The answer is the same whoever works, and however often a run was broken off.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import closing, nullcontext
from pathlib import Path
from queue import SimpleQueue
from time import perf_counter
from typing import Any, Final, Generic

from wargame.dataclass import dataclass
from wargame.errors import PlayerError, RecordError, visible
from wargame.lab.runs.executors import executor_for
from wargame.lab.runs.kept import Kept
from wargame.lab.runs.same_rules import Bound, SameRules
from wargame.lab.runs.study import Found, Progress, Result_co, Study, Task

PIECE_SECONDS: Final = 0.25
"""What a piece of work takes, about: this much is lost when a run is broken off."""

PIECE_TASKS: Final = 25
"""Tasks in a piece, at most."""

PIECES_EACH: Final = 8
"""Pieces that each process gets of a run, at least, if there are tasks enough."""

AHEAD: Final = 64
"""Pieces handed out before the first of them must be back, for an executor of any size."""


def run(
    study: Study[Task, Found, Result_co],
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    keep: Path | None = None,
    progress: Progress = lambda *_: None,
) -> Result_co:
    """What a study comes to.

    Args:
        jobs: Processes to use; 1 stays in this one.
        executor: Whom to give the work instead, bound to the rules that hold here; `jobs` then
            only says how many work at once.
        keep: A file for all that is found. What is there already is not played again.
        progress: Told how far the run is, while it goes on.

    Raises:
        RecordError: The file holds results of another study.
        NotSaved: It cannot be written.
        PlayerError: Somebody of the executor's plays by other rules, or a process has ended.
    """
    kept = Kept(keep, study.head, study.finding) if keep else None
    with closing(kept) if kept else nullcontext(), executor_for(jobs, executor) as workers:
        work = Bound(study.work, SameRules.here(study.deck)) if executor else study.work
        driver = _Driver(study, work, workers, jobs, kept, progress)
        if kept:
            kept.begin()
        try:
            return study.answer(driver.find)
        except BrokenExecutor as error:
            raise PlayerError(_lost(keep)) from error
        finally:
            driver.break_off(call_off=executor is not None)


@dataclass(slots=True, eq=False)
class _Piece(Generic[Task, Found]):
    """Some tasks in a row, and the seconds they took with what was found; are they back yet?"""

    tasks: Sequence[Task]
    future: Future[tuple[float, Sequence[Found]]]
    is_back: bool = False


class _Driver(Generic[Task, Found]):
    """One run on its way.

    Attributes:
        under_way: Pieces that were handed out and not heard of.
        back: Those of them that are done. The driver waits for this queue alone, as a Ctrl-C that
            breaks into the waiting for a future leaves the future locked.
        done: Tasks that are done.
        pace: Seconds of a task, as last heard.
    """

    def __init__(
        self,
        study: Study[Task, Found, Any],
        work: Callable[[Task], Found],
        workers: Executor,
        jobs: int,
        kept: Kept[Found] | None,
        progress: Progress,
    ) -> None:
        self.study, self.work, self.workers = study, work, workers
        self.kept, self.progress = kept, progress
        self.jobs, self.ahead = jobs, max(AHEAD, 4 * jobs)
        self.under_way: set[_Piece[Task, Found]] = set()
        self.back: SimpleQueue[_Piece[Task, Found]] = SimpleQueue()
        self.done, self.pace = 0, PIECE_SECONDS

    def find(self, tasks: Iterable[Task]) -> Iterator[Found]:
        """What is found in each task, in order."""
        line: deque[_Piece[Task, Found]] = deque()
        for piece in self._pieces(tasks):
            line.append(piece)
            self._hear_all()
            while line and (line[0].is_back or len(line) > self.ahead):
                yield from self._first(line)
        while line:
            yield from self._first(line)

    def break_off(self, *, call_off: bool) -> None:
        """Keep what has come in, and call off the rest if nobody else does."""
        for piece in list(self.under_way) if call_off else ():
            piece.future.cancel()
        self._hear_all()

    def _pieces(self, tasks: Iterable[Task]) -> Iterator[_Piece[Task, Found]]:
        """All tasks in order, handed out as they are asked for; those known are done already."""
        count = len(tasks) if isinstance(tasks, Sized) else self.study.total
        most = max(1, min(PIECE_TASKS, count // (PIECES_EACH * self.jobs)))
        some: list[Task] = []
        for task in tasks:
            known = self._known(task)
            if known is None:
                some.append(task)
            if some and (known or len(some) >= min(most, PIECE_SECONDS / self.pace)):
                yield self._hand_out(some)
                some = []
            if known:
                yield known
        if some:
            yield self._hand_out(some)

    def _known(self, task: Task) -> _Piece[Task, Found] | None:
        """A task that was done in an earlier run."""
        found = self.kept.known(task.key) if self.kept else None
        if self.kept is None or found is None:
            return None
        if not self.study.is_sound(task, found):
            name = visible(str(self.kept.path))
            raise RecordError(f"{name}: no game of this deck comes to what it says of {task.key}.")
        future: Future[tuple[float, Sequence[Found]]] = Future()
        future.set_result((0.0, [found]))
        self._tell(1)
        return _Piece([task], future, is_back=True)

    def _hand_out(self, tasks: Sequence[Task]) -> _Piece[Task, Found]:
        piece: _Piece[Task, Found] = _Piece(tasks, self.workers.submit(_do, self.work, tasks))
        self.under_way.add(piece)
        piece.future.add_done_callback(lambda _: self.back.put(piece))
        return piece

    def _first(self, line: deque[_Piece[Task, Found]]) -> Sequence[Found]:
        """What was found in the first piece; what else comes in meanwhile is kept too."""
        while not line[0].is_back:
            self._hear(self.back.get())
        return line.popleft().future.result()[1]

    def _hear_all(self) -> None:
        while not self.back.empty():
            self._hear(self.back.get())

    def _hear(self, piece: _Piece[Task, Found]) -> None:
        """Keep what has come in, and tell how far that is."""
        piece.is_back = True
        self.under_way.discard(piece)
        if not piece.future.cancelled() and piece.future.exception() is None:
            seconds, found = piece.future.result()
            self._keep(piece.tasks, found)
            self.pace = max(1e-9, seconds / len(found))
            self._tell(len(found))

    def _keep(self, tasks: Sequence[Task], found: Sequence[Found]) -> None:
        if self.kept is not None:
            for task, one in zip(tasks, found, strict=True):
                self.kept.add(task.key, one)
            self.kept.flush()

    def _tell(self, more: int) -> None:
        self.done += more
        self.progress(self.done, self.study.total)


def _lost(keep: Path | None) -> str:
    """What is said when a process beside this one has ended in the middle of its work."""
    why = "it ran out of memory, was killed, or a player of another package ended it"
    rest = (
        f"What was found by then is in {visible(str(keep))}: the same command goes on with it."
        if keep
        else "Try fewer --jobs; --keep FILE keeps what is found by then."
    )
    return f"A process that played games has ended: {why}. {rest}"


def _do(work: Callable[[Task], Found], tasks: Sequence[Task]) -> tuple[float, list[Found]]:
    """Do some tasks, and say how many seconds they took."""
    start = perf_counter()
    found = [work(task) for task in tasks]
    return perf_counter() - start, found
