"""A deck and its items as linear text: what is printed, and what the rules make of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wargame.content.model import Deck
from wargame.errors import UsageError, nearest
from wargame.rules.describe import Describer
from wargame.rules.game import Game
from wargame.rules.ir import Act, StageIR
from wargame.table.view_models import cost_words
from wargame.table.wrap import heading, rounds, wrapped

KINDS = ("card", "measure", "project", "inject", "agenda", "review", "rule", "ending")
"""Nouns that are lists of things with an id, in the order in which ids are looked up."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item of a deck, and what it is."""

    kind: str
    noun: Any


def find_item(deck: Deck, name: str) -> Found:
    """The item with this id.

    Raises:
        UsageError: there is none.
    """
    items = {found.noun.id: found for found in reversed(list(_items(deck)))}
    if name not in items:
        raise UsageError(f"deck '{deck.id}' has no item '{name[:60]}'. {nearest(name, items)}")
    return items[name]


def _items(deck: Deck) -> Iterator[Found]:
    for kind in KINDS:
        for noun in getattr(deck, f"{kind}s"):
            yield Found(kind, noun)
    for item in deck.deals.items if deck.deals else []:
        yield Found("deal item", item)


def deck_lines(deck: Deck) -> list[str]:
    """The contents of a deck: what it is about, who plays, and what there is to find."""
    lines = [heading(f"{deck.title} ({deck.id} {deck.version})"), *wrapped(deck.about)]
    minutes = f", about {deck.minutes} minutes" if deck.minutes else ""
    lines += [f"Up to {deck.rounds.max} rounds{minutes}.", ""]
    lines += [f"Seat {seat.id}: {seat.title}, hand {seat.hand}" for seat in deck.seats]
    for kind in KINDS:
        lines += _list_lines(f"{kind.capitalize()}s", getattr(deck, f"{kind}s"))
    lines += _list_lines("Deal items", deck.deals.items if deck.deals else [])
    lines += _list_lines("Variants", deck.variants)
    lines += _list_lines("Personas", deck.personas)
    return lines


def _list_lines(label: str, nouns: Iterable[Any]) -> list[str]:
    rows = [f"  {noun.id:<28} {_whose(noun)}{noun.title}" for noun in nouns]
    return ["", f"{label} ({len(rows)})", *rows] if rows else []


def _whose(noun: Any) -> str:
    seat = getattr(noun, "seat", None)
    return f"{seat}: " if seat else ""


def item_lines(game: Game, found: Found) -> list[str]:
    """One item: printed text, price, what the rules say, and where it comes from."""
    noun = found.noun
    lines = [heading(noun.title), f"{found.kind} {noun.id}{_seat_words(noun)}"]
    if getattr(noun, "cost", None):
        lines += wrapped(f"Costs {cost_words(noun.cost, {})}.")
    if getattr(noun, "text", None):
        lines += ["", *wrapped(noun.text)]
    rules = rules_lines(game, found)
    if rules:
        lines += ["", "What the rules say"]
    for said in rules:
        pad = " " * (len(said) - len(said.lstrip()) + 2)
        lines += wrapped(said, pad, f"{pad}  ")
    return lines + _source_lines(game.deck, noun)


def rules_lines(game: Game, found: Found) -> list[str]:
    """What the rules make of an item, in words; further in is inside."""
    program, name = game.program, found.noun.id
    words = Describer(program)
    match found.kind:
        case "card":
            return words.card(name)
        case "measure":
            return _verb_lines(words, _called(program.measures, name).verbs)
        case "project":
            return _stage_lines(words, _called(program.projects, name).stages)
        case "inject":
            inject = _called(program.injects, name)
            needs = [f"needs: {words.cond(clause.cond)}" for clause in inject.needs]
            return [*needs, *words.block(inject.do)]
        case _:
            return []


def _called(nouns: Iterable[Any], name: str) -> Any:
    return next(noun for noun in nouns if noun.id == name)


def _verb_lines(words: Describer, verbs: Mapping[str, Act | None]) -> list[str]:
    lines = []
    for verb, act in verbs.items():
        if act is not None:
            lines += [f"{verb}:", *(f"  {line}" for line in words.act(act))]
    return lines


def _stage_lines(words: Describer, stages: Iterable[StageIR]) -> list[str]:
    lines = []
    for stage in stages:
        work = f"{rounds(stage.rounds)} of work, {words.expr(stage.success_pct)} % success"
        lines += [f"{stage.id}: {work}", *(f"  {line}" for line in words.act(stage.act))]
    return lines


def _seat_words(noun: Any) -> str:
    seat = getattr(noun, "seat", None)
    return f", {seat}" if seat else ""


def _source_lines(deck: Deck, noun: Any) -> list[str]:
    source = getattr(noun, "source", None)
    if not source:
        return []
    known = {entry.id: entry for entry in deck.sources}
    entry = known.get(source)
    text = f"{entry.title}{f', {entry.date}' if entry.date else ''}" if entry else source
    dated = f" As of {noun.as_of}." if noun.as_of else ""
    return ["", *wrapped(f"Source: {text}.{dated}")]
