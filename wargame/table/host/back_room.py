"""Where the thinking for a table is done: a worker, on compiled rules and habits that are kept."""

from __future__ import annotations

from typing import Any

from wargame.players import worker_main

ENTRY = __name__
"""What a worker is told to run."""


def main() -> None:
    """Answer until whoever asks is gone."""
    worker_main.main(_get_ready)


def _get_ready(game: Any) -> Any:
    from wargame.store.compiled import speed_up  # noqa: PLC0415 - the worker listens first
    from wargame.store.learned import learn  # noqa: PLC0415 - the same

    ready = speed_up(game)
    learn(ready)
    return ready
