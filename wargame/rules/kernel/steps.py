"""The steps of the round, one after the other, when no effect is in progress."""

from __future__ import annotations

from wargame.rules.kernel.codes import (
    AGENDA,
    AT_ACCOUNT,
    AT_AGENDAS,
    AT_AGES,
    AT_DRAWS,
    AT_DUE,
    AT_HEADLINES,
    AT_INCOME,
    AT_INJECT_DRAW,
    AT_INJECTS,
    AT_PLAYS,
    AT_PROJECTS,
    AT_REVIEWS,
    AT_ROUND,
    AT_ROUND_END,
    AT_START,
    AT_TALKS,
    AT_WORLD,
    CHANCE,
    FREE,
    HEADLINE,
    INJECT,
    KEEP,
    LAPSE,
    LAST,
    OVER,
    PLAY,
    RUN,
    SHIFT,
    TALK,
)
from wargame.rules.kernel.dealing import Dealing
from wargame.rules.kernel.seats import seat_in_turn, turn_of
from wargame.rules.kernel.state import BaseState, put


class Steps(Dealing):
    """What a round does by itself between what seats and CHANCE decide."""

    def step(self, s: BaseState) -> None:
        """Steps of the round, until one leaves work on the stack or somebody has to decide.

        Endings that come at once are tested before every step: whenever no effect is in
        progress.
        """
        while s.node == RUN and not s.stack:
            if s.finish == 0:
                s.finish = self.immediate(s)
            if s.finish:
                self.close(s)
                return
            pc = s.pc
            if pc == AT_PLAYS:
                if s.turn < self.turns:
                    s.actor = seat_in_turn(s.first, s.turn, len(self.seats))
                    s.turn += 1
                    s.node = PLAY
                else:
                    self.goto(s, AT_TALKS)
            elif pc == AT_DRAWS or pc == AT_START:
                if s.turn < len(self.seats):
                    seat = seat_in_turn(s.first, s.turn, len(self.seats))
                    s.turn += 1
                    self.start_draw(s, seat, self.missing(s, seat))
                else:
                    self.goto(s, pc + 1)
            elif pc == AT_TALKS:
                self.step_talks(s)
            elif pc == AT_HEADLINES:
                self.step_headlines(s)
            elif pc == AT_PROJECTS:
                self.step_projects(s)
            else:
                self.step_rest(s, pc)

    def step_talks(self, s: BaseState) -> None:
        """Each seat in turn may say something, if there is anything to say."""
        if s.turn == len(self.seats):
            self.goto(s, AT_ACCOUNT)
            return
        s.actor = seat_in_turn(s.first, s.turn, len(self.seats))
        s.turn += 1
        s.draft, s.draft_last, s.draft_edits = 0, -1, 0
        s.draft_by, s.draft_term, s.arg = s.actor, 0, 0
        if self.can_talk(s):
            s.node = TALK

    def step_projects(self, s: BaseState) -> None:
        """One project after the other: work, due dates, neglect."""
        while s.turn < len(self.project_seat):
            s.turn += 1
            self.step_project(s, s.turn - 1)
            if s.node != RUN or s.stack:
                return
        self.goto(s, AT_INJECTS)

    def step_rest(self, s: BaseState, pc: int) -> None:
        """The steps that happen once a round."""
        o = s.ply << SHIFT
        self.goto(s, pc + 1)
        if pc == AT_DUE:
            self.step_due(s)
        elif pc == AT_INJECTS:
            self.step_dated_injects(s, o)
        elif pc == AT_INJECT_DRAW:
            if self.any_inject(s):
                s.node, s.actor, s.arg = INJECT, CHANCE, 0
        elif pc == AT_WORLD:
            self.push(s, o, self.world_do)
        elif pc == AT_AGES:
            self.step_ages(s, o)
        elif pc == AT_INCOME:
            for seat in self.seats:
                self.gain_capital(s, o, seat, self.income[seat](s), self.income_site[seat])
            self.push(s, o, self.draw_do)
        elif pc == AT_ACCOUNT:
            self.push(s, o, self.account_do)
        elif pc == AT_REVIEWS:
            self.step_reviews(s, o)
        elif pc == AT_ROUND_END:
            self.step_round_end(s)
        elif pc == AT_ROUND:
            self.step_round(s, o)
        elif pc == AT_AGENDAS:
            self.step_agendas(s)

    def goto(self, s: BaseState, pc: int) -> None:
        """Go to the beginning of a step of the round, past those with nothing to do."""
        s.pc = self.entry[pc]
        s.turn = 0

    def step_round(self, s: BaseState, o: int) -> None:
        """A round begins: the initiative passes, dated things expire."""
        s.round += 1
        s.first = self.initiative
        if s.first < 0:
            s.first = seat_in_turn(0, s.round - 1, len(self.seats))
        for m in range(len(s.pause_left)):
            if s.pause_left[m]:
                s.pause_left[m] -= 1
                if s.pause_left[m] == 0:
                    self.hold(s, o, m, FREE, self.measure_site[m][2])
        for k in range(self.deal_slots):
            if s.deal_items[k]:
                s.deal_left[k] -= 1
                if s.deal_left[k]:
                    self.pledge(s, o, s.deal_items[k])
                else:
                    self.release(s, o, k, False)
                    self.push(s, o, self.expire_do)

    def step_due(self, s: BaseState) -> None:
        """Delayed and lasting effects of this round, oldest first."""
        queue = s.queue
        if not queue:
            return
        frames: list[int] = []
        rest: list[int] = []
        for k in range(0, len(queue), 3):
            if queue[k] > s.round:
                rest += queue[k : k + 3]
                continue
            frames.append(queue[k + 1])
            if queue[k + 2] > 1:
                rest += [s.round + 1, queue[k + 1], queue[k + 2] - 1]
        s.queue = rest
        frames.reverse()
        s.stack += frames

    def step_project(self, s: BaseState, p: int) -> None:
        """A project's work goes on, comes due, or is neglected."""
        if s.work[p]:
            left = s.work[p] - 1
            self.set_work(s, s.ply << SHIFT, p, left)
            if left == 0:
                self.due(s, s.ply << SHIFT, p)
        elif 0 < s.stage[p] < len(self.stage_do[p]) and self.lapse_after[p] >= 0:
            s.idle[p] += 1
            if s.idle[p] > self.lapse_after[p]:
                pct = self.lapse_pct[p](s)
                if pct >= 100:
                    self.lapse_project(s, s.ply << SHIFT, p, self.project_site[p])
                elif pct > 0:
                    s.node, s.actor, s.arg = LAPSE, CHANCE, p

    def step_dated_injects(self, s: BaseState, o: int) -> None:
        """Injects whose date is this round."""
        for i in range(len(self.inject_round) - 1, -1, -1):
            if self.inject_round[i] == s.round and not s.inject_gone[i]:
                opens = self.inject_open[i]
                if opens is None or opens(s):
                    self.inject(s, o, i)

    def step_ages(self, s: BaseState, o: int) -> None:
        """Measures in force grow older; others recover twice as fast."""
        for m in range(len(s.age)):
            old = s.age[m]
            wanted = old + 1 if s.force[m] else old - 2
            if old or wanted > 0:
                name = self.measure_names[m] + ".age"
                s.age[m] = put(s, o, self.measure_site[m][4], name, old, wanted, 0, 100)

    def step_headlines(self, s: BaseState) -> None:
        """Each seat commits in secret; then both are revealed."""
        count = len(self.seats)
        if s.turn < count:
            s.actor = seat_in_turn(s.first, s.turn, count)
            s.turn += 1
            s.node = HEADLINE
            return
        self.goto(s, AT_PLAYS)
        order = self.headline_order or [seat_in_turn(s.first, k, count) for k in self.seats]
        for seat in reversed(order):
            if s.commit[seat] > 0:
                self.take(s, s.commit[seat] - 1)
            committed = s.ply + 1 - count + turn_of(seat, s.first, count)
            s.stack.append(committed << SHIFT | (1 + seat))

    def resolve_headline(self, s: BaseState, o: int, seat: int) -> None:
        """Play the committed card; it fizzles at no cost if it is no longer allowed, or the
        other one has ended the game."""
        card = s.commit[seat] - 1
        s.commit[seat] = -1
        if card < 0:
            return
        if s.finish or not self.card_open[card](s):
            self.lay_down(s, card, False)
            return
        self.pay_card(s, o, card)
        self.lay_down(s, card, True)
        self.push(s, o, self.card_do[card])

    def step_reviews(self, s: BaseState, o: int) -> None:
        """Reviews of this round; agendas are shown and scored at some."""
        s.back = AT_ROUND_END
        self.goto(s, AT_ROUND_END)
        self.push(s, o, self.review_do[s.round])
        if self.review_agendas[s.round]:
            for seat in self.seats:
                self.score_agenda(s, o, seat)
            s.candidates = [[] for _ in self.seats]
            if s.round < self.max_rounds:
                self.goto(s, AT_AGENDAS)

    def score_agenda(self, s: BaseState, o: int, seat: int) -> None:
        """Score a seat's agenda and lay it open."""
        a = s.agenda[seat] - 1
        if a < 0:
            return
        s.agenda[seat] = 0
        s.agendas_gone[a] = 1
        self.add_score(s, o, seat, self.agenda_score[a](s), self.agenda_site[a])

    def step_agendas(self, s: BaseState) -> None:
        """Show each seat its candidates and let it keep one."""
        for seat in self.seats:
            if s.agenda[seat]:
                continue
            shown = s.candidates[seat]
            if len(shown) < self.agenda_candidates and self.free_agendas(s, seat):
                s.node, s.actor, s.arg = AGENDA, CHANCE, seat
            elif shown:
                s.node, s.actor, s.arg = KEEP, seat, 0
            if s.node:
                s.pc = AT_AGENDAS
                return
        self.goto(s, s.back)

    def step_round_end(self, s: BaseState) -> None:
        """The last round ends the game; from some round on, luck may."""
        if s.round >= self.max_rounds:
            self.close(s)
        elif self.uncertain_from and s.round >= self.uncertain_from:
            s.node, s.actor, s.arg = LAST, CHANCE, 0
        else:
            self.next_round(s, False)

    def next_round(self, s: BaseState, end: bool) -> None:
        """Go on to another round, or end the game."""
        if end:
            self.close(s)
        else:
            self.goto(s, AT_ROUND)

    def close(self, s: BaseState) -> None:
        """The game is over: final scores, then the class of the ending."""
        o = s.ply << SHIFT
        for seat in self.seats:
            self.score_agenda(s, o, seat)
        for seat in self.seats:
            self.add_score(s, o, seat, self.final_score[seat](s), self.final_site[seat])
        s.ending = s.finish or self.classify(s)
        s.stack = []
        s.node = OVER
