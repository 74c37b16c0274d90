"""What the numbers on the board mean, and the workings behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wargame.table.rulebook.words import Parts, Words, bullets, sentence

if TYPE_CHECKING:
    from wargame.content.model import Track


def numbers(words: Words) -> Parts:
    """The texts of all numbers that lie on the board, if there is room for them."""
    rows = _told(words, is_aside=False) if "numbers" in words.told else ()
    return "The numbers on the board", bullets(rows)


def workings(words: Words) -> Parts:
    """The texts of numbers that lie beside the board, if there is room for them too."""
    rows = _told(words, is_aside=True) if {"numbers", "workings"} <= {*words.told} else ()
    return "Workings: numbers beside the board", bullets(rows)


def _told(words: Words, *, is_aside: bool) -> Iterator[str]:
    for track in words.deck.tracks:
        if track.text and track.aside == is_aside:
            yield f"{track.title}{_bounds(words, track)}. {sentence(track.text)}"


def _bounds(words: Words, track: Track) -> str:
    """From where to where a number goes, and whose it is where another is called the same."""
    of = {seat.id: seat.title for seat in words.deck.seats}
    twice = sum(one.title == track.title for one in words.deck.tracks) > 1
    whose = of.get(track.of, "") if twice else ""
    span = "" if track.kind == "seat" else f"{track.min} to {track.max}"
    said = ", ".join(filter(None, (whose, span)))
    return f" ({said})" if said else ""
