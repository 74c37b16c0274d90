"""Schemas that complete a deck's own ids in an editor."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from tests.conftest import DECKS
from tests.systems import has_links
from wargame.cli.deck_watch import OnWatch
from wargame.content.authors.schema import deck_schema, schema_names
from wargame.content.authors.vocabulary import NAMES_A, OPEN, holds, named_by, nouns_of_decks
from wargame.content.folder import PART_OF, read_folder
from wargame.content.paths import field_types
from wargame.errors import UsageError
from wargame.lab.authors.vocabulary import add_modelines, modeline, vocabulary, write_schemas


def card_of(deck: str) -> dict[str, Any]:
    schema = deck_schema("cards", vocabulary(DECKS[deck].folder))
    fields: dict[str, Any] = schema["$defs"]["Card"]["properties"]
    return fields


def test_the_ids_of_the_deck_are_offered() -> None:
    words = vocabulary(DECKS["kitchen_sink"].folder)
    fields = card_of("kitchen_sink")
    assert fields["seat"]["enum"] == [*words.ids["seats"], "any"]
    assert "capital" in fields["cost"]["properties"]
    assert any(one.startswith("my.") for one in fields["needs"]["examples"])
    effects = deck_schema("cards", words)["$defs"]
    assert effects["Pause"]["properties"]["pause"]["enum"] == [*words.ids["measures"], "measure"]
    projects = effects["Advance"]["properties"]["advance"]["enum"]
    assert projects == [*words.ids["projects"], "project"]
    assert effects["EndGame"]["properties"]["end"]["enum"] == words.ids["endings"]
    assert {"me", "rival"} < set(effects["Draw"]["properties"]["seat"]["enum"])
    [line] = [one for one in effects["Effect"]["oneOf"] if one.get("type") == "string"]
    assert all(one.endswith(" += 1") for one in line["examples"])


def test_an_id_that_is_not_there_is_not_valid() -> None:
    words = vocabulary(DECKS["kitchen_sink"].folder)
    deck = read_folder(DECKS["kitchen_sink"].folder).tree
    deck["cards"][0]["seat"] = "nobody_at_all"  # type: ignore[index,call-overload]
    assert not Draft202012Validator(deck_schema("deck", words)).is_valid(deck)


def test_the_useful_fields_come_first() -> None:
    schemas = deck_schema("deck")["$defs"]
    for title, noun in nouns_of_decks().items():
        schema = schemas.get(title, {})
        names = list(schema.get("properties", ()))
        if not names:
            continue
        must = [name for name, field in noun.model_fields.items() if field.is_required()]
        assert sorted(names[: len(must)]) == sorted(must)
        if "as_of" in names:
            assert names[-4:] == ["source", "as_of", "confidence", "claims"]


def ids_open_to_question() -> Iterator[str]:
    """Fields that hold an id of another noun, and are in neither table."""
    for title, noun in nouns_of_decks().items():
        for name, annotation in field_types(noun).items():
            is_id = any(word in ("id", "group") for word in holds(annotation))
            is_open = f"{title}.{name}" in OPEN or name in OPEN
            if is_id and name != "id" and not is_open and not named_by(title, name):
                yield f"{title}.{name}"


def test_every_field_that_holds_an_id_says_of_what() -> None:
    """A new field that names things of a deck belongs in `NAMES_A`, or in `OPEN`."""
    assert list(ids_open_to_question()) == []
    fields = {f"{t}.{f}" for t, noun in nouns_of_decks().items() for f in noun.model_fields}
    bare = {name.partition(".")[2] for name in fields}
    assert [name for name in (*NAMES_A, *OPEN) if name not in fields and name not in bare] == []


def test_a_deck_that_is_half_written_is_completed_too(tmp_path: Path) -> None:
    head = "id: half\ntitle: H\nabout: A.\nversion: '1.0'\nrounds: {max: 3}\n"
    (tmp_path / "deck.yaml").write_text(head)
    seat = "- {id: %s, title: T, score: 0, hand: 1, capital: {start: 0, max: 3, income: 0}}\n"
    (tmp_path / "seats.yaml").write_text(seat % "left" + seat % "right")
    (tmp_path / "cards.yaml").write_text("- {id: one, tilte: T}\n")
    assert vocabulary(tmp_path).ids["seats"] == ["left", "right"]
    assert vocabulary(tmp_path / "nowhere").ids == {}


def test_schemas_stand_where_the_modelines_say(tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    for name in ("deck.yaml", "cards/a.yaml"):
        (tmp_path / name).write_text("a: 1\n")
    add_modelines(tmp_path)
    written = write_schemas(tmp_path)
    assert [path.stem for path in written] == list(schema_names())
    for name in ("deck.yaml", "cards/a.yaml"):
        file = tmp_path / name
        first, *rest = file.read_text().splitlines()
        assert first == modeline(file, tmp_path)
        assert rest == ["a: 1"]
        assert (file.parent / first.rpartition("=")[2]).resolve() in written


@has_links
def test_schemas_are_written_through_no_link(tmp_path: Path) -> None:
    """A deck may be a stranger's: what its links lead to stays as it is."""
    deck, mine = tmp_path / "deck", tmp_path / "mine"
    (deck / ".schema").mkdir(parents=True)
    mine.mkdir()
    (mine / "cards.json").write_text("mine")
    (deck / ".schema" / "cards.json").symlink_to(mine / "cards.json")
    written = write_schemas(deck)
    assert not any(path.is_symlink() for path in written)
    shutil.rmtree(deck / ".schema")
    (deck / ".schema").symlink_to(mine)
    with pytest.raises(UsageError, match="is a link that leads out of the deck"):
        write_schemas(deck)
    assert list(OnWatch(deck).report([]))
    assert [path.name for path in mine.iterdir()] == ["cards.json"]
    assert (mine / "cards.json").read_text() == "mine"


def test_every_noun_finds_its_schema_from_a_file_and_from_a_folder(tmp_path: Path) -> None:
    files = [tmp_path / f"{noun}.yaml" for noun in schema_names()]
    for noun in schema_names()[1:]:
        (tmp_path / noun).mkdir()
        files.append(tmp_path / noun / "more.yaml")
    for file in files:
        file.write_text("a: 1\n")
    add_modelines(tmp_path)
    written = write_schemas(tmp_path)
    for file in files:
        place = file.read_text().splitlines()[0].rpartition("=")[2]
        assert (file.parent / place).resolve() in written


@pytest.mark.parametrize(("part", "noun"), sorted(PART_OF.items()))
def test_a_part_that_has_no_file_says_where_it_stands(part: str, noun: str, tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text("id: a\n")
    (tmp_path / f"{part}.yaml").write_text("[]\n")
    found = read_folder(tmp_path).reading.faults.found
    assert [f.remedy for f in found if "unknown deck file" in f.what] == [
        f"Write '{part}' in {noun}.yaml: they are a part of it."
    ]
    with pytest.raises(UsageError, match=f"in {noun}.yaml"):
        deck_schema(part)


def test_packages_and_items_are_among_the_parts() -> None:
    assert {"packages": "deals", "items": "deals", "gauges": "board"}.items() <= PART_OF.items()
