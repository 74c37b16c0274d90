"""What the cursor of the hand stands on when somebody begins to choose."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules.view import SeatState
from wargame.table.told.lapse import extensible
from wargame.table.told.options import is_ready, options, target_of
from wargame.table.told.scene import Scene
from wargame.table.words.rows import Row, Target


def first_open(scene: Scene, here: Target | None, rows: Sequence[Row]) -> Target | None:
    """The first thing of the hand that can be done; None where what is chosen can be, or nothing.

    Args:
        here: What the cursor stands on.
    """

    def is_open(target: Target) -> bool:
        choices = options(scene, target)
        return bool(choices) and choices[0].is_legal

    if not scene.is_my_turn or (here is not None and is_open(here)):
        return None
    return next((one for row in rows for one in row.targets if is_open(one)), None)


def first_of_talks(view: SeatState) -> Target:
    """What the cursor stands on when talks begin: a deal to extend, a package, or the form."""
    deals = extensible(view)
    if deals:
        return Target("deal", str(deals[0].slot))
    ready = next((one for one in view.legal if is_ready(one)), None)
    return target_of(view, ready.text) if ready else Target("offer")
