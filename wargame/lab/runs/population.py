"""Who plays when a deck itself is measured: for each game, a player drawn for each seat.

What play says of a claim it says of the players who played. So a population is named with every
result, and the draw follows from the seed and the game's number alone: game n has the same
players under every variant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.runs.terms import USUAL, Terms
from wargame.play.match import Match
from wargame.play.seeds import derive
from wargame.players.names import parse_name
from wargame.players.registry import check_player, make_player
from wargame.players.training import school
from wargame.rules.game import Game

NOBODY = ("greedy",)
"""Who plays where a deck has no personas, or none for a seat."""


@dataclass(frozen=True, slots=True)
class Population:
    """The players that each seat is drawn from, in seat order. Can travel to other processes."""

    seats: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def by_seat(self) -> dict[str, list[str]]:
        """The same as plain data."""
        return {seat: list(names) for seat, names in self.seats}

    @property
    def names(self) -> tuple[str, ...]:
        """Everyone who may play, once."""
        return tuple(dict.fromkeys(name for _, names in self.seats for name in names))

    def drawn(self, seed: int, index: int, fixed: Mapping[str, str]) -> dict[str, str]:
        """Who plays a game, by seat; `fixed` seats are not drawn."""
        return {
            seat: fixed.get(seat) or names[derive(seed, "persona", seat, index) % len(names)]
            for seat, names in self.seats
        }

    def match(
        self, game: Game, seed: int, index: int, fixed: Mapping[str, str], terms: Terms = USUAL
    ) -> Match:
        """Game `index` of a run with this seed, not yet begun."""
        own = derive(seed, "game", index)
        names = self.drawn(seed, index, fixed)
        return match_of(game, names, own, terms.settled(self.names))


def match_of(game: Game, names: Mapping[str, str], seed: int, terms: Terms) -> Match:
    """A match of these players, by seat, not yet begun.

    Args:
        terms: With the match's secret, if one is to be used.
    """
    school(game.rules, derive(seed, "training") % terms.habits)
    secret = terms.secret
    players = {
        seat: make_player(name, game, seat, seed, secret, terms.fence)
        for seat, name in names.items()
    }
    return Match(game, players, seed, secret=secret)


def population(game: Game, names: Sequence[str] = ()) -> Population:
    """The named players, or without names the personas that are drawn; each for its own seats.

    A seat that no persona was made for is left to `NOBODY`.

    Raises:
        PlayerError: A player has no such name.
        UsageError: None of those who are named plays a seat.
    """
    chosen = tuple(names) or tuple(p.id for p in game.deck.personas if p.drawn) or NOBODY
    for name in chosen:
        check_player(name, game)
    homes = {persona.id: persona.seat for persona in game.deck.personas}
    found = []
    for seat in game.seats:
        fit = tuple(
            name for name in chosen if homes.get(parse_name(name).who, "any") in ("any", seat)
        )
        fit = fit if fit or names else NOBODY
        for name in fit:
            make_player(name, game, seat, 0)
        if not fit:
            was = "was" if len(chosen) == 1 else "were"
            raise UsageError(
                f"Nobody is there to play {seat}: {', '.join(chosen)} {was} made for the other"
                " seat. Name somebody who plays both, such as greedy."
            )
        found.append((seat, fit))
    return Population(tuple(found))
