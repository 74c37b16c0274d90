"""Projects whose effects would set one another off without end.

A stage may advance a project and a lapse may send one back, so effects can call effects.
Advancing alone comes to an end at the last stage; a circle that also lapses what it
advances need not, at once or round by round. Such a deck is refused.
"""

from __future__ import annotations

from wargame.rules import ir

ProjectMove = tuple[str, int]
"""`advance` or `lapse`, and the project."""


def endless(projects: list[ir.ProjectIR]) -> list[int]:
    """The projects whose advance leads both to their lapse and back to itself."""
    leads: dict[ProjectMove, list[ProjectMove]] = {}
    for number, project in enumerate(projects):
        stages = [stmt for stage in project.stages for stmt in ir.walk(stage.act.do)]
        leads["advance", number] = _moves(stages)
        leads["lapse", number] = _moves(list(ir.walk(project.lapse_do)))
    reached = {n: _reached(leads, ("advance", n)) for n in range(len(projects))}
    return [n for n, moves in reached.items() if ("advance", n) in moves and ("lapse", n) in moves]


def _moves(stmts: list[ir.Stmt]) -> list[ProjectMove]:
    return [(stmt.verb, stmt.project) for stmt in stmts if isinstance(stmt, ir.MoveProject)]


def _reached(leads: dict[ProjectMove, list[ProjectMove]], start: ProjectMove) -> list[ProjectMove]:
    """Every move that a move can bring about."""
    found: list[ProjectMove] = []
    waiting = list(leads[start])
    while waiting:
        move = waiting.pop()
        if move not in found:
            found.append(move)
            waiting += leads[move]
    return found
