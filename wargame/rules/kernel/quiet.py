"""A position run on with nobody doing anything: what the rules alone make of it.

Seats pass, nothing is drawn, no front is named. Luck that an effect under way or the rules call
for goes the likeliest way, and a question gets its first answer.
"""

from __future__ import annotations

from typing import Final

from wargame.rules.kernel.codes import (
    ANSWER,
    ASK,
    CHANCE,
    DISCARD,
    GIVE,
    LAPSE,
    LOSE,
    LUCK,
    OVER,
    RECOVER,
    RUN,
    SEE,
    SPY,
    WORK,
)
from wargame.rules.kernel.legal import chance_outcomes, legal_actions
from wargame.rules.kernel.machine import run_stack, take_action
from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.steps import (
    AT_AGENDAS,
    AT_CLOSE,
    STEPS,
    close_game,
    go_to,
    next_round,
    take_step,
)
from wargame.rules.kernel.tables import Tables

OWED: Final = (LUCK, ASK, WORK, LAPSE, ANSWER, DISCARD, GIVE, RECOVER, LOSE, SEE, SPY)
"""Nodes at which something has to be decided before the round can go on."""

IDLE: Final = [
    step.name in ("inject_draw", "draws", "headlines", "plays", "talks") for step in STEPS
]
"""The steps that are passed over."""


def run_quiet(t: Tables, s: BaseState, last_round: int) -> None:
    """Run on until a round has been judged or the game is over. Changes `s`."""
    immediate = t.rounds.immediate
    while s.node != OVER:
        if s.node != RUN:
            decide_quietly(t, s)
        elif s.stack:
            run_stack(t, s)
        else:
            if s.finish == 0 and immediate is not None:
                s.finish = immediate(s)
            if s.finish:
                close_game(t, s)
            elif s.pc < AT_CLOSE:
                step_quietly(t, s)
            elif s.round < last_round:
                close_quietly(t, s)
            else:
                return


def step_quietly(t: Tables, s: BaseState) -> None:
    """A step of the round, but for those in which seats act or something is drawn."""
    if s.pc == AT_AGENDAS:
        go_to(t, s, s.back)
    elif IDLE[s.pc]:
        go_to(t, s, s.pc + 1)
    else:
        take_step(t, s)


def close_quietly(t: Tables, s: BaseState) -> None:
    """The last round ends the game; another is followed by the next."""
    if s.round >= t.rounds.max_rounds:
        close_game(t, s)
    else:
        next_round(t, s, False)


def decide_quietly(t: Tables, s: BaseState) -> None:
    """What is owed is decided; whatever else somebody could do is left undone."""
    if s.node not in OWED:
        s.node, s.draft = RUN, 0
        return
    if s.actor != CHANCE:
        take_action(t, s, legal_actions(t, s)[0])
        return
    best, found = 0, 0
    for code, weight in chance_outcomes(t, s):
        if weight > best:
            best, found = weight, code
    take_action(t, s, found)
