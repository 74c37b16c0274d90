"""Measures: the levels that a seat puts on the books, and the verbs that move them."""

from __future__ import annotations

from wargame.rules import ir
from wargame.rules.reading.abilities import AbilityReader
from wargame.rules.reading.names import PARTS, Scope
from wargame.rules.reading.reader import Item, Reader
from wargame.rules.verbs import verbs_on

VERB_NAMES = [verb.word for verb in verbs_on("measure")]


class MeasureReader:
    """Turns measures into IR."""

    def __init__(self, reader: Reader, acts: AbilityReader) -> None:
        self.reader, self.acts, self.deck = reader, acts, reader.deck

    def measures(self) -> list[ir.MeasureIR]:
        found = []
        for number, measure in self.reader.each(self.deck.measures):
            item = Item("measure", measure.id, measure.title, Scope(), ("measures", number))
            self.reader.no_word(item, PARTS)  # `measure.age` is that of the one in hand
            seats = self.reader.owner(item, measure.seat)
            if measure.start > measure.max:
                what = f"start {measure.start} is over max {measure.max}"
                self.reader.fault(item, item.at("start"), what)
            if measure.levels and len(measure.levels) != measure.max + 1:
                what = (
                    f"{len(measure.levels)} names for {measure.max + 1} levels, 0 to {measure.max}"
                )
                remedy = "Write one for each, that of 0 first."
                if self.reader.loaded.variant:
                    remedy = f"The variant sets 'measures.{measure.id}.levels' too: one for each."
                self.reader.fault(item, item.at("levels"), what, remedy)
            for seat in seats:
                mine = item.within(Scope(seat))
                verbs = {verb: getattr(measure, verb) for verb in VERB_NAMES}
                acts = {
                    verb: None if noun is None else self.acts.act(mine, noun, verb)
                    for verb, noun in verbs.items()
                }
                sites = {
                    verb: self.reader.site(mine, verb, item.path, sort="level")
                    for verb in VERB_NAMES
                }
                sites["ages"] = self.reader.site(mine, "ages", item.path, sort="ages")
                rounds = measure.pause.rounds if measure.pause else 0
                found.append(
                    ir.MeasureIR(
                        measure.id,
                        measure.title,
                        seat,
                        measure.max,
                        measure.start,
                        acts,
                        rounds,
                        sites,
                    )
                )
        return found
