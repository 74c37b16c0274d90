"""What the numbers on the board mean, and the workings behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wargame.rules.amounts import listed
from wargame.rules.asking.describe import in_a_row
from wargame.rules.asking.nouns import describe_number
from wargame.table.rulebook.words import Parts, Words, bullets, sentence
from wargame.table.words.gate import stopped

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
        formula = _formula(words, track)
        if track.aside == is_aside and (track.text or formula or (is_aside and _is_full(words))):
            text = f" {sentence(track.text)}" if track.text else ""
            yield f"{stopped(f'{track.title}{_bounds(words, track)}')}{text}{formula}"


def _is_full(words: Words) -> bool:
    """Whether a table of paper is told all that it needs to work numbers out."""
    return "amounts" in words.told


def _formula(words: Words, track: Track) -> str:
    """How a number is worked out, if it is and there is room."""
    if track.value is None or not _is_full(words):
        return ""
    return f" {sentence(in_a_row(describe_number(words.program, track.id)))}"


def _bounds(words: Words, track: Track) -> str:
    """From where to where a number goes, whose it is where another is called the same, and where
    it starts if no board says so."""
    of = {seat.id: seat.title for seat in words.deck.seats}
    twice = sum(one.title == track.title for one in words.deck.tracks) > 1
    parts = [of.get(track.of, "") if twice else "", _each(words, track)]
    if track.kind != "seat":
        parts.append(f"{track.min} to {track.max}")
        if track.aside and track.value is None and _is_full(words):
            parts.append(f"at the start {words.starts(track)}")
    said = ", ".join(filter(None, parts))
    return f" ({said})" if said else ""


def _each(words: Words, track: Track) -> str:
    """The parties that have a number each."""
    titles = words.program.parties
    having = [titles[one.id] for one in words.deck.parties if track.of in (one.group, "parties")]
    return f"each of {listed(having)}" if len(having) > 1 else listed(having)
