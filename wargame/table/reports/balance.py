"""Whether a deck is fair, exciting, and a matter of choices."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wargame.lab.balance.objects import Balance, HowItWent, Matches, RoundRobin, TakeUp, Worth
from wargame.lab.runs.question import MATCH_POINTS
from wargame.lab.stats.estimate import Mean
from wargame.objects import plain_data
from wargame.rules.amounts import counted
from wargame.table.reports.blocks import (
    Block,
    Column,
    Line,
    Report,
    Table,
    brackets,
    cell,
    csv_of,
    drawn_from,
    figure,
    headline,
    label,
    listed,
    middle_detectable,
    number,
    paragraph,
    percent,
    points,
    span,
    table,
)
from wargame.table.reports.charts import Bars, Chart, Dot, Dots
from wargame.table.reports.programs import programs

TOLD = {
    "always": "Taken nine times in ten",
    "never": "Never taken",
    "few": "Open in too few rounds to tell",
}

PASSED_OVER = "Passed over nineteen times in twenty where another card could be played"

NOTES = (
    "That of a correlation is Fisher's. Who is ahead is looked at after each round, not before the"
    " first{}. A use is open in a round if its seat could make it at some point; its % is of such"
    " rounds of all games. ·: there was none."
)

PAIRS = (
    "A pair is a game in which the seat took it, and the same game, one up to there, in which it"
    " may not. "
)
BY_LUCK = "Intervals are over pairs; of {} about one in twenty misses the truth by luck alone."

PARTS = (
    "Chance alone gives a source 0 on average, so its part may come out a little below. The rest is"
    " how these work together, and all luck that players do not share. Intervals are by jackknife"
    " over seeds; each reaches as far as 0 to 100 %, where the truth lies."
)

FIGURES: Mapping[str, tuple[str, int]] = {
    "rounds": ("rounds a game", 1),
    "choices": ("choices a game", 1),
    "options": ("ways a choice", 1),
    "passes": ("passes, in % of choices that have one", 100),
    "lead": ("points that the first seat ends ahead", 1),
    "lead_changes": ("times a game that the other gets ahead", 1),
    "settled": ("% of a game after which the winner stays ahead", 100),
    "drama": ("points that the winner ever was behind", 1),
    "half_time": ("correlation of the lead at half time and at the end", 1),
    "half_time_wins": ("who leads at half time wins, in % of games with leader and winner", 100),
    "close": ("two best ways within their own error, in % of choices thought through", 100),
    "indifferent": ("two best ways within .05 sd of an end, in % of them", 100),
}
"""Per figure of a course: its words, and what it is told in hundredths of."""


def report(found: Balance) -> Report:
    """The seats, the endings, the course, every use, then what stands out."""
    return (
        paragraph(
            headline(found.deck, found.variant, found.games, found.seed), *drawn_from(found.players)
        ),
        *_games(found),
        *(_take_up(kind, rows) for kind, rows in _kinds(found).items()),
        *((paragraph(brackets("games", _notes(found.course))),) if found.course else ()),
        *_worths(found),
        *_variance(found),
        *_outstanding(found),
        *programs(found),
    )


def _notes(course: HowItWent) -> str:
    """How things are counted."""
    return NOTES.format(f"; leads of {course.beyond} or less change nothing" * bool(course.beyond))


def charts(found: Balance) -> tuple[Chart, ...]:
    """What each seat gets, what uses are worth, and how often each is taken where it is open."""
    taken: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for row in found.choices:
        if row.share is not None:
            taken.setdefault((row.kind, row.use), []).append((row.id, 100 * row.share))
    worths = [_dot(f"{_named(row)} ({row.seat})", row.own) for row in found.restricted or ()]
    points = "Points less par" if found.matches is None else MATCH_POINTS.capitalize()
    return (
        Dots(points, "points (95 %)", tuple(_dot(s.seat, s.points) for s in found.seats)),
        *((Dots(_more(found), "points (95 %)", tuple(worths)),) if worths else ()),
        *(
            Bars(f"{kind}: {use}", "% of the rounds in which it is open", tuple(bars))
            for (kind, use), bars in taken.items()
        ),
    )


def _dot(name: str, mean: Mean) -> Dot:
    return Dot(name, mean.mean, mean.low, mean.high)


def csv_uses(found: Balance) -> Iterator[Sequence[object]]:
    """A head, then a row per use; with restricted play one for each seat that it is worth something
    to, and how much, at the ends of its row."""
    if found.restricted is None:
        yield from csv_of(found.choices)
        return
    taken = {_what(row): row for row in map(plain_data, found.choices)}
    worths = [_flat(row) for row in found.restricted]
    seen = {_what(worth) for worth in worths}
    rows = [*worths, *(row for what, row in taken.items() if what not in seen)]
    keys = list(dict.fromkeys(key for row in (*taken.values(), *worths[:1]) for key in row))
    yield keys
    for row in rows:
        whole = {**taken.get(_what(row), {}), **row}
        yield [whole.get(key, "") for key in keys]


def _what(row: Mapping[str, object]) -> tuple[object, ...]:
    return row["kind"], row["id"], row["use"]


def _flat(worth: Worth) -> dict[str, object]:
    """Its bounds each under a name of its own: `own`, `own_low`, `own_high`."""
    means = {"own": worth.own, "rival": worth.rival}
    flat = {
        key + end: cell(bound)
        for key, mean in means.items()
        for end, bound in (("", mean.mean), ("_low", mean.low), ("_high", mean.high))
    }
    whole = {**plain_data(worth), **flat}
    return {key: whole[key] for key in (*(key for key in whole if key not in flat), *flat)}


HALF = 0.5

MATCH = {
    "lead": ("the lead of the first seat at the end", 1),
    "lead_changes": ("times a game that the lead changes sides", 1),
    "settled": ("% of a game after which the lead stays where it ends", 100),
    "drama": ("points that whoever leads at the end ever was behind", 1),
}
"""The words of some of them at a table that names a winner."""


def _games(found: Balance) -> Iterator[Block]:
    if found.matches is not None:
        yield from _matches(found.matches)
    if found.course is not None:
        yield _seats(found)
        yield _endings(found)
        yield _course(found.course, FIGURES if found.matches is None else {**FIGURES, **MATCH})


def _seats(found: Balance) -> Table:
    """A row per figure, a column per seat."""
    rows = [
        ("points less par", *(points(one.points) for one in found.seats)),
        ("points before par", *(points(one.before_par) for one in found.seats)),
        ("ends above, in %", *(percent(one.ahead, 1) for one in found.seats)),
        ("the same before par", *(percent(one.ahead_before_par, 1) for one in found.seats)),
        ("plays first, in % of rounds", *(percent(one.first, 1) for one in found.seats)),
    ]
    if found.matches is not None:
        rows = [(MATCH_POINTS, *rows[0][1:]), rows[-1]]
    columns = [
        label("seat", max(len(row[0]) for row in rows)),
        *(number(one.seat, 24) for one in found.seats),
    ]
    return table(columns, rows)


def _endings(found: Balance) -> Table:
    columns = [_label("ending", [one.ending for one in found.endings]), number("games", 6)]
    columns.append(number("in %", 18))
    rows = [(one.ending, one.games, percent(one.share, 1)) for one in found.endings]
    return table(columns, rows)


def _matches(found: Matches) -> Iterator[Block]:
    """Who won, by what, and from what start."""
    wins = [
        (one.seat, one.games, percent(one.share, 1), percent(one.of_decided, 1))
        for one in found.wins
    ]
    columns = [_label("who wins", [one.seat for one in found.wins]), number("games", 6)]
    columns += [number("in %", 20), number("in % of decided", 24)]
    yield table(columns, wins)
    ways = [(one.seat, one.cause, one.games, percent(one.share, 1)) for one in found.won_by]
    columns = [_label("who wins", [one.seat for one in found.won_by])]
    columns += [_label("by", [one.cause for one in found.won_by]), number("games", 6)]
    yield table([*columns, number("in %", 20)], ways)
    yield paragraph(f"The lead starts at {found.start}.")
    wrong = [
        f"{one.ending} tells of {one.tells}, and {one.won} won ({one.games})"
        for one in found.mistold
    ]
    if wrong:
        yield listed("Endings that tell of another winner", wrong)


def _course(found: HowItWent, figures: Mapping[str, tuple[str, int]]) -> Table:
    columns = [Column("games", 53, gap=2), number("", 24)]
    rows = []
    for name, (words, scale) in figures.items():
        places = 2 if name == "half_time" else 1
        rows.append((words, figure(getattr(found, name), f"z.{places}f", scale)))
    return table(columns, rows)


def _worths(found: Balance) -> Iterator[Block]:
    """What each use is worth to each seat, the dearest first."""
    rows = sorted(found.restricted or (), key=lambda row: -row.own.mean)
    is_mirrored = found.matches is not None and all(_is_mirrored(row) for row in rows)
    for seat in found.players:
        its = [row for row in rows if row.seat == seat]
        if its:
            yield _worth_to(seat, its, _more(found), is_mirrored=is_mirrored)
    if rows:
        shown = [one for row in rows for one in (row.own, row.rival)[: 1 if is_mirrored else 2]]
        told = sum(math.isfinite(one.low) for one in shown)
        intervals = PAIRS + BY_LUCK.format(counted(told, "interval")) * bool(told)
        mirrored = "The other seat gets as much less." if is_mirrored else ""
        least = middle_detectable(row.detectable for row in rows)
        yield paragraph(Line(" ".join(filter(None, (mirrored, intervals, least))), "", ""))


def _worth_to(seat: str, rows: Sequence[Worth], more: str, *, is_mirrored: bool) -> Table:
    """What uses are worth to a seat, and to the other where that is not as much less."""
    columns = [_label("use", map(_named, rows)), number("pairs", 5), number("own points", 22)]
    cells = [[_named(row), row.games, points(row.own)] for row in rows]
    if not is_mirrored:
        columns.append(number("the other's", 22))
        cells = [[*told, points(row.rival)] for told, row in zip(cells, rows, strict=True)]
    return table(columns, cells, f"{seat}: {more[0].lower()}{more[1:]} than without it")


def _is_mirrored(row: Worth) -> bool:
    """Whether what the seat gets more with a use the other gets less."""
    return row.rival.mean == -row.own.mean


def _more(found: Balance) -> str:
    what = "Points" if found.matches is None else "Match points, 1000 each, and lead,"
    return f"{what} more with it"


def _variance(found: Balance) -> Iterator[Block]:
    met = found.round_robin
    if met is None:
        return
    if found.variance:
        columns = [label("source", 14), number("% of the variance of points", 28)]
        rows = [(part.source, percent(part.share, 1)) for part in found.variance]
        yield table(columns, rows, "What points hang on")
        yield paragraph(Line(f"{_met(met)}. {PARTS}", "", ""))
    else:
        yield paragraph(Line(f"What points hang on: nothing, all are one. {_met(met)}.", "", ""))


def _met(met: RoundRobin) -> str:
    """Over which games it is told what points hang on."""
    return (
        f"Over {counted(met.games, 'game')}: on {counted(met.seeds, 'seed')}"
        f" {', '.join(met.players)} play everyone and themselves in both seats"
    )


def _outstanding(found: Balance) -> Iterator[Block]:
    for verdict, words in TOLD.items():
        yield listed(words, _told(row for row in found.choices if _is_told(row, verdict)))
    over = [f"{one.card} for {one.to} ({one.before} of {one.times})" for one in found.yielding]
    yield listed(PASSED_OVER, over)
    if found.restricted is not None:
        strong = [f"{_named(row)} ({row.seat})" for row in found.restricted if row.stands_out]
        weak = [f"{_named(row)} ({row.seat})" for row in found.restricted if row.next_to_nothing]
        yield listed("Surely far above its kind and half the spread of points", strong)
        within = "Surely worth next to nothing, within a twentieth of the spread of points"
        if found.matches is not None:
            within += ", with as many other winners as so few pairs may hide"
        yield listed(within, weak)
    if found.matches is not None:
        yield paragraph(_wins(found.matches))
    elif found.course is not None:
        yield paragraph(_ahead(found, found.course.lead))


def _wins(found: Matches) -> str:
    """Which seat surely wins more often, if any."""
    for one in found.wins:
        if one.of_decided is not None and one.of_decided.low > HALF:
            return f"{one.seat} wins more often: {percent(one.of_decided, 1)} % of decided games."
    return "No seat surely wins more often."


def _ahead(found: Balance, lead: Mean) -> str:
    """Which seat surely ends ahead, if any."""
    first, second = found.players
    if lead.low <= 0 <= lead.high:
        return f"Between {first} and {second} no seat is surely ahead: {points(lead)} points."
    who = first if lead.mean > 0 else second
    low, high = sorted(map(abs, (lead.low, lead.high)))
    return f"{who} ends ahead by {abs(lead.mean):z.1f} points ({span(low, high)})."


def _told(rows: Iterable[TakeUp]) -> list[Line]:
    """What things are put to which use: a line for each kind and use, as in the tables."""
    uses: dict[str, list[str]] = {}
    for row in rows:
        uses.setdefault(f"{row.kind}, {row.use}", []).append(row.id)
    return [Line(", ".join(ids), label=use) for use, ids in uses.items()]


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
    columns = [_label(kind, rows)]
    for use in uses:
        columns += [number(use, 7, gap=2), number("rounds", 6)]
    columns += [number("burnt", 5, gap=2)] if kind == "card" else []
    cells = []
    for name, row in rows.items():
        burnt = [str(sum(one.burnt for one in row.values()))] if kind == "card" else []
        cells.append((name, *(cell for use in uses for cell in _cells(row.get(use))), *burnt))
    return table(columns, cells)


def _cells(row: TakeUp | None) -> tuple[str, str]:
    """How often a thing was put to a use; nothing where it has none."""
    if row is None:
        return "", ""
    return "·" if row.share is None else f"{100 * row.share:.0f} %", str(row.open)


def _named(row: Worth) -> str:
    return f"{row.id} {row.use}"


def _label(title: str, names: Iterable[str]) -> Column:
    return label(title, max(len(title), *map(len, names)))
