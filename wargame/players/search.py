"""Looks ahead: plays every way on many times, in worlds that its seat could be in.

Flat Monte Carlo over redrawn worlds, measured against the alternatives in tests/bench/README.md:

* Each world is a position redrawn from the view, and a number for its luck. Every way that is
  still considered is played on in the same world, so that their differences say more than their
  values. After each stretch of time the worse half is dropped.
* Both seats follow habits that the deck taught itself (`training`); each is after its own score,
  but for this seat if it was given a doctrine's ends.
* A package is weighed by both answers to it, and by how much better the rival finds the one.
* Where both seats commit in secret, the choice is drawn from a mixture (`mixing`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from wargame.play.player import alike
from wargame.players.budget import Budget
from wargame.players.ends import OWN_POINTS, Ends
from wargame.players.habits import Habits
from wargame.players.imagined import Stream
from wargame.players.playout import Playout
from wargame.players.reasons import Story
from wargame.players.thinking import ROUNDS, Thinking
from wargame.players.thought import Thought
from wargame.players.training import habits_of
from wargame.rules.actions import Action
from wargame.rules.ruleset import Ruleset
from wargame.rules.verbs import LET, PASS
from wargame.rules.view import SeatState

UNTOLD: Final = 0.9
"""Part of the time for thinking if the rest goes into saying why."""


class Search:
    """A player that thinks for a time, or for a number of playouts, about each decision.

    Attributes:
        thought: What came of thinking about its last choice, or None.
        drawn_from: The mixture that a choice in secret was drawn from; see `play.player`.
        is_watched: Whether people see how long it takes. Then it takes its time too where its
            hand leaves it nothing to choose, lest a quick answer tell that.
    """

    def __init__(
        self,
        rules: Ruleset,
        seat: str,
        seed: int,
        budget: Budget,
        name: str = "search",
        habits: Habits | None = None,
        ends: Ends = OWN_POINTS,
    ) -> None:
        self.name = name
        self.ends = ends
        self.budget = budget
        self.thought: Thought | None = None
        self.drawn_from = alike(())
        self.is_watched = False
        self._rules, self._habits = rules, habits or habits_of(rules)
        self._stream = Stream(seed)
        self._plan: list[str] = []
        self._last_ply = -1

    def choose(self, view: SeatState) -> Action:
        """The next step of the way that looks best.

        Where it is asked again, since its step was barred or somebody has gone back, it thinks
        again: the rest of a way is nothing without its beginning.
        """
        if view.ply <= self._last_ply:
            self._plan = []
        self._last_ply = view.ply
        wanted = self._plan.pop(0) if self._plan else ""
        legal = {action.text: action for action in view.legal}
        self.drawn_from = ()
        if wanted not in legal:
            self._plan = []
            if len(legal) == 1:
                if self.is_watched and _tells_of_hand(view):
                    self._take_time(view)
                return view.legal[0]
            self.thought = self.think(view)
            wanted, *self._plan = self.thought.choice.steps
            if self.thought.mixed:
                self.drawn_from = [(legal[one.text], one.best) for one in self.thought.options]
        return legal[wanted]

    def think(self, view: SeatState, told: bool = False) -> Thought:
        """Weigh everything that the seat may do now.

        Args:
            told: Also say why.
        """
        budget = self.budget
        if told:
            budget = replace(budget, seconds=budget.seconds * UNTOLD)
        return self._thinking(view, self._stream, budget).thought(told)

    def _take_time(self, view: SeatState) -> None:
        """Think as long as if there were something to choose; its own luck stays as it is."""
        self._thinking(view, Stream(0), self.budget).spend()

    def _thinking(self, view: SeatState, stream: Stream, budget: Budget) -> Thinking:
        self._fit(view.rules)
        playout = Playout(view.rules.engine, self._habits)
        return Thinking(view, playout, stream, budget, self.ends)

    def story(self, view: SeatState) -> Story:
        """Tells what ways on from a view lead to."""
        self._fit(view.rules)
        playout = Playout(view.rules.engine, self._habits)
        return Story(view, playout, view.round + ROUNDS, self._stream)

    def _fit(self, rules: Ruleset) -> None:
        """Control may have ruled since: the same habits, in the game as it is now."""
        if rules is not self._rules:
            self._rules, self._habits = rules, self._habits.fitted(rules.engine)


def _tells_of_hand(view: SeatState) -> bool:
    """Whether having nothing to choose tells what is not in the hand; see `table.host.idle`."""
    verb = view.legal[0].verb
    return verb == LET or (verb == PASS and view.phase == "headline")
