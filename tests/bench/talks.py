"""What share of the joint gain do players take that is there for all of them?

    python -m tests.bench.talks DECK GAMES HOST PLAYER PLAYER…

HOST plays the games. At the first talk of each round every PLAYER, in both seats, takes the round's
talks from that very position on the same luck, and what it signs is weighed as `wargame lab
bargains` weighs it. What could have been gained is one number for all of them: the best package
that leaves nobody worse off, or what one of them signed if that is worth more.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wargame.content.library import DeckLibrary
from wargame.lab.offers import PARTS, Appraiser
from wargame.lab.runs.games import open_game
from wargame.lab.stats.estimate import Ratio, estimate, shift
from wargame.play.branch import fork
from wargame.play.match import Match
from wargame.play.seeds import derive
from wargame.players.registry import make_player
from wargame.rules.game import CHANCE_SEAT, Game
from wargame.rules.verbs import ACCEPT

TALKS = "talks"
WORLDS = 8
SEED = 1


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk that every player took.

    Attributes:
        best: Joint gain of the best package, in hundredths of a point.
        taken: By player, joint gain of what it signed.
    """

    best: int
    taken: Mapping[str, int]

    @property
    def available(self) -> int:
        """What could have been gained, by whomever."""
        return max(0, self.best, *self.taken.values())


def talks_of(match: Match, players: Sequence[str], appraiser: Appraiser) -> Iterator[Talk]:
    """Play a match to its end, and have its talks taken by each of these players."""
    seen: set[int] = set()
    while not match.is_over:
        state = match.state
        is_talk = state.phase == TALKS and match.game.current_seat(state) != CHANCE_SEAT
        if is_talk and state.round not in seen and appraiser.may_offer(state):
            seen.add(state.round)
            best = sum(appraiser.best(state).worth.gains)
            yield Talk(best, {name: signed(match, name, appraiser) for name in players})
        match.step()


def signed(match: Match, name: str, appraiser: Appraiser) -> int:
    """The joint gain of what a player signs with itself in the talks that have just begun."""
    own, game, found = fork(match), match.game, 0
    seed = derive(match.record.header.seed, "talk", match.course.ply)
    own.players = {seat: make_player(name, game, seat, seed) for seat in game.seats}
    begun = match.state.round
    while not own.is_over and own.state.phase == TALKS and own.state.round == begun:
        state = own.state
        is_mover = game.current_seat(state) != CHANCE_SEAT
        is_asked = is_mover and any(one.verb == ACCEPT for one in game.legal_actions(state))
        gains = appraiser.offer(state)[1].gains if is_asked else ()
        if own.step().verb == ACCEPT:
            found += sum(gains)
    return found


def report(games: Sequence[Sequence[Talk]], players: Sequence[str]) -> Iterator[str]:
    """A row for each player, and the difference of the first two; a game is the unit."""
    available = [sum(talk.available for talk in talks) for talks in games]
    yield f"{len(games)} games, {sum(map(len, games))} talks, {sum(available) / PARTS:.1f} points"
    shares = {}
    for name in players:
        taken = [sum(talk.taken[name] for talk in talks) for talks in games]
        ratios: list[Ratio] = list(zip(taken, available, strict=True))
        found = shares[name] = estimate(ratios)
        if found:
            span = _span(found.low, found.high, "")
            yield f"{name}: {100 * found.value:.0f} % ({span}) of what was there"
    first, second = (shares[name] for name in players[:2])
    if first and second:
        less = shift(second, first)
        span = _span(less.low, less.high, "+")
        yield f"{players[0]} less {players[1]}: {100 * less.value:+.0f} points ({span})"


def _span(low: float, high: float, sign: str) -> str:
    """An interval in percent, if the games are enough for one."""
    if not math.isfinite(low + high):
        return "no interval"
    return f"{100 * low:{sign}.0f} to {100 * high:{sign}.0f}"


def play(game: Game, host: str, number: int, players: Sequence[str], worlds: int) -> list[Talk]:
    """The talks of one game of the host against itself."""
    seed = derive(SEED, "game", number)
    seats = {seat: make_player(host, game, seat, seed) for seat in game.seats}
    return list(talks_of(Match(game, seats, seed), players, Appraiser(game, worlds)))


def main(deck: str, games: str, host: str, *players: str) -> None:
    """Play, and tell how far it is after every game."""
    game, found = open_game(DeckLibrary().find(deck)), []
    for number in range(int(games)):
        found.append(play(game, host, number, players, WORLDS))
        sys.stdout.write("; ".join(report(found, players)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
