"""The card of a round that is over as rows."""

from __future__ import annotations

from itertools import islice

from wargame.table.panes.typeset import rows
from wargame.table.told.acts import acted
from wargame.table.told.quarter import closed_round
from wargame.table.told.round_over import quarter
from wargame.table.told.scene import Scene
from wargame.table.words.rows import Row


def quarter_rows(scene: Scene, cells: int, *, tells_all: bool = False) -> list[Row]:
    """The card without its title, which stands above it; with what the rival did last."""
    last = acted(scene, until=closed_round(scene.view))
    blocks = islice(quarter(scene, "all" if tells_all else "", last, more="m"), 1, None)
    return rows(scene, blocks, cells)
