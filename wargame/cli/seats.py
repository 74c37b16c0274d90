"""Who sits where, from what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wargame.errors import UsageError, nearest
from wargame.play.player import HUMAN
from wargame.rules.game import Game


def named_players(named: Iterable[tuple[str, str]], seats: Sequence[str]) -> dict[str, str]:
    """The players that `--seat` named, by seat.

    Raises:
        UsageError: a seat is not in the deck, or is given two players.
    """
    chosen = players_by_seat(named)
    for seat in chosen:
        if seat not in seats:
            raise UsageError(f"--seat: this deck has no seat '{seat}'. {nearest(seat, seats)}")
    return chosen


def players_by_seat(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The players that `--seat` named, where the deck is not known yet.

    Raises:
        UsageError: a seat is given two players.
    """
    chosen: dict[str, str] = {}
    for seat, player in named:
        if seat in chosen:
            raise UsageError(f"--seat: seat '{seat}' is given two players.")
        chosen[seat] = player
    return chosen


def table_for_people(named: Iterable[tuple[str, str]], game: Game) -> dict[str, str]:
    """Seats for `play`: where nobody was named, a person if there is none yet, else an opponent."""
    from wargame.table.host.seating import usual_player

    chosen = named_players(named, game.seats)
    filled: dict[str, str] = {}
    for seat in game.seats:
        taken = HUMAN in chosen.values() or HUMAN in filled.values()
        filled[seat] = chosen.get(seat) or (usual_player(game.deck, seat) if taken else HUMAN)
    return filled
