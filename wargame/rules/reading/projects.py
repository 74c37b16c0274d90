"""Projects: what a seat builds in stages, and what lapses again."""

from __future__ import annotations

from wargame.rules import ir
from wargame.rules.reading.abilities import AbilityReader
from wargame.rules.reading.loops import endless
from wargame.rules.reading.names import PARTS, Scope
from wargame.rules.reading.reader import ZERO, Item, Reader
from wargame.rules.reading.scales import ScaleReader


class ProjectReader:
    """Turns projects into IR."""

    def __init__(self, reader: Reader, acts: AbilityReader) -> None:
        self.reader, self.acts, self.effects = reader, acts, acts.effects
        self.scales, self.deck = ScaleReader(reader), reader.deck

    def projects(self) -> list[ir.ProjectIR]:
        if self.reader.is_known(self.deck.projects):
            return []
        with self.reader.hearing(*self.deck.projects):
            found = self.all_projects()
        if len(found) == len(self.deck.projects):  # of one without a seat, numbers say nothing
            self.loops(found)
        return found

    def all_projects(self) -> list[ir.ProjectIR]:
        found = []
        for number, project in enumerate(self.deck.projects):
            item = Item("project", project.id, project.title, Scope(), ("projects", number))
            self.reader.no_word(item, PARTS)  # `project.done` is that of the one in hand
            self.reader.unique(item, [stage.id for stage in project.stages], "stage", "stages")
            for seat in self.reader.owner(item, project.seat):
                mine = item.within(Scope(seat))
                stages = tuple(
                    ir.StageIR(
                        stage.id,
                        self.acts.act(mine, stage, "stages", k),
                        stage.rounds,
                        self.reader.expr(
                            mine, stage.success_pct, "stages", k, "success_pct", lo=0, hi=100
                        ),
                        self.scales.dial(f"projects.{project.id}.rounds"),
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
                        self.reader.expr(mine, lapse.pct, "lapse", "pct", lo=0, hi=100)
                        if lapse
                        else ZERO,
                        self.effects.block(mine, lapse.do, "lapse", "do") if lapse else (),
                        self.reader.site(mine, "stage", item.path, sort="stage"),
                    )
                )
        return found

    def loops(self, projects: list[ir.ProjectIR]) -> None:
        """Refuse projects that would set one another off for ever."""
        for number in endless(projects):
            project = projects[number]
            item = Item("project", project.id, project.title, Scope(), project.site.path)
            self.reader.fault(
                item,
                item.path,
                f"'{project.id}' would advance and lapse without end",
                "Its stages lead to its own lapse and back: leave one of them out.",
            )
