"""A seat where the other one is meant: of a win that an ending tells of, of what is scored, of who
has to have more on a front, and of whose constituencies the board shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from wargame.content.loaded import LoadedDeck
from wargame.errors import DeckPath
from wargame.rules import ir
from wargame.rules.asking import evaluate
from wargame.rules.lint.advice import DeckAdvice
from wargame.rules.lint.settled import parts_of, range_of

_SIGN = re.compile(r"[<>]=?")
_OF_BOTH = re.compile(r"(?=.*\bmy\.)(?=.*\btheir\.)(?!.*\b(and|or|not|if)\b)")
"""One comparison of a number of either side."""


def wrong_seats(loaded: LoadedDeck, program: ir.Program) -> Iterator[DeckAdvice]:
    """All of them."""
    yield from _winners(loaded, program)
    yield from _scored(program)
    yield from _led(loaded)
    yield from _homes(loaded)


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
    """Numbers of each seat of which both seats score one and the same, and the same way."""
    read = [[one.text for one in evaluate.names_in(seat.score)] for seat in program.seats]
    first, second = (seat.id for seat in program.seats)
    for number, (me, rival) in enumerate(((first, second), (second, first))):
        for name in (one for one in read[0] if one in read[1]):
            own = f"{me}.{name.removeprefix(f'{rival}.')}"
            is_theirs = name.startswith(f"{rival}.") and own in program.names
            if is_theirs and own not in (*read[0], *read[1]) and _is_of_one_mind(program, name):
                what = f"both seats score '{name}', and neither '{own}'"
                remedy = f"Write '{own}' where it is meant."
                yield f"seat {me}", ("seats", number, "score"), what, remedy


def _is_of_one_mind(program: ir.Program, number: str) -> bool:
    """Whether more of a number is better for both seats, or worse: one of them may hold what the
    other has to bring down."""
    name = program.names[number]

    def at(value: int, one: ir.Name) -> int:
        formula = program.formulas.get(one.text)
        if one == name or formula is None:
            now = value if one == name else program.values.get(one.text, 0)
            return max(one.lo, min(now, one.hi))
        return evaluate.computed(one, formula, partial(at, value))

    low, high = (
        [evaluate.number(seat.score, partial(at, value)) for seat in program.seats]
        for value in (name.lo, name.hi)
    )
    return (low[0] < high[0]) == (low[1] < high[1])


def _led(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Fronts on which one side leads with more than the other, and that one with less."""
    for number, front in enumerate(loaded.written.fronts):
        for field, by_seat in (("lead", front.lead), ("grip", front.grip)):
            ways = [" ".join(str(one).split()) for one in by_seat.values()]
            signs = ["".join(sign[0] for sign in _SIGN.findall(one)) for one in ways]
            alike = {_SIGN.sub("<", one).replace(" ", ""): True for one in ways}
            is_turned = len(ways) == 2 and len(alike) == 1 and signs[0] != signs[1]
            if is_turned and len(signs[0]) == 1 and _OF_BOTH.match(ways[0]):
                path: DeckPath = ("fronts", number, field)
                what = "one side has to have more than the other, and the other less"
                yield f"front {front.id}", path, what, "Let both compare by the same sign."


def _homes(loaded: LoadedDeck) -> Iterator[DeckAdvice]:
    """Constituencies of a seat whose number, or a part of it, is the other seat's own."""
    board, seats = loaded.written.board, [seat.id for seat in loaded.written.seats]
    for number, home in enumerate(board.homes if board else ()):
        path: DeckPath = ("board", "homes", number)
        named: dict[DeckPath, str] = {(*path, "number"): home.number}
        named |= {(*path, "parties", n, "number"): p.number for n, p in enumerate(home.parties)}
        for where, name in named.items():
            owner = name.partition(".")[0]
            if owner in seats and home.seat in seats and owner != home.seat:
                what = f"'{name}' is {owner}'s, and these are the constituencies of {home.seat}"
                yield "board", where, what, f"Write 'seat: {owner}', or a number of {home.seat}."
