"""Twenty positions out of games of `search`, kept as the actions that lead to them.

python -m tests.tui.positions
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

from tests.tui.conftest import ROOT, open_deck, sit
from wargame.play.drive import LuckDrawn, PersonAsked, PlayerAsked
from wargame.play.player import Person
from wargame.rules.view import SeatState
from wargame.table.host.sitting import Sitting

PLACE = ROOT / "tests" / "goldens" / "positions.json"
DECK, PLAYER = "entanglement", "search:24it"
GAMES, EACH = 5, 4


def draw() -> list[dict[str, Any]]:
    """Games that `search` plays against itself, and in each some plays drawn by its seed."""
    found = []
    for seed in range(GAMES):
        sitting = sit(open_deck(DECK), seed, PLAYER, PLAYER)
        plays, taken = list[int](), list[str]()
        try:
            for turn in sitting.turns():
                if isinstance(turn, PlayerAsked):
                    if _is_play(turn.view):
                        plays.append(len(taken))
                    taken.append(turn.choose().text)
                    sitting.take(taken[-1])
        finally:
            sitting.close()
        at = sorted(random.Random(seed).sample(plays, EACH))
        found.append({"seed": seed, "actions": taken, "at": at})
    return found


def positions(every: int = 1) -> Iterator[tuple[str, Sitting]]:
    """Each position, or one in so many, with who is to move there, who is a person.

    One in as many as a game has is another one of each game.

    Where the deck no longer allows an action, the first that it allows is taken; a game that then
    is over too soon is stopped half-way.
    """
    for first, game in enumerate(json.loads(PLACE.read_text(encoding="utf-8"))):
        for stop in game["at"][(first + 1) % every :: every]:
            yield _position(game["seed"], game["actions"], stop)


def _position(seed: int, actions: list[str], stop: int) -> tuple[str, Sitting]:
    sitting = sit(open_deck(DECK), seed, "random", "random")
    left = iter(actions)
    count = 0
    for turn in sitting.turns():
        match turn:
            case PlayerAsked(view=view) if count >= stop and _is_play(view):
                break
            case PlayerAsked(view=view) | PersonAsked(view):
                legal = [action.text for action in view.legal]
                wanted = next(left, "")
                sitting.take(wanted if wanted in legal else legal[0])
                count += 1
            case LuckDrawn():
                pass
    if sitting.is_over:
        return _position(seed, actions, stop // 2)
    seat = sitting.mover
    sitting.match.players[seat] = Person()
    return seat, sitting


def _is_play(view: SeatState) -> bool:
    return view.phase == "plays" and view.plays_left > 0


if __name__ == "__main__":
    PLACE.write_text(json.dumps(draw(), indent=0) + "\n", encoding="utf-8")
