"""A deck as a model, described by the ODD protocol: seven elements with fixed names.

What the deck says by itself is drawn from it, so the description cannot fall behind the rules;
the rest is its author's, in `odd.yaml`, and what the author left out is named as a gap.

Source: Grimm et al. 2020, The ODD Protocol for Describing Agent-Based and Other Simulation
Models: A Second Update. Journal of Artificial Societies and Social Simulation 23(2) 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from wargame.content.model import Concepts
from wargame.dataclass import dataclass
from wargame.rules.amounts import counted
from wargame.rules.game import Game
from wargame.table.reports.blocks import (
    Block,
    Column,
    ItemList,
    Line,
    Paragraph,
    Report,
    SectionTitle,
    Table,
    number,
    paragraph,
    table,
)
from wargame.table.reports.odd_concepts import GAP, concepts
from wargame.table.reports.odd_state import initialization, scales, state_tables
from wargame.table.rulebook.course import a_round
from wargame.table.rulebook.words import BULLET, EXTRAS, Words, named_rounds
from wargame.table.words.gate import stopped

ELEMENTS = (
    "Purpose and patterns",
    "Entities, state variables, and scales",
    "Process overview and scheduling",
    "Design concepts",
    "Initialization",
    "Input data",
    "Submodels",
)


@dataclass(frozen=True, slots=True)
class OddTable:
    """Rows of text under their heads.

    Attributes:
        title: A sentence above it, or "".
        columns: Its heads.
        rows: A text per column.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Element:
    """One of the seven.

    Attributes:
        name: As the protocol calls it.
        said: Paragraphs and points.
        tables: What is told in rows.
    """

    name: str
    said: tuple[str, ...]
    tables: tuple[OddTable, ...]


@dataclass(frozen=True, slots=True)
class OddDescription:
    """A deck described as a model.

    Attributes:
        deck: The deck's id.
        variant: The variant's id, or "".
        deck_hash: 64 hex digits over all that the deck says.
        elements: The seven, in the protocol's order.
        gaps: What its author has not described, as `odd.yaml` calls it.
    """

    deck: str
    variant: str
    deck_hash: str
    elements: tuple[Element, ...]
    gaps: tuple[str, ...]


def described(game: Game, variant: str = "") -> OddDescription:
    """A deck by the ODD protocol."""
    blocks = {name: tuple(make(game)) for name, make in zip(ELEMENTS, MAKERS, strict=True)}
    elements = tuple(_element(name, made) for name, made in blocks.items())
    return OddDescription(game.deck.id, variant, game.deck_hash, elements, tuple(_gaps(game)))


def report(game: Game) -> Report:
    """The same, for people."""
    gaps = list(_gaps(game))
    told = ", ".join(gaps) if gaps else "none"
    blocks: list[Block] = [
        paragraph(f"{game.deck.title}: the model, by the ODD protocol (Grimm et al. 2020)"),
        paragraph(Line(f"Not described by its author: {told}.", "", "")),
    ]
    for place, name, make in zip(count(1), ELEMENTS, MAKERS, strict=False):
        blocks += [SectionTitle(f"{place}. {name}"), *make(game)]
    return tuple(blocks)


def _element(name: str, blocks: Iterable[Block]) -> Element:
    said: list[str] = []
    tables = []
    for block in blocks:
        if isinstance(block, Table):
            heads = tuple(column.title for column in block.columns)
            tables.append(OddTable(block.title, heads, block.rows))
        elif isinstance(block, Paragraph):
            said += [
                f"{'  ' * line.depth}{line.first.lstrip()}{line.told}".rstrip()
                for line in block.lines
            ]
        elif isinstance(block, ItemList):
            said += [block.title, *(line.told for line in block.items)]
        else:
            said.append(block.text)
    return Element(name, tuple(said), tuple(tables))


def _gaps(game: Game) -> Iterator[str]:
    """What the author could say and has not."""
    odd = game.deck.odd
    own = ("purpose", "scales", "initialization", "input_data")
    yield from (name for name in own if not (odd and getattr(odd, name)))
    for name in Concepts.model_fields:
        if not (odd and getattr(odd.concepts, name)):
            yield f"concepts.{name}"


def _paragraphs(*said: str | None) -> Iterator[Block]:
    for one in said:
        if one:
            yield paragraph(Line(one, "", ""))


def _purpose(game: Game) -> Iterator[Block]:
    deck = game.deck
    yield from _paragraphs(deck.odd.purpose if deck.odd else None, deck.about)
    rows = [(str(claim.id), f"{stopped(claim.title)} {claim.text}") for claim in deck.claims]
    yield _listed("Patterns that play is held against:", rows)


def _entities(game: Game) -> Iterator[Block]:
    deck = game.deck
    yield from state_tables(game)
    yield from _paragraphs(scales(game), deck.odd.scales if deck.odd else None)


def _process(game: Game) -> Iterator[Block]:
    _, parts = a_round(Words(game.rules, EXTRAS))
    for place, part in enumerate(parts, 1):
        yield paragraph(Line(f"{place}. {part.removeprefix(BULLET)}", "", "   "))


def _concepts(game: Game) -> Iterator[Block]:
    for name, said in concepts(game):
        yield paragraph(Line(f"{name}: {said or GAP}", "", "  "))


def _initialization(game: Game) -> Iterator[Block]:
    deck = game.deck
    yield from initialization(game)
    yield from _paragraphs(deck.odd.initialization if deck.odd else None)
    rows = [
        (variant.id, f"{stopped(variant.title)} {variant.text or ''}".rstrip())
        for variant in deck.variants
    ]
    yield _listed("Other starts, and parts that can be left out:", rows)


def _listed(title: str, rows: Iterable[tuple[str, str]]) -> Block:
    """A list of named texts, or that there are none."""
    lines = [Line(f"{name}: {said}", "  ", "    ") for name, said in rows]
    return paragraph(title, *(lines or [Line("none", "  ")]))


def _input(game: Game) -> Iterator[Block]:
    deck = game.deck
    yield from _paragraphs(deck.odd.input_data if deck.odd else None)
    dated = sum(inject.round is not None for inject in deck.injects)
    comes = "comes on a date" if dated == 1 else "come on dates"
    yield from _paragraphs(
        f"Nothing is read while it runs; {counted(dated, 'event')} from outside {comes} "
        f"written in the deck."
        if dated
        else "Nothing is read while it runs, and no event from outside has a date."
    )
    rows = [(one.kind, f"{one.text} {one.source or ''}".rstrip()) for one in deck.assumptions]
    yield _listed("What is taken for granted:", rows)
    yield table(
        [Column("items", 10), *(number(name, 9) for name in ("sourced", "invented", "silent"))],
        _sourced(game),
        f"Where items come from ({counted(len(deck.sources), 'source')} listed)",
    )


def _sourced(game: Game) -> Iterator[tuple[object, ...]]:
    for kind in ("tracks", "cards", "measures", "projects", "actions", "injects", "parties"):
        named = [item.source for item in getattr(game.deck, kind)]
        invented = sum(source == "invented" for source in named)
        silent = sum(not source for source in named)
        yield kind, len(named) - invented - silent, invented, silent


def _submodels(game: Game) -> Iterator[Block]:
    deck = game.deck
    for track in deck.tracks:
        if track.value is not None:
            yield _submodel(game, "number", track.id, track.title)
    for kind in (
        "rule",
        "measure",
        "project",
        "action",
        "card",
        "inject",
        "front",
        "agenda",
        "ending",
    ):
        for item in getattr(deck, f"{kind}s"):
            yield _submodel(game, kind, item.id, item.title)
    for review in deck.reviews:
        at = Line(f"at the end of {named_rounds(deck, review.rounds)}", "  ", "    ")
        yield _submodel(game, "review", review.id, review.title, at)
    for item in deck.deal_items:
        yield _submodel(game, "deal item", item.id, item.title)
    for package in deck.ready_packages:
        yield _submodel(game, "ready package", package.id, package.title)


def _submodel(game: Game, kind: str, name: str, title: str, *first: Line) -> Block:
    return paragraph(Line(f"{kind} {name}: {title}"), *first, *map(_under, game.describe(name)))


def _under(said: str) -> Line:
    """A line below the name of a submodel, as far in as it belongs."""
    pad = " " * (2 + len(said) - len(said.lstrip()))
    return Line(said.lstrip(), pad, f"{pad}  ")


MAKERS = (_purpose, _entities, _process, _concepts, _initialization, _input, _submodels)
"""What makes the blocks of each element, in the order of `ELEMENTS`."""
