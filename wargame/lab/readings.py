"""What the games of a run bring to every gauge of a deck's claims."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from wargame.dataclass import dataclass
from wargame.lab.runs.game_study import Seated
from wargame.lab.runs.stand_ins import Lapses, lapses_of
from wargame.lab.stats.estimate import Ratio
from wargame.play.match import Match
from wargame.rules.asking.evaluate import number, truth
from wargame.rules.game import Game, Position
from wargame.rules.ir import ClaimIR, GaugeIR, Name


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run is played under: a variant, and seats whose player is not drawn."""

    variant: str
    fixed: Seated = ()


@dataclass(frozen=True, slots=True)
class GameReadings:
    """What one game brought.

    Attributes:
        returns: Points of each seat, in seat order, less its par.
        ratios: By gauge (`gauge_key`), its part and its whole.
        lapses: What programs did wrong.
        winner: Who won, "" for nobody; null at a table that names no winner.
    """

    ending: str
    returns: tuple[int, ...]
    ratios: Mapping[str, Ratio]
    state_hash: str
    lapses: Lapses = ()
    winner: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """The games of one setting, in order."""

    games: tuple[GameReadings, ...]

    @property
    def digest(self) -> str:
        """64 hex digits over the last position of every game."""
        text = "\n".join(game.state_hash for game in self.games)
        return hashlib.sha256(text.encode()).hexdigest()

    def ratios(self, key: str) -> tuple[Ratio, ...]:
        """What a gauge reads in each game; nothing if the variant leaves it out."""
        return tuple([game.ratios.get(key, (0, 0)) for game in self.games])


def gauge_key(claim: int, place: int) -> str:
    """A gauge as one word: its claim's number, and 0, or 1 and up for those told beside."""
    return f"{claim}.{place}"


def gauges_of(claim: ClaimIR) -> Iterator[tuple[str, GaugeIR]]:
    """The gauges of a claim by their keys, its own first."""
    for place, gauge in enumerate((claim.gauge, *claim.beside)):
        yield gauge_key(claim.id, place), gauge


def read_match(match: Match) -> GameReadings:
    """Play a match to its end and read every gauge."""
    game, state = match.game, match.run().state
    returns = game.returns(state)
    return GameReadings(
        game.ending(state),
        tuple(returns[seat] for seat in game.seats),
        read_all(game, state),
        state.digest,
        lapses_of(match),
        game.result(state),
    )


def read_all(game: Game, state: Position) -> dict[str, Ratio]:
    """What every gauge of a deck reads off a last position."""
    ending = game.ending(state)
    return {
        key: read_gauge(gauge, state, ending)
        for claim in game.rules.program.claims
        for key, gauge in gauges_of(claim)
    }


def read_gauge(gauge: GaugeIR, state: Position, ending: str) -> Ratio:
    """The part and the whole of one gauge; nothing of either if the game is left out."""

    def read(name: Name) -> int:
        return state[name.text]

    if gauge.only is not None and not truth(gauge.only, read):
        return 0, 0
    counts = not gauge.endings or ending in gauge.endings
    return number(gauge.part, read) if counts else 0, number(gauge.whole, read)
