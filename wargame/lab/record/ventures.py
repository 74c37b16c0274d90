"""Projects: announced when, due when, which stages were reached when."""

from __future__ import annotations

from dataclasses import replace

from wargame.content.model import Deck, Project
from wargame.lab.record.timeline import Venture
from wargame.rules.game import Step, Write
from wargame.rules.verbs import FUND

PROJECT = "project."


class VentureFold:
    """Reads the course of projects off traced steps.

    Attributes:
        found: All announced so far, in order.
    """

    def __init__(self, deck: Deck) -> None:
        self.found: list[Venture] = []
        self._projects = {project.id: project for project in deck.projects}
        self._open: dict[str, int] = {}

    def take(self, step: Step, ply: int, when: int) -> None:
        """Take in a step that was taken in a round."""
        action = step.action
        stages = [write for write in step.writes if self._is_stage(write)]
        if action.verb == FUND and action.arg not in self._open:
            self._announce(self._projects[action.arg], ply, when)
        for write in stages:
            self._move(write, ply)

    def _is_stage(self, write: Write) -> bool:
        name = write.name.removeprefix(PROJECT)
        return write.name != name and name in self._projects and write.old != write.new

    def _announce(self, project: Project, ply: int, when: int) -> None:
        due = when + sum(stage.rounds for stage in project.stages)
        self._open[project.id] = len(self.found)
        found = Venture(ply, when, project.id, project.seat, due, len(project.stages))
        self.found.append(found)

    def _move(self, write: Write, ply: int) -> None:
        """A project reaches a stage, or falls back to nothing; then it may be announced anew."""
        project = self._projects[write.name.removeprefix(PROJECT)]
        if project.id not in self._open:
            self._announce(project, ply, write.round)
        place = self._open[project.id]
        now = self.found[place]
        if write.new:
            reached, plies = (*now.reached, write.round), (*now.plies, ply)
            self.found[place] = replace(now, reached=reached, plies=plies)
        else:
            self.found[place] = replace(now, lapsed=write.round)
            del self._open[project.id]
