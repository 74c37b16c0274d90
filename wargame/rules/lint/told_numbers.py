"""Numbers in texts that tell a thing in short: those of projects, fronts and deals, and aims.

Such a text leaves out what it likes, and tells of the world; but a number of the game that it
prints, such as `2 capital`, `+3` or `80 %`, stands somewhere in the thing, or where the deck
reads it. A front is told by its numbers alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wargame.content import model
from wargame.content.loaded import LoadedDeck
from wargame.content.number_words import WORDS, number_of
from wargame.errors import DeckPath
from wargame.rules.lint.advice import TextAdvice
from wargame.rules.lint.asked import turning_points
from wargame.rules.lint.numbers import printed
from wargame.rules.lint.stems import stems_of
from wargame.rules.reading.leaves import fields_of

PROSE = ("id", "title", "short", "text", "source", "as_of", "confidence", "claims")
"""Fields of a thing that tell of it, and do nothing."""

NUMBER = re.compile(r"(?<![\w.])\d+")
NAMED = re.compile(r"\bnumber\.(\w+)")
TRACK = re.compile(r"\.(\w+)\b")

_UNITS = ("round", "quarter", "turn", "level", "capital", "stage")
"""What numbers of every deck count; the titles of its tracks are its own."""

_SHOWN = re.compile(
    rf"(?<![\w.])([+\u2212-]?)(?:(\d+)(?![\w.]*\d)|\b({'|'.join(WORDS)})\b)"
    r" ?(%|[\w']*(?: [\w']+)?)",
    re.IGNORECASE,
)
"""A number, and the sign or the two words behind it."""

_STORY = re.compile(r"\b(first|last|about|nearly|almost|some) $", re.IGNORECASE)
"""Words before a number of the world: `in the first 26 months`."""

_JOINED = re.compile(r"(and|or|of|in|to|from)\b", re.IGNORECASE)
"""Words that begin what a number does not count."""

DEPTH = 3
"""So many computed tracks are followed, one from another."""


class ToldNumbers:
    """Holds the numbers of such texts against a deck."""

    def __init__(self, loaded: LoadedDeck) -> None:
        self.loaded, self.deck = loaded, loaded.written
        self.formulas = {t.id: texts_of(t.value) for t in self.deck.tracks if t.value is not None}
        told = [word for track in self.deck.tracks for word in stems_of(track.title)]
        self.units = dict.fromkeys((*stems_of(" ".join(_UNITS)), *told), True)
        self.acting = [
            texts_of(one) for one in (*self.deck.rules, *self.deck.tracks, *self.deck.reviews)
        ]

    def faults(self) -> Iterator[TextAdvice]:
        """Numbers that are printed and stand nowhere."""
        for number, project in enumerate(self.deck.projects):
            name = f"project {project.id}"
            yield from self.told(name, ("projects", number), project, f"project.{project.id}")
        for number, front in enumerate(self.deck.fronts):
            yield from self.told(
                f"front {front.id}", ("fronts", number), front, f"front.{front.id}"
            )
        for number, lesson in enumerate(self.deck.lessons):
            yield from self.aim(f"lesson {lesson.id}", ("lessons", number), lesson)
        for number, puzzle in enumerate(self.deck.puzzles):
            yield from self.aim(f"puzzle {puzzle.id}", ("puzzles", number), puzzle)
        for number, item in enumerate(self.deck.deal_items):
            here: DeckPath = ("deals", "items", number)
            yield from self.told(f"deal item {item.id}", here, item, f"deal.{item.id}")
            if item.performs and item.performs.text:
                known = self.known(item, f"deal.{item.id}")
                where = (*here, "performs", "text")
                yield from self.held(f"deal item {item.id}", where, item.performs.text, known)
        for number, package in enumerate(self.deck.ready_packages):
            given = [item for item in self.deck.deal_items if item.id in package.items]
            known = [n for one in (package, *given) for n in self.known(one, "")]
            for field in ("title", "text"):
                text = getattr(package, field) or ""
                there: DeckPath = ("deals", "packages", number, field)
                yield from self.held(f"ready package {package.id}", there, text, known)

    def aim(
        self, item: str, here: DeckPath, task: model.Lesson | model.Puzzle
    ) -> Iterator[TextAdvice]:
        """What a lesson or a puzzle asks for, against when it is done."""
        known = self.known((task.done, task.given, task.rounds, task.rival), "")
        yield from self.held(item, (*here, "aim"), task.aim, known)

    def told(
        self,
        item: str,
        here: DeckPath,
        one: model.Project | model.Front | model.DealItem,
        name: str,
    ) -> Iterator[TextAdvice]:
        """The title and the text of one thing; a title of a project or a front is a name."""
        known = self.known(one, name)
        for field in ("title", "text") if isinstance(one, model.DealItem) else ("text",):
            yield from self.held(item, (*here, field), getattr(one, field) or "", known)

    def held(self, item: str, path: DeckPath, text: str, known: list[int]) -> Iterator[TextAdvice]:
        """The numbers of one text against those that it may print."""
        filled = self.loaded.fill(text)
        may = printed(filled, is_prose=True)[0]
        found = [match for match in _SHOWN.finditer(filled) if self.counts(match, path)]
        numbers = [number_of(one[2] or one[3]) for one in found]
        asked = [number for number, at in turning_points(filled) if at in known or at - 1 in known]
        for number in dict.fromkeys(numbers):
            if number > 1 and number in may and number not in (*known, *asked):
                yield item, path, f"{number} is printed, and nothing does it"

    def counts(self, match: re.Match[str], path: DeckPath) -> bool:
        """Whether a number in a text is one of the game."""
        if match[1] or (path[0] == "fronts" and match[2]):
            return True
        if match[4].startswith("%"):
            return path[0] == "projects"
        if _STORY.search(match.string[: match.start()]) or _JOINED.match(match[4]):
            return False
        return any(stem in self.units for stem in stems_of(match[4]))

    # --- what may be printed -----------------------------------------------------------------

    def known(self, one: object, name: str) -> list[int]:
        """All numbers of a thing, of computed tracks that it reads, and of what reads it."""
        texts = texts_of(one)
        if name:
            texts += [text for part in self.acting if _speaks(part, name) for text in part]
        seen: dict[str, bool] = {}
        for _ in range(DEPTH):
            read = dict.fromkeys(word for text in texts for word in TRACK.findall(text))
            new = [word for word in read if word in self.formulas and word not in seen]
            seen |= dict.fromkeys(new, True)
            texts += [text for track in new for text in self.formulas[track]]
        found = [int(digits) for text in texts for digits in NUMBER.findall(text)]
        values = self.loaded.effective
        found += [abs(values[n]) for text in texts for n in NAMED.findall(text) if n in values]
        return [*found, *_sums(one), *(100 - n for n in found if n < 100)]


def _sums(one: object) -> list[int]:
    """What prices and work of a project's stages come to together, and how many they are."""
    if not isinstance(one, model.Project):
        return []
    paid = [c for s in one.stages for c in s.cost.values() if isinstance(c, int)]
    return [sum(paid), sum(stage.rounds for stage in one.stages), len(one.stages)]


def _speaks(texts: list[str], name: str) -> bool:
    return any(name in text and re.search(rf"\b{name}\b", text) for text in texts)


def texts_of(part: object) -> list[str]:
    """All that acts in a thing, numbers as text."""
    if isinstance(part, bool) or part is None:
        return []
    if isinstance(part, (str, int)):
        return [str(part)]
    if isinstance(part, dict):
        return [text for pair in part.items() for side in pair for text in texts_of(side)]
    if isinstance(part, (list, tuple)):
        return [text for inner in part for text in texts_of(inner)]
    if hasattr(type(part), "model_fields"):
        fields = [value for name, value in fields_of(part) if name not in PROSE]  # type: ignore[arg-type]
        return texts_of(fields)
    return []
