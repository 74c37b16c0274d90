"""How a package becomes a deal, and how a deal ends."""

from __future__ import annotations

from typing import Any

from wargame.rules.kernel.codes import (
    EDIT,
    FINAL,
    FREE,
    REPLY,
    RUN,
    TALK,
    V_ACCEPT,
    V_COUNTER,
    V_EXTEND,
    V_OFFER,
    V_SEND,
    V_TABLE,
    V_TERM,
)
from wargame.rules.kernel.seats import rival
from wargame.rules.kernel.state import BaseState, deals_in_force, note, put
from wargame.rules.kernel.work import Work


class Dealing(Work):
    """Deals hold measures down, move goods, and give everything back in the end."""

    def talk(self, s: BaseState, o: int, node: int, verb: int, x: int) -> None:
        """One step of bargaining."""
        if verb == V_OFFER:
            s.draft |= 1 << x
            s.draft_last = x
            s.node = TALK
        elif verb == V_TABLE:
            self.pay_talk(s, o, self.table_pay)
            s.draft_term = x
            s.actor, s.node = rival(s.actor), REPLY
        elif verb == V_EXTEND:
            self.pay_talk(s, o, self.extend_pay)
            s.arg = x
            s.actor, s.node = rival(s.actor), REPLY
        elif verb == V_ACCEPT:
            self.agree(s, o)
        elif verb == V_COUNTER:
            s.node = EDIT
        elif verb == V_SEND:
            s.actor, s.node = s.draft_by, FINAL
        elif node == EDIT:
            s.draft_edits += 1
            if verb == V_TERM:
                s.draft_term = x
            else:
                s.draft ^= 1 << x
            s.node = EDIT
        if s.node == RUN:
            s.draft, s.draft_last, s.draft_edits, s.draft_term, s.arg = 0, -1, 0, 0, 0

    def pay_talk(self, s: BaseState, o: int, pays: list[Any]) -> None:
        """Pay for tabling or for proposing an extension."""
        pay = pays[s.actor]
        if pay is not None:
            pay(s, o)

    def agree(self, s: BaseState, o: int) -> None:
        """The package or the extension on the table is accepted."""
        by = s.draft_by
        if s.draft:
            self.sign(s, o, by)
            return
        k = s.arg - 1
        s.deal_left[k] += s.deal_term[k]
        s.deal_ext[k] += 1
        s.extensions = put(
            s, o, self.kernel_site, "game.extensions", s.extensions, s.extensions + 1, 0, 10_000
        )
        self.push(s, o, self.extend_do[by])

    def sign(self, s: BaseState, o: int, by: int) -> None:
        """A package becomes a deal: levels are held, goods change hands."""
        k = self.free_slot(s)
        running = deals_in_force(s)
        note(s, o, self.kernel_site, "game.deals", running, running + 1)
        s.deal_items[k] = s.draft
        s.deal_left[k] = s.draft_term + 1
        s.deal_term[k] = s.draft_term
        s.deal_ext[k] = 0
        s.deal_by[k] = by
        s.deals_made = put(
            s, o, self.kernel_site, "game.deals_made", s.deals_made, s.deals_made + 1, 0, 10_000
        )
        frames: list[int] = []
        for i in range(len(self.item_seat)):
            if s.draft >> i & 1:
                self.give(s, o, i)
                if self.item_do[i]:
                    frames.append(o | self.item_do[i])
        frames.reverse()
        s.stack += frames
        self.push(s, o, self.table_do[by])

    def give(self, s: BaseState, o: int, i: int) -> None:
        """What an item does when the deal is signed."""
        kind, m = self.item_kind[i], self.item_measure[i]
        if kind == 0:
            s.held[m] = i + 1
            self.hold(s, o, m, s.level[m] - self.item_amount[i], self.item_site[i])
        elif kind == 1:
            s.held[m] = i + 1
            self.hold(s, o, m, self.item_amount[i], self.item_site[i])
        elif kind == 2:
            self.item_move[i](s, o)

    def pledge(self, s: BaseState, o: int, items: int) -> None:
        """What pledges of a running deal move this round."""
        for i in range(len(self.item_seat)):
            if items >> i & 1 and self.item_kind[i] == 3:
                self.item_move[i](s, o)

    def release(self, s: BaseState, o: int, k: int, full: bool) -> None:
        """A deal ends: what it held comes back, all of it or as its items say."""
        for i in range(len(self.item_seat)):
            if s.deal_items[k] >> i & 1 and self.item_kind[i] < 2:
                m, snap = self.item_measure[i], self.item_snap[i]
                suspended = s.level[m] - s.force[m]
                lost = 0 if full or snap == 0 else suspended - suspended // 2
                if snap == 2 and not full:
                    lost = suspended
                s.held[m] = 0
                s.ceiling[m] = FREE
                self.set_level(s, o, m, s.level[m] - lost, self.item_site[i])
        running = deals_in_force(s)
        note(s, o, self.kernel_site, "game.deals", running, running - 1)
        s.deal_items[k] = s.deal_left[k] = s.deal_term[k] = s.deal_ext[k] = s.deal_by[k] = 0

    def breach(self, s: BaseState, o: int, k: int) -> None:
        """A seat breaks a deal: everything it held bites again at once."""
        self.release(s, o, k, True)
        s.breaches = put(
            s, o, self.kernel_site, "game.breaches", s.breaches, s.breaches + 1, 0, 10_000
        )
        self.push(s, o, self.breach_do[s.actor])
