"""A program bound to the values of its deck: what people read of it says what acts.

The generated module is given the values when a position is made; here they are put beside the
program, and into its titles. Nothing is read or emitted anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from wargame.content.loaded import LoadedDeck
from wargame.content.typed import HANDICAP
from wargame.rules.ir import (
    ActionIR,
    AgendaIR,
    Answer,
    Ask,
    CardIR,
    EndingIR,
    FrontIR,
    Group,
    InjectIR,
    ItemIR,
    LossIR,
    Luck,
    Outcome,
    Program,
    ReviewIR,
    Site,
    Stmt,
)

Fill = Callable[[str], str]

T = TypeVar(
    "T",
    ActionIR,
    AgendaIR,
    Answer,
    CardIR,
    EndingIR,
    FrontIR,
    InjectIR,
    ItemIR,
    LossIR,
    Outcome,
    ReviewIR,
    Site,
)
"""What has a title that may quote a number."""


def bound(program: Program, loaded: LoadedDeck) -> Program:
    """The program with its values beside it and in every title that quotes one, and without the
    rules that are left out: what is told of it is what acts."""
    program = _with_pars(program, loaded)
    if not program.parameters:
        return program
    values = values_for(program, loaded)
    rules = {
        phase: tuple(stmt for stmt in block if _is_there(stmt, values))
        for phase, block in program.rules.items()
    }
    answers = [answer for answer in program.answers if _is_there(answer.group, values)]
    found = replace(program, values=values, rules=rules, answers=answers)
    if program.contest is not None and program.contest.handicap is not None:
        start = {program.contest.handicap.slot: values[f"contest.{HANDICAP}"]}
        found.starts = {**program.starts, **start}
    if loaded.quotes:
        _fill_titles(found, loaded.fill)
    return found


def _with_pars(program: Program, loaded: LoadedDeck) -> Program:
    """The program with what its seats are measured against; itself where that is the same."""
    pars = [seat.par for seat in loaded.written.seats]
    if pars == [seat.par for seat in program.seats]:
        return program
    seats = [replace(seat, par=par) for seat, par in zip(program.seats, pars, strict=True)]
    return replace(program, seats=seats)


def _is_there(stmt: Stmt, values: Mapping[str, int]) -> bool:
    return not isinstance(stmt, Group) or values.get(stmt.switch, 1) != 0


def values_for(program: Program, loaded: LoadedDeck) -> dict[str, int]:
    """What each parameter comes to."""
    from wargame.content.stack import values_of  # noqa: PLC0415  its models take long to set up

    given = {**values_of(loaded.written), **loaded.effective}
    return {name: given[name.partition(".")[2]] for name in program.parameters}


def _fill_titles(p: Program, fill: Fill) -> None:
    """Give a program lists of its own wherever a title quotes a number."""
    p.cards, p.injects = _titled(p.cards, fill), _titled(p.injects, fill)
    p.actions = _titled(p.actions, fill)
    p.agendas, p.reviews = _titled(p.agendas, fill), _titled(p.reviews, fill)
    p.fronts = _titled(p.fronts, fill)
    p.endings, p.sites = _titled(p.endings, fill), _titled(p.sites, fill)
    if p.contest:
        lost_by, ruin = (tuple(_titled(some, fill)) for some in (p.contest.lost_by, p.contest.ruin))
        p.contest = replace(p.contest, lost_by=lost_by, ruin=ruin)
    if p.deals:
        p.deals = replace(p.deals, items=tuple(_titled(p.deals.items, fill)))
    p.lucks = [_luck(luck, fill) for luck in p.lucks]
    p.asks = [_ask(ask, fill) for ask in p.asks]


def _titled(nouns: Iterable[T], fill: Fill) -> list[T]:
    """The same nouns, those whose title quotes a number with it filled in."""
    return [replace(one, title=fill(one.title)) if "{" in one.title else one for one in nouns]


def _luck(luck: Luck, fill: Fill) -> Luck:
    return replace(luck, outcomes=tuple(_titled(luck.outcomes, fill)))


def _ask(ask: Ask, fill: Fill) -> Ask:
    return replace(ask, title=fill(ask.title), options=tuple(_titled(ask.options, fill)))
