"""Where the thinking for a table is done: a worker on compiled rules, where there are any."""

from __future__ import annotations

from typing import Any

from wargame.players import worker_main

ENTRY = __name__
"""What a worker is told to run."""


def main() -> None:
    """Answer until whoever asks is gone."""
    worker_main.main(_speed_up)


def _speed_up(game: Any) -> Any:
    from wargame.store.compiled import speed_up  # noqa: PLC0415 - the worker listens first

    return speed_up(game)
