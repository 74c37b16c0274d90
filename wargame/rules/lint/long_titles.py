"""Titles that no board of 80 by 24 has room for, and that have no short one."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.content.loaded import LoadedDeck
from wargame.errors import cells_taken
from wargame.rules.lint.advice import DeckAdvice

_ROOM = {"tracks": 18, "fronts": 12}
"""Cells that a board leaves to a title: of a number beside which both sides stand, of a front."""

_ITEM = {"tracks": "track", "fronts": "front"}


def long_titles(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Titles that a board would cut; what stands below one another alone has a line of its own."""
    for noun, room in _ROOM.items() if not loaded.variant else ():
        for number, item in enumerate(getattr(loaded.written, noun)):
            is_beside = noun == "fronts" or (item.of == "seats" and not item.aside)
            taken = cells_taken(item.title)
            if is_beside and not item.short and taken > room:
                what = f"the title takes {taken} cells, and a small screen has {room}"
                remedy = "Give it a 'short' title too."
                yield f"{_ITEM[noun]} {item.id}", (noun, number, "title"), what, remedy
