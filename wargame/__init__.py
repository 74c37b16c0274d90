"""A tabletop policy wargame engine: decks of policy cards become games.

This is the one public door; the rooms behind it open when they are first asked for.

| name | what it is |
|---|---|
| `load(deck)` | find a deck, check it, and make its `Game` |
| `Game` | the tree of positions: new, legal_actions, chance_outcomes, apply, returns, redact … |
| `Position` | one position, read-only; `position["backlog"]` reads a number of the deck |
| `SeatState` | what one seat, or a spectator, may see of a position |
| `Refusal` | why the rules do not take an action: `error.refusal`, `game.why_not(view, text)` |
| `Action`, `Step` | what a seat or CHANCE does, and what it led to |
| `Walk` | a game that goes on in place, by ids, where no position is kept |
| `Match(game, players, seed)` | a game being played: `run`, `step`, `state`, `record`, `at(ply)` |
| `make_player(name, game, seat, seed)` | a player by the name that people type |
| `Player` | what a player of your own needs: a `name`, and `choose(view)`; see `Witness` |
| `Witness`, `Witnessed` | a player that also hears what its seat has seen, and one move of that |
| `save_match`, `load_match` | a match to a file and back; every command takes such a save |
| `branch(match, ply, players)` | a match of its own that leaves another at a move |
| `Stream` | whole numbers that look random, for thinking and simulation |
| `WargameError` and below | what can go wrong, named by what its reader can do next |

>>> import wargame
>>> game = wargame.load("primer")
>>> position = game.new()
>>> position["shared.tension"]
30
>>> isinstance(position, wargame.Position), isinstance(game, wargame.Game)
(True, True)
"""

from __future__ import annotations

from wargame.version import __version__ as __version__

TYPE_CHECKING = False  # `typing` and `pathlib` alone take longer than Python does to start
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from wargame.errors import (
        DeckError,
        GameOver,
        IllegalAction,
        NotSaved,
        PlayerError,
        RecordError,
        UsageError,
        WargameError,
    )
    from wargame.play.match import Match
    from wargame.play.player import Player, Witness
    from wargame.play.witnessed import Witnessed
    from wargame.players.registry import make_player
    from wargame.rules.game import Action, Game, Position, SeatState, Step
    from wargame.rules.kernel import Stream
    from wargame.rules.refusal import Refusal
    from wargame.rules.walk import Walk
    from wargame.store.matches import branch, load_match, save_match

__all__ = [
    "Action",
    "DeckError",
    "Game",
    "GameOver",
    "IllegalAction",
    "Match",
    "NotSaved",
    "Player",
    "PlayerError",
    "Position",
    "RecordError",
    "Refusal",
    "SeatState",
    "Step",
    "Stream",
    "UsageError",
    "Walk",
    "WargameError",
    "Witness",
    "Witnessed",
    "branch",
    "load",
    "load_match",
    "make_player",
    "save_match",
]

_ROOMS = {
    **dict.fromkeys(
        ("Action", "Game", "Position", "SeatState", "Step", "Walk"), "wargame.rules.game"
    ),
    "Stream": "wargame.rules.kernel",
    "Refusal": "wargame.rules.refusal",
    "Match": "wargame.play.match",
    **dict.fromkeys(("Player", "Witness"), "wargame.play.player"),
    "Witnessed": "wargame.play.witnessed",
    "make_player": "wargame.players.registry",
    **dict.fromkeys(("branch", "load_match", "save_match"), "wargame.store.matches"),
}
"""Where the names live that are not errors."""


def load(deck: str | Path, variant: str = "", decks: Sequence[str | Path] = ()) -> Game:
    """Find a deck, check it, and make its game.

    Args:
        deck: A deck's name, `NAME:VARIANT`, or the path of its folder.
        variant: One of its variants; overrides the one in `deck`.
        decks: More folders to look for decks in, the most important last.

    Raises:
        TypeError: `deck` is no name or path, or `decks` is a single one.
        UsageError: There is no such deck, variant or folder.
        DeckError: The deck has faults; all of them are listed.

    >>> import wargame
    >>> wargame.load("primer"), wargame.load("calibration").seats
    (<Game of primer>, ('pursuer', 'fugitive'))
    """
    from os import fspath
    from pathlib import Path

    from wargame.content.library import DeckLibrary
    from wargame.content.load import load_deck
    from wargame.errors import UsageError, visible
    from wargame.rules.game import Game
    from wargame.rules.ruleset import Ruleset
    from wargame.store.compiled import speed_up
    from wargame.store.known_code import known_code

    if isinstance(decks, (str, Path)):
        raise TypeError(f"{type(decks).__name__} given where folders are wanted: decks=[…].")
    places = tuple(map(Path, decks))
    if missing := next((place for place in places if not place.is_dir()), None):
        raise UsageError(f"There is no folder '{visible(str(missing))}' to look for decks in.")
    found = DeckLibrary(places).find(fspath(deck))
    loaded = load_deck(found.folder, variant or found.variant)
    return speed_up(Game(Ruleset(loaded, coder=known_code)))


def __dir__() -> list[str]:
    """The public names, whether their rooms are open yet or not."""
    return [*__all__, "__doc__", "__version__"]


def __getattr__(name: str) -> Any:
    """Open the room of a public name when it is first asked for."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module 'wargame' has no attribute '{name}'")
    return getattr(import_module(_ROOMS.get(name, "wargame.errors")), name)
