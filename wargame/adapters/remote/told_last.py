"""What whoever sits elsewhere is told at the end: all that the host's screen tells."""

from __future__ import annotations

from typing import Any

from wargame.adapters.remote.moment import packed_moment
from wargame.objects import plain_data
from wargame.table.host.sitting import Sitting


def result_of(sitting: Sitting, seat: str) -> dict[str, Any]:
    """The end of a game, with its account; nothing is hidden any more but what the seat never
    learned: cards that others drew."""
    scene = sitting.scene(seat)
    account = plain_data(sitting.account())
    account.pop("analysis", None)
    return {
        "type": "result",
        "returns": {side["seat"]: side["points"] for side in account["verdict"]["sides"]},
        "ending": scene.view.ending,
        "moment": packed_moment(scene, sitting.shown(seat).start),
        "account": account,
        "seed": sitting.seed,
        "secret": sitting.secret,
    }
