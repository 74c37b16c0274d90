"""From a deck's nouns to a `Program`: every text parsed, every reference resolved.

All faults are gathered with their places; `build` raises once. What the deck may say beyond
that (lints, unreachable things) is `check`'s business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wargame.content import model
from wargame.errors import DeckPath, Faults, nearest
from wargame.rules import ir
from wargame.rules.names import SCORE_LIMIT, Names, Scope, make_names, owners
from wargame.rules.parse import Parser, TextFault

VERB_NAMES = ("tighten", "ease", "pause", "lift")
ZERO = ir.Const(0)


@dataclass(frozen=True, slots=True)
class Item:
    """What is being read: the noun and id, its title, whose it is, where it stands."""

    label: str
    title: str
    scope: Scope
    path: DeckPath

    def at(self, *path: str | int) -> DeckPath:
        return (*self.path, *path)


@dataclass(slots=True)
class Builder:
    """Reads one deck. Each `_noun` method turns a list of nouns into IR."""

    loaded: model.LoadedDeck
    names: Names
    faults: Faults
    sites: list[ir.Site] = field(default_factory=list)
    lucks: list[ir.Luck] = field(default_factory=list)
    asks: list[ir.Ask] = field(default_factory=list)
    guards: list[str] = field(default_factory=list)

    @property
    def deck(self) -> model.Deck:
        return self.loaded.deck

    # --- small readers ---------------------------------------------------------------------

    def fault(self, item: Item, path: DeckPath, what: str, remedy: str = "", at: int = 0) -> None:
        """Note a fault at a place, once."""
        mark = self.loaded.mark(path, at)
        for known in self.faults.found:
            if known.mark == mark and known.what == what and known.item == item.label:
                return
        self.faults.add(what, remedy, mark, item.label)

    def parser(self, item: Item) -> Parser:
        return Parser(self.names, item.scope)

    def read(self, item: Item, path: DeckPath, parse: Callable[[], Any], default: Any) -> Any:
        """Parse something; a fault is noted and gives the default."""
        try:
            return parse()
        except TextFault as error:
            self.fault(item, path, error.what, error.remedy, error.offset)
            return default

    def expr(
        self,
        item: Item,
        text: str | int,
        *path: str | int,
        lo: int = -ir.LIMIT,
        hi: int = ir.LIMIT,
    ) -> ir.Expr:
        """An expression whose value must provably lie in lo..hi."""
        where = item.at(*path)
        found: ir.Expr = self.read(item, where, lambda: self.parser(item).expression(text), ZERO)
        if found.lo < lo or found.hi > hi:
            bound = f"{lo} or more" if hi == ir.LIMIT else f"{lo} to {hi}"
            self.fault(
                item,
                where,
                f"'{text}' can be {found.lo} to {found.hi}, and must be {bound}",
                f"Write max(…, {lo})." if hi == ir.LIMIT else f"Write clamp(…, {lo}, {hi}).",
            )
        return found

    def cond(self, item: Item, text: str | None, *path: str | int) -> ir.Cond | None:
        """A condition, or None for none."""
        if text is None:
            return None
        found: ir.Cond | None = self.read(
            item, item.at(*path), lambda: self.parser(item).condition(text), None
        )
        return found

    def clauses(self, item: Item, text: str | None, *path: str | int) -> tuple[ir.Clause, ...]:
        """A condition cut at its top-level `and`, so that a refusal can name the clause."""
        found = self.cond(item, text, *path)
        if found is None:
            return ()
        assert text is not None
        if isinstance(found, ir.Logic) and found.op == "and":
            parts = _split_and(text)
            if len(parts) == len(found.args):
                return tuple(map(ir.Clause, found.args, parts))
        return (ir.Clause(found, text),)

    def site(
        self,
        item: Item,
        text: str,
        path: DeckPath = (),
        reads: Iterable[str] = (),
        value: ir.Expr | None = None,
    ) -> ir.Site:
        """A new entry in the table of places that write."""
        seen = tuple(dict.fromkeys((*reads, *self.guards)))
        found = ir.Site(len(self.sites), item.label, item.title, path, text, seen, value)
        self.sites.append(found)
        return found

    def price(self, item: Item, cost: dict[str, Any], *path: str | int) -> ir.Price:
        """What is paid, each part from a number of the payer's own."""
        found = []
        for key, amount in cost.items():
            name = self.names.find(f"my.{key}", item.scope)
            if name is None or not name.writable:
                own = [n[3:] for n in self.names.known(item.scope) if n.startswith("my.")]
                self.fault(item, item.at(*path, key), f"unknown cost '{key}'", nearest(key, own))
                continue
            value = self.expr(item, amount, *path, key, lo=0)
            site = self.site(item, f"cost: {key} {amount}", item.at(*path, key), (), value)
            found.append((name, value, site))
        return tuple(found)

    def act(
        self, item: Item, noun: model.Verb | model.Stage | model.Card, *path: str | int
    ) -> ir.Act:
        """When, for what, and with what effect."""
        return ir.Act(
            self.clauses(item, noun.needs, *path, "needs"),
            self.price(item, noun.cost, *path, "cost"),
            self.block(item, noun.do, *path, "do"),
        )

    # --- effects ---------------------------------------------------------------------------

    def block(self, item: Item, effects: Sequence[Any], *path: str | int) -> ir.Block:
        """A list of effects."""
        found: list[ir.Stmt] = []
        for number, effect in enumerate(effects):
            found += self.effect(item, effect, (*path, number))
        return tuple(found)

    def effect(self, item: Item, effect: Any, path: DeckPath) -> list[ir.Stmt]:
        """One effect; `each` gives several."""
        match effect:
            case str():
                return self.write(item, effect, path)
            case model.When():
                return self.branch(item, effect, path)
            case model.After(after=wait, do=do):
                return [ir.Later(wait, 1, self.block(item, do, *path, "do"))]
            case model.Lasting(lasting=times, do=do):
                return [ir.Later(1, times, self.block(item, do, *path, "do"))]
            case model.Chance():
                return self.luck(item, effect, path)
            case model.Choose():
                return self.ask(item, effect.choose, (*path, "choose"))
            case model.ForEach():
                return self.for_each(item, effect, path)
            case model.Draw(draw=count):
                return self.cards(item, "draw", effect.seat, count, path)
            case model.Discard(discard=count):
                return self.cards(item, "discard", effect.seat, count, path)
            case model.Pause(pause=measure, rounds=rounds):
                number = self.index(item, self.deck.measures, "measure", measure, *path, "pause")
                return [] if number is None else [ir.PauseMeasure(number, rounds)]
            case model.Advance(advance=project):
                return self.project(item, "advance", project, path)
            case model.Lapse(lapse=project):
                return self.project(item, "lapse", project, path)
            case model.EndGame(end=ending):
                number = self.index(item, self.deck.endings, "ending", ending, *path, "end")
                return [] if number is None else [ir.Finish(number)]
            case _:
                raise AssertionError(effect)

    def write(self, item: Item, text: str, path: DeckPath) -> list[ir.Stmt]:
        """A line that changes a number."""
        parser = self.parser(item)
        where = item.at(*path)
        found = self.read(item, where, lambda: parser.statement(text), None)
        if found is None:
            return []
        target, op, value = found
        reads = [name for name in parser.reads if name != target.text]
        return [ir.Write(target, op, value, self.site(item, text, where, reads, value))]

    def branch(self, item: Item, effect: model.When, path: DeckPath) -> list[ir.Stmt]:
        parser = self.parser(item)
        test = self.read(item, item.at(*path, "when"), lambda: parser.condition(effect.when), None)
        mark = len(self.guards)
        self.guards += parser.reads
        then = self.block(item, effect.do, *path, "do")
        other = self.block(item, effect.otherwise, *path, "otherwise")
        del self.guards[mark:]
        return [] if test is None else [ir.Branch(test, then, other)]

    def luck(self, item: Item, effect: model.Chance, path: DeckPath) -> list[ir.Stmt]:
        outcomes = []
        for number, option in enumerate(effect.chance):
            here = (*path, "chance", number)
            weight = self.expr(item, option.weight, *here, "weight", lo=0, hi=10_000)
            outcomes.append(
                ir.Outcome(weight, option.title, self.block(item, option.do, *here, "do"))
            )
        self.some_weight(item, outcomes, (*path, "chance"))
        found = ir.Luck(len(self.lucks), item.label, tuple(outcomes))
        self.lucks.append(found)
        return [found]

    def some_weight(self, item: Item, outcomes: list[ir.Outcome], path: DeckPath) -> None:
        if sum(outcome.weight.lo for outcome in outcomes) < 1:
            self.fault(
                item, item.at(*path), "all weights can be 0 at once",
                "Give one option a weight that is always 1 or more.",
            )  # fmt: skip

    def ask(self, item: Item, choice: model.Choice, path: DeckPath) -> list[ir.Stmt]:
        seat = self.seat(item, choice.seat, *path, "seat")
        last = len(choice.options) - 1
        if choice.options[last].needs is not None:
            self.fault(
                item, item.at(*path, "options", last, "needs"),
                "the last option must always be open", "Move 'needs' to an earlier option.",
            )  # fmt: skip
        self.unique(item, [option.id for option in choice.options], "option", *path, "options")
        options = tuple(
            ir.Option(
                option.id,
                option.title,
                self.cond(item, option.needs, *path, "options", number, "needs"),
                self.block(item, option.do, *path, "options", number, "do"),
            )
            for number, option in enumerate(choice.options)
        )
        found = ir.Ask(len(self.asks), item.label, seat, choice.title, options)
        self.asks.append(found)
        return [found]

    def for_each(self, item: Item, effect: model.ForEach, path: DeckPath) -> list[ir.Stmt]:
        parties = self.names.groups.get(effect.each)
        if not parties:
            self.fault(
                item, item.at(*path, "each"), f"unknown group '{effect.each}'",
                nearest(effect.each, self.names.groups),
            )  # fmt: skip
            return []
        found: list[ir.Stmt] = []
        for party in parties:
            scope = Scope(item.scope.my, party)
            found += self.block(
                Item(item.label, item.title, scope, item.path), effect.do, *path, "do"
            )
        return found

    def cards(self, item: Item, verb: str, seat: str, count: int, path: DeckPath) -> list[ir.Stmt]:
        number = self.seat(item, seat, *path, "seat")
        return [ir.Cards("draw" if verb == "draw" else "discard", number, count)]

    def project(self, item: Item, verb: str, project: str, path: DeckPath) -> list[ir.Stmt]:
        number = self.index(item, self.deck.projects, "project", project, *path, verb)
        if number is None:
            return []
        site = self.site(item, f"{verb}: {project}", item.at(*path))
        return [ir.MoveProject("advance" if verb == "advance" else "lapse", number, site)]

    # --- references ------------------------------------------------------------------------

    def index(
        self, item: Item, nouns: Sequence[Any], noun: str, wanted: str, *path: str | int
    ) -> int | None:
        """The place of a noun in its list; unknown ids are faults."""
        known = [other.id for other in nouns]
        if wanted in known:
            return known.index(wanted)
        self.fault(item, item.at(*path), f"unknown {noun} '{wanted}'", nearest(wanted, known))
        return None

    def seat(self, item: Item, wanted: str, *path: str | int) -> int:
        """The number of a seat written as `me`, `rival` or its id."""
        if wanted in ("me", "rival"):
            if item.scope.my >= 0:
                return item.scope.my if wanted == "me" else 1 - item.scope.my
            self.fault(
                item, item.at(*path), f"nobody acts here, so '{wanted}' means no seat",
                f"Write {' or '.join(self.names.seats)}.",
            )  # fmt: skip
            return 0
        return self.index(item, self.deck.seats, "seat", wanted, *path) or 0

    def owner(self, item: Item, wanted: str, *special: str) -> tuple[int, ...]:
        """The seats that an item belongs to; `special` words mean both."""
        if wanted in special:
            return (0, 1)
        found = [seat.id for seat in self.deck.seats]
        if wanted in found:
            return (found.index(wanted),)
        self.fault(
            item, item.at("seat"), f"unknown seat '{wanted}'", nearest(wanted, [*found, *special])
        )
        return ()

    def unique(self, item: Item, ids: list[str], noun: str, *path: str | int) -> None:
        for number, name in enumerate(ids):
            if name in ids[:number]:
                self.fault(item, item.at(*path, number), f"{noun} '{name}' is there twice")

    # --- nouns -----------------------------------------------------------------------------

    def tracks(self) -> None:
        """Tracks: ranges, owners and starts."""
        for number, track in enumerate(self.deck.tracks):
            item = Item(f"track {track.id}", track.title, Scope(), ("tracks", number))
            prefixes = owners(track, self.names)
            if not prefixes:
                known = ["shared", "seats", *self.names.seats, *self.names.groups]
                self.fault(
                    item, item.at("of"), f"nobody is called '{track.of}'", nearest(track.of, known)
                )
            if track.id in ("capital", "score", "hand_size"):
                self.fault(
                    item,
                    item.at("id"),
                    f"'{track.id}' is a number every seat has",
                    "Choose another id.",
                )
            if track.min > track.max:
                self.fault(item, item.at("min"), f"min {track.min} is over max {track.max}")
            self.track_starts(item, track, [owner for _, owner in prefixes])

    def track_starts(self, item: Item, track: model.Track, owned: list[str]) -> None:
        if isinstance(track.start, dict):
            for key in track.start:
                if key not in owned:
                    self.fault(
                        item, item.at("start", key), f"'{key}' has no such track",
                        nearest(key, owned),
                    )  # fmt: skip
            starts = list(track.start.items())
        else:
            starts = [("", track.start)]
        for key, start in starts:
            if track.value is None and not track.min <= start <= track.max:
                where = item.at("start", key) if key else item.at("start")
                self.fault(item, where, f"start {start} is outside {track.min}..{track.max}")

    def derived(self) -> list[ir.Derived]:
        """Derived tracks, each after those it reads."""
        found: dict[str, ir.Derived] = {}
        reads: dict[str, list[str]] = {}
        items: dict[str, Item] = {}
        for number, track in enumerate(self.deck.tracks):
            if track.value is None:
                continue
            for prefix, owner in owners(track, self.names):
                my = self.names.seats.index(owner) if owner in self.names.seats else -1
                party = owner if prefix.startswith("party.") else ""
                item = Item(f"track {track.id}", track.title, Scope(my, party), ("tracks", number))
                parser = self.parser(item)
                text = track.value
                value = self.read(
                    item, item.at("value"), lambda p=parser, t=text: p.expression(t), ZERO
                )
                name = self.names.table[f"{prefix}.{track.id}"]
                found[name.text] = ir.Derived(name, value)
                reads[name.text] = parser.reads
                items[name.text] = item
        return self.sort_derived(found, reads, items)

    def sort_derived(
        self, found: dict[str, ir.Derived], reads: dict[str, list[str]], items: dict[str, Item]
    ) -> list[ir.Derived]:
        ordered: list[ir.Derived] = []
        waiting = dict(found)
        while waiting:
            free = [name for name in waiting if not any(r in waiting for r in reads[name])]
            if not free:
                for name in waiting:
                    self.fault(
                        items[name], items[name].at("value"),
                        f"'{name}' is computed from itself", f"Circle: {', '.join(waiting)}.",
                    )  # fmt: skip
                break
            ordered += [waiting.pop(name) for name in free]
        return ordered

    def seats(self) -> list[ir.SeatIR]:
        found = []
        for number, seat in enumerate(self.deck.seats):
            item = Item(f"seat {seat.id}", seat.title, Scope(number), ("seats", number))
            income = self.expr(item, seat.capital.income, "capital", "income")
            score = self.expr(item, seat.score, "score", lo=-SCORE_LIMIT, hi=SCORE_LIMIT)
            if seat.capital.start > seat.capital.max:
                self.fault(item, item.at("capital", "start"), "start is over max")
            found.append(
                ir.SeatIR(
                    seat.id,
                    seat.title,
                    seat.capital.start,
                    seat.capital.max,
                    income,
                    self.site(item, "income", item.at("capital", "income"), (), income),
                    seat.hand,
                    score,
                    self.site(item, "score at the end", item.at("score"), (), score),
                    seat.par,
                )  # fmt: skip
            )
        return found

    def cards_of(self) -> list[ir.CardIR]:
        found = []
        for number, card in enumerate(self.deck.cards):
            item = Item(f"card {card.id}", card.title, Scope(), ("cards", number))
            for seat in self.owner(item, card.seat, "any"):
                mine = Item(item.label, item.title, Scope(seat), item.path)
                found.append(
                    ir.CardIR(
                        card.id,
                        card.title,
                        seat,
                        self.act(mine, card),
                        card.worth,
                        self.site(mine, f"played for {card.worth} capital", item.at("worth")),
                        self.block(mine, card.rival_do, "rival_do"),
                        card.once,
                    )  # fmt: skip
                )
        return sorted(found, key=lambda card: card.seat)

    def measures(self) -> list[ir.MeasureIR]:
        found = []
        for number, measure in enumerate(self.deck.measures):
            item = Item(f"measure {measure.id}", measure.title, Scope(), ("measures", number))
            seats = self.owner(item, measure.seat)
            if measure.start > measure.max:
                self.fault(item, item.at("start"), f"start {measure.start} is over max")
            if measure.levels and len(measure.levels) != measure.max + 1:
                self.fault(
                    item, item.at("levels"),
                    f"{len(measure.levels)} names for {measure.max + 1} levels, 0 to {measure.max}",
                )  # fmt: skip
            for seat in seats:
                mine = Item(item.label, item.title, Scope(seat), item.path)
                verbs = {verb: getattr(measure, verb) for verb in VERB_NAMES}
                acts = {
                    verb: None if noun is None else self.act(mine, noun, verb)
                    for verb, noun in verbs.items()
                }
                sites = {verb: self.site(mine, verb, item.path) for verb in (*VERB_NAMES, "ages")}
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
                    )  # fmt: skip
                )
        return found

    def projects(self) -> list[ir.ProjectIR]:
        found = []
        for number, project in enumerate(self.deck.projects):
            item = Item(f"project {project.id}", project.title, Scope(), ("projects", number))
            self.unique(item, [stage.id for stage in project.stages], "stage", "stages")
            for seat in self.owner(item, project.seat):
                mine = Item(item.label, item.title, Scope(seat), item.path)
                stages = tuple(
                    ir.StageIR(
                        stage.id,
                        self.act(mine, stage, "stages", k),
                        stage.rounds,
                        self.expr(
                            mine, stage.success_pct, "stages", k, "success_pct", lo=0, hi=100
                        ),
                    )
                    for k, stage in enumerate(project.stages)
                )
                lapse = project.lapse
                found.append(
                    ir.ProjectIR(
                        project.id,
                        project.title,
                        seat,
                        stages,
                        lapse.after_rounds if lapse else -1,
                        self.expr(mine, lapse.pct, "lapse", "pct", lo=0, hi=100) if lapse else ZERO,
                        self.block(mine, lapse.do, "lapse", "do") if lapse else (),
                        self.site(mine, "stage", item.path),
                    )  # fmt: skip
                )
        return found

    def rules(self) -> dict[str, ir.Block]:
        found: dict[str, list[ir.Stmt]] = {"world": [], "draw": [], "account": []}
        for number, rule in enumerate(self.deck.rules):
            item = Item(f"rule {rule.id}", rule.title, Scope(), ("rules", number))
            for mine in self.each_seat(item, rule.seat):
                found[rule.phase] += self.guarded(mine, rule.when, rule.do, rule.id)
        return {phase: tuple(block) for phase, block in found.items()}

    def each_seat(self, item: Item, seat: str | None) -> list[Item]:
        """The item once for each seat it is for, or once for nobody."""
        if seat is None:
            return [item]
        return [
            Item(item.label, item.title, Scope(number), item.path)
            for number in self.owner(item, seat, "seats")
        ]

    def guarded(self, item: Item, when: str | None, do: Sequence[Any], name: str) -> list[ir.Stmt]:
        """A block under an optional condition, kept together under a name."""
        parser = self.parser(item)
        test = None
        if when is not None:
            test = self.read(item, item.at("when"), lambda: parser.condition(when), None)
        mark = len(self.guards)
        self.guards += parser.reads
        body = self.block(item, do, "do")
        del self.guards[mark:]
        if test is not None:
            body = (ir.Branch(test, body, ()),)
        suffix = f"_{self.names.seats[item.scope.my]}" if item.scope.my >= 0 else ""
        return [ir.Group(name + suffix, body)]

    def injects(self) -> list[ir.InjectIR]:
        found = []
        for number, inject in enumerate(self.deck.injects):
            item = Item(f"inject {inject.id}", inject.title, Scope(), ("injects", number))
            found.append(
                ir.InjectIR(
                    inject.id,
                    inject.title,
                    self.expr(item, inject.weight, "weight", lo=0, hi=10_000),
                    self.clauses(item, inject.needs, "needs"),
                    inject.round or 0,
                    inject.once,
                    self.block(item, inject.do, "do"),
                )  # fmt: skip
            )
        return found

    def deals(self) -> ir.DealsIR | None:
        deals = self.deck.deals
        if deals is None:
            return None
        both = [Item("deals", "Deals", Scope(seat), ("deals",)) for seat in (0, 1)]
        nobody = Item("deals", "Deals", Scope(), ("deals",))

        def pair(
            needs: str | None, cost: dict[str, Any], key: str, do: list[Any], name: str
        ) -> Any:
            return tuple(
                ir.Act(
                    self.clauses(item, needs, "needs"),
                    self.price(item, cost, key),
                    self.block(item, do, name),
                )
                for item in both
            )

        if len(set(deals.terms)) != len(deals.terms):
            self.fault(nobody, nobody.at("terms"), "a term is there twice")
        breach = tuple(self.block(item, deals.breach, "breach") for item in both)
        return ir.DealsIR(
            deals.max_items, deals.max_running, tuple(deals.terms), deals.both_sides,
            deals.extensions,
            pair(deals.needs, deals.cost, "cost", deals.sign, "sign"),
            pair(None, deals.extend_cost, "extend_cost", deals.extend, "extend"),
            (breach[0], breach[1]), self.block(nobody, deals.expire, "expire"),
            tuple(filter(None, (self.deal_item(n, i) for n, i in enumerate(deals.items)))),
        )  # fmt: skip

    def deal_item(self, number: int, noun: model.DealItem) -> ir.ItemIR | None:
        item = Item(f"deal item {noun.id}", noun.title, Scope(), ("deals", "items", number))
        seats = self.owner(item, noun.seat)
        if not seats:
            return None
        mine = Item(item.label, item.title, Scope(seats[0]), item.path)
        measure, amount, give, get = -1, 0, None, None
        if noun.kind in ("pause", "cap"):
            measure, amount = self.held_measure(mine, noun)
        else:
            give, get, amount = self.moved_track(mine, noun)
        return ir.ItemIR(
            noun.id, noun.title, seats[0], noun.kind, measure, give, get, amount,
            ("full", "half", "none").index(noun.snap), self.clauses(mine, noun.needs, "needs"),
            self.block(mine, noun.do, "do"), self.site(mine, f"deal: {noun.title}", item.path),
        )  # fmt: skip

    def held_measure(self, item: Item, noun: model.DealItem) -> tuple[int, int]:
        """The measure and the levels (or the level) of a `pause` or a `cap`."""
        wanted = noun.levels if noun.kind == "pause" else noun.level
        field_name = "levels" if noun.kind == "pause" else "level"
        if noun.measure is None or wanted is None:
            missing = "measure" if noun.measure is None else field_name
            self.fault(item, item.path, f"a {noun.kind} needs '{missing}'")
            return 0, 0
        for field in ("track", "amount", "level" if noun.kind == "pause" else "levels"):
            if getattr(noun, field) is not None:
                self.fault(item, item.at(field), f"a {noun.kind} takes no '{field}'")
        number = self.index(item, self.deck.measures, "measure", noun.measure, "measure")
        if number is None:
            return 0, 0
        measure = self.deck.measures[number]
        if measure.seat != self.names.seats[item.scope.my]:
            self.fault(item, item.at("measure"), f"'{measure.id}' is not the giver's measure")
        top = measure.max if noun.kind == "pause" else measure.max - 1
        if wanted > top:
            self.fault(item, item.at(field_name), f"{field_name} {wanted} is over {top}")
        return number, wanted

    def moved_track(
        self, item: Item, noun: model.DealItem
    ) -> tuple[ir.Name | None, ir.Name | None, int]:
        """Where goods come from, where they go, and how much."""
        for field in ("measure", "levels", "level"):
            if getattr(noun, field) is not None:
                self.fault(item, item.at(field), f"a {noun.kind} takes no '{field}'")
        if noun.track is None or noun.amount is None:
            missing = "track" if noun.track is None else "amount"
            self.fault(item, item.path, f"a {noun.kind} needs '{missing}'")
            return None, None, 0
        pair = [self.names.find(f"{who}.{noun.track}", item.scope) for who in ("my", "their")]
        for name in pair:
            if name is None or not name.writable:
                both = [t.id for t in self.deck.tracks if t.of == "seats" and t.value is None] + [
                    "capital"
                ]
                self.fault(
                    item, item.at("track"), f"both seats must have '{noun.track}'",
                    nearest(noun.track, both),
                )  # fmt: skip
                return None, None, 0
        return pair[0], pair[1], noun.amount

    def agendas(self) -> list[ir.AgendaIR]:
        found = []
        for number, agenda in enumerate(self.deck.agendas):
            item = Item(f"agenda {agenda.id}", agenda.title, Scope(), ("agendas", number))
            for seat in self.owner(item, agenda.seat, "any"):
                mine = Item(item.label, item.title, Scope(seat), item.path)
                score = self.expr(mine, agenda.score, "score", lo=-SCORE_LIMIT, hi=SCORE_LIMIT)
                site = self.site(mine, "agenda", item.at("score"), (), score)
                found.append(ir.AgendaIR(agenda.id, agenda.title, seat, score, site))
        return sorted(found, key=lambda agenda: agenda.seat)

    def reviews(self) -> list[ir.ReviewIR]:
        found = []
        for number, review in enumerate(self.deck.reviews):
            item = Item(f"review {review.id}", review.title, Scope(), ("reviews", number))
            body: list[ir.Stmt] = []
            for mine in self.each_seat(item, review.seat):
                body += self.guarded(mine, review.when, review.do, review.id)
            for k, when in enumerate(review.rounds):
                if when > self.deck.rounds.max:
                    self.fault(item, item.at("rounds", k), f"round {when} is after the last")
            found.append(
                ir.ReviewIR(
                    review.id, review.title, tuple(review.rounds), tuple(body), review.agendas
                )
            )
        return found

    def endings(self) -> list[ir.EndingIR]:
        found = []
        last = len(self.deck.endings) - 1
        for number, ending in enumerate(self.deck.endings):
            item = Item(f"ending {ending.id}", ending.title, Scope(), ("endings", number))
            if ending.when is None and number != last:
                self.fault(item, item.path, "only the last ending may go without 'when'")
            if number == last and (ending.when is not None or ending.immediate):
                self.fault(
                    item, item.path, "the last ending must take whatever is left",
                    "Leave out 'when' and 'immediate'.",
                )  # fmt: skip
            found.append(
                ir.EndingIR(
                    ending.id, ending.title, self.cond(item, ending.when, "when"), ending.immediate
                )
            )
        return found

    def personas(self) -> dict[tuple[str, int], tuple[tuple[ir.Expr, int], ...]]:
        """Weights for either seat; in the chair it was not made for, a persona leaves out
        what it cannot see there."""
        found = {}
        for number, persona in enumerate(self.deck.personas):
            item = Item(f"persona {persona.id}", persona.title, Scope(), ("personas", number))
            home = self.owner(item, persona.seat, "any")
            for seat in (0, 1):
                mine = Item(item.label, item.title, Scope(seat), item.path)
                guest = seat not in home or persona.seat == "any"
                weights = [
                    (expr, weight)
                    for text, weight in persona.weights.items()
                    if (expr := self.weighed(mine, text, guest)) is not None
                ]
                found[persona.id, seat] = tuple(weights)
            if persona.seat == "any":
                self.weighed_somewhere(item, persona)
        return found

    def weighed(self, item: Item, text: str, guest: bool) -> ir.Expr | None:
        """What a persona weighs, or None for a guest who cannot see it."""
        parse = self.parser(item).expression
        if not guest:
            found: ir.Expr | None = self.read(
                item, item.at("weights", text), lambda: parse(text), None
            )
            return found
        try:
            return parse(text)
        except TextFault:
            return None

    def weighed_somewhere(self, item: Item, persona: model.Persona) -> None:
        """For a persona of either seat: each of its terms must make sense in one."""
        for text in persona.weights:
            sides = [Item(item.label, item.title, Scope(s), item.path) for s in (0, 1)]
            if all(self.weighed(side, text, True) is None for side in sides):
                self.weighed(sides[0], text, False)

    def turn(self, program: ir.Program) -> None:
        """Copy the settings of the round, checking seats."""
        rounds, turn = self.deck.rounds, self.deck.turn
        item = Item("turn", "Turn", Scope(), ("turn",))
        program.max_rounds, program.end_pct = rounds.max, rounds.end_pct
        program.uncertain_from = rounds.uncertain_from or 0
        if rounds.uncertain_from and rounds.uncertain_from >= rounds.max:
            self.fault(
                Item("rounds", "Rounds", Scope(), ("rounds",)), ("rounds", "uncertain_from"),
                f"uncertain_from {rounds.uncertain_from} must come before max {rounds.max}",
            )  # fmt: skip
        program.plays, program.quiet_weight = turn.plays, turn.quiet_weight
        program.agenda_candidates = turn.agenda_candidates
        if turn.initiative != "alternate":
            program.initiative = self.seat(item, turn.initiative, "initiative")
        if turn.headline is not None:
            program.headline = True
            order = turn.headline.order
            if order != "initiative":
                seats = [self.seat(item, seat, "headline", "order") for seat in order]
                if sorted(seats) != [0, 1]:
                    self.fault(item, item.at("headline", "order"), "name both seats, once each")
                program.headline_order = tuple(seats)


def _split_and(text: str) -> list[str]:
    """Cut a condition at the `and`s outside brackets."""
    parts, depth, current = [], 0, ""
    for word in text.replace("(", " ( ").replace(")", " ) ").split():
        depth += (word == "(") - (word == ")")
        if word == "and" and depth == 0:
            parts.append(current)
            current = ""
        else:
            current = f"{current} {word}".strip()
    return [_tidy(part) for part in (*parts, current)]


def _tidy(text: str) -> str:
    return text.replace("( ", "(").replace(" )", ")").replace(" (", "(").replace(" , ", ", ")


def build(loaded: model.LoadedDeck, faults: Faults | None = None) -> ir.Program:
    """The program of a deck.

    Raises:
        DeckError: With every fault, unless `faults` was given to gather them.
    """
    found = Faults() if faults is None else faults
    names = make_names(loaded.deck)
    builder = Builder(loaded, names, found)
    builder.tracks()
    kernel = builder.site(Item("game", "The game", Scope(), ()), "count")
    assert kernel.number == 0
    program = ir.Program(loaded.deck.id, [], names.table, names.starts)
    program.derived = builder.derived()
    program.seats = builder.seats()
    program.cards = builder.cards_of()
    program.measures = builder.measures()
    program.projects = builder.projects()
    program.rules = builder.rules()
    program.injects = builder.injects()
    program.deals = builder.deals()
    program.agendas = builder.agendas()
    program.reviews = builder.reviews()
    program.endings = builder.endings()
    program.personas = builder.personas()
    builder.turn(program)
    program.sites, program.lucks, program.asks = builder.sites, builder.lucks, builder.asks
    if faults is None:
        found.check()
    return program
