"""The kitchen sinks use every word of the deck language, so every word is tested somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wargame.content import model
from wargame.content.load import load_deck
from wargame.rules.reading.syntax import FUNCTIONS

SINKS = sorted((Path(__file__).parents[1] / "decks").glob("kitchen_*"))
"""The decks that share the words among them: `kitchen_sink`, and one for each later subject."""
TEXT = "\n".join(
    path.read_text(encoding="utf-8") for sink in SINKS for path in sorted(sink.rglob("*.yaml"))
)
NOUNS = [
    noun
    for noun in vars(model).values()
    if isinstance(noun, type)
    and issubclass(noun, model.Noun)
    and noun not in (model.Noun, model.Sourced, model.BoardGauge)
]
NAMES = (
    "my.",
    "their.",
    "shared.",
    "party.",
    "lantern.",
    "measure.",
    ".in_force",
    ".paused",
    ".age",
    "project.",
    ".done",
    ".working",
    "my.capital",
    "my.score",
    "my.hand_size",
    "game.round",
    "game.deals ",
    "game.deal_left",
    "game.deals_made",
    "game.breaches",
    "game.extensions",
    "game.injects",
    "deal.open_lane",
    "deal.press_first.left",
    "action.",
    "= me",
    "== me",
    "== rival",
    "nobody",
    ".used",
    ".total",
    "game.era",
    "front.",
    ".stake ",
    ".due ",
    ".next ",
    ".last ",
    ".staked ",
    "game.judged",
    "game.docket ",
    "game.docket_last",
    "my.buried",
    "card.casks.used",
    ".in_effect",
    ".left",
    "number.",
    "dial.",
    "{glare}",
)
OPERATORS = (
    " + ",
    " - ",
    " * ",
    " // ",
    " % ",
    " < ",
    " <= ",
    " == ",
    " != ",
    " >= ",
    " > ",
    " and ",
    " or ",
    "not ",
    " if ",
    " += ",
    " -= ",
    " = ",
)


def nouns_in(value: Any) -> Iterator[model.Noun]:
    """Every noun inside a value, itself included."""
    match value:
        case model.Noun():
            yield value
            for name in type(value).model_fields:
                yield from nouns_in(getattr(value, name))
        case list() | tuple():
            for part in value:
                yield from nouns_in(part)
        case dict():
            for part in value.values():
                yield from nouns_in(part)
        case _:
            pass


@pytest.fixture(scope="module")
def written() -> dict[type, set[str]]:
    """The fields that the decks write out, by noun."""
    found: dict[type, set[str]] = {}
    for sink in SINKS:
        for noun in nouns_in(load_deck(sink).written):
            found.setdefault(type(noun), set()).update(noun.model_fields_set)
    return found


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_the_kitchen_sink_writes_every_field(
    noun: type[model.Noun], written: dict[type, set[str]]
) -> None:
    assert set(noun.model_fields) <= written.get(noun, set())


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_kitchen_sink_calls_every_function(function: str) -> None:
    assert re.search(rf"\b{function}\(", TEXT)


@pytest.mark.parametrize("word", [*NAMES, *OPERATORS])
def test_the_kitchen_sink_writes_every_kind_of_name_and_operator(word: str) -> None:
    assert word in TEXT


@pytest.mark.parametrize("kind", ["pause", "cap", "transfer", "pledge"])
def test_the_kitchen_sink_deals_in_every_kind_of_item(kind: str) -> None:
    assert f"kind: {kind}" in TEXT


@pytest.mark.parametrize("snap", ["full", "half", "none"])
def test_the_kitchen_sink_ends_deals_in_every_way(snap: str) -> None:
    assert f"snap: {snap}" in TEXT
