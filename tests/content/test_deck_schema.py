"""The JSON Schemas that editors use, and the authors' reference: both say what the loader does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator, meta
from pydantic import BaseModel

from tests.content.conftest import RIVER
from wargame.content.authors.reference import PARTS, reference
from wargame.content.authors.schema import deck_schema, schema_names
from wargame.content.faults.codes import CODES
from wargame.content.model import EFFECT_WORDS, Deck
from wargame.content.yaml.events import parse
from wargame.content.yaml.reading import Reading
from wargame.errors import UsageError


def plain(text: str) -> Any:
    return parse(text, "deck.yaml", Reading())


def is_valid(name: str, data: Any) -> bool:
    return bool(Draft202012Validator(deck_schema(name)).is_valid(data))


@pytest.mark.parametrize("name", schema_names())
def test_every_schema_is_a_schema(name: str) -> None:
    schema = deck_schema(name)
    meta.validate(schema)
    Draft202012Validator(schema)  # refuses a pattern that is none, and a name that leads nowhere
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["description"]
    assert "null" not in str(schema)


@pytest.mark.parametrize("name", [name.removesuffix(".yaml") for name in RIVER])
def test_sound_files_are_valid(name: str) -> None:
    assert is_valid(name, plain(RIVER[f"{name}.yaml"]))


def test_deck_yaml_may_hold_everything() -> None:
    whole = plain(RIVER["deck.yaml"])
    for name in RIVER:
        if name != "deck.yaml":
            whole[name.removesuffix(".yaml")] = plain(RIVER[name])
    assert is_valid("deck", whole)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("deck", "title:", "titel:", id="field of the deck"),
        pytest.param("deck", "max: 6", "max: 999", id="out of range"),
        pytest.param("deck", "id: river", "id: River", id="id"),
        pytest.param("cards", "title:", "titel:", id="field of a card"),
        pytest.param("cards", "once: true", "once: 1", id="switch"),
        pytest.param("cards", "when: shared", "wehn: shared", id="effect word"),
        pytest.param("cards", "after: 2", "after: soon", id="field of an effect"),
        pytest.param("cards", "after: 2", "after: 2\n      end: drift", id="two effects in one"),
        pytest.param("cards", "{capital: 1}", "{Capital: 1}", id="key of a cost"),
        pytest.param("tracks", "better: up", "better: upp", id="word"),
        pytest.param("measures", "tighten: {cost", "tighten: {price", id="field of a verb"),
        pytest.param("deals", "kind: transfer", "kind: gift", id="kind"),
    ],
)
def test_misspelled_files_are_not_valid(name: str, old: str, new: str) -> None:
    spoilt = RIVER[f"{name}.yaml"].replace(old, new, 1)
    assert spoilt != RIVER[f"{name}.yaml"]
    assert not is_valid(name, plain(spoilt))


def test_effects_are_told_apart_by_their_word() -> None:
    effects = deck_schema("rules")["$defs"]["Effect"]["oneOf"]
    words = {member["$ref"].rsplit("/", 1)[1] for member in effects if "$ref" in member}
    assert words == {noun.__name__ for noun in EFFECT_WORDS.values()}
    assert [member["type"] for member in effects if "type" in member] == ["string"]


def test_an_unknown_file_has_no_schema() -> None:
    with pytest.raises(UsageError, match="Did you mean 'cards'"):
        deck_schema("crads")


# --- the reference -------------------------------------------------------------------------


def test_the_reference_lists_codes_letter_by_letter_and_in_the_order_of_their_numbers() -> None:
    listed = re.findall(r"^\| `([A-Z])(\d+)` \|", reference("", only=["codes"]), re.MULTILINE)
    assert {f"{letter}{number}" for letter, number in listed} == CODES.keys()
    for letter in dict.fromkeys(letter for letter, _ in listed):
        places = [place for place, (one, _) in enumerate(listed) if one == letter]
        assert places == list(range(places[0], places[-1] + 1)), letter
        numbers = [int(number) for one, number in listed if one == letter]
        assert numbers == sorted(numbers), letter


def test_the_reference_has_every_noun_field_and_effect() -> None:
    text = reference("")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    assert set(EFFECT_WORDS) <= set(headings)
    head = ("id", "title", "about", "version", "language", "minutes")
    assert {name for name in Deck.model_fields if name not in head} <= set(headings)
    nouns: list[type[BaseModel]] = [Deck, *EFFECT_WORDS.values()]
    for noun in nouns:
        for name, field in noun.model_fields.items():
            assert field.description
            assert f"`{name}`" in text or name in headings


@pytest.mark.parametrize(
    "row",
    [
        "| `worth` | whole number 0 to 20 | `1` | Capital it brings",
        "| `once` | true or false | false |",
        "| `needs` | condition | nothing |",
        "| `cost` | costs, such as `{capital: 2}` | nothing |",
        "| `do` | list of effects | must be there |",
        "| `better` | `up` or `down` or `neither` | `neither` |",
        "| `stages` | list (1 to 8) of fields, see [stage](#stage) | must be there |",
        "| `start` | whole number or id or fields, for each id a whole number or id | `0` |",
    ],
)
def test_fields_are_described_in_plain_words(row: str) -> None:
    assert row in reference("")


def test_the_expression_language_is_handed_in() -> None:
    assert reference("## Expressions\n\nWhole numbers.").count("\n\nWhole numbers.\n") == 1


def test_the_reference_knows_no_python() -> None:
    assert not re.search(r"None|NoneType|Annotated|\bdict\b|\bstr\b|\bint\b|<class", reference(""))


def test_every_part_of_the_reference_is_there_once_and_printed_alone() -> None:
    expressions = "## expressions\n\nWhole numbers.\n"
    whole = reference(expressions)
    headings = re.findall(r"^#+ (.+)$", whole, re.MULTILINE)
    assert len(headings) == len(set(headings))
    assert set(PARTS) <= set(headings)
    for part in headings[1:]:
        alone = reference(expressions, [part])
        first = next(line for line in alone.splitlines() if line)
        assert first.lstrip("#") == f" {part}"
        assert alone in whole


def test_parts_of_the_reference_end_where_the_next_begins() -> None:
    assert re.findall(r"^#+ .+$", reference("", only=["cards"]), re.MULTILINE) == [
        "## cards",
        "### response",
        "### flavour line",
    ]
    two = reference("", only=["deck", "pause", "pause"])
    assert re.findall(r"^#+ .+$", two, re.MULTILINE) == ["## deck.yaml", "### pause"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("crads", "no part 'crads'. Did you mean 'cards'. Known: actions", id="typo"),
        pytest.param("until_era", "It is a field: see cards, injects.", id="a field"),
        pytest.param("\x1b[31m", r"no part '\\x1b\[31m'. Known", id="what cannot be printed"),
    ],
)
def test_a_part_that_is_not_there_is_told_with_what_is(asked: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        reference("", only=[asked])
