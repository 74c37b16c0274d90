"""The public table in large type, for a projector: figures that are read from the last row."""

from __future__ import annotations

from dataclasses import replace

from wargame.table.panes.observed.board import observed_board
from wargame.table.panes.observed.figures import (
    figure_parts,
    observed_figures,
    observed_notice,
    parts_in_a_line,
)
from wargame.table.panes.observed.page import page_rows_of
from wargame.table.panes.observed.standing import LEAST_STANDING, observed_fronts, observed_standing
from wargame.table.words.gate import clip, first_lines, fit, stopped
from wargame.table.words.glyphs import Glyphs
from wargame.table.words.public import HYPOTHETICAL, PublicTable
from wargame.table.words.rows import (
    ALERT,
    DIM,
    HEAD,
    STRONG,
    WORSE,
    Row,
    Span,
    blank,
    rows_height,
    text_row,
)

LEAST_NUMBERS = 3
"""Lines that the numbers keep beside that: what is nobody's, the sides, and one of each."""
SMALL = 24
"""Lines under which a screen tells less of what happened."""
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
    top = [*_what_if(table, cells), *observed_figures(table, left_s, glyphs, cells)]
    happened = 2 if lines < SMALL else 3 if lines < 30 else 5
    news = 2 if lines < SMALL else NEWS_LINES
    below = [*_news(table, cells, news), *_latest(table, cells, happened)]
    room = lines - len(top) - len(below) - 1
    if table.page is not None:
        needed = rows_height(page_rows_of(replace(table.page, charts=()), glyphs, cells, NO_END))
        left = lines - len(top) - 1
        if needed < left:
            return [*top, blank(), *page_rows_of(table.page, glyphs, cells, left)]
        line = parts_in_a_line(figure_parts(table, left_s), cells)
        brief = (*_what_if(table, cells), line, *observed_notice(table, cells))
        page = page_rows_of(table.page, glyphs, cells, lines - len(brief))
        return [*brief, *(one for one in page if one != blank())]
    fronts = [] if table.is_over else observed_fronts(table, glyphs, cells, room - LEAST_NUMBERS)
    room -= len(fronts)
    wanted = len(observed_standing(table, cells, room))
    share = min(wanted, max(LEAST_STANDING, room // 2), room - LEAST_NUMBERS)
    board = observed_board(table, glyphs, cells, room - (share if share >= LEAST_STANDING else 0))
    tall = sum(len(one.lines) for one in board)
    stands = observed_standing(table, cells, room - tall)
    if not table.is_over and 2 * tall + len(stands) <= room:
        board = [line for one in board for line in (one, blank())]
    return [*top, *fronts, *board, *stands, blank(), *below]


def _what_if(table: PublicTable, cells: int) -> list[Row]:
    """A line across the screen if this never was, and where it leaves what was."""
    if not table.what_if:
        return []
    said = f"{HYPOTHETICAL}: this was not played. Programs play on."
    rule = Row(((Span(fit(f" {said}", cells), WORSE),),))
    return [rule, text_row(table.what_if, cells, ALERT, " ", " "), blank()]


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
