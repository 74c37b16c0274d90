"""What a ruleset is made from: a deck read and emitted, and the rulings of control behind it.

Rules that were read before are handed on as they are (`store.known_rules`). So what reads and emits
is imported only where something is read: `making`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.ids import ActionIds
from wargame.rules.kernel import SEGMENT

if TYPE_CHECKING:
    from wargame.content.model import Effect, Release
    from wargame.rules.reading.names import Names

Effects: TypeAlias = "Sequence[Effect | Release]"
"""Effects of a ruling, as `content.effects` validates them."""


@dataclass(frozen=True, slots=True)
class Module:
    """The text of a generated module, and what each of its segments does.

    Attributes:
        first_segment: The number of the deck's first segment, behind those of the kernel.
        rulings: The segment that each ruling begins with.
        added: The text of the last ruling, which runs behind all that was there before; else "".
    """

    text: str
    blocks: tuple[ir.Block, ...]
    first_segment: int
    rulings: tuple[int, ...] = ()
    added: str = ""

    def block(self, frame: int) -> ir.Block:
        """The statements behind a frame of the stack or the queue; the kernel's have none."""
        place = (frame & SEGMENT) - self.first_segment
        return self.blocks[place] if place >= 0 else ()


@dataclass(frozen=True, slots=True)
class Sources:
    """What a ruleset is made from.

    Attributes:
        ids: Of every action; those that a game has keep theirs when something is ruled.
        blocks: What each ruling does.
        traced: The text of the traced flavour, where it is known already; else "".
    """

    names: Names
    program: ir.Program
    module: Module
    ids: ActionIds
    blocks: tuple[ir.Block, ...] = ()
    traced: str = ""
