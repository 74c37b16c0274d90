"""Nouns as classes of the generated module, each with its row of the engine's tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wargame.rules import ir
from wargame.rules.emit.rows import RowCall, row_method, rows_method
from wargame.rules.emit.statements import Statements
from wargame.rules.emit.unit import Unit, camel, indent
from wargame.rules.emit.winning import ending_lines, points_by_end
from wargame.rules.kernel import rival
from wargame.rules.verbs import verbs_on

VERBS = [verb.word for verb in verbs_on("measure")]
DRAFTING = {"items": "", "changes": "CHANGES", "packages": "PACKAGES"}
FAILS = {"excuse": "EXCUSED", "snap": "SNAPPED", "breach": "BROKEN"}
KINDS = {"pause": "PAUSED", "cap": "CAPPED", "transfer": "TRANSFERRED", "pledge": "PLEDGED"}


def limited(action: ir.ActionIR) -> ir.Ability:
    """What an action takes, how often it may be taken included."""
    limits = ((action.used, action.per_round), (action.total, action.per_game))
    counted = tuple(
        ir.Clause(ir.Compare(("<",), (ir.Read(name), ir.Const(most))), f"{name.text} < {most}")
        for name, most in limits
        if most
    )
    return ir.Ability((*counted, *action.act.needs), action.act.price)


def once_a_round(bury: ir.BuryIR) -> ir.Ability:
    """What burying a card takes, how often it may be done included."""
    limit = ir.Compare(("<",), (ir.Read(bury.used), ir.Const(bury.per_round)))
    return ir.Ability((ir.Clause(limit, f"{bury.used.text} < {bury.per_round}"),), bury.act.price)


class Nouns:
    """Writes a class per card, measure, project, rule, inject and so on, its row among its methods.

    Attributes:
        parts: The text so far, piece by piece.
        tables: The calls that give the rows of each table; `single` for what is one thing only.
        phases: The segment of each phase's rules.
    """

    def __init__(self, statements: Statements) -> None:
        self.write, self.program = statements, statements.program
        self.parts: list[str] = []
        self.tables: dict[str, list[str]] = {}
        self.single: dict[str, str] = {}
        self.phases: dict[str, int] = {}
        self.opens = 0

    def every(self) -> None:
        """All nouns of the deck, in the order in which their segments are numbered."""
        self.seats()
        self.cards()
        self.buries()
        self.measures()
        self.projects()
        self.actions()
        self.passes()
        self.rules()
        self.answers()
        self.windows()
        self.injects()
        self.deals()
        self.reviews()
        self.docket()
        self.endings()
        self.contest()

    def unit(self, wanted: str, doc: str) -> Unit:
        return Unit(self.write.classes.give(wanted), doc)

    def done(self, unit: Unit) -> None:
        """A class is complete; one without methods is left out."""
        if unit.methods:
            self.parts.append(unit.text())

    def row(self, unit: Unit, table: str, row: RowCall, name: str = "row") -> None:
        """A class gives its row for one of the engine's tables."""
        self.tables.setdefault(table, []).append(f"{row_method(unit, row, name)},")

    def seats(self) -> None:
        unit = self.unit("Seats", "What arrives each round, and what counts at the end.")
        for seat in self.program.seats:
            self.seat(unit, seat)
        for agenda in self.program.agendas:
            self.agenda(unit, agenda)
        self.done(unit)

    def seat(self, unit: Unit, seat: ir.SeatIR) -> None:
        cells = {
            "name": f'"{seat.id}"',
            "capital_start": seat.capital_start,
            "capital_max": seat.capital_max,
            "hand_size": seat.hand,
            "income": self.write.number(unit, seat.income, f"{seat.id}_income"),
            "income_site": seat.income_site.number,
            "score": self.write.number(unit, seat.score, f"{seat.id}_score"),
            "score_site": seat.score_site.number,
            **self.changing(unit, seat),
        }
        self.row(unit, "seats", RowCall("SeatRow", cells), f"{seat.id}_row")

    def changing(self, unit: Unit, seat: ir.SeatIR) -> dict[str, str]:
        """What computes a seat's hand and its plays, where they change."""
        sizes = {"hand_now": seat.hand_now, "plays_now": seat.plays_now}
        return {
            name: self.write.number(unit, value, f"{seat.id}_{name}")
            for name, value in sizes.items()
            if value is not None
        }

    def passes(self) -> None:
        """What passing a play takes of each seat, if it takes anything."""
        if not self.program.passes:
            return
        unit = self.unit("Passing", "What passing a play takes.")
        self.write.calls["PassRow"] = True
        for seat, row in zip(self.program.seats, self.program.passes, strict=True):
            under = ir.Compare(("<",), (ir.Read(row.passed), ir.Const(row.limit)))
            limit = (ir.Clause(under, ""),) if row.limit >= 0 else ()
            act = ir.Ability(limit, row.price)
            cells = {
                "open": self.write.open(unit, act, f"{seat.id}_open"),
                "pay": self.paid(
                    unit, ir.Ability(price=row.price), [row.passed], row.site, f"{seat.id}_pay"
                ),
            }
            self.row(unit, "passes", RowCall("PassRow", cells), f"{seat.id}_row")
        self.done(unit)

    def agenda(self, unit: Unit, agenda: ir.AgendaIR) -> None:
        name = f"{agenda.id}_{self.program.seats[agenda.seat].id}_agenda"
        cells = {
            "seat": self.write.seat(agenda.seat),
            "score": self.write.number(unit, agenda.score, name),
            "site": agenda.site.number,
        }
        self.row(unit, "agendas", RowCall("AgendaRow", cells), f"{name}_row")

    def cards(self) -> None:
        seats_of: dict[str, int] = {}
        for card in self.program.cards:
            seats_of[card.id] = seats_of.get(card.id, 0) + 1
        for card in self.program.cards:
            seat = self.program.seats[card.seat].id
            suffix = camel(seat) if seats_of[card.id] > 1 else ""
            unit = self.unit(camel(card.id) + suffix, f"Card {card.id}, in the hand of {seat}.")
            cells = {
                "seat": self.write.seat(card.seat),
                "open": self.card_open(unit, card),
                "pay": self.write.pay(unit, card.act, "pay"),
                "do": self.write.block(unit, card.act.do, "do"),
                "rival_do": self.write.block(unit, card.rival_do, "rival_do"),
                "worth": card.worth,
                "site": card.worth_site.number,
                "once": card.once,
                "comes": card.comes or None,
                "last": card.last or None,
                "is_copy": card.is_copy,
                **self.response(unit, card),
            }
            self.row(unit, "cards", RowCall("CardRow", cells))
            self.done(unit)

    def card_open(self, unit: Unit, card: ir.CardIR) -> str:
        """The test of a card's policy; never open is another seat's, and one that only answers."""
        if not card.is_foreign and not card.is_answer:
            return self.write.open(unit, card.act, "open")
        self.write.calls["never"] = True
        return "never"

    def response(self, unit: Unit, card: ir.CardIR) -> dict[str, object]:
        """What a card is as an answer."""
        if card.response is None:
            return {}
        act = card.response.act
        return {
            "answer_open": self.write.open(unit, act, "answer_open"),
            "answer_pay": self.write.pay(unit, act, "answer_pay"),
            "answer_do": self.write.block(unit, act.do, "answer"),
        }

    def buries(self) -> None:
        """How each seat buries cards; and whether there is one pile for all."""
        if self.program.mixed:
            self.single["mixed"] = "True"
        unit = self.unit("Buries", "How cards are buried.")
        for bury, seat in zip(self.program.buries, self.program.seats, strict=False):
            cells = {
                "open": self.write.open(unit, once_a_round(bury), f"{seat.id}_open"),
                "pay": self.paid(unit, bury.act, (bury.used,), bury.site, f"{seat.id}_pay"),
                "do": self.write.block(unit, bury.act.do, seat.id),
            }
            self.write.calls["BuryRow"] = True
            self.row(unit, "buries", RowCall("BuryRow", cells), f"{seat.id}_row")
        self.done(unit)

    def measures(self) -> None:
        for measure in self.program.measures:
            seat = self.program.seats[measure.seat].id
            unit = self.unit(camel(measure.id), f"Measure {measure.id} of {seat}.")
            cells = {
                "seat": self.write.seat(measure.seat),
                "name": f'"measure.{measure.id}"',
                "max": measure.max,
                "start": measure.start,
                "pause_rounds": measure.pause_rounds,
                "ages_site": measure.sites["ages"].number,
                **{verb: self.verb(unit, measure, verb) for verb in VERBS},
            }
            self.row(unit, "measures", RowCall("MeasureRow", cells))
            self.done(unit)

    def verb(self, unit: Unit, measure: ir.MeasureIR, verb: str) -> RowCall:
        """The row of one verb of a measure; without a test if the measure does not have it."""
        act = measure.verbs[verb]
        cells: dict[str, object] = {}
        if act is not None:
            cells = {
                "open": self.write.open(unit, act, f"{verb}_open"),
                "pay": self.write.pay(unit, act, f"{verb}_pay"),
                "do": self.write.block(unit, act.do, verb),
            }
        return RowCall("VerbRow", {**cells, "site": measure.sites[verb].number})

    def projects(self) -> None:
        for project in self.program.projects:
            seat = self.program.seats[project.seat].id
            unit = self.unit(camel(project.id), f"Project {project.id} of {seat}.")
            stages = [self.stage(unit, stage) for stage in project.stages]
            cells = {
                "seat": self.write.seat(project.seat),
                "name": f'"project.{project.id}"',
                "site": project.site.number,
                "lapse_after": project.lapse_after,
                "lapse_pct": self.write.number(unit, project.lapse_pct, "lapse_pct"),
                "lapse_do": self.write.block(unit, project.lapse_do, "lapse"),
                "stages": stages,
            }
            self.row(unit, "projects", RowCall("ProjectRow", cells))
            self.done(unit)

    def stage(self, unit: Unit, stage: ir.StageIR) -> RowCall:
        cells = {
            "open": self.write.open(unit, stage.act, f"{stage.id}_open"),
            "pay": self.write.pay(unit, stage.act, f"{stage.id}_pay"),
            "rounds": stage.rounds,
            "rounds_now": self.rounds_now(unit, stage),
            "success_pct": self.write.number(unit, stage.success_pct, f"{stage.id}_pct"),
            "do": self.write.block(unit, stage.act.do, stage.id),
        }
        return RowCall("StageRow", cells)

    def rounds_now(self, unit: Unit, stage: ir.StageIR) -> str | None:
        """A method that computes how long the work takes, if a dial scales it."""
        if stage.dial is None or not stage.rounds:
            return None
        now = self.program.names["game.round"]
        most = 2 * stage.rounds
        value = ir.Scaled(ir.Const(stage.rounds), ir.Const(0), stage.dial, now, 0, most)
        return self.write.number(unit, value, f"{stage.id}_rounds")

    def actions(self) -> None:
        """Actions of seats, and what counts anew in each round."""
        for action in self.program.actions:
            seat = self.program.seats[action.seat].id
            unit = self.unit(f"{camel(action.id)}Action", f"Action {action.id} of {seat}.")
            cells = {
                "seat": self.write.seat(action.seat),
                "open": self.write.open(unit, limited(action), "open"),
                "pay": self.paid(unit, action.act, (action.used, action.total), action.site),
                "do": self.write.block(unit, action.act.do, "do"),
            }
            self.write.calls["ActionRow"] = True
            self.row(unit, "actions", RowCall("ActionRow", cells))
            self.done(unit)

    def paid(
        self,
        unit: Unit,
        act: ir.Ability,
        counts: Iterable[ir.Name],
        by: ir.Site,
        wanted: str = "pay",
    ) -> str:
        """A method that pays for something and counts it."""
        lines = self.write.guesses.affordable(unit, act)
        for target, amount, site in act.price:
            lines += self.write.assign(unit, ir.Assign(target, "-=", amount, site))
        for count in counts:
            lines += self.write.write(count, "+=", ir.Const(1), by)
        return unit.add(unit.method_name(wanted), "s: State, o: int", "None", lines)

    def initiative_now(self, unit: Unit) -> str | None:
        """A method that says who begins a round, if that is computed."""
        value = self.program.initiative_now
        return None if value is None else self.write.number(unit, value, "initiative")

    def renew(self, unit: Unit) -> str:
        """A method that lets counts of the round begin anew, or None."""
        lines: list[str] = []
        counted = [(action.used, action.site) for action in self.program.actions]
        counted += [(bury.used, bury.site) for bury in self.program.buries]
        counted += [(row.passed, row.site) for row in self.program.passes]
        for used, site in counted:
            zero = self.write.write(used, "=", ir.Const(0), site)
            lines += [f"if {self.write.code.read(used)}:", *indent(zero)]
        staying = [card for card in self.program.cards if card.left is not None]
        staying = [card for card in staying if not card.is_copy]
        for card in staying:
            lines += self.a_round_less(card)
        for card in reversed(staying):
            lines += self.again(unit, card)
        if not lines:
            return "None"
        return unit.add(unit.method_name("renew"), "s: State, o: int", "None", lines)

    def a_round_less(self, card: ir.CardIR) -> list[str]:
        """The lines by which a card in effect comes a round nearer to its end."""
        assert card.left is not None
        site = next(
            stmt.site
            for stmt in card.act.do
            if isinstance(stmt, ir.Assign) and stmt.target == card.left
        )
        less = self.write.write(card.left, "-=", ir.Const(1), site)
        return [f"if {self.write.code.read(card.left)}:", *indent(less)]

    def again(self, unit: Unit, card: ir.CardIR) -> list[str]:
        """The lines that let a card in effect act in this round."""
        segment = self.write.block(unit, card.each_round, f"{card.id}_each_round")
        if not segment or card.left is None:
            return []
        return [f"if {self.write.code.read(card.left)}:", f"    {self.write.then(segment)}"]

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
            self.phases[phase] = segment

    def phase(self, unit: Unit, block: ir.Block, units: dict[str, Unit]) -> int:
        """A segment that runs rules in order, cut behind each rule that may stop."""
        if not block:
            return 0
        number, place = self.write.segment(unit, block, "do")
        lines: list[str] = []
        for number_in_block, stmt in enumerate(block):
            assert isinstance(stmt, ir.Group)
            own = self.unit(f"{camel(stmt.label)}Rule", f"Rule {stmt.label}.")
            units[own.name] = own
            segment = self.write.block(own, stmt.body, "do")
            if not segment:
                continue
            if not ir.stops(stmt):
                lines += self.write.switched(stmt, f"{self.write.name_of(segment)}(s, o)")
                continue
            rest = self.phase(unit, block[number_in_block + 1 :], units)
            if rest:
                lines.append(self.write.then(rest))
            lines += self.write.switched(stmt, self.write.then(segment))
            break
        unit.add_at(place, self.write.method_of(number), lines or ["pass"])
        return number

    def answers(self) -> None:
        """The rules that answer an act: a class each, and a row for each act."""
        for answer in self.program.answers:
            units: dict[str, Unit] = {}
            unit = self.unit(
                f"{camel(answer.group.label)}Answer", f"When {answer.group.label} comes."
            )
            segment = self.phase(unit, (answer.group,), units)
            for verb, of in answer.acts if segment else ():
                self.write.calls["AnswerRow"] = True
                cells = {
                    "seat": self.write.seat(answer.seat),
                    "verb": verb,
                    "of": list(of),
                    "do": segment,
                }
                self.row(unit, "answer_rows", RowCall("AnswerRow", cells), f"row_{verb}")
            for one in units.values():
                self.done(one)
            self.done(unit)

    def windows(self) -> None:
        """The acts that a seat may answer with a card, behind all rules that answer them."""
        if not self.program.windows:
            return
        unit = self.unit("Windows", "Acts that the other side may answer.")
        self.write.calls |= {"WindowRow": True, "AnswerRow": True, "open_window": True}
        for number, window in enumerate(self.program.windows):
            segment, place = self.write.segment(unit, (), f"window_{number}")
            line = f"open_window(TABLES, s, {number})"
            unit.add_at(place, self.write.method_of(segment), [line])
            cells = {"seat": self.write.seat(window.seat), "cards": list(window.cards)}
            self.row(unit, "windows", RowCall("WindowRow", cells), f"row_{number}")
            for verb, of in window.acts:
                actor = self.write.seat(rival(window.seat))
                answer = {"seat": actor, "verb": verb, "of": list(of), "do": segment}
                name = f"row_{number}_{verb}"
                self.row(unit, "answer_rows", RowCall("AnswerRow", answer), name)
        self.done(unit)

    def injects(self) -> None:
        for inject in self.program.injects:
            unit = self.unit(f"{camel(inject.id)}Inject", f"Inject {inject.id}.")
            fixed = isinstance(inject.weight, ir.Const)
            cells = {
                "round": inject.round,
                "once": inject.once,
                "open": self.test(unit, inject.needs),
                "weight": inject.weight.value if isinstance(inject.weight, ir.Const) else -1,
                "weight_now": None if fixed else self.write.number(unit, inject.weight, "weight"),
                "do": self.write.block(unit, inject.do, "do"),
            }
            self.row(unit, "injects", RowCall("InjectRow", cells))
            self.done(unit)

    def test(
        self, unit: Unit, needs: tuple[ir.Clause, ...], price: ir.Price = (), name: str = "open"
    ) -> str:
        """A test of what something needs, or None for nothing."""
        opens = self.write.open(unit, ir.Ability(needs, price), name)
        return "None" if opens == "always" else opens

    def deals(self) -> None:
        deals = self.program.deals
        if deals is None:
            return
        unit = self.unit("Deals", "How the seats bargain.")
        talks: list[dict[str, object]] = [{} for _ in self.program.seats]
        for verb, acts in (("table", deals.table), ("extend", deals.extend)):
            for seat, act, cells in zip(self.program.seats, acts, talks, strict=True):
                name = f"{verb}_{seat.id}"
                cells[f"{verb}_open"] = self.write.open(unit, act, f"{name}_open")
                cells[f"{verb}_pay"] = self.write.pay(unit, act, f"{name}_pay")
                cells[f"{verb}_do"] = self.write.block(unit, act.do, name)
        for seat, breach, cells in zip(self.program.seats, deals.breach, talks, strict=True):
            cells["breach_do"] = self.write.block(unit, breach, f"breach_{seat.id}")
        rules = {
            "slots": deals.max_running,
            "max_items": deals.max_items,
            "terms": list(deals.terms),
            "both_sides": str(deals.both_sides),
            "max_extensions": deals.extensions,
            "expire_do": self.write.block(unit, deals.expire, "expire"),
            "drafting": DRAFTING[deals.drafting] or None,
        }
        if DRAFTING[deals.drafting]:
            self.write.calls[DRAFTING[deals.drafting]] = True
        self.single["deals"] = row_method(unit, RowCall("DealRules", rules), "rules")
        for seat, cells in zip(self.program.seats, talks, strict=True):
            self.row(unit, "talks", RowCall("TalkRow", cells), f"{seat.id}_row")
        self.done(unit)
        for number, item in enumerate(deals.items):
            self.deal_item(item, number in self.program.noted)
        for package in deals.packages:
            self.package(package)

    def package(self, package: ir.PackageIR) -> None:
        """The row of a package that is ready to be tabled."""
        unit = self.unit(f"{camel(package.id)}Package", f"Ready package {package.id}.")
        opens = [
            self.test(unit, needs, name=f"open_{seat.id}")
            for seat, needs in zip(self.program.seats, package.needs, strict=True)
        ]
        cells = {
            "seat": self.write.seat(package.seat) if package.seat >= 0 else -1,
            "items": sum(1 << number for number in package.items),
            "term": package.term,
            "opens": opens,
        }
        self.write.calls["PackageRow"] = True
        self.row(unit, "packages", RowCall("PackageRow", cells))
        self.done(unit)

    def deal_item(self, item: ir.ItemIR, is_noted: bool) -> None:
        seat = self.program.seats[item.seat].id
        unit = self.unit(f"{camel(item.id)}Item", f"Deal item {item.id}, given by {seat}.")
        move = "None"
        price: ir.Price = ()
        if item.give is not None and item.get is not None:
            move = self.moved(unit, item.give, item.get, item)
            price = self.goods(item.give, item) if item.kind == "transfer" else ()
        track = list(self.program.names).index(item.give.text) if item.give else -1
        cells = {
            "seat": self.write.seat(item.seat),
            "kind": KINDS[item.kind],
            "measure": self.write.measure(item.measure) if item.measure >= 0 else -1,
            "track": track,
            "amount": item.amount,
            "snap": item.snap,
            "open": self.test(unit, item.needs, price),
            "move": move,
            "do": self.write.block(unit, item.do, "do"),
            "site": item.site.number,
            "name": f'"deal.{item.id}"' if is_noted else None,
            "each_do": self.write.block(unit, item.each_round, "each_round"),
            "rounds": item.rounds or None,
            "until": item.until or None,
            "performs": self.performs(unit, item.performs),
            **self.unpaid(unit, item),
        }
        self.row(unit, "items", RowCall("ItemRow", cells))
        self.done(unit)

    def performs(self, unit: Unit, performs: ir.PerformIR | None) -> RowCall | None:
        """The row of what the giver of an item must have brought about."""
        if performs is None:
            return None
        self.write.calls["PerformRow"] = True
        cells = {
            "holds": self.write.open(unit, ir.Ability(performs.needs), "performs"),
            "fail": self.fails(unit, performs.fail, "not_done"),
            "by_round": performs.by_round,
            "after": performs.after,
        }
        return RowCall("PerformRow", cells)

    def unpaid(self, unit: Unit, item: ir.ItemIR) -> dict[str, object]:
        """The test of a pledge, and what follows if it is not paid."""
        if item.unpaid is None or item.give is None:
            return {}
        return {
            "paid": self.test(unit, (), self.goods(item.give, item), "paid"),
            "unpaid": self.fails(unit, item.unpaid, "not_paid"),
        }

    def fails(self, unit: Unit, fail: ir.FailIR, name: str) -> RowCall:
        """The row of what follows when an item is not kept."""
        self.write.calls["FailRow"] = self.write.calls[FAILS[fail.how]] = True
        do = self.write.block(unit, fail.do, name)
        return RowCall("FailRow", {"how": FAILS[fail.how], "site": fail.site.number, "do": do})

    def moved(self, unit: Unit, give: ir.Name, get: ir.Name, item: ir.ItemIR) -> str:
        """A method that moves goods, as far as the giver has them."""
        lo, hi = -give.lo, give.hi - give.lo
        held = ir.Op("+", (ir.Read(give), ir.Const(lo)), 0, hi) if lo else ir.Read(give)
        amount = ir.Op("min", (ir.Const(item.amount), held), 0, min(item.amount, hi))
        lines = self.write.write(get, "+=", amount, item.site)
        lines += self.write.write(give, "-=", amount, item.site)
        return unit.add(unit.method_name("move"), "s: State, o: int", "None", lines)

    def goods(self, give: ir.Name, item: ir.ItemIR) -> ir.Price:
        """What the giver of a transfer must have."""
        return ((give, ir.Const(item.amount), item.site),)

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
        fronts = self.fronts()
        rows = [
            RowCall("ReviewRow", {"do": self.judged(unit, n, block, fronts), "agendas": shown})
            for n, (block, shown) in enumerate(zip(blocks, agendas, strict=True))
        ]
        self.single["reviews"] = rows_method(unit, "ReviewRow", rows, "by_round")
        self.done(unit)

    def fronts(self) -> list[int]:
        """The judgement of each front, as a segment; before them what opens a secret docket."""
        found = []
        self.opens = self.opening()
        for front in self.program.fronts:
            unit = self.unit(f"{camel(front.id)}Front", f"Front {front.id}.")
            found.append(self.write.block(unit, front.do, "judge"))
            self.done(unit)
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
        lines = [self.write.then(segment) for segment in (last, *reversed(due))]
        unit.add_at(place, self.write.method_of(first), lines)
        return first

    def opening(self) -> int:
        """A segment that shows which front was named in secret; 0 where none ever is."""
        docket = self.program.docket
        if docket is None or docket.sealed is None or docket.sealer is None:
            return 0
        unit = self.unit("SealedDocket", "What was named in secret is shown.")
        segment, place = self.write.segment(unit, (), "open_it")
        site, value = docket.site, ir.Read(docket.sealed)
        lines = self.write.write(docket.named, "=", value, site)
        lines += self.write.write(docket.last, "=", value, site)
        lines += [f"s.{docket.sealed.slot} = 0", f"s.{docket.sealer.slot} = 0"]
        guarded = [f"if s.{docket.sealed.slot} > 0:", *(f"    {line}" for line in lines)]
        unit.add_at(place, self.write.method_of(segment), guarded)
        self.done(unit)
        return segment

    def docket(self) -> None:
        docket = self.program.docket
        if docket is None:
            return
        unit = self.unit("Docket", "Who names a front for the next round, and what that does.")
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
        self.single["docket"] = row_method(unit, RowCall("DocketRow", cells))
        self.done(unit)

    def naming(self, unit: Unit, docket: ir.DocketIR, number: int, wanted: str) -> int:
        """A segment that puts a front on the docket; of a secret one no trace tells."""
        if docket.sealed is None or docket.sealer is None:
            return self.write.block(unit, docket.do[number], wanted)
        segment, place = self.write.segment(unit, (), wanted)
        lines = [f"s.{docket.sealed.slot} = {number + 1}", f"s.{docket.sealer.slot} = s.actor + 1"]
        unit.add_at(place, self.write.method_of(segment), lines)
        return segment

    def endings(self) -> None:
        unit = self.unit("Endings", "When the game ends, and what its end is called.")
        endings = self.program.endings
        at_once = [ending for ending in endings if ending.immediate]
        p, immediate = self.program, "None"
        if at_once:
            immediate = self.ending(unit, "immediate", at_once, 0)
        cells = {
            "max_rounds": p.max_rounds,
            "uncertain_from": p.uncertain_from,
            "end_pct": p.end_pct,
            "plays": p.plays,
            "initiative": p.initiative,
            "headline": p.headline,
            "headline_order": list(p.headline_order),
            "quiet_weight": p.quiet_weight,
            "agenda_candidates": p.agenda_candidates,
            **{f"{phase}_do": segment for phase, segment in self.phases.items()},
            "immediate": immediate,
            "renew": self.renew(unit),
            "initiative_now": self.initiative_now(unit),
            "classify": self.ending(unit, "classify", endings, len(endings)),
        }
        self.single["rounds"] = row_method(unit, RowCall("RoundRules", cells), "rules")
        self.done(unit)

    def ending(self, unit: Unit, name: str, chosen: Sequence[ir.EndingIR], otherwise: int) -> str:
        """A method that gives the first ending that has come about, counted from 1."""
        lines = []
        for ending in chosen:
            if ending.when is not None:
                place = self.program.endings.index(ending) + 1
                lines += [f"if {self.write.code.cond(ending.when)}:", f"    return {place}"]
        return unit.add(name, "s: State", "int", [*lines, f"return {otherwise}"])

    def contest(self) -> None:
        """Who wins, if the deck says so."""
        contest = self.program.contest
        if contest is None:
            return
        unit = self.unit("Contest", "Who wins, and by what lead.")
        lines = ending_lines(self.write.code, contest)
        cells = {
            "match_end": unit.add("match_end", "s: State", "int", lines),
            "lead": self.write.number(unit, contest.lead, "lead"),
            "points": [list(row) for row in points_by_end(contest)],
            "is_played": contest.is_played,
        }
        self.single["contest"] = row_method(unit, RowCall("ContestRow", cells))
        self.done(unit)

    def personas(self) -> None:
        """What a position is worth to each persona in each seat."""
        lines = []
        units: dict[str, Unit] = {}
        for (persona, seat), weights in self.program.personas.items():
            if persona not in units:
                units[persona] = self.unit(f"{camel(persona)}Persona", f"Persona {persona}.")
            unit = units[persona]
            terms = [f"{weight} * {self.write.code.expr(expr, 7)}" for expr, weight in weights]
            body = ["v = 0", *(f"v += {term}" for term in terms), "return v"]
            name = unit.add(unit.method_name(self.program.seats[seat].id), "s: State", "int", body)
            lines.append(f'    ("{persona}", {seat}): {name},')
        for unit in units.values():
            self.done(unit)
        self.parts.append(
            "\n".join(["PERSONAS: dict[tuple[str, int], Number] = {", *lines, "}"]) + "\n"
        )
