"""Nouns as classes of the generated module, and the engine's tables they fill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wargame.rules import ir
from wargame.rules.emit.statements import StatementEmitter
from wargame.rules.emit.unit import Unit, camel, listed
from wargame.rules.verbs import verbs_on

VERBS = [verb.word for verb in verbs_on("measure")]
KINDS = ("pause", "cap", "transfer", "pledge")


class NounEmitter(StatementEmitter):
    """Writes a class per card, measure, project, rule, inject and so on."""

    def unit(self, wanted: str, doc: str) -> Unit:
        return Unit(self.classes.give(wanted), doc)

    def done(self, unit: Unit) -> None:
        """A class is complete; one without methods is left out."""
        if unit.methods:
            self.units.append(unit.text())

    def table(self, name: str, values: Iterable[object]) -> None:
        """A line that fills a table of the engine."""
        self.tables.append(f"e.{name} = [{', '.join(map(str, values))}]")

    def cards(self) -> None:
        rows = []
        hands = [[c.id for c in self.program.cards if c.seat == seat] for seat in (0, 1)]
        for card in self.program.cards:
            seat = self.program.seats[card.seat].id
            suffix = camel(seat) if card.id in hands[0] and card.id in hands[1] else ""
            unit = self.unit(camel(card.id) + suffix, f"Card {card.id}, in the hand of {seat}.")
            rows.append(
                (
                    card.seat,
                    self.open(unit, card.act, "open"),
                    self.pay(unit, card.act.price, "pay"),
                    self.block(unit, card.act.do, "do"),
                    self.block(unit, card.rival_do, "rival_do"),
                    card.worth,
                    card.worth_site.number,
                    card.once,
                )
            )
            self.done(unit)
        self.rows(
            (
                "card_seat",
                "card_open",
                "card_pay",
                "card_do",
                "card_rival",
                "card_worth",
                "card_site",
                "card_once",
            ),
            rows,
        )

    def rows(self, names: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Fill several tables, one column each."""
        for place, name in enumerate(names):
            self.table(name, (row[place] for row in rows))

    def measures(self) -> None:
        grid: dict[str, list[list[object]]] = {"open": [], "pay": [], "do": []}
        for _ in VERBS:
            for column in grid.values():
                column.append([])
        rows = []
        for measure in self.program.measures:
            seat = self.program.seats[measure.seat].id
            unit = self.unit(camel(measure.id), f"Measure {measure.id} of {seat}.")
            for place, verb in enumerate(VERBS):
                act = measure.verbs[verb]
                if act is None:
                    cells: tuple[object, object, object] = (None, None, 0)
                else:
                    cells = (
                        self.open(unit, act, f"{verb}_open"),
                        self.pay(unit, act.price, f"{verb}_pay"),
                        self.block(unit, act.do, verb),
                    )
                for column, cell in zip(grid.values(), cells, strict=True):
                    column[place].append(cell)
            sites = [measure.sites[verb].number for verb in (*VERBS, "ages")]
            rows.append(
                (
                    measure.seat,
                    measure.max,
                    measure.start,
                    f'"measure.{measure.id}"',
                    measure.pause_rounds,
                    sites,
                )
            )
            self.done(unit)
        self.rows(
            (
                "measure_seat",
                "measure_max",
                "measure_start",
                "measure_names",
                "measure_pause",
                "measure_site",
            ),
            rows,
        )
        for name, column in zip(("verb_open", "verb_pay", "verb_do"), grid.values(), strict=True):
            self.table(name, (listed(cells) for cells in column))

    def projects(self) -> None:
        rows = []
        for project in self.program.projects:
            seat = self.program.seats[project.seat].id
            unit = self.unit(camel(project.id), f"Project {project.id} of {seat}.")
            stages = project.stages
            rows.append(
                (
                    project.seat,
                    f'"project.{project.id}"',
                    project.site.number,
                    listed(self.open(unit, st.act, f"{st.id}_open") for st in stages),
                    listed(self.pay(unit, st.act.price, f"{st.id}_pay") for st in stages),
                    [st.rounds for st in stages],
                    listed(self.number(unit, st.success_pct, f"{st.id}_pct") for st in stages),
                    [self.block(unit, st.act.do, st.id) for st in stages],
                    project.lapse_after,
                    self.number(unit, project.lapse_pct, "lapse_pct"),
                    self.block(unit, project.lapse_do, "lapse"),
                )
            )
            self.done(unit)
        self.rows(
            (
                "project_seat",
                "project_names",
                "project_site",
                "stage_open",
                "stage_pay",
                "stage_rounds",
                "stage_pct",
                "stage_do",
                "lapse_after",
                "lapse_pct",
                "lapse_do",
            ),
            rows,
        )

    def rules(self) -> None:
        """The rules of each phase, a class each, called one after the other."""
        for phase in ("world", "draw", "account"):
            block = self.program.rules[phase]
            units: dict[str, Unit] = {}
            phase_unit = self.unit(f"{camel(phase)}Phase", f"Every rule of phase {phase}.")
            segment = self.phase(phase_unit, block, units)
            for unit in units.values():
                self.done(unit)
            self.done(phase_unit)
            self.tables.append(f"e.{phase}_do = {segment}")

    def phase(self, unit: Unit, block: ir.Block, units: dict[str, Unit]) -> int:
        """A segment that runs rules in order, cut behind each rule that may stop."""
        if not block:
            return 0
        number = len(self.segments) + self.first_segment
        name = unit.method_name("do")
        self.segments.append(f"{unit.name}.{name}")
        self.blocks.append(block)
        place = unit.reserve()
        lines: list[str] = []
        for number_in_block, stmt in enumerate(block):
            assert isinstance(stmt, ir.Group)
            own = self.unit(f"{camel(stmt.label)}Rule", f"Rule {stmt.label}.")
            units[own.name] = own
            segment = self.block(own, stmt.body, "do")
            if not segment:
                continue
            if not ir.stops(stmt):
                lines.append(f"{self.segments[segment - self.first_segment]}(s, o)")
                continue
            rest = self.phase(unit, block[number_in_block + 1 :], units)
            if rest:
                lines.append(self.then(rest))
            lines.append(self.then(segment))
            break
        unit.add_at(place, name, lines or ["pass"])
        return number

    def injects(self) -> None:
        rows = []
        for inject in self.program.injects:
            unit = self.unit(f"{camel(inject.id)}Inject", f"Inject {inject.id}.")
            opens = self.open(unit, ir.Act(inject.needs), "open")
            rows.append(
                (
                    inject.round,
                    inject.once,
                    "None" if opens == "always" else opens,
                    inject.weight.value if isinstance(inject.weight, ir.Const) else -1,
                    "None"
                    if isinstance(inject.weight, ir.Const)
                    else self.number(unit, inject.weight, "weight"),
                    self.block(unit, inject.do, "do"),
                )
            )
            self.done(unit)
        self.rows(
            (
                "inject_round",
                "inject_once",
                "inject_open",
                "inject_fixed",
                "inject_weight",
                "inject_do",
            ),
            rows,
        )

    def deals(self) -> None:
        deals = self.program.deals
        if deals is None:
            return
        unit = self.unit("Deals", "How the seats bargain.")
        seats = [seat.id for seat in self.program.seats]
        for name, acts in (("table", deals.table), ("extend", deals.extend)):
            pairs = list(zip(seats, acts, strict=True))
            self.table(f"{name}_open", (self.open(unit, a, f"{name}_{s}_open") for s, a in pairs))
            self.table(
                f"{name}_pay", (self.pay(unit, a.price, f"{name}_{s}_pay") for s, a in pairs)
            )
            self.table(f"{name}_do", (self.block(unit, a.do, f"{name}_{s}") for s, a in pairs))
        self.table(
            "breach_do",
            (
                self.block(unit, block, f"breach_{seat}")
                for seat, block in zip(seats, deals.breach, strict=True)
            ),
        )
        self.tables.append(f"e.expire_do = {self.block(unit, deals.expire, 'expire')}")
        self.done(unit)
        self.tables += [
            f"e.deal_slots, e.max_items = {deals.max_running}, {deals.max_items}",
            f"e.terms, e.both_sides = {list(deals.terms)}, {deals.both_sides}",
            f"e.max_extensions = {deals.extensions}",
        ]
        self.rows(
            (
                "item_seat",
                "item_kind",
                "item_measure",
                "item_track",
                "item_amount",
                "item_snap",
                "item_open",
                "item_move",
                "item_do",
                "item_site",
            ),
            [self.deal_item(item) for item in deals.items],
        )

    def deal_item(self, item: ir.ItemIR) -> tuple[object, ...]:
        seat = self.program.seats[item.seat].id
        unit = self.unit(f"{camel(item.id)}Item", f"Deal item {item.id}, given by {seat}.")
        move = "None"
        price: ir.Price = ()
        if item.give is not None and item.get is not None:
            move = self.moved(unit, item.give, item.get, item)
            price = self.goods(item.give, item) if item.kind == "transfer" else ()
        opens = self.open(unit, ir.Act(item.needs, price), "open")
        track = list(self.program.names).index(item.give.text) if item.give else -1
        row = (
            item.seat,
            KINDS.index(item.kind),
            item.measure,
            track,
            item.amount,
            item.snap,
            "None" if opens == "always" else opens,
            move,
            self.block(unit, item.do, "do"),
            item.site.number,
        )
        self.done(unit)
        return row

    def moved(self, unit: Unit, give: ir.Name, get: ir.Name, item: ir.ItemIR) -> str:
        """A method that moves goods, as far as the giver has them."""
        lo, hi = -give.lo, give.hi - give.lo
        held = ir.Op("+", (ir.Read(give), ir.Const(lo)), 0, hi) if lo else ir.Read(give)
        amount = ir.Op("min", (ir.Const(item.amount), held), 0, min(item.amount, hi))
        lines = self.write(get, "+=", amount, item.site)
        lines += self.write(give, "-=", amount, item.site)
        return unit.add(unit.method_name("move"), "s: State, o: int", "None", lines)

    def goods(self, give: ir.Name, item: ir.ItemIR) -> ir.Price:
        """What the giver of a transfer must have."""
        return ((give, ir.Const(item.amount), item.site),)

    def seats(self) -> None:
        unit = self.unit("Seats", "What arrives each round, and what counts at the end.")
        seats = self.program.seats
        self.table("seat_names", (f'"{seat.id}"' for seat in seats))
        self.table("capital_start", (seat.capital_start for seat in seats))
        self.table("capital_max", (seat.capital_max for seat in seats))
        self.table("hand_size", (seat.hand for seat in seats))
        self.table("income", (self.number(unit, s.income, f"{s.id}_income") for s in seats))
        self.table("income_site", (seat.income_site.number for seat in seats))
        self.table("final_score", (self.number(unit, s.score, f"{s.id}_score") for s in seats))
        self.table("final_site", (seat.score_site.number for seat in seats))
        agendas = self.program.agendas
        scores = [self.number(unit, a.score, f"{a.id}_{seats[a.seat].id}_agenda") for a in agendas]
        self.table("agenda_seat", (agenda.seat for agenda in agendas))
        self.table("agenda_score", scores)
        self.table("agenda_site", (agenda.site.number for agenda in agendas))
        self.done(unit)

    def reviews(self) -> None:
        unit = self.unit("Reviews", "What is judged, round by round.")
        last = self.program.max_rounds
        blocks: list[ir.Block] = [()] * (last + 1)
        agendas = [False] * (last + 1)
        for review in self.program.reviews:
            for number in review.rounds:
                if number <= last:
                    blocks[number] += review.do
                    agendas[number] |= review.agendas
        segments = [self.block(unit, block, f"round_{n}") for n, block in enumerate(blocks)]
        self.table("review_do", segments)
        self.table("review_agendas", agendas)
        self.done(unit)

    def endings(self) -> None:
        unit = self.unit("Endings", "When the game ends, and what its end is called.")
        for name, chosen in (
            ("immediate", [e for e in self.program.endings if e.immediate]),
            ("classify", self.program.endings),
        ):
            lines = []
            for ending in chosen:
                if ending.when is not None:
                    place = self.program.endings.index(ending) + 1
                    lines += [f"if {self.code.cond(ending.when)}:", f"    return {place}"]
            last = 0 if name == "immediate" else len(self.program.endings)
            found = unit.add(name, "s: State", "int", [*lines, f"return {last}"])
            self.tables.append(f"e.{name} = {found}")
        self.done(unit)

    def personas(self) -> list[str]:
        lines = []
        units: dict[str, Unit] = {}
        for (persona, seat), weights in self.program.personas.items():
            if persona not in units:
                units[persona] = self.unit(f"{camel(persona)}Persona", f"Persona {persona}.")
            unit = units[persona]
            terms = [f"{weight} * {self.code.expr(expr, 7)}" for expr, weight in weights]
            body = ["v = 0", *(f"v += {term}" for term in terms), "return v"]
            name = unit.add(unit.method_name(self.program.seats[seat].id), "s: State", "int", body)
            lines.append(f'    ("{persona}", {seat}): {name},')
        for unit in units.values():
            self.done(unit)
        return ["PERSONAS: dict[tuple[str, int], Any] = {", *lines, "}"]
