"""The survey of a class: the same questions before play and after it, and what became of answers.

The usual questions are of no deck: a class can compare itself with any other. A plan may ask its
own instead; their words are kept with each answer, so that a save is read without its plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from wargame.dataclass import dataclass
from wargame.play.event import CONTROL
from wargame.play.proceedings import CLOCK, Proceeding
from wargame.table.words.titles import Titles

SURVEY: Final = "survey"
"""The topic of a note that answers it."""
LEAST, MOST = 1, 5
MOST_DIGITS = 10
"""Digits that are no number any more."""
SKIPPED = "-"
"""What is typed for a question that somebody does not answer."""
BEGINS = " begins"
"""What ends the note of the clock that tells a phase."""
OWN = "? "
"""What the id of a question begins with that a plan asks; its words follow."""


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """A question of the survey.

    Attributes:
        id: What an answer is kept under.
        label: The question in a word or two.
        low, high: What the ends of its scale stand for; "" if it is answered in words.
    """

    id: str
    label: str
    ask: str
    low: str = ""
    high: str = ""

    @property
    def is_scale(self) -> bool:
        """Whether it is answered by a number from `LEAST` to `MOST`."""
        return bool(self.low)

    @property
    def is_own(self) -> bool:
        """Whether a plan asks it."""
        return self.id.startswith(OWN)

    @property
    def said(self) -> str:
        """The question, with how it is answered."""
        scale = f" {LEAST} ({self.low}) to {MOST} ({self.high})" if self.is_scale else ""
        return f"{self.ask}{scale}"


QUESTIONS: Final = (
    SurveyQuestion(
        "understanding",
        "Understanding",
        "How well do you understand the matter that this game is about?",
        "not at all",
        "I could teach it",
    ),
    SurveyQuestion(
        "agreement",
        "Agreement",
        "How likely are the two sides to agree on something that lasts?",
        "not at all",
        "certain",
    ),
    SurveyQuestion(
        "pressure",
        "Pressure",
        "How much of what a side wants can it get by pressure alone?",
        "nothing",
        "all of it",
    ),
    SurveyQuestion(
        "other_side",
        "The other side",
        "How well do you understand why the other side acts as it does?",
        "not at all",
        "I could speak for it",
    ),
    SurveyQuestion("decides", "In a sentence", "What decides such a matter?"),
)
ABOUT = (
    "The same questions before play and after it: answer as you think now. Whatever tells of your "
    "answers afterwards names your side alone."
)


def own_question(number: int, ask: str, ends: Sequence[str]) -> SurveyQuestion:
    """A question that a plan asks: its number, and the ends of its scale if it has one.

    >>> own_question(2, "How warm?", ["cold", "hot"]).id
    '? How warm? 1 (cold) to 5 (hot)'
    """
    low, high = (" ".join(one.split()) for one in ends or ("", ""))
    found = SurveyQuestion("", f"Question {number}", " ".join(ask.split()), low, high)
    return replace(found, id=OWN + re.sub(r"(?:^|\s)=(?!\S)", ":", found.said))


def _asked(name: str) -> SurveyQuestion:
    """The question that an answer is kept under."""
    words = name.removeprefix(OWN)
    known = (one for one in QUESTIONS if one.id == name)
    return next(known, SurveyQuestion(name, words, words))


def in_a_line(answers: Sequence[str]) -> str:
    """Answers in the order of their questions, as they are typed in one line; "" for none.

    >>> in_a_line(["4", "", "War; peace", "2"])
    '4; -; War, peace; 2'
    """
    *first, last = (one.strip() for one in answers)
    told = [*(one.replace(";", ",") for one in first), last]
    return "; ".join(one or SKIPPED for one in told) if any(told) else ""


def kept(answers: dict[str, str], questions: Sequence[SurveyQuestion] = QUESTIONS) -> str:
    """Answers by question as a note keeps them: a line for each that was answered.

    >>> kept({"agreement": "4", "decides": "Time."})
    'agreement = 4\\ndecides = Time.'
    """
    found = ((one.id, " ".join(answers.get(one.id, "").split())) for one in questions)
    return "\n".join(f"{name} = {answer}" for name, answer in found if answer)


def answers_of(text: str) -> dict[str, str]:
    """Answers by question, from a note; a note of other words answers the question that is
    answered in words."""
    known, found = {one.id for one in QUESTIONS}, {}
    for line in text.splitlines():
        name, sign, answer = line.partition(" = ")
        if not (sign and (name in known or name.startswith(OWN))):
            return {QUESTIONS[-1].id: text}
        found[name] = answer
    return found


def answers_said(text: str) -> str:
    """Answers as people read them.

    >>> answers_said("agreement = 4"), answers_said("I know it well")
    ('Agreement 4', 'In a sentence: I know it well')
    """
    found = answers_of(text)
    return "; ".join(
        f"{one.label}{' ' if one.is_scale else ': '}{found[one.id]}"
        for one in _in_order([found])
        if one.id in found
    )


def _in_order(sheets: Iterable[dict[str, str]]) -> list[SurveyQuestion]:
    """The usual questions, and then what else was answered."""
    names = dict.fromkeys(name for sheet in sheets for name in sheet)
    return [*QUESTIONS, *(one for one in map(_asked, names) if one.is_own)]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """Somebody's answer to a question, before and after.

    Attributes:
        who: Whose, as people read it.
        first: The first that was given; "" of whoever answered once play had gone on alone, at a
            table where others had answered before it.
        last: The last, where it was asked again; else "".
    """

    who: str
    question: SurveyQuestion
    first: str
    last: str


def role_told(one: Proceeding) -> str:
    """The role that is told beside a seat: none of whoever answered the survey."""
    return "" if one.what == SURVEY else one.role


def surveyed(beside: Iterable[Proceeding], titles: Titles) -> list[Surveyed]:
    """All answers to the survey, question by question; only what is open. People are called by
    their side alone, and stay as many as they are. Where a table answered in several phases, what
    is answered once more in one phase corrects what stood there."""
    people: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = {}
    began: dict[int, int] = {}  # the move before which a phase of round 1 was first answered in
    phase = 0
    for one in beside:
        phase += (one.what, one.who) == (CLOCK, CONTROL) and one.text.endswith(BEGINS)
        is_kept = (one.kind, one.what, one.audience) == ("note", SURVEY, one.who)
        if is_kept and not one.is_closed:
            people.setdefault((one.who, one.role), []).append((phase, answers_of(one.text)))
            if one.round <= 1:
                began.setdefault(phase, one.ply)
    still = min(began.values(), default=0)
    before = {n for n, ply in began.items() if ply == still or not _is_again(n, people.values())}
    phases = {phase for given in people.values() for phase, _ in given}
    by_person = {
        person: [sheet for _, sheet in given] if len(phases) < 2 else _by_phase(given)
        for person, given in people.items()
    }
    found = []
    for question in _in_order(sheet for sheets in by_person.values() for sheet in sheets):
        for person, sheets in by_person.items():
            given = [sheet[question.id] for sheet in sheets if question.id in sheet]
            if before and before.isdisjoint(phase for phase, _ in people[person]):
                given = ["", *given[-1:]] if given else []
            if given:
                seat, last = person[0], given[-1] if len(given) > 1 else ""
                found.append(Surveyed(titles.seats.get(seat, seat), question, given[0], last))
    return found


def _is_again(phase: int, given: Iterable[Sequence[tuple[int, dict[str, str]]]]) -> bool:
    """Whether half of those who answered in a phase had answered in one before it, as after play,
    which may be over in its first round."""
    here = [{n for n, _ in sheets} for sheets in given]
    again = [min(one) < phase for one in here if phase in one]
    return 2 * sum(again) >= len(again)


def _by_phase(given: Iterable[tuple[int, dict[str, str]]]) -> list[dict[str, str]]:
    """A sheet for each phase: an answer that was given again there takes the place of the one
    before it."""
    found: dict[int, dict[str, str]] = {}
    for phase, sheet in given:
        found.setdefault(phase, {}).update(sheet)
    return list(found.values())


def on_average(found: Sequence[Surveyed], question: SurveyQuestion) -> tuple[str, str]:
    """The mean of those who answered twice, before and after; empty where nobody did."""
    twice = [
        (int(one.first), int(one.last))
        for one in found
        if one.question == question and _is_number(one.first) and _is_number(one.last)
    ]
    if not (question.is_scale or question.is_own) or not twice:
        return "", ""
    before, after = (_mean(some) for some in zip(*twice, strict=True))
    return before, after


def _mean(numbers: Sequence[int]) -> str:
    """The mean of some numbers from 0 on to a tenth; what lies between two tenths goes up."""
    tenths = (20 * sum(numbers) + len(numbers)) // (2 * len(numbers))
    return f"{tenths // 10}.{tenths % 10}"


def _is_number(answer: str) -> bool:
    """Whether a mean can be made of an answer, which may be any text."""
    return answer.isdecimal() and len(answer) < MOST_DIGITS
