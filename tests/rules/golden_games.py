"""G2: two hundred random games of each deck, ten to a digest, held against those that are kept.

    python tests/rules/golden_games.py [--games 200] [--compiled] [--write] [DECK…]

It ends with 1 and names the deck and the games if one differs. It imports nothing but the
product, so that it runs on any Python that has the product's own dependencies. A digest takes in
every action, the hash of the last position, what each seat then sees, and the returns: it changes
with a rule, a deck's play, or a random stream, and with nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from wargame.content.load import load_deck  # noqa: E402 - run as a program, this is found above
from wargame.rules.game import Game  # noqa: E402
from wargame.rules.kernel import OVER  # noqa: E402
from wargame.rules.position import Position, scratch  # noqa: E402

KEPT = ROOT / "tests" / "goldens" / "games"
FOLDERS = {
    folder.name: folder
    for place in (ROOT / "decks", ROOT / "tests" / "decks")
    for folder in sorted(place.iterdir())
    if (folder / "deck.yaml").exists()
}
GAMES = 200
BLOCK = 10


def block_digest(game: Game, first: int) -> str:
    """32 hex digits over ten games in a row."""
    found = hashlib.sha256()
    for seed in range(first, first + BLOCK):
        state, stream = scratch(game.new()), game.rules.stream(seed)
        while state.node != OVER:
            action = game.rules.engine.random_action(state, stream)
            found.update(game.rules.words.text_of(state, action).encode() + b"\n")
            game.rules.engine.act(state, action)
        end = Position(game.rules, state)
        views = [game.redact(end, seat).digest for seat in game.seats]
        found.update(f"{end.digest} {views} {game.returns(end)}\n".encode())
    return found.hexdigest()[:32]


def lines_of(game: Game, games: int) -> list[str]:
    """A line for each ten games: the first, the last, and their digest."""
    return [
        f"{first:03}-{first + BLOCK - 1:03} {block_digest(game, first)}"
        for first in range(0, games, BLOCK)
    ]


def kept_lines(deck: str, games: int = GAMES) -> list[str]:
    """What is kept of a deck's first games."""
    return (KEPT / f"{deck}.txt").read_text(encoding="utf-8").splitlines()[: games // BLOCK]


def game_of(deck: str, *, compiled: bool = False) -> Game:
    """A deck's game; on its compiled rules, built first if they are not in the cache."""
    game = Game(load_deck(FOLDERS[deck]))
    if not compiled:
        return game
    from wargame.store.compiled import compile_rules, speed_up  # noqa: PLC0415 - seldom needed

    compile_rules(game)
    quick = speed_up(game)
    assert quick is not game, f"{deck} does not run on its compiled rules"
    return quick


def differing(deck: str, games: int, *, compiled: bool = False) -> list[str]:
    """The lines of a deck that are not as they are kept."""
    found = lines_of(game_of(deck, compiled=compiled), games)
    kept = kept_lines(deck, games)
    return [f"{deck} {line}" for line in found if line not in kept]


def write(deck: str) -> None:
    KEPT.mkdir(exist_ok=True)
    lines = lines_of(game_of(deck), GAMES)
    (KEPT / f"{deck}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Hold random games against those that are kept.")
    parser.add_argument("decks", nargs="*", metavar="DECK", default=list(FOLDERS))
    parser.add_argument("--games", type=int, default=GAMES)
    parser.add_argument("--compiled", action="store_true")
    parser.add_argument("--write", action="store_true", help="keep them as they are now")
    asked = parser.parse_args()
    if asked.write:
        for deck in asked.decks:
            write(deck)
        return
    found = [
        line
        for deck in asked.decks
        for line in differing(deck, asked.games, compiled=asked.compiled)
    ]
    sys.stdout.write("\n".join([*found, f"{len(found)} of these tens of games differ"]) + "\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
