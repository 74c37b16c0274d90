"""A lesson in words: its aim, what is said now, and what comes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wargame.play.teaching import Teaching
from wargame.table.told.scene import titles_of
from wargame.table.words.gate import stopped

if TYPE_CHECKING:
    from wargame.content.model import Lesson

REACHED = "The aim is reached."
ANEW = "The lesson begins anew."
AGAIN = f"Not this time: the aim was not reached in time. {ANEW}"
ENDED = "Not this time: the game has ended before the aim was reached. It ended so:"

KEY: Final = re.compile(r" \(key \S+\)")


def without_keys(text: str) -> str:
    """What a lesson says, without the keys of the screen: in linear text the words are typed.

    >>> without_keys("Open your projects (key p) and choose one.")
    'Open your projects and choose one.'
    """
    return KEY.sub("", text)


def aim_of(lesson: Lesson, place: str) -> str:
    """Which lesson it is, such as `3 of 8`, and what to bring about: one line of a small screen."""
    return f"Aim {place}: {lesson.aim}"


def said_of(teaching: Teaching) -> str:
    """What is said now: the step at hand, or, once the lesson is over, whether its aim is
    reached; the last judgement is still read then, and a step would speak of what is past."""
    if teaching.is_done:
        return REACHED
    return missed(teaching) if teaching.is_missed else teaching.text


def missed(teaching: Teaching) -> str:
    """What is said where the aim was not reached: the game has ended before, or time is over."""
    ending = teaching.ending
    if not ending:
        return AGAIN
    title = titles_of(teaching.game.deck).endings.get(ending, ending)
    return f"{ENDED} {stopped(title)} {ANEW}"


def outcome_of(teaching: Teaching, after: Lesson | None) -> list[str]:
    """What is said once a lesson is over.

    Args:
        after: The next one to learn.
    """
    if not teaching.is_done:
        return [missed(teaching)]
    lesson = teaching.lesson
    last = f"Next: {stopped(after.title)}" if after else "That was the last lesson. Now play."
    return [f"Learned: {stopped(lesson.title)}", lesson.learned, last]
