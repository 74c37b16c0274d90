"""The longest sound beginning of a save, in a new file. The old one is left as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wargame.errors import visible
from wargame.store.reading import read_chain
from wargame.store.save import SaveFault, save_from, told_if_unread
from wargame.store.verify import Verification, verdict_on
from wargame.store.whole import put_new
from wargame.store.world import World

_MOST_BYTES = 1 << 30
_MARK = b"\xef\xbb\xbf"


def repair(path: Path, out: Path, world: World) -> Verification:
    """Write the longest sound beginning to a new file.

    Returns:
        The verdict on the new file.

    Raises:
        SaveFault: Nothing can be saved, or nothing is wrong.
        UsageError: It cannot be read, or there is something at `out`.
        NotSaved: It cannot be written.
    """
    sound, is_needed = longest(path, world)
    if not is_needed:
        raise SaveFault(f"{visible(path.name)} is sound; there is nothing to repair.")
    put_new(out, sound, world)
    return verdict_on(save_from(out, [sound]))


def longest(path: Path, world: World) -> tuple[bytes, bool]:
    """The longest sound beginning, and whether anything had to be cut or mended for it.

    Raises:
        SaveFault: Not even the deck is sound.
        UsageError: It cannot be read; the message says why.
    """
    with told_if_unread(path):
        data = b"".join(_bounded(world.storage.read(path)))
    damage = read_chain([data]).damage
    is_mended = damage is not None and damage.kind == "ends"
    if is_mended:
        data = _ends_mended(data)
    save = save_from(path, [data])
    verdict = verdict_on(save)
    starts = save.chain.starts
    is_cut = verdict.seq > 0 and verdict.seq <= len(starts)
    size = starts[verdict.seq - 1] if is_cut else save.chain.size
    return data[:size], is_mended or verdict.code != 0


def _bounded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    most = _MOST_BYTES
    for piece in pieces:
        most -= len(piece)
        if most < 0:
            raise SaveFault("The file is too large to be a save.")
        yield piece


def _ends_mended(data: bytes) -> bytes:
    """Line ends and the mark in front as we write them."""
    return data.removeprefix(_MARK).replace(b"\r\n", b"\n")
