"""The one loop that drives a match, whoever waits for what.

`turns` says what comes next. Luck it takes itself. Who has to decide it names, and whoever reads
the turns sees to it, in a way of their own: a study asks the player at once, a screen lets it
think in a thread, plain text waits for a line. Each turn is read off the position anew, so
a decision that did not come, or was taken back in the meantime, is simply asked for again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from wargame.dataclass import dataclass
from wargame.play.player import Person, Player
from wargame.rules.game import CHANCE_SEAT, Action, Game, Position
from wargame.rules.view import SeatState


class Driven(Protocol):
    """A match, as far as driving it goes."""

    @property
    def game(self) -> Game: ...
    @property
    def state(self) -> Position: ...
    @property
    def players(self) -> Mapping[str, Player]: ...
    @property
    def is_over(self) -> bool: ...
    @property
    def is_settled(self) -> bool: ...
    def follow(self) -> Action:
        """Take the next move that is written down."""

    def draw(self) -> Action:
        """Take luck, drawn by the dealer."""


@dataclass(frozen=True, slots=True)
class LuckDrawn:
    """Luck has been taken, or another move that was written down before it showed."""

    action: Action


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """Somebody at the table has to choose, from what their seat sees."""

    view: SeatState


@dataclass(frozen=True, slots=True)
class PlayerAsked:
    """A player of the program has to choose. `choose` may take long, and touches no match."""

    view: SeatState
    player: Player

    def choose(self) -> Action:
        """What the player decides, from what its seat sees."""
        return self.player.choose(self.view)


Turn = LuckDrawn | PersonAsked | PlayerAsked


def turns(match: Driven) -> Iterator[Turn]:
    """Every turn until the game is over.

    Whoever reads them takes the decision that is asked for before reading on, or gives up.
    """
    while not match.is_over:
        yield next_turn(match)


def next_turn(match: Driven) -> Turn:
    """What comes next. Luck has been taken by then; a decision has not."""
    if not match.is_settled:
        return LuckDrawn(match.follow())
    seat = match.game.current_seat(match.state)
    if seat == CHANCE_SEAT:
        return LuckDrawn(match.draw())
    player, view = match.players[seat], match.game.redact(match.state, seat)
    return PersonAsked(view) if isinstance(player, Person) else PlayerAsked(view, player)
