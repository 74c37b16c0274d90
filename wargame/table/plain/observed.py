"""The public table in linear text: what is new since it was told last, then who is to decide."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.table.words.public import (
    HYPOTHETICAL,
    NOBODY_S,
    PublicNumber,
    PublicPage,
    PublicTable,
    left_said,
)
from wargame.table.words.wrap import heading, wrapped

TITLE = 34
"""Cells of what a number is called."""


def observed_lines(table: PublicTable, before: PublicTable | None) -> Iterator[str]:
    """What people who follow a game have not been told yet.

    Args:
        before: How things stood when they were told last; None for the first time.
    """
    if before is None:
        yield from wrapped(heading(table.deck))
    if table.what_if and (before is None or table.what_if != before.what_if):
        yield from wrapped(f"{HYPOTHETICAL}, not played: {table.what_if} Programs play on.")
    if before is not None and before.what_if and not table.what_if:
        yield from wrapped("Back in the game as it was played.")
    old = before.happened if before is not None else ()
    for move in table.happened:
        if move not in old:
            yield from wrapped(move.text, "- ", "  ")
    if before is None or table.when != before.when:
        yield from _whole(table)
    else:
        yield from _moved(table, before)
    if table.inject and (before is None or table.inject != before.inject):
        yield from wrapped(f"News: {table.inject}. {table.inject_text}")
    if table.page is not None and (before is None or table.page != before.page):
        yield from _page(table.page)
        yield ""
    yield from _now(table)


def _whole(table: PublicTable) -> Iterator[str]:
    """The whole table."""
    yield ""
    yield from wrapped(heading(table.when))
    for seat, title in ((NOBODY_S, "Shared"), *enumerate(table.seats)):
        rows = [one for one in table.numbers if one.owner == seat]
        if rows:
            yield title
            yield from (_row(one) for one in rows)
    for title, told in (
        ("Fronts", [one.said for one in table.fronts]),
        ("In force", table.standing),
    ):
        if told:
            yield title
        for said in told:
            yield from wrapped(said, "  - ", "    ")


def _row(one: PublicNumber) -> str:
    return f"  {one.title:<{TITLE}}  {one.said:<11} {one.band}".rstrip()


def _moved(table: PublicTable, before: PublicTable) -> Iterator[str]:
    """Numbers that are no longer what they were, and what is newly in force."""
    old = {one.name: one.said for one in before.numbers}
    for one in table.numbers:
        was = old.get(one.name, one.said)
        if was != one.said:
            whose = f" ({table.seats[one.owner]})" if one.owner in range(len(table.seats)) else ""
            band = f", {one.band}" if one.band else ""
            yield from wrapped(f"{one.title}{whose}: {was} to {one.said}{band}", "  ", "    ")
    old_said = (*(one.said for one in before.fronts), *before.standing)
    for said in (*(one.said for one in table.fronts), *table.standing):
        if said not in old_said:
            yield from wrapped(said, "  - ", "    ")


def _page(page: PublicPage) -> Iterator[str]:
    """A page of the hot wash, or for talks."""
    yield ""
    yield from wrapped(heading(page.title))
    for line in (*page.lines, *page.besides):
        yield from wrapped(line)
    for chart in page.charts:
        values = ", ".join(str(value) for value in chart.values)
        yield from wrapped(f"{chart.title}: {values}", "  ", "    ")
    for question in page.questions:
        yield from wrapped(question, "? ", "  ")


def _now(table: PublicTable) -> Iterator[str]:
    """Where the game is; at its end, how it ended and what was held."""
    if table.is_over:
        yield ""
        yield from wrapped(
            f"{'A hypothetical end' if table.what_if else 'The end'}. {table.ending}"
        )
        for hand in table.hands:
            yield from wrapped(f"{hand.seat} held: {', '.join(hand.cards) or 'no card'}.")
        for page in table.pages:
            yield from _page(page)
        return
    parts = [f"{table.when}, {table.phase}", table.turn, table.lead.removesuffix(".")]
    if table.clock is not None:
        state = "" if table.clock.is_running else ", stopped"
        parts.append(f"{table.clock.label}: {left_said(table.clock.left_s)}{state}")
    yield from wrapped(f"{'. '.join(part for part in parts if part)}.")
    if table.notice:
        yield from wrapped(table.notice)
