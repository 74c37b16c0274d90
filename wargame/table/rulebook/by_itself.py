"""What happens by itself, rule by rule with all that it does: what a table of paper goes by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wargame.rules.asking.describe import in_a_row
from wargame.rules.asking.nouns import describe_rule
from wargame.table.rulebook.words import Parts, Words, bullets, sentence
from wargame.table.words.gate import stopped

if TYPE_CHECKING:
    from wargame.content.model import Rule


INTRO = "Each works on what the one before it left; a number stops at the ends of its range."


def by_itself(words: Words) -> Parts:
    """What each rule does, in their order, then what answers an act; if there is room."""
    rows = bullets(_rows(words)) if "amounts" in words.told else ()
    return "What happens by itself, in this order", (INTRO, *rows) if rows else ()


def _rows(words: Words) -> Iterator[str]:
    for phase in (*words.program.rules, None):
        for rule in (one for one in words.deck.rules if one.phase == phase):
            said = in_a_row(describe_rule(words.program, rule.id))
            if said and not (words.is_match and _only_scores(words, rule)):
                when = f"{phase.title()}. " if phase else ""
                yield f"{when}{stopped(rule.title)} {sentence(said)}"


def _only_scores(words: Words, rule: Rule) -> bool:
    """Whether a rule of a phase counts nothing but points."""
    ids = [rule.id, *(f"{rule.id}_{seat.id}" for seat in words.program.seats)]
    groups = [group for _, group in words.rules(rule.phase or "") if group.label in ids]
    return bool(groups) and all(words.only_scores(group.body) for group in groups)
