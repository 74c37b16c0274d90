"""A puzzle in words: its aim, what the rival does, what came of a try, and the solution."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from wargame.dataclass import dataclass
from wargame.lab.authors.puzzles import percent
from wargame.lab.authors.solver import LineChoice
from wargame.rules.asking.evaluate import truth
from wargame.rules.ir import Program
from wargame.rules.verbs import split
from wargame.table.told.blocks import Block, Heading, Point, Points, Text
from wargame.table.told.causes import causes
from wargame.table.told.scene import Scene
from wargame.table.words.fronts import judgement_said
from wargame.table.words.gate import stopped
from wargame.table.words.rows import DIM, STRONG
from wargame.table.words.titles import Titles

if TYPE_CHECKING:
    from wargame.content.model import Puzzle

NAME = re.compile(r"[a-z_]\w*(?:\.\w+)+")
AND = " and "
"""What stands between the parts of an aim."""
MOST_REASONS = 3
"""Numbers of an aim of which it is told why they are what they are."""
ALL = 100
ELSEWHERE = ", with the best play where luck falls otherwise"
LIKELIEST = "The line stands for luck that falls each time as is likeliest."
EASY, HARD = 25, 100
"""A puzzle is easy if moves at random reach its aim in one of so many tries, and hard if they take
more tries than the second."""


@dataclass(frozen=True, slots=True)
class JudgedTry:
    """What a try came to.

    Attributes:
        chance, best: Of reaching it by the line that was taken, and by the best there is.
        stops: Each choice, with what stood open before and after it.
    """

    chance: Fraction
    best: Fraction
    stops: tuple[LineChoice, ...]

    @property
    def is_of_luck(self) -> bool:
        """Whether luck could have led away from the line that was taken before its last choice."""
        return bool(self.stops) and self.chance != self.stops[-1].after

    @property
    def is_best(self) -> bool:
        """Whether no line is better."""
        return self.chance == self.best


def difficulty(puzzle: Puzzle) -> str:
    """How hard it is, by how often moves at random reach its aim; "" where that is not known."""
    tries = puzzle.best.at_random
    if tries is None:
        return ""
    return "easy" if tries <= EASY else "hard" if tries > HARD else "medium"


def tries_of(puzzle: Puzzle) -> str:
    """How often moves at random reach its aim; "" where that is not known."""
    tries = puzzle.best.at_random
    return "" if tries is None else f"1 in {tries:,} at random"


def tries_read(puzzles: Iterable[Puzzle]) -> str:
    """How to read what stands behind puzzles in a list, by the first that says it; or ""."""
    told = next(filter(None, map(tries_of, puzzles)), "")
    tries = told.removeprefix("1 in ").partition(" ")[0]
    of = f"of {tries} tries with moves chosen at random one reaches the aim"
    return stopped(f"{told}: {of}") if told else ""


def aim_of(puzzle: Puzzle, place: str) -> str:
    """Which puzzle it is, such as `3 of 12`, and what to bring about."""
    return f"Puzzle {place}. Aim: {puzzle.aim}"


def answers_of(program: Program) -> dict[str, str]:
    """What people read for an answer to a question of the deck, by the word that is typed; of those
    that stand for one thing alone."""
    found: dict[str, set[str]] = {}
    for one in (answer for ask in program.asks for answer in ask.options):
        found.setdefault(one.id, set()).add(one.title)
    return {word: titles.pop() for word, titles in found.items() if len(titles) == 1}


def rival_of(puzzle: Puzzle, titles: Titles, answers: Mapping[str, str]) -> str:
    """What the rival will do, which whoever solves a puzzle may rely on."""
    when = "this round ends" if puzzle.rounds == 1 else f"{puzzle.rounds} rounds are over"
    if not puzzle.rival:
        return f"Judged when {when}. Your rival passes and refuses where it may."
    moves = "; ".join(told(titles, move, answers) for move in puzzle.rival)
    return (
        f"Judged when {when}. Your rival, as soon as it may: {moves}. Else it passes where it may."
    )


def told(titles: Titles, move: str, answers: Mapping[str, str]) -> str:
    """A move as a menu offers it."""
    verb, arg = split(move)
    return titles.menu(verb, arg, answers.get(arg, "") if verb.thing == "option" else "")


def came_of_it(is_reached: bool) -> Text:
    """Whether the aim was reached, with the luck that fell."""
    return Text("The aim is reached." if is_reached else "The aim is not reached.", STRONG)


def judging(is_reached: bool) -> Iterator[Block]:
    """What is known of a try while all lines are tried."""
    yield came_of_it(is_reached)
    yield Text("All lines are tried, to see what yours comes to ...")


def tried(scene: Scene, puzzle: Puzzle, found: JudgedTry) -> Iterator[Block]:
    """What a try comes to: the line against the best, where it went wrong, and why."""
    answers = answers_of(scene.view.rules.program)
    mine, best = percent(found.chance), percent(found.best)
    else_ = ELSEWHERE if found.is_of_luck else ""
    if not found.is_best:
        and_ = f"{else_};" if else_ else ","
        yield Text(f"Your line reaches it in {mine} cases of 100{and_} the best in {best}.")
    elif found.best == 1:
        yield Text("Solved: your line reaches it whatever luck brings.")
    else:
        yield Text(f"Solved: no line is better. It reaches the aim in {best} cases of 100{else_}.")
    if found.is_best:
        yield Text(puzzle.learned)
    for number, stop in enumerate(found.stops, start=1):
        if stop.after < stop.before:
            fall = f"from {percent(stop.before)} % to {percent(stop.after)} %"
            move = f"move {number} of {len(found.stops)}"
            yield Text(f"It fell {fall} by your {move}: {told(scene.titles, stop.move, answers)}.")
    if not found.is_best and puzzle.hint:
        yield Text(f"Hint: {puzzle.hint}")
    for name in named(scene, puzzle):
        yield Heading(f"Why is {scene.titles.number(name)} {scene.value(name)}?")
        yield from causes(scene, name)
        if name == scene.titles.lead and not scene.why(name):
            yield from _judged(scene)


def _judged(scene: Scene) -> Iterator[Block]:
    """How the judgements went that left a lead where it was."""
    titles, view = scene.titles, scene.view
    for front, title in titles.fronts.items():
        stake, who = (view.value(f"front.{front}.{what}") for what in ("staked", "last"))
        if stake:
            yield Text(judgement_said(title, titles.seats, who, stake))


def named(scene: Scene, puzzle: Puzzle) -> list[str]:
    """The numbers that an aim is about, first those of a part of it that does not hold."""
    found = dict[str, bool]()
    parts = sorted(_parts(puzzle.done), key=lambda part: _holds(scene, part))
    for word in NAME.findall(AND.join(parts)):
        whose, _, rest = word.partition(".")
        owner = {"my": scene.me, "their": scene.rival}.get(whose, whose)
        found[f"{owner}.{rest}"] = True
    return [name for name in found if name in scene.titles.numbers][:MOST_REASONS]


def _parts(done: str) -> list[str]:
    """What an aim asks all of; the whole where that is not plain."""
    return [done] if "(" in done or " or " in done else done.split(AND)


def _holds(scene: Scene, part: str) -> bool:
    """Whether a part of an aim is true now."""
    rules = scene.view.rules
    return truth(rules.expressions.condition(part, scene.view.number), scene.view.read)


def solution(
    puzzle: Puzzle, titles: Titles, answers: Mapping[str, str], *, is_solved: bool = False
) -> Iterator[Block]:
    """The best line, what it comes to, and why; whoever has solved it was told why with the try."""
    yield Points([Point(told(titles, move, answers)) for move in puzzle.best.line])
    chance = puzzle.best.chance
    if chance == ALL:
        yield Text("It reaches the aim whatever luck brings.")
    else:
        yield Text(f"It reaches the aim in {chance} cases of 100{ELSEWHERE}. {LIKELIEST}")
    if not is_solved:
        yield Text(puzzle.learned)
    passing = "After these it is enough to pass where you may."
    yield Text(f"As good: {puzzle.best.ways:,} of {puzzle.best.of:,} lines. {passing}", DIM)
