"""A match in which everything happens: people undo, control rules, chooses luck, goes back."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from wargame.errors import IllegalAction
from wargame.play import control
from wargame.play.event import CONTROL, Act, Chance, Event
from wargame.play.journal import Journal
from wargame.play.match import Match
from wargame.players.uniform import Uniform
from wargame.rules.game import CHANCE_SEAT, Game


class Pages:
    """A journal in memory; remembers what was given together."""

    def __init__(self) -> None:
        self.batches: list[list[Event]] = []

    @property
    def events(self) -> list[Event]:
        return [event for batch in self.batches for event in batch]

    def append(self, events: Sequence[Event]) -> None:
        self.batches.append(list(events))


def chosen(move: Event) -> str:
    """What a move that a seat or luck made took."""
    assert isinstance(move, Act | Chance)
    return move.action


def players_of(game: Game, seed: int) -> dict[str, Uniform]:
    return {seat: Uniform(seed + place) for place, seat in enumerate(game.seats)}


def new_match(game: Game, seed: int, journal: Journal | None = None, **settings: Any) -> Match:
    return Match(game, players_of(game, seed), seed, journal=journal, **settings)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a game: after a share of the decisions of a random one, for so many rounds."""

    after_pct: int
    rounds: int


WHOLE = Part(0, 1000)


def parts_of(game: Game) -> list[Part]:
    """What stands for a game: all of a short one; of a long one three stretches with its end."""
    if game.rules.engine.tables.rounds.max_rounds <= 12:
        return [WHOLE]
    return [Part(0, 2), Part(50, 2), Part(90, 1000)]


@cache
def forerun(game: Game, seed: int, percent: int) -> tuple[str, ...]:
    """The first decisions of a random match; one of the same seed has the same luck."""
    moves = new_match(game, seed).run().course.moves
    decisions = [move.action for move in moves if isinstance(move, Act)]
    return tuple(decisions[: len(decisions) * percent // 100])


def play_part(match: Match, part: Part) -> None:
    """Play a stretch of a match that has not begun."""
    for text in forerun(match.game, match.record.header.seed, part.after_pct):
        while match.game.current_seat(match.state) == CHANCE_SEAT:
            match.step()
        match.take(match.game.action(match.state, text))
    last = match.state.round + part.rounds
    while not match.is_over and match.state.round < last:
        match.step()


def some_ruling(game: Game, dice: random.Random) -> tuple[str | dict[str, object], ...]:
    """Effects that fit any deck: a number moves now, and another one later; a seat is set."""
    names = [name for name in game.rules.names.values() if name.writable]
    now, later = dice.choice(names), dice.choice(names)
    amount = dice.randint(0, 3)
    first, second = (
        f"{name.text} = {game.seats[amount % 2]}"
        if name.is_seat
        else f"{name.text} {sign}= {amount}"
        for name, sign in ((now, "+"), (later, "-"))
    )
    effects = (first, {"after": dice.randint(1, 2), "do": [second]})
    return effects[: dice.randint(1, 2)]


def play_anything(match: Match, seed: int, limit: int = 400, *, rulings: bool = True) -> Match:
    """Take up to `limit` steps of every kind, at random."""
    dice = random.Random(seed)
    for _ in range(limit):
        if match.is_over:
            break
        one_thing(match, dice, rulings)
    match.settle()
    return match


def one_thing(match: Match, dice: random.Random, rulings: bool) -> None:
    roll = dice.random()
    try:
        if roll < 0.88:
            match.step()
        elif roll < 0.91:
            undo_some(match, dice)
        elif roll < 0.92 and match.course.ply:
            to = dice.randrange(max(0, match.course.ply - 30), match.course.ply)
            control.rewind(match, to, "again", same_luck=dice.random() < 0.5)
        elif roll < 0.925 and rulings:
            control.rule(match, some_ruling(match.game, dice), "the table agreed")
        elif roll < 0.95:
            seat = dice.choice(match.game.seats)
            control.swap(match, seat, Uniform(dice.randrange(1000)))
        elif roll < 0.97:
            audience = dice.choice(("", *match.game.seats, CONTROL))
            control.note(match, dice.choice(match.game.seats), "chat", "well – «so»", audience)
        elif match.is_settled:
            match.is_luck_held = not match.is_luck_held
            choose_some(match, dice)
    except IllegalAction:
        return


def takes_back(match: Match, seat: str) -> int:
    """How many moves a seat may take back at once: those of its turn that still can be."""
    moves = 0
    while not control.why_no_undo_now(match, seat, moves + 1):
        moves += 1
    return moves


def redo(match: Match) -> None:
    """Take again what was just taken back, as a table does."""
    assert not control.why_no_redo_now(match)
    match.take(match.game.action(match.state, match.undone[0]))


def undo_some(match: Match, dice: random.Random) -> None:
    for seat in match.game.seats:
        moves = takes_back(match, seat)
        if moves:
            control.undo(match, seat, dice.randint(1, moves))
            if match.undone and dice.random() < 0.5:
                redo(match)


def choose_some(match: Match, dice: random.Random) -> None:
    if match.game.current_seat(match.state) == CHANCE_SEAT:
        outcomes = match.game.chance_outcomes(match.state)
        control.choose_outcome(match, dice.choice(outcomes)[0].text, "as it was in 1914")
