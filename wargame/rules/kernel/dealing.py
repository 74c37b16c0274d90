"""How a package becomes a deal, and how a deal ends.

Deals hold measures down, move goods, and give everything back in the end.
"""

from __future__ import annotations

from wargame.rules.kernel.bargaining import free_slot
from wargame.rules.kernel.codes import (
    CAPPED,
    EDIT,
    FINAL,
    FREE,
    KERNEL_SITE,
    PAUSED,
    PLEDGED,
    REPLY,
    RUN,
    TALK,
    TRANSFERRED,
    V_ACCEPT,
    V_AMEND,
    V_BREACH,
    V_COUNTER,
    V_EXTEND,
    V_INSTEAD,
    V_OFFER,
    V_PROPOSE,
    V_SEND,
    V_TABLE,
    V_TERM,
)
from wargame.rules.kernel.seats import rival
from wargame.rules.kernel.state import BaseState, Segment, changed, deals_in_force, note, push, put
from wargame.rules.kernel.tables import Tables
from wargame.rules.kernel.work import answer_all, answer_deal, set_ceiling, set_level


def say(t: Tables, s: BaseState, o: int, node: int, verb: int, x: int) -> None:
    """One step of bargaining."""
    if verb == V_OFFER:
        s.draft |= 1 << x
        s.draft_last = x
        s.node = TALK
    elif verb == V_TABLE:
        pay_for_talk(s, o, t.talks[s.actor].table_pay)
        s.draft_term = x
        s.actor, s.node = rival(s.actor), REPLY
    elif verb == V_PROPOSE or verb == V_AMEND or verb == V_INSTEAD:
        take_ready(t, s, o, verb, x)
    elif verb == V_EXTEND:
        pay_for_talk(s, o, t.talks[s.actor].extend_pay)
        s.arg = x
        s.actor, s.node = rival(s.actor), REPLY
    elif verb == V_ACCEPT:
        agree(t, s, o)
    elif verb == V_COUNTER:
        s.node = EDIT
    elif verb == V_SEND:
        send_package(t, s, o)
    elif node == EDIT:
        s.draft_edits += 1
        if verb == V_TERM:
            s.draft_term = x
        else:
            s.draft ^= 1 << x
        s.node = EDIT
    if s.node == RUN:
        s.draft, s.draft_last, s.draft_edits, s.draft_term, s.arg = 0, -1, 0, 0, 0


def take_ready(t: Tables, s: BaseState, o: int, verb: int, x: int) -> None:
    """A ready package is tabled, taken up to be changed, or put in the place of another."""
    s.draft, s.draft_term = t.packages[x].items, t.packages[x].term
    if verb == V_PROPOSE:
        pay_for_talk(s, o, t.talks[s.actor].table_pay)
        s.actor, s.node = rival(s.actor), REPLY
    elif verb == V_AMEND:
        s.node = EDIT
    else:
        s.actor, s.node = s.draft_by, FINAL


def send_package(t: Tables, s: BaseState, o: int) -> None:
    """A ready package is tabled with its changes; or another one goes back with some."""
    if s.actor != s.draft_by:
        s.actor, s.node = s.draft_by, FINAL
        return
    pay_for_talk(s, o, t.talks[s.actor].table_pay)
    s.draft_edits = 0
    s.actor, s.node = rival(s.actor), REPLY


def pay_for_talk(s: BaseState, o: int, pay: Segment | None) -> None:
    """Pay for tabling or for proposing an extension."""
    if pay is not None:
        pay(s, o)


def agree(t: Tables, s: BaseState, o: int) -> None:
    """The package or the extension on the table is accepted."""
    by = s.draft_by
    if s.draft:
        sign_deal(t, s, o, by)
        return
    k = s.arg - 1
    if t.answers:
        answer_all(t, s, o, by, V_EXTEND, s.deal_items[k])
    s.deal_left = changed(s.deal_left, k, s.deal_left[k] + s.deal_term[k])
    s.deal_ext = changed(s.deal_ext, k, s.deal_ext[k] + 1)
    old, site = s.extensions, KERNEL_SITE
    s.extensions = put(s, o, site, "game.extensions", old, old + 1, 0, 10_000)
    push(s, o, t.talks[by].extend_do)


def sign_deal(t: Tables, s: BaseState, o: int, by: int) -> None:
    """A package becomes a deal: levels are held, goods change hands."""
    if t.answers:
        answer_all(t, s, o, by, V_ACCEPT, s.draft)
    k, site = free_slot(t, s), KERNEL_SITE
    running = deals_in_force(s)
    note(s, o, site, "game.deals", running, running + 1)
    fill_slot(s, k, s.draft, s.draft_term + 1, s.draft_term, by)
    s.deals_made = put(s, o, site, "game.deals_made", s.deals_made, s.deals_made + 1, 0, 10_000)
    frames: list[int] = []
    for i in range(len(t.items)):
        if s.draft >> i & 1:
            note_item(t, s, o, i, 1)
            give_item(t, s, o, i)
            if t.items[i].do:
                frames.append(o | t.items[i].do)
    frames.reverse()
    s.stack += frames
    push(s, o, t.talks[by].table_do)


def fill_slot(s: BaseState, k: int, items: int, left: int, term: int, by: int) -> None:
    """Put a new deal into a slot; all zeros empty it."""
    s.deal_items = changed(s.deal_items, k, items)
    s.deal_left = changed(s.deal_left, k, left)
    s.deal_term = changed(s.deal_term, k, term)
    s.deal_ext = changed(s.deal_ext, k, 0)
    s.deal_by = changed(s.deal_by, k, by)


def note_item(t: Tables, s: BaseState, o: int, i: int, runs: int) -> None:
    """Report to the trace that a deal holds an item from now on, or no longer."""
    item = t.items[i]
    if item.name:
        note(s, o, item.site, item.name, 1 - runs, runs)


def give_item(t: Tables, s: BaseState, o: int, i: int) -> None:
    """What an item does when the deal is signed."""
    item = t.items[i]
    m = item.measure
    if item.kind == PAUSED:
        s.held = changed(s.held, m, i + 1)
        set_ceiling(t, s, o, m, s.level[m] - item.amount, item.site)
    elif item.kind == CAPPED:
        s.held = changed(s.held, m, i + 1)
        set_ceiling(t, s, o, m, item.amount, item.site)
    elif item.kind == TRANSFERRED and item.move is not None:
        item.move(s, o)


def keep_pledges(t: Tables, s: BaseState, o: int, items: int) -> None:
    """What pledges of a running deal move this round."""
    for i in range(len(t.items)):
        if items >> i & 1 and t.items[i].kind == PLEDGED:
            move = t.items[i].move
            if move is not None:
                move(s, o)


def release_deal(t: Tables, s: BaseState, o: int, k: int, full: bool) -> None:
    """A deal ends: what it held comes back, all of it or as its items say."""
    for i in range(len(t.items)):
        item = t.items[i]
        if s.deal_items[k] >> i & 1:
            note_item(t, s, o, i, 0)
        if s.deal_items[k] >> i & 1 and item.kind <= CAPPED:
            m = item.measure
            suspended = s.level[m] - s.force[m]
            lost = 0 if full or item.snap == 0 else suspended - suspended // 2
            if item.snap == 2 and not full:
                lost = suspended
            s.held = changed(s.held, m, 0)
            s.ceiling = changed(s.ceiling, m, FREE)
            set_level(t, s, o, m, s.level[m] - lost, item.site)
    running = deals_in_force(s)
    note(s, o, KERNEL_SITE, "game.deals", running, running - 1)
    fill_slot(s, k, 0, 0, 0, 0)


def break_deal(t: Tables, s: BaseState, o: int, k: int) -> None:
    """A seat breaks a deal: everything it held bites again at once."""
    if t.answers:
        answer_deal(t, s, o, s.actor, V_BREACH, s.deal_items[k])
    release_deal(t, s, o, k, True)
    old, site = s.breaches, KERNEL_SITE
    s.breaches = put(s, o, site, "game.breaches", old, old + 1, 0, 10_000)
    push(s, o, t.talks[s.actor].breach_do)
