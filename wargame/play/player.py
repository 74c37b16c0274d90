"""Whoever sits in a seat, seen from the match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol, runtime_checkable

from wargame.errors import PlayerError, UsageError, nearest, visible
from wargame.play.said import LONGEST_THOUGHT
from wargame.play.seeds import new_secret
from wargame.play.witnessed import Witnessed
from wargame.rules.game import Action
from wargame.rules.view import SeatState

HUMAN: Final = "human"
"""What a person is called wherever players go by names."""

REMOTE: Final = "remote"
"""What a person at another machine is called there."""

PROGRAM: Final = "cmd"
"""What stands before the colon in the name of a program of anybody's."""

LONGEST_NAME: Final = 1000
"""Characters of a player's name, which may be a program with arguments; saves hold no longer."""


class Player(Protocol):
    """Chooses for one seat, and knows only what that seat may see.

    A player is made for one game, one seat and one match. It gets a `SeatState` and nothing
    else, and nothing that leads any further; it draws any luck it wants from a stream of its own,
    so it cannot disturb the world's. Python code in this process could still climb to the match
    through the frames of its callers: a stranger's program is seated by `cmd:`, in its own. Code
    of another package runs here (`players.registry`), and only for whoever typed its name.

    >>> class Last:
    ...     name = "last"
    ...
    ...     def choose(self, view):
    ...         return view.legal[-1]
    """

    @property
    def name(self) -> str:
        """What the record calls it, such as `greedy`."""

    def choose(self, view: SeatState) -> Action:
        """Choose one of `view.legal`. Called only when the seat is to move."""


class Person:
    """Stands for someone at the table; whoever drives the match asks them (`play.drive`)."""

    name = HUMAN

    def choose(self, view: SeatState) -> Action:
        """Nobody to be asked.

        Raises:
            PlayerError: Always.
        """
        raise PlayerError(f"seat '{view.seat}' is played by a person")


class RemoteLine(Protocol):
    """The way to a person at another machine."""

    def ask(self, view: SeatState) -> Action:
        """What they choose, however long it takes; one of what is legal when they do."""

    def missing(self) -> str:
        """Why nobody is there now, in a sentence, or ""."""

    def cancel(self) -> None:
        """Have whoever waits for a choice wait no longer."""

    def close(self) -> None:
        """Let them go."""


class RemotePerson:
    """Stands for somebody at another machine, who is asked over a line (`adapters.remote`).

    Attributes:
        line: The way there; None as long as nobody has opened one.
    """

    name = REMOTE

    def __init__(self) -> None:
        self.line: RemoteLine | None = None

    def choose(self, view: SeatState) -> Action:
        """What they choose.

        Raises:
            PlayerError: There is no way to ask them.
        """
        if self.line is None:
            raise PlayerError(f"seat '{view.seat}' is played at another machine; nobody listens")
        return self.line.ask(view)

    def missing(self) -> str:
        """Why nobody is there now, in a sentence, or ""."""
        return self.line.missing() if self.line is not None else ""


def one_each(players: Mapping[str, Player], seats: Sequence[str]) -> dict[str, Player]:
    """The players of a match, in seat order.

    Raises:
        UsageError: A seat has none, or somebody is to sit where there is no seat.
        TypeError: Something else is given where a player is wanted, or players without seats.
    """
    if not isinstance(players, Mapping):
        raise TypeError(
            f"{type(players).__name__} given where players by seat are wanted: "
            f"{{'{seats[0]}': player, …}}."
        )
    for seat in seats:
        if seat not in players:
            given = nearest(seat, players) if players else "None was given."
            raise UsageError(f"There is nobody for seat '{seat}'. {given}")
        if isinstance(players[seat], str):
            raise TypeError(
                f"str given for seat '{seat}' where a player is wanted. "
                f"`wargame.make_player('{players[seat]}', game, '{seat}', seed)` makes one."
            )
        if not _is_player(players[seat]):
            raise TypeError(
                f"The player of seat '{seat}' needs a text as `name`, and `choose(view)`: see "
                f"`wargame.Player`."
            )
    if (other := next((seat for seat in players if seat not in seats), None)) is not None:
        said = f"There is no seat '{visible(str(other)[:60])}' to sit in."
        raise UsageError(f"{said} {nearest(str(other), seats)}")
    return {seat: players[seat] for seat in seats}


def _is_player(given: object) -> bool:
    can_choose = callable(getattr(given, "choose", None))
    return can_choose and isinstance(getattr(given, "name", None), str)


def is_program(name: str) -> bool:
    """Whether a player by this name is a program of anybody's.

    >>> is_program("cmd:python bot.py"), is_program("greedy")
    (True, False)
    """
    return name.partition(":")[0] == PROGRAM


def is_person(name: str) -> bool:
    """Whether a person plays under this name, here or at another machine.

    >>> is_person("human"), is_person("remote"), is_person("greedy")
    (True, True, False)
    """
    return name in (HUMAN, REMOTE)


def is_stranger(name: str) -> bool:
    """Whether anything of anybody's may decide under this name: a program, or what sits at the
    other end of a line.

    >>> is_stranger("cmd:python bot.py"), is_stranger("remote"), is_stranger("human")
    (True, True, False)
    """
    return name == REMOTE or is_program(name)


def secret_for(names: Iterable[str]) -> str:
    """A new secret for a match of these players; "" if all of them are ours, or people here.

    Games among our own players hang on their seed alone, which a stranger may find by trying.
    """
    return new_secret() if any(map(is_stranger, names)) else ""


def stood_in(player: Player) -> str:
    """Why another took the last choice of a player: `FAULT`, `OUT`, or "" if it did itself."""
    return str(getattr(player, "stood_in", ""))


def alike(actions: Iterable[Action]) -> Sequence[tuple[Action, float]]:
    """Each of these as likely as the others."""
    return [(action, 1) for action in actions]


def drawn_from(player: Player) -> Sequence[tuple[Action, float]]:
    """What a player drew its last choice from, with weights; nothing if it drew or says nothing.

    Whoever says so draws from just these by luck of its own, whatever else it has drawn before.
    """
    drawn: Sequence[tuple[Action, float]] = getattr(player, "drawn_from", ())
    return drawn


def reason_of(player: Player) -> str:
    """Why a player made its last choice, in its own words, as far as a record keeps them; "" if it
    does not say."""
    said = getattr(player, "reason", "")
    return visible(" ".join(said.split()))[:LONGEST_THOUGHT] if isinstance(said, str) else ""


def use_of(player: Player) -> object:
    """What a player says that its last choice took of a model; None if it does not."""
    return getattr(player, "used", None)


def why_out(player: Player) -> str:
    """What a program did last before it was out for the rest of a match; "" if it is not."""
    faults: Sequence[str] = getattr(player, "faults", ())
    return faults[-1] if faults and getattr(player, "is_out", False) else ""


@runtime_checkable
class Witness(Protocol):
    """A player that wants to know what has happened, besides how things stand."""

    def hear(self, happened: Sequence[Witnessed]) -> None:
        """Hear, before each choice, of all that its seat has seen so far, oldest first."""


@runtime_checkable
class Listener(Protocol):
    """A player that wants to know how the match ended, such as one that has something to end."""

    def finish(self, returns: Mapping[str, int], ending: str) -> None:
        """Hear the points of every seat, less its par, and the class of the ending."""
