"""Whether every part of a deck is met in play."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wargame.lab.coverage import Coverage, NearMiss
from wargame.rules.amounts import counted
from wargame.table.reports.blocks import (
    Column,
    Line,
    Report,
    drawn_from,
    headline,
    label,
    listed,
    number,
    paragraph,
    table,
)
from wargame.table.reports.charts import Bars, Chart
from wargame.table.reports.programs import programs

WHEN = "What endings ask for is looked at as each round begins, and as a game ends."

RARE = 3
"""Parts of a kind that are told, the rarest first."""


def report(found: Coverage) -> Report:
    """The rarest part of each kind, and what never occurred; nothing where no game counts."""
    games = found.games - (found.left_out or 0)
    head = paragraph(
        headline(found.deck, found.variant, found.games, found.seed), *drawn_from(found.players)
    )
    return (head, *(_met(found, games) if games else ()), *programs(found))


def _met(found: Coverage, games: int) -> Report:
    columns = [
        label("kind", 12),
        number("parts", 6, gap=0),
        number("met", 6, gap=0),
        Column("the rarest, in percent of games", gap=3),
    ]
    rows = [_row(kind, parts, games) for kind, parts in found.met.items()]
    near = [_near(one, games) for one in found.near]
    never = listed("Never met", near) if near else paragraph("Every part was met.")
    when = any(one.conditions for one in found.near)
    return (table(columns, rows), never, *((paragraph(Line(WHEN, "", "")),) if when else ()))


def _near(missed: NearMiss, games: int) -> str:
    """How near a part came that was never met; an end, or who led a front, is not chosen."""
    if missed.part.startswith("ending "):
        return f"{missed.part} ({_near_an_end(missed)})"
    if ": judged for " in missed.part:
        return f"{missed.part} (never led as it was judged)"
    if missed.open:
        return f"{missed.part} (could have been in {missed.open} of {counted(games, 'game')})"
    return f"{missed.part} (never open)"


def _near_an_end(missed: NearMiss) -> str:
    """How near an ending came: of those whose conditions hold as a game ends, the first counts."""
    if not missed.conditions:
        return "an ending before it always came"
    if missed.held < missed.conditions:
        one = missed.conditions == 1
        best = f"at best {missed.held} of {missed.conditions} conditions held"
        return "its condition never held" if one else best
    held = "its condition" if missed.conditions == 1 else f"all {missed.conditions} conditions"
    return f"{held} held, but the game went on or an ending before it came"


def csv_rows(found: Coverage) -> Iterator[Sequence[object]]:
    """A head, then a row per part: in how many games it occurred, of how many."""
    games = found.games - (found.left_out or 0)
    yield "kind", "part", "met", "games"
    for kind, parts in found.met.items():
        for part, met in parts.items():
            yield kind, part, met, games


def charts(found: Coverage) -> tuple[Chart, ...]:
    """In how many games each part was met, kind by kind."""
    return tuple(
        Bars(f"{kind}: met", "games", tuple(parts.items()))
        for kind, parts in found.met.items()
        if parts
    )


def _row(kind: str, parts: Mapping[str, int], games: int) -> tuple[object, ...]:
    met = sum(1 for count in parts.values() if count)
    return kind, len(parts), met, ", ".join(_rarest(parts, games))


def _rarest(parts: Mapping[str, int], games: int) -> Iterator[str]:
    for which in sorted(parts, key=lambda which: parts[which])[:RARE]:
        yield f"{which} {100 * parts[which] / games:z.2f}"
