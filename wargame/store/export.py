"""A save as one seat may have it: without the rival's secrets, the luck to come, the hashes.

What was open at the table stays readable, and so do the seat's own secrets. Everything else is
there as a salted commitment, so that the chain can be checked now, and every secret against it
when the game is over. Moves that were taken back stay with whoever made them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wargame.errors import UsageError, nearest, visible
from wargame.play.event import CONTROL, Act, Back, Chance, End, Event, Ruling
from wargame.store.chain import Line, shown
from wargame.store.lines import DECK_SEQ
from wargame.store.save import Save
from wargame.store.savefile import check_usable
from wargame.store.whole import put_new
from wargame.store.world import World


def export(save: Save, seat: str, out: Path, world: World) -> None:
    """Write a seat's view of a save to a new file.

    Raises:
        SaveFault: The save is damaged, or a view itself.
        UsageError: There is no such seat, or there is something at `out`.
        NotSaved: It cannot be written.
    """
    check_usable(save)
    put_new(out, view_of(save, seat), world)


def view_of(save: Save, seat: str) -> bytes:
    """The bytes of a seat's view.

    Raises:
        UsageError: There is no such seat.
    """
    seats = tuple(save.head.header.seats)
    if seat not in seats:
        raise UsageError(f"There is no seat '{visible(seat[:40])}'. {nearest(seat, seats)}")
    is_over = any(isinstance(event, End) for event in save.events)
    everyone = frozenset((CONTROL, *seats))
    hidden = frozenset[int]() if is_over else taken_back(save.events, seat)
    shown_to = [everyone if is_over else frozenset((seat,))] * len(save.chain.lines)
    if not is_over:
        for place in revealed(save.events, len(seats)):
            shown_to[place + DECK_SEQ] = everyone - {CONTROL}
    return b"".join(
        _line(line, number, seat, shown_to[number], number - DECK_SEQ in hidden)
        for number, line in enumerate(save.chain.lines)
    )


def _line(line: Line, number: int, seat: str, audiences: frozenset[str], hide: bool) -> bytes:
    return shown(line, audiences, hide=hide, view=seat if number == 0 else "")


def taken_back(events: Sequence[Event], seat: str) -> frozenset[int]:
    """The places of moves that no longer count and that a seat may not know of."""
    standing: list[int] = []
    found: set[int] = set()
    for place, event in enumerate(events):
        match event:
            case Act() | Chance() | Ruling():
                standing.append(place)
            case Back(to=to):
                found.update(p for p in standing[to:] if _mover(events[p]) != seat)
                del standing[to:]
                if event.who not in (seat, CONTROL):
                    found.add(place)
            case _:
                pass
    return frozenset(found)


def _mover(event: Event) -> str:
    return event.seat if isinstance(event, Act) else ""


def revealed(events: Sequence[Event], seats: int) -> list[int]:
    """The places of headlines that have been shown since: all seats have committed theirs."""
    found: list[int] = []
    waiting: list[int] = []
    for place, event in enumerate(events):
        match event:
            case Act(phase="headline"):
                waiting.append(place)
                if len(waiting) == seats:
                    found += waiting
                    waiting = []
            case Back():
                waiting = [p for p in waiting if _ply(events[p]) < event.to]
            case _:
                pass
    return found


def _ply(event: Event) -> int:
    return event.ply if isinstance(event, Act) else -1
