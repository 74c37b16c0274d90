"""Texts of measures against what their levels do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from wargame.content import model
from wargame.content.number_words import number_of
from wargame.rules import ir
from wargame.rules.lint.beside import misplaced, out_of_order, turned
from wargame.rules.lint.deeds import amount_of
from wargame.rules.lint.levels import LevelEffect, LevelEffects, Values
from wargame.rules.lint.misread import MINE, THEIRS
from wargame.rules.lint.numbers import printed
from wargame.rules.lint.patterns import BETWEEN
from wargame.rules.lint.said_amounts import SaidAmount, matched, said_amounts
from wargame.rules.lint.stems import stems_of
from wargame.rules.lint.things import levels_go_with
from wargame.rules.lint.wording import Wording

_BUILT = re.compile(r"\b(chances?|odds|builds?|built|projects?|plants?)\b", re.IGNORECASE)
"""What projects are called together."""

_EACH = re.compile(
    r"\b(?:both|each (?:side|seat|player)|every (?:side|seat|player))\b", re.IGNORECASE
)

_CLAUSE = re.compile(r"[,;:()]| and ")

_TOP = re.compile(r"\bup to [+-]?(\d+)", re.IGNORECASE)

_TIMES = dict.fromkeys(stems_of("quarter round year month season level"), True)
"""Words that many titles hold, and that tell none of them."""

Entry = tuple[LevelEffect, int | None, str]
"""An effect, and what it changes by; None if that is worked out. And which way, if a verb of the
measure does it."""


class LevelTexts:
    """Holds texts of measures against their levels, word for word."""

    def __init__(self, words: Wording, deck: model.Deck, values: Mapping[str, int]) -> None:
        self.fill, self.spoken, self.values = words.fill, words.spoken, values
        self.reader = words.reader
        self.titles = {
            seat: re.compile(rf"\b{re.escape(title)}\b", re.IGNORECASE)
            for seat, title in words.sides
        }
        groups = dict.fromkeys(one.group for one in deck.parties if one.group)
        had = [one.title for one in deck.tracks if one.of == "parties" or one.of in groups]
        self.of_parties = {stem: True for title in had for stem in stems_of(title)}
        """What parties have, such as their anger: by it alone no number of a seat is named."""

    def faults(self, measure: model.Measure, deed: LevelEffects) -> Iterator[str]:
        """What a measure's text says otherwise than its levels do."""
        text = self.fill(measure.text or "")
        parts, (named, _) = BETWEEN.split(text), printed(". ".join(measure.levels), is_prose=True)
        missed: dict[str, str] = {}
        for effect in dict.fromkeys(deed.effects):
            if not any(all(value in named for value in needed) for needed in effect.needed):
                for said in self.untold(effect, parts):
                    alike = _alike(effect.names[0], said)
                    if missed.setdefault(alike, said) == said:
                        yield said
        yield from self.idle(text, deed)
        yield from self.across(parts, deed)

    def across(self, parts: list[str], deed: LevelEffects) -> Iterator[str]:
        """Numbers of one seat that a level moves, where each clause that tells them names the
        other seat alone."""
        clauses = [clause for part in parts for clause in _CLAUSE.split(part)]
        names = dict.fromkeys(name for effect in deed.effects for name in effect.names[:1])
        for name in filter(self.reader.is_name_of_each, names):
            seat, _, rest = name.partition(".")
            about = [clause for clause in clauses if self.is_about((name,), clause)]
            named = [self.named(clause) for clause in about]
            other = next((one for one in self.titles if one != seat), "")
            is_sure = bool(named) and all(seats == [other] for seats in named)
            if is_sure and f"{other}.{rest}" not in deed.names:
                yield f"'{about[0].strip(' .')}' is said, and it happens to the other side"

    def named(self, part: str) -> list[str]:
        """The seats that a clause names; both where it may speak of whoever reads it."""
        if MINE.search(part) or THEIRS.search(part) or _EACH.search(part):
            return [*self.titles]
        return [seat for seat, title in self.titles.items() if title.search(part)]

    # --- what is done is said ----------------------------------------------------------------

    def untold(self, effect: LevelEffect, parts: list[str]) -> Iterator[str]:
        """An effect that no sentence names, or none with its numbers."""
        about = [part for part in parts if self.is_about(effect.names, part)]
        about += [f"{one} {then}" for one, then in pairwise(parts) if self.is_base(effect, one)]
        if not about:
            yield f"{self.spoken.title(effect.names[0])} changes, and is not named"
            return
        missing = [_missing(needed, part) for needed in effect.needed for part in about]
        if all(missing) and missing:
            yield f"{min(missing, key=len)[0]} acts, and is not printed"

    def is_base(self, effect: LevelEffect, part: str) -> bool:
        """Whether a sentence tells what an effect adds to: the next one may tell by how much."""
        is_printed = effect.base > 0 and effect.base in printed(part)[0]
        return is_printed and self.is_about(effect.names, part)

    def is_about(self, names: tuple[str, ...], part: str) -> bool:
        """Whether a sentence names one of some numbers or projects."""
        heard = {stem: True for stem in stems_of(part) if stem not in _TIMES}
        is_built = any(name.startswith("project.") for name in names)
        return (is_built and _BUILT.search(part) is not None) or self.is_heard(names, heard)

    def is_heard(self, names: tuple[str, ...], heard: Mapping[str, bool]) -> bool:
        own = {stem: True for stem in heard if stem not in self.of_parties}
        return any(
            self.spoken.is_named(name, heard if name.startswith("party.") else own)
            for name in names
        )

    # --- where a number stands ---------------------------------------------------------------

    def moved(self, measure: model.Measure, row: ir.MeasureIR, deed: LevelEffects) -> Iterator[str]:
        """Numbers that stand beside the words of another effect, or out of their order."""
        text, goes = self.fill(measure.text or ""), levels_go_with(row, deed, self.values)
        yield from misplaced(text, goes, self.spoken)
        yield from turned(text, goes, self.spoken)
        yield from out_of_order(text, goes, self.spoken, measure.max)

    # --- what is said is done ----------------------------------------------------------------

    def idle(self, text: str, deed: LevelEffects) -> Iterator[str]:
        """Numbers with a sign that nothing stands for."""
        entries: list[Entry] = [
            (effect, value, "") for effect in deed.effects for value in effect.values
        ]
        entries += [
            (LevelEffect((write.target.text,), ()), amount_of(write), write.op[0])
            for write in deed.writes
        ]
        signed = [*_signed(text)]
        fitting = {
            number: [place for place, entry in enumerate(entries) if self.fits(*one, entry)]
            for number, one in enumerate(signed)
        }
        done = matched(fitting)
        for number, (token, _) in enumerate(signed):
            strange = list(self.spoken.idle(token, deed.names))
            yield from strange
            if number not in done and not strange:
                about = token.near.rpartition(",")[2].strip(" :.;(")
                yield f"'{about} {token.sign}{token.number}' is printed, and nothing does so"

    def fits(self, token: SaidAmount, before: str, entry: Entry) -> bool:
        """Whether a printed number is one that a level or a verb comes to.

        Args:
            before: The sentence before its own, which may tell what it adds to.
        """
        effect, value, way = entry
        if value not in (token.number, None) or way not in ("", "=", token.sign):
            return False
        heard = self.spoken.context(token)
        is_named = self.spoken.means(heard)
        return self.is_heard(effect.names, heard) if is_named else self.is_base(effect, before)


def _signed(text: str) -> Iterator[tuple[SaidAmount, str]]:
    """The numbers of a text with a sign, each with the sentence before its own."""
    for before, part in pairwise(["", *BETWEEN.split(text)]):
        yield from ((one, before) for one in said_amounts(part) if one.sign in ("+", "-"))


def _alike(name: str, said: str) -> str:
    """What is told of a number alike whichever party has it."""
    return f"party.{name.rpartition('.')[2]}" if name.startswith("party.") else said


def _missing(needed: Values, part: str) -> list[int]:
    """What a sentence does not print of some amounts; a top stands for all of them."""
    shown, has_one = printed(part, is_prose=True)
    if max(needed) in [number_of(top) for top in _TOP.findall(part)]:
        return []
    return [value for value in needed if value not in shown and not (value == 1 and has_one)]
