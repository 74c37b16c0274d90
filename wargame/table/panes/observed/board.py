"""The numbers of the board for a projector, and how the game ended."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from operator import attrgetter

from wargame.table.panes.observed.standing import GAP
from wargame.table.words.gate import fit, stopped, width
from wargame.table.words.glyphs import Glyphs
from wargame.table.words.public import NOBODY_S, PublicNumber, PublicTable
from wargame.table.words.rows import DIM, FIRST, SECOND, STRONG, Line, Row, Span, blank, text_row

LEAST_BOARD = 6
"""Lines under which no board is shown below how a game ended."""
NARROW = 46
"""Cells of a number that leave none for what its value is called."""
BAND = 18
"""Cells of that at most."""
LEAST_BAND = 8
"""Cells under which a value is not called anything: a word that is cut off says nothing."""
BAR, SAID = 10, 10
"""Cells of a bar, and of a value, unless one is longer."""


def observed_board(table: PublicTable, glyphs: Glyphs, cells: int, room: int) -> list[Row]:
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
    sizes = _sizes(table.numbers, side)
    rows = [_pair(pair, glyphs, side, sizes) for pair in above]
    rows.append(_heads(table, glyphs, side))
    kept = sorted(own, key=lambda pair: not _is_key(pair))[: max(0, left - len(above))]
    return [*rows, *(_pair(pair, glyphs, side, sizes) for pair in own if pair in kept)]


def _sizes(numbers: Sequence[PublicNumber], cells: int) -> tuple[int, int]:
    """Cells for a value, and for what it is called: there as many as leave short titles whole."""
    said = max([SAID, *(width(one.said) + 1 for one in numbers)])
    if cells - NARROW < LEAST_BAND:
        return said, 0
    named = max((width(one.short) + 2 - _spare(one) for one in numbers), default=0)
    longest = max((width(one.band) for one in numbers), default=0)
    return said, min(BAND, longest, max(cells - NARROW, cells - BAR - said - 2 - named))


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


def _spare(one: PublicNumber) -> int:
    """Cells that its title takes besides, as no bar stands in them."""
    return BAR if one.part < 0 else 0


def _pair(
    pair: Sequence[PublicNumber | None], glyphs: Glyphs, side: int, sizes: tuple[int, int]
) -> Row:
    left, right = (_number(one, glyphs, side, *sizes) for one in pair)
    return Row(((*left, Span(" " * GAP), *right),))


def _number(one: PublicNumber | None, glyphs: Glyphs, cells: int, said: int, band: int) -> Line:
    """A number in so many cells: what it is called, a bar, its value in `said` of them, and what
    that is called in `band` of them."""
    if one is None:
        return (Span(" " * cells),)
    title = max(4, cells - BAR - said - band - 2) + _spare(one)
    named = one.title if width(one.title) < title else one.short
    full = max(0, min(BAR, one.part * BAR // 100))
    bar = f" {glyphs.full * full}{glyphs.empty * (BAR - full)}" if one.part >= 0 else ""
    role = {0: FIRST, 1: SECOND}.get(one.owner, STRONG)
    return (
        Span(fit(f" {named}", title)),
        Span(bar, role),
        Span(fit(one.said, said + BAR + 1 - len(bar) - _spare(one), right=True), STRONG),
        Span(fit(f" {one.band}" if width(one.band) <= band else " ", band + 1), DIM),
    )


def _end(table: PublicTable, cells: int) -> list[Row]:
    """How it ended, and the hands."""
    found = [text_row(table.ending, cells, STRONG, " ", " ")]
    for hand in table.hands:
        held = ", ".join(hand.cards) or "no card"
        found += [
            blank(),
            text_row(stopped(f"{hand.seat} held: {held}"), cells, first=" ", rest=" "),
        ]
    return found
