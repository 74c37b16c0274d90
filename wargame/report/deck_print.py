"""A deck to print and play on paper: cards to cut out, boards, the rules in brief and in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from wargame.content.model import Band, Deck, Measure, Project
from wargame.errors import first_few
from wargame.report.pdf import SIZES, Paper, one_line, typeset, unheard
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.evaluate import computed, read_state
from wargame.rules.asking.nouns import beyond
from wargame.rules.game import Game
from wargame.rules.ir import Name
from wargame.rules.view import SeatState
from wargame.table.plain.drawn_card import card_parts, inject_terms
from wargame.table.rulebook import in_full, rulebook
from wargame.table.rulebook.words import BULLET
from wargame.table.words.gate import stopped, width
from wargame.table.words.view_models import Marker, holder_of, markers, number_titles

CELLS = 26
"""Cells of a track on the board, at most; a longer one goes by steps, with a cell for 0."""

NAMED = 6
"""Cells of a track that have room for names of its bands, at most."""

LONG = 900
"""Cells of a card's text that surely have room in letters of 5 points: only of cards with more is
it asked."""

STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
UNITS = (1, 10, 100)
"""Steps of a strip, and of those below it."""


def printed_deck(game: Game, paper: Paper, tell: Callable[[str], object] = unheard) -> bytes:
    """A PDF of a deck.

    Args:
        tell: Is told what the fonts lack, and which cards are too long to be read.

    Raises:
        UsageError: What makes a PDF is not installed.
    """
    data = printed_data(game, paper)
    is_any_long = any(
        width(" ".join((one["title"], *one["text"], *one["foot"]))) > LONG for one in data["cards"]
    )
    return typeset("deck.typ", data, tell, {"small": small} if is_any_long else {})


def small(titles: list[str]) -> str:
    """That letters of some cards are too small to be read, to whoever could shorten them."""
    return (
        "Some cards are so long that their letters are smaller than 5 points "
        f"({first_few([*dict.fromkeys(titles)], 6)}): shorten them, or read them to the table."
    )


def printed_data(game: Game, paper: Paper) -> dict[str, Any]:
    """What is printed, as plain data."""
    deck, view = game.deck, game.redact(game.new())
    return {
        "title": one_line(deck.title),
        "paper": SIZES[paper],
        "cards": [*_cards(game), *_agendas(game), *_injects(game)],
        "boards": list(_boards(deck, view)),
        "rules": [_section(one.label, one.parts) for one in rulebook(game.rules)],
        "full": [_section(one.label, one.parts) for one in in_full(game.rules)],
    }


# --- cards ---------------------------------------------------------------------------------


def _cards(game: Game) -> Iterator[dict[str, Any]]:
    titles = {seat.id: seat.title for seat in game.deck.seats}
    sides = [seat.id for seat in game.deck.seats]
    rule = game.deck.cards_rule
    piles = 1 if rule is not None and rule.mix else len(sides)
    for card in game.deck.cards:
        _, text, terms, serves = card_parts(game, card)
        face = {
            "title": one_line(card.title),
            "whose": one_line(titles.get(card.seat, "Any seat")),
            "side": sides.index(card.seat) if card.seat in sides else len(sides),
            "text": [one_line(line) for line in text],
            "foot": [one_line(line) for line in (*terms, *serves)],
            "flavour": one_line(card.flavour.text) if card.flavour else "",
        }
        yield from [face] * (1 if card.seat in sides else piles)


def _agendas(game: Game) -> Iterator[dict[str, Any]]:
    """The aims that each side may be dealt."""
    for number, seat in enumerate(game.deck.seats):
        for agenda in game.deck.agendas:
            if agenda.seat in (seat.id, "any"):
                yield {
                    "title": one_line(agenda.title),
                    "whose": one_line(f"{seat.title}: agenda"),
                    "side": number,
                    "text": [one_line(agenda.text)],
                    "foot": [],
                    "flavour": "",
                }


def _injects(game: Game) -> Iterator[dict[str, Any]]:
    words = Describer(game.rules.program)
    for inject, row in zip(game.deck.injects, game.rules.program.injects, strict=True):
        terms = inject_terms(game, inject, row)
        more = beyond(words, row)
        yield {
            "title": one_line(inject.title),
            "whose": "News",
            "side": -1,
            "text": [one_line(inject.text), *([one_line(stopped(more))] if more else [])],
            "foot": [one_line(line) for line in terms],
            "flavour": "",
        }


# --- the board -----------------------------------------------------------------------------


def _boards(deck: Deck, view: SeatState) -> Iterator[dict[str, Any]]:
    """A board for each side, and one for what is shared."""
    shown = [row for row in markers(deck, view) if not row.is_aside and row.most > row.least]
    rows = [_in_round_1(row, view) for row in shown]
    owners = {seat.id: seat.title for seat in deck.seats}
    whose = {party.id: f"{party.title}: " for party in deck.parties}
    for seat, title in owners.items():
        yield {
            "title": one_line(title),
            "tracks": [_track(row, "", deck) for row in rows if row.owner == seat],
            "measures": [_measure(one) for one in deck.measures if one.seat == seat],
            "projects": [_project(one) for one in deck.projects if one.seat == seat],
        }
    others = [row for row in rows if row.owner not in owners]
    shared = [_track(row, whose.get(row.owner, ""), deck) for row in others]
    if shared:
        yield {"title": "Shared", "tracks": shared, "measures": [], "projects": []}


def _in_round_1(row: Marker, view: SeatState) -> Marker:
    """A number that hangs on the round as it stands in the first one, not before it."""
    rules = view.rules
    formula, start = rules.program.formulas.get(row.name), rules.fresh()
    if formula is None:
        return row

    def read(name: Name) -> int:
        return 1 if name.text == "game.round" else read_state(start, name)

    return replace(row, value=computed(rules.names[row.name], formula, read))


def _track(row: Marker, whose: str, deck: Deck) -> dict[str, Any]:
    """A strip of numbers, with the one it starts at; a place to write for one without an end.
    Where it holds a seat, a strip of both and nobody."""
    if row.holder:
        return {
            "title": one_line(f"{whose}{row.title}"),
            "values": [one_line(holder_of(deck, number)) for number in range(len(deck.seats) + 1)],
            "start": one_line(row.holder),
            "below": [],
            "said": f"starts at {one_line(row.holder)}",
        }
    step = next((one for one in STEPS if row.most // one - row.least // one < CELLS), 0)
    values = range(row.least // step * step, row.most + 1, step) if step else range(0)
    over = row.value % step if step else 0
    bands = {band.at: one_line(band.name) for band in _bands(row, deck)}
    short = bands if 0 < len(values) <= NAMED else {}
    named = [f"from {at} {name}" for at, name in sorted(bands.items()) if at not in short]
    return {
        "title": one_line(f"{whose}{row.title}"),
        "values": [_cell(value, short) for value in values],
        "start": _cell(row.value - over, short),
        "below": list(_below(step, over)),
        "said": "; ".join([*_called(row, whose, deck), _said(row, step), *named]),
    }


def _below(step: int, over: int) -> Iterator[dict[str, Any]]:
    """The strips below one that goes by steps: what each of them adds, from coarse to fine."""
    while step > 1:
        unit = next(one for one in UNITS if step // one < CELLS)
        yield {
            "values": [f"+{value}" for value in range(0, step, unit)],
            "start": f"+{over // unit * unit}",
        }
        step, over = unit, over % unit


def _bands(row: Marker, deck: Deck) -> list[Band]:
    """The stretches of a number that have a name."""
    own = row.name.rsplit(".", 1)[-1]
    return [band for track in deck.tracks if track.id == own for band in track.bands]


def _called(row: Marker, whose: str, deck: Deck) -> list[str]:
    """What a number is called on cards, where a board of the deck has a name of its own."""
    called = number_titles(deck).get(row.name, "")
    return [] if called in f"{whose}{row.title}" else [one_line(called)]


def _cell(value: int, names: Mapping[int, str]) -> str:
    """A number of a strip, and what it is called from there on."""
    return " ".join(filter(None, (str(value), names.get(value, ""))))


def _said(row: Marker, step: int) -> str:
    """Where a number starts, and how its strip is read."""
    if not step:
        return f"starts at {row.value}, to be written down"
    if step == 1:
        return f"starts at {row.value}"
    rest = "the row below adds to it" if step < CELLS else "the rows below add to it"
    return f"starts at {row.value}, a cell is {step}, {rest}"


def _measure(measure: Measure) -> dict[str, Any]:
    named = [f" {one_line(title)}" for title in measure.levels] or [""] * (measure.max + 1)
    return {
        "title": one_line(measure.title),
        "values": [f"{level}{title}" for level, title in enumerate(named)],
        "start": measure.start,
    }


def _project(project: Project) -> dict[str, Any]:
    return {
        "title": one_line(project.title),
        "said": one_line(project.text or ""),
        "values": [one_line(one.title) for one in project.stages],
    }


# --- rules ---------------------------------------------------------------------------------


def _section(label: str, parts: Sequence[str]) -> dict[str, Any]:
    return {
        "title": one_line(label),
        "parts": [
            {"text": one_line(part.removeprefix(BULLET)), "is_point": part.startswith(BULLET)}
            for part in parts
        ],
    }
