"""Deciding moves: a planted blunder is found and ranked first, and a quiet game has none.

    python -m tests.proofs.blunders --count 20

A quiet game is played by two seats that hold every way on against the others in many worlds, by
the deck's habits, and take the best: none of its moves was dear. A game with a blunder is the same
one up to a decision at which its seat takes a way that costs 25 points of win chance or more
against the quiet one, by 200 pairs; after that both seats play quietly again. Each is kept as a
save, read again and analysed; whatever worlds the blunder was chosen by, the analysis has others.
What is dear is to play the games: where they are long, each choice is made in fewer worlds, and
compiled rules (`wargame compile DECK`, before) make it two or three times as quick.
"""

from __future__ import annotations

import math
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import DECKS
from tests.proofs.counting import Figures, parser_of, told
from tests.store.helpers import world
from wargame.lab.ended.analysis import analysis_of_match
from wargame.lab.runs.games import shared_game
from wargame.play.match import Match
from wargame.play.record import Record, make_header
from wargame.players.imagined import OVER, BaseState, Stream, imagine
from wargame.players.playout import FOR_EVER, Playout
from wargame.players.registry import make_player
from wargame.players.training import habits_of
from wargame.rules.game import Action, Game, Position
from wargame.rules.position import scratch
from wargame.store.compiled import speed_up
from wargame.store.learned import learn
from wargame.store.replay import match_of
from wargame.store.save import load
from wargame.store.savefile import create


@dataclass(frozen=True)
class Race:
    """How a quiet choice is made.

    Attributes:
        heats: Ways that are let into a heat, and its worlds.
        final, worlds: The same of the last heat.
        lean: What counts in the last heat, as in those before it, for how clear a win is.
    """

    heats: tuple[tuple[int | None, int], ...]
    final: int
    worlds: int
    lean: float


RACE = Race(((None, 6), (8, 16)), 4, 120, 0.0)
LONG = 600
"""Moves that a game of a deck of long games may have."""
RACE_LONG = Race(((None, 4), (6, 12)), 3, 40, 0.7)
"""Of a game with five times as many moves, each of them a choice: how clear a win is tells more in
so few worlds than whether it is one."""
DEAR = 25.0
"""What a blunder costs at least, in points of win chance."""
PROVED = 200
LEAN = 0.7
CLEAR = 5.0
"""A lead that makes a win clear."""
TRIED = 8
"""Worlds by which a way that may be a blunder is looked for."""
LIKELY = 0.5
"""Part of what a blunder costs that a way has to cost in those, or it is not looked at again."""
PLACES = 30
"""Decisions at which a blunder is looked for, at most."""
OWN_WORLDS = 700_000_000


@dataclass
class Judge:
    """Holds ways on against one another, in worlds that no analysis has."""

    game: Game
    seed: int

    def __post_init__(self) -> None:
        self.playout = Playout(self.game.rules.engine, habits_of(self.game.rules))
        self.race = RACE_LONG if self.game.max_plies >= LONG else RACE
        self.next = OWN_WORLDS + 100_000 * self.seed

    def chances(
        self, state: Position, codes: Sequence[int], worlds: int, lean: float = 0.0
    ) -> dict[int, list[float]]:
        """The chance to win of whoever is to move, by way and world, in points; `lean` is the share
        of it that hangs on how clear the win is, so that few worlds tell more."""
        number = scratch(state).actor
        seat = self.game.seats[number]
        view = self.game.redact(state, seat)
        found: dict[int, list[float]] = {code: [] for code in codes}
        for _ in range(worlds):
            self.next += 1
            start = imagine(view, Stream(self.next))
            for code in codes:
                s = start.copy()
                self.game.rules.engine.act(s, code)
                if s.node != OVER:
                    self.playout.run(s, self.next, FOR_EVER)
                found[code].append(self._won(s, seat, lean))
        return found

    def _won(self, s: BaseState, seat: str, lean: float) -> float:
        end = self.game.rules.match_end(s)
        assert end is not None
        won = 50.0 if not end.winner else 100.0 * (end.winner == seat)
        if not lean or end.cause != "lead":
            return won
        ahead = end.lead if seat == self.game.seats[0] else -end.lead
        return (1 - lean) * won + lean * 100 / (1 + math.exp(-ahead / CLEAR))

    def best(self, state: Position, legal: Sequence[int]) -> int:
        """The best of all ways, by a race."""
        race, left, sums = self.race, list(legal), Counter[int]()
        for most, worlds in race.heats:
            left = left[:most]
            for code, values in self.chances(
                state, left, worlds if len(left) > 1 else 0, LEAN
            ).items():
                sums[code] += int(sum(values))
            left.sort(key=lambda code: -sums[code])
        left = left[: race.final]
        found = self.chances(state, left, race.worlds if len(left) > 1 else 0, race.lean)
        return max(left, key=lambda code: sum(found[code]))

    def blunder(self, state: Position, quiet: int, legal: Sequence[int]) -> int | None:
        """The dearest way beside the quiet one, if it is dear enough; else None."""
        found = self.chances(state, legal, TRIED)
        worst = min(legal, key=lambda code: sum(found[code]))
        if sum(found[quiet]) - sum(found[worst]) < LIKELY * DEAR * TRIED:
            return None
        proved = self.chances(state, [quiet, worst], PROVED)
        return worst if sum(proved[quiet]) - sum(proved[worst]) >= DEAR * PROVED else None


def choices(game: Game, state: Position) -> list[int]:
    """The ways on of whoever is to move."""
    return list(game.rules.engine.legal(scratch(state)))


def played(
    judge: Judge, path: Path, seed: int, before: Sequence[Action], planted: int | None
) -> Match:
    """A game that is kept: some moves as they were, one that is planted, and then quiet ones."""
    game = judge.game
    players = {seat: make_player("random", game, seat, seed) for seat in game.seats}
    with create(path, game, Record(make_header(game, players, seed)), world(seed=seed)) as file:
        match = Match(game, players, seed, traced=True, journal=file)
        while not match.is_over:
            if game.current_seat(match.state) not in game.seats:
                match.step()
                continue
            ply, codes = match.course.ply, choices(game, match.state)
            if ply < len(before):
                code = before[ply].code
            elif planted is not None and ply == len(before):
                code = planted
            else:
                code = judge.best(match.state, codes)
            at = codes.index(code)
            match.take(game.legal_actions(match.state)[at])
        match.settle()
    return match


def planted_in(judge: Judge, match: Match, seed: int) -> tuple[int, int] | None:
    """Where a blunder goes into a quiet game, and which; None where no way is dear enough."""
    game, course = judge.game, match.course
    taken = [action.code for action in actions_of(match)]
    last = course.ply * 2 // 3
    plies = [one.ply for one in match.log if one.seat in game.seats and one.ply < last]
    random.Random(seed).shuffle(plies)
    for ply in plies[:PLACES]:
        state = course.at(ply)
        codes = choices(game, state)
        if len(codes) > 1:
            code = judge.blunder(state, taken[ply], codes)
            if code is not None:
                return ply, code
    return None


def actions_of(match: Match) -> list[Action]:
    """The moves of a match, as the rules know them."""
    course, game = match.course, match.game
    typed = course.typed
    assert typed is not None
    return [game.action(course.at(ply), text) for ply, text in enumerate(typed)]


def blunders(numbers: range, deck: str) -> Figures:
    """A quiet game and one with a blunder for each number."""
    game = speed_up(shared_game(DECKS[deck]))
    learn(game)
    tally: Counter[str] = Counter()
    spent: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            judge, place = Judge(game, number), Path(folder)
            quiet = played(judge, place / f"quiet{number}.jsonl", number, (), None)
            found = analysed(place / f"quiet{number}.jsonl", spent)
            tally["quiet games"] += 1
            tally["of these with a deciding move"] += bool(found)
            where = planted_in(judge, quiet, number)
            if where is None:
                tally["without a dear way"] += 1
                continue
            ply, code = where
            path = place / f"blunder{number}.jsonl"
            played(judge, path, number, actions_of(quiet)[:ply], code)
            found_there = analysed(path, spent)
            tally["blunders"] += 1
            tally["found"] += ply in found_there
            tally["ranked first"] += found_there[:1] == [ply]
            tally["others told beside"] += len(found_there) - (ply in found_there)
            print(dict(tally), [*map(round, spent)], file=sys.stderr, flush=True)  # noqa: T201 - it takes long
    each = {"seconds of a processor a save": round(sum(spent) / len(spent), 1)} if spent else {}
    return {"deck": deck, **tally, **each, "at most": round(max(spent, default=0), 1)}


def analysed(path: Path, spent: list[float]) -> list[int]:
    """The plies of the deciding moves of a save, the dearest first; notes what that took."""
    begun = time.process_time()
    found = analysis_of_match(match_of(load(path, world())))
    spent.append(time.process_time() - begun)
    assert found is not None
    return [one.ply for one in found.moves]


if __name__ == "__main__":
    parser = parser_of(__doc__, 20)
    parser.add_argument("--deck", default="primer", choices=sorted(DECKS))
    asked = parser.parse_args()
    told(lambda: blunders(range(asked.first, asked.first + asked.count), asked.deck))
