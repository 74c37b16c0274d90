"""Fronts and the docket: who leads, when each is judged, and what a judgement moves.

All of it becomes ordinary IR: computed names for who leads, the stake and the date, and a block of
writes for a judgement. So words, traces and previews know fronts as they know any track.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from wargame.content import model
from wargame.dataclass import dataclass
from wargame.rules import ir
from wargame.rules.asking.evaluate import names_in
from wargame.rules.reading.deck_names import STAKE_LIMIT
from wargame.rules.reading.effects import EffectReader
from wargame.rules.reading.names import Scope
from wargame.rules.reading.reader import ZERO, Item, Reader

ONE: ir.Expr = ir.Const(1)


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed name, with the item that says how."""

    item: Item
    name: ir.Name
    value: ir.Expr

    @property
    def reads(self) -> list[str]:
        """The names that it reads."""
        return [name.text for name in names_in(self.value)]


class FrontReader:
    """Turns the fronts of a deck and its docket into IR."""

    def __init__(self, reader: Reader, effects: EffectReader) -> None:
        self.reader, self.effects = reader, effects
        self.names, self.deck = reader.names, reader.deck

    # --- what can be read of them ----------------------------------------------------------

    def front_names(self) -> Iterator[Computed]:
        """The computed names of every front: who leads, what is at stake, and when."""
        for number, front in enumerate(self.deck.fronts):
            item, text = self.front_item(number, front), f"front.{front.id}"
            calendar = self.calendar(item, front.calendar, "calendar")
            docket, named = self.docket_stakes, self.is_named(number)
            stake = _plus(_by(self.round_now, calendar), _if(named, _by(self.round_now, docket)))
            yield Computed(item, self.names.table[text], self.leads(item, front))
            yield self.derived_of(item, "stake", _if(ir.Not(self.is_judged), stake))
            yield self.derived_of(item, "due", self.due(calendar, named))
            yield self.derived_of(item, "next", self.following(calendar, docket, named))

    def front_item(self, number: int, front: model.Front) -> Item:
        return Item("front", front.id, front.title, Scope(), ("fronts", number))

    def derived_of(self, item: Item, part: str, value: ir.Expr) -> Computed:
        return Computed(item, self.names.table[f"front.{item.id}.{part}"], value)

    def leads(self, item: Item, front: model.Front) -> ir.Expr:
        """Who leads: above 0 the first seat."""
        for key in ("lead", "grip", "won"):
            self.known_seats(item, getattr(front, key), key)
        if front.value is not None:
            if front.lead or front.grip:
                self.reader.fault(
                    item, item.at("value"), "it has 'value' beside 'lead' or 'grip'", "Keep one."
                )
            return self.reader.expr(item, front.value, "value", lo=-3, hi=3)
        if not front.lead and not front.grip:
            self.reader.fault(
                item,
                item.path,
                "nothing says who leads",
                "Give it 'lead', a condition for each seat; or 'value', an expression.",
            )
        first, second = (
            _if(grip, ir.Const(2), _if(lead, ONE)) for lead, grip in self.sides(item, front)
        )
        return ir.Op("-", (first, second), -second.hi, first.hi)

    def sides(
        self, item: Item, front: model.Front
    ) -> tuple[tuple[ir.Cond | None, ir.Cond | None], ...]:
        """By seat: when it leads, and when that is worth 2."""
        found = []
        for seat, whose in enumerate(self.names.seats):
            mine = item.within(Scope(seat))
            lead = self.reader.cond(mine, front.lead.get(whose), "lead", whose)
            found.append((lead, self.reader.cond(mine, front.grip.get(whose), "grip", whose)))
        return tuple(found)

    def known_seats(self, item: Item, given: Mapping[str, object], key: str) -> None:
        for seat in given:
            if seat not in self.names.seats:
                what = f"'{seat}' is no seat"
                self.reader.unknown(item, item.at(key, seat), "seat", seat, self.names.seats, what)

    @property
    def round_now(self) -> ir.Expr:
        return ir.Read(self.names.table["game.round"])

    @property
    def is_judged(self) -> ir.Cond:
        """Whether this round has been judged."""
        return _same(ir.Read(self.names.table["game.judged"]), self.round_now)

    @property
    def round_ahead(self) -> ir.Expr:
        """The round that is judged next: this one until it has been judged."""
        return _plus(self.round_now, _if(self.is_judged, ONE))

    def is_named(self, number: int) -> ir.Cond | None:
        """Whether a front is on the docket; None where there is none."""
        if self.deck.docket is None:
            return None
        return _same(ir.Read(self.names.table["game.docket"]), ir.Const(number + 1))

    def due(self, calendar: Sequence[ir.Expr | None], named: ir.Cond | None) -> ir.Expr:
        """In how many rounds a front is judged: 0 is this round, `NEVER` not again."""
        waits: list[ir.Expr] = [ir.Const(min(wait, default=ir.NEVER)) for wait in _waits(calendar)]
        late = _if(self.is_judged, ONE)
        dated = _plus(_by(self.round_ahead, waits), late)
        dated = ir.Op("min", (ir.Const(ir.NEVER), dated), 0, ir.NEVER)
        return dated if named is None else _if(named, late, dated)

    def following(
        self,
        calendar: Sequence[ir.Expr | None],
        docket: Sequence[ir.Expr | None],
        named: ir.Cond | None,
    ) -> ir.Expr:
        """What is at stake when a front is judged next."""
        ahead = self.round_ahead
        later = [next((s for s in calendar[n:] if s is not None), None) for n in _places(calendar)]
        if named is None:
            return _by(ahead, later)
        return _if(named, _plus(_by(ahead, calendar), _by(ahead, docket)), _by(ahead, later))

    # --- stakes ----------------------------------------------------------------------------

    def calendar(
        self, item: Item, stakes: Mapping[str, int | str], *path: str
    ) -> list[ir.Expr | None]:
        """What is at stake by round, from 0 to one after the last; None where nothing is."""
        found: list[ir.Expr | None] = [None] * (self.deck.rounds.max + 2)
        for when, stake in stakes.items():
            value = self.reader.expr(item, stake, *path, when, lo=0, hi=STAKE_LIMIT)
            if int(when) > self.deck.rounds.max:
                self.reader.late(item, item.at(*path, when), int(when))
            else:
                found[int(when)] = value
        return found

    @cached_property
    def docket_stakes(self) -> list[ir.Expr | None]:
        """What is at stake on the front that was named, by round."""
        docket, item = self.deck.docket, self.docket_item
        if docket is None:
            return self.calendar(item, {})
        stakes = docket.stakes
        if not isinstance(stakes, dict):
            value = self.reader.expr(item, stakes, "stakes", lo=0, hi=STAKE_LIMIT)
            last = self.deck.rounds.max
            return [value if docket.from_round <= n <= last else None for n in range(last + 2)]
        found = self.calendar(item, stakes, "stakes")
        for when in stakes:
            if int(when) < docket.from_round:
                self.reader.fault(
                    item,
                    item.at("stakes", when),
                    f"no front is named for round {when}",
                    f"The first round is {docket.from_round}: see 'from_round'.",
                )
        return found

    @property
    def docket_item(self) -> Item:
        return Item("docket", "", "Docket", Scope(), ("docket",))

    # --- judgements ------------------------------------------------------------------------

    def fronts(self) -> list[ir.FrontIR]:
        """Every front with its judgement."""
        found = []
        for number, front in enumerate(self.deck.fronts):
            item = self.front_item(number, front)
            into = self.moved_lead(item, front.into)
            if not front.calendar and self.deck.docket is None:
                self.reader.fault(
                    item, item.path, "it is never judged", "Give it a 'calendar' with a stake."
                )
            if into is None:
                continue
            names = [self.names.table[f"front.{front.id}{part}"] for part in _PARTS]
            value, due, following, last, staked = names
            do = self.judgement(item, front, into)
            sides = () if front.value is not None else self.sides(item, front)
            calendar = _dated(self.calendar(item, front.calendar, "calendar"))
            by_sign = front.counts == "sign"
            kept = value, due, following, last, staked, into
            found.append(ir.FrontIR(front.id, front.title, *kept, sides, by_sign, calendar, do))
        return found

    def moved_lead(self, item: Item, wanted: str | None) -> ir.Name | None:
        """The number that a judgement moves."""
        text = wanted or str(self.contested())
        if not text:
            what = "nothing says what its judgement moves"
            remedy = "Write 'into: shared.TRACK', or give the deck a 'contest' with a 'lead'."
            self.reader.fault(item, item.path, what, remedy)
            return None
        where = item.at("into") if wanted else item.path
        found = self.reader.read(
            item, where, lambda: self.reader.parser(item).expression(text), None
        )
        if isinstance(found, ir.Read) and found.name.writable:
            return found.name
        others = [front.id for front in self.deck.fronts if not front.into]
        if found is not None and (wanted or item.id == others[0]):
            whose = f"'{text}'" if wanted else "the contest's lead"
            what = f"{whose} is computed, and no judgement can move it"
            remedy = "Write 'into: shared.TRACK'."
            if not wanted and len(others) > 1:
                remedy += f" So in {', '.join(others[1:])}."
            self.reader.fault(item, where, what, remedy)
        return None

    def contested(self) -> str | int:
        """The lead of the deck's contest, or ""."""
        return self.deck.contest.lead if self.deck.contest else ""

    def judgement(self, item: Item, front: model.Front, into: ir.Name) -> ir.Block:
        """What a judgement does, if anything is at stake."""
        names = self.names.table
        value, stake = names[f"front.{front.id}"], names[f"front.{front.id}.stake"]
        last, staked = names[f"front.{front.id}.last"], names[f"front.{front.id}.staked"]
        kept = ir.Read(last)
        won = ir.Op("clamp", (kept, ir.Const(-1), ONE), -1, 1) if front.counts == "sign" else kept
        reach, most = max(won.hi, -won.lo) if isinstance(won, ir.Op) else last.hi, staked.hi
        moved = ir.Op("*", (ir.Read(staked), won), -reach * most, reach * most)
        site = self.reader.site(item, ir.JUDGED, item.path, [staked.text, last.text], moved)
        body = [
            self.kept(item, staked, ir.Read(stake), "at stake", self.staked_by(item, front)),
            self.kept(item, last, ir.Read(value), "who leads", [value.text]),
            ir.Assign(into, "+=", moved, site),
        ]
        prizes: list[ir.Stmt] = []
        self.reader.guards.append(last.text)
        for seat, whose in enumerate(self.names.seats):
            prize = self.effects.block(
                item.within(Scope(seat)), front.won.get(whose, []), "won", whose
            )
            if prize:
                sign = ">" if seat == 0 else "<"
                prizes.append(ir.Branch(ir.Compare((sign,), (kept, ZERO)), prize, ()))
        self.reader.guards.pop()
        at_stake = ir.Compare((">",), (ir.Read(stake), ZERO))
        return (ir.Branch(at_stake, (*body, *prizes), ()),)

    def staked_by(self, item: Item, front: model.Front) -> list[str]:
        """The names that the stakes on a front come from: what they read, and who names fronts."""
        stakes = [*self.calendar(item, front.calendar, "calendar"), *self.docket_stakes]
        reads = [name.text for stake in stakes if stake for name in names_in(stake)]
        return [*reads, "game.docket"] if self.deck.docket else reads

    def kept(
        self, item: Item, target: ir.Name, value: ir.Expr, text: str, reads: Sequence[str] = ()
    ) -> ir.Assign:
        """A write that only keeps what a judgement or a naming was."""
        return ir.Assign(
            target, "=", value, self.reader.site(item, text, item.path, reads, value, "count")
        )

    def judged(self) -> ir.Block:
        """What follows the judgements of a round: it has been judged, the docket is empty."""
        if not self.deck.fronts:
            return ()
        site, names = self.reader.sites[0], self.names.table
        over = ir.Assign(names["game.judged"], "=", self.round_now, site)
        if self.deck.docket is None:
            return (over,)
        return (over, ir.Assign(names["game.docket"], "=", ZERO, site))

    # --- the docket ------------------------------------------------------------------------

    def docket(self) -> ir.DocketIR | None:
        """Who names a front, and what that does."""
        docket, item = self.deck.docket, self.docket_item
        if docket is None:
            return None
        if len(self.deck.fronts) < (1 if docket.again else 2):
            what = "there are too few fronts to name one after the other"
            self.reader.fault(item, item.path, what, "Write two fronts or more.")
            return None
        stakes = self.docket_stakes
        calendar = _dated(stakes)
        rounds = [number for number, _ in calendar]
        named, last = self.names.table["game.docket"], self.names.table["game.docket_last"]
        is_open = _by(self.round_now, [ONE if n + 1 in rounds else ZERO for n in _places(stakes)])
        sealed, sealer = (self.names.unread.get(text) for text in ("sealed", "sealer"))
        asks = ir.Logic("and", (_same(is_open, ONE), _same(ir.Read(sealer or named), ZERO)))
        compared = docket.chooser in ("behind", "ahead")
        lead = self.lead(item, docket) if compared else None
        who = _if(asks, self.chooser(item, docket, lead), ir.Const(-1))
        site = self.reader.site(item, ir.SHOWN, item.path, sort="count")
        do = tuple(self.naming(item, n, (named, last)) for n in range(len(self.deck.fronts)))
        own = lead if docket.behind is not None else None
        return ir.DocketIR(who, own, named, last, sealed, sealer, site, calendar, docket.again, do)

    def naming(self, item: Item, number: int, kept: Sequence[ir.Name]) -> ir.Block:
        """What naming a front does."""
        front = self.deck.fronts[number]
        mine = Item(item.noun, item.id, front.title, item.scope, item.path)
        value = ir.Const(number + 1)
        return tuple(self.kept(mine, name, value, "named") for name in kept)

    def chooser(self, item: Item, docket: model.Docket, lead: ir.Expr | None) -> ir.Expr:
        """The number of the seat that names, by what says who is behind if that is asked."""
        in_turn = _if(_same(ir.Op("%", (self.round_now, ir.Const(2)), 0, 1), ONE), ONE)
        if docket.chooser == "alternate":
            return in_turn
        if lead is None:
            return ir.Const(self.one_of(item, docket.chooser, "chooser", "behind", "ahead"))
        level = in_turn
        if docket.level != "alternate":
            level = ir.Const(self.one_of(item, docket.level, "level"))
        up, down = (ONE, ZERO) if docket.chooser == "behind" else (ZERO, ONE)
        is_down = ir.Compare(("<",), (lead, ZERO))
        return _if(ir.Compare((">",), (lead, ZERO)), up, _if(is_down, down, level))

    def one_of(self, item: Item, wanted: str, key: str, *words: str) -> int:
        """The number of a seat, where other words might have stood."""
        seats = self.names.seats
        if wanted in seats:
            return seats.index(wanted)
        known = (*words, "alternate", *seats)
        what = f"nobody is called '{wanted}'"
        self.reader.unknown(item, item.at(key), "seat", wanted, known, what)
        return 0

    def lead(self, item: Item, docket: model.Docket) -> ir.Expr:
        """What says who is behind."""
        if docket.behind is not None:
            return self.reader.expr(item, docket.behind, "behind")
        if self.contested() == "":
            what = "nothing says who is behind"
            self.reader.fault(item, item.path, what, "Write 'behind: shared.TRACK'.")
            return ZERO
        whose = Item("contest", "", "Contest", item.scope, ("contest",))
        return self.reader.expr(whose, self.contested(), "lead")


_PARTS = ("", ".due", ".next", ".last", ".staked")


# --- IR, written short ---------------------------------------------------------------------


def _places(calendar: Sequence[object]) -> range:
    return range(len(calendar))


def _waits(calendar: Sequence[ir.Expr | None]) -> Iterator[list[int]]:
    """By round: how long it is to each of the dates that are left."""
    dates = [n for n, stake in enumerate(calendar) if stake is not None]
    return ([date - n for date in dates if date >= n] for n in _places(calendar))


def _dated(calendar: Sequence[ir.Expr | None]) -> tuple[tuple[int, ir.Expr], ...]:
    """The rounds that have a stake, each with it."""
    return tuple((n, stake) for n, stake in enumerate(calendar) if stake is not None)


def _by(place: ir.Expr, stakes: Sequence[ir.Expr | None]) -> ir.Expr:
    """A value by its place; 0 where there is none."""
    values = tuple(stake or ZERO for stake in stakes)
    if all(value == ZERO for value in values):
        return ZERO
    return ir.Pick(place, values, min(v.lo for v in values), max(v.hi for v in values))


def _plus(left: ir.Expr, right: ir.Expr) -> ir.Expr:
    if ZERO in (left, right):
        return right if left == ZERO else left
    return ir.Op("+", (left, right), left.lo + right.lo, left.hi + right.hi)


def _if(test: ir.Cond | None, then: ir.Expr, other: ir.Expr = ZERO) -> ir.Expr:
    """A value under a condition; the other one where there is no condition."""
    if test is None or then == other:
        return other
    return ir.IfElse(test, then, other, min(then.lo, other.lo), max(then.hi, other.hi))


def _same(left: ir.Expr, right: ir.Expr) -> ir.Cond:
    return ir.Compare(("==",), (left, right))
