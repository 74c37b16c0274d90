"""A seat where the other one is meant: of a win that an ending tells of, of what is scored, and of
who has to have more on a front."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wargame.content.loaded import LoadedDeck
from wargame.errors import DeckPath
from wargame.rules import ir
from wargame.rules.asking import evaluate
from wargame.rules.lint.advice import DeckAdvice
from wargame.rules.lint.settled import parts_of, range_of

_SIGN = re.compile(r"[<>]=?")
_OF_BOTH = re.compile(r"(?=.*\bmy\.)(?=.*\btheir\.)")


def wrong_seats(loaded: LoadedDeck, program: ir.Program) -> Iterator[DeckAdvice]:
    """All of them."""
    yield from _winners(loaded, program)
    yield from _scored(program)
    yield from _led(loaded)


def _winners(loaded: LoadedDeck, program: ir.Program) -> Iterator[DeckAdvice]:
    """Endings that ask for the lead alone, and tell of a win of the seat that is behind in it."""
    contest, seats = program.contest, [seat.id for seat in program.seats]
    if contest is None:
        return
    for number, ending in enumerate(loaded.written.endings):
        when = program.endings[number].when
        parts = [range_of(part) for part in parts_of(when)] if when else []
        if len(parts) != 1 or parts[0] is None or parts[0][0] != contest.lead:
            continue
        _, low, high = parts[0]
        ahead = seats[0] if low > 0 else seats[1] if high < 0 else ""
        if ahead and ending.winner not in (None, ahead):
            what = f"'{ending.winner}' is said to win, and such a lead is that of '{ahead}'"
            remedy = f"Write 'winner: {ahead}', or let 'when' ask for the other side of 0."
            yield f"ending {ending.id}", ("endings", number, "winner"), what, remedy


def _scored(program: ir.Program) -> Iterator[DeckAdvice]:
    """Numbers of each seat of which both seats score one and the same."""
    read = [[one.text for one in evaluate.names_in(seat.score)] for seat in program.seats]
    first, second = (seat.id for seat in program.seats)
    for number, (me, rival) in enumerate(((first, second), (second, first))):
        for name in (one for one in read[0] if one in read[1]):
            own = f"{me}.{name.removeprefix(f'{rival}.')}"
            is_theirs = name.startswith(f"{rival}.") and own in program.names
            if is_theirs and own not in (*read[0], *read[1]):
                what = f"both seats score '{name}', and neither '{own}'"
                remedy = f"Write '{own}' where it is meant."
                yield f"seat {me}", ("seats", number, "score"), what, remedy


def _led(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Fronts on which one side leads with more than the other, and that one with less."""
    for number, front in enumerate(loaded.written.fronts):
        for field, by_seat in (("lead", front.lead), ("grip", front.grip)):
            ways = ["".join(str(one).split()) for one in by_seat.values()]
            signs = ["".join(sign[0] for sign in _SIGN.findall(one)) for one in ways]
            alike = {_SIGN.sub("<", one): True for one in ways}
            if (
                len(ways) == 2
                and len(alike) == 1
                and signs[0] != signs[1]
                and _OF_BOTH.match(ways[0])
            ):
                path: DeckPath = ("fronts", number, field)
                what = "one side has to have more than the other, and the other less"
                yield f"front {front.id}", path, what, "Let both compare by the same sign."
