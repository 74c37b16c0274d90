"""Play by habit, for playouts: everybody does what it likes best in its mood, luck is the world's.

What is chosen is what whoever lists all that is legal, and takes the first that is liked best,
would choose. But only what would be better than the best so far is asked whether it is allowed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wargame.rules.kernel.bargaining import (
    can_amend,
    can_complete,
    editable_items,
    fitting_items,
    givable_items,
    is_package_open,
    is_whole,
    may_counter,
    may_extend,
)
from wargame.rules.kernel.befalling import befall, seed_of, stir, stirred
from wargame.rules.kernel.codes import (
    ACT,
    ARGUMENT,
    ASK,
    CHANCE,
    CHANGES,
    EDIT,
    HEADLINE,
    ITEMS,
    OVER,
    PLAY,
    REPLY,
    TALK,
    V_ACCEPT,
    V_ADD,
    V_AMEND,
    V_BREACH,
    V_BURY,
    V_CAPITAL,
    V_COUNTER,
    V_DECLINE,
    V_DROP,
    V_EXTEND,
    V_HEADLINE,
    V_INSTEAD,
    V_PASS,
    V_PLAY,
    V_PROPOSE,
    V_SEND,
    V_TERM,
)
from wargame.rules.kernel.leanings import Bite, Leanings
from wargame.rules.kernel.legal import legal_actions, one_of_each
from wargame.rules.kernel.machine import advance, take_action
from wargame.rules.kernel.packed import Packed
from wargame.rules.kernel.plays import is_move_open, may_pass
from wargame.rules.kernel.state import BaseState
from wargame.rules.kernel.tables import Tables

if TYPE_CHECKING:
    from mypy_extensions import i64

NEVER_LIKED: Final = -(1 << 60)
"""Less than any preference."""

ACCEPTING: Final = ACT(V_ACCEPT)


def mood_base(s: BaseState, world: i64) -> i64:
    """Where the mood of the seat to move begins at this node of this world."""
    return stir(world, mood_key(s))


def mood_key(s: BaseState) -> i64:
    """This node as a number: what the mood there comes from, besides the world."""
    return (s.round * 64 + s.turn * 4 + s.draft_edits) * 64 + s.node * 2 + s.actor


def likes_now(p: Leanings, s: BaseState) -> Packed:
    """What the seat to move likes in this part of the game, in its situation."""
    return p.likes[s.actor][p.stage[s.round]][situation_of(p, s)]


def situation_of(p: Leanings, s: BaseState) -> i64:
    """How hard the rival of the seat to move bites, and whether a deal runs, as one number."""
    bite = p.bites[s.actor]
    if bite.force is not s.force:
        bite = Bite(s.force, bitten(p, s))
        p.bites[s.actor] = bite
    for items in s.deal_items:
        if items:
            return bite.found + 1
    return bite.found


def bitten(p: Leanings, s: BaseState) -> i64:
    """2 if the measures of the rival of the seat to move bite harder than at the start, else 0."""
    force = s.force
    found: i64 = 0
    for measure in p.rivals[s.actor]:
        found += force[measure]
    return 2 if found > p.mild[s.actor] else 0


def follow(t: Tables, s: BaseState, p: Leanings, world: int, last_round: int) -> None:
    """Play on until the game is over or a round after `last_round` begins. Changes `s`."""
    seed = seed_of(world)
    advance(t, s)
    while s.node != OVER and s.round <= last_round:
        take_action(t, s, lean(t, s, p, seed))
        advance(t, s)


def lean(t: Tables, s: BaseState, p: Leanings, seed: i64) -> int:
    """What luck decides at a chance node, or what the seat to move likes best.

    Args:
        seed: What chance comes from: `seed_of` the world.
    """
    node = s.node
    if s.actor == CHANCE:
        return befall(t, s, p, seed)
    if node == PLAY:
        return liked_play(t, s, p, seed)
    if node == HEADLINE:
        return liked_headline(t, s, p, seed)
    if node == REPLY:
        return liked_reply(t, s, p, seed)
    if node == EDIT:
        return liked_edit(t, s, p, seed)
    if node == TALK and s.draft == 0 and t.deals.drafting != ITEMS:
        return liked_talk(t, s, p, seed)
    return liked(s, p, seed, legal_actions(t, s))


def liked(s: BaseState, p: Leanings, seed: i64, legal: list[int]) -> int:
    """What the seat to move likes best of all that is legal, in the mood it has in this world."""
    if len(legal) == 1:
        return legal[0]
    base: i64 = stirred(seed, mood_key(s)) & p.mask
    moods, slots, likes = p.moods, p.slots, likes_now(p, s)
    best: i64 = NEVER_LIKED
    found = legal[0]
    if s.node == ASK:
        asks = p.ask_slots[s.arg]
        for code in legal:
            at: i64 = asks[code & ARGUMENT]
            value: i64 = likes[at] + moods[base + at]
            if value > best:
                best, found = value, code
        return found
    for code in legal:
        at = slots[code]
        value = likes[at] + moods[base + at]
        if code == ACCEPTING:
            value += taste(p, s, likes)
        if value > best:
            best, found = value, code
    return found


def taste(p: Leanings, s: BaseState, likes: Packed) -> i64:
    """What is added for the items on the table, or of the deal that would be extended."""
    bits, before = s.draft or s.deal_items[s.arg - 1], p.first_item - 1
    found: i64 = 0
    while bits:
        least = bits & -bits
        found += likes[before + least.bit_length()]
        bits ^= least
    return found


def liked_headline(t: Tables, s: BaseState, p: Leanings, seed: i64) -> int:
    """What the seat to move likes best to commit in secret."""
    base: i64 = stirred(seed, mood_key(s)) & p.mask
    moods, slots, likes, opens = p.moods, p.by_verb[V_HEADLINE], likes_now(p, s), t.card_open
    found: i64 = V_PASS << 10
    at: i64 = p.slots[found]
    best: i64 = likes[at] + moods[base + at]
    for c in one_of_each(t, s):
        at = slots[c]
        value: i64 = likes[at] + moods[base + at]
        if value > best and opens[c](s):
            best, found = value, V_HEADLINE << 10 | c
    return found


def liked_play(t: Tables, s: BaseState, p: Leanings, seed: i64) -> int:
    """What the seat to move likes best of its plays, as if it went through `legal_plays`.

    Moves are looked at from the best liked on, as far as any could come to more than the best;
    passing, which is seldom that, comes last and stands before what is liked alike.
    """
    base: i64 = stirred(seed, mood_key(s)) & p.mask
    actor, situation = s.actor, situation_of(p, s)
    row = p.favoured[actor][p.stage[s.round]][situation]
    moods, slots, likes = p.moods, p.slots, row.table
    best: i64 = NEVER_LIKED
    found: i64 = -1
    opens, plays, sales = t.card_open, p.by_verb[V_PLAY], p.by_verb[V_CAPITAL]
    hand = one_of_each(t, s)
    for c in hand:
        at: i64 = plays[c]
        value: i64 = likes[at] + moods[base + at]
        if value > best and opens[c](s):
            best, found = value, V_PLAY << 10 | c
        at = sales[c]
        value = likes[at] + moods[base + at]
        if value > best:
            best, found = value, V_CAPITAL << 10 | c
    summit: i64 = p.summits[actor][base]
    enough: i64 = best - summit
    for like, place, move in zip(row.likes, row.slots, row.moves):  # noqa: B905 - compiled straight
        if like <= enough:
            break
        value = like + moods[base + place]
        if value > best and is_move_open(s, move):
            best, found = value, move.action
            enough = best - summit
    if situation & 1:
        for k, items in enumerate(s.deal_items):
            at = slots[V_BREACH << 10 | k + 1]
            value = likes[at] + moods[base + at]
            if value > best and items:
                best, found = value, V_BREACH << 10 | k + 1
    if t.buries and t.buries[actor].open(s):
        for c in hand:
            at = slots[V_BURY << 10 | c]
            value = likes[at] + moods[base + at]
            if value > best:
                best, found = value, V_BURY << 10 | c
    at = slots[V_PASS << 10]
    if likes[at] + moods[base + at] >= best and may_pass(t, s):
        found = V_PASS << 10
    return found


def liked_talk(t: Tables, s: BaseState, p: Leanings, seed: i64) -> int:
    """What the seat to move likes best to say where it may table ready packages."""
    base: i64 = stirred(seed, mood_key(s)) & p.mask
    moods, slots, likes = p.moods, p.slots, likes_now(p, s)
    found: i64 = V_PASS << 10
    at: i64 = slots[found]
    best: i64 = likes[at] + moods[base + at]
    proposals, changes, packages = p.by_verb[V_PROPOSE], p.by_verb[V_AMEND], t.packages
    may_change, lacking = t.deals.drafting == CHANGES, ~s.count
    for n in t.own_packages[s.actor]:
        if packages[n].items & lacking:
            continue
        at = proposals[n]
        value: i64 = likes[at] + moods[base + at]
        if value > best and is_package_open(t, s, n, s.count):
            best, found = value, V_PROPOSE << 10 | n
        if may_change:
            at = changes[n]
            value = likes[at] + moods[base + at]
            if value > best and is_package_open(t, s, n, s.count):
                if can_amend(t, s, packages[n]):
                    best, found = value, V_AMEND << 10 | n
    for k in range(t.deals.slots):
        at = slots[V_EXTEND << 10 | k + 1]
        value = likes[at] + moods[base + at]
        if value > best and may_extend(t, s, k):
            best, found = value, V_EXTEND << 10 | k + 1
    return found


def liked_reply(t: Tables, s: BaseState, p: Leanings, seed: i64) -> int:
    """What the seat to move likes best to answer to a package or to an extension."""
    base: i64 = stirred(seed, mood_key(s)) & p.mask
    moods, slots, likes = p.moods, p.slots, likes_now(p, s)
    found: i64 = V_ACCEPT << 10
    at: i64 = slots[found]
    best: i64 = likes[at] + moods[base + at] + taste(p, s, likes)
    at = slots[V_DECLINE << 10]
    value: i64 = likes[at] + moods[base + at]
    if value > best:
        best, found = value, V_DECLINE << 10
    if s.draft == 0:
        return found
    givable, others = -1, p.by_verb[V_INSTEAD]
    for n in t.own_packages[s.actor]:
        at = others[n]
        value = likes[at] + moods[base + at]
        if value > best:
            givable = givable_items(t, s) if givable < 0 else givable
            package = t.packages[n]
            is_other = package.items != s.draft or package.term != s.draft_term
            if is_other and is_package_open(t, s, n, givable):
                best, found = value, V_INSTEAD << 10 | n
    at = slots[V_COUNTER << 10]
    value = likes[at] + moods[base + at]
    if value > best:
        givable = givable_items(t, s) if givable < 0 else givable
        if may_counter(t, s, givable):
            found = V_COUNTER << 10
    return found


def liked_edit(t: Tables, s: BaseState, p: Leanings, seed: i64) -> int:
    """What the seat to move likes best to change in a package, or to send it as it is."""
    if s.draft_edits > 1:
        return V_SEND << 10
    base: i64 = stirred(seed, mood_key(s)) & p.mask
    moods, slots, likes = p.moods, p.slots, likes_now(p, s)
    best: i64 = NEVER_LIKED
    found: i64 = -1
    draft = s.draft
    if s.draft_edits > 0 and is_whole(t, draft):
        at: i64 = slots[V_SEND << 10]
        best, found = likes[at] + moods[base + at], V_SEND << 10
    givable = editable_items(t, s)
    fitting = fitting_items(t, draft, givable)
    drops, adds, concerned = p.by_verb[V_DROP], p.by_verb[V_ADD], draft | fitting
    while concerned:
        least = concerned & -concerned
        concerned ^= least
        i = least.bit_length() - 1
        if draft & least:
            at = drops[i]
            value: i64 = likes[at] + moods[base + at]
            if value > best:
                if can_complete(t, draft ^ least, givable, s.draft_edits < 1):
                    best, found = value, V_DROP << 10 | i
        else:
            at = adds[i]
            value = likes[at] + moods[base + at]
            if value > best and is_whole(t, draft | least):
                best, found = value, V_ADD << 10 | i
    if is_whole(t, draft):
        for term in t.deals.terms:
            at = slots[V_TERM << 10 | term]
            value = likes[at] + moods[base + at]
            if value > best and term != s.draft_term:
                best, found = value, V_TERM << 10 | term
    return found
