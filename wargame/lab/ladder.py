"""Who plays better? Everyone against everyone, on equal worlds, seats swapped.

Players meet as `meeting` says; `standings` tells what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from itertools import combinations
from typing import Final

from wargame.content.library import DeckRef
from wargame.errors import UsageError
from wargame.lab.crew import crew
from wargame.lab.games import shared_game
from wargame.lab.meeting import Meeting, Task, meet
from wargame.lab.standings import Ladder, Pair, Rule
from wargame.players.registry import make_player
from wargame.rules.game import Game

BATCH: Final = 4
"""Meetings of a pair between two looks."""


def climb(
    deck: DeckRef,
    players: Sequence[str],
    games: int,
    seed: int,
    *,
    rule: Rule | None = None,
    one_against_all: bool = False,
    jobs: int = 1,
    executor: Executor | None = None,
    known: Iterable[Meeting] = (),
    keep: Callable[[Meeting], None] = lambda _: None,
    progress: Callable[[int], None] = lambda _: None,
) -> Ladder:
    """Play a round robin.

    Args:
        games: Of each pair, at most; an odd number counts as one more, since seats are swapped.
        seed: Settles every game; the meetings of a longer run begin with those of a shorter.
        rule: When a pair may end before that.
        one_against_all: Only the first player meets the others.
        known: Meetings from an earlier run with this deck and seed, which are not played again.
        keep: Is given every new meeting, for a later run.
        progress: Told the number of games there are, now and then.

    Raises:
        PlayerError: A player has no such name.
        UsageError: Fewer than two players, or one is named twice.
    """
    game = shared_game(deck)
    _check(game, players)
    meetings = -(-games // 2)
    pairs = list(combinations(players, 2))
    if one_against_all:
        pairs = pairs[: len(players) - 1]
    found = {(m.first, m.second, m.index): m for m in known if m.index < meetings}
    done = {pair: _of(found, pair, meetings) for pair in pairs}
    with crew(jobs, executor) as workers:
        for start in range(0, meetings, BATCH):
            tasks = [
                Task(deck, seed, *pair, index)
                for index in range(start, min(start + BATCH, meetings))
                for pair in pairs
                if not (rule and rule.is_clear(done[pair])) and (*pair, index) not in found
            ]
            for future in [workers.submit(meet, task) for task in tasks]:
                meeting = future.result()
                found[meeting.first, meeting.second, meeting.index] = meeting
                keep(meeting)
                progress(2 * len(found))
            done = {pair: _of(found, pair, meetings) for pair in pairs}
    made = tuple([Pair(*pair, tuple(done[pair]), rule) for pair in pairs])
    return Ladder(
        game.deck.id, deck.variant, game.deck_hash, game.seats, seed, tuple(players), made
    )


def _check(game: Game, players: Sequence[str]) -> None:
    if len(players) < 2:
        raise UsageError("A ladder needs two players at least: --players a,b.")
    if len(set(players)) < len(players):
        raise UsageError("A player is named twice; each meets the others, never itself.")
    for player in players:
        make_player(player, game, game.seats[0], 0)


def _of(
    found: dict[tuple[str, str, int], Meeting], pair: tuple[str, str], meetings: int
) -> list[Meeting]:
    """The meetings of a pair, in order."""
    return [found[(*pair, k)] for k in range(meetings) if (*pair, k) in found]
