"""The player's rules of a deck, made from the deck: what a person reads who plays tonight.

One rule: nothing is written for one deck. What every game has in common is said once in our
words; the rest are the deck's own titles and texts, and its arithmetic as `rules.asking` puts
it: so the rules say nothing that is not played. Two pages hold all that is needed; what room is
left there goes to `EXTRAS`, which also stand on the pages of the items themselves, and on paper
in the sections of `in_full`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from wargame.rules.ruleset import Ruleset
from wargame.table.rulebook.actions import actions
from wargame.table.rulebook.by_itself import by_itself
from wargame.table.rulebook.closing import endings, reviews
from wargame.table.rulebook.contested import fronts
from wargame.table.rulebook.course import a_round, aim
from wargame.table.rulebook.measures import measures
from wargame.table.rulebook.numbers import numbers, workings
from wargame.table.rulebook.projects import projects
from wargame.table.rulebook.sides import all_sides, side
from wargame.table.rulebook.talks import talks
from wargame.table.rulebook.winning import winning
from wargame.table.rulebook.words import BULLET, EXTRAS, Section, Words
from wargame.table.words.gate import wrap
from wargame.table.words.wrap import heading

PAGE_CELLS, PAGE_LINES, PAGES = 88, 64, 2

BEFORE = (aim, all_sides, winning, fronts, a_round)
AFTER = (measures, projects, actions, talks, reviews, endings, by_itself, numbers, workings)
"""Each makes one section, before or after those of the sides; one without parts is left out."""


SUMS = "In sums '1 per 5 of' is a fifth, rounded down."
"""Told wherever points count, and at other tables if there is room."""


def rules_lines(rules: Ruleset) -> list[str]:
    """The rules as linear text: on two pages of `PAGE_CELLS` columns if that can be."""
    return _lines(rules, rulebook(rules))


@lru_cache(maxsize=1)
def rulebook(rules: Ruleset) -> tuple[Section, ...]:
    """The rules in sections, with as many of the extras as two pages hold."""
    told: tuple[str, ...] = ()
    found = _sections(rules, told)
    for extra in EXTRAS:
        fuller = _sections(rules, (*told, extra))
        if len(_lines(rules, fuller)) <= PAGES * PAGE_LINES:
            told, found = (*told, extra), fuller
    return tuple(found)


def in_full(rules: Ruleset) -> tuple[Section, ...]:
    """The sections that two pages have no room for in full, with all that can be told there."""
    told = rulebook(rules)
    return tuple(one for one in _sections(rules, EXTRAS) if one not in told)


def _sections(rules: Ruleset, told: tuple[str, ...]) -> list[Section]:
    words = Words(rules, told)
    made = [make(words) for make in BEFORE]
    made += [side(number, words) for number in words.seats]
    made += [make(words) for make in AFTER]
    found = [Section(label, tuple(parts)) for label, parts in made]
    if _has_sums(words, found):
        *before, goal = found[0].parts
        found[0] = replace(found[0], parts=(*before, f"{goal} {SUMS}"))
    return [section for section in found if section.parts]


def _has_sums(words: Words, sections: Iterable[Section]) -> bool:
    """Whether it is told how sums round."""
    if words.is_match and "sums" not in words.told:
        return False
    return any("1 per " in part for section in sections for part in section.parts)


def _lines(rules: Ruleset, sections: Iterable[Section]) -> list[str]:
    lines = [heading(f"{rules.deck.title}: the rules")]
    for section in sections:
        lines += ["", section.label] if section.label else []
        for part in section.parts:
            hang = " " * len(BULLET) if part.startswith(BULLET) else ""
            lines += wrap(part, PAGE_CELLS, "", hang)
    return lines
