"""Acts that a text says a card answers, and how often it says that something may be done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from wargame.content.number_words import NUMBER, number_of
from wargame.rules import ir
from wargame.rules.verbs import ACTS

_TOLD = dict(
    zip(
        ACTS,
        (
            r"plays?|played|cards?|polic(y|ies)",
            r"burns?|burnt|discards?|capital|gives? up",
            r"bur(y|ies|ied)",
            r"headlines?",
            r"tighten\w*|rais\w+|add\w*|increas\w+|impos\w+|lays?|laid|levels?|steps?|more|up",
            r"eas\w+|lower\w*|reduc\w+|relax\w*|down",
            r"paus\w+|suspend\w*",
            r"lift\w*|ends?|repeal\w*|withdraw\w*|drops?",
            r"fund\w*|buil\w+|stages?|projects?|works?",
            r"acts?|acting|actions?|uses?|takes?|does|do",
            r"sign\w*|deals?|agree\w*",
            r"exten\w+",
            r"break\w*|broke\w*|breach\w*",
            r"pass\w*",
        ),
        strict=True,
    )
)
"""What tells of each act, in the order of the acts."""

_TELLS = dict(
    zip(
        ACTS,
        (
            *("", "", "buries|buried", "", "tightens|raises", "eases|lowers", "suspends|pauses"),
            *("lifts", "funds", "acts", "signs", "extends", "breaks|breaches", "passes"),
        ),
        strict=True,
    )
)
"""Words that tell of that act and of nothing else, where a text says what is answered."""

_WHEN = re.compile(
    r"\b(?:when|whenever|if|after) (.*?)"
    r"(?:, (?:pay|you|its|the|draw|gain)\b|, [^,]*[+\u2212-]\d|[:.;]|$)",
    re.IGNORECASE,
)
"""What a text says is answered, up to what is done about it."""

_OFTEN = re.compile(
    rf"\b(?:(once|twice)|({NUMBER}) times) "
    r"(?:(?:at (?:the )?most|in|an?|the|per|each|every|this) )*"
    r"(round|quarter|year|season|month|week|day|turn|game)s?\b",
    re.IGNORECASE,
)


_YOURS = re.compile(r"you(?:r side)? (\w+)", re.IGNORECASE)
"""What is said to be answered, where it is done by whoever answers."""


def answers_said(
    text: str, response: ir.ResponseIR, called: Callable[[str], bool]
) -> Iterator[str]:
    """What a text says otherwise of the acts that a card answers.

    Args:
        called: Whether the text names something that an act is done to.
    """
    silent = [act for act in response.to if not (called(act) or _tells(text, act))]
    for act in silent if not response.of or len(silent) == len(response.to) else ():
        yield f"it answers '{act}', and no word says so"
    clause = _WHEN.search(text)
    own = _YOURS.match(clause[1]) if clause else None
    if own and own[1].lower() not in ("may", "can", "have", "hold"):
        yield f"'{own[0]}' is said, and acts of the other side are answered"
    for act, words in _TELLS.items() if clause else ():
        said = re.search(rf"\b({words})\b", clause[1], re.IGNORECASE) if clause and words else None
        if said and act not in response.to:
            yield f"'{said[0]}' is said, and is no act that it answers"


def _tells(text: str, act: str) -> bool:
    return re.search(rf"\b({_TOLD[act]})\b", text, re.IGNORECASE) is not None


_ONE_USE = re.compile(
    r"\b(?:(?:only )?once (?:in|a|per) (?:the |a )?game|(?:it|this card) leaves the game)\b",
    re.IGNORECASE,
)
"""What a card says that is marked `once`."""


def use_said(text: str) -> Iterator[str]:
    """What the text of a card that comes back says of one use."""
    for match in _ONE_USE.finditer(text):
        yield f"'{match[0]}' is said, and it may be done any number of times"


def times_said(text: str, per_round: int, per_game: int) -> Iterator[str]:
    """What a text says otherwise of how often something may be done; 0 is any number of times."""
    for match in _OFTEN.finditer(text):
        number = number_of(match[2]) if match[2] else 1 + (match[1].lower() == "twice")
        is_game = match[3].lower() == "game"
        limit, other = (per_game, per_round) if is_game else (per_round, per_game)
        if limit != number:
            often = f"{limit or other} times" if (limit or other) > 1 else "once"
            often += "" if limit else f" in a {'round' if is_game else 'game'}"
            often = often if limit or other else "any number of times"
            yield f"'{match[0]}' is said, and it may be done {often}"
