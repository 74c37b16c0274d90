"""What is gathered while the files of one deck are read."""

from __future__ import annotations

from dataclasses import field

from wargame.content.limits import MAX_FAULTS
from wargame.content.yaml.marks import Marks
from wargame.dataclass import dataclass
from wargame.errors import DeckPath, Faults, Mark


class Stop(Exception):
    """Reading a file on would be pointless; the reason is among the faults."""


@dataclass(slots=True)
class Reading:
    """What reading the files of one deck has brought so far.

    Attributes:
        faults: Everything wrong.
        values: Where each value stands.
        keys: Where the key of each value of a mapping stands.
        faulty: Paths that have a fault already, so that checks of shape can keep quiet.
        merged: Paths of fields of which some were to come from elsewhere, and are not there.
        swallowed: Elements that are read as a part of the one before them: their list, and `id`.
        nodes: How many values there are.
    """

    faults: Faults = field(default_factory=Faults)
    values: Marks = field(default_factory=Marks)
    keys: Marks = field(default_factory=Marks)
    faulty: set[DeckPath] = field(default_factory=set)
    merged: set[DeckPath] = field(default_factory=set)
    swallowed: list[tuple[str, str]] = field(default_factory=list)
    nodes: int = 0

    def add(self, what: str, remedy: str, mark: Mark, path: DeckPath | None = None) -> None:
        """Note a fault.

        Raises:
            Stop: There are so many that the file must be something else than a deck.
        """
        self.faults.add(what, remedy, mark)
        if path is not None:
            self.faulty.add(path)
        if len(self.faults.found) >= MAX_FAULTS:
            raise Stop
