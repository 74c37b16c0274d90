"""Games in which another chose in the place of a program.

A program that falls out of a match leaves the rest of it to `greedy`, so that the match comes to
its end; what the program can do, such a game does not say. Studies count what happened, and leave
the game out of every mean and rating unless they are asked not to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wargame.dataclass import dataclass
from wargame.errors import PlayerError
from wargame.lab.runs.question import ProgramRow
from wargame.play.event import FAULT, Act
from wargame.play.match import Match
from wargame.play.player import is_program

Lapses = tuple[tuple[int, int], ...]
"""By seat, in deck order: its decisions that another took, and what its program did wrong.
Nothing at all if every player chose for itself."""


def lapses_of(match: Match) -> Lapses:
    """What happened in a match."""
    if not any(is_program(player.name) for player in match.players.values()):
        return ()
    taken = [move for move in match.course.moves if isinstance(move, Act) and move.stand_in]
    if not taken:
        return ()
    return tuple([_lapse([move for move in taken if move.seat == seat]) for seat in match.players])


def _lapse(taken: Sequence[Act]) -> tuple[int, int]:
    return len(taken), sum(move.stand_in == FAULT for move in taken)


@dataclass(slots=True)
class _Count:
    games: int = 0
    stand_ins: int = 0
    faults: int = 0
    left_out: int = 0


class Sieve:
    """Counts what programs did, game by game, and says which games count.

    Args:
        with_stand_ins: Whether all do.

    Attributes:
        left_out: Games that do not count.
        counted: Games that do.
    """

    def __init__(self, with_stand_ins: bool = False) -> None:
        self.with_stand_ins = with_stand_ins
        self.left_out = self.counted = 0
        self._counts: dict[str, _Count] = {}

    def name(self, players: Iterable[str]) -> None:
        """Those who may play; a program is told of even if it never does."""
        for player in filter(is_program, players):
            self._counts.setdefault(player, _Count())

    def lets_pass(self, players: Sequence[str], lapses: Lapses, games: int = 1) -> bool:
        """Take some games in, and say whether they count.

        Args:
            players: Who played, in the order of the lapses.
            games: How many these are: all count, or none does.
        """
        self.name(players)
        has_lapse = any(stand_ins for stand_ins, _ in lapses)
        passes = self.with_stand_ins or not has_lapse
        for player in set(players) & self._counts.keys():
            count = self._counts[player]
            count.games += games
            count.left_out += 0 if passes else games
        for player, (stand_ins, faults) in zip(players, lapses, strict=False):
            if player in self._counts:
                self._counts[player].stand_ins += stand_ins
                self._counts[player].faults += faults
        self.counted += games if passes else 0
        self.left_out += 0 if passes else games
        return passes

    @property
    def rows(self) -> tuple[ProgramRow, ...] | None:
        """A row per program; None if none plays."""
        found = [
            ProgramRow(player, one.games, one.stand_ins, one.faults, one.left_out)
            for player, one in self._counts.items()
        ]
        return tuple(found) or None

    @property
    def told(self) -> int | None:
        """How many games are left out; None if no program plays."""
        return self.left_out if self._counts else None

    def check(self) -> None:
        """Make sure that something was found.

        Raises:
            PlayerError: Every game is left out.
        """
        if self.left_out and not self.counted:
            who = "; ".join(
                f"{row.player}: {row.faults} faults, another chose {row.stand_ins} times"
                for row in self.rows or ()
            )
            raise PlayerError(
                f"no game is left to tell of: in every one another chose for a program. {who}. "
                "Try it by `wargame player check`; --with-stand-ins counts such games."
            )
