"""The round as a machine: it runs segments and steps until somebody has to decide."""

from __future__ import annotations

from bisect import insort
from typing import Any

from wargame.rules.kernel.codes import (
    ACT,
    AGENDA,
    ARGUMENT,
    ASK,
    CHANCE,
    DISCARD,
    DRAW,
    HEADLINE,
    INJECT,
    KEEP,
    LAPSE,
    LAST,
    LUCK,
    NO_INJECT,
    OVER,
    PLAY,
    RUN,
    SEGMENT,
    SHIFT,
    V_BREACH,
    V_CAPITAL,
    V_DRAW,
    V_END,
    V_FUND,
    V_HEADLINE,
    V_INJECT,
    V_LAPSE,
    V_OUTCOME,
    V_PASS,
    V_PLAY,
    V_SUCCEED,
    V_TIGHTEN,
    WORK,
)
from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.steps import Steps
from wargame.rules.kernel.stream import Stream


class Engine(Steps):
    """The rules of one deck: its tables, and the machine that runs them.

    The generated module makes one and fills every table; afterwards nothing changes, so an
    engine may serve any number of positions.
    """

    def ready(self) -> None:
        """Work out what depends on the filled tables; the kernel's own segments come first."""
        super().ready()
        self.segments = [None, *[self.reveal(seat) for seat in self.seats], *self.segments]

    def reveal(self, seat: int) -> Any:
        """The segment that resolves the headline of a seat."""

        def resolve(s: BaseState, o: int) -> None:
            self.resolve_headline(s, o, seat)

        return resolve

    def act(self, s: BaseState, action: int) -> None:
        """Take a legal action and run on to the next node. Changes `s`."""
        self.do_action(s, action)
        self.advance(s)

    def do_action(self, s: BaseState, action: int) -> None:
        """Take a legal action, and leave what follows on the stack."""
        s.ply += 1
        o = s.ply << SHIFT
        node, s.node = s.node, RUN
        verb, x = action >> 10, action & ARGUMENT
        if node == PLAY:
            if verb == V_PLAY:
                self.play(s, o, x)
            elif verb == V_CAPITAL:
                self.cash(s, o, x)
            elif verb == V_BREACH:
                self.breach(s, o, x - 1)
            elif verb == V_FUND:
                self.fund(s, o, x)
            elif verb != V_PASS:
                self.move(s, o, verb - V_TIGHTEN, x)
        elif node == DRAW:
            self.draw_card(s, x)
        elif node == LUCK:
            self.push(s, s.origin, self.luck_do[s.arg][x])
        elif node == HEADLINE:
            s.commit[s.actor] = 0 if verb == V_PASS else x + 1
        elif node == INJECT:
            self.inject(s, o, x)
        elif node == ASK:
            self.push(s, s.origin, self.ask_do[s.arg][x])
        elif node == WORK:
            self.finish_work(s, o, s.arg, verb == V_SUCCEED)
        elif node == LAPSE:
            if verb == V_LAPSE:
                self.lapse_project(s, o, x, self.project_site[x])
        elif node == LAST:
            self.next_round(s, verb == V_END)
        elif node == DISCARD:
            self.discard_card(s, x)
        elif node == AGENDA:
            insort(s.candidates[s.arg], x)
        elif node == KEEP:
            s.agenda[s.actor] = x + 1
        else:
            self.talk(s, o, node, verb, x)

    def drain(self, s: BaseState) -> None:
        """Run what is on the stack until it is empty or somebody has to decide."""
        while s.node == RUN and s.stack:
            frame = s.stack.pop()
            self.segments[frame & SEGMENT](s, frame & ~SEGMENT)

    def advance(self, s: BaseState) -> None:
        """Run segments and steps of the round until somebody has to decide."""
        stack = s.stack
        while s.node == RUN:
            if stack:
                frame = stack.pop()
                self.segments[frame & SEGMENT](s, frame & ~SEGMENT)
            else:
                self.step(s)

    def rollout(self, s: BaseState, rng: Stream, limit: int) -> int:
        """Play at random until the game is over or `limit` nodes; luck is drawn inline.

        Changes `s`. Returns the number of nodes.
        """
        nodes = 0
        while s.node != OVER and nodes < limit:
            self.do_action(s, self.random_action(s, rng))
            self.advance(s)
            nodes += 1
        return nodes

    def random_action(self, s: BaseState, rng: Stream) -> int:
        """A legal action, each equally likely; at a chance node an outcome by its weight."""
        node = s.node
        if node == DRAW:
            pile = s.pile[s.arg]
            return ACT(V_DRAW, pile[rng.below(len(pile))])
        if node == PLAY:
            return self.random_play(s, rng)
        if node == HEADLINE:
            return self.random_headline(s, rng)
        if s.actor != CHANCE:
            actions = self.legal(s)
            return actions[rng.below(len(actions))]
        if node == INJECT and self.inject_lots:
            return self.random_inject(s, rng)
        if node == LUCK:
            weights = self.weights(s)
            at = rng.below(sum(weights))
            k = 0
            while at >= weights[k]:
                at -= weights[k]
                k += 1
            return ACT(V_OUTCOME, k)
        outcomes = self.outcomes(s)
        total = 0
        for outcome in outcomes:
            total += outcome[1]
        at = rng.below(total)
        for outcome in outcomes:
            at -= outcome[1]
            if at < 0:
                return outcome[0]
        return outcomes[0][0]

    def random_headline(self, s: BaseState, rng: Stream) -> int:
        """A headline or none by rejection, each that is allowed equally likely."""
        hand = s.hand[s.actor]
        while True:
            at = rng.below(len(hand) + 1)
            if at == len(hand):
                return V_PASS
            if self.card_open[hand[at]](s):
                return ACT(V_HEADLINE, hand[at])

    def random_inject(self, s: BaseState, rng: Stream) -> int:
        """An inject, or none, by rejection from the lots. One can be drawn, or this runs on."""
        while True:
            i = self.inject_lots[rng.below(len(self.inject_lots))]
            if i == NO_INJECT or self.inject_open_now(s, i):
                return ACT(V_INJECT, i)

    def random_play(self, s: BaseState, rng: Stream) -> int:
        """A play by rejection: draw any, keep it if it is allowed. Uniform over the allowed."""
        hand = s.hand[s.actor]
        moves = self.moves[s.actor]
        cards = 2 * len(hand)
        rest = cards + len(moves)
        total = 1 + rest + self.deal_slots
        while True:
            at = rng.below(total)
            if at < cards:
                card = hand[at >> 1]
                if at & 1:
                    return ACT(V_CAPITAL, card)
                if self.card_open[card](s):
                    return ACT(V_PLAY, card)
            elif at < rest:
                move = moves[at - cards]
                if self.move_open(s, move):
                    return move
            elif at == rest:
                return V_PASS
            elif s.deal_items[at - rest - 1]:
                return ACT(V_BREACH, at - rest)
