"""Every change of a public number that somebody watches, with its cause.

Such a number may be computed from many others, so a write of any of them may move it; what it is
worth before and after each write is worked out in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wargame.lab.record.causes import Taken, why_of
from wargame.lab.record.timeline import NumberChange
from wargame.rules.asking.why import Ledger
from wargame.rules.game import Step
from wargame.rules.ir import Name, Read
from wargame.rules.ruleset import Ruleset


class WatchedFold:
    """Reads changes of some numbers off traced steps.

    Attributes:
        found: All so far.
    """

    def __init__(self, rules: Ruleset, names: Sequence[str]) -> None:
        self.found: list[NumberChange] = []
        self._ledger = Ledger(rules)
        self._names = [rules.names[text] for text in names]
        self._now = {name.text: self._ledger.at(name, 0) for name in self._names}
        self._last: dict[str, int] = {}
        self._moved_by: dict[str, list[Name]] = {}
        for name in self._names:
            for text in _written(self._ledger.bases(Read(name))):
                self._moved_by.setdefault(text, []).append(name)

    def take(self, step: Step, ply: int, moves: Mapping[int, Taken]) -> None:
        """Take in a step."""
        if not self._names:
            return
        first = len(self._ledger.writes)
        self._ledger.add(step)
        for place in range(first, len(self._ledger.writes)):
            for name in self._moved_by.get(self._ledger.writes[place].name, ()):
                self._look(name, place, ply, moves)

    def _look(self, name: Name, place: int, ply: int, moves: Mapping[int, Taken]) -> None:
        """Note what a write made of a number."""
        write, before = self._ledger.writes[place], self._now[name.text]
        after = self._ledger.at(name, place + 1)
        if after == before:
            return
        self._now[name.text] = after
        cause, by, source = why_of(write, moves)
        change = NumberChange(ply, write.round, name.text, before, after, cause, by, source)
        self._note(change)

    def _note(self, change: NumberChange) -> None:
        """Add a change, or join it to the last of that number if it came about in the same way."""
        place = self._last.get(change.thing)
        last = None if place is None else self.found[place]
        if last and replace(last, before=0, after=0) == replace(change, before=0, after=0):
            self.found[place or 0] = replace(last, after=change.after)
        else:
            self._last[change.thing] = len(self.found)
            self.found.append(change)


def _written(names: Iterable[Name]) -> Iterable[str]:
    """What the trace calls the numbers that names are read from."""
    for name in names:
        stem = name.text.rpartition(".")[0]
        match name.form:
            case "suspended":
                yield from (stem, f"{stem}.in_force")
            case "done":
                yield stem
            case _:
                yield name.text
