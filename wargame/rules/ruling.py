"""Rulings: effects in the deck's own language that control adds to a game in progress.

The text of a ruling goes through the same reading and the same emission as a card; see
`Ruleset.ruled`. A position of the game before a ruling is one of the game after it.
"""

from __future__ import annotations

from wargame.errors import IllegalAction
from wargame.rules.actions import Action
from wargame.rules.game import Game
from wargame.rules.kernel import HEADLINE, PLAY, RUN, SHIFT, TALK, BaseState
from wargame.rules.position import Position, Step, state_of
from wargame.rules.ruleset import Ruleset
from wargame.rules.sources import Effects
from wargame.rules.verbs import RULING

CONTROL_SEAT = "CONTROL"
"""The reserved seat of the white cell."""


def ruled(game: Game, effects: Effects, why: str = "") -> Game:
    """The game with one more ruling behind its rules.

    Args:
        effects: What the ruling does, as `content` validates it.
        why: Its reason, told with what it moves.

    Raises:
        DeckError: The effects name what this deck does not have.
    """
    return type(game)(game.rules.ruled(effects, why))


def why_no_ruling(position: Position) -> str:
    """Why control has to wait with a ruling, or "": a seat must be about to begin its turn."""
    if position.is_over:
        return "the game is over"
    if is_turn_begun(state_of(position)):
        return ""
    titles = {one.id: one.title for one in position.rules.program.seats}
    whose = titles.get(position.seat, position.seat)
    return f"{whose} is in the middle of a choice; rule when the next turn begins"


def is_turn_begun(state: BaseState) -> bool:
    """Whether a seat is about to begin its turn."""
    if state.node == HEADLINE:
        return max(state.commit) < 0
    return state.node == PLAY or (state.node == TALK and not state.draft)


def how_far(state: BaseState) -> tuple[int, int, int]:
    """How far a game has got: by its round, its step, and the turns in that."""
    return int(state.round), int(state.pc), int(state.turn)


def close_here(rules: Ruleset, state: BaseState) -> None:
    """End the game as a ruling that closes it does, by the ending that the deck's conditions name.

    Args:
        state: A seat is about to begin its turn. It is changed.
    """
    state.finish = rules.engine.tables.rounds.classify(state)
    state.node = RUN
    rules.engine.advance(state)


def apply_ruling(game: Game, position: Position, number: int, *, traced: bool = False) -> Step:
    """Carry out a ruling; then the seat whose turn it was is asked anew.

    Args:
        game: It has the ruling.
        number: Which of its rulings, from 0.

    Raises:
        IllegalAction: It comes at the wrong time, or the game has no such ruling.
    """
    rules = game.rules
    if not 0 <= number < len(rules.rulings):
        raise IllegalAction(f"There is no ruling {number + 1}.")
    reason = why_no_ruling(position)
    if reason:
        raise IllegalAction(f"No ruling now: {reason}.")
    action = Action(f"{RULING} {number + 1}", CONTROL_SEAT, RULING.number)
    after = rules.packing.unpack(position.packed())
    engine = (rules.traced if traced else rules.fast).ENGINE
    after.trace = [] if traced else None
    after.ply += 1
    after.turn -= 1
    after.node = RUN
    engine.push(after, after.ply << SHIFT, rules.module.rulings[number])
    engine.advance(after)
    writes = rules.writes(after.trace) if traced else ()
    after.trace = None
    return Step(action, Position(rules, after), writes)
