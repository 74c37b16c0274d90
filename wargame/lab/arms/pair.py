"""One pair of a trial: the game up to its trigger, and an arm for each way on."""

from __future__ import annotations

from wargame.dataclass import dataclass
from wargame.lab.arms.plan import ForcedAct, TrialPlan
from wargame.play.branch import fork, put_under
from wargame.play.event import Act
from wargame.play.match import Match
from wargame.rules.game import CHANCE_SEAT
from wargame.rules.orders import Orders


@dataclass(frozen=True, slots=True)
class Arms:
    """A game that has come to its trigger, once for each arm.

    Attributes:
        round, ply: Of the trigger; the events of all arms are the same up to there.
        chosen: What each treated arm has to do.
        matches: In the order of `TrialPlan.arms`, the seat bound in each by its orders.
        last_round: The last round of the window.
    """

    round: int
    ply: int
    chosen: tuple[ForcedAct, ...]
    matches: tuple[Match, ...]
    last_round: int

    def close(self) -> None:
        """Play every arm until its window closes, and end its orders."""
        for match in self.matches:
            while not match.is_over and match.state.round <= self.last_round:
                match.step()
            put_under(match, Orders())

    @property
    def is_reached(self) -> bool:
        """Whether every act with a level got there, once the round of the trigger is played."""
        return all(
            self._taken(match, one) >= one.times
            for match, one in zip(self.matches, self.chosen, strict=False)
        )

    def _taken(self, match: Match, chosen: ForcedAct) -> int:
        """How often an act was taken in the round of the trigger, from there on."""
        events = match.record.events[self.ply :]
        acts = (one for one in events if isinstance(one, Act) and one.round == self.round)
        return sum(
            one.seat == chosen.action.seat and one.action == chosen.action.text for one in acts
        )


def part(match: Match, plan: TrialPlan) -> Arms | None:
    """Play a match up to its trigger; its arms, or None if the act is open in no round.

    The trigger falls in the first round, from the one that the seed draws, in which the seat could
    do what is asked, and has done nothing of the kind before that in the same round.
    """
    seed = match.record.header.seed
    first, spoilt = plan.drawn_round(seed), 0
    while not match.is_over and match.state.round <= plan.last:
        round_, mover = match.state.round, match.state.seat
        if mover == plan.trial.seat and spoilt != round_ >= first:
            chosen = plan.chosen(match.state, seed)
            if chosen is not None:
                return _parted(match, plan, chosen)
        action = match.step()
        if mover != CHANCE_SEAT and plan.spoils(action):
            spoilt = round_
    return None


def _parted(match: Match, plan: TrialPlan, chosen: tuple[ForcedAct, ...]) -> Arms:
    round_, ply = match.state.round, match.state.ply
    orders = plan.orders(round_, ply, chosen)
    matches = (*(fork(match) for _ in orders[1:]), match)
    for one, its_orders in zip(matches, orders, strict=True):
        put_under(one, its_orders)
    return Arms(round_, ply, chosen, matches, round_ + plan.trial.window - 1)
