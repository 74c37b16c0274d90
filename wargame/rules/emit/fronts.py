"""What is judged and when, as classes of the generated module: reviews, fronts, the docket."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from wargame.rules import ir
from wargame.rules.emit.rows import RowCall, row_method, rows_method
from wargame.rules.emit.rule_run import is_straight
from wargame.rules.emit.sheet import NounSheet
from wargame.rules.emit.unit import Unit, camel


class FrontNouns:
    """Writes what is judged in which round, and who names a front."""

    def __init__(self, sheet: NounSheet) -> None:
        self.sheet, self.write, self.program = sheet, sheet.write, sheet.program
        self.opens = 0

    def reviews(self) -> None:
        unit = self.sheet.unit("Reviews", "What is judged, round by round.")
        last = self.program.max_rounds
        blocks: list[ir.Block] = [()] * (last + 1)
        agendas = [False] * (last + 1)
        for review in self.program.reviews:
            for number in review.rounds:
                if number <= last:
                    blocks[number] += review.do
                    agendas[number] |= review.agendas
        fronts = self.fronts()
        rows = [
            RowCall("ReviewRow", {"do": self.judged(unit, n, block, fronts), "agendas": shown})
            for n, (block, shown) in enumerate(zip(blocks, agendas, strict=True))
        ]
        self.sheet.single["reviews"] = rows_method(unit, "ReviewRow", rows, "by_round")
        self.sheet.done(unit)

    def fronts(self) -> list[int]:
        """The judgement of each front, as a segment; before them what opens a secret docket."""
        found = []
        self.opens = self.opening()
        for front in self.program.fronts:
            unit = self.sheet.unit(f"{camel(front.id)}Front", f"Front {front.id}.")
            found.append(self.write.block(unit, front.do, "judge"))
            self.sheet.done(unit)
        return found

    def judged(self, unit: Unit, number: int, block: ir.Block, fronts: Sequence[int]) -> int:
        """A segment that judges what may be at stake in a round, and then does its reviews."""
        p, wanted = self.program, f"round_{number}"
        if not fronts or not number:
            return self.write.block(unit, block, wanted)
        may_name = p.docket is not None and number in p.docket.rounds
        pairs = zip(p.fronts, fronts, strict=True)
        due = [segment for front, segment in pairs if may_name or number in front.rounds]
        if self.opens and may_name:
            due.insert(0, self.opens)
        first, place = self.write.segment(unit, block, wanted)
        last = self.write.block(unit, (*p.judged, *block), f"{wanted}_judged")
        at_once = [] if self.write.traced else list(takewhile(self.is_straight, due))
        lines = [f"{self.write.name_of(segment)}(s, o)" for segment in at_once]
        rest = (last, *reversed(due[len(at_once) :]))
        lines += [self.write.then(segment) for segment in rest]
        unit.add_at(place, self.write.method_of(first), lines)
        return first

    def is_straight(self, segment: int) -> bool:
        """Whether a segment may be called where it would be put on the stack, first of all."""
        return is_straight(self.write.blocks[segment - self.write.first_segment])

    def opening(self) -> int:
        """A segment that shows which front was named in secret; 0 where none ever is."""
        docket = self.program.docket
        if docket is None or docket.sealed is None or docket.sealer is None:
            return 0
        unit = self.sheet.unit("SealedDocket", "What was named in secret is shown.")
        segment, place = self.write.segment(unit, (), "open_it")
        site, value = docket.site, ir.Read(docket.sealed)
        lines = self.write.write(docket.named, "=", value, site)
        lines += self.write.write(docket.last, "=", value, site)
        lines += [f"s.{docket.sealed.slot} = 0", f"s.{docket.sealer.slot} = 0"]
        guarded = [f"if s.{docket.sealed.slot} > 0:", *(f"    {line}" for line in lines)]
        unit.add_at(place, self.write.method_of(segment), guarded)
        self.sheet.done(unit)
        return segment

    def docket(self) -> None:
        docket = self.program.docket
        if docket is None:
            return
        unit = self.sheet.unit(
            "Docket", "Who names a front for the next round, and what that does."
        )
        cells = {
            "who": self.write.number(unit, docket.who, "who"),
            "last": self.write.number(unit, ir.Read(docket.last), "last"),
            "again": str(docket.again),
            "secret": str(docket.sealed is not None),
            "do": [
                self.naming(unit, docket, number, f"name_{front.id}")
                for number, front in enumerate(self.program.fronts)
            ],
        }
        self.sheet.single["docket"] = row_method(unit, RowCall("DocketRow", cells))
        self.sheet.done(unit)

    def naming(self, unit: Unit, docket: ir.DocketIR, number: int, wanted: str) -> int:
        """A segment that puts a front on the docket; of a secret one no trace tells."""
        if docket.sealed is None or docket.sealer is None:
            return self.write.block(unit, docket.do[number], wanted)
        segment, place = self.write.segment(unit, (), wanted)
        lines = [f"s.{docket.sealed.slot} = {number + 1}", f"s.{docket.sealer.slot} = s.actor + 1"]
        unit.add_at(place, self.write.method_of(segment), lines)
        return segment
