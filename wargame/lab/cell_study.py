"""The games of a judgement and of its controls: cell by cell, with what each brings to gauges.

Registered gauges are counted as the games are played; what was done is kept beside the counts, so
that anybody can count again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from wargame.content.library import DeckRef
from wargame.content.model import Roles
from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.arms.registered import RegisteredPlay
from wargame.lab.judge.benches import Bench, game_of
from wargame.lab.judge.cells import Cell, CellFamily, without_ablation
from wargame.lab.judge.claims_table import CLAIMS
from wargame.lab.judge.stored import StoredGame
from wargame.lab.record.build import timeline
from wargame.lab.registered.counts import Count
from wargame.lab.registered.roles import watched_numbers
from wargame.lab.registered.table import BY_NUMBER, GAUGES, TrialGauge
from wargame.lab.runs.kept import Key
from wargame.lab.runs.population import population
from wargame.lab.runs.study import Find, Result_co, Study
from wargame.lab.stats.estimate import Ratio
from wargame.play.match import Match
from wargame.play.player import Player
from wargame.play.seeds import derive
from wargame.players.registry import make_player
from wargame.players.uniform import RANDOM
from wargame.rules.game import Game

ONE_MANDATE = "one mandate"
"""The cell in which A's mandate passes to the player that it had."""


@dataclass(frozen=True, slots=True)
class CellTask:
    """A game of a cell, or a pair; can travel to another process."""

    bench: Bench
    cell: Cell
    names: tuple[str, ...]
    seed: int
    index: int

    @property
    def key(self) -> Key:
        """The cell and the game's number."""
        return (self.cell.name, self.index)


@dataclass(frozen=True, slots=True)
class CellGame:
    """What a game of a cell brought.

    Attributes:
        counts: By claim and quantity, part and whole.
        actions: What was done in it; of a pair, in its last arm.
        crashed: Why it was broken off, or "".
    """

    seed: int
    players: Mapping[str, str]
    state_hash: str
    counts: Mapping[str, tuple[int, int]]
    actions: tuple[str, ...]
    crashed: str = ""


class CellGames(Study[CellTask, CellGame, Result_co]):
    """A study of games and pairs that are played on benches."""

    finding = CellGame

    @staticmethod
    def work(task: CellTask) -> CellGame:
        """Play a game or a pair, and count."""
        game = game_of(task.bench)
        people = population(game, task.names)
        match = people.match(game, task.seed, task.index, {})
        players = people.drawn(task.seed, task.index, {})
        seed, roles = derive(task.seed, "game", task.index), game.deck.roles
        assert roles is not None
        trial = _trial_of(task.cell)
        if trial is not None:
            counts, hashes = _pair(match, trial, roles, task)
        else:
            counts, hashes = _whole(match, _counts_of(task.cell), roles), (match.state.digest,)
        return CellGame(seed, players, " ".join(hashes), counts, tuple(match.record.actions))

    def is_sound(self, task: CellTask, found: CellGame) -> bool:
        """Whether every seat had a player and every part is of a known claim."""
        known = {f"{number}." for number in CLAIMS}
        return set(found.players) == set(self.game.seats) and all(
            any(name.startswith(head) for head in known) for name in found.counts
        )


def players_in(family: CellFamily, iterations: int = 30) -> tuple[str, ...]:
    """Who plays in a family; nobody named are the deck's doctrines."""
    return {"U": (RANDOM,), "S": (f"search:{iterations}it",), "D": ()}[family]


class CellsStudy(CellGames[dict[str, list[StoredGame]]]):
    """Cells of games, in their order.

    Args:
        deck: What they are about.
        decks: By cell, what it is played on.
        cells: In order.
        iterations: Of `search`, in S.
    """

    kind = "cells"

    def __init__(
        self,
        deck: DeckRef,
        decks: Mapping[str, Bench],
        cells: Sequence[Cell],
        seed: int,
        iterations: int = 30,
    ) -> None:
        self.deck, self.decks, self.cells, self.seed = deck, decks, cells, seed
        self.iterations = iterations
        self.total = sum(cell.seeds for cell in cells)

    @property
    def asked(self) -> Mapping[str, object]:
        """The cells, and how long `search` thinks."""
        return {"cells": [asdict(cell) for cell in self.cells], "iterations": self.iterations}

    def answer(self, find: Find[CellTask, CellGame]) -> dict[str, list[StoredGame]]:
        """Play every cell."""
        self.new_sieve(())
        found: dict[str, list[StoredGame]] = {cell.name: [] for cell in self.cells}
        for task, one in zip(self._tasks(), find(self._tasks()), strict=True):
            game = StoredGame(
                task.index, one.seed, one.players, one.state_hash, one.counts, one.actions
            )
            found[task.cell.name].append(game)
        return found

    def _tasks(self) -> Iterator[CellTask]:
        for cell in self.cells:
            for index in range(cell.seeds):
                names = players_in(cell.family, self.iterations)
                yield CellTask(self.decks[cell.name], cell, names, self.seed, index)


def _counts_of(cell: Cell) -> dict[int, Count]:
    """What counts the whole games of a cell, by claim: those that need no trial, or a companion."""
    if cell.companion:
        aside = BY_NUMBER[cell.claim].aside
        return {cell.claim: aside.count} if aside else {}
    some = [BY_NUMBER[cell.claim]] if cell.claim else GAUGES
    return {gauge.number: gauge.count for gauge in some if gauge.count is not None}


def _whole(match: Match, counts: Mapping[int, Count], roles: Roles) -> dict[str, Ratio]:
    """What a whole game brings to gauges."""
    match.run()
    line = timeline(match.game, match.record, watched_numbers(roles))
    return {
        f"{number}.{name}": quantity.ratio
        for number, count in counts.items()
        for name, quantity in count(line, roles).items()
    }


def _trial_of(cell: Cell) -> TrialGauge | None:
    """What a cell plays pairs of: the trial of a companion or of a claim; None for whole games."""
    if cell.companion:
        return dict(BY_NUMBER[cell.claim].beside).get(cell.companion)
    return BY_NUMBER[cell.claim].trial if cell.claim else None


def _pair(
    match: Match, trial: TrialGauge, roles: Roles, task: CellTask
) -> tuple[dict[str, Ratio], tuple[str, ...]]:
    """What a pair brings to the gauge of a trial; nothing of nothing if its arms never part."""
    whose = ".".join(filter(None, (str(task.cell.claim), task.cell.companion)))
    names = [f"{whose}.{arm}" for arm in trial.arms]
    passes = task.cell.placebo != ONE_MANDATE
    try:
        play = RegisteredPlay(
            match.game,
            roles,
            trial,
            lambda now, rules, is_new: _heirs(now, rules, is_new, roles, task),
            after=_after(task),
            passes=passes,
        )
    except UsageError:  # the deck has nothing to try
        return dict.fromkeys(names, (0, 0)), ()
    pair = play.play(match)
    if pair is None:
        return dict.fromkeys(names, (0, 0)), ()
    counts = {name: one.ratio for name, one in zip(names, pair.counts, strict=True)}
    return counts, pair.state_hashes


def _is_off_later(task: CellTask) -> bool:
    """Whether the ablation of a cell begins at the election."""
    claim = CLAIMS[task.cell.claim]
    return without_ablation(claim, task.cell.over) != task.cell.over


def _after(task: CellTask) -> Game | None:
    """The rules from the election on, where an ablation begins with it."""
    if not _is_off_later(task):
        return None
    return game_of(task.bench.laid(task.cell.over))


def _heirs(
    match: Match, game: Game, passes: bool, roles: Roles, task: CellTask
) -> dict[str, Player]:
    """Who sits down at an election, under the rules from there on.

    A's mandate passes to another of those that its seat is drawn from, if there is one. Where the
    rules change all who stay learn them.
    """
    seat, seed = roles.a.seat, match.record.header.seed
    people = population(match.game, task.names)
    now = people.drawn(task.seed, task.index, {})
    due = dict(now) if _is_off_later(task) else {}
    if passes:
        others = [name for name in people.by_seat[seat] if name != now[seat]] or [now[seat]]
        due[seat] = others[derive(seed, "heir") % len(others)]
    return {
        one: make_player(name, game, one, derive(seed, "heir", one)) for one, name in due.items()
    }
