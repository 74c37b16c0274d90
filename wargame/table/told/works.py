"""Builds in stages: how long each takes, and when the whole is complete at the earliest."""

from __future__ import annotations

from wargame.rules.asking.evaluate import names_in, number, truth
from wargame.rules.ir import Name, StageIR
from wargame.rules.kernel import AT_PLAYS
from wargame.rules.view import SeatState

ROUND = "game.round"


def takes(view: SeatState, stage: StageIR) -> int:
    """Rounds of work on a stage, as things stand."""
    return number(view.rules.program.takes(stage), view.read)


def completed(view: SeatState, project: str) -> int:
    """The round in which a project that is not complete would be, at the earliest: each stage
    is funded as soon as it may be, and none fails. It may be one that is never played.

    What is in work is due at the beginning of a round. Of what a stage needs its rounds alone are
    waited for: what else it needs may come to hold at once.
    """
    one = next(one for one in view.rules.program.projects if one.id == project)
    working = view.value(f"project.{project}.working")
    ahead = one.stages[view.value(f"project.{project}") + bool(working) :]
    on = view.round + (working or int(view.step > AT_PLAYS))
    for stage in ahead:
        on = _opens(view, stage, on) + takes(view, stage)
    return on


def _opens(view: SeatState, stage: StageIR, first: int) -> int:
    """The first round from one on in which a stage may be funded; one that is never played, if
    none is."""
    last = view.rules.program.max_rounds
    dated = [
        clause.cond
        for clause in stage.act.needs
        if [name.text for name in names_in(clause.cond) if name.form != "number"] == [ROUND]
    ]

    def is_open(now: int) -> bool:
        def read(name: Name) -> int:
            return now if name.text == ROUND else view.read(name)

        return all(truth(cond, read) for cond in dated)

    return next((now for now in range(first, last + 1) if is_open(now)), max(first, last + 1))


def chance(view: SeatState, project: str) -> int:
    """The chance that no stage to come fails, as things stand, in percent."""
    one = next(one for one in view.rules.program.projects if one.id == project)
    found = 1.0
    for stage in one.stages[view.value(f"project.{project}") :]:
        found *= number(stage.success_pct, view.read) / 100
    return round(100 * found)
