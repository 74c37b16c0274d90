"""Who plays better."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from wargame.lab.ranking.ladder_object import PairRow, RankRow, SideRow
from wargame.lab.ranking.standings import Ladder, Pairing
from wargame.rules.amounts import counted
from wargame.table.reports.blocks import (
    UNTOLD,
    Column,
    Line,
    Paragraph,
    Report,
    Table,
    csv_of,
    label,
    number,
    paragraph,
    span,
    table,
    within,
)
from wargame.table.reports.charts import Chart, Dot, Dots
from wargame.table.reports.programs import programs

NARROWEST = 8
"""Of a column of players."""

UNITS = (
    "A meeting is two games on one luck, seats swapped; a comparison is of what the two got out of"
    " one seat. won: comparisons won, a tie is half. elo: 1500 is the mean of all, 400 more win ten"
    " times as often. Intervals are 95 %; those of a pair are over its meetings, all others over"
    " seeds: everything that was played on one luck counts as one draw. detectable: a true gain so"
    " large is told from none nine times in ten."
)
SETTLED = "Intervals of shares are Wilson's, of points Student's."
STOPPED = (
    "Bounds of shares hold however often one looks; intervals of points are Student's, those of a"
    " run of settled length, too narrow where a pair ended early."
)
WITHOUT_LUCK = (
    "Without luck: less what chance, and what players draw by odds they tell, brought by a guess"
    " settled beforehand, of each meeting as far as the others bear that out. The mean stays what"
    " it is on average. Cards that are dealt are not in it, nor what players imagine of the hidden."
)
NO_BIAS = (
    "What one seat gets here the other does not{}. So a meeting gives one and the same gain in"
    " either seat, and no bias is told."
)
NOBODY_WINS = ", but for matches that nobody wins"


def report(found: Ladder) -> Report:
    """The ranking, the cross table, and each pair with its intervals."""
    return (
        paragraph(f"{found.deck}{':' + found.variant if found.variant else ''}, seed {found.seed}"),
        *(_standings(found) if found.pairs else ()),
        *programs(found),
    )


def _standings(found: Ladder) -> Report:
    ranking = found.ranking()
    return (
        _ranking(ranking, found.points),
        _cross_table(found, [row.player for row in ranking]),
        Paragraph(tuple(Line(_pairing(pair), "", "  ") for pair in found.pairs)),
        paragraph(*(Line(note, "", "") for note in _notes(found))),
    )


def report_by_seat(found: Ladder) -> Report:
    """The same, and what each player makes of each seat."""
    if not found.pairs:
        return report(found)
    told = NO_BIAS.format(NOBODY_WINS if found.is_contest else "")
    note = (paragraph(Line(told, "", "")),) if found.is_shared_out else ()
    return (*report(found), _by_seat(found), *note)


def charts(found: Ladder) -> tuple[Chart, ...]:
    """What each player gets, and who wins against whom."""
    if not found.pairs:
        return ()
    scores = [Dot(row.player, row.score, row.score_low, row.score_high) for row in found.ranking()]
    shares = [
        Dot(f"{row.a} over {row.b}", 100 * row.share, 100 * row.share_low, 100 * row.share_high)
        for row in (pair.row() for pair in found.pairs)
    ]
    return (
        Dots(found.points.capitalize(), "points (95 %)", tuple(scores)),
        Dots("Comparisons won", "% (95 %)", tuple(shares), (50, 50)),
    )


def csv_pairs(found: Ladder) -> Iterator[Sequence[object]]:
    """A head, then a row per pair."""
    return csv_of(pair.row() for pair in found.pairs)


def csv_sides(found: Ladder) -> Iterator[Sequence[object]]:
    """A head, then a row per player and what it makes of the seats."""
    return csv_of(found.sides())


def _by_seat(found: Ladder) -> Table:
    rows = found.sides()
    bias = () if found.is_shared_out else ("bias",)
    columns = [_player(rows), *(number(title, 24) for title in (*found.seats, *bias))]
    return table(
        columns,
        [(row.player, *_gains(row, found.seats)) for row in rows],
        "Points more than the others on the same luck, by seat (95 %)"
        + "; bias: first less second" * (not found.is_shared_out),
    )


def _notes(found: Ladder) -> Iterator[str]:
    """What is counted over what."""
    yield UNITS
    methods = STOPPED if any(pair.stop for pair in found.pairs) else SETTLED
    yield f"{methods} {UNTOLD}"
    if found.guess:
        yield WITHOUT_LUCK


def _ranking(rows: Sequence[RankRow], points: str) -> Table:
    columns = [
        _player(rows),
        number("elo", 5),
        number("won", 6),
        Column(f"{points} (95 %)", 23, gap=2),
        number("games", 5),
    ]
    return table(columns, [_rank(row) for row in rows])


def _rank(row: RankRow) -> tuple[object, ...]:
    bounds = f"{row.score:+z7.1f} ({span(row.score_low, row.score_high, '+z.1f')})"
    return row.player, row.elo, f"{100 * row.share:.0f} %", bounds, row.games


def _player(rows: Sequence[RankRow] | Sequence[SideRow]) -> Column:
    return label("player", max(NARROWEST, *(len(row.player) for row in rows)))


def _cross_table(found: Ladder, order: Sequence[str]) -> Table:
    """What everyone won against everyone, both in the order of the ranking."""
    shares = {(pair.first, pair.second): pair.share for pair in found.pairs}
    shares |= {(b, a): 1 - share for (a, b), share in shares.items()}
    wide = max(NARROWEST, *map(len, order))
    columns = [
        number("", 2, gap=0),
        Column("", wide),
        *(number(str(n + 1), 4, gap=min(n, 1)) for n in range(len(order))),
    ]
    rows = [
        (n + 1, row, *(f"{100 * shares[row, c]:.0f}" if (row, c) in shares else "·" for c in order))
        for n, row in enumerate(order)
    ]
    return table(columns, rows, "Share won by the row against the column, in %")


def _pairing(pair: Pairing) -> str:
    row = pair.row()
    return (
        f"{row.a} over {row.b}: {100 * row.share:.0f} % "
        f"({100 * row.share_low:.0f} to {100 * row.share_high:.0f}), of meetings "
        f"{100 * row.won:.0f} %, {row.gain:+z.1f} points "
        f"({span(row.gain_low, row.gain_high, '+z.1f')}{_least(row)}), "
        f"{counted(row.games, 'game')}{_end(pair)}{_without_luck(row)}"
    )


def _least(row: PairRow) -> str:
    return f"; detectable {row.detectable:z.1f}" if math.isfinite(row.detectable) else ""


def _without_luck(row: PairRow) -> str:
    """The gain less luck, and how much narrower that is; "" if luck was not measured."""
    if row.luckless is None or row.luckless_low is None or row.luckless_high is None:
        return ""
    told = within(row.luckless, row.luckless_low, row.luckless_high)
    return f"; without luck {told} points, {100 * (row.luckless_width or 0):.0f} % as wide"


def _end(pair: Pairing) -> str:
    """What came of the goal, or that there was no doubt left."""
    if pair.stop is None or not pair.stop.is_named:
        return ", clear early" if pair.settled else ""
    goal = f"{100 * pair.stop.goal:g} %"
    if pair.verdict == "open":
        return f", {goal} neither met nor missed yet"
    return f", {goal} {pair.verdict}"


def _gains(row: SideRow, seats: Sequence[str]) -> Iterator[str]:
    """In each seat, then the bias."""
    for seat in seats:
        gain = f"gain_{seat}"
        yield within(row.by_seat[gain], row.by_seat[f"{gain}_low"], row.by_seat[f"{gain}_high"])
    if row.bias is not None and row.bias_low is not None and row.bias_high is not None:
        yield within(row.bias, row.bias_low, row.bias_high)
