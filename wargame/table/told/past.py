"""Numbers as they stood at some time, worked back from what a seat has seen move since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wargame.play.log import Seen
from wargame.rules.actions import Write
from wargame.rules.asking import evaluate
from wargame.rules.ir import Cond, Name
from wargame.rules.view import SeatState

KNOWN_BY_WRITES = ("slot", "item", "deals")
"""Forms of names whose every change is written."""


def seen_writes(seen: Iterable[Seen]) -> list[Write]:
    """All that was seen to move. A secret hides what was done, not what moved in the open by it: a
    round may close with a card that only its owner sees."""
    return [write for one in seen for write in one.entry.writes]


class Past:
    """The board as it stood before each of some writes.

    Args:
        view: What a seat sees now.
        writes: All that it has seen move, oldest first.
        number: The round that is looked at, up to its end; 0 for all of them, each from its first
            write on.
    """

    def __init__(self, view: SeatState, writes: Sequence[Write], number: int = 0) -> None:
        self._view, self.writes, self._round = view, writes, number
        self._by_name: dict[str, list[int]] = {}
        for place, write in enumerate(writes):
            self._by_name.setdefault(write.name, []).append(place)

    def at(self, name: Name, place: int) -> int:
        """The value of a name right before the write at a place.

        Raises:
            KeyError: It cannot be known from what was seen.
        """
        rules = self._view.rules
        derived = rules.formulas.get(name.text)
        if derived is not None:
            return evaluate.computed(name, derived, lambda one: self.at(one, place))
        if name.form == "number":
            return self._view.read(name)
        if name.text == "game.round":
            now = self.writes[place].round if place < len(self.writes) else self._view.round
            return self._round or now
        if name.form == "done":
            stage = self.at(rules.names[name.text.rpartition(".")[0]], place)
            return int(stage >= name.bound)
        if name.form == "suspended":
            level = name.text.removesuffix(".paused")
            books, force = rules.names[level], rules.names[f"{level}.in_force"]
            return self.at(books, place) - self.at(force, place)
        if name.form not in KNOWN_BY_WRITES or name.owner not in (-1, self._view.number):
            raise KeyError(name.text)  # the end shows private numbers, and not how they moved
        places = self._by_name.get(name.text, [])
        before = [one for one in places if one < place]
        if before:
            return self.writes[before[-1]].new
        return self.writes[places[0]].old if places else self._view.read(name)

    def between(self, name: Name, start: int, end: int) -> tuple[int, int] | None:
        """The value before each of two writes; None if one of them cannot be known."""
        try:
            return self.at(name, start), self.at(name, end)
        except KeyError:
            return None

    def holds(self, cond: Cond, place: int) -> bool | None:
        """Whether a condition held then; None if that cannot be known."""
        try:
            return evaluate.truth(cond, lambda name: self.at(name, place))
        except KeyError:
            return None
