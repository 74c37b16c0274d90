"""The ledger of a finished game: how much of a result it leaves over, and how well it is known.

    python -m tests.proofs.ledger --count 200 --deck primer

Games of `greedy` against `greedy`, each reckoned as at its end. What is left over, and the standard
error of the part that is known worst, are told as shares of the spread of results. It is quicker
on compiled rules (`wargame compile DECK`, before).
"""

from __future__ import annotations

import statistics

from tests.conftest import DECKS
from tests.proofs.counting import Figures, parser_of, told
from wargame.lab.ended.analysis import played_on
from wargame.lab.ended.reckoning import reckon
from wargame.lab.runs.games import shared_game
from wargame.play.match import Match
from wargame.players.registry import make_player
from wargame.store.compiled import speed_up
from wargame.store.learned import learn


def ledgers(numbers: range, deck: str) -> Figures:
    """Each number's game, and its ledger for the first seat."""
    game = speed_up(shared_game(DECKS[deck]))
    learn(game)
    left, known, spread = [], [], 0.0
    for number in numbers:
        players = {seat: make_player("greedy", game, seat, number) for seat in game.seats}
        texts = Match(game, players, number).run().course.typed
        assert texts is not None
        onward = played_on(game, texts)
        found, spread = next(reckon(onward).ledgers()), onward.spread
        parts = found.start + found.luck + found.own + found.rival + found.residual
        assert abs(parts - found.result) < 0.1
        left.append(abs(found.residual) / spread)
        known.append(found.error / spread)
    return {
        "deck": deck,
        "games": len(left),
        "spread": round(spread),
        "left over, in percent of it": round(100 * statistics.mean(left), 2),
        "at most": round(100 * max(left), 2),
        "error of a part, in percent of it": round(100 * statistics.mean(known), 1),
        "error at most": round(100 * max(known), 1),
    }


if __name__ == "__main__":
    parser = parser_of(__doc__, 200)
    parser.add_argument("--deck", default="primer", choices=sorted(DECKS))
    asked = parser.parse_args()
    told(lambda: ledgers(range(asked.first, asked.first + asked.count), asked.deck))
