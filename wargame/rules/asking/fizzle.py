"""Headlines that come to nothing, and why: for people who wonder what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from wargame.rules.actions import Action
from wargame.rules.asking import evaluate
from wargame.rules.asking.describe import Describer
from wargame.rules.ir import Act
from wargame.rules.kernel import HEADLINE, RUN, SEGMENT, BaseState
from wargame.rules.position import Position, scratch, state_of
from wargame.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Fizzle:
    """A committed card that was no longer allowed when its turn came.

    Attributes:
        seat: Whose it was.
        card: Its id.
        reason: What did not hold, in words, with the numbers as they stood.
    """

    seat: str
    card: str
    reason: str


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
        engine.segments[segment](s, frame & ~SEGMENT)
    return tuple(found)


def _reasons(rules: Ruleset, s: BaseState, seat: int) -> list[Fizzle]:
    """Why the headline that is about to be resolved fizzles; nothing if it does not."""
    card = s.commit[seat] - 1
    if card < 0:
        return []
    noun = rules.program.cards[card]
    if s.finish:
        return [Fizzle(rules.seats[seat], noun.id, "the other one has ended the game")]
    if rules.engine.card_open[card](s):
        return []
    return [Fizzle(rules.seats[seat], noun.id, _failed(rules, s, noun.act))]


def _failed(rules: Ruleset, s: BaseState, act: Act) -> str:
    """The first clause or price that does not hold."""
    said, read = Describer(rules.program), partial(evaluate.read_state, s)
    for clause in act.needs:
        if not evaluate.truth(clause.cond, read):
            names = evaluate.names_in(clause.cond)
            values = "".join(f"; {said.name(name)} is {read(name)} now" for name in names)
            return f"it works only if {said.cond(clause.cond)}{values}"
    for name, amount, _ in act.price:
        cost, held = evaluate.number(amount, read), read(name)
        if held - name.lo < cost:
            return f"it costs {cost} {name.title.lower()}, and there is {held}"
    return "it is not allowed any more"
