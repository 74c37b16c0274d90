"""Builds in stages: how long each takes, and when the whole is complete at the earliest."""

from __future__ import annotations

from wargame.rules.asking.evaluate import number
from wargame.rules.ir import StageIR
from wargame.rules.kernel import AT_PLAYS
from wargame.rules.view import SeatState


def takes(view: SeatState, stage: StageIR) -> int:
    """Rounds of work on a stage, as things stand."""
    return number(view.rules.program.takes(stage), view.read)


def completed(view: SeatState, project: str) -> int:
    """The round in which a project that is not complete would be, at the earliest: each stage
    is funded as soon as it may be, and none fails. It may be one that is never played.

    What is in work is due at the beginning of a round.
    """
    one = next(one for one in view.rules.program.projects if one.id == project)
    working = view.value(f"project.{project}.working")
    ahead = one.stages[view.value(f"project.{project}") + bool(working) :]
    begins = working or int(view.step > AT_PLAYS)
    return view.round + begins + sum(takes(view, stage) for stage in ahead)


def chance(view: SeatState, project: str) -> int:
    """The chance that no stage to come fails, as things stand, in percent."""
    one = next(one for one in view.rules.program.projects if one.id == project)
    found = 1.0
    for stage in one.stages[view.value(f"project.{project}") :]:
        found *= number(stage.success_pct, view.read) / 100
    return round(100 * found)
