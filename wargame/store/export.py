"""A save as one seat may have it: without the rival's secrets, the luck to come, the hashes.

What was open at the table stays readable, and so do the seat's own secrets. Everything else is
there as a salted commitment, so that the chain can be checked now, and every secret against it
when the game is over. What was said to control alone stays closed then too. Moves that were
taken back stay with whoever made them: to others each is a line that says nothing, not even of
what kind it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wargame.play.event import CONTROL, Act, Back, End, Event, Move, Note, standing
from wargame.play.proceedings import OPEN_AT_THE_END
from wargame.play.record import Record
from wargame.play.said import check_known
from wargame.store.chain import line_for, line_for_nobody
from wargame.store.lines import DECK_SEQ
from wargame.store.save import Save
from wargame.store.savefile import check_usable
from wargame.store.whole import put_new
from wargame.store.world import World


def export(save: Save, seat: str, out: Path, world: World, *, shuts_luck: bool = False) -> None:
    """Write a seat's view of a save to a new file.

    Args:
        shuts_luck: As in `view_of`.

    Raises:
        SaveFault: The save is damaged, or a view itself.
        UsageError: There is no such seat, or there is something at `out`.
        NotSaved: It cannot be written.
    """
    check_usable(save)
    put_new(out, view_of(save, seat, shuts_luck=shuts_luck), world)


def view_of(save: Save, seat: str, *, shuts_luck: bool = False) -> bytes:
    """The bytes of a seat's view.

    Args:
        shuts_luck: Another game goes on with the luck of this one: what is closed while it is
            played stays closed when it is over.

    Raises:
        UsageError: There is no such seat.
    """
    seats = tuple(save.head.header.seats)
    check_known(seat, seats)
    is_over = not shuts_luck and any(isinstance(event, End) for event in save.events)
    everyone = frozenset((CONTROL, *seats))
    gone = frozenset[int]() if is_over else taken_back(save.events, seat)
    shown_to = [everyone if is_over else frozenset((seat,))] * len(save.chain.lines)
    for place, event in enumerate(save.events):
        if isinstance(event, Note) and _is_control_s_alone(event, is_over):
            shown_to[place + DECK_SEQ] = frozenset((seat,))
    if not is_over:
        for place in revealed(save.record):
            shown_to[place + DECK_SEQ] = everyone - {CONTROL}
    return b"".join(
        line_for_nobody(line)
        if number - DECK_SEQ in gone
        else line_for(line, shown_to[number], "" if number else seat)
        for number, line in enumerate(save.chain.lines)
    )


def _is_control_s_alone(note: Note, is_over: bool) -> bool:
    return note.audience == CONTROL and not (is_over and note.topic in OPEN_AT_THE_END)


def taken_back(events: Sequence[Event], seat: str) -> frozenset[int]:
    """The places of moves that no longer count and that a seat may not know of, and of the
    rival's going back."""
    counted = set(standing(events))
    return frozenset(
        place
        for place, event in enumerate(events)
        if (isinstance(event, Move) and place not in counted and _mover(event) != seat)
        or (isinstance(event, Back) and event.who not in (seat, CONTROL))
    )


def _mover(event: Event) -> str:
    return event.seat if isinstance(event, Act) else ""


def revealed(record: Record) -> list[int]:
    """The places of headlines that count and are open: all seats have committed theirs.

    One whose round was opened and then gone back on is sealed again, as at the table.
    """
    sealed = [place for place in standing(record.events) if _is_headline(record.events[place])]
    return sealed[: len(sealed) - len(sealed) % len(record.header.seats)]


def _is_headline(event: Event) -> bool:
    return isinstance(event, Act) and event.phase == "headline"
