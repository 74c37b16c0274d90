"""The round: how long a game is, who begins, how many plays there are, what passing takes."""

from __future__ import annotations

from dataclasses import replace

from wargame.content import model
from wargame.rules import ir
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import ZERO, Item, Reader

NOBODY: ir.Expr = ir.Const(0, is_seat=True)


class TurnReader:
    """Turns the settings of the round into IR."""

    def __init__(self, reader: Reader, program: ir.Program) -> None:
        self.reader, self.program = reader, program
        self.turn: model.Turn = reader.deck.turn
        self.item = Item("turn", "", "Turn", Scope(), ("turn",))

    def settings(self) -> None:
        """All of them."""
        program, turn = self.program, self.turn
        self.length()
        self.plays()
        program.quiet_weight, program.agenda_candidates = turn.quiet_weight, turn.agenda_candidates
        self.initiative()
        if turn.passing is not None:
            program.passes = self.passes(turn.passing)
        if turn.headline is not None:
            program.headline = True
            self.headlines(turn.headline)

    def length(self) -> None:
        """How long a game is."""
        rounds, program = self.reader.deck.rounds, self.program
        program.max_rounds, program.end_pct = rounds.max, rounds.end_pct
        program.uncertain_from = rounds.uncertain_from or 0
        if rounds.uncertain_from and rounds.uncertain_from >= rounds.max:
            self.reader.fault(
                Item("rounds", "", "Rounds", Scope(), ("rounds",)),
                ("rounds", "uncertain_from"),
                f"uncertain_from {rounds.uncertain_from} must come before max {rounds.max}",
            )

    def plays(self) -> None:
        """The plays of a round, where they change those of each seat."""
        found = []
        for number, _ in enumerate(self.program.seats):
            item = self.item.within(Scope(number))
            found.append(self.reader.expr(item, self.turn.plays, "plays", lo=0, hi=6))
        self.program.plays = max(plays.hi for plays in found)
        if not all(isinstance(plays, ir.Const) for plays in found):
            both = zip(self.program.seats, found, strict=True)
            self.program.seats = [replace(seat, plays_now=plays) for seat, plays in both]

    def headlines(self, headline: model.Headline) -> None:
        """Whose headline comes first."""
        if headline.order == "initiative":
            return
        seats = [self.reader.seat(self.item, seat, "headline", "order") for seat in headline.order]
        if sorted(seats) != [0, 1]:
            where = self.item.at("headline", "order")
            self.reader.fault(self.item, where, "name both seats, once each")
        self.program.headline_order = tuple(seats)

    def initiative(self) -> None:
        """Who goes first: one seat, each in turn, or whom an expression says."""
        wanted = self.turn.initiative
        if wanted == "alternate":
            return
        if wanted in ("behind", "ahead"):
            self.program.initiative_now = self.by_lead(wanted)
            return
        seats = [seat.id for seat in self.reader.deck.seats]
        if wanted in seats:  # an id may be a word that no expression can hold
            self.program.initiative = seats.index(wanted)
            return
        if wanted.isidentifier() and wanted not in self.reader.names.holders():
            known = ("alternate", "behind", "ahead", *seats)
            self.reader.unknown(self.item, self.item.at("initiative"), "seat", wanted, known)
            return
        found = self.reader.whose(self.item, wanted, "initiative")
        if isinstance(found, ir.Const):
            self.program.initiative = found.value - 1
        else:
            self.program.initiative_now = found

    def by_lead(self, wanted: str) -> ir.Expr:
        """The seat that is behind, or ahead; nobody on a level lead."""
        docket, contest = self.reader.deck.docket, self.reader.deck.contest
        lead: str | int | None = contest.lead if contest else None
        noun: ir.Noun = "contest"
        key = "lead"
        if docket and docket.behind is not None:
            lead, noun, key = docket.behind, "docket", "behind"
        if lead is None:
            what = "nothing says who leads"
            remedy = "Give the deck a 'contest' with a 'lead', or write an expression for a seat."
            self.reader.fault(self.item, self.item.at("initiative"), what, remedy)
            return NOBODY
        whose = Item(noun, "", noun.title(), self.item.scope, (noun,))
        value = self.reader.expr(whose, lead, key)
        first, second = (1, 2) if wanted == "ahead" else (2, 1)
        under = _seat_if("<", value, second, NOBODY)
        return _seat_if(">", value, first, under)

    def passes(self, passing: model.Passing) -> list[ir.PassIR]:
        """What passing takes of each seat."""
        found = []
        for number, seat in enumerate(self.reader.names.seats):
            item = Item("turn", "", "Passing", Scope(number), ("turn", "passing"))
            price = self.reader.price(item, passing.cost, "cost")
            for name, _, _ in price:
                if name.owner >= 0:
                    what = f"'{name.text}' is private, and all see whether a pass is paid"
                    self.reader.fault(item, item.at("cost"), what, "Pay with something open.")
            limit = -1 if passing.limit is None else passing.limit
            site = self.reader.site(item, "passes", item.path, sort="count")
            found.append(ir.PassIR(price, limit, self.reader.names.table[f"{seat}.passed"], site))
        return found


def _seat_if(op: str, lead: ir.Expr, seat: int, other: ir.Expr) -> ir.Expr:
    """A seat, counted from 1, if the lead is on one side of 0."""
    test = ir.Compare((op,), (lead, ZERO))
    return ir.IfElse(test, ir.Const(seat, is_seat=True), other, 0, 2)
