"""What the numbers on the board mean, and the workings behind them."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.table.rulebook.words import Parts, Words, bullets, sentence


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
            yield f"{track.title} ({track.min} to {track.max}). {sentence(track.text)}"
