"""A card as it lies on a table: what is printed on it, in a frame of plain signs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wargame.rules import ir
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.nouns import ITSELF, OTHER
from wargame.rules.game import Game
from wargame.table.words.gate import fit, stopped, wrap
from wargame.table.words.view_models import cost_words

if TYPE_CHECKING:
    from wargame.content.model import Card, Deck, Inject

INSIDE = 44
"""Cells between the edges of a card."""


def drawn_card(game: Game, card: Card) -> list[str]:
    """The card, line by line: title, whose it is, its text, its price and its worth."""
    edge = f"+{'-' * (INSIDE + 2)}+"
    head, text, terms, serves = card_parts(game, card)
    parts = [head, list(wrap(" ".join(text), INSIDE)), terms, serves, [*_flavour(game, card)]]
    lines = [edge]
    for part in filter(None, parts):
        lines += [f"| {fit(row, INSIDE)} |" for text in part for row in _rows(text)]
        lines.append(edge)
    return lines


def card_parts(game: Game, card: Card) -> tuple[list[str], list[str], list[str], list[str]]:
    """What is printed on a card: title and whose it is, its text, its price and its worth, and
    what its discard brings the rival."""
    head = [card.title, f"  {_whose(game, card)}"]
    return head, [card.text], [*_terms(game, card), *_marks(game, card)], [*_serves(game, card)]


def _rows(text: str) -> tuple[str, ...]:
    pad = " " * (len(text) - len(text.lstrip()))
    return wrap(text.strip(), INSIDE, pad, pad)


def _whose(game: Game, card: Card) -> str:
    titles = {seat.id: seat.title for seat in game.deck.seats}
    return titles.get(card.seat, "Any seat")


def _terms(game: Game, card: Card) -> Iterator[str]:
    """What its policy costs and asks for, and what it brings if discarded."""
    if card.do or card.response is None:
        yield f"Costs {cost_words(game.deck, card.cost)}." if card.cost else "Free to play."
    if card.response is not None:
        cost = card.response.cost
        yield f"As an answer costs {cost_words(game.deck, cost)}." if cost else "Free as an answer."
    yield f"Discarded: {card.worth} capital."
    if card.once:
        yield "Once in a game."


def _marks(game: Game, card: Card) -> Iterator[str]:
    """The tags that a price may hang on, and when it comes and goes."""
    asked = [tag for modifier in game.deck.modifiers for tag in modifier.tags]
    marked = [tag for tag in card.tags if tag in asked]
    if marked:
        yield stopped(f"Marked: {', '.join(marked)}")
    yield from _eras(game.deck, card, "Comes in round {}: {}.", "Goes at the end of: {}.")


def _eras(deck: Deck, noun: Card | Inject, comes: str, goes: str) -> Iterator[str]:
    """With which era a card or an inject comes, and with which it goes."""
    eras = {era.id: era for era in deck.eras}
    if noun.era:
        yield comes.format(eras[noun.era].round, eras[noun.era].title)
    if noun.until_era:
        yield goes.format(eras[noun.until_era].title)


def inject_terms(game: Game, inject: Inject, row: ir.InjectIR) -> list[str]:
    """When news come: their date, their eras, and what must hold."""
    terms = [f"Comes in round {inject.round}."] if inject.round else []
    is_dated = inject.era or inject.until_era  # which the row asks for by its round
    asked = [one for one in row.needs if not (is_dated and one.text.startswith("game.round "))]
    words = Describer(game.rules.program)
    needs = [f"Only if {words.cond(clause.cond)}." for clause in asked]
    eras = _eras(game.deck, inject, "From round {} on: {}.", "Until the end of: {}.")
    return [*terms, *eras, *needs]


def _flavour(game: Game, card: Card) -> Iterator[str]:
    """A line from the record, and whose it is."""
    if card.flavour is None:
        return
    yield card.flavour.text
    source = card.flavour.source or card.source
    known = {entry.id: entry.title for entry in game.deck.sources}
    if source:
        yield f"  {known.get(source, source)}"


def _serves(game: Game, card: Card) -> Iterator[str]:
    """What its discard brings the rival; in a common pile the rival may discard it, too."""
    program = game.rules.program
    rows = [row for row in program.cards if row.id == card.id and row.rival_do]
    for row in [one for one in rows if not one.is_foreign][:1]:
        yield "Discarded for capital, it serves the rival:"
        words = Describer(program)
        if card.seat not in game.seats:
            words = Describer(program, program.seats[row.seat].id, OTHER, ITSELF)
        yield from (f"  {line}" for line in words.block(row.rival_do))
    for row in [one for one in rows if one.is_foreign][:1]:
        owner = next(seat.title for seat in program.seats if seat.id == card.seat)
        yield f"Discarded by {program.seats[row.seat].title}: it happens for {owner}, unpaid."
