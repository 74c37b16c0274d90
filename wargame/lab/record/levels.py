"""Every rise and fall of a measure, with its cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wargame.lab.record.causes import Taken, why_of
from wargame.lab.record.timeline import LevelChange, Standing
from wargame.rules.game import Step, Write

MEASURE = "measure."
IN_FORCE = ".in_force"


class LevelFold:
    """Reads changes of measures off traced steps.

    Attributes:
        found: All so far.
    """

    def __init__(self, standing: Sequence[Standing]) -> None:
        self.found: list[LevelChange] = []
        self._seats = {one.id: one.seat for one in standing}
        self._level = {one.id: one.level for one in standing}
        self._force = {one.id: one.force for one in standing}

    def take(self, step: Step, ply: int, moves: Mapping[int, Taken]) -> list[LevelChange]:
        """Take in a step; gives the changes that it brought."""
        found: list[LevelChange] = []
        places: dict[str, int] = {}
        for write in step.writes:
            measure = write.name.removeprefix(MEASURE).removesuffix(IN_FORCE)
            if write.old == write.new or not self._is_level(write.name, measure):
                continue
            opened = self._opened(write, measure, ply, moves)
            place = places.get(measure)
            if place is None or not _is_same(found[place], opened):
                places[measure] = place = len(found)
                found.append(opened)
            found[place] = self._moved(found[place], write)
        self.found += found
        return found

    def _is_level(self, name: str, measure: str) -> bool:
        return name.startswith(MEASURE) and measure in self._seats

    def _opened(
        self, write: Write, measure: str, ply: int, moves: Mapping[int, Taken]
    ) -> LevelChange:
        """A change of which nothing is written yet."""
        level, force = self._level[measure], self._force[measure]
        cause, by, source = why_of(write, moves)
        seat = self._seats[measure]
        return LevelChange(
            ply, write.round, measure, seat, level, level, force, force, cause, by, source
        )

    def _moved(self, change: LevelChange, write: Write) -> LevelChange:
        """The same change with one write more."""
        if write.name.endswith(IN_FORCE):
            self._force[change.thing] = write.new
            return replace(change, force_after=write.new)
        self._level[change.thing] = write.new
        return replace(change, after=write.new)


def _is_same(one: LevelChange, other: LevelChange) -> bool:
    """Whether two changes of a measure in a row came about in the same way."""
    return (one.round, one.cause, one.by, one.source) == (
        other.round,
        other.cause,
        other.by,
        other.source,
    )
