"""Random play, for rollouts: luck is drawn inline, seats do what they may, each as likely."""

from __future__ import annotations

from bisect import insort

from wargame.rules.kernel.codes import (
    ACT,
    CHANCE,
    DRAW,
    HEADLINE,
    INJECT,
    LUCK,
    NO_INJECT,
    ORIGIN,
    OVER,
    PLAY,
    RUN,
    SEGMENT,
    V_DRAW,
    V_HEADLINE,
    V_INJECT,
    V_LOT,
    V_OUTCOME,
    V_PASS,
)
from wargame.rules.kernel.legal import chance_outcomes, is_inject_open, legal_actions, luck_weights
from wargame.rules.kernel.machine import take_action
from wargame.rules.kernel.plays import random_play
from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.steps import close_game
from wargame.rules.kernel.stream import Stream
from wargame.rules.kernel.tables import Tables, distinct
from wargame.rules.kernel.work import start_draw


def play_out(t: Tables, s: BaseState, rng: Stream, limit: int) -> int:
    """Play at random until the game is over or `limit` nodes; gives the number of nodes.

    Between one action and the next it is `advance`, written out: to set that up at every node
    would take plain Python a twentieth of the time.
    """
    stack, segments, steps, immediate = s.stack, t.segments, t.steps, t.rounds.immediate
    entry, by_the_card = t.entry, t.mixed or t.peeks
    nodes = 0
    while s.node != OVER and nodes < limit:
        if s.node != DRAW or by_the_card:
            take_action(t, s, random_action(t, s, rng))
            nodes += 1
        else:
            nodes += random_draws(t, s, rng, limit - nodes)
        while s.node == RUN:
            if stack:
                frame = stack.pop()
                segment = segments[frame & SEGMENT]
                if segment is not None:
                    segment(s, frame & ORIGIN)
            else:
                finish = s.finish
                if not finish and immediate is not None:
                    finish = immediate(s)
                if finish:
                    s.finish = finish
                    close_game(t, s)
                elif steps[s.pc](t, s):
                    s.pc, s.turn = entry[s.pc + 1], 0
    return nodes


def random_draws(t: Tables, s: BaseState, rng: Stream, limit: int) -> int:
    """All draws of a seat from its own pile as `draw_card` takes them, in one go; gives how many.

    At most `limit`, and no more than the pile holds: behind that it takes the discards back.
    """
    seat = s.arg
    pile, hand = s.pile[seat].copy(), s.hand[seat].copy()
    count = min(s.count, len(pile), limit)
    for _ in range(count):
        insort(hand, pile.pop(rng.below(len(pile))))
    s.pile[seat], s.hand[seat] = pile, hand
    s.ply += count
    s.count -= count - 1  # as the last of them finds it
    s.node = RUN
    start_draw(t, s, seat, s.count - 1)
    return count


def random_action(t: Tables, s: BaseState, rng: Stream) -> int:
    """A legal action, each equally likely; at a chance node an outcome by its weight."""
    node = s.node
    if node == PLAY:
        return random_play(t, s, rng)
    if node == DRAW:
        pile = s.pile[s.arg]
        return ACT(V_DRAW, pile[rng.below(len(pile))])
    if node == HEADLINE:
        return random_headline(t, s, rng)
    if s.actor != CHANCE:
        actions = legal_actions(t, s)
        return actions[rng.below(len(actions))]
    if node == INJECT and t.inject_lots:
        return random_inject(t, s, rng)
    if node == LUCK:
        weights = luck_weights(t, s)
        at = rng.below(sum(weights))
        k = 0
        while at >= weights[k]:
            at -= weights[k]
            k += 1
        return ACT(V_LOT if t.lucks[s.arg].secret else V_OUTCOME, k)
    return random_outcome(t, s, rng)


def random_outcome(t: Tables, s: BaseState, rng: Stream) -> int:
    """An outcome of luck by its weight."""
    outcomes = chance_outcomes(t, s)
    total = 0
    for outcome in outcomes:
        total += outcome[1]
    at = rng.below(total)
    for outcome in outcomes:
        at -= outcome[1]
        if at < 0:
            return outcome[0]
    return outcomes[0][0]


def random_headline(t: Tables, s: BaseState, rng: Stream) -> int:
    """A headline or none by rejection, each that is allowed equally likely."""
    hand = distinct(t, s.hand[s.actor]) if t.copies else s.hand[s.actor]
    while True:
        at = rng.below(len(hand) + 1)
        if at == len(hand):
            return V_PASS
        if t.card_open[hand[at]](s):
            return ACT(V_HEADLINE, hand[at])


def random_inject(t: Tables, s: BaseState, rng: Stream) -> int:
    """An inject, or none, by rejection from the lots. One can be drawn, or this runs on."""
    lots = t.inject_lots
    while True:
        i = lots[rng.below(len(lots))]
        if i == NO_INJECT or is_inject_open(t, s, i):
            return V_INJECT << 10 | i
