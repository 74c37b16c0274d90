"""Where the thinking for a table is done: a worker, on compiled rules and habits that are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

ENTRY = __name__
"""What a worker is told to run."""


ANALYSE = "analyse"
"""What it is asked for beside the players' moves and counsel: what luck and choices made of a game
that is over, given its actions as they are typed, and whether control closed it after them."""

WEIGH = "weigh"
"""So too: what a package is worth, given what a seat sees and the actions that table it."""


def main() -> None:
    """Answer until whoever asks is gone."""
    from wargame.players import worker_main  # noqa: PLC0415 - whoever asks needs the name alone

    worker_main.main(_open, {ANALYSE: _analysed, WEIGH: _weighed})


def _open(tree: dict[str, Any], variant: str) -> Any:
    from wargame.store.compiled import speed_up  # noqa: PLC0415 - the worker listens first
    from wargame.store.known_rules import known_game  # noqa: PLC0415 - the same
    from wargame.store.learned import learn  # noqa: PLC0415 - the same

    ready = speed_up(known_game(tree, variant))
    learn(ready)
    return ready


def _analysed(game: Any, asked: Mapping[str, Any]) -> Any:
    from wargame.lab.ended.analysis import known_analysis_of  # noqa: PLC0415 - the worker listens first

    return asdict(known_analysis_of(game, asked["actions"], is_closed=asked["is_closed"]))


def _weighed(game: Any, asked: Mapping[str, Any]) -> Any:
    from wargame.players.package_worth import package_worth  # noqa: PLC0415 - so too
    from wargame.rules.view import unpack_view  # noqa: PLC0415 - so too

    view = unpack_view(game.rules, asked["view"])
    return asdict(package_worth(view, asked["steps"], asked["term"]))
