"""Who wins, as Python text: one function that says how a match would end here."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.rules import ir
from wargame.rules.emit.code import Code
from wargame.rules.emit.unit import indent
from wargame.rules.kernel import BY_FLOOR, BY_LEAD, BY_LOSS, BY_RUIN, rival

NOBODY = -1


def end_code(cause: int, winner: int) -> int:
    """How a match ended, as one number: see `kernel.winning`."""
    return cause * 3 + winner + 1


def ending_lines(code: Code, contest: ir.ContestIR) -> list[str]:
    """The body of the function: what comes first decides."""
    lines: list[str] = []
    for number, loss in enumerate(contest.lost_by, BY_LOSS):
        lines += _lost(code, loss, number)
    lines += _floors(code, contest)
    level = end_code(BY_LEAD, contest.level)
    ahead, behind = end_code(BY_LEAD, 0), end_code(BY_LEAD, 1)
    return [
        *lines,
        f"v = {code.expr(contest.lead)}",
        f"return {ahead} if v > 0 else {behind} if v < 0 else {level}",
    ]


def _lost(code: Code, loss: ir.LossIR, cause: int) -> list[str]:
    """The seat that something makes lose, if there is one; else what comes next decides."""
    test = code.cond(loss.when)
    wins = (0, *(end_code(cause, rival(seat)) for seat in range(2)))
    if isinstance(loss.seat, ir.Const):
        won = wins[loss.seat.value]
        return [f"if {test}:", f"    return {won}"] if won else []
    inner = [f"v = {code.expr(loss.seat)}", "if v > 0:", f"    return {wins}[v]"]
    return [f"if {test}:", *indent(inner)]


def _floors(code: Code, contest: ir.ContestIR) -> list[str]:
    """Who has broken its floor."""
    floors = [floor and code.cond(floor, 3) for floor in contest.floors]
    falls = [
        [f"if not {floor}:", f"    return {end_code(BY_FLOOR, rival(seat))}"] if floor else []
        for seat, floor in enumerate(floors)
    ]
    both: list[str] = []
    if all(floors):
        for number, loss in enumerate(contest.ruin, BY_LOSS + len(contest.lost_by)):
            both += _lost(code, loss, number)
        both.append(f"return {end_code(BY_RUIN, NOBODY)}")
        test = " and ".join(f"not {floor}" for floor in floors)
        both = [f"if {test}:", *indent(both)]
    return [*both, *(line for fall in falls for line in fall)]


def points_by_end(contest: ir.ContestIR) -> list[list[int]]:
    """By how it ended, what it is worth to each seat."""
    return [
        [wins if seat == winner else loses for seat in range(2)]
        for wins, loses in _worths(contest)
        for winner in (NOBODY, 0, 1)
    ]


def _worths(contest: ir.ContestIR) -> Iterator[tuple[int, int]]:
    """By what decided, what it is worth to whoever wins, and to whoever does not."""
    yield contest.win, contest.stand
    losers = [contest.fall, contest.ruined]
    losers += [contest.fall] * len(contest.lost_by) + [contest.ruined] * len(contest.ruin)
    yield from ((contest.outlast, loser) for loser in losers)
