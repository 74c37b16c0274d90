"""Cards, actions, injects, reviews and measures with one clause dropped or added.

What is dropped or added stands in the text, or in what the thing does. A clause of a text that is
no number with a sign and names nothing of the deck is a story, and no mutant.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from pydantic import ValidationError

from wargame.content.loaded import LoadedDeck
from wargame.errors import Faults
from wargame.rules.lint.check import _Checker
from wargame.rules.lint.texts import Texts
from wargame.rules.lint.uses import Uses
from wargame.rules.reading.build import read
from wargame.rules.reading.known import NOTHING

Tree = dict[str, Any]

Mutant = tuple[str, Tree]
"""What was done to a thing, and the thing, as plain data."""


def mutants(noun: str, one: Tree, other: Tree) -> Iterator[Mutant]:
    """Every mutant of a thing; what is added comes from another one."""
    text = one.get("text") or ""
    for number, shorter in enumerate(_shorter(text, keeps_story=noun != "cards")):
        yield f"text less {number}", one | {"text": shorter}
    for number, clause in enumerate(_foreign(text, other.get("text") or "")):
        yield f"text more {number}", one | {"text": f"{text} {clause}"}
    if noun == "measures":
        yield from _wrong_numbers(one)
        return
    for number, do in enumerate(_less(one.get("do", []))):
        yield f"effect less {number}", one | {"do": do}
    for number, do in enumerate(_less(one.get("rival_do", []))):
        yield f"discard less {number}", one | {"rival_do": do}
    lines = [line for line in other.get("do", []) if isinstance(line, str)]
    for line in [line for line in lines if line not in one.get("do", [])][:2]:
        yield f"effect more {line}", one | {"do": [*one.get("do", []), line]}
    yield from _dilemmas(one)
    if noun in ("cards", "actions"):
        yield from _prices(one, other)


def _prices(one: Tree, other: Tree) -> Iterator[Mutant]:
    if one.get("needs"):
        yield "needs less", {key: value for key, value in one.items() if key != "needs"}
    elif other.get("needs"):
        yield "needs more", one | {"needs": other["needs"]}
    if one.get("cost"):
        yield "cost less", {key: value for key, value in one.items() if key != "cost"}


def _dilemmas(one: Tree) -> Iterator[Mutant]:
    """Options of a dilemma with a clause of their title, or an effect, less."""
    for place, effect in enumerate(one.get("do", [])):
        options = effect.get("choose", {}).get("options", []) if isinstance(effect, dict) else []
        for number, option in enumerate(options):
            changed = [option | {"title": title} for title in _shorter(option["title"] + ".")]
            changed += [option | {"do": do} for do in _less(option.get("do", []))]
            for turn, new in enumerate(changed):
                mutant = copy.deepcopy(one)
                mutant["do"][place]["choose"]["options"][number] = new
                yield f"option {option['id']} {turn}", mutant


def _wrong_numbers(one: Tree) -> Iterator[Mutant]:
    """A text with one of its numbers 20 too high."""
    text = one.get("text") or ""
    for match in re.finditer(r"(?<![\w.{])\d{1,2}(?![\w.]*\d|\})", text):
        wrong = f"{text[: match.start()]}{int(match[0]) + 20}{text[match.end() :]}"
        yield f"number {match[0]}", one | {"text": wrong}


def swapped(one: Tree) -> Iterator[Mutant]:
    """A text with two numbers of a sentence in each other's place."""
    text = " ".join((one.get("text") or "").split())
    for sentence in re.finditer(r"[^.;!?]+", text):
        found = [*re.finditer(r"(?<![\w.{])\d{1,2}(?![\w.]*\d|\})", sentence[0])]
        for first, second in combinations(found, 2):
            if first[0] != second[0]:
                start, middle = sentence[0][: first.start()], sentence[0][first.end() :]
                middle = middle[: second.start() - first.end()]
                new = f"{start}{second[0]}{middle}{first[0]}{sentence[0][second.end() :]}"
                whole = f"{text[: sentence.start()]}{new}{text[sentence.end() :]}"
                yield f"{first[0]} for {second[0]}", one | {"text": whole}


def _shorter(text: str, *, keeps_story: bool = False) -> Iterator[str]:
    """The text without one sentence, or without one of the clauses of a sentence."""
    sentences = re.split(r"(?<=[.;])\s+", text.strip())
    for number, sentence in enumerate(sentences):
        is_story = keeps_story and not re.search(r"(?<!\d)\d{1,2}(?!\d)|\{", sentence)
        if len(sentences) > 1 and not is_story:
            yield " ".join([*sentences[:number], *sentences[number + 1 :]])
        parts = re.split(r", (?=[^,+-]*[a-z][^,]*[+-]\d)", sentence)
        for place in range(1, len(parts)):
            kept = ", ".join([*parts[:place], *parts[place + 1 :]])
            kept = kept if kept.endswith(".") else f"{kept}."
            yield " ".join([*sentences[:number], kept, *sentences[number + 1 :]])


def _foreign(text: str, other: str) -> Iterator[str]:
    """Clauses of another text that say a number with a sign, and that this one does not say."""
    for clause in re.findall(r"[A-Za-z][A-Za-z' ]* [+-]\d+", other)[:2]:
        if clause.lower() not in text.lower():
            yield f"{clause[0].upper()}{clause[1:]}."


def _less(do: Sequence[Any]) -> Iterator[list[Any]]:
    """A block without one of its effects, or with what hung on a condition done anyway."""
    for number, effect in enumerate(do):
        if isinstance(effect, dict) and "choose" in effect:
            continue  # the question would go, and with it the titles that tell it
        yield [*do[:number], *do[number + 1 :]]
        if isinstance(effect, dict) and "when" in effect:
            yield [*do[:number], *effect["do"], *do[number + 1 :]]


class Bench:
    """Asks the lint of one deck about mutants of what it holds."""

    def __init__(self, loaded: LoadedDeck) -> None:
        self.loaded = loaded
        self.program, self.plain = read(loaded, Faults())
        self.aside = [track.id for track in loaded.written.tracks if track.aside]

    def things(self, noun: str) -> list[Tree]:
        """What the deck holds of a noun, as plain data."""
        listed = getattr(self.loaded.written, noun)
        return [one.model_dump(exclude_defaults=True) for one in listed]

    def found(self, noun: str, one: Tree) -> list[str] | None:
        """What the lint says of the deck with this in the place of its namesake; None: no deck."""
        deck = self.loaded.written
        try:
            new = type(getattr(deck, noun)[0]).model_validate(one)
        except ValidationError:
            return None
        listed = [new if old.id == new.id else old for old in getattr(deck, noun)]
        mutant = LoadedDeck(deck.model_copy(update={noun: listed}), self.loaded.marks)
        if noun == "measures":
            said = Texts(mutant, self.program, NOTHING).measures()
            return [what for item, _, what in said if item == f"measure {new.id}"]
        faults = Faults()
        program, _ = read(mutant, faults, self.plain)
        if faults.fatal:
            return None
        checker = _Checker(mutant, program, faults, self.plain, Uses(), ())
        checker.texts()
        return [fault.what for fault in faults.found]

    def acts_aside(self, one: Tree, mutant: Tree) -> bool:
        """Whether a mutant differs in workings alone, which no text has to name."""
        before, after = list(_lines(one)), list(_lines(mutant))
        gone = [line for line in before if line not in after]
        gone += [line for line in after if line not in before]
        words = re.findall(r"\.(\w+) [+-]?=", " ".join(gone))
        return bool(words) and all(word in self.aside for word in words)


def _lines(part: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(part, dict):
        for value in part.values():
            yield from _lines(value)
    elif isinstance(part, list):
        for value in part:
            yield from _lines(value)
    elif isinstance(part, str):
        yield part


def spoilt(bench: Bench, noun: str, every: int = 1) -> Iterator[tuple[str, list[str]]]:
    """Each mutant of a noun, and what the lint says of it.

    Args:
        every: Only each so-manieth thing is spoilt.
    """
    things = bench.things(noun)
    for number, one in list(enumerate(things))[::every]:
        for what, mutant in mutants(noun, one, things[(number + 17) % len(things)]):
            if bench.acts_aside(one, mutant):
                continue
            found = bench.found(noun, mutant)
            if found is not None:
                yield f"{one['id']}: {what}: {mutant.get('text', '')}", found
