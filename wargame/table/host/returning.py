"""Whoever a save or a plan names for a seat, and nothing read from a file may start: a person is
asked."""

from __future__ import annotations

from wargame.dataclass import dataclass
from wargame.errors import WargameError, visible
from wargame.play.control import swap
from wargame.play.match import Match
from wargame.players.fence import Fence, not_held_back
from wargame.players.registry import make_player
from wargame.table.host.seating import LATE, opening_name, stand_in_notice

WARNING = (
    "A {} starts nothing, so a stand-in sits there now. If you let the line sit down, it starts, "
    "with your rights: say yes only if you know it and trust it."
)


@dataclass(frozen=True, slots=True)
class Returning:
    """A program, or a player of another package, that sat in a seat before a game was left.

    Attributes:
        seat: Where a stand-in sits now.
        name: The whole line, as the save holds it.
        fence: What a program is held back from.
        is_planned: It never sat there: the plan of a class names it.
    """

    seat: str
    name: str
    fence: Fence
    is_planned: bool = False

    @property
    def can_be_asked_about(self) -> bool:
        """Whether what a person reads is what would run: nothing in it is unprintable or blank."""
        return self.name == visible(self.name) and self.name == " ".join(self.name.split())

    @property
    def question(self) -> tuple[str, str, str]:
        """What a person is asked: the seat, the whole line, and what starting it means."""
        seat = visible(self.seat)
        where = (
            f"The plan wants the line below to play {seat}."
            if self.is_planned
            else f"When this game was left, the line below sat for {seat}."
        )
        return where, self.name, WARNING.format("plan" if self.is_planned else "save")

    def answer(self, match: Match, is_yes: bool) -> str:
        """Do what a person answered; gives what is to be told of it, or "".

        Args:
            match: A stand-in sits in the seat.
        """
        away = self._away(match)
        if not is_yes or not self.can_be_asked_about:
            return away
        try:
            return self._seat(match)
        except WargameError as error:
            return f"{error} {away}"

    def _away(self, match: Match) -> str:
        """What is told where the stand-in stays."""
        if not self.is_planned:
            return stand_in_notice(match.game, self.seat, self.name)
        seat, name = visible(self.seat), visible(self.name)
        return (
            f"{opening_name(match.game, self.name)} plays {seat}, for a plan starts no program. "
            f"To let it play, type at the console: swap {seat} {name}"
        )

    def _seat(self, match: Match) -> str:
        told, secret = not_held_back([self.name], self.fence), match.course.secret
        seed = match.record.header.seed
        player = make_player(self.name, match.game, self.seat, seed, secret, self.fence)
        swap(match, self.seat, player)
        late = LATE if match.course.secret and not secret else ""
        return " ".join(filter(None, [told, late]))
