"""The registered trials, played: both arms of a pair, each counted from its record.

An act is asked for and barred by orders. At an election nobody is told what to do: in the first arm
the seat passes to another player, an heir, and in the second whoever sits there stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from wargame.content.model import Roles, Trial
from wargame.errors import UsageError
from wargame.lab.arms.gauged import opening, timelines
from wargame.lab.arms.pair import Arms, part
from wargame.lab.arms.plan import TrialPlan
from wargame.lab.record.timeline import Timeline
from wargame.lab.registered.counts import Quantity
from wargame.lab.registered.roles import watched
from wargame.lab.registered.table import TrialGauge
from wargame.play.branch import fork
from wargame.play.control import swap
from wargame.play.match import Match
from wargame.play.player import Player
from wargame.play.seeds import derive
from wargame.rules.game import Game

FIRST_ROUND: Final = 3
"""The first round from which a trigger is drawn, as registered."""

Heir = Callable[[Match], Player]
"""Makes the player that a mandate passes to, for a match as it stands at the election."""


@dataclass(frozen=True, slots=True)
class RegisteredPair:
    """A pair of a registered trial.

    Attributes:
        round, ply: Where its arms parted; at an election the last round of the old mandate.
        counts: What each arm brings, in the order of `TrialGauge.arms`.
        lines: What happened in each arm until its window closed.
        state_hashes: Of each arm's position then.
    """

    round: int
    ply: int
    counts: tuple[Quantity, ...]
    lines: tuple[Timeline, ...]
    state_hashes: tuple[str, ...]


class RegisteredPlay:
    """Plays the pairs of one registered trial.

    Args:
        game: The deck's own, without orders.
        heir: For an election.

    Raises:
        UsageError: The deck has nothing to try, or no round leaves the window; or an election has
            no heir.
    """

    def __init__(
        self, game: Game, roles: Roles, gauge: TrialGauge, heir: Heir | None = None
    ) -> None:
        self.game, self.roles, self.gauge, self.heir = game, roles, gauge, heir
        self.trial = trial = gauge.make(game.deck, roles)
        if not trial.is_possible:
            raise UsageError(f"{game.deck.id} has nothing that this trial could try.")
        last = game.rules.program.max_rounds - trial.window + 1
        self.handovers = [number for number in trial.handovers if number <= last]
        if not trial.acts and (heir is None or not self.handovers):
            raise UsageError(f"{game.deck.id} has no election with a whole window, or no heir.")
        self.plan = _plan(self) if trial.acts else None

    def play(self, match: Match) -> RegisteredPair | None:
        """Play a match to the end of its window, in both arms; None if they never part.

        Args:
            match: One that has not begun.
        """
        arms = part(match, self.plan) if self.plan else self._elected(match)
        if arms is None:
            return None
        arms.close()
        lines, at = timelines(self.game, arms, watched(self.roles)), opening(arms)
        counts = tuple(self.gauge.count(line, self.roles, at) for line in lines)
        hashes = tuple(one.state.digest for one in arms.matches)
        return RegisteredPair(arms.round, arms.ply, counts, lines, hashes)

    def _elected(self, match: Match) -> Arms | None:
        """The arms of an election, which is drawn by the seed among those with a whole window."""
        assert self.heir is not None
        last_of = self.handovers[derive(match.record.header.seed, "election") % len(self.handovers)]
        while not match.is_over and match.state.round <= last_of:
            match.step()
        if match.is_over:
            return None
        changed = fork(match)
        swap(changed, self.trial.seat, self.heir(changed))
        return Arms(last_of, match.state.ply, (), (changed, match), last_of + self.trial.window - 1)


def _plan(play: RegisteredPlay) -> TrialPlan:
    trial = play.trial
    asked = Trial(
        seat=trial.seat,
        acts=list(trial.acts),
        against=list(trial.against),
        barred=list(trial.barred),
        from_round=FIRST_ROUND,
        window=trial.window,
        untreated_for=trial.untreated_for,
    )
    return TrialPlan(play.game, asked)
