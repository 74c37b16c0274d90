"""What the hash of a deck's folder is, without reading it again: kept beside compiled rules.

A name is kept for the bytes of all its files, the variant and the program that read them, so that
any change makes it unknown. Only a notice hangs on it: nothing is played on what is kept here.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from wargame.content.library import DeckRef, load_deck
from wargame.content.limits import MAX_FILE_BYTES, MAX_FILES
from wargame.store.built import is_own_file, make_own
from wargame.store.compiled import cache_folder
from wargame.store.reader import reader
from wargame.store.whole import put_whole

LOG: Final = logging.getLogger("wargame.store")


def hash_of(deck: DeckRef) -> str:
    """The hash of a deck as its folder stands now.

    Raises:
        WargameError: It cannot be used.
    """
    name = name_of(deck)
    place = cache_folder() / f"deck_{name}.txt"
    kept = _kept(place) if name else ""
    if kept:
        return kept
    found = load_deck(deck).deck_hash
    if name:
        _keep(place, found)
    return found


def name_of(deck: DeckRef) -> str:
    """What the bytes of a deck are known by; "" where there are things that are no plain files."""
    digest = hashlib.sha256(f"{reader()}\0{deck.variant}".encode())
    try:
        for path in _files(deck.folder):
            digest.update(f"\0{path.relative_to(deck.folder)}\0".encode())
            digest.update(path.read_bytes())
    except (OSError, ValueError):
        return ""
    return digest.hexdigest()[:32]


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder, in order.

    Raises:
        ValueError: There are too many, or things that are no plain files, or are too large.
    """
    found = list(islice(folder.rglob("*"), MAX_FILES + 1))
    if len(found) > MAX_FILES:
        raise ValueError("too many files")
    for path in sorted(found):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise ValueError("no plain file")
        if path.is_file():
            if path.stat().st_size > MAX_FILE_BYTES:
                raise ValueError("too large")
            yield path


def _kept(place: Path) -> str:
    """The hash that is kept, if it is one and this user's."""
    try:
        if not is_own_file(place):
            return ""
        text = place.read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""
    return text if re.fullmatch("[0-9a-f]{64}", text) else ""


def _keep(place: Path, found: str) -> None:
    """Write a hash down; where that cannot be, the deck is read again another time."""
    try:
        if make_own(place.parent):
            put_whole(place, found.encode("ascii"), 0o600)
    except OSError as error:
        LOG.warning("the hash of a deck is not kept: %s", error.strerror)
