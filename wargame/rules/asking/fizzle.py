"""Headlines that come to nothing, and why: for people who wonder what became of them."""

from __future__ import annotations

from functools import partial

from wargame.dataclass import dataclass
from wargame.rules.actions import Action
from wargame.rules.asking import evaluate
from wargame.rules.asking.describe import Describer
from wargame.rules.asking.explain import failed
from wargame.rules.kernel import HEADLINE, RUN, SEGMENT, BaseState
from wargame.rules.position import Position, scratch, state_of
from wargame.rules.refusal import Reason
from wargame.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Fizzle:
    """A committed card that was no longer allowed when its turn came.

    Attributes:
        seat: Whose it was.
        card: Its id.
        reason: What did not hold, with the numbers as they stood.
    """

    seat: str
    card: str
    reason: Reason


def fizzles(position: Position, action: Action) -> tuple[Fizzle, ...]:
    """The headlines that come to nothing in a step from a position."""
    rules, before = position.rules, state_of(position)
    if before.node != HEADLINE and max(before.commit) <= 0:
        return ()
    engine, s = rules.engine, scratch(position)
    found: list[Fizzle] = []
    engine.do_action(s, action.code)
    if before.node == HEADLINE:
        engine.step(s)
    while s.node == RUN and s.stack:
        frame = s.stack.pop()
        segment = frame & SEGMENT
        if 0 < segment <= len(rules.seats):  # the kernel's own, which resolve a seat's headline
            found += _reasons(rules, s, segment - 1)
        engine.run_frame(s, frame)
    return tuple(found)


def _reasons(rules: Ruleset, s: BaseState, seat: int) -> list[Fizzle]:
    """Why the headline that is about to be resolved fizzles; nothing if it does not."""
    card = s.commit[seat] - 1
    if card < 0:
        return []
    noun = rules.program.cards[card]
    if s.finish:
        return [Fizzle(rules.seats[seat], noun.id, Reason("ended_first"))]
    if rules.engine.tables.card_open[card](s):
        return []
    reason = failed(noun.act, partial(evaluate.read_state, s), Describer(rules.program))
    assert reason is not None, "a card that is not open fails by a clause or a price"
    return [Fizzle(rules.seats[seat], noun.id, reason)]
