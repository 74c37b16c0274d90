"""What people foresaw, and what came: an ending, a number, the next move of the other side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from wargame.content.typed import ANY_NUMBER, whole_number
from wargame.dataclass import dataclass
from wargame.play.log import NOBODY, Seen
from wargame.play.proceedings import Proceeding
from wargame.table.told.news import tell
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
        ply: How many moves came before it.
    """

    seat: str
    role: str
    ending: str
    number: str = ""
    value: int = 0
    move: str = ""
    ply: int = 0

    @property
    def text(self) -> str:
        """As it is kept: a line for each thing."""
        parts = [self.ending, f"{self.number} = {self.value}" if self.number else ""]
        return "\n".join(filter(None, [*parts, f"{NEXT}{self.move}" if self.move else ""]))


def predictions(beside: Iterable[Proceeding]) -> list[Prediction]:
    """The last forecast of everybody, of those that are open.

    Args:
        beside: What happened beside the moves, as far as it may be told.
    """
    found: dict[tuple[str, str], Prediction] = {}
    for one in beside:
        is_kept = (one.kind, one.what, one.audience) == ("note", FORECAST, one.who)
        if is_kept and not one.is_closed:
            found[one.who, one.role] = _read(one)
    return list(found.values())


def _read(kept: Proceeding) -> Prediction:
    ending, *rest = kept.text.splitlines() or [""]
    number, value, move = "", 0, ""
    for line in rest:
        name, sign, what = line.partition(" = ")
        if line.startswith(NEXT):
            move = line.removeprefix(NEXT)
        elif sign and (said := whole_number(what, -ANY_NUMBER, ANY_NUMBER)) is not None:
            number, value = name, said
    return Prediction(kept.who, kept.role, ending, number, value, move, kept.ply)


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
        foresaw: The ending in words.
        is_right: Whether it came.
        number: What the number is called, or "".
        value, was: What it was foreseen to be, and what it came to.
        move, moved: The next move of the other side as it was foreseen, and what they did, in
            words; "" if none was foreseen, or none came.
    """

    who: str
    foresaw: str
    is_right: bool
    number: str
    value: int
    was: int
    move: str
    moved: str = ""

    @property
    def off(self) -> int:
        """By how much the number was missed."""
        return abs(self.was - self.value)

    @property
    def said(self) -> str:
        """All of it as a sentence or two; whether the move came, people judge by themselves."""
        came = "and so it came" if self.is_right else "which did not come"
        number = f"; {self.number} {self.value}, and it was {self.was}" if self.number else ""
        told = f"{self.who} foresaw {self.foresaw}, {came}{number}."
        if self.move:
            moved = self.moved or "None came."
            told += f" Of the other side's next move: \u201c{self.move}\u201d. It was: {moved}"
        return told


def scored(
    found: Sequence[Prediction],
    titles: Titles,
    ending: str,
    numbers: Mapping[str, int],
    seen: Sequence[Seen],
) -> Iterator[Scored]:
    """Forecasts beside what came.

    Args:
        ending: The one that came.
        numbers: What numbers came to, by name.
        seen: All moves of the game.
    """
    for one in found:
        known = one.number in numbers
        yield Scored(
            who=f"{titles.seats[one.seat]}{f'/{one.role}' if one.role else ''}",
            foresaw=titles.endings.get(one.ending, one.ending),
            is_right=one.ending == ending,
            number=titles.number(one.number) if known else "",
            value=one.value,
            was=numbers.get(one.number, 0),
            move=one.move,
            moved=_next_of_others(one, titles, seen) if one.move else "",
        )


def _next_of_others(one: Prediction, titles: Titles, seen: Sequence[Seen]) -> str:
    """What the other side did next, or ""."""
    later = (
        now
        for now in seen
        if now.entry.ply >= one.ply and now.entry.seat in titles.seats and not now.is_secret
    )
    theirs = next((now for now in later if now.entry.seat != one.seat), None)
    return "" if theirs is None else " ".join(item.text for item in tell(NOBODY, [theirs], titles))


def in_sum(found: Sequence[Scored]) -> str:
    """How well people foresaw, in a sentence; "" for none.

    >>> near = Scored("A", "truce", True, "Tension", 40, 42, "")
    >>> far = Scored("B", "ruin", False, "Tension", 60, 42, "")
    >>> in_sum([near, far])
    '1 of 2 foresaw the ending; numbers were missed by 2 to 18, half of them by 10 or less.'
    >>> in_sum([near])
    '1 of 1 foresaw the ending; the number was missed by 2.'
    """
    if not found:
        return ""
    right = sum(one.is_right for one in found)
    misses = sorted(one.off for one in found if one.number)
    said = f"{right} of {len(found)} foresaw the ending"
    if len(misses) == 1:
        said += f"; the number was missed by {misses[0]}"
    elif misses and misses[0] == misses[-1]:
        said += f"; each number was missed by {misses[0]}"
    elif misses:
        least, most, half = misses[0], misses[-1], median(misses)
        said += f"; numbers were missed by {least} to {most}, half of them by {half:g} or less"
    return f"{said}."
