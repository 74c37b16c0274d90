"""Commands that people are told to type next, with the folders that they have named before."""

from __future__ import annotations

from pathlib import Path

from wargame.content.shell import line_of
from wargame.dataclass import dataclass
from wargame.errors import visible


def command(
    *words: str, decks: Path | None = None, saves: Path | None = None, is_plain: bool = False
) -> str:
    """A command line, as a shell takes it.

    Args:
        decks: The folder of decks that was named, where the command looks for a deck.
        saves: The folder of saves that was named, where it looks for a save.
        is_plain: It is typed by whoever reads linear text, and goes on there.

    >>> command("resume", "evening", saves=Path("my saves"))
    "wargame resume evening --saves 'my saves'"
    """
    named = [("--saves", saves), ("--decks", decks)]
    folders = [word for option, at in named if at is not None for word in (option, str(at))]
    return line_of(["wargame", *words, *(["--plain"] if is_plain else []), *folders])


@dataclass(frozen=True, slots=True)
class Again:
    """How a deck is named in what is to be typed next.

    Attributes:
        deck: Its id, or the path of its folder.
        decks: The folder of decks that was named.
    """

    deck: str
    decks: Path | None = None

    def command(self, words: str, name: str) -> str:
        """A command about the deck, or about what of it has this id."""
        filled = [word.format(deck=self.deck, id=name) for word in words.split()]
        return visible(command(*filled, decks=self.decks))
