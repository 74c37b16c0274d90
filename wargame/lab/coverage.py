"""Is every part of a deck met in play?

A card that nobody plays, a level that is never reached or an end that never comes is dead weight
or a fault of the rules. Only play can tell, and only play by players who differ: so each seat of
each game is taken by one of many, drawn by the game's number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from wargame.content.library import DeckRef
from wargame.lab.games import shared_game
from wargame.lab.population import Population, population
from wargame.lab.work import Piece, gather, pieces_of
from wargame.play.match import Match
from wargame.rules.game import Game, Position

Part = tuple[str, str]
"""A kind of thing, and which: ("card", "soy_deal"), ("measure", "duty at 3")."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a run met.

    Attributes:
        population: Who was drawn from.
        met: In how many games each part of the deck occurred, in deck order.
    """

    deck: str
    variant: str
    deck_hash: str
    seed: int
    games: int
    population: Population
    met: Mapping[Part, int]

    @property
    def never(self) -> list[Part]:
        """The parts that occurred in no game."""
        return [part for part, games in self.met.items() if not games]

    def of_kind(self, kind: str) -> dict[str, int]:
        """Games by part, of one kind."""
        return {which: games for (one, which), games in self.met.items() if one == kind}

    def as_dict(self) -> dict[str, Any]:
        """The documented object of `wargame lab coverage --json`."""
        kinds = dict.fromkeys(kind for kind, _ in self.met)
        return {
            "deck": self.deck,
            "variant": self.variant,
            "deck_hash": self.deck_hash,
            "seed": self.seed,
            "games": self.games,
            "players": {seat: list(names) for seat, names in self.population.seats},
            "met": {kind: self.of_kind(kind) for kind in kinds},
            "never": [f"{kind} {which}" for kind, which in self.never],
        }


def cover(
    deck: DeckRef,
    games: int,
    seed: int,
    players: Sequence[str] = (),
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Coverage:
    """Play many games and note what occurs in them.

    Args:
        games: How many, 1 or more.
        seed: Settles every game; game number n is the same in a longer run.
        players: Names to draw from for each seat; without any, `everyone`.
        jobs, executor, progress: As for `simulate`.

    Raises:
        DeckError: The deck cannot be used.
        PlayerError: A player has no such name.
        UsageError: A seat is left without anybody.
    """
    game = shared_game(deck)
    people = population(game, tuple(players) or everyone(game))
    met: Counter[Part] = Counter()
    pieces = pieces_of(deck, people, seed, games)
    for some in gather(play_piece, pieces, jobs=jobs, executor=executor, progress=progress):
        met.update(some)
    counts = {part: met[part] for part in parts(game)}
    return Coverage(game.deck.id, deck.variant, game.deck_hash, seed, games, people, counts)


def everyone(game: Game) -> tuple[str, ...]:
    """Players that are quick and differ: at random, greedy, with whims, and all personas."""
    personas = [persona.id for persona in game.deck.personas]
    return tuple(dict.fromkeys(["random", "greedy", "erratic", *personas]))


def parts(game: Game) -> list[Part]:
    """Everything that should occur, in deck order."""
    return list(_parts(game))


def _parts(game: Game) -> Iterator[Part]:
    deck = game.deck
    for card in deck.cards:
        yield "card", card.id
    for measure in deck.measures:
        for level in range(measure.max + 1):
            yield "measure", f"{measure.id} at {level}"
    for project in deck.projects:
        for stage in project.stages:
            yield "project", f"{project.id}: {stage.id}"
    for inject in deck.injects:
        yield "inject", inject.id
    for item in deck.deals.items if deck.deals else ():
        yield "deal item", item.id
    for agenda in deck.agendas:
        yield "agenda", agenda.id
    for ending in deck.endings:
        yield "ending", ending.id


def play_piece(piece: Piece) -> Counter[Part]:
    """In how many of some games each part occurred."""
    met: Counter[Part] = Counter()
    for match in piece.matches():
        met.update(met_in(match))
    return met


def met_in(match: Match) -> set[Part]:
    """What occurs in a match, which is played to its end."""
    watch = Watch(match.game)
    watch.look(match.state)
    while not match.is_over:
        action = match.step()
        if action.verb.enacts:
            watch.seen.add((action.verb.thing, action.arg))
        watch.look(match.state)
    watch.seen.add(("ending", match.game.ending(match.state)))
    return watch.seen


class Watch:
    """Notes what positions show: levels, stages, and what is agreed."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.seen: set[Part] = set()
        self._shown: tuple[object, ...] = ()
        self._levels = [
            [("measure", f"{m.id} at {level}") for level in range(m.max + 1)]
            for m in game.deck.measures
        ]
        self._stages = [
            [("project", f"{p.id}: {stage.id}") for stage in p.stages] for p in game.deck.projects
        ]

    def look(self, state: Position) -> None:
        """Note what a position shows."""
        shown = (state.levels, state.stages, state.agreed)
        if shown == self._shown:
            return
        self._shown = shown
        self.seen.update([self._levels[n][level] for n, level in enumerate(state.levels)])
        for n, stage in enumerate(state.stages):
            self.seen.update(self._stages[n][:stage])
        for items in state.agreed:
            self.seen.update(("deal item", item) for item in items)
