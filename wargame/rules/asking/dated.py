"""Rules of the account that move the lead of a contest in some rounds only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.dataclass import dataclass
from wargame.rules.asking.closing import can_close
from wargame.rules.asking.evaluate import Reader, names_in, number, truth
from wargame.rules.ir import Assign, Branch, Cond, Group, Name, Site, walk
from wargame.rules.view import SeatState

OF_DATES = "game.round"


@dataclass(frozen=True, slots=True)
class DatedRule:
    """A rule that moves the lead, and whose condition asks for nothing but the round.

    Attributes:
        rounds: The rounds in which it still comes, soonest first.
        lead: The lead as it stands, and what the rule would make of it now.
    """

    id: str
    title: str
    rounds: tuple[int, ...]
    lead: tuple[int, int]


def dated_rules(view: SeatState) -> list[DatedRule]:
    """The rules of a contest that move its lead on dates; none where no lead decides."""
    program = view.rules.program
    contest = program.contest
    if contest is None or view.match_end is None or view.lead is None or view.is_over:
        return []
    return [
        DatedRule(site.id, site.title, rounds, (view.lead, number(contest.lead, then)))
        for branch, site in _branches(view, [one.text for one in names_in(contest.lead)])
        if (rounds := tuple(_rounds(view, branch.test)))
        for then in [_after(view, branch)]
    ]


def _branches(view: SeatState, moved: Sequence[str]) -> Iterator[tuple[Branch, Site]]:
    """What a rule that is in force does on dates to one of some numbers, and where it stands."""
    program = view.rules.program
    for group in program.rules["account"]:
        match group:
            case Group(_, (Branch(test, then, ()) as branch,), switch) if program.values.get(
                switch, 1
            ) and _asks_for_dates_only(test):
                writes = [one for one in walk(then) if isinstance(one, Assign)]
                sites = [one.site for one in writes if one.target.text in moved]
                yield from ((branch, site) for site in sites[:1])
            case _:
                pass


def _asks_for_dates_only(test: Cond) -> bool:
    names = names_in(test)
    return OF_DATES in [one.text for one in names] and all(
        one.text == OF_DATES or one.form == "number" for one in names
    )


def _rounds(view: SeatState, test: Cond) -> Iterator[int]:
    """The rounds still to be accounted in which a condition on dates holds."""
    first = view.round if can_close(view) else view.round + 1
    for on in range(first, view.deck.rounds.max + 1):

        def read(name: Name, on: int = on) -> int:
            return on if name.text == OF_DATES else view.read(name)

        if truth(test, read):
            yield on


def _after(view: SeatState, branch: Branch) -> Reader:
    """The board as it would be if the plain changes of a rule were made now."""
    new: dict[str, int] = {}

    def read(name: Name) -> int:
        return new.get(name.text, view.read(name))

    for stmt in branch.then:
        if isinstance(stmt, Assign):
            value = number(stmt.value, read)
            old = read(stmt.target)
            value = {"=": value, "+=": old + value, "-=": old - value}[stmt.op]
            new[stmt.target.text] = max(stmt.target.lo, min(stmt.target.hi, value))
    return read
