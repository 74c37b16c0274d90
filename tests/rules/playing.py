"""One digest over many games of every deck, for comparison between processes and machines.

Run as a program it prints the digest. It imports nothing but the product, so that it runs
on any Python that has the product's own dependencies.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from wargame.content.load import load_deck  # noqa: E402 - run as a program, this is found above
from wargame.rules.game import Game  # noqa: E402
from wargame.rules.kernel import OVER, Stream  # noqa: E402
from wargame.rules.position import Position, scratch  # noqa: E402

DECKS = (
    "decks/primer",
    "decks/calibration",
    "tests/decks/kitchen_sink",
    "tests/decks/water_treaty",
)


def digest(games: int) -> str:
    """64 hex digits over the texts, the views and the ends of some games of each deck."""
    found = hashlib.sha256()
    for deck in DECKS:
        game = Game(load_deck(ROOT / deck))
        found.update(f"{game.deck_hash} {game.rules_hash} {game.rules.module.text}".encode())
        for seed in range(games):
            state, stream = scratch(game.new()), Stream(seed)
            while state.node != OVER:
                action = game.rules.engine.random_action(state, stream)
                found.update(f"{game.rules.words.text_of(state, action)} {state.ply}".encode())
                game.rules.engine.act(state, action)
            end = Position(game.rules, state)
            found.update(end.digest.encode())
            found.update(game.redact(end, game.seats[0]).digest.encode())
    return found.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(digest(int(sys.argv[1])))
