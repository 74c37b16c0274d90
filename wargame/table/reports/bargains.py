"""What bargains are worth, and how much of it is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.lab.bargains_object import Answered, BargainsObject
from wargame.lab.stats.estimate import Mean
from wargame.rules.amounts import counted
from wargame.rules.verbs import ACCEPT, COUNTER, DECLINE
from wargame.table.reports.blocks import (
    Block,
    Column,
    Line,
    Report,
    brackets,
    cell,
    drawn_from,
    headline,
    label,
    number,
    paragraph,
    percent,
    points,
    table,
)
from wargame.table.reports.charts import Chart, Dot, Dots
from wargame.table.reports.programs import programs

WORDS = {ACCEPT.word: "signed", DECLINE.word: "refused", COUNTER.word: "countered"}

JUDGED = (
    "Worth: what a seat has more at the end if the offer is signed than if it is refused, on the"
    " same luck in {}, all going on by habits that the deck taught itself."
)
UNSURE = (
    "A part of what was there has none where that is not surely above 0, and few worlds make it too"
    " large. ·: there was none."
)

RIVALS = (
    "At a table that names a winner one seat's win is the other's loss, and both gain together only"
    " where an end is worth more to whoever does not win, or nobody does. So no best package is"
    " looked for, and no share that was taken is told. DECK:seminar has both."
)


def report(found: BargainsObject) -> Report:
    """What was taken of what there was, the offers, and what was left on the table."""
    return (
        paragraph(
            headline(found.deck, found.variant, found.games, found.seed), *drawn_from(found.players)
        ),
        *_totals(found),
        *_offers(found),
        *_struck(found),
        *_left(found),
        *_notes(found),
        *programs(found),
    )


def charts(found: BargainsObject) -> tuple[Chart, ...]:
    """What offers are worth to each seat, by how they were answered."""
    return tuple(
        Dots(f"Offers that were {WORDS[row.answer]}", "points (95 %)", tuple(_dots(row)))
        for row in found.answers
    )


def csv_rows(found: BargainsObject) -> Iterator[Sequence[object]]:
    """A head, then a row per number; what is told of a whole game has no answer."""
    yield "answer", "number", "offers", "mean", "low", "high"
    for name in ("available", "taken", "share"):
        yield "", name, "", *_ends(getattr(found, name))
    for row in found.answers:
        for seat, mean in row.gains.items():
            yield row.answer, f"gain_{seat}", row.offers, *_ends(mean)
        for name in ("joint", "help_both", "split"):
            yield row.answer, name, row.offers, *_ends(getattr(row, name))


def _ends(mean: Mean | None) -> Sequence[object]:
    return [cell(getattr(mean, end) if mean else None) for end in ("mean", "low", "high")]


def _dots(row: Answered) -> Iterator[Dot]:
    for seat, mean in (*row.gains.items(), ("together", row.joint)):
        if mean is not None:
            yield Dot(seat, mean.mean, mean.low, mean.high)


def _totals(found: BargainsObject) -> Iterator[Block]:
    if found.is_contest:
        yield paragraph(Line(RIVALS, "", ""))
        return
    rounds = f"in {counted(found.talks, 'round')} in which a package could be tabled"
    columns = [Column(rounds, 54, gap=2), number("", 24)]
    rows = [
        (
            "points a game in the best packages on offer",
            points(found.available if found.talks else None),
        ),
        (
            "points a game in the packages signed in them",
            points(found.taken if found.talks else None),
        ),
        ("% of what there was that was taken", percent(found.share)),
    ]
    yield table(columns, rows)


def _offers(found: BargainsObject) -> Iterator[Block]:
    if not found.answers:
        none = "" if found.talks else " There was no talk in which a package could be tabled."
        yield paragraph(f"Nothing was offered.{none}")
        return
    columns = [label("if signed, against refused", 27)]
    columns += [number(f"{WORDS[row.answer]} ({row.offers})", 24) for row in found.answers]
    rows: list[tuple[str, ...]] = [
        (f"points more for {seat}", *(points(row.gains[seat]) for row in found.answers))
        for seat in found.players
    ]
    rows.append(("points more together", *(points(row.joint) for row in found.answers)))
    rows.append(("% that help both", *(percent(row.help_both) for row in found.answers)))
    first = next(iter(found.players))
    rows.append((f"of these, % for {first}", *(percent(row.split) for row in found.answers)))
    yield table(columns, rows)


def _struck(found: BargainsObject) -> Iterator[Block]:
    rows = [(" + ".join(r.items), r.times, f"{r.joint:+z.1f}") for r in found.struck]
    yield from _packages("signed", "times", "points more together", rows)


def _left(found: BargainsObject) -> Iterator[Block]:
    rows = [(" + ".join(r.items), r.talks, f"{r.missed:z.1f}") for r in found.left]
    yield from _packages("left on the table", "talks", "points missed in each", rows)


def _notes(found: BargainsObject) -> Iterator[Block]:
    """By whom offers are judged, and what stands in brackets."""
    if found.talks or found.answers:
        told = JUDGED.format(counted(found.worlds, "world"))
        yield paragraph(Line(told, "", ""), brackets("games", UNSURE * (not found.is_contest)))


def _packages(
    title: str, times: str, what: str, rows: Sequence[tuple[str, int, str]]
) -> Iterator[Block]:
    if rows:
        wide = max(len(title), *(len(items) for items, *_ in rows))
        yield table([label(title, wide), number(times, 6), number(what, 22)], rows)
