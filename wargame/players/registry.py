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
from wargame.play.seeds import derive, new_secret, whole_secret, whole_seed
from wargame.players.baselines import Erratic, Satisficer, TitForTat
from wargame.players.budget import budget_of
from wargame.players.command import Command, program_words
from wargame.players.ends import ends_of
from wargame.players.fence import USUAL, Fence
from wargame.players.greedy import Greedy
from wargame.players.guest import failure, guest_of, is_misfit
from wargame.players.names import SCRIPT, THINKS, PlayerName, parse_name
from wargame.players.scripts import SCRIPTS, Script
from wargame.players.uniform import RANDOM, Uniform
from wargame.rules.game import Game, given_game
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

ONE_MACHINE = (
    "no player '{}' here, where people sit at one machine; `wargame play` seats somebody elsewhere."
)
"""What to say of a person at another machine where people are asked at this one."""

STAND_IN = "greedy"
"""Who sits down for whoever a save names and nobody asked for."""


OwnMaker = Callable[[Ruleset, str, int], Player]
"""Makes a player of the rules, its seat and its luck."""


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A player that every deck has.

    Attributes:
        does: What it does, for people who choose one.
        make: Makes it; None for whoever thinks, who is told more.
        gives_way: A persona of the deck by its name comes first.
    """

    does: str
    make: OwnMaker | None = None
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
    """Whether a player of this program is seated by a name, and none of others' code."""
    return _safe_maker(name, game) is not None


def check_player(name: str, game: Game, people: Collection[str] = ()) -> None:
    """Refuse a name by which nobody is seated; nothing is learned, started or loaded for that.

    Args:
        people: Who may sit there besides.

    Raises:
        PlayerError: Nobody has that name, or what stands behind a sign of it is of no use.
    """
    if name in people:
        return
    if is_program(name):
        program_words(parse_name(name).told or "")
    elif our_maker(name, game) is None and _entry_point(name) is None:
        raise _nobody(name, game, people)


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
        TypeError: The game is none, or the seed is no whole number.
        UsageError: The game has no such seat, or the secret is none.

    >>> import wargame
    >>> game = wargame.load("calibration")
    >>> wargame.make_player("search:200it", game, "pursuer", seed=7).name
    'search:200it'
    """
    game, seed, secret = given_game(game), whole_seed(seed), whole_secret(secret)
    if is_program(name):
        told = derive(seed, "told", seat, secret=secret or new_secret())
        return Command(game, seat, told, parse_name(name).told or "", fence=fence)
    return make_seated(name, game, seat, own_seed(seed, seat, secret))


def reseat(name: str, game: Game, seat: str, seed: int, secret: str = "") -> Player:
    """Seat whom a save names, or `STAND_IN` for whoever is not ours."""
    make = _safe_maker(name, game) or Greedy
    return make(game.rules, seat, own_seed(seed, seat, secret))


def own_seed(seed: int, seat: str, secret: str = "") -> int:
    """What the player in a seat gets of the match's seed; it tells nothing of the dealer's luck."""
    return derive(seed, "player", seat, secret=secret)


def make_seated(name: str, game: Game, seat: str, own: int) -> Player:
    """The same for whoever must not know the match's seed: `own` is `own_seed` of it.

    A program does not come this way: it is told less.
    """
    make = our_maker(name, game)
    if make is not None:
        return make(game.rules, seat, own)
    point = _entry_point(name)
    if point is not None:
        return _of_package(point, game, seat, own)
    raise _nobody(name, game)


def our_maker(name: str, game: Game) -> OwnMaker | None:
    """What makes a player of this program by a name; None if nobody of ours has it.

    Raises:
        PlayerError: Somebody of ours has it, and what stands behind a sign of it is of no use.
    """
    named, personas = parse_name(name), _persona_ids(game)
    who, told = named.who, named.told or ""
    if who in TOLD_MORE:
        more, known = TOLD_MORE[who]
        if told not in known:
            raise PlayerError(f"no {who} '{visible(told[:40])}'. {nearest(told, known)}")
        return lambda rules, seat, own: more(rules, seat, own, told)
    built_in = BUILT_IN.get(who)
    if built_in and built_in.make and not (built_in.gives_way and who in personas):
        if named.typed != who:
            raise PlayerError(
                f"no player '{visible(name[:60])}': nothing may stand behind '{who}'."
            )
        return built_in.make
    return _weighing(named, game.rules) if who in (THINKS, *personas) else None


def _weighing(name: PlayerName, rules: Ruleset) -> OwnMaker:
    """Whoever plays for ends that are named, or takes time to think."""
    ends, budget = ends_of(rules, name), budget_of(name)
    if not name.thinks:
        return lambda rules, seat, own: Greedy(rules, seat, own, name.typed, ends)

    def search(rules: Ruleset, seat: str, own: int) -> Player:
        from wargame.players.search import Search  # noqa: PLC0415  at a table it is in the worker

        return Search(rules, seat, own, budget, name.typed, ends=ends)

    return search


def _safe_maker(name: str, game: Game) -> OwnMaker | None:
    """The same of a name that anybody may have written into a file: None if it is of no use."""
    try:
        return our_maker(name, game)
    except PlayerError:
        return None


def _nobody(name: str, game: Game, people: Collection[str] = ()) -> PlayerError:
    if is_person(name):
        return PlayerError((ONE_MACHINE if people else PROGRAMS_ALONE).format(name))
    known = [*people, *(one for one in player_names(game) if parse_name(one).who == one)]
    guess = nearest(parse_name(name).who, known, limit=len(known))
    return PlayerError(f"no player '{visible(name[:60])}'. {guess}")


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
