"""Fronts on the board: a row each, with who leads, when, the stake, and what would move."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules.asking.contested import FrontStanding
from wargame.table.panes.tracks import title_in
from wargame.table.told.fronts import judged_now, moved_beside_lead
from wargame.table.told.scene import Scene
from wargame.table.words.fronts import leader
from wargame.table.words.gate import fit, fitting, shares, width
from wargame.table.words.rows import ALERT, DIM, STRONG, Line, Row, Span, Target
from wargame.table.words.view_models import idle_lead, short_title

SIDE, LAST = 23, 5
"""Cells of the columns behind the title, and of one more where titles leave room for it."""
MOVES = 12
"""Cells of the stake and of what it would move, which has what the stake leaves."""
HALF = 17
"""Cells that a front takes at least where two share a line."""
Said = tuple[str, str, str]
"""What stands behind the title of a front in half a line: who leads, when, at what stake."""
Sizes = tuple[int, ...]
"""The cells of each."""


def front_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """A row for each front, below a head where there is room for one; else two in a row."""
    rows = scene.fronts
    if not rows:
        return []
    named = _named_in_secret(scene)
    if lines < len(rows) + len(named) and cells >= 2 * HALF:
        return [*_paired(scene, rows, cells), *named]
    last = _last_cells(scene, cells)
    head = [_head(scene, cells, last)] if lines > len(rows) + len(named) else []
    return [*head, *(_row(scene, row, cells, last) for row in rows), *named]


def _head(scene: Scene, cells: int, last: int) -> Row:
    """What the columns behind the titles are."""
    head = f"{fit('', cells - SIDE - last)}{fit('last', last)}{fit('lead', 6)}{fit('due', 5)}"
    moves = f"{fit('stake', 6, right=True)}{fit('moves', 6, right=True)}"
    head = head if all(_is_idle(scene, row) for row in scene.fronts) else f"{head}{moves}"
    return Row(((Span(head, DIM),),))


def _named_in_secret(scene: Scene) -> list[Row]:
    """That another seat has named a front which nobody knows yet."""
    seat = scene.view.sealed_by
    if not seat or seat == scene.view.seat:
        return []
    said = (Span(f"{scene.mark(seat)} ", scene.role(seat)), Span("has named one in secret", DIM))
    return [Row((said,))]


def _paired(scene: Scene, rows: Sequence[FrontStanding], cells: int) -> list[Row]:
    """Two fronts in a line: who leads, when it is judged, at what stake.

    Columns are as wide as what stands in them, so that titles have the rest. To keep them below one
    another it goes how often a lead counts; where that is not enough, long titles push them.
    """
    for brief in (False, True):
        halves = [_behind(scene, row, brief=brief) for row in rows]
        sizes = _sizes(halves)
        columns = _shares(scene, rows, sizes, cells)
        needs = [_needed(scene, row, sizes[n % 2]) for n, row in enumerate(rows)]
        if all(needed <= columns[n % 2] for n, needed in enumerate(needs)):
            break
    else:
        columns = _shares(scene, rows, halves, cells)
    found = []
    for start in range(0, len(rows), 2):
        pair = rows[start : start + 2]
        spans: list[Span] = []
        for place, row in enumerate(pair):
            size = columns[place]
            spans += _half(scene, row, halves[start + place], sizes[place], size, place)
            spans += [Span(" ")] if place == 0 else []
        found.append(Row((tuple(spans),), tuple(Target("front", row.id) for row in pair)))
    return found


def _sizes(halves: Sequence[Said]) -> tuple[Sizes, Sizes]:
    """Cells of what stands behind the titles, in each of the two columns."""
    left, right = (
        tuple(max(map(width, said)) for said in zip(*halves[n::2], strict=True)) or (0, 0, 0)
        for n in (0, 1)
    )
    return left, right


def _shares(
    scene: Scene, rows: Sequence[FrontStanding], said: Sequence[Said | Sizes], cells: int
) -> tuple[int, int]:
    """Cells of the two columns: half each, unless one needs some that the other can spare.

    Args:
        said: What stands behind each title; or its cells in each column.
    """
    needs = [_needed(scene, row, said[n % len(said)]) for n, row in enumerate(rows)]
    most = max(needs[::2]), max(needs[1::2], default=0)
    return shares((cells // 2 - 1, cells // 2), most)


def _needed(scene: Scene, row: FrontStanding, said: Said | Sizes) -> int:
    """Cells in which the short title of a front stands whole before what is said of it."""
    sizes = (one if isinstance(one, int) else width(one) for one in said)
    return width(_short(scene, row)) + 3 + sum(sizes)


def _short(scene: Scene, row: FrontStanding) -> str:
    return next(short_title(one) for one in scene.deck.fronts if one.id == row.id)


def _behind(scene: Scene, row: FrontStanding, *, brief: bool = False) -> Said:
    """What stands behind the title of a front in half a line: who leads, when, the stake; behind
    it, if the front is judged now, what that would move for whom.

    Args:
        brief: Leave out how often a lead counts where what would move counts it already.
    """
    seat = leader(list(scene.titles.seats), row.value)
    sign = scene.signs[seat].glyph if seat else scene.glyphs.nobody
    times = f"x{abs(row.value)}" if abs(row.value) > 1 else ""
    stake = f"{row.stake}" if row.due >= 0 and not _is_idle(scene, row) else ""
    goes = _goes(scene, row)
    mark = sign if goes and brief else f"{sign}{times}"
    return mark, _due(row).replace("in ", "in"), f"{stake}{goes}"


def _goes(scene: Scene, row: FrontStanding) -> str:
    """To whom the lead goes if the round closes now, and by how much; "" of a front that is not
    judged then, on which nobody leads then as now, or that hangs on what this seat cannot know."""
    closes = None if _is_idle(scene, row) else judged_now(scene, row)
    if closes is None or closes.moved[0] != closes.moved[1]:
        return ""
    gain = closes.moved[0]
    if not gain:
        return scene.glyphs.nobody if row.value else ""
    return _towards(scene, gain)


def _towards(scene: Scene, gain: int) -> str:
    """To whom the lead goes, and by how much."""
    seat = leader(list(scene.titles.seats), gain)
    return f"{scene.signs[seat].glyph}{abs(gain)}" if seat else scene.glyphs.nobody


def _half(
    scene: Scene, row: FrontStanding, said: Said, sizes: Sizes, cells: int, place: int
) -> list[Span]:
    """A front in half a line, what stands behind its title in columns of so many cells; close
    together where the title needs the room."""
    seat = leader(list(scene.titles.seats), row.value)
    short = _short(scene, row)
    sizes = sizes if width(short) <= cells - sum(sizes) - 3 else tuple(map(width, said))
    (mark, due, stake), (of_mark, of_due, of_stake) = said, sizes
    goes = _goes(scene, row)
    to = next((one.role for one in scene.signs.values() if goes.startswith(one.glyph)), DIM)
    return [
        Span(title_in(row.title, short, cells - sum(sizes) - 3) + " ", "", place),
        Span(fit(mark, of_mark + 1), scene.role(seat), place),
        Span(fit(due, of_due + 1), ALERT if row.due == 0 else DIM, place),
        Span(stake.removesuffix(goes), STRONG, place),
        Span(fit(goes, of_stake - width(stake.removesuffix(goes))), to, place),
    ]


def _row(scene: Scene, row: FrontStanding, cells: int, last: int) -> Row:
    seat = leader(list(scene.titles.seats), row.value)
    size = f"x{abs(row.value)}" if abs(row.value) > 1 else ""
    mark = f"{scene.mark(seat)}{size}" if seat else scene.glyphs.nobody
    swing, liked = _swing(scene, row)
    moves, due = row.due >= 0 and not _is_idle(scene, row), _due(row)
    goes = max(MOVES // 2, min(width(swing) + 1, MOVES - width(f"{row.stake}") - 1))
    title = title_in(row.title, _short(scene, row), cells - SIDE - last - 1) + " "
    line: Line = (
        Span(title, STRONG * (row.due == 0)),
        *([_last(scene, row)] if last else []),
        Span(fit(mark, 6), scene.role(seat)),
        Span(fit(fitting((due, due.replace("in ", "in")), 5), 5), ALERT if row.due == 0 else DIM),
        Span(fit(f"{row.stake}" if moves else "", MOVES - goes, right=True)),
        Span(fit(swing if moves else "", goes, right=True), liked),
    )
    return Row((line,), (Target("front", row.id),))


def _last_cells(scene: Scene, cells: int) -> int:
    """Cells of who had a front when it was judged last; 0 where titles need them."""
    longest = max(width(short_title(one)) for one in scene.deck.fronts)
    return LAST if cells - SIDE - LAST > longest else 0


def _last(scene: Scene, row: FrontStanding) -> Span:
    """Who had the front when it was judged last; nothing of one that never was."""
    value, stake = (scene.view.value(f"front.{row.id}.{what}") for what in ("last", "staked"))
    seat = leader(list(scene.titles.seats), value)
    said = scene.mark(seat) if seat else scene.glyphs.nobody if stake else ""
    return Span(fit(said, LAST), scene.role(seat) if seat else DIM)


def _swing(scene: Scene, row: FrontStanding) -> tuple[str, str]:
    """What a judgement would move, and whose colour it has: of a front that is due as this round
    would close, of another as it stands."""
    closes = judged_now(scene, row)
    low, high = closes.moved if closes else (row.then - row.now,) * 2
    seats = list(scene.titles.seats)
    role = scene.role(leader(seats, low)) if low * high > 0 else ""
    moved = sorted({low, high})
    if not any(moved):
        return scene.glyphs.nobody if closes and row.value else "", role
    if moved_beside_lead(scene, row.into):
        return "/".join(f"{one:+d}" for one in moved), role
    return "/".join(_towards(scene, one) for one in moved), role


def _is_idle(scene: Scene, row: FrontStanding) -> bool:
    """Whether a front moves a number that decides nothing at this table."""
    return row.into == idle_lead(scene.deck)


def _due(row: FrontStanding) -> str:
    """When a front is judged, in four letters; a star for one that is on the docket."""
    star = "*" if row.is_named else ""
    return "-" if row.due < 0 else f"now{star}" if not row.due else f"in {row.due}{star}"
