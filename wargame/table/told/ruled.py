"""What the rules say of a thing, line by line, as blocks."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.table.told.blocks import Block, Text, Under
from wargame.table.told.scene import Scene
from wargame.table.words.rows import DIM

_STEP = 2
"""By how many spaces a line stands deeper than the one that it belongs to."""


def ruled(scene: Scene, said: Iterable[str], role: str = DIM) -> list[Block]:
    """Lines in the words of the board; what hangs on another line stands under it."""
    found: list[Block] = []
    for line in said:
        bare = line.lstrip()
        block: Block = Text(scene.titles.on_board(bare), role)
        for _ in range((len(line) - len(bare)) // _STEP):
            block = Under([block])
        found.append(block)
    return found
