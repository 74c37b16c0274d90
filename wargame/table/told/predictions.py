"""What people foresaw, and what came: an ending, a number, the next move of the other side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from wargame.dataclass import dataclass
from wargame.play.event import Event, Note
from wargame.table.words.titles import Titles

FORECAST = "forecast"
"""The topic of a note that foresees something."""
NEXT = "next: "


@dataclass(frozen=True, slots=True)
class Prediction:
    """A forecast as it was kept.

    Attributes:
        seat, role: Whose it is, and who of several in the seat; "" for all of them.
        ending: The id of an ending.
        number, value: A number by its name, and what it is foreseen to be in the end; or "".
        move: The next move of the other side, in words, or "".
    """

    seat: str
    role: str
    ending: str
    number: str = ""
    value: int = 0
    move: str = ""

    @property
    def text(self) -> str:
        """As it is kept: a line for each thing."""
        parts = [self.ending, f"{self.number} = {self.value}" if self.number else ""]
        return "\n".join(filter(None, [*parts, f"{NEXT}{self.move}" if self.move else ""]))


def predictions(events: Iterable[Event]) -> list[Prediction]:
    """The last forecast of everybody."""
    found: dict[tuple[str, str], Prediction] = {}
    for event in events:
        if isinstance(event, Note) and event.topic == FORECAST and event.audience == event.who:
            found[event.who, event.role] = _read(event)
    return list(found.values())


def _read(event: Note) -> Prediction:
    ending, *rest = event.text.splitlines() or [""]
    number, value, move = "", 0, ""
    for line in rest:
        name, sign, what = line.partition(" = ")
        if line.startswith(NEXT):
            move = line.removeprefix(NEXT)
        elif sign and what.removeprefix("-").isdecimal() and len(what) < 12:
            number, value = name, int(what)
    return Prediction(event.who, event.role, ending, number, value, move)


def foreseen_said(text: str, titles: Titles) -> str:
    """A forecast as it was kept, as people read it; another text as it is."""
    ending, *rest = text.split("\n")
    if ending not in titles.endings:
        return text
    found = [titles.endings[ending]]
    for line in rest:
        name, sign, value = line.partition(" = ")
        found.append(f"{titles.number(name)} {value}" if sign and name in titles.numbers else line)
    return "; ".join(found)


@dataclass(frozen=True, slots=True)
class Scored:
    """A forecast beside what came.

    Attributes:
        who: Whose it is, as people read it.
        foresaw, came: The endings in words.
        is_right: Whether that ending came.
        number: What the number is called, or "".
        off: What it came to less what was foreseen.
    """

    who: str
    foresaw: str
    came: str
    is_right: bool
    number: str
    value: int
    was: int
    move: str

    @property
    def off(self) -> int:
        """By how much the number was missed."""
        return abs(self.was - self.value)


def scored(
    found: Sequence[Prediction], titles: Titles, ending: str, numbers: dict[str, int]
) -> Iterator[Scored]:
    """Forecasts beside what came.

    Args:
        ending: The one that came.
        numbers: What numbers came to, by name.
    """
    for one in found:
        known = one.number in numbers
        yield Scored(
            who=f"{titles.seats[one.seat]}{f'/{one.role}' if one.role else ''}",
            foresaw=titles.endings.get(one.ending, one.ending),
            came=titles.endings.get(ending, ending),
            is_right=one.ending == ending,
            number=titles.number(one.number) if known else "",
            value=one.value,
            was=numbers.get(one.number, 0),
            move=one.move,
        )


def in_sum(found: Sequence[Scored]) -> str:
    """How well people foresaw, in a sentence; "" for none.

    >>> near = Scored("A", "truce", "truce", True, "Tension", 40, 42, "")
    >>> far = Scored("B", "ruin", "truce", False, "Tension", 60, 42, "")
    >>> in_sum([near, far])
    '1 of 2 foresaw the ending; numbers were missed by 10 in the middle of all.'
    """
    if not found:
        return ""
    right = sum(one.is_right for one in found)
    misses = [one.off for one in found if one.number]
    said = f"{right} of {len(found)} foresaw the ending"
    if misses:
        said += f"; numbers were missed by {median(misses):g} in the middle of all"
    return f"{said}."
