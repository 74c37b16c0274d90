"""Is every part of a deck met in play?

A card that nobody plays, a level that is never reached or an end that never comes is dead weight
or a fault of the rules. Only play can tell, and only play by players who differ: so each seat of
each game is taken by one of many, drawn by the game's number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from wargame.content.model import Deck
from wargame.dataclass import dataclass
from wargame.lab.runs.game_study import DrawnStudy, GameTask
from wargame.lab.runs.population import Population, population
from wargame.lab.runs.question import Question
from wargame.lab.runs.stand_ins import Lapses, lapses_of
from wargame.lab.runs.study import Find
from wargame.play.match import Match
from wargame.rules.asking.evaluate import read_state, truth
from wargame.rules.game import Game, Position
from wargame.rules.ir import Cond, Logic
from wargame.rules.position import state_of
from wargame.rules.verbs import EASE, LIFT, TIGHTEN, Verb

Part = tuple[str, str]
"""A kind of thing, and which: ("card", "mediation"), ("measure", "duty at 3")."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """How near a part came that occurred in no game.

    Attributes:
        part: Behind its kind, as `card mediation`.
        open: In how many games it could have been chosen, or drawn, at least once.
        held: Of an ending, how many of its conditions held at once, at best, as a round began or
            the game ended; all of them if the game went on, or an ending before it came. Else 0.
        conditions: Of an ending, how many it has; else 0.
    """

    part: str
    open: int
    held: int = 0
    conditions: int = 0


@dataclass(frozen=True, slots=True)
class Coverage(Question):
    """What a run met.

    Attributes:
        games: How many were played.
        players: Who was drawn from, by seat.
        met: In how many games each part of the deck occurred, by kind and in deck order.
        never: The parts that occurred in no game, each behind its kind.
        near: How near each of those came, in the same order.
    """

    games: int
    players: Mapping[str, Sequence[str]]
    met: Mapping[str, Mapping[str, int]]
    never: tuple[str, ...]
    near: tuple[NearMiss, ...]


@dataclass(frozen=True, slots=True)
class MetInGame:
    """The parts that occurred in one game, in no order.

    Attributes:
        open: The parts that could have been chosen or drawn.
        held: By ending, how many of its conditions held at once, at best.
        lapses: What programs did wrong.
    """

    parts: frozenset[Part]
    open: frozenset[Part] = frozenset()
    held: tuple[int, ...] = ()
    lapses: Lapses = ()


class CoverageStudy(DrawnStudy[MetInGame, Coverage]):
    """What occurs in how many games. Where nobody is named, `everyone` is drawn from."""

    kind = "coverage"
    finding = MetInGame

    def who_plays(self) -> Population:
        """Those who are named, or `everyone`."""
        return population(self.game, self.players or everyone(self.game))

    @staticmethod
    def work(task: GameTask) -> MetInGame:
        """Play a game and note what occurs."""
        match = task.match()
        watch = watched_match(match)
        seen, is_open = frozenset(watch.seen), frozenset(watch.open)
        return MetInGame(seen, is_open, tuple(watch.held), lapses_of(match))

    def is_sound(self, task: GameTask, found: MetInGame) -> bool:
        """Any parts may be met: those that the deck does not have are not counted."""
        return True

    def answer(self, find: Find[GameTask, MetInGame]) -> Coverage:
        """Count the games by what occurred in them."""
        game = self.game
        counts: Counter[Part] = Counter()
        opened: Counter[Part] = Counter()
        held = [0] * len(game.deck.endings)
        for _, one in self.counted(find):
            counts.update(one.parts)
            opened.update(one.open)
            held = [max(pair) for pair in zip(held, one.held, strict=True)]
        met: dict[str, dict[str, int]] = {}
        for kind, which in parts(game):
            met.setdefault(kind, {})[which] = counts[kind, which]
        never = [part for part in parts(game) if not counts[part]]
        of_endings = {
            ("ending", ending.id): (best, len(conditions(game, n)))
            for n, (ending, best) in enumerate(zip(game.deck.endings, held, strict=True))
        }
        return Coverage(
            games=self.games,
            players=self.people.by_seat,
            met=met,
            never=tuple(map(" ".join, never)),
            near=tuple(
                NearMiss(" ".join(part), opened[part], *of_endings.get(part, (0, 0)))
                for part in never
            ),
            **self.question,
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
    for kind, nouns in (
        ("action", deck.actions),
        ("inject", deck.injects),
        ("deal item", deck.deal_items),
        ("package", deck.ready_packages),
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


def conditions(game: Game, ending: int) -> tuple[Cond, ...]:
    """What has to hold for an ending, all of it at once; nothing for the one that is left."""
    when = game.rules.program.endings[ending].when
    if when is None:
        return ()
    return when.args if isinstance(when, Logic) and when.op == "and" else (when,)


def watched_match(match: Match) -> Watch:
    """A match that is played to its end, with what occurred in it and what could have."""
    watch = Watch(match.game)
    watch.look(match.state)
    while not match.is_over:
        watch.weigh(match.state)
        action = match.step()
        if action.verb.enacts or action.verb.thing == "package":
            watch.seen.add((action.verb.thing, action.arg))
        if action.verb.thing == "front":
            watch.seen.add(("front", f"{action.arg}: named"))
        watch.look(match.state)
    watch.seen.add(("ending", match.game.ending(match.state)))
    return watch


class Watch:
    """Notes what positions show: levels, stages, what is agreed, and what came on its date."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.seen: set[Part] = set()
        self.open: set[Part] = set()
        self.held = [0] * len(game.deck.endings)
        self._conditions = [conditions(game, n) for n in range(len(game.deck.endings))]
        self._measures = {measure.id: n for n, measure in enumerate(game.deck.measures)}
        self._projects = {project.id: n for n, project in enumerate(game.deck.projects)}
        self._packages = {one.id: one.items for one in game.deck.ready_packages}
        self._round = 0
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
        """Note what a position shows; how near endings are, as each round begins and at the end."""
        if state.round != self._round or state.is_over:
            self._round, read = state.round, partial(read_state, state_of(state))
            for n, conds in enumerate(self._conditions):
                self.held[n] = max(self.held[n], sum(truth(cond, read) for cond in conds))
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

    def weigh(self, state: Position) -> None:
        """Note what could be chosen or drawn at a position."""
        for action in self.game.legal_actions(state):
            thing, arg = action.verb.thing, action.arg
            if thing == "measure":
                level = state.levels[self._measures[arg]]
                for reached in _reached(action.verb, level):
                    self.open.update(self._levels[self._measures[arg]][reached : reached + 1])
            elif thing == "project":
                place = self._projects[arg]
                self.open.update(self._stages[place][state.stages[place] :][:1])
            elif thing == "front":
                self.open.add(("front", f"{arg}: named"))
            elif thing == "item":
                self.open.add(("deal item", arg))
            elif arg and (thing != "card" or action.verb.enacts):
                self.open.add((thing, arg))
                if thing == "package":
                    self.open.update(("deal item", item) for item in self._packages[arg])


def _reached(verb: Verb, level: int) -> tuple[int, ...]:
    """The level that a verb brings a measure to; none for those that leave it on the books."""
    to = {TIGHTEN: level + 1, EASE: level - 1, LIFT: 0}
    return (to[verb],) if verb in to else ()
