"""Games beside a save that were dealt by the same luck, such as the other tables of a class.

Luck hangs on the seed and the secret. Where there is no secret, as in a plan that names none, a
seed may be the same by chance or by habit: only tables of one class then count as dealt alike.
"""

from __future__ import annotations

from pathlib import Path

from wargame.errors import UsageError, WargameError
from wargame.play.record import Header
from wargame.store.names import Saves, class_around
from wargame.store.save import load
from wargame.store.world import World


def has_open_twin(path: Path, header: Header, world: World, *, is_table: bool) -> bool:
    """Whether a game in the same folder that goes on was begun with the luck of this one: what
    opens this one's luck would open the other's hands, and all that is to come there. Of a class
    whose folder cannot be looked into nobody knows that none does.

    Args:
        path: Where this one is kept.
        is_table: It is a table of a class. Its place tells too that it is one or was made of one,
            as long as the plan is there.
    """
    in_class = is_table or class_around(path) is not None
    if not header.secret and not in_class:
        return False
    try:
        beside = list(Saves(path.absolute().parent, is_explicit=True).mine())
    except UsageError:
        return in_class
    others = (one for one in beside if not _is_same(one, path))
    return any(_may_be_open(one, header, world, in_class and one.stem.isdigit()) for one in others)


def _may_be_open(path: Path, mine: Header, world: World, is_table: bool) -> bool:
    """Whether a save may be such a game; of a table of a class that cannot be read nobody knows
    that it is over.

    A branch is none: its people know the game that it left. Nor is the view of a seat, which
    nobody plays on, unless it lies where a table is kept: it tells no luck, so nobody knows whose.
    """
    try:
        if not is_table and not _names(path, mine.secret or str(mine.seed), world):
            return False
        save = load(path, world)
    except (WargameError, OSError):
        return is_table
    if save.view:
        return is_table and not save.has_ended
    other = save.head.header
    return other.parent is None and _is_dealt_alike(other, mine) and not save.has_ended


def _is_dealt_alike(one: Header, other: Header) -> bool:
    if one.secret or other.secret:
        return one.secret == other.secret
    return one.seed == other.seed


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _names(path: Path, luck: str, world: World) -> bool:
    """Whether what is read of a save first names this secret or seed."""
    return luck.encode() in next(iter(world.storage.read(path)), b"")
