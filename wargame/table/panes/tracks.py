"""The numbers: both seats' side by side, and those that belong to nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wargame.content.limits import SCORE_LIMIT
from wargame.content.small import small
from wargame.rules.amounts import counted
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, clip_apart, fit, fitting, pad, width
from wargame.table.words.rows import (
    BETTER,
    DIM,
    STRONG,
    WORSE,
    Row,
    Span,
    Target,
    line_width,
    text_row,
)
from wargame.table.words.view_models import Marker, short_title

NUMBER, CHANGE = 4, 7
"""Cells of a number and of its change, where no longer ones stand in the column."""
ROOMY = 60
"""Cells from which on titles give way to bands."""
WIDE = 17
"""Cells of a seat's column from which on a band fits behind the number."""
CHART = 24
"""Rounds that a chart shows at most."""
BAR = 34
"""Cells from which on a bar fits too."""
TREND, SHORT_TREND = 8, 5
"""Rounds that a trend goes back, where there is room for it; shorter ones tell too little."""
GAP = 2
"""Cells between numbers that share a line."""


def seat_rows(scene: Scene, cells: int, _lines: int) -> list[Row]:
    """Numbers of the seats: a row per number, a column per seat, one's own first."""
    seats = [scene.me, scene.rival]
    table = _paired([marker for marker in scene.listed if marker.owner in seats])
    title, column = _shares(table, cells)
    found = [_head(scene, seats, title, column), *_seat_rows(scene, table, seats, title, column)]
    aside = len(scene.markers) - len(scene.listed)
    if aside:
        found.append(text_row(f"e shows {counted(aside, 'working')}", cells, DIM))
    return found


def other_rows(scene: Scene, markers: Sequence[Marker], cells: int) -> list[Row]:
    """Some numbers, those of the seats side by side, then those of nobody and of parties."""
    seats = [scene.me, scene.rival]
    table = _paired([marker for marker in markers if marker.owner in seats])
    common = [marker for marker in markers if marker.owner not in seats]
    if not table:
        return _common(scene, common, cells)
    both = [by_seat for by_seat in table if len(by_seat) > 1]
    alone = [one for by_seat in table if len(by_seat) == 1 for one in by_seat.values()]
    found: list[Row] = []
    if both:
        title, column = _shares(both, cells)
        found.append(_head(scene, seats, title, column))
        found += _seat_rows(scene, both, seats, title, column)
    alone.sort(key=lambda one: seats.index(one.owner))
    return [*found, *_in_a_row(scene, alone, cells), *_common(scene, common, cells)]


def _in_a_row(scene: Scene, markers: Sequence[Marker], cells: int) -> Iterator[Row]:
    """Numbers that one seat alone has, as many in a line as fit."""
    spans: list[Span] = []
    targets: list[Target] = []
    for marker in markers:
        new = _in_brief(scene, marker, len(targets), cells)
        if targets and line_width((*spans, *new)) + GAP > cells:
            yield Row((tuple(spans),), tuple(targets))
            spans, targets, new = [], [], _in_brief(scene, marker, 0, cells)
        spans += [*([Span(" " * GAP)] if targets else []), *new]
        targets.append(Target("number", marker.name))
    if targets:
        yield Row((tuple(spans),), tuple(targets))


def _in_brief(scene: Scene, marker: Marker, cell: int, cells: int) -> list[Span]:
    """A number in the midst of others: whose, what, how much, what it moved by, how it went. A
    title that leaves no room for that is cut."""
    owner = scene.signs[marker.owner]
    is_level = marker.name in scene.titles.levels and not marker.is_hidden
    unit = f" {marker.band}" if is_level else marker.unit if marker.unit == "%" else ""
    change = change_spans(scene, marker, cell)[0]
    drawn = trend(scene, marker, SHORT_TREND).strip()
    behind = [
        Span(f"{marker.number}{unit}", STRONG, cell),
        replace(change, text=change.text.rstrip()),
        Span(f" {drawn}" if drawn else "", owner.role, cell),
    ]
    title = clip(marker.short, max(1, cells - width(owner.glyph) - 1 - line_width(behind)))
    return [Span(owner.glyph, owner.role, cell), Span(f"{title} ", DIM, cell), *behind]


def _paired(markers: Sequence[Marker]) -> list[dict[str, Marker]]:
    """A row per number; numbers of the two seats that are called the same share one."""
    table: dict[tuple[str, int], dict[str, Marker]] = {}
    for marker in markers:
        again = 0
        while marker.owner in table.setdefault((marker.title, again), {}):
            again += 1
        table[marker.title, again][marker.owner] = marker
    return list(table.values())


def _shares(table: Sequence[Mapping[str, Marker]], cells: int) -> tuple[int, int]:
    """Cells for the titles, and for each seat: titles first, then what is left for bands."""
    longest = max(width(marker.title) for by_seat in table for marker in by_seat.values())
    least = 2 * max(_least(marker) for by_seat in table for marker in by_seat.values())
    most = cells - least if cells < ROOMY else min(cells * 2 // 5, cells - least)
    title = max(4, min(longest + 1, most))
    return title + (cells - title) % 2, (cells - title) // 2


def _least(marker: Marker) -> int:
    """Cells that a number takes with its change; one that no deck bounds as it is now."""
    unit = "%" if marker.unit == "%" else ""
    ends = (marker.least, marker.most) if marker.most < SCORE_LIMIT else (marker.value,)
    longest = max(width(f"{end}{unit}") for end in ends)
    return NUMBER + CHANGE + max(0, longest - NUMBER + 1)


def title_in(full: str, short: str, cells: int) -> str:
    """A title in so many cells: the short one where the full one does not fit, cut behind a word
    if it has to be."""
    return titles_in([(full, short)], cells)[0]


def titles_in(titles: Sequence[tuple[str, str]], cells: int) -> list[str]:
    """The same of titles that stand below one another, told apart where they are cut alike."""
    kept = [full if width(full) <= cells else short for full, short in titles]
    return [fit(title, cells) for title in clip_apart(kept, cells)]


def _head(scene: Scene, seats: list[str], title: int, column: int) -> Row:
    spans = [Span(fit("", title))]
    room = column - max(width(scene.mark(seat)) for seat in seats) - 2
    titles = clip_apart([scene.titles.seats[seat] for seat in seats], room)
    for seat, called in zip(seats, titles, strict=True):
        whose = "you" if seat == scene.me and scene.shows_hand else called
        spans.append(Span(fit(f"{scene.mark(seat)} {whose}", column), scene.role(seat)))
    return Row((tuple(spans),))


def _seat_rows(
    scene: Scene, table: Sequence[dict[str, Marker]], seats: list[str], title: int, column: int
) -> Iterator[Row]:
    first = [next(iter(by_seat.values())) for by_seat in table]
    titles = titles_in([(one.title, one.short) for one in first], title - 1)
    for by_seat, called in zip(table, titles, strict=True):
        yield _seat_row(scene, by_seat, seats, called, column)


def _seat_row(
    scene: Scene, by_seat: dict[str, Marker], seats: list[str], called: str, column: int
) -> Row:
    markers = [by_seat[seat] for seat in seats if seat in by_seat]
    line: list[Span] = [Span(f"{called} ", cell=-1)]
    for seat in seats:
        marker = by_seat.get(seat)
        if marker is None:
            line.append(Span(fit("", column), cell=-1))
        else:
            line += value_spans(scene, marker, column, markers.index(marker))
    return Row((tuple(line),), tuple(Target("number", marker.name) for marker in markers))


def value_spans(scene: Scene, marker: Marker, cells: int, cell: int = 0) -> list[Span]:
    """A number with its change, its band and a bar, as far as they fit."""
    if marker.holder:
        return [Span(fit(marker.holder, cells, right=True), STRONG, cell)]
    if marker.name in scene.titles.levels and not marker.is_hidden:
        return _level_spans(scene, marker, cells, cell)
    number = f"{marker.number}{marker.unit if marker.unit == '%' else ''}"
    is_said = marker.unit in ("", "%") or marker.unit in marker.title.casefold()
    word = "" if is_said else marker.unit
    figure, change = pad(number, NUMBER, right=True), change_spans(scene, marker, cell)[0]
    spans = [Span(figure, STRONG, cell), change]
    left = cells - line_width(spans)
    if 0 <= left < SHORT_TREND and not spans[1].text.strip():  # no change, which tells more
        drawn = trend(scene, marker, SHORT_TREND)
        said = drawn or (marker.band if width(marker.band) < cells - width(figure) - 1 else "")
        role = drawn_in(scene, marker) if drawn else DIM
        return [spans[0], Span(fit(f"  {said}", cells - width(figure)), role, cell)]
    if left < 0:
        room = max(0, cells - width(figure))
        return [Span(fit(figure, min(cells, width(figure))), STRONG, cell), _brief(change, room)]
    if cells >= BAR:
        spans.insert(0, Span(f"{bar(scene, marker, 8)} ", drawn_in(scene, marker), cell))
        left -= 9
    said = (_called(scene, marker, left) or word) if cells >= WIDE else ""
    room = left - width(said) - 1
    drawn = trend(scene, marker, min(room, TREND)) if room >= SHORT_TREND else ""
    spans.append(Span(fit(said, left - width(drawn)), DIM, cell))
    return [*spans, Span(drawn, drawn_in(scene, marker), cell)] if drawn else spans


def _brief(change: Span, cells: int) -> Span:
    """A change in so many cells: whole, or else that there is one."""
    text = change.text.rstrip()
    return replace(change, text=fit(text if width(text) <= cells else text[:2], cells))


def drawn_in(scene: Scene, marker: Marker) -> str:
    """The colour of charts and bars of a number: its side's; else dim, as they say less than it."""
    return scene.role(marker.owner) or DIM


def _called(scene: Scene, marker: Marker, cells: int) -> str:
    """What a value is called; of a lead by the sign of its side, where that side's name is long."""
    if marker.name != scene.titles.lead or not marker.value:
        return marker.band
    mark = scene.lead_said(marker.value).rpartition(" ")[0]
    return fitting((marker.band, f"{mark} ahead", mark), cells)


def _level_spans(scene: Scene, marker: Marker, cells: int, cell: int) -> list[Span]:
    """A number whose every value has a name: with that, or by it alone; its change if it fits."""
    change = change_spans(scene, marker, cell)[0]
    moved = replace(change, text=change.text.rstrip())
    number, called = pad(marker.number, NUMBER, right=True), f" {marker.band}"
    whole = [Span(number, STRONG, cell), Span(called, DIM, cell)]
    alone = [Span(called if width(called) <= cells else clip(marker.band, cells), STRONG, cell)]
    for spans in ([*whole, moved], [*alone, moved], whole):
        if line_width(spans) <= cells and (moved.text or spans is whole):
            break
    else:
        spans = alone
    return [*spans, Span(" " * max(0, cells - line_width(spans)), "", cell)]


def trend(scene: Scene, marker: Marker, rounds: int) -> str:
    """How a number went of late; nothing before it has gone anywhere."""
    values = scene.went(marker)[-rounds:]
    if marker.is_hidden or len(set(values)) == 1:
        return ""
    return fit(sparkline(values, scene.glyphs.steps), rounds, right=True)


def change_spans(scene: Scene, marker: Marker, cell: int = 0) -> list[Span]:
    """What a number has moved by: an arrow, a sign, and `!` if its owner dislikes it."""
    change = marker.value - scene.before.get(marker.name, marker.value)
    if not change or marker.is_hidden:
        return [Span(fit("", CHANGE), "", cell)]
    better = scene.is_better(marker.name, change)
    arrow = scene.glyphs.up if change > 0 else scene.glyphs.down
    role = {True: BETTER, False: WORSE, None: DIM}[better]
    text = f" {arrow}{change:+d}{'!' if better is False else ''}"
    text = text if width(text) < CHANGE else f"{text} "  # nothing runs into it
    return [Span(pad(text, CHANGE), role, cell)]


def bar(scene: Scene, marker: Marker, cells: int) -> str:
    """Where a number stands in its range."""
    span = marker.most - marker.least
    if span <= 0 or span > 100_000:
        return " " * cells
    full = (marker.value - marker.least) * cells // span
    return scene.glyphs.full * full + scene.glyphs.empty * (cells - full)


def common_rows(scene: Scene, cells: int, _lines: int) -> list[Row]:
    """Shared numbers, then each party's."""
    return _common(scene, scene.listed, cells)


def _common(scene: Scene, markers: Sequence[Marker], cells: int) -> list[Row]:
    deck, titled = scene.deck, [(one, one.title, one.short) for one in markers if not one.owner]
    for party in scene.deck.parties:
        full, short = _bare(party.title), short_title(party)
        titled += [
            (one, f"{full}: {small(deck, one.title)}", f"{short}: {small(deck, one.short)}")
            for one in markers
            if one.owner == party.id
        ]
    longest = max((width(title) for _, title, _ in titled), default=0)
    least = max((_least(one) for one, _, _ in titled), default=0)
    room = max(least, cells - 1 - longest)
    titles = titles_in([(full, short) for _, full, short in titled], cells - room - 1)
    return [
        Row(
            ((Span(f"{called} ", cell=-1), *value_spans(scene, marker, room)),),
            (Target("number", marker.name),),
        )
        for (marker, *_), called in zip(titled, titles, strict=True)
    ]


def _bare(title: str) -> str:
    """A party's title without what stands in brackets."""
    return title.partition(" (")[0]


def chart_row(scene: Scene, marker: Marker, values: Sequence[int], cells: int) -> Row:
    """How a number went, round by round, as a small chart."""
    first, last = pad(f" {values[0]}", 4, right=True), pad(f" {values[-1]}", 5, right=True)
    beside = width(first) + width(last) + 1
    size = max(1, min(CHART, cells - beside - NUMBER - CHANGE))
    chart = sparkline(values, scene.glyphs.steps)[-size:]
    room = max(4, cells - beside - len(chart))
    sign = scene.signs.get(marker.owner)
    mark = sign.glyph if sign else f"{scene.glyphs.nobody} "
    title = f"{mark}{scene.label(marker.name, room - len(mark))}"
    line = (
        Span(fit(title, room), scene.role(marker.owner)),
        Span(first, DIM),
        Span(f" {chart}", drawn_in(scene, marker)),
        Span(last, STRONG),
    )
    return Row((line,), (Target("number", marker.name),))


def sparkline(values: Sequence[int], steps: str) -> str:
    """Numbers as heights.

    >>> sparkline([0, 5, 10], "_-=")
    '_-='
    """
    low, high = min(values), max(values)
    span = high - low or 1
    return "".join(steps[(value - low) * (len(steps) - 1) // span] for value in values)
