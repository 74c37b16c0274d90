"""What leads on from a game that is over: the commands to be typed next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wargame.content.again import command
from wargame.content.chapters import goes_on, is_last
from wargame.store.names import saves_folder, unnumbered
from wargame.table.host.at_table import InText

NO_CHAPTER = (
    "The next chapter follows a game that is kept, and this one is not: name one by --save NAME."
)


def leads_on(sitting: InText, *, is_played: bool) -> Iterator[str]:
    """What to say of it.

    Args:
        is_played: Something has happened in it; else it was over as it began.
    """
    deck, variant = sitting.game.deck, sitting.game.loaded.variant
    named, saves, decks = sitting.named, sitting.saves, sitting.decks
    if sitting.title and is_played and sitting.can_be_weighed:
        yield f"Which moves decided it: `{command('debrief', named, '--deciding', saves=saves)}`."
    if sitting.control is not None and goes_on(deck, variant):
        words = ("seminar", "new", "NAME", "--after", str(Path(named).parent.parent))
        yield f"On to the next chapter, in a class of its own: `{command(*words, decks=decks)}`."
    elif sitting.title and goes_on(deck, variant):
        free = saves_folder(saves).free_name(unnumbered(sitting.title))
        words = ("--after", named, "--save", free, "--plain")
        yield f"On to the next chapter: `{command('play', *words, saves=saves, decks=decks)}`."
    elif goes_on(deck, variant):
        yield NO_CHAPTER
    if is_last(deck, variant):
        yield "That was the last chapter: the campaign is over."
