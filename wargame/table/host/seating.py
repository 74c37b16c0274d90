"""Who sits down at a table: people, players of the program, and the process in which some think.

A name that was typed and a name that a save holds are seated by two makers; see
`players.registry`. No function here takes both kinds in one mapping.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from wargame.content.model import Deck
from wargame.content.shell import line_of
from wargame.errors import visible
from wargame.play.player import HUMAN, REMOTE, Person, Player, RemotePerson, is_person
from wargame.players.fence import USUAL, Fence
from wargame.players.names import thinks
from wargame.players.people import usual_opponent
from wargame.players.registry import STAND_IN, check_player, is_ours, make_player, reseat
from wargame.players.worker import ByWorker, Worker
from wargame.rules.game import Game
from wargame.table.host.back_room import ENTRY

LATE = (
    "This game began without a program or a person at another machine. What was dealt so far hangs "
    "on its seed alone, which a program may find by trying; from here on luck is keyed by a secret."
)
"""What is said when the first program sits down in the middle of a game."""

Maker = Callable[[str, Game, str, int, str], Player]
"""Makes a player of a name, for a game, a seat, and a match's seed and secret."""


def seat_players(
    game: Game, typed: Mapping[str, str], seed: int, secret: str = "", fence: Fence = USUAL
) -> tuple[dict[str, Player], Worker]:
    """Whoever a person named for each seat, and the worker in which those of them sit that think.

    Raises:
        PlayerError: Nobody has such a name, or what is behind the colon or the @ is of no use.
    """
    make = partial(make_player, fence=fence)
    makers: dict[str, tuple[str, Maker]] = {seat: (name, make) for seat, name in typed.items()}
    return _seat_all(game, makers, seed, secret)


def reseat_players(
    game: Game,
    kept: Mapping[str, str],
    typed: Mapping[str, str],
    seed: int,
    secret: str,
    fence: Fence,
) -> tuple[dict[str, Player], Worker]:
    """The same for a save: whoever sat there, or else whom a person named for the seat.

    Args:
        kept: Names read from the save; those of programs and packages get a stand-in.

    Raises:
        PlayerError: Nobody has a name that was typed.
    """
    makers: dict[str, tuple[str, Maker]] = {
        seat: (opening_name(game, name), reseat) for seat, name in kept.items()
    }
    make = partial(make_player, fence=fence)
    makers |= {seat: (name, make) for seat, name in typed.items()}
    return _seat_all(game, makers, seed, secret)


def seat_later(
    name: str,
    game: Game,
    seat: str,
    seed: int,
    secret: str,
    worker: Worker | None,
    fence: Fence = USUAL,
) -> Player:
    """Whoever sits down while a game goes on.

    Args:
        name: As a person typed it.
        worker: Of the table: who thinks learns the deck there.

    Raises:
        PlayerError: Nobody has that name.
    """
    if name == HUMAN:
        return Person()
    if thinks(name) and worker is not None:
        return ByWorker(name, worker, seat, seed, secret)
    return make_player(name, game, seat, seed, secret, fence=fence)


def usual_player(deck: Deck, seat: str) -> str:
    """Who sits across from a person where nobody was named."""
    found = usual_opponent(deck, seat)
    return found.name if found else STAND_IN


def opening_name(game: Game, kept: str) -> str:
    """Who sits down for a name that a save holds, unless a person names somebody."""
    return kept if is_person(kept) or is_ours(kept, game) else STAND_IN


def stand_in_notice(game: Game, seat: str, kept: str) -> str:
    """What to say of a seat in which a stand-in sits, or ""."""
    name = opening_name(game, kept)
    if name == kept:
        return ""
    typed = line_of([visible(f"{seat}={kept}")])
    return (
        f"'{visible(kept)}' sat for {visible(seat)}; {name} sits there now, for a save starts no "
        f"program. To let it play: --seat {typed}"
    )


def _seat_all(
    game: Game, makers: Mapping[str, tuple[str, Maker]], seed: int, secret: str
) -> tuple[dict[str, Player], Worker]:
    thinking = {seat: name for seat, (name, _) in makers.items() if thinks(name)}
    for name in thinking.values():
        check_player(name, game)  # now, and not once it is to think: then the table stands open
    worker = Worker(game.loaded, thinking, seed, ENTRY, secret=secret)

    def seated(seat: str, name: str, make: Maker) -> Player:
        if name == HUMAN:
            return Person()
        if name == REMOTE:
            return RemotePerson()
        if thinks(name):
            return ByWorker(name, worker, seat, seed, secret)
        return make(name, game, seat, seed, secret)

    return {seat: seated(seat, *makers[seat]) for seat in game.seats}, worker
