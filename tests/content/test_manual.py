"""decks/README.md shows every noun of a deck and every word of effects, each in what runs.

The blocks themselves are run by `test_tutorial`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.content.test_tutorial import README
from wargame.content.authors.reference import reference
from wargame.content.model import EFFECT_WORDS, Deck
from wargame.content.yaml.events import parse
from wargame.content.yaml.reading import Reading
from wargame.rules.kernel.steps import STEPS
from wargame.rules.verbs import VERBS, Verb

TEXT = README.read_text(encoding="utf-8")

BLOCKS = re.findall(
    r"^```ya?ml\n# (?:FILE|ADD|MORE OF): (\S+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL
)
"""Everything that becomes part of a deck, with its file."""

ROWS = re.findall(r"^\| `(\w+)` \| .* \| \[.*?\]\(#\S+\) \|$", TEXT, re.MULTILINE)
"""The table of nouns: a noun, and the section that shows it."""

WORDS = re.findall(r"^\| `(\w+):.*?` \|", TEXT, re.MULTILINE)
"""The table of effects."""

HEAD = ("id", "title", "about", "version", "minutes", "language")
"""Fields of a deck that are no nouns."""

NOUNS = [name for name in Deck.model_fields if name not in HEAD]


def shown(file: str, text: str) -> Iterator[str]:
    """The nouns that a block gives."""
    if file == "deck.yaml":
        yield from re.findall(r"^(\w+):", text, re.MULTILINE)
    else:
        yield file.removesuffix(".yaml")


def words_in(part: Any) -> Iterator[str]:
    """The words that open an effect anywhere in plain data."""
    if isinstance(part, dict):
        yield from (word for word in part if word in EFFECT_WORDS)
        for value in part.values():
            yield from words_in(value)
    elif isinstance(part, list):
        for value in part:
            yield from words_in(value)


def read(text: str) -> Any:
    reading = Reading()
    found = parse(text, "block", reading)
    reading.faults.check()
    return found


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_is_shown_in_a_block_that_runs(noun: str) -> None:
    assert noun in [name for block in BLOCKS for name in shown(*block)]


def test_the_table_of_nouns_has_each_once() -> None:
    """That its links lead somewhere, `test_links` holds."""
    assert sorted(ROWS) == sorted(NOUNS)


def test_the_table_of_effects_has_every_word_once() -> None:
    counted = Counter(word for word in WORDS if word in EFFECT_WORDS)
    assert counted == dict.fromkeys(EFFECT_WORDS, 1)


@pytest.mark.parametrize("word", EFFECT_WORDS)
def test_every_word_of_effects_is_shown_in_a_block_that_runs(word: str) -> None:
    assert word in [found for _, text in BLOCKS for found in words_in(read(text))]


def section(title: str) -> str:
    """What stands under a heading, down to the next one."""
    return TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


ALIKE = (
    *("after", "when", "tighten", "ease", "lift", "breach", "extend", "headline", "bury"),
    *("inject", "name", "term"),
)
"""Fields that say of a thing what the effect or the verb of that name does."""


def test_the_table_of_words_with_two_meanings_has_each_that_is_a_field_and_a_verb() -> None:
    cells = re.findall(
        r"^\| ((?:`\w+` ?)+) \|", section("Words that stand for more than one thing"), re.MULTILINE
    )
    told = Counter(re.findall(r"\w+", " ".join(cells)))
    assert set(told.values()) == {1}
    fields = set(
        re.findall(r"^\| `(\w+)` \|", reference("").split("\n## effects")[0], re.MULTILINE)
    )
    done = {*EFFECT_WORDS, *(verb.word for verb in VERBS)}
    assert (fields & done) - {*ALIKE} <= told.keys()
    assert told.keys() <= fields | done | {*Deck.model_fields}


def typed(verb: Verb) -> str:
    """A verb with what is typed behind it."""
    named = "" if verb.thing == "none" else verb.thing.upper()
    return " ".join(filter(None, (verb.word, named, verb.rest)))


def test_the_table_of_steps_has_each_with_its_phase_in_order() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| (\w+) \| .+ \|$", section("A round, step by step"), re.MULTILINE
    )
    assert rows == [(step.name, step.phase) for step in STEPS]


@pytest.mark.parametrize("is_luck", [False, True], ids=["seats", "luck"])
def test_every_verb_stands_once_in_what_is_typed(is_luck: bool) -> None:
    table, _, rest = section("What is typed").partition("\nWhat luck brings")
    rows = "".join(re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE))
    told = re.findall(r"`(.+?)`", rest.partition("\n\n")[0] if is_luck else rows)
    wanted = [typed(verb) for verb in VERBS if verb.is_luck == is_luck]
    assert sorted(one for one in told if one in wanted or not is_luck) == sorted(wanted)
