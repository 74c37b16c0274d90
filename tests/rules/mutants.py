"""Cards with one clause dropped or added, in their text or in what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wargame.content.model import Card, Effect, LoadedDeck, When
from wargame.errors import Faults
from wargame.rules.reading.build import read
from wargame.rules.reading.check import _Checker
from wargame.rules.reading.known import Known
from wargame.rules.reading.uses import Uses

Mutant = tuple[str, Card]
"""What was done to a card, and the card."""


def mutants(card: Card, other: Card) -> Iterator[Mutant]:
    """Every mutant of a card; what is added comes from another one."""
    for number, text in enumerate(_shorter(card.text)):
        yield f"text less {number}", card.model_copy(update={"text": text})
    for number, clause in enumerate(_foreign(card, other)):
        yield f"text more {number}", card.model_copy(update={"text": f"{card.text} {clause}"})
    for number, do in enumerate(_less(card.do)):
        yield f"effect less {number}", card.model_copy(update={"do": do})
    for number, do in enumerate(_less(card.rival_do)):
        yield f"discard less {number}", card.model_copy(update={"rival_do": do})
    for line in [one for one in other.do if isinstance(one, str) and one not in card.do][:2]:
        yield f"effect more {line}", card.model_copy(update={"do": [*card.do, line]})
    if card.needs:
        yield "needs less", card.model_copy(update={"needs": None})
    elif other.needs:
        yield "needs more", card.model_copy(update={"needs": other.needs})
    if card.cost:
        yield "cost less", card.model_copy(update={"cost": {}})


def _shorter(text: str) -> Iterator[str]:
    """The text without one sentence, or without one of the clauses of a sentence."""
    sentences = re.split(r"(?<=[.;])\s+", text)
    for number, sentence in enumerate(sentences):
        if len(sentences) > 1:
            yield " ".join([*sentences[:number], *sentences[number + 1 :]])
        parts = re.split(r", (?=[^,]*[+-]\d)", sentence)
        for place in range(1, len(parts)):
            kept = ", ".join([*parts[:place], *parts[place + 1 :]])
            kept = kept if kept.endswith(".") else f"{kept}."
            yield " ".join([*sentences[:number], kept, *sentences[number + 1 :]])


def _foreign(card: Card, other: Card) -> Iterator[str]:
    """Clauses of another card that say a number with a sign, and that this one does not say."""
    for clause in re.findall(r"[A-Za-z][A-Za-z' ]* [+-]\d+", other.text)[:2]:
        if clause.lower() not in card.text.lower():
            yield f"{clause[0].upper()}{clause[1:]}."


def _less(do: Sequence[Effect]) -> Iterator[list[Effect]]:
    """A block without one of its effects, or with what hung on a condition done anyway."""
    for number, effect in enumerate(do):
        yield [*do[:number], *do[number + 1 :]]
        if isinstance(effect, When):
            yield [*do[:number], *effect.do, *do[number + 1 :]]


class Bench:
    """Asks the lint of one deck about mutants of its cards."""

    def __init__(self, loaded: LoadedDeck) -> None:
        self.loaded = loaded
        self.plain: Known
        _, self.plain = read(loaded, Faults())

    def found(self, card: Card) -> list[str]:
        """What the lint says of the deck with this card in the place of its namesake."""
        deck = self.loaded.written
        cards = [card if one.id == card.id else one for one in deck.cards]
        mutant = LoadedDeck(deck.model_copy(update={"cards": cards}), self.loaded.marks)
        faults = Faults()
        program, _ = read(mutant, faults, self.plain)
        checker = _Checker(mutant, program, faults, self.plain, Uses(), ())
        checker.printed_numbers()
        checker.wording()
        return [fault.what for fault in faults.found]

    def acts_aside(self, card: Card, mutant: Card) -> bool:
        """Whether a mutant differs in workings alone, which no text has to name."""
        aside = [track.id for track in self.loaded.written.tracks if track.aside]
        gone = [str(one) for one in card.do if one not in mutant.do]
        gone += [str(one) for one in mutant.do if one not in card.do]
        words = re.findall(r"\.(\w+) [+-]?=", " ".join(gone))
        return bool(words) and all(word in aside for word in words)
