"""The public table in large type, for a projector: figures that are read from the last row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from operator import attrgetter

from wargame.table.panes.large import large_rows
from wargame.table.words.big import big
from wargame.table.words.gate import clip, first_lines, fit, stopped, width, wrap
from wargame.table.words.glyphs import ASCII, Glyphs
from wargame.table.words.public import (
    HYPOTHETICAL,
    NOBODY_S,
    PublicChart,
    PublicFront,
    PublicNumber,
    PublicPage,
    PublicTable,
    clock_said,
)
from wargame.table.words.rows import (
    ALERT,
    DIM,
    FIRST,
    HEAD,
    SECOND,
    STRONG,
    WORSE,
    Line,
    Row,
    Span,
    blank,
    head,
    rows_height,
)

SOON_S = 120
"""Seconds left from which on the clock warns."""
GAP = 3
"""Cells between two columns."""
LEAST_BOARD = 6
"""Lines under which no board is shown below how a game ended."""
LEAST_STANDING = 2
"""Lines under which nothing is told of what is in force: a heading, and no sentence."""
TIMES = {1: "", 2: " twice"}
"""How often a lead counts, in a word; more often by its number."""
FRONTS = "Fronts: who leads, what is at stake, when"
LEADS = 8
"""Cells for who leads a front, at least."""
LEAST_NUMBERS = 3
"""Lines that the numbers keep beside that: what is nobody's, the sides, and one of each."""
SMALL = 24
"""Lines under which a screen tells less of what happened."""
LEAST_BAND = 8
"""Cells under which a value is not called anything: a word that is cut off says nothing."""
BAR, SAID = 10, 10
"""Cells of a bar, and of a value, unless one is longer."""
AROUND = 3
"""Lines of a chart besides its columns: its title, its values and a blank one."""
COLUMNS = (3, 9)
"""Lines of the columns of a chart: at least, and with room to spare."""
CHART_LINES = AROUND + COLUMNS[0]
"""Lines of the smallest chart."""
CHART_CELLS = 38
"""Cells that a chart wants at least."""
LEAST_COLUMN = 2
"""Cells of one of its columns, with the gap behind it, as long as all of them fit."""
NO_END = 10_000
"""Lines that no page fills."""
NEWS_LINES = 4
"""Lines for the news of the round."""


def observed_rows(
    table: PublicTable, left_s: int | None, glyphs: Glyphs, cells: int, lines: int
) -> list[Row]:
    """A moment of a game in so many cells and lines; with room to spare every line of the board has
    a blank one below it.

    Args:
        left_s: What the clock shows now; None where nobody keeps one.
    """
    top = [*_what_if(table, cells), *_figures(table, left_s, glyphs, cells)]
    happened = 2 if lines < SMALL else 3 if lines < 30 else 5
    news = 2 if lines < SMALL else NEWS_LINES
    below = [*_news(table, cells, news), *_latest(table, cells, happened)]
    room = lines - len(top) - len(below) - 1
    if table.page is not None:
        needed = rows_height(page_rows_of(replace(table.page, charts=()), glyphs, cells, NO_END))
        left = lines - len(top) - 1
        if needed < left:
            return [*top, blank(), *page_rows_of(table.page, glyphs, cells, left)]
        line = _in_a_line(_parts(table, left_s), cells)
        brief = (*_what_if(table, cells), line, *_notice(table, cells))
        page = page_rows_of(table.page, glyphs, cells, lines - len(brief))
        return [*brief, *(one for one in page if one != blank())]
    fronts = [] if table.is_over else _fronts(table, glyphs, cells, room - LEAST_NUMBERS)
    room -= len(fronts)
    wanted = len(_standing(table, cells, room))
    share = min(wanted, max(LEAST_STANDING, room // 2), room - LEAST_NUMBERS)
    board = _board(table, glyphs, cells, room - (share if share >= LEAST_STANDING else 0))
    tall = sum(len(one.lines) for one in board)
    stands = _standing(table, cells, room - tall)
    if not table.is_over and 2 * tall + len(stands) <= room:
        board = [line for one in board for line in (one, blank())]
    return [*top, *fronts, *board, *stands, blank(), *below]


def _fronts(table: PublicTable, glyphs: Glyphs, cells: int, room: int) -> list[Row]:
    """Every front, two in a line: who leads it, what its judgement moves, and when."""
    if not table.fronts or room < LEAST_STANDING:
        return []
    side, fronts = (cells - GAP) // 2, table.fronts
    titles = [f" {one.title}" for one in fronts]
    dates = [f"{one.stake}, {one.when}" if one.stake else one.when for one in fronts]
    date = min(max(map(width, dates)), side // 2)
    wide = min(max(map(width, titles)) + 1, side - date - LEADS)
    who = side - date - wide
    leads = [_leads(one, glyphs, table.seats[one.leader]) for one in fronts]
    if max(map(width, leads)) >= who:
        leads = [_leads(one, glyphs, "" if one.times > 1 else "leads") for one in fronts]
    told = [
        (
            Span(fit(clip(titles[n], wide if width(titles[n]) <= wide else wide - 1), wide)),
            Span(fit(leads[n], who), {0: FIRST, 1: SECOND}.get(one.leader, DIM)),
            Span(fit(dates[n], date), STRONG if one.stake else DIM),
        )
        for n, one in enumerate(fronts)
    ]
    lines = [(*told[n : n + 2], ())[:2] for n in range(0, len(told), 2)]
    more = len(told) - 2 * (room - 1)
    rest = f"; and {more} more" if more > 0 else ""
    return [
        Row(((Span(clip(f" {FRONTS}{rest}", cells), HEAD),),)),
        *(Row(((*left, Span(" " * GAP), *right),)) for left, right in lines[: room - 1]),
    ]


def _leads(one: PublicFront, glyphs: Glyphs, named: str) -> str:
    """Who leads a front: its sign, what it is named, and how often that counts."""
    if one.leader == NOBODY_S:
        return "nobody"
    times = TIMES.get(one.times, f" {one.times} times")
    return f"{(glyphs.first, glyphs.second)[one.leader]} {named}{times}".replace("  ", " ")


def _standing(table: PublicTable, cells: int, room: int) -> list[Row]:
    """Deals and policies in force, as many as there is room for below the board, two in a line
    where both are short; the heading says how many are left out."""
    if table.is_over or not table.standing or room < LEAST_STANDING:
        return []
    lines = _packed(table.standing, cells, (cells - GAP) // 2)
    spare = int(len(lines) + 2 <= room)
    lines = lines[: room - 1 - spare]
    left = len(table.standing) - sum(map(len, lines))
    title = f" In force, and {left} more" if left else " In force"
    told = [Row(((Span("".join(said)),),)) for said in lines]
    return [*[blank()] * spare, Row(((Span(title, HEAD),),)), *told]


def _packed(said: Sequence[str], cells: int, side: int) -> list[list[str]]:
    """Sentences in lines: two that follow each other and are short stand in one."""
    lines: list[list[str]] = []
    for one in said:
        is_short = width(one) < side
        if is_short and lines and len(lines[-1]) == 1 and width(lines[-1][0]) <= side + GAP:
            lines[-1].append(f" {one}")
        else:
            lines.append([fit(f" {one}", side + GAP) if is_short else f" {clip(one, cells - 1)}"])
    return lines


def _what_if(table: PublicTable, cells: int) -> list[Row]:
    """A line across the screen if this never was, and where it leaves what was."""
    if not table.what_if:
        return []
    said = f"{HYPOTHETICAL}: this was not played. Programs play on."
    rule = Row(((Span(fit(f" {said}", cells), WORSE),),))
    return [rule, _text(table.what_if, cells, ALERT), blank()]


def page_rows_of(page: PublicPage, glyphs: Glyphs, cells: int, lines: int) -> list[Row]:
    """A page of the hot wash in so many cells and lines: facts, charts, then questions."""
    rows = [head(page.title, cells), blank()]
    rows += [_text(line, cells) for line in page.lines]
    asked = [_text(f"? {one}", cells, STRONG) for one in page.questions]
    below = [line for one in asked for line in (blank(), one)]
    rows += _besides(page, cells, lines - rows_height((*rows, *below)))
    room = lines - sum(len(one.lines) for one in (*rows, *below)) - 1
    if page.charts and room > CHART_LINES:
        rows.append(blank())
        rows += _charts(page.charts, glyphs, cells, room)
    return [*rows, *below]


def _besides(page: PublicPage, cells: int, lines: int) -> list[Row]:
    """What is told besides, as much of it as there is room for; then how much more there is."""
    rows = [_text(line, cells, DIM) for line in page.besides]
    if rows_height(rows) <= lines:
        return rows
    shown = 0
    while rows_height(rows[: shown + 1]) < lines:  # the last line says what is left out
        shown += 1
    left = _text(f"{len(rows) - shown} more.", cells, DIM)
    return [*rows[:shown], left] if shown else []


def _charts(charts: Sequence[PublicChart], glyphs: Glyphs, cells: int, room: int) -> list[Row]:
    """Charts side by side, as many as fit, each with its title and its values."""
    columns = max(len(one.values) for one in charts) * LEAST_COLUMN + 2
    across = max(1, min(3, cells // max(CHART_CELLS, columns)))
    side = cells // across
    least, most = COLUMNS
    high = max(least, min(most, room // -(-len(charts) // across) - AROUND))
    found: list[Row] = []
    for n in range(0, len(charts), across):
        if len(found) + high + AROUND > room:
            break
        drawn = [_chart(one, glyphs, side, high) for one in charts[n : n + across]]
        lines = [tuple(part for one in drawn for part in one[y]) for y in range(high + AROUND)]
        found += [Row((line,)) for line in lines]
    return found


def _chart(chart: PublicChart, glyphs: Glyphs, cells: int, lines: int) -> list[Line]:
    """One number, round by round: columns of so many lines, a line below with its values."""
    role = {0: FIRST, 1: SECOND}.get(chart.owner, STRONG)
    wide = max(1, min(7, (cells - 2) // max(1, len(chart.values))))
    steps = glyphs.steps
    if chart.least < 0 <= chart.most:
        return _around_zero(chart, glyphs, cells, lines, wide)
    span, high = max(1, chart.most - chart.least), lines * len(steps)
    heights = [max(1, (value - chart.least) * high // span) for value in chart.values]
    rows: list[Line] = [(Span(fit(f" {chart.title}", cells), STRONG),)]
    for line in range(lines - 1, -1, -1):
        drawn = ""
        for height in heights:
            part = min(len(steps), max(0, height - line * len(steps)))
            drawn += _column(steps[part - 1] if part else " ", wide)
        rows.append((Span(fit(f" {drawn}", cells), role),))
    return [*rows, (Span(fit(f" {_values(chart, wide)}", cells), DIM),), (Span(" " * cells),)]


def _around_zero(
    chart: PublicChart, glyphs: Glyphs, cells: int, lines: int, wide: int
) -> list[Line]:
    """The same for a number that goes to both sides of 0: columns up and down from there."""
    unit = 1
    while -(-chart.most // unit) - (chart.least // unit) > lines:
        unit += 1
    rows: list[Line] = [(Span(fit(f" {chart.title}", cells), STRONG),)]
    levels = [*range(-(-chart.most // unit), 0, -1), *range(-1, chart.least // unit - 1, -1)]
    for level in levels:
        drawn = ""
        for value in chart.values:
            near = -(-value // unit) if value > 0 else value // unit
            is_full = 0 < level <= near or near <= level < 0
            drawn += _column(glyphs.full if is_full else " ", wide)
        rows.append((Span(fit(f" {drawn}", cells), FIRST if level > 0 else SECOND),))
    rows += [(Span(" " * cells),)] * (lines - len(levels))
    return [*rows, (Span(fit(f" {_values(chart, wide)}", cells), DIM),), (Span(" " * cells),)]


def _column(sign: str, wide: int) -> str:
    """A sign as wide as a column, and the gap behind it, where there is room for one."""
    return fit(sign * max(1, wide - 1), wide)


def _values(chart: PublicChart, wide: int) -> str:
    """The values below their columns: the last one, and as many before it as stand apart."""
    longest = max(map(width, map(str, chart.values)), default=0)
    step = max(1, -(-(longest + 1) // wide))
    last = len(chart.values) - 1
    found = ""
    for place, value in enumerate(chart.values):
        if (last - place) % step == 0:
            found = fit(found, place * wide) + str(value)
    return found


def _parts(table: PublicTable, left_s: int | None) -> list[tuple[str, str, str]]:
    """The round, the lead and the clock: figures, label and role."""
    figures = f"{table.round}/{table.rounds}" if table.round else "0"
    parts: list[tuple[str, str, str]] = [(figures, "Round", STRONG)]
    if table.ahead:
        leader = int(table.ahead < 0)
        role = (FIRST, SECOND)[leader]
        parts.append((f"+{abs(table.ahead)}", f"{table.seats[leader]} leads", role))
    elif table.lead:
        parts.append(("0", table.lead.removesuffix("."), STRONG))
    if left_s is not None:
        label = table.clock.label if table.clock is not None else ""
        stands = " (stopped)" if table.clock is not None and not table.clock.is_running else ""
        role = WORSE if left_s < 0 else ALERT if left_s < SOON_S else STRONG
        parts.append((clock_said(left_s), f"{label or 'Time left'}{stands}", role))
    return parts


def _in_a_line(parts: Sequence[tuple[str, str, str]], cells: int) -> Row:
    """What is in large figures elsewhere, where a page needs their room; a lead of 0 is level."""
    said = [
        label if figure == "0" or figure in label else f"{label} {figure}"
        for figure, label, _ in parts
    ]
    return Row(((Span(f" {clip('   '.join(said), cells - 1)}", STRONG),),))


def _notice(table: PublicTable, cells: int) -> Iterator[Row]:
    """What everybody has to know now, such as that play stands still."""
    if table.notice:
        yield Row(((Span(f" {clip(table.notice, cells - 1)}", ALERT),),))


def _figures(table: PublicTable, left_s: int | None, glyphs: Glyphs, cells: int) -> Iterator[Row]:
    """The round, the lead and the clock in large figures, each with its label; then who has won."""
    parts = _parts(table, left_s)
    won = _who_won(table, glyphs, cells)
    if won:
        yield from (*won, _in_a_line(parts, cells), *_notice(table, cells))
        return
    share = cells // len(parts)
    drawn = [big(text, is_ascii=glyphs is ASCII) for text, _, _ in parts]
    for y in range(max(map(len, drawn))):
        spans = [
            Span(fit(f" {figure[y]}", share), role)
            for figure, (_, _, role) in zip(drawn, parts, strict=True)
        ]
        yield Row((tuple(spans),))
    yield Row((tuple(Span(fit(f" {label}", share), DIM) for _, label, _ in parts),))
    yield from _notice(table, cells)


def _who_won(table: PublicTable, glyphs: Glyphs, cells: int) -> list[Row]:
    """Who has won, in large letters; nothing of what never was, or where they have no room."""
    if table.winner is None or table.what_if:
        return []
    if table.winner == NOBODY_S:
        return large_rows([("Nobody wins", ALERT)], cells, glyphs)
    role = (FIRST, SECOND)[table.winner]
    return large_rows([(f"{table.seats[table.winner]} wins", role)], cells, glyphs)


# --- the board -----------------------------------------------------------------------------------


def _board(table: PublicTable, glyphs: Glyphs, cells: int, room: int) -> list[Row]:
    """The numbers of the board; at the end below how it ended, where there is room."""
    told = [*_end(table, cells), blank()] if table.is_over else []
    room -= sum(len(one.lines) for one in told)
    if table.is_over and room < LEAST_BOARD:
        return told
    return [*told, *_numbers(table, glyphs, cells, room)]


def _numbers(table: PublicTable, glyphs: Glyphs, cells: int, room: int) -> list[Row]:
    """As many numbers as there is room for: a column for each seat, what is nobody's above them.

    Numbers of which somebody wants more or less come first.
    """
    shared = [one for one in table.numbers if one.owner == NOBODY_S]
    own = _own(*([one for one in table.numbers if one.owner == seat] for seat in (0, 1)))
    side = (cells - GAP) // 2
    above = _in_pairs(shared)
    left = max(0, room - 1)
    above = above[: max(1, left // 3)] if above else []
    said = max([SAID, *(width(one.said) + 1 for one in table.numbers)])
    rows = [_pair(pair, glyphs, side, said) for pair in above]
    rows.append(_heads(table, glyphs, side))
    kept = sorted(own, key=lambda pair: not _is_key(pair))[: max(0, left - len(above))]
    return [*rows, *(_pair(pair, glyphs, side, said) for pair in own if pair in kept)]


Pair = tuple[PublicNumber | None, ...]


def _own(first: Sequence[PublicNumber], second: Sequence[PublicNumber]) -> list[Pair]:
    """The numbers of both sides in lines: what both have stands beside each other, so that no side
    lacks it, by the deck's name for it, else by title; then what only one of them has, what is
    watched beside what is watched."""
    left, right, found = list(first), list(second), {}
    for same in (attrgetter("kind"), attrgetter("title")):
        for one in tuple(left):
            other = next((other for other in right if same(other) == same(one)), None)
            if other is not None:
                found[one.name] = (one, other)
                left.remove(one)
                right.remove(other)
    both = [found[one.name] for one in first if one.name in found]
    watched = (sorted(some, key=lambda one: not one.is_key) for some in (left, right))
    return [*both, *zip_longest(*watched)]


def _is_key(pair: Pair) -> bool:
    return any(one is not None and one.is_key for one in pair)


def _in_pairs(numbers: Sequence[PublicNumber]) -> list[Pair]:
    ranked = sorted(numbers, key=lambda one: not one.is_key)
    return [(*ranked[n : n + 2], None)[:2] for n in range(0, len(ranked), 2)]


def _heads(table: PublicTable, glyphs: Glyphs, side: int) -> Row:
    signs = (glyphs.first, glyphs.second)
    spans = [
        Span(fit(f" {signs[n]} {title}", side + GAP * (n == 0)), (FIRST, SECOND)[n])
        for n, title in enumerate(table.seats[:2])
    ]
    return Row((tuple(spans),))


def _pair(pair: Sequence[PublicNumber | None], glyphs: Glyphs, side: int, said: int) -> Row:
    left, right = (_number(one, glyphs, side, said) for one in pair)
    return Row(((*left, Span(" " * GAP), *right),))


def _number(one: PublicNumber | None, glyphs: Glyphs, cells: int, said: int) -> Line:
    """A number in so many cells: what it is called, a bar, its value in `said` of them, and what
    that is called."""
    if one is None:
        return (Span(" " * cells),)
    band = min(18, cells - 46) if cells - 46 >= LEAST_BAND else 0
    title = max(4, cells - BAR - said - band - 2)
    named = one.title if width(one.title) < title else one.short
    full = max(0, min(BAR, one.part * BAR // 100))
    bar = f" {glyphs.full * full}{glyphs.empty * (BAR - full)}" if one.part >= 0 else ""
    role = {0: FIRST, 1: SECOND}.get(one.owner, STRONG)
    return (
        Span(fit(f" {named}", title)),
        Span(bar, role),
        Span(fit(one.said, said + BAR + 1 - len(bar), right=True), STRONG),
        Span(fit(f" {one.band}" if width(one.band) <= band else " ", band + 1), DIM),
    )


def _end(table: PublicTable, cells: int) -> list[Row]:
    """How it ended, and the hands."""
    found = [_text(table.ending, cells, STRONG)]
    for hand in table.hands:
        held = ", ".join(hand.cards) or "no card"
        found += [blank(), _text(stopped(f"{hand.seat} held: {held}"), cells)]
    return found


# --- what happened -------------------------------------------------------------------------------


def _news(table: PublicTable, cells: int, most: int) -> list[Row]:
    """The news of the round, until the game is over."""
    if not table.inject or table.is_over:
        return []
    title = Row(((Span(f" {clip(f'News: {table.inject}', cells - 1)}", HEAD),),))
    text = first_lines(table.inject_text, cells - 1, most - 1)
    return [title, *(Row(((Span(f" {line}"),),)) for line in text)]


def _latest(table: PublicTable, cells: int, count: int) -> list[Row]:
    """What happened last, the latest at the bottom and bright."""
    told = stopped(f"News: {table.inject}")  # it stands above already
    last = [one for one in table.happened if one.text != told or not table.inject][-count:]
    return [
        Row(((Span(f" {clip(one.text, cells - 1)}", STRONG if one is last[-1] else DIM),),))
        for one in last
    ]


def _text(text: str, cells: int, role: str = "") -> Row:
    return Row(tuple((Span(f" {line}", role),) for line in wrap(text, max(1, cells - 1))))
