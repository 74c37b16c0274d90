"""What actions and effects do to a position: capital, cards, measures, projects, injects.

These are the effects that the kernel knows; the rest are segments of the deck.
"""

from __future__ import annotations

from bisect import insort

from wargame.rules.kernel.codes import (
    ANSWER,
    CHANCE,
    DISCARD,
    DRAW,
    FREE,
    GIVE,
    KERNEL_SITE,
    LOSE,
    NO_INJECT,
    RECOVER,
    SEE,
    SPY,
    WORK,
)
from wargame.rules.kernel.piles import (
    as_held,
    bits_of,
    foresee,
    forget,
    in_order,
    refill,
    share,
    was_drawn,
)
from wargame.rules.kernel.plays import has_play
from wargame.rules.kernel.seats import rival, rivals
from wargame.rules.kernel.state import BaseState, changed, push, put, with_one
from wargame.rules.kernel.tables import Tables


def gain_capital(t: Tables, s: BaseState, o: int, seat: int, amount: int, site: int) -> None:
    """Add to a seat's political capital."""
    if amount:
        old, row = s.capital[seat], t.seats[seat]
        most = row.capital_max
        s.capital[seat] = put(s, o, site, row.name, old, old + amount, 0, most, ".capital")


def add_score(t: Tables, s: BaseState, o: int, seat: int, amount: int, site: int) -> None:
    """Add to a seat's score."""
    if amount:
        old = s.score[seat]
        name = t.seats[seat].name + ".score"
        s.score[seat] = put(s, o, site, name, old, old + amount, -1_000_000, 1_000_000)


def set_level(t: Tables, s: BaseState, o: int, m: int, wanted: int, site: int) -> None:
    """Change a measure's level on the books, and what of it is in force."""
    measure = t.measures[m]
    level = put(s, o, site, measure.name, s.level[m], wanted, 0, measure.max)
    if level != s.level[m]:
        s.level = changed(s.level, m, level)
    set_ceiling(t, s, o, m, s.ceiling[m], site)


def set_ceiling(t: Tables, s: BaseState, o: int, m: int, ceiling: int, site: int) -> None:
    """Set what a measure may not exceed, and what is then in force."""
    if ceiling != s.ceiling[m]:
        s.ceiling = changed(s.ceiling, m, ceiling)
    force = s.level[m] if s.level[m] < ceiling else ceiling
    if force != s.force[m]:
        row, old = t.measures[m], s.force[m]
        new = put(s, o, site, row.name, old, force, 0, row.max, ".in_force")
        s.force = changed(s.force, m, new)


def pause_measure(t: Tables, s: BaseState, o: int, m: int, rounds: int) -> None:
    """Suspend a measure, unless a deal holds it; a longer pause is not cut short."""
    if not s.held[m]:
        s.pause_left = changed(s.pause_left, m, max(s.pause_left[m], rounds + 1))
        set_ceiling(t, s, o, m, 0, t.measures[m].pause.site)


def set_work(t: Tables, s: BaseState, o: int, p: int, rounds: int) -> None:
    """Set a project's rounds of work left."""
    project = t.projects[p]
    new = put(s, o, project.site, project.name, s.work[p], rounds, 0, 20, ".working")
    s.work = changed(s.work, p, new)


def set_stage(t: Tables, s: BaseState, o: int, p: int, stage: int, site: int) -> None:
    """Set a project's stage; work and idleness start anew."""
    project = t.projects[p]
    reached = put(s, o, site, project.name, s.stage[p], stage, 0, len(project.stages))
    s.stage = changed(s.stage, p, reached)
    if s.work[p]:
        set_work(t, s, o, p, 0)
    cared_for(s, p)


def cared_for(s: BaseState, p: int) -> None:
    """A project is no longer idle."""
    if s.idle[p]:
        s.idle = changed(s.idle, p, 0)


def take_card(t: Tables, s: BaseState, card: int) -> None:
    """A card leaves the hand of whoever holds it."""
    seat = t.cards[card].seat
    hand = s.hand[seat].copy()
    hand.remove(card)
    s.hand[seat] = hand
    if s.known[seat]:
        s.known = changed(s.known, seat, s.known[seat] & ~(1 << card))
    if t.mixed or t.peeks:
        forget(t, s, card)


def lay_down(t: Tables, s: BaseState, card: int, used: bool) -> None:
    """A card goes to the discard, or out of the game if it is a once card that was used."""
    row = t.cards[card]
    if used and row.once:
        s.gone = changed(s.gone, row.seat, with_one(s.gone[row.seat], card))
    else:
        discard = s.discard[row.seat].copy()
        insort(discard, card)
        s.discard[row.seat] = discard


def pay_card(t: Tables, s: BaseState, o: int, card: int) -> None:
    """Pay what a card's policy costs."""
    pay = t.cards[card].pay
    if pay is not None:
        pay(s, o)


def answer_act(t: Tables, s: BaseState, o: int, seat: int, verb: int, x: int) -> None:
    """Let the rules that answer an act come when what it does is done: see `answers_of`."""
    if verb < len(t.answers[seat]):
        for row in t.answers[seat][verb]:
            if not row.of or x in row.of:
                s.stack.append(o | row.do)


def answer_deal(t: Tables, s: BaseState, o: int, seat: int, verb: int, items: int) -> None:
    """The same for what is done to a deal, by its items as bits."""
    if verb < len(t.answers[seat]):
        for row in t.answers[seat][verb]:
            if not row.of or items & bits_of(row.of):
                push(s, o, row.do)


def answer_all(t: Tables, s: BaseState, o: int, by: int, verb: int, items: int) -> None:
    """The same for what both seats do together: the rules of the one who proposed it come first."""
    for seat in rivals(by, len(t.seats)):
        answer_deal(t, s, o, seat, verb, items)
    answer_deal(t, s, o, by, verb, items)


def play_card(t: Tables, s: BaseState, o: int, card: int) -> None:
    """A card for its policy."""
    pay_card(t, s, o, card)
    take_card(t, s, card)
    lay_down(t, s, card, True)
    push(s, o, t.cards[card].do)


def cash_card(t: Tables, s: BaseState, o: int, card: int) -> None:
    """A card for political capital; one that helps the rival then does."""
    row = t.cards[card]
    take_card(t, s, card)
    lay_down(t, s, card, row.rival_do != 0)
    gain_capital(t, s, o, row.seat, row.worth, row.site)
    push(s, o, row.rival_do)


def bury_card(t: Tables, s: BaseState, o: int, card: int) -> None:
    """A card among the discards, with neither its event nor capital."""
    row = t.buries[t.cards[card].seat]
    row.pay(s, o)
    take_card(t, s, card)
    lay_down(t, s, card, False)
    push(s, o, row.do)


def move_measure(t: Tables, s: BaseState, o: int, verb: int, m: int) -> None:
    """Tighten, ease, pause or lift a measure (0 to 3)."""
    row = t.verbs[verb][m]
    if row.pay is not None:
        row.pay(s, o)
    if verb == 2:
        pause_measure(t, s, o, m, t.measures[m].pause_rounds)
    else:
        if verb == 0 and s.pause_left[m]:
            s.pause_left = changed(s.pause_left, m, 0)
            s.ceiling = changed(s.ceiling, m, FREE)
        wanted = s.level[m] + 1 if verb == 0 else s.level[m] - 1 if verb == 1 else 0
        set_level(t, s, o, m, wanted, row.site)
    push(s, o, row.do)


def pass_play(t: Tables, s: BaseState, o: int) -> None:
    """Let a play pass: it is paid for and counted, if the seat could have done something else."""
    if t.passes and has_play(t, s):
        t.passes[s.actor].pay(s, o)


def open_window(t: Tables, s: BaseState, k: int) -> None:
    """Let a seat answer an act, whether or not it holds a card for it; not if all see that it
    cannot hold one."""
    row = t.windows[k]
    if s.finish or not s.hand[row.seat]:
        return
    seen = (*s.discard[row.seat], *s.gone[row.seat])
    for c in row.cards:
        if c not in seen and t.cards[c].comes <= s.round:
            s.node, s.actor, s.arg = ANSWER, row.seat, k
            return


def answer_with(t: Tables, s: BaseState, o: int, card: int) -> None:
    """A card as an answer: it is paid for and used, and sets off nothing further."""
    row = t.cards[card]
    if row.answer_pay is not None:
        row.answer_pay(s, o)
    take_card(t, s, card)
    lay_down(t, s, card, True)
    push(s, o, row.answer_do)


def do_act(t: Tables, s: BaseState, o: int, a: int) -> None:
    """Take an action of a seat: pay for it and count it, and do what it does."""
    row = t.actions[a]
    row.pay(s, o)
    push(s, o, row.do)


def fund_project(t: Tables, s: BaseState, o: int, p: int) -> None:
    """Pay for a project's next stage: the work begins, or is done at once."""
    stage = t.projects[p].stages[s.stage[p]]
    if stage.pay is not None:
        stage.pay(s, o)
    cared_for(s, p)
    rounds = stage.rounds if stage.rounds_now is None else stage.rounds_now(s)
    if rounds:
        set_work(t, s, o, p, rounds)
    else:
        end_work(t, s, o, p)


def end_work(t: Tables, s: BaseState, o: int, p: int) -> None:
    """A project's work is due: luck decides unless the odds are certain."""
    pct = t.projects[p].stages[s.stage[p]].success_pct(s)
    if 0 < pct < 100:
        s.node, s.actor, s.arg = WORK, CHANCE, p
    else:
        finish_work(t, s, o, p, pct > 0)


def finish_work(t: Tables, s: BaseState, o: int, p: int, success: bool) -> None:
    """The work succeeds, or is lost and has to be paid for again."""
    if success:
        advance_project(t, s, o, p, t.projects[p].site)


def advance_project(t: Tables, s: BaseState, o: int, p: int, site: int) -> None:
    """A project reaches its next stage; at the last one nothing happens."""
    stage, stages = s.stage[p], t.projects[p].stages
    if stage < len(stages):
        set_stage(t, s, o, p, stage + 1, site)
        push(s, o, stages[stage].do)


def lapse_project(t: Tables, s: BaseState, o: int, p: int, site: int) -> None:
    """A project falls back to nothing; one that is done stays."""
    project = t.projects[p]
    if 0 < s.stage[p] < len(project.stages):
        set_stage(t, s, o, p, 0, site)
        push(s, o, project.lapse_do)


def meet_inject(t: Tables, s: BaseState, o: int, i: int) -> None:
    """An inject happens, or none does."""
    if i == NO_INJECT:
        return
    count_inject(t, s, o, i)
    push(s, o, t.injects[i].do)


def count_inject(t: Tables, s: BaseState, o: int, i: int) -> None:
    """An inject counts as drawn; one that happens once is gone."""
    inject = t.injects[i]
    if inject.once or inject.round:  # a date comes once
        s.inject_gone = changed(s.inject_gone, i, 1)
    old, site = s.injects_drawn, KERNEL_SITE
    s.injects_drawn = put(s, o, site, "game.injects", old, old + 1, 0, 10_000)


def start_draw(t: Tables, s: BaseState, seat: int, count: int) -> None:
    """Let a seat draw; an empty pile takes the discard back. Stops when both are empty."""
    if count <= 0:
        return
    if not s.pile[seat]:
        refill(t, s, seat)
        if not s.pile[seat]:
            return
    s.node, s.actor, s.arg, s.count = DRAW, CHANCE, seat, count


def draw_card(t: Tables, s: BaseState, card: int) -> None:
    """One card goes from the pile to the hand."""
    seat = s.arg
    pile, hand = s.pile[seat].copy(), s.hand[seat].copy()
    pile.remove(card)
    if t.mixed:
        share(s, pile)
        card = as_held(t, card, seat)
    insort(hand, card)
    s.pile[seat], s.hand[seat] = pile, hand
    if t.peeks:
        was_drawn(t, s, seat, card)
    start_draw(t, s, seat, s.count - 1)


def start_discard(s: BaseState, seat: int, count: int) -> None:
    """Make a seat choose cards to discard, as far as it has any."""
    if count > 0 and s.hand[seat]:
        s.node, s.actor, s.arg, s.count = DISCARD, seat, 0, count


def discard_card(t: Tables, s: BaseState, card: int) -> None:
    """A chosen card goes to the discard."""
    take_card(t, s, card)
    lay_down(t, s, card, False)
    start_discard(s, t.cards[card].seat, s.count - 1)


def start_loss(s: BaseState, seat: int, count: int) -> None:
    """Let luck choose cards that a seat discards, as far as it has any."""
    if count > 0 and s.hand[seat]:
        s.node, s.actor, s.arg, s.count = LOSE, CHANCE, seat, count


def lose_card(t: Tables, s: BaseState, card: int) -> None:
    """A card that luck has chosen goes to the discard."""
    take_card(t, s, card)
    lay_down(t, s, card, False)
    start_loss(s, t.cards[card].seat, s.count - 1)


def start_gift(s: BaseState, seat: int, count: int) -> None:
    """Make a seat choose cards to give away, as far as it has any."""
    if count > 0 and s.hand[seat]:
        s.node, s.actor, s.arg, s.count = GIVE, seat, 0, count


def give_card(t: Tables, s: BaseState, card: int) -> None:
    """A chosen card goes to the rival's hand, and everybody knows it there."""
    seat = t.cards[card].seat
    take_card(t, s, card)
    take_up(s, as_held(t, card, rival(seat)), rival(seat))
    start_gift(s, seat, s.count - 1)


def start_recovery(s: BaseState, seat: int, count: int) -> None:
    """Let a seat choose cards to take back, as far as it has discarded any."""
    if count > 0 and s.discard[seat]:
        s.node, s.actor, s.arg, s.count = RECOVER, seat, 0, count


def recover_card(t: Tables, s: BaseState, card: int) -> None:
    """A chosen card comes back from the discard to the hand, and everybody knows it there."""
    seat = t.cards[card].seat
    s.discard[seat] = [other for other in s.discard[seat] if other != card]
    take_up(s, card, seat)
    start_recovery(s, seat, s.count - 1)


def take_up(s: BaseState, card: int, seat: int) -> None:
    """A card comes into a hand for all to see."""
    hand = s.hand[seat].copy()
    insort(hand, card)
    s.hand[seat] = hand
    s.known = changed(s.known, seat, s.known[seat] | 1 << card)


def start_seeing(t: Tables, s: BaseState, seat: int, count: int) -> None:
    """Let a seat look at the next cards of its pile, as far as there are any."""
    fixed = in_order(t, s, seat)
    seen = fixed if fixed < count else count
    if s.foreseen[seat] < seen:
        s.foreseen = changed(s.foreseen, seat, seen)
    if fixed < count and (s.rest[seat] if fixed else s.pile[seat]):
        s.node, s.actor, s.arg, s.count = SEE, CHANCE, seat, count


def see_card(t: Tables, s: BaseState, card: int) -> None:
    """A seat looks at a card of its pile, which keeps its place there."""
    foresee(t, s, s.arg, card)
    start_seeing(t, s, s.arg, s.count)


def start_spying(s: BaseState, seat: int, count: int) -> None:
    """Let a seat look at cards of its rival's hand, as far as it holds any."""
    left = [card for card in s.hand[rival(seat)] if not s.spied[0] >> card & 1]
    if count > 0 and left:
        s.node, s.actor, s.arg, s.count = SPY, CHANCE, seat, count
    else:
        s.spied = (0,)


def spy_card(s: BaseState, card: int) -> None:
    """A seat looks at a card of its rival's hand."""
    seat = s.arg
    s.spied = (s.spied[0] | 1 << card,)
    s.learned = changed(s.learned, seat, s.learned[seat] | 1 << card)
    start_spying(s, seat, s.count - 1)
