"""How the numbers of one game, or of several, went: charts with their tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.content.model import BoardGauge, BoardPlan
from wargame.content.typed import CONTEST
from wargame.dataclass import dataclass
from wargame.report.document import (
    FigurePiece,
    Piece,
    ProsePiece,
    ReviewSection,
    grid,
    number_columns,
)
from wargame.report.reviewed import LEAD_NUMBER, ReviewedGame
from wargame.table.reports.charts import GraphLine, GraphPanel, Graphs
from wargame.table.words.view_models import markers

Wanted = tuple[str, str, tuple[tuple[int, str], ...]]
"""A number: its name, what it is called in its chart, and where something happens."""

MOST_PANELS = 60
"""Numbers that are drawn, at most; the table of a deck with more has them all."""

BELOW = "Below a round stands a number as that round began"

LASTS = {"end": "ended", "now": "was left", "end or now": "ended or was left"}
"""What the column behind the rounds is called, and what was so by then."""


def numbers(games: Sequence[ReviewedGame]) -> ReviewSection:
    """Charts of what people watch: pressure, stocks, chains; each with its table."""
    return ReviewSection("numbers", "How the numbers went", tuple(_numbers(games)))


def _numbers(games: Sequence[ReviewedGame]) -> Iterator[Piece]:
    axis = _shared_axis(games)
    yield ProsePiece(f"{BELOW}, below '{axis.last}' as the game {LASTS[axis.last]}.")
    for title, wanted in groups(games[0]):
        yield from _figure(games, title, wanted, axis)


def courses_of(games: Sequence[ReviewedGame], names: Sequence[str]) -> Iterator[Piece]:
    """The course of some numbers, if there are any, below what is asked about them."""
    wanted: list[Wanted] = [(name, games[0].titles.number(name), ()) for name in names]
    yield from _figure(games, "", wanted, _shared_axis(games))


@dataclass(frozen=True, slots=True)
class _Axis:
    """The rounds of some games, and what the column behind them is called."""

    rounds: tuple[int, ...]
    last: str

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands along it."""
        return (*map(str, self.rounds), self.last)

    def row(self, game: ReviewedGame, values: Sequence[int | None]) -> list[int | None]:
        """The values of a game below its rounds, and its last one behind all rounds."""
        below = dict(zip(game.rounds, values, strict=False))
        return [*(below.get(number) for number in self.rounds), values[-1]]

    def line(self, game: ReviewedGame, values: Sequence[int | None]) -> tuple[int | None, ...]:
        """The same as it is drawn: where a game ended a round begins no more, and that of one that
        was left lies between two."""
        *row, last = self.row(game, values)
        place = self.rounds.index(game.rounds[-1]) + 1 if game.rounds else 0
        if place == len(self.rounds):
            return (*row, last)
        return (*row[:place], *([last] if game.is_over else []))


def _shared_axis(games: Sequence[ReviewedGame]) -> _Axis:
    rounds = sorted({number for game in games for number in game.rounds})
    lasts = sorted({"end" if game.is_over else "now" for game in games})
    return _Axis(tuple(rounds), " or ".join(lasts))


def _figure(
    games: Sequence[ReviewedGame], title: str, wanted: Sequence[Wanted], axis: _Axis
) -> Iterator[Piece]:
    by_game = [game.numbers([name for name, _, _ in wanted]) for game in games]
    titles = games[0].titles
    panels, rows, still = [], [], []
    for name, called, marks in wanted:
        known = [
            (game, found[name]) for game, found in zip(games, by_game, strict=True) if name in found
        ]
        values = {value for _, track in known for value in track}
        if len(values) < 2:
            still += [
                f"{called} {titles.value(name, value)}" for value in values if value is not None
            ]
            continue
        several = len(games) > 1
        lines = [
            GraphLine(game.name if several else "", axis.line(game, track)) for game, track in known
        ]
        is_held = name in titles.holding
        panels += [] if is_held else [GraphPanel(called, tuple(lines), marks)]
        for game, track in known:
            row = axis.row(game, track)
            shown = [
                "" if one is None else titles.value(name, one) if is_held else one for one in row
            ]
            rows.append([called, *([game.name] if several else []), *shown])
    head = "number|table" if len(games) > 1 else "number"
    table = grid([head, *number_columns(axis.labels)], rows, title)
    if panels:
        named = title or ", ".join(one.title for one in panels)
        yield FigurePiece(Graphs(named, axis.labels, tuple(panels[:MOST_PANELS])), table)
    elif rows:
        yield table
    if still:
        of = f"{title}, the" if title else "The"
        yield ProsePiece(f"{of} same as each round began: {'; '.join(still)}.")


def groups(game: ReviewedGame) -> Iterator[tuple[str, list[Wanted]]]:
    """What is drawn together: what the deck's board names, else all numbers by whose they are."""
    board = game.match.game.deck.board
    if board is not None:
        yield from ((title, found) for title, found in _watched(game, board) if found)
        return
    rows = [row for row in markers(game.match.game.deck, game.view) if not row.is_aside]
    for owner in dict.fromkeys(row.owner for row in rows):
        title = game.titles.seats.get(owner, "Shared" if not owner else "Others")
        yield title, [(row.name, row.title, ()) for row in rows if row.owner == owner]


def _watched(game: ReviewedGame, board: BoardPlan) -> Iterator[tuple[str, list[Wanted]]]:
    seats = game.titles.seats
    yield "In sight of all", [_wanted(game, one) for one in board.gauges]
    for home in board.homes:
        parts = [(part.number, game.titles.number(part.number), ()) for part in home.parties]
        yield (f"Pressure at home: {seats[home.seat]}", [_wanted(game, home), *parts])
    for chain in board.chains:
        whole = _wanted(game, chain)
        parts = [(part.number, part.title, ()) for part in chain.stages]
        yield f"Chain of {seats[chain.seat]}: {whole[1]}", [whole, *parts]
    yield "Stocks", [_wanted(game, one) for one in board.stores]
    of_seats: list[Wanted] = [(name, game.titles.number(name), ()) for name in _of_seats(game)]
    if game.match.game.table == CONTEST:
        first = next(iter(seats.values()))
        yield "Lead and capital", [(LEAD_NUMBER, f"Lead, above 0 for {first}", ()), *of_seats]
    else:
        yield "Points and capital", of_seats


def _of_seats(game: ReviewedGame) -> Iterator[str]:
    """What each seat has to spend, and its points where these count."""
    for seat in game.titles.seats:
        if game.match.game.table != CONTEST:
            yield f"{seat}.score"
        yield f"{seat}.capital"


def _wanted(game: ReviewedGame, gauge: BoardGauge) -> Wanted:
    """A gauge, with its marks as far as they stand still: at a value, or at a named number."""
    found = [(_stands_at(game, mark.at), mark.title) for mark in gauge.marks]
    marks = tuple((at, title) for at, title in found if at is not None)
    return gauge.number, game.titles.number(gauge.number), marks


def _stands_at(game: ReviewedGame, at: int | str) -> int | None:
    """A mark of a gauge, also one at a named number of the deck; None where it moves in a game."""
    if isinstance(at, int):
        return at
    return game.match.state[at] if at.startswith("number.") else None
