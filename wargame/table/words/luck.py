"""What a game's luck hangs on, as it is told once the game is over."""

from __future__ import annotations

SHARED_LUCK = (
    "Another table has the same luck, and goes on or is still to begin: "
    "its seed is told once all are over."
)
"""Said in the place of it."""


def luck_told(seed: int, secret: str) -> str:
    """What gives the same luck again."""
    if not secret:
        return f"Seed {seed}: the same seed gives the same luck."
    return f"Seed {seed}, secret {secret}: the same two give the same luck."
