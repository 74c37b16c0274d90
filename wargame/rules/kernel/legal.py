"""What may be done at a node, bargaining aside."""

from __future__ import annotations

from wargame.rules.kernel.bargaining import Bargaining
from wargame.rules.kernel.codes import (
    ACT,
    AGENDA,
    ARGUMENT,
    ASK,
    DISCARD,
    DRAW,
    EDIT,
    FINAL,
    HEADLINE,
    INJECT,
    KEEP,
    LAPSE,
    LAST,
    LUCK,
    NO_INJECT,
    PLAY,
    REPLY,
    TALK,
    V_ACCEPT,
    V_AGENDA,
    V_BREACH,
    V_CAPITAL,
    V_CHOOSE,
    V_DECLINE,
    V_DISCARD,
    V_DRAW,
    V_END,
    V_FAIL,
    V_FUND,
    V_GO,
    V_HEADLINE,
    V_HOLD,
    V_INJECT,
    V_KEEP,
    V_LAPSE,
    V_OUTCOME,
    V_PASS,
    V_PAUSE,
    V_PLAY,
    V_SUCCEED,
    V_TIGHTEN,
    WORK,
)
from wargame.rules.kernel.state import BaseState


class Legal(Bargaining):
    """Legality: the one definition of it."""

    def legal(self, s: BaseState) -> list[int]:
        """Every action at this node, in a fixed order; empty when the game is over."""
        node = s.node
        if node == PLAY:
            return self.legal_plays(s)
        if node == DRAW:
            return [ACT(V_DRAW, c) for c in s.pile[s.arg]]
        if node == HEADLINE:
            hand = s.hand[s.actor]
            return [V_PASS] + [ACT(V_HEADLINE, c) for c in hand if self.card_open[c](s)]
        if node == TALK:
            return self.legal_talk(s)
        if node == REPLY:
            return self.legal_reply(s)
        if node == EDIT:
            return self.legal_edits(s)
        if node == FINAL:
            return [ACT(V_ACCEPT), ACT(V_DECLINE)]
        if node == ASK:
            opens = self.ask_open[s.arg]
            return [ACT(V_CHOOSE, k) for k in range(len(opens)) if opens[k] is None or opens[k](s)]
        if node == DISCARD:
            return [ACT(V_DISCARD, c) for c in s.hand[s.actor]]
        if node == KEEP:
            candidates = s.candidates[s.actor]
            return [ACT(V_KEEP, a) for a in candidates]
        return [outcome[0] for outcome in self.outcomes(s)]

    def outcomes(self, s: BaseState) -> list[tuple[int, int]]:
        """At a chance node: each outcome with its weight, zero weights left out."""
        node = s.node
        found: list[tuple[int, int]] = []
        if node == LUCK:
            weights = self.weights(s)
            for k in range(len(weights)):
                if weights[k] > 0:
                    found.append((ACT(V_OUTCOME, k), weights[k]))
        elif node == DRAW:
            for c in s.pile[s.arg]:
                found.append((ACT(V_DRAW, c), 1))
        elif node == INJECT:
            found = self.drawn_injects(s)
            if self.quiet_weight > 0:
                found.append((ACT(V_INJECT, NO_INJECT), self.quiet_weight))
        elif node == WORK:
            pct = self.stage_pct[s.arg][s.stage[s.arg]](s)
            found = [(ACT(V_SUCCEED, s.arg), pct), (ACT(V_FAIL, s.arg), 100 - pct)]
        elif node == LAPSE:
            pct = self.lapse_pct[s.arg](s)
            found = [(ACT(V_LAPSE, s.arg), pct), (ACT(V_HOLD, s.arg), 100 - pct)]
        elif node == LAST:
            found = [(ACT(V_END), self.end_pct)]
            if self.end_pct < 100:
                found.append((ACT(V_GO), 100 - self.end_pct))
        elif node == AGENDA:
            for a in self.free_agendas(s, s.arg):
                found.append((ACT(V_AGENDA, a), 1))
        return found

    def weights(self, s: BaseState) -> list[int]:
        """The weights at a LUCK node."""
        weights = self.luck_weights[s.arg]
        return weights if isinstance(weights, list) else weights(s)

    def legal_plays(self, s: BaseState) -> list[int]:
        """What the seat may do with a play."""
        found = [V_PASS]
        for c in s.hand[s.actor]:
            if self.card_open[c](s):
                found.append(ACT(V_PLAY, c))
            found.append(ACT(V_CAPITAL, c))
        for move in self.moves[s.actor]:
            if self.move_open(s, move):
                found.append(move)
        for k in range(self.deal_slots):
            if s.deal_items[k]:
                found.append(ACT(V_BREACH, k + 1))
        return found

    def move_open(self, s: BaseState, move: int) -> bool:
        """Whether a measure's verb or a project's funding is allowed now."""
        verb, x = move >> 10, move & ARGUMENT
        if verb == V_FUND:
            stage = s.stage[x]
            opens = self.stage_open[x]
            return stage < len(opens) and s.work[x] == 0 and bool(opens[stage](s))
        level = s.level[x]
        if verb == V_TIGHTEN:
            if level >= self.measure_max[x] or s.held[x]:
                return False
        elif level == 0 or (verb == V_PAUSE and (s.held[x] or s.pause_left[x])):
            return False
        return bool(self.verb_open[verb - V_TIGHTEN][x](s))

    def inject_open_now(self, s: BaseState, i: int) -> bool:
        """Whether an inject may be drawn now, its weight aside."""
        if s.inject_gone[i]:
            return False
        opens = self.inject_open[i]
        return opens is None or bool(opens(s))

    def inject_share(self, s: BaseState, i: int) -> int:
        """The weight of an inject that may be drawn."""
        weight = self.inject_fixed[i]
        return weight if weight >= 0 else int(self.inject_weight[i](s))

    def drawn_injects(self, s: BaseState) -> list[tuple[int, int]]:
        """Injects that may be drawn now, each as an action with its weight."""
        found: list[tuple[int, int]] = []
        for i in self.inject_pile:
            if self.inject_open_now(s, i):
                weight = self.inject_share(s, i)
                if weight > 0:
                    found.append((ACT(V_INJECT, i), weight))
        return found

    def any_inject(self, s: BaseState) -> bool:
        """Whether any inject may be drawn now."""
        for i in self.inject_pile:
            if self.inject_open_now(s, i) and self.inject_share(s, i) > 0:
                return True
        return False

    def free_agendas(self, s: BaseState, seat: int) -> list[int]:
        """Agendas that may still be shown to a seat."""
        candidates = s.candidates[seat]
        return [
            a
            for a in range(len(self.agenda_seat))
            if self.agenda_seat[a] == seat and not s.agendas_gone[a] and a not in candidates
        ]
