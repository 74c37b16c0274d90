"""The plan of a class whose tables play: whoever changes its file changes what is to come at all of
them."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from wargame.dataclass import dataclass
from wargame.errors import DeckError, UsageError, visible
from wargame.rules.game import Game
from wargame.seminar.plan import SeminarPlan
from wargame.seminar.reading import checked_plan, read_draft
from wargame.store.names import PLAN_FILE


@dataclass(slots=True)
class ChangedPlan:
    """Looks whether the file of a plan has changed.

    Args:
        game: Of the table, which keeps its deck.

    Attributes:
        trouble: Why what stands there now is not taken in, or "".
    """

    folder: Path
    game: Game
    trouble: str = field(init=False, default="")
    _seen: tuple[int, int] = field(init=False, default=(0, 0))

    def __post_init__(self) -> None:
        self._seen = self._stamp()

    def take(self) -> SeminarPlan | None:
        """The plan as it is now, once for each time that it has changed; None where it has not, or
        has faults."""
        stamp = self._stamp()
        if stamp == self._seen:
            return None
        self._seen, self.trouble = stamp, ""
        try:
            return checked_plan(read_draft(self.folder), self.game)
        except (DeckError, UsageError) as error:
            place = visible(str(self.folder / PLAN_FILE))
            self.trouble = f"{place} has changed, and is not taken in: {error.first_line.strip()}"
            return None

    def _stamp(self) -> tuple[int, int]:
        try:
            found = (self.folder / PLAN_FILE).stat()
        except OSError:  # it is away for a moment, or for good: what was read holds
            return self._seen
        return found.st_mtime_ns, found.st_size
