"""How a package becomes a deal, and how a deal ends.

Deals hold measures down, move goods, and give everything back in the end.
"""

from __future__ import annotations

from wargame.rules.kernel.bargaining import free_slot
from wargame.rules.kernel.codes import (
    BROKEN,
    CAPPED,
    EDIT,
    FINAL,
    FREE,
    KERNEL_SITE,
    PAUSED,
    REPLY,
    RUN,
    SNAPPED,
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
from wargame.rules.kernel.rows import FailRow, PerformRow
from wargame.rules.kernel.seats import rival
from wargame.rules.kernel.state import (
    BaseState,
    Segment,
    changed,
    deals_in_force,
    note,
    push,
    put,
    rounds_run,
)
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
            note_item(t, s, o, i, 1, t.items[i].site)
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


def note_item(t: Tables, s: BaseState, o: int, i: int, runs: int, site: int) -> None:
    """Report to the trace that a deal holds an item from now on, or lets go of it, even if another
    one holds it still."""
    is_shared = sum(held >> i & 1 for held in s.deal_items) > 1
    if t.items[i].name and not (is_shared and runs):
        note(s, o, site, t.items[i].name, 1 - runs, 1 if is_shared else runs)


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


def keep_deal(t: Tables, s: BaseState, o: int, k: int, due: list[int]) -> None:
    """A deal goes on for another round: items run out, pledges are paid, the rest is done.

    Args:
        due: Frames of what items do each round are added here.
    """
    for i in t.timed_items:
        if s.deal_items[k] >> i & 1 and is_over(t, s, k, i):
            drop_item(t, s, o, k, i, False, t.items[i].site)
    for i in t.pledged_items:
        if s.deal_items[k] >> i & 1:
            keep_pledge(t, s, o, k, i)
    for i in t.round_items:
        if s.deal_items[k] >> i & 1:
            due.append(o | t.items[i].each_do)


def is_over(t: Tables, s: BaseState, k: int, i: int) -> bool:
    """Whether an item has had its own time."""
    item = t.items[i]
    if item.until and s.round > item.until:
        return True
    return item.rounds > 0 and rounds_run(s, k) > item.rounds


def keep_pledge(t: Tables, s: BaseState, o: int, k: int, i: int) -> None:
    """A pledge moves what there is of it; what is missing may have its price."""
    item = t.items[i]
    is_paid = item.paid is None or item.paid(s)
    if item.move is not None:
        item.move(s, o)
    if not is_paid and item.unpaid is not None:
        fail_item(t, s, o, k, i, item.unpaid)


def check_clauses(t: Tables, s: BaseState, o: int) -> None:
    """What givers must have brought about by the end of this round."""
    for k in range(len(s.deal_items)):
        for i in t.clause_items:
            clause = t.items[i].performs
            if clause is not None and s.deal_items[k] >> i & 1:
                if is_due(s, k, clause) and not clause.holds(s):
                    fail_item(t, s, o, k, i, clause.fail)


def is_due(s: BaseState, k: int, clause: PerformRow) -> bool:
    """Whether a clause is tested at the end of this round."""
    if clause.by_round:
        return s.round == clause.by_round
    run = rounds_run(s, k)
    return run == clause.after if clause.after else run > 0


def fail_item(t: Tables, s: BaseState, o: int, k: int, i: int, fail: FailRow) -> None:
    """An item was not kept: its giver breaks the deal, or it alone is over, or is excused."""
    if fail.how == BROKEN:
        break_deal(t, s, o, k, t.items[i].seat, fail.site)
    elif fail.how == SNAPPED:
        drop_item(t, s, o, k, i, True, fail.site)
    push(s, o, fail.do)


def drop_item(t: Tables, s: BaseState, o: int, k: int, i: int, full: bool, site: int) -> None:
    """An item is over while its deal goes on; with the last one the deal has run out."""
    release_item(t, s, o, i, full, site)
    s.deal_items = changed(s.deal_items, k, s.deal_items[k] & ~(1 << i))
    if s.deal_items[k] == 0:
        running = deals_in_force(s)
        note(s, o, KERNEL_SITE, "game.deals", running + 1, running)
        fill_slot(s, k, 0, 0, 0, 0)
        push(s, o, t.deals.expire_do)


def release_item(t: Tables, s: BaseState, o: int, i: int, full: bool, site: int) -> None:
    """What an item held comes back, all of it or as the item says."""
    note_item(t, s, o, i, 0, site)
    item = t.items[i]
    if item.kind > CAPPED:
        return
    m = item.measure
    suspended = s.level[m] - s.force[m]
    lost = 0 if full or item.snap == 0 else suspended - suspended // 2
    if item.snap == 2 and not full:
        lost = suspended
    s.held = changed(s.held, m, 0)
    s.ceiling = changed(s.ceiling, m, FREE)
    set_level(t, s, o, m, s.level[m] - lost, item.site)


def release_deal(t: Tables, s: BaseState, o: int, k: int, full: bool) -> None:
    """A deal ends: what it held comes back, all of it or as its items say."""
    for i in range(len(t.items)):
        if s.deal_items[k] >> i & 1:
            release_item(t, s, o, i, full, t.items[i].site)
    running = deals_in_force(s)
    note(s, o, KERNEL_SITE, "game.deals", running, running - 1)
    fill_slot(s, k, 0, 0, 0, 0)


def break_deal(t: Tables, s: BaseState, o: int, k: int, seat: int, site: int) -> None:
    """A seat breaks a deal: everything it held bites again at once."""
    if t.answers:
        answer_deal(t, s, o, seat, V_BREACH, s.deal_items[k])
    release_deal(t, s, o, k, True)
    old = s.breaches
    s.breaches = put(s, o, site, "game.breaches", old, old + 1, 0, 10_000)
    push(s, o, t.talks[seat].breach_do)
