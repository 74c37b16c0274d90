"""Chooses the action that looks best one step ahead.

It redraws what it cannot know, tries every legal action on that position, lets the world go on
until it would decide again, and weighs what it then sees: by its own score, or by the weights
of a persona. All actions are tried on the same luck, so luck does not choose among them.
"""

from __future__ import annotations

from collections.abc import Sequence

from wargame.players.imagined import (
    ACCEPT,
    CHANCE,
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
from wargame.rules.actions import Action
from wargame.rules.ruleset import Ruleset
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
        persona: Whose weights to use; "" for the deck's own score.
    """

    def __init__(self, rules: Ruleset, seat: str, seed: int, persona: str = "") -> None:
        self.name = persona or "greedy"
        self._rules, self._seat, self._persona = rules, seat, persona
        self._engine, self._number = rules.engine, rules.seat_number(seat)
        self._stream = Stream(seed)

    def choose(self, view: SeatState) -> Action:
        legal = view.legal
        if len(legal) == 1:
            return legal[0]
        return self._best(legal, self.weigh_all(view))

    def weigh_all(self, view: SeatState) -> list[int]:
        """What each legal action comes to, as the sum over `SAMPLES` redrawn positions."""
        self._rules, self._engine = view.rules, view.rules.engine  # control may have ruled
        legal = view.legal
        values = [0] * len(legal)
        for _ in range(SAMPLES):
            state = imagine(view, self._stream)
            luck = self._stream.below(1 << 20)
            for index, action in enumerate(legal):
                values[index] += self._value(state, action, luck)
        return values

    def _best(self, legal: Sequence[Action], values: list[int]) -> Action:
        """The action of highest value; ties fall to the player's own luck."""
        top = max(values)
        best = [action for action, value in zip(legal, values, strict=True) if value == top]
        return best[self._stream.below(len(best))]

    def _value(self, state: BaseState, action: Action, luck: int) -> int:
        after = state.copy()
        self._engine.act(after, action.code)
        if not action.verb.edit or not self._is_draft(after):
            return self._weigh(self._follow(after, Stream(luck)))
        # Its own draft: it will choose how to go on, so the best way on is what counts.
        return max(
            self._weigh(self._follow(after.copy(), Stream(luck + way))) for way in range(DRAFTS)
        )

    def _weigh(self, state: BaseState) -> int:
        return self._rules.worth(state, self._number, self._persona)

    def _is_draft(self, state: BaseState) -> bool:
        """Whether this seat is in the middle of a package."""
        if state.node == TALK:
            return bool(state.draft) and state.actor == self._number
        return bool(state.node == EDIT and state.actor == self._number)

    def _follow(self, state: BaseState, luck: Stream) -> BaseState:
        """Go on until this seat decides anew, the game ends, or `NODE_LIMIT`. Changes `state`."""
        engine = self._engine
        for _ in range(NODE_LIMIT):
            if state.node == OVER:
                break
            if state.actor == CHANCE:
                code = draw(engine.outcomes(state), luck)
            elif state.actor != self._number:
                code = self._rival_action(state, luck)
            elif self._is_draft(state):
                code = any_of(engine.legal(state), luck)
            else:
                break
            engine.act(state, code)
        return state

    def _rival_action(self, state: BaseState, luck: Stream) -> int:
        """What the rival does meanwhile: weighs an offer for itself, lets its turns pass."""
        if state.node in (REPLY, FINAL):
            return max((ACCEPT, DECLINE), key=lambda answer: self._rival_value(state, answer))
        if state.node in (PLAY, HEADLINE) or (state.node == TALK and not state.draft):
            return PASS
        return any_of(self._engine.legal(state), luck)

    def _rival_value(self, state: BaseState, answer: int) -> int:
        after, rival = state.copy(), state.actor
        self._engine.act(after, answer)
        return self._rules.standing(after, rival)


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
