"""Legality: the one definition of what may be done at a node, bargaining aside."""

from __future__ import annotations

from wargame.rules.kernel.bargaining import legal_edits, legal_reply, legal_talk
from wargame.rules.kernel.codes import (
    ACT,
    AGENDA,
    ANSWER,
    ASK,
    DISCARD,
    DRAW,
    EDIT,
    FINAL,
    GIVE,
    HEADLINE,
    INJECT,
    KEEP,
    LAPSE,
    LAST,
    LOSE,
    LUCK,
    NAME,
    NO_INJECT,
    PLAY,
    RECOVER,
    REPLY,
    SEAL,
    SEE,
    SPY,
    TALK,
    V_ACCEPT,
    V_AGENDA,
    V_ANSWER,
    V_CHOOSE,
    V_DECLINE,
    V_DISCARD,
    V_DRAW,
    V_END,
    V_FAIL,
    V_GIVE,
    V_GO,
    V_HEADLINE,
    V_HOLD,
    V_INJECT,
    V_KEEP,
    V_LAPSE,
    V_LET,
    V_LOSE,
    V_LOT,
    V_NAME,
    V_OUTCOME,
    V_PASS,
    V_RECOVER,
    V_SEAL,
    V_SECRETLY,
    V_SEE,
    V_SPY,
    V_SUCCEED,
    WORK,
)
from wargame.rules.kernel.piles import in_order
from wargame.rules.kernel.plays import legal_plays
from wargame.rules.kernel.seats import rival
from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.tables import Tables, distinct


def legal_actions(t: Tables, s: BaseState) -> list[int]:
    """Every action at this node, in a fixed order; empty when the game is over."""
    node = s.node
    if node == PLAY:
        return legal_plays(t, s)
    if node == DRAW:
        draw = ACT(V_DRAW)
        return [draw | c for c in s.pile[s.arg]]
    if node == HEADLINE:
        opens = t.card_open
        headline = ACT(V_HEADLINE)
        return [V_PASS] + [headline | c for c in one_of_each(t, s) if opens[c](s)]
    if node == ANSWER:
        return legal_responses(t, s)
    if node == ASK:
        return legal_answers(t, s)
    if node == NAME or node == SEAL:
        return legal_names(t, s)
    if node == TALK:
        return legal_talk(t, s)
    if node == REPLY:
        return legal_reply(t, s)
    if node == EDIT:
        return legal_edits(t, s)
    if node == FINAL:
        return [ACT(V_ACCEPT), ACT(V_DECLINE)]
    if node == DISCARD:
        return [ACT(V_DISCARD, c) for c in one_of_each(t, s)]
    if node == GIVE:
        return [ACT(V_GIVE, c) for c in one_of_each(t, s)]
    if node == RECOVER:
        back = s.discard[s.actor]
        return [ACT(V_RECOVER, c) for c in (distinct(t, back) if t.copies else back)]
    if node == KEEP:
        return [ACT(V_KEEP, a) for a in s.candidates[s.actor]]
    return [outcome[0] for outcome in chance_outcomes(t, s)]


def one_of_each(t: Tables, s: BaseState) -> list[int]:
    """The hand of the seat to move, equal cards once."""
    return distinct(t, s.hand[s.actor]) if t.copies else s.hand[s.actor]


def chance_outcomes(t: Tables, s: BaseState) -> list[tuple[int, int]]:
    """At a chance node: each outcome with its weight, zero weights left out."""
    node = s.node
    found: list[tuple[int, int]] = []
    if node == LUCK:
        weights = luck_weights(t, s)
        verb = V_LOT if t.lucks[s.arg].secret else V_OUTCOME
        for k in range(len(weights)):
            if weights[k] > 0:
                found.append((ACT(verb, k), weights[k]))
    elif node == DRAW:
        for c in s.pile[s.arg]:
            found.append((ACT(V_DRAW, c), 1))
    elif node == INJECT:
        found = drawn_injects(t, s)
        if t.rounds.quiet_weight > 0:
            found.append((ACT(V_INJECT, NO_INJECT), t.rounds.quiet_weight))
    elif node == WORK:
        pct = t.projects[s.arg].stages[s.stage[s.arg]].success_pct(s)
        found = [(ACT(V_SUCCEED, s.arg), pct), (ACT(V_FAIL, s.arg), 100 - pct)]
    elif node == LAPSE:
        pct = t.projects[s.arg].lapse_pct(s)
        found = [(ACT(V_LAPSE, s.arg), pct), (ACT(V_HOLD, s.arg), 100 - pct)]
    elif node == LAST:
        found = [(ACT(V_END), t.rounds.end_pct)]
        if t.rounds.end_pct < 100:
            found.append((ACT(V_GO), 100 - t.rounds.end_pct))
    elif node == LOSE:
        for c in s.hand[s.arg]:
            found.append((ACT(V_LOSE, c), 1))
    elif node == SEE:
        for c in s.rest[s.arg] if in_order(t, s, s.arg) else s.pile[s.arg]:
            found.append((ACT(V_SEE, c), 1))
    elif node == SPY:
        for c in s.hand[rival(s.arg)]:
            if not s.spied[0] >> c & 1:
                found.append((ACT(V_SPY, c), 1))
    elif node == AGENDA:
        for a in free_agendas(t, s, s.arg):
            found.append((ACT(V_AGENDA, a), 1))
    return found


def luck_weights(t: Tables, s: BaseState) -> list[int]:
    """The weights at a LUCK node."""
    luck = t.lucks[s.arg]
    return luck.weights if luck.weights_now is None else luck.weights_now(s)


def legal_answers(t: Tables, s: BaseState) -> list[int]:
    """What may be answered at an ASK node."""
    found: list[int] = []
    for k, option in enumerate(t.asks[s.arg]):
        opens = option.open
        if opens is None or opens(s):
            found.append((V_SECRETLY if option.secret else V_CHOOSE) << 10 | k)
    return found


def legal_names(t: Tables, s: BaseState) -> list[int]:
    """The fronts that may be named for the next round."""
    docket = t.docket
    if docket is None:
        return []
    last = 0 if docket.again else docket.last(s)
    named = ACT(V_SEAL if docket.secret else V_NAME)
    return [named | front for front in range(len(docket.do)) if front + 1 != last]


def legal_responses(t: Tables, s: BaseState) -> list[int]:
    """What may be answered to an act of the other side: nothing, and each card that is open."""
    cards, found = t.windows[s.arg].cards, [ACT(V_LET)]
    for c in one_of_each(t, s):
        opens = t.cards[c].answer_open
        if c in cards and opens is not None and opens(s):
            found.append(ACT(V_ANSWER, c))
    return found


def is_inject_open(t: Tables, s: BaseState, i: int) -> bool:
    """Whether an inject may happen now, its weight aside."""
    if s.inject_gone[i]:
        return False
    opens = t.injects[i].open
    return opens is None or opens(s)


def inject_weight(t: Tables, s: BaseState, i: int) -> int:
    """The weight of an inject that may be drawn."""
    inject = t.injects[i]
    return inject.weight if inject.weight_now is None else inject.weight_now(s)


def drawn_injects(t: Tables, s: BaseState) -> list[tuple[int, int]]:
    """Injects that may be drawn now, each as an action with its weight."""
    found: list[tuple[int, int]] = []
    for i in t.inject_pile:
        if is_inject_open(t, s, i):
            weight = inject_weight(t, s, i)
            if weight > 0:
                found.append((ACT(V_INJECT, i), weight))
    return found


def any_inject(t: Tables, s: BaseState) -> bool:
    """Whether any inject may be drawn now."""
    for i in t.inject_pile:
        if is_inject_open(t, s, i) and inject_weight(t, s, i) > 0:
            return True
    return False


def free_agendas(t: Tables, s: BaseState, seat: int) -> list[int]:
    """Agendas that may still be shown to a seat."""
    shown, gone = s.candidates[seat], s.agendas_gone
    return [a for a in t.own_agendas[seat] if not gone[a] and a not in shown]
