"""How fast a variant of values plays beside its deck: both share one module, and take turns.

    python -m tests.bench.variants DECK STACK…

Each plays at random for a twentieth of a second of the processor, one after the other, which of the
two first changing each time; told is the median of what the variant reaches of the deck's nodes a
second, and the tenth and the ninetieth percentile. Compile the deck first.
"""

from __future__ import annotations

import sys
from statistics import median
from time import process_time

from wargame.content.library import DeckLibrary, DeckRef
from wargame.lab.runs.games import shared_game
from wargame.rules.game import Game
from wargame.rules.kernel import Stream

TURNS = 150
TURN_S = 0.05
NO_LIMIT = 1_000_000


def nodes_a_second(game: Game, stream: Stream) -> float:
    """How many nodes games at random take in a second, by one short turn."""
    start, nodes = process_time(), 0
    while (spent := process_time() - start) < TURN_S:
        nodes += game.rollout(game.new(), stream, NO_LIMIT)[1]
    return nodes / spent


def ratios(deck: Game, variant: Game, turns: int = TURNS) -> list[float]:
    """What the variant reaches of the deck's nodes a second, turn by turn, the least first."""
    found, streams = [], {game: Stream(1) for game in (0, 1)}
    for turn in range(turns):
        order = (0, 1) if turn % 2 else (1, 0)
        speed = {one: nodes_a_second((deck, variant)[one], streams[one]) for one in order}
        found.append(speed[1] / speed[0])
    return sorted(found)


def main() -> None:
    name, *stacks = sys.argv[1:]
    folder = DeckLibrary().find(name).folder
    deck = shared_game(DeckRef(folder))
    for stack in ("", *stacks):
        found = ratios(deck, shared_game(DeckRef(folder, stack)))
        low, high = found[TURNS // 10], found[-1 - TURNS // 10]
        said = stack or "itself"
        sys.stdout.write(f"{said:<40} {median(found):.3f} ({low:.2f} to {high:.2f})\n")


if __name__ == "__main__":
    main()
