"""Commands that people are told to type next, with the folders that they have named before."""

from __future__ import annotations

import shlex
from pathlib import Path


def command(*words: str, decks: Path | None = None, saves: Path | None = None) -> str:
    """A command line, as a shell takes it.

    Args:
        decks: The folder of decks that was named, where the command looks for a deck.
        saves: The folder of saves that was named, where it looks for a save.

    >>> command("resume", "evening", saves=Path("my saves"))
    "wargame resume evening --saves 'my saves'"
    """
    named = [("--saves", saves), ("--decks", decks)]
    folders = [word for option, at in named if at is not None for word in (option, str(at))]
    return shlex.join(["wargame", *words, *folders])
