"""Games beside a save that were dealt by the same luck, such as the other tables of a class."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from wargame.errors import WargameError
from wargame.play.proceedings import closed_by_control
from wargame.store.names import Saves
from wargame.store.save import Save, load
from wargame.store.world import World


def has_open_twin(save: Save, world: World) -> bool:
    """Whether a game in the same folder that goes on was begun with the secret of this one: what
    opens this one's luck would open the other's hands, and all that is to come there.

    A branch is none: its people know the game that it left.
    """
    secret = save.record.secret
    return bool(secret) and any(
        _goes_on(one) and one.head.header.parent is None and one.record.secret == secret
        for one in _beside(save, secret, world)
    )


def _goes_on(save: Save) -> bool:
    return not (save.is_over or closed_by_control(save.events))


def _beside(save: Save, secret: str, world: World) -> Iterator[Save]:
    """The saves in its folder that name the secret in what is read of them first."""
    for path in Saves(save.path.absolute().parent, is_explicit=True).mine():
        with suppress(WargameError, OSError):
            if not _is_same(path, save.path) and _names(path, secret, world):
                yield load(path, world)


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _names(path: Path, secret: str, world: World) -> bool:
    return secret.encode() in next(iter(world.storage.read(path)), b"")
