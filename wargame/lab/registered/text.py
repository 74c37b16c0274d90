"""The registration as it ships, byte for byte."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

REGISTRATION: Final = Path(__file__).with_name("registration.md")
"""The text. A test holds its hash; whoever changes it makes another registration."""


def registration_hash() -> str:
    """64 hex digits over the bytes of the text: a part of every freeze."""
    return sha256(REGISTRATION.read_bytes()).hexdigest()
