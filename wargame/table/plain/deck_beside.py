"""Modifiers, eras, sources and examples as linear text: what a deck names that is no move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from wargame.content.model import Noun
from wargame.content.paths import SINGULAR, identity
from wargame.rules.game import Game
from wargame.table.rulebook.course import modified
from wargame.table.rulebook.words import Words
from wargame.table.words.gate import stopped
from wargame.table.words.wrap import wrapped

if TYPE_CHECKING:
    from wargame.content.model import Deck, Era, Example, Modifier, Source


def _modifier(game: Game, noun: Modifier) -> Iterator[str]:
    """What it makes of prices, and of which cards."""
    cards = [
        card.title
        for card in game.rules.program.cards
        if any(change.id == noun.id for change in card.changes)
    ]
    said = modified(Words(game.rules), noun)
    yield from said or ["No card has its tags."]
    yield from _row("Cards", dict.fromkeys(cards)) if said else ()


def _era(game: Game, noun: Era) -> Iterator[str]:
    """Its rounds, and what comes and goes with it."""
    deck = game.deck
    later = [era.round for era in deck.eras if era.round > noun.round]
    last = min(later) - 1 if later else deck.rounds.max
    labels = deck.rounds.labels[noun.round - 1 : last]
    is_named = 0 < len(labels) == last - noun.round + 1
    named = f" ({' to '.join(dict.fromkeys((labels[0], labels[-1])))})" if is_named else ""
    span = f"Rounds {noun.round} to {last}" if last > noun.round else f"Round {last}"
    yield f"{span}{named}."
    for what, nouns in (("Cards", deck.cards), ("Events", deck.injects)):
        comes = dict.fromkeys(one.title for one in nouns if one.era == noun.id)
        goes = dict.fromkeys(one.title for one in nouns if one.until_era == noun.id)
        yield from _row(f"{what} that come with it", comes)
        yield from _row(f"{what} that leave when it is over", goes)


def _source(game: Game, noun: Source) -> Iterator[str]:
    """When it appeared and where it is, what it says, and what rests on it."""
    yield from filter(None, (", ".join(filter(None, (noun.date, noun.url))), noun.text))
    cited = dict.fromkeys(_citing(game.loaded.written, noun.id))
    yield from _row("Cited by", cited) or ["Nothing cites it."]


def _citing(deck: Deck, source: str) -> Iterator[str]:
    """Everything that names a source, by its kind and id."""
    for holder in (deck, deck.deals):
        for name, kind in SINGULAR.items():
            for noun in getattr(holder, name, ()):
                if isinstance(noun, Noun) and _names(noun.model_dump(), source):
                    yield f"{kind} {identity(noun)}"


def _names(part: Any, source: str) -> bool:
    """Whether a source is given anywhere in plain data."""
    match part:
        case dict():
            inner = [_names(value, source) for value in part.values()]
            return part.get("source") == source or any(inner)
        case list():
            return any(_names(value, source) for value in part)
        case _:
            return False


def _example(_: Game, noun: Example) -> Iterator[str]:
    """The rule that it settles, the position, what is typed, and what must hold then."""
    yield noun.rule
    yield from _row("Given", [f"{name}: {_plain(value)}" for name, value in noun.given.items()])
    yield from _row("Played", noun.play)
    yield from _row("Expected", [f"{name}: {_plain(value)}" for name, value in noun.expect.items()])


def _plain(value: Any) -> str:
    """A value of an example as it would be typed."""
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value)


def _row(label: str, parts: Any) -> list[str]:
    """Things in a row behind what they are; nothing for none."""
    return [stopped(f"{label}: {'; '.join(parts)}")] if parts else []


BESIDE: Final[Mapping[str, tuple[str, Callable[[Game, Any], Iterator[str]]]]] = {
    "modifier": ("modifiers", _modifier),
    "era": ("eras", _era),
    "source": ("sources", _source),
    "example": ("examples", _example),
}
"""By what such a thing is called: the noun of the deck, and what is told of one."""


def beside_lines(game: Game, kind: str, noun: Any) -> list[str]:
    """What is told of a thing, a paragraph each."""
    return [line for part in BESIDE[kind][1](game, noun) for line in ("", *wrapped(part))]
