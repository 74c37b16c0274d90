"""ODD, elements 2 and 5: what there is, what it may be, and what it is at the start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wargame.rules.amounts import counted, rounds
from wargame.rules.game import Game
from wargame.table.reports.blocks import Block, Column, Line, label, number, paragraph, table
from wargame.table.rulebook.words import first_to_last

if TYPE_CHECKING:
    from wargame.content.model import Track


def state_tables(game: Game) -> Iterator[Block]:
    """Agents and other things with their state variables."""
    deck = game.deck
    yield table(
        [Column("agent", 10), Column("title", 30, gap=2), Column("kind", gap=2)],
        [
            *((seat.id, seat.title, "seat: a person or a program decides") for seat in deck.seats),
            *((party.id, party.title, "party: reacts by rule") for party in deck.parties),
        ],
        "Agents",
    )
    yield table(
        [
            label("state variable", 24),
            Column("title", 30, gap=2),
            Column("of", 10, gap=2),
            number("least", 6),
            number("most", 6),
            Column("unit", 8, gap=2),
            Column("kind", gap=2),
        ],
        [_track_row(track) for track in deck.tracks],
        "State variables, all whole numbers",
    )
    yield table(
        [
            label("thing", 24),
            Column("title", 30, gap=2),
            Column("of", 10, gap=2),
            Column("state", gap=2),
        ],
        list(_things(game)),
        "Things with a state of their own",
    )
    yield paragraph(Line(_hands(game), "", ""))


def _track_row(track: Track) -> tuple[object, ...]:
    kind = "computed" if track.value is not None else "stored"
    if track.kind == "seat":
        return track.id, track.title, track.of, "", "", "", f"{kind}: a seat or nobody"
    return track.id, track.title, track.of, track.min, track.max, track.unit, kind


def _things(game: Game) -> Iterator[tuple[object, ...]]:
    for measure in game.deck.measures:
        paused = ", and for how long it is paused" if measure.pause else ""
        yield measure.id, measure.title, measure.seat, f"its level, 0 to {measure.max}{paused}"
    for project in game.deck.projects:
        stages = " → ".join(stage.title for stage in project.stages)
        yield project.id, project.title, project.seat, f"its stage: {stages}"
    for action in game.deck.actions:
        yield action.id, action.title, action.seat, "how often it was taken: this round, and so far"
    if game.deck.deals:
        items = counted(len(game.deck.deals.items), "item")
        yield "deals", "Deals", "both", f"which of {items} each seat gives, and the rounds left"


def _hands(game: Game) -> str:
    deck = game.deck
    is_one = deck.cards_rule is not None and deck.cards_rule.mix
    piles = [
        f"{seat.title} holds {'up to ' * (seat.hand_now is not None)}"
        f"{counted(seat.hand, 'card')} of {'the one' if is_one else 'a'} pile of "
        f"{sum(is_one or card.seat in (seat.id, 'any') for card in deck.cards)}"
        for seat in game.rules.program.seats
        if seat.hand
    ]
    agenda = "an open agenda" if deck.turn.agenda_candidates == 1 else "a secret agenda"
    held = [*piles, *([f"each seat {agenda}"] if deck.agendas else [])]
    return "; ".join([*held, "each seat capital"]) + "."


def scales(game: Game) -> str:
    """How time runs, and that there is no space."""
    spans = game.deck.rounds
    end = ""
    if spans.uncertain_from:
        end = (
            f"; from round {spans.uncertain_from} on each is the last with a chance of "
            f"{spans.end_pct} in 100"
        )
    most = f"{rounds(spans.max)}{first_to_last(game.deck)}"
    return f"Time runs in rounds, at most {most}{end}. There is no space."


def initialization(game: Game) -> Iterator[Block]:
    """Every stored number at the start."""
    rows = [(track.id, _start(track)) for track in game.deck.tracks if track.value is None] + [
        (measure.id, f"level {measure.start}") for measure in game.deck.measures
    ]
    rows += [
        (f"{seat.id}: capital", f"{seat.capital.start}, at most {seat.capital.max}")
        for seat in game.deck.seats
    ]
    yield table([label("number", 24), Column("at the start", gap=2)], rows)
    yield paragraph(Line("Piles are shuffled; all else is the same in every game.", "", ""))


def _start(track: Track) -> str:
    if isinstance(track.start, dict):
        return ", ".join(f"{owner} {value}" for owner, value in track.start.items())
    return str(track.start) if track.kind == "number" else str(track.start or "nobody")
