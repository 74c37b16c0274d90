"""How a game went: the lead or the points round by round, and the moves that turned it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wargame.play.log import Entry
from wargame.rules.actions import Write
from wargame.rules.ir import Expr, Op, Read
from wargame.rules.ruleset import Ruleset
from wargame.rules.verbs import ACCEPT, BREACH, EXTEND
from wargame.table.told.account.objects import CourseLine, CourseMark, GameCourse
from wargame.table.told.account.tape import Tape, moved_by, source_title
from wargame.table.told.blocks import LEAD
from wargame.table.told.by_itself import breaches_by_itself
from wargame.table.words.titles import Titles

if TYPE_CHECKING:
    from wargame.content.model import Deck

MOST = 12
"""What moved the lead in a round is marked, up to so many sources: else the mark of one would seem
to tell how the round went."""

LeadMove = tuple[Entry, Write, int]
"""A change of the lead: the move, what it wrote, and by how much."""

PACE = "points above the pace of par"


def lead_course(
    rules: Ruleset, log: Sequence[Entry], titles: Titles, labels: Sequence[str]
) -> GameCourse:
    """The course of a contest: the lead after every round, and what moved it most."""
    contest = rules.program.contest
    tape = Tape(rules)
    if contest is None or not tape.can_tell(contest.lead):
        return GameCourse(LEAD, tuple(labels), (), _by_last(_bargains(log, titles), len(labels)))
    values, marks = [tape.number(contest.lead)], list[CourseMark]()
    moved = list(moved_by(tape, contest.lead, log))
    for number in range(1, len(labels) + 1):
        now = [one for one in moved if min(one[1].round, len(labels)) == number]
        values.append(values[-1] + sum(change for _, _, change in now))
        marks += _moved_most(rules.seats, now, titles)
    found = sorted([*marks, *_bargains(log, titles)], key=lambda one: one.ply)
    line = CourseLine("", tuple(values))
    return GameCourse(LEAD, tuple(labels), (line,), _by_last(found, len(labels)))


def _by_last(marks: Iterable[CourseMark], last: int) -> tuple[CourseMark, ...]:
    """Marks by the rounds that were played: what the next brought by itself, as it began and was
    closed, stands with the last."""
    return tuple(replace(one, round=min(one.round, last)) for one in marks)


def _moved_most(
    seats: Sequence[str], moved: Sequence[LeadMove], titles: Titles
) -> list[CourseMark]:
    """What moved the lead in a round, each source with all that it brought."""
    sources: dict[str, list[LeadMove]] = {}
    for one in moved:
        sources.setdefault(source_title(one[1].site, titles), []).append(one)
    marks = []
    for title, some in sources.items():
        change = sum(one for _, _, one in some)
        entry, write, _ = max(some, key=lambda one: abs(one[2]))
        if change:
            at = entry.ply, write.round
            marks.append(CourseMark(*at, "front", seats[change < 0], title, change))
    return sorted(marks, key=lambda one: -abs(one.change))[:MOST]


def points_course(
    rules: Ruleset,
    log: Sequence[Entry],
    titles: Titles,
    labels: Sequence[str],
    too_short: Collection[str],
) -> GameCourse:
    """The course of a seminar: each seat's points if the game ended there, above par's pace.

    The pace is a straight line from what a seat has at the start to its par at the end.

    Args:
        too_short: Seats whose par is that of more rounds than were played: of the deck's last.
    """
    lines = []
    for seat in rules.program.seats:
        whole = Op("+", (Read(rules.names[f"{seat.id}.score"]), seat.score), 0, 0)
        values = _standings(rules, whole, seat.id, log, len(labels))
        if values and labels:
            rise = seat.par - values[0]
            last = rules.deck.rounds.max if seat.id in too_short else len(labels)
            pace = [values[0] + rise * number // last for number in range(len(values))]
            line = tuple(now - then for now, then in zip(values, pace, strict=True))
            lines.append(CourseLine(seat.id, line))
    marks = _by_last(_bargains(log, titles), len(labels))
    return GameCourse(PACE, tuple(labels), tuple(lines), marks)


def _standings(
    rules: Ruleset, whole: Expr, seat: str, log: Sequence[Entry], rounds: int
) -> list[int]:
    """What a seat would have if the game ended at the start, and after every round."""
    tape, name = Tape(rules), f"{seat}.score"
    if not tape.can_tell(whole):
        return []
    values, number = [tape.number(whole)], 1
    for entry in log:
        for write in entry.writes:
            now = min(write.round, rounds)
            if now > number:
                values += [tape.number(whole)] * (now - number)
                number = now
            tape.take(write)
            if write.name == name and write.site.noun == "seat":
                return [*values, *[write.new] * (rounds + 1 - len(values))]
    return [*values, *[tape.number(whole)] * (rounds + 1 - len(values))]


def _bargains(log: Sequence[Entry], titles: Titles) -> Iterator[CourseMark]:
    """Deals signed, extended and broken."""
    extends = False
    for entry in log:
        if entry.verb == ACCEPT:
            title = "a deal is extended" if extends else "a deal is signed"
            yield CourseMark(entry.ply, entry.round, "deal", "", title, 0)
        elif entry.verb == BREACH:
            title = titles.happened(entry).removesuffix(".")
            yield CourseMark(entry.ply, entry.round, "breach", entry.seat, title, 0)
        elif entry.verb == EXTEND or entry.verb.package:
            extends = entry.verb == EXTEND
        for seat, told in breaches_by_itself(entry, titles):
            yield CourseMark(entry.ply, entry.round, "breach", seat, told, 0)


def round_labels(deck: Deck, rounds: int) -> tuple[str, ...]:
    """What each round is called: its number, and its label where it has one."""
    named = deck.rounds.labels
    return tuple(
        f"Round {number}, {named[number - 1]}" if number <= len(named) else f"Round {number}"
        for number in range(1, rounds + 1)
    )
