"""Random play, for rollouts: luck is drawn inline, seats do what they may, each as likely."""

from __future__ import annotations

from wargame.rules.kernel.codes import (
    ACT,
    CHANCE,
    DRAW,
    HEADLINE,
    INJECT,
    LUCK,
    NO_INJECT,
    OVER,
    PLAY,
    V_DRAW,
    V_HEADLINE,
    V_INJECT,
    V_LOT,
    V_OUTCOME,
    V_PASS,
)
from wargame.rules.kernel.legal import chance_outcomes, is_inject_open, legal_actions, luck_weights
from wargame.rules.kernel.machine import advance, take_action
from wargame.rules.kernel.plays import random_play
from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.stream import Stream
from wargame.rules.kernel.tables import Tables, distinct


def play_out(t: Tables, s: BaseState, rng: Stream, limit: int) -> int:
    """Play at random until the game is over or `limit` nodes; gives the number of nodes."""
    nodes = 0
    while s.node != OVER and nodes < limit:
        take_action(t, s, random_action(t, s, rng))
        advance(t, s)
        nodes += 1
    return nodes


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
