"""A child process that is spoken to in lines, with a limit to every wait."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any, Final
from weakref import finalize

from wargame.errors import system_says, visible
from wargame.players.fence import HAS_LAUNCHER, Fence

LONGEST_LINE: Final = 1_000_000
"""Bytes of an answer; what is longer is no answer."""

CHUNK: Final = 1 << 16
"""Bytes that are read at once."""

SHOWN: Final = 60
"""Bytes that are told of a line without an end."""

MOST_WAITING: Final = 16
"""Lines that may wait to be taken; nobody listens to a child that goes on beyond."""

LONGEST_SAID: Final = 10_000
"""Bytes of standard error that are handed over at once; a longer line comes in pieces."""

Hear = Callable[[str], None]
"""Called with each line of what a child writes to its standard error, on a thread of its own."""

PATIENCE_SECONDS: Final = 2.0
"""What a child has to leave by itself."""


class PipeError(Exception):
    """The child cannot be spoken to any more; the message says why."""


class Pipe:
    """One child process.

    Args:
        heard: Takes its standard error, which else nobody reads: handed on as it is, it would be a
            way to the terminal, its keys among it.
        fence: What it is held back from; without one it is a process of ours.

    Raises:
        PipeError: It cannot be started.
    """

    def __init__(
        self, words: Sequence[str], *, heard: Hear | None = None, fence: Fence | None = None
    ) -> None:
        hold = _Hold() if fence else None
        line, life = list(words), list[int]()
        if fence and hold and HAS_LAUNCHER:
            line, life = fence.words(words, hold.folder, hold.reader), [hold.reader]
        try:
            self._child = subprocess.Popen(  # noqa: S603 - what the person typed, and no shell
                line,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE if heard else subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the game
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # on Windows too
                pass_fds=life,
                cwd=hold.folder if hold and not life else None,
                env=fence.environ if fence else None,
            )
        except OSError as error:
            if hold:
                hold.let_go()
                hold.clear()
            raise PipeError(f"it could not be started: {system_says(error)}") from error
        finally:
            if hold:
                hold.hand_over()
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._input: IO[bytes] = self._child.stdin
        self._lines = _Lines()
        readers = [_begun(_read, self._child.stdout, self._lines)]
        if heard and self._child.stderr is not None:
            readers.append(_begun(_hear, self._child.stderr, heard))
        self._end = finalize(self, _end, self._child, readers, hold)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._child.pid

    def send(self, message: Mapping[str, Any], patience: float = PATIENCE_SECONDS) -> None:
        """Write one object.

        Args:
            patience: Seconds that the child may take to read it.

        Raises:
            PipeError: It does not read any more.
        """
        line = json.dumps(message, ensure_ascii=True, separators=(",", ":")) + "\n"
        writer = _begun(self._write, line.encode())
        writer.join(patience)
        if writer.is_alive() or self._input.closed:
            raise PipeError("it does not read what it is told")

    def _write(self, data: bytes) -> None:
        try:
            self._input.write(data)
            self._input.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError):
                self._input.close()

    def receive(self, seconds: float) -> str:
        """The next line.

        Raises:
            PipeError: It did not come in time, was too long, or the child has ended or has said
                far more than it was asked.
        """
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            raise PipeError(_lateness(bytes(self._lines.begun), seconds)) from None
        if isinstance(line, PipeError):
            self._lines.put(line)  # for whoever asks again
            raise line
        if not line.endswith(b"\n"):
            raise PipeError(
                "its answer was longer than a million bytes"
                if len(line) == LONGEST_LINE
                else "it ended within an answer"
            )
        return line.decode("utf-8", errors="replace")

    def close(self, patience: float = PATIENCE_SECONDS) -> None:
        """End its input, wait a moment, and stop it."""
        _begun(_close, self._input).join(patience)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(patience)
        self._end()


class _Lines(queue.SimpleQueue[bytes | PipeError]):
    """Lines that a child has written.

    Attributes:
        begun: What has come of one that it has not ended.
    """

    def __init__(self) -> None:
        super().__init__()
        self.begun = bytearray()


def _lateness(begun: bytes, seconds: float) -> str:
    """What is told of a child that has not answered in time, with what it has said so far."""
    if not begun:
        return f"it did not answer within {seconds:g} s"
    said = visible(repr(begun[:SHOWN].decode("utf-8", errors="replace")))
    more = f" and {len(begun) - SHOWN} bytes more" if len(begun) > SHOWN else ""
    return f"it did not end its line within {seconds:g} s: {said}{more}"


def _read(stream: IO[bytes], lines: _Lines) -> None:
    """Hand over line after line, and at the end why there are no more."""
    begun = lines.begun
    with contextlib.suppress(OSError, ValueError):
        while piece := os.read(stream.fileno(), CHUNK):
            seen = len(begun)
            begun += piece
            while (end := begun.find(b"\n", seen) + 1) or len(begun) >= LONGEST_LINE:
                if lines.qsize() >= MOST_WAITING:
                    lines.put(PipeError("it says far more than it is asked"))
                    return
                size, seen = min(end or LONGEST_LINE, LONGEST_LINE), 0
                lines.put(bytes(begun[:size]))
                del begun[:size]
    if begun:
        lines.put(bytes(begun))
        begun.clear()
    lines.put(PipeError("it has ended"))


def _hear(stream: IO[bytes], heard: Hear) -> None:
    """Hand on what is said beside the answers."""
    with contextlib.suppress(OSError, ValueError):
        while line := stream.readline(LONGEST_SAID):
            heard(line.decode("utf-8", errors="replace").rstrip("\r\n"))


def _begun(work: Callable[..., None], *given: object) -> threading.Thread:
    """A thread that does something beside all else."""
    thread = threading.Thread(target=work, args=given, daemon=True)
    thread.start()
    return thread


def _close(stream: IO[bytes]) -> None:
    with contextlib.suppress(OSError, ValueError):
        stream.close()


class _Hold:
    """What keeps a fenced child alive: its folder, and a pipe of which it watches the other end."""

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="wargame-program-")
        self.reader, self._writer = os.pipe()

    def hand_over(self) -> None:
        """Leave the end that is watched to the child."""
        os.close(self.reader)

    def let_go(self) -> None:
        """Have it ended, and all that it has started."""
        with contextlib.suppress(OSError):
            os.close(self._writer)

    def clear(self) -> None:
        """Remove the folder, if the child has not."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _end_tree(child: subprocess.Popen[bytes]) -> None:
    """End what a child has started, where no launcher does, as long as it is there itself."""
    if sys.platform == "win32":
        system = os.environ.get("SYSTEMROOT", r"C:\Windows")  # else one of this folder might be run
        ended = [rf"{system}\System32\taskkill.exe", "/T", "/F", "/PID", str(child.pid)]
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(  # noqa: S603 - a number, and no shell
                ended, capture_output=True, timeout=PATIENCE_SECONDS, check=False
            )


def _end(
    child: subprocess.Popen[bytes], readers: Sequence[threading.Thread], hold: _Hold | None
) -> None:
    """Stop a child that is still there, and give back what it held."""
    if hold:
        hold.let_go()
        if HAS_LAUNCHER:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(2 * PATIENCE_SECONDS)
    if child.poll() is None:
        _end_tree(child)
        child.terminate()
        try:
            child.wait(0.5)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    if hold:
        hold.clear()
    for reader in readers:
        reader.join(0.5)
    for stream in (child.stdin, child.stdout, child.stderr):
        if stream is not None:
            _begun(_close, stream)
