"""G15, step by step: two games that differ in hidden things alone look the same all the way.

    python -m tests.proofs.recall --count 100

Each game is played twice at once from a seat that remembers everything: once as it is, once with
all that the seat cannot know drawn anew, and with every step of the same public outcome. At each
step the two views must be the same, with refusals and previews; at each decision of the seat also
the counsel that it gets, which is search at work. Where the other game cannot take a public step,
it is drawn anew from what the seat knows by then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from tests.proofs.counting import Figures, parser_of, told
from tests.rules.leaks import Leak, at_random, compare, redrawn, step_alike
from tests.store.helpers import SMALL_DECKS, game_of
from wargame.players.adviser import advise
from wargame.players.budget import Budget
from wargame.rules.game import Game, Position
from wargame.rules.kernel import Stream

Counsel = Callable[[Game, Position, str], object]

BUDGET = Budget(iterations=12)
"""By playouts, not by time, so that it can be repeated."""


def honest(game: Game, state: Position, seat: str) -> object:
    return advise(game.redact(state, seat), BUDGET)


def play_twice(
    game: Game, seat: str, seed: int, tally: Counter[str], counsel: Counsel = honest
) -> None:
    """One game from one seat.

    Raises:
        Leak: Something differs.
    """
    stream = Stream(seed)
    state = game.new()
    other = redrawn(game, state, seat, stream)
    while not game.is_terminal(state):
        compare(game, game.redact(state, seat), game.redact(other, seat), stream)
        tally["pairs"] += 1
        tally["that differ"] += state.digest != other.digest
        if game.current_seat(state) == seat and len(game.legal_actions(state)) > 1:
            if counsel(game, state, seat) != counsel(game, other, seat):
                raise Leak(f"counsel for {seat} in game {seed}, ply {state.ply}")
            tally["counsels"] += 1
        pair = step_alike(game, state, other, seat, stream)
        if pair is None:
            state = game.apply(state, at_random(game, state, stream)).state
            pair = state, redrawn(game, state, seat, stream)
            tally["drawn anew"] += 1
        state, other = pair


def recall(numbers: range) -> Figures:
    """Games of the small decks in turn, each from one of its seats."""
    tally: Counter[str] = Counter()
    for number in numbers:
        game = game_of(SMALL_DECKS[number % len(SMALL_DECKS)])
        seat = game.seats[number // len(SMALL_DECKS) % len(game.seats)]
        play_twice(game, seat, number + 1, tally)
    return {"games": len(numbers), **tally, "leaks": 0}


if __name__ == "__main__":
    asked = parser_of(__doc__, 100).parse_args()
    told(lambda: recall(range(asked.first, asked.first + asked.count)))
