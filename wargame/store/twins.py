"""Games beside a save that were dealt by the same luck, such as the other tables of a class.

Luck hangs on the seed and the secret. Where there is no secret, as in a plan that names none, a
seed may be the same by chance or by habit: only tables of one class then count as dealt alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from wargame.errors import WargameError
from wargame.play.proceedings import closed_by_control
from wargame.play.record import Header
from wargame.store.names import Saves, class_of
from wargame.store.save import Save, load
from wargame.store.world import World


def has_open_twin(save: Save, world: World) -> bool:
    """Whether a game in the same folder that goes on was begun with the luck of this one: what
    opens this one's luck would open the other's hands, and all that is to come there.

    A branch is none: its people know the game that it left.
    """
    mine = save.head.header
    if not mine.secret and class_of(save.path) is None:
        return False
    return any(
        _goes_on(one) and one.head.header.parent is None and _is_dealt_alike(one.head.header, mine)
        for one in _beside(save, mine.secret or str(mine.seed), world)
    )


def _is_dealt_alike(one: Header, other: Header) -> bool:
    if one.secret or other.secret:
        return one.secret == other.secret
    return one.seed == other.seed


def _goes_on(save: Save) -> bool:
    return not (save.is_over or closed_by_control(save.events))


def _beside(save: Save, luck: str, world: World) -> Iterator[Save]:
    """The saves in its folder that name this secret or seed in what is read of them first."""
    for path in Saves(save.path.absolute().parent, is_explicit=True).mine():
        with suppress(WargameError, OSError):
            if not _is_same(path, save.path) and _names(path, luck, world):
                yield load(path, world)


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _names(path: Path, luck: str, world: World) -> bool:
    return luck.encode() in next(iter(world.storage.read(path)), b"")
