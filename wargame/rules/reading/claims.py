"""Claims: what is read off the last position of a game, and what it is held against.

Nothing of it acts, so it is no part of the generated module: `evaluate` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wargame.content import model
from wargame.errors import UsageError
from wargame.rules import ir
from wargame.rules.acts import MEANT, known_word, split_level
from wargame.rules.reading.names import ANY_SEAT, Scope
from wargame.rules.reading.reader import ZERO, Item, Reader
from wargame.rules.verbs import ACCEPT, BY_WORD, PASS

ONE = ir.Const(1)
ActedOn = model.Card | model.Measure | model.Project | model.SeatAction | model.DealItem
WAYS = ("endings", "percent_of_games", "mean", "percent")
"""The fields of a gauge that say how it is read, of which it has exactly one."""


class ClaimReader:
    """Turns the claims of a deck into IR."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def claims(self) -> list[ir.ClaimIR]:
        """Every claim that says how it is measured; the others are only looked through."""
        found = []
        for number, claim in self.reader.each(self.reader.deck.claims):
            item = Item(
                "claim", str(claim.id), claim.title, Scope(sees=ANY_SEAT), ("claims", number)
            )
            self.expected(item, claim)
            if claim.trial is not None:
                self.trial(item, claim.trial)
            beside = tuple(
                self.gauge(item, gauge, gauge.title, "beside", k)
                for k, gauge in enumerate(claim.beside)
            )
            if claim.gauge is None:
                if beside:
                    self.reader.fault(item, item.at("beside"), "there is no gauge to tell it with")
                continue
            gauge = self.gauge(item, claim.gauge, claim.title, "gauge")
            found.append(
                ir.ClaimIR(
                    claim.id,
                    claim.title,
                    gauge,
                    beside,
                    claim.ablation or "",
                    claim.ablation_moves or "",
                )
            )
        return found

    def expected(self, item: Item, claim: model.Claim) -> None:
        """The band, and the variant that should break it."""
        reader = self.reader
        if claim.band and (len(claim.band) != 2 or claim.band[0] > claim.band[1]):
            low, high = min(claim.band), max(claim.band)
            remedy = f"Write [{low}, {high}]." if len(claim.band) == 2 else "Such as [20, 60]."
            reader.fault(item, item.at("band"), "a band is two numbers, from and to", remedy)
        if claim.ablation is not None:
            reader.index(item, reader.deck.variants, "variant", claim.ablation, "ablation")
        elif claim.ablation_moves is not None:
            reader.fault(item, item.at("ablation_moves"), "there is no ablation to move it")

    def trial(self, item: Item, trial: model.Trial) -> None:
        """Whether what an experiment speaks of is there; it is read when it is run."""
        reader = self.reader
        reader.index(item, reader.deck.seats, "seat", trial.seat, "trial", "seat")
        for field in ("acts", "against", "barred"):
            for place, act in enumerate(getattr(trial, field)):
                self.act(item, act, trial.seat, "trial", field, place)
        for place, text in enumerate(trial.measures):
            reader.expr(item, text, "trial", "measures", place)

    def act(self, item: Item, act: str, seat: str, *path: str | int) -> None:
        """An act as it is typed: a verb, and a noun of the deck that the seat may do it to; it is
        played but where barred."""
        deck, reader, is_barred = self.reader.deck, self.reader, "barred" in path
        text, level = (act, 0) if is_barred else split_level(act)
        if text.split()[:1] == [PASS.word]:
            what = f"'{PASS.word}' is always open: it can be neither barred nor asked for"
            reader.fault(item, item.at(*path), what)
            return
        try:
            word = known_word(text)
        except UsageError as error:
            what, _, remedy = str(error).partition(". ")
            reader.fault(item, item.at(*path), what, remedy)
            return
        if not (is_barred or word in ("raise", "lower", ACCEPT.word) or BY_WORD[word].is_play):
            reader.fault(item, item.at(*path), f"'{word}' is no play of a turn, and so no trigger")
            return
        nouns: Mapping[str, Sequence[ActedOn]] = {
            "card": deck.cards,
            "measure": deck.measures,
            "project": deck.projects,
            "action": deck.actions,
            "item": deck.deal_items,
        }
        thing, name = MEANT.get(word) or BY_WORD[word].thing, text.partition(" ")[2]
        if thing in nouns and (name or word in MEANT):
            place = reader.index(item, nouns[thing], thing, name, *path)
            is_mixed = deck.cards_rule is not None and deck.cards_rule.mix
            if place is not None and thing != "item" and not (thing == "card" and is_mixed):
                self.belongs(item, thing, nouns[thing][place], seat, *path)
            if place is not None and thing == "measure" and level > deck.measures[place].max:
                what = f"level {level} is over {deck.measures[place].max}"
                reader.fault(item, item.at(*path), what)

    def belongs(self, item: Item, thing: str, noun: ActedOn, seat: str, *path: str | int) -> None:
        """A seat may do something to what is its own."""
        seats = [one.id for one in self.reader.deck.seats]
        owner = getattr(noun, "seat", None)
        if owner in seats and seat in seats and owner != seat:
            what = f"{thing} '{noun.id}' belongs to {owner}, not to {seat}"
            remedy = f"Write 'seat: {owner}', or an act of {seat}."
            self.reader.fault(item, item.at(*path), what, remedy)

    def gauge(self, item: Item, gauge: model.Gauge, title: str, *path: str | int) -> ir.GaugeIR:
        """What a gauge reads: a part and a whole, both summed over the games."""
        self.one_way(item, gauge, *path)
        reader = self.reader
        only = reader.cond(item, gauge.only, *path, "only")
        for k, ending in enumerate(gauge.endings):
            reader.index(item, reader.deck.endings, "ending", ending, *path, "endings", k)
        for seat, persona in gauge.players.items():
            reader.index(item, reader.deck.seats, "seat", seat, *path, "players", seat)
            reader.index(item, reader.deck.personas, "persona", persona, *path, "players", seat)
        return ir.GaugeIR(
            title,
            self.part(item, gauge, *path),
            ONE if gauge.of is None else reader.expr(item, gauge.of, *path, "of", lo=0),
            only,
            tuple(gauge.endings),
            tuple(gauge.players.items()),
            gauge.mean is None,
            gauge.unit if gauge.mean is not None else "%",
        )

    def part(self, item: Item, gauge: model.Gauge, *path: str | int) -> ir.Expr:
        """What is summed: 0 or 1 where games are counted."""
        reader = self.reader
        if gauge.percent_of_games is not None:
            test = reader.cond(item, gauge.percent_of_games, *path, "percent_of_games")
            return ZERO if test is None else ir.IfElse(test, ONE, ZERO, 0, 1)
        for way in ("mean", "percent"):
            text = getattr(gauge, way)
            if text is not None:
                return reader.expr(item, text, *path, way)
        return ONE

    def one_way(self, item: Item, gauge: model.Gauge, *path: str | int) -> None:
        """A gauge is read in one way, and has what that way needs."""
        reader, where = self.reader, item.at(*path)
        given = [way for way in WAYS if getattr(gauge, way) not in (None, [])]
        if len(given) != 1:
            said = " and ".join(f"'{way}'" for way in given) or "none of them"
            reader.fault(
                item, where, f"a gauge has exactly one of {', '.join(WAYS)}; this has {said}"
            )
        if "percent" in given and gauge.of is None:
            reader.fault(item, where, "'percent' needs 'of': what is it a part of?")
        if gauge.of is not None and "percent" not in given:
            reader.fault(item, (*where, "of"), "only 'percent' takes 'of'")
        if gauge.unit and "mean" not in given:
            reader.fault(item, (*where, "unit"), "only 'mean' takes 'unit': the rest is percent")
