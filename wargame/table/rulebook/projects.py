"""Staged builds: their stages, prices and odds, those with one plan together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wargame.rules import ir
from wargame.rules.amounts import listed, of_goods, rounds
from wargame.rules.asking.describe import in_a_row
from wargame.table.rulebook.words import Parts, Words, bullets, sentence
from wargame.table.words.gate import stopped
from wargame.table.words.view_models import short_title

if TYPE_CHECKING:
    from wargame.content.model import Project

INTRO = (
    "A project is built stage by stage, a play each: pay, and after the rounds of work luck "
    "decides; what fails is paid for again. {} the chance that no stage fails, as things stand at "
    "the start."
)
PLANS = "Prices are in capital; behind each name:"
SUMS = "Behind each name: stages / capital / rounds of work /"


def projects(words: Words) -> Parts:
    """The section on projects."""
    if not words.program.projects:
        return "", ()
    is_full = _is_full(words)
    make = _plans if is_full else _sums
    rows = [row for seat in words.seats for row in (*make(words, seat), *_lapses(words, seat))]
    texts = [
        f"{stopped(noun.title)} {sentence(noun.text)}"
        for noun in words.deck.projects
        if noun.text and "projects" in words.told
    ]
    intro = INTRO.format(PLANS if is_full else SUMS)
    return "Projects", (f"{intro}{_idle(words)}", *bullets([*rows, *texts]))


def _is_full(words: Words) -> bool:
    """Whether each project is told stage by stage."""
    return "plans" in words.told


def _called(words: Words, noun: Project) -> str:
    """What a project is called: by its title, or where many stand in a row by its short one."""
    return noun.title if _is_full(words) else short_title(noun)


def _idle(words: Words) -> str:
    """That what nobody works on may be lost."""
    waits = _waits(words)
    if not waits:
        return ""
    idle = f"for more than {rounds(min(waits))}" if len(waits) == 1 else "too long"
    return f" Begun and idle {idle}, it may be lost each round, with a chance in 100 as told."


def _sums(words: Words, seat: int) -> list[str]:
    """Every project in a few numbers."""
    named = []
    for project, noun in _of(words, seat):
        price = _price(words, project)
        work = sum(words.now(words.program.takes(stage)) for stage in project.stages)
        sums = f"{len(project.stages)}/{price}/{work}/{_odds(words, project)}%"
        named.append(f"{_called(words, noun)} {sums}")
    return [stopped(f"{words.title(seat)}: {', '.join(named)}")] if named else []


def _price(words: Words, project: ir.ProjectIR) -> str:
    """What all stages cost, as things stand at the start: capital, and what else is paid.

    A number alone is capital, as `4+2 stock` begins with one.
    """
    sums = {"capital": 0}
    for stage in project.stages:
        for name, amount, _ in stage.act.price:
            sums[name.good] = sums.get(name.good, 0) + words.now(amount)
    capital = sums.pop("capital")
    return "+".join(
        [str(capital), *(of_goods(amount, what) for what, amount in sums.items() if amount)]
    )


def _of(words: Words, seat: int) -> list[tuple[ir.ProjectIR, Project]]:
    both = zip(words.program.projects, words.deck.projects, strict=True)
    return [(project, noun) for project, noun in both if project.seat == seat]


def _plans(words: Words, seat: int) -> list[str]:
    groups: dict[str, list[str]] = {}
    for project, noun in _of(words, seat):
        stages = zip(project.stages, noun.stages, strict=True)
        plan = "; ".join(f"{said.title} {_stage(words, seat, stage)}" for stage, said in stages)
        named = f"{_called(words, noun)} {_odds(words, project)}%"
        groups.setdefault(plan, []).append(named)
    return [
        stopped(f"{words.title(seat)}, {listed(named)}: {plan}") for plan, named in groups.items()
    ]


def _stage(words: Words, seat: int, stage: ir.StageIR) -> str:
    price = words.price(seat, stage.act.price).replace(" capital", "") or "free"
    needs = words.needs(stage.act.needs, words.about(seat))
    lasts, chance = words.now(words.program.takes(stage)), words.now(stage.success_pct)
    terms = [rounds(lasts)] if lasts else []
    if "deeds" in words.told and not _hangs(words, seat, stage):
        terms += [f"{chance}%"] if chance < 100 else []
    work = f" ({', '.join(terms)})" if terms else ""
    return f"{price}{work}{f', if {needs}' if needs else ''}{_brings(words, seat, stage)}"


def _hangs(words: Words, seat: int, stage: ir.StageIR) -> str:
    """What the chance of a stage hangs on, if on anything and there is room."""
    chance = words.about(seat).expr(stage.success_pct)
    return "" if chance.isdecimal() or "works" not in words.told else chance


def _brings(words: Words, seat: int, stage: ir.StageIR) -> str:
    """What its chance hangs on, if on anything, and what a stage brings, if there is room."""
    if "works" not in words.told:
        return ""
    about, chance = words.about(seat), _hangs(words, seat, stage)
    odds = f", at {chance} in 100" if chance else ""
    does = tuple(stmt for stmt in stage.act.do if not words.only_counts((stmt,)))
    return f"{odds}, with {in_a_row(about.block(does), ', ')}" if does else odds


def _odds(words: Words, project: ir.ProjectIR) -> int:
    """The chance in percent that no stage fails, as things stand at the start."""
    odds = 1.0
    for stage in project.stages:
        odds *= words.now(stage.success_pct) / 100
    return round(100 * odds)


def _lapses(words: Words, seat: int) -> list[str]:
    """What threatens projects that nobody works on."""
    groups: dict[tuple[int, str, str], list[str]] = {}
    for project, noun in _of(words, seat):
        if project.lapse_after >= 0:
            about, costs = words.about(seat), ""
            if project.lapse_do and "deeds" in words.told:
                costs = f", with {in_a_row(about.block(project.lapse_do), ', ')}"
            row = project.lapse_after, about.expr(project.lapse_pct), costs
            groups.setdefault(row, []).append(_called(words, noun))
    every = [_called(words, noun) for _, noun in _of(words, seat)]
    told = [
        f"{chance}{_whose(named, every)}{_after(words, after)}{costs}"
        for (after, chance, costs), named in groups.items()
    ]
    return [stopped(f"{words.title(seat)}, when idle: {'; '.join(told)}")] if told else []


def _waits(words: Words) -> set[int]:
    """After how many idle rounds a project may lapse."""
    return {one.lapse_after for one in words.program.projects if one.lapse_after >= 0}


def _after(words: Words, after: int) -> str:
    """After how many idle rounds these may lapse, unless it is the same for all."""
    return f", after {rounds(after)}" if len(_waits(words)) > 1 else ""


def _whose(named: list[str], every: list[str]) -> str:
    """Which projects are threatened so, in brackets, unless all are."""
    others = [title for title in every if title not in named]
    if not others:
        return ""
    return f" ({f'all but {listed(others)}' if len(named) > len(others) else listed(named)})"
