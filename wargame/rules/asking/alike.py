"""Lines of a description that say the same of several parties in turn, said once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from wargame.dataclass import dataclass
from wargame.rules.amounts import listed
from wargame.rules.asking.describe import ELSE, are_ways

FEWEST: Final = 3
"""Of how many parties the same is said, before it is said once."""

LONGEST: Final = 12
"""Lines of one depth that may belong together to one party."""


ITS: Final = "(its)"
"""Stands where a party is named, in what is said once of several."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, and what hangs on it.

    Attributes:
        pieces: Its text, cut where it says in brackets of which party it is: each second piece.
    """

    pieces: tuple[str, ...]
    below: tuple[_Line, ...]

    @property
    def text(self) -> str:
        """The line as people read it."""
        return "".join(self.pieces)

    @property
    def named(self) -> dict[str, bool]:
        """What it and all below it say in brackets of which party they are."""
        found = dict.fromkeys(self.pieces[1::2], True)
        for one in self.below:
            found |= one.named
        return found

    def of(self, party: str) -> _Line:
        """The line as it is said of whatever party is meant, if it is of this one."""
        pieces = [ITS if at % 2 and one == party else one for at, one in enumerate(self.pieces)]
        return _Line(tuple(pieces), tuple([one.of(party) for one in self.below]))


def said_once(parties: Iterable[str], lines: Sequence[str]) -> list[str]:
    """A described block in which what happens to several parties in turn, all alike, is said once.

    Args:
        parties: What they are called.
        lines: The block; what hangs on a line stands two blanks deeper below it.

    >>> villages = ["Cove", "Ness", "Holm"]
    >>> for line in said_once(villages, [f"Warmth ({village}) +1" for village in villages]):
    ...     print(line)
    for each of Cove, Ness and Holm in turn:
      Warmth (its) +1
    """
    named = [f"({party})" for party in dict.fromkeys(parties)]
    if len(named) < FEWEST:
        return list(lines)
    longest_first = sorted(named, key=len, reverse=True)
    cut = re.compile(f"({'|'.join(map(re.escape, longest_first))})")
    return [*_flat(_once(_hung(lines, cut)))]


def _hung(lines: Sequence[str], cut: re.Pattern[str]) -> tuple[_Line, ...]:
    """Lines with what stands deeper below each."""
    depths = [len(line) - len(line.lstrip()) for line in lines]
    starts = [at for at, depth in enumerate(depths) if depth <= depths[0]]
    ends = [*starts[1:], len(lines)] if lines else []
    return tuple(
        [
            _Line(tuple(cut.split(lines[start].strip())), _hung(lines[start + 1 : end], cut))
            for start, end in zip(starts, ends, strict=True)
        ]
    )


def _flat(block: Iterable[_Line], depth: int = 0) -> Iterator[str]:
    for line in block:
        yield "  " * depth + line.text
        yield from _flat(line.below, depth + 1)


def _once(block: Sequence[_Line], *, in_turn: bool = True) -> tuple[_Line, ...]:
    """A block said as shortly as can be; of ways that exclude one another each stays by itself."""
    told: list[_Line] = []
    while block:
        size, same, of = _longest_run(block) if in_turn else (1, (), [])
        if of:
            names = listed([party[1:-1] for party in of])
            told.append(_Line((f"for each of {names} in turn:",), _once(same)))
        else:
            first = block[0]
            told.append(_Line(first.pieces, _once(first.below, in_turn=not are_ways(first.text))))
        block = block[size * max(1, len(of)) :]
    return tuple(told)


def _longest_run(block: Sequence[_Line]) -> tuple[int, tuple[_Line, ...], list[str]]:
    """What is said first of several parties: its lines, those without a name, and of whom."""
    best: tuple[int, tuple[_Line, ...], list[str]] = 1, (), []
    named = dict[str, bool]()
    for size in range(1, min(LONGEST, len(block) // FEWEST) + 1):
        named |= block[size - 1].named
        if ITS in named:
            break  # said of another already
        for first in named:
            same = _of(block[:size], first)
            of = [first, *_others(block[size:], size, same, first)]
            if block[size * len(of) :][:1] and block[size * len(of)].text == ELSE:
                of.pop()  # it belongs to the last line of theirs
            if len(of) >= FEWEST and size * len(of) > best[0] * len(best[2]):
                best = size, same, of
    return best


def _others(
    block: Sequence[_Line], size: int, same: tuple[_Line, ...], first: str
) -> Iterator[str]:
    """The parties of which the same lines follow, each once."""
    known = {first: True}
    while len(block) >= size:
        named = [party for line in block[:size] for party in line.named if party not in known]
        found = next((party for party in named if _of(block[:size], party) == same), None)
        if found is None:
            return
        yield found
        known[found] = True
        block = block[size:]


def _of(block: Sequence[_Line], party: str) -> tuple[_Line, ...]:
    """Lines as they are said of any party, if they are of this one."""
    return tuple([line.of(party) for line in block])
