"""A random game as text that a person can read: positions, odds, choices, what followed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.strategies import nodes
from wargame.rules.game import Game, Step

WIDTH = 98

MOST = 150
"""Nodes told of one game: enough to meet every kind of them."""


def playthrough(game: Game, seed: int) -> str:
    """One whole game, luck falling by its weight from a seed."""
    return "\n".join(_lines(game, seed)) + "\n"


def _lines(game: Game, seed: int) -> Iterator[str]:
    yield f"{game.deck.title} ({game.deck.id}), a game at random from seed {seed}"
    last, seen_round = game.new(), -1
    for count, (state, text) in enumerate(nodes(game, seed)):
        if count == MOST:
            yield ""
            yield f"… and so on: only the first {MOST} nodes are told."
        if count >= MOST:
            last = game.apply(state, text).state
            continue
        if state.round != seen_round and game.current_seat(state) != "CHANCE":
            seen_round = state.round
            yield from _board(game, state)
        yield ""
        yield from _node(game, state)
        step = game.apply(state, text, traced=True)
        yield f"  > {text}"
        yield from _changes(step)
        last = step.state
    yield from _board(game, last)
    yield ""
    yield f"Ending: {game.ending(last)}"
    yield f"Returns: {_listed(game.returns(last))}"


def _board(game: Game, state: Any) -> Iterator[str]:
    """Every number on the table, and what each seat alone sees."""
    yield ""
    yield f"== round {state.round} ".ljust(WIDTH, "=")
    view = game.redact(state, game.seats[0])
    yield from _wrapped([f"{name} {value}" for name, value in view.tracks.items()], "  ")
    for deal in view.deals:
        yield f"  deal {deal.slot} by {deal.by}, {deal.left} rounds left: {', '.join(deal.items)}"
    for pending in view.pending:
        yield f"  in {pending.in_rounds} rounds, {pending.times} times: {pending.what}"
    for seat in game.seats:
        yield from _seat(game, state, seat)


def _seat(game: Game, state: Any, seat: str) -> Iterator[str]:
    view = game.redact(state, seat)
    held, left = sum(map(view.hand_size, view.rivals)), sum(map(view.pile_size, view.rivals))
    rival = f"the rival holds {held} and may draw {left}"
    agenda = f"; its agenda is {view.agenda}" if view.agenda else ""
    yield f"  {seat} sees its hand: {', '.join(view.hand) or 'empty'}; {rival}{agenda}"


def _node(game: Game, state: Any) -> Iterator[str]:
    """Who decides, and between what; at luck with its odds."""
    view = game.redact(state, game.seats[0])
    about = f" ({view.about})" if view.about else ""
    yield f"{state.ply + 1}. {view.phase}: {view.to_move}{about}"
    odds = [f"{action} {weight}" for action, weight in game.chance_outcomes(state)]
    yield from _wrapped(odds or [str(action) for action in game.legal_actions(state)], "    ")


def _changes(step: Step) -> Iterator[str]:
    for write in step.writes:
        if write.old == write.new == write.wanted:
            continue
        wanted = "" if write.wanted == write.new else f" (wanted {write.wanted})"
        later = "" if write.origin == write.ply else f", from {write.origin}"
        yield f"    {write.name} {write.old} -> {write.new}{wanted}  [{write.site.item}{later}]"


def _listed(values: dict[str, int]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())


def _wrapped(parts: list[str], indent: str) -> Iterator[str]:
    """Parts with bars between them, as many on a line as fit."""
    line = ""
    for part in parts:
        joined = f"{line} | {part}" if line else part
        if len(indent + joined) > WIDTH and line:
            yield indent + line
            joined = part
        line = joined
    yield indent + line
