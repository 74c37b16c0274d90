"""The contest: who wins, who is to blame, and what a handicap sets."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.content import model
from wargame.content.typed import HANDICAP, TABLES
from wargame.errors import Unknown, nearest
from wargame.rules import ir
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import ZERO, Item, Reader

LEAD_LIMIT = 100_000
"""How far a lead may go at most."""

HOLDS = ir.Compare(("==",), (ir.Const(0), ir.Const(0)))
"""Stands for a condition that could not be read."""


class ContestReader:
    """Turns the contest of a deck into IR."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.item = Item("contest", "", "Contest", Scope(), ("contest",))

    def contest(self) -> ir.ContestIR | None:
        """It, or None for a deck that names no winner."""
        noun = self.reader.deck.contest
        if noun is None:
            return None
        points = noun.points
        return ir.ContestIR(
            self.lead(noun),
            -1 if noun.level is None else self.reader.seat(self.item, noun.level, "level"),
            self.floors(noun.floors),
            self.losses(noun.lost_by, "lost_by"),
            self.losses(noun.ruin, "ruin"),
            points.win,
            points.win if points.outlast is None else points.outlast,
            points.stand,
            points.fall,
            points.ruin,
            self.handicap(noun),
            noun.table == "contest",
        )

    def tables(self) -> None:
        """No variant is called what a kind of table is called."""
        for number, variant in enumerate(self.reader.deck.variants):
            if variant.id in TABLES:
                what = f"'{variant.id}' is what a kind of table is called"
                item = Item("deck", "", self.reader.deck.title, Scope(), ("variants", number, "id"))
                self.reader.fault(item, item.path, what, "Give the variant another id.")

    def lead(self, noun: model.Contest) -> ir.Expr:
        """The lead, which either seat may take."""
        found = self.reader.expr(self.item, noun.lead, "lead", lo=-LEAD_LIMIT, hi=LEAD_LIMIT)
        first, second = (seat.id for seat in self.reader.deck.seats)
        is_read = found is not ZERO
        for behind, never in ((first, found.hi <= 0), (second, found.lo >= 0)):
            if never and is_read:
                what = f"the lead can be {found.lo} to {found.hi}: {behind} is never ahead"
                remedy = "Above 0 the first seat is ahead, below 0 the second."
                self.reader.fault(self.item, self.item.at("lead"), what, remedy)
        return found

    def floors(self, floors: dict[str, str]) -> tuple[ir.Cond | None, ...]:
        """What each seat has to hold, in deck order."""
        seats = [seat.id for seat in self.reader.deck.seats]
        for key in floors:
            if key not in seats:
                self.reader.unknown(self.item, self.item.at("floors", key), "seat", key, seats)
        return tuple(
            self.reader.cond(self.item.within(Scope(n)), floors.get(seat), "floors", seat)
            for n, seat in enumerate(seats)
        )

    def losses(self, losses: Sequence[model.Loss], field: str) -> tuple[ir.LossIR, ...]:
        """What loses, in its order."""
        return tuple(self.loss(loss, field, number) for number, loss in enumerate(losses))

    def loss(self, loss: model.Loss, field: str, number: int) -> ir.LossIR:
        when = self.reader.cond(self.item, loss.when, field, number, "when") or HOLDS
        seat = self.reader.whose(self.item, loss.seat, field, number, "seat")
        return ir.LossIR(when, seat, loss.title or "")

    def handicap(self, noun: model.Contest) -> ir.Name | None:
        """The track whose start may be set."""
        if noun.handicap is None:
            return None
        where = self.item.at("handicap")
        tracks = {f"shared.{t.id}": t for t in self.reader.deck.tracks if t.of == "shared"}
        track = tracks.get(noun.handicap)
        if track is None:
            what = f"there is no shared track '{noun.handicap}'"
            missing = Unknown(noun.handicap.rpartition(".")[2], "track", tuple(tracks))
            remedy = nearest(noun.handicap, tracks)
            self.reader.fault(self.item, where, what, remedy, unknown=missing)
            return None
        is_number = track.kind == "number" and isinstance(track.start, int)
        if track.value is not None or not is_number:
            what = f"'{noun.handicap}' has no start of its own that could be set"
            self.reader.fault(self.item, where, what, "Name a track with one number as its start.")
        named = [one.id for one in self.reader.deck.numbers]
        if HANDICAP in (*named, *(dial.id for dial in self.reader.deck.dials)):
            what = f"'{HANDICAP}' is also the id of a number or dial, and both are set by name"
            self.reader.fault(self.item, where, what, "Rename the other.")
        return self.reader.names.table[noun.handicap]
