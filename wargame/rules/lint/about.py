"""How many cards, plays and rounds a deck says of itself that a game has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wargame.content.loaded import LoadedDeck
from wargame.content.number_words import NUMBER, number_of
from wargame.rules.lint.advice import DeckAdvice

_SAID = {
    "hand": re.compile(rf"\b({NUMBER}) cards? in hand\b", re.IGNORECASE),
    "plays": re.compile(rf"\b({NUMBER}) plays? (?:each|a|an|per)\b", re.IGNORECASE),
    "rounds": re.compile(
        rf"(?:^|[.;:] )({NUMBER}) (?:round|quarter|year)s(?=[.,;])", re.IGNORECASE
    ),
}
"""How that is said, each with its number."""

_FIELDS = {"hand": "seats.hand", "plays": "turn.plays", "rounds": "rounds.max"}
"""Where it stands."""


def said_of_game(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """A number in what a deck is about that is another one in its rules.

    What a rule works out while a game goes on is not held against anything.
    """
    deck = loaded.written
    if loaded.variant:
        return
    acts: dict[str, list[int | str]] = {
        "hand": [seat.hand for seat in deck.seats],
        "plays": [deck.turn.plays],
        "rounds": [deck.rounds.max],
    }
    text = loaded.fill(deck.about)
    for what, pattern in _SAID.items():
        known = [_value(one, loaded.effective) for one in acts[what]]
        told = [match for match in pattern.finditer(text) if number_of(match[1]) not in known]
        if None not in known and told and not _is_told(text, known):
            acting = " or ".join(map(str, dict.fromkeys(known)))
            said = told[0][0].strip(".;: ")
            yield "deck", ("about",), f"'{said}' is said, and '{_FIELDS[what]}' is {acting}", ""


def _value(written: int | str, numbers: Mapping[str, int]) -> int | None:
    """What a field of the deck comes to, if it is one number all through a game."""
    if isinstance(written, int):
        return written
    return numbers.get(written.strip().removeprefix("number."))


def _is_told(text: str, known: list[int | None]) -> bool:
    """Whether the number that acts is told as well, beside one that counts something else."""
    found = re.finditer(rf"\b({NUMBER})\b", text, re.IGNORECASE)
    return any(number_of(match[1]) in known for match in found)
