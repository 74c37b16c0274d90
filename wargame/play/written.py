"""What is written down of a step: from what the rules did to the words of the log."""

from __future__ import annotations

from wargame.play.course import Course
from wargame.play.event import DEALER, Act, Chance, End
from wargame.play.log import phase_of
from wargame.rules.game import CHANCE_SEAT, Game, State, Step
from wargame.rules.verbs import DRAW


def move_of(
    course: Course, before: State, step: Step, ply: int, by: str = DEALER, why: str = ""
) -> Act | Chance:
    """A decision or a piece of luck, written down without hash or tracks.

    Args:
        by, why: For luck: who chose it.
    """
    action = step.action
    if action.seat != CHANCE_SEAT:
        return Act(
            ply=ply,
            round=before.round,
            phase=phase_of(before),
            seat=action.seat,
            action=action.text,
        )
    owner = luck_owner(course.game, before, step)
    return Chance(
        ply=ply,
        round=before.round,
        phase=phase_of(before),
        action=action.text,
        owner=owner,
        by=by,
        why=why,
    )


def luck_owner(game: Game, before: State, step: Step) -> str:
    """The seat that luck concerns: the one that draws; "" for all."""
    return game.seats[before.arg] if step.action.verb == DRAW else ""


def marks_of(game: Game, before: State, after: State) -> tuple[str, dict[str, int] | None]:
    """The hash of a new position, and its tracks where a round has ended."""
    return game.state_hash(after), tracks_of(game, after) if ends_round(
        game, before, after
    ) else None


def ends_round(game: Game, before: State, after: State) -> bool:
    """Whether a round, or the game, ended between two positions."""
    return bool(before.round != after.round) or game.is_terminal(after)


def tracks_of(game: Game, state: State) -> dict[str, int]:
    """Every public number of a position, by its canonical name."""
    return game.redact(state, game.seats[0]).tracks


def end_of(game: Game, state: State) -> End:
    """What is written down when the game is over."""
    return End(ending=game.ending(state), returns=game.returns(state))
