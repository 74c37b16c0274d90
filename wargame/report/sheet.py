"""A review as rows for programs and spreadsheets: what was done, said and ruled, and each number.

One row for each thing, in order; the kinds are `move`, those of proceedings (`ruling`, `luck`,
`back`, `note`, `seat`), `number` for a number as a round began or at last, `model` for what the
language model of a seat took in all, and `game` for how it ended. In CSV the numbers of one moment
are one row, `numbers`, with a column for each.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import groupby

from wargame.dataclass import dataclass
from wargame.errors import visible_lines
from wargame.play.log import Entry
from wargame.play.proceedings import CLOSED, Proceeding
from wargame.report.reviewed import ReviewedGame
from wargame.report.sections.numbers import groups
from wargame.report.sections.outcome import stopped
from wargame.report.sections.said import moved_at_once
from wargame.store.replay_object import effects_said
from wargame.table.told.by_control import act_of, is_act
from wargame.table.told.surveys import role_told

NUMBER = "number"
"""The kind of a row that holds a number."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One thing that happened, or one number.

    Attributes:
        game: Which game it is of.
        round: When; 0 before the first.
        ply: Its number among the moves that count, or how many came before it.
        at: Seconds since 1970; 0 where that is not told.
        kind: What it is.
        who: A seat, `CONTROL`, `CHANCE`, or "".
        what: The move, the outcome, the topic of a note, the number's name.
        value: Of a number; "" where it is not known.
        text: A sentence: what it did, what was said; of an answer or of luck in an effect its
            title, of a number when it was so, of the end how each side came out of it.
        why: The reason, if one was given.
        role: Who in a seat said it, or stood behind what control did.
        counts: Whether it still does; what was gone back on does not.
    """

    game: str
    round: int
    ply: int
    at: int
    kind: str
    who: str
    what: str
    value: int | str = ""
    text: str = ""
    why: str = ""
    role: str = ""
    counts: bool = True


def rows(games: Iterable[ReviewedGame]) -> Iterator[SheetRow]:
    """Everything of some games."""
    for game in games:
        yield from _moves(game)
        yield from (_beside(game, one) for one in game.beside)
        yield from _numbers(game)
        yield from _models(game)
        yield _ending(game)


def csv_text(games: Iterable[ReviewedGame]) -> str:
    """The rows as CSV, the numbers of a round in one row with a column for each; no cell is a
    formula."""
    found = list(rows(games))
    names = list(dict.fromkeys(row.what for row in found if row.kind == NUMBER))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    heads = [field.name for field in fields(SheetRow) if field.name != "value"]
    writer.writerow([*heads, *names])
    for (is_number, *_), group in groupby(found, key=_moment):
        same = list(group)
        for row in same[:1] if is_number else same:
            shown = replace(row, kind="numbers", what="") if is_number else row
            by_name = {one.what: one.value for one in same} if is_number else {}
            cells = [getattr(shown, head) for head in heads]
            values = [by_name.get(name, "") for name in names]
            writer.writerow([_cell(value) for value in (*cells, *values)])
    return out.getvalue()


def _moment(row: SheetRow) -> tuple[bool, str, int, int]:
    """What rows of one moment have in common, where they are numbers."""
    return row.kind == NUMBER, row.game, row.round, row.ply


def jsonl_text(games: Iterable[ReviewedGame]) -> str:
    """The rows as JSON, a line for each, in ASCII."""
    return "".join(json.dumps(_plain(row), ensure_ascii=True) + "\n" for row in rows(games))


def _plain(row: SheetRow) -> dict[str, object]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula stands behind an apostrophe; what a
    terminal would obey is written out."""
    if not isinstance(value, str):
        return value
    text = visible_lines(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _moves(game: ReviewedGame) -> Iterator[SheetRow]:
    for seen in game.seen:
        entry = seen.entry
        verb = "headline" if entry.is_commitment else entry.verb.word
        what = verb if seen.is_secret else f"{entry.verb.word} {entry.arg}".strip()
        when = game.name, entry.round, entry.ply, _at(game, entry.ply)
        text = "" if seen.is_secret else _in_words(entry)
        yield SheetRow(*when, "move", entry.seat, what, text=text)


def _in_words(entry: Entry) -> str:
    """What people read for an answer or for luck in an effect, whose ids do not tell; else ""."""
    if entry.verb.thing not in ("option", "outcome"):
        return ""
    return ": ".join(filter(None, (entry.about, entry.title)))


def _at(game: ReviewedGame, ply: int) -> int:
    return 0 if game.is_anonymous else game.time_of(ply)


def _beside(game: ReviewedGame, one: Proceeding) -> SheetRow:
    return SheetRow(
        game=game.name,
        round=one.round,
        ply=one.ply,
        at=0 if game.is_anonymous else game.at(one),
        kind=one.kind,
        who=one.who,
        what=one.what,
        text=_text(game, one),
        why=one.why or (act_of(one, game.titles)[1] if is_act(one) else ""),
        role=role_told(one),
        counts=one.counts,
    )


def _text(game: ReviewedGame, one: Proceeding) -> str:
    match one.kind:
        case "note":
            return CLOSED if one.is_closed else one.text
        case "ruling":
            moved = moved_at_once(game, one)
            return f"{effects_said(game.match, one)}.{f' It moved {moved}.' if moved else ''}"
        case "back":
            return f"{one.dropped} moves no longer count"
        case "luck":
            return one.title or one.seat
        case "seat":
            return one.seat


def _numbers(game: ReviewedGame) -> Iterator[SheetRow]:
    names: Sequence[str] = [name for _, found in groups(game) for name, _, _ in found]
    found = game.numbers(list(dict.fromkeys(names)))
    last = len(game.starts) - 1
    for place, (number, state) in enumerate(game.starts):
        when = "as the round began" if place < last else "end" if game.is_over else "now"
        for name, values in found.items():
            value = values[place]
            shown = "" if value is None else value
            yield SheetRow(game.name, number, state.ply, 0, NUMBER, "", name, shown, when)


def _models(game: ReviewedGame) -> Iterator[SheetRow]:
    for seat, use in game.model_uses.items():
        yield SheetRow(
            game.name, game.round, game.match.course.ply, 0, "model", seat, "", text=str(use)
        )


def _ending(game: ReviewedGame) -> SheetRow:
    match = game.match
    what, said = "", stopped(game)
    if game.account:
        end = game.account.verdict
        what = end.ending
        said = " ".join(filter(None, (end.said, *(side.said for side in end.sides))))
    return SheetRow(game.name, game.round, match.course.ply, 0, "game", "", what, text=said)
