"""Chooses the action that looks best one step ahead.

It redraws what it cannot know, tries every legal action on that position, lets the world go on
until it would decide again, and weighs what it then sees: by its own score, or by the weights
of a persona. All actions are tried on the same luck, so luck does not choose among them.
"""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules.game import CHANCE_SEAT, Action, Game, State
from wargame.rules.kernel import Stream
from wargame.rules.view import SeatState

SAMPLES = 2
"""Redrawn positions on which each action is tried."""

NODE_LIMIT = 60
"""Decisions and chance points followed after an action before the position is weighed."""

DRAFTS = 3
"""Ways in which an unfinished package is completed, of which the best one counts."""

DRAFTING = frozenset({"offer", "table", "add", "drop", "term", "send"})
"""Verbs that build a package. A position with no other verb is in the middle of a draft."""


class Greedy:
    """One ply of foresight, for any deck.

    Args:
        persona: Whose weights to use; "" for the deck's own score.
    """

    def __init__(self, game: Game, seat: str, seed: int, persona: str = "") -> None:
        self.name = persona or "greedy"
        self._game, self._seat, self._persona = game, seat, persona
        self._stream = Stream(seed)

    def choose(self, view: SeatState) -> Action:
        self._game = view.game  # control may have added a ruling to it
        legal = view.legal
        if len(legal) == 1:
            return legal[0]
        return self._best(legal, self.weigh_all(view))

    def weigh_all(self, view: SeatState) -> list[int]:
        """What each legal action comes to, as the sum over `SAMPLES` redrawn positions."""
        legal = view.legal
        values = [0] * len(legal)
        for _ in range(SAMPLES):
            state = self._game.resample(view, self._stream)
            luck = self._stream.below(1 << 20)
            for index, action in enumerate(legal):
                values[index] += self._value(state, action, luck)
        return values

    def _best(self, legal: Sequence[Action], values: list[int]) -> Action:
        """The action of highest value; ties fall to the player's own luck."""
        top = max(values)
        best = [action for action, value in zip(legal, values, strict=True) if value == top]
        return best[self._stream.below(len(best))]

    def _value(self, state: State, action: Action, luck: int) -> int:
        after = self._game.apply(state, action).state
        if action.verb not in DRAFTING or not self._is_draft(after):
            return self._weigh(self._follow(after, Stream(luck)))
        # Its own draft: it will choose how to go on, so the best way on is what counts.
        return max(self._weigh(self._follow(after, Stream(luck + way))) for way in range(DRAFTS))

    def _weigh(self, state: State) -> int:
        return self._game.evaluate(state, self._seat, self._persona)

    def _is_draft(self, state: State) -> bool:
        game = self._game
        if game.is_terminal(state) or game.current_seat(state) != self._seat:
            return False
        return all(action.verb in DRAFTING for action in game.legal_actions(state))

    def _follow(self, state: State, luck: Stream) -> State:
        """Go on until this seat decides anew, the game ends, or `NODE_LIMIT`."""
        game = self._game
        for _ in range(NODE_LIMIT):
            if game.is_terminal(state):
                break
            seat = game.current_seat(state)
            if seat == CHANCE_SEAT:
                action = draw(game.chance_outcomes(state), luck)
            elif seat != self._seat:
                action = self._rival_action(state, seat, luck)
            elif self._is_draft(state):
                action = any_of(game.legal_actions(state), luck)
            else:
                break
            state = game.apply(state, action).state
        return state

    def _rival_action(self, state: State, rival: str, luck: Stream) -> Action:
        """What the rival does meanwhile: weighs an offer for itself, lets its turns pass."""
        legal = self._game.legal_actions(state)
        verbs = {action.verb: action for action in legal}
        if "accept" in verbs:
            answers = [verbs["accept"], verbs["decline"]]
            return max(answers, key=lambda answer: self._rival_value(state, answer, rival))
        return verbs.get("pass") or any_of(legal, luck)

    def _rival_value(self, state: State, answer: Action, rival: str) -> int:
        return self._game.evaluate(self._game.apply(state, answer).state, rival, "")


def any_of(legal: Sequence[Action], luck: Stream) -> Action:
    """One of these, each as likely."""
    return legal[luck.below(len(legal))]


def draw(outcomes: list[tuple[Action, int]], luck: Stream) -> Action:
    """One outcome of a chance node, by weight."""
    left = luck.below(sum([weight for _, weight in outcomes]))
    for action, weight in outcomes:
        left -= weight
        if left < 0:
            return action
    raise AssertionError("weights are positive")
