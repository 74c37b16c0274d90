"""What luck and choices made of a finished game: moves that decided it, the ledger, a missed deal.

All of it rests on continuations by the deck's habits (`continuations`). It takes long and comes to
the same each time, so it is kept (`store.cache`), by the hash of the game and of its moves.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache, partial
from typing import Final

from wargame.lab.ended import analysis_object, continuations, deciding, missed, reckoning
from wargame.lab.ended.analysis_object import GameAnalysis
from wargame.lab.ended.analysis_object import analysis_of as read_analysis
from wargame.lab.ended.continuations import PlayedOn
from wargame.lab.ended.deciding import deciding_moves
from wargame.lab.ended.missed import missed_deal
from wargame.lab.ended.reckoning import reckon
from wargame.lab.stats import estimate
from wargame.play.match import Match
from wargame.players import proposals
from wargame.rules import ruling, winners
from wargame.rules.game import Game
from wargame.store.cache import Cache, sources_of
from wargame.store.compiled import speed_up
from wargame.store.learned import file_name as habits_name
from wargame.store.learned import learn

ANALYSES: Final = Cache("analysis", ".json", "deciding moves and the ledger", most=1_000)


def played_on(game: Game, texts: Sequence[str], *, is_closed: bool = False) -> PlayedOn:
    """A game of which all actions are known as they are typed, ready to be played on.

    Args:
        is_closed: Whether control closed it after them, to be scored as it stood.

    Raises:
        IllegalAction: The rules do not allow one of them.
    """
    positions, actions = [game.new()], []
    for text in texts:
        actions.append(game.action(positions[-1], text))
        positions.append(game.apply(positions[-1], actions[-1]).state)
    return PlayedOn(game, positions, actions, is_closed)


def analysis_of(game: Game, texts: Sequence[str], *, is_closed: bool = False) -> GameAnalysis:
    """What luck and choices made of a game that is over, given its actions as they are typed.

    Args:
        is_closed: Whether control closed it after them, to be scored as it stood.

    Raises:
        IllegalAction: The rules do not allow one of them.
    """
    onward = played_on(game, texts, is_closed=is_closed)
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
        int(onward.positions[-1].round) if is_closed else 0,
    )


def known_analysis_of(game: Game, texts: Sequence[str], *, is_closed: bool = False) -> GameAnalysis:
    """The same, taken from what is kept if these moves were looked at before; else kept.

    Raises:
        IllegalAction: The rules do not allow one of the actions.
    """
    name = file_name(game, texts, is_closed=is_closed)
    made = partial(analysis_of, game, texts, is_closed=is_closed)
    return ANALYSES.once(name, _read, made, _written)


def file_name(game: Game, texts: Sequence[str], *, is_closed: bool = False) -> str:
    """The name of the file that holds what was found of a game."""
    said = "\0".join([habits_name(game), game.rules_hash, *texts])
    return ANALYSES.name(_analyst_text(), said, "\0closed" if is_closed else "")


def _written(found: GameAnalysis) -> bytes:
    return json.dumps(asdict(found)).encode()


def _read(data: bytes) -> GameAnalysis | None:
    return read_analysis(json.loads(data))


@cache
def _analyst_text() -> bytes:
    """The sources of whatever analyses: a change makes every file of them stale."""
    own = (analysis_object, continuations, deciding, missed, reckoning)
    return sources_of(sys.modules[__name__], *own, estimate, proposals, ruling, winners)


def analysis_of_match(match: Match) -> GameAnalysis | None:
    """The same for a match that is over; None where control has ruled but to close it.

    It runs on compiled rules and on habits that are kept, where there are any.
    """
    texts = match.course.typed
    if texts is None:
        return None
    game = speed_up(match.game.unruled())
    learn(game)
    return known_analysis_of(game, texts, is_closed=match.course.close is not None)
