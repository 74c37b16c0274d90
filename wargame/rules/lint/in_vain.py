"""What a deck says and nothing reads, what cannot be told apart, and effects that come too late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wargame.content.loaded import LoadedDeck
from wargame.content.model import Deck
from wargame.content.paths import all_parts, item_name
from wargame.errors import DeckPath
from wargame.rules.amounts import rounds
from wargame.rules.lint.advice import DeckAdvice
from wargame.rules.reading.leaves import leaves

_TOLD_APART = (
    *("seats", "parties", "tracks", "endings", "cards", "measures", "projects", "actions"),
    *("agendas", "fronts", "injects", "eras", "variants"),
)
"""Nouns that people know by their titles."""


def in_vain(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """All of it, of the plain deck; what a variant of it reads is not in vain."""
    if not loaded.variant:
        yield from _unread(loaded)
        yield from _unplayed(loaded)
        yield from _same_titles(loaded)
        yield from _twice(loaded)
        yield from _too_late(loaded)
        yield from _untried(loaded)
        yield from _stays(loaded)


def _unread(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Fields that only act together with another one, which is not there."""
    deck = loaded.written
    is_sure = deck.rounds.uncertain_from is None and not set_by(deck, "rounds.uncertain_from")
    if "end_pct" in deck.rounds.model_fields_set and is_sure:
        what = "'end_pct' is not read without 'uncertain_from'"
        remedy = "Say from which round on luck may end the game, or leave it out."
        yield "rounds", ("rounds", "end_pct"), what, remedy
    has_contest = deck.contest is not None or bool(set_by(deck, "contest"))
    for number, ending in enumerate(deck.endings):
        if ending.winner is not None and not has_contest:
            what = "'winner' is not read without a 'contest'"
            remedy = "A contest says who wins; leave 'winner' out, or write one."
            yield f"ending {ending.id}", ("endings", number, "winner"), what, remedy
    is_final = deck.deals and not deck.deals.extensions and not set_by(deck, "deals.extensions")
    for name in ("extend", "extend_cost") if is_final else ():
        if getattr(deck.deals, name):
            what, remedy = f"'{name}' is not read without 'extensions'", "Write 'extensions: 1'."
            yield "deals", ("deals", name), what, remedy


def _unplayed(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Plays that nobody ever has."""
    deck = loaded.written
    if str(deck.turn.plays) == "0" and not deck.turn.headline and (deck.cards or deck.measures):
        what = "'plays' is 0: nobody ever plays a card or moves a measure"
        yield "turn", ("turn", "plays"), what, "Write 1 or more."


def _same_titles(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Things of one kind and one owner that people read by the same title."""
    for noun in _TOLD_APART:
        seen: dict[tuple[str, object], str] = {}
        for number, one in enumerate(getattr(loaded.written, noun)):
            owner = getattr(one, "seat", None) or getattr(one, "of", None)
            first = seen.setdefault((one.title.casefold(), owner), one.id)
            if first != one.id:
                what = f"'{first}' has the same title '{one.title}'"
                path: DeckPath = (noun, number, "title")
                yield item_name(loaded.written, path), path, what, "Let titles tell them apart."


def _twice(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Rounds of a review and answers of a quiz that stand there twice."""
    for number, review in enumerate(loaded.written.reviews):
        if len(dict.fromkeys(review.rounds)) < len(review.rounds):
            what, path = "a round is named twice", ("reviews", number, "rounds")
            yield f"review {review.id}", path, what, "A review comes once in a round."
    for number, asked in enumerate(loaded.written.quiz):
        if len(dict.fromkeys(asked.answers)) < len(asked.answers):
            what, place = "two answers are the same", ("quiz", number, "answers")
            yield item_name(loaded.written, place), place, what, "Only one of them is right."


def _too_late(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Effects put off for as many rounds as a game has."""
    lasts = [loaded.written.rounds.max, *set_by(loaded.written, "rounds.max")]
    last = max(one for one in lasts if isinstance(one, int))
    for path in _put_off(loaded.tree, last):
        what = f"it never comes: the last round is {last}"
        yield item_name(loaded.written, path), path, what, f"Let 'after' be less than {last}."


def _untried(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Trials that look beyond the last round."""
    lasts = [loaded.written.rounds.max, *set_by(loaded.written, "rounds.max")]
    last = max(one for one in lasts if isinstance(one, int))
    for number, claim in enumerate(loaded.written.claims):
        if claim.trial is not None and claim.trial.from_round + claim.trial.window - 1 > last:
            what = f"it never comes: the last round is {last}"
            remedy = f"Let its window of {rounds(claim.trial.window)} end by then."
            yield f"claim {claim.id}", ("claims", number, "trial", "from_round"), what, remedy


def _stays(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Cards that stay in effect, where nothing happens by that and nothing asks for it."""
    text = "\n".join(leaves(loaded.written))
    for number, card in enumerate(loaded.written.cards):
        is_asked = re.search(rf"\bcard\.{card.id}\.(?:in_effect|left)\b", text)
        if card.stays is not None and not card.each_round and not is_asked:
            what = "it stays in effect, and nothing comes of it"
            remedy = f"Write 'each_round:', or let something ask for card.{card.id}.in_effect."
            yield f"card {card.id}", ("cards", number, "stays"), what, remedy


def set_by(deck: Deck, path: str) -> list[Any]:
    """What variants set a field to, or what lies in it; by itself, or with the field around it."""
    around, _, last = path.rpartition(".")
    found: list[Any] = []
    for place, value in (pair for variant in deck.variants for pair in variant.set.items()):
        if place == path or place.startswith(f"{path}."):
            found.append(value)
        elif place == around and isinstance(value, dict) and last in value:
            found.append(value[last])
    return found


def _put_off(tree: Any, last: int) -> Iterator[DeckPath]:
    """Where an effect stands that waits so many rounds, or more."""
    for part, path in all_parts(tree, ()):
        if isinstance(part, dict) and "do" in part and path and isinstance(path[-1], int):
            wait = part.get("after")
            if isinstance(wait, int) and wait >= last:
                yield (*path, "after")
