"""How long the people of a game took, by the times of its save: for each round, and beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from wargame.dataclass import dataclass
from wargame.play.event import Act, End, Event, Move, Sit
from wargame.play.player import is_person
from wargame.play.proceedings import CLOSE, GO, PAUSE, PHASE, control_wrote
from wargame.play.record import Record

BREAK_S = 1800
"""A silence from which on the table is taken to have left: it counts for no round."""
LONG_BREAK_S = 4 * 3600
"""The same where nobody plays, by the plan or by control: a lunch is no leaving."""
PAUSED = "paused by the facilitator"
PLAYED = "play"
"""The kind of phase of a class in which its game is played."""
STILL = ("break", "talks", "debrief")
"""Kinds in which the table stands still until the facilitator goes on."""


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """Where the time of a game went, in seconds.

    Attributes:
        rounds: By round; 0 is what came before the first move.
        beside: What took time beside the rounds, such as a brief, by its title; a phase of the plan
            ends with the first decision of a person in it, for then the table plays.
        breaks: How often the table left the game and came back, which counts nowhere.
    """

    rounds: Counter[int]
    beside: Counter[str]
    breaks: int


def time_spent(record: Record, times: Sequence[int]) -> TimeSpent:
    """Where the time of a game went.

    Args:
        times: When each event was kept, in seconds.
    """
    rounds, beside = Counter[int](), Counter[str]()
    breaks = now = 0
    stretch = _Stretch(dict(record.header.seats))
    for event, seconds in _waits(zip(record.events, times, strict=False)):
        stretch.see(event)
        now = event.round if isinstance(event, Move) else now
        if seconds >= (LONG_BREAK_S if stretch.stands else BREAK_S):
            breaks += 1
        elif seconds > 0 and stretch.title:
            beside[stretch.title] += seconds
        elif seconds > 0:
            rounds[now] += seconds
    return TimeSpent(rounds, beside, breaks)


class _Stretch:
    """What a table is at, as its events tell.

    Args:
        seats: Who sits where.
    """

    def __init__(self, seats: dict[str, str]) -> None:
        self._seats = seats
        self._phase = self._pause = ""
        self._is_still = False

    @property
    def title(self) -> str:
        """What it is at beside its rounds; "" while it plays."""
        return self._pause or self._phase

    @property
    def stands(self) -> bool:
        """Whether the table stands still, so that nothing is to be expected from it."""
        return bool(self._pause) or self._is_still

    def see(self, event: Event) -> None:
        """Take in the next event."""
        if control_wrote(event, PHASE):
            kind, _, title = event.text.partition("\n")
            self._phase = "" if kind == PLAYED else title
            self._is_still = kind in STILL
        elif control_wrote(event, PAUSE):
            self._pause = "" if event.text == GO else PAUSED
        elif isinstance(event, Sit):
            self._seats[event.seat] = event.player
        elif isinstance(event, Act) and is_person(self._seats.get(event.seat, "")):
            self._phase, self._is_still = "", False


def _waits(timed: Iterable[tuple[Event, int]]) -> Iterator[tuple[Event, int]]:
    """Each event of the play with the seconds up to the next; what people write down once a game
    is over or closed takes none of its time."""
    is_played = True
    for (event, one), (_, other) in pairwise(timed):
        is_end = isinstance(event, End) or control_wrote(event, CLOSE)
        is_played = isinstance(event, Move) or (is_played and not is_end)
        if is_played:
            yield event, other - one
