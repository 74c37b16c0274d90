"""Each deck is valid by the schema that completes its own ids in an editor."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema_rs import Draft202012Validator, meta

from tests.conftest import DECKS
from wargame.content.authors.schema import deck_schema
from wargame.content.folder import read_folder
from wargame.lab.authors.vocabulary import vocabulary


@pytest.fixture(params=sorted(DECKS))
def folder(request: pytest.FixtureRequest) -> Path:
    return DECKS[request.param].folder


def test_every_deck_is_valid_by_the_schema_made_for_it(folder: Path) -> None:
    schema = deck_schema("deck", vocabulary(folder))
    meta.validate(schema)
    faults = Draft202012Validator(schema).iter_errors(read_folder(folder).tree)
    assert [f"{list(fault.instance_path)}: {fault.message}" for fault in faults] == []
