"""The one loop that drives a match, whoever waits for what.

`turns` says what comes next. Luck it takes itself. Who has to decide it names, and whoever reads
the turns sees to it, in a way of their own: a study asks the player at once, a screen lets it
think in a thread, plain text waits for a line. Each turn is read off the position anew, so
a decision that did not come, or was taken back in the meantime, is simply asked for again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from wargame.dataclass import dataclass
from wargame.play.player import Person, Player, Witness
from wargame.play.witnessed import Witnessed
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

    def witnessed(self, seat: str) -> Sequence[Witnessed]:
        """What a seat has seen so far."""


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
    """A player of the program has to choose. `choose` may take long, and touches no match.

    Attributes:
        happened: What its seat has seen so far, if the player wants to know.
    """

    view: SeatState
    player: Player
    happened: Sequence[Witnessed] = ()

    def choose(self) -> Action:
        """What the player decides, from what its seat sees."""
        if isinstance(self.player, Witness):
            self.player.hear(self.happened)
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
    if isinstance(player, Person):
        return PersonAsked(view)
    return PlayerAsked(view, player, match.witnessed(seat) if isinstance(player, Witness) else ())
