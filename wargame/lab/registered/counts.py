"""What a gauge counted in one game: parts, wholes, and the events behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from wargame.content.model import Roles
from wargame.dataclass import dataclass
from wargame.lab.record.timeline import Bargain, LevelChange, Timeline
from wargame.lab.stats.estimate import Ratio


@dataclass(frozen=True, slots=True)
class Behind:
    """An event that a count rests on.

    Attributes:
        round: When.
        what: What happened, in the deck's ids.
    """

    round: int
    what: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A part and the whole it is a part of; (0, 0) if the game has nothing to count.

    Attributes:
        part: How much was counted.
        whole: Out of how much.
        behind: The events behind it, in order, so that a person can count again.
    """

    part: int
    whole: int
    behind: tuple[Behind, ...] = ()

    @property
    def ratio(self) -> Ratio:
        """The part and the whole alone, as estimates take them."""
        return self.part, self.whole


NOTHING = Quantity(0, 0)
"""What a game brings in which there was nothing to count."""

Counts = Mapping[str, Quantity]
"""What a gauge counts in a game, by the names that judging uses."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the arms of a trial part.

    Attributes:
        round: Of the trigger.
        ply: The first move that may differ.
    """

    round: int
    ply: int


Count = Callable[[Timeline, Roles], Counts]
"""Counts a whole game."""

ArmCount = Callable[[Timeline, Roles, Opening], Quantity]
"""Counts one arm of a trial, from its opening on."""


def yes(holds: bool, behind: Iterable[Behind]) -> Quantity:
    """Whether something holds in a game."""
    return Quantity(int(holds), 1, tuple(behind))


def of_changes(changes: Iterable[LevelChange]) -> tuple[Behind, ...]:
    """Changes of measures as events behind a count."""
    return tuple(Behind(one.round, change_said(one)) for one in changes)


def change_said(change: LevelChange) -> str:
    """A change of a measure in a few words."""
    moved = f"{change.thing} {change.before} to {change.after}"
    if (change.before, change.after) != (change.force_before, change.force_after):
        moved += f", in force {change.force_before} to {change.force_after}"
    by = f" by {change.by}" if change.by else ""
    return f"{moved} ({change.cause}{by}: {change.source})"


def of_deal(bargain: Bargain) -> str:
    """A deal in a few words: what each side gives, and how it ended."""
    sides: dict[str, list[str]] = {}
    for item in bargain.items:
        sides.setdefault(item.seat, []).append(f"{item.id} ({item.levels})")
    gives = "; ".join(f"{seat} gives {', '.join(items)}" for seat, items in sides.items())
    end = "" if bargain.ended is None else f" in round {bargain.ended}"
    return f"deal for {bargain.term}: {gives}; {bargain.how}{end}"
