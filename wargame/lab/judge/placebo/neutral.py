"""The neutral run of section 3: a deck in which no mere level of what is counted brings points.

Wherever points are worked out, levels that a gauge counts are read as 0: in scores, agendas,
effects on a score with their conditions, and fronts. Computed numbers that are made of such levels
keep their value everywhere else, so beside points nothing changes.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from wargame.lab.judge.placebo.relabelled import READ
from wargame.lab.judge.placebo.spelled import Tree
from wargame.lab.judge.placebo.wires import WRITE

ACTING: Final = (
    "rules",
    "cards",
    "injects",
    "reviews",
    "projects",
    "measures",
    "actions",
    "deals",
    "endings",
)
"""Nouns whose effects may write points."""

SCORED: Final = ("seats", "agendas")
NAME: Final = re.compile(r"\b((?:[a-z][a-z0-9_]*\.){1,2})([a-z][a-z0-9_]*)\b(?!\.)")


def without_level_points(tree: Tree, measures: Collection[str]) -> Tree:
    """The deck, its points blind to the levels of these measures."""
    return _Blind(tree, measures).tree()


class _Blind:
    """Reads levels as 0 wherever points are worked out.

    Attributes:
        copies: By the id of a computed track that is made of such levels, its blind copy's.
    """

    def __init__(self, tree: Tree, measures: Collection[str]) -> None:
        self.plain, self.measures = copy.deepcopy(dict(tree)), frozenset(measures)
        self.copies: dict[str, str] = {}
        for track in self._made_of_levels():
            self.copies[track] = f"nr{len(self.copies)}"

    def tree(self) -> Tree:
        """The whole deck."""
        found = self.plain
        for noun in ACTING:
            if noun in found:
                found[noun] = self.acting(found[noun])
        for noun in SCORED:
            for one in found.get(noun, ()):
                if "score" in one:
                    one["score"] = self.blind(one["score"])
        for front in found.get("fronts", ()):
            front |= {key: self.blind(front[key]) for key in ("value", "lead") if key in front}
        found["tracks"] = [*found.get("tracks", ()), *self._copied()]
        return found

    def acting(self, value: Any) -> Any:
        """A part of a deck that acts: what it adds to points is worked out without levels."""
        if isinstance(value, str):
            return self.blind(value) if _is_score(value) else value
        if isinstance(value, list):
            return [part for one in value for part in self._parted(one)]
        if isinstance(value, dict):
            return {key: self.acting(part) for key, part in value.items()}
        return value

    def _parted(self, effect: Any) -> Iterator[Any]:
        """An effect; one that asks for a level before it pays asks apart for pay and all else."""
        asks = isinstance(effect, dict) and isinstance(effect.get("when"), str)
        if not asks or "do" not in effect or self.blind(effect["when"]) == effect["when"]:
            yield self.acting(effect)
            return
        for paid in (False, True):
            some = {
                name: [one for one in effect[name] if _is_score(one) == paid]
                for name in ("do", "otherwise")
                if name in effect
            }
            if any(some.values()):
                when = self.blind(effect["when"]) if paid else effect["when"]
                yield self.acting({**effect, **some, "when": when})

    def blind(self, value: Any) -> Any:
        """A text, or texts by seat, in which levels are 0."""
        if isinstance(value, dict):
            return {key: self.blind(part) for key, part in value.items()}
        if not isinstance(value, str):
            return value
        line = WRITE.match(value)
        if line and not line[3].startswith("="):
            return f"{line[1]} {line[2]} {self.blind(line[3])}"
        text = READ.sub(lambda one: "0" if one[1] in self.measures else one[0], value)
        return NAME.sub(lambda one: one[1] + self.copies.get(one[2], one[2]), text)

    def _made_of_levels(self) -> list[str]:
        """The computed tracks that such levels are in, at any remove."""
        texts = {
            track["id"]: " ".join(_texts(track["value"]))
            for track in self.plain.get("tracks", ())
            if "value" in track
        }
        found = {
            name
            for name, text in texts.items()
            if any(one[1] in self.measures for one in READ.finditer(text))
        }
        while True:
            more = {
                name
                for name, text in texts.items()
                if name not in found and any(one[2] in found for one in NAME.finditer(text))
            }
            if not more:
                return [name for name in texts if name in found]
            found |= more

    def _copied(self) -> Iterator[Mapping[str, Any]]:
        kept = ("of", "min", "max")
        for track in self.plain.get("tracks", ()):
            if track["id"] in self.copies:
                yield {
                    **{key: track[key] for key in kept if key in track},
                    "id": self.copies[track["id"]],
                    "title": "For points, levels aside",
                    "value": self.blind(track["value"]),
                    "aside": True,
                }


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    else:
        yield str(value)


def _is_score(effect: Any) -> bool:
    """Whether an effect is one on points alone."""
    line = WRITE.match(effect) if isinstance(effect, str) else None
    return line is not None and line[1].strip().endswith(".score")
