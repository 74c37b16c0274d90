"""How many games of a deck went."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.lab.authors.examples import NOBODY
from wargame.lab.runs.question import LESS_PAR, MATCH_POINTS
from wargame.lab.runs.tally import Spread
from wargame.lab.simulate import GameResult, Results
from wargame.play.player import is_program
from wargame.table.reports.blocks import Column, Report, headline, label, number, paragraph, table
from wargame.table.reports.charts import Bars, Chart, distribution
from wargame.table.reports.programs import programs

WIDE = 30


def report(found: Results) -> Report:
    """How the games ended, and what each seat got."""
    counted = max(1, found.games - (found.left_out or 0))
    ends = [
        (ending, games, f"{100 * games / counted:z.1f} %")
        for ending, games in found.endings.items()
    ]
    spreads = [
        *((_seated(found, seat), spread) for seat, spread in found.returns.items()),
        *((("rounds", found.rounds),) if found.rounds else ()),
    ]
    got = [(name, *_cells(spread)) for name, spread in spreads]
    return (
        paragraph(headline(found.deck, found.variant, found.games, found.seed)),
        *_won(found, counted),
        table([label("", WIDE), number("", 7), number("", 7, gap=2)], ends),
        table(_spread_columns(), got, _got(found)),
        *programs(found),
        paragraph(f"digest {found.digest}{_of_all(found)}"),
    )


def _of_all(found: Results) -> str:
    """What the digest is made of, where not all games are counted."""
    return f" of all {found.games} games, those left out too" if found.left_out else ""


def _got(found: Results) -> str:
    """What the numbers of seats are."""
    points = LESS_PAR if found.winners is None else MATCH_POINTS
    return f"What seats got: {points}"


def _won(found: Results, counted: int) -> Report:
    """Who won, where a winner is named."""
    rows = [
        (f"{seat} wins", games, f"{100 * games / counted:z.1f} %")
        for seat, games in (found.winners or {}).items()
    ]
    return (table([label("", WIDE), number("", 7), number("", 7, gap=2)], rows),) if rows else ()


def charts(found: Results) -> tuple[Chart, ...]:
    """How often each ending came, and how points and rounds spread."""
    title = "Points less par of" if found.winners is None else "Match points and lead of"
    points = [
        distribution(f"{title} {_seated(found, seat)}", "points", spread.counts)
        for seat, spread in found.returns.items()
    ]
    rounds = found.rounds.counts if found.rounds else {}
    return (
        Bars("How games ended", "games", tuple(found.endings.items())),
        *points,
        distribution("Rounds of a game", "rounds", rounds),
    )


def _seated(found: Results, seat: str) -> str:
    return f"{seat} ({found.seats[seat]})"


def _spread_columns() -> list[Column]:
    numbers = [number(title, 6) for title in ("sd", "min", "max")]
    return [label("seat (player)", WIDE), number("mean", 7), *numbers]


def _cells(found: Spread) -> tuple[str, ...]:
    return f"{found.mean:z.1f}", f"{found.sd:z.1f}", str(found.min), str(found.max)


def csv_head(seats: Mapping[str, str]) -> list[str]:
    """The names of what `csv_row` gives, for who sits where."""
    returns = [f"return_{seat}" for seat in seats]
    lapses = [
        f"{what}_{seat}"
        for seat, player in seats.items()
        if is_program(player)
        for what in ("stand_ins", "faults")
    ]
    head = ["game", "seed", "ending", "winner", *returns, "rounds", "actions", "state_hash"]
    return [*head, *lapses]


def _winner(game: GameResult) -> str:
    """Who won: a seat, `nobody`, or nothing at a table that names no winner."""
    return "" if game.winner is None else game.winner or NOBODY


def csv_row(game: GameResult, seats: Mapping[str, str]) -> list[object]:
    """One game, for a table of all of them."""
    lapses = [
        number
        for place, player in enumerate(seats.values())
        if is_program(player)
        for number in (game.lapses[place] if game.lapses else (0, 0))
    ]
    return [
        game.index,
        game.seed,
        game.ending,
        _winner(game),
        *game.returns,
        game.rounds,
        game.actions,
        game.state_hash,
        *lapses,
    ]
