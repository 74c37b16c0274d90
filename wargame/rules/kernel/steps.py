"""The steps of the round: what happens by itself between what seats and CHANCE decide.

`STEPS` at the end lists them in order. The program counter of a position says which is next. A step
gives whether the round goes on to the one behind it (`take_step`): it does not if the step has
more to do, or has gone to another by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from wargame.dataclass import dataclass
from wargame.rules.kernel.bargaining import can_talk
from wargame.rules.kernel.codes import (
    AGENDA,
    CHANCE,
    FREE,
    HEADLINE,
    INJECT,
    KEEP,
    LAPSE,
    LAST,
    NAME,
    OVER,
    PLAY,
    RUN,
    SEAL,
    SHIFT,
    TALK,
    V_HEADLINE,
)
from wargame.rules.kernel.dealing import check_clauses, keep_deal, release_deal
from wargame.rules.kernel.legal import any_inject, free_agendas
from wargame.rules.kernel.piles import turn_cards
from wargame.rules.kernel.seats import seat_in_turn, turn_of
from wargame.rules.kernel.state import BaseState, Segment, changed, push, put
from wargame.rules.kernel.tables import Step, Tables
from wargame.rules.kernel.work import (
    add_score,
    answer_act,
    end_work,
    gain_capital,
    lapse_project,
    lay_down,
    meet_inject,
    pay_card,
    set_ceiling,
    set_work,
    start_draw,
    take_card,
)

OLDEST: Final = 100
"""Measures grow no older than that, in rounds."""


def go_to(t: Tables, s: BaseState, pc: int) -> None:
    """Go to the beginning of a step of the round, past those with nothing to do."""
    s.pc = t.entry[pc]
    s.turn = 0


def take_step(t: Tables, s: BaseState) -> None:
    """Take the step that is next, and go on to the one behind it if the round goes on there."""
    if t.steps[s.pc](t, s):
        go_to(t, s, s.pc + 1)


def step_draws(t: Tables, s: BaseState) -> bool:
    """Each seat in turn fills its hand."""
    while s.turn < len(t.seats):
        seat = t.order[s.first][s.turn]
        s.turn += 1
        row = t.seats[seat]
        size = row.hand_size if row.hand_now is None else row.hand_now(s)
        start_draw(t, s, seat, size - len(s.hand[seat]))
        if s.node:
            return False
    return True


def step_agendas(t: Tables, s: BaseState) -> bool:
    """Show each seat its candidates and let it keep one; then back to where it came from."""
    for seat in range(len(t.seats)):
        if s.agenda[seat]:
            continue
        shown = s.candidates[seat]
        if len(shown) < t.rounds.agenda_candidates and free_agendas(t, s, seat):
            s.node, s.actor, s.arg = AGENDA, CHANCE, seat
        elif shown:
            s.node, s.actor, s.arg = KEEP, seat, 0
        if s.node:
            return False
    go_to(t, s, s.back)
    return False


def step_round(t: Tables, s: BaseState) -> bool:
    """A round begins: the initiative passes, dated things expire."""
    o = s.ply << SHIFT
    s.round += 1
    if t.rounds.renew is not None:
        t.rounds.renew(s, o)
    if t.era_rounds and s.round in t.era_rounds:
        turn_cards(t, s)
    s.first = t.rounds.initiative
    if t.rounds.initiative_now is not None:
        s.first = t.rounds.initiative_now(s) - 1
    if s.first < 0:
        s.first = seat_in_turn(0, s.round - 1, len(t.seats))
    if any(s.pause_left):
        resume_measures(t, s, o)
    due: list[int] = []
    for k in range(len(s.deal_items)):
        if s.deal_items[k]:
            s.deal_left = changed(s.deal_left, k, s.deal_left[k] - 1)
            if s.deal_left[k]:
                keep_deal(t, s, o, k, due)
            else:
                release_deal(t, s, o, k, False)
                push(s, o, t.deals.expire_do)
    due.reverse()
    s.stack += due
    return True


def resume_measures(t: Tables, s: BaseState, o: int) -> None:
    """What is paused is so for a round less."""
    for m, left in enumerate(s.pause_left):
        if left:
            s.pause_left = changed(s.pause_left, m, left - 1)
            if left == 1:
                set_ceiling(t, s, o, m, FREE, t.measures[m].pause.site)


def step_due(t: Tables, s: BaseState) -> bool:  # noqa: ARG001 - called like any other step
    """Delayed and lasting effects of this round, oldest first."""
    queue = s.queue
    if not queue:
        return True
    frames: list[int] = []
    rest: list[int] = []
    for k in range(0, len(queue), 3):
        if queue[k] > s.round:
            rest += queue[k : k + 3]
            continue
        frames.append(queue[k + 1])
        if queue[k + 2] > 1:
            rest += [s.round + 1, queue[k + 1], queue[k + 2] - 1]
    s.queue = tuple(rest)
    frames.reverse()
    s.stack += frames
    return True


def step_projects(t: Tables, s: BaseState) -> bool:
    """One project after the other: work, due dates, neglect."""
    work, stage = s.work, s.stage
    for p in range(s.turn, len(t.projects)):
        if work[p] or stage[p]:
            s.turn = p + 1
            step_project(t, s, p)
            if s.node != RUN or s.stack:
                return False
    return True


def step_project(t: Tables, s: BaseState, p: int) -> None:
    """A project's work goes on, comes due, or is neglected."""
    project = t.projects[p]
    if s.work[p]:
        left = s.work[p] - 1
        set_work(t, s, s.ply << SHIFT, p, left)
        if left == 0:
            end_work(t, s, s.ply << SHIFT, p)
    elif 0 < s.stage[p] < len(project.stages) and project.lapse_after >= 0:
        s.idle = changed(s.idle, p, s.idle[p] + 1)
        if s.idle[p] > project.lapse_after:
            pct = project.lapse_pct(s)
            if pct >= 100:
                lapse_project(t, s, s.ply << SHIFT, p, project.site)
            elif pct > 0:
                s.node, s.actor, s.arg = LAPSE, CHANCE, p


def step_injects(t: Tables, s: BaseState) -> bool:
    """Injects whose date is this round."""
    for i in range(len(t.injects) - 1, -1, -1):
        inject = t.injects[i]
        if inject.round == s.round and not s.inject_gone[i]:
            if inject.open is None or inject.open(s):
                meet_inject(t, s, s.ply << SHIFT, i)
    return True


def step_inject_draw(t: Tables, s: BaseState) -> bool:
    """One inject is drawn, if any can be."""
    if any_inject(t, s):
        s.node, s.actor, s.arg = INJECT, CHANCE, 0
    return True


def step_world(t: Tables, s: BaseState) -> bool:
    """The world's own rules."""
    push(s, s.ply << SHIFT, t.rounds.world_do)
    return True


def step_ages(t: Tables, s: BaseState) -> bool:
    """Measures in force grow older; others recover twice as fast."""
    if s.trace is not None:
        note_ages(t, s)
    s.age = tuple(
        [
            (old + 1 if old < OLDEST else OLDEST) if bites else (old - 2 if old > 2 else 0)
            for old, bites in zip(s.age, s.force)  # noqa: B905 - compiled straight
        ]
    )
    return True


def note_ages(t: Tables, s: BaseState) -> None:
    """Report to the trace how old measures are about to be."""
    for m, old in enumerate(s.age):
        wanted = old + 1 if s.force[m] else old - 2
        if old or wanted > 0:
            measure = t.measures[m]
            site, name = measure.ages_site, measure.name
            put(s, s.ply << SHIFT, site, name, old, wanted, 0, OLDEST, ".age")


def step_income(t: Tables, s: BaseState) -> bool:
    """Capital arrives; then the rules of the draw phase."""
    o = s.ply << SHIFT
    for seat in range(len(t.seats)):
        row = t.seats[seat]
        gain_capital(t, s, o, seat, row.income(s), row.income_site)
    push(s, o, t.rounds.draw_do)
    return True


def step_headlines(t: Tables, s: BaseState) -> bool:
    """Each seat commits in secret; then all are revealed."""
    count = len(t.seats)
    if s.turn < count:
        s.actor = t.order[s.first][s.turn]
        s.turn += 1
        s.node = HEADLINE
        return False
    order = t.rounds.headline_order or t.order[s.first]
    for k in range(count - 1, -1, -1):
        seat = order[k]
        if s.commit[seat] > 0:
            take_card(t, s, s.commit[seat] - 1)
        committed = s.ply + 1 - count + turn_of(seat, s.first, count)
        s.stack.append(committed << SHIFT | (1 + seat))
    return True


def headline_of(t: Tables, seat: int) -> Segment:
    """The segment that resolves the headline of a seat."""

    def resolve(s: BaseState, o: int) -> None:
        resolve_headline(t, s, o, seat)

    return resolve


def resolve_headline(t: Tables, s: BaseState, o: int, seat: int) -> None:
    """Play the committed card; it fizzles at no cost if it is no longer allowed, or the
    other one has ended the game."""
    card = s.commit[seat] - 1
    s.commit = changed(s.commit, seat, -1)
    if card < 0:
        return
    if s.finish or not t.cards[card].open(s):
        lay_down(t, s, card, False)
        return
    if t.answers:
        answer_act(t, s, o, seat, V_HEADLINE, card)
    pay_card(t, s, o, card)
    lay_down(t, s, card, True)
    push(s, o, t.cards[card].do)


def step_plays(t: Tables, s: BaseState) -> bool:
    """The seats play in turn; one that has had its plays is passed over."""
    turn, order = s.turn, t.order[s.first]
    while turn < t.turns:
        seat = order[turn]
        now = t.seats[seat].plays_now
        if now is None or turn // len(t.seats) < now(s):  # it has had so many
            s.turn, s.actor, s.node = turn + 1, seat, PLAY
            return False
        turn += 1
    return True


def step_talks(t: Tables, s: BaseState) -> bool:
    """Each seat in turn may say something, if there is anything to say."""
    while s.turn < len(t.seats):
        s.actor = t.order[s.first][s.turn]
        s.turn += 1
        s.draft, s.draft_last, s.draft_edits = 0, -1, 0
        s.draft_by, s.draft_term, s.arg = s.actor, 0, 0
        if can_talk(t, s):
            s.node = TALK
            return False
    return True


def step_account(t: Tables, s: BaseState) -> bool:
    """The rules that take stock of the round."""
    push(s, s.ply << SHIFT, t.rounds.account_do)
    return True


def step_reviews(t: Tables, s: BaseState) -> bool:
    """Reviews of this round; agendas are shown and scored at some."""
    s.back = t.entry[s.pc + 1]
    o, review = s.ply << SHIFT, t.reviews[s.round]
    push(s, o, review.do)
    if t.clause_items:
        check_clauses(t, s, o)
    if review.agendas:
        for seat in range(len(t.seats)):
            score_agenda(t, s, o, seat)
        s.candidates = ((),) * len(t.seats)
        if s.round < t.rounds.max_rounds:
            go_to(t, s, AT_AGENDAS)
            return False
    return True


def score_agenda(t: Tables, s: BaseState, o: int, seat: int) -> None:
    """Score a seat's agenda and lay it open."""
    a = s.agenda[seat] - 1
    if a < 0:
        return
    s.agenda = changed(s.agenda, seat, 0)
    s.agendas_gone = changed(s.agendas_gone, a, 1)
    add_score(t, s, o, seat, t.agendas[a].score(s), t.agendas[a].site)


def step_round_end(t: Tables, s: BaseState) -> bool:
    """A front is named for the next round; then the last round ends the game, or luck may."""
    if t.docket is not None:
        who = t.docket.who(s)
        if who >= 0:
            s.node, s.actor, s.arg = SEAL if t.docket.secret else NAME, who, 0
            return False
    rounds = t.rounds
    if s.round >= rounds.max_rounds:
        close_game(t, s)
    elif rounds.uncertain_from and s.round >= rounds.uncertain_from:
        s.node, s.actor, s.arg = LAST, CHANCE, 0
    else:
        next_round(t, s, False)
        return False
    return True


def next_round(t: Tables, s: BaseState, end: bool) -> None:
    """Go on to another round, or end the game."""
    if end:
        close_game(t, s)
    else:
        go_to(t, s, AT_ROUND)


def close_game(t: Tables, s: BaseState) -> None:
    """The game is over: final scores, then the class of the ending."""
    o = s.ply << SHIFT
    for seat in range(len(t.seats)):
        score_agenda(t, s, o, seat)
    for seat in range(len(t.seats)):
        row = t.seats[seat]
        add_score(t, s, o, seat, row.score(s), row.score_site)
    s.ending = s.finish or t.rounds.classify(s)
    s.node = OVER


def has_projects(t: Tables) -> bool:
    """Whether the deck has any."""
    return len(t.projects) > 0


def has_dated_injects(t: Tables) -> bool:
    """Whether any inject has a date."""
    return len(t.inject_pile) < len(t.injects)


def has_drawn_injects(t: Tables) -> bool:
    """Whether any inject is drawn."""
    return len(t.inject_pile) > 0


def has_measures(t: Tables) -> bool:
    """Whether the deck has any."""
    return len(t.measures) > 0


def has_headlines(t: Tables) -> bool:
    """Whether the deck is played with headlines."""
    return t.rounds.headline


def has_deals(t: Tables) -> bool:
    """Whether the deck allows deals."""
    return t.deals.slots > 0


@dataclass(frozen=True, slots=True)
class RoundStep:
    """A step of the round.

    Attributes:
        name: What it is called.
        phase: The phase it belongs to, as people know it.
        run: What it does.
        busy: Whether a deck has anything to do in it; None for every deck.
    """

    name: str
    phase: str
    run: Step
    busy: Callable[[Tables], bool] | None = None


STEPS: Final[tuple[RoundStep, ...]] = (
    RoundStep("start", "setup", step_draws),
    RoundStep("agendas", "setup", step_agendas),
    RoundStep("round", "world", step_round),
    RoundStep("due", "world", step_due),
    RoundStep("projects", "world", step_projects, has_projects),
    RoundStep("injects", "world", step_injects, has_dated_injects),
    RoundStep("inject_draw", "world", step_inject_draw, has_drawn_injects),
    RoundStep("world", "world", step_world),
    RoundStep("ages", "world", step_ages, has_measures),
    RoundStep("income", "draw", step_income),
    RoundStep("draws", "draw", step_draws),
    RoundStep("headlines", "headline", step_headlines, has_headlines),
    RoundStep("plays", "plays", step_plays),
    RoundStep("talks", "talks", step_talks, has_deals),
    RoundStep("account", "account", step_account),
    RoundStep("reviews", "account", step_reviews),
    RoundStep("round_end", "account", step_round_end),
)
"""The steps of a round in order: the place of each is its number in a position."""


def phase_at(pc: int) -> str:
    """The phase of a step; luck on the end of the game comes after the last one."""
    return STEPS[min(pc, len(STEPS) - 1)].phase


def step_at(name: str) -> int:
    """The place of a step."""
    return [step.name for step in STEPS].index(name)


AT_AGENDAS: Final = step_at("agendas")
AT_ROUND: Final = step_at("round")
AT_HEADLINES: Final = step_at("headlines")
AT_PLAYS: Final = step_at("plays")
AT_CLOSE: Final = step_at("round_end")


def fill_steps(t: Tables) -> None:
    """Lay the steps of a deck out: what each does, and the first busy one from each on."""
    t.steps = [step.run for step in STEPS]
    t.entry = [len(STEPS)]
    for k in range(len(STEPS) - 1, -1, -1):
        busy = STEPS[k].busy
        t.entry.insert(0, k if busy is None or busy(t) else t.entry[0])
