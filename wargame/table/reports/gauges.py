"""What the registered gauges counted in recorded games, and on which events it rests."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.lab.registered.gauges_object import (
    CountedGame,
    CountedGauge,
    CountedQuantity,
    GaugesObject,
)
from wargame.rules.amounts import counted
from wargame.table.reports.blocks import Block, Line, Paragraph, Report, paragraph


def report(found: GaugesObject) -> Report:
    """Game by game, gauge by gauge, with the events behind each count."""
    return (*_games(found), _last(found))


def _games(found: GaugesObject) -> Iterator[Block]:
    for game in found.games:
        yield paragraph(_head(game))
        for gauge in game.gauges:
            yield _gauge(gauge)


def _head(game: CountedGame) -> str:
    state = f"ended as {game.ending}" if game.ending else "not over"
    return f"{game.game}: {counted(game.rounds, 'round')}, {state}"


def _gauge(gauge: CountedGauge) -> Paragraph:
    head = Line(f"{gauge.counts}; over {gauge.over}", f"{gauge.claim:>2} ", "   ")
    return paragraph(head, *(line for one in gauge.quantities for line in _quantity(one)))


def _quantity(one: CountedQuantity) -> Iterator[Line]:
    value = "nothing to count"
    if one.whole:
        value = f"{one.part} of {one.whole} ({one.part / one.whole:z.2f})"
    beside = " (beside)" if one.is_companion else ""
    yield Line(f"{one.name}{beside}: {value}", "   ", "     ")
    for event in one.events:
        at = f"round {event.round}: " if event.round else ""
        yield Line(f"{at}{event.what}", "     ", "       ")


def _last(found: GaugesObject) -> Paragraph:
    trials = ", ".join(map(str, found.by_trial))
    return paragraph(
        f"Claims {trials} are counted from pairs of games, which `wargame lab judge` plays.",
        f"So are {', '.join(found.beside_by_trial)} beside claims; `wargame lab companions` plays"
        " pairs at random.",
        "A count is no judgement. What is counted is registered:",
        f"SHA-256 {found.registration}",
    )
