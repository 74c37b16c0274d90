"""Blocks as lines of 80 columns, read from top to bottom: no boxes, no colour, no columns but one.

Whatever a sign or a role tells on a screen is told in words, so that pipes and screen readers get
the same as everyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from wargame.table.plain.courses import in_words
from wargame.table.told.blocks import (
    Abreast,
    Because,
    Block,
    Charts,
    CourseChart,
    Drifts,
    Falls,
    Heading,
    Markers,
    Moved,
    Moves,
    Overlay,
    Passage,
    Point,
    Points,
    SideBySide,
    Text,
    Under,
)
from wargame.table.words.gate import pad as padded
from wargame.table.words.gate import stopped, width
from wargame.table.words.titles import Titles
from wargame.table.words.view_models import Marker
from wargame.table.words.wrap import WIDTH, columns, heading, wrapped

TITLE_WIDTH, VALUE_WIDTH = 34, 11
STEP = "  "
MARKS = {"": "", "here": " (in force)", "done": " (reached)", "work": " (at work)", "ahead": ""}
"""What the marks of points are in words."""


def lines(titles: Titles, blocks: Iterable[Block], pad: str = "") -> list[str]:
    """Blocks in linear text, `pad` before every line."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Heading) and block.size != "line" and found:
            found.append("")
        found += _lines(titles, block, pad)
    return found


def _lines(titles: Titles, block: Block, pad: str) -> list[str]:
    match block:
        case Heading(text, size, seat):
            said = text if titles.seats.get(seat, text) in text else f"{text}{_whose(titles, seat)}"
            return wrapped(heading(said) if size == "page" else said, pad)
        case Text(text):
            return wrapped(text, pad)
        case Points(points):
            return [line for one in points for line in _point(titles, one, f"{pad}{STEP}")]
        case Moves() | Abreast():
            return _moving(titles, block, pad)
        case Drifts(label, drifts):
            said = ", ".join(f"{titles.number(name)} {by:+z.1f}" for name, by in drifts)
            return wrapped(stopped(f"{label}, on average: {said}"), pad, f"{pad}{STEP}")
        case Markers(rows, before):
            return [line for row in rows for line in _marker(titles, row, before.get(row.name))]
        case Charts(rows):
            told = [line for row, values in rows for line in _chart(titles, row, values, pad)]
            return [*wrapped("Each number at the start, after each round, and now:", pad), *told]
        case CourseChart() | Overlay() | Falls():
            return in_words(titles, block, f"{pad}{STEP}")
        case Because():
            return list(_because(titles, block, f"{pad}{STEP}"))
        case Passage() | SideBySide():
            listed = block.columns if isinstance(block, SideBySide) else [block]
            return [line for one in listed for line in _passage(titles, one, pad)]
        case Under(blocks):
            return lines(titles, blocks, f"{pad}{STEP}")
        case _:
            assert_never(block)


def _moving(titles: Titles, block: Moves | Abreast, pad: str) -> list[str]:
    """Numbers that move together in a sentence; those of both sides in one for each."""
    if isinstance(block, Moves):
        labels = [(f"{block.label}{': ' if block.label else ''}", block.moves)]
    else:
        labels = [(f"{titles.seats[seat]}: ", moves) for seat, moves in block.columns]
        labels += [("Shared: ", block.rest)]
    return [
        line
        for label, moves in labels
        if moves
        for line in wrapped(
            stopped(f"{label}{', '.join(_moved(titles, one) for one in moves)}"),
            pad,
            f"{pad}{STEP}",
        )
    ]


def _whose(titles: Titles, seat: str) -> str:
    return f" ({titles.seats[seat]})" if seat in titles.seats else ""


def _point(titles: Titles, point: Point, pad: str) -> list[str]:
    label = f"{point.label}  " if point.label else "- "
    whose = f"{titles.seats[point.seat]}: " if point.seat in titles.seats else ""
    typed = f" [{point.typed}]" if point.typed else ""
    said = f"{whose}{point.text}{MARKS[point.mark]}{typed}"
    return wrapped(said, f"{pad}{label}", f"{pad}{' ' * width(label)}")


def _moved(titles: Titles, moved: Moved) -> str:
    title, stopped = titles.number(moved.name), moved.wanted != moved.new
    if moved.old == moved.new:
        value, other = titles.value(moved.name, moved.new), f" (else {moved.wanted})" * stopped
        return f"{title} stays {value}{titles.level(moved.name, moved.new)}{other}"
    more = f" (stops there, else {moved.wanted})" if stopped else ""
    return f"{title} {_from_to(titles, moved)}{more}"


def _from_to(titles: Titles, moved: Moved) -> str:
    went = titles.went(moved.name, moved.old, moved.new)
    return f"{went}{titles.level(moved.name, moved.new)}"


def _marker(titles: Titles, row: Marker, before: int | None) -> list[str]:
    value = row.said
    extras = [row.band] if row.band else []
    if before is not None and before != row.value and not row.is_hidden:
        extras.append(f"was {titles.value(row.name, before)}")
    more = ", ".join(extras)
    is_long = width(value) > VALUE_WIDTH and more
    tail = f"  {value}, {more}" if is_long else f"  {padded(value, VALUE_WIDTH)} {more}".rstrip()
    title = titles.title(row.name) if row.owner in titles.seats else row.title
    if columns() < WIDTH:  # a column of values would have no room
        return wrapped(f"{title}: {value}, {more}".removesuffix(", "), STEP, STEP * 2)
    found = [f"  {padded(title, TITLE_WIDTH)}{tail}"]
    if width(title) > TITLE_WIDTH:
        found = [*wrapped(title, STEP), f"  {' ' * TITLE_WIDTH}{tail}"]
    if width(found[-1]) <= WIDTH:
        return found
    return [*wrapped(title, STEP), *wrapped(f"{value}, {more}".removesuffix(", "), "      ")]


def _chart(titles: Titles, row: Marker, values: Iterable[int], pad: str) -> list[str]:
    said = ", ".join(str(value) for value in values)
    return wrapped(f"{titles.number(row.name)}: {said}", f"{pad}{STEP}", f"{pad}{STEP * 2}")


def _because(titles: Titles, one: Because, pad: str, depth: int = 0) -> Iterator[str]:
    """One change and, further in, the changes it came from."""
    moved = one.moved
    subject = f"{titles.number(moved.name)} " if depth or one.is_of_another else ""
    because = "because " if depth else ""
    said = f"{because}{subject}{_from_to(titles, moved)} in round {one.round}: {one.cause}"
    if moved.wanted != moved.new:
        said += f"; it stops at {moved.new}, else {moved.wanted}"
    if one.text:
        said += f" ({one.text}{'; ' + one.arithmetic if one.arithmetic else ''})"
    yield from wrapped(stopped(said), pad, f"{pad}{STEP}")
    for parent in one.because:
        yield from _because(titles, parent, f"{pad}{STEP}", depth + 1)


def _passage(titles: Titles, passage: Passage, pad: str) -> list[str]:
    label = f"{passage.label}. " if passage.label else "- "
    said = f"{passage.text} [{passage.typed}]" if passage.typed else passage.text
    return [
        *wrapped(stopped(said), f"{pad}{label}", f"{pad}{' ' * width(label)}"),
        *lines(titles, passage.blocks, f"{pad}{STEP * 2}"),
    ]
