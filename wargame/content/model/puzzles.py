"""Puzzles: a position, a seat to move, and an aim that can be reached by playing well.

Nothing of a puzzle acts in a game.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from wargame.content.model.base import Condition, Id, Noun, Percent, Title
from wargame.content.model.lessons import MOST_WORDS, LessonText


class BestLine(Noun):
    """The best that can be done, found by trying every line; `deck test` prints what it is."""

    line: list[Title] = Field(
        min_length=1,
        max_length=30,
        description="The seat's moves, luck falling each time as is likeliest. What comes after "
        "the last of them is played with as little as may be done.",
    )
    chance: Percent = Field(
        default=100, description="How likely the aim is reached with best play, in percent."
    )
    ways: Annotated[int, Field(ge=1)] = Field(
        default=1, description="How many lines are as good, luck falling so."
    )
    of: Annotated[int, Field(ge=1)] = Field(
        default=1, description="How many lines there are in all."
    )
    at_random: Annotated[int, Field(ge=1)] | None = Field(
        default=None,
        description="Of so many tries with moves chosen at random one reaches the aim. How hard "
        "the puzzle is called follows from it; left out, that is not said.",
    )


class Puzzle(Noun):
    """You move: a position, an aim, and the best line to it.

    The aim is judged once the puzzle's rounds are over, or the game is. The rival makes the moves
    of `rival`, each once it is legal, else as little as it may; whoever plays is told. `deck test`
    tries every line, so a change of numbers that spoils a puzzle is found.
    """

    id: Id = Field(description="Short name.")
    title: Title = Field(description="As people read it.")
    seat: Id = Field(description="Whom you play.")
    aim: LessonText = Field(description=f"What to bring about, in at most {MOST_WORDS} words.")
    given: dict[str, Any] = Field(default={}, description="The position, as in an example.")
    done: Condition = Field(
        description="Whether the aim is reached, by what the seat sees when the rounds are over."
    )
    rounds: Annotated[int, Field(ge=1, le=4)] = Field(
        default=1, description="Rounds after which that is judged."
    )
    rival: list[Title] = Field(
        default=[], max_length=12, description="What the rival does, in order, once it may."
    )
    hint: LessonText | None = Field(
        default=None, description=f"For whoever asks, in at most {MOST_WORDS} words."
    )
    best: BestLine = Field(description="The best line, and what it comes to.")
    learned: LessonText = Field(
        description=f"Why that is so: told with the solution, in at most {MOST_WORDS} words."
    )
