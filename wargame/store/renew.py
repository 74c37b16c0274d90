"""A save written anew by this program: migrated to its forms, or copied to go on with.

The old file is only read. Every position is reached by replay and named by its new hash.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from wargame.errors import visible
from wargame.play.branch import branch_record
from wargame.play.confirm import Mismatch, confirm
from wargame.play.event import Act, Chance, Event, Ruling
from wargame.play.proceedings import names_class
from wargame.play.record import Parent, Record, course_of
from wargame.play.written import marks_of
from wargame.store.lines import DECK_SEQ
from wargame.store.names import Saves, is_shipped, name_like
from wargame.store.replay import match_of
from wargame.store.save import FIRST_EVENT, Save, SaveFault, load, load_head, unconfirmed
from wargame.store.savefile import SaveFile, check_copyable, create
from wargame.store.world import World


def migrate(save: Save, out: Path, world: World) -> int:
    """Write a save in the forms of this program to a new file.

    Returns:
        How many events it has.

    Raises:
        SaveFault: It is damaged, a view, or these rules lead elsewhere.
        UsageError: There is something at `out`.
        NotSaved: It cannot be written.
    """
    name = visible(save.path.name)
    if save.view or save.damage is not None:
        raise SaveFault(f"{name}: Only a whole, sound save can be migrated.")
    record = Record(save.head.header, renewed(save))
    create(out, save.game, record, world, save_id=save.head.id).close()
    return len(record.events)


def renewed(save: Save) -> list[Event]:
    """The events with hashes and tracks as these rules give them.

    Raises:
        SaveFault: These rules lead elsewhere; numbers kept at the end of rounds tell.
    """
    course = course_of(save.game, save.head.header)
    found: list[Event] = []
    for seq, event in enumerate(save.events, FIRST_EVENT):
        before = course.state
        try:
            step = confirm(course, event, hashed=save.fits_layout)
        except Mismatch as mismatch:
            raise unconfirmed(save.path, seq, mismatch) from mismatch
        if step is not None and isinstance(event, Act | Chance | Ruling):
            state, tracks = marks_of(course.game, before, step.state)
            event = replace(event, state=state, tracks=tracks)  # noqa: PLW2901 - renewed
        found.append(event)
    return found


def branch(save: Save, ply: int, out: Path, world: World, *, seed: int | None) -> SaveFile:
    """A new save with the moves of another up to a ply; it is left open to be played by whoever
    sat there at that point.

    Of a table of a class it says so too: what was drawn there may be drawn at other tables.

    Args:
        ply: The first move that it makes for itself.
        seed: Of its luck; None for the luck of the other, if that is finished or control asks.

    Raises:
        SaveFault: The rules lead elsewhere.
        IllegalAction: The other save has no such move.
        UsageError: There is something at `out`.
        NotSaved: It cannot be written.
    """
    match = match_of(save, traced=False)
    parent = Parent(save.head.id, ply, prefix_hash(save, ply))
    header = save.record.header_at(ply)
    record = branch_record(save.game, match.course, header, ply, parent, seed=seed)
    record.events[:0] = [one for one in save.events if names_class(one)]
    return create(out, save.game, record, world)


def own_copy(saves: Saves, path: Path, world: World) -> Path:
    """The file to go on with: the save itself, or a copy if it came with the program.

    Raises:
        SaveFault: It is no save, or the rules lead elsewhere.
        NotSaved: The copy cannot be written.
    """
    if not is_shipped(path) and not load_head(path, world).is_shipped:
        return path
    save = load(path, world)
    check_copyable(save)
    out = saves.path(saves.free_name(f"{name_like(path.stem)}-mine"))
    branch(save, match_of(save, traced=False).course.ply, out, world, seed=None).close()
    return out


def prefix_hash(save: Save, ply: int) -> str:
    """The hash of the last line that a branch at this ply shares with its parent."""
    standing = 0
    found = save.chain.lines[DECK_SEQ - 1].hash
    for event, line in zip(save.events, save.chain.lines[DECK_SEQ:], strict=False):
        match event:
            case Act() | Chance() | Ruling():
                standing = event.ply + 1
            case _:
                continue
        if standing == ply:
            found = line.hash
    return found
