"""What screens and linear text are given to begin: a new game, and the games that are kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from wargame.cli.out import talk
from wargame.dataclass import dataclass
from wargame.errors import NotSaved, UsageError

if TYPE_CHECKING:
    from wargame.adapters.remote.hosting import Hosting
    from wargame.players.fence import Fence
    from wargame.rules.game import Game
    from wargame.store.save import Save
    from wargame.table.host.kept import KeptGames
    from wargame.table.host.sitting import Sitting


NOBODY_JOINS = "--listen: nobody sits at another machine. Seat one by --seat SEAT=remote."


@dataclass(frozen=True, slots=True)
class NewGame:
    """A game that is to begin.

    Attributes:
        name: What it is kept under; "" keeps nothing. None takes a free name, in linear text only
            where people sit at a terminal: what a pipe plays or programs alone is not kept then.
        said: What is to be told first, one thing after the other.
    """

    game: Game
    seats: Mapping[str, str]
    seed: int
    name: str | None
    secret: str
    said: tuple[str, ...] = ()


def begin(games: KeptGames, new: NewGame, name: str | None) -> Sitting:
    """Begin a game, and keep it under a name.

    Raises:
        UsageError: There is such a save already.
        NotSaved: It cannot be kept; says how another folder is named.
    """
    try:
        return games.begin(new.game, new.seats, new.seed, name, new.secret)
    except NotSaved as error:
        raise NotSaved(f"{error} Another folder is named by --saves DIR.") from error


def kept_games(
    saves: Path | None,
    fence: Fence | None = None,
    *,
    live: bool = False,
    plain: bool = False,
    decks: Path | None = None,
    listen: tuple[str, int] | None = None,
    check: Callable[[Collection[str]], None] = lambda _: None,
) -> KeptGames:
    """The games in a folder of saves.

    Args:
        live: Write down after each move what everybody may see.
        listen: Where people at other machines join.
        check: Called with who sits at the first table; raises where that cannot be.
        decks: The folder of decks that was named.
    """
    from wargame.players.fence import USUAL
    from wargame.seminar.tables import check_no_table
    from wargame.store.names import saves_folder
    from wargame.table.host.kept import KeptGames

    return KeptGames(
        saves_folder(saves),
        writes_aside=not plain,
        is_plain=plain,
        fence=fence or USUAL,
        is_live=live,
        check=check_no_table,
        is_shut=is_shut,
        caution=caution,
        decks=decks,
        invite=inviter(listen, check),
    )


def inviter(
    listen: tuple[str, int] | None, check: Callable[[Collection[str]], None]
) -> Callable[[Sitting], None]:
    """What opens the tables at which somebody sits at another machine, all at one address.

    Args:
        listen: The address, if one was given.
        check: As `kept_games` takes it.
    """
    known: list[Hosting] = []
    unchecked = [check]

    def invite(sitting: Sitting) -> None:
        if unchecked:
            unchecked.pop()(sitting.match.record.seats.values())
        if not sitting.remote:
            if listen and not known:
                raise UsageError(NOBODY_JOINS)
            return
        from wargame.adapters.remote.hosting import Hosting

        if not known:
            known.append(Hosting(*(listen or ())))
        known[0].invite(sitting)

    return invite


def check_listen(listen: tuple[str, int] | None, players: Iterable[str]) -> None:
    """Refuse to listen where nobody would join, and to begin where nobody can listen.

    Raises:
        UsageError: It is so.
    """
    from wargame.play.player import REMOTE

    if listen and REMOTE not in players:
        raise UsageError(NOBODY_JOINS)
    if listen and listen[1]:
        from wargame.adapters.remote.join_server import JoinServer

        JoinServer(*listen).close()


def is_shut(save: Save) -> bool:
    """Whether nothing of a game's luck is given out, though it is over: others go on by it."""
    from wargame.seminar.shared_luck import goes_on_elsewhere
    from wargame.store.world import World

    return goes_on_elsewhere(save, World())


def warn_of_twins(save: Save) -> None:
    """Say of a game that is over, and is told to whoever holds its save, who should not read it."""
    if save.is_over and is_shut(save):
        from wargame.table.host.rewind import NOT_FOR_ALL

        talk(NOT_FOR_ALL)
    else:
        warn_of_class(save)


def caution(save: Save, *, is_open: bool | None = None) -> str:
    """What to say of the save of a table that lies elsewhere: others of its class may go on.

    Args:
        is_open: Whether all of it is told; left out, as it is once the game is over.
    """
    from wargame.seminar.shared_luck import away_from_class

    return away_from_class(save, is_open=is_open)


def warn_of_class(save: Save, *, is_open: bool | None = None) -> None:
    """Say it, if there is something to say."""
    if told := caution(save, is_open=is_open):
        talk(told)
