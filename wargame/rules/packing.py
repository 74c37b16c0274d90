"""States as whole numbers, ready for JSON: what saves, views and hashes hold of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from wargame.rules import kernel
from wargame.rules.hashes import Cell, Packed, digest_of
from wargame.rules.kernel import BaseState

BY_SEAT = (*kernel.SEAT_NUMBERS, *kernel.PILES, *kernel.EXTRA_PILES)
"""What a state holds once for each seat: packed as so many cells."""


class Packing:
    """Packs the states of one deck.

    Attributes:
        fields: The attributes that a state consists of, in order.
        slots: The cells of a packed state, in order: what it holds by seat is one cell a seat,
            such as `hand0` and `hand1`.
    """

    def __init__(self, fields: Sequence[str], seats: int, blank: Callable[[], BaseState]) -> None:
        self.fields, self._blank = tuple(fields), blank
        self._slots_of = {
            field: tuple(f"{field}{n}" for n in range(seats)) if field in BY_SEAT else (field,)
            for field in fields
        }
        self.slots = tuple(slot for slots in self._slots_of.values() for slot in slots)
        self._values = attrgetter(*fields)
        self._are_by_seat = tuple(field in BY_SEAT for field in fields)

    def pack(self, state: BaseState) -> Packed:
        """A state as whole numbers and lists of them."""
        packed: list[Cell] = []
        for value, is_by_seat in zip(self._values(state), self._are_by_seat, strict=True):
            if is_by_seat:
                packed += [list(cell) if isinstance(cell, tuple) else cell for cell in value]
            else:
                packed.append(list(value) if isinstance(value, tuple) else value)
        return packed

    def unpack(self, packed: Packed) -> BaseState:
        """The state that `pack` gave."""
        state = self._blank()
        cells = dict(zip(self.slots, packed, strict=True))
        for field, slots in self._slots_of.items():
            here = [cells[slot] for slot in slots]
            kind = list if field in kernel.IN_PLACE else tuple
            setattr(state, field, _own(here if field in BY_SEAT else here[0], kind))
        state.trace = None
        return state

    def digest(self, state: BaseState) -> str:
        """64 hex digits over a whole state, hidden places included: never show it."""
        return digest_of(self.pack(state))


def _own(packed: object, kind: Callable[[Iterable[object]], object]) -> object:
    """What a state holds for something packed: lists become ones of its own kind."""
    return kind(_own(part, kind) for part in packed) if isinstance(packed, list) else packed
