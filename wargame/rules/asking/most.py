"""The most that anything countable may come to in one game: actions taken, points gained.

Worked out from the rules alone. Of ways on that exclude one another the dearest is taken, and
what may happen every round is taken to happen every round; so the figure is a bound that no
game goes beyond, and seldom one that a game reaches. What a piece of work sets off later
counts where it is set off, as far as the game still has rounds for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import assert_never

from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.kernel import V_ACCEPT, V_BREACH, V_EXTEND, V_HEADLINE, rival
from wargame.rules.reading.loops import ProjectMove, moves_ahead, moves_of
from wargame.rules.verbs import VERBS

PLAYED = tuple(verb.number for verb in VERBS if verb.is_play)
"""The verbs of a play."""

LONGEST_COUNTER = 4
"""Nodes that a counter adds to a package: two edits, the sending, and the last word."""


LONGEST_CHANGE = 4
"""Nodes until a ready package is tabled with changes: it is taken up, two edits, the sending."""


Place = tuple[str | int, ...]
"""Where in a deck an effect stands."""


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted, never less than 0.

    Attributes:
        node: What each action taken counts.
        write: What a write to a name may count at most: by the name, operator and value.
    """

    node: int
    write: Callable[[ir.Name, str, ir.Expr], int]


class Most:
    """The most that a meter may come to, part by part of a game.

    Where a method takes `left`, that is how many rounds follow the one in which things happen.
    """

    def __init__(self, program: ir.Program, meter: Counting) -> None:
        self.program, self.meter = program, meter
        self.leads = moves_ahead(program.projects, at_once)
        self.moves: dict[tuple[ProjectMove, int], int] = {}
        self.cards_played: dict[tuple[int, int], list[int]] = {}
        self.items_by_rounds: dict[str, list[int]] = {}
        self.timeless: dict[Place, int] = {}
        self.is_timed = False  # whether the effect that was asked for last depends on `left`

    # --- a game ----------------------------------------------------------------------------

    def game(self, rulings: Sequence[ir.Block]) -> int:
        """A whole game from its start, each ruling of control made once in it."""
        last = self.program.max_rounds
        rounds = sum(self.round(number) for number in range(1, last + 1))
        ruled = sum(self.meter.node + self.block(block, last) for block in rulings)
        return self.hands() + self.retired() + self.agendas() + self.injects() + rounds + ruled

    def hands(self) -> int:
        """The first hands. What is drawn for a card that has left a hand counts where it leaves."""
        return sum(
            self.meter.node * min(seat.hand, len(self.cards(number)))
            for number, seat in enumerate(self.program.seats)
        )

    def retired(self) -> int:
        """What is drawn for cards that leave the game with their era, each at most once."""
        p = self.program
        leave = [card for card in p.cards if card.last and card.last < p.max_rounds]
        return self.meter.node * sum(1 for card in leave if p.seats[card.seat].hand)

    def agendas(self) -> int:
        """What is shown and kept, at the start and after each review that scores agendas."""
        return self.meter.node * sum(
            shown + min(shown, 1)
            for seat in range(len(self.program.seats))
            for shown in self.shown_agendas(seat)
        )

    def shown_agendas(self, seat: int) -> list[int]:
        """How many agendas a seat is shown, time by time: each it has held is gone afterwards."""
        own = sum(1 for agenda in self.program.agendas if agenda.seat == seat)
        times = 1 + sum(1 for number in self.agenda_rounds() if number < self.program.max_rounds)
        return [min(self.program.agenda_candidates, max(0, own - n)) for n in range(times)]

    def agenda_rounds(self) -> list[int]:
        """The rounds at whose end agendas are shown and scored."""
        rounds = (number for r in self.program.reviews if r.agendas for number in r.rounds)
        return list(dict.fromkeys(rounds))

    def round(self, number: int) -> int:
        """A round, by its number."""
        p, left = self.program, self.program.max_rounds - number
        dated = [inject.do for inject in p.injects if inject.round == number]
        reviews = [review.do for review in p.reviews if number in review.rounds]
        judged = self.judgements(number)
        staying = [card.each_round for card in p.cards if number > 1]
        rules = sum(self.effect(("rule", name), do, left) for name, do in p.rules.items())
        blocks = (*dated, *reviews, *judged, *staying)
        by_itself = rules + sum(self.block(b, left) for b in blocks) + self.naming(number, left)
        seats = sum(self.seat(seat, left) for seat in range(len(p.seats)))
        may_end = bool(p.uncertain_from) and p.uncertain_from <= number < p.max_rounds
        lapses = sum(self.lapse(project, number, left) for project in range(len(p.projects)))
        return by_itself + seats + lapses + self.meter.node * may_end

    def judgements(self, number: int) -> list[ir.Block]:
        """The judgements that a round may hold."""
        p = self.program
        may_name = p.docket is not None and number in p.docket.rounds
        return [front.do for front in p.fronts if may_name or number in front.rounds]

    def naming(self, number: int, left: int) -> int:
        """The naming of a front for the next round."""
        docket = self.program.docket
        if docket is None or number + 1 not in docket.rounds:
            return 0
        return self.meter.node + self.dearest(docket.do, left)

    def injects(self) -> int:
        """What luck draws, one a round; each counts as if the whole game were still to come."""
        p, left = self.program, self.program.max_rounds - 1
        drawn = [inject for inject in p.injects if inject.round == 0]
        again = [self.block(inject.do, left) for inject in drawn if not inject.once]
        found = [self.block(inject.do, left) for inject in drawn if inject.once]
        if again or (drawn and p.quiet_weight):
            found += [max(again, default=0)] * p.max_rounds
        return sum(self.meter.node + more for more in sorted(found)[-p.max_rounds :])

    def lapse(self, project: int, number: int, left: int) -> int:
        """Whether a project lapses: first asked when it has been begun and then lain idle."""
        p = self.program.projects[project]
        can_lapse = p.lapse_after >= 0 and p.lapse_pct.hi > 0 and len(p.stages) > 1
        if not can_lapse or number < p.lapse_after + 2:
            return 0
        return self.meter.node * is_uncertain(p.lapse_pct) + self.move(("lapse", project), left)

    # --- what seats do ---------------------------------------------------------------------

    def seat(self, seat: int, left: int) -> int:
        """A seat's round: its headline, its plays, its talk."""
        node, headline = self.meter.node, 0
        if self.program.headline:
            most = max(0, *self.played(seat, left))
            headline = node + most + self.answered((V_HEADLINE,), [seat], left)
        most = max(0, *self.plays(seat, left)) + self.answered(PLAYED, [seat], left)
        return headline + self.program.plays * (node + most) + self.talk(seat, left)

    def answered(self, verbs: Iterable[int], seats: Iterable[int], left: int) -> int:
        """What rules may do that answer one act of each of these seats: the dearest act."""
        rules = [
            (verb, self.effect(("answer", number), (answer.group,), left))
            for number, answer in enumerate(self.program.answers)
            if answer.seat in seats
            for verb, _ in answer.acts
        ]
        rules += [
            (verb, self.meter.node + max(0, *self.answers(window, left)))
            for window in self.program.windows
            if rival(window.seat) in seats
            for verb, _ in window.acts
        ]
        return max((sum(most for of, most in rules if of == verb) for verb in verbs), default=0)

    def answers(self, window: ir.WindowIR, left: int) -> Iterator[int]:
        """What a seat may answer an act with."""
        for number in window.cards:
            response = self.program.cards[number].response
            if response is not None:
                most = self.act(("response", number), response.act, left)
                yield self.gone(window.seat, left) + most

    def cards(self, seat: int) -> list[ir.CardIR]:
        return [card for card in self.program.cards if card.seat == seat]

    def gone(self, seat: int, left: int) -> int:
        """A card that has left a hand may be made up for in the next round."""
        return self.meter.node if left and self.program.seats[seat].hand else 0

    def played(self, seat: int, left: int) -> list[int]:
        """Each card for its policy, and 0 for none."""
        found = self.cards_played.get((seat, left))
        if found is None:
            gone, cards = self.gone(seat, left), self.cards(seat)
            found = [gone + self.act(("card", seat, card.id), card.act, left) for card in cards]
            found.append(0)
            self.cards_played[seat, left] = found
        return found

    def plays(self, seat: int, left: int) -> list[int]:
        """What may be done with a play, beyond the node itself. What a breach costs the deal
        counts with the deal, which ends but once."""
        gone, p = self.gone(seat, left), self.program
        sold = [
            gone + self.effect(("sold", seat, card.id), card.rival_do, left)
            for card in self.cards(seat)
        ]
        passed = [self.price(row.price) for row in p.passes[seat : seat + 1]]
        buried = [gone + self.act(("bury", seat), b.act, left) for b in p.buries[seat : seat + 1]]
        moved = [
            self.act(("measure", m.id, verb), act, left)
            for m in p.measures
            if m.seat == seat
            for verb, act in m.verbs.items()
            if act is not None
        ]
        done = [
            self.act(("action", n), action.act, left)
            for n, action in enumerate(p.actions)
            if action.seat == seat
        ]
        funded = [
            self.fund(("stage", project.id, n), stage, left)
            for project in p.projects
            if project.seat == seat
            for n, stage in enumerate(project.stages)
        ]
        return [*self.played(seat, left), *sold, *passed, *buried, *moved, *done, *funded]

    def fund(self, place: Place, stage: ir.StageIR, left: int) -> int:
        """A stage that is paid for, with what happens when its work is due."""
        due = left - stage.rounds
        if due < 0:
            return self.price(stage.act.price)
        luck = self.meter.node * is_uncertain(stage.success_pct)
        return self.price(stage.act.price) + luck + self.effect(place, stage.act.do, due)

    def act(self, place: Place, act: ir.Ability, left: int) -> int:
        return self.price(act.price) + self.effect(place, act.do, left)

    def price(self, price: ir.Price) -> int:
        return sum(self.meter.write(name, "-=", amount) for name, amount, _ in price)

    # --- deals -----------------------------------------------------------------------------

    def talk(self, seat: int, left: int) -> int:
        """Nothing, a package, or an extension, with what may come of it."""
        deals, node = self.program.deals, self.meter.node
        if deals is None:
            return 0
        seats = range(len(self.program.seats))
        agreed = self.answered((V_ACCEPT,), seats, left)
        prolonged = self.answered((V_EXTEND,), seats, left)
        package = agreed + node * self.longest_talk(deals) + self.price(deals.table[seat].price)
        extension = prolonged + 2 * node + self.act(("extend", seat), deals.extend[seat], left)
        return max(package + self.deal(deals, seat, left), extension)

    def longest_talk(self, deals: ir.DealsIR) -> int:
        """How many steps a package takes, from its first item to the last word on it."""
        match deals.drafting:
            case "packages":
                return 3
            case "counters":
                return 2 + LONGEST_COUNTER
            case "changes":
                return LONGEST_CHANGE + 1 + LONGEST_COUNTER
            case "items":
                seats = range(len(self.program.seats))
                return sum(map(self.longest_draft, seats)) + 2 + LONGEST_COUNTER
            case _:
                assert_never(deals.drafting)

    def longest_draft(self, seat: int) -> int:
        """How many items of a seat one package may hold."""
        items = self.program.deals.items if self.program.deals else ()
        apart = dict.fromkeys(_kept_apart(n, i) for n, i in enumerate(items) if i.seat == seat)
        return min(len(apart), self.program.deals.max_items if self.program.deals else 0)

    def deal(self, deals: ir.DealsIR, seat: int, left: int) -> int:
        """A deal that a seat has tabled, from its signing to its end."""
        items = sum(
            sum(sorted(self.item(i, left) for i in deals.items if i.seat == giver)[-most:])
            for giver in range(len(self.program.seats))
            if (most := self.longest_draft(giver))
        )
        ends = self.dearest((deals.expire, *deals.breach), left)
        if any(one.fails_by_breach for one in deals.items):  # beside the plays that break one
            ends += self.answered((V_BREACH,), range(len(self.program.seats)), left)
        return self.block(deals.table[seat].do, left) + items + ends

    def item(self, item: ir.ItemIR, left: int) -> int:
        """A deal item: a transfer moves once, a pledge in each round that follows."""
        moves, amount = 0, ir.Const(item.amount)
        if item.give is not None and item.get is not None:
            moves = self.meter.write(item.give, "-=", amount)
            moves += self.meter.write(item.get, "+=", amount)
        often = self.in_rounds(item, left)
        if item.performs:
            is_once = item.performs.by_round or item.performs.after
            tests = [left] if is_once else range(left + 1)
            often += sum(self.failing(item.performs.fail, rounds) for rounds in tests)
        moved = moves * (left if item.kind == "pledge" else 1)
        return self.effect(("item", item.id), item.do, left) + often + moved

    def in_rounds(self, item: ir.ItemIR, rounds: int) -> int:
        """What an item in force does in the last so many rounds of a game, or what follows where
        it is not paid."""
        sums = self.items_by_rounds.setdefault(item.id, [0])
        for left in range(len(sums) - 1, rounds):
            more = self.block(item.each_round, left) + self.failing(item.unpaid, left)
            sums.append(sums[-1] + more)
        return sums[rounds]

    def failing(self, fail: ir.FailIR | None, left: int) -> int:
        """What follows when an item is not kept; a breach counts with its deal."""
        return self.block(fail.do, left) if fail else 0

    # --- effects ---------------------------------------------------------------------------

    def dearest(
        self, blocks: Iterable[ir.Block], left: int, within: Sequence[ProjectMove] = ()
    ) -> int:
        return max((self.block(block, left, within) for block in blocks), default=0)

    def block(self, block: ir.Block, left: int, within: Sequence[ProjectMove] = ()) -> int:
        """A block and all it leads to; moves of projects in `within` are counted elsewhere."""
        return sum([self.stmt(stmt, left, within) for stmt in block])

    def effect(self, place: Place, block: ir.Block, left: int) -> int:
        """A block by where it stands: one that asks nowhere how many rounds follow comes to the
        same in each of them, and is gone through once."""
        known = self.timeless.get(place)
        if known is not None:
            return known
        self.is_timed = False
        most = self.block(block, left)
        if not self.is_timed:
            self.timeless[place] = most
        return most

    def stmt(self, stmt: ir.Stmt, left: int, within: Sequence[ProjectMove]) -> int:
        """A statement and all it leads to."""
        match stmt:
            case ir.Assign(target, op, value):
                return self.meter.write(target, op, value)
            case ir.Branch(_, then, other):
                return self.dearest((then, other), left, within)
            case ir.Group(_, body):
                return self.block(body, left, within)
            case ir.Luck():
                return self.meter.node + self.dearest(ir.parts(stmt), left, within)
            case ir.Ask(times=times):
                return times * (self.meter.node + self.dearest(ir.parts(stmt), left, within))
            case ir.Later(wait, times, body):
                self.is_timed = True
                due = range(left - wait, max(left - wait - times, -1), -1)
                return sum(self.block(body, rounds) for rounds in due)
            case ir.Call(of=(kind, number)) if kind == "seat":
                self.is_timed = True
                most = len(self.cards(number))
                asked = self.meter.node * min(stmt.nodes, most)
                return asked + self.gone(number, left) * min(stmt.dropped, most)
            case ir.MoveProject(verb, project):
                self.is_timed = True
                return 0 if (verb, project) in within else self.move((verb, project), left)
            case ir.Call(nodes=nodes):
                return self.meter.node * nodes
            case ir.Reveal() | ir.Finish():
                return 0
            case _:
                assert_never(stmt)

    def move(self, move: ProjectMove, left: int) -> int:
        """A project's advance or lapse by an effect, with all that it sets off at once.

        Moves may lead back to one another. Then, since no such circle both advances and lapses a
        project, each stage of those in it is reached once at most, and each lapses once at most.
        """
        found = self.moves.get((move, left))
        if found is None:
            circle = [other for other in self.leads[move] if move in self.leads[other]]
            blocks = [block for m in circle for block in moves_of(self.program.projects, m)]
            alone = moves_of(self.program.projects, move)
            whole = sum(self.block(block, left, circle) for block in blocks)
            found = whole if circle else self.dearest(alone, left)
            self.moves[move, left] = found
        return found


def at_once(block: ir.Block) -> Iterator[ir.Stmt]:
    """Every statement that a block may reach before the game goes on, those inside others too."""
    for stmt in block:
        yield stmt
        if not isinstance(stmt, ir.Later):
            for part in ir.parts(stmt):
                yield from at_once(part)


def is_uncertain(pct: ir.Expr) -> bool:
    """Whether luck may have to decide at all: at 0 and at 100 percent it does not."""
    return pct.hi > 0 and pct.lo < 100


def _kept_apart(number: int, item: ir.ItemIR) -> tuple[str, object]:
    """Items of one seat of which a package holds one at most have this in common."""
    match item.kind:
        case "pause" | "cap":
            return "measure", item.measure
        case "transfer":
            return "track", item.give
        case "pledge":
            return "item", number
        case _:
            assert_never(item.kind)
