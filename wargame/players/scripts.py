"""Fixed strategies to try a deck by: each does one thing, whatever else could be done.

A deck whose players lose to one of them asks for little. They are seated by name, as
`script:burn`; where a script says nothing, the choice is greedy's, after what the script is after.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wargame.dataclass import dataclass
from wargame.players.ends import OTHERS_LOSS, OWN_POINTS, Ends
from wargame.players.greedy import Greedy
from wargame.players.names import SCRIPT
from wargame.rules.actions import Action
from wargame.rules.ruleset import Ruleset
from wargame.rules.verbs import (
    ACCEPT,
    AMEND,
    BREACH,
    CAPITAL,
    COUNTER,
    DECLINE,
    EASE,
    EXTEND,
    FUND,
    INSTEAD,
    OFFER,
    PASS,
    PROPOSE,
    TABLE,
    TIGHTEN,
    Verb,
)
from wargame.rules.view import SeatState


@dataclass(frozen=True, slots=True)
class Lines:
    """What a script says.

    Attributes:
        about: The same in words.
        first: What it does wherever it can, the first of them that it can.
        never: What it never does unless it must.
        ends: What chooses where this leaves a choice.
    """

    about: str
    first: tuple[Verb, ...] = ()
    never: tuple[Verb, ...] = ()
    ends: Ends = OWN_POINTS


NO_DEALS: Final = (OFFER, PROPOSE, AMEND, EXTEND, COUNTER, INSTEAD, ACCEPT)
"""What leads to a deal."""

SCRIPTS: Final = {
    PASS.word: Lines("passes and declines", (PASS, DECLINE)),
    "burn": Lines("gives every card for capital", (CAPITAL, PASS, DECLINE)),
    TIGHTEN.word: Lines("only tightens", (TIGHTEN, DECLINE, PASS)),
    "build": Lines("builds, accepts, never hurts", (FUND, ACCEPT), (TIGHTEN, BREACH)),
    "never_deal": Lines("strikes no deal", (DECLINE,), NO_DEALS),
    "always_deal": Lines("offers and accepts what it can", (ACCEPT, TABLE, PROPOSE, EXTEND, OFFER)),
    "mirror": Lines("does what the other seat did last"),
    "spoil": Lines("makes the other seat lose, whatever that costs it", ends=OTHERS_LOSS),
}
"""By the name behind the colon."""


class Script:
    """A player that follows a script."""

    def __init__(self, rules: Ruleset, seat: str, seed: int, script: str) -> None:
        self.name, self.lines = f"{SCRIPT}:{script}", SCRIPTS[script]
        self._greedy = Greedy(rules, seat, seed, ends=self.lines.ends)
        self._mirror = Mirror() if script == "mirror" else None

    def choose(self, view: SeatState) -> Action:
        """The first thing of the script that can be done, or what looks best."""
        left = [one for one in view.legal if one.verb not in self.lines.never] or view.legal
        for verb in self._mirror.look(view) if self._mirror else self.lines.first:
            some = [one for one in left if one.verb == verb]
            if some:
                return self._best(view, some)
        return self._best(view, left)

    def _best(self, view: SeatState, some: Sequence[Action]) -> Action:
        if len(some) == 1:
            return some[0]
        values = dict(zip(view.legal, self._greedy.weigh_all(view), strict=True))
        return max(some, key=values.__getitem__)


class Mirror:
    """Remembers what the other seats did last: tighten, ease, fund, or nothing of these."""

    def __init__(self) -> None:
        self._before: tuple[int, int] | None = None
        self._wanted: tuple[Verb, ...] = ()

    def look(self, view: SeatState) -> tuple[Verb, ...]:
        """What to do now if it can be done: as the others did since the last look, or before."""
        deck, rivals = view.deck, view.rivals
        levels = sum(view.value(f"measure.{m.id}") for m in deck.measures if m.seat in rivals)
        stages = sum(view.value(f"project.{p.id}") for p in deck.projects if p.seat in rivals)
        level, stage = self._before or (levels, stages)
        moved = [(TIGHTEN, levels > level), (EASE, levels < level), (FUND, stages > stage)]
        self._before = levels, stages
        self._wanted = tuple(verb for verb, did in moved if did) or self._wanted
        return self._wanted
