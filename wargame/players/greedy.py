"""Chooses the action that looks best one step ahead.

It redraws what it cannot know, tries every legal action on that position, lets both seats pass
until the round is accounted for, and weighs what it then sees: by its own score, or by the weights
of a persona. All actions are tried on the same luck, so luck does not choose among them. A card
is not thrown away for nothing, and no package is changed into what it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from wargame.play.player import alike
from wargame.players.ends import OWN_POINTS, Ends
from wargame.players.imagined import (
    ACCEPT,
    ANSWER,
    CHANCE,
    COUNTER,
    DECLINE,
    EDIT,
    FINAL,
    HEADLINE,
    OVER,
    PASS,
    PLAY,
    REPLY,
    TALK,
    BaseState,
    Stream,
    imagine,
)
from wargame.players.proposals import changes, content, edits
from wargame.rules.actions import Action
from wargame.rules.ruleset import Ruleset
from wargame.rules.verbs import CAPITAL
from wargame.rules.view import SeatState

SAMPLES = 2
"""Redrawn positions on which each action is tried."""

NODE_LIMIT = 60
"""Decisions and chance points followed after an action before the position is weighed."""

DRAFTS = 3
"""Ways in which an unfinished package is completed, of which the best one counts."""


class Greedy:
    """One ply of foresight, for any deck.

    Args:
        ends: What it is after; left out, its own points.

    Attributes:
        drawn_from: Actions that looked equally good; see `play.player`.
    """

    def __init__(
        self, rules: Ruleset, seat: str, seed: int, name: str = "greedy", ends: Ends = OWN_POINTS
    ) -> None:
        self.name, self._ends = name, ends
        self.drawn_from = alike(())
        self._number = rules.seat_number(seat)
        self._begun: tuple[int, int] | None = None
        self._fit(rules)
        self._stream = Stream(seed)

    def choose(self, view: SeatState) -> Action:
        legal = view.legal
        self.drawn_from = ()
        if len(legal) == 1:
            return legal[0]
        return self._best(legal, self.weigh_all(view))

    def weigh_all(self, view: SeatState) -> list[int]:
        """What each legal action comes to, as the sum over `SAMPLES` redrawn positions."""
        if view.rules is not self._rules:
            self._fit(view.rules)
        legal = view.legal
        values = [0] * len(legal)
        for _ in range(SAMPLES):
            state = imagine(view, self._stream)
            luck = self._stream.below(1 << 20)
            for index, action in enumerate(legal):
                values[index] += self._value(state, action, luck)
        vain, least = self._vain(state, legal), min(values)
        return [least - 1 if k in vain else value for k, value in enumerate(values)]

    def _vain(self, state: BaseState, legal: Sequence[Action]) -> set[int]:
        """Places of the actions that can only lead back to the package being changed."""
        if state.node == REPLY and state.draft:
            if any(changes(self._engine, state, ())):
                return set()
            return {k for k, action in enumerate(legal) if action.code == COUNTER}
        if state.node != EDIT:
            return set()
        if state.draft_edits == 0:
            self._begun = content(state)
        ways = edits(self._engine, state, self._begun or content(state))
        useful = {way[0] for way in ways}
        return {k for k, action in enumerate(legal) if useful and action.code not in useful}

    def _fit(self, rules: Ruleset) -> None:
        """Control may have ruled since."""
        self._rules, self._engine = rules, rules.engine
        self._weigh = self._ends.value(rules, self._number)

    def _best(self, legal: Sequence[Action], values: list[int]) -> Action:
        """The action of highest value, no discard if another is as good; else by own luck."""
        top = max(values)
        best = [action for action, value in zip(legal, values, strict=True) if value == top]
        kept = [action for action in best if action.verb != CAPITAL] or best
        self.drawn_from = alike(kept)
        return kept[self._stream.below(len(kept))]

    def _value(self, state: BaseState, action: Action, luck: int) -> int:
        after = state.copy()
        self._engine.act(after, action.code)
        if not action.verb.edit or not self._is_draft(after):
            return self._weigh(self._follow(after, Stream(luck)))
        # Its own draft: it will choose how to go on, so the best way on is what counts.
        return max(
            self._weigh(self._follow(after.copy(), Stream(luck + way))) for way in range(DRAFTS)
        )

    def _is_draft(self, state: BaseState) -> bool:
        """Whether this seat is in the middle of a package."""
        if state.node == TALK:
            return bool(state.draft) and state.actor == self._number
        return bool(state.node == EDIT and state.actor == self._number)

    def _follow(self, state: BaseState, luck: Stream) -> BaseState:
        """Go on until the round is over, the game ends, or `NODE_LIMIT`. Changes `state`."""
        engine, now = self._engine, state.round
        for _ in range(NODE_LIMIT):
            if state.node == OVER or state.round != now:
                break
            if state.actor == CHANCE:
                code = draw(engine.outcomes(state), luck)
            else:
                code = self._next(state, luck)
            engine.act(state, code)
        return state

    def _next(self, state: BaseState, luck: Stream) -> int:
        """What a seat does meanwhile: it lets its turns pass, and weighs an offer for itself."""
        if state.node in (REPLY, FINAL):
            return max((ACCEPT, DECLINE), key=lambda answer: self._answered(state, answer))
        if state.node == ANSWER or (state.node == PLAY and self._engine.tables.passes):
            return self._engine.legal(state)[0]  # to do nothing stands first where it is allowed
        if state.node in (PLAY, HEADLINE) or (state.node == TALK and not state.draft):
            return PASS
        return any_of(self._engine.legal(state), luck)

    def _answered(self, state: BaseState, answer: int) -> int:
        """What an answer to an offer is worth, by score alone, to the seat that gives it."""
        after, seat = state.copy(), state.actor
        self._engine.act(after, answer)
        return self._rules.standing(after, seat)


def any_of(legal: Sequence[int], luck: Stream) -> int:
    """One of these, each as likely."""
    return legal[luck.below(len(legal))]


def draw(outcomes: Sequence[tuple[int, int]], luck: Stream) -> int:
    """One outcome of a chance node, by weight."""
    left = luck.below(sum([weight for _, weight in outcomes]))
    for code, weight in outcomes:
        left -= weight
        if left < 0:
            return code
    raise AssertionError("weights are positive")
