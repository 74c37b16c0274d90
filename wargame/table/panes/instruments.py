"""What people watch, as rows: homes, chains and stores of both sides."""

from __future__ import annotations

from wargame.rules.view import Deal
from wargame.table.panes.instrument_line import (
    ROOMY,
    WIDE,
    alarm,
    bar,
    value_line,
    whole_words,
    with_tail,
)
from wargame.table.panes.tracks import change_spans, other_rows
from wargame.table.panes.typeset import rows
from wargame.table.told.forecast import forecast
from wargame.table.told.instruments import (
    ChainNow,
    HomeNow,
    StoreNow,
    chains,
    gauges,
    homes,
    stores,
)
from wargame.table.told.lapse import brought_back, outlasts
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, fit, fitting, width
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
    line_text,
    line_width,
    rows_height,
)

FORECAST = 4
"""Lines below the numbers from which on they tell what the round would come to."""


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
    told = whole_words(f"then {back}" if back else "", cells - width(said) - 2)
    told = "" if told.rstrip("…") == "then" else told  # a beginning that says nothing
    line = (
        Span(said, ALERT if deal.left == 1 and not (is_over or is_last) else STRONG),
        Span(fit(f", {told}" if told else "", cells - width(said)), DIM),
    )
    return Row((line,), (Target("deal", str(deal.slot)),))


def _home(scene: Scene, home: HomeNow, cells: int, form: int) -> list[Row]:
    """A seat's constituencies: all together and what they will come to, then each."""
    one = home.gauge
    ahead = f"{scene.glyphs.arrow}{home.outlook} " if home.outlook is not None else ""
    said, cut = f"{ahead}{one.word}", ""
    if one.coming is not None and one.word != one.coming_word:  # what ends it is not to be missed
        cut = f"{ahead}{one.coming_word}"
        said = f"{said}, {one.coming_word}"
    line = with_tail(value_line(scene, one, cells), said, alarm(one, DIM), cells, cut)
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
    line = value_line(scene, one.result, cells)
    if brief:
        said = f"{binds.title} {binds.value}{glyphs.binds}"
        line = (*line, Span(f" {said}", ALERT))
        line = with_tail(line, one.result.word, alarm(one.result, DIM), cells)
        return [Row((line,), (Target("chain", one.id),))]
    word = one.result.word or (bar(scene, one.result) if cells < WIDE else "")
    line = with_tail(line, word, alarm(one.result, DIM), cells)
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
        else alarm(one, DIM)
    )
    line = with_tail(value_line(scene, one, cells), said, role, cells, cut)
    return Row((line,), (Target("number", one.name),))
