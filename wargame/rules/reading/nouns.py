"""Nouns: each list of a deck to its IR."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wargame.content import model
from wargame.rules import ir
from wargame.rules.reading.cards import CardReader
from wargame.rules.reading.loops import endless
from wargame.rules.reading.names import ANY_SEAT, NOBODY, SCORE_LIMIT, Scope
from wargame.rules.reading.reader import ZERO, Item
from wargame.rules.reading.syntax import TextFault
from wargame.rules.verbs import verbs_on

VERB_NAMES = [verb.word for verb in verbs_on("measure")]


class NounReader(CardReader):
    """Turns the nouns of a deck into IR, one method a noun."""

    def seats(self) -> list[ir.SeatIR]:
        found = []
        for number, seat in enumerate(self.deck.seats):
            item = Item("seat", seat.id, seat.title, Scope(number), ("seats", number))
            income = self.expr(item, seat.capital.income, "capital", "income")
            end = item.within(Scope(number, sees=ANY_SEAT))
            score = self.expr(end, seat.score, "score", lo=-SCORE_LIMIT, hi=SCORE_LIMIT)
            hand = self.expr(item, seat.hand, "hand", lo=0, hi=12)
            if seat.capital.start > seat.capital.max:
                self.fault(item, item.at("capital", "start"), "start is over max")
            found.append(
                ir.SeatIR(
                    seat.id,
                    seat.title,
                    seat.capital.start,
                    seat.capital.max,
                    income,
                    self.site(item, "income", item.at("capital", "income"), (), income, "income"),
                    hand.hi,
                    score,
                    self.site(item, "score at the end", item.at("score"), (), score, "score"),
                    seat.par,
                    None if isinstance(hand, ir.Const) else hand,
                )
            )
        return found

    def briefs(self) -> None:
        """A brief is for a seat."""
        for number, brief in self.each(self.deck.briefs):
            item = Item("brief", "", "Brief", Scope(), ("briefs", number))
            if brief.seat not in self.names.seats:
                what = f"there is no seat '{brief.seat}'"
                self.unknown(item, item.at("seat"), "seat", brief.seat, self.names.seats, what)

    def measures(self) -> list[ir.MeasureIR]:
        found = []
        for number, measure in self.each(self.deck.measures):
            item = Item("measure", measure.id, measure.title, Scope(), ("measures", number))
            seats = self.owner(item, measure.seat)
            if measure.start > measure.max:
                self.fault(item, item.at("start"), f"start {measure.start} is over max")
            if measure.levels and len(measure.levels) != measure.max + 1:
                self.fault(
                    item,
                    item.at("levels"),
                    f"{len(measure.levels)} names for {measure.max + 1} levels, 0 to {measure.max}",
                )
            for seat in seats:
                mine = item.within(Scope(seat))
                verbs = {verb: getattr(measure, verb) for verb in VERB_NAMES}
                acts = {
                    verb: None if noun is None else self.act(mine, noun, verb)
                    for verb, noun in verbs.items()
                }
                sites = {
                    verb: self.site(mine, verb, item.path, sort="level") for verb in VERB_NAMES
                }
                sites["ages"] = self.site(mine, "ages", item.path, sort="ages")
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

    def projects(self) -> list[ir.ProjectIR]:
        if self.is_known(self.deck.projects):
            return []
        with self.hearing(*self.deck.projects):
            found = self.all_projects()
        self.loops(found)
        return found

    def all_projects(self) -> list[ir.ProjectIR]:
        found = []
        for number, project in enumerate(self.deck.projects):
            item = Item("project", project.id, project.title, Scope(), ("projects", number))
            self.unique(item, [stage.id for stage in project.stages], "stage", "stages")
            for seat in self.owner(item, project.seat):
                mine = item.within(Scope(seat))
                stages = tuple(
                    ir.StageIR(
                        stage.id,
                        self.act(mine, stage, "stages", k),
                        stage.rounds,
                        self.expr(
                            mine, stage.success_pct, "stages", k, "success_pct", lo=0, hi=100
                        ),
                        self.dial(f"projects.{project.id}.rounds"),
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
                        self.site(mine, "stage", item.path, sort="stage"),
                    )
                )
        return found

    def loops(self, projects: list[ir.ProjectIR]) -> None:
        """Refuse projects that would set one another off for ever."""
        for number in endless(projects):
            project = projects[number]
            item = Item("project", project.id, project.title, Scope(), project.site.path)
            self.fault(
                item,
                item.path,
                f"'{project.id}' would advance and lapse without end",
                "Its stages lead to its own lapse and back: leave one of them out.",
            )

    def actions(self) -> list[ir.ActionIR]:
        found = []
        for number, action in self.each(self.deck.actions):
            item = Item("action", action.id, action.title, Scope(), ("actions", number))
            for seat in self.owner(item, action.seat):
                mine = item.within(Scope(seat))
                used, total = (
                    self.names.table[f"action.{action.id}.{part}"] for part in ("used", "total")
                )
                found.append(
                    ir.ActionIR(
                        action.id,
                        action.title,
                        seat,
                        self.act(mine, action),
                        action.per_round or 0,
                        action.per_game or 0,
                        used,
                        total,
                        self.site(mine, "times taken", item.path, sort="count"),
                    )
                )
        return found

    def rules(self) -> dict[str, ir.Block]:
        found: dict[str, list[ir.Stmt]] = {"world": [], "draw": [], "account": []}
        for number, rule in self.each(self.deck.rules):
            item = Item("rule", rule.id, rule.title, Scope(), ("rules", number))
            if rule.phase is None:
                continue
            for mine in self.each_seat(item, rule.seat):
                switch = f"rule.{rule.id}" if rule.removable else ""
                found[rule.phase] += self.guarded(mine, rule.when, rule.do, rule.id, switch)
        return {phase: tuple(block) for phase, block in found.items()}

    def each_seat(self, item: Item, seat: str | None) -> list[Item]:
        """The item once for each seat it is for, or once for nobody."""
        if seat is None:
            return [item]
        return [item.within(Scope(number)) for number in self.owner(item, seat, "seats")]

    def guarded(
        self, item: Item, when: str | None, do: Sequence[model.Effect], name: str, switch: str = ""
    ) -> list[ir.Stmt]:
        """A block under an optional condition, kept together under a name."""
        test, reads = (None, []) if when is None else self.test(item, when, ("when",))
        mark = len(self.guards)
        self.guards += reads
        body = self.block(item, do, "do")
        del self.guards[mark:]
        if test is not None:
            body = (ir.Branch(test, body, ()),)
        suffix = f"_{self.names.seats[item.scope.my]}" if item.scope.my >= 0 else ""
        return [ir.Group(name + suffix, body, switch)]

    def injects(self) -> list[ir.InjectIR]:
        found = []
        for number, inject in self.each(self.deck.injects):
            item = Item("inject", inject.id, inject.title, Scope(), ("injects", number))
            found.append(
                ir.InjectIR(
                    inject.id,
                    inject.title,
                    self.expr(item, inject.weight, "weight", lo=0, hi=10_000),
                    (*self.within(item, inject), *self.clauses(item, inject.needs, "needs")),
                    inject.round or 0,
                    inject.once,
                    self.block(item, inject.do, "do"),
                )
            )
        return found

    def agendas(self) -> list[ir.AgendaIR]:
        found = []
        for number, agenda in self.each(self.deck.agendas):
            item = Item("agenda", agenda.id, agenda.title, Scope(), ("agendas", number))
            for seat in self.owner(item, agenda.seat, "any"):
                mine = item.within(Scope(seat))
                score = self.expr(mine, agenda.score, "score", lo=-SCORE_LIMIT, hi=SCORE_LIMIT)
                site = self.site(mine, "agenda", item.at("score"), (), score, "score")
                found.append(ir.AgendaIR(agenda.id, agenda.title, seat, score, site))
        return sorted(found, key=lambda agenda: agenda.seat)

    def reviews(self) -> list[ir.ReviewIR]:
        found, last = [], self.deck.rounds.max
        for number, review in enumerate(self.deck.reviews):
            item = Item("review", review.id, review.title, Scope(), ("reviews", number))
            for k, when in enumerate(review.rounds):
                if when > last:
                    what = f"round {when} is after the last: 'rounds.max' is {last}"
                    self.fault(item, item.at("rounds", k), what)
            if self.known.has(review):
                continue
            body: list[ir.Stmt] = []
            for mine in self.each_seat(item, review.seat):
                body += self.guarded(mine, review.when, review.do, review.id)
            self.too_many(sum(1 for _ in ir.walk(tuple(body))) * (len(review.rounds) - 1))
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
            item = Item("ending", ending.id, ending.title, Scope(), ("endings", number))
            end = item if ending.immediate else item.within(Scope(sees=ANY_SEAT))
            if ending.when is None and number != last:
                self.fault(item, item.path, "only the last ending may go without 'when'")
            if number == last and (ending.when is not None or ending.immediate):
                self.fault(
                    item,
                    item.path,
                    "the last ending must take whatever is left",
                    "Leave out 'when' and 'immediate'.",
                )
            self.ending_winner(item, ending)
            found.append(
                ir.EndingIR(
                    ending.id, ending.title, self.cond(end, ending.when, "when"), ending.immediate
                )
            )
        return found

    def ending_winner(self, item: Item, ending: model.Ending) -> None:
        """Whose win an ending tells of, if it tells, is a seat's or nobody's."""
        known = (NOBODY, *self.names.seats)
        if ending.winner is not None and ending.winner not in known:
            self.unknown(item, item.at("winner"), "seat", ending.winner, known)

    def personas(self) -> dict[tuple[str, int], tuple[tuple[ir.Expr, int], ...]]:
        """Weights for either seat; in the chair it was not made for, a persona leaves out
        what it cannot see there."""
        found = {}
        for number, persona in self.each(self.deck.personas):
            item = Item("persona", persona.id, persona.title, Scope(), ("personas", number))
            home = self.owner(item, persona.seat, "any")
            for seat in range(len(self.deck.seats)):
                mine = item.within(Scope(seat))
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
        parse = self.parser(item.within(replace(item.scope, sees=ANY_SEAT))).expression
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
            seats = range(len(self.deck.seats))
            sides = [item.within(Scope(seat)) for seat in seats]
            if all(self.weighed(side, text, True) is None for side in sides):
                self.weighed(sides[0], text, False)
