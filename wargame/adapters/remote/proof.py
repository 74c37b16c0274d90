"""Who knows a token: each end proves it to the other, and neither sends it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Final, TypeGuard

from wargame.dataclass import dataclass

TOKEN_BYTES: Final = 18
NONCE_BYTES: Final = 32

GUEST, HOST = "guest proves", "host proves"
TO_GUEST, TO_HOST = "to guest", "to host"


def new_token() -> str:
    """A token for one seat at one table: 24 characters that are easily copied."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_nonce() -> str:
    """What makes a handshake one of its kind."""
    return secrets.token_hex(NONCE_BYTES)


def is_nonce(given: object) -> TypeGuard[str]:
    """Whether something that came over a line is a nonce."""
    return (
        isinstance(given, str) and re.fullmatch(f"[0-9a-f]{{{2 * NONCE_BYTES}}}", given) is not None
    )


@dataclass(frozen=True, slots=True)
class Handshake:
    """Both nonces of a connection.

    Attributes:
        host, guest: Of either end.
    """

    host: str
    guest: str

    def digest(self, token: str, label: str) -> bytes:
        """What only who knows the token can tell: a proof, or a key for seals.

        Args:
            label: What it is for, so that no proof can be sent back to whoever made it.
        """
        text = f"wargame 1 {label} {self.host} {self.guest}"
        return hmac.digest(token.encode(), text.encode(), hashlib.sha256)

    def proof(self, token: str, label: str) -> str:
        """The proof of `GUEST` or `HOST`."""
        return self.digest(token, label).hex()

    def is_proof(self, given: object, token: str, label: str) -> bool:
        """Whether a proof is right; it takes as long for any that is wrong."""
        if not isinstance(given, str) or not given.isascii():
            return False
        return hmac.compare_digest(given, self.proof(token, label))


class Seal:
    """Seals the lines of one direction, or opens them, in their order.

    Args:
        key: Of the direction.
    """

    LENGTH: Final = 32

    def __init__(self, key: bytes) -> None:
        self._key, self._number = key, 0

    def seal(self, data: bytes) -> bytes:
        """A line with its seal."""
        return self._next(data) + b" " + data

    def open(self, line: bytes) -> bytes | None:
        """What is in a line; None if it is not the next one that the other end has sealed."""
        seal, blank, data = line.partition(b" ")
        is_whole = bool(blank) and hmac.compare_digest(seal, self._next(data))
        return data if is_whole else None

    def _next(self, data: bytes) -> bytes:
        self._number += 1
        whole = self._number.to_bytes(8, "big") + data
        return hmac.digest(self._key, whole, hashlib.sha256).hex()[: self.LENGTH].encode()
