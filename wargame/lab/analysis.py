"""What luck and choices made of a finished game: moves that decided it, the ledger, a missed deal.

All of it rests on continuations by the deck's habits (`continuations`).
"""

from __future__ import annotations

from collections.abc import Sequence

from wargame.lab.analysis_object import GameAnalysis
from wargame.lab.continuations import PlayedOn
from wargame.lab.deciding import deciding_moves
from wargame.lab.missed import missed_deal
from wargame.lab.reckoning import reckon
from wargame.play.match import Match
from wargame.rules.game import Game
from wargame.store.compiled import speed_up
from wargame.store.learned import learn


def played_on(game: Game, texts: Sequence[str]) -> PlayedOn:
    """A game of which all actions are known as they are typed, ready to be played on.

    Raises:
        IllegalAction: The rules do not allow one of them.
    """
    positions, actions = [game.new()], []
    for text in texts:
        actions.append(game.action(positions[-1], text))
        positions.append(game.apply(positions[-1], actions[-1]).state)
    return PlayedOn(game, positions, actions)


def analysis_of(game: Game, texts: Sequence[str]) -> GameAnalysis:
    """What luck and choices made of a game that is over, given its actions as they are typed.

    Raises:
        IllegalAction: The rules do not allow one of them.
    """
    onward = played_on(game, texts)
    moves, missed, ledger = deciding_moves(onward), missed_deal(onward), reckon(onward)
    return GameAnalysis(
        "points of win chance" if onward.is_contest else "percent of the spread",
        tuple(moves),
        tuple(ledger.drift),
        tuple(ledger.ledgers()),
        tuple(ledger.luck()),
        ledger.worlds,
        onward.nodes,
        missed,
    )


def analysis_of_match(match: Match) -> GameAnalysis | None:
    """The same for a match that is over; None where control has ruled.

    It runs on compiled rules and on habits that are kept, where there are any.
    """
    texts = match.course.typed
    if texts is None:
        return None
    game = speed_up(match.game.unruled())
    learn(game)
    return analysis_of(game, texts)
