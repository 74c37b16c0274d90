"""How many games of a deck went."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.lab.simulate import GameResult, Results
from wargame.lab.tally import Spread
from wargame.table.reports.blocks import Column, Report, headline, label, number, paragraph, table

WIDE = 30


def report(found: Results) -> Report:
    """How the games ended, and what each seat got."""
    ends = [
        (ending, games, f"{100 * games / found.games:.1f} %")
        for ending, games in found.endings.items()
    ]
    spreads = [
        *((f"{seat} ({player})", found.returns[seat]) for seat, player in found.seats.items()),
        ("rounds", found.rounds),
    ]
    return (
        paragraph(headline(found.deck, found.variant, found.games, found.seed)),
        table([label("", WIDE), number("", 7), number("", 7, gap=2)], ends),
        table(_spread_columns(), [(name, *_cells(spread)) for name, spread in spreads]),
        paragraph(f"digest {found.digest}"),
    )


def _spread_columns() -> list[Column]:
    numbers = [number(title, 6) for title in ("sd", "min", "max")]
    return [label("seat (player)", WIDE), number("mean", 7), *numbers]


def _cells(found: Spread) -> tuple[str, ...]:
    return f"{found.mean:.1f}", f"{found.sd:.1f}", str(found.min), str(found.max)


def csv_head(seats: Iterable[str]) -> list[str]:
    """The names of what `csv_row` gives."""
    returns = [f"return_{seat}" for seat in seats]
    return ["game", "seed", "ending", *returns, "rounds", "actions", "state_hash"]


def csv_row(game: GameResult) -> list[object]:
    """One game, for a table of all of them."""
    return [
        game.index,
        game.seed,
        game.ending,
        *game.returns,
        game.rounds,
        game.actions,
        game.state_hash,
    ]
