"""What a model's answer means."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from wargame.content.typed import whole_number
from wargame.dataclass import dataclass

ASKED: Final = '{"why": "one or two sentences", "choice": NUMBER}'
"""What is asked for. The reason comes first, so that it is thought before it is chosen."""

MOST_TRIED: Final = 200
"""Braces of an answer that are looked at, from the last on."""


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """What a model chose: an action as it is typed, and why."""

    action: str
    why: str


def chosen(said: str, legal: Sequence[str]) -> ModelChoice | None:
    """The choice that an answer ends with; None if it holds none.

    Whatever stands around the object is left alone, such as a train of thought or a fence of code.

    Args:
        legal: The actions that may be chosen, numbered from 1.

    >>> chosen('No {"choice": 9}, {"why": "It is cheap.", "choice": 2}!', ["pass", "fund mill"])
    ModelChoice(action='fund mill', why='It is cheap.')
    >>> chosen("I would rather not.", ["pass"])
    """
    for found in _objects(said):
        action = _action(found.get("choice"), legal)
        if action:
            why = found.get("why")
            return ModelChoice(action, why if isinstance(why, str) else "")
    return None


def _objects(said: str) -> Iterator[dict[str, Any]]:
    """The JSON objects in a text, the last first."""
    reader, place = json.JSONDecoder(strict=False), len(said)  # models break lines in texts
    for _ in range(MOST_TRIED):
        place = said.rfind("{", 0, place)
        if place < 0:
            return
        try:
            found, _ = reader.raw_decode(said, place)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            yield found


def _action(choice: object, legal: Sequence[str]) -> str:
    """The action of a choice, by its number or its words; "" if it is none."""
    text = str(choice).strip() if isinstance(choice, int | str) else ""
    if number := whole_number(text, 1, len(legal)):
        return legal[number - 1]
    bare = text.strip("[]")
    return bare if bare in legal else ""
