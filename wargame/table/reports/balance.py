"""Whether a deck is fair, and a matter of choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wargame.lab.balance import Balance, TakeUp
from wargame.table.reports.blocks import (
    Paragraph,
    Report,
    Table,
    headline,
    label,
    number,
    paragraph,
    table,
)
from wargame.table.reports.charts import Bars, Chart, Dot, Dots
from wargame.table.reports.programs import programs

TOLD = {"always": "Taken nine times in ten", "never": "Never taken", "few": "Hardly ever open"}


def report(found: Balance) -> Report:
    """The seats, every card, then what stands out."""
    return (
        paragraph(headline(found.deck, found.variant, found.games, found.seed), *_seats(found)),
        *(_take_up(kind, rows) for kind, rows in _kinds(found).items()),
        *(_outstanding(found, verdict) for verdict in TOLD),
        *programs(found.programs, found.left_out, found.secret),
    )


def charts(found: Balance) -> tuple[Chart, ...]:
    """What each seat gets, and how often each choice is taken where it is open."""
    seats = [Dot(seat, mean.mean, mean.low, mean.high) for seat, mean in found.returns.items()]
    taken: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for row in found.choices:
        if row.open:
            taken.setdefault((row.kind, row.use), []).append((row.id, 100 * row.share))
    return (
        Dots("Points less par", "points (95 %)", tuple(seats)),
        *(
            Bars(f"{kind}: {use}", "% of the rounds in which it is open", tuple(bars))
            for (kind, use), bars in taken.items()
        ),
    )


def _seats(found: Balance) -> Iterator[str]:
    for seat, names in found.players.items():
        yield f"{seat} is drawn from: {', '.join(names)}"
        if mean := found.returns.get(seat):
            yield f"  points less par {mean.mean:+.1f} ({mean.low:+.1f} to {mean.high:+.1f})"


def _outstanding(found: Balance, verdict: str) -> Paragraph:
    told = [f"{row.id} {row.use}" for row in found.choices if _is_told(row, verdict)]
    return paragraph(f"{TOLD[verdict]}: {', '.join(told) or 'none'}.")


def _is_told(row: TakeUp, verdict: str) -> bool:
    """Whether it belongs in a list. That a lever has no such use is no news; that a card cannot
    be played is."""
    is_use = row.open > 0 or row.kind == "card"
    return is_use and row.verdict == verdict


def _kinds(found: Balance) -> dict[str, dict[str, dict[str, TakeUp]]]:
    """By kind and id, the take-up of each use."""
    kinds: dict[str, dict[str, dict[str, TakeUp]]] = {}
    for row in found.choices:
        kinds.setdefault(row.kind, {}).setdefault(row.id, {})[row.use] = row
    return kinds


def _take_up(kind: str, rows: Mapping[str, Mapping[str, TakeUp]]) -> Table:
    """A row per thing: in what share of the rounds in which it could be, it was."""
    uses = list(dict.fromkeys(use for row in rows.values() for use in row))
    columns = [label(kind, max(len(kind), *map(len, rows)))]
    for use in uses:
        columns += [number(use, 10, gap=0), number("of rounds", 10, gap=0)]
    cells = [
        (name, *(cell for use in uses for cell in _cells(row[use]))) for name, row in rows.items()
    ]
    return table(columns, cells)


def _cells(row: TakeUp) -> tuple[str, str]:
    return f"{100 * row.share:.0f} %" if row.open else "·", str(row.open)
