"""Projects whose effects would set one another off without end.

A stage may advance a project and a lapse may send one back, so effects can call effects.
Advancing alone comes to an end at the last stage, and so does lapsing alone; a circle that
advances and lapses one project need not, at once or round by round. Such a deck is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from wargame.rules import ir

ProjectMove = tuple[str, int]
"""`advance` or `lapse`, and the project."""


def endless(projects: Sequence[ir.ProjectIR]) -> list[int]:
    """The projects with a move that leads back to itself, by way of both moves of the project."""
    reached = moves_ahead(projects, ir.walk)
    return [n for n in range(len(projects)) if any(_returns(reached, verb, n) for verb in VERBS)]


VERBS = ("advance", "lapse")


def _returns(reached: dict[ProjectMove, list[ProjectMove]], verb: str, project: int) -> bool:
    return all((other, project) in reached[verb, project] for other in VERBS)


def moves_ahead(
    projects: Sequence[ir.ProjectIR], walk: Callable[[ir.Block], Iterable[ir.Stmt]]
) -> dict[ProjectMove, list[ProjectMove]]:
    """Each move, with every move that it can bring about by what `walk` finds in its blocks."""
    leads = {move: list(_led_to(projects, move, walk)) for move in every_move(projects)}
    return {move: _reached(leads, move) for move in leads}


def every_move(projects: Sequence[ir.ProjectIR]) -> list[ProjectMove]:
    """Both moves of each project."""
    return [(verb, number) for number in range(len(projects)) for verb in VERBS]


def moves_of(projects: Sequence[ir.ProjectIR], move: ProjectMove) -> list[ir.Block]:
    """What may happen at a move: one block for each stage, or that of the lapse."""
    verb, number = move
    project = projects[number]
    return [s.act.do for s in project.stages] if verb == "advance" else [project.lapse_do]


def _led_to(
    projects: Sequence[ir.ProjectIR],
    move: ProjectMove,
    walk: Callable[[ir.Block], Iterable[ir.Stmt]],
) -> Iterator[ProjectMove]:
    for block in moves_of(projects, move):
        for stmt in walk(block):
            if isinstance(stmt, ir.MoveProject):
                yield stmt.verb, stmt.project


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
