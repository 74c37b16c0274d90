"""Players by the names people type."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wargame.errors import PlayerError, nearest
from wargame.play.player import Player
from wargame.play.seeds import derive
from wargame.players.baselines import Erratic, Satisficer, TitForTat
from wargame.players.budget import Budget, parse_budget
from wargame.players.command import Command
from wargame.players.greedy import Greedy
from wargame.players.search import Search
from wargame.players.uniform import Uniform
from wargame.rules.game import Game
from wargame.rules.ruleset import Ruleset

BUILT_IN = {
    "random": "any legal action, each as likely",
    "greedy": "the action that looks best one step ahead",
    "erratic": "greedy with whims",
    "satisficer": "whatever leaves it no worse off",
    "tit_for_tat": "kind until it is hurt, then in kind",
    "search": "plays every way on many times; search:2s or search:2000it sets how long",
}
"""The players that every deck has, and what they do."""

CHARACTERS: Mapping[str, Callable[[Ruleset, str, int], Player]] = {
    "erratic": Erratic,
    "satisficer": Satisficer,
    "tit_for_tat": TitForTat,
}
"""Players that need nothing but their seat. A persona of the deck by that name comes first."""


def player_names(game: Game) -> list[str]:
    """All names that `make_player` takes for this game: the built-in ones, then the personas."""
    return list(dict.fromkeys([*BUILT_IN, *(persona.id for persona in game.deck.personas)]))


def make_player(name: str, game: Game, seat: str, seed: int) -> Player:
    """Seat a player by name.

    Args:
        name: A built-in player, with how long it may think behind a colon if it is one that
            thinks; a persona of the deck, who may sit in either seat; or `cmd:PROGRAM`.
        seed: The match's; each seat's player gets luck of its own from it.

    Raises:
        PlayerError: nobody has that name, or what is behind the colon is of no use.
    """
    return make_seated(name, game, seat, own_seed(seed, seat))


def own_seed(seed: int, seat: str) -> int:
    """What the player in a seat gets of the match's seed; it tells nothing of the dealer's luck."""
    return derive(seed, "player", seat)


def make_seated(name: str, game: Game, seat: str, own: int) -> Player:
    """The same for whoever must not know the match's seed: `own` is `own_seed` of it."""
    kind, colon, rest = name.partition(":")
    if kind == "cmd":
        return Command(game, seat, own, rest)
    if kind == "search":
        return Search(game.rules, seat, own, parse_budget(rest) if colon else Budget(), name)
    if name == "random":
        return Uniform(own)
    if name == "greedy":
        return Greedy(game.rules, seat, own)
    if any(persona.id == name for persona in game.deck.personas):
        return Greedy(game.rules, seat, own, persona=name)
    if name in CHARACTERS:
        return CHARACTERS[name](game.rules, seat, own)
    raise PlayerError(f"no player '{name}'. {nearest(name, player_names(game), limit=20)}")
