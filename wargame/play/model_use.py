"""What a language model, or any service that a program asks, took for choices: in numbers alone.

A program tells it beside its choice (`used` of the protocol), and the record keeps it as a note of
the seat, in numbers by known names, so that no key, address or question can stand there. It is
told in sum, and no note among what people said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Final

from wargame.dataclass import dataclass
from wargame.play.event import CONTROL, Event, Note

USED: Final = "model use"
"""The topic of the note that keeps what a choice took; the seat's own until the end."""
MOST_USED: Final = 10**12
"""No number of a choice comes near it."""


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What some choices took.

    Attributes:
        calls: How often the model was asked.
        unused: How many of these calls brought no answer that could be used.
        counted: At how many of them the server told its tokens.
        read, written: The tokens of questions and of answers in those.
        milliseconds: How long it took; 0 if nobody tells.

    >>> str(ModelUse(2, 1, 2, 900, 40, 1500))
    'calls 2, unused 1, counted 2, read 900, written 40, milliseconds 1500'
    """

    calls: int = 0
    unused: int = 0
    counted: int = 0
    read: int = 0
    written: int = 0
    milliseconds: int = 0

    def __str__(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in asdict(self).items())

    def __add__(self, other: ModelUse) -> ModelUse:
        mine, more = asdict(self), asdict(other)
        return ModelUse(**{name: mine[name] + more[name] for name in mine})

    @property
    def said(self) -> str:
        """The same in words.

        >>> ModelUse(2, 1, 2, 900, 40, 1500).said
        '2 calls, 1 without an answer of use; 900 tokens read and 40 written; 1.5 s'
        >>> ModelUse(1).said
        '1 call, 0 without an answer of use; its server tells no tokens'
        """
        tokens = f"{self.read:,} tokens read and {self.written:,} written"
        if not self.counted:
            tokens = "its server tells no tokens"
        elif self.counted < self.calls:
            tokens = f"{tokens} in the {self.counted:,} that tell"
        calls = f"{self.calls:,} call{'s' * (self.calls != 1)}"
        told = [f"{calls}, {self.unused:,} without an answer of use", tokens, self.time]
        return "; ".join(filter(None, told))

    @property
    def time(self) -> str:
        """How long it took, in seconds or minutes; "" if nobody tells.

        >>> [ModelUse(1, milliseconds=some).time for some in (0, 119_900, 120_000)]
        ['', '119.9 s', '2.0 min']
        """
        if not self.milliseconds:
            return ""
        seconds = self.milliseconds / 1000
        return f"{seconds:.1f} s" if seconds < 120 else f"{seconds / 60:.1f} min"


NAMES: Final = tuple(one.name for one in fields(ModelUse))


def use_told(told: object) -> ModelUse | None:
    """What a program tells that its choice took: whole numbers by name; None if it is none.

    >>> use_told({"calls": 2, "read": 900, "address": "…"})
    ModelUse(calls=2, unused=0, counted=0, read=900, written=0, milliseconds=0)
    >>> [use_told(none) for none in ({"read": 900}, {"calls": 1, "milliseconds": 1500.5}, "2")]
    [None, None, None]
    """
    if not isinstance(told, Mapping):
        return None
    found = {name: told.get(name, 0) for name in NAMES}
    if not all(type(one) is int and 0 <= one < MOST_USED for one in found.values()):
        return None
    use = ModelUse(**found)
    return use if 0 < use.calls >= max(use.unused, use.counted) else None


def use_noted(text: str) -> ModelUse | None:
    """The same from the text of a note; None if it is none."""
    pairs = [one.split(" ") for one in text.split(", ")]
    is_sound = all(len(one) == 2 and one[1].isdecimal() and len(one[1]) < 13 for one in pairs)
    return use_told({name: int(value) for name, value in pairs}) if is_sound else None


def use_in(event: Event) -> ModelUse | None:
    """What a choice took, if an event is the note of it."""
    if not isinstance(event, Note) or event.topic != USED or event.who == CONTROL:
        return None
    return use_noted(event.text)


def uses(events: Iterable[Event]) -> dict[str, ModelUse]:
    """What the model of each seat took in all, choices that were taken back among it."""
    sums: dict[str, ModelUse] = {}
    for event in events:
        if (use := use_in(event)) and isinstance(event, Note):
            sums[event.who] = sums.get(event.who, ModelUse()) + use
    return sums
