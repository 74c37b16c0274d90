"""The plan of a class whose tables play: whoever changes its file changes what is to come at all of
them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from pathlib import Path

from wargame.content.model import DueInject
from wargame.dataclass import dataclass
from wargame.errors import DeckError, UsageError, visible
from wargame.rules.game import Game
from wargame.seminar.reading import checked_injects, read_draft
from wargame.store.names import PLAN_FILE


@dataclass(slots=True)
class ChangedPlan:
    """Looks whether the file of a plan has changed since it was looked at; the first look is at
    what it says then, whenever the plan was read before.

    Args:
        game: Of the table, which keeps its deck.

    Attributes:
        trouble: Why what stands there now is not taken in, or "".
    """

    folder: Path
    game: Game
    trouble: str = field(init=False, default="")
    _seen: tuple[int, ...] = field(init=False, default=())

    def take(self) -> Sequence[DueInject] | None:
        """What is to come by the plan as it is now, once for each time that it has changed; None
        where it has not, or has faults."""
        stamp = self._stamp()
        if stamp == self._seen:
            return None
        self._seen, self.trouble = stamp, ""
        try:
            return checked_injects(read_draft(self.folder), self.game)
        except (DeckError, UsageError) as error:
            told = visible(error.first_line.strip())
            self.trouble = f"What the plan says now is not taken in here: {told}"
            return None

    def _stamp(self) -> tuple[int, ...]:
        try:
            found = (self.folder / PLAN_FILE).stat()
        except OSError:  # it is away for a moment, or for good: what was read holds
            return self._seen
        return found.st_mtime_ns, found.st_ctime_ns, found.st_size
