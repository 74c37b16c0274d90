"""Runs of games for the claims of a deck: what each game brings to every gauge."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from wargame.content.library import DeckRef
from wargame.lab.estimate import Pair
from wargame.lab.population import Population
from wargame.lab.work import Piece, gather, pieces_of
from wargame.play.match import Match
from wargame.rules.asking.evaluate import number, truth
from wargame.rules.game import Game, Position
from wargame.rules.ir import GaugeIR, Name

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
        piece
        for setting in settings
        for piece in pieces_of(
            DeckRef(deck.folder, setting.variant), population, seed, games, setting.fixed
        )
    ]
    found = [
        played
        for some in gather(play_piece, pieces, jobs=jobs, executor=executor, progress=progress)
        for played in some
    ]
    return {
        setting: Run(setting, tuple(found[games * k : games * (k + 1)]))
        for k, setting in enumerate(settings)
    }


def play_piece(piece: Piece) -> list[Played]:
    """Play some games; called in whatever process the executor chooses."""
    return [_play(match, piece.first + k) for k, match in enumerate(piece.matches())]


def _play(match: Match, index: int) -> Played:
    game, state = match.game, match.run().state
    returns = game.returns(state)
    return Played(
        index,
        game.ending(state),
        tuple(returns[seat] for seat in game.seats),
        state.round,
        read_all(game, state),
        state.digest,
    )


def read_all(game: Game, state: Position) -> dict[Place, Pair]:
    """What every gauge of a deck reads off a last position."""
    ending = game.ending(state)
    return {
        (claim.id, place): read_gauge(gauge, state, ending)
        for claim in game.rules.program.claims
        for place, gauge in enumerate((claim.gauge, *claim.beside))
    }


def read_gauge(gauge: GaugeIR, state: Position, ending: str) -> Pair:
    """The part and the whole of one gauge; nothing of either if the game is left out."""

    def read(name: Name) -> int:
        return state[name.text]

    if gauge.only is not None and not truth(gauge.only, read):
        return 0, 0
    counts = not gauge.endings or ending in gauge.endings
    return number(gauge.part, read) if counts else 0, number(gauge.whole, read)
