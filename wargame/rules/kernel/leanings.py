"""What seats lean to, laid out so that playouts find it quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wargame.rules.kernel.codes import ARGUMENT
from wargame.rules.kernel.packed import Packed, packed
from wargame.rules.kernel.rows import MoveRow
from wargame.rules.kernel.tables import Tables

if TYPE_CHECKING:
    from mypy_extensions import i64

FARTHEST: Final = ARGUMENT + 37 * 64
"""Luck looks no farther behind where a node begins in the table of waiting times."""


class Favoured:
    """The moves of a seat in one part of the game and situation, the best liked first.

    Attributes:
        table: What is liked then, by slot.
        likes, slots, moves: Of each move; of those liked alike the first slot comes first.
    """

    def __init__(
        self, order: list[int], slots: list[int], likes: list[int], moves: list[MoveRow]
    ) -> None:
        self.table: Packed = packed(likes)
        self.likes: Packed = packed([likes[slots[k]] for k in order])
        self.slots: Packed = packed([slots[k] for k in order])
        self.moves: list[MoveRow] = [moves[k] for k in order]


class Bite:
    """Whether a seat is bitten hard by the measures in force.

    Attributes:
        force: What is in force.
        found: 2 if its rival's bite harder than at the start, else 0.
    """

    def __init__(self, force: tuple[int, ...], found: i64) -> None:
        self.force: tuple[int, ...] = force
        self.found: i64 = found


class Leanings:
    """What the seats of a deck lean to, laid out for playouts.

    Attributes:
        likes: By seat, part of the game and situation: preferences by slot, in whole numbers of a
            unit that is theirs and that of moods.
        slots: By action: its slot; those of questions aside.
        by_verb: The same by verb and argument.
        ask_slots: By question and option.
        favoured: By seat, part of the game and situation: its moves.
        summits: By seat and by place in the table of moods: the highest that its moves meet from
            there.
        stage: The part of the game that each round belongs to; `stages` is how many there are.
        rivals, mild: By seat: the measures of its rival, and how many levels of them are in force
            at the start.
        bites: By seat: what was worked out of these last.
        first_item, items: The slot of the first deal item, and how many there are.
        waits, moods: What luck and moods come from: as many numbers as a power of two, and the
            first ones again behind them, as far as anybody looks.
        mask: What of a number is a place in these tables.
    """

    def __init__(
        self,
        t: Tables,
        likes: list[list[list[int]]],
        slots: list[list[int]],
        ask_slots: list[list[int]],
        stage: list[int],
        stages: int,
        rivals: list[list[int]],
        mild: list[int],
        first_item: int,
        waits: list[int],
        moods: list[int],
    ) -> None:
        both = [joined_likes(some, stages) for some in likes]
        self.likes: list[list[list[Packed]]] = [packed_tables(some) for some in both]
        all_slots: list[int] = []
        for row in slots:
            all_slots += row
            all_slots += [0] * (ARGUMENT + 1 - len(row))
        self.slots: Packed = packed(all_slots)
        self.by_verb: list[Packed] = [packed(row) for row in slots]
        self.ask_slots: list[Packed] = [packed(places) for places in ask_slots]
        own = [[all_slots[move.action] for move in moves] for moves in t.moves]
        self.favoured: list[list[list[Favoured]]] = [
            favoured_of(t.moves[seat], own[seat], both[seat]) for seat in range(len(both))
        ]
        self.stage: Packed = packed(stage)
        self.stages: int = stages
        self.rivals: list[Packed] = [packed(measures) for measures in rivals]
        self.mild: Packed = packed(mild)
        self.bites: list[Bite] = [Bite((), 0) for _ in likes]
        self.first_item: int = first_item
        self.items: int = len(t.items)
        self.mask: i64 = len(moods) - 1
        self.waits: Packed = packed(repeated(waits, FARTHEST + 1))
        self.moods: Packed = packed(repeated(moods, first_item + self.items))
        self.summits: list[Packed] = [packed(summits_of(places, moods)) for places in own]


def joined_likes(tables: list[list[int]], stages: int) -> list[list[list[int]]]:
    """By part of the game and situation: what is liked by both of them together."""
    found: list[list[list[int]]] = []
    for likes in tables[:stages]:
        found.append(
            [[a + b for a, b in zip(likes, sway, strict=True)] for sway in tables[stages:]]
        )
    return found


def packed_tables(tables: list[list[list[int]]]) -> list[list[Packed]]:
    """The same numbers by part of the game and situation, packed."""
    return [[packed(numbers) for numbers in some] for some in tables]


def favoured_of(
    moves: list[MoveRow], slots: list[int], likes: list[list[list[int]]]
) -> list[list[Favoured]]:
    """By part of the game and situation: a seat's moves, the best liked first."""
    found: list[list[Favoured]] = []
    for some in likes:
        rows: list[Favoured] = []
        for table in some:
            order = sorted([(-table[slots[k]], slots[k], k) for k in range(len(moves))])
            rows.append(Favoured([one[2] for one in order], slots, table, moves))
        found.append(rows)
    return found


def summits_of(slots: list[int], moods: list[int]) -> list[int]:
    """By place in the table of moods: the highest one that some slots reach from there."""
    count = len(moods)
    if not slots:
        return [0 for _ in moods]
    far = repeated(moods, max(slots))
    return [max(reached) for reached in zip(*[far[at : at + count] for at in slots], strict=True)]


def repeated(numbers: list[int], more: int) -> list[int]:
    """The same numbers, and from the first one on so many of them once more."""
    if not numbers:
        return []
    found = list(numbers)
    while len(found) < len(numbers) + more:
        found += numbers
    return found
