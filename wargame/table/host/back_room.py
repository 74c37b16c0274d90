"""Where the thinking for a table is done: a worker, on compiled rules and habits that are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

ENTRY = __name__
"""What a worker is told to run."""


ANALYSE = "analyse"
"""What it is asked for beside the players' moves and counsel: what luck and choices made of a game
that is over, given its actions as they are typed."""


def main() -> None:
    """Answer until whoever asks is gone."""
    from wargame.players import worker_main  # noqa: PLC0415 - whoever asks needs the name alone

    worker_main.main(_get_ready, {ANALYSE: _analysed})


def _get_ready(game: Any) -> Any:
    from wargame.store.compiled import speed_up  # noqa: PLC0415 - the worker listens first
    from wargame.store.learned import learn  # noqa: PLC0415 - the same

    ready = speed_up(game)
    learn(ready)
    return ready


def _analysed(game: Any, asked: Mapping[str, Any]) -> Any:
    from wargame.lab.analysis import known_analysis_of  # noqa: PLC0415 - the worker listens first

    return asdict(known_analysis_of(game, asked["actions"]))
