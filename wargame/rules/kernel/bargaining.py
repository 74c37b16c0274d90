"""What may be offered, tabled, countered and extended.

Sets of deal items are bits of one number: bit `i` stands for item `i`.
"""

from __future__ import annotations

from wargame.rules.kernel.codes import (
    ACT,
    V_ACCEPT,
    V_ADD,
    V_COUNTER,
    V_DECLINE,
    V_DROP,
    V_EXTEND,
    V_OFFER,
    V_PASS,
    V_SEND,
    V_TABLE,
    V_TERM,
)
from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.tables import Tables


class Bargaining(Tables):
    """Packages are drafted item by item in rising order, so that actions stay few."""

    def givable(self, s: BaseState) -> int:
        """The items that may be given now, whatever else the package holds."""
        found = 0
        for i in range(len(self.item_seat)):
            if self.item_kind[i] < 2:
                m = self.item_measure[i]
                if s.held[m] or s.pause_left[m]:
                    continue
                if self.item_kind[i] == 0 and s.level[m] < self.item_amount[i]:
                    continue
            opens = self.item_open[i]
            if opens is None or opens(s):
                found |= 1 << i
        return found

    def fitting(self, draft: int, givable: int) -> int:
        """Of the items that may be given, those that may join a draft."""
        found = givable & ~draft
        for bits in self.item_bits:
            given = draft & bits
            if given and count_bits(given) >= self.max_items:
                found &= ~bits
        left = draft
        i = 0
        while left:
            if left & 1:
                found &= ~self.item_rivals[i]
            left >>= 1
            i += 1
        return found

    def draft_whole(self, draft: int) -> bool:
        """Whether a draft may be tabled as it is."""
        if self.both_sides:
            for bits in self.item_bits:
                if not draft & bits:
                    return False
        return draft != 0

    def can_complete(self, draft: int, usable: int) -> bool:
        """Whether a draft is whole, or one of the usable items would make it so."""
        if self.draft_whole(draft):
            return True
        if not self.both_sides:
            return usable != 0
        missing = [bits for bits in self.item_bits if not draft & bits]
        return len(missing) == 1 and usable & missing[0] != 0

    def free_slot(self, s: BaseState) -> int:
        """A slot for one more deal, or -1."""
        for k in range(self.deal_slots):
            if s.deal_items[k] == 0:
                return k
        return -1

    def may_table(self, s: BaseState) -> bool:
        """Whether the seat may table a package at all."""
        return self.free_slot(s) >= 0 and bool(self.table_open[s.actor](s))

    def may_extend(self, s: BaseState, k: int) -> bool:
        """Whether the seat may propose to extend the deal in a slot."""
        if s.deal_items[k] == 0 or s.deal_ext[k] >= self.max_extensions:
            return False
        return bool(self.extend_open[s.actor](s))

    def can_talk(self, s: BaseState) -> bool:
        """Whether there is anything to say but pass."""
        s.count = self.givable(s) if self.may_table(s) else 0
        if self.draft_whole(s.count):
            return True
        for k in range(self.deal_slots):
            if self.may_extend(s, k):
                return True
        return False

    def offers(self, s: BaseState) -> list[int]:
        """Items the seat may put into its draft next, in rising order.

        Nothing moves while a seat drafts, so what may be given is worked out once, when its
        turn to talk begins, and kept in `count`.
        """
        fitting = self.fitting(s.draft, s.count) >> (s.draft_last + 1)
        needs_both = self.both_sides and not self.draft_whole(s.draft)
        found: list[int] = []
        i = s.draft_last + 1
        while fitting:
            if fitting & 1 and (not needs_both or self.has_partner(s, i)):
                found.append(ACT(V_OFFER, i))
            fitting >>= 1
            i += 1
        return found

    def has_partner(self, s: BaseState, i: int) -> bool:
        """Whether a draft with this item has, or behind it can get, one of the other side."""
        other = self.rival_bits[self.item_seat[i]]
        return (s.draft | (s.count >> (i + 1) << (i + 1))) & other != 0

    def legal_talk(self, s: BaseState) -> list[int]:
        """What a seat may say when it is its turn to talk."""
        if s.draft:
            found = self.offers(s)
            if self.draft_whole(s.draft):
                for term in self.terms:
                    found.append(ACT(V_TABLE, term))
            return found
        found = [V_PASS, *self.offers(s)]
        for k in range(self.deal_slots):
            if self.may_extend(s, k):
                found.append(ACT(V_EXTEND, k + 1))
        return found

    def legal_reply(self, s: BaseState) -> list[int]:
        """What the rival may answer to a package or to an extension."""
        found = [ACT(V_ACCEPT), ACT(V_DECLINE)]
        if s.draft and (len(self.terms) > 1 or self.edits(s)):
            found.append(ACT(V_COUNTER))
        return found

    def legal_edits(self, s: BaseState) -> list[int]:
        """What may be changed in a counter: two edits at most, then it is sent."""
        found = self.edits(s) if s.draft_edits < 2 else []
        if s.draft_edits > 0 and self.draft_whole(s.draft):
            found.append(ACT(V_SEND))
        return found

    def edits(self, s: BaseState) -> list[int]:
        """Edits after which the package is whole, or can be made so by the edit that is left."""
        room = s.draft_edits < 1
        givable = self.givable(s)
        fitting = self.fitting(s.draft, givable)
        found: list[int] = []
        for i in range(len(self.item_seat)):
            if s.draft >> i & 1:
                rest = s.draft & ~(1 << i)
                usable = self.fitting(rest, givable) if room else 0
                if self.can_complete(rest, usable):
                    found.append(ACT(V_DROP, i))
            elif fitting >> i & 1 and self.draft_whole(s.draft | 1 << i):
                found.append(ACT(V_ADD, i))
        if self.draft_whole(s.draft):
            for term in self.terms:
                if term != s.draft_term:
                    found.append(ACT(V_TERM, term))
        return found


def count_bits(bits: int) -> int:
    """How many bits are set."""
    found = 0
    while bits:
        bits &= bits - 1
        found += 1
    return found
