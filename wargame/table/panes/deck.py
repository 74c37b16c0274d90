"""A deck as pages: what there is in it, and a page for each thing, its cards as they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wargame.content.again import command
from wargame.errors import sentence_case, visible
from wargame.players.people import opponents
from wargame.rules.game import Game
from wargame.table.words.brief import paragraphs, wants
from wargame.table.words.gate import fit, stopped, wrap
from wargame.table.words.glyphs import ASCII, Glyphs
from wargame.table.words.rows import (
    DIM,
    FIRST,
    SECOND,
    STRONG,
    Row,
    Span,
    Target,
    blank,
    head,
    row,
    text_row,
)
from wargame.table.words.view_models import length

if TYPE_CHECKING:
    from wargame.content.model import Deck

Parts = Callable[[Game, Any], Iterable[list[str]]]
"""What is printed on a card, part by part: its title, its text, its terms."""

ABOUT = Target("about", "deck")
LISTS = {
    "measure": ("Measures", "measures"),
    "project": ("Projects", "projects"),
    "action": ("Actions", "actions"),
    "inject": ("News", "injects"),
    "review": ("Reviews", "reviews"),
    "front": ("Fronts", "fronts"),
    "agenda": ("Agendas", "agendas"),
    "ending": ("Endings", "endings"),
}
"""The lists of a deck that have pages, besides its cards: what they are called, and the field."""
FRAME, FRAME_ASCII = "│─┌├└┐┤┘", "|-++++++"
"""What a card is framed with: sides, lines, the left ends of its lines, the right ones."""
WIDEST = 56
"""Cells of a card."""
READABLE = 80


def contents_rows(deck: Deck, glyphs: Glyphs, cells: int) -> list[Row]:
    """What there is in a deck, each with a page of its own."""
    seats = [("seat", one.id, *_signed(deck, one.id, one.title, glyphs)) for one in deck.seats]
    variants = [("variant", one.id, one.title, "") for one in deck.variants]
    found = [_entry(ABOUT, "About the deck", STRONG, cells), *_listed("Seats", seats, cells)]
    for whose, title in [*((seat.id, seat.title) for seat in deck.seats), ("any", "any seat")]:
        mine = [one for one in deck.cards if one.seat == whose]
        entries = [("card", one.id, *_signed(deck, whose, one.title, glyphs)) for one in mine]
        found += _listed(f"Cards of {title}", entries, cells)
    for kind, (label, name) in LISTS.items():
        nouns = getattr(deck, name)
        entries = [
            (kind, one.id, *_signed(deck, getattr(one, "seat", ""), one.title, glyphs))
            for one in nouns
        ]
        found += _listed(label, entries, cells)
    return [*found, *_listed("Variants", variants, cells)]


def _listed(label: str, entries: list[tuple[str, str, str, str]], cells: int) -> list[Row]:
    if not entries:
        return []
    rows = [_entry(Target(kind, name), title, role, cells) for kind, name, title, role in entries]
    return [blank(), head(f"{label} ({len(entries)})", cells), *rows]


def _entry(target: Target, title: str, role: str, cells: int) -> Row:
    return row(Span(fit(f" {title}", cells), role), target=target)


def _signed(deck: Deck, seat: str, title: str, glyphs: Glyphs) -> tuple[str, str]:
    """A title with the sign and the role of the seat whose it is."""
    first, second = (one.id for one in deck.seats)
    if seat == first:
        return f"{glyphs.first} {title}", FIRST
    return (f"{glyphs.second} {title}", SECOND) if seat == second else (title, "")


def page_of(
    game: Game,
    target: Target,
    parts: Parts,
    glyphs: Glyphs,
    cells: int,
    *,
    decks: Path | None = None,
) -> list[Row]:
    """The page of one thing in a deck.

    Args:
        parts: Tells what is printed on a card.
        decks: The folder of decks that was named.
    """
    deck, size = game.deck, min(cells, READABLE)
    match target.kind:
        case "about":
            return [*_about(deck, size)]
        case "seat":
            return [*_seat(deck, target.id, glyphs, size)]
        case "variant":
            return [*_variant(deck, target.id, size, decks)]
        case "card":
            card = next(one for one in deck.cards if one.id == target.id)
            role = _signed(deck, card.seat, "", glyphs)[1]
            printed = _card([*parts(game, card)], role, glyphs, size)
            return [*printed, *_rules(game, target.id, size)]
        case kind:
            noun = next(one for one in getattr(deck, LISTS[kind][1]) if one.id == target.id)
            return [*_noun(deck, noun, glyphs, size), *_rules(game, target.id, size)]


def _variant(deck: Deck, name: str, size: int, decks: Path | None) -> Iterator[Row]:
    """What a variant is, and how it is played."""
    one = next(one for one in deck.variants if one.id == name)
    yield from (head(one.title, size), blank(), text_row(one.text or "", size), blank())
    yield text_row(visible(command("play", f"{deck.id}:{one.id}", decks=decks)), size, DIM)


def _noun(deck: Deck, noun: Any, glyphs: Glyphs, size: int) -> Iterator[Row]:
    """What is printed of a noun of any kind."""
    title, role = _signed(deck, getattr(noun, "seat", ""), noun.title, glyphs)
    yield row(Span(title, role or STRONG))
    if printed := getattr(noun, "text", None) or getattr(noun, "about", None):
        yield from (blank(), text_row(printed, size))
    if levels := ", ".join(getattr(noun, "levels", None) or []):
        yield from (blank(), text_row(stopped(f"Levels: {levels}"), size))


def _about(deck: Deck, size: int) -> Iterator[Row]:
    yield head(deck.title, size)
    yield blank()
    yield text_row(deck.about, size)
    yield blank()
    yield text_row(length(deck), size)
    counts = [
        ("Cards", deck.cards),
        *((label, getattr(deck, name)) for label, name in LISTS.values()),
    ]
    told = ", ".join(_count(label.lower(), len(nouns)) for label, nouns in counts if nouns)
    yield text_row(f"{sentence_case(told)}.", size, DIM)
    if deck.variants:
        yield blank()
        yield head(f"Variants ({len(deck.variants)})", size)
        for one in deck.variants:
            yield text_row(f"{one.title}", size, first="  ", rest="    ")


def _count(several: str, count: int) -> str:
    """How many of a kind; `news` is one and many."""
    one = several if several == "news" else several.removesuffix("s")
    return f"{count} {one if count == 1 else several}"


def _seat(deck: Deck, seat: str, glyphs: Glyphs, size: int) -> Iterator[Row]:
    """A chair: what it has, what it is told, and who may sit in it."""
    one = next(one for one in deck.seats if one.id == seat)
    title, role = _signed(deck, seat, one.title, glyphs)
    yield row(Span(title, role))
    par = f" Usual score {one.par}." if one.par else ""
    yield text_row(f"Begins with {one.capital.start} capital of {one.capital.max}.{par}", size, DIM)
    for brief in (brief for brief in deck.briefs if brief.seat == seat):
        for text in (*paragraphs(brief.text), *wants(deck, brief)):
            yield blank()
            yield text_row(text, size)
    people = opponents(deck, seat)
    if people:
        yield blank()
        yield head("Who may sit here, by how far they look ahead", size)
    for person in people:
        yield text_row(f"{person.title}: {person.face}", size, first="  ", rest="    ")


def _card(parts: list[list[str]], role: str, glyphs: Glyphs, size: int) -> Iterator[Row]:
    """A card as it lies on a table, in a frame."""
    inside = min(size, WIDEST) - 4
    signs = FRAME_ASCII if glyphs is ASCII else FRAME
    top, middle, bottom = (
        row(Span(f"{left}{signs[1] * (inside + 2)}{right}", DIM))
        for left, right in zip(signs[2:5], signs[5:], strict=True)
    )
    printed = [part for part in parts if any(part)]
    for number, part in enumerate(printed):
        yield middle if number else top
        for place, text in enumerate(part):
            said = STRONG if not place else ""
            for line in wrap(text, inside):
                ink = (role or said) if not number else ""
                filled = Span(fit(line, inside), ink)
                yield row(Span(f"{signs[0]} ", DIM), filled, Span(f" {signs[0]}", DIM))
    yield bottom


def _rules(game: Game, name: str, size: int) -> list[Row]:
    """What the rules make of a thing."""
    said = game.describe(name)
    if not said:
        return []
    rows = [blank(), head("What the rules say", size)]
    for line in said:
        pad = " " * (len(line) - len(line.lstrip()) + 1)
        rows.append(text_row(line.strip(), size, first=pad, rest=f"{pad}  "))
    return rows
