"""The registered trials, played: both arms of a pair, each counted from its record.

An act is asked for and barred by orders. At an election nobody is told what to do: in the first arm
A's mandate passes on, and in the second it stays. A mandate is who decides in the seat and, where
the role map names a number for it, that number: then the arms part where luck settles the election,
and each takes one of the outcomes that it stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from wargame.content.model import Roles, Trial
from wargame.dataclass import dataclass
from wargame.errors import UsageError
from wargame.lab.arms.pair import Arms, part
from wargame.lab.arms.plan import TrialPlan
from wargame.lab.record.build import LaterRules, timeline
from wargame.lab.record.timeline import Timeline
from wargame.lab.registered.counts import Opening, Quantity
from wargame.lab.registered.roles import watched_numbers
from wargame.lab.registered.table import TrialGauge
from wargame.play.branch import fork, go_on_under
from wargame.play.control import choose_outcome, swap
from wargame.play.match import Match
from wargame.play.player import Player
from wargame.play.seeds import derive
from wargame.rules.game import CHANCE_SEAT, Game

FIRST_ROUND: Final = 3
"""The first round from which a trigger is drawn, as registered."""

Heirs = Callable[[Match, Game, bool], Mapping[str, Player]]
"""Who sits down in which seat at an election, in a match as it stands there: under which rules it
goes on, and whether the mandate passes on in this arm."""

CHOSEN: Final = "the arm of a trial"
"""Why luck brings what it brings at an election."""


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
        heirs: For an election.
        after: The same deck with other values, by which the arms of an election go on.
        passes: Whether the mandate passes on in the first arm; else both arms keep it.

    Raises:
        UsageError: The deck has nothing to try, or no round leaves the window; or an election has
            no heirs.
    """

    def __init__(
        self,
        game: Game,
        roles: Roles,
        gauge: TrialGauge,
        heirs: Heirs | None = None,
        *,
        after: Game | None = None,
        passes: bool = True,
    ) -> None:
        self.game, self.roles, self.gauge, self.heirs = game, roles, gauge, heirs
        self.after, self.passes = after or game, passes
        self.trial = trial = gauge.make(game.deck, roles)
        if not trial.is_possible:
            raise UsageError(f"{game.deck.id} has nothing that this trial could try.")
        last = game.rules.program.max_rounds - trial.window + 1
        self.handovers = [number for number in trial.handovers if number <= last]
        if not trial.acts and (heirs is None or not self.handovers):
            raise UsageError(f"{game.deck.id} has no election with a whole window, or no heirs.")
        self.plan = _plan(self) if trial.acts else None

    def play(self, match: Match) -> RegisteredPair | None:
        """Play a match to the end of its window, in both arms; None if they never part.

        Args:
            match: One that has not begun.
        """
        arms = part(match, self.plan) if self.plan else self._elected(match)
        if arms is None:
            return None
        later = None if self.plan else LaterRules(arms.ply, self.after)
        arms.close()
        lines = tuple(
            timeline(self.game, arm.record, watched_numbers(self.roles), later)
            for arm in arms.matches
        )
        at = Opening(arms.round, arms.ply)
        counts = tuple(self.gauge.count(line, self.roles, at) for line in lines)
        hashes = tuple(one.state.digest for one in arms.matches)
        return RegisteredPair(arms.round, arms.ply, counts, lines, hashes)

    def _elected(self, match: Match) -> Arms | None:
        """The arms of an election, which is drawn by the seed among those with a whole window.

        None if the mandate hangs on luck there, and luck was not asked.
        """
        seed = match.record.header.seed
        last_of = self.handovers[derive(seed, "election") % len(self.handovers)]
        outcomes = self._up_to_election(match, last_of)
        if match.is_over or (self.roles.mandate and outcomes is None):
            return None
        arms = (fork(match), match)
        ply, end = match.state.ply, last_of + self.trial.window - 1
        for arm, passes in zip(arms, (self.passes, False), strict=True):
            self._hand_over(arm, passes=passes)
            if outcomes:
                some = outcomes[passes]
                choose_outcome(arm, some[derive(seed, "outcome", passes) % len(some)], CHOSEN)
        return Arms(last_of, ply, (), arms, end)

    def _up_to_election(self, match: Match, last_of: int) -> tuple[list[str], list[str]] | None:
        """Play up to the election; by what luck there does to the mandate, what it may bring.

        Returns:
            Outcomes that keep the mandate and those that change it; None if it does not hang on
            luck in that round, which is over then.
        """
        while not match.is_over and match.state.round <= last_of:
            outcomes = self._outcomes(match) if match.state.round == last_of else None
            if outcomes is not None:
                return outcomes
            match.step()
        return None

    def _outcomes(self, match: Match) -> tuple[list[str], list[str]] | None:
        """What luck may bring now, apart by whether the mandate is changed by it, if that is so."""
        game, now, name = match.game, match.state, self.roles.mandate
        if name is None or game.current_seat(now) != CHANCE_SEAT:
            return None
        found: tuple[list[str], list[str]] = ([], [])
        for action in game.legal_actions(now):
            found[game.apply(now, action).state[name] != now[name]].append(action.text)
        return found if all(found) else None

    def _hand_over(self, match: Match, *, passes: bool) -> None:
        """Let whoever is due sit down, under the rules that hold from here on."""
        assert self.heirs is not None
        if self.after is not self.game:
            go_on_under(match.course, self.after)
        for seat, player in self.heirs(match, self.after, passes).items():
            swap(match, seat, player)


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
