"""The saves that are open here, and the threads that write them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from pathlib import Path

from wargame.dataclass import dataclass
from wargame.errors import NotSaved
from wargame.play.journal import Journal
from wargame.store.savefile import SaveFile
from wargame.store.writer import Writer


@dataclass(slots=True)
class OpenSaves:
    """Saves that grow.

    Args:
        writes_aside: Write on a thread of its own, so that nobody waits for a disk; else before
            anything shows.
    """

    writes_aside: bool
    _trouble: str = field(init=False, default="")
    _on_kept: Callable[[], None] = field(init=False, default=lambda: None)
    _writers: list[Writer] = field(init=False, default_factory=list)
    _files: list[tuple[Journal, SaveFile]] = field(init=False, default_factory=list)
    """What is open, each with the journal of its match."""

    def paths(self) -> list[Path]:
        """Where they lie."""
        return [file.path for _, file in self._files]

    def listen(self, on_kept: Callable[[], None]) -> None:
        """Have something called, on the writer's thread, whenever writing is done or has failed."""
        self._on_kept = on_kept

    def journal(self, file: SaveFile) -> Journal:
        """What a match writes into a save from here on; no trouble is known of it yet."""
        self._trouble = ""
        if self.writes_aside:
            self._writers.append(Writer(file, self._told))
        journal = self._writers[-1] if self.writes_aside else file
        self._files.append((journal, file))
        return journal

    def _told(self, outcome: int | NotSaved) -> None:
        if isinstance(outcome, NotSaved):
            self._trouble = str(outcome)
        self._on_kept()

    def why_not_kept(self) -> str:
        """Why nothing is kept any more, or ""."""
        at_once = [file.failure for journal, file in self._files if journal is file]
        return self._trouble or "".join(at_once[-1:])

    def forget_trouble(self) -> None:
        """Nothing is to be kept from here on, so nothing has failed."""
        self._trouble = ""

    def unsaved(self) -> int:
        """How many events are not on disk yet."""
        return self._writers[-1].waiting if self._writers else 0

    def let_go(self, journal: Journal | None) -> None:
        """Let other programs have the save that a journal writes, while others here are open."""
        for own, file in [one for one in self._files if one[0] is journal]:
            if isinstance(own, Writer):
                own.close()
                self._writers.remove(own)
            file.close()
            self._files.remove((own, file))

    def close(self) -> None:
        """Finish all writing, and let go of the files."""
        while self._writers:
            self._writers.pop().close()
        while self._files:
            self._files.pop()[1].close()
