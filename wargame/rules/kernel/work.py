"""What verbs do to a position: writes, cards, measures, projects."""

from __future__ import annotations

from bisect import insort

from wargame.rules.kernel.codes import CHANCE, DISCARD, DRAW, FREE, NO_INJECT, WORK
from wargame.rules.kernel.legal import Legal
from wargame.rules.kernel.state import BaseState, put


class Work(Legal):
    """The effects that the kernel knows; the rest are segments of the deck."""

    def gain_capital(self, s: BaseState, o: int, seat: int, amount: int, site: int) -> None:
        """Add to a seat's political capital."""
        if amount:
            old = s.capital[seat]
            name = self.seat_names[seat] + ".capital"
            s.capital[seat] = put(s, o, site, name, old, old + amount, 0, self.capital_max[seat])

    def add_score(self, s: BaseState, o: int, seat: int, amount: int, site: int) -> None:
        """Add to a seat's score."""
        if amount:
            old = s.score[seat]
            name = self.seat_names[seat] + ".score"
            s.score[seat] = put(s, o, site, name, old, old + amount, -1_000_000, 1_000_000)

    def set_level(self, s: BaseState, o: int, m: int, wanted: int, site: int) -> None:
        """Change a measure's level on the books, and what of it is in force."""
        name = self.measure_names[m]
        s.level[m] = put(s, o, site, name, s.level[m], wanted, 0, self.measure_max[m])
        self.hold(s, o, m, s.ceiling[m], site)

    def hold(self, s: BaseState, o: int, m: int, ceiling: int, site: int) -> None:
        """Set what a measure may not exceed, and what is then in force."""
        s.ceiling[m] = ceiling
        force = s.level[m] if s.level[m] < ceiling else ceiling
        if force != s.force[m]:
            name = self.measure_names[m] + ".in_force"
            s.force[m] = put(s, o, site, name, s.force[m], force, 0, self.measure_max[m])

    def pause_measure(self, s: BaseState, o: int, m: int, rounds: int) -> None:
        """Suspend a measure, unless a deal holds it; a longer pause is not cut short."""
        if not s.held[m]:
            s.pause_left[m] = max(s.pause_left[m], rounds + 1)
            self.hold(s, o, m, 0, self.measure_site[m][2])

    def set_work(self, s: BaseState, o: int, p: int, rounds: int) -> None:
        """Set a project's rounds of work left."""
        name = self.project_names[p] + ".working"
        s.work[p] = put(s, o, self.project_site[p], name, s.work[p], rounds, 0, 20)

    def set_stage(self, s: BaseState, o: int, p: int, stage: int, site: int) -> None:
        """Set a project's stage; work and idleness start anew."""
        name = self.project_names[p]
        s.stage[p] = put(s, o, site, name, s.stage[p], stage, 0, len(self.stage_do[p]))
        if s.work[p]:
            self.set_work(s, o, p, 0)
        s.idle[p] = 0

    def push(self, s: BaseState, o: int, segment: int) -> None:
        """Put a segment on top of the stack; 0 stands for nothing to do."""
        if segment:
            s.stack.append(o | segment)

    def take(self, s: BaseState, card: int) -> None:
        """A card leaves its owner's hand."""
        seat = self.card_seat[card]
        s.hand[seat].remove(card)
        if s.known[seat]:
            s.known[seat] &= ~(1 << card)

    def lay_down(self, s: BaseState, card: int, used: bool) -> None:
        """A card goes to the discard, or out of the game if it is a once card that was used."""
        seat = self.card_seat[card]
        insort(s.gone[seat] if used and self.card_once[card] else s.discard[seat], card)

    def pay_card(self, s: BaseState, o: int, card: int) -> None:
        """Pay what a card's policy costs."""
        pay = self.card_pay[card]
        if pay is not None:
            pay(s, o)

    def play(self, s: BaseState, o: int, card: int) -> None:
        """A card for its policy."""
        self.pay_card(s, o, card)
        self.take(s, card)
        self.lay_down(s, card, True)
        self.push(s, o, self.card_do[card])

    def cash(self, s: BaseState, o: int, card: int) -> None:
        """A card for political capital; one that helps the rival then does."""
        rival = self.card_rival[card]
        self.take(s, card)
        self.lay_down(s, card, rival != 0)
        site = self.card_site[card]
        self.gain_capital(s, o, self.card_seat[card], self.card_worth[card], site)
        self.push(s, o, rival)

    def move(self, s: BaseState, o: int, verb: int, m: int) -> None:
        """Tighten, ease, pause or lift a measure (0 to 3)."""
        pay = self.verb_pay[verb][m]
        if pay is not None:
            pay(s, o)
        site = self.measure_site[m][verb]
        if verb == 2:
            self.pause_measure(s, o, m, self.measure_pause[m])
        else:
            if verb == 0 and s.pause_left[m]:
                s.pause_left[m] = 0
                s.ceiling[m] = FREE
            wanted = s.level[m] + 1 if verb == 0 else s.level[m] - 1 if verb == 1 else 0
            self.set_level(s, o, m, wanted, site)
        self.push(s, o, self.verb_do[verb][m])

    def fund(self, s: BaseState, o: int, p: int) -> None:
        """Pay for a project's next stage: the work begins, or is done at once."""
        stage = s.stage[p]
        pay = self.stage_pay[p][stage]
        if pay is not None:
            pay(s, o)
        s.idle[p] = 0
        rounds = self.stage_rounds[p][stage]
        if rounds:
            self.set_work(s, o, p, rounds)
        else:
            self.due(s, o, p)

    def due(self, s: BaseState, o: int, p: int) -> None:
        """A project's work is due: luck decides unless the odds are certain."""
        pct = self.stage_pct[p][s.stage[p]](s)
        if 0 < pct < 100:
            s.node, s.actor, s.arg = WORK, CHANCE, p
        else:
            self.finish_work(s, o, p, pct > 0)

    def finish_work(self, s: BaseState, o: int, p: int, success: bool) -> None:
        """The work succeeds, or is lost and has to be paid for again."""
        if success:
            self.advance_project(s, o, p, self.project_site[p])
        else:
            s.idle[p] = 0

    def advance_project(self, s: BaseState, o: int, p: int, site: int) -> None:
        """A project reaches its next stage; at the last one nothing happens."""
        stage = s.stage[p]
        if stage < len(self.stage_do[p]):
            self.set_stage(s, o, p, stage + 1, site)
            self.push(s, o, self.stage_do[p][stage])

    def lapse_project(self, s: BaseState, o: int, p: int, site: int) -> None:
        """A project falls back to nothing; one that is done stays."""
        if 0 < s.stage[p] < len(self.stage_do[p]):
            self.set_stage(s, o, p, 0, site)
            self.push(s, o, self.lapse_do[p])

    def inject(self, s: BaseState, o: int, i: int) -> None:
        """An inject happens, or none does."""
        if i == NO_INJECT:
            return
        if self.inject_once[i]:
            s.inject_gone[i] = 1
        s.injects_drawn = put(
            s, o, self.kernel_site, "game.injects", s.injects_drawn, s.injects_drawn + 1, 0, 10_000
        )
        self.push(s, o, self.inject_do[i])

    def missing(self, s: BaseState, seat: int) -> int:
        """How many cards a seat lacks to its hand size."""
        return self.hand_size[seat] - len(s.hand[seat])

    def start_draw(self, s: BaseState, seat: int, count: int) -> None:
        """Let a seat draw; an empty pile takes the discard back. Stops when both are empty.

        While the pile is empty everybody can tell what the seat holds, and goes on to know it.
        """
        if count <= 0:
            return
        if not s.pile[seat]:
            s.pile[seat], s.discard[seat] = s.discard[seat], []
            s.known[seat] = bits_of(s.hand[seat])
            if not s.pile[seat]:
                return
        s.node, s.actor, s.arg, s.count = DRAW, CHANCE, seat, count

    def draw_card(self, s: BaseState, card: int) -> None:
        """One card goes from the pile to the hand."""
        seat = s.arg
        s.pile[seat].remove(card)
        insort(s.hand[seat], card)
        self.start_draw(s, seat, s.count - 1)

    def start_discard(self, s: BaseState, seat: int, count: int) -> None:
        """Make a seat choose cards to discard, as far as it has any."""
        if count > 0 and s.hand[seat]:
            s.node, s.actor, s.arg, s.count = DISCARD, seat, 0, count

    def discard_card(self, s: BaseState, card: int) -> None:
        """A chosen card goes to the discard."""
        self.take(s, card)
        self.lay_down(s, card, False)
        self.start_discard(s, self.card_seat[card], s.count - 1)


def bits_of(cards: list[int]) -> int:
    """A set of cards as bits: bit `i` stands for card `i`."""
    found = 0
    for card in cards:
        found |= 1 << card
    return found
