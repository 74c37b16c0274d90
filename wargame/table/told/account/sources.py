"""Where points came from: each source's share of the lead, or of a seat's points, to the last one.

At a contest a source is what moved the lead, as a rule a front. At a seminar table a rule that
gives points has several terms, so each of them is one: orders bring points and anger costs some,
though one line of the deck writes both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from wargame.dataclass import dataclass
from wargame.play.log import Entry
from wargame.rules.actions import Write
from wargame.rules.asking import evaluate
from wargame.rules.asking.why import is_by_itself
from wargame.rules.ir import Expr, Op
from wargame.rules.ruleset import Ruleset
from wargame.table.told.account.objects import PointSource, Waterfall
from wargame.table.told.account.tape import Nudge, Tape, moved_by, source_title
from wargame.table.words.titles import Titles

Label = Callable[[str], str]
"""What people read for a number, by its name."""

PointShare = tuple[str, str, int]
"""Of one change: the id and title of a source, and how much it brought."""


def lead_fall(
    rules: Ruleset, log: Sequence[Entry], titles: Titles, last: int
) -> tuple[Waterfall, ...]:
    """Where the lead of a contest came from; nothing if it cannot be told from what is written.

    Args:
        last: The last round that was played: what the next brought by itself, as it began and was
            closed, stands with it.
    """
    contest = rules.program.contest
    tape = Tape(rules)
    if contest is None or not tape.can_tell(contest.lead):
        return ()
    start = tape.number(contest.lead)
    found = _Sums(last)
    for entry, write, change in moved_by(tape, contest.lead, log):
        found.add(entry.ply, write.round, _whole(write, titles, change))
    return (Waterfall("", start, start + found.total, 0, found.sources()),)


@dataclass(frozen=True, slots=True)
class LastTurn:
    """What put a side ahead for good: a change of the lead, before and after."""

    ply: int
    round: int
    title: str
    before: int
    after: int


def last_turn(rules: Ruleset, log: Sequence[Entry], titles: Titles, last: int) -> LastTurn | None:
    """What put whoever is ahead at the end ahead for good; None if nobody is, or was all along.

    Args:
        last: As of `lead_fall`.
    """
    contest = rules.program.contest
    tape = Tape(rules)
    if contest is None or not tape.can_tell(contest.lead):
        return None
    value = tape.number(contest.lead)
    found: LastTurn | None = None
    for _, some in groupby(moved_by(tape, contest.lead, log), lambda one: _moment(rules, one)):
        moves = list(some)
        after = value + sum(change for _, _, change in moves)
        if value * after <= 0:
            found = _last_over(moves, value, titles)
        value = after
    return replace(found, round=min(found.round, last)) if found and value else None


def _moment(rules: Ruleset, nudge: Nudge) -> tuple[int, int, str]:
    """When a number moved, as people see it: by an act, or by all that the rules do at once with
    one. On the way from line to line nobody was ahead."""
    entry, write, _ = nudge
    is_nobodys = is_by_itself(rules, write.site, entry.verb)
    return entry.ply, write.round, "" if is_nobodys else write.site.item


def _last_over(moves: Iterable[Nudge], value: int, titles: Titles) -> LastTurn | None:
    """The source that took a number over the middle last, of some that moved it at once."""
    found: LastTurn | None = None
    for _, some in groupby(moves, lambda one: one[1].site.item):
        mine = list(some)
        entry, write, _ = mine[-1]
        change = sum(one for _, _, one in mine)
        before, value = value, value + change
        if value * before <= 0:
            title = _whole(write, titles, change)[1]
            found = LastTurn(entry.ply, write.round, title, before, value)
    return found


def points_fall(
    rules: Ruleset, seat: str, log: Sequence[Entry], titles: Titles, label: Label, last: int
) -> Waterfall:
    """Where a seat's points came from.

    Args:
        last: As of `lead_fall`.
    """
    name, tape, found = f"{seat}.score", Tape(rules), _Sums(last)
    start = tape.read(rules.names[name])
    for entry in log:
        for write in entry.writes:
            if write.name == name:
                for share in _shares(tape, write, titles, label):
                    found.add(entry.ply, write.round, share)
            tape.take(write)
    par = rules.program.seats[rules.seat_number(seat)].par
    return Waterfall(seat, start, start + found.total, par, found.sources())


def _shares(tape: Tape, write: Write, titles: Titles, label: Label) -> Iterator[PointShare]:
    """The terms of a change of points, if they explain it; else the change as one."""
    site, whole = write.site, write.new - write.old
    sign = -1 if " -= " in site.text else 1
    terms = [] if site.value is None else list(_terms(tape, site.value, sign, label))
    if terms and sum(change for _, _, change in terms) == whole:
        yield from terms
    else:
        yield _whole(write, titles, whole)


def _whole(write: Write, titles: Titles, change: int) -> PointShare:
    """A change as one."""
    return write.site.item, source_title(write.site, titles), change


def _terms(tape: Tape, expr: Expr, sign: int, label: Label) -> Iterator[PointShare]:
    """The parts that an expression adds up, each called by the first number that it reads."""
    match expr:
        case Op("+", (one, other)):
            yield from _terms(tape, one, sign, label)
            yield from _terms(tape, other, sign, label)
        case Op("-", (one, other)):
            yield from _terms(tape, one, sign, label)
            yield from _terms(tape, other, -sign, label)
        case Op("neg", (one,)):
            yield from _terms(tape, one, -sign, label)
        case _:
            names = evaluate.names_in(expr)
            if names and tape.can_tell(expr):
                first = next(iter(names)).text
                yield f"number {first}", label(first), sign * tape.number(expr)


class _Sums:
    """Changes by source, while they are added up.

    Args:
        last: The last round that was played.
    """

    def __init__(self, last: int) -> None:
        self.total, self._last = 0, last
        self._found: dict[str, tuple[str, dict[int, None], Counter[int]]] = {}

    def add(self, ply: int, number: int, share: PointShare) -> None:
        """Add a share of the change at a move, in a round."""
        key, title, change = share
        self.total += change
        if change:
            _, plies, rounds = self._found.setdefault(key, (title, {}, Counter()))
            plies[ply] = None
            rounds[min(number, self._last)] += change

    def sources(self) -> tuple[PointSource, ...]:
        """The largest first."""
        found = [
            PointSource(
                key, title, rounds.total(), tuple(plies), tuple(rounds), tuple(rounds.values())
            )
            for key, (title, plies, rounds) in self._found.items()
        ]
        return tuple(sorted(found, key=lambda one: (-abs(one.change), one.title)))


def largest(sources: Iterable[PointSource], sign: int) -> list[PointSource]:
    """The source that moved a total most in one direction, or those that did so alike."""
    found = [one for one in sources if one.change * sign > 0]
    most = max((one.change * sign for one in found), default=0)
    return [one for one in found if one.change * sign == most]
