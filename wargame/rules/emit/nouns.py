"""What seats have and do, as classes of the generated module, each with its row of a table."""

from __future__ import annotations

from wargame.rules import ir
from wargame.rules.emit.rows import RowCall
from wargame.rules.emit.sheet import NounSheet
from wargame.rules.emit.unit import Unit, camel, indent
from wargame.rules.verbs import verbs_on


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
    """Writes a class per card, measure, project and so on, its row among its methods."""

    def __init__(self, sheet: NounSheet) -> None:
        self.sheet, self.write, self.program = sheet, sheet.write, sheet.program

    def seats(self) -> None:
        unit = self.sheet.unit("Seats", "What arrives each round, and what counts at the end.")
        for seat in self.program.seats:
            self.seat(unit, seat)
        for agenda in self.program.agendas:
            self.agenda(unit, agenda)
        self.sheet.done(unit)

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
        self.sheet.row(unit, "seats", RowCall("SeatRow", cells), f"{seat.id}_row")

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
        unit = self.sheet.unit("Passing", "What passing a play takes.")
        self.write.calls["PassRow"] = True
        for seat, row in zip(self.program.seats, self.program.passes, strict=True):
            under = ir.Compare(("<",), (ir.Read(row.passed), ir.Const(row.limit)))
            limit = (ir.Clause(under, ""),) if row.limit >= 0 else ()
            act = ir.Ability(limit, row.price)
            cells = {
                "open": self.write.open(unit, act, f"{seat.id}_open"),
                "pay": self.sheet.paid(
                    unit, ir.Ability(price=row.price), [row.passed], row.site, f"{seat.id}_pay"
                ),
            }
            self.sheet.row(unit, "passes", RowCall("PassRow", cells), f"{seat.id}_row")
        self.sheet.done(unit)

    def agenda(self, unit: Unit, agenda: ir.AgendaIR) -> None:
        name = f"{agenda.id}_{self.program.seats[agenda.seat].id}_agenda"
        cells = {
            "seat": self.write.seat(agenda.seat),
            "score": self.write.number(unit, agenda.score, name),
            "site": agenda.site.number,
        }
        self.sheet.row(unit, "agendas", RowCall("AgendaRow", cells), f"{name}_row")

    def cards(self) -> None:
        seats_of: dict[str, int] = {}
        for card in self.program.cards:
            seats_of[card.id] = seats_of.get(card.id, 0) + 1
        for card in self.program.cards:
            seat = self.program.seats[card.seat].id
            suffix = camel(seat) if seats_of[card.id] > 1 else ""
            unit = self.sheet.unit(
                camel(card.id) + suffix, f"Card {card.id}, in the hand of {seat}."
            )
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
            self.sheet.row(unit, "cards", RowCall("CardRow", cells))
            self.sheet.done(unit)

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
            self.sheet.single["mixed"] = "True"
        unit = self.sheet.unit("Buries", "How cards are buried.")
        for bury, seat in zip(self.program.buries, self.program.seats, strict=False):
            cells = {
                "open": self.write.open(unit, once_a_round(bury), f"{seat.id}_open"),
                "pay": self.sheet.paid(unit, bury.act, (bury.used,), bury.site, f"{seat.id}_pay"),
                "do": self.write.block(unit, bury.act.do, seat.id),
            }
            self.write.calls["BuryRow"] = True
            self.sheet.row(unit, "buries", RowCall("BuryRow", cells), f"{seat.id}_row")
        self.sheet.done(unit)

    def measures(self) -> None:
        for measure in self.program.measures:
            seat = self.program.seats[measure.seat].id
            unit = self.sheet.unit(camel(measure.id), f"Measure {measure.id} of {seat}.")
            cells = {
                "seat": self.write.seat(measure.seat),
                "name": f'"measure.{measure.id}"',
                "max": measure.max,
                "start": measure.start,
                "pause_rounds": measure.pause_rounds,
                "ages_site": measure.sites["ages"].number,
                **{one.word: self.verb(unit, measure, one.word) for one in verbs_on("measure")},
            }
            self.sheet.row(unit, "measures", RowCall("MeasureRow", cells))
            self.sheet.done(unit)

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
            unit = self.sheet.unit(camel(project.id), f"Project {project.id} of {seat}.")
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
            self.sheet.row(unit, "projects", RowCall("ProjectRow", cells))
            self.sheet.done(unit)

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
        value = self.program.takes(stage)
        if isinstance(value, ir.Const):
            return None
        return self.write.number(unit, value, f"{stage.id}_rounds")

    def actions(self) -> None:
        """Actions of seats, and what counts anew in each round."""
        for action in self.program.actions:
            seat = self.program.seats[action.seat].id
            unit = self.sheet.unit(f"{camel(action.id)}Action", f"Action {action.id} of {seat}.")
            cells = {
                "seat": self.write.seat(action.seat),
                "open": self.write.open(unit, limited(action), "open"),
                "pay": self.sheet.paid(unit, action.act, (action.used, action.total), action.site),
                "do": self.write.block(unit, action.act.do, "do"),
            }
            self.write.calls["ActionRow"] = True
            self.sheet.row(unit, "actions", RowCall("ActionRow", cells))
            self.sheet.done(unit)

    def injects(self) -> None:
        for inject in self.program.injects:
            unit = self.sheet.unit(f"{camel(inject.id)}Inject", f"Inject {inject.id}.")
            fixed = isinstance(inject.weight, ir.Const)
            cells = {
                "round": inject.round,
                "once": inject.once,
                "open": self.sheet.test(unit, inject.needs),
                "weight": inject.weight.value if isinstance(inject.weight, ir.Const) else -1,
                "weight_now": None if fixed else self.write.number(unit, inject.weight, "weight"),
                "do": self.write.block(unit, inject.do, "do"),
            }
            self.sheet.row(unit, "injects", RowCall("InjectRow", cells))
            self.sheet.done(unit)

    def personas(self) -> None:
        """What a position is worth to each persona in each seat."""
        lines = []
        units: dict[str, Unit] = {}
        for (persona, seat), weights in self.program.personas.items():
            if persona not in units:
                units[persona] = self.sheet.unit(f"{camel(persona)}Persona", f"Persona {persona}.")
            unit = units[persona]
            # One sum: a term may bind `v`, and compiled code reads what it adds to after the term.
            terms = [f"+ {weight} * {self.write.code.expr(expr, 7)}" for expr, weight in weights]
            body = ["return (", *indent(terms or ["0"]), ")"]
            name = unit.add(unit.method_name(self.program.seats[seat].id), "s: State", "int", body)
            lines.append(f'    ("{persona}", {seat}): {name},')
        for unit in units.values():
            self.sheet.done(unit)
        self.sheet.parts.append(
            "\n".join(["PERSONAS: dict[tuple[str, int], Number] = {", *lines, "}"]) + "\n"
        )
