"""What the hash of a deck's folder is, without reading it again: kept beside compiled rules.

A name is kept for the bytes of all its files, the variant and the program that read them, so that
any change makes it unknown. Only a notice hangs on it: nothing is played on what is kept here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from wargame.content.library import DeckRef, load_deck
from wargame.content.limits import MAX_FILE_BYTES, MAX_FILES
from wargame.store.cache import Cache
from wargame.store.fingerprint import fingerprint

HASHES: Final = Cache("deck", ".txt", "hashes of a deck", most=500)


def hash_of(deck: DeckRef) -> str:
    """The hash of a deck as its folder stands now.

    Raises:
        WargameError: It cannot be used.
    """
    name = name_of(deck)
    if not name:
        return load_deck(deck).deck_hash
    return HASHES.once(HASHES.name(name), _read, lambda: load_deck(deck).deck_hash, str.encode)


def name_of(deck: DeckRef) -> str:
    """What the bytes of a deck are known by; "" where there are things that are no plain files."""
    digest = hashlib.sha256(f"{fingerprint()}\0{deck.variant}".encode())
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


def _read(data: bytes) -> str | None:
    """The hash that was written down, if it is one."""
    text = data.decode("ascii")
    return text if re.fullmatch("[0-9a-f]{64}", text) else None
