"""Runs of games for the claims of a deck: what each game brings to every gauge."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from wargame.content.library import DeckRef
from wargame.lab.estimate import Pair
from wargame.lab.games import shared_game
from wargame.lab.population import Population
from wargame.lab.simulate import crew
from wargame.play.match import Match
from wargame.play.seeds import derive
from wargame.players.registry import make_player
from wargame.rules.evaluate import number, read_state, truth
from wargame.rules.game import Game, State
from wargame.rules.ir import GaugeIR, Name

CHUNK = 5
"""Most games in one piece of work."""

Place = tuple[int, int]
"""A gauge: the number of its claim, and 0, or 1 and up for those told beside."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run is played under: a variant, and seats whose player is not drawn."""

    variant: str
    fixed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """What one game brought.

    Attributes:
        returns: Points of each seat, in seat order, less its par.
        pairs: By gauge, its part and its whole.
    """

    index: int
    ending: str
    returns: tuple[int, ...]
    rounds: int
    pairs: Mapping[Place, Pair]
    state_hash: str


@dataclass(frozen=True, slots=True)
class Run:
    """The games of one setting, in order."""

    setting: Setting
    games: tuple[Played, ...]

    @property
    def endings(self) -> Counter[str]:
        """How often each ending came."""
        return Counter(game.ending for game in self.games)

    @property
    def digest(self) -> str:
        """64 hex digits over the last position of every game."""
        text = "\n".join(game.state_hash for game in self.games)
        return hashlib.sha256(text.encode()).hexdigest()

    def pairs(self, place: Place) -> list[Pair]:
        """What a gauge reads in each game; nothing if the variant leaves it out."""
        return [game.pairs.get(place, (0, 0)) for game in self.games]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some games in a row; can travel to another process."""

    deck: DeckRef
    fixed: tuple[tuple[str, str], ...]
    population: Population
    seed: int
    first: int
    count: int


def play_runs(
    deck: DeckRef,
    settings: Sequence[Setting],
    games: int,
    seed: int,
    population: Population,
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> dict[Setting, Run]:
    """Play every setting on the same luck, with the same players drawn."""
    pieces = [
        Piece(
            DeckRef(deck.folder, setting.variant), setting.fixed, population, seed, first,
            min(CHUNK, games - first),
        )
        for setting in settings
        for first in range(0, games, CHUNK)
    ]  # fmt: skip
    found: list[Played] = []
    with crew(jobs, executor) as workers:
        for future in [workers.submit(play_piece, piece) for piece in pieces]:
            found += future.result()
            progress(len(found))
    return {
        setting: Run(setting, tuple(found[games * k : games * (k + 1)]))
        for k, setting in enumerate(settings)
    }


def play_piece(piece: Piece) -> list[Played]:
    """Play some games; called in whatever process the executor chooses."""
    game = shared_game(piece.deck)
    return [_play(game, piece, piece.first + k) for k in range(piece.count)]


def _play(game: Game, piece: Piece, index: int) -> Played:
    seed = derive(piece.seed, "game", index)
    names = piece.population.drawn(piece.seed, index, dict(piece.fixed))
    players = {seat: make_player(name, game, seat, seed) for seat, name in names.items()}
    state = Match(game, players, seed).run().state
    returns = game.returns(state)
    return Played(
        index, game.ending(state), tuple(returns[seat] for seat in game.seats), state.round,
        read_all(game, state), game.state_hash(state),
    )  # fmt: skip


def read_all(game: Game, state: State) -> dict[Place, Pair]:
    """What every gauge of a deck reads off a last position."""
    ending = game.ending(state)
    return {
        (claim.id, place): read_gauge(gauge, state, ending)
        for claim in game.program.claims
        for place, gauge in enumerate((claim.gauge, *claim.beside))
    }


def read_gauge(gauge: GaugeIR, state: State, ending: str) -> Pair:
    """The part and the whole of one gauge; nothing of either if the game is left out."""

    def read(name: Name) -> int:
        return read_state(state, name)

    if gauge.only is not None and not truth(gauge.only, read):
        return 0, 0
    counts = not gauge.endings or ending in gauge.endings
    return number(gauge.part, read) if counts else 0, number(gauge.whole, read)
