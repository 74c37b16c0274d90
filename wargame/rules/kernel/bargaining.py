"""What may be offered, tabled, countered and extended.

Sets of deal items are bits of one number: bit `i` stands for item `i`. Packages are drafted item
by item in rising order, so that actions stay few.
"""

from __future__ import annotations

from wargame.rules.kernel.codes import (
    ACT,
    CHANGES,
    ITEMS,
    PACKAGES,
    V_ACCEPT,
    V_ADD,
    V_AMEND,
    V_COUNTER,
    V_DECLINE,
    V_DROP,
    V_EXTEND,
    V_INSTEAD,
    V_OFFER,
    V_PASS,
    V_PROPOSE,
    V_SEND,
    V_TABLE,
    V_TERM,
)
from wargame.rules.kernel.rows import PackageRow
from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.tables import Tables


def givable_items(t: Tables, s: BaseState) -> int:
    """The items that may be given now, whatever else the package holds."""
    found, held, paused = t.loose_items, s.held, s.pause_left
    for at, item, left, level in zip(t.items_at, held, paused, s.level):  # noqa: B905 - compiled straight
        if not item and not left:
            found |= at[level]
    items = t.items
    for i in t.tested_items:
        if found >> i & 1:
            opens = items[i].open
            if opens is not None and not opens(s):
                found ^= 1 << i
    return found


def fitting_items(t: Tables, draft: int, givable: int) -> int:
    """Of the items that may be given, those that may join a draft."""
    found = givable & ~draft
    for bits in t.item_bits:
        given = draft & bits
        if given and count_bits(given) >= t.deals.max_items:
            found &= ~bits
    left = draft
    while left:
        least = left & -left
        found &= ~t.item_rivals[least.bit_length() - 1]
        left ^= least
    return found


def is_whole(t: Tables, draft: int) -> bool:
    """Whether a draft may be tabled as it is."""
    if t.deals.both_sides:
        for bits in t.item_bits:
            if not draft & bits:
                return False
    return draft != 0


def can_complete(t: Tables, draft: int, givable: int, room: bool) -> bool:
    """Whether a draft is whole or, with room for another item, one would make it so."""
    if is_whole(t, draft):
        return True
    usable = fitting_items(t, draft, givable) if room else 0
    if not t.deals.both_sides:
        return usable != 0
    missing = [bits for bits in t.item_bits if not draft & bits]
    return len(missing) == 1 and usable & missing[0] != 0


def free_slot(t: Tables, s: BaseState) -> int:
    """A slot for one more deal, or -1."""
    for k in range(t.deals.slots):
        if s.deal_items[k] == 0:
            return k
    return -1


def may_table(t: Tables, s: BaseState) -> bool:
    """Whether the seat may table a package at all."""
    return 0 in s.deal_items and t.talks[s.actor].table_open(s)


def may_extend(t: Tables, s: BaseState, k: int) -> bool:
    """Whether the seat may propose to extend the deal in a slot."""
    if s.deal_items[k] == 0 or s.deal_ext[k] >= t.deals.max_extensions:
        return False
    return t.talks[s.actor].extend_open(s)


def can_talk(t: Tables, s: BaseState) -> bool:
    """Whether there is anything to say but pass."""
    s.count = givable_items(t, s) if may_table(t, s) else 0
    if t.deals.drafting == ITEMS:
        if is_whole(t, s.count):
            return True
    elif s.count:
        packages, lacking = t.packages, ~s.count
        for p in t.own_packages[s.actor]:
            if not packages[p].items & lacking and is_package_open(t, s, p, s.count):
                return True
    for k in range(t.deals.slots):
        if may_extend(t, s, k):
            return True
    return False


def legal_offers(t: Tables, s: BaseState) -> list[int]:
    """Items the seat may put into its draft next, in rising order.

    Nothing moves while a seat drafts, so what may be given is worked out once, when its
    turn to talk begins, and kept in `count`.
    """
    draft, givable, i = s.draft, s.count, s.draft_last + 1
    fitting = fitting_items(t, draft, givable) >> i
    needs_both = t.deals.both_sides and not is_whole(t, draft)
    found: list[int] = []
    while fitting:
        if fitting & 1:
            # one of the other side is in the draft, or may still come behind this item
            partners = t.rival_bits[t.items[i].seat] & (draft | givable >> (i + 1) << (i + 1))
            if partners or not needs_both:
                found.append(ACT(V_OFFER, i))
        fitting >>= 1
        i += 1
    return found


def open_packages(t: Tables, s: BaseState, seat: int, givable: int) -> list[int]:
    """The ready packages that a seat may table, of items that may be given."""
    found: list[int] = []
    lacking = ~givable
    for p in t.own_packages[seat]:
        package = t.packages[p]
        if not package.items & lacking:
            opens = package.opens[seat]
            if opens is None or opens(s):
                found.append(p)
    return found


def is_package_open(t: Tables, s: BaseState, p: int, givable: int) -> bool:
    """Whether the seat to move may table a ready package of its own."""
    package = t.packages[p]
    if package.items & ~givable:
        return False
    opens = package.opens[s.actor]
    return opens is None or opens(s)


def legal_packages(t: Tables, s: BaseState) -> list[int]:
    """Ready packages to table as they are; or to change, where nothing else is drafted."""
    ready = open_packages(t, s, s.actor, s.count)
    found = [ACT(V_PROPOSE, p) for p in ready]
    if t.deals.drafting == CHANGES:
        found += [ACT(V_AMEND, p) for p in ready if can_amend(t, s, t.packages[p])]
    return found


def can_amend(t: Tables, s: BaseState, package: PackageRow) -> bool:
    """Whether there is anything to change in a ready package: its term, or an item."""
    if len(t.deals.terms) > 1:
        return True
    return len(package_edits(t, package.items, package.term, s.count, True)) > 0


def legal_talk(t: Tables, s: BaseState) -> list[int]:
    """What a seat may say when it is its turn to talk."""
    if s.draft:
        found = legal_offers(t, s)
        if is_whole(t, s.draft):
            for term in t.deals.terms:
                found.append(ACT(V_TABLE, term))
        return found
    found = [V_PASS]
    if t.packages:
        found += legal_packages(t, s)
    if t.deals.drafting == ITEMS:
        found += legal_offers(t, s)
    for k in range(t.deals.slots):
        if may_extend(t, s, k):
            found.append(ACT(V_EXTEND, k + 1))
    return found


def legal_reply(t: Tables, s: BaseState) -> list[int]:
    """What the rival may answer to a package or to an extension."""
    found = [ACT(V_ACCEPT), ACT(V_DECLINE)]
    if s.draft == 0:
        return found
    givable = givable_items(t, s)
    if t.packages:
        found += other_packages(t, s, givable)
    if may_counter(t, s, givable):
        found.append(ACT(V_COUNTER))
    return found


def may_counter(t: Tables, s: BaseState, givable: int) -> bool:
    """Whether the rival may change the package on the table: its term, or an item."""
    if t.deals.drafting == PACKAGES:
        return False
    if len(t.deals.terms) > 1:
        return True
    return len(package_edits(t, s.draft, s.draft_term, givable, True)) > 0


def other_packages(t: Tables, s: BaseState, givable: int) -> list[int]:
    """Ready packages that the rival may put in the place of the one on the table."""
    found: list[int] = []
    for p in open_packages(t, s, s.actor, givable):
        package = t.packages[p]
        if package.items != s.draft or package.term != s.draft_term:
            found.append(ACT(V_INSTEAD, p))
    return found


def legal_edits(t: Tables, s: BaseState) -> list[int]:
    """What may be changed in a package: two edits at most, then it is sent."""
    found = draft_edits(t, s) if s.draft_edits < 2 else []
    if s.draft_edits > 0 and is_whole(t, s.draft):
        found.append(ACT(V_SEND))
    return found


def draft_edits(t: Tables, s: BaseState) -> list[int]:
    """Edits after which the package is whole, or can be made so by the edit that is left."""
    return package_edits(t, s.draft, s.draft_term, editable_items(t, s), s.draft_edits < 1)


def editable_items(t: Tables, s: BaseState) -> int:
    """The items that may be given while a package is changed.

    Nothing has moved since a seat began to talk that changes what it is about to table.
    """
    return s.count if s.actor == s.draft_by else givable_items(t, s)


def package_edits(t: Tables, draft: int, its_term: int, givable: int, room: bool) -> list[int]:
    """Edits of a package after which it is whole, or, with room for another edit, can be."""
    fitting = fitting_items(t, draft, givable)
    drop, add = ACT(V_DROP), ACT(V_ADD)
    found: list[int] = []
    for i in range(len(t.items)):
        if draft >> i & 1:
            if can_complete(t, draft & ~(1 << i), givable, room):
                found.append(drop | i)
        elif fitting >> i & 1 and is_whole(t, draft | 1 << i):
            found.append(add | i)
    if is_whole(t, draft):
        for term in t.deals.terms:
            if term != its_term:
                found.append(ACT(V_TERM, term))
    return found


def count_bits(bits: int) -> int:
    """How many bits are set."""
    found = 0
    while bits:
        bits &= bits - 1
        found += 1
    return found
