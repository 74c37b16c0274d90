"""What has to be said about the programs that sit at a table."""

from __future__ import annotations

from dataclasses import field

from wargame.dataclass import dataclass
from wargame.errors import shortened
from wargame.play.player import Player, why_out
from wargame.players.registry import STAND_IN

LONGEST_REMARK = 40
"""Characters of a program's line in a remark about it."""


@dataclass(slots=True)
class Remarks:
    """Remarks, each to be made once."""

    _out: dict[str, Player] = field(init=False, default_factory=dict)
    _said: list[str] = field(init=False, default_factory=list)

    def see_off(self, seat: str, player: Player) -> None:
        """Have a remark about the program in a seat, if it is out since its last decision."""
        why = why_out(player)
        if why and self._out.get(seat) is not player:  # another may have sat down since
            self._out[seat] = player
            name = shortened(player.name, LONGEST_REMARK)
            self._said.append(f"{name} left the table: {why}. {STAND_IN} plays on.")

    def take(self) -> str:
        """All that is to be said now; or ""."""
        said = " ".join(self._said)
        self._said.clear()
        return said
