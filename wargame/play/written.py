"""What is written down of a step: from what the rules did to the words of the log."""

from __future__ import annotations

from wargame.play.event import Act, Chance, End
from wargame.rules.game import CHANCE_SEAT, Game, Position, Step


def move_of(
    before: Position, step: Step, ply: int, by: str, why: str, stand_in: str = ""
) -> Act | Chance:
    """A decision or a piece of luck, written down without hash or tracks.

    Args:
        by, why: For luck: who chose it.
        stand_in: For a decision: why the program in the seat did not take it, or "".
    """
    action = step.action
    if action.seat != CHANCE_SEAT:
        return Act(
            ply=ply,
            round=before.round,
            phase=before.phase,
            seat=action.seat,
            action=action.text,
            stand_in=stand_in,
        )
    owner = before.drawer
    return Chance(
        ply=ply,
        round=before.round,
        phase=before.phase,
        action=action.text,
        owner=owner,
        by=by,
        why=why,
    )


def marks_of(game: Game, before: Position, after: Position) -> tuple[str, dict[str, int] | None]:
    """The hash of a new position, and its tracks where a round has ended."""
    return after.digest, tracks_of(game, after) if ends_round(game, before, after) else None


def ends_round(game: Game, before: Position, after: Position) -> bool:
    """Whether a round, or the game, ended between two positions."""
    return bool(before.round != after.round) or game.is_terminal(after)


def tracks_of(game: Game, state: Position) -> dict[str, int]:
    """Every public number of a position, by its canonical name."""
    return game.redact(state).tracks


def end_of(game: Game, state: Position) -> End:
    """What is written down when the game is over."""
    return End(ending=game.ending(state), returns=game.returns(state), winner=game.result(state))
