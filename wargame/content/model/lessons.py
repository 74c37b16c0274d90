"""Lessons: how a deck teaches itself, one idea at a time. Nothing of it acts in a game."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from wargame.content.model.base import Called, Condition, Id, Noun, Title

MOST_WORDS = 25
"""Words of one text of a lesson."""

LessonText = Annotated[str, StringConstraints(min_length=1, max_length=140), Called("text")]


class LessonStep(Noun):
    """What a lesson says at some moment: of several steps the first whose `when` holds."""

    when: Condition | None = Field(
        default=None, description="On what the learner's seat sees; left out, it always holds."
    )
    text: LessonText = Field(description=f"At most {MOST_WORDS} words.")


class WrongMove(Noun):
    """A likely wrong move, which is answered, and taken only if it is made again."""

    move: Title = Field(description="As it is typed, such as `pass`.")
    text: LessonText = Field(description=f"Why not, in at most {MOST_WORDS} words.")


class Lesson(Noun):
    """A position, one aim, and what is said on the way to it.

    The learner plays; the rival does as little as it may, unless `rival` names its moves. Once
    `done` holds the lesson is learned; if the game goes past `rounds` before, it begins anew. `way`
    lists moves that lead there: `deck test` plays them, so a change of numbers that breaks a
    lesson is found, and a step that is never said as well.
    """

    id: Id = Field(description="Short name.")
    title: Title = Field(description="Its one idea, as people read it.")
    seat: Id = Field(description="Whom the learner plays.")
    aim: LessonText = Field(description=f"What to bring about, in at most {MOST_WORDS} words.")
    given: dict[str, Any] = Field(default={}, description="The position, as in an example.")
    done: Condition = Field(description="Whether the aim is reached, by what the seat sees.")
    rounds: Annotated[int, Field(ge=1, le=9)] = Field(
        default=1, description="Rounds in which that has to happen."
    )
    steps: list[LessonStep] = Field(min_length=1, max_length=6, description="What is said, when.")
    wrong: list[WrongMove] = Field(
        default=[], max_length=3, description="Answers to the likeliest wrong moves."
    )
    rival: list[Title] = Field(
        default=[], max_length=12, description="What the rival does, in order, once it may."
    )
    way: list[Title] = Field(
        min_length=1, max_length=20, description="Moves that reach the aim, as in an example."
    )
    learned: LessonText = Field(description=f"Said when it is done, in at most {MOST_WORDS} words.")
