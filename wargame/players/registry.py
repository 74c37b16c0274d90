"""Players by the names people type.

A package of anybody's can add one: an entry point of the group `wargame.players`, by whose name it
is typed, on a callable that takes the game, the seat and a seed.

Names have two doors. `make_player` is for names that a person typed, and may start a program or
load a package. `reseat` is for names read from a file: it knows our own players alone, so that
opening a save runs no code of others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from wargame.dataclass import dataclass
from wargame.errors import PlayerError, nearest, visible
from wargame.play.player import Player, is_person, is_program
from wargame.play.seeds import derive, new_secret, whole_seed
from wargame.players.baselines import Erratic, Satisficer, TitForTat
from wargame.players.budget import THINKS, budget_of, foresight_of, thinks
from wargame.players.command import Command
from wargame.players.ends import OFF, OWN_POINTS, Ends, parse_ends
from wargame.players.fence import USUAL, Fence
from wargame.players.greedy import Greedy
from wargame.players.guest import failure, guest_of, is_misfit
from wargame.players.scripts import SCRIPT, SCRIPTS, Script
from wargame.players.uniform import RANDOM, Uniform
from wargame.rules.game import Game
from wargame.rules.ruleset import Ruleset

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

GROUP = "wargame.players"
"""The group of entry points in which other packages name their players."""

PROGRAMS_ALONE = (
    "no player '{}' here, where programs alone play: name random, greedy, search, a persona of the "
    "deck or cmd:PROGRAM; people play by `wargame play`."
)
"""What to say of a person where nobody is asked."""

STAND_IN = "greedy"
"""Who sits down for whoever a save names and nobody asked for."""


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A player that every deck has.

    Attributes:
        does: What it does, for people who choose one.
        make: Makes it, from the rules, its seat and its luck; None for whoever thinks, who is told
            more.
        gives_way: A persona of the deck by its name comes first.
    """

    does: str
    make: Callable[[Ruleset, str, int], Player] | None = None
    gives_way: bool = False


BUILT_IN: Mapping[str, BuiltIn] = {
    RANDOM: BuiltIn("any legal action, each as likely", lambda _rules, _seat, own: Uniform(own)),
    "greedy": BuiltIn("the action that looks best one step ahead", Greedy),
    "erratic": BuiltIn("greedy with whims", Erratic, gives_way=True),
    "satisficer": BuiltIn("whatever leaves it no worse off", Satisficer, gives_way=True),
    "tit_for_tat": BuiltIn("kind until it is hurt, then in kind", TitForTat, gives_way=True),
    THINKS: BuiltIn("plays every way on many times; search:2s or search:2000it sets how long"),
}
"""The players that every deck has, by their names."""

TOLD_MORE: Mapping[str, tuple[Callable[[Ruleset, str, int, str], Player], Collection[str]]] = {
    SCRIPT: (Script, SCRIPTS)
}
"""Players that are told more behind the colon of their name: what makes them of it, and what it
may be."""


def player_names(game: Game) -> list[str]:
    """All names that `make_player` takes for this game: ours, the personas, other packages'."""
    others = sorted(point.name for point in _entry_points())
    return list(dict.fromkeys([*_own_names(game), *others]))


def _own_names(game: Game) -> list[str]:
    told_more = (f"{kind}:{more}" for kind, (_, known) in TOLD_MORE.items() for more in known)
    return [*BUILT_IN, *_persona_ids(game), *told_more]


def _persona_ids(game: Game) -> list[str]:
    return [persona.id for persona in game.deck.personas]


def is_ours(name: str, game: Game) -> bool:
    """Whether a name stands for a player of this program, and not for others' code."""
    kind = name.partition(":")[0]
    if foresight_of(name) is not None:
        return kind.partition(OFF)[0] in _persona_ids(game)
    return kind in TOLD_MORE or thinks(name) or name.partition(OFF)[0] in _own_names(game)


def make_player(
    name: str, game: Game, seat: str, seed: int, secret: str = "", fence: Fence = USUAL
) -> Player:
    """Seat a player by a name that a person typed; for one that a file holds, see `reseat`.

    Args:
        name: A built-in player, with how long it may think behind a colon if it is one that
            thinks, and whose ends behind an @ (`search:200it@dealmaker`); a persona of the deck,
            who may sit in either seat, with weights left out behind a ~, and how far it looks
            ahead behind a colon (`dealmaker:master`); `cmd:PROGRAM`; or a player of another
            package.
        seed: The match's; each seat's player gets luck of its own from it.
        secret: The match's, where a program plays; "" where none does.
        fence: What a program is held back from.

    Raises:
        PlayerError: Nobody has that name, what is behind the colon is of no use, or another
            package's player fails.
        TypeError: The seed is no whole number.
        UsageError: The game has no such seat.

    >>> import wargame
    >>> game = wargame.load("calibration")
    >>> wargame.make_player("search:200it", game, "pursuer", seed=7).name
    'search:200it'
    """
    seed = whole_seed(seed)
    if is_program(name):
        told = derive(seed, "told", seat, secret=secret or new_secret())
        return Command(game, seat, told, name.partition(":")[2], fence=fence)
    return make_seated(name, game, seat, own_seed(seed, seat, secret))


def reseat(name: str, game: Game, seat: str, seed: int, secret: str = "") -> Player:
    """Seat whom a save names, or `STAND_IN` for whoever is not ours.

    Raises:
        PlayerError: What is behind the colon is of no use.
    """
    own = own_seed(seed, seat, secret)
    return _of_ours(name, game, seat, own) or Greedy(game.rules, seat, own)


def own_seed(seed: int, seat: str, secret: str = "") -> int:
    """What the player in a seat gets of the match's seed; it tells nothing of the dealer's luck."""
    return derive(seed, "player", seat, secret=secret)


def make_seated(name: str, game: Game, seat: str, own: int) -> Player:
    """The same for whoever must not know the match's seed: `own` is `own_seed` of it.

    A program does not come this way: it is told less.
    """
    ours = _of_ours(name, game, seat, own)
    if ours is not None:
        return ours
    if is_person(name):
        raise PlayerError(PROGRAMS_ALONE.format(name))
    point = _entry_point(name)
    if point is not None:
        return _of_package(point, game, seat, own)
    raise PlayerError(f"no player '{name}'. {nearest(name, player_names(game), limit=20)}")


def _of_ours(name: str, game: Game, seat: str, own: int) -> Player | None:
    """A player of this program; nothing here starts or loads anything."""
    if thinks(name):
        return _search(name, game, seat, own)
    kind, _, more = name.partition(":")
    if kind in TOLD_MORE:
        return TOLD_MORE[kind][0](game.rules, seat, own, more)
    found = BUILT_IN.get(name)
    if found and found.make and not found.gives_way:
        return found.make(game.rules, seat, own)
    known = foresight_of(name) is not None
    ends = parse_ends(game.rules, kind if known else name)
    if ends is not None:
        return Greedy(game.rules, seat, own, name, ends)
    return found.make(game.rules, seat, own) if found and found.make else None


def _search(name: str, game: Game, seat: str, own: int) -> Player:
    """Whoever thinks: `search`, `search:TIME`, either with `@DOCTRINE`, or `DOCTRINE:FORESIGHT`."""
    from wargame.players.search import Search  # noqa: PLC0415  at a table it sits in the worker

    return Search(game.rules, seat, own, budget_of(name), name, ends=_ends_of(name, game))


def check_thinker(name: str, game: Game) -> None:
    """Refuse whoever thinks and could not be seated; nothing is learned for that.

    Raises:
        PlayerError: What is behind the colon or the @ is of no use.
    """
    budget_of(name)
    _ends_of(name, game)


def _ends_of(name: str, game: Game) -> Ends:
    """What whoever thinks is after."""
    if foresight_of(name) is not None:
        at, doctrine = ":", name.partition(":")[0]
    else:
        _, at, doctrine = name.partition("@")
    ends = parse_ends(game.rules, doctrine) if at else OWN_POINTS
    if ends is None:
        told = nearest(doctrine.partition(OFF)[0], _persona_ids(game), limit=20)
        raise PlayerError(f"{game.deck.id} has no persona '{visible(doctrine[:60])}'. {told}")
    return ends


def _entry_point(name: str) -> EntryPoint | None:
    """Another package's player by this name; nothing of it is loaded. Of several, the first."""
    return next((point for point in _entry_points() if point.name == name), None)


def _entry_points() -> EntryPoints:
    from importlib.metadata import entry_points  # noqa: PLC0415  most games ask for none

    return entry_points(group=GROUP)


def _of_package(point: EntryPoint, game: Game, seat: str, own: int) -> Player:
    try:
        player = guest_of(point.load()(game, seat, own), seat, point.value)
    except (Exception, SystemExit) as error:
        what = f"player '{point.name}' ({point.value}) fails: {failure(error)}"
        if is_misfit(error):
            what += ". It is called with game, seat and seed."
        raise PlayerError(what) from error
    if player.name != point.name:
        raise PlayerError(f"player '{point.name}' ({point.value}) calls itself '{player.name}'")
    return player
