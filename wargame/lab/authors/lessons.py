"""Whether a deck's lessons can be learned: each is played by the way that it names.

What a lesson says hangs on numbers of the deck. So a change of numbers that makes a lesson
impossible, speechless or too easy is found here, where worked examples are run too.
"""

from __future__ import annotations

from collections.abc import Iterator

from wargame.content.model import Lesson
from wargame.errors import DeckPath, IllegalAction, UsageError
from wargame.lab.authors.examples import ExampleResult, Problem, place_of, result_of
from wargame.play.drive import PersonAsked, PlayerAsked, Turn, turns
from wargame.play.teaching import Teaching, least
from wargame.rules.game import Game

TURNS_LIMIT = 2_000
"""Turns after which a lesson gives up: none is that long."""


def run_lessons(game: Game) -> list[ExampleResult]:
    """Play every lesson of a deck by its way, in deck order; a variant has none."""
    if game.loaded.variant:
        return []
    return [
        result_of(game, f"lesson {one.id}", one.title, ("lessons", n), list(_problems(game, one)))
        for n, one in enumerate(game.deck.lessons)
    ]


def _problems(game: Game, lesson: Lesson) -> Iterator[Problem]:
    """What is wrong with a lesson, and where."""
    try:
        teaching = Teaching(game, lesson)
    except (UsageError, IllegalAction) as error:
        yield str(error), place_of(error, lesson.given)
        return
    if teaching.is_done:
        yield "the aim is reached before anything is played", ("done",)
    elif _idled(Teaching(game, lesson)):
        yield "the aim is reached by whoever does as little as may be", ("done",)
    yield from _walked(teaching)


def _idled(teaching: Teaching) -> bool:
    """Whether a learner who does as little as may be, and so learns nothing, reaches the aim."""
    for count, turn in enumerate(turns(teaching.match)):
        if teaching.is_done or teaching.is_missed or count > TURNS_LIMIT:
            break
        if isinstance(turn, PersonAsked):
            teaching.match.take(least(turn.view.legal))
        else:
            _let_choose(teaching, turn)
    return teaching.is_done


def _walked(teaching: Teaching) -> Iterator[Problem]:
    """Take the moves of the way; see what is said, and what might have been done."""
    lesson, way = teaching.lesson, list(teaching.lesson.way)
    could = set[str]()
    for count, turn in enumerate(turns(teaching.match)):
        if teaching.is_done or teaching.is_missed or count > TURNS_LIMIT:
            break
        if not isinstance(turn, PersonAsked):
            _let_choose(teaching, turn)
            continue
        legal = [action.text for action in turn.view.legal]
        could.update(legal)
        if not way:
            break
        place: DeckPath = ("way", len(lesson.way) - len(way))
        if not teaching.text:
            yield f"nothing is said before '{way[0]}'", place
        if way[0] not in legal:
            known = ", ".join(legal[:12])
            yield f"'{way[0]}' is not legal in round {turn.view.round}. Legal: {known}", place
            return
        if teaching.answer(way[0]):
            yield f"'{way[0]}' is a wrong move too", place
        teaching.match.take(teaching.game.action(teaching.match.state, way.pop(0)))
    if way:
        yield f"it is over before '{way[0]}'", ("way", len(lesson.way) - len(way))
    if not teaching.is_done:
        yield f"the way does not lead to '{lesson.done}'", ("done",)
    for n, wrong in enumerate(lesson.wrong):
        if wrong.move not in could:
            yield f"'{wrong.move}' can never be done on the way", ("wrong", n, "move")


def _let_choose(teaching: Teaching, turn: Turn) -> None:
    """Take what the rival does; luck has been taken by now."""
    if isinstance(turn, PlayerAsked):
        teaching.match.take_from_mover(turn.choose())
