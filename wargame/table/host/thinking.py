"""What people think, kept beside what they do: a memo, a reason, a forecast, a survey.

It stays with their seat until the game is over, and is then open to all. People are told so before
they write; whoever writes nothing has nothing kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wargame.dataclass import dataclass
from wargame.errors import UsageError, nearest
from wargame.play.proceedings import REASON
from wargame.play.said import LONGEST_THOUGHT
from wargame.table.host.at_table import AtTable
from wargame.table.told.predictions import FORECAST, Prediction
from wargame.table.told.surveys import LEAST, MOST, QUESTIONS, SKIPPED, SURVEY, SurveyQuestion, kept
from wargame.table.words.gate import as_compared
from wargame.table.words.view_models import Marker

MEMO = "memo"
CONSENT = (
    "What you write is kept in the record of this game under your seat. Nobody else reads it "
    "before the end; then it is open to all. Write nothing, and nothing is kept."
)
LONGEST_ROLE = 40
_ROLE = re.compile(r"/(\S{1,40})\s+(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of thing that people may write down: what is typed for it, and what is asked."""

    topic: str
    typed: str
    asks: str


THOUGHTS = (
    Topic(REASON, "TEXT", "why you did what you did last"),
    Topic(MEMO, "TEXT", "your aim, your red line, and what you expect of the other side"),
    Topic(
        FORECAST,
        "ENDING; NAME NUMBER; MOVE",
        "how you think it will end, and if you like what a number of the board comes to, and the "
        "next move of the other side",
    ),
    Topic(SURVEY, "N; N; N; N; TEXT", "your answers to the survey, 1 to 5 and - for none"),
)


def how_to_write(sitting: AtTable) -> list[str]:
    """Each topic with what is typed behind it at this table."""
    survey = "; ".join("N" if one.is_scale else "TEXT" for one in questions_at(sitting))
    return [f"{one.topic} {survey if one.topic == SURVEY else one.typed}" for one in THOUGHTS]


def think(sitting: AtTable, seat: str, topic: str, text: str, role: str = "") -> str:
    """Keep a thought; gives what to say to whoever had it.

    Args:
        role: Which of several people in the seat, such as `2`; without it `/2 TEXT` says so too.
            Where a plan names them, a part of a name stands for the whole.

    Raises:
        UsageError: It is empty, or a forecast of no ending of the deck.
        NotSaved: It could not be kept.
    """
    if not role and (found := _ROLE.fullmatch(text.strip())):
        role, text = found[1], found[2]
    if not text.strip():
        raise UsageError(f"{topic} what? {CONSENT}")
    if sitting.control is not None:
        role = sitting.control.person(seat, role.strip())
    whole = text.strip()
    said = whole if topic == SURVEY else whole[:LONGEST_THOUGHT]
    if topic == FORECAST:
        if sitting.is_over:
            raise UsageError("It is over: there is nothing left to foresee.")
        said = _foreseen(sitting, seat, said).text
    elif topic == SURVEY:
        questions = questions_at(sitting)
        said = kept(_answered(said, questions), questions)
        if not said:
            raise UsageError("Nothing is answered, so nothing is kept.")
    sitting.note(seat, topic, said, role.strip()[:LONGEST_ROLE])
    if topic != SURVEY and len(whole) > LONGEST_THOUGHT:
        return f"Its first {LONGEST_THOUGHT:,} characters are kept, and opened after the end."
    return "It is kept, and opened after the end."


def questions_at(sitting: AtTable) -> Sequence[SurveyQuestion]:
    """What the survey asks at a table: the usual, or what the plan of its class asks instead."""
    return QUESTIONS if sitting.control is None else sitting.control.survey


def _answered(text: str, questions: Sequence[SurveyQuestion]) -> dict[str, str]:
    """Answers to the survey, in the order of its questions; words alone answer the last. Where
    only the last is answered in words, a comma parts them too, and a blank behind a number."""
    first = questions[:-1]
    parts = [part.strip() for part in text.split(";", len(first))]
    if first and all(one.is_scale for one in first):
        by_commas = [part.strip() for part in text.split(",", len(first))]
        by_blanks = text.split(None, len(first))
        if len(by_blanks) > 1 and all(map(_is_of_a_scale, by_blanks[:2])):
            parts = by_blanks
        elif len(parts) == 1 and _is_of_a_scale(by_commas[0]):
            parts = by_commas
    if len(parts) == 1 and not parts[0].isdecimal():
        parts = [*["" for _ in first], parts[0]]
    found = {}
    for question, part in zip(questions, parts, strict=False):
        if part not in ("", SKIPPED):
            found[question.id] = check_answer(question, part[:LONGEST_THOUGHT])
    return found


def _is_of_a_scale(text: str) -> bool:
    """Whether something answers a question that has a scale, or passes it over."""
    return text.isdecimal() or text == SKIPPED


def check_answer(question: SurveyQuestion, text: str) -> str:
    """An answer, if it is one to this question.

    Raises:
        UsageError: A number was asked for, and it is none of the scale.
    """
    if question.is_scale and text not in map(str, range(LEAST, MOST + 1)):
        raise UsageError(f"{question.label}: '{text[:20]}' is no number from {LEAST} to {MOST}.")
    return text


def _foreseen(sitting: AtTable, seat: str, text: str) -> Prediction:
    """What somebody foresees: an ending first, then a number, or a move of the other side."""
    ending, *rest = (part.strip() for part in text.split(";"))
    found = Prediction(seat, "", _ending(sitting, ending))
    for place, part in enumerate(rest):
        name, _, value = part.rpartition(" ")
        is_number = value.removeprefix("-").isdecimal() and value.isascii() and not found.number
        if not part:
            continue
        if is_number and not name:
            like = next((f", as in: {one.title} {value}" for one in _open_rows(sitting, seat)), "")
            raise UsageError(f"Which number will be {value[:20]}? Name it{like}")
        if is_number and len(value) < 8 and (place == 0 or _named(sitting, seat, name)):
            found = replace(found, number=_number(sitting, seat, name), value=int(value))
        else:
            found = replace(found, move=" ".join(part.split()))
    return found


def _number(sitting: AtTable, seat: str, text: str) -> str:
    """A number that everybody sees, by its name or its title."""
    found = _named(sitting, seat, text)
    if not found:
        known = {sitting.titles.title(row.name): None for row in _open_rows(sitting, seat)}
        guess = nearest(text, list(known), limit=20)
        raise UsageError(f"'{text[:40]}' is no number of the board. {guess}")
    return found


def _named(sitting: AtTable, seat: str, text: str) -> str:
    """The same; "" if there is none."""
    wanted = as_compared(text.strip(" ="))
    for row in sorted(_open_rows(sitting, seat), key=lambda row: row.owner not in ("", seat)):
        read = (row.title, sitting.titles.title(row.name), sitting.titles.number(row.name))
        if wanted in (row.name.rpartition(".")[2], *map(as_compared, (row.name, *read))):
            return row.name
    return ""


def _open_rows(sitting: AtTable, seat: str) -> list[Marker]:
    """The numbers that everybody sees."""
    return [row for row in sitting.scene(seat, open_hand=False).listed if not row.is_hidden]


def _ending(sitting: AtTable, text: str) -> str:
    """The id of an ending that somebody names by its id or its title."""
    endings = sitting.game.deck.endings
    for one in endings:
        if as_compared(text) in map(as_compared, (one.id, one.title)):
            return one.id
    known = [one.id for one in endings]
    raise UsageError(f"There is no ending '{text[:40]}'. {nearest(text, known, limit=20)}")
