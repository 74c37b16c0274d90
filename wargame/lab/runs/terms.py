"""On what terms players, and programs of anybody's, play in a study."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from wargame.dataclass import dataclass
from wargame.play.player import secret_for
from wargame.players.fence import USUAL as UNFENCED
from wargame.players.fence import Fence


@dataclass(frozen=True, slots=True)
class Terms:
    """What was asked about players.

    Attributes:
        with_stand_ins: Count the games too in which another chose in a program's place.
        fence: What they are held back from.
        secret: Of all games in which a program plays, 32 hex digits; "" to make one up.
        habits: From how many schools players that think have their habits; a game draws one.
    """

    with_stand_ins: bool = False
    secret: str = ""
    fence: Fence = UNFENCED
    habits: int = 1

    def settled(self, players: Iterable[str]) -> Terms:
        """The same with a secret, if one of these players needs it."""
        return self if self.secret else replace(self, secret=secret_for(players))


USUAL: Final = Terms()
"""What holds if nothing was asked."""
