"""What the store needs of the world: a disk, a clock, and numbers nobody can guess."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import field

from wargame.dataclass import dataclass
from wargame.store.storage import Disk, Storage


@dataclass(frozen=True, slots=True)
class World:
    """Disk, clock and entropy, each of which a test can replace.

    Attributes:
        storage: The disk.
        clock: Seconds since 1970; only ever written down for people to read.
        entropy: So many bytes that nobody can guess.
    """

    storage: Storage = field(default_factory=Disk)
    clock: Callable[[], float] = time.time
    entropy: Callable[[int], bytes] = secrets.token_bytes
