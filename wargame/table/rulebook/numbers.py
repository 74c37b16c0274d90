"""What the numbers on the board mean."""

from __future__ import annotations

from wargame.table.rulebook.words import Parts, Words, bullets, sentence


def numbers(words: Words) -> Parts:
    """The texts of all numbers that lie on the board, if there is room for them."""
    rows = [
        f"{track.title} ({track.min} to {track.max}). {sentence(track.text)}"
        for track in words.deck.tracks
        if track.text and not track.aside and "numbers" in words.told
    ]
    return "The numbers on the board", bullets(rows)
