"""What one pair of a trial comes to, arm by arm."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from wargame.dataclass import dataclass
from wargame.lab.arms.pair import part
from wargame.lab.arms.plan import TrialPlan
from wargame.play.match import Match


@dataclass(frozen=True, slots=True)
class ArmFound:
    """How one arm went.

    Attributes:
        measures: What the trial reads, when the window closes.
        standing: Points of each seat, in seat order, less its par, when the window closes.
        returns: The same when the game ends; None if it was not played on.
        ending: The class of its end; "" if it was not played on.
        state_hash: Of the last position.
    """

    measures: tuple[int, ...]
    standing: tuple[int, ...]
    returns: tuple[int, ...] | None
    ending: str
    state_hash: str


@dataclass(frozen=True, slots=True)
class PairFound:
    """How a pair went.

    Attributes:
        round: Of the trigger; 0 if the act was open in no round, and the pair is dropped.
        acts: What each treated arm had to do.
        is_reached: Whether every act with a level got there.
        is_whole: Whether the last round of the window was reached in every arm.
    """

    round: int
    acts: tuple[str, ...] = ()
    is_reached: bool = True
    is_whole: bool = True
    arms: tuple[ArmFound, ...] = ()

    @property
    def line(self) -> str:
        """The pair as one line of text, of which the digest is made."""
        return " ".join([str(self.round), *self.acts, *(arm.state_hash for arm in self.arms)])


def digest_of(pairs: Sequence[PairFound]) -> str:
    """64 hex digits over every pair, in order."""
    return hashlib.sha256("\n".join(pair.line for pair in pairs).encode()).hexdigest()


def find_pair(match: Match, plan: TrialPlan, *, to_end: bool) -> PairFound:
    """Play a pair.

    Args:
        to_end: Play the arms on when the window has closed.
    """
    arms = part(match, plan)
    if arms is None:
        return PairFound(0)
    arms.close()
    return PairFound(
        arms.round,
        tuple(str(one) for one in arms.chosen),
        arms.is_reached,
        all(one.state.round >= arms.last_round for one in arms.matches),
        tuple(_arm(one, plan, to_end=to_end) for one in arms.matches),
    )


def _arm(match: Match, plan: TrialPlan, *, to_end: bool) -> ArmFound:
    game, state = match.game, match.state
    measures = tuple([game.value(state, str(text)) for text in plan.trial.measures])
    standing = tuple(game.returns(state).values())
    if not to_end:
        return ArmFound(measures, standing, None, "", state.digest)
    end = match.run().state
    returns = tuple(game.returns(end).values())
    return ArmFound(measures, standing, returns, game.ending(end), end.digest)
