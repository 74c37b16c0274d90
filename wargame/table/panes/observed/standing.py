"""The fronts, and what is in force, for a projector: two in a line."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.table.words.gate import clip, fit, width
from wargame.table.words.glyphs import Glyphs
from wargame.table.words.public import NOBODY_S, PublicFront, PublicTable
from wargame.table.words.rows import DIM, FIRST, HEAD, SECOND, STRONG, Row, Span, blank

GAP = 3
"""Cells between two columns."""
LEAST_STANDING = 2
"""Lines under which nothing is told of what is in force: a heading, and no sentence."""
TIMES = {1: "", 2: " twice"}
"""How often a lead counts, in a word; more often by its number."""
FRONTS = "Fronts: who leads, what is at stake, when"
LEADS = 8
"""Cells for who leads a front, at least."""


def observed_fronts(table: PublicTable, glyphs: Glyphs, cells: int, room: int) -> list[Row]:
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


def observed_standing(table: PublicTable, cells: int, room: int) -> list[Row]:
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
