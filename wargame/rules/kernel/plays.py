"""What a seat may do with a play: all of it in a fixed order, or any of it at random.

A new kind of play is written into both, so that random play meets it too.
"""

from __future__ import annotations

from wargame.rules.kernel.codes import (
    ACT,
    V_ACT,
    V_BREACH,
    V_BURY,
    V_CAPITAL,
    V_FUND,
    V_PASS,
    V_PAUSE,
    V_PLAY,
    V_TIGHTEN,
)
from wargame.rules.kernel.rows import MoveRow
from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.stream import Stream
from wargame.rules.kernel.tables import Tables, distinct


def legal_plays(t: Tables, s: BaseState) -> list[int]:
    """What the seat may do with a play."""
    found = [V_PASS] if may_pass(t, s) else []
    opens, play, capital = t.card_open, ACT(V_PLAY), ACT(V_CAPITAL)
    hand = distinct(t, s.hand[s.actor]) if t.copies else s.hand[s.actor]
    for c in hand:
        if opens[c](s):
            found.append(play | c)
        found.append(capital | c)
    for move in t.moves[s.actor]:
        if is_move_open(s, move):
            found.append(move.action)
    for k in range(len(s.deal_items)):
        if s.deal_items[k]:
            found.append(ACT(V_BREACH, k + 1))
    if t.buries and t.buries[s.actor].open(s):
        found += [ACT(V_BURY, c) for c in hand]
    return found


def may_pass(t: Tables, s: BaseState) -> bool:
    """Whether the seat may let a play pass: if it can do nothing else it always may."""
    return not t.passes or t.passes[s.actor].open(s) or not has_play(t, s)


def has_play(t: Tables, s: BaseState) -> bool:
    """Whether the seat may do anything with a play but pass or break a deal."""
    if s.hand[s.actor]:
        return True
    for move in t.moves[s.actor]:
        if is_move_open(s, move):
            return True
    return False


def is_move_open(s: BaseState, move: MoveRow) -> bool:
    """Whether a measure's verb, a project's funding or an action is allowed now."""
    verb, x = move.verb, move.on
    if verb >= V_FUND:
        if verb == V_ACT:
            return move.opens[0](s)
        stage, opens = s.stage[x], move.opens
        return stage < len(opens) and s.work[x] == 0 and opens[stage](s)
    level = s.level[x]
    if verb == V_TIGHTEN:
        if level >= move.max or s.held[x]:
            return False
    elif level == 0 or (verb == V_PAUSE and (s.held[x] or s.pause_left[x])):
        return False
    return move.opens[0](s)


def random_play(t: Tables, s: BaseState, rng: Stream) -> int:
    """A play by rejection: draw any, keep it if it is allowed. Uniform over the allowed."""
    hand = distinct(t, s.hand[s.actor]) if t.copies else s.hand[s.actor]
    moves = t.moves[s.actor]
    cards = 2 * len(hand)
    rest = cards + len(moves)
    buried = 1 + rest + len(s.deal_items)
    total = buried + len(hand) if t.buries else buried
    while True:
        at = rng.below(total)
        if at < cards:
            card = hand[at >> 1]
            if at & 1:
                return V_CAPITAL << 10 | card
            if t.card_open[card](s):
                return V_PLAY << 10 | card
        elif at < rest:
            move = moves[at - cards]
            if is_move_open(s, move):
                return move.action
        elif at == rest:
            if may_pass(t, s):
                return V_PASS
        elif at >= buried:
            if t.buries[s.actor].open(s):
                return ACT(V_BURY, hand[at - buried])
        elif s.deal_items[at - rest - 1]:
            return ACT(V_BREACH, at - rest)
