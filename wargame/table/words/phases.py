"""What people call the phases of a round."""

from __future__ import annotations

PHASES = {
    "setup": "setting up",
    "world": "the world moves",
    "draw": "cards are drawn",
    "headline": "headlines",
    "plays": "plays",
    "talks": "talks",
    "account": "the account",
    "over": "the end",
}
