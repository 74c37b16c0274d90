"""The round as a machine: it runs segments and steps until somebody has to decide."""

from __future__ import annotations

from wargame.rules.kernel.codes import (
    AGENDA,
    ANSWER,
    ARGUMENT,
    ASK,
    DISCARD,
    DRAW,
    FINAL,
    GIVE,
    HEADLINE,
    INJECT,
    KEEP,
    KERNEL_SITE,
    LAPSE,
    LAST,
    LOSE,
    LUCK,
    NAME,
    ORIGIN,
    PLAY,
    RECOVER,
    RUN,
    SEAL,
    SEE,
    SEGMENT,
    SHIFT,
    SPY,
    V_ACT,
    V_ANSWER,
    V_BREACH,
    V_BURY,
    V_CAPITAL,
    V_END,
    V_FUND,
    V_LAPSE,
    V_PASS,
    V_PLAY,
    V_SUCCEED,
    V_TIGHTEN,
    WORK,
)
from wargame.rules.kernel.dealing import break_deal, say
from wargame.rules.kernel.state import BaseState, changed, push, with_one
from wargame.rules.kernel.steps import close_game, next_round, take_step
from wargame.rules.kernel.tables import Tables
from wargame.rules.kernel.work import (
    answer_act,
    answer_with,
    bury_card,
    cash_card,
    discard_card,
    do_act,
    draw_card,
    finish_work,
    fund_project,
    give_card,
    lapse_project,
    lose_card,
    meet_inject,
    move_measure,
    pass_play,
    play_card,
    recover_card,
    see_card,
    spy_card,
)


def take_action(t: Tables, s: BaseState, action: int) -> None:
    """Take a legal action, and leave what follows on the stack. Changes `s`."""
    ply = s.ply + 1
    s.ply, o = ply, ply << SHIFT
    node, s.node = s.node, RUN
    verb, x = action >> 10, action & ARGUMENT
    if node == PLAY:
        take_play(t, s, o, verb, x)
    elif node == HEADLINE:
        s.commit = changed(s.commit, s.actor, 0 if verb == V_PASS else x + 1)
    elif node <= FINAL:  # talks
        say(t, s, o, node, verb, x)
    elif node == DRAW:
        draw_card(t, s, x)
    elif node == LUCK:
        push(s, s.origin, t.lucks[s.arg].do[x])
    elif node == ANSWER:
        if verb == V_ANSWER:
            answer_with(t, s, o, x)
    elif node == INJECT:
        meet_inject(t, s, o, x)
    elif t.docket is not None and (node == NAME or node == SEAL):
        push(s, o, t.docket.do[x])
    elif node == ASK:
        push(s, s.origin, t.asks[s.arg][x].do)
    elif node == WORK:
        finish_work(t, s, o, s.arg, verb == V_SUCCEED)
    elif node == LAPSE:
        if verb == V_LAPSE:
            lapse_project(t, s, o, x, t.projects[x].site)
    elif node == LAST:
        next_round(t, s, verb == V_END)
    elif node == DISCARD:
        discard_card(t, s, x)
    elif node == LOSE:
        lose_card(t, s, x)
    elif node == SEE:
        see_card(t, s, x)
    elif node == SPY:
        spy_card(s, x)
    elif node == GIVE:
        give_card(t, s, x)
    elif node == RECOVER:
        recover_card(t, s, x)
    elif node == AGENDA:
        s.candidates = changed(s.candidates, s.arg, with_one(s.candidates[s.arg], x))
    elif node == KEEP:
        s.agenda = changed(s.agenda, s.actor, x + 1)


def take_play(t: Tables, s: BaseState, o: int, verb: int, x: int) -> None:
    """What a seat does with a play; the rules that answer it wait below on the stack."""
    if t.answers and verb != V_BREACH:
        answer_act(t, s, o, s.actor, verb, x)
    if verb == V_PLAY:
        play_card(t, s, o, x)
    elif verb == V_CAPITAL:
        cash_card(t, s, o, x)
    elif verb == V_BREACH:
        break_deal(t, s, o, x - 1, s.actor, KERNEL_SITE)
    elif verb == V_FUND:
        fund_project(t, s, o, x)
    elif verb == V_ACT:
        do_act(t, s, o, x)
    elif verb == V_BURY:
        bury_card(t, s, o, x)
    elif verb == V_PASS:
        pass_play(t, s, o)
    else:
        move_measure(t, s, o, verb - V_TIGHTEN, x)


def run_stack(t: Tables, s: BaseState) -> None:
    """Run what is on the stack until it is empty or somebody has to decide."""
    while s.node == RUN and s.stack:
        frame = s.stack.pop()
        run_segment(t, s, frame)


def run_segment(t: Tables, s: BaseState, frame: int) -> None:
    """Run one frame of the stack."""
    segment = t.segments[frame & SEGMENT]
    if segment is not None:
        segment(s, frame & ORIGIN)


def run_steps(t: Tables, s: BaseState) -> None:
    """Steps of the round, until one leaves work on the stack or somebody has to decide.

    Endings that come at once are tested before every step: whenever no effect is in progress.
    """
    immediate, stack = t.rounds.immediate, s.stack
    while s.node == RUN and not stack:
        if s.finish == 0 and immediate is not None:
            s.finish = immediate(s)
        if s.finish:
            close_game(t, s)
            return
        take_step(t, s)


def advance(t: Tables, s: BaseState) -> None:
    """Run segments and steps of the round until somebody has to decide.

    It is `run_stack` and `run_steps` in turns, in one loop.
    """
    stack, segments, steps, immediate = s.stack, t.segments, t.steps, t.rounds.immediate
    entry = t.entry
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
