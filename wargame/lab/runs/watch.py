"""One player in one seat, watched closely."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from wargame.dataclass import dataclass
from wargame.play.match import Match
from wargame.play.model_use import ModelUse, use_told
from wargame.play.player import Player, Witness, is_program, stood_in, use_of
from wargame.play.witnessed import Witnessed
from wargame.players.command import Command
from wargame.players.fence import Fence
from wargame.players.names import parse_name
from wargame.players.pipe import Hear
from wargame.players.registry import make_player
from wargame.rules.game import Action, Game
from wargame.rules.view import SeatState

RIVAL = "random"
SEED = 1


@dataclass(frozen=True, slots=True)
class Showing:
    """How a player did in a match.

    Attributes:
        points: Less par.
        choices: How often it was asked.
        stand_ins: How often another chose in its place.
        longest_seconds: What it took at most for one choice.
        faults: What it did wrong, in order.
        use: What it says that its choices took of a model; no calls if it does not say.
        unkept: How often it said so in a way that no record keeps.
    """

    seat: str
    points: int
    choices: int
    stand_ins: int
    longest_seconds: float
    faults: tuple[str, ...]
    use: ModelUse
    unkept: int


class Watched:
    """A player with a clock beside it."""

    def __init__(self, inner: Player) -> None:
        self.inner, self.name = inner, inner.name
        self.seconds: list[float] = []
        self.stand_ins = self.unkept = 0
        self.use = ModelUse()

    def hear(self, happened: Sequence[Witnessed]) -> None:
        """Tell the player, if it wants to know."""
        if isinstance(self.inner, Witness):
            self.inner.hear(happened)

    def choose(self, view: SeatState) -> Action:
        """What the player chooses."""
        start = perf_counter()
        try:
            return self.inner.choose(view)
        finally:
            self.seconds.append(perf_counter() - start)
            self.stand_ins += bool(stood_in(self.inner))
            self._count(use_of(self.inner))

    def _count(self, told: object) -> None:
        """Take note of what the player says that its choice took of a model."""
        use = use_told(told)
        self.use += use or ModelUse()
        self.unkept += told is not None and use is None


def try_player(game: Game, name: str, seat: str, fence: Fence, heard: Hear) -> Showing:
    """Let a player play one match against `random`.

    Args:
        fence: What it is held back from.
        heard: Takes what a program writes to its standard error.

    Raises:
        PlayerError: It has no such name, or answered what the rules do not allow.
    """
    if is_program(name):
        line = parse_name(name).told or ""
        player: Player = Command(game, seat, SEED, line, heard=heard, fence=fence)
    else:
        player = make_player(name, game, seat, SEED)
    watched = Watched(player)
    (rival,) = (other for other in game.seats if other != seat)
    try:
        match = Match(game, {seat: watched, rival: make_player(RIVAL, game, rival, SEED)}, SEED)
        returns = game.returns(match.run().state)
        if isinstance(player, Command):
            player.finish(returns, game.ending(match.state))
    finally:
        if isinstance(player, Command):
            player.close()
    faults = tuple(player.faults) if isinstance(player, Command) else ()
    seconds = watched.seconds
    longest = max(seconds, default=0)
    return Showing(
        seat,
        returns[seat],
        len(seconds),
        watched.stand_ins,
        longest,
        faults,
        watched.use,
        watched.unkept,
    )
