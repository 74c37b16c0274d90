"""Is every part of a deck met in play?

A card that nobody plays, a level that is never reached or an end that never comes is dead weight
or a fault of the rules. Only play can tell, and only play by players who differ: so each seat of
each game is taken by one of many, drawn by the game's number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wargame.content.library import DeckRef
from wargame.content.model import Deck
from wargame.lab.game_study import GameStudy, GameTask
from wargame.lab.games import shared_game
from wargame.lab.population import population
from wargame.lab.question import Question
from wargame.lab.stand_ins import Lapses, lapses_of
from wargame.lab.study import Find
from wargame.lab.terms import USUAL, Terms
from wargame.play.match import Match
from wargame.rules.game import Game, Position

Part = tuple[str, str]
"""A kind of thing, and which: ("card", "mediation"), ("measure", "duty at 3")."""


@dataclass(frozen=True, slots=True)
class Coverage(Question):
    """What a run met.

    Attributes:
        games: How many were played.
        players: Who was drawn from, by seat.
        met: In how many games each part of the deck occurred, by kind and in deck order.
        never: The parts that occurred in no game, each behind its kind.
    """

    games: int
    players: Mapping[str, Sequence[str]]
    met: Mapping[str, Mapping[str, int]]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MetInGame:
    """The parts that occurred in one game, in no order.

    Attributes:
        lapses: What programs did wrong.
    """

    parts: frozenset[Part]
    lapses: Lapses = ()


class CoverageStudy(GameStudy[MetInGame, Coverage]):
    """What occurs in how many games.

    Args:
        games: How many, 1 or more.
        seed: Settles every game; game number n is the same in a longer run.
        players: Names to draw from for each seat; without any, `everyone`.
        terms: On what terms programs play.

    Raises:
        DeckError: The deck cannot be used.
        PlayerError: A player has no such name.
        UsageError: A seat is left without anybody.
    """

    kind = "coverage"
    finding = MetInGame

    def __init__(
        self,
        deck: DeckRef,
        games: int,
        seed: int,
        players: Sequence[str] = (),
        *,
        terms: Terms = USUAL,
    ) -> None:
        game = shared_game(deck)
        people = population(game, tuple(players) or everyone(game))
        super().__init__(deck, games, seed, people, terms)

    @staticmethod
    def work(task: GameTask) -> MetInGame:
        """Play a game and note what occurs."""
        match = task.match()
        return MetInGame(frozenset(met_in(match)), lapses_of(match))

    def is_sound(self, task: GameTask, found: MetInGame) -> bool:
        """Any parts may be met: those that the deck does not have are not counted."""
        return True

    def answer(self, find: Find[GameTask, MetInGame]) -> Coverage:
        """Count the games by what occurred in them."""
        game = self.game
        counts: Counter[Part] = Counter()
        for one in self.counted(find):
            counts.update(one.parts)
        met: dict[str, dict[str, int]] = {}
        for kind, which in parts(game):
            met.setdefault(kind, {})[which] = counts[kind, which]
        return Coverage(
            game.deck.id,
            self.deck.variant,
            game.deck_hash,
            self.seed,
            self.games,
            self.people.by_seat,
            met,
            tuple(f"{kind} {which}" for kind, which in parts(game) if not counts[kind, which]),
            programs=self.sieve.rows,
            left_out=self.sieve.told,
            secret=self.terms.secret or None,
        )


def everyone(game: Game) -> tuple[str, ...]:
    """Players that are quick and differ: at random, greedy, with whims, and all personas."""
    personas = [persona.id for persona in game.deck.personas if persona.drawn]
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
    deals = deck.deals
    for kind, nouns in (
        ("action", deck.actions),
        ("inject", deck.injects),
        ("deal item", deals.items if deals else ()),
        ("package", deals.packages if deals else ()),
        ("agenda", deck.agendas),
    ):
        yield from ((kind, noun.id) for noun in nouns)
    for front in deck.fronts:
        yield from _of_front(front.id, deck)
    for ending in deck.endings:
        yield "ending", ending.id


def _of_front(front: str, deck: Deck) -> list[Part]:
    """That each seat leads when a front is judged, and that it is named."""
    led = [("front", f"{front}: judged for {seat.id}") for seat in deck.seats]
    return [*led, ("front", f"{front}: named")] if deck.docket else led


def met_in(match: Match) -> set[Part]:
    """What occurs in a match, which is played to its end."""
    watch = Watch(match.game)
    watch.look(match.state)
    while not match.is_over:
        action = match.step()
        if action.verb.enacts or action.verb.thing == "package":
            watch.seen.add((action.verb.thing, action.arg))
        if action.verb.thing == "front":
            watch.seen.add(("front", f"{action.arg}: named"))
        watch.look(match.state)
    watch.seen.add(("ending", match.game.ending(match.state)))
    return watch.seen


class Watch:
    """Notes what positions show: levels, stages, what is agreed, and what came on its date."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.seen: set[Part] = set()
        self._shown: tuple[object, ...] = ()
        self._levels = [
            [("measure", f"{m.id} at {level}") for level in range(m.max + 1)]
            for m in game.deck.measures
        ]
        self._led = [_of_front(front.id, game.deck) for front in game.deck.fronts]
        self._stages = [
            [("project", f"{p.id}: {stage.id}") for stage in p.stages] for p in game.deck.projects
        ]

    def look(self, state: Position) -> None:
        """Note what a position shows."""
        shown = (state.levels, state.stages, state.agreed, state.dated_injects, state.judged)
        if shown == self._shown:
            return
        self._shown = shown
        self.seen.update(("inject", inject) for inject in state.dated_injects)
        self.seen.update([self._levels[n][level] for n, level in enumerate(state.levels)])
        for n, stage in enumerate(state.stages):
            self.seen.update(self._stages[n][:stage])
        for led, value in zip(self._led, state.judged, strict=True):
            if value:
                self.seen.add(led[0 if value > 0 else 1])
        for items in state.agreed:
            self.seen.update(("deal item", item) for item in items)
