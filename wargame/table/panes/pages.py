"""Pages of text as rows: the brief, the debrief, how to play, a deck, a list of saves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from wargame.content.limits import OUTSET
from wargame.errors import sentence_case
from wargame.table.panes.large import large_rows
from wargame.table.panes.typeset import rows
from wargame.table.told.glance import GameGlance
from wargame.table.told.pages import outset
from wargame.table.told.queries import QUERIES
from wargame.table.told.scene import Scene
from wargame.table.words.gate import clip, first_lines, fit, width, wrap
from wargame.table.words.glyphs import DISCARDED, Glyphs
from wargame.table.words.rows import (
    ALERT,
    DIM,
    HEAD,
    STRONG,
    Line,
    Row,
    Span,
    Target,
    blank,
    head,
    line_text,
    line_width,
    rows_height,
    text_row,
)

if TYPE_CHECKING:
    from wargame.table.host.listing import Saved

LARGE = 4
"""Large type takes this part of a page at most: a fourth."""
READABLE, GUTTER = 96, 4
"""Cells beyond which lines of prose are hard to follow, and those between two columns."""

UNUSABLE = "cannot be used"
"""What stands beside a save with a problem, which is told below."""


def page_rows(scene: Scene, name: str, cells: int) -> list[Row]:
    """An answer as a page to read."""
    return rows(scene, QUERIES[name].make(scene, ""), min(cells, READABLE))


def brief_rows(scene: Scene, above: Sequence[str], cells: int, _lines: int) -> list[Row]:
    """The page of a seat, again; of what is practised, aim and advice stand above it."""
    wide = min(cells, READABLE)
    told = [text_row(said, wide, STRONG if place == 0 else "") for place, said in enumerate(above)]
    return [*told, *([blank()] if told else []), *page_rows(scene, "brief", cells)]


def debrief_rows(scene: Scene, half: str, cells: int, lines: int) -> list[Row]:
    """The end as a page, or the first or second half of it as a column.

    Args:
        half: `first`, `second`, or "" for all of it.
        lines: How many there are: who won stands above the rest in as few as there can be.
    """
    from wargame.table.told.account.debrief import debrief, how_it_went, what_it_came_from  # noqa: PLC0415 - once a game is over

    make = {"first": how_it_went, "second": what_it_came_from}.get(half, debrief)
    told = rows(scene, make(scene), min(cells, READABLE))
    return told if half == "second" else [*_who_won(scene, min(cells, READABLE), lines), *told]


def _who_won(scene: Scene, cells: int, lines: int) -> list[Row]:
    """Who won, in large type, in one line or two of it; nothing where no winner is named."""
    end = scene.account.verdict if scene.account is not None else None
    if end is None or not end.said:
        return []
    role = scene.role(end.winner) or ALERT
    name = scene.titles.seats.get(end.winner, "Nobody")
    ways = ([f"{name} wins"], [name, "wins"])
    drawn = ([large_rows([(text, role)], cells, scene.glyphs) for text in way] for way in ways)
    for large in drawn:
        found = [row for one in large for row in (*one, blank())]
        if all(large) and len(found) <= lines // LARGE:
            return found
    return []


def spread(found: Iterable[Row], cells: int, lines: int) -> list[Row]:
    """Rows that are only read, in two columns: a screen of lines on the left, the next on the
    right, and so on screen by screen. No column ends with a heading."""
    half, tall = column(cells), max(2, lines) - 1
    left = [line for row in found for line in row.lines]
    laid: list[Row] = []
    while left:
        first, left = _taken(left, tall)
        second, left = _taken(left, tall)
        for line, beside in zip_longest(first, second, fillvalue=()):
            gap = Span(" " * (half + GUTTER - line_width(line)))
            laid.append(Row(((*line, gap, *beside) if beside else line,)))
        laid += [blank()] * (bool(left) * (1 + tall - len(first)))  # the next one on a screen
    return laid


def column(cells: int) -> int:
    """Cells of one of two columns."""
    return min((cells - GUTTER) // 2, READABLE)


def _taken(some: list[Line], count: int) -> tuple[list[Line], list[Line]]:
    """As many lines as stand in a column, and the others."""
    while some and not line_width(some[0]):
        some = some[1:]
    end = min(count, len(some))
    while 1 < end < len(some) and _is_bound(some[end - 1]):
        end -= 1
    return some[:end], some[end:]


def _is_bound(line: Line) -> bool:
    """Whether a line belongs to the one after it."""
    return not line_width(line) or any(span.role == HEAD for span in line)


def outset_rows(scene: Scene, cells: int, lines: int) -> list[Row]:
    """The page before play, on one screen; what does not fit is told by `b` at the table."""
    rest = text_row(f"b at the table {_behind_b(scene)}.", cells, DIM)
    room = min(lines, OUTSET) - len(rest.lines)
    found: list[Row] = []
    for most, faces in (*((most, True) for most in range(9, 0, -1)), (1, False)):
        found = rows(scene, outset(scene, most, faces=faces), min(cells, READABLE))
        if rows_height(found) <= room:
            return [*found, rest]
    kept = list(_within(found, room))
    if any(line_text(line).strip() for row in found[len(kept) :] for line in row.lines):
        rest = text_row("b at the table tells the rest, and this page uncut.", cells, DIM)
    while kept and _is_bound(kept[-1].lines[-1]):  # a heading of what has no room any more
        kept.pop()
    return [*kept, rest]


def _behind_b(scene: Scene) -> str:
    """What the page behind `b` has that this one lacks, if all of this one fits."""
    brief = next((one for one in scene.deck.briefs if one.seat == scene.me), None)
    if brief is None:
        return "shows this page again"
    return f"tells the rest: {'what binds you, and ' if brief.constraints else ''}how it can end"


def _within(found: Iterable[Row], room: int) -> Iterator[Row]:
    for row in found:
        room -= len(row.lines)
        if room < 0:
            return
        yield row


def saves_rows(
    saves: Iterable[Saved], glances: Mapping[str, GameGlance], cells: int, nothing: str
) -> list[Row]:
    """Saves to choose from: name, where it is and when; below, how it stands and what came last.

    Args:
        glances: What is known of them so far.
        nothing: Said where there are none.
    """
    found = []
    listed = list(saves)
    name = min(cells // 3, max((width(save.name) for save in listed), default=0) + 2)
    for save in listed:
        one = glances.get(save.name)
        turn = f"{one.turn}. {one.when}" if one and one.turn else save.about
        place = UNUSABLE if save.problem else sentence_case(turn)
        first = (
            Span(fit(save.name, name), STRONG),
            Span(fit(place, max(0, cells - name - 18)), ALERT if save.problem else ""),
            Span(fit("an example" if save.is_example else save.when, 18, right=True), DIM),
        )
        stands = Span(clip(f"  {one.stands}  " if one else "", cells))
        deck = Span(fit(one.deck if one else "", max(0, cells - width(stands.text))), DIM)
        rest = [(stands, deck), (Span(fit(f"  {one.last if one else ''}", cells), DIM),)]
        if save.problem:
            rest = [(Span(line, ALERT),) for line in first_lines(save.problem, cells, 2, "  ")]
        found.append(Row((first, *rest), (Target("save", save.name),)))
    return found or [text_row(nothing, cells, DIM)]


def notice_rows(notices: Iterable[str], cells: int, _lines: int) -> list[Row]:
    """What to tell people before they go on with a game."""
    told = [text_row(notice, min(cells, READABLE)) for notice in notices]
    return [row for one in told for row in (one, blank())]


def deck_rows(decks: Iterable[tuple[str, str, str, str]], cells: int) -> list[Row]:
    """Decks: id, title, how long they take, what they are about."""
    found: list[Row] = []
    size = min(cells, READABLE)
    for name, title, minutes, about in decks:
        where = ", ".join(filter(None, (name, minutes)))
        lines = wrap(about, size - 2, "  ", "  ")
        text = tuple((Span(line, DIM),) for line in lines)
        first = (Span(fit(title, max(0, size - len(where) - 1)), STRONG), Span(f" {where}", DIM))
        found += [Row((first, *text), (Target("deck", name),)), blank()]
    return found


def lesson_rows(
    title: str, lessons: Iterable[tuple[str, str, str, bool, bool]], cells: int
) -> list[Row]:
    """Lessons to choose from: id, title, aim, whether it is learned, whether it comes next."""
    size = min(cells, READABLE)
    found = [head(title, cells), blank()]
    for number, (name, idea, aim, is_learned, is_next) in enumerate(lessons, start=1):
        mark = "learned" if is_learned else "next" if is_next else ""
        line = (
            Span(f"{number:>3}  ", DIM),
            Span(fit(idea, max(0, size - 14)), DIM if is_learned else STRONG),
            Span(fit(mark, 9, right=True), DIM),
        )
        under = tuple((Span(text, DIM),) for text in wrap(aim, size - 5, " " * 5, " " * 5))
        found.append(Row((line, *under), (Target("lesson", name),)))
    return found


def puzzle_rows(
    title: str, puzzles: Iterable[tuple[str, str, str, str, bool]], cells: int
) -> list[Row]:
    """Puzzles to choose from: id, title, tries at random, how hard it is, whether it is solved."""
    size = min(cells, READABLE)
    found = [head(title, cells), blank()]
    for number, (name, idea, tries, hard, is_solved) in enumerate(puzzles, start=1):
        line = (
            Span(f"{number:>3}  ", DIM),
            Span(fit(idea, max(0, size - 36)), DIM if is_solved else STRONG),
            Span(fit(tries, 22, right=True), DIM),
            Span(fit("solved" if is_solved else hard, 9, right=True), DIM),
        )
        found.append(Row((line,), (Target("puzzle", name),)))
    return found


def rules_rows(scene: Scene, cells: int) -> list[Row]:
    """The rules of the deck in play, then the signs and the keys."""
    signs = _notes(scene.glyphs, AT_THE_TABLE, min(cells, READABLE))
    return [*page_rows(scene, "rules", cells), blank(), *signs]


def how_to_play_rows(glyphs: Glyphs, cells: int) -> list[Row]:
    """What all decks have in common, then the signs and the keys."""
    return _notes(glyphs, (*COMMON, *AT_THE_TABLE), min(cells, READABLE))


def _notes(glyphs: Glyphs, notes: Iterable[tuple[str, str]], cells: int) -> list[Row]:
    found: list[Row] = []
    for label, text in notes:
        said = text.format(
            on=glyphs.on,
            work=glyphs.work,
            off=glyphs.off,
            up=glyphs.up,
            held=glyphs.held,
            arrow=glyphs.arrow.strip(),
            binds=glyphs.binds,
            yes=glyphs.yes,
            no=glyphs.no,
            discarded=DISCARDED,
            first=glyphs.first,
            second=glyphs.second,
        )
        found += [head(label, cells), text_row(said, cells), blank()]
    return found


COMMON = (
    (
        "The idea",
        (
            "Two sides, each with its own aims, its own cards and its own angry voices at home. "
            "At a contest one of them wins, and the rules of the deck say by what. At a seminar "
            "you score against your own par, not against the other side: both can do well, and "
            "both can lose."
        ),
    ),
    (
        "A round",
        (
            "First the world moves: projects go on, delayed effects arrive, an event may strike. "
            "Then cards come in, and capital, which moves are paid with. In some decks each side "
            "commits a headline in secret. Then the plays, in turns. Then talks. Then the account "
            "is drawn up: what stands in force bites, on both sides."
        ),
    ),
    (
        "A play",
        (
            "Play a card for its effect, or discard it for capital (some cards then "
            "serve the rival). Or tighten, ease or pause one of your measures. Or pay for the next "
            "stage of a project. Or pass."
        ),
    ),
    (
        "Fronts and the lead",
        (
            "In most contests fronts are judged, on dates that both sides know. Whoever leads on a "
            "front that day moves the lead by its stake, and the lead names the winner, unless "
            "somebody has broken a floor. What counts is how things stand on the day."
        ),
    ),
    (
        "Talks",
        (
            "In the talks each side may table a package: what each side gives, and for how many "
            "rounds. The other accepts, declines, or makes one counter-offer. What is paused comes "
            "back when the term is over. Breaking a deal is possible, and dear."
        ),
    ),
)
"""What all decks have in common, for who has not chosen one."""

AT_THE_TABLE = (
    (
        "Before you do it",
        (
            "Enter on anything shows what it is, what you may do with it, and what would follow: "
            "the price, what changes at once, what comes later, the odds where luck decides. Enter "
            "again does it."
        ),
    ),
    (
        "Why did that change?",
        (
            "Put the cursor on any number: the detail pane tells its last changes and what they "
            "came from."
        ),
    ),
    (
        "Signs",
        (
            "{first} and {second} are the two sides. A number that moved shows {up} or its "
            "opposite and by how much; ! says that its owner dislikes it. Of a measure's levels "
            "{on} is in force, {work} paused, {off} free; {held} is held by a deal. Behind "
            "{arrow} stands what a number will be once the round closes, behind `at` what comes "
            "there. {binds} marks the stage of a chain that can do least. {yes} can be done now, "
            "{discarded} only be discarded, {no} not."
        ),
    ),
    (
        "Keys",
        (
            "? explains the pane you are in, with every key that acts there. Tab goes from pane to "
            "pane; h hand, t numbers, s what is shared, f fronts, m measures, p projects, d deals, "
            "c what comes next, y chains, v what you are exposed to, g the course, i the rival, "
            "l log. z lets a pane grow and puts it back, n tells the news, u takes a move back. "
            "r shows the rules of the deck, a asks for advice, e shows every number, : lists all "
            "that can be done. In the talks o opens the form for a package. Esc always goes back. "
            "Ctrl+Q leaves; what is kept is never lost."
        ),
    ),
)
