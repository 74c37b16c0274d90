"""Cards and projects that wait for one another, so that none of them can ever come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wargame.rules import ir
from wargame.rules.lint.settled import range_of

Needs = tuple[ir.Cond, ...]
"""What has to hold before a thing can come, all of it."""

Waiting = Mapping[str, Sequence[Needs]]
"""By what a deck calls a thing, the ways in which it may come: each of them, what it needs."""


Circle = tuple[str, str, int, str]
"""A noun, an id, which stage of a project it is (0 for a card), and what is wrong."""


def circles(program: ir.Program, sent_on: Sequence[str]) -> Iterator[Circle]:
    """Things that can never come, since what they need waits for them.

    Of a project the first stage is told that can never come.

    Args:
        sent_on: Projects that something else than a play moves on.
    """
    waiting = {**_cards(program), **_projects(program, sent_on)}
    open_now: dict[str, bool] = {}
    while new := [one for one in waiting if one not in open_now and _opens(waiting, one, open_now)]:
        open_now |= dict.fromkeys(new, True)
    told: dict[str, bool] = {}
    for name in waiting:
        noun, own, stage = _parts(name)
        if name not in open_now and f"{noun}.{own}" not in told:
            told[f"{noun}.{own}"] = True
            other = _parts(next(_missing(waiting, name, open_now)))[1]
            what = f"it can never come: it waits for '{other}', which can never come either"
            yield (
                noun,
                own,
                stage,
                "it can never come: it waits for itself" if other == own else what,
            )


def _parts(name: str) -> tuple[str, str, int]:
    """The noun, the id, and which stage of a project a name stands for; 0 for a card."""
    noun, own, *rest = name.split(".")
    return noun, own, int(rest[0]) if rest else 0


def _cards(program: ir.Program) -> Waiting:
    found: dict[str, list[Needs]] = {}
    for card in program.cards:
        if not (card.is_foreign or card.is_copy):
            needs = () if card.response else tuple(clause.cond for clause in card.act.needs)
            found.setdefault(f"card.{card.id}", []).append(needs)
    return found


def _projects(program: ir.Program, sent_on: Sequence[str]) -> Waiting:
    found: dict[str, list[Needs]] = {}
    for project in program.projects:
        needs: Needs = ()
        for number, stage in enumerate(project.stages, 1):
            needs += tuple(clause.cond for clause in stage.act.needs)
            found[f"project.{project.id}.{number}"] = [() if project.id in sent_on else needs]
    return found


def _opens(waiting: Waiting, name: str, open_now: Mapping[str, bool]) -> bool:
    return any(all(_may(waiting, c, open_now) for c in needs) for needs in waiting[name])


def _may(waiting: Waiting, cond: ir.Cond, open_now: Mapping[str, bool]) -> bool:
    """Whether a condition may hold once these things have come."""
    match cond:
        case ir.Logic("and", args):
            return all(_may(waiting, arg, open_now) for arg in args)
        case ir.Logic("or", args):
            return any(_may(waiting, arg, open_now) for arg in args)
        case _:
            return (wanted := _wanted(waiting, cond)) is None or wanted in open_now


def _missing(waiting: Waiting, name: str, open_now: Mapping[str, bool]) -> Iterator[str]:
    """What a thing waits for and never gets."""
    for needs in waiting[name]:
        for cond in needs:
            for part in _atoms(cond):
                wanted = _wanted(waiting, part)
                if wanted is not None and wanted not in open_now:
                    yield wanted


def _atoms(cond: ir.Cond) -> Iterator[ir.Cond]:
    if isinstance(cond, ir.Logic):
        for arg in cond.args:
            yield from _atoms(arg)
    else:
        yield cond


def _wanted(waiting: Waiting, cond: ir.Cond) -> str | None:
    """The thing that must have come for a comparison to hold; None if none must."""
    found = range_of(cond)
    if found is None or found[1] < 1 or not isinstance(found[0], ir.Read):
        return None
    name = found[0].name.text.removesuffix(".used").removesuffix(".in_effect")
    if name.startswith("project."):
        own = name.removesuffix(".done")
        stages = [one for one in waiting if one.rpartition(".")[0] == own]
        stage = len(stages) if name.endswith(".done") else found[1]
        name = f"{own}.{stage}"
    return name if name in waiting else None
