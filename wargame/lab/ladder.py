"""Who plays better? Everyone against everyone, on equal worlds, seats swapped.

Players meet as `meeting` says; `standings` tells what came of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import Final

from wargame.content.library import DeckRef
from wargame.content.typed import CONTEST
from wargame.errors import UsageError
from wargame.lab.ranking.luck import guesses_of, hash_of
from wargame.lab.ranking.meeting import Meeting, MeetingTask, meet
from wargame.lab.ranking.standings import EarlyStop, Ladder, Pairing
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.question import what_seats_get
from wargame.lab.runs.study import Find, Study
from wargame.lab.runs.terms import USUAL, Terms
from wargame.players.registry import make_player
from wargame.rules.game import Game
from wargame.rules.winners import is_shared_out

BATCH: Final = 4
"""Meetings of a pair between two looks."""


class LadderStudy(Study[MeetingTask, Meeting, Ladder]):
    """A round robin.

    Args:
        games: Of each pair, at most; an odd number counts as one more, since seats are swapped.
        seed: Settles every game; the meetings of a longer run begin with those of a shorter.
        stop: When a pair may end before that.
        one_against_all: Only the first player meets the others.
        without_luck: Also measure how lucky each seat was, and tell gains without it.
        terms: On what terms programs play. A meeting counts if both its games do.

    Raises:
        PlayerError: A player has no such name.
        UsageError: Fewer than two players, or one is named twice.
    """

    kind = "ladder"
    finding = Meeting

    def __init__(
        self,
        deck: DeckRef,
        players: Sequence[str],
        games: int,
        seed: int,
        *,
        stop: EarlyStop | None = None,
        one_against_all: bool = False,
        without_luck: bool = False,
        terms: Terms = USUAL,
    ) -> None:
        _check(shared_game(deck), players)
        self.deck, self.players, self.seed, self.stop = deck, tuple(players), seed, stop
        self.terms = terms.settled(players)
        pairs = list(combinations(self.players, 2))
        self.pairs = pairs[: len(players) - 1] if one_against_all else pairs
        self.guesses = {pair: guesses_of(deck, pair) for pair in self.pairs if without_luck}
        self.guess = hash_of(chain.from_iterable(self.guesses.values())) if without_luck else ""
        self.meetings = -(-games // 2)
        self.total = self.meetings * len(self.pairs)

    @property
    def asked(self) -> Mapping[str, object]:
        """How luck is measured; who meets stands with every meeting, so others may join later."""
        return {"guess": self.guess} if self.guess else {}

    @staticmethod
    def work(task: MeetingTask) -> Meeting:
        """Let two players meet."""
        return meet(task)

    def is_sound(self, task: MeetingTask, found: Meeting) -> bool:
        """Whether it is this meeting."""
        has_luck = len(found.luck) == (len(found.returns) if self.guess else 0)
        return (found.first, found.second, found.index) == task.key and has_luck

    def answer(self, find: Find[MeetingTask, Meeting]) -> Ladder:
        """Let all pairs meet, batch by batch if any may end early."""
        met: dict[tuple[str, str], list[Meeting]] = {pair: [] for pair in self.pairs}
        sieve, played = self.new_sieve(self.players), 0
        for batch in self._batches():
            open_ = [
                pair for pair in self.pairs if not (self.stop and self.stop.is_clear(met[pair]))
            ]
            self.total = played + len(open_) * (self.meetings - batch.start)
            played += len(open_) * len(batch)
            for meeting in find(self._tasks(batch, open_)):
                pair = meeting.first, meeting.second
                if sieve.lets_pass(pair, meeting.lapses, 2):
                    met[pair].append(meeting)
        game = self.game
        contests = [Pairing(*pair, tuple(met[pair]), self.stop) for pair in self.pairs if met[pair]]
        return Ladder(
            seats=game.seats,
            players=self.players,
            pairs=tuple(contests),
            guess=self.guess or None,
            is_contest=game.table == CONTEST,
            points=what_seats_get(game),
            is_shared_out=_is_shared_out(game),
            **self.question,
        )

    def _batches(self) -> Iterator[range]:
        """Meetings that are played before anybody looks whether a pair has met often enough."""
        size = BATCH if self.stop else self.meetings
        for start in range(0, self.meetings, size):
            yield range(start, min(start + size, self.meetings))

    def _tasks(self, indexes: Iterable[int], pairs: Sequence[tuple[str, str]]) -> list[MeetingTask]:
        return [
            MeetingTask(self.deck, self.seed, *pair, index, self.terms, self._guess(pair))
            for index in indexes
            for pair in pairs
        ]

    def _guess(self, pair: tuple[str, str]) -> str:
        """The hash of what luck is measured by in a meeting of two; "" if it is not measured."""
        return hash_of(self.guesses[pair]) if self.guesses else ""


def _is_shared_out(game: Game) -> bool:
    """Whether what one seat gets the other does not, but for matches that nobody wins."""
    contest = game.rules.program.contest
    if game.table == CONTEST and contest is not None:
        return is_shared_out(contest)
    return game.zero_sum


def _check(game: Game, players: Sequence[str]) -> None:
    if len(players) < 2:
        raise UsageError("A ladder needs two players at least: --players a,b.")
    if len(set(players)) < len(players):
        raise UsageError("A player is named twice; each meets the others, never itself.")
    for player in players:
        make_player(player, game, game.seats[0], 0)
