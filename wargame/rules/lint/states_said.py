"""Whether a text names what it depends on, and whether that is paused or done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from wargame.content import model
from wargame.rules.lint.deeds import Deeds
from wargame.rules.lint.spoken_names import SpokenNames
from wargame.rules.lint.stems import stems_of, telling_stems


class StatesSaid:
    """Holds what texts say of numbers, cards and projects against what is looked at."""

    def __init__(self, deck: model.Deck, spoken: SpokenNames, called: Sequence[str]) -> None:
        self.spoken, self.called_projects = spoken, called
        self.titled = {one.id: one.title for one in deck.cards}
        self.last_stages = {
            f"project.{one.id}.done": tuple(telling_stems(one.stages[-1].title))
            for one in deck.projects
        }

    def told(self, text: str, done: Deeds) -> Iterator[str]:
        """Whatever it depends on is named, and `paused` and `done` are said where they are read."""
        heard, low = stems_of(text), text.lower()
        for name in done.reads:
            if not self.spoken.is_aside(name) and not self.spoken.is_named(name, heard):
                yield f"{self.spoken.title(name)} is looked at, and is not named"
            title = self.titled.get(name.split(".")[1]) if name.startswith("card.") else None
            if title and not any(stem in heard for stem in telling_stems(title)):
                yield f"'{title}' is looked at, and is not named"
        for part, word in ((".paused", "paus"), (".done", "done")):
            reads = any(name.endswith(part) for name in done.reads)
            acts = part == ".paused" and bool(done.has.get("suspend"))
            says = is_said = re.search(rf"\b{word}", low) is not None
            shown = part.removeprefix(".")
            says = says or (part == ".done" and self._is_finished(done, heard, low))
            if reads and not says:
                yield f"whether it is {shown} counts, and is not said"
            is_meant = part == ".paused" or any(
                stem in heard for names in self.called_projects for stem in telling_stems(names)
            )
            if is_said and is_meant and not reads and not acts:
                yield f"'{shown}' is said, and does not count"

    def _is_finished(self, done: Deeds, heard: Mapping[str, bool], low: str) -> bool:
        """Whether a text says of a project that its last stage is reached, by whatever word."""
        return "finish" in low or any(
            stem in heard for name in done.reads for stem in self.last_stages.get(name, ())
        )
