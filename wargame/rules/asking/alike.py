"""Lines of a description that say the same of several parties in turn, said once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from wargame.dataclass import dataclass
from wargame.rules.amounts import listed

FEWEST: Final = 3
"""Of how many parties the same is said, before it is said once."""

LONGEST: Final = 12
"""Lines of one depth that may belong together to one party."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, and what hangs on it."""

    text: str
    below: tuple[_Line, ...]

    def of(self, party: str) -> _Line:
        """The line as it is said of whatever party is meant, if it is of this one."""
        below = tuple([one.of(party) for one in self.below])
        return _Line(self.text.replace(f"({party})", "(its)"), below)


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
    named = [*dict.fromkeys(parties)]
    if len(named) < FEWEST:
        return list(lines)
    return [*_flat(_once(_hung(lines), named))]


def _hung(lines: Sequence[str]) -> tuple[_Line, ...]:
    """Lines with what stands deeper below each."""
    depths = [len(line) - len(line.lstrip()) for line in lines]
    starts = [at for at, depth in enumerate(depths) if depth <= depths[0]]
    ends = [*starts[1:], len(lines)] if lines else []
    return tuple(
        [
            _Line(lines[start].strip(), _hung(lines[start + 1 : end]))
            for start, end in zip(starts, ends, strict=True)
        ]
    )


def _flat(block: Iterable[_Line], depth: int = 0) -> Iterator[str]:
    for line in block:
        yield "  " * depth + line.text
        yield from _flat(line.below, depth + 1)


def _once(block: Sequence[_Line], parties: Sequence[str]) -> tuple[_Line, ...]:
    told: list[_Line] = []
    while block:
        size, same, of = _longest_run(block, parties)
        if of:
            told.append(_Line(f"for each of {listed(of)} in turn:", _once(same, parties)))
        else:
            told.append(_Line(block[0].text, _once(block[0].below, parties)))
        block = block[size * max(1, len(of)) :]
    return tuple(told)


def _longest_run(
    block: Sequence[_Line], parties: Sequence[str]
) -> tuple[int, tuple[_Line, ...], list[str]]:
    """What is said first of several parties: its lines, those without a name, and of whom."""
    best: tuple[int, tuple[_Line, ...], list[str]] = 1, (), []
    for size in range(1, min(LONGEST, len(block) // FEWEST) + 1):
        for first in parties:
            same = _of(block[:size], first)
            of = [first, *_others(block[size:], size, same, parties, first)] if same else []
            if len(of) >= FEWEST and size * len(of) > best[0] * len(best[2]):
                best = size, same, of
    return best


def _others(
    block: Sequence[_Line], size: int, same: tuple[_Line, ...], parties: Sequence[str], first: str
) -> Iterator[str]:
    """The parties of which the same lines follow, each once."""
    left = [party for party in parties if party != first]
    while len(block) >= size:
        found = next((party for party in left if _of(block[:size], party) == same), None)
        if found is None:
            return
        yield found
        left.remove(found)
        block = block[size:]


def _of(block: Sequence[_Line], party: str) -> tuple[_Line, ...]:
    """Lines as they are said of any party, if they name this one; else nothing."""
    told = tuple([line.of(party) for line in block])
    return told if told != tuple(block) else ()
