"""What people watch, as rows: homes, chains and stores of both sides, and the line above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from wargame.rules.view import Deal
from wargame.table.panes.tracks import change_spans, other_rows, sparkline
from wargame.table.panes.typeset import rows
from wargame.table.told.forecast import forecast
from wargame.table.told.instruments import (
    ChainNow,
    HomeNow,
    Instrument,
    StoreNow,
    chains,
    gauges,
    homes,
    stores,
)
from wargame.table.told.lapse import brought_back, outlasts
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, fit, fitting, pad, width
from wargame.table.words.rows import (
    ALERT,
    DIM,
    STRONG,
    WORSE,
    Line,
    Row,
    Span,
    Target,
    blank,
    cut_line,
    line_text,
    line_width,
    rows_height,
)

TREND = 8
"""Rounds that a trend goes back."""
SHORT_TREND = 4
"""Rounds that it goes back where words have to stand beside it."""
SHORTEST = 2
"""Rounds below which it is no trend."""
BAR = 10
"""Cells of a bar with its next mark."""
TITLE, FIGURE = 17, 6
"""Cells of a title in the pane, and of a number with its unit; a longer one takes more of them."""
CHANGE = 5
"""Cells of a change, where trends stand below one another."""
ROOMY, WIDE = 46, 64
"""Cells from which on a number has a trend, and from which on a bar too; a store then tells how
much of it goes."""
NUMBERED = 3
"""Spans of a row up to its change; a trend and a bar come behind them."""
TOLD = 4
"""Letters from which on a word may be the last before what is left out."""
FORECAST = 4
"""Lines below the numbers from which on they tell what the round would come to."""
LEAST = 2
"""The form of a number in the line above that tells least: its value alone."""


# --- the line above ------------------------------------------------------------------------------


def headline(scene: Scene, cells: int) -> Line:
    """Scores with par where they count, then the numbers that are always in sight.

    All of them are there; of the first ones more is told, as far as there is room.
    """
    scored = _scores(scene) if scene.view.match_end is None else []
    shown = gauges(scene)
    forms = [LEAST] * len(shown)

    def line() -> Line:
        told = (_gauge(scene, one, form) for one, form in zip(shown, forms, strict=True))
        return _joined([part for part in (scored, *told) if part])

    for form in range(LEAST - 1, -1, -1):
        for place in range(len(shown)):
            before, forms[place] = forms[place], form
            if line_width(line()) > cells:
                forms[place] = before
    spans = cut_line(line(), cells)
    return (*spans, Span(" " * max(0, cells - line_width(spans))))


def _joined(parts: Sequence[Sequence[Span]]) -> Line:
    return tuple(chain.from_iterable((Span("  " if n else " "), *p) for n, p in enumerate(parts)))


def _scores(scene: Scene) -> list[Span]:
    """Both scores, each with its par."""
    found: list[Span] = []
    for seat in (scene.me, scene.rival):
        par = next(one.par for one in scene.deck.seats if one.id == seat)
        found.append(Span(f"{'  ' if found else ''}{scene.mark(seat)} ", scene.role(seat)))
        found.append(Span(f"{scene.by_name[f'{seat}.score'].value}", STRONG))
        found.append(Span(f" of par {par}", DIM))
    return found


def _gauge(scene: Scene, one: Instrument, form: int) -> list[Span]:
    """A number in the line above: the narrower the form, the less of it."""
    marker = one.marker
    spans = [
        Span(f"{one.title} "),
        Span(f"{marker.number}{marker.unit if marker.unit == '%' else ''}", _alarm(one, STRONG)),
    ]
    change = change_spans(scene, marker)[0]
    spans += [Span(change.text.rstrip(), change.role)] if change.text.strip() else []
    if form == 0 and not marker.is_hidden:
        spans.append(Span(f" {bar(scene, one)}", DIM))
    if form < LEAST:
        spans.append(Span(f" {one.word}".rstrip(), _alarm(one, DIM)))
    return spans


def _alarm(one: Instrument, otherwise: str) -> str:
    """The role of what is told of a number."""
    if one.past is not None and one.past.is_bad and not one.is_near:
        return WORSE
    return ALERT if one.is_alarming else otherwise


def bar(scene: Scene, one: Instrument) -> str:
    """Where a number stands in its range, and where its next mark is."""
    marker, glyphs = one.marker, scene.glyphs
    span = max(1, marker.most - marker.least)
    full = (marker.value - marker.least) * BAR // span
    drawn = list(glyphs.full * full + glyphs.empty * (BAR - full))
    if one.coming is not None:
        place = (one.coming.at - marker.least) * BAR // span
        drawn[max(0, min(place, BAR - 1))] = glyphs.tick
    return "".join(drawn)


def trend(scene: Scene, one: Instrument, rounds: int = TREND) -> str:
    """How a number went of late."""
    values = [*scene.course.get(one.name, ()), one.marker.value][-rounds:]
    return fit(sparkline(values, scene.glyphs.steps), rounds, right=True)


# --- the pane ------------------------------------------------------------------------------------


def board_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """Homes, chains and stores, one's own side first; then other numbers, while there is room."""
    for form in range(4):
        found = _sides(scene, cells, form)
        if rows_height(found) < lines:
            break
    shown = {target.id for row in found for target in row.targets}
    shown |= {one.name for one in gauges(scene)} | {one.result.name for one in chains(scene)}
    plan = scene.deck.board
    shown |= {str(one.outlook) for one in plan.homes} if plan else set()  # stands behind a home
    others = [row for row in scene.listed if row.name not in shown and not row.holder]
    left = lines - rows_height(found) - 1
    if left > 1 and others:
        found += other_rows(scene, others, cells)[:left]
    if not others:
        return found
    said = f"Enter here: all {len(scene.listed)} numbers"
    said = fit(fitting([f"{said}; e: workings too", f"{said}; e: workings", said], cells), cells)
    found.append(Row(((Span(said, DIM),),), (Target("rest", "tracks"),)))
    return [*found, *_below(scene, cells, lines - rows_height(found))]


def _below(scene: Scene, cells: int, lines: int) -> list[Row]:
    """What the round would come to if it closed now, in the lines that are left below."""
    if lines < FORECAST or scene.closing is None:
        return []
    found = [blank(), *rows(scene, forecast(scene), cells)]
    while rows_height(found) > lines:
        found.pop()
    return found


def _sides(scene: Scene, cells: int, form: int) -> list[Row]:
    """Both sides, in one of four forms, each shorter than the one before."""
    found = [_deal(scene, deal, cells) for deal in scene.view.deals]
    for seat in (scene.me, scene.rival):
        if form == 0:
            found.append(_side(scene, seat, cells))
        for home in homes(scene):
            if home.seat == seat:
                found += _home(scene, home, cells, form)
        first = True
        for one in chains(scene):
            if one.seat == seat:
                found += _chain(scene, one, cells, brief=form >= 3 or (form == 2 and not first))
                first = False
        for store in stores(scene):
            if (store.gauge.marker.owner or scene.me) == seat:
                found.append(_store(scene, store, cells))
    return found


def _side(scene: Scene, seat: str, cells: int) -> Row:
    """Whose numbers follow, and what it holds: capital, cards."""
    view = scene.view
    purse = scene.by_name[f"{seat}.capital"]
    mark, name = scene.mark(seat), scene.titles.seats[seat]
    is_mine = seat == scene.me and scene.shows_hand
    titles = [f"{mark} {name} (you)", f"{mark} you"] if is_mine else [f"{mark} {name}", mark]
    held = f"{view.hand_size(seat)} in hand, {view.pile_size(seat)} to draw"
    capital = f"capital {purse.number}/{purse.most}"
    held = held if cells >= ROOMY else ""
    room = cells - len(capital) - 1 - (len(held) + 2 if held else 0)
    title = fitting(titles, room)
    line: Line = (Span(fit(title, room), scene.role(seat)), Span(f" {capital}", STRONG))
    line = (*line, Span(f"  {held}", DIM)) if held else line
    return Row((line,), (Target("number", purse.name),))


def _deal(scene: Scene, deal: Deal, cells: int) -> Row:
    """A deal in force: how long yet, and what comes back then, if the game goes on until then."""
    is_over, is_last = scene.view.is_over, outlasts(scene.view, deal, scene.last_begun)
    back = "" if is_over or is_last else brought_back(scene, deal)
    more = f"{deal.left - 1} more after this round" if deal.left > 1 else "last round"
    runs = "ran to the end" if is_over else "to the end of the game" if is_last else more
    said = f"{scene.glyphs.held} deal {deal.slot}: {runs}"
    told = _cut(f"then {back}" if back else "", cells - width(said) - 2)
    told = "" if told.rstrip("…") == "then" else told  # a beginning that says nothing
    line = (
        Span(said, ALERT if deal.left == 1 and not (is_over or is_last) else STRONG),
        Span(fit(f", {told}" if told else "", cells - width(said)), DIM),
    )
    return Row((line,), (Target("deal", str(deal.slot)),))


def _value(scene: Scene, one: Instrument, cells: int) -> Line:
    """Title, number, change, trend where there is room for it, and the next mark."""
    marker = one.marker
    sign = scene.signs.get(marker.owner)
    title = f"{sign.glyph if sign else ''}{one.title}"
    unit = "%" if marker.unit == "%" else " wk" if marker.unit == "weeks" else ""
    number = f"{marker.number}{unit}"
    number = pad(number if width(number) <= FIGURE else f" {number}", FIGURE, right=True)
    change = change_spans(scene, marker)[0]
    spans = [
        Span(fit(title, TITLE + FIGURE - width(number)), scene.role(marker.owner)),
        Span(number, _alarm(one, STRONG)),
        Span(
            fit(change.text.rstrip(), max(CHANGE * (cells >= ROOMY), width(change.text.rstrip()))),
            change.role,
        ),
    ]
    if cells >= WIDE:
        spans.append(Span(f" {trend(scene, one)}", scene.role(marker.owner)))
        spans.append(Span(f" {bar(scene, one)}", DIM))
    elif cells >= ROOMY:
        spans.append(Span(f" {trend(scene, one, SHORT_TREND)}", scene.role(marker.owner)))
    return tuple(spans)


def _tail(line: Line, said: str, role: str, cells: int, cut: str = "") -> Line:
    """A line with something at its end, for which a chart before it may make room.

    Args:
        cut: What is said where there is no room for all of it.
    """
    lacking = width(said) + 1 - (cells - line_width(line))
    if lacking > 0:
        line = _made_room(line, lacking, is_alarming=role in (ALERT, WORSE))
    left = cells - line_width(line)
    said = cut if cut and width(said) + 1 > left else said
    return (*line, Span(fit(f" {_cut(said, left - 1)}", left), role)) if left > 3 else line


def _made_room(line: Line, lacking: int, *, is_alarming: bool) -> Line:
    """A line that takes fewer cells, as far as it has a chart.

    What alarms takes all of the chart, and so do other words of one that is level. Of any they take
    the rounds longest ago, and the cells for a change that there has not been.
    """
    place = len(line) - 1 - (line[-1].role == ALERT)  # what binds a chain is no chart
    if place < NUMBERED:
        return line
    before, change, chart, behind = (
        line[: place - 1],
        line[place - 1],
        line[place],
        line[place + 1 :],
    )
    bare = replace(change, text=change.text.rstrip()) if place == NUMBERED else change
    if is_alarming or _is_level(chart):
        is_enough = width(chart.text) >= lacking
        return (*before, change if is_enough else bare, *behind)
    spare = SHORT_TREND - SHORTEST if width(chart.text) == SHORT_TREND + 1 else 0
    blank = width(change.text) - width(bare.text)
    if not 0 < lacking <= spare + blank:
        return line
    gone, rest = min(lacking, spare), max(0, lacking - spare)
    chart = replace(chart, text=f" {chart.text[1 + gone :]}")
    change = replace(change, text=change.text[: len(change.text) - rest])
    return (*before, change, chart, *behind)


def _cut(said: str, cells: int) -> str:
    """What is said, or as many whole words of it as fit; none that points at one that is left out,
    as the "a" of "at 15 a foothold" does."""
    if width(said) <= cells:
        return said
    words = said.split(" ")
    while words and (width(" ".join(words)) >= cells or _points_on(words[-1])):
        words.pop()
    kept = " ".join(words).rstrip(",;:")
    return f"{kept}…" if kept else ""


def _points_on(word: str) -> bool:
    """Whether a word says too little to be the last before an ellipsis."""
    return word.isalpha() and len(word) < TOLD


def _is_level(chart: Span) -> bool:
    """Whether a chart says no more than that nothing moved; a bar, which is dim, says more."""
    return len(set(chart.text.strip())) == 1 and chart.role != DIM


def _home(scene: Scene, home: HomeNow, cells: int, form: int) -> list[Row]:
    """A seat's constituencies: all together and what they will come to, then each."""
    one = home.gauge
    ahead = f"{scene.glyphs.arrow}{home.outlook} " if home.outlook is not None else ""
    said, cut = f"{ahead}{one.word}", ""
    if one.coming is not None and one.word != one.coming_word:  # what ends it is not to be missed
        cut = f"{ahead}{one.coming_word}"
        said = f"{said}, {one.coming_word}"
    line = _tail(_value(scene, one, cells), said, _alarm(one, DIM), cells, cut)
    first = Row((line,), (Target("number", one.name),))
    if not home.parties or form >= 3:
        return [first]
    return [first, _parties(scene, home, cells)]


def _parties(scene: Scene, home: HomeNow, cells: int) -> Row:
    """Each constituency with its number and its change; titles shortened alike."""
    targets = tuple(Target("number", marker.name) for _, marker in home.parties)
    longest = max(width(title) for title, _ in home.parties)
    for most in range(longest, 2, -1):
        spans: list[Span] = []
        for place, (title, marker) in enumerate(home.parties):
            change = change_spans(scene, marker)[0]
            spans += [
                Span(f" {clip(title, most)} ", DIM, place),
                Span(marker.number, STRONG, place),
            ]
            spans.append(Span(change.text.strip(), change.role, place))
        if line_width(spans) <= cells:
            return Row((tuple(spans),), targets)
    return Row(((Span(clip(line_text(spans), cells)),),), targets[:1])


def _chain(scene: Scene, one: ChainNow, cells: int, *, brief: bool) -> list[Row]:
    """What comes of a chain; then its stages, or of them only the one that binds."""
    binds, glyphs = one.binding, scene.glyphs
    line = _value(scene, one.result, cells)
    if brief:
        said = f"{binds.title} {binds.value}{glyphs.binds}"
        line = (*line, Span(f" {said}", ALERT))
        line = _tail(line, one.result.word, _alarm(one.result, DIM), cells)
        return [Row((line,), (Target("chain", one.id),))]
    word = one.result.word or (bar(scene, one.result) if cells < WIDE else "")
    line = _tail(line, word, _alarm(one.result, DIM), cells)
    return [
        Row((line,), (Target("chain", one.id),)),
        Row((stage_line(scene, one, cells),), (Target("number", binds.name),)),
    ]


def stage_line(scene: Scene, one: ChainNow, cells: int) -> Line:
    """The stages of a chain in order, the binding one marked; titles shortened alike."""
    glyphs = scene.glyphs
    longest = max(width(stage.title) for stage in one.stages)
    for most in range(longest, 2, -1):
        spans = [Span(" ")]
        for number, stage in enumerate(one.stages):
            role = ALERT if stage.binds else ""
            spans.append(Span(f" {glyphs.then} " if number else "", DIM))
            mark = glyphs.binds if stage.binds else ""
            spans.append(Span(f"{clip(stage.title, most)} {stage.value}{mark}", role))
        if line_width(spans) <= cells:
            return tuple(spans)
    return (Span(clip(line_text(spans), cells)),)


def _store(scene: Scene, store: StoreNow, cells: int) -> Row:
    """What is left, what goes each round, and when it is gone."""
    one = store.gauge
    said, cut = one.word or ("empty" if store.is_empty else ""), ""
    if store.drain > 0 and store.lasts and not store.is_empty:
        what = one.coming.title if one.coming else "gone"
        said = f"{what} in {store.lasts}"
        said = f"-{store.drain}: {said}" if cells >= WIDE else said
        cut = f"in {store.lasts}: {what}"
    elif store.drain > 0:
        said = ", ".join(filter(None, (said, f"-{store.drain}")))
    role = (
        WORSE
        if store.is_empty or 0 < store.lasts <= 1
        else ALERT
        if store.lasts
        else _alarm(one, DIM)
    )
    line = _tail(_value(scene, one, cells), said, role, cells, cut)
    return Row((line,), (Target("number", one.name),))
