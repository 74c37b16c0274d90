"""The course of a game as classes of the generated module: rules, answers to acts, the end."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules import ir
from wargame.rules.emit.rows import RowCall, row_method
from wargame.rules.emit.rule_run import RuleRun, is_straight
from wargame.rules.emit.sheet import NounSheet
from wargame.rules.emit.unit import Unit, camel, indent
from wargame.rules.emit.winning import ending_lines, points_by_end
from wargame.rules.kernel import rival


class CourseNouns:
    """Writes what happens by itself in a round, what answers an act, and how it all ends.

    Rules that only write numbers stand in their phase, in one run; where each write is traced
    they keep a class each, as all others do.

    Attributes:
        phases: The segment of each phase's rules.
    """

    def __init__(self, sheet: NounSheet) -> None:
        self.sheet, self.write, self.program = sheet, sheet.write, sheet.program
        self.phases: dict[str, int] = {}

    def rules(self) -> None:
        """The rules of each phase, a class each, called one after the other."""
        for phase in ("world", "draw", "account"):
            block = self.program.rules[phase]
            units: dict[str, Unit] = {}
            phase_unit = self.sheet.unit(f"{camel(phase)}Phase", f"Every rule of phase {phase}.")
            segment = self.phase(phase_unit, block, units)
            for unit in units.values():
                self.sheet.done(unit)
            self.sheet.done(phase_unit)
            self.phases[phase] = segment

    def phase(self, unit: Unit, block: ir.Block, units: dict[str, Unit]) -> int:
        """A segment that runs rules in order, cut behind each rule that may stop."""
        if not block:
            return 0
        number, place = self.write.segment(unit, block, "do")
        lines: list[str] = []
        run = RuleRun(self.sheet, unit)
        for number_in_block, stmt in enumerate(block):
            assert isinstance(stmt, ir.Group)
            if stmt.body and is_straight(stmt.body) and not self.write.traced:
                self.write.in_place(stmt.body)
                lines += run.statement(stmt)
                continue
            run.forget()
            own = self.sheet.unit(f"{camel(stmt.label)}Rule", f"Rule {stmt.label}.")
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
            unit = self.sheet.unit(
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
                self.sheet.row(unit, "answer_rows", RowCall("AnswerRow", cells), f"row_{verb}")
            for one in units.values():
                self.sheet.done(one)
            self.sheet.done(unit)

    def windows(self) -> None:
        """The acts that a seat may answer with a card, behind all rules that answer them."""
        if not self.program.windows:
            return
        unit = self.sheet.unit("Windows", "Acts that the other side may answer.")
        self.write.calls |= {"WindowRow": True, "AnswerRow": True, "open_window": True}
        for number, window in enumerate(self.program.windows):
            segment, place = self.write.segment(unit, (), f"window_{number}")
            line = f"open_window(TABLES, s, {number})"
            unit.add_at(place, self.write.method_of(segment), [line])
            cells = {"seat": self.write.seat(window.seat), "cards": list(window.cards)}
            self.sheet.row(unit, "windows", RowCall("WindowRow", cells), f"row_{number}")
            for verb, of in window.acts:
                actor = self.write.seat(rival(window.seat))
                answer = {"seat": actor, "verb": verb, "of": list(of), "do": segment}
                name = f"row_{number}_{verb}"
                self.sheet.row(unit, "answer_rows", RowCall("AnswerRow", answer), name)
        self.sheet.done(unit)

    def endings(self) -> None:
        unit = self.sheet.unit("Endings", "When the game ends, and what its end is called.")
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
        self.sheet.single["rounds"] = row_method(unit, RowCall("RoundRules", cells), "rules")
        self.sheet.done(unit)

    def ending(self, unit: Unit, name: str, chosen: Sequence[ir.EndingIR], otherwise: int) -> str:
        """A method that gives the first ending that has come about, counted from 1."""
        lines = []
        for ending in chosen:
            if ending.when is not None:
                place = self.program.endings.index(ending) + 1
                lines += [f"if {self.write.code.cond(ending.when)}:", f"    return {place}"]
        return unit.add(name, "s: State", "int", [*lines, f"return {otherwise}"])

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

    def contest(self) -> None:
        """Who wins, if the deck says so."""
        contest = self.program.contest
        if contest is None:
            return
        unit = self.sheet.unit("Contest", "Who wins, and by what lead.")
        lines = ending_lines(self.write.code, contest)
        cells = {
            "match_end": unit.add("match_end", "s: State", "int", lines),
            "lead": self.write.number(unit, contest.lead, "lead"),
            "points": [list(row) for row in points_by_end(contest)],
            "is_played": contest.is_played,
        }
        self.sheet.single["contest"] = row_method(unit, RowCall("ContestRow", cells))
        self.sheet.done(unit)
