"""How to choose when both choose in secret.

Against a rival who cannot be seen, one best action does not exist: whoever is predictable can be
used. Both seats' choices are weighed against one another many times by regret matching: an action
becomes likelier as it would have done better than what was chosen. In a zero-sum game the average
over time tends to a mixture that nobody can exploit.
"""

from __future__ import annotations

from collections.abc import Sequence


class Mixer:
    """One seat's mixture over actions, which may be open to it or not each time."""

    def __init__(self) -> None:
        self._regret: dict[int, float] = {}
        self._total: dict[int, float] = {}
        self._turns = 0

    def odds(self, actions: Sequence[int]) -> list[float]:
        """How likely each is at present."""
        regrets = [self._regret.get(action, 0.0) for action in actions]
        total = sum(regrets)
        if total <= 0:
            return [1 / len(actions)] * len(actions)
        return [regret / total for regret in regrets]

    def pick(self, actions: Sequence[int], share: float) -> int:
        """One of these at its odds, `share` being a number from 0 to 1 drawn elsewhere."""
        return draw(actions, self.odds(actions), share)

    def learn(self, actions: Sequence[int], values: Sequence[float]) -> None:
        """Take in what each action would have brought this time."""
        odds = self.odds(actions)
        usual = sum([p * value for p, value in zip(odds, values, strict=True)])
        self._turns += 1
        for action, p, value in zip(actions, odds, values, strict=True):
            self._regret[action] = max(0.0, self._regret.get(action, 0.0) + value - usual)
            # Later turns count more: the first ones knew nothing.
            self._total[action] = self._total.get(action, 0.0) + self._turns * p

    def average(self, actions: Sequence[int]) -> list[float]:
        """How likely each was over time; what hardly ever came is left out."""
        totals = [self._total.get(action, 0.0) for action in actions]
        whole = sum(totals)
        if whole <= 0:
            return [1 / len(actions)] * len(actions)
        kept = [total if total > whole / 50 else 0.0 for total in totals]
        return [total / sum(kept) for total in kept]


def draw(actions: Sequence[int], odds: Sequence[float], share: float) -> int:
    """One of these at these odds, `share` being a number from 0 to 1 drawn elsewhere."""
    for action, likely in zip(actions, odds, strict=True):
        share -= likely
        if share < 0:
            return action
    return max(zip(odds, actions, strict=True))[1]
