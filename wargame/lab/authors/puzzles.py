"""The puzzles of a deck as their author is told of them: what was found, and what the deck says
otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from wargame.content.model import Puzzle
from wargame.errors import IllegalAction, UsageError
from wargame.lab.authors.examples import ExampleResult, Problem, place_of, result_of
from wargame.lab.authors.solver import Solution, Solver, likeliest
from wargame.rules import amounts
from wargame.rules.game import Game


def run_puzzles(game: Game) -> list[ExampleResult]:
    """Solve every puzzle of a deck, in deck order; a variant has none."""
    if game.loaded.variant:
        return []
    return [_result(game, n, one) for n, one in enumerate(game.deck.puzzles)]


def percent(chance: Fraction) -> int:
    """A chance in whole percent; what may come or not has neither 0 nor 100.

    >>> percent(Fraction(399, 400)), percent(Fraction(1, 400)), percent(Fraction(1))
    (99, 1, 100)
    """
    return amounts.percent(chance.numerator, chance.denominator)


def _result(game: Game, number: int, puzzle: Puzzle) -> ExampleResult:
    """What was found, and what of it the deck says otherwise."""
    said, problems = puzzle.title, list[Problem]()
    try:
        solver = Solver(game, puzzle)
        found = solver.solve()
    except (UsageError, IllegalAction) as error:
        problems = [(str(error), place_of(error, puzzle.given))]
    else:
        problems = list(_problems(solver, found))
        ways = f"{found.ways:,} of {found.lines:,} lines"
        random = f"at random 1 try in {found.at_random:,}; " if found.at_random else ""
        said += f" ({percent(found.chance)} % at best, by {ways}; {random}"
        said += f"{found.positions:,} positions)"
    return result_of(game, f"puzzle {puzzle.id}", said, ("puzzles", number), problems)


def _how_near(solver: Solver) -> str:
    """How near the best line comes to an aim that none reaches: its numbers, and that line."""
    if solver.nearest is None:
        return ""
    lacks, end = solver.nearest
    line = Solver(solver.game, solver.puzzle, near=lacks).solve().line
    read = ", ".join(f"{name} is {value}" for name, value in solver.exercise.read(end).items())
    return f". At the nearest end {read}: [{', '.join(line)}]"


def _problems(solver: Solver, found: Solution) -> Iterator[Problem]:
    """What is wrong with a puzzle, and where."""
    best = solver.puzzle.best
    if not found.chance:
        yield f"no line reaches the aim{_how_near(solver)}", ("done",)
        return
    if found.ways == found.lines:
        yield "no puzzle: every line is as good as the best", ("done",)
        return
    if found.idle == found.chance:
        yield "no puzzle: whoever does as little as may be comes as far as the best", ("done",)
        return
    said = "chance: {}, ways: {}, of: {}, at_random: {}"
    true = said.format(percent(found.chance), found.ways, found.lines, found.at_random)
    at_random = found.at_random if best.at_random is None else best.at_random
    if said.format(best.chance, best.ways, best.of, at_random) != true:
        yield f"beside its line write {true}", ("best",)
    shown = f"Write line: [{', '.join(found.line)}]"
    try:
        chance = solver.follow(best.line, likeliest)[0]
    except IllegalAction as error:
        yield f"{error}. {shown}", ("best", "line")
    else:
        if chance < found.chance:
            reaches = f"the line reaches it in {percent(chance)} %, not {percent(found.chance)} %"
            yield f"{reaches}. {shown}", ("best", "line")
