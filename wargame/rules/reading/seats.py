"""Seats: what each has, holds and plays for; its briefs and agendas."""

from __future__ import annotations

from wargame.content.limits import SCORE_LIMIT
from wargame.rules import ir
from wargame.rules.reading.names import ANY_SEAT, SEAT_WORDS, Scope
from wargame.rules.reading.reader import Item, Reader


class SeatReader:
    """Turns seats and their agendas into IR."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.names, self.deck = reader, reader.names, reader.deck

    def seats(self) -> list[ir.SeatIR]:
        found = []
        for number, seat in enumerate(self.deck.seats):
            item = Item("seat", seat.id, seat.title, Scope(number), ("seats", number))
            self.reader.no_word(item, SEAT_WORDS)
            income = self.reader.expr(item, seat.capital.income, "capital", "income")
            end = item.within(Scope(number, sees=ANY_SEAT))
            score = self.reader.expr(end, seat.score, "score", lo=-SCORE_LIMIT, hi=SCORE_LIMIT)
            hand = self.reader.expr(item, seat.hand, "hand", lo=0, hi=12)
            if seat.capital.start > seat.capital.max:
                what = f"start {seat.capital.start} is over max {seat.capital.max}"
                self.reader.fault(item, item.at("capital", "start"), what)
            found.append(
                ir.SeatIR(
                    seat.id,
                    seat.title,
                    seat.capital.start,
                    seat.capital.max,
                    income,
                    self.reader.site(
                        item, "income", item.at("capital", "income"), (), income, "income"
                    ),
                    hand.hi,
                    score,
                    self.reader.site(
                        item, "score at the end", item.at("score"), (), score, "score"
                    ),
                    seat.par,
                    None if isinstance(hand, ir.Const) else hand,
                )
            )
        return found

    def briefs(self) -> None:
        """A brief is for a seat."""
        for number, brief in self.reader.each(self.deck.briefs):
            item = Item("brief", "", "Brief", Scope(), ("briefs", number))
            if brief.seat not in self.names.seats:
                what = f"there is no seat '{brief.seat}'"
                self.reader.unknown(
                    item, item.at("seat"), "seat", brief.seat, self.names.seats, what
                )

    def agendas(self) -> list[ir.AgendaIR]:
        found = []
        for number, agenda in self.reader.each(self.deck.agendas):
            item = Item("agenda", agenda.id, agenda.title, Scope(), ("agendas", number))
            for seat in self.reader.owner(item, agenda.seat, "any"):
                mine = item.within(Scope(seat))
                score = self.reader.expr(
                    mine, agenda.score, "score", lo=-SCORE_LIMIT, hi=SCORE_LIMIT
                )
                site = self.reader.site(mine, "agenda", item.at("score"), (), score, "score")
                found.append(ir.AgendaIR(agenda.id, agenda.title, seat, score, site))
        return sorted(found, key=lambda agenda: agenda.seat)
