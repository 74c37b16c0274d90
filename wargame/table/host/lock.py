"""A passphrase of one person at a shared keyboard: it lasts as long as the sitting."""

from __future__ import annotations

import hmac
import os
from hashlib import sha256


class SeatLock:
    """Knows a passphrase again, and cannot tell it: neither is it kept, nor is it in any message.

    Args:
        words: The passphrase.
    """

    __slots__ = ("_hash", "_salt")

    def __init__(self, words: str) -> None:
        self._salt = os.urandom(16)
        self._hash = self._of(words)

    def opens(self, words: str) -> bool:
        """Whether these are the words."""
        return hmac.compare_digest(self._hash, self._of(words))

    def _of(self, words: str) -> bytes:
        return sha256(self._salt + words.encode("utf-8", "surrogatepass")).digest()
