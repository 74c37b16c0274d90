"""Two players on one seed: two games, seats swapped, and a comparison in each seat.

In a game whose seats want different things and have different prospects, the fair comparison is
by seat: who got more out of it on that luck? Winning both is a whole win, one of them half. The
meeting is the unit of all intervals, since its comparisons share their luck.
"""

from __future__ import annotations

from wargame.content.library import DeckRef
from wargame.dataclass import dataclass
from wargame.lab.ranking.foresight import Foresight
from wargame.lab.ranking.luck import PARTS, run_with_luck, settled_guesses
from wargame.lab.runs.games import shared_game
from wargame.lab.runs.kept import Key
from wargame.lab.runs.population import match_of
from wargame.lab.runs.stand_ins import Lapses, lapses_of
from wargame.lab.runs.terms import USUAL, Terms
from wargame.play.player import is_program
from wargame.play.seeds import derive
from wargame.rules.game import Game


@dataclass(frozen=True, slots=True)
class MeetingTask:
    """A meeting to be played; can travel to another process.

    Attributes:
        terms: On what terms programs play; a meeting of two of ours hangs on its seed alone.
        guess: The hash of the guess by which luck is measured; "" if it is not.
    """

    deck: DeckRef
    seed: int
    first: str
    second: str
    index: int
    terms: Terms = USUAL
    guess: str = ""

    @property
    def key(self) -> Key:
        """Who meets, and on which seed of the run."""
        return self.first, self.second, self.index


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two games on one seed.

    Attributes:
        first, second: The players.
        index: Which seed of the run.
        returns: Points less par of `first` by seat, in deck order, then of `second`.
        lapses: What programs did wrong in both games, of `first`, then of `second`.
        luck: Of each of the returns, in hundredths of a point; nothing if it was not measured.
    """

    first: str
    second: str
    index: int
    returns: tuple[int, int, int, int]
    lapses: Lapses = ()
    luck: tuple[int, ...] = ()

    @property
    def share(self) -> float:
        """What the first won: 1 for both seats, ½ for one, a tie counting half."""
        mine, theirs = self.returns[:2], self.returns[2:]
        won = [1.0 if a > b else 0.5 if a == b else 0.0 for a, b in zip(mine, theirs, strict=True)]
        return sum(won) / 2

    @property
    def gain(self) -> float:
        """Points a seat that the first got more than the second."""
        return (sum(self.returns[:2]) - sum(self.returns[2:])) / 2

    @property
    def lucky_gain(self) -> float:
        """What luck made of that gain, by the guess."""
        return (sum(self.luck[:2]) - sum(self.luck[2:])) / 2 / PARTS

    @property
    def won(self) -> float:
        """Whether the first got more out of both seats together: 1, ½ if as much, or 0."""
        return 1.0 if self.gain > 0 else 0.5 if self.gain == 0 else 0.0

    def gains(self, player: str) -> tuple[int, int]:
        """Points that one of the two got more than the other, in each seat."""
        a, b, c, d = self.returns
        return (a - c, b - d) if player == self.first else (c - a, d - b)

    def points(self, player: str) -> tuple[int, int]:
        """Points of one of the two in each seat, less par."""
        return self.returns[:2] if player == self.first else self.returns[2:]


def meet(task: MeetingTask) -> Meeting:
    """Play two games on one seed."""
    game = shared_game(task.deck)
    north, south = game.seats
    players = task.first, task.second
    plain, swapped = settled_guesses(task.deck, players, task.guess) if task.guess else (None, None)
    one, lapses, luck = _played(game, task, {north: task.first, south: task.second}, plain)
    two, more, other = _played(game, task, {north: task.second, south: task.first}, swapped)
    return Meeting(
        task.first,
        task.second,
        task.index,
        (one[north], two[south], two[north], one[south]),
        _together(lapses, more[::-1]),
        (luck[0], other[1], other[0], luck[1]) if luck else (),
    )


def _together(one: Lapses, other: Lapses) -> Lapses:
    """What two players did wrong in two games."""
    if not one or not other:
        return one or other
    return tuple([(a + c, b + d) for (a, b), (c, d) in zip(one, other, strict=True)])


def _played(
    game: Game, task: MeetingTask, seats: dict[str, str], guess: Foresight | None
) -> tuple[dict[str, int], Lapses, tuple[int, ...]]:
    """What each seat got, what programs did wrong, and how lucky each seat was."""
    seed = derive(task.seed, "game", task.index)
    has_program = any(map(is_program, seats.values()))
    terms = task.terms if has_program else Terms(habits=task.terms.habits)
    match = match_of(game, seats, seed, terms)
    luck = run_with_luck(match, guess) if guess else ()
    return game.returns(match.run().state), lapses_of(match), luck
